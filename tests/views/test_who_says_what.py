"""Who says what: every total a mark of its own, grouped by period, the distance in numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from tests.support.charts import assert_laws, bars, drawn, headings, texts
from tests.support.factories import (
    COLLECTION,
    GOODS,
    TRADER,
    WORLD,
    make_claim,
    make_period,
    make_source,
    make_total,
    make_year,
)
from tests.support.samples import NO_PERIOD, million
from tradedata.compare.comparison import THRESHOLDS_IN_WORDS
from tradedata.computed.turnovers import turnover_checks
from tradedata.data.claims import Claim
from tradedata.views.charts import Bracket, Chart, RowPanel
from tradedata.views.who_says_what import stated_totals, who_says_what_chart

LOW = make_total("low", value=239_000_000)
HIGH = make_total("high", value=323_000_000, claimant=TRADER)


def chart_of(*claims: Claim) -> Chart:
    chart = who_says_what_chart(claims, COLLECTION)
    assert_laws(chart, {claim.id: claim for claim in claims})
    return chart


TOTALS: dict[str, tuple[Claim, bool]] = {
    "total": (LOW, True),
    "one-direction": (make_total(flow="export"), True),
    "doubtful": (make_total(status="doubtful"), True),
    "estimate": (make_total(kind="estimate"), True),
    "product": (make_claim(measure="value", unit="USD"), False),
    "no-value": (make_total(measure="ratio", of="value", unit="times"), False),
    "target": (make_total(kind="target"), False),
    "forecast": (make_total(kind="forecast"), False),
    "rejected": (make_total(status="rejected"), False),
    "official-series": (
        make_total(source=make_source("imf", collection="statistics")), False),
}  # fmt: skip


@pytest.mark.parametrize(("claim", "is_total"), TOTALS.values(), ids=TOTALS)
def test_stated_totals_are_values_of_all_goods_that_were_stated(
    claim: Claim, is_total: bool
) -> None:
    assert stated_totals((claim,), COLLECTION) == ((claim,) if is_total else ())


def test_who_says_what_chart_groups_by_period_oldest_first_no_year_last() -> None:
    chart = chart_of(
        make_total("undated", period=NO_PERIOD),
        HIGH,
        make_total("old", value=1, period=make_year(2020)),
        LOW,
        make_total("part", value=2, period=make_period("2025-01-01", "2025-06-30")),
    )
    assert list(drawn(chart)) == ["old", "low", "high", "part", "undated"]
    assert headings(chart) == [
        "2020",
        "2024",
        "Jan-Jun 2025 (part of a year)",
        "No year given",
    ]
    assert bars(chart) == {}
    assert chart.notes == (THRESHOLDS_IN_WORDS,)


def test_who_says_what_chart_says_how_far_apart_and_draws_no_mean() -> None:
    chart = chart_of(LOW, HIGH)
    assert "about 1.35 times apart" in texts(chart)
    assert [mark.id for mark in chart.marks] == ["low", "high", "spread.high.low"]
    assert set(drawn(chart)) == {"low", "high"}
    (panel,) = chart.panels
    assert isinstance(panel, RowPanel)
    (bracket,) = (row for row in panel.rows if isinstance(row, Bracket))
    assert (bracket.low, bracket.high) == (239_000_000, 323_000_000)
    assert "computed" not in [entry.label for entry in chart.legend]


def test_who_says_what_chart_of_one_series_says_what_it_is_and_who_spoke() -> None:
    assert chart_of(LOW, HIGH).subtitle == (
        "In current US dollars. All goods: trade of Russia with Afghanistan, both directions. "
        "2 numbers from 1 page, 2 statements, 2 speakers."
    )


def test_who_says_what_chart_draws_the_flow_of_most_totals_and_names_the_others() -> None:
    exports = make_total("a-export", value=900, flow="export")
    chart = chart_of(exports, LOW, HIGH)
    assert headings(chart) == ["2024"]
    assert list(drawn(chart)) == ["low", "high"]
    assert chart.notes[-1] == (
        "Other flows, left to the long view: All goods: exports of Russia to Afghanistan: $900 "
        "(2024)."
    )
    assert "1 page, 2 statements, 2 speakers." in chart.subtitle


def test_who_says_what_chart_two_sides_of_one_flow_are_one_series_in_any_order() -> None:
    sold = make_total("a-sold", value=900, flow="export")
    bought = make_claim(
        "b-bought", value=800, product=GOODS, measure="value", unit="USD", claimant=TRADER
    )
    chart = chart_of(sold, bought)
    assert chart_of(bought, sold) == chart
    assert set(drawn(chart)) == {"a-sold", "b-bought"}


def test_who_says_what_chart_statement_printed_twice_is_one_mark() -> None:
    chart = chart_of(LOW, replace(LOW, id="reprint", source=make_source("page")))
    assert list(drawn(chart)) == ["low"]
    assert "2 pages, 1 statement, 1 speaker." in chart.subtitle


TITLES: dict[str, tuple[Sequence[Claim], str]] = {
    "spread": (
        (LOW, HIGH), "$239 million and $323 million for 2024: about 1.35 times apart."),
    "no-year": (
        (million("a", 560, qualifier="about", period=NO_PERIOD),
         million("b", 1000, qualifier="over", period=NO_PERIOD, claimant=TRADER)),
        "About $560 million and over $1 billion: about 1.8 times apart, no year given for either.",
    ),
    "dated-before-no-year": (
        (LOW, HIGH, million("a", 560, period=NO_PERIOD), million("b", 5600, period=NO_PERIOD)),
        "$239 million and $323 million for 2024: about 1.35 times apart.",
    ),
    "latest": (
        (LOW, HIGH, million("a", 100, period=make_year(2020)),
         million("b", 900, period=make_year(2020))),
        "$239 million and $323 million for 2024: about 1.35 times apart.",
    ),
    "largest-series": (
        (LOW, HIGH, million("c", 1, period=make_year(2020)),
         million("x", 100, flow="export"), million("y", 900, flow="export")),
        "$239 million and $323 million for 2024: about 1.35 times apart.",
    ),
    "one": ((million("a", 560, qualifier="about"),), "About $560 million stated."),
    "no-spread": (
        (million("a", 100, period=make_year(2020)), million("b", 200)),
        "$200 million and $100 million stated.",
    ),
    "many": (
        tuple(million(f"c{n}", n, period=make_year(2010 + n)) for n in range(1, 7)),
        "$6 million, $5 million, $4 million, $3 million and 2 more stated.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("claims", "title"), TITLES.values(), ids=TITLES)
def test_who_says_what_chart_title_states_the_finding(claims: Sequence[Claim], title: str) -> None:
    assert chart_of(*claims).title == title
    assert chart_of(*reversed(claims)).title == title


def test_who_says_what_chart_pair_of_one_source_is_bracketed_though_another_gives_a_year() -> None:
    dated = make_total("dated", value=560_000_000, origin="one", period=make_year(2023))
    lent = replace(make_year(2023), basis="inferred", supplied_by="dated")
    page = make_source("page", publisher="The Page")
    fields: dict[str, Any] = {"source": page, "own_period": NO_PERIOD}
    first = make_total("first", value=560_000_000, origin="one", period=lent, **fields)
    second = million("second", 1000, claimant=TRADER, period=NO_PERIOD, **fields)
    chart = chart_of(dated, first, second)
    assert "Side by side in The Page (9 Apr 2025)" in texts(chart)
    assert "about 1.8 times apart, no year given for either" in texts(chart)
    assert set(drawn(chart)) == {"dated", "second"}
    assert chart.title == (
        "$560 million and $1 billion: about 1.8 times apart, no year given for either."
    )
    assert chart.notes[0] == (
        "$1 billion and $560 million stand side by side in The Page (9 Apr 2025); no year is "
        "given for either, and they are about 1.8 times apart; another source gives 2023 for "
        "$560 million."
    )


def test_who_says_what_chart_sets_computed_turnovers_beside_the_stated_one() -> None:
    office = make_source("office", collection="statistics")
    stated = million("stated", 50)
    official = [
        million(flow, value, flow=flow, source=office, claimant=None, kind="statistic")
        for flow, value in (("export", 90), ("import", 10))
    ]
    claims = (stated, *official)
    chart = who_says_what_chart((stated,), COLLECTION, turnover_checks(claims))
    assert_laws(chart, {claim.id: claim for claim in claims})
    assert list(drawn(chart)) == ["stated", "turnover.export.import"]
    assert any("exports plus imports, as reported by Russia" in text for text in texts(chart))
    assert "about 2.0 times from computed" in texts(chart)


def test_who_says_what_chart_names_totals_of_other_areas_below_instead_of_drawing_them() -> None:
    world = million("world", 13_000, partner=WORLD)
    chart = chart_of(LOW, HIGH, world)
    assert set(drawn(chart)) == {"low", "high"}
    assert chart.notes[-1] == (
        "Other coverage, left to the table: All goods: trade of Russia with World, both "
        "directions: $13 billion (2024)."
    )
    assert chart.subtitle.endswith("1 page, 2 statements, 2 speakers.")


def test_who_says_what_chart_tells_a_distance_too_small_for_its_digits_in_words() -> None:
    low = million("a", 360, qualifier="about")
    chart = chart_of(low, million("b", 366, claimant=TRADER))
    assert "less than 1.05 times apart" in texts(chart)


def test_who_says_what_chart_draws_the_currency_of_most_totals_and_names_the_others() -> None:
    lari = [make_total(id, unit="GEL", origin=LOW.origin) for id in ("lari", "more")]
    chart = chart_of(LOW, *lari)
    assert set(drawn(chart)) == {"lari"}
    assert chart.subtitle.startswith("In current Georgian lari. ")
    assert chart.notes[-1] == (
        "In another currency, not drawn here: All goods: trade of Russia with Afghanistan, both "
        "directions: $239 million (2024)."
    )
    assert set(drawn(chart_of(LOW, lari[0]))) == {"low"}
