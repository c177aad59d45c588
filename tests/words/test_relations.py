"""Relations in words: numbers in the place of letters, and signs as words."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.support.factories import make_claim, make_period
from tests.support.samples import NO_PERIOD, SOLAR_1403, fitting
from tradedata.words.relations import arithmetic_words, relation_words
from tradedata.words.text import Count


@pytest.mark.parametrize(
    ("relation", "words"),
    [
        ("x", "$5"),
        ("x * 11/8", "$5 times 11/8"),
        ("x / 1.1", "$5 divided by 1.1"),
        ("x + y - z", "$5 plus $6 minus $7"),
        ("x*(1+y/100)", "$5*(1+$6/100)"),
    ],
)
def test_relation_words_name_numbers_and_signs(relation: str, words: str) -> None:
    assert relation_words(relation, ("$5", "$6", "$7")) == words


def test_relation_words_keep_the_factor_as_a_count() -> None:
    (factor,) = (p for p in relation_words("x * 11/8", ["$5"]).parts if isinstance(p, Count))
    assert (factor, factor.value) == ("11/8", Fraction(11, 8))


@pytest.mark.parametrize(
    ("period", "when"),
    [
        (SOLAR_1403, "; solar year 1403"),
        (make_period("2024-01-01", "2024-02-29"), "; Jan-Feb 2024"),
        (NO_PERIOD, ""),
    ],
)
def test_arithmetic_words_name_speaker_and_period_of_what_is_computed_from(
    period: object, when: str
) -> None:
    base = make_claim("x", period=period)
    words = arithmetic_words(make_claim("n", **fitting("x")), [base])
    assert words == f"100 t (A. Minister{when}) times 11/8"
