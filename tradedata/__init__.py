"""The core of the dashboard: from the data files to what a reader sees, without a page.

data, words, compare, computed, views, then charts and exports: each room imports only those before
it. Importing the package loads the standard library alone.
"""
