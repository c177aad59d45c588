"""Site: the whole as static files, for readers without number, from any host or from disk."""
