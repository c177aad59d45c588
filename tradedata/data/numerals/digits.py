"""Digits: how many of a number's digits mean something.

Owns that one count, the fewest that a printed number is taken to carry, and when two printed
numbers are one.
"""

from __future__ import annotations

from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, ROUND_HALF_UP, Context, Decimal

# A printed '$3 billion' or '700,000 tons' would carry one digit if its zeros counted for nothing;
# nobody who says it means anything from 2.5 to 3.5 billion, so it counts as carrying two.
MIN_DIGITS = 2
EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)
"""Arithmetic that never rounds, however many digits are printed."""


def significant_digits(value: Decimal) -> int:
    """Count the digits that a number carries: 275000 has 3, 1.50 has 3, 0 has 1.

    Raises ValueError for what is not a finite number.
    """
    _, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        raise ValueError(f"{value!r} is not a finite number")
    printed = "".join(map(str, digits))
    return len(printed if exponent < 0 else printed.rstrip("0")) or 1


def agree_as_printed(one: Decimal, other: Decimal) -> bool:
    """Whether two printed numbers are one, as far as the one that is told less exactly tells.

    So is 'the same number' meant wherever pages are set beside each other that print one statement.
    Stricter are rows of two statements, of which one takes the other's number over, and ratios in
    words: both want every digit equal. Wider are verdicts: numbers 'agree' when their ranges meet,
    hedges counted (``compare.comparison``), and for days that only overlap they are near
    (``computed.corroboration``); neither makes them the same number.
    """
    last = Decimal(1).scaleb(max(last_place(one), last_place(other)))
    a, b = (number.quantize(last, ROUND_HALF_UP, EXACT) for number in (one, other))
    return a == b


def last_place(value: Decimal) -> int:
    """The power of ten of the last digit that a number carries."""
    return value.adjusted() + 1 - max(MIN_DIGITS, significant_digits(value))
