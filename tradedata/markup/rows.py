"""Rows: the table of every claim and computed number, as markup and as its script reads it."""

from __future__ import annotations

from typing import Any
from zlib import crc32

from tradedata.data.quoting import OUR_LANGUAGE, Quoted
from tradedata.markup.text import element, linked, wrap
from tradedata.views.table import COLUMNS, TableRow
from tradedata.views.view import View

CARD_ADDRESS = "?claim={}"
_CAPTION = "Every claim and every computed number in view, one a row"
_HEADS = {"Source": "Printed in", "As printed": "As printed, or as computed"}
# How a column is put in order, where not by its words.
_ORDERS = {"Number": "value", "Period": "days"}


def rows_content(
    rows: tuple[TableRow, ...], view: View, card: str = CARD_ADDRESS
) -> dict[str, Any]:
    """What the table's script reads: its columns, the rows, and where their cards are."""
    # Tuples: Streamlit loads pandas to see whether a list is one of its frames.
    return {
        "version": f"{view.dataset.digest} {crc32(' '.join(row.id for row in rows).encode())}",
        "card": card,
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


def table_markup(rows: tuple[TableRow, ...] = ()) -> str:
    """The table; without rows its script fills it."""
    heads = (element("th", _HEADS.get(name, name), scope="col") for name in COLUMNS if rows)
    head = wrap("thead", wrap("tr", "".join(heads)))
    body = wrap("tbody", "".join(map(_row, rows)))
    return wrap(
        "div",
        wrap("table", head + body),
        class_="scroll rows",
        tabindex="0",
        role="region",
        aria_label=_CAPTION,
    )


def _row(row: TableRow) -> str:
    (number,), *others = (row.cell(name) for name in COLUMNS)
    cells = (
        wrap("td", "".join(element("div", words, dir="auto") for words in cell)) for cell in others
    )
    return wrap("tr", linked("th", number, scope="row") + "".join(cells))


def _words(words: str) -> str | tuple[str, str]:
    """The words, with their language where it is not the page's."""
    if isinstance(words, Quoted) and words.language != OUR_LANGUAGE:
        return str(words), words.language
    return str(words)
