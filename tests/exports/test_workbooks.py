"""Workbooks, read back by two readers that share no code."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

from tests.support.factories import edit_row, make_extract, shipped_data
from tests.support.samples import shipped_views
from tradedata.data.loading import load
from tradedata.exports.shown import COLUMNS, shown_rows
from tradedata.exports.workbooks import workbook
from tradedata.views.charts import Number
from tradedata.views.extracts import Extract, extract_of
from tradedata.views.parameters import read_address

VIEWS = shipped_views()
PAGE = "https://example.org/trade/"
SHEETS = ["Claims", "Computed numbers", "Market prices", "Sources", "Codebook", "About"]

Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def whole() -> Extract:
    return extract_of(read_address("", VIEWS), PAGE)


@pytest.fixture(scope="module")
def content(whole: Extract) -> bytes:
    return workbook(whole)


@cache
def opened(content: bytes) -> Workbook:
    """The workbook by the first reader."""
    return load_workbook(io.BytesIO(content))


def rows_of(content: bytes, sheet: str) -> Rows:
    header, *rows = opened(content)[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


def cells_seen(content: bytes) -> dict[str, list[list[Any]]]:
    """Every cell of every sheet by the second reader."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_workbook_has_its_sheets_and_a_row_for_every_number(content: bytes, whole: Extract) -> None:
    assert list(cells_seen(content)) == SHEETS
    parts: list[Sequence[Number]] = [whole.claims, whole.results, whole.prices]
    for sheet, numbers in zip(SHEETS, parts, strict=False):
        shown = shown_rows(numbers, whole.view.dataset)
        for row, expected in zip(rows_of(content, sheet), shown, strict=True):
            for name, column in COLUMNS.items():
                cell, value = row.get(column.heading), expected[name]
                if isinstance(value, Decimal):
                    assert cell == pytest.approx(float(value), rel=1e-15)
                elif isinstance(value, date):
                    assert cell == datetime(value.year, value.month, value.day)
                else:
                    assert (cell or "") == (value or "")


def test_workbook_is_read_alike_by_two_readers(content: bytes) -> None:
    seen = cells_seen(content)
    for page in opened(content):
        for cells, others in zip(page.iter_rows(values_only=True), seen[page.title], strict=True):
            for cell, other in zip(cells, others, strict=True):
                plain = cell.date() if isinstance(cell, datetime) else cell
                assert (plain or "") == (other or "")


def test_workbook_of_the_same_extract_is_the_same_bytes(content: bytes, whole: Extract) -> None:
    assert workbook(whole) == content


def test_workbook_keeps_partial_dates_and_codes_as_text_and_whole_days_as_dates(
    content: bytes,
) -> None:
    published = [row["Published"] for row in rows_of(content, "Sources") if row["Published"]]
    assert {type(each) for each in published} == {str, datetime}
    assert all(len(each) < 10 for each in published if isinstance(each, str))
    codes = [row["HS code"] for row in rows_of(content, "Claims") if row["HS code"]]
    assert any("." in code for code in codes)
    assert {type(code) for code in codes} == {str}


def test_workbook_links_addresses_and_keeps_its_header_in_sight(content: bytes) -> None:
    page = opened(content)["Claims"]
    assert page.freeze_panes == "B2"
    assert page.auto_filter.ref == page.dimensions
    header = [cell.value for cell in page[1]]
    for name in ("Address", "Permalink"):
        cells = [row[header.index(name)] for row in page.iter_rows(min_row=2)]
        links = [cell for cell in cells if cell.value]
        assert links
        assert [cell.hyperlink.target for cell in links] == [cell.value for cell in links]
    widths = [page.column_dimensions[cell.column_letter].width for cell in page[1]]
    assert all(8 <= width < 62 for width in widths)
    assert len(header) == len(set(header))


def test_workbook_writes_words_from_the_right_so(content: bytes) -> None:
    page = opened(content)["Claims"]
    column = next(cell.column for cell in page[1] if cell.value == "As printed")
    cells = [page.cell(row, column) for row in range(2, page.max_row + 1)]
    ways = {bool("\u0600" <= str(cell.value)[0] <= "\u06ff"): cell for cell in cells}
    assert ways[True].alignment.readingOrder == 2
    assert ways[False].alignment.readingOrder == 0


def test_workbook_has_no_formula_whatever_the_data_hold(data: Path) -> None:
    key = "flour-value-2024-ipsc"
    hard = '=HYPERLINK("https://example.org";"x")'
    edit_row(data / "trade.csv", key, note=hard)
    edit_row(data / "sources.csv", "ipsc", title="+1+1", note="@SUM(A1)")
    dataset = load(data)
    content = workbook(make_extract(dataset, [dataset.claim(key)]))
    for page in opened(content):
        assert not [cell for row in page for cell in row if cell.data_type == "f"]
    assert rows_of(content, "Claims")[0]["Note"] == hard
    assert rows_of(content, "Sources")[0]["Title"] == "+1+1"


def test_workbook_says_what_was_filtered_which_version_and_how_to_cite() -> None:
    asked = read_address("view=articles&side=russian-government", VIEWS)
    about = {row["What"]: row["Here"] for row in rows_of(workbook(extract_of(asked)), "About")}
    dataset = asked.view.dataset
    assert about["Data version"] == dataset.version
    assert about["In view"] == asked.view.selection.describe(dataset)
    assert about["Parameter ‘side’"] == "russian-government"
    assert about["Claims here"] == len(asked.view.claims)
    assert dataset.version in about["How to cite"]
    assert "Page" not in about


def test_workbook_cuts_what_a_cell_cannot_hold_and_leaves_long_addresses_as_text() -> None:
    link = f"https://example.org/{'y' * 40_000}"
    content = workbook(make_extract(shipped_data(), (), link=link))
    page = opened(content)["About"]
    (cell,) = (here for what, here in page.iter_rows() if what.value == "Page")
    assert cell.value == link[:32_767]
    assert cell.hyperlink is None


def test_workbook_without_numbers_has_headers_alone() -> None:
    content = workbook(make_extract(shipped_data(), ()))
    assert list(cells_seen(content)) == [name for name in SHEETS if name != "Market prices"]
    assert rows_of(content, "Claims") == []
