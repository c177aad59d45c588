"""Dependence: which numbers fit which relation, when a fit convinces, and what chance gives."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random
from statistics import fmean
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.factories import (
    MINISTER,
    TRADER,
    make_claim,
    make_period,
    make_source,
    make_total,
    make_year,
    shipped_data,
)
from tests.support.samples import IMPORT, MIRROR, NOW, SOLAR_1403, growth, many_claims, ratio
from tradedata.compare.dependence import FAMILIES, Dependences, Fit, find_dependences
from tradedata.data.claims import Claim
from tradedata.data.relations import is_printed_as, related

EIGHT_MONTHS = make_period("2024-03-20", "2024-11-20")
EIGHT_LATER = make_period("2025-03-21", "2025-11-21")
ELEVEN_LATER = make_period("2025-01-01", "2025-11-30")
SPRING, REST = make_period("2024-01-01", "2024-03-31"), make_period("2024-04-01", "2024-12-31")
Cells = dict[str, Any]


def said(id: str, value: float | str, **fields: Any) -> Claim:
    """What the trader stated of the year, in tonnes unless told otherwise."""
    return make_claim(id, value=value, **{"claimant": TRADER, **fields})


def total(id: str, value: float | str, **fields: Any) -> Claim:
    return make_total(id, value=value, **fields)


def found(*claims: Claim) -> Dependences:
    return find_dependences(claims, shuffles=1)


def told(fits: tuple[Fit, ...]) -> list[tuple[str, str, str, tuple[str, ...]]]:
    return [
        (fit.family, fit.relation, fit.number.id, tuple(base.id for base in fit.bases))
        for fit in fits
    ]


DOLLARS: Cells = {"measure": "value", "unit": "USD"}
# What one number, or two, are to another: family, relation, bases, and the number that fits.
FITTING: dict[str, tuple[str, str, list[Claim], Claim]] = {
    "copy": ("copy", "x", [make_claim("x", value=125_437)], said("n", 125_440)),
    "copy: undated": ("copy", "x", [make_claim("x", value=3784)], said("n", 3784, period=NOW)),
    "months": (
        *("months", "x * 11/8", [make_claim("x", value=1742, period=EIGHT_MONTHS)]),
        said("n", 2395),
    ),
    "months: to no set period": (
        *("months", "x * 12/8", [make_claim("x", value=1742, period=EIGHT_MONTHS)]),
        said("n", 2613, period=NOW),
    ),
    "days": (
        *("days", "x * 90/366", [make_claim("x", value=187_323)]),
        said("n", 46_063, period=make_period("2024-03-01", "2024-05-29")),
    ),
    "cif": (
        *("cif", "x * 1.1", [make_claim("x", value=1234, **DOLLARS)]),
        said("n", 1357, **{**DOLLARS, **MIRROR}),
    ),
    "cif: divided": (
        *("cif", "x / 1.06", [make_claim("x", value=1234, **DOLLARS)]),
        said("n", "1164.2", **DOLLARS),
    ),
    "tons": ("tons", "x * 0.90718474", [make_claim("x", value=275_300)], said("n", 249_748)),
    "tons: long": (
        *("tons", "x * 1.0160469088", [make_claim("x", value=275_300)]),
        said("n", 279_718),
    ),
    "sum": (
        "sum",
        "x + y",
        [total("x", 1234, **IMPORT), total("y", "56.78", **{**IMPORT, "flow": "export"})],
        total("n", "1290.8", claimant=TRADER),
    ),
    "sum: rest": (
        "sum",
        "x - y",
        [total("x", 12_911), total("y", 1234, **IMPORT)],
        total("n", 11_677, claimant=TRADER, **{**IMPORT, "flow": "export"}),
    ),
    "sum: spans": (
        "sum",
        "x + y",
        [make_claim("x", value=1234, period=SPRING), make_claim("y", value=4321, period=REST)],
        said("n", 5555),
    ),
    "growth": (
        "growth",
        "x*(1+y/100)",
        [make_claim("x", value=3784, period=make_year(2023)), growth()],
        said("n", 5752),
    ),
    "growth: multiple": (
        "growth",
        "x * y",
        [make_claim("x", value=3784, period=make_year(2023)), ratio()],
        said("n", 18_920),
    ),
}


@pytest.mark.parametrize("name", FITTING)
def test_find_dependences_number_that_fits_is_found_with_its_relation(name: str) -> None:
    family, relation, bases, number = FITTING[name]
    earlier = [replace(base, claimed_on="2025-02") for base in bases]
    searched = found(*earlier, replace(number, claimed_on="2025-03"))
    ids = tuple(base.id for base in bases)
    assert told(searched.convincing) == [(family, relation, number.id, ids)]
    assert is_printed_as(related(relation, [base.value for base in bases]), number.value)
    assert [tally.family for tally in searched.tallies if tally.convincing] == [family]


def test_families_each_is_found_by_a_test() -> None:
    assert {family for family, *_ in FITTING.values()} == {*FAMILIES}


BASE = make_claim("x", value=1742, period=EIGHT_MONTHS, claimed_on="2025-02")
UNRELATED: dict[str, Cells] = {
    "last digit differs": {"value": "2394"},
    "same speaker": {"claimant": MINISTER},
    "stated before": {"claimed_on": "2025-01-31"},
    "other days": {"period": make_year(2023)},
    "same days": {"period": EIGHT_MONTHS},
    "other product": {**MIRROR, "flow": "turnover"},
    "other unit": DOLLARS,
    "expected": {"kind": "forecast"},
    "set aside": {"status": "superseded"},
    "two digits": {"value": "2400"},
    "zero": {"value": "0.00"},
    "growth": {"measure": "growth", "of": "quantity", "unit": "percent"},
}


@pytest.mark.parametrize("name", UNRELATED)
def test_find_dependences_what_cannot_rest_on_another_is_not_set_beside_it(name: str) -> None:
    cells = UNRELATED[name]
    number = said("n", cells.get("value", 2395))
    searched = found(BASE, replace(number, **{**cells, "value": number.value}))
    assert "n" not in [fit.number.id for fit in (*searched.convincing, *searched.others)]


@pytest.mark.parametrize("period", [SOLAR_1403, make_period("2024-01-01"), NOW])
def test_find_dependences_base_of_no_whole_months_is_not_scaled_by_months(period: Any) -> None:
    base = make_claim("x", value=1742, period=replace(period, end=None))
    assert found(base, said("n", 2395)).convincing == ()


@pytest.mark.parametrize(("end", "relations"), [("11-21", ["x * 11/8"]), ("11-22", [])])
def test_find_dependences_months_may_be_four_days_longer_than_ours(
    end: str, relations: list[str]
) -> None:
    base = make_claim("x", value=1742, period=make_period("2024-03-20", f"2024-{end}"))
    assert [fit.relation for fit in found(base, said("n", 2395)).convincing] == relations


def test_find_dependences_nothing_is_scaled_to_more_than_twelve_months() -> None:
    number = said("n", 1887, period=SOLAR_1403)
    assert found(make_claim("x", value=1742), number).convincing == ()
    twelfth = replace(number, value=Decimal(1597))
    assert [fit.relation for fit in found(make_claim("x", value=1742), twelfth).convincing] == [
        "x * 11/12"
    ]


def pair(value: int, later: int, **fields: Any) -> list[Claim]:
    """Two numbers of the trader, of which the first is 11/8 of the minister's."""
    return [
        make_claim("x-1", value=174, period=EIGHT_MONTHS),
        make_claim("x-2", value=366, period=EIGHT_LATER),
        said("n-1", value),
        said("n-2", later, period=ELEVEN_LATER, **fields),
    ]


