"""Compare: whether and how far two claims differ, and which rows are one statement."""
