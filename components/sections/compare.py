"""Two claims side by side: can they be compared, on what they differ, and by how much.

The address carries the two as ``compare=A,B``; a claim's card and the table lead here too.
"""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from components.shell import address
from components.shell.text import (
    bullets,
    distinct,
    element,
    label,
    link,
    show,
    source_markup,
    table,
    wrap,
)
from components.shell.view import View, keep_up
from tradedata.compare.comparison import THRESHOLDS_IN_WORDS, Comparison, compare
from tradedata.computed.indicators import Indicator
from tradedata.data.claims import Claim
from tradedata.exports.citations import cite_claim
from tradedata.views.pairs import (
    ANSWERS,
    Field,
    claim_name,
    distance,
    fields_of_pair,
    in_reading_order,
    no_distance_words,
    suggested_pair,
)
from tradedata.words.claims import number_words
from tradedata.words.numbers import plain_number
from tradedata.words.passages import passage_address

FIRST = "compare-first"
SECOND = "compare-second"
_SEEN = "_seen_compare"
_COLUMNS = ("Field", "Same or different", "First claim", "Second claim")


@st.fragment
def render_compare(view: View) -> None:
    """The choice of two claims, and what can be said of them together."""
    keep_up(view)
    st.subheader("Two claims side by side", anchor=address.COMPARE)
    everything = {claim.id: claim for claim in view.dataset.claims}
    _adopt(everything)
    with st.container(key=address.COMPARE):
        first, second = _render_choice(view, everything)
        if first and second and first != second:
            _render_pair(view, first, second)
        elif first and second:
            show(element("p", "Choose two different claims.", role="status"))
        else:
            _render_suggestion(view)


def _adopt(everything: dict[str, Claim]) -> None:
    state, given = st.session_state, address.compared()
    chosen = (state.get(FIRST), state.get(SECOND))
    if FIRST in state and state.get(_SEEN) == given and set(chosen) <= {None, *everything}:
        return
    if not set(given) <= {"", *everything} or (given[0] and given[0] == given[1]):
        address.refuse_comparison()
        given = ("", "")
    elif _SEEN not in state and any(given):
        address.go_to_comparison()
    state[_SEEN] = given
    state[FIRST], state[SECOND] = (claim_id or None for claim_id in given)


def _render_choice(view: View, everything: dict[str, Claim]) -> list[Claim | None]:
    chosen = {st.session_state[key] for key in (FIRST, SECOND)} - {None}
    offered: dict[str, str] = view.build("comparable", lambda: _names(view.claims))
    names = offered | _names(everything[claim_id] for claim_id in sorted(chosen))
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
    if any(st.session_state[key] for key in (FIRST, SECOND)):
        show(element("p", "Choose a second claim.", role="status"))
        return
    pair = suggested_pair(view.dataset.claim(claim_id) for claim_id in view.finding.claims)
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


def _render_pair(view: View, first: Claim, second: Claim) -> None:
    comparison = compare(first, second)
    fields = fields_of_pair(first, second, view.dataset)
    show(
        element("h4", "Can they be compared?"),
        wrap("p", element("strong", ANSWERS[comparison.verdict]), role="status"),
        element("p", comparison.words),
        element("h4", "On what they differ, and what to know"),
        _causes(comparison),
        element("h4", "By how much"),
        _distance(distance(first, second), comparison),
        _fields_table(fields),
        element("h4", "Where each is printed"),
        bullets(_printed(claim) for claim in (first, second)),
    )
    with st.container(horizontal=True, key="compare-cards"):
        for words, claim in (("first", first), ("second", second)):
            st.button(
                f"Open the card of the {words}: {label(number_words(claim))}",
                key=f"compare-card-{words}",
                on_click=address.open_card,
                args=(claim.id, "compare-cards"),
            )
    show(element("h4", "Cite them"))
    for claim in (first, second):
        citation = cite_claim(claim, view.dataset, address.page_address())
        st.code(citation.apa, language=None, wrap_lines=True)
    show(element("h4", "Link to this comparison"))
    st.code(address.permalink(claim=""), language=None, wrap_lines=True)
    show(element("p", THRESHOLDS_IN_WORDS, class_="note"))


def _causes(comparison: Comparison) -> str:
    if not comparison.causes:
        return element("p", "Nothing but the numbers and who states them.")
    return bullets(element("span", cause.words) for cause in comparison.causes)


def _distance(indicator: Indicator | None, comparison: Comparison) -> str:
    if indicator is None:
        return element("p", no_distance_words(comparison))
    return (
        element("p", indicator.label)
        + wrap("p", f"{indicator.formula}: " + element("code", indicator.expression))
        + element(
            "p", f"Unrounded: {plain_number(indicator.value)}. {indicator.note}", class_="note"
        )
    )


def _fields_table(fields: tuple[Field, ...]) -> str:
    different = sum(not field.is_same for field in fields)
    caption = f"Field by field: {different} of {len(fields)} differ"
    lines = [
        dict(zip(_COLUMNS, (each.name, each.mark, each.first, each.second), strict=True))
        for each in sorted(fields, key=lambda field: field.is_same)
    ]
    return table(caption, _COLUMNS, lines)


def _printed(claim: Claim) -> str:
    printed = element("span", f"{number_words(claim)}: ") + source_markup(claim.source)
    if not claim.source.url:
        return printed + " " + element("span", "(address not known)")
    return printed + " " + link("Open the passage", passage_address(claim))


def _names(claims: Iterable[Claim]) -> dict[str, str]:
    return distinct({claim.id: claim_name(claim) for claim in in_reading_order(claims)})


def _publish() -> None:
    address.compare(*(st.session_state[key] or "" for key in (FIRST, SECOND)))
    st.session_state[_SEEN] = address.compared()
