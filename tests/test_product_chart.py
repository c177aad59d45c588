"""A product's chart: one mark a statement, groups by areas and plans, market prices beside."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.drawing import bars, drawn, marks, texts
from tests.factories import (
    AFGHANISTAN,
    DATA,
    GAS,
    RUSSIA,
    TRADER,
    WORLD,
    make_claim,
    make_period,
    make_source,
    make_year,
)
from tradedata.catalogue import indicators_of
from tradedata.charts.chart import Chart
from tradedata.charts.marks import BENCHMARK, NEUTRAL
from tradedata.charts.products import charted_products, product_chart
from tradedata.claims import Benchmark, Claim
from tradedata.loading import load

BENCHMARK_2024 = Benchmark(
    key="hub-2024",
    series="Propane at a hub",
    product=GAS,
    period=make_year(2024),
    value=Decimal(406),
    unit="USD/t",
    native="0.7785 USD a gallon",
    source=make_source("market", publisher="The Market"),
    note="Without freight.",
)
TONNES = make_claim("tonnes", value=275_000, origin="one", period=make_year(2024))
DOLLARS = make_claim(
    "dollars",
    value=132_000_000,
    measure="value",
    unit="USD",
    origin="one",
    period=make_year(2024),
)


def chart_of(*claims: Claim, benchmarks: tuple[Benchmark, ...] = ()) -> Chart:
    return product_chart(GAS, claims, indicators_of(claims, benchmarks), benchmarks)


def ids_drawn(chart: Chart) -> list[str]:
    """The ids of the marks, from top to bottom."""
    return list(drawn(chart))


def headings(chart: Chart) -> list[str]:
    labels = [annotation.text for annotation in chart.figure.layout.annotations]
    return [
        text.removeprefix("<b>").removesuffix("</b>")
        for text in labels
        if text.startswith("<b>") and text.endswith("</b>")
    ]


def world(id: str = "world", **overrides: Any) -> Claim:
    return make_claim(
        id, **{"reporter": RUSSIA, "partner": WORLD, "flow": "export", "value": 200, **overrides}
    )


def test_product_chart_draws_a_statement_once_and_counts_its_pages() -> None:
    claims = (
        make_claim("a", origin="one", source=make_source("first", published="2024-01-01")),
        make_claim("b", origin="one", source=make_source("second", published="2024-02-02")),
        make_claim("c", claimant=TRADER),
    )
    chart = chart_of(*claims)
    assert ids_drawn(chart) == ["a", "c"]
    assert [words.count("printed by 2 pages") for words in texts(chart)] == [0, 1, 0]


def test_product_chart_draws_what_reprints_imply_once_for_every_origin() -> None:
    reprint = make_source("reprint", published="2026-01-01")
    copies = [replace(claim, id=f"copy-{claim.id}", source=reprint) for claim in (TONNES, DOLLARS)]
    others = [
        replace(claim, id=f"own-{claim.id}", origin="two", claimant=TRADER)
        for claim in (TONNES, DOLLARS)
    ]
    computed = [key for key in ids_drawn(chart_of(TONNES, DOLLARS, *copies, *others)) if "." in key]
    assert computed == ["unit-value.dollars.tonnes", "unit-value.own-dollars.own-tonnes"]


def test_product_chart_draws_what_a_repeated_number_implies_once() -> None:
    part = make_period("2024-01-01", "2024-06-30")
    first = make_claim("z-first", period=part)
    repeat = make_claim("a-repeat", period=part, claimant=TRADER, based_on=("z-first", "gone"))
    other = make_claim("b-other", period=part, claimant=TRADER, based_on=("z-first",), value=50)
    computed = [key for key in ids_drawn(chart_of(first, repeat, other)) if "." in key]
    assert computed == ["run-rate.b-other", "run-rate.z-first"]


def test_product_chart_sorts_rows_by_period_with_computed_ones_after_stated_ones() -> None:
    early = make_period("2023-01-01", "2023-02-28")
    chart = chart_of(
        make_claim("undated", period=make_period()),
        make_claim("z-2023", period=make_year(2023), claimant=TRADER),
        make_claim("early", period=early),
        make_claim("a-2024"),
    )
    assert ids_drawn(chart) == ["early", "run-rate.early", "z-2023", "a-2024", "undated"]


def test_product_chart_of_one_pair_has_no_headings() -> None:
    chart = chart_of(TONNES, make_claim("demand", flow="demand", partner=None, unit="t/year"))
    assert headings(chart) == []
    assert "demand" not in bars(chart)


def test_product_chart_puts_plans_without_bars_under_a_heading() -> None:
    chart = chart_of(
        make_claim("plan", kind="plan", value=300, claimant=TRADER, period=make_year(2022)),
        make_claim("target", kind="target", value=400, period=make_year(2030)),
        make_claim("guess", kind="forecast", value=250, period=make_year(2031)),
        make_claim("stated"),
    )
    assert headings(chart) == ["Afghanistan and Russia", "Forecasts", "Planned", "Targets"]
    assert ids_drawn(chart) == ["stated", "guess", "plan", "target"]
    assert list(bars(chart)) == ["stated"]
    assert chart.title == "LPG: 100 t stated (2024)."


def test_product_chart_of_plans_alone_says_so() -> None:
    chart = chart_of(make_claim("plan", kind="plan", period=make_year(2022)))
    assert headings(chart) == ["Planned"]
    assert chart.title == "LPG: 100 t stated as a plan (2022)."


def test_product_chart_groups_other_coverage_after_the_pair_most_told_of() -> None:
    chart = chart_of(make_claim("a"), make_claim("b", period=make_year(2023)), world(value=300))
    assert headings(chart) == ["Afghanistan and Russia", "Other coverage: Russia and World"]
    assert ids_drawn(chart)[:3] == ["b", "a", "world"]
    assert not any("flatten" in note for note in chart.notes)


def test_product_chart_leaves_to_the_table_what_would_flatten_the_rest() -> None:
    part = make_period("2024-01-01", "2024-06-30")
    chart = chart_of(
        make_claim("a"),
        make_claim("b", period=make_year(2023)),
        world(value=301),
        world("half", value=200, period=part),
    )
    assert [key for key in ids_drawn(chart) if "share" not in key] == ["b", "a"]
    assert {"world", "half", "run-rate.half"} <= {mark.id for mark in chart.marks}
    assert chart.notes == (
        "Other coverage, left to the table because it would flatten the rest: exports of Russia "
        "to World: 200 t (Jan-Jun 2024), about 400 t a year (computed, Jan-Jun 2024) and 301 t "
        "(2024).",
    )
    assert chart.subtitle.endswith("Stated for imports of Afghanistan from Russia.")


def test_product_chart_of_other_coverage_alone_is_drawn() -> None:
    chart = product_chart(GAS, (world(), make_claim("goods", product=replace(GAS, key="x"))), ())
    assert ids_drawn(chart) == ["world"]


def test_product_chart_of_demand_alone_needs_no_partner() -> None:
    chart = chart_of(make_claim("demand", flow="demand", partner=None, unit="t/year"))
    assert ids_drawn(chart) == ["demand"]
    assert headings(chart) == []


def test_product_chart_draws_market_prices_below_the_implied_one() -> None:
    later = replace(BENCHMARK_2024, key="hub-2025", period=make_year(2025))
    chart = chart_of(TONNES, DOLLARS, benchmarks=(later, BENCHMARK_2024))
    assert ids_drawn(chart)[2:] == ["unit-value.dollars.tonnes", "hub-2024"]
    mark = marks(chart)["hub-2024"].marker
    assert (mark.symbol, mark.color) == (BENCHMARK.symbol, NEUTRAL)
    assert "market price (benchmark)" in [entry.label for entry in chart.legend]
    assert chart.benchmarks == (BENCHMARK_2024,)
    assert [row.source.key for row in chart.sourced] == ["paper", "paper", "market"]
    (line,) = (line for line in chart.table if line["Kind"] == "market price")
    assert (line["Number"], line["Value"], line["Rests on"]) == ("$406 a tonne", 406.0, "hub-2024")
    assert chart.notes == (
        "About $480 a tonne (2024) is about 1.18 times the mean of 2024 of ‘Propane at a hub’, "
        "$406 a tonne (The Market). Of the 366 days of the implied price, the market price of "
        "2024 shares 366.",
        "‘Propane at a hub’: Without freight.",
    )
    assert "price-ratio.dollars.tonnes.hub-2024" in {mark.id for mark in chart.marks}


def test_product_chart_draws_a_market_price_once_for_two_implied_ones() -> None:
    others = [
        replace(claim, id=f"own-{claim.id}", origin="two", claimant=TRADER)
        for claim in (TONNES, DOLLARS)
    ]
    market = replace(BENCHMARK_2024, note="")
    chart = chart_of(TONNES, DOLLARS, *others, benchmarks=(market,))
    assert len([trace for trace in chart.figure.data if trace.customdata == ("hub-2024",)]) == 1
    assert len(chart.notes) == 2


@pytest.mark.parametrize("reporter", [AFGHANISTAN, RUSSIA])
def test_product_chart_title_prefers_trade_of_the_pair_to_demand_and_other_areas(
    reporter: Any,
) -> None:
    partner = RUSSIA if reporter == AFGHANISTAN else AFGHANISTAN
    old = make_claim("old", reporter=reporter, partner=partner, period=make_year(2015))
    older = replace(old, id="older", period=make_year(2014), own_period=make_year(2014))
    demand = make_claim("demand", flow="demand", partner=None, value=5)
    assert chart_of(old, older, demand, world()).title == "LPG: 100 t stated (2015)."


def test_product_charts_of_the_shipped_data_draw_no_statement_twice() -> None:
    dataset = load(DATA)
    indicators = indicators_of(dataset.claims, dataset.benchmarks)
    claims = {claim.id: claim for claim in dataset.claims}
    for product in charted_products(dataset.claims):
        chart = product_chart(product, dataset.claims, indicators, dataset.benchmarks)
        stated = [claims[key] for key in drawn(chart) if key in claims]
        said = [(c.origin, c.measure, c.flow, c.partner, c.period.span, c.value) for c in stated]
        assert len(set(said)) == len(said)
