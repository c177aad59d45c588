"""The page, drawn with Streamlit: a shell, the sections, the card."""
