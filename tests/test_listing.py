"""Listing: the same columns and the same sentence for a number, whatever shows it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.factories import GAS, TRADER, make_claim, make_source, make_total, make_year
from tradedata.claims import Benchmark
from tradedata.derivations import unit_values
from tradedata.indicators import Indicator
from tradedata.listing import (
    COMPUTED,
    READING_COLUMNS,
    benchmark_line,
    benchmark_sentence,
    claim_line,
    claim_sentence,
    indicator_line,
    indicator_sentence,
    source_list_words,
)
from tradedata.spreads import spreads

TONNES = make_claim("tonnes", value=275_000, qualifier="over", origin="one")
DOLLARS = make_claim(
    "dollars", value=132_000_000, measure="value", unit="USD", origin="one", as_printed="$132m"
)


def unit_value() -> Indicator:
    (indicator,) = unit_values((TONNES, DOLLARS))
    return indicator


def test_claim_line_holds_words_number_and_id() -> None:
    assert claim_line(DOLLARS) == {
        "Number": "$132 million",
        "What": "LPG: imports of Afghanistan from Russia, value",
        "Period": "2024",
        "Stated by": "A. Minister",
        "Kind": "reported",
        "Source": "The Paper, 9 Apr 2025",
        "As printed": "$132m",
        "Formula": "",
        "Value": 132_000_000.0,
        "Unit": "USD",
        "Rests on": "dollars",
    }


def test_indicator_line_holds_formula_unrounded_value_and_inputs() -> None:
    assert indicator_line(unit_value()) == {
        "Number": "at most about $480 a tonne",
        "What": "Implied price of LPG",
        "Period": "2024",
        "Stated by": COMPUTED,
        "Kind": COMPUTED,
        "Source": "The Paper, 9 Apr 2025",
        "As printed": "",
        "Formula": "$132,000,000 / 275,000 t = $480 a tonne",
        "Value": 480.0,
        "Unit": "USD/t",
        "Rests on": "dollars;tonnes",
    }


PRICE = Benchmark(
    key="hub-2024",
    series="Propane at a hub",
    product=GAS,
    period=make_year(2024),
    value=Decimal(406),
    unit="USD/t",
    native="0.7785 USD a gallon",
    source=make_source("market", publisher="The Market", published="2025-12-10"),
    note="Without freight.",
)


def test_benchmark_line_holds_series_source_and_key() -> None:
    assert benchmark_line(PRICE) == {
        "Number": "$406 a tonne",
        "What": "Propane at a hub, mean",
        "Period": "2024",
        "Stated by": "market price",
        "Kind": "market price",
        "Source": "The Market, 10 Dec 2025",
        "As printed": "0.7785 USD a gallon",
        "Formula": "",
        "Value": 406.0,
        "Unit": "USD/t",
        "Rests on": "hub-2024",
    }


def test_benchmark_sentence_ends_with_its_note_where_there_is_one() -> None:
    bare = "Market price: Propane at a hub, $406 a tonne, mean of 2024 (The Market, 10 Dec 2025)."
    assert benchmark_sentence(PRICE) == f"{bare} Without freight."
    assert benchmark_sentence(replace(PRICE, note="")) == bare


def test_lines_have_the_same_columns_in_the_same_order() -> None:
    columns = list(claim_line(TONNES))
    assert list(benchmark_line(PRICE)) == columns
    assert list(indicator_line(unit_value())) == columns
    assert set(READING_COLUMNS) < set(columns)


def test_indicator_line_value_is_not_rounded() -> None:
    (spread,) = spreads((make_total("a"), make_total("b", value=10**9, claimant=TRADER)))
    line = indicator_line(spread)
    assert line["Value"] == float(spread.value) != float(spread.shown)


def test_claim_sentence_says_who_what_when_and_where() -> None:
    assert claim_sentence(TONNES) == (
        "A. Minister: over 275,000 t, quantity, LPG: imports of Afghanistan from Russia; 2024 "
        "(The Paper, 9 Apr 2025)."
    )


def test_indicator_sentence_ends_with_its_note_where_there_is_one() -> None:
    words = (
        "Computed: Implied price of LPG, at most about $480 a tonne; "
        "$132,000,000 / 275,000 t = $480 a tonne (The Paper, 9 Apr 2025)."
    )
    assert indicator_sentence(unit_value()) == words
    doubted = make_claim(
        "tonnes", value=275_000, qualifier="over", origin="one", status="doubtful", note="Why."
    )
    (indicator,) = unit_values((doubted, DOLLARS))
    assert indicator_sentence(indicator) == f"{words} An input is marked doubtful: Why."


def test_source_list_words_name_each_source_once() -> None:
    other = make_source("other", publisher="Other", published="")
    low, high = make_total("a"), make_total("b", value=10**9, claimant=TRADER, source=other)
    (spread,) = spreads((low, high))
    assert source_list_words(spread) == "Other and The Paper, 9 Apr 2025"
    assert source_list_words(unit_value()) == "The Paper, 9 Apr 2025"
