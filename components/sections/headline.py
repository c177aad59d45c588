"""Headline: the question, the filters of the whole page, the finding and the tiles."""

from __future__ import annotations

from functools import partial

import streamlit as st

from components.shell import address
from components.shell.address import Parameter
from components.shell.text import element, label, show, wrap
from components.shell.view import View
from tradedata.data.claims import Claim
from tradedata.data.loading import Dataset
from tradedata.views.finding import headline_claims
from tradedata.views.selection import DEFAULT_VIEW, VIEWS, Selection, side_words, sides_of
from tradedata.words.claims import (
    measure_words,
    number_words,
    period_words,
    short_number_words,
    source_words,
)


def filter_parameters(dataset: Dataset) -> tuple[Parameter, Parameter]:
    """The two controls that the whole page obeys."""
    sides = {side: side_words(side, dataset) for side in sides_of(dataset.claims)}
    return Parameter("view", VIEWS, DEFAULT_VIEW), Parameter("side", sides, many=True)


def render_title(dataset: Dataset) -> None:
    """What the page is about."""
    st.title(label(dataset.collection.question), anchor=False)
    show(
        element(
            "p",
            "Every number here names who stated it, for when, and where it was printed. "
            "Numbers that contradict each other stand side by side.",
            class_="subtitle",
        )
    )


def render_filters(dataset: Dataset) -> Selection:
    """The switch of collections and the choice of speakers."""
    view, side = filter_parameters(dataset)
    address.adopt(view)
    address.adopt(side)
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
        st.segmented_control(
            "Sources",
            options=list(view.options),
            format_func=view.label,
            key=view.name,
            required=True,
            on_change=partial(address.publish, view),
        )
        st.pills(
            "Speakers (none chosen: all)",
            options=list(side.options),
            selection_mode="multi",
            format_func=lambda key: label(side.label(key)),
            key=side.name,
            wrap=True,
            on_change=partial(address.publish, side),
        )
    return Selection(st.session_state[view.name], tuple(st.session_state[side.name]))


def render_finding(view: View) -> None:
    """The sentence that the claims in view come to, and the numbers most asked for."""
    show(element("p", view.finding.words, class_="finding", role="status"))
    tiles = view.build("tiles", lambda: headline_claims(view.claims, view.dataset.collection))
    if not tiles:
        return
    with st.grid(4, min_column_width=150, key="tiles"):
        for claim in tiles:
            _render_tile(claim)


def _render_tile(claim: Claim) -> None:
    key = f"tile-{claim.id}"
    with st.container(border=True, key=key, height="stretch"):
        show(
            element("p", _tile_name(claim), class_="tile-name"),
            wrap("p", element("strong", short_number_words(claim)), class_="tile-number"),
            element("p", period_words(claim)),
            element("p", f"{claim.speaker}; {source_words(claim.source)}"),
        )
        st.button(
            f"{label(number_words(claim))}: open its card",
            key=f"open-{key}",
            type="tertiary",
            on_click=address.open_card,
            args=(claim.id, key),
        )


def _tile_name(claim: Claim) -> str:
    return f"{claim.product.label}, {claim.kind if claim.is_expected else measure_words(claim)}"
