"""Benchmarking: which market price an implied one is set beside, and what is said of it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.factories import GOODS, make_claim, make_period, make_year
from tests.support.factories import make_benchmark as market
from tests.support.samples import NO_PERIOD, SOLAR_1403, only
from tradedata.computed.derivations import unit_values
from tradedata.computed.indicators import Indicator
from tradedata.computed.prices import overlapping, price_ratio_sentence, price_ratios
from tradedata.data.claims import Benchmark
from tradedata.data.periods import Period


def implied(period: Period = SOLAR_1403, **overrides: Any) -> Indicator:
    tonnes = make_claim(
        "tonnes", value=275_000, qualifier="over", origin="one", period=period, **overrides
    )
    dollars = make_claim(
        "dollars", value=132_000_000, measure="value", unit="USD", origin="one", period=period
    )
    return only(unit_values((tonnes, dollars)))


EARLIER = market("market-2023", period=make_year(2023))
LATER = market("market-2025", period=make_year(2025), value=Decimal(394))


def test_price_ratios_take_the_market_price_that_shares_most_days() -> None:
    ratio = only(price_ratios([implied()], iter((LATER, EARLIER, market()))))
    assert ratio.id == "price-ratio.dollars.tonnes.market-2024"
    assert (ratio.kind, ratio.unit, ratio.is_mark) == ("price-ratio", "times", False)
    assert round(ratio.value, 4) == Decimal("1.1823")
    assert ratio.words == "at most about 1.18 times"
    assert ratio.expression == "($132,000,000 / 275,000 t) / $406 a tonne ≈ 1.18227 times"
    assert ratio.formula == "(value / quantity) / market price"
    assert ratio.benchmark == market()
    assert [source.key for source in ratio.sources] == ["paper", "market"]
    assert ratio.note == (
        "Of the 366 days of the implied price, the market price of 2024 shares 287 and that of "
        "2025 79: the one that shares most is taken. Without freight."
    )


def test_price_ratio_sentence_answers_in_words() -> None:
    ratio = only(price_ratios([implied()], (market(), LATER)))
    assert price_ratio_sentence(ratio, implied()) == (
        "At most about $480 a tonne (solar year 1403) is at most about 1.18 times the mean of "
        "2024 of ‘Propane at a hub’, $406 a tonne (The Market). Of the 366 days of the implied "
        "price, the market price of 2024 shares 287 and that of 2025 79: the one that shares "
        "most is taken."
    )


def test_price_ratio_sentence_of_another_indicator_is_refused() -> None:
    with pytest.raises(ValueError, match=r"unit-value\.dollars\.tonnes rests on no benchmark"):
        price_ratio_sentence(implied(), implied())


def test_price_ratios_of_one_market_price_say_the_days_alone() -> None:
    ratio = only(price_ratios([implied(make_year(2024))], (market(note=""), LATER)))
    assert ratio.note == (
        "Of the 366 days of the implied price, the market price of 2024 shares 366."
    )


def test_price_ratios_stand_once_for_every_series() -> None:
    other = market("other-2025", series="Another", period=make_year(2025))
    ratios = price_ratios([implied()], (market(), LATER, other))
    assert [ratio.benchmark for ratio in ratios] == [market(), other]


def test_price_ratios_show_no_more_digits_than_the_market_price() -> None:
    ratio = only(price_ratios([implied()], [market(value=Decimal(410))]))
    assert ratio.words == "at most about 1.2 times"


@pytest.mark.parametrize(
    "overrides",
    [
        {"product": GOODS},
        {"unit": "USD"},
        {"value": Decimal(0)},
        {"period": make_year(2022)},
        {"period": make_period("2025-03-21", "2025-12-31")},
        {"period": NO_PERIOD},
    ],
    ids=str,
)
def test_price_ratios_against_another_price_are_not_derived(overrides: dict[str, Any]) -> None:
    assert price_ratios([implied()], [market(**overrides)]) == ()
    assert overlapping(implied(), [market(**overrides)]) == ()


def test_price_ratios_are_of_implied_prices_alone() -> None:
    assert price_ratios([replace(implied(), kind="run-rate")], [market()]) == ()


@given(st.permutations((market(), LATER, EARLIER, market("alike-2024"))))
def test_price_ratios_do_not_depend_on_the_order_of_market_prices(
    benchmarks: list[Benchmark],
) -> None:
    ratio = only(price_ratios([implied()], benchmarks))
    assert ratio.id == "price-ratio.dollars.tonnes.alike-2024"
    found = overlapping(implied(), benchmarks)
    assert [each.key for each in found] == ["alike-2024", "market-2024", "market-2025"]
