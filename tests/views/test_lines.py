"""Listing: the same columns and the same sentence for a number, whatever shows it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.factories import (
    COLLECTION,
    TRADER,
    make_benchmark,
    make_claim,
    make_period,
    make_source,
    make_total,
    make_year,
)
from tests.support.samples import (
    EARLY_2025,
    LAST_YEAR,
    NO_PERIOD,
    NOW,
    SOLAR_1403,
    all_indicators_of,
    many_claims,
)
from tradedata.computed.derivations import unit_values
from tradedata.computed.indicators import Indicator
from tradedata.computed.spreads import spreads
from tradedata.data.claims import Claim
from tradedata.views.lines import (
    COMPUTED,
    READING_COLUMNS,
    benchmark_line,
    benchmark_sentence,
    claim_line,
    claim_sentence,
    indicator_line,
    indicator_sentence,
    latest_first,
    latest_results_first,
    narrow_line,
    source_list_words,
)

TONNES = make_claim("tonnes", value=275_000, qualifier="over", origin="one")
DOLLARS = make_claim(
    "dollars", value=132_000_000, measure="value", unit="USD", origin="one", as_printed="$132m"
)


def unit_value() -> Indicator:
    (indicator,) = unit_values((TONNES, DOLLARS))
    return indicator


IN_ORDER = (
    make_total("later", period=EARLY_2025),
    make_total("total"),
    make_total("less", value=239_000_000),
    make_total("percent", measure="growth", of="value", unit="percent", value=3),
    make_total("earlier", period=make_year(2020)),
    make_total("open", period=make_period("2019-01-01")),
    make_total("undated", period=NO_PERIOD),
    make_total("goal", kind="target", period=make_year(2030)),
    make_claim("gas", period=make_year(2031)),
)


@given(st.permutations(IN_ORDER))
def test_latest_first_puts_products_in_order_the_latest_period_first_targets_last(
    claims: list[Claim],
) -> None:
    assert latest_first(claims) == IN_ORDER


@given(many_claims())
def test_latest_results_first_law_keeps_every_number_in_the_order_of_products(
    claims: tuple[Claim, ...],
) -> None:
    found = all_indicators_of(claims, COLLECTION)
    ordered = latest_results_first(found)
    assert sorted(item.id for item in ordered) == sorted(item.id for item in found)
    places = [item.product.place for item in ordered]
    assert places == sorted(places)
    for one, other in pairwise(ordered):
        if one.product == other.product and one.period.end and other.period.end:
            assert one.period.end >= other.period.end


def test_claim_line_holds_words_number_and_id() -> None:
    assert claim_line(DOLLARS) == {
        "Number": "$132 million",
        "What": "LPG: imports of Afghanistan from Russia, value",
        "Period": "2024",
        "Stated by": "A. Minister",
        "Kind": "reported",
        "Source": "The Paper, 9 Apr 2025",
        "As printed": "$132m",
        "Our translation": "",
        "Formula": "",
        "Value": Decimal(132_000_000),
        "Unit": "USD",
        "Rests on": "dollars",
        "Id": "dollars",
    }


PERIODS: dict[str, tuple[Claim, str]] = {
    "stated": (make_claim(), "2024"),
    "label-beside-days": (
        make_claim(period=SOLAR_1403),
        "20 Mar 2024 to 20 Mar 2025 (‘solar year 1403’)",
    ),
    "relative": (make_claim(period=LAST_YEAR), "2024 (‘last year’)"),
    "inferred": (make_claim(period=make_year(2024, "inferred")), "2024 (inferred)"),
    "inferred-label": (
        make_claim(period=make_period("2024-01-01", "2024-12-31", "season", "inferred")),
        "2024 (‘season’, inferred)",
    ),
    "borrowed": (
        replace(
            make_claim(period=NO_PERIOD), period=replace(make_year(2023), supplied_by="lender")
        ),
        "2023 (according to another source)",
    ),
    "running": (make_claim(period=NOW), "‘now’, no set period"),
    "none": (make_claim(period=NO_PERIOD), "no period stated"),
}


@pytest.mark.parametrize(("claim", "period"), PERIODS.values(), ids=PERIODS)
def test_narrow_line_gives_days_before_how_they_are_known(claim: Claim, period: str) -> None:
    assert narrow_line(claim)["Period"] == period


def test_narrow_line_gives_the_measure_before_the_flow() -> None:
    assert narrow_line(DOLLARS)["What"] == "LPG, value: imports of Afghanistan from Russia"
    same = {key: cell for key, cell in narrow_line(DOLLARS).items() if key != "What"}
    assert same == {key: cell for key, cell in claim_line(DOLLARS).items() if key != "What"}


def test_indicator_line_holds_formula_unrounded_value_and_inputs() -> None:
    assert indicator_line(unit_value()) == {
        "Number": "at most about $480 a tonne",
        "What": "Implied price of LPG",
        "Period": "2024",
        "Stated by": COMPUTED,
        "Kind": COMPUTED,
        "Source": "The Paper, 9 Apr 2025",
        "As printed": "",
        "Our translation": "",
        "Formula": "$132,000,000 / 275,000 t = $480 a tonne",
        "Value": Decimal(480),
        "Unit": "USD/t",
        "Rests on": "dollars;tonnes",
        "Id": unit_value().id,
    }


PRICE = make_benchmark("hub-2024")


def test_benchmark_line_holds_series_source_and_key() -> None:
    assert benchmark_line(PRICE) == {
        "Number": "$406 a tonne",
        "What": "Propane at a hub, mean",
        "Period": "2024",
        "Stated by": "market price",
        "Kind": "market price",
        "Source": "The Market, 9 Apr 2025",
        "As printed": "0.7785 USD a gallon",
        "Our translation": "",
        "Formula": "",
        "Value": Decimal(406),
        "Unit": "USD/t",
        "Rests on": "hub-2024",
        "Id": "hub-2024",
    }


def test_benchmark_sentence_ends_with_its_note_where_there_is_one() -> None:
    bare = "Market price: Propane at a hub, $406 a tonne, mean of 2024 (The Market, 9 Apr 2025)."
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
    assert line["Value"] == spread.value != spread.shown


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
    doubted = replace(TONNES, status="doubtful", note="Why.")
    (indicator,) = unit_values((doubted, DOLLARS))
    assert indicator_sentence(indicator) == f"{words} An input is marked doubtful: Why."


def test_source_list_words_name_each_source_once() -> None:
    other = make_source("other", publisher="Other", published="")
    low, high = make_total("a"), make_total("b", value=10**9, claimant=TRADER, source=other)
    (spread,) = spreads((low, high))
    assert source_list_words(spread) == "Other and The Paper, 9 Apr 2025"
    assert source_list_words(unit_value()) == "The Paper, 9 Apr 2025"
