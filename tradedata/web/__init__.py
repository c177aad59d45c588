"""Web: what programs, search engines and other sites get of the page, over HTTP.

Stands on ASGI, around any app that draws the page; knows no Streamlit.
"""
