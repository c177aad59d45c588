"""Section 5: every claim and every computed number, searchable; a row opens its card."""

from __future__ import annotations

from functools import partial

import pyarrow as pa
import streamlit as st

from components.shell import address
from components.shell.address import Parameter
from components.shell.arrow import text_table
from components.shell.disclosure import disclosure, know_panel
from components.shell.text import distinct, element, show
from components.shell.view import View, keep_up
from tradedata.exports.editions import file_name
from tradedata.exports.spreadsheets import chart_csv
from tradedata.views.lines import (
    COMPUTED,
    Line,
    indicator_line,
    latest_first,
    latest_results_first,
    narrow_line,
)

SEARCH = Parameter("q")
_PRODUCT = "product"
_ROWS = "rows"
ALL_PRODUCTS = "All products"
_COLUMNS = (
    *("Number", "What", "Period", "Stated by", "Source"),
    *("Kind", "As printed", "Status", "Formula", "Id"),
)
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


def product_parameter(view: View) -> Parameter:
    """The control that keeps one product's rows."""
    products = {claim.product.key: claim.product for claim in view.dataset.claims}
    ordered = sorted(products.values(), key=lambda product: product.place)
    return Parameter(_PRODUCT, {"": ALL_PRODUCTS, **{p.key: p.label for p in ordered}})


@st.fragment
def render_claims_table(view: View) -> None:
    """The table with its search."""
    keep_up(view)
    st.header("5 Every claim", anchor="section-5")
    product = product_parameter(view)
    address.adopt(SEARCH)
    address.adopt(product)
    with st.container(horizontal=True, vertical_alignment="bottom", key="table-filters"):
        words = st.text_input(
            "Search in every column",
            key=SEARCH.name,
            placeholder="A name, a number, a word as printed",
            on_change=partial(address.publish, SEARCH),
        )
        chosen = st.selectbox(
            "Product",
            options=list(product.options),
            format_func=product.label,
            key=product.name,
            on_change=partial(address.publish, product),
        )
    everything: list[Line] = view.build("lines", lambda: _lines(view))
    is_filtered = bool(words or chosen)
    lines = [line for line in everything if not is_filtered or _matches(line, words, chosen)]
    know_panel(_ROWS)
    if not lines:
        _render_nothing_found(words, product.label(chosen) if chosen else "")
        return
    count = f"{len(lines)} of {len(everything)} rows. Choose a row to open its card."
    show(element("p", count, class_="note", role="status"))
    rows = _rows(lines) if is_filtered else view.build("rows", lambda: _rows(lines))
    _render_rows(rows, lines)
    _render_choices(lines)
    st.download_button(
        "Rows as shown, CSV",
        data=lambda: chart_csv([_shown(line) for line in lines]),
        file_name=file_name("claims-as-shown", view.dataset, "csv"),
        mime="text/csv",
        key="csv-claims",
        on_click="ignore",
    )


def _render_nothing_found(words: str, product: str) -> None:
    if not (words or product):
        nothing = "No row is left by the choices at the top of the page."
        show(element("p", nothing, role="status"))
        return
    held = f"No row holds ‘{words}’" if words else "No row is left"
    among = f" among those of {product}" if product else ""
    show(
        element(
            "p",
            f"{held}{among}. Search for fewer words, or for a part of one: only what the choices "
            "at the top of the page leave is searched.",
            role="status",
        )
    )
    st.button("Show all rows again", key=CLEAR, on_click=_clear)


def _clear() -> None:
    for name in (SEARCH.name, _PRODUCT):
        st.session_state[name] = ""
    address.publish(SEARCH)
    address.publish(Parameter(_PRODUCT))


def _rows(lines: list[Line]) -> pa.Table:
    return text_table({name: [str(line[name]) for line in lines] for name in _COLUMNS})


def _render_rows(rows: pa.Table, lines: list[Line]) -> None:
    key = f"claims-{address.openings()}"
    with st.container(key="claims-table"):
        st.dataframe(
            rows,
            key=key,
            hide_index=True,
            column_config={
                name: st.column_config.TextColumn(words, width=width)
                for name, (words, width) in _WIDTHS.items()
            },
            height=min(TALLEST, ROW_HEIGHT * (len(lines) + 1) + 3),
            on_select=partial(_open_row, key, lines),
            selection_mode="single-row",
            alt="Every claim and every computed number in view, one a row",
        )


def _render_choices(lines: list[Line]) -> None:
    panel = disclosure(_ROWS, "Open or compare rows by their names, without the table")
    if not panel.open:
        return
    with panel, st.container(key="rows-by-name"):
        _render_selectors(lines)


def _render_selectors(lines: list[Line]) -> None:
    opener = f"card-of-row-{address.openings()}"
    labels = distinct(
        {
            str(line["Id"]): f"{line['Number']}, {line['Stated by']}, {line['Period']}"
            for line in lines
        }
    )
    st.selectbox(
        "Open the card of a row",
        options=list(labels),
        index=None,
        format_func=lambda card_id: labels.get(card_id, card_id),
        key=opener,
        placeholder="Choose a row by its number",
        on_change=partial(_open_chosen, opener),
    )
    beside = f"compare-rows-{address.openings()}"
    st.multiselect(
        "Set two claims of the table side by side",
        options=[str(line["Id"]) for line in lines if line["Kind"] != COMPUTED],
        format_func=lambda claim_id: labels.get(claim_id, claim_id),
        key=beside,
        max_selections=2,
        placeholder="Choose two claims by their numbers",
        on_change=partial(_compare_chosen, beside),
    )


def _lines(view: View) -> list[Line]:
    label = view.dataset.label
    claims = [
        {
            **narrow_line(claim),
            "Status": label("status", claim.status),
            "Id": claim.id,
            "_product": claim.product.key,
        }
        for claim in latest_first(view.claims)
    ]
    computed = [
        {
            **indicator_line(indicator),
            "Status": indicator.note,
            "Id": indicator.id,
            "_product": indicator.product.key,
        }
        for indicator in latest_results_first(view.indicators)
    ]
    return [*claims, *computed]


def _shown(line: Line) -> Line:
    """The line without what is there for the filter alone."""
    return {name: cell for name, cell in line.items() if name != "_product"}


def _matches(line: Line, words: str, product: str) -> bool:
    text = " ".join(str(cell) for cell in line.values()).casefold()
    return product in ("", line["_product"]) and all(
        word in text for word in words.casefold().split()
    )


def _open_row(key: str, lines: list[Line]) -> None:
    rows = st.session_state[key].selection.rows
    if rows:
        address.open_card(str(lines[rows[0]]["Id"]), "claims-table")


def _open_chosen(key: str) -> None:
    if card_id := st.session_state[key]:
        address.open_card(card_id, "rows-by-name")


def _compare_chosen(key: str) -> None:
    if len(chosen := st.session_state[key]) == 2:
        address.show_comparison(*chosen)
