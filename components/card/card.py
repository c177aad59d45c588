"""The card of one number, in a dialog that the address opens.

A claim's card says what was printed, by whom, where, for when, what disputes it and what rests on
it; a computed number's card says its formula and its inputs.
"""

from __future__ import annotations

from functools import partial

import streamlit as st

from components.shell import address
from components.shell.controls import render_choice
from components.shell.text import bullets, element, facts_markup, label, show, wrap
from components.shell.view import faults_in_words
from tradedata.data.loading import Dataset
from tradedata.exports.citations import cite_number
from tradedata.exports.editions import permalink
from tradedata.exports.reports import problem_report
from tradedata.views.card import Card, Group, Named, card_of
from tradedata.views.parameters import CLAIM, Asked, distinct
from tradedata.words.text import count, say


@faults_in_words
def render_open_card(asked: Asked) -> None:
    """Open the card that the address asks for, if any."""
    if card := card_of(asked.one(CLAIM), asked.view.whole):
        _render_card(card, asked.view.dataset)


@st.dialog("A number and its source", width="large", on_dismiss=address.close_card)
@faults_in_words
def _render_card(card: Card, dataset: Dataset) -> None:
    if address.whole_run_needed():
        st.rerun(scope="app")
    more = [element("h3", "More about the row"), facts_markup(card.more, "facts short")]
    show(
        element("p", card.title, class_="card-number"),
        element("p", card.subject),
        facts_markup(card.facts),
        *(more if card.more else ()),
    )
    for group in card.groups:
        _render_group(card, group)
    place = f"{address.openings()}-{card.id}"
    if named := card.named:
        render_choice(
            "Open the card of another number",
            distinct(named),
            f"other-card-{place}",
            "Choose a number",
            address.change_card,
        )
    if card.comparable:
        render_choice(
            "Compare with…",
            distinct(card.comparable),
            f"compare-with-{place}",
            "Choose a claim to set beside this one",
            partial(address.show_comparison, card.id),
        )
    _render_end(card, dataset)


def _render_group(card: Card, group: Group) -> None:
    """The first numbers to be opened, the others to be read: a button for each would be slow."""
    lead = element("p", group.lead, dir="auto") if group.lead else ""
    show(element("h3", group.heading), lead)
    shown, more = group.numbers[: group.most], group.numbers[group.most :]
    place = f"{address.openings()}-{card.id}-{group.heading}"
    if shown:
        with st.container(key=f"named-{place}", gap=None):
            for each in shown:
                st.button(
                    label(each.name),
                    key=f"card-link-{place}-{each.card_id}",
                    type="tertiary",
                    on_click=address.change_card,
                    args=(each.card_id,),
                )
                if each.words:
                    show(element("p", each.words, class_="outcome", dir="auto"))
    if more:
        items = bullets(element("span", _sentence(each), dir="auto") for each in more)
        show(wrap("details", element("summary", say("{} more", count(len(more)))) + items))
    if group.closing:
        show(element("p", group.closing, dir="auto"))


def _sentence(each: Named) -> str:
    return say("{}. {}", each.name, each.words) if each.words else each.name


def _render_end(card: Card, dataset: Dataset) -> None:
    """How to cite the number, link to it and report a fault in it."""
    citation = cite_number(card.number, dataset, address.page_address())
    show(element("h3", "Cite it"))
    for tab, text in zip(
        st.tabs(["APA", "BibTeX", "RIS"]),
        (citation.apa, citation.bibtex, citation.ris),
        strict=True,
    ):
        tab.code(text, language=None, wrap_lines=True)
    show(element("h3", "Link to this card"))
    link_here = permalink(address.page_address(), card.id) or f"?claim={card.id}"
    st.code(link_here, language=None, wrap_lines=True)
    with st.expander("Report a problem with this number"):
        show(element("p", "Copy this text, fill it in and send it to those who host this page."))
        report = problem_report(card.id, card.summary, link_here, dataset)
        st.code(report, language=None, wrap_lines=True)
    st.button("Close", key="close-card", on_click=_close)


def _close() -> None:
    address.close_card()
    address.ask_for_whole_run()
