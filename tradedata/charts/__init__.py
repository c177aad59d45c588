"""Charts: claims and indicators drawn with Plotly, each with its words and its table."""
