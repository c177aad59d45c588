"""Overlaps: which amounts would be counted twice, by rule and in words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.factories import GOODS, TRADER, WORLD, make_claim, make_period, make_year
from tests.support.samples import EARLY_2025, MIRROR, NO_PERIOD, SOLAR_1403, many_claims
from tradedata.compare.statements import statements
from tradedata.computed.overlaps import counted_twice
from tradedata.data.claims import Claim

SOLAR = make_claim("solar", value=275_000, qualifier="over", period=SOLAR_1403)
EARLY = make_claim("early", value=71_000, claimant=None, period=EARLY_2025)
ELEVEN = make_claim(
    "eleven", value=418_000, period=make_period("2025-01-01", "2025-11-30", "Jan-Nov 2025")
)
YEAR = make_claim("year", value=450_000, period=make_year(2025))


def twice(*claims: Claim) -> tuple[str, ...]:
    return counted_twice(statements(claims))


def test_counted_twice_names_both_periods_their_numbers_and_the_days() -> None:
    assert twice(SOLAR, EARLY) == (
        "Jan-Feb 2025 (71,000 t) lies wholly inside solar year 1403 (over 275,000 t): adding the "
        "two counts its 59 days twice.",
    )


def test_counted_twice_names_every_period_around_once_for_each_inside() -> None:
    assert twice(SOLAR, EARLY, ELEVEN) == (
        "Jan-Feb 2025 (71,000 t) lies wholly inside solar year 1403 (over 275,000 t) and "
        "Jan-Nov 2025 (418,000 t): adding it to either counts its 59 days twice.",
    )
    assert twice(YEAR, SOLAR, EARLY, ELEVEN) == (
        "Jan-Feb 2025 (71,000 t) lies wholly inside solar year 1403 (over 275,000 t), "
        "Jan-Nov 2025 (418,000 t) and 2025 (450,000 t): adding it to any of them counts its 59 "
        "days twice.",
        "Jan-Nov 2025 (418,000 t) lies wholly inside 2025 (450,000 t): adding the two counts its "
        "334 days twice.",
    )


def test_counted_twice_names_the_numbers_of_one_period_together() -> None:
    other = make_claim("other", value=70_000, claimant=TRADER, period=EARLY_2025)
    same = make_claim("same", value=70_000, period=EARLY_2025)
    assert twice(SOLAR, EARLY, other, same) == (
        "Jan-Feb 2025 (70,000 t and 71,000 t) lies wholly inside solar year 1403 (over 275,000 t): "
        "adding the two counts its 59 days twice.",
    )


def test_counted_twice_says_the_best_known_period_and_where_it_is_inferred() -> None:
    inferred = make_period("2025-01-01", "2025-02-28", "so far", "inferred")
    guessed = make_claim("guessed", value=70_000, period=inferred)
    (alone,) = twice(SOLAR, guessed)
    assert alone.startswith("Jan-Feb 2025 (70,000 t, period inferred) lies")
    (words,) = twice(SOLAR, guessed, EARLY)
    assert words.startswith("Jan-Feb 2025 (70,000 t and 71,000 t) lies")


@pytest.mark.parametrize(
    ("part", "whole", "larger"),
    [
        ({"value": 500_000}, {}, "500,000 t, is stated as more than the whole, 450,000 t."),
        ({"value": 500_000}, {"value": 480_000, "qualifier": "over"}, ""),
        ({"value": 455_000, "kind": "estimate"}, {}, ""),
        ({"value": 450_000}, {}, ""),
    ],
    ids=["larger", "within the hedge", "within an estimate", "as large"],
)
def test_counted_twice_says_where_a_part_is_more_than_its_whole(
    part: dict[str, Any], whole: dict[str, Any], larger: str
) -> None:
    (words,) = twice(
        make_claim("part", period=ELEVEN.period, **part),
        make_claim("whole", period=YEAR.period, **{"value": 450_000, **whole}),
    )
    assert words.endswith(f"twice; the part, {larger}" if larger else "twice.")


def test_counted_twice_takes_an_export_for_the_partner_s_import() -> None:
    (words,) = twice(SOLAR, make_claim("export", value=71_000, period=EARLY_2025, **MIRROR))
    assert words.startswith("Jan-Feb 2025 (71,000 t) lies wholly inside solar year 1403")


@pytest.mark.parametrize(
    "overrides",
    [
        {"period": SOLAR_1403},
        {"period": make_year(2024)},
        {"period": make_period("2025-03-01", "2025-03-31")},
        {"period": NO_PERIOD},
        {"period": make_period("2025-01-01")},
        {"kind": "plan"},
        {"unit": "t/year"},
        {"measure": "price", "unit": "USD/t"},
        {"measure": "value", "unit": "USD"},
        {"measure": "growth", "of": "quantity", "unit": "percent"},
        {"partner": WORLD},
        {"flow": "export"},
        {"product": GOODS},
        {"status": "rejected"},
    ],
    ids=str,
)
def test_counted_twice_says_nothing_of_other_amounts(overrides: dict[str, Any]) -> None:
    assert twice(SOLAR, make_claim("early", **{"period": EARLY_2025, **overrides})) == ()


@given(st.permutations((YEAR, SOLAR, EARLY, ELEVEN)))
def test_counted_twice_does_not_depend_on_the_order_of_claims(claims: list[Claim]) -> None:
    assert twice(*claims) == twice(YEAR, SOLAR, EARLY, ELEVEN)


@given(many_claims())
def test_counted_twice_law_an_amount_alone_is_counted_once(claims: tuple[Claim, ...]) -> None:
    assert all(twice(claim) == () for claim in claims)
