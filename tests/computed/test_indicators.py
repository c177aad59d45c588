"""The form of a computed number: formula, sources, hedge, digits, doubts."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from tests.support.factories import make_source, make_total, make_year
from tests.support.samples import growth, only, quantity, target, value
from tradedata.computed.derivations import base_values, unit_values
from tradedata.computed.targets import target_multiples

OTHER_PAPER = make_source("other")
THIRD_PAPER = make_source("third")


def test_indicator_carries_formula_inputs_and_sources() -> None:
    indicator = only(unit_values([quantity(qualifier="over"), value()]))
    assert indicator.id == "unit-value.dollars.tonnes"
    assert indicator.kind == "unit-value"
    assert indicator.label == "Implied price of LPG"
    assert indicator.formula == "value / quantity"
    assert indicator.expression == "$132,000,000 / 275,000 t = $480 a tonne"
    assert indicator.short_words == "≤ about $480 a tonne"
    assert indicator.shown == Decimal(480)
    assert indicator.digits_words == "3 significant digits, as its weakest input has"
    assert [source.key for source in indicator.sources] == ["paper"]
    assert indicator.period == make_year(2024)
    assert indicator.is_mark
    assert not indicator.inferred
    assert indicator.note == ""


def test_indicator_id_of_many_inputs_is_short_enough_for_a_file_and_tells_them_apart() -> None:
    indicator = only(unit_values([quantity(qualifier="over"), value()]))
    inputs = [quantity(f"{number:03}-{'x' * 50}") for number in range(9)]
    long, other = (replace(indicator, inputs=tuple(each)) for each in (inputs, inputs[1:]))
    assert re.fullmatch(r"unit-value\.[0-9a-f]{16}", long.id)
    assert long.id != other.id
    assert replace(indicator, inputs=tuple(inputs[:3])).id.count(".") == 3


def test_indicator_that_does_not_divide_evenly_says_so_in_its_expression() -> None:
    indicator = only(base_values([quantity(value=71_000), growth()]))
    assert indicator.expression == "71,000 t / (1 + 52%) ≈ 46,710.5 t"


def test_indicator_sources_are_the_union_in_order_of_inputs() -> None:
    indicator = only(target_multiples([target(source=OTHER_PAPER)], make_total(source=THIRD_PAPER)))
    assert [source.key for source in indicator.sources] == ["other", "third"]


def test_indicator_of_an_inferred_period_says_so() -> None:
    year = make_year(2024, "inferred")
    assert only(unit_values([quantity(period=year), value(period=year)])).inferred


def test_indicator_with_hedges_that_cancel_gives_no_direction() -> None:
    indicator = only(unit_values([quantity(qualifier="at-least"), value(qualifier="over")]))
    assert indicator.hedge == "unclear"
    assert indicator.words == "about $480 a tonne"
    assert indicator.note == "The hedges ‘over’ and ‘at least’ together give no direction."
    alike = only(unit_values([quantity(qualifier="over"), value(qualifier="over")]))
    assert alike.note == "The hedge ‘over’ of several numbers gives no direction."


def test_indicator_on_a_doubtful_claim_repeats_the_doubt() -> None:
    indicator = only(
        unit_values([quantity(status="doubtful", note="Doubtful: misheard."), value()])
    )
    assert indicator.note == "An input is marked doubtful: misheard."
