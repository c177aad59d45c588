"""Every claim and every computed number, searchable and in any order; a row opens its card.

A table of the page's own: that of Streamlit orders texts alone, loses its order when it is drawn
anew, and offers a search and a download beside ours.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import streamlit as st

from components.shell import address
from components.shell.controls import render_control, render_search
from components.shell.disclosure import disclosure
from components.shell.downloads import render_download
from components.shell.text import show
from components.shell.view import section
from tradedata.data.quoting import OUR_LANGUAGE, Quoted
from tradedata.exports.files import claims_file
from tradedata.markup.assets import ROWS, asset
from tradedata.markup.rows import rows_content, table_markup
from tradedata.markup.text import element
from tradedata.views.pages import CLAIMS, HEADINGS
from tradedata.views.parameters import PRODUCT, SEARCH, Asked, distinct
from tradedata.views.table import TableRow, matching, product_called, table_of
from tradedata.views.view import View, Views
from tradedata.words.text import count, counted, say

CLEAR = "clear-table"
_KEY = "claims-table"


@section
def render_claims_table(views: Views) -> None:
    """The table with its search."""
    asked = address.read(views)
    st.header(HEADINGS[CLAIMS], anchor=CLAIMS)
    with st.container(horizontal=True, vertical_alignment="bottom", key="table-filters"):
        placeholder = "A name, a number, a word as printed"
        render_search(asked.controls[SEARCH], asked, placeholder)
        render_control(asked.controls[PRODUCT], asked)
    everything = asked.view.keep(table_of)
    words, product = asked.one(SEARCH), asked.one(PRODUCT)
    rows = matching(everything, words, product)
    if not rows:
        _render_nothing_found(asked, words, product, len(everything))
        return
    kept = say("{} of {}", count(len(rows)), counted(len(everything), "row"))
    if called := product_called(words, asked.view.dataset.directory.products.values()):
        name = Quoted(words, OUR_LANGUAGE)
        kept = say("{}: ‘{}’ is another name of {}", kept, name, called.noun)
    words_of_rows = say("{}. A click anywhere in a row opens its card.", kept)
    show(element("p", words_of_rows, class_="note", role="status"))
    is_whole = len(rows) == len(everything)
    _render_rows(asked.view.keep(_whole) if is_whole else rows_content(rows, asked.view))
    _render_choices(asked, rows)
    file = claims_file([row.number for row in rows], asked.view.dataset)
    render_download(file, "csv-claims")


def _render_nothing_found(asked: Asked, words: str, product: str, rows: int) -> None:
    if not (words or product):
        nothing = "No row is left by the choices at the top of the page."
        show(element("p", nothing, role="status"))
        return
    sought = say(" ‘{}’", Quoted(words, OUR_LANGUAGE)) if words else ""
    among = f" on {asked.controls[PRODUCT].name_of(product)}" if product else ""
    nothing = say(
        "Nothing found:{}{} stands in no column of the {}. Try fewer words or a part of one, or "
        "another product.",
        sought or " a row",
        among,
        counted(rows, "row"),
    )
    show(element("p", nothing, role="status"))
    st.button("Show all rows again", key=CLEAR, on_click=_clear, args=(asked,))


def _clear(asked: Asked) -> None:
    for name in (SEARCH, PRODUCT):
        st.session_state[name] = ""
        address.publish(asked.controls[name])


def _whole(view: View) -> dict[str, Any]:
    return rows_content(view.keep(table_of), view)


def _render_rows(content: dict[str, Any]) -> None:
    with st.container(key=_KEY):
        _table()(key="rows", data=content)


@cache
def _table() -> Any:
    return st.components.v2.component(
        _KEY, html=table_markup(), js=asset(ROWS), isolate_styles=False
    )


def _render_choices(asked: Asked, rows: tuple[TableRow, ...]) -> None:
    panel = disclosure(asked, "rows", "Compare rows by their names, without the table")
    if not panel.open:
        return
    with panel, st.container(key="rows-by-name"):
        names = distinct({row.id: row.name for row in rows})
        st.multiselect(
            "Set two claims of the table side by side",
            options=[row.id for row in rows if row.is_claim],
            format_func=lambda claim_id: names.get(claim_id, claim_id),
            key="compare-rows",
            max_selections=2,
            placeholder="Choose two claims by their numbers",
            on_change=_compare_chosen,
        )


def _compare_chosen() -> None:
    if len(chosen := st.session_state["compare-rows"]) == 2:
        address.show_comparison(*chosen)
