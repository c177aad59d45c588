"""Tools for those who work on the project. The page and its data never import them."""
