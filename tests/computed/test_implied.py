"""Implied: what a growth, multiple or share implies, beside what is stated for the same days."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.support.factories import TRADER, WORLD, make_source, make_year
from tests.support.samples import NO_PERIOD, growth, only, quantity
from tradedata.computed.implied import implied_distances

IMPLYING = (quantity(value=152_000), growth())
STATED = quantity("before", value=80_000, period=make_year(2023), origin="other")


def test_implied_distances_set_a_base_beside_what_is_stated() -> None:
    found = only(implied_distances([*IMPLYING, STATED], WORLD))
    assert found.id == "implied-distance.tonnes.growth.before"
    assert found.words == "about 1.3 times"
    assert found.expression == "(152,000 t / (1 + 52%)) / 80,000 t = 1.25 times"
    assert found.label == (
        "LPG, quantity: 80,000 t (A. Minister, 2023) beside about 100,000 t implied "
        "(A. Minister, 2023), larger / smaller"
    )
    assert found.note.startswith("The same page gives 80,000 t for 2023")
    assert not found.is_mark
    higher = replace(STATED, value=STATED.value * 2, source=make_source("other"))
    other = only(implied_distances([*IMPLYING, higher], WORLD))
    assert other.expression == "160,000 t / (152,000 t / (1 + 52%)) = 1.6 times"
    assert other.note == ""


def test_implied_distances_set_a_share_as_an_amount_beside_what_is_stated() -> None:
    share = quantity("share", value="16.9", measure="share", of="quantity", unit="percent")
    total = quantity("all", value=875_000, partner=WORLD)
    other = quantity("other", value=131_000, claimant=TRADER, origin="other")
    found = only(implied_distances([share, total, other], WORLD))
    assert found.expression == "(875,000 t × 16.9%) / 131,000 t ≈ 1.12882 times"


@pytest.mark.parametrize(
    "fields",
    [
        {"period": make_year(2022)},
        {"period": NO_PERIOD},
        {"flow": "export"},
        {"unit": "t/year"},
        {"kind": "target"},
        {"status": "rejected"},
    ],
    ids=str,
)
def test_implied_distances_to_unlike_numbers_are_not_given(fields: dict[str, Any]) -> None:
    assert implied_distances([*IMPLYING, replace(STATED, **fields)], WORLD) == ()


def test_implied_distances_of_what_names_no_days_are_not_given() -> None:
    undated = [replace(each, period=NO_PERIOD, own_period=NO_PERIOD) for each in IMPLYING]
    assert implied_distances([*undated, STATED], WORLD) == ()
    reprint = replace(STATED, id="reprint", source=make_source("other"))
    assert len(implied_distances([*IMPLYING, STATED, reprint], WORLD)) == 1
