"""Parts: what is stated of products, added up beside each total for the same days."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.factories import (
    AFGHANISTAN,
    COLLECTION,
    GAS,
    MINISTER,
    RUSSIA,
    TRADER,
    WORLD,
    make_claim,
    make_period,
    make_year,
)
from tests.support.samples import EARLY_2024, MIRROR, SOLAR_1403, million, only
from tradedata.computed.parts import PartsCheck, part_sums, parts_checks
from tradedata.data.claims import Claim, Product
from tradedata.data.vocabulary import AMOUNTS

FUELS = Product("fuels", "Fuels", "", "Oil products and gas", 3)
LPG = replace(GAS, part_of=("fuels",))
FLOUR = Product("flour", "Flour", "", "Flour", 2)
TOTAL = million("total", 323, qualifier="about")


def part(id: str, millions: float, product: Product = FLOUR, **fields: Any) -> Claim:
    """Exports of Russia to Afghanistan in 2024."""
    given_ = {**MIRROR, "measure": "value", "unit": "USD", "product": product, **fields}
    return make_claim(id, value=millions * 10**6, **given_)


def checked(*claims: Claim) -> PartsCheck:
    (check,) = parts_checks(claims, COLLECTION)
    return check


def chosen(*claims: Claim) -> list[str]:
    return [level.claim.id for level in checked(TOTAL, *claims).parts]


GAS_PART = part("gas", 132, LPG, claimant=TRADER, period=SOLAR_1403)
FLOUR_PART = part("flour", 80, qualifier="almost")


def test_parts_checks_add_products_up_and_say_what_does_not_match() -> None:
    other = million("other", 239, claimant=TRADER)
    check = checked(TOTAL, other, GAS_PART, FLOUR_PART)
    assert check.sum
    assert check.sum.id == "parts.gas.flour"
    assert check.sum.words == "about $212 million"
    assert check.sum.expression == "$132,000,000 + $80,000,000 = $212,000,000"
    assert check.sum.period.describe() == "2024 and solar year 1403"
    named = (
        "LPG (exports of Russia to Afghanistan, solar year 1403) and Flour (exports of Russia to "
        "Afghanistan, 2024)"
    )
    assert check.sum.name == f"{named}, added up"
    assert check.period == make_year(2024)
    assert check.exceeded == ()
    first, second = check.shares
    assert first.id == "parts-share.gas.flour.total"
    assert (first.words, second.words) == ("about 66%", "about 89%")
    assert second.expression == "($132,000,000 + $80,000,000) / $239,000,000 ≈ 88.7029%"
    assert second.name == f"{named} in percent of the total that B. Trader stated for 2024"
    assert second.note == (
        "The number for LPG is for solar year 1403: 287 of its 366 days are in 2024. Whether "
        "freight and insurance are included is not stated for all of them."
    )
    assert not first.is_mark


def test_parts_checks_name_once_what_is_traded_alike() -> None:
    check = checked(TOTAL, part("gas", 132, LPG), FLOUR_PART)
    assert check.sum
    assert check.sum.name == "LPG and Flour (exports of Russia to Afghanistan, 2024), added up"
    assert check.sum.period.describe() == "2024"


def test_parts_checks_show_a_total_that_is_less_than_its_parts() -> None:
    low = million("low", 180, claimant=None)
    share = only(checked(TOTAL, low, GAS_PART, FLOUR_PART).exceeded)
    assert share.inputs[-1] == low
    assert "an unattributed report" in share.name
    assert share.note.endswith(
        "The parts come to more than $180 million (an unattributed report), however all were "
        "rounded: not all of these numbers can hold, unless the days that are not in both make the "
        "difference."
    )
    same_days = part("gas", 132, LPG)
    assert "can hold." in only(checked(low, same_days, FLOUR_PART).exceeded).note
    assert checked(million("near", 205), same_days, FLOUR_PART).exceeded == ()


def test_parts_checks_of_one_part_give_its_share_alone() -> None:
    check = checked(TOTAL, FLOUR_PART)
    assert check.sum is None
    assert only(check.shares).expression == "$80,000,000 / $323,000,000 ≈ 24.7678%"
    assert part_sums((TOTAL, FLOUR_PART), COLLECTION) == check.shares


def test_parts_checks_take_the_least_of_the_statements_for_most_days() -> None:
    several = [
        FLOUR_PART,
        part("more", 90, claimant=TRADER),
        part("over", 80, qualifier="over", claimant=TRADER),
        part("early", 70, period=EARLY_2024),
        part("doubtful", 20, status="doubtful"),
        replace(FLOUR_PART, id="reprint"),
    ]
    assert chosen(*several) == ["flour"]
    assert chosen(several[3]) == ["early"]
    note = only(checked(TOTAL, several[3]).shares).note
    assert note.startswith("The number for Flour is for Jan-Feb 2024 alone.")


def test_parts_checks_never_add_a_product_to_one_that_counts_it() -> None:
    gas = part("gas", 132, LPG)
    assert chosen(gas, part("fuels", 100, FUELS), FLOUR_PART) == ["flour", "gas"]
    assert chosen(gas, part("fuels", 300, FUELS), FLOUR_PART) == ["flour", "fuels"]


def test_parts_checks_add_both_directions_where_no_number_holds_both() -> None:
    back = part("back", 5, reporter=AFGHANISTAN, partner=RUSSIA)
    both = part("both", 200, flow="turnover")
    assert chosen(FLOUR_PART, back) == ["back", "flour"]
    assert chosen(FLOUR_PART, back, both) == ["both"]
    exports = million("exports", 323, flow="export")
    check = checked(exports, FLOUR_PART, back, both)
    assert [level.claim.id for level in check.parts] == ["flour"]


def test_parts_checks_take_an_implied_part_where_none_is_stated() -> None:
    doubled = make_claim(
        **{"id": "doubled", **MIRROR, "value": 2, "measure": "ratio", "of": "value"},
        unit="times",
        product=FLOUR,
        base=make_year(2023),
        refers_to="flour",
    )
    before = million("before", 359, period=make_year(2023))
    check = checked(before, FLOUR_PART, doubled)
    assert check.parts[0].words == "at most about $40 million implied (A. Minister, 2023)"
    assert only(check.shares).note.startswith("The number for Flour is implied, not stated.")
    stated = part("stated", 50, period=make_year(2023))
    check = checked(before, FLOUR_PART, doubled, stated)
    assert [level.claim for level in check.parts] == [stated]


@pytest.mark.parametrize(
    ("valuations", "words"),
    [
        (("fob", "fob"), ""),
        (("fob", "cif"), "CIF and FOB values are mixed."),
        (("fob", ""), "Whether freight and insurance are included is not stated for all of them."),
    ],
)
def test_parts_checks_say_which_valuations_are_mixed(
    valuations: tuple[str, str], words: str
) -> None:
    total, flour = (
        replace(claim, valuation=each)
        for claim, each in zip((TOTAL, part("flour", 80)), valuations, strict=True)
    )
    assert only(checked(total, flour).shares).note == words


@pytest.mark.parametrize(
    "fields",
    [
        {"unit": "EUR"},
        {"measure": "quantity", "unit": "t"},
        {"partner": WORLD},
        {"kind": "target"},
        {"status": "rejected"},
        {"status": "doubtful"},
        {"value": Decimal(0)},
        {"period": make_year(2023)},
        {"period": make_period("2024-01-01", "2025-01-02")},
        {"period": make_period("2024-07-01", "2025-06-30")},
        {"period": make_period(label="now", basis="running")},
    ],
    ids=str,
)
def test_parts_checks_of_unlike_numbers_are_not_given(fields: dict[str, Any]) -> None:
    assert parts_checks([TOTAL, FLOUR_PART], COLLECTION)
    other = replace(FLOUR_PART, **fields)
    assert parts_checks([TOTAL, other], COLLECTION) == ()
    assert parts_checks([FLOUR_PART], COLLECTION) == ()


def test_parts_checks_stand_latest_first() -> None:
    years = (2022, 2024, 2023)
    totals = [million(f"total-{year}", 300, period=make_year(year)) for year in years]
    parts = [part(f"part-{year}", 80, period=make_year(year)) for year in years]
    checks = parts_checks([*totals, *parts], COLLECTION)
    assert [check.period.span for check in checks] == ["2024", "2023", "2022"]
    assert len(part_sums([*totals, *parts], COLLECTION)) == 3


@st.composite
def many_parts(draw: Any) -> tuple[Claim, ...]:
    return tuple(
        part(
            f"part-{number}",
            draw(st.integers(1, 100)),
            draw(st.sampled_from((LPG, FUELS, FLOUR))),
            period=draw(st.sampled_from((make_year(2024), SOLAR_1403, EARLY_2024))),
            claimant=draw(st.sampled_from((MINISTER, TRADER))),
            flow=draw(st.sampled_from(("export", "import", "turnover"))),
        )
        for number in range(draw(st.integers(1, 6)))
    )


@given(many_parts())
def test_parts_checks_law_no_part_is_counted_twice(claims: tuple[Claim, ...]) -> None:
    check = checked(TOTAL, *claims)
    assert parts_checks((*claims[::-1], TOTAL), COLLECTION) == (check,)
    assert all(level.claim.measure in AMOUNTS for level in check.parts)
    for a, b in combinations([level.claim for level in check.parts], 2):
        assert a.product.key not in b.product.part_of
        assert b.product.key not in a.product.part_of
        assert a.product != b.product or {a.flow, b.flow} == {"export", "import"}
    worth = sum(level.claim.value for level in check.parts)
    assert only(check.shares).value == Decimal(worth) * 100 / TOTAL.value
