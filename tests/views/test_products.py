"""Product charts: one rule for every product, one mark a statement, a title that says it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.support.charts import assert_laws, bars, drawn, marks, panels_of
from tests.support.factories import (
    ANOTHER,
    COLLECTION,
    GAS,
    GOODS,
    RUSSIA,
    TRADER,
    WORLD,
    make_benchmark,
    make_claim,
    make_period,
    make_source,
    make_total,
    make_year,
)
from tests.support.samples import (
    EARLY_2025,
    SOLAR_1403,
    demand,
    growth,
    quantity,
    shipped_views,
    value,
)
from tradedata.computed.catalogue import indicators_of
from tradedata.computed.corroboration import NEARNESS_IN_WORDS
from tradedata.computed.prices import price_ratios
from tradedata.data.claims import Area, Benchmark, Claim, Product
from tradedata.data.loading import load
from tradedata.views.charts import Chart, YearPanel
from tradedata.views.products import charted_products, product_charts, product_line
from tradedata.views.view import Views
from tradedata.words.text import Number, parts_of

STEPPE = Area("ST", "Steppe", ())
FLOUR = Product("flour", "Flour", "1101", "Ground wheat", 2)
TONNES, DOLLARS, DEMAND = quantity(qualifier="over"), value(), demand()
GROWTH = growth(qualifier="over", base=None, refers_to="")


def sold_again(id: str, times: int = 2, **fields: Any) -> list[Claim]:
    """A price of another origin: the dollars, so many times as many, for twice the tonnes."""
    tonnes = replace(TONNES, id=f"{id}-tonnes", origin="two", value=TONNES.value * 2)
    dollars = replace(DOLLARS, id=f"{id}-dollars", origin="two", value=DOLLARS.value * times)
    return [replace(claim, **fields) for claim in (tonnes, dollars)]


def charts_of(*claims: Claim, prices: Sequence[Benchmark] = ()) -> tuple[Chart, ...]:
    indicators = indicators_of(claims, COLLECTION, prices)
    charts = product_charts(GAS, claims, COLLECTION, indicators, prices)
    for chart in charts:
        assert_laws(chart, {claim.id: claim for claim in claims})
    return charts


def chart_of(*claims: Claim, prices: Sequence[Benchmark] = ()) -> Chart:
    """The chart of the two areas."""
    return charts_of(*claims, prices=prices)[0]


def numbers_of(*texts: str) -> list[str]:
    """The ids of the numbers in the texts."""
    return [part.id for text in texts for part in parts_of(text) if isinstance(part, Number)]


def panel_titles(chart: Chart) -> list[str]:
    return [panel.title for panel in chart.panels]


def gaps_of(chart: Chart) -> list[object]:
    return [panel.gaps for panel in chart.panels if isinstance(panel, YearPanel)]


CHARTED: dict[str, tuple[Sequence[Claim], list[str]]] = {
    "nothing": ((), []),
    "file-order": ((make_claim("a", product=FLOUR), make_claim("b")), ["lpg", "flour"]),
    "total-has-its-own-sections": ((make_total(),), []),
    "no-level": ((GROWTH,), []),
    "resource": ((make_claim(flow="resource", partner=None),), []),
    "rejected": ((make_claim(status="rejected"), make_claim("b", status="superseded")), []),
    "doubtful": ((make_claim(status="doubtful"),), ["lpg"]),
    "demand-alone": ((DEMAND,), ["lpg"]),
}


@pytest.mark.parametrize(("claims", "keys"), CHARTED.values(), ids=CHARTED)
def test_charted_products_have_a_level_to_draw(claims: Sequence[Claim], keys: list[str]) -> None:
    assert [product.key for product in charted_products(claims, COLLECTION)] == keys
    assert GOODS not in charted_products(claims, COLLECTION)


def test_product_chart_of_quantities_alone_has_one_panel() -> None:
    chart = chart_of(make_claim(), OLD)
    assert chart.slug == "lpg"
    assert panel_titles(chart) == ["Tonnes"]
    assert chart.title == "LPG: 100 t stated for 2024."
    assert [panel.about for panel in chart.panels if isinstance(panel, YearPanel)] == [
        "imports of Afghanistan from Russia"
    ]
    assert list(drawn(chart)) == ["old", "claim-a"]


PAPER_SAYS = "A. Minister (The Paper, 9 Apr 2025 · {})."
SAID_ALONE = "Imports of Afghanistan from Russia: {}, " + PAPER_SAYS


def test_product_chart_number_alone_in_its_unit_is_a_sentence_with_its_id() -> None:
    chart = chart_of(make_claim(), replace(DOLLARS, id="plan", kind="plan", origin="two"))
    assert chart.panels == ()
    assert chart.alone == (
        SAID_ALONE.format("100 t stated", "2024"),
        SAID_ALONE.format("$132 million stated as a plan", "2024"),
    )
    assert [mark.id for mark in chart.marks] == ["claim-a", "plan"]
    assert numbers_of(*chart.alone) == ["claim-a", "plan"]


def test_product_chart_computed_number_alone_in_its_unit_is_a_sentence() -> None:
    chart = chart_of(TONNES, OLD, DEMAND)
    assert panel_titles(chart) == ["Tonnes"]
    assert chart.alone[:1] == (
        "Share of demand for LPG in Afghanistan: at least about 39% "
        "(computed: imports in a year / yearly demand · 2024).",
    )


def test_product_chart_numbers_without_years_are_sentences() -> None:
    chart = chart_of(UNDATED, NOW)
    assert (len(chart.panels), len(chart.alone)) == (0, 2)


def test_product_chart_stacks_units_and_never_shares_an_axis() -> None:
    again = demand("again", value=800_000, origin="two")
    chart = chart_of(TONNES, DOLLARS, DEMAND, again, *sold_again("x", period=make_year(2023)))
    assert panel_titles(chart) == [
        "Tonnes",
        "Current US dollars",
        "US dollars a tonne",
        "Percent of demand in Afghanistan, from every supplier, quantity",
    ]
    units = {mark.id: line["Unit"] for mark, line in zip(chart.marks, chart.table, strict=True)}
    axes: dict[int, set[str]] = {}
    for card_id, panel in panels_of(chart).items():
        axes.setdefault(panel, set()).add(str(units[card_id]).removesuffix("/year"))
    assert axes == {0: {"t"}, 1: {"USD"}, 2: {"USD/t"}, 3: {"percent"}}
    assert all(words.startswith("Demand in Afghanistan, from every") for words in chart.alone)
    assert len(chart.alone) == 2


def test_product_chart_demand_has_an_axis_of_its_own_after_trade() -> None:
    dated = [demand(f"d{year}", period=make_year(year), origin=str(year)) for year in (2023, 2024)]
    chart = chart_of(TONNES, OLD, *dated)
    panels = [p for p in chart.panels if isinstance(p, YearPanel) and p.title == "Tonnes"]
    assert [panel.about for panel in panels] == [
        "imports of Afghanistan from Russia",
        "demand in Afghanistan, from every supplier",
    ]
    assert panels[1].lead == "LPG: 700,000 t a year stated for 2024."


def test_product_chart_panel_without_a_stated_number_has_a_lead_of_its_last() -> None:
    chart = chart_of(TONNES, DOLLARS, *sold_again("x", period=make_year(2023)))
    (prices,) = (p for p in chart.panels if isinstance(p, YearPanel) and "a tonne" in p.title)
    assert prices.lead == "LPG: at most about $480 a tonne, Implied price of LPG, computed."


def test_product_chart_hovers_say_who_which_flow_where_and_when() -> None:
    chart = chart_of(TONNES, OLD, DEMAND)
    assert marks(chart)["tonnes"].hover == (
        "over 275,000 t",
        "A. Minister",
        "imports of Afghanistan from Russia · The Paper, 9 Apr 2025 · 2024",
    )
    (needed,) = (mark for mark in chart.marks if mark.id == "demand")
    assert "demand in Afghanistan, from every supplier" in needed.detail


def test_product_chart_draws_spans_of_days_and_no_bars() -> None:
    chart = chart_of(TONNES, DOLLARS, PART)
    assert bars(chart) == {}
    assert all(isinstance(panel, YearPanel) and panel.names_speakers for panel in chart.panels)
    part = marks(chart)["part"]
    assert (part.start, part.end) == (EARLY_2025.start, EARLY_2025.end)


def test_product_chart_names_relative_numbers_beside_it() -> None:
    chart = chart_of(TONNES, GROWTH)
    assert "growth" not in drawn(chart)
    assert "growth" in [mark.id for mark in chart.marks]
    assert chart.notes == (
        "Also stated: up over 52%: LPG: imports of Afghanistan from Russia, growth of quantity, "
        "The Paper, 9 Apr 2025 · 2024.",
    )


SOLAR = replace(
    TONNES,
    id="solar",
    claimant=TRADER,
    origin="two",
    value=Decimal(280_000),
    period=SOLAR_1403,
    own_period=SOLAR_1403,
)


def test_product_chart_says_before_all_else_stated_which_numbers_bear_each_other_out() -> None:
    chart = chart_of(TONNES, SOLAR, GROWTH)
    ids = [mark.id for mark in chart.marks]
    assert "corroboration.solar.tonnes" in ids
    assert "corroboration.solar.tonnes" not in drawn(chart)
    assert chart.notes[0] == (
        "Over 275,000 t (A. Minister, 2024) beside over 280,000 t (B. Trader, solar year 1403): "
        "about 1.0 times apart. They agree as far as they share days, the 287 days "
        "of 20 Mar 2024 to 31 Dec 2024; they are not the same days, so this is no proof of either "
        "number."
    )
    assert chart.notes[1].startswith("Also stated: ")
    assert chart.notes[-1] == NEARNESS_IN_WORDS


def test_product_chart_names_other_coverage_of_numbers_that_bear_each_other_out() -> None:
    others = [replace(c, id=f"w-{c.id}", partner=WORLD) for c in (TONNES, SOLAR)]
    _, chart = charts_of(TONNES, *others)
    assert chart.notes[0].startswith("Afghanistan and World: Over 275,000 t")


def test_product_chart_says_which_days_of_the_main_pair_would_be_counted_twice() -> None:
    inside = replace(PART, id="inside", partner=WORLD), replace(SOLAR, id="around", partner=WORLD)
    chart = chart_of(PART, SOLAR, TONNES, *inside)
    found = [note for note in chart.notes if "twice" in note]
    assert found == [
        "Jan-Feb 2025 (7 t) lies wholly inside solar year 1403 (over 280,000 t): adding the two "
        "counts its 59 days twice."
    ]


def test_product_chart_leaves_other_products_and_flows_in_the_ground_out() -> None:
    others = (
        make_claim("flour", product=FLOUR),
        make_claim("ground", flow="resource", partner=None),
    )
    assert [mark.id for chart in charts_of(TONNES, *others) for mark in chart.marks] == ["tonnes"]


PAGE, JOURNAL = make_source("page"), make_source("journal")


def test_product_chart_draws_a_statement_once_however_many_print_it() -> None:
    reprints = [
        replace(claim, id=f"{claim.id}-{source.key}", source=source)
        for claim in (TONNES, DOLLARS)
        for source in (PAGE, JOURNAL)
    ]
    claims = TONNES, DOLLARS, DEMAND, *sold_again("x", period=make_year(2023))
    once, often = chart_of(*claims), chart_of(*claims, *reprints)
    assert {mark.id for mark in once.marks} == {mark.id for mark in often.marks}
    assert not any("printed by" in mark.detail for mark in marks(once).values())
    assert sum("printed by 3 pages" in mark.detail for mark in marks(often).values()) == 2
    assert once.title == often.title
    assert "unit-value.dollars.tonnes" in drawn(often)


def test_product_chart_computed_number_rests_on_rows_drawn_where_it_can() -> None:
    relative = make_period("2024-01-01", "2024-12-31", "last year", "relative")
    early = [
        replace(claim, id=f"a-{claim.id}", source=PAGE, period=relative, own_period=relative)
        for claim in (TONNES, DOLLARS)
    ]
    again = sold_again("x", period=make_year(2023))
    chart = chart_of(*early, TONNES, DOLLARS, *again)
    computed = [card_id for card_id in drawn(chart) if "." in card_id]
    assert computed == ["unit-value.x-dollars.x-tonnes", "unit-value.dollars.tonnes"]


UNDATED = make_claim("undated", value=5, period=make_period())
NOW = make_claim("now", value=6, period=make_period(label="now", basis="running"))
ENDS = make_claim("ends", value=4, period=make_period(end="2025-12-31"))
PART = make_claim("part", value=7, period=EARLY_2025)
OLD = make_claim("old", value=8, period=make_year(2023))
OPEN = make_claim("open", value=9, period=make_period("2026-01-01", "", "from 2026"), kind="plan")
PRICED = "LPG: over 275,000 t and $132 million stated for 2024; at most about $480 a tonne."

TITLES: dict[str, tuple[Sequence[Claim], str]] = {
    "undated-alone": ((UNDATED,), "LPG: 5 t stated, no period stated."),
    "undated-two": ((UNDATED, NOW), "LPG: 6 t stated, ‘now’, no set period."),
    "end-alone-before-undated": ((ENDS, UNDATED), "LPG: 4 t stated, no period stated."),
    "dated-before-undated": ((UNDATED, NOW, PART), "LPG: 7 t stated for Jan-Feb 2025."),
    "whole-year-before-part": ((UNDATED, PART, OLD),
        "LPG: 8 t stated for 2023; later, for Jan-Feb 2025: 7 t."),
    "latest-whole-year": ((OLD, make_claim("new"), PART),
        "LPG: 100 t stated for 2024; later, for Jan-Feb 2025: 7 t."),
    "plan-alone": ((OPEN,), "LPG: 9 t stated as a plan for from 2026."),
    "stated-before-planned": ((OPEN, UNDATED), "LPG: 5 t stated, no period stated."),
    "trade-before-demand": ((UNDATED, replace(DEMAND, period=make_year(2025))),
        "LPG: 5 t stated, no period stated."),
    "main-areas-before-others": (
        (UNDATED, NOW, make_claim("world", period=make_year(2025), partner=WORLD)),
        "LPG: 6 t stated, ‘now’, no set period.",
    ),
    "other-areas-alone": (
        (make_claim("world", reporter=RUSSIA, partner=WORLD, flow="export"),),
        "LPG, Russia and World: 100 t stated for 2024.",
    ),
    "other-areas-before-the-world": (
        (make_claim("world", partner=WORLD), make_claim("near", partner=STEPPE, period=OLD.period)),
        "LPG, Afghanistan and Steppe: 100 t stated for 2023.",
    ),
    "two-at-once": (
        (make_claim(), make_claim("b", value=90)),
        "LPG: 90 t and 100 t stated for 2024.",
    ),
    "many-at-once": (
        [make_claim(str(value), value=value) for value in range(1, 7)],
        "LPG: 1 t, 2 t, 3 t and 3 more stated for 2024.",
    ),
    "borrowed-period": (
        (make_claim(period=replace(make_year(2024), supplied_by="b")),),
        "LPG: 100 t stated for 2024 according to another source.",
    ),
    "growth-does-not-count": ((OLD, GROWTH), "LPG: 8 t stated for 2023."),
    "price": ((TONNES, DOLLARS), PRICED),
    "latest-price": ((TONNES, DOLLARS, *sold_again("x", period=make_year(2020))), PRICED),
    "dated-price-before-undated": (
        (TONNES, DOLLARS, *sold_again("un", period=NOW.period, own_period=NOW.period)),
        PRICED,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("claims", "title"), TITLES.values(), ids=TITLES)
def test_product_chart_title_falls_back_to_what_is_best_dated(
    claims: Sequence[Claim], title: str
) -> None:
    assert chart_of(*claims).title == title
    assert chart_of(*reversed(claims)).title == title


@pytest.mark.parametrize(
    "views", [shipped_views(), Views(load(ANOTHER))], ids=["shipped", "another"]
)
def test_product_line_of_every_product_is_its_title_and_keeps_its_numbers(views: Views) -> None:
    view, about = views.whole, views.dataset.collection
    products = charted_products(view.claims, about)
    assert products
    for product in products:
        line = product_line(product, view)
        own, *_ = product_charts(product, view.claims, about, view.indicators, view.benchmarks)
        assert own.title == f"{line}."
        assert line.startswith(product.label)
        assert numbers_of(line)
        assert {*numbers_of(line)} <= {mark.id for mark in own.marks}


PLAN = make_claim("plan", value=500, kind="plan", period=make_period())
FORECAST = make_claim("forecast", value=400, kind="forecast")
TARGET = make_claim("target", value=600, kind="target", period=make_year(2030))
ELSEWHERE = make_claim("elsewhere", value=150, partner=WORLD)


def test_product_charts_give_other_coverage_a_chart_of_its_own_the_world_last() -> None:
    near = [replace(claim, id=f"n-{claim.id}", partner=STEPPE) for claim in (TONNES, SOLAR)]
    world = ELSEWHERE, replace(ELSEWHERE, id="before", period=OLD.period)
    own, others = charts_of(*world, TARGET, FORECAST, PLAN, OLD, PART, TONNES, DOLLARS, *near)
    assert (own.slug, others.slug) == ("lpg", "lpg-others")
    assert panel_titles(own) == ["Tonnes", "Percent of imports of Afghanistan from World, quantity"]
    assert panel_titles(others) == [
        "Tonnes, Afghanistan and Steppe",
        "Tonnes, Afghanistan and World",
    ]
    main = {card_id for card_id in drawn(own) if "." not in card_id}
    assert main == {"old", "part", "tonnes", "plan", "forecast", "target"}
    assert panels_of(others)["elsewhere"] == 1


def test_product_charts_keep_what_has_no_level_of_its_own_beside_the_rest() -> None:
    (chart,) = charts_of(TONNES, replace(GROWTH, partner=WORLD))
    assert "growth" in [mark.id for mark in chart.marks]


def test_product_chart_leaves_what_is_scaled_to_a_year_to_the_table() -> None:
    chart = chart_of(OLD, make_claim("part", value=900, period=EARLY_2025))
    assert list(drawn(chart)) == ["old", "part"]
    assert [mark.id for mark in chart.marks] == ["old", "part", "run-rate.part"]
    assert chart.notes == (
        "Scaled to twelve months, off the chart since nobody stated it: about 5,400 t a year "
        "(Jan-Feb 2025).",
    )


def test_product_chart_says_where_no_figure_was_found() -> None:
    tonnes = make_claim("old", period=make_year(2019)), make_claim()
    dollars = [value(str(year), origin=str(year), period=make_year(year)) for year in (2021, 2022)]
    chart = chart_of(*tonnes, *dollars)
    assert gaps_of(chart) == [((2020, 2023),), ((2019, 2020), (2023, 2024))]
    assert gaps_of(chart_of(make_claim(), OLD)) == [()]


YEAR_PRICE = make_benchmark("gas-2024", note="A mean of days.")


def test_product_chart_sets_market_prices_of_its_days_beside_the_implied_one() -> None:
    before = replace(YEAR_PRICE, key="before", period=make_year(2019))
    prices = (before, YEAR_PRICE, replace(YEAR_PRICE, key="flour", product=FLOUR))
    chart = chart_of(TONNES, DOLLARS, prices=prices)
    assert panels_of(chart)["gas-2024"] == panels_of(chart)["unit-value.dollars.tonnes"]
    assert chart.benchmarks == (YEAR_PRICE,)
    assert chart.sourced == (*chart.claims, YEAR_PRICE)
    (ratio,) = price_ratios(indicators_of((TONNES, DOLLARS), COLLECTION), prices)
    assert ratio.id not in drawn(chart)
    assert ratio.id in [mark.id for mark in chart.marks]
    assert any(ratio.words in note for note in chart.notes)
    assert any("A mean of days." in note for note in chart.notes)
    assert "market price (benchmark)" in [entry.label for entry in chart.legend]


def test_product_chart_market_price_of_two_prices_is_drawn_once() -> None:
    again = sold_again("x", 4, claimant=TRADER)
    chart = chart_of(TONNES, DOLLARS, *again, prices=(YEAR_PRICE,))
    assert len(drawn(chart)["gas-2024"]) == 1
    assert sum(card_id.startswith("unit-value") for card_id in drawn(chart)) == 2


def test_product_chart_gives_each_currency_an_axis_and_no_gap_where_another_has_a_number() -> None:
    dollars = [value("old", period=make_year(2020)), value("new", period=make_year(2024))]
    euros = [value(f"euros-{y}", unit="EUR", period=make_year(y)) for y in (2022, 2023)]
    chart = chart_of(*dollars, *euros)
    assert panel_titles(chart) == ["Current US dollars", "Current euros"]
    assert gaps_of(chart) == [((2021, 2021),)] * 2
