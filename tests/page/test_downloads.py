"""A file that a reader asked for, while other readers' runs clear up behind them."""

from __future__ import annotations

from pathlib import PurePath
from threading import Thread
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st
from streamlit import runtime
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.runtime.scriptrunner import add_script_run_ctx

from components.shell.downloads import render_download
from tradedata.exports.files import File

FILE = File("CSV", "trade.csv", lambda: b"a,b\n")


def test_file_asked_for_outlives_runs_of_other_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit drops at the end of each run what no reader's page refers to."""
    files = MediaFileManager(MemoryMediaFileStorage("/media"))
    monkeypatch.setattr(runtime, "get_instance", lambda: SimpleNamespace(media_file_mgr=files))
    drawn = list[tuple[Any, ...]]()
    monkeypatch.setattr(st, "download_button", lambda *given, **_: drawn.append(given))
    drawing = Thread(target=render_download, args=(FILE, "key"))
    add_script_run_ctx(drawing, SimpleNamespace(session_id="reader"))  # type: ignore[arg-type]
    drawing.start()
    drawing.join()
    ((_, make, name, kind),) = drawn
    address = files.execute_deferred(files.add_deferred(make, kind, "a place", name))

    def kept_after_runs() -> bool:
        for _ in range(3):
            files.remove_orphaned_files()
        return files.read_file(PurePath(address).name) is not None

    assert kept_after_runs()
    files.clear_session_refs("reader")
    assert not kept_after_runs(), "the reader has left"
