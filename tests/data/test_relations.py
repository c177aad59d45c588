"""Relations: their form, what they make of numbers, and when a printed number fits."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedata.data.relations import is_printed_as, related

BASES = (Decimal(174), Decimal("2.5"), Decimal(52))
amounts = st.decimals(min_value=1, max_value=10**9, places=2)


@pytest.mark.parametrize(
    ("relation", "bases", "result"),
    [
        ("x", 1, "174"),
        ("x * 11/8", 1, "239.25"),
        ("x/1.1", 1, "1740/11"),
        ("x + y", 2, "176.5"),
        ("x - y", 2, "171.5"),
        ("x * (1 + z/100) + 0 * y", 3, "264.48"),
        (" x * .5 ", 1, "87"),
    ],
)
def test_related_relation_is_worked_out_exactly(relation: str, bases: int, result: str) -> None:
    assert related(relation, BASES[:bases]) == Fraction(result)


@pytest.mark.parametrize(
    ("relation", "bases"),
    [
        *((relation, 1) for relation in ("", "8", "x +", "x x", "x / 0", "x / (x - x)", "-x")),
        *((relation, 1) for relation in ("x ** 2", "x // 2", "x(8)", "x.real", "x < 8", "'x' + x")),
        *((relation, 1) for relation in ("y", "x + y", "True * x", "x * 1j", "x; x", "w + x")),
        *(("x", 0), ("x", 2), ("x + y", 3)),
    ],
)
def test_related_anything_else_is_refused(relation: str, bases: int) -> None:
    with pytest.raises(ValueError, match="relation"):
        related(relation, BASES[:bases])


@given(st.text(alphabet="xyz0123456789 .+*/()-", max_size=40))
def test_related_law_any_cell_gives_a_number_or_is_refused(relation: str) -> None:
    with suppress(ValueError):
        assert isinstance(related(relation, BASES[:1]), Fraction)


@pytest.mark.parametrize(
    ("result", "printed", "fits"),
    [
        ("239.25", "239", True),
        ("503.25", "503", True),
        ("239.5", "239", True),
        ("239.51", "239", False),
        ("82.4", "80", False),
        ("80.4", "80", True),
        ("1.5049", "1.50", True),
    ],
)
def test_is_printed_as_the_last_digit_printed_decides(
    result: str, printed: str, fits: bool
) -> None:
    assert is_printed_as(Fraction(result), Decimal(printed)) is fits


@given(amounts)
def test_is_printed_as_law_every_number_fits_itself(value: Decimal) -> None:
    assert is_printed_as(related("x", [value]), value)
