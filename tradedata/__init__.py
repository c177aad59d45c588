"""The data of the dashboard: schema, loading, checks, claims and what is computed from them.

Pandas and the standard library only: importing this package loads neither Plotly nor Streamlit.
"""
