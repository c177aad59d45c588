"""What targets need from a claim, and what was stated for their year."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.support.factories import GOODS, WORLD, make_total, make_year
from tests.support.samples import (
    EARLY_2025,
    NO_PERIOD,
    SOLAR_1403,
    fitting,
    million,
    only,
    target,
    value,
)
from tradedata.computed.targets import (
    most_reached,
    target_growth,
    target_multiples,
    target_outcomes,
)
from tradedata.data.periods import Period


def test_target_multiples_without_a_dated_baseline_say_why_there_is_no_growth() -> None:
    baseline = make_total(value=560_000_000, qualifier="about", period=NO_PERIOD)
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
    assert indicator.formula == "(target / baseline) to the power of 1 / years, minus 1"
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
    ("baseline", "note"),
    [
        ({"period": make_year(2025)}, "ends less than a year after the baseline."),
        ({"period": make_year(2026)}, "ends less than a year after the baseline."),
        ({"value": 3_000_000_000}, "is no more than the baseline."),
        ({"value": 4_000_000_000, "period": make_year(2023)}, "is no more than the baseline."),
    ],
    ids=["its own year", "later", "as much", "more"],
)
def test_target_that_is_over_or_reached_needs_nothing(baseline: dict[str, Any], note: str) -> None:
    claim = make_total(**baseline)
    indicator = only(target_multiples([target()], claim))
    assert indicator.label == "The 2025 target as a multiple of what was stated"
    assert indicator.note == f"No yearly growth: the target {note}"
    assert target_growth([target()], claim) == ()


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
    [{"status": "rejected"}, {"period": NO_PERIOD}, {"value": 0}, {"kind": "plan"}],
    ids=str,
)
def test_target_multiples_of_an_unusable_target_are_not_derived(overrides: dict[str, Any]) -> None:
    assert target_multiples([target(**overrides)], make_total()) == ()


def test_target_multiples_keep_the_two_directions_of_trade_apart() -> None:
    wanted = target(flow="export")
    mirror = value(product=GOODS)
    opposite = value(product=GOODS, flow="export")
    assert len(target_multiples([wanted], mirror)) == 1
    assert target_multiples([wanted], opposite) == ()
    assert (
        target_multiples([replace(wanted, partner=None)], make_total(flow="import", partner=None))
        == ()
    )


def test_target_outcomes_of_the_whole_year_need_no_note() -> None:
    indicator = only(target_outcomes([target(), make_total(period=make_year(2025))]))
    assert indicator.id == "target-outcome.total-a.target"
    assert indicator.words == "about 19%"
    assert indicator.label == "Share of the 2025 target reached"
    assert indicator.note == ""


def test_target_outcomes_of_a_part_year_say_so() -> None:
    indicator = only(target_outcomes([target(), make_total(period=EARLY_2025)]))
    assert indicator.note == "Covers Jan-Feb 2025, a part of the target's 2025."


@pytest.mark.parametrize(
    "overrides",
    [
        {"period": make_year(2024)},
        {"period": SOLAR_1403},
        {"period": NO_PERIOD},
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


def test_most_reached_is_of_a_count_of_its_own_where_there_is_one() -> None:
    year = make_year(2025)
    low, high = million("low", 300, period=year), million("high", 400, period=year, **fitting("x"))
    alone = target_outcomes((target(), high))
    assert most_reached(alone) == (alone[0], "")
    most, left_out = most_reached(target_outcomes((target(), low, high)))
    assert (most.inputs[0], left_out) == (low, "arithmetic on others apart")
    assert most_reached(target_outcomes((target(), low)))[1] == ""
    doubted = million("doubted", 500, period=year, status="doubtful")
    most, left_out = most_reached(target_outcomes((target(), low, high, doubted)))
    assert (most.inputs[0], left_out) == (low, "arithmetic on others and what is doubtful apart")
    most, left_out = most_reached(target_outcomes((target(), high, doubted)))
    assert (most.inputs[0], left_out) == (doubted, "")
