"""Headline: the question, the filters of the whole page, the finding and the tiles."""

from __future__ import annotations

import streamlit as st

from components.shell import address
from components.shell.controls import render_control
from components.shell.text import element, label, show, wrap
from components.shell.view import faults_in_words
from tradedata.data.claims import Claim
from tradedata.data.loading import Dataset
from tradedata.views.parameters import Asked
from tradedata.views.view import View
from tradedata.words.claims import (
    measure_words,
    number_words,
    period_words,
    short_number_words,
    source_words,
)
from tradedata.words.text import Text, say


def render_title(dataset: Dataset) -> None:
    """What the page is about."""
    st.title(label(dataset.collection.question), anchor=False)
    words = (
        "Every number here names who stated it, for when, and where it was printed. "
        "Numbers that contradict each other stand side by side."
    )
    show(element("p", words, class_="subtitle"))


def render_filters(asked: Asked) -> None:
    """The switch of collections and the choice of speakers."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
        render_control(asked.controls["view"], asked)
        render_control(asked.controls["side"], asked)


@faults_in_words
def render_finding(view: View) -> None:
    """The sentence that the claims in view come to, and the numbers most asked for."""
    show(element("p", view.finding.words, class_="finding", role="status"))
    if not view.tiles:
        return
    with st.grid(4, min_column_width=150, key="tiles"):
        for claim in view.tiles:
            _render_tile(claim)


def _render_tile(claim: Claim) -> None:
    key = f"tile-{claim.id}"
    with st.container(border=True, key=key, height="stretch"):
        show(
            element("p", _tile_name(claim), class_="tile-name"),
            wrap("p", element("strong", short_number_words(claim)), class_="tile-number"),
            element("p", period_words(claim)),
            element("p", say("{}; {}", claim.speaker, source_words(claim.source))),
        )
        st.button(
            f"{label(number_words(claim))}: open its card",
            key=f"open-{key}",
            type="tertiary",
            on_click=address.open_card,
            args=(claim.id, key),
        )


def _tile_name(claim: Claim) -> Text:
    what = claim.kind if claim.is_expected else measure_words(claim)
    return say("{}, {}", claim.product.label, what)
