"""What is computed from claims, and when nothing is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import (
    AFGHANISTAN,
    DATA,
    GOODS,
    RUSSIA,
    TRADER,
    WORLD,
    make_claim,
    make_period,
    make_source,
    make_total,
    make_year,
)
from tradedata.claims import Claim
from tradedata.indicators import (
    Indicator,
    base_values,
    compute,
    indicators_from,
    run_rates,
    shares_of_demand,
    shares_of_total,
    target_growth,
    target_multiples,
    target_outcomes,
    turnovers,
    unit_values,
)
from tradedata.loading import Dataset, load
from tradedata.periods import Period
from tradedata.precision import MIN_DIGITS

UNDATED = make_period()
NOW = make_period(label="now", basis="running")
EARLY_2024 = make_period("2024-01-01", "2024-02-29")
EARLY_2025 = make_period("2025-01-01", "2025-02-28", "Jan-Feb 2025")
SOLAR_1403 = make_period("2024-03-20", "2025-03-20", "solar year 1403")
OTHER_PAPER = make_source("other")
THIRD_PAPER = make_source("third")


def quantity(id: str = "tonnes", **overrides: Any) -> Claim:
    return make_claim(id, **{"value": 275_000, "origin": "speech", **overrides})


def value(id: str = "dollars", **overrides: Any) -> Claim:
    return make_claim(
        id,
        **{
            "value": 132_000_000,
            "measure": "value",
            "unit": "USD",
            "origin": "speech",
            **overrides,
        },
    )


def growth(**overrides: Any) -> Claim:
    return make_claim(
        "growth",
        **{
            "value": 52,
            "measure": "growth",
            "of": "quantity",
            "unit": "percent",
            "base": make_year(2023),
            "refers_to": "tonnes",
            **overrides,
        },
    )


def ratio(**overrides: Any) -> Claim:
    return growth(**{"value": 5, "measure": "ratio", "unit": "times", **overrides})


def demand(id: str = "demand", **overrides: Any) -> Claim:
    return make_claim(
        id,
        **{
            "value": 700_000,
            "flow": "demand",
            "partner": None,
            "unit": "t/year",
            "period": UNDATED,
            **overrides,
        },
    )


def target(id: str = "target", **overrides: Any) -> Claim:
    return make_total(
        id, **{"value": 3_000_000_000, "kind": "target", "period": make_year(2025), **overrides}
    )


def only(indicators: Iterable[Indicator]) -> Indicator:
    (indicator,) = indicators
    return indicator


def inputs_of(indicators: Iterable[Indicator]) -> list[tuple[str, ...]]:
    return [tuple(claim.id for claim in indicator.inputs) for indicator in indicators]


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return load(DATA)


@pytest.mark.parametrize(
    ("inputs", "exact", "words"),
    [
        (
            ("lpg-value-jawad-diplomat", "lpg-tonnes-jawad-diplomat"),
            Decimal(480),
            "at most about $480 a tonne",
        ),
        (
            ("lpg-tonnes-early-2025-diplomat", "lpg-growth-early-2025-diplomat"),
            Decimal(71_000) / Decimal("1.52"),
            "about 47,000 t",
        ),
        (
            ("lpg-tonnes-jawad-diplomat", "lpg-demand-diplomat"),
            Decimal(27_500_000) / 700_000,
            "about 39%",
        ),
        (
            ("flour-value-2024-ipsc", "flour-ratio-2024-ipsc"),
            Decimal(40_000_000),
            "about $40 million",
        ),
        (
            ("trade-center-diplomat", "trade-ratio-center-diplomat"),
            Decimal(200_000_000),
            "about $200 million",
        ),
        (("target-2025-ipsc", "trade-center-diplomat"), Decimal(3), "about 3.0 times"),
        (
            ("target-2025-ipsc", "trade-overchuk-diplomat"),
            Decimal(300) / 56,
            "about 5.4 times",
        ),
    ],
)
def test_shipped_claims_give_the_numbers_their_articles_imply(
    dataset: Dataset, inputs: tuple[str, ...], exact: Decimal, words: str
) -> None:
    claims = dataset.claims
    baselines = [claim for claim in claims if claim.id in inputs[1:]]
    found = [
        indicator
        for indicator in (*compute(claims), *target_multiples(claims, baselines[0]))
        if tuple(claim.id for claim in indicator.inputs) == inputs
    ]
    indicator = only(found)
    assert indicator.value == exact
    assert indicator.words == words


@pytest.mark.parametrize(
    ("relative", "is_mark"),
    [
        ("trade-ratio-center-diplomat", False),
        ("lpg-growth-early-2025-diplomat", True),
        ("flour-ratio-2024-ipsc", True),
    ],
)
def test_shipped_base_is_a_mark_only_where_the_comparison_has_a_period(
    dataset: Dataset, relative: str, is_mark: bool
) -> None:
    assert only(indicators_from(relative, base_values(dataset.claims))).is_mark is is_mark


# --- what an indicator carries


def test_indicator_carries_formula_inputs_and_sources() -> None:
    indicator = only(unit_values([quantity(qualifier="over"), value()]))
    assert indicator.id == "unit-value.dollars.tonnes"
    assert indicator.kind == "unit-value"
    assert indicator.label == "Implied price of LPG"
    assert indicator.formula == "value / quantity"
    assert indicator.expression == "$132,000,000 / 275,000 t = $480 a tonne"
    assert indicator.short_words == "≤ about $480 a tonne"
    assert indicator.shown == Decimal(480)
    assert [source.key for source in indicator.sources] == ["paper"]
    assert indicator.period == make_year(2024)
    assert indicator.is_mark
    assert not indicator.inferred
    assert indicator.note == ""


def test_indicator_that_does_not_divide_evenly_says_so_in_its_expression() -> None:
    indicator = only(base_values([quantity(value=71_000), growth()]))
    assert indicator.expression == "71,000 t / (1 + 52%) ≈ 46,710.5 t"


def test_indicator_sources_are_the_union_in_order_of_inputs() -> None:
    indicator = only(target_multiples([target(source=OTHER_PAPER)], make_total(source=THIRD_PAPER)))
    assert [source.key for source in indicator.sources] == ["other", "third"]


def test_indicator_of_an_inferred_period_says_so() -> None:
    year = make_year(2024, "inferred")
    assert only(unit_values([quantity(period=year), value(period=year)])).inferred


def test_indicator_with_hedges_that_cancel_gives_no_direction() -> None:
    indicator = only(unit_values([quantity(qualifier="at-least"), value(qualifier="over")]))
    assert indicator.hedge == "unclear"
    assert indicator.words == "about $480 a tonne"
    assert indicator.note == "The hedges ‘over’ and ‘at least’ together give no direction."


def test_indicator_on_a_doubtful_claim_repeats_the_doubt() -> None:
    indicator = only(unit_values([quantity(status="doubtful", note="Misheard."), value()]))
    assert indicator.note == "An input is marked doubtful: Misheard."


def test_rounding_up_to_a_power_of_ten_adds_no_digit() -> None:
    indicator = only(base_values([quantity(value=11), ratio(value="1.1")]))
    assert replace(indicator, value=Decimal("9.96")).words == "about 10 t"


# --- unit values


@pytest.mark.parametrize(
    "overrides",
    [
        {"claimant": TRADER},
        {"origin": "another-speech"},
        {"reporter": RUSSIA},
        {"partner": WORLD},
        {"flow": "export"},
        {"product": GOODS},
        {"period": make_year(2023)},
        {"period": UNDATED},
        {"kind": "target"},
        {"kind": "plan"},
        {"kind": "forecast"},
        {"unit": "t/year"},
        {"value": 0},
        {"status": "rejected"},
        {"status": "superseded"},
    ],
    ids=str,
)
def test_unit_values_of_unlike_claims_are_not_derived(overrides: dict[str, Any]) -> None:
    assert unit_values([quantity(**overrides), value()]) == ()


@pytest.mark.parametrize(("period", "count"), [(NOW, 1), (UNDATED, 0)])
def test_unit_values_without_days_need_the_same_words_for_the_period(
    period: Period, count: int
) -> None:
    assert len(unit_values([quantity(period=period), value(period=period)])) == count


def test_unit_values_of_running_levels_use_yearly_units() -> None:
    claims = [quantity(period=NOW, unit="t/year"), value(period=NOW, unit="USD/year")]
    assert only(unit_values(claims)).unit == "USD/t"


def test_unit_values_prefer_the_quantity_in_the_same_source() -> None:
    claims = [
        value(),
        quantity(),
        quantity("tonnes-elsewhere", source=OTHER_PAPER),
        value("dollars-third", source=THIRD_PAPER),
    ]
    assert inputs_of(unit_values(claims)) == [
        ("dollars-third", "tonnes"),
        ("dollars-third", "tonnes-elsewhere"),
        ("dollars", "tonnes"),
    ]


def test_unit_values_pass_over_a_quantity_of_another_period_in_the_same_source() -> None:
    claims = [
        value(),
        quantity(period=make_year(2023)),
        quantity("tonnes-elsewhere", source=OTHER_PAPER),
    ]
    assert inputs_of(unit_values(claims)) == [("dollars", "tonnes-elsewhere")]


# --- base values


def test_base_values_of_growth_divide_by_one_plus_growth() -> None:
    indicator = only(base_values([quantity(value=71_000), growth()]))
    assert indicator.id == "base-value.tonnes.growth"
    assert indicator.value == Decimal(71_000) / Decimal("1.52")
    assert indicator.formula == "quantity / (1 + growth)"
    assert indicator.period == make_year(2023)
    assert indicator.label == "LPG, 2023, implied"
    assert (indicator.inferred, indicator.is_mark, indicator.note) == (False, True, "")


def test_base_values_with_an_inferred_base_say_so() -> None:
    base = replace(EARLY_2024, basis="inferred")
    indicator = only(
        base_values([quantity(period=EARLY_2025), growth(period=EARLY_2025, base=base)])
    )
    assert indicator.inferred
    assert indicator.note == "The base period, Jan-Feb 2024, is inferred."


def test_base_values_of_a_fall_lie_above_the_level() -> None:
    indicator = only(base_values([quantity(value=80_000), growth(value=-20, qualifier="over")]))
    assert indicator.value == 100_000
    assert indicator.words == "at least about 100,000 t"


def test_base_values_of_a_multiple_without_a_period_are_no_mark_and_give_both_readings() -> None:
    center = {"claimant": TRADER, "origin": "center", "period": UNDATED}
    level = make_total("level", value=1_000_000_000, qualifier="about", **center)
    multiple = make_total(
        "multiple",
        value=5,
        measure="ratio",
        of="value",
        unit="times",
        base=make_year(2021),
        refers_to="level",
        **center,
    )
    earlier = make_total(
        "earlier",
        value=170_000_000,
        qualifier="about",
        claimant=TRADER,
        origin="center",
        period=make_year(2022),
    )
    others = [
        earlier,
        replace(earlier, id="same-again", source=OTHER_PAPER),
        replace(earlier, id="later-speech", value=Decimal(239_000_000), origin="speech"),
        replace(earlier, id="sales", value=Decimal(150_000_000), flow="export"),
        replace(level, id="dated-elsewhere", own_period=make_year(2024)),
        replace(level, id="undated", value=Decimal(900_000_000)),
    ]
    alone = only(base_values([level, multiple]))
    indicator = only(base_values([level, multiple, *others]))
    assert indicator.value == 200_000_000
    assert not indicator.is_mark
    assert alone.note == (
        "The base, 2021, is as the source names it, and the number it compares has no stated "
        "period: not drawn on an axis."
    )
    assert indicator.note == (
        f"{alone.note} The same statement also gives about $170 million for 2022."
    )


def test_base_values_of_a_target_are_no_mark() -> None:
    indicator = only(base_values([quantity(kind="target"), ratio(kind="target")]))
    assert not indicator.is_mark


@pytest.mark.parametrize(
    "relative",
    [
        growth(base=None),
        growth(refers_to=""),
        growth(refers_to="elsewhere"),
        growth(of="value"),
        growth(value=-100),
        growth(period=make_year(2022)),
        growth(status="rejected"),
        ratio(value=0),
        growth(measure="share", value=10),
    ],
    ids=lambda relative: f"{relative.measure} {relative.value} to {relative.refers_to}",
)
def test_base_values_without_a_sound_base_are_not_derived(relative: Claim) -> None:
    assert base_values([quantity(), relative]) == ()


def test_base_values_need_a_level_that_still_stands() -> None:
    assert base_values([quantity(status="superseded"), growth()]) == ()


@pytest.mark.parametrize("period", [UNDATED, make_year(2024)])
def test_base_values_accept_a_level_without_days(period: Period) -> None:
    assert len(base_values([quantity(period=period), growth()])) == 1


# --- shares


def test_shares_of_demand_are_percent_of_a_year() -> None:
    indicator = only(shares_of_demand([quantity(qualifier="over"), demand(kind="estimate")]))
    assert indicator.words == "about 39%"
    assert indicator.label == "Share of demand for LPG in Afghanistan"
    assert indicator.note == "The demand is given without a year."


def test_shares_of_demand_of_a_dated_demand_need_no_note() -> None:
    assert only(shares_of_demand([quantity(), demand(period=make_year(2024))])).note == ""


def test_shares_of_demand_name_every_estimate() -> None:
    estimates = [demand("low", value=500_000), demand("high", source=OTHER_PAPER)]
    assert len(shares_of_demand([quantity(), *estimates])) == 2


@pytest.mark.parametrize(
    ("imports", "wanted"),
    [
        ({"period": EARLY_2025}, {}),
        ({"period": UNDATED}, {}),
        ({"flow": "export"}, {}),
        ({"kind": "plan"}, {}),
        ({"reporter": RUSSIA}, {}),
        ({"product": GOODS}, {}),
        ({"unit": "t/year"}, {}),
        ({}, {"kind": "forecast"}),
        ({}, {"value": 0}),
        ({}, {"unit": "t"}),
        ({}, {"period": make_year(2020)}),
    ],
    ids=str,
)
def test_shares_of_demand_of_unlike_claims_are_not_derived(
    imports: dict[str, Any], wanted: dict[str, Any]
) -> None:
    assert shares_of_demand([quantity(**imports), demand(**wanted)]) == ()


def test_shares_of_total_stand_against_the_reporters_world_total() -> None:
    indicator = only(shares_of_total([quantity(), quantity("all", partner=WORLD, value=1_100_000)]))
    assert indicator.value == 25
    assert indicator.label == "Share of Russia in the imports of Afghanistan, LPG"
    assert indicator.formula == "quantity with one partner / quantity with the world"
    assert indicator.note == ""


def test_shares_of_total_reach_across_mirror_flows() -> None:
    part = value(valuation="cif")
    total = value(
        "all", reporter=RUSSIA, partner=WORLD, flow="export", value=1_320_000_000, valuation="fob"
    )
    indicator = only(shares_of_total([part, total]))
    assert indicator.value == 10
    assert indicator.label == "Share of Afghanistan in the exports of Russia, LPG"
    assert indicator.note == (
        "CIF and FOB values are mixed. "
        "The part is as Afghanistan reports it, the total as Russia does."
    )


def test_shares_of_total_of_an_export_reach_the_importers_total() -> None:
    part = quantity(reporter=RUSSIA, partner=AFGHANISTAN, flow="export")
    indicator = only(shares_of_total([part, quantity("all", partner=WORLD)]))
    assert indicator.label == "Share of Russia in the imports of Afghanistan, LPG"


def test_shares_of_total_of_turnover_stand_against_turnover() -> None:
    claims = [
        make_total(),
        make_total("all", partner=WORLD),
        make_total("all-af", reporter=AFGHANISTAN, partner=WORLD),
    ]
    assert {indicator.label for indicator in shares_of_total(claims)} == {
        "Share of Afghanistan in the trade of Russia, All goods",
        "Share of Russia in the trade of Afghanistan, All goods",
    }


def test_shares_of_total_prefer_the_total_in_the_same_source() -> None:
    totals = [
        quantity("all", partner=WORLD),
        quantity("all-elsewhere", partner=WORLD, source=OTHER_PAPER),
    ]
    assert inputs_of(shares_of_total([quantity(), *totals])) == [("tonnes", "all")]


@pytest.mark.parametrize(
    "overrides",
    [
        {"flow": "export"},
        {"product": GOODS},
        {"measure": "price", "unit": "USD/t"},
        {"period": make_year(2023)},
        {"period": UNDATED},
        {"kind": "forecast"},
        {"partner": None},
        {"status": "rejected"},
    ],
    ids=str,
)
def test_shares_of_total_of_unlike_claims_are_not_derived(overrides: dict[str, Any]) -> None:
    total = quantity("all", partner=WORLD)
    assert shares_of_total([quantity(**overrides), total]) == ()


def test_shares_of_total_of_nothing_are_not_derived() -> None:
    assert shares_of_total([quantity(), quantity("all", partner=WORLD, value=0)]) == ()


# --- turnovers


def test_turnovers_add_exports_and_imports_of_one_account() -> None:
    exports = value("sold", flow="export", value=16_000_000, qualifier="over", valuation="fob")
    indicator = only(turnovers([value("bought", value=323_000_000, valuation="cif"), exports]))
    assert indicator.id == "turnover.sold.bought"
    assert indicator.value == 339_000_000
    assert indicator.words == "at least about $340 million"
    assert indicator.expression == "$16,000,000 + $323,000,000 = $339,000,000"
    assert indicator.label == "LPG, exports plus imports, 2024"
    assert indicator.note == "FOB and CIF values are mixed."


@pytest.mark.parametrize(
    "overrides",
    [
        {"reporter": RUSSIA},
        {"partner": WORLD},
        {"product": GOODS},
        {"period": make_year(2023)},
        {"period": UNDATED},
        {"source": OTHER_PAPER},
        {"unit": "t"},
        {"kind": "plan"},
        {"flow": "import"},
        {"status": "superseded"},
    ],
    ids=lambda overrides: next(iter(overrides)),
)
def test_turnovers_of_unlike_claims_are_not_derived(overrides: dict[str, Any]) -> None:
    assert turnovers([value("sold", **{"flow": "export", **overrides}), value("bought")]) == ()


# --- targets


def test_target_multiples_without_a_dated_baseline_say_why_there_is_no_growth() -> None:
    baseline = make_total(value=560_000_000, qualifier="about", period=UNDATED)
    indicator = only(target_multiples([target()], baseline))
    assert indicator.id == "target-multiple.target.total-a"
    assert indicator.label == "Multiple needed for the 2025 target"
    assert indicator.value == Decimal(300) / 56
    assert indicator.words == "about 5.4 times"
    assert indicator.note == "No yearly growth: the baseline names no year."
    assert target_growth([target()], baseline) == ()


def test_target_growth_is_the_yearly_rate_between_year_ends() -> None:
    late = target(value=5_600_000_000 * 8 / 10, period=make_year(2027))
    indicator = only(target_growth([late], make_total(qualifier="over")))
    assert indicator.value == pytest.approx(Decimal(100))
    assert indicator.words == "at most about 100%"
    assert indicator.label == "Yearly growth needed for the 2027 target"
    assert indicator.expression.startswith("($4,480,000,000 / $560,000,000) ^ (1 / 3) - 1 ")
    assert only(target_multiples([late], make_total())).note == ""


def test_target_growth_from_a_solar_year_counts_days() -> None:
    indicator = only(target_growth([target(period=make_year(2030))], make_total(period=SOLAR_1403)))
    years = 2112 / 365.25
    assert float(indicator.value) == pytest.approx(((3000 / 560) ** (1 / years) - 1) * 100)


@pytest.mark.parametrize("period", [SOLAR_1403, make_year(2025), make_year(2026)])
def test_target_growth_over_less_than_a_year_is_not_derived(period: Period) -> None:
    baseline = make_total(period=period)
    assert target_growth([target()], baseline) == ()
    assert only(target_multiples([target()], baseline)).note == (
        "No yearly growth: the target ends less than a year after the baseline."
    )


@pytest.mark.parametrize(
    "overrides",
    [
        {"flow": "export"},
        {"product": GOODS, "measure": "quantity", "unit": "t"},
        {"reporter": WORLD},
        {"kind": "target"},
        {"kind": "forecast"},
        {"period": EARLY_2025},
        {"value": 0},
        {"status": "rejected"},
    ],
    ids=str,
)
def test_target_multiples_of_an_unfair_baseline_are_not_derived(overrides: dict[str, Any]) -> None:
    assert target_multiples([target()], make_total(**overrides)) == ()


@pytest.mark.parametrize(
    "overrides",
    [{"status": "rejected"}, {"period": UNDATED}, {"value": 0}, {"kind": "plan"}],
    ids=str,
)
def test_target_multiples_of_an_unusable_target_are_not_derived(overrides: dict[str, Any]) -> None:
    assert target_multiples([target(**overrides)], make_total()) == ()


def test_target_multiples_take_areas_of_turnover_as_a_set() -> None:
    turned = make_total(reporter=AFGHANISTAN, partner=RUSSIA)
    assert len(target_multiples([target()], turned)) == 1


def test_target_multiples_keep_the_two_directions_of_trade_apart() -> None:
    wanted = target(flow="export")
    mirror = value(product=GOODS)
    opposite = value(product=GOODS, flow="export")
    assert len(target_multiples([wanted], mirror)) == 1
    assert target_multiples([wanted], opposite) == ()


def test_target_multiples_of_demand_need_no_partner() -> None:
    wanted = demand("wanted", kind="target", period=make_year(2030))
    assert only(target_multiples([wanted], demand(value=350_000))).value == 2


def test_target_outcomes_of_the_whole_year_need_no_note() -> None:
    indicator = only(target_outcomes([target(), make_total(period=make_year(2025))]))
    assert indicator.id == "target-outcome.total-a.target"
    assert indicator.words == "about 19%"
    assert indicator.label == "Share of the 2025 target reached"
    assert indicator.note == ""


def test_target_outcomes_of_a_part_year_say_so() -> None:
    indicator = only(target_outcomes([target(), make_total(period=EARLY_2025)]))
    assert indicator.note == "It covers Jan-Feb 2025, a part of the target's 2025."


@pytest.mark.parametrize(
    "overrides",
    [
        {"period": make_year(2024)},
        {"period": SOLAR_1403},
        {"period": UNDATED},
        {"kind": "forecast"},
        {"flow": "export"},
        {"measure": "growth", "of": "value", "unit": "percent"},
        {"status": "rejected"},
    ],
    ids=str,
)
def test_target_outcomes_of_other_claims_are_not_derived(overrides: dict[str, Any]) -> None:
    claim = make_total(**{"period": make_year(2025), **overrides})
    assert target_outcomes([target(), claim]) == ()


# --- run rates


def test_run_rates_of_whole_months_scale_by_months() -> None:
    indicator = only(run_rates([quantity(value=71_000, period=EARLY_2025)]))
    assert indicator.id == "run-rate.tonnes"
    assert indicator.value == 426_000
    assert indicator.words == "about 430,000 t a year"
    assert indicator.formula == "quantity × 12 / months"
    assert indicator.expression == "71,000 t × 12 / 2 = 426,000 t a year"
    assert indicator.label == "LPG, Jan-Feb 2025, scaled to twelve months"
    assert "scaled to twelve months" in indicator.note


def test_run_rates_of_cut_months_scale_by_days() -> None:
    period = make_period("2024-03-20", "2024-05-31")
    indicator = only(run_rates([value(value=73_000_000, period=period)]))
    assert indicator.value == 365_000_000
    assert indicator.unit == "USD/year"
    assert indicator.formula == "value × 365 / days"


@pytest.mark.parametrize(
    "overrides",
    [
        {"period": make_year(2025)},
        {"period": SOLAR_1403},
        {"period": UNDATED},
        {"period": make_period("2025-01-01")},
        {"kind": "target"},
        {"kind": "plan"},
        {"kind": "forecast"},
        {"measure": "growth", "of": "value", "unit": "percent"},
        {"measure": "price", "unit": "USD/t"},
        {"status": "rejected"},
    ],
    ids=str,
)
def test_run_rates_of_other_claims_are_not_derived(overrides: dict[str, Any]) -> None:
    assert run_rates([quantity(**{"period": EARLY_2025, **overrides})]) == ()


# --- all together

EVERYTHING = (
    quantity(),
    value(),
    growth(),
    demand(),
    quantity("all", partner=WORLD, value=1_000_000),
    value("sold", flow="export", value=15_000_000),
    target(),
    make_total(period=EARLY_2025),
)
KINDS = {
    "unit-value",
    "base-value",
    "share-of-demand",
    "share-of-total",
    "turnover",
    "target-outcome",
    "run-rate",
}


def test_compute_gives_every_kind_that_needs_no_baseline() -> None:
    indicators = compute(iter(EVERYTHING))
    assert {indicator.kind for indicator in indicators} == KINDS
    assert len({indicator.id for indicator in indicators}) == len(indicators)


def test_indicators_from_a_claim_are_those_that_rest_on_it() -> None:
    indicators = compute(EVERYTHING)
    assert {found.kind for found in indicators_from("sold", indicators)} == {"turnover"}
    assert indicators_from("elsewhere", indicators) == ()


@given(st.permutations(EVERYTHING))
def test_compute_does_not_depend_on_the_order_of_claims(claims: list[Claim]) -> None:
    assert compute(claims) == compute(EVERYTHING)


@pytest.mark.parametrize("status", ["rejected", "superseded"])
@given(place=st.integers(0, len(EVERYTHING) - 1))
def test_compute_never_rests_on_a_withdrawn_claim(status: str, place: int) -> None:
    claims = list(EVERYTHING)
    claims[place] = replace(claims[place], status=status)
    indicators = compute(claims)
    assert indicators_from(claims[place].id, indicators) == ()
    assert indicators


# --- laws

amounts = st.decimals(1, 10**12, places=2)
SCALED: dict[str, Callable[[Claim], tuple[Indicator, ...]]] = {
    "unit-value": lambda claim: unit_values([replace(value(), value=claim.value), quantity()]),
    "base-value": lambda claim: base_values([claim, growth()]),
    "share-of-demand": lambda claim: shares_of_demand([claim, demand()]),
    "share-of-total": lambda claim: shares_of_total([claim, quantity("all", partner=WORLD)]),
    "target-multiple": lambda claim: target_multiples(
        [replace(target(), value=claim.value)], make_total()
    ),
    "target-outcome": lambda claim: target_outcomes(
        [target(period=make_year(2024)), make_total(value=str(claim.value))]
    ),
    "run-rate": lambda claim: run_rates([replace(claim, period=EARLY_2025)]),
}


@pytest.mark.parametrize("kind", SCALED)
@given(amount=amounts, factor=st.integers(2, 1000))
def test_scaling_an_input_scales_the_result(kind: str, amount: Decimal, factor: int) -> None:
    once = only(SCALED[kind](quantity(value=str(amount))))
    scaled = only(SCALED[kind](quantity(value=str(amount * factor))))
    assert abs(scaled.value / once.value / factor - 1) < Decimal("1e-20")


@pytest.mark.parametrize("kind", SCALED)
@given(amount=st.integers(1, 10**12))
def test_words_carry_no_more_digits_than_the_weakest_input(kind: str, amount: int) -> None:
    indicator = only(SCALED[kind](quantity(value=amount)))
    weakest = min(len(claim.value.normalize().as_tuple().digits) for claim in indicator.inputs)
    (number,) = re.findall(r"\d[\d,.]*", indicator.words)
    digits = Decimal(number.replace(",", "")).normalize().as_tuple().digits
    assert len(digits) <= max(weakest, MIN_DIGITS)


@given(amounts, amounts)
def test_base_value_and_multiple_undo_each_other(level: Decimal, times: Decimal) -> None:
    indicator = only(base_values([quantity(value=str(level)), ratio(value=str(times))]))
    assert abs(indicator.value * times / level - 1) < Decimal("1e-20")


@given(st.decimals("1.01", 50, places=2), st.integers(1, 40))
def test_target_growth_compounds_to_the_multiple(multiple: Decimal, years: int) -> None:
    wanted = target(value=str(multiple), period=make_year(2024 + years))
    indicator = only(target_growth([wanted], make_total(value=1)))
    compounded: Decimal = (1 + indicator.value / 100) ** years
    assert abs(compounded / multiple - 1) < Decimal("1e-20")


@given(amounts)
def test_parts_of_a_total_have_shares_that_sum_to_one_hundred(part: Decimal) -> None:
    rest = quantity("rest", value="500.5", partner=replace(RUSSIA, key="IR", label="Iran"))
    claims = [
        quantity(value=str(part)),
        rest,
        quantity("all", partner=WORLD, value=str(part + rest.value)),
    ]
    shares = [indicator.value for indicator in shares_of_total(claims)]
    assert len(shares) == 2
    assert abs(sum(shares, Decimal(0)) - 100) < Decimal("1e-20")
