"""Numbers in words: how numbers and hedges are written for readers.

Owns rounding to significant digits and the words for amounts. Knows no claim and no markup.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from tradedata.data.vocabulary import CURRENCIES, QUALIFIERS, UNITS

READING_DIGITS = 4
_SCALES = (
    (Decimal(10) ** 12, "trillion", "tn"),
    (Decimal(10) ** 9, "billion", "bn"),
    (Decimal(10) ** 6, "million", "m"),
)


def round_to(value: Decimal, digits: int) -> Decimal:
    """The value rounded half up to that many significant digits."""
    if not value:
        return value
    rounded = value.quantize(Decimal(1).scaleb(value.adjusted() - digits + 1), ROUND_HALF_UP)
    if rounded.adjusted() > value.adjusted():  # 9.96 becomes 10.0, one digit too many
        return rounded.quantize(Decimal(1).scaleb(rounded.adjusted() - digits + 1))
    return rounded


def plain_number(value: Decimal) -> str:
    """Up to six significant digits with separators and no exponent: '275,000', '46,710.5'."""
    return _decimal(round_to(value, max(6, value.adjusted() + 1)).normalize())


def amount(value: Decimal, unit: str) -> str:
    """A number with its unit as a reader writes it: '$132 million', '275,000 t', '52%'.

    From a million on, READING_DIGITS significant digits are written; from a thousand, no decimals.
    """
    value = _for_reading(value)
    return _in_unit(_scaled(value) if UNITS[unit].is_scaled else _decimal(value), unit)


def short_amount(value: Decimal, unit: str) -> str:
    """The same for tiles and marks, where money takes few characters: '$132m', '275,000 t'."""
    base, pace = unit.removesuffix("/year"), "/yr" if unit.endswith("/year") else ""
    if base not in CURRENCIES:
        return amount(value, unit)
    value = _for_reading(value)
    scales = ((size, letter) for size, _, letter in _SCALES if abs(value) >= size)
    size, letter = next(scales, (1, ""))
    return _in_unit(f"{_decimal(value / size)}{letter}{pace}", base)


def in_full(value: Decimal, unit: str) -> str:
    """A number with its unit for a formula, up to six significant digits: '46,710.5 t'."""
    return _in_unit(plain_number(value), unit)


def hedged(qualifier: str, words: str) -> str:
    """The words with their hedge in front: 'over 275,000 t'."""
    return f"{QUALIFIERS[qualifier].words} {words}".strip()


def _in_unit(number: str, unit: str) -> str:
    """The number with its unit, a minus before both: '-$3'."""
    return number[: number.startswith("-")] + UNITS[unit].form.format(number.removeprefix("-"))


def _for_reading(value: Decimal) -> Decimal:
    if abs(value) >= _SCALES[-1][0] and len(value.normalize().as_tuple().digits) > READING_DIGITS:
        return round_to(value, READING_DIGITS)
    return value.quantize(Decimal(1), ROUND_HALF_UP) if abs(value) >= 1000 else value


def _scaled(value: Decimal) -> str:
    for size, word, _ in _SCALES:
        if abs(value) >= size:
            return f"{_decimal(value / size)} {word}"
    return _decimal(value)


def _decimal(value: Decimal) -> str:
    return f"{value:,f}"
