"""Significant digits and hedges of what is computed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.factories import make_claim
from tradedata.compare.precision import (
    DIRECTION_WORDS,
    MAX_DIGITS,
    SHORT_DIRECTION_WORDS,
    Direction,
    carried_digits,
    combined,
    direction_of,
    divided,
    opposite,
    shown_digits,
    summed_digits,
)
from tradedata.data.numerals.digits import MIN_DIGITS
from tradedata.words.numbers import round_to

DIRECTIONS: tuple[Direction, ...] = get_args(Direction)
directions = st.sampled_from(DIRECTIONS)


@pytest.mark.parametrize(
    ("values", "digits"),
    [
        ((132_000_000, 275_000), 3),
        ((71_000, 52), 2),
        ((275_000, 700_000), MIN_DIGITS),
        ((3_000_000_000, 560_000_000), MIN_DIGITS),
        (("123456.7", "98765.4"), MAX_DIGITS),
        ((0, 123), MIN_DIGITS),
    ],
)
def test_shown_digits_of_inputs_are_those_of_the_weakest(
    values: tuple[float | str, ...], digits: int
) -> None:
    assert shown_digits(make_claim(value=value) for value in values) == digits


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ((153_000_000, 3_500_000), 157_000_000),
        ((153_000_000, 3_400_000), 156_000_000),
        ((15_900_000, 7_600_000), 23_500_000),
        ((2_000_000, 172_000_000), 174_000_000),
        ((560_000_000, 12_345), 560_000_000),
        ((3_000_000_000, 40_000_000), 3_000_000_000),
        ((1_803_000_000, 10_619_000_000), 12_400_000_000),
        (("930446318", "35411009"), 966_000_000),
        ((0, 16_000_000), 16_000_000),
        ((0, 0), 0),
    ],
)
def test_summed_digits_end_at_the_last_place_of_the_coarsest_input(
    values: tuple[float | str, ...], shown: int
) -> None:
    claims = [make_claim(value=value) for value in values]
    total = sum((claim.value for claim in claims), Decimal(0))
    assert round_to(total, summed_digits(total, claims)) == shown


@given(st.lists(st.integers(1, 10**12), min_size=2, max_size=3))
def test_summed_digits_law_no_place_below_that_of_the_coarsest_input(values: list[int]) -> None:
    claims = [make_claim(value=value) for value in values]
    total = Decimal(sum(values))
    digits = summed_digits(total, claims)
    assert MIN_DIGITS <= digits <= MAX_DIGITS
    coarsest = max(claim.value.adjusted() + 1 - carried_digits([claim]) for claim in claims)
    assert total.adjusted() + 1 - digits >= coarsest


@pytest.mark.parametrize(
    ("fields", "direction"),
    [
        ({"qualifier": "none"}, "none"),
        ({"qualifier": "about"}, "about"),
        ({"qualifier": "almost"}, "under"),
        ({"qualifier": "under"}, "under"),
        ({"qualifier": "up-to"}, "under"),
        ({"qualifier": "over"}, "over"),
        ({"qualifier": "at-least"}, "over"),
        ({"qualifier": "over", "value": -20}, "under"),
        ({"qualifier": "under", "value": -20}, "over"),
        ({"qualifier": "about", "value": -20}, "about"),
        ({"kind": "estimate"}, "about"),
        ({"kind": "forecast", "qualifier": "over"}, "about"),
        ({"status": "estimated", "qualifier": "under"}, "about"),
        ({"kind": "target"}, "none"),
    ],
)
def test_direction_of_claim_follows_hedge_kind_and_sign(
    fields: dict[str, Any], direction: Direction
) -> None:
    assert direction_of(make_claim(**fields)) == direction


@given(directions, directions)
def test_combined_hedges_do_not_depend_on_order(left: Direction, right: Direction) -> None:
    assert combined(left, right) == combined(right, left)


@given(directions, directions, directions)
def test_combined_hedges_do_not_depend_on_grouping(
    first: Direction, second: Direction, third: Direction
) -> None:
    left = combined(combined(first, second), third)
    right = combined(first, combined(second, third))
    assert left == right


@given(directions, directions)
def test_divided_hedges_mirror_when_the_quotient_is_turned_over(
    dividend: Direction, divisor: Direction
) -> None:
    assert divided(divisor, dividend) == opposite(divided(dividend, divisor))


@given(directions)
def test_about_anywhere_gives_about_and_unclear_with_all_else_unclear(direction: Direction) -> None:
    assert combined("about", direction) == "about"
    assert divided("about", direction) == divided(direction, "about") == "about"
    assert combined("unclear", direction) == ("about" if direction == "about" else "unclear")


@given(directions, directions)
def test_combined_hedges_are_those_of_a_quotient_by_the_opposite(
    left: Direction, right: Direction
) -> None:
    assert combined(left, opposite(right)) == divided(left, right)


@given(
    st.sampled_from(["none", "over", "under"]),
    st.sampled_from(["none", "over", "under"]),
    st.decimals("0.5", "0.9", places=2),
    st.decimals("0.5", "0.9", places=2),
)
def test_divided_hedge_holds_for_true_numbers_on_the_hedged_side(
    dividend: Direction, divisor: Direction, left: Decimal, right: Decimal
) -> None:
    """The stated numbers are both 1; the true ones lie where their hedges say."""
    one = Decimal(1)
    sides = {"none": (one, one), "over": (1 / left, 1 / right), "under": (left, right)}
    true = sides[dividend][0] / sides[divisor][1]
    match divided(dividend, divisor):
        case "over":
            assert true > 1
        case "under":
            assert true < 1
        case "none":
            assert true == 1
        case direction:
            assert direction == "unclear"
            assert dividend == divisor


def test_words_exist_for_every_direction() -> None:
    assert set(DIRECTION_WORDS) == set(SHORT_DIRECTION_WORDS) == set(DIRECTIONS)
    assert DIRECTION_WORDS["over"] == "at least about"
    assert DIRECTION_WORDS["under"] == "at most about"
    assert {DIRECTION_WORDS[word] for word in ("none", "about", "unclear")} == {"about"}
