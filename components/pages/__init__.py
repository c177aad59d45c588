"""Pages: one small script a page, run by Streamlit inside the frame of dashboard.py."""
