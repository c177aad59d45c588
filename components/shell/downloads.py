"""Downloads: the one button that gives a file of the data."""

from __future__ import annotations

from threading import Thread

import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import add_script_run_ctx, get_script_run_ctx

from tradedata.exports.files import File


def render_download(file: File, key: str) -> None:
    """A button that makes the file when it is asked for."""
    reader = get_script_run_ctx()

    def make() -> bytes:
        """Make it, and keep it for as long as the reader's page stands.

        What a click has made belongs to nobody's page: Streamlit drops it when two runs, of
        whomever, have ended since. With many readers that is before the browser has fetched it.
        """
        content = file.make()
        kept = (content, file.media_type, f"download {key}", file.name, True)
        keeping = Thread(target=runtime.get_instance().media_file_mgr.add, args=kept)
        add_script_run_ctx(keeping, reader)
        keeping.start()
        keeping.join()
        return content

    st.download_button(
        file.words,
        make,
        file.name,
        file.media_type,
        key=key,
        on_click="ignore",
    )
