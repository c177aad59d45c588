"""The card of one number, in a dialog that the address opens.

A claim's card says what was printed, by whom, where, for when, what disputes it and what rests on
it; a computed number's card says its formula and its inputs.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import streamlit as st

from components.shell import address
from components.shell.browser import listen
from components.shell.controls import render_choice
from components.shell.navigation import go_to
from components.shell.text import (
    bullets,
    card_link,
    copyable,
    disclosed,
    element,
    facts_in_line,
    facts_markup,
    label,
    reference,
    show,
    wrap,
)
from components.shell.view import faults_in_words
from tradedata.exports.citations import cite_number
from tradedata.exports.editions import permalink
from tradedata.exports.problems import problem_report
from tradedata.views.card import CHANGES, QUOTABLE, QUOTE, Card, Group, Named, card_of
from tradedata.views.pages import places
from tradedata.views.parameters import CLAIM, distinct
from tradedata.views.view import View, Views
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
    whole, root = views.whole, address.root_address()
    link = permalink(root, card.id) or f"?claim={card.id}"
    report = problem_report(card.id, card.summary, link, views.dataset)
    citation = cite_number(card.number, views.dataset, root)
    show(
        whole.keep(_head, card.id),
        copyable(say("{} {}", card.quote, link), QUOTE),
        disclosed(
            "Cite or link",
            reference(citation) + copyable(link, "link to this card"),
        ),
        whole.keep(_body, card.id),
        disclosed(
            "Report a problem with this number",
            element("p", "Copy this text, fill it in and send it to those who host this page.")
            + copyable(report, "report"),
        ),
    )
    if card.comparable:
        _render_comparable(card)
    show(wrap("p", element("a", "Close", href="#", data_close="card")))


def _head(whole: View, card_id: str) -> str:
    """What was printed, what the number is and whether it can be quoted."""
    card = whole.keep(card_of, card_id)
    assert card is not None
    quotable = f"{element('strong', QUOTABLE)} {element('span', card.quotable)}"
    printed = facts_in_line(card.printed) if card.printed else ""
    return printed + element("p", card.subject) + wrap("p", quotable)


def _body(whole: View, card_id: str) -> str:
    """Who stated it, and the numbers beside it; what few ask for is folded away."""
    card = whole.keep(card_of, card_id)
    assert card is not None
    seldom = [_group(group) for group in card.groups if group.is_seldom]
    if card.more:
        seldom += [element("h3", "The claim as it is kept"), facts_markup(card.more, "facts short")]
    return "".join(
        (
            facts_markup(card.facts),
            *(_group(group) for group in card.groups if not group.is_seldom),
            disclosed("More about this number", "".join(seldom)) if seldom else "",
            disclosed(
                say("{} ({})", CHANGES, count(len(card.changes))),
                bullets(element("span", words, dir="auto") for words in card.changes),
            )
            if card.changes
            else "",
        )
    )


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


def _group(group: Group) -> str:
    """The first numbers each on a line, the others when they are asked for."""
    shown, more = group.numbers[: group.most], group.numbers[group.most :]
    return "".join(
        (
            element("h3", group.heading),
            element("p", group.lead, dir="auto") if group.lead else "",
            _list(shown) if shown else "",
            disclosed(say("{} more", count(len(more))), _list(more)) if more else "",
        )
    )


def _list(numbers: Iterable[Named]) -> str:
    return wrap("ul", "".join(map(_named, numbers)), class_="named")


def _named(each: Named) -> str:
    words = element("p", each.words, class_="outcome", dir="auto") if each.words else ""
    return wrap("li", card_link(each.name, each.card_id) + words)
