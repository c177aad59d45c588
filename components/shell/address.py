"""Address: the page's controls and its address say the same, so that a link shares the view.

Owns the way between the two, what a reader is told of an address that asks for more, and which
card is open. What an address may hold is a matter of tradedata.views.parameters.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

import streamlit as st

from tradedata.views.notices import Notice
from tradedata.views.pages import Page, root_of
from tradedata.views.parameters import CLAIM, COMPARE, Asked, Parameter, Query, read_address
from tradedata.views.view import Views

_COMPLAINTS = "_complaints"
_NEEDS_WHOLE_RUN = "_needs_whole_run"
_IN_WHOLE_RUN = "_in_whole_run"
_ASKED = "_asked"
_PAGE = "_page"
_UNSENT, _SEEN = "_unsent", "_seen_"
_WANTED = "_wanted"


def take_address(views: Views, page: Page) -> Asked:
    """What the address of the page asks for, at the start of a whole run; the rest leaves it.

    The reader is told of it, unless it is a choice of their own that filters have taken away.
    """
    asked = read_address(given := _given(), views, page)
    if st.session_state.get(_PAGE) != page:
        _forget_controls()
        if COMPARE in asked.values:
            go_to(COMPARE)
    for notice in (*asked.notices, *asked.readings):
        if st.session_state.get(_seen(notice.name)) != tuple(given.get(notice.name, ())):
            complain(notice)
    if given != {name: list(values) for name, values in asked.values.items()}:
        st.query_params.from_dict(asked.values)
    st.session_state[_ASKED], st.session_state[_PAGE] = asked, page
    return asked


def read(views: Views) -> Asked:
    """What the address asks for now: in the run of the whole page what it did at its start."""
    if asked := st.session_state.get(_ASKED):
        return cast(Asked, asked)
    return read_address(_given(), views, st.session_state[_PAGE])


def adopt(parameter: Parameter, asked: Asked) -> None:
    """Set the control from the address, before it is drawn, whenever the address has changed.

    What a run set that was interrupted never reached the browser, and is set once more.
    """
    name, state = parameter.name, st.session_state
    values = asked.many(name)
    unsent = state.setdefault(_UNSENT, set())
    if state.get(_seen(name)) != values or state.get(name) is None or name in unsent:
        state[_seen(name)] = values
        state[name] = list(values) if parameter.many else asked.one(name)
        unsent.add(name)


def sent() -> None:
    """The run has come to its end: what it set is on its way to the browser."""
    st.session_state.pop(_UNSENT, None)


def publish(parameter: Parameter) -> None:
    """Write the control's value into the address; for use as its ``on_change`` callback."""
    value = st.session_state[parameter.name]
    if value is None:  # a browser that was not told a value yet has none to give
        return
    if values := parameter.chosen(tuple(value) if parameter.many else (value,)):
        st.query_params[parameter.name] = values
    else:
        st.query_params.pop(parameter.name, None)
    st.session_state[_seen(parameter.name)] = values


def compare(first: str, second: str) -> None:
    """Have the address set two claims side by side; blank: not chosen. From callbacks only."""
    if first or second:
        st.query_params[COMPARE] = f"{first},{second}" if first and second else first or second
    else:
        st.query_params.pop(COMPARE, None)


def show_comparison(first: str, second: str) -> None:
    """Set two claims side by side in place of the open card; from callbacks only."""
    close_card()
    compare(first, second)
    go_to(COMPARE)
    ask_for_whole_run()


def go_to(anchor: str) -> None:
    """Take the reader to that part when the page stands."""
    st.session_state[_WANTED] = anchor


def wanted() -> str:
    """Where the reader is to be taken, once."""
    return str(st.session_state.pop(_WANTED, ""))


def complain(notice: Notice) -> None:
    """Tell the reader of what in the address is of no use."""
    st.session_state.setdefault(_COMPLAINTS, {})[notice.name] = notice


def complaints() -> tuple[Notice, ...]:
    """What of the address could not be used, in this session."""
    return tuple(st.session_state.get(_COMPLAINTS, {}).values())


def dismiss_complaints() -> None:
    """Forget the complaints."""
    st.session_state.pop(_COMPLAINTS, None)


def open_card(card_id: str) -> None:
    """Open a number's card, in place of one that is open; from callbacks only."""
    st.query_params[CLAIM] = card_id


def close_card() -> None:
    """Close the card: its parameter leaves the address."""
    st.query_params.pop(CLAIM, None)


@contextmanager
def whole_run() -> Iterator[None]:
    """The run of the whole page, in which no section asks for another."""
    st.session_state[_IN_WHOLE_RUN] = True
    st.session_state.pop(_NEEDS_WHOLE_RUN, None)
    try:
        yield
        sent()
    finally:
        st.session_state[_IN_WHOLE_RUN] = False
        st.session_state.pop(_ASKED, None)


def in_whole_run() -> bool:
    """Whether the whole page is being run, not a section by itself."""
    return bool(st.session_state.get(_IN_WHOLE_RUN))


def ask_for_whole_run() -> None:
    """Have the section that runs next run the whole page instead; from callbacks only."""
    st.session_state[_NEEDS_WHOLE_RUN] = True


def whole_run_needed() -> bool:
    """Whether a callback inside a section asks for the whole page, once."""
    return bool(st.session_state.pop(_NEEDS_WHOLE_RUN, False))


def root_address() -> str:
    """The first page's own address without parameters, or a blank where it is not known."""
    given = (st.context.url or "").split("?")[0]
    return root_of(given) if given else ""


def permalink(asked: Asked, anchor: str = "") -> str:
    """The address of this view, without the open card, of the whole page."""
    query = asked.query(claim="", chart="")
    hash_ = f"#{anchor}" if anchor else ""
    return f"{root_address() or '/'}{asked.page.slug}{'?' if query else ''}{query}{hash_}"


def _forget_controls() -> None:
    """A control of the same name is another one on another page: the browser is told its value."""
    for key in [key for key in st.session_state if str(key).startswith(_SEEN)]:
        del st.session_state[key]


def _given() -> Query:
    return {name: st.query_params.get_all(name) for name in st.query_params}


def _seen(name: str) -> str:
    return f"{_SEEN}{name}"
