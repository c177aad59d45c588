"""Text: ready markup and plain words on the page, verbatim, whatever marks they hold.

Owns the escaping for widget labels, which Streamlit reads as markdown.
"""

from __future__ import annotations

import re

import streamlit as st

_MARKDOWN = re.compile(r"([!-/:-@\[-`{-~])")


def show(*blocks: str) -> None:
    """Put ready markup on the page as one block."""
    st.html("".join(blocks))


def label(text: str) -> str:
    """Plain text for a widget's label, with markdown's signs switched off."""
    return _MARKDOWN.sub(r"\\\1", text)
