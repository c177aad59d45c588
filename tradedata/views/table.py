"""The table of claims: every claim and computed number in view as a line, and the search in it.

Owns the columns and which lines a search keeps. Draws nothing and writes no file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tradedata.computed.indicators import Indicator
from tradedata.data.claims import Claim, Product
from tradedata.data.periods import Period
from tradedata.data.vocabulary import UNITS
from tradedata.views.lines import (
    Line,
    indicator_line,
    latest_first,
    latest_results_first,
    narrow_line,
)
from tradedata.views.view import View
from tradedata.words.folding import fold

# What stands in a column, one under another, by the names of a line's cells.
COLUMNS = {
    **{name: (name,) for name in ("Number", "What", "Period", "Stated by", "Source")},
    "Kind": ("Kind", "Status"),
    "As printed": ("As printed", "Our translation", "Formula"),
}
USUAL = "normal"  # a status that is none to speak of
_UNIT_PLACES = {unit: place for place, unit in enumerate(UNITS)}
# What is longer is not searched: nobody types more.
MOST_WORDS = 20


@dataclass(frozen=True, slots=True)
class TableRow:
    """A number as a line of the table, its product's key, and its text to search.

    ``distance`` is how far its claims are from trade between the two areas: 0, with other areas 1,
    with the world 2. Numbers of one ``unit_place`` can be ordered by ``Value``. ``days`` orders the
    periods: the last day, then the first; blank where they are not known.
    """

    number: Claim | Indicator
    product: str
    line: Line
    text: str
    distance: int
    unit_place: int
    days: str

    @property
    def id(self) -> str:
        """What opens its card."""
        return self.number.id

    @property
    def is_claim(self) -> bool:
        """Whether somebody stated it."""
        return isinstance(self.number, Claim)

    def cell(self, column: str) -> tuple[str, ...]:
        """What stands in a column, the usual left out."""
        words = (self.line[name] for name in COLUMNS[column])
        return tuple(each for each in words if isinstance(each, str) and each not in ("", USUAL))

    @property
    def name(self) -> str:
        """The row in a list to choose from."""
        return f"{self.line['Number']}, {self.line['Stated by']}, {self.line['Period']}"


def table_of(view: View) -> tuple[TableRow, ...]:
    """Every row: trade between the two areas first, trade with the world last.

    Claims by product, the latest period first, stand before what is computed of the same.
    """
    claims = (_claim_row(claim, view) for claim in latest_first(view.claims))
    results = (_result_row(item, view) for item in latest_results_first(view.indicators))
    return tuple(sorted([*claims, *results], key=lambda row: row.distance))


def matching(rows: Sequence[TableRow], words: str, product: str) -> tuple[TableRow, ...]:
    """The rows of the product (a blank: of any) that hold every word, however it is spelled."""
    wanted = fold(words).split()[:MOST_WORDS]
    return tuple(
        row
        for row in rows
        if product in ("", row.product) and all(word in row.text for word in wanted)
    )


def product_called(words: str, products: Iterable[Product]) -> Product | None:
    """The product of which the words are another name."""
    name = fold(words)
    return next((each for each in products if name in map(fold, each.aliases)), None)


def _claim_row(claim: Claim, view: View) -> TableRow:
    status = view.dataset.label("status", claim.status)
    names = claim.claimant.aliases if claim.claimant else ()
    return _row(claim, {**narrow_line(claim), "Status": status}, [claim], view, names)


def _result_row(item: Indicator, view: View) -> TableRow:
    return _row(item, {**indicator_line(item), "Status": item.note}, item.inputs, view)


def _row(
    number: Claim | Indicator,
    line: Line,
    claims: Iterable[Claim],
    view: View,
    names: Iterable[str] = (),
) -> TableRow:
    product, collection = number.product, view.dataset.collection
    words = (*line.values(), product.key, *product.aliases, *names)
    return TableRow(
        number,
        product.key,
        line,
        fold(" ".join(map(str, words))),
        max(
            0 if collection.is_between(claim) else 2 if collection.world in claim.areas else 1
            for claim in claims
        ),
        _UNIT_PLACES[number.unit],
        _days(number.period),
    )


def _days(period: Period) -> str:
    start, end = period.start, period.end or period.start
    return f"{end} {start}" if start else ""
