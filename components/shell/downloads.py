"""Downloads: the one button that gives a file of the data."""

from __future__ import annotations

import streamlit as st

from tradedata.exports.files import File

_TYPES = {"csv": "text/csv", "json": "application/json", "zip": "application/zip"}


def render_download(file: File, key: str) -> None:
    """A button that makes the file when it is asked for."""
    mime = _TYPES[file.name.rpartition(".")[2]]
    st.download_button(file.words, file.make, file.name, mime, key=key, on_click="ignore")
