"""Rates: a part of a year scaled to twelve months, and what the days after it add."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from tests.support.factories import MINISTER, TRADER, WORLD, make_period, make_source
from tests.support.samples import EARLY_2025, many_claims, only, quantity, value
from tradedata.computed.rates import additions, run_rates
from tradedata.data.claims import Claim

SEVEN = quantity("seven", value=270_000, qualifier="almost", origin="july")
SEVEN = replace(SEVEN, period=make_period("2024-01-01", "2024-07-31"))
EIGHT = make_period("2024-01-01", "2024-08-31")
LONGER = quantity("eight", value=330_000, origin="august", period=EIGHT)


def share_of_eight_months() -> tuple[Claim, Claim]:
    share: dict[str, Any] = {
        "measure": "share",
        "of": "quantity",
        "unit": "percent",
        "origin": "august",
    }
    return (
        quantity("share", value="34.8", period=EIGHT, **share),
        quantity("all", value=830_000, qualifier="over", partner=WORLD, period=EIGHT),
    )


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
    period = make_period("2025-03-20", "2025-05-31")
    indicator = only(run_rates([value(value=73_000_000, period=period)]))
    assert indicator.value == 365_000_000
    assert indicator.unit == "USD/year"
    assert indicator.formula == "value × 365 / days"


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        ("2025-01-01", "2025-01-31", 0),
        ("2025-01-01", "2025-02-28", 1),
        ("2025-01-15", "2025-03-13", 0),
        ("2025-01-15", "2025-03-14", 1),
    ],
)
def test_run_rates_need_two_whole_months(start: str, end: str, count: int) -> None:
    assert len(run_rates([quantity(period=make_period(start, end))])) == count


@pytest.mark.parametrize(
    ("start", "end", "factor"),
    [
        ("2024-03-20", "2024-11-20", "12 / 8"),
        ("2025-03-21", "2025-11-21", "12 / 8"),
        ("2024-12-21", "2025-03-20", "12 / 3"),
        ("2024-01-01", "2024-11-16", "366 / 321"),
        ("2023-10-10", "2024-04-05", "366 / 179"),
        ("2024-03-01", "2024-11-30", "12 / 9"),
        ("2024-03-02", "2024-11-16", "365 / 260"),
        ("2025-01-01", "2025-11-16", "365 / 320"),
    ],
)
def test_run_rates_scale_by_the_months_of_either_calendar_or_days_of_the_year(
    start: str, end: str, factor: str
) -> None:
    indicator = only(run_rates([quantity(value=100, period=make_period(start, end))]))
    assert f"× {factor} " in indicator.expression


def test_run_rates_say_where_a_longer_part_contradicts_them() -> None:
    rate = next(each for each in run_rates([SEVEN, *share_of_eight_months()], WORLD))
    assert rate.words == "at most about 460,000 t a year"
    assert rate.note.endswith(
        "By what the same speaker gives for a longer part, Aug 2024 adds at least about 19,000 t, "
        "less than at this pace: the rate is too high."
    )
    more = run_rates([SEVEN, LONGER])[0]
    assert more.note.endswith(
        "adds at least about 60,000 t, more than at this pace: the rate is too low."
    )
    steady = replace(LONGER, value=Decimal(308_000))
    assert "longer part" not in run_rates([SEVEN, steady])[0].note


def test_additions_are_what_the_days_after_come_to() -> None:
    added = only(additions([SEVEN, *share_of_eight_months()], WORLD))
    assert added.id == "addition.share.all.seven"
    assert added.words == "at least about 19,000 t"
    assert added.expression == "(830,000 t × 34.8%) - 270,000 t = 18,840 t"
    assert added.period == make_period("2024-08-01", "2024-08-31")
    assert added.period.span == "Aug 2024"
    assert not added.is_mark


@pytest.mark.parametrize(
    "fields",
    [
        {"claimant": TRADER},
        {"value": Decimal(270_000)},
        {"flow": "export"},
        {"kind": "plan"},
        {"period": make_period("2024-02-01", "2024-08-31")},
        {"period": make_period("2024-01-01", "2025-12-31")},
        {"period": make_period("2024-01-01", "2024-07-31")},
    ],
    ids=str,
)
def test_additions_of_unlike_numbers_are_not_given(fields: dict[str, Any]) -> None:
    assert additions([SEVEN, LONGER])
    assert additions([SEVEN, replace(LONGER, **fields)]) == ()
    assert additions([replace(each, claimant=None) for each in (SEVEN, LONGER)]) == ()


def test_additions_take_one_length_after_the_other() -> None:
    nine = replace(LONGER, id="nine", origin="september", value=Decimal(350_000))
    nine = replace(nine, period=make_period("2024-01-01", "2024-09-30"))
    reprint = replace(nine, id="reprint", source=make_source("other"))
    found = additions([SEVEN, LONGER, nine, reprint])
    assert [each.id for each in found] == ["addition.eight.seven", "addition.nine.eight"]


@given(many_claims())
def test_additions_law_shorter_and_addition_make_the_longer(claims: tuple[Claim, ...]) -> None:
    for added in additions(claims, WORLD):
        longer, shorter = added.inputs
        assert longer.claimant == shorter.claimant
        assert added.value + shorter.value == longer.value
        assert (added.period.days or 0) + (shorter.period.days or 0) == longer.period.days
        assert longer.claimant in (MINISTER, TRADER)
