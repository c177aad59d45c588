"""Benchmark of the dashboard against an ordinary Streamlit page over the same data.

`python -m bench` runs it; README.md says what is measured and how. Nothing of the dashboard
imports this package, and no test depends on a time measured here.
"""
