"""What claims imply about one another, and when nothing is derived."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.factories import (
    AFGHANISTAN,
    COLLECTION,
    GOODS,
    RUSSIA,
    TRADER,
    WORLD,
    make_period,
    make_source,
    make_total,
    make_year,
    shipped_data,
)
from tests.support.samples import (
    EARLY_2024,
    EARLY_2025,
    MIRROR,
    NO_PERIOD,
    NOW,
    SOLAR_1403,
    demand,
    growth,
    inputs_of,
    official,
    only,
    quantity,
    ratio,
    target,
    value,
)
from tradedata.computed.catalogue import computed_of
from tradedata.computed.derivations import (
    balances,
    base_values,
    turnovers,
    unit_values,
)
from tradedata.computed.indicators import Indicator, indicators_from
from tradedata.computed.rates import run_rates
from tradedata.computed.shares import shares_of_demand, shares_of_total
from tradedata.computed.targets import target_multiples, target_outcomes
from tradedata.data.claims import Claim
from tradedata.data.numerals.digits import MIN_DIGITS
from tradedata.data.periods import Period

OTHER_PAPER = make_source("other")
THIRD_PAPER = make_source("third")
ALL = quantity("all", partner=WORLD)


@pytest.mark.parametrize(
    ("inputs", "exact", "words"),
    [
        ("lpg-value-jawad-diplomat lpg-tonnes-jawad-diplomat", 480, "at most about $480 a tonne"),
        ("lpg-tonnes-early-2025-diplomat lpg-growth-early-2025-diplomat",
         Decimal(71_000) / Decimal("1.52"), "about 47,000 t"),
        ("lpg-tonnes-jawad-diplomat lpg-demand-diplomat", Decimal(275) / 7, "about 39%"),
        ("flour-value-2024-ipsc flour-ratio-2024-ipsc", 40_000_000, "about $40 million"),
        ("trade-center-diplomat trade-ratio-center-diplomat", 200_000_000, "about $200 million"),
        ("target-2025-ipsc trade-center-diplomat", 3, "about 3.0 times"),
        ("target-2025-ipsc trade-overchuk-diplomat", Decimal(300) / 56, "about 5.4 times"),
    ],
)  # fmt: skip
def test_shipped_claims_give_the_numbers_their_articles_imply(
    inputs: str, exact: Decimal | int, words: str
) -> None:
    claims = shipped_data().claims
    (baseline,) = (claim for claim in claims if claim.id == inputs.split()[1])
    found = only(
        indicator
        for indicator in (*computed_of(claims, COLLECTION), *target_multiples(claims, baseline))
        if " ".join(claim.id for claim in indicator.inputs) == inputs
    )
    assert (found.value, found.words) == (exact, words)


@pytest.mark.parametrize(("period", "count"), [(NOW, 1), (NO_PERIOD, 0)])
def test_unit_values_without_days_need_the_same_words_for_the_period(
    period: Period, count: int
) -> None:
    assert len(unit_values([quantity(period=period), value(period=period)])) == count


def test_unit_values_of_running_levels_use_yearly_units() -> None:
    claims = [quantity(period=NOW, unit="t/year"), value(period=NOW, unit="USD/year")]
    assert only(unit_values(claims)).unit == "USD/t"


def test_unit_values_and_turnovers_are_in_the_currency_of_their_inputs() -> None:
    lari = value("lari", unit="GEL", value=275_000_000)
    prices = unit_values([quantity(), value(), lari])
    assert [price.words for price in prices] == ["about $480 a tonne", "about GEL\xa01,000 a tonne"]
    sold, bought = official(1999, unit="GEL"), official(1999, "import")
    both = only(turnovers([sold, bought, replace(bought, id="lari", unit="GEL")]))
    assert (both.id, both.unit) == ("turnover.ru-export-1999.lari", "GEL")


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
    center = {"claimant": TRADER, "origin": "center", "period": NO_PERIOD}
    level = make_total("level", value=1_000_000_000, qualifier="about", **center)
    multiple = ratio(of="value", base=make_year(2021), refers_to="level", **center)
    year = make_year(2022)
    earlier = replace(level, id="earlier", value=Decimal(170_000_000), period=year, own_period=year)
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
        ratio(value=0),
        growth(measure="share", value=10),
    ],
    ids=lambda relative: f"{relative.measure} {relative.value} to {relative.refers_to}",
)
def test_base_values_without_a_sound_base_are_not_derived(relative: Claim) -> None:
    assert base_values([quantity(), relative]) == ()


def test_base_values_accept_a_level_without_days() -> None:
    assert len(base_values([quantity(period=NO_PERIOD), growth()])) == 1


def test_base_values_that_the_same_page_states_are_not_drawn() -> None:
    stated = quantity("before", value=40_000, period=make_year(2023))
    claims = [quantity(value=71_000), growth()]
    assert only(base_values(claims)).is_mark
    base = only(base_values([*claims, stated]))
    assert not base.is_mark
    assert base.note == "The same page gives 40,000 t for 2023: the implied number is not drawn."
    assert only(base_values([*claims, replace(stated, source=OTHER_PAPER)])).is_mark


def test_balances_give_one_sides_exports_in_percent_of_its_imports() -> None:
    seen = [value("sold", flow="export", value=2_000_000), value("bought", value=172_000_000)]
    balance = only(balances(seen, AFGHANISTAN))
    assert balance.id == "balance.sold.bought"
    assert balance.words == "about 1.2%"
    assert balance.expression == "$2,000,000 / $172,000,000 ≈ 1.16279%"
    assert balance.label == (
        "Exports of Afghanistan to Russia in percent of imports, LPG, as reported by Afghanistan"
    )
    mirror = [
        value("theirs", **{**MIRROR, "value": 150_000_000, "valuation": "fob"}),
        value("back", **{**MIRROR, "flow": "import", "value": 3_000_000, "valuation": "cif"}),
    ]
    other = only(balances(mirror, AFGHANISTAN))
    assert other.id == "balance.back.theirs"
    assert other.value == 2
    assert other.label.endswith("as reported by Russia")
    assert other.note == "CIF and FOB values are mixed."
    assert balances(seen, WORLD) == ()
    assert balances([seen[0], replace(seen[1], value=Decimal(0))], AFGHANISTAN) == ()


def test_turnovers_add_exports_and_imports_of_one_account() -> None:
    exports = value("sold", flow="export", value=16_000_000, qualifier="over", valuation="fob")
    indicator = only(turnovers([value("bought", value=323_000_000, valuation="cif"), exports]))
    assert indicator.id == "turnover.sold.bought"
    assert indicator.value == 339_000_000
    assert indicator.words == "at least about $339 million"
    assert indicator.digits_words == (
        "3 significant digits, down to the last place of its coarsest input"
    )
    assert indicator.expression == "$16,000,000 + $323,000,000 = $339,000,000"
    assert indicator.label == "LPG, exports plus imports, 2024"
    assert indicator.note == "FOB and CIF values are mixed."


# What gives a number, and the changes in one of its claims after which there is none.
Derive = Callable[..., tuple[Indicator, ...]]
UNLIKE: dict[str, tuple[Derive, list[dict[str, Any]]]] = {
    "unit value": (
        lambda **changed: unit_values([quantity(**changed), value()]),
        [
            {"claimant": TRADER},
            {"origin": "another-speech"},
            {"reporter": RUSSIA},
            {"partner": WORLD},
            {"flow": "export"},
            {"product": GOODS},
            {"period": make_year(2023)},
            {"period": NO_PERIOD},
            {"unit": "t/year"},
            {"value": 0},
        ],
    ),
    "share of demand": (
        lambda **changed: shares_of_demand([quantity(**changed), demand()]),
        [
            {"period": EARLY_2025},
            {"period": NO_PERIOD},
            {"flow": "export"},
            {"reporter": RUSSIA},
            {"product": GOODS},
            {"unit": "t/year"},
        ],
    ),
    "share of that demand": (
        lambda **changed: shares_of_demand([quantity(), demand(**changed)]),
        [{"value": 0}, {"unit": "t"}, {"period": make_year(2020)}],
    ),
    "share of total": (
        lambda **changed: shares_of_total([quantity(**changed), ALL], WORLD),
        [
            {"flow": "export"},
            {"product": GOODS},
            {"measure": "price", "unit": "USD/t"},
            {"period": make_year(2023)},
            {"period": NO_PERIOD},
            {"partner": None},
        ],
    ),
    "share of that total": (
        lambda **changed: shares_of_total([quantity(), replace(ALL, **changed)], WORLD),
        [{"value": Decimal(0)}],
    ),
    "turnover": (
        lambda **changed: turnovers([value("sold", **{"flow": "export", **changed}), value()]),
        [
            {"reporter": RUSSIA},
            {"partner": WORLD},
            {"product": GOODS},
            {"period": make_year(2023)},
            {"period": NO_PERIOD},
            {"source": OTHER_PAPER},
            {"unit": "t"},
            {"flow": "import"},
        ],
    ),
    "run rate": (
        lambda **changed: run_rates([quantity(**{"period": EARLY_2025, **changed})]),
        [
            {"period": make_year(2025)},
            {"period": SOLAR_1403},
            {"period": NO_PERIOD},
            {"period": make_period("2025-01-01")},
            {"measure": "growth", "of": "value", "unit": "percent"},
            {"measure": "price", "unit": "USD/t"},
        ],
    ),
}
EXPECTED = [{"kind": kind} for kind in ("target", "plan", "forecast")]


@pytest.mark.parametrize(
    ("derive", "changed"),
    [
        pytest.param(derive, changed, id=f"{kind}: {changed}")
        for kind, (derive, changes) in UNLIKE.items()
        for changed in (*changes, *EXPECTED)
    ],
)
def test_derivations_of_unlike_claims_are_not_derived(
    derive: Derive, changed: dict[str, Any]
) -> None:
    assert len(derive()) == 1
    assert derive(**changed) == ()


EVERYTHING = (
    quantity(),
    value(),
    growth(),
    demand(),
    quantity("all", partner=WORLD, value=1_000_000),
    value("sold", flow="export", value=15_000_000),
    target(),
    make_total(period=EARLY_2025),
    value("seen", kind="statistic"),
    value("mirror", **MIRROR, kind="statistic"),
)
KINDS = {
    "balance",
    "mirror-gap",
    "unit-value",
    "base-value",
    "share-of-demand",
    "share-of-total",
    "turnover",
    "target-outcome",
    "run-rate",
}


def test_computed_of_gives_every_kind_that_needs_no_baseline() -> None:
    indicators = computed_of(iter(EVERYTHING), COLLECTION)
    assert {indicator.kind for indicator in indicators} == KINDS
    assert len({indicator.id for indicator in indicators}) == len(indicators)


def test_indicators_from_a_claim_are_those_that_rest_on_it() -> None:
    indicators = computed_of(EVERYTHING, COLLECTION)
    assert {found.kind for found in indicators_from("sold", indicators)} == {"turnover", "balance"}
    assert indicators_from("elsewhere", indicators) == ()


@given(st.permutations(EVERYTHING))
def test_computed_of_does_not_depend_on_the_order_of_claims(claims: list[Claim]) -> None:
    assert computed_of(claims, COLLECTION) == computed_of(EVERYTHING, COLLECTION)


@pytest.mark.parametrize("status", ["rejected", "superseded"])
@given(place=st.integers(0, len(EVERYTHING) - 1))
def test_computed_of_never_rests_on_a_withdrawn_claim(status: str, place: int) -> None:
    claims = list(EVERYTHING)
    claims[place] = replace(claims[place], status=status)
    indicators = computed_of(claims, COLLECTION)
    assert indicators_from(claims[place].id, indicators) == ()
    assert indicators


amounts = st.decimals(1, 10**12, places=2)
SCALED: dict[str, Callable[[Claim], tuple[Indicator, ...]]] = {
    "unit-value": lambda claim: unit_values([replace(value(), value=claim.value), quantity()]),
    "base-value": lambda claim: base_values([claim, growth()]),
    "share-of-demand": lambda claim: shares_of_demand([claim, demand()]),
    "share-of-total": lambda claim: shares_of_total([claim, ALL], WORLD),
    "target-multiple": lambda claim: target_multiples(
        [replace(target(), value=claim.value)], make_total()
    ),
    "target-outcome": lambda claim: target_outcomes(
        [target(period=make_year(2024)), make_total(value=str(claim.value))]
    ),
    "run-rate": lambda claim: run_rates([replace(claim, period=EARLY_2025)]),
}


@pytest.mark.parametrize("kind", SCALED)
@given(amount=st.integers(1, 10**12))
def test_words_carry_no_more_digits_than_the_weakest_input(kind: str, amount: int) -> None:
    indicator = only(SCALED[kind](quantity(value=amount)))
    weakest = min(len(claim.value.normalize().as_tuple().digits) for claim in indicator.inputs)
    (number,) = re.findall(r"\d[\d,.]*", indicator.words)
    digits = Decimal(number.replace(",", "")).normalize().as_tuple().digits
    assert len(digits) <= max(weakest, MIN_DIGITS)
