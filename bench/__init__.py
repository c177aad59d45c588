"""Benchmark of the dashboard against an ordinary Streamlit page: `python -m bench`."""
