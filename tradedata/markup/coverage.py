"""Coverage: the matrix of what is known and what is not, with its gaps in words."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from tradedata.markup.text import bullets, card_link_around, element, wrap
from tradedata.views.coverage import (
    NO_YEAR,
    Cell,
    Coverage,
    CoverageColumn,
    CoverageRow,
    cell_words,
    count_words,
    gap_words,
    row_words,
)
from tradedata.views.pages import CLAIMS, page_with
from tradedata.views.parameters import PRODUCT
from tradedata.views.view import View
from tradedata.words.text import count, joined, list_words, say

_OFFICIAL, _CLAIM, _CONFLICT, _NOTHING = "■", "●", "≠", "–"
_LEGEND = (
    (_OFFICIAL, "an official number (compiled by a statistics office)"),
    (_CLAIM, "a claim, no official number"),
    (f"{_OFFICIAL}{_CONFLICT} {_CLAIM}{_CONFLICT}", "conflict: comparable numbers differ"),
    (_NOTHING, "nothing found"),
    (count(4), "separate statements, reprints not counted"),
    ("part", "for part of the year only"),
    ("solar", "for a solar year, put under the year with most of its days"),
    ("shifted", "for twelve months that begin on another day, put in the same way"),
    (NO_YEAR, "no set period is stated, or one longer than a year"),
)


def coverage_markup(view: View) -> str:
    """The matrix of the claims in view with its legend, and the same in words."""
    matrix = view.coverage
    if not matrix.rows:
        return element("p", "No value or quantity of trade is stated in this view.")
    blocks = (
        element("p", say("{} {}", row_words(matrix.rows[0]), gap_words(matrix)), class_="subtitle"),
        _legend(),
        _table(matrix),
        bullets(element("span", row_words(row)) for row in matrix.rows[1:]),
        _left_out(matrix),
    )
    return "".join(blocks)


def _table(matrix: Coverage) -> str:
    columns = matrix.columns
    caption = f"Trade between {list_words(list(matrix.areas))}, imports and exports together"
    head = element("th", "Product", scope="col") + "".join(
        element("th", column.heading, scope="col") for column in columns
    )
    measures = dict.fromkeys(row.measure for row in matrix.rows)
    bodies = "".join(
        _body(measure, [row for row in matrix.rows if row.measure == measure], columns)
        for measure in measures
    )
    content = wrap("caption", element("span", caption)) + wrap("thead", wrap("tr", head)) + bodies
    table = wrap("table", content, class_="matrix")
    return wrap("div", table, class_="scroll", tabindex="0", role="region", aria_label=caption)


def _body(measure: str, rows: Sequence[CoverageRow], columns: Sequence[CoverageColumn]) -> str:
    span = str(len(columns) + 1)
    name = element("span", measure.capitalize())
    heading = wrap("th", name, colspan=span, scope="rowgroup")
    lines = "".join(
        wrap(
            "tr",
            element("th", row.product.label, scope="row", dir="auto")
            + "".join(_cell(row, column) for column in columns),
        )
        for row in rows
    )
    return wrap("tbody", wrap("tr", heading) + lines)


def _cell(row: CoverageRow, column: CoverageColumn) -> str:
    """What it holds, as a link to the claim, or to the table of all of that product and time."""
    cells = [row.cell(year) for year in column.years]
    words = element("span", cell_words(cells), class_="unseen")
    content = wrap("span", _glyphs(cells), aria_hidden="true") + " " + words
    claims = [claim for cell in cells for claim in cell.claims]
    if len(claims) == 1:
        content = card_link_around(content, claims[0])
    elif claims:
        years = {"from": column.first, "to": column.last} if column.first else {}
        query = f"?{urlencode({PRODUCT: row.product.key, **years})}#{CLAIMS}"
        place = f"/{page_with(CLAIMS).slug}{query}"
        content = wrap("a", content, href=query, data_go=place)
    return wrap("td", content)


def _glyphs(cells: Sequence[Cell]) -> str:
    """The sign with its count, and the labels below, so that columns of years stay narrow."""
    cell = cells[0]
    if cell.state == "nothing":
        return element("span", _NOTHING)
    kind = _OFFICIAL if cell.has_official else _CLAIM
    glyph = f"{kind}{_CONFLICT}" if cell.state == "conflict" else kind
    labels = "".join("<br>" + element("small", each) for each in cell.labels)
    return element("span", say("{} {}", glyph, count_words(cells))) + labels


def _legend() -> str:
    items = "".join(
        wrap("li", element("strong", sign) + " " + element("span", meaning))
        for sign, meaning in _LEGEND
    )
    return wrap("ul", items, class_="legend", title="What the signs mean")


def _left_out(matrix: Coverage) -> str:
    names = joined("; ", matrix.only_expected)
    counts = [say("{} {}", count(number), reason) for reason, number in matrix.left_out]
    sentences = (
        say("Only targets, plans or forecasts: {}.", names) if names else "",
        say("Claims in view that stand in no cell: {}.", joined("; ", counts)) if counts else "",
    )
    return "".join(element("p", words, class_="definition") for words in sentences if words)
