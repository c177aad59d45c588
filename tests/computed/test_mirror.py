from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.factories import AFGHANISTAN, RUSSIA, make_source, make_total, make_year
from tests.support.samples import IMPORT, MIRROR
from tradedata.computed.mirror import mirror_gaps
from tradedata.data.claims import Claim

OFFICE = make_source("office", collection="statistics", publisher="The Office")
STATISTIC = {"kind": "statistic", "source": OFFICE}
BUREAU = make_source("bureau", collection="statistics", publisher="The Bureau")


def make_sold(id: str = "sold", *, value: float | str = 100, **overrides: Any) -> Claim:
    """Russia's exports to Afghanistan, FOB."""
    return make_total(id, value=value, **{**STATISTIC, **MIRROR, "valuation": "fob", **overrides})


def make_bought(id: str = "bought", *, value: float | str = 110, **overrides: Any) -> Claim:
    """Afghanistan's imports from Russia, CIF."""
    return make_total(id, value=value, **{**STATISTIC, **IMPORT, "valuation": "cif", **overrides})


def test_mirror_gaps_both_sides_report_importer_over_exporter() -> None:
    (gap,) = mirror_gaps([make_sold(value=80), make_bought(value=100)])

    assert gap.value == Decimal("1.25")
    assert gap.unit == "times"
    assert [claim.id for claim in gap.inputs] == ["bought", "sold"]
    assert not gap.is_mark
    assert "freight" in gap.note


@pytest.mark.parametrize(
    ("sold", "bought"),
    [
        ({}, {"based_on": ("sold",)}),
        ({"based_on": ("bought",)}, {}),
        ({"based_on": ("another-row",)}, {}),
        ({"status": "rejected"}, {}),
        ({}, {"status": "superseded"}),
        ({"kind": "reported"}, {}),
        ({}, {"measure": "quantity", "unit": "t"}),
        ({"period": make_year(2023)}, {}),
        ({"reporter": AFGHANISTAN, "partner": RUSSIA}, {}),
        ({"partner": None}, {}),
        ({"value": 0}, {}),
        ({"flow": "turnover"}, {}),
    ],
)
def test_mirror_gaps_no_two_voices_on_one_flow_none(
    sold: dict[str, Any], bought: dict[str, Any]
) -> None:
    assert mirror_gaps([make_sold(**sold), make_bought(**bought)]) == ()


def test_mirror_gaps_valuation_and_publisher_open_causes_say_so() -> None:
    (gap,) = mirror_gaps([make_sold(valuation="", source=BUREAU), make_bought()])

    assert "freight and insurance are included is not stated for both" in gap.note
    assert "The Bureau and The Office" in gap.note


def test_mirror_gaps_both_fob_freight_is_no_cause() -> None:
    (gap,) = mirror_gaps([make_sold(), make_bought(valuation="fob")])

    assert "freight" not in gap.note


@given(st.permutations(["a", "b", "c", "d"]))
def test_mirror_gaps_any_row_order_same_gaps(order: list[str]) -> None:
    claims = {
        "a": make_sold("a", period=make_year(2019)),
        "b": make_bought("b", period=make_year(2019)),
        "c": make_sold("c", period=make_year(2018), value=7),
        "d": make_bought("d", period=make_year(2018)),
    }
    found = mirror_gaps(claims[key] for key in order)

    assert [gap.id for gap in found] == ["mirror-gap.d.c", "mirror-gap.b.a"]
