"""Charts: the content that views give a chart, drawn with Plotly."""
