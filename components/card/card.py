"""The card of one number, in a dialog that the address opens.

A claim's card says what was printed, by whom, where, for when, what disputes it and what rests on
it; a computed number's card says its formula and its inputs.
"""

from __future__ import annotations

from functools import partial

import streamlit as st

from components.shell import address
from components.shell.browser import listen
from components.shell.controls import render_choice
from components.shell.navigation import go_to
from components.shell.text import label, show
from components.shell.view import faults_in_words
from tradedata.markup.cards import card_markup, correcting_markup
from tradedata.markup.text import (
    element,
    wrap,
)
from tradedata.views.card import Card, card_of
from tradedata.views.pages import places
from tradedata.views.parameters import CLAIM, distinct
from tradedata.views.view import Views


@st.fragment
@faults_in_words
def render_open_card(views: Views) -> None:
    """Listen to the reader's browser, and open the card that the address asks for, if any.

    It runs without the page when a number is clicked.
    """
    if address.whole_run_needed():
        st.rerun(scope="app")
    asked = address.read(views)
    card = asked.view.whole.keep(card_of, asked.one(CLAIM))
    titles = [asked.page.title, asked.view.dataset.collection.title]
    if card:
        titles.insert(0, card.title)
    here = asked.page.slug, card.id if card else ""
    if place := listen(*here, " · ".join(titles), places(views.dataset)):
        go_to(place, asked, views)
    if card:
        dialog = st.dialog(label(card.title), width="medium", on_dismiss=address.close_card)
        dialog(faults_in_words(_render_card))(card, views)


def _render_card(card: Card, views: Views) -> None:
    if address.whole_run_needed():
        st.rerun(scope="app")
    show(card_markup(card, views.whole, address.root_address()))
    if card.comparable:
        _render_comparable(card)
    ways = (correcting_markup(card), element("a", "Close", href="#", data_close="card"))
    show(wrap("p", " · ".join(filter(None, ways))))


def _render_comparable(card: Card) -> None:
    menu = st.popover("Compare with…", key=f"comparable-{card.id}", on_change="rerun")
    if menu.open:
        with menu:
            render_choice(
                "The other claim",
                distinct(card.comparable),
                f"compare-with-{card.id}",
                "Choose a claim to set beside this one",
                partial(address.show_comparison, card.id),
            )
