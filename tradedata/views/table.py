"""The table of claims: every claim and computed number in view as a line, and the search in it.

Owns the columns and which lines a search keeps. Draws nothing and writes no file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tradedata.data.claims import Claim
from tradedata.views.lines import (
    Line,
    indicator_line,
    latest_first,
    latest_results_first,
    narrow_line,
)
from tradedata.views.view import View

COLUMNS = (
    *("Number", "What", "Period", "Stated by", "Source"),
    *("Kind", "As printed", "Status", "Formula", "Id"),
)
# What is longer is not searched: nobody types more.
MOST_WORDS = 20


@dataclass(frozen=True, slots=True)
class TableRow:
    """A line of the table, the id of its card, its product's key, and its text to search."""

    id: str
    product: str
    is_claim: bool
    line: Line
    text: str

    @property
    def name(self) -> str:
        """The row in a list to choose from."""
        return f"{self.line['Number']}, {self.line['Stated by']}, {self.line['Period']}"


def table_of(view: View) -> tuple[TableRow, ...]:
    """Every row: claims by product, the latest period first, then what is computed."""
    claims = (_claim_row(claim, view) for claim in latest_first(view.claims))
    results = latest_results_first(view.indicators)
    return (
        *claims,
        *(
            _row(item.id, item.product.key, indicator_line(item), item.note, is_claim=False)
            for item in results
        ),
    )


def matching(rows: Sequence[TableRow], words: str, product: str) -> tuple[TableRow, ...]:
    """The rows of the product (a blank: of any) that hold every word, whatever its case."""
    wanted = words.casefold().split()[:MOST_WORDS]
    return tuple(
        row
        for row in rows
        if product in ("", row.product) and all(word in row.text for word in wanted)
    )


def _claim_row(claim: Claim, view: View) -> TableRow:
    status = view.dataset.label("status", claim.status)
    return _row(claim.id, claim.product.key, narrow_line(claim), status, is_claim=True)


def _row(id: str, product: str, line: Line, status: str, *, is_claim: bool) -> TableRow:
    full = {**line, "Status": status}
    text = " ".join(map(str, (*full.values(), product))).casefold()
    return TableRow(id, product, is_claim, full, text)
