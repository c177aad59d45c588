"""Corroboration: which numbers are set beside each other over different days, and what is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.factories import (
    AFGHANISTAN,
    MINISTER,
    RUSSIA,
    TRADER,
    make_claim,
    make_period,
    make_source,
    make_year,
)
from tests.support.samples import EARLY_2025, NO_PERIOD, SOLAR_1403, many_claims, only
from tradedata.computed.corroboration import (
    NEARNESS_IN_WORDS,
    corroboration_sentence,
    corroborations,
)
from tradedata.data.claims import Claim
from tradedata.data.periods import Period

ELEVEN_MONTHS = make_period("2024-01-01", "2024-11-30", "Jan-Nov 2024")
ELEVEN_MONTHS_LATER = make_period("2025-01-01", "2025-11-30", "Jan-Nov 2025")


def minister(**overrides: Any) -> Claim:
    return make_claim(
        "minister",
        **{"value": 275_000, "qualifier": "over", "period": SOLAR_1403, **overrides},
    )


def trader(**overrides: Any) -> Claim:
    return make_claim("trader", **{"value": 280_000, "claimant": TRADER, **overrides})


def implied(**overrides: Any) -> tuple[Claim, Claim]:
    """The trader's 418,000 t, 1.5 times those of the eleven months a year before."""
    fields = {
        "claimant": TRADER,
        "reporter": RUSSIA,
        "partner": AFGHANISTAN,
        "flow": "export",
        "period": ELEVEN_MONTHS_LATER,
        "origin": "agency",
    }
    level = make_claim("later", **{"value": 418_000, **fields, **overrides})
    ratio = make_claim(
        "ratio",
        **{
            **fields,
            "value": "1.5",
            "measure": "ratio",
            "of": "quantity",
            "unit": "times",
            "base": replace(ELEVEN_MONTHS, basis="inferred", label=""),
            "refers_to": "later",
            **overrides,
        },
    )
    return level, ratio


def test_corroborations_set_a_claim_beside_an_implied_base() -> None:
    found = only(corroborations((minister(), *implied())))
    assert found.id == "corroboration.later.ratio.minister"
    assert found.formula.startswith("larger / smaller, the shorter period’s scaled")
    assert (found.kind, found.unit, found.is_mark) == ("corroboration", "times", False)
    assert round(found.value, 5) == Decimal("1.10710")
    assert found.words == "about 1.1 times"
    assert found.expression == "((418,000 t / 1.5 times) × 366 / 335) / 275,000 t ≈ 1.1071 times"
    assert found.label == (
        "LPG, quantity: over 275,000 t (A. Minister, solar year 1403) beside about 280,000 t "
        "implied (B. Trader, Jan-Nov 2024)"
    )
    assert found.inferred
    assert found.period.describe() == "solar year 1403 against Jan-Nov 2024"
    assert found.period.span == "20 Mar 2024 to 30 Nov 2024"
    assert found.note == (
        "solar year 1403 (20 Mar 2024 to 20 Mar 2025, solar year, 366 days) and Jan-Nov 2024 "
        "(part of a year, 335 days): 256 of 366 days are in both. "
        "They are not the same days, so this is no proof of either number. "
        "Nor are they of one length: Jan-Nov 2024 is scaled to the days of solar year 1403, at a "
        "steady pace. "
        "Hedged: ‘over’ A. Minister. "
        "To know: mirror: one flow as two sides report it; period inferred. "
        "The base period, Jan-Nov 2024, is inferred."
    )


def test_corroborations_set_two_claims_of_one_length_beside_each_other() -> None:
    found = only(corroborations((minister(qualifier="none"), trader())))
    assert found.id == "corroboration.trader.minister"
    assert found.expression == "280,000 t / 275,000 t ≈ 1.01818 times"
    assert not found.inferred
    assert found.note == (
        "2024 (calendar year, 366 days) and solar year 1403 (20 Mar 2024 to 20 Mar 2025, "
        "solar year, 366 days): 287 of 366 days are in both. "
        "They are not the same days, so this is no proof of either number."
    )


def test_corroborations_name_days_where_no_calendar_fits() -> None:
    over_a_year = make_period("2023-12-20", "2025-01-05")
    found = only(corroborations((trader(), minister(period=over_a_year))))
    assert "20 Dec 2023 to 5 Jan 2025 (383 days)" in found.note


def test_corroborations_of_reprints_stand_once() -> None:
    reprint = replace(minister(), id="reprint", source=make_source("other"))
    other_page = tuple(
        replace(claim, id=f"page-{claim.id}", refers_to=f"page-{claim.refers_to}")
        for claim in implied()
    )
    assert len(corroborations((minister(), reprint, *implied(), *other_page))) == 1


