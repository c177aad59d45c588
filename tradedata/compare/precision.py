"""Precision: how exact a computed number may look, and which way its hedge points.

Owns the rules for digits and the arithmetic of hedges. A product or quotient has as many
significant digits as its weakest input; a sum ends at the last place of its coarsest input, so
that 153 million and 3.5 million make 157 million; a change ends where its quotient does. Computes
no value and words no claim.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

from tradedata.data.claims import Benchmark, Claim
from tradedata.data.numerals.digits import MIN_DIGITS, significant_digits
from tradedata.data.vocabulary import QUALIFIERS

Direction = Literal["none", "about", "over", "under", "unclear"]

# More digits than these are never read, however exact the inputs.
MAX_DIGITS = 3

# Inputs are printed rounded, so even a number computed from unhedged ones is 'about'.
DIRECTION_WORDS: dict[Direction, str] = {
    "none": "about",
    "about": "about",
    "over": "at least about",
    "under": "at most about",
    "unclear": "about",
}
SHORT_DIRECTION_WORDS: dict[Direction, str] = {
    **DIRECTION_WORDS,
    "over": "≥ about",
    "under": "≤ about",
}
_OPPOSITES: dict[Direction, Direction] = {"over": "under", "under": "over"}


def carried_digits(claims: Iterable[Claim | Benchmark]) -> int:
    """Significant digits that the weakest of the claims carries."""
    return max(MIN_DIGITS, min(significant_digits(claim.value) for claim in claims))


def shown_digits(claims: Iterable[Claim | Benchmark]) -> int:
    """Significant digits that a product or quotient of the claims may show."""
    return min(MAX_DIGITS, carried_digits(claims))


def summed_digits(total: Decimal, claims: Iterable[Claim]) -> int:
    """Significant digits that the sum of the claims may show: none below the coarsest's last."""
    last = max(claim.value.adjusted() + 1 - carried_digits((claim,)) for claim in claims)
    return min(MAX_DIGITS, max(MIN_DIGITS, total.adjusted() + 1 - last))


def changed_digits(percent: Decimal, claims: Iterable[Claim]) -> int:
    """Significant digits that a change may show: none below the last place of the quotient.

    720 to 920, of two digits, is 1.3 times: up 30%, not 28%. None where it is smaller than that.
    """
    quotient = 1 + percent / 100
    last = quotient.adjusted() + 1 - shown_digits(claims) + 2
    return min(MAX_DIGITS, max(0, percent.adjusted() + 1 - last))


def direction_of(claim: Claim) -> Direction:
    """Which way the true number lies from the claim's value.

    Estimates and forecasts are 'about' whatever their hedge. 'Fell by over 20%' lies under -20.
    """
    return "about" if claim.is_rough else hedged_direction(claim)


def hedged_direction(claim: Claim) -> Direction:
    """Which way the hedge alone points."""
    direction = QUALIFIERS[claim.qualifier].direction
    return opposite(direction) if claim.value < 0 else direction


def opposite(direction: Direction) -> Direction:
    """The direction of 1 / x, or of -x, where that of x is given."""
    return _OPPOSITES.get(direction, direction)


def combined(left: Direction, right: Direction) -> Direction:
    """The direction of a sum or product of two positive numbers."""
    if "about" in (left, right):
        return "about"
    if left == right or right == "none":
        return left
    return right if left == "none" else "unclear"


def divided(dividend: Direction, divisor: Direction) -> Direction:
    """The direction of a quotient of two positive numbers."""
    return combined(dividend, opposite(divisor))
