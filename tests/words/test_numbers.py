"""Wording: amounts as readers write them, and no digit that is not carried."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.factories import DATA
from tradedata.data.numerals.reading import numbers_holding
from tradedata.data.schema import SCHEMA_FILE, parse_schema
from tradedata.data.vocabulary import CURRENCIES, QUALIFIERS
from tradedata.words.numbers import amount, plain_number, round_to, short_amount

TRADE = parse_schema((DATA / SCHEMA_FILE).read_bytes()).tables["trade"]


@pytest.mark.parametrize(
    ("value", "digits", "rounded"),
    [
        ("46710.5", 2, "47000"),
        ("46710.5", 6, "46710.5"),
        ("480", 2, "480"),
        ("2.5", 1, "3"),
        ("-2.5", 1, "-3"),
        ("9.96", 2, "10"),
        ("0.0451", 1, "0.05"),
        ("0", 3, "0"),
        ("3", 4, "3.000"),
    ],
)
def test_round_to_keeps_that_many_digits_half_up(value: str, digits: int, rounded: str) -> None:
    result = round_to(Decimal(value), digits)
    assert result == Decimal(rounded)
    assert f"{result:f}" == rounded


@given(st.decimals(-(10**15), 10**15, places=6), st.integers(1, 15))
def test_round_to_is_idempotent_and_close(value: Decimal, digits: int) -> None:
    once = round_to(value, digits)
    assert round_to(once, digits) == once
    assert abs(once - value) * 2 <= Decimal(1).scaleb(value.adjusted() - digits + 1)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("275000", "275,000"),
        ("46710.52631578", "46,710.5"),
        ("39.285714", "39.2857"),
        ("480.0", "480"),
        ("1234567.8", "1,234,568"),
        ("3000000000000", "3,000,000,000,000"),
        ("-0.5", "-0.5"),
        ("0", "0"),
    ],
)
def test_plain_number_has_separators_and_no_exponent(value: str, words: str) -> None:
    assert plain_number(Decimal(value)) == words


@pytest.mark.parametrize(
    ("value", "unit", "words", "short"),
    [
        ("132000000", "USD", "$132 million", "$132m"),
        ("3000000000", "USD", "$3 billion", "$3bn"),
        ("3000000000000", "USD", "$3 trillion", "$3tn"),
        ("156500000", "USD", "$156.5 million", "$156.5m"),
        ("999999", "USD", "$999,999", "$999,999"),
        ("-3", "USD", "-$3", "-$3"),
        ("-3000000", "USD/year", "-$3 million a year", "-$3m/yr"),
        ("154321987", "USD", "$154.3 million", "$154.3m"),
        ("999960000", "USD", "$1 billion", "$1bn"),
        ("46710.5", "t", "46,711 t", "46,711 t"),
        ("999.5", "t", "999.5 t", "999.5 t"),
        ("1000000", "USD/year", "$1 million a year", "$1m/yr"),
        ("999999", "USD/year", "$999,999 a year", "$999,999/yr"),
        ("480", "USD/t", "$480 a tonne", "$480 a tonne"),
        ("23500000", "EUR", "€23.5 million", "€23.5m"),
        ("30000000", "GEL", "GEL\xa030 million", "GEL\xa030m"),
        ("-503000000", "RUB/year", "-₽503 million a year", "-₽503m/yr"),
        ("480", "AMD/t", "AMD\xa0480 a tonne", "AMD\xa0480 a tonne"),
        ("275000", "t", "275,000 t", "275,000 t"),
        ("3337", "t", "3,337 t", "3,337 t"),
        ("1100000", "t", "1.1 million t", "1.1 million t"),
        ("999", "t", "999 t", "999 t"),
        ("700000", "t/year", "700,000 t a year", "700,000 t a year"),
        ("52", "percent", "52%", "52%"),
        ("5", "times", "5 times", "5 times"),
        ("1", "rank", "rank 1", "rank 1"),
    ],
)
def test_amount_reads_as_readers_write_it(value: str, unit: str, words: str, short: str) -> None:
    assert amount(Decimal(value), unit) == words
    assert short_amount(Decimal(value), unit) == short


@pytest.mark.parametrize("unit", TRADE.field("unit").labels)
def test_amount_knows_every_unit_of_the_schema(unit: str) -> None:
    assert "7" in amount(Decimal(7), unit)
    assert "7" in short_amount(Decimal(7), unit)


def test_hedges_are_the_words_of_the_schema() -> None:
    assert TRADE.field("qualifier").labels == {
        word: qualifier.words for word, qualifier in QUALIFIERS.items()
    }


@given(st.sampled_from([*CURRENCIES]), st.integers(1, 9999), st.integers(0, 9))
def test_amount_law_is_read_back_in_its_own_currency_alone(
    code: str, digits: int, power: int
) -> None:
    value = Decimal(digits * 10**power)
    for words in (amount(value, code), short_amount(value, f"{code}/year")):
        holding = [each for each in CURRENCIES if numbers_holding(words, "en", value, each)]
        assert holding == [code]
