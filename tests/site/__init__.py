"""The site as static files."""
