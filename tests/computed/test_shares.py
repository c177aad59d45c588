"""Shares of a demand, of trade with the world and of a group, and shares as amounts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.support.factories import (
    AFGHANISTAN,
    RUSSIA,
    TRADER,
    WORLD,
    make_source,
    make_total,
    make_year,
)
from tests.support.samples import (
    EARLY_2025,
    MIRROR,
    SOLAR_1403,
    demand,
    inputs_of,
    only,
    quantity,
    value,
)
from tradedata.computed.shares import share_levels, shares_of_demand, shares_of_total
from tradedata.data.claims import Area
from tradedata.data.periods import Period

OTHER_PAPER = make_source("other")
ALL = quantity("all", partner=WORLD)


def test_shares_of_demand_are_percent_of_a_year() -> None:
    indicator = only(shares_of_demand([quantity(qualifier="over"), demand(kind="estimate")]))
    assert indicator.words == "about 39%"
    assert indicator.label == "Share of demand for LPG in Afghanistan"
    assert indicator.note == (
        "The demand is given without a year: it is set only against years with a day within 365 "
        "days of when it was stated (9 Apr 2025)."
    )


CALENDAR_2023 = make_year(2023)


@pytest.mark.parametrize(
    ("claimed_on", "published", "period", "count"),
    [
        ("2025-03", "", SOLAR_1403, 1),
        ("2025-03", "", CALENDAR_2023, 0),
        ("2025-03", "", make_year(2026), 1),
        ("2025-03", "", make_year(2027), 0),
        ("2024-12-30", "", CALENDAR_2023, 1),
        ("2024-12-31", "", CALENDAR_2023, 0),
        ("2024", "", CALENDAR_2023, 1),
        ("", "2025-03-26", SOLAR_1403, 1),
        ("2019-05", "2025-03-26", SOLAR_1403, 0),
        ("", "", SOLAR_1403, 0),
    ],
)
def test_shares_of_demand_of_an_undated_demand_speak_of_when_it_was_stated(
    claimed_on: str, published: str, period: Period, count: int
) -> None:
    level = demand(claimed_on=claimed_on, source=make_source("wire", published=published))
    assert len(shares_of_demand([quantity(period=period), level])) == count


def test_shares_of_demand_of_a_dated_demand_need_no_note() -> None:
    assert only(shares_of_demand([quantity(), demand(period=make_year(2024))])).note == ""


def test_shares_of_demand_name_every_estimate() -> None:
    estimates = [demand("low", value=500_000), demand("high", source=OTHER_PAPER)]
    assert len(shares_of_demand([quantity(), *estimates])) == 2


def test_shares_of_total_stand_against_the_reporters_world_total() -> None:
    indicator = only(
        shares_of_total([quantity(), quantity("all", partner=WORLD, value=1_100_000)], WORLD)
    )
    assert indicator.value == 25
    assert indicator.label == "Share of Russia in the imports of Afghanistan, LPG"
    assert indicator.formula == "quantity of the part / quantity of the whole"
    assert indicator.note == ""


def test_shares_of_total_reach_across_mirror_flows() -> None:
    part = value(valuation="cif")
    total = value(
        "all", reporter=RUSSIA, partner=WORLD, flow="export", value=1_320_000_000, valuation="fob"
    )
    own = only(shares_of_total([part, total], WORLD))
    assert own.note == "CIF and FOB values are mixed."
    indicator = only(shares_of_total([part, replace(total, claimant=TRADER)], WORLD))
    assert indicator.value == 10
    assert indicator.label == "Share of Afghanistan in the exports of Russia, LPG"
    assert indicator.note == (
        "CIF and FOB values are mixed. "
        "The part is as Afghanistan reports it, the total as Russia does."
    )


def test_shares_of_total_of_an_export_reach_the_importers_total() -> None:
    part = quantity(**MIRROR)
    indicator = only(shares_of_total([part, ALL], WORLD))
    assert indicator.label == "Share of Russia in the imports of Afghanistan, LPG"


def test_shares_of_total_of_turnover_stand_against_turnover() -> None:
    claims = [
        make_total(),
        make_total("all", partner=WORLD),
        make_total("all-af", reporter=AFGHANISTAN, partner=WORLD),
    ]
    assert {indicator.label for indicator in shares_of_total(claims, WORLD)} == {
        "Share of Afghanistan in the trade of Russia, All goods",
        "Share of Russia in the trade of Afghanistan, All goods",
    }


def test_shares_of_total_prefer_the_total_in_the_same_source() -> None:
    totals = [
        ALL,
        replace(ALL, id="all-elsewhere", source=OTHER_PAPER),
    ]
    assert inputs_of(shares_of_total([quantity(), *totals], WORLD)) == [("tonnes", "all")]


def test_shares_of_total_reach_a_group_that_holds_an_end_and_tell_what_was_stated() -> None:
    region = Area("REGION", "Region", ())
    whole = replace(RUSSIA, members=("REGION",))
    part = make_total("part", value=51, reporter=region, period=EARLY_2025)
    total = make_total("whole", value=503, reporter=whole, period=EARLY_2025)
    share = make_total("share", value=10, measure="share", of="value", unit="percent")
    stated = replace(share, reporter=region, period=EARLY_2025)
    found = only(shares_of_total([part, total, stated, replace(stated, id="again")], WORLD))
    assert found.words == "about 10%"
    assert found.label == (
        "Share of Region in All goods: trade of Russia with Afghanistan, both directions"
    )
    assert found.note == "Stated: 10% (A. Minister)."
    assert not found.is_mark
    level = only(share_levels([part, total, stated], WORLD))
    assert level.expression == "$503 × 10% = $50.3"
    assert not level.is_mark
    assert share_levels([replace(total, source=OTHER_PAPER), stated], WORLD) == ()


def test_share_levels_take_the_total_that_the_source_of_the_share_gives() -> None:
    share = quantity("share", value="16.9", measure="share", of="quantity", unit="percent")
    elsewhere = replace(ALL, id="all-elsewhere", source=OTHER_PAPER, claimant=TRADER)
    level = only(share_levels([share, replace(ALL, value=Decimal(875_000)), elsewhere], WORLD))
    assert level.id == "share-level.share.all"
    assert level.words == "about 148,000 t"
    assert level.expression == "875,000 t × 16.9% = 147,875 t"
    assert level.label == "LPG, 2024, a share as an amount"
    assert level.note == "The share is taken as one in LPG: imports of Afghanistan from World."
    assert level.is_mark
    assert len(share_levels([share, elsewhere], WORLD)) == 1
    assert share_levels([share], WORLD) == ()
    assert share_levels([share, ALL], None) == ()
