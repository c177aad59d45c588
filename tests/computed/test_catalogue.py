"""Catalogue: every indicator of a set of claims, none missing and none twice."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from tests.support.factories import (
    COLLECTION,
    TRADER,
    make_claim,
    make_source,
    make_total,
    make_year,
    shipped_data,
)
from tests.support.samples import EARLY_2025, SOLAR_1403, all_indicators_of, many_claims
from tradedata.compare.comparison import compare_claims
from tradedata.compare.statements import statements
from tradedata.computed.catalogue import computed_of, indicators_of
from tradedata.computed.reprints import distinct_indicators
from tradedata.computed.targets import target_growth, target_multiples
from tradedata.data.claims import Claim
from tradedata.data.vocabulary import UNITS

SELLER = replace(TRADER, key="seller")
OTHER_PAGE = make_source("other-page")
TOTAL = make_total("total", value=500_000_000)
OTHER = make_total("other", value=900_000_000, claimant=TRADER)
TARGET = make_total("target", value=3 * 10**9, kind="target", period=make_year(2030))
CLAIMS = (
    TOTAL,
    OTHER,
    TARGET,
    make_total("solar", value=600_000_000, claimant=SELLER, period=SOLAR_1403),
    make_claim("tonnes", origin="one"),
    make_claim("dollars", value=48_000, measure="value", unit="USD", origin="one"),
)


def test_indicators_of_join_what_is_computed_and_give_once_what_reprints_give() -> None:
    reprints = [
        make_claim("tonnes-again", origin="one", source=OTHER_PAGE),
        make_claim("part", origin="two", period=EARLY_2025),
        make_claim("part-again", origin="two", period=EARLY_2025, source=OTHER_PAGE),
    ]
    claims = (*CLAIMS, *reprints)
    ids = [indicator.id for indicator in indicators_of(iter(claims), COLLECTION)]
    assert ids == [
        "unit-value.dollars.tonnes",
        "run-rate.part",
        "spread.other.total",
        "corroboration.other.solar",
        "corroboration.solar.total",
        "parts-share.dollars.other",
        "parts-share.dollars.total",
        "parts-share.dollars.solar",
    ]
    alone = [indicator.id for indicator in indicators_of(CLAIMS, COLLECTION)]
    assert alone == [each for each in ids if each != "run-rate.part"]
    everything = all_indicators_of(claims, COLLECTION)
    assert "run-rate.part-again" in {indicator.id for indicator in everything}


@given(many_claims())
def test_indicators_of_law_nothing_of_all_is_lost_but_reprints(claims: tuple[Claim, ...]) -> None:
    each_once, everything = indicators_of(claims, COLLECTION), all_indicators_of(claims, COLLECTION)
    ids = {indicator.id for indicator in everything}
    assert len(ids) == len(everything)
    assert {indicator.id for indicator in each_once} <= ids
    again = distinct_indicators(each_once, statements(claims))
    assert [each.indicator for each in again] == list(each_once)
    computed = computed_of(claims, COLLECTION)
    assert {each.kind for each in computed} == {each.kind for each in each_once}


def test_all_indicators_of_adds_what_targets_need_from_every_claim() -> None:
    ids = [indicator.id for indicator in all_indicators_of(iter(CLAIMS), COLLECTION)]
    assert ids == [
        *(indicator.id for indicator in indicators_of(CLAIMS, COLLECTION)),
        "target-multiple.target.total",
        "target-growth.target.total",
        "target-multiple.target.other",
        "target-growth.target.other",
        "target-multiple.target.solar",
        "target-growth.target.solar",
    ]
    needed = (*target_multiples(CLAIMS, TOTAL), *target_growth(CLAIMS, TOTAL))
    assert set(needed) <= set(all_indicators_of(CLAIMS, COLLECTION))


@given(many_claims(), st.data())
def test_indicators_of_law_two_currencies_never_meet(
    claims: tuple[Claim, ...], data: st.DataObject
) -> None:
    units = st.sampled_from(["USD", "GEL", "GEL/year"])
    money = [replace(claim, measure="value", unit=data.draw(units)) for claim in claims]
    together = [each.inputs for each in all_indicators_of(money, COLLECTION)]
    together += [each.claims for each in statements(money)]
    together += [pair for pair in combinations(money, 2) if compare_claims(*pair).ratio]
    for inputs in together:
        assert len({UNITS[claim.unit].family for claim in inputs}) == 1


SIGNS = {"×": "*", "^": "**", "%": "/ 100"}


def reckoned(expression: str) -> Decimal:
    """What the numbers on the left of a printed expression come to, without their units."""
    left, _ = re.split(" [=≈] ", expression)
    parts = re.findall(r"\d[\d,]*(?:\.\d+)?|[-+/()×^%]", left)
    numbers = (f"Decimal('{part.replace(',', '')}')" for part in parts if part[0].isdigit())
    code = " ".join(next(numbers) if part[0].isdigit() else SIGNS.get(part, part) for part in parts)
    return Decimal(eval(code))


def test_all_indicators_of_shipped_data_are_what_their_expressions_come_to() -> None:
    dataset = shipped_data()
    found = all_indicators_of(dataset.claims, dataset.collection, dataset.benchmarks)
    scales = {"percent": 100}
    assert {item.kind for item in found} >= {"base-value", "run-rate", "target-growth", "change"}
    for item in found:
        result = reckoned(item.expression) * scales.get(item.unit, 1)
        assert abs(result - item.value) <= abs(item.value) * Decimal("1e-20"), item.expression