@pytest.mark.parametrize(
    "overrides",
    [
        {"claimant": MINISTER},
        {"claimant": None},
        {"origin": "origin-minister"},
        {"based_on": ("minister",)},
        {"based_on": ("between",)},
        {"based_on_basis": "arithmetic"},
        {"period": SOLAR_1403},
        {"period": EARLY_2025},
        {"period": NO_PERIOD},
        {"kind": "target"},
        {"value": 0},
        {"status": "rejected"},
        {"partner": None, "flow": "demand"},
        {"measure": "price", "unit": "USD/t"},
        {"unit": "t/year"},
        {"flow": "export"},
    ],
    ids=str,
)
def test_corroborations_of_unlike_claims_are_not_derived(overrides: dict[str, Any]) -> None:
    between = make_claim(
        "between", based_on=("minister", "gone"), claimant=None, period=NO_PERIOD, origin="mid"
    )
    assert corroborations((minister(), trader(), between)) != ()
    assert corroborations((minister(), trader(**overrides), between)) == ()


@pytest.mark.parametrize(
    "overrides",
    [
        {"period": NO_PERIOD},
        {"based_on": ("minister",)},
    ],
    ids=str,
)
def test_corroborations_of_an_unlike_base_are_not_derived(overrides: dict[str, Any]) -> None:
    assert corroborations((minister(), *implied(**overrides))) == ()


def test_corroborations_of_two_implied_bases_are_not_derived() -> None:
    level, ratio = implied()
    others = (
        replace(level, id="l", claimant=MINISTER, origin="o"),
        replace(ratio, id="r", claimant=MINISTER, origin="o", refers_to="l", base=make_year(2024)),
    )
    assert corroborations((level, ratio, *others)) == ()


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        ("2024-01-01", "2024-07-31", 0),
        ("2024-01-01", "2024-11-24", 0),
        ("2024-01-01", "2024-11-25", 1),
        ("2024-07-01", "2025-06-30", 0),
        ("2024-05-03", "2025-05-03", 0),
        ("2024-05-02", "2025-05-02", 1),
    ],
    ids=["months-of-the-year", "shorter", "nine-tenths", "season", "less-shared", "two-thirds"],
)
def test_corroborations_need_periods_of_much_the_same_length_and_days(
    start: str, end: str, count: int
) -> None:
    claims = (minister(period=make_period(start, end)), trader())
    assert len(corroborations(claims)) == count
    assert len(corroborations(claims[::-1])) == count


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (
            300_000,
            "300,000 t (A. Minister, solar year 1403) beside about 280,000 t implied (B. Trader, "
            "Jan-Nov 2024): about 1.0 times apart, scaled to one length. They agree as far as they "
            "share days, the 256 days of 20 Mar 2024 to 30 Nov 2024; they are not the same days, "
            "so this is no proof of either number.",
        ),
        (
            500_000,
            "500,000 t (A. Minister, solar year 1403) beside about 280,000 t implied (B. Trader, "
            "Jan-Nov 2024): about 1.6 times apart, scaled to one length. They share the 256 days "
            "of 20 Mar 2024 to 30 Nov 2024; they are not the same days, so this is no proof of "
            "either number.",
        ),
        (
            275_000,
            "275,000 t (A. Minister, solar year 1403) beside about 280,000 t implied (B. Trader, "
            "Jan-Nov 2024): about 1.1 times apart, scaled to one length. They share the 256 days "
            "of 20 Mar 2024 to 30 Nov 2024; they are not the same days, so this is no proof of "
            "either number.",
        ),
    ],
)
def test_corroboration_sentence_says_who_when_how_near_and_which_days(
    value: int, words: str
) -> None:
    claims = (minister(value=value, qualifier="none"), *implied())
    assert corroboration_sentence(only(corroborations(claims))) == words


@given(st.permutations((minister(), trader(), *implied())))
def test_corroborations_do_not_depend_on_the_order_of_claims(claims: list[Claim]) -> None:
    assert corroborations(claims) == corroborations((minister(), trader(), *implied()))


@given(many_claims())
def test_corroborations_law_two_named_speakers_and_never_the_same_days(
    claims: tuple[Claim, ...],
) -> None:
    for found in corroborations(claims):
        large, small = found.inputs
        assert found.value >= 1
        assert None not in (large.claimant, small.claimant)
        assert large.claimant != small.claimant
        assert large.origin != small.origin
        assert not large.period.same_days(small.period)
        assert "not the same days" in found.note


@pytest.mark.parametrize("threshold", ["9/10", "2/3", "10%"])
def test_nearness_in_words_states_every_threshold(threshold: str) -> None:
    assert threshold in NEARNESS_IN_WORDS


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(320, 400)), max_size=6))
def test_corroborations_law_each_pair_is_found_among_many_as_alone(
    spans: list[tuple[int, int]],
) -> None:
    first = date(2020, 1, 1)
    claims = [
        make_claim(
            f"claim-{place}",
            claimant=replace(TRADER, key=f"trader-{place}"),
            period=Period(first + timedelta(start), first + timedelta(start + days)),
        )
        for place, (start, days) in enumerate(spans)
    ]
    pairs = {found for pair in combinations(claims, 2) for found in corroborations(pair)}
    assert set(corroborations(claims)) == pairs
