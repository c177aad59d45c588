"""Downloads: the one button that gives a file of the data."""

from __future__ import annotations

import streamlit as st

from tradedata.exports.files import File


def render_download(file: File, key: str) -> None:
    """A button that makes the file when it is asked for."""
    st.download_button(
        file.words,
        file.make,
        file.name,
        file.media_type,
        key=key,
        on_click="ignore",
    )
