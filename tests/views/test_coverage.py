"""Coverage: what the matrix says is known, and which gaps it names."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace
from html import unescape
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.factories import (
    COLLECTION,
    GAS,
    TRADER,
    WORLD,
    make_claim,
    make_period,
    make_source,
    make_total,
    make_year,
)
from tests.support.samples import HALF_2025, SOLAR_1403, fitting, many_claims, shipped_views
from tradedata.data.claims import Claim
from tradedata.data.periods import Period
from tradedata.markup.coverage import coverage_markup
from tradedata.views.coverage import (
    NO_YEAR,
    Cell,
    cell_words,
    coverage_lines,
    coverage_of,
    gap_words,
    row_words,
    year_of,
)
from tradedata.views.parameters import PRODUCT, read_address
from tradedata.views.table import matching, table_of

SEASON = make_period("2021-07-01", "2022-06-30", "season 2021/22")


def only_cell(*claims: Claim) -> Cell:
    ((cell,),) = (row.cells for row in coverage_of(claims, COLLECTION).rows)
    return cell


def official(id: str, value: int, **fields: Any) -> Claim:
    return make_claim(id, value=value, kind="statistic", **fields)


YEARS: dict[str, tuple[Period, int | None]] = {
    "calendar-year": (make_year(2024), 2024),
    "part-year": (HALF_2025, 2025),
    "solar-year": (SOLAR_1403, 2024),
    "season": (SEASON, 2021),
    "part-over-new-year": (make_period("2024-12-20", "2025-01-31"), 2025),
    "equal-halves": (make_period("2024-12-31", "2025-01-01"), 2024),
    "two-years": (make_period("2023-01-01", "2024-12-31"), None),
    "no-end": (make_period("2024-01-01"), None),
    "none": (make_period(), None),
}


@pytest.mark.parametrize(("period", "year"), YEARS.values(), ids=YEARS)
def test_year_of_period_is_the_one_with_most_days(period: Period, year: int | None) -> None:
    assert year_of(period) == year


CELLS: dict[str, tuple[tuple[Claim, ...], str]] = {
    "claim": ((make_claim(),), "claimed, 1 statement"),
    "official": ((official("a", 100),), "official, 1 statement"),
    "official-and-claim-agree": (
        (official("a", 100), make_claim("b", value=100)),
        "official, 2 statements",
    ),
    "official-and-claim-differ": (
        (official("a", 100), make_claim("b", value=900)),
        "official, numbers differ, 2 statements",
    ),
    "claims-differ": (
        (make_claim("a"), make_claim("b", value=900, claimant=TRADER)),
        "claimed, numbers differ, 2 statements",
    ),
    "two-flows": (
        (make_claim("a"), make_claim("b", value=900, flow="export")),
        "claimed, 2 statements",
    ),
    "other-days": (
        (make_claim("a"), make_claim("b", value=900, period=SOLAR_1403)),
        "claimed, 2 statements, some solar",
    ),
    "arithmetic": (
        (make_claim("a"), make_claim("b", value=900, claimant=TRADER, **fitting("x"))),
        "claimed, 1 statement",
    ),
    "computed-from-the-other": (
        (official("a", 100), official("b", 110, based_on=("a",))),
        "official, 1 statement",
    ),
    "part": ((make_claim(period=HALF_2025),), "claimed, 1 statement, part"),
    "solar": ((make_claim(period=SOLAR_1403),), "claimed, 1 statement, solar"),
    "season": ((make_claim(period=SEASON),), "claimed, 1 statement, shifted"),
    "undated-cannot-differ": (
        (make_claim("a", period=make_period()), make_claim("b", value=900, period=make_period())),
        "claimed, 2 statements",
    ),
}


@pytest.mark.parametrize(("claims", "words"), CELLS.values(), ids=CELLS)
def test_cell_of_claims_says_what_is_known(claims: tuple[Claim, ...], words: str) -> None:
    cell = only_cell(*claims)
    assert cell_words([cell]) == words
    assert cell.state == (
        "conflict" if "differ" in words else "official" if "official" in words else "claim"
    )
    assert cell.claims == tuple(sorted(claim.id for claim in claims))


LEFT_OUT: dict[str, tuple[Claim, str]] = {
    "rejected": (make_claim("x", status="rejected"), "rejected or replaced by a correction"),
    "demand": (
        make_claim("x", flow="demand"),
        "of demand, resources, prices, growth, shares or ranks",
    ),
    "share": (
        make_claim("x", measure="share", of="value", unit="percent"),
        "of demand, resources, prices, growth, shares or ranks",
    ),
    "world": (make_claim("x", partner=WORLD), "of other areas"),
    "target": (make_claim("x", kind="target"), "targets, plans and forecasts"),
}


@pytest.mark.parametrize(("claim", "reason"), LEFT_OUT.values(), ids=LEFT_OUT)
def test_claim_that_covers_nothing_stands_in_no_cell_and_is_counted(
    claim: Claim, reason: str
) -> None:
    known = (make_claim("a"), make_claim("b", period=make_year(2023)))
    matrix = coverage_of((*known, claim), COLLECTION)
    assert matrix.rows == coverage_of(known, COLLECTION).rows
    assert matrix.left_out == ((reason, 1),)
    assert coverage_of(known, COLLECTION).left_out == ()


def test_coverage_with_plans_alone_names_them_apart() -> None:
    plan = make_total("p", kind="plan")
    matrix = coverage_of([make_claim(), plan, make_claim("q", kind="target")], COLLECTION)
    assert [row.product for row in matrix.rows] == [GAS]
    assert matrix.only_expected == ("All goods, value",)


def test_coverage_without_claims_is_empty() -> None:
    matrix = coverage_of([], COLLECTION)
    assert (matrix.rows, matrix.years, matrix.columns) == ((), (), ())
    assert gap_words(matrix) == ""
    assert coverage_lines(matrix) == ()


def test_rows_stand_by_measure_and_then_by_product() -> None:
    value = make_claim("v", measure="value", unit="USD")
    matrix = coverage_of([make_claim(), value, make_total()], COLLECTION)
    assert [(row.product.key, row.measure) for row in matrix.rows] == [
        ("all-goods", "value"),
        ("lpg", "value"),
        ("lpg", "quantity"),
    ]


def test_columns_join_years_alike_and_end_with_the_undated() -> None:
    claims = [official(f"c{year}", 100, period=make_year(year)) for year in (1992, 1993, 1994)]
    second = replace(claims[1], id="second", origin="second")
    later = make_claim("later", period=make_year(1998))
    undated = make_claim("undated", period=make_period())
    matrix = coverage_of([*claims, second, later, undated], COLLECTION)
    assert [column.heading for column in matrix.columns] == [
        "1992-1994",
        "1995-1997",
        "1998",
        NO_YEAR,
    ]
    (row,) = matrix.rows
    words = [cell_words([row.cell(y) for y in column.years]) for column in matrix.columns]
    assert words == [
        "official, 1-2 statements a year",
        "nothing found",
        "claimed, 1 statement",
        "claimed, 1 statement",
    ]
    assert gap_words(matrix) == "1995-1997: nothing found, for any product."
    assert row_words(row) == (
        "LPG, quantity: 1992 to 1998; the last official number is for 1994; "
        "nothing found for 1995-1997."
    )


ROW_WORDS: dict[str, tuple[Sequence[Period], str]] = {
    "one-year": ([make_year(2024)], "LPG, quantity: only 2024; no official number."),
    "undated": ([make_period()], "LPG, quantity: numbers, but none for a single year."),
    "no-gap": (
        [make_year(2023), make_year(2024)],
        "LPG, quantity: 2023 to 2024; no official number.",
    ),
}


@pytest.mark.parametrize(("periods", "words"), ROW_WORDS.values(), ids=ROW_WORDS)
def test_row_words_without_a_gap_name_none(periods: Sequence[Period], words: str) -> None:
    claims = [make_claim(f"c{place}", period=period) for place, period in enumerate(periods)]
    matrix = coverage_of(claims, COLLECTION)
    assert row_words(matrix.rows[0]) == words
    assert gap_words(matrix) == ""


def test_coverage_lines_hold_every_year_and_the_ids() -> None:
    matrix = coverage_of([make_claim("a", period=make_year(2020)), make_claim("b")], COLLECTION)
    lines = coverage_lines(matrix)
    assert [line["Year"] for line in lines] == ["2020", "2021", "2022", "2023", "2024", NO_YEAR]
    assert [line["State"] for line in lines] == ["claim", *["nothing"] * 3, "claim", "nothing"]
    assert [line["Rests on"] for line in lines] == ["a", "", "", "", "b", ""]


@given(many_claims(), st.randoms(use_true_random=False))
def test_coverage_does_not_depend_on_the_order_of_rows(
    claims: tuple[Claim, ...], chance: random.Random
) -> None:
    shuffled = [*claims]
    chance.shuffle(shuffled)
    assert coverage_of(shuffled, COLLECTION) == coverage_of(claims, COLLECTION)


def total_statements(claims: Sequence[Claim]) -> int:
    return sum(
        cell.statements for row in coverage_of(claims, COLLECTION).rows for cell in row.cells
    )


@given(many_claims(), st.data())
def test_reprint_never_raises_the_number_of_statements(
    claims: tuple[Claim, ...], data: st.DataObject
) -> None:
    """A reprint repeats the number, its period or none."""
    printed = data.draw(st.sampled_from(claims))
    period = data.draw(st.sampled_from([printed.period, make_period()]))
    reprint = replace(
        printed, id="reprint", source=make_source("other"), own_period=period, period=period
    )
    assert total_statements([*claims, reprint]) <= total_statements(claims)


@given(many_claims())
def test_rejected_rows_never_reach_the_matrix_and_every_claim_is_counted(
    claims: tuple[Claim, ...],
) -> None:
    matrix = coverage_of(claims, COLLECTION)
    covered = [claim_id for row in matrix.rows for cell in row.cells for claim_id in cell.claims]
    assert matrix.rows == coverage_of([c for c in claims if not c.is_rejected], COLLECTION).rows
    assert len(covered) + sum(count for _, count in matrix.left_out) == len(claims)


def test_coverage_cells_show_how_many_origins_their_claims_have() -> None:
    """Each twice, as a sign and in words; in a column of several years the fewest and the most."""
    whole = shipped_views().whole
    claims = {claim.id: claim for claim in whole.claims}
    matrix = whole.coverage
    expected = []
    for row, column in product(matrix.rows, matrix.columns):
        own = [[claims[key] for key in row.cell(year).claims] for year in column.years]
        counts = [len({each.origin for each in cell if not each.based_on}) for cell in own]
        shown = [str(number) for number in sorted({min(counts), max(counts)} - {0})]
        expected.append([*shown, *shown])
    cells = re.findall(r"<td>(.*?)</td>", coverage_markup(whole))
    assert [re.findall(r"<data [^>]*>(\d+)</data>", cell) for cell in cells] == expected


def test_coverage_markup_says_of_how_many_claims_no_cell_tells() -> None:
    whole = shipped_views().whole
    *_, words = coverage_markup(whole).split("stand in no cell: ")
    left_out = sum(map(int, re.findall(r"<data [^>]*>(\d+)</data>", words)))
    cells = [cell for row in whole.coverage.rows for cell in row.cells]
    assert left_out == len(whole.claims) - sum(len(cell.claims) for cell in cells)


@pytest.mark.whole
def test_coverage_cells_lead_to_the_card_of_one_claim_or_to_the_rows_of_all() -> None:
    views = shipped_views()
    markup = coverage_markup(views.whole)
    cards = re.findall(r'data-card="([^"]*)"', markup)
    places = [unescape(place) for place in re.findall(r'data-go="([^"#]*)#section-5"', markup)]
    cells = [cell for row in views.whole.coverage.rows for cell in row.cells]
    assert {claim for cell in cells if len(cell.claims) == 1 for claim in cell.claims} >= {*cards}
    found = [cell.claims for cell in cells if len(cell.claims) > 1]
    listed = []
    for place in places:
        asked = read_address(place, views)
        assert not asked.notices
        rows = matching(table_of(asked.view), "", asked.one(PRODUCT))
        listed.append({row.id for row in rows})
    assert all(any(each <= rows for rows in listed) for each in map(set, found))
    assert len(cards) + len(places) == markup.count("<a ")
