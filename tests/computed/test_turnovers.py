"""Turnover checks: a stated turnover beside what exports and imports of the same days add up to."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.support.factories import (
    GAS,
    TRADER,
    WORLD,
    make_period,
    make_source,
    make_total,
    make_year,
)
from tests.support.samples import fitting
from tradedata.computed.turnovers import turnover_checks, turnover_distances
from tradedata.data.claims import Claim

OFFICE = make_source("office", collection="statistics", publisher="The Office")
STATED = make_total("stated", value=50)


def make_sides(exports: float = 90, imports: float = 10, **fields: Any) -> list[Claim]:
    """Exports and imports of Russia with Afghanistan in 2024, from statistics."""
    given = {"source": OFFICE, "claimant": None, "kind": "statistic", **fields}
    return [
        make_total("sold", value=exports, flow="export", **given),
        make_total("bought", value=imports, flow="import", **given),
    ]


def test_turnover_checks_say_how_far_stated_and_computed_are_apart() -> None:
    (check,) = turnover_checks([STATED, *make_sides()])
    assert check.claim == STATED
    assert [each.id for each in check.computed] == ["turnover.sold.bought"]
    (distance,) = check.distances
    assert distance.value == Decimal(2)
    assert [claim.id for claim in distance.inputs] == ["stated", "sold", "bought"]
    assert distance.expression == "($90 + $10) / $50 = 2 times"
    assert "as reported by Russia" in distance.label
    assert not distance.is_mark
    assert turnover_distances([STATED, *make_sides()]) == (distance,)


def test_turnover_checks_higher_stated_number_is_divided_by_the_computed_one() -> None:
    (check,) = turnover_checks([make_total("stated", value=400), *make_sides()])
    assert check.distances[0].expression == "$400 / ($90 + $10) = 4 times"


def test_turnover_checks_repeat_a_doubt_once() -> None:
    (check,) = turnover_checks([STATED, *make_sides(status="doubtful", note="Misheard.")])
    assert check.distances[0].note == "An input is marked doubtful: Misheard."


def test_turnover_checks_give_the_distance_to_each_nearest_first() -> None:
    bureau = make_source("bureau", collection="statistics")
    others = [replace(c, id=f"other-{c.id}") for c in make_sides(190, 10, source=bureau)]
    (check,) = turnover_checks([STATED, *make_sides(), *others])
    assert len(check.computed) == 2
    assert [each.value for each in check.distances] == [Decimal(2), Decimal(4)]


def test_turnover_checks_hedges_point_the_way_of_the_quotient() -> None:
    over = make_total("stated", value=50, qualifier="over")
    (check,) = turnover_checks([over, *make_sides()])
    assert check.distances[0].words == "at most about 2.0 times"


UNLIKE: dict[str, tuple[Claim, dict[str, Any]]] = {
    "other-period": (make_total("stated", period=make_year(2023)), {}),
    "no-period": (make_total("stated", period=make_period()), {}),
    "other-areas": (make_total("stated", partner=WORLD), {}),
    "other-product": (make_total("stated", product=GAS), {}),
    "one-direction": (make_total("stated", flow="export"), {}),
    "expected": (make_total("stated", kind="forecast"), {}),
    "rejected": (make_total("stated", status="rejected"), {}),
    "nothing": (make_total("stated", value=0), {}),
    "nothing-computed": (STATED, {"exports": 0, "imports": 0}),
    "same-source": (make_total("stated", source=OFFICE), {}),
    "same-speaker": (make_total("stated", claimant=TRADER), {"claimant": TRADER}),
    "arithmetic": (make_total("stated", **fitting("another")), {}),
    "no-second-voice": (STATED, {"based_on": ("elsewhere",)}),
}


@pytest.mark.parametrize(("stated", "sides"), UNLIKE.values(), ids=UNLIKE)
def test_turnover_checks_are_for_other_voices_on_the_same_trade_and_days(
    stated: Claim, sides: dict[str, Any]
) -> None:
    assert turnover_checks([stated, *make_sides(**sides)]) == ()


def test_turnover_checks_reprints_are_one_statement() -> None:
    reprint = make_total("reprint", value=50, source=make_source("page"), origin=STATED.origin)
    assert len(turnover_checks([STATED, reprint, *make_sides()])) == 1
