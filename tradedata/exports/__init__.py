"""Exports: claims as files and citations that keep the sources attached once they leave the page.

Builds bytes and plain text; offers, draws and downloads nothing.
"""
