"""Downloads: the one button that gives a file of the data."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

_TYPES = {"csv": "text/csv", "json": "application/json", "zip": "application/zip"}


def render_download(words: str, key: str, name: str, make: Callable[[], bytes]) -> None:
    """A button that makes the file of that name when it is asked for."""
    mime = _TYPES[name.rpartition(".")[2]]
    st.download_button(words, make, name, mime, key=key, on_click="ignore")
