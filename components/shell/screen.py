"""Screen: whether the reader's window is as narrow as a phone's.

Owns that one fact, which only the browser knows. Charts are drawn for one of two layouts; a
window that is resized across the limit gets the other one.
"""

from __future__ import annotations

import streamlit as st

from tradedata.charts.layouts import NARROW, WIDE, Layout

_KEY = "screen"
# A phone says so in the name of its browser: its first charts need not be drawn twice.
_PHONE = "Mobi"

_SCRIPT = """
export default function ({ data, setStateValue }) {
  const query = window.matchMedia('(max-width: 60rem)')
  const tell = () => {
    if (query.matches !== data.narrow) setStateValue('narrow', query.matches)
  }
  query.addEventListener('change', tell)
  tell()
  return () => query.removeEventListener('change', tell)
}
"""

_SCREEN = st.components.v2.component("screen", html="<span></span>", js=_SCRIPT)


def layout_of_charts() -> Layout:
    """The layout that fits the reader's window, as far as it is known."""
    return NARROW if _is_narrow() else WIDE


def render_screen() -> None:
    """Listen to the width of the window, before charts are drawn; a change runs the page again."""
    with st.container(key="unseen-screen"):
        _SCREEN(key=_KEY, data={"narrow": _is_narrow()}, on_narrow_change=lambda: None)


def _is_narrow() -> bool:
    told = st.session_state.get(_KEY, {}).get("narrow")
    return _PHONE in st.context.headers.get("User-Agent", "") if told is None else bool(told)
