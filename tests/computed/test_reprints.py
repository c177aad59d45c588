"""Reprints: what is computed from them stands once, and no id is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from tests.support.factories import COLLECTION, make_benchmark, make_source, make_total, make_year
from tests.support.samples import all_indicators_of, many_claims, only, target
from tradedata.compare.statements import statements
from tradedata.computed.reprints import Resting, distinct_indicators
from tradedata.computed.targets import target_multiples
from tradedata.data.claims import Claim

MARKET = make_benchmark("market")
BASELINE = make_total("baseline", period=make_year(2023))


def printed(id: str, page: str, **overrides: object) -> Claim:
    """A target that a page prints, one statement with the others."""
    return target(id, origin="announcement", source=make_source(page), **overrides)


def numbers(*claims: Claim) -> list[tuple[str, int]]:
    """The inputs of each number, and how many more pages print the same."""
    claims = (*claims, BASELINE)
    found = distinct_indicators(target_multiples(claims, BASELINE), statements(claims))
    return [(each.indicator.inputs[0].id, each.more_pages) for each in found]


EXAMPLES: dict[str, tuple[tuple[Claim, ...], list[tuple[str, int]]]] = {
    "one-page": ((printed("a", "x"),), [("a", 0)]),
    "reprints": ((printed("a", "x"), printed("b", "y"), printed("c", "z")), [("a", 2)]),
    "twice-on-one-page": ((printed("a", "x"), printed("b", "x")), [("a", 0)]),
    "best-stated-row-first": (
        (printed("a", "x", based_on=("b",)), printed("b", "y", qualifier="over")),
        [("b", 1)],
    ),
    "another-statement": ((printed("a", "x"), target("b")), [("a", 0), ("b", 0)]),
    "another-year": (
        (printed("a", "x"), printed("b", "y", period=make_year(2030))),
        [("a", 0), ("b", 0)],
    ),
    "another-number": (
        (printed("a", "x"), printed("b", "y", value=4_000_000_000)),
        [("a", 0), ("b", 0)],
    ),
}


@pytest.mark.parametrize(("claims", "expected"), EXAMPLES.values(), ids=EXAMPLES)
def test_distinct_indicators_example_gives_each_statement_once(
    claims: tuple[Claim, ...], expected: list[tuple[str, int]]
) -> None:
    assert numbers(*claims) == expected
    assert sorted(numbers(*reversed(claims))) == sorted(expected)


@pytest.mark.parametrize(
    "other",
    [{"period": make_year(2030)}, {"benchmark": MARKET}, {"kind": "target-growth"}],
    ids=str,
)
def test_distinct_indicators_of_other_days_prices_or_kinds_stay_apart(
    other: dict[str, Any],
) -> None:
    one = only(target_multiples([printed("a", "x")], BASELINE))
    assert len(distinct_indicators([one, replace(one, **other)], ())) == 2


WORDS = {1: "1 more page prints the same numbers.", 2: "2 more pages print the same numbers."}


@pytest.mark.parametrize("more", [0, 1, 2])
def test_distinct_indicator_counts_the_pages_that_print_the_same(more: int) -> None:
    claims = [printed(f"t{n}", f"page-{n}") for n in range(more + 1)]
    (found,) = distinct_indicators(target_multiples(claims, BASELINE), statements(claims))
    assert found.words == WORDS.get(more, "")
    assert len(found.reprints) == more


def test_distinct_indicators_takes_inputs_of_no_statement_as_they_are() -> None:
    indicator = only(target_multiples([printed("a", "x")], BASELINE))
    (found,) = distinct_indicators([indicator], [])
    assert found.indicator == indicator


def test_resting_about_a_row_reaches_what_rests_on_another_row_of_its_statement() -> None:
    row, reprint, other = printed("a", "x"), printed("b", "y"), target("other")
    everything = target_multiples((row, other), BASELINE)
    found = statements((row, reprint, other, BASELINE))
    (one,) = Resting(everything, found).about("b")
    assert one.indicator.inputs == (row, BASELINE)
    assert Resting(everything, found).about("elsewhere") == ()


def test_resting_about_a_row_gives_its_own_number_before_that_of_the_best_row() -> None:
    best, reprint = printed("a", "x", qualifier="over"), printed("b", "y", qualifier="over")
    claims = (best, reprint, BASELINE)
    everything, found = target_multiples(claims, BASELINE), statements(claims)
    for row in (best, reprint):
        (one,) = Resting(everything, found).about(row.id)
        assert one.indicator.inputs == (row, BASELINE)
        assert one.more_pages == 1


def test_resting_about_a_claim_of_no_statement_is_what_rests_on_it() -> None:
    (indicator,) = target_multiples([printed("a", "x")], BASELINE)
    assert [one.indicator for one in Resting([indicator], ()).about("a")] == [indicator]


@given(many_claims())
def test_distinct_indicators_law_loses_no_number_and_adds_none(claims: tuple[Claim, ...]) -> None:
    everything = all_indicators_of(claims, COLLECTION)
    found = distinct_indicators(everything, statements(claims))
    kept = [item.id for each in found for item in (each.indicator, *each.reprints)]
    assert sorted(kept) == sorted(item.id for item in everything)
    again = distinct_indicators((each.indicator for each in found), statements(claims))
    assert [each.indicator for each in again] == [each.indicator for each in found]
