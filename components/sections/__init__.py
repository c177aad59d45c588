"""The sections of the page, a panel a file."""
