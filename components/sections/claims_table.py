"""Every claim and every computed number, searchable and in any order; a row opens its card.

A table of the page's own: that of Streamlit orders texts alone, loses its order when it is drawn
anew, and offers a search and a download beside ours.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
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
from tradedata.markup.text import element
from tradedata.views.pages import CLAIMS, HEADINGS
from tradedata.views.parameters import PRODUCT, SEARCH, Asked, distinct
from tradedata.views.table import COLUMNS, TableRow, matching, product_called, table_of
from tradedata.views.view import View, Views
from tradedata.words.text import count, counted, say

CLEAR = "clear-table"
_KEY = "claims-table"
_CAPTION = "Every claim and every computed number in view, one a row"
_HEADS = {"Source": "Printed in", "As printed": "As printed, or as computed"}
# How a column is put in order, where not by its words.
_ORDERS = {"Number": "value", "Period": "days"}
_TABLE = f"""
<div class="scroll rows" tabindex="0" role="region" aria-label="{_CAPTION}">
<table><thead><tr></tr></thead><tbody></tbody></table></div>
"""


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
    _render_rows(asked.view.keep(_whole) if is_whole else _content(rows, asked.view))
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
    return _content(view.keep(table_of), view)


def _content(rows: tuple[TableRow, ...], view: View) -> dict[str, Any]:
    """What the table's script reads: its columns, and the rows."""
    # Tuples: Streamlit loads pandas to see whether a list is one of its frames.
    return {
        "version": f"{view.dataset.digest} {hash(tuple(row.id for row in rows))}",
        "columns": tuple((_HEADS.get(name, name), _ORDERS.get(name, "words")) for name in COLUMNS),
        "rows": tuple(
            (
                row.id,
                row.distance,
                row.unit_place,
                f"{row.line['Value']:f}",
                row.days,
                [[_words(each) for each in row.cell(name)] for name in COLUMNS],
            )
            for row in rows
        ),
    }


def _words(words: str) -> str | tuple[str, str]:
    """The words, with their language where it is not the page's."""
    if isinstance(words, Quoted) and words.language != OUR_LANGUAGE:
        return str(words), words.language
    return str(words)


def _render_rows(content: dict[str, Any]) -> None:
    with st.container(key=_KEY):
        _table()(key="rows", data=content)


@cache
def _table() -> Any:
    script = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
    return st.components.v2.component(_KEY, html=_TABLE, js=script, isolate_styles=False)


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
