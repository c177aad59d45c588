"""View: the data that the page shows, one snapshot for a whole run, shared by all visitors.

Owns what the server keeps: the watched files, and the views of the newest data and of those before
them, which sections of open pages may still show.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec, cast

import streamlit as st

from components.shell import address
from components.shell.text import show
from tradedata.data.directory import data_directory
from tradedata.data.loading import Dataset
from tradedata.data.watching import Snapshot, Watched
from tradedata.markup.text import element
from tradedata.views.view import Views

LOOK_EVERY = 15.0  # seconds; told as text, it would load pandas
NOT_DRAWN = (
    "This part of the page could not be drawn; the others are as they should be. What went wrong "
    "stands in the log of the server."
)
_SNAPSHOT, _VIEWS = "_snapshot", "_views"

P = ParamSpec("P")


def newest() -> Snapshot:
    """The newest data, the same for all visitors and for whoever asks without the page."""
    return _watched(str(data_directory(os.environ))).refresh()


def snapshot() -> Snapshot:
    """The newest data, for a whole run."""
    now = newest()
    st.session_state[_SNAPSHOT] = now.key
    return now


def views_of(dataset: Dataset) -> Views:
    """The views of the data, the same for all visitors; pages and sections get them from here."""
    views = shared_views(dataset)
    st.session_state[_VIEWS] = views
    return views


def shared_views(dataset: Dataset) -> Views:
    """The views of the data, the same for all visitors and for whoever asks without the page."""
    return _views(dataset.digest, dataset)


def views_now() -> Views:
    """The views that this run of the page shows."""
    return cast(Views, st.session_state[_VIEWS])


def section(render: Callable[P, None]) -> Callable[P, None]:
    """A part of the page that runs by itself when its own controls are used.

    It runs the whole page instead, once, if a callback asks for it or newer data are there.
    """

    @st.fragment
    @wraps(render)
    def run(*arguments: P.args, **named: P.kwargs) -> None:
        if address.whole_run_needed() or (not address.in_whole_run() and _is_behind()):
            st.rerun(scope="app")
        faults_in_words(render)(*arguments, **named)
        if not address.in_whole_run():
            address.sent()

    return run


def faults_in_words(render: Callable[P, None]) -> Callable[P, None]:
    """A fault in this part of the page is said in plain words and leaves the others standing."""

    @wraps(render)
    def run(*arguments: P.args, **named: P.kwargs) -> None:
        try:
            render(*arguments, **named)
        except Exception:
            logging.getLogger(__name__).exception("A part of the page could not be drawn")
            show(element("p", NOT_DRAWN, role="alert"))

    return run


@st.fragment(run_every=LOOK_EVERY)
def render_news() -> None:
    """Tell the reader of an open page that newer data are there."""
    if address.in_whole_run() or not _is_behind():
        return
    with st.container(border=True, key="news"):
        show(element("p", "Newer data are there than this page shows.", role="status"))
        if st.button("Show the newer data"):
            st.rerun(scope="app")


def _is_behind() -> bool:
    return bool(newest().key != st.session_state.get(_SNAPSHOT))


@st.cache_resource(show_spinner=False)
def _watched(directory: str) -> Watched:
    return Watched(Path(directory))


@st.cache_resource(show_spinner=False, max_entries=2)
def _views(digest: str, _dataset: Dataset) -> Views:
    return Views(_dataset)
