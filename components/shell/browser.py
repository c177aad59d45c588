"""Browser: what only the reader's browser knows or can do, in the three scripts of the page.

Owns the clicks on numbers, wherever they stand, and on links to other parts; the width of the
window; where the reader was when a card opened; the title of the tab. Charts are drawn for one of
two layouts: a window that is resized across the limit gets the other one. What charts and printing
need are scripts of their own: the first goes with every card.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import streamlit as st

from components.shell import address
from tradedata.charts.layouts import NARROW, WIDE, Layout
from tradedata.markup.assets import CHARTS, COPY, asset
from tradedata.views.parameters import CLAIM

_KEY, _CHARTS, _PAPER = "browser", "charts", "paper"
_LEFT_FOR = "_left_for"
# A phone says so in the name of its browser: its first charts need not be drawn twice.
_PHONE = "Mobi"


def layout_of_charts() -> Layout:
    """The layout that fits the reader's window, as far as it is known."""
    return NARROW if _is_narrow() else WIDE


def prepare_charts(version: str) -> None:
    """Have charts answer the pointer, take the whole screen, and fit the paper with its version."""
    _script(_CHARTS)(key=_CHARTS)
    _script(_PAPER)(key=_PAPER, data={"width": layout_of_charts().width, "version": version})


def listen(page: str, card: str, title: str, places: Mapping[str, str]) -> str:
    """Listen to the reader's browser; a number that was clicked is in the address by now.

    ``card`` is the one that is open, ``title`` that of the tab, ``places`` what holds each anchor.
    The result is the place that a link leads to, blank where none was clicked.
    """
    data = {
        "narrow": _is_narrow(),
        "page": f"/{page}",
        "card": card,
        "title": title,
        "places": json.dumps(dict(places)),  # for a mapping Streamlit would load pandas
        "wanted": address.wanted(),
    }
    _script(_KEY)(
        key=_KEY,
        data=data,
        on_narrow_change=address.ask_for_whole_run,
        on_card_change=_open_card,
        on_closed_change=_close_card,
        on_go_change=_leave_for,
    )
    return str(st.session_state.pop(_LEFT_FOR, ""))


@cache
def _script(name: str) -> Callable[..., Mapping[str, str | None]]:
    own = Path(__file__).with_name(f"{name}.js")
    parts = {_CHARTS: (CHARTS,), _KEY: (COPY, own)}.get(name, (own,))
    js = "\n".join(map(asset, parts))
    return st.components.v2.component(name, html="<span></span>", js=js)


def _leave_for() -> None:
    # Kept until it is gone to: the run that hears of it may give way to another one first.
    st.session_state[_LEFT_FOR] = st.session_state[_KEY].get("go") or ""


def _open_card() -> None:
    if card := st.session_state.get(_KEY, {}).get("card"):
        address.open_card(card)


def _close_card() -> None:
    # Another card that was opened since stays.
    if st.session_state.get(_KEY, {}).get("closed") == st.query_params.get(CLAIM):
        address.close_card()


def _is_narrow() -> bool:
    told = st.session_state.get(_KEY, {}).get("narrow")
    return _PHONE in st.context.headers.get("User-Agent", "") if told is None else bool(told)