def test_find_dependences_three_digits_convince_where_two_numbers_fit_one_relation() -> None:
    both = found(*pair(239, 503))
    assert [fit[1:] for fit in told(both.convincing)] == [
        ("x * 11/8", "n-1", ("x-1",)),
        ("x * 11/8", "n-2", ("x-2",)),
    ]
    assert both.others == ()


@pytest.mark.parametrize(
    "claims",
    [
        pair(239, 504),
        pair(239, 503, claimant=None),
        [replace(claim, value=min(claim.value, Decimal(239))) for claim in pair(239, 239)],
    ],
    ids=["one fits", "of two speakers", "one number twice"],
)
def test_find_dependences_one_number_of_three_digits_does_not_convince(claims: Any) -> None:
    searched = found(*claims)
    assert "n-1" in [number for _, _, number, _ in told(searched.others)]
    assert searched.convincing == ()


def test_find_dependences_reporters_of_one_office_are_two_voices() -> None:
    office: Cells = {"kind": "statistic", **DOLLARS}
    one, other = (make_claim("x", value=1234, **office), said("n", 1357, **office, **MIRROR))
    assert told(found(one, replace(other, claimant=MINISTER)).convincing)
    assert not told(found(one, replace(other, claimant=MINISTER, reporter=one.reporter)).convincing)


