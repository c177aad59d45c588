"""Two claims side by side: can they be compared, on what they differ, and by how much.

The address carries the two as ``compare=A,B``; a claim's card and the table lead here too.
"""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from components.shell import address
from components.shell.text import label, show
from components.shell.view import section
from tradedata.data.claims import Claim
from tradedata.markup.pairs import pair_markup
from tradedata.markup.text import (
    element,
)
from tradedata.views.pages import HEADINGS
from tradedata.views.pairs import Pair, claim_name, in_reading_order, pair_of, suggested_pair
from tradedata.views.parameters import COMPARE, Asked, distinct
from tradedata.views.view import View, Views
from tradedata.words.claims import number_words

FIRST = "compare-first"
SECOND = "compare-second"
_SEEN = "_seen_compare"


@section
def render_compare(views: Views) -> None:
    """The choice of two claims, and what can be said of them together."""
    asked = address.read(views)
    st.header(HEADINGS[COMPARE], anchor=COMPARE)
    _adopt(asked)
    with st.container(key=COMPARE):
        first, second = _render_choice(asked.view)
        if first and second and first != second:
            _render_pair(asked, pair_of(first, second, asked.view.dataset))
        elif first and second:
            show(element("p", "Choose two different claims.", role="status"))
        elif first or second:
            show(element("p", "Choose a second claim.", role="status"))
        else:
            _render_suggestion(asked.view)


def _adopt(asked: Asked) -> None:
    state, given = st.session_state, asked.compared
    if FIRST in state and state.get(_SEEN) == given:
        return
    state[_SEEN] = given
    state[FIRST], state[SECOND] = (claim_id or None for claim_id in given)


def _render_choice(view: View) -> list[Claim | None]:
    everything = view.whole.claims_by_id
    chosen = {st.session_state[key] for key in (FIRST, SECOND)} & everything.keys()
    names = view.keep(_names_in_view) | _names(everything[key] for key in sorted(chosen))
    with st.container(key="compare-choice"):
        for words, key in (("First claim", FIRST), ("Second claim", SECOND)):
            st.selectbox(
                words,
                options=list(names),
                index=None,
                format_func=lambda claim_id: names.get(claim_id, claim_id),
                key=key,
                placeholder="Type a number, a name or a year",
                on_change=_publish,
            )
    return [everything.get(st.session_state[key] or "") for key in (FIRST, SECOND)]


def _render_suggestion(view: View) -> None:
    pair = view.keep(_suggested)
    if pair is None:
        show(element("p", "Choose two claims above."))
        return
    first, second = pair
    show(element("p", "Choose two claims above, or two that stand at the top of the page:"))
    st.button(
        f"Compare {label(number_words(first))} ({label(first.speaker)}) with "
        f"{label(number_words(second))} ({label(second.speaker)})",
        key="compare-suggested",
        on_click=address.compare,
        args=(first.id, second.id),
    )


def _suggested(view: View) -> tuple[Claim, Claim] | None:
    return suggested_pair(view.dataset.claim(claim_id) for claim_id in view.finding.claims)


def _render_pair(asked: Asked, pair: Pair) -> None:
    dataset, root = asked.view.dataset, address.root_address()
    show(pair_markup(pair, dataset, root, address.permalink(asked)))


def _names_in_view(view: View) -> dict[str, str]:
    return _names(view.claims)


def _names(claims: Iterable[Claim]) -> dict[str, str]:
    return distinct({claim.id: claim_name(claim) for claim in in_reading_order(claims)})


def _publish() -> None:
    first, second = (st.session_state[key] or "" for key in (FIRST, SECOND))
    if first and first == second:
        return
    address.compare(first, second)
    st.session_state[_SEEN] = (first, second) if first else (second, "")
