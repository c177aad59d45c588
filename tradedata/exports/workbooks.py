"""Workbooks: an extract as one XLSX file that any spreadsheet opens as meant, in any country.

Owns its sheets and what type each cell has. Text is never a formula, whatever it starts with: the
file says of each cell what it is, so nothing has to be neutralised. The same extract gives the same
bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import compress
from typing import TYPE_CHECKING
from unicodedata import bidirectional

from tradedata.data.schema import Schema
from tradedata.exports.citations import cite_dataset
from tradedata.exports.editions import edition_of
from tradedata.exports.joined import joined_columns, joined_rows, table_columns
from tradedata.exports.shown import COLUMNS, shown_rows, sources_of
from tradedata.views.charts import Number
from tradedata.views.extracts import Extract
from tradedata.views.sources import left_out_words

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

# Columns of the full download that sort and filter, or say where a number is from.
_JOINED = {
    "product_label": "Product",
    "product_hs": "HS code",
    "measure": "Measure",
    "flow": "Flow",
    "reporter_label": "Reporter",
    "partner_label": "Partner",
    "claimant_side": "Side",
    "source_published": "Published",
    "source_accessed": "Accessed",
    "note": "Note",
    "citation": "Citation",
    "permalink": "Permalink",
}
# Columns of trade.csv whose cells stand in one of those shown.
_SHOWN = frozenset(
    (
        *("id", "value", "unit", "qualifier", "period_basis", "period_from", "kind", "status"),
        *("as_printed", "gloss"),
    )
)
# Days where they are whole, else '2025-11' or '2025'.
_DATES = frozenset(
    (
        *("source_published", "source_accessed", "published", "accessed", "claimed_on"),
        *("start", "end", "base_start", "base_end"),
    )
)
_LEAST_WIDTH, _MOST_WIDTH = 8, 60
# What a cell, and an address in one, can hold: support.microsoft.com, 'Excel specifications'.
_MOST_CHARACTERS, _MOST_OF_ADDRESS = 32_767, 2_079
_MADE = datetime(1980, 1, 1)  # the day of making would make every file differ


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    header: Sequence[str]
    rows: Sequence[Sequence[object]]


def workbook(extract: Extract) -> bytes:
    """The extract as XLSX: claims, computed numbers, prices, sources, codebook, what was filtered.

    Numbers and whole days are such; partial dates, months and codes are text; addresses are links.
    """
    from xlsxwriter import Workbook  # only when it is asked for: the page starts without it

    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        edition = edition_of(extract.view.dataset)
        about = {"title": edition.title, "subject": f"Data version {edition.version}"}
        book.set_properties({**about, "comments": edition.terms, "created": _MADE})
        writer = _Writer(book)
        for sheet in _sheets(extract):
            writer.write(sheet)
    return buffer.getvalue()


def _sheets(extract: Extract) -> Iterable[_Sheet]:
    schema = extract.view.dataset.schema
    yield _numbers("Claims", extract.claims, extract)
    yield _numbers("Computed numbers", extract.results, extract)
    if extract.prices:
        yield _numbers("Market prices", extract.prices, extract)
    yield _sources(extract)
    yield _codebook(schema)
    yield _about(extract)


def _numbers(name: str, numbers: Sequence[Number], extract: Extract) -> _Sheet:
    """The columns in which some number has something: those shown, and what the tables have."""
    dataset = extract.view.dataset
    joined = _joined(dataset.schema)
    names = [*COLUMNS, *joined]
    rows = [
        [_day(*cell) for cell in zip(names, (*shown.values(), *map(row.get, joined)), strict=True)]
        for shown, row in zip(
            shown_rows(numbers, dataset),
            joined_rows(numbers, dataset, extract.link),
            strict=True,
        )
    ]
    headings = [*(column.heading for column in COLUMNS.values()), *joined.values()]
    used = [any(row[at] not in ("", None) for row in rows) for at in range(len(names))]
    kept = used if rows else [True] * len(names)
    return _Sheet(name, [*compress(headings, kept)], [[*compress(row, kept)] for row in rows])


def _joined(schema: Schema) -> dict[str, str]:
    """Columns of the full download behind those shown, with their headings: new ones are last."""
    taken = {*_JOINED.values(), *(column.heading for column in COLUMNS.values())}
    on_sheet = {f"source_{name}" for name in schema.tables["sources"].header}
    return _JOINED | {
        name: f"{column.heading} ({name})" if column.heading in taken else column.heading
        for name, column in table_columns(schema).items()
        if name not in _JOINED.keys() | _SHOWN | on_sheet
    }


def _sources(extract: Extract) -> _Sheet:
    """Those of the numbers."""
    dataset = extract.view.dataset
    table = dataset.tables["sources"]
    keys = {source.key for number in extract.numbers for source in sources_of(number)}
    cells = [row.cells for row in table.rows if row[table.schema.key] in keys]
    fields = table.schema.fields
    header = [field.title for field in fields]
    return _Sheet(
        "Sources", header, [[_day(f.name, row.get(f.name, "")) for f in fields] for row in cells]
    )


def _codebook(schema: Schema) -> _Sheet:
    described = joined_columns(schema)
    rows = [("These sheets", c.heading, key, c.meaning, "") for key, c in COLUMNS.items()]
    rows += [
        ("These sheets", heading, key, described[key], "")
        for key, heading in _joined(schema).items()
    ]
    rows += [
        (table.file, field.title, field.name, field.description, ", ".join(field.labels))
        for table in schema.tables.values()
        for field in table.fields
    ]
    return _Sheet("Codebook", ("File", "Title", "Column", "Meaning", "Words allowed"), rows)


def _about(extract: Extract) -> _Sheet:
    view, dataset = extract.view, extract.view.dataset
    edition = edition_of(dataset)
    rows = {
        "Title": edition.title,
        "About": edition.description,
        "Data version": edition.version,
        "Content": edition.digest,
        "Page": extract.link,
        "In view": view.selection.describe(dataset),
        "Chart": extract.chart.title if extract.chart else "",
        **{f"Parameter ‘{name}’": ", ".join(each) for name, each in extract.filters.items()},
        "Claims here": len(extract.claims),
        "Claims in all": len(dataset.claims),
        "Computed numbers here": len(extract.results),
        "How to cite": cite_dataset(dataset, extract.link).apa,
        "Terms": edition.terms,
        "Licence": edition.licence_address,
        "Left out": left_out_words(dataset.issues),
    }
    return _Sheet("About", ("What", "Here"), [(k, v) for k, v in rows.items() if v != ""])


class _Writer:
    """Writes sheets into a book, each cell as what it is."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._formats: dict[str, Format] = {}

    def write(self, sheet: _Sheet) -> None:
        """Add the sheet: its header stays in sight and filters, columns are as wide as needed."""
        page = self._book.add_worksheet(sheet.name)
        page.freeze_panes(1, 1)
        page.autofilter(0, 0, len(sheet.rows), len(sheet.header) - 1)
        for column, heading in enumerate(sheet.header):
            cells = [row[column] for row in sheet.rows]
            longest = max(len(str(cell)) for cell in (heading, "", *cells)) + 2
            page.set_column(column, column, min(max(longest, _LEAST_WIDTH), _MOST_WIDTH))
            page.write_string(0, column, heading, self._format(bold=True))
            for row, cell in enumerate(cells, start=1):
                self._write(page, row, column, cell)

    def _write(self, page: Worksheet, row: int, column: int, cell: object) -> None:
        match cell:
            case None | "":
                return
            case date():
                page.write_datetime(row, column, datetime(cell.year, cell.month, cell.day))
            case int() | Decimal():
                whole = cell == int(cell)
                look = "0" if isinstance(cell, int) else "#,##0" if whole else "#,##0.0#####"
                page.write_number(row, column, float(cell), self._format(num_format=look))
            case _:
                self._write_text(page, row, column, str(cell)[:_MOST_CHARACTERS])

    def _write_text(self, page: Worksheet, row: int, column: int, text: str) -> None:
        is_link = text.startswith(("http://", "https://")) and not any(map(str.isspace, text))
        if is_link and len(text) <= _MOST_OF_ADDRESS:
            page.write_url(row, column, text, string=text)
        else:
            # Excel reads from the right what says so itself: it goes by the country, not the text.
            look = self._format(reading_order=2) if _is_from_right(text) else None
            page.write_string(row, column, text, look)

    def _format(self, **look: object) -> Format:
        name = str(look)
        if name not in self._formats:
            self._formats[name] = self._book.add_format(look)
        return self._formats[name]


def _day(column: str, cell: object) -> object:
    """The cell, as a date where the column holds dates and it is a whole one."""
    is_day = column in _DATES and isinstance(cell, str) and len(cell) == len("2025-11-30")
    return date.fromisoformat(cell) if is_day and isinstance(cell, str) else cell


def _is_from_right(text: str) -> bool:
    """Whether its first letter is one of a script that is written from the right."""
    ways = (bidirectional(letter) for letter in text)
    return next((way != "L" for way in ways if way in ("L", "R", "AL")), False)
