"""Rows as the page shows them: every number told apart, with its days and its source."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from tests.support.charts import charts_of
from tests.support.factories import shipped_data
from tradedata.computed.indicators import Indicator
from tradedata.data.claims import Claim
from tradedata.exports.shown import COLUMNS, shown_rows
from tradedata.exports.spreadsheets import ENCODING, lines_csv, shown_csv
from tradedata.views.charts import Chart, Number
from tradedata.views.coverage import coverage_lines
from tradedata.views.lines import line_of
from tradedata.views.view import Views

SHIPPED = shipped_data()
WHOLE = Views(SHIPPED).whole
NUMBERS: tuple[Number, ...] = (*WHOLE.claims, *WHOLE.indicators, *WHOLE.benchmarks)
TOLD_OTHERWISE = {"id", "rests_on", "as_printed", "our_translation", "expression"}
NAMES = {column.heading: name for name, column in COLUMNS.items()}


def test_shown_rows_have_described_columns_that_say_what_the_pages_table_says() -> None:
    assert all(column.heading and column.meaning for column in COLUMNS.values())
    for number, row in zip(NUMBERS, shown_rows(NUMBERS, SHIPPED), strict=True):
        assert list(row) == list(COLUMNS)
        for heading, cell in line_of(number).items():
            kind = number.kind if isinstance(number, Claim | Indicator) else cell
            assert row[NAMES[heading]] == (kind if heading == "Kind" else cell)


def test_shown_row_has_days_basis_hedge_source_and_version() -> None:
    claims = [each for each in NUMBERS if isinstance(each, Claim)]
    for claim, row in zip(claims, shown_rows(claims, SHIPPED), strict=True):
        assert (row["start"], row["end"]) == (claim.period.start, claim.period.end)
        assert row["period_basis"] == claim.own_period.basis
        assert row["period_from"] == (claim.period.supplied_by or "")
        assert (row["hedge"], row["status"]) == (claim.hedge, claim.status)
        assert row["source_url"] == claim.source.url or claim.source.archived
        assert row["data_version"] == SHIPPED.version


def test_shown_row_names_a_year_where_all_days_lie_in_it() -> None:
    for row in shown_rows(NUMBERS, SHIPPED):
        first, last = row["start"], row["end"]
        within = isinstance(first, date) and isinstance(last, date) and first.year == last.year
        assert row["year"] == (first.year if within and isinstance(first, date) else None)


@pytest.mark.parametrize(
    "chart", charts_of(SHIPPED.claims, SHIPPED.collection), ids=lambda chart: chart.slug
)
def test_no_two_rows_of_a_chart_differ_in_nothing_but_what_they_rest_on(chart: Chart) -> None:
    rows = shown_rows([mark.number for mark in chart.marks], SHIPPED)
    told = [tuple(cell for n, cell in row.items() if n not in TOLD_OTHERWISE) for row in rows]
    assert len(set(told)) == len(told)


def test_csv_as_shown_and_of_coverage_have_names_for_programs_and_the_version() -> None:
    coverage = coverage_lines(WHOLE.coverage)
    for content in (shown_csv(NUMBERS, SHIPPED), lines_csv(coverage, SHIPPED)):
        rows = list(csv.DictReader(io.StringIO(content.decode(ENCODING), newline="")))
        assert all(name.isidentifier() and name.islower() for name in rows[0])
        assert {row["data_version"] for row in rows} == {SHIPPED.version}


def test_csv_of_no_lines_is_a_header() -> None:
    assert lines_csv([], SHIPPED) == b"\xef\xbb\xbfdata_version\r\n"
