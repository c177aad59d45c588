"""Spreads: what comparison finds, as numbers with a formula and inputs."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.support.factories import GAS, TRADER, make_claim, make_period, make_total, make_year
from tradedata.compare.statements import group_by_period
from tradedata.computed.spreads import spread_indicator, spreads

LOW = make_total("low", value=560_000_000)
HIGH = make_total("high", value=1_000_000_000, claimant=TRADER)


def test_spread_indicator_divides_the_highest_by_the_lowest() -> None:
    (group,) = group_by_period((LOW, HIGH))
    assert group.spread is not None
    indicator = spread_indicator(group.spread)
    assert indicator.id == "spread.high.low"
    assert indicator.inputs == (HIGH, LOW)
    assert indicator.value == group.spread.ratio == HIGH.value / LOW.value
    assert (indicator.unit, indicator.digits) == ("times", 2)
    assert indicator.words == "about 1.8 times"
    assert indicator.label == "Distance between two numbers"
    assert indicator.formula == "highest / lowest"
    assert indicator.expression == "$1,000,000,000 / $560,000,000 ≈ 1.78571 times"
    assert indicator.period == HIGH.period
    assert not indicator.is_mark


def test_spread_indicator_names_what_to_know_when_comparing() -> None:
    (spread,) = spreads((LOW, make_total("high", value=10**9, kind="statistic", claimant=TRADER)))
    assert spread.note == "What goes with the distance: reported number against statistic."
    assert spreads((LOW, HIGH))[0].note == ""


def test_spreads_are_of_the_levels_of_one_series_and_of_the_same_days() -> None:
    others = [
        make_total("c", value=100, period=make_year(2023)),
        make_total("d", value=300, period=make_year(2023)),
        make_total("alone", value=1, period=make_year(2022)),
        make_total("product", value=1, product=GAS),
        make_claim("share-a", value=10, measure="share", of="value", unit="percent"),
        make_claim("share-b", value=20, measure="share", of="value", unit="percent"),
    ]
    assert [spread.id for spread in spreads((LOW, HIGH, *others))] == [
        "spread.d.c",
        "spread.high.low",
    ]


def test_spreads_are_the_same_whatever_the_order_of_rows() -> None:
    gas = [make_claim("gas-a", value=100), make_claim("gas-b", value=900, claimant=TRADER)]
    assert spreads([LOW, HIGH, *gas]) == spreads([*gas, HIGH, LOW])
    assert len(spreads([LOW, HIGH, *gas])) == 2


@given(st.lists(st.integers(1, 10**6), min_size=2, max_size=5))
def test_spreads_law_ratio_is_of_the_furthest_two_and_at_least_one(values: list[int]) -> None:
    claims = [make_total(f"c{place}", value=value) for place, value in enumerate(values)]
    (spread,) = spreads(claims)
    assert spread.value == Decimal(max(values)) / Decimal(min(values)) >= 1


def test_spreads_hold_what_one_source_sets_side_by_side_though_another_gives_a_year() -> None:
    lent = replace(make_year(2023), basis="inferred", supplied_by="elsewhere")
    undated = make_period()
    claims = [
        make_total("first", value=560, origin="one", period=lent, own_period=undated),
        make_total("second", value=1000, origin="two", period=undated),
    ]
    (spread,) = spreads(claims)
    assert [claim.id for claim in spread.inputs] == ["second", "first"]
    assert "no year given for either" in spread.label
