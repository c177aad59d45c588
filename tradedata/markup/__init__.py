"""Markup: what the views say as HTML, for the page and for whoever shows the same elsewhere."""
