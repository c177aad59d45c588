"""Digits: how many of a number's digits mean something.

Owns that one count, and the fewest that a printed number is taken to carry.
"""

from __future__ import annotations

from decimal import Decimal

# A printed '$3 billion' or '700,000 tons' would carry one digit if its zeros counted for nothing;
# nobody who says it means anything from 2.5 to 3.5 billion, so it counts as carrying two.
MIN_DIGITS = 2


def significant_digits(value: Decimal) -> int:
    """Count the digits that a number carries: 275000 has 3, 1.50 has 3, 0 has 1.

    Raises ValueError for what is not a finite number.
    """
    _, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        raise ValueError(f"{value!r} is not a finite number")
    printed = "".join(map(str, digits))
    return len(printed if exponent < 0 else printed.rstrip("0")) or 1
