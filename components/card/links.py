"""Card links: the numbers that a card names, each of which opens its own card in its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import streamlit as st

from components.shell import address
from components.shell.text import bullets, distinct, element, label, show, wrap

MOST_OPENED = 6


@dataclass(frozen=True, slots=True)
class Named:
    """A number that a card names, and what the card says of it."""

    card_id: str
    name: str
    words: str = ""


def render_named(heading: str, numbers: Sequence[Named], most: int = MOST_OPENED) -> None:
    """The numbers under a heading, the first of them to be opened, the others to be read.

    All stand in the list of ``render_choice``: a button for each would make the card slow.
    """
    if not numbers:
        return
    if heading:
        show(element("h3", heading))
    shown, more = numbers[:most], numbers[most:]
    place = f"{address.openings()}-{address.open_card_id()}-{heading}"
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
        show(wrap("details", element("summary", f"{len(more)} more") + items))


def render_choice(numbers: Iterable[Named]) -> None:
    """The list of every number that the card names."""
    names = distinct({each.card_id: each.name for each in numbers})
    if not names:
        return
    key = f"other-card-{address.openings()}-{address.open_card_id()}"
    st.selectbox(
        "Open the card of another number",
        options=list(names),
        index=None,
        format_func=lambda card_id: names.get(card_id, card_id),
        key=key,
        placeholder="Choose a number",
        on_change=_open_chosen,
        args=(key,),
    )


def _sentence(each: Named) -> str:
    return f"{each.name}. {each.words}" if each.words else each.name


def _open_chosen(key: str) -> None:
    if card_id := st.session_state[key]:
        address.change_card(card_id)
