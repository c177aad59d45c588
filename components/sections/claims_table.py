"""Every claim and every computed number, searchable; a row opens its card."""

from __future__ import annotations

from functools import partial

import pyarrow as pa
import streamlit as st

from components.shell import address
from components.shell.arrow import text_table
from components.shell.controls import render_control, render_search
from components.shell.disclosure import disclosure
from components.shell.downloads import render_download
from components.shell.text import element, show
from components.shell.view import section
from tradedata.data.quoting import OUR_LANGUAGE, Quoted
from tradedata.exports.editions import file_name
from tradedata.exports.spreadsheets import chart_csv
from tradedata.views.pages import CLAIMS, HEADINGS
from tradedata.views.parameters import PRODUCT, SEARCH, Asked, distinct
from tradedata.views.table import COLUMNS, TableRow, matching, table_of
from tradedata.views.view import View, Views
from tradedata.words.text import count, counted, say

ROW_HEIGHT = 35
TALLEST = 560
CLEAR = "clear-table"
# At the width of the page on a laptop the first five columns are read without scrolling.
_WIDTHS = {
    "Number": ("Number", 120),
    "What": ("What", 200),
    "Period": ("Period", 165),
    "Stated by": ("Stated by", 150),
    "Source": ("Printed in", 150),
    "Kind": ("Kind", 110),
    "As printed": ("As printed", 200),
}


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
        _render_nothing_found(asked, words, product)
        return
    kept = say("{} of {}", count(len(rows)), counted(len(everything), "row"))
    words_of_rows = say("{}. Choose a row to open its card.", kept)
    show(element("p", words_of_rows, class_="note", role="status"))
    is_whole = len(rows) == len(everything)
    _render_rows(asked.view.keep(_whole) if is_whole else _cells(rows), rows)
    _render_choices(asked, rows)
    name = file_name("claims-as-shown", asked.view.dataset, "csv")
    make = partial(chart_csv, [row.line for row in rows])
    render_download("Rows as shown, CSV", "csv-claims", name, make)


def _render_nothing_found(asked: Asked, words: str, product: str) -> None:
    if not (words or product):
        nothing = "No row is left by the choices at the top of the page."
        show(element("p", nothing, role="status"))
        return
    held = say("No row holds ‘{}’", Quoted(words, OUR_LANGUAGE)) if words else "No row is left"
    among = f" among those of {asked.controls[PRODUCT].name_of(product)}" if product else ""
    nothing = say(
        "{}{}. Search for fewer words, or for a part of one: only what the choices at the top of "
        "the page leave is searched.",
        held,
        among,
    )
    show(element("p", nothing, role="status"))
    st.button("Show all rows again", key=CLEAR, on_click=_clear, args=(asked,))


def _clear(asked: Asked) -> None:
    for name in (SEARCH, PRODUCT):
        st.session_state[name] = ""
        address.publish(asked.controls[name])


def _whole(view: View) -> pa.Table:
    return _cells(view.keep(table_of))


def _cells(rows: tuple[TableRow, ...]) -> pa.Table:
    return text_table({name: [str(row.line[name]) for row in rows] for name in COLUMNS})


def _render_rows(cells: pa.Table, rows: tuple[TableRow, ...]) -> None:
    with st.container(key="claims-table"):
        st.dataframe(
            cells,
            key="claims",
            hide_index=True,
            column_config={
                name: st.column_config.TextColumn(words, width=width)
                for name, (words, width) in _WIDTHS.items()
            },
            height=min(TALLEST, ROW_HEIGHT * (len(rows) + 1) + 3),
            on_select=partial(_open_row, rows),
            selection_mode="single-row",
            alt="Every claim and every computed number in view, one a row",
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


def _open_row(rows: tuple[TableRow, ...]) -> None:
    if chosen := st.session_state["claims"].selection.rows:
        address.open_card(rows[chosen[0]].id)
        address.ask_for_whole_run()


def _compare_chosen() -> None:
    if len(chosen := st.session_state["compare-rows"]) == 2:
        address.show_comparison(*chosen)