@pytest.mark.parametrize(
    ("based_on", "is_recorded"), [((), False), (("x",), True), (("gone",), False)]
)
def test_fit_is_recorded_where_the_number_names_what_it_rests_on(
    based_on: tuple[str, ...], is_recorded: bool
) -> None:
    number = said("n", 2395, based_on=based_on, based_on_basis="arithmetic", relation="x * 11/8")
    (fit,) = found(BASE, number).convincing
    assert fit.is_recorded is is_recorded


@given(many_claims(), st.randoms())
def test_find_dependences_law_the_order_of_the_rows_is_no_matter(
    claims: tuple[Claim, ...], random: Any
) -> None:
    exact = [replace(claim, value=claim.value * 11 + 13) for claim in claims]
    shuffled = list(exact)
    random.shuffle(shuffled)
    assert find_dependences(shuffled, shuffles=3) == find_dependences(exact, shuffles=3)


def independent(random: Random) -> list[Claim]:
    """Numbers of many speakers that have nothing to do with each other, of three digits each."""
    return [
        make_claim(
            f"claim-{place}",
            value=random.randrange(100, 999),
            claimant=None,
            source=make_source(f"source-{place}"),
            period=(EIGHT_MONTHS, make_year(2024))[place % 2],
            **DOLLARS,
        )
        for place in range(30)
    ]


def test_find_dependences_progress_goes_through_every_shuffle() -> None:
    seen: list[int] = []

    def progress(steps: range) -> Any:
        for step in steps:
            seen.append(step)
            yield step

    assert find_dependences([BASE], shuffles=4, progress=progress).shuffles == 4
    assert seen == [0, 1, 2, 3]


@pytest.mark.whole
def test_find_dependences_law_unrelated_numbers_fit_as_often_as_is_printed() -> None:
    random = Random(2)
    searches = [find_dependences(independent(random), shuffles=3) for _ in range(50)]
    fits = [sum(tally.fits for tally in each.tallies) for each in searches]
    chances = [float(sum(tally.fits_by_chance for tally in each.tallies)) for each in searches]
    assert fmean(fits) > 3
    assert fmean(fits) == pytest.approx(fmean(chances), rel=0.15)


@pytest.mark.whole
def test_find_dependences_every_recorded_relation_of_the_shipped_data_is_found() -> None:
    """A number that the data call arithmetic convinces by the rule, and by no other."""
    claims = shipped_data().claims
    searched = find_dependences(claims, shuffles=1).convincing
    told_again = {fit.number.id: fit.relation for fit in searched if fit.is_recorded}
    recorded = {claim.id: claim.relation for claim in claims if claim.is_arithmetic}
    assert recorded
    assert recorded.items() <= told_again.items()
