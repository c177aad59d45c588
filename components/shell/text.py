"""Text: ready markup and plain words on the page, verbatim, whatever marks they hold.

Owns the escaping for widget labels, which Streamlit reads as markdown, and the page's look.
"""

from __future__ import annotations

import re
from pathlib import Path

import streamlit as st

from tradedata.markup.assets import STYLE, asset

_MARKDOWN = re.compile(r"([!-/:-@\[-`{-~])")
# Where an empty span keeps apart what Streamlit finds after the backslashes have gone: addresses,
# arrows and the like, icons.
_FOUND_LATER = re.compile(
    r"(?<=http)(?=s?\\:)|(?<=www)(?=\\\.)|(?=\\@)"
    r"|(?<=\\[-<>~])(?=\\[->=])|(?<=\\:)(?=material|streamlit)",
    re.I,
)


def show(*blocks: str) -> None:
    """Put ready markup on the page as one block."""
    st.html("".join(blocks))


def label(text: str) -> str:
    """Plain text for a widget's label, with markdown's signs switched off."""
    return _FOUND_LATER.sub(":small[]", _MARKDOWN.sub(r"\\\1", text))


def style() -> str:
    """The look of the page, and of what the core writes."""
    return f"<style>{asset(STYLE)}\n{asset(Path(__file__).with_name('page.css'))}</style>"
