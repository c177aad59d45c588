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
from components.shell.text import card_link, element, facts_markup, label, show, wrap
from components.shell.view import faults_in_words
from tradedata.data.loading import Dataset
from tradedata.exports.citations import cite_number
from tradedata.exports.editions import permalink
from tradedata.exports.reports import problem_report
from tradedata.views.card import QUOTABLE, Card, Group, Named, card_of
from tradedata.views.pages import places
from tradedata.views.parameters import CLAIM, distinct
from tradedata.views.view import Views
from tradedata.words.text import count, say


@st.fragment
@faults_in_words
def render_open_card(views: Views) -> None:
    """Listen to the reader's browser, and open the card that the address asks for, if any.

    It runs without the page when a number is clicked.
    """
    if address.whole_run_needed():
        st.rerun(scope="app")
    asked = address.read(views)
    card = card_of(asked.one(CLAIM), asked.view.whole)
    titles = [asked.page.title, asked.view.dataset.collection.title]
    if card:
        titles.insert(0, card.title)
    here = asked.page.slug, card.id if card else ""
    if place := listen(*here, " · ".join(titles), places(views.dataset), views.dataset.version):
        go_to(place, asked, views)
    if card:
        dialog = st.dialog(label(card.title), width="large", on_dismiss=address.close_card)
        dialog(faults_in_words(_render_card))(card, views)


def _render_card(card: Card, views: Views) -> None:
    if address.whole_run_needed():
        st.rerun(scope="app")
    dataset = views.dataset
    link = permalink(address.root_address(), card.id) or f"?claim={card.id}"
    show(
        element("p", card.subject),
        wrap("p", f"{element('strong', QUOTABLE)} {element('span', card.quotable)}"),
    )
    _render_quote(card, dataset, link)
    printed = facts_markup(card.printed, "facts line") if card.printed else ""
    show(printed, facts_markup(card.facts))
    for group in card.groups:
        if not group.is_seldom:
            _render_group(group)
    if card.more:
        with st.expander("More about this claim"):
            for group in card.groups:
                if group.is_seldom:
                    _render_group(group)
            show(element("h3", "The claim as it is kept"), facts_markup(card.more, "facts short"))
    if card.comparable:
        _render_comparable(card)
    _render_end(card, dataset, link)


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


def _render_quote(card: Card, dataset: Dataset, link: str) -> None:
    """A sentence to copy, and beside it how to cite the number."""
    with st.container(horizontal=True, key="quote", gap="small"):
        st.code(say("{} {}", card.quote, link), language=None, wrap_lines=True)
        with st.popover("Cite"):
            citation = cite_number(card.number, dataset, address.root_address())
            for tab, text in zip(
                st.tabs(["APA", "BibTeX", "RIS"]),
                (citation.apa, citation.bibtex, citation.ris),
                strict=True,
            ):
                tab.code(text, language=None, wrap_lines=True)


def _render_group(group: Group) -> None:
    """The first numbers each on a line, the others when they are asked for."""
    shown, more = group.numbers[: group.most], group.numbers[group.most :]
    blocks = [element("h3", group.heading)]
    if group.lead:
        blocks.append(element("p", group.lead, dir="auto"))
    blocks += [wrap("ul", "".join(map(_named, shown)), class_="named")] if shown else []
    if more:
        summary = element("summary", say("{} more", count(len(more))))
        blocks.append(wrap("details", summary + wrap("ul", "".join(map(_named, more)))))
    show(*blocks)


def _named(each: Named) -> str:
    words = element("p", each.words, class_="outcome", dir="auto") if each.words else ""
    return wrap("li", card_link(each.name, each.card_id) + words)


def _render_end(card: Card, dataset: Dataset, link: str) -> None:
    """How to link to the number and report a fault in it."""
    show(element("h3", "Link to this card"))
    st.code(link, language=None, wrap_lines=True)
    with st.expander("Report a problem with this number"):
        show(element("p", "Copy this text, fill it in and send it to those who host this page."))
        report = problem_report(card.id, card.summary, link, dataset)
        st.code(report, language=None, wrap_lines=True)
    show(wrap("p", element("a", "Close", href="#", data_close="card")))
