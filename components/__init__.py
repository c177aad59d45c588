"""The page: one file a visible panel, drawn with Streamlit. All reckoning is in tradedata."""
