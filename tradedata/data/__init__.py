"""Data: from bytes to claims. Schema, tables, checks, issues, loading, watching, numerals."""
