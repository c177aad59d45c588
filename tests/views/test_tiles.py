"""Tiles: the numbers most asked for, chosen by rule from the claims."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.support.factories import (
    AFGHANISTAN,
    COLLECTION,
    GAS,
    RUSSIA,
    TRADER,
    WORLD,
    make_claim,
    make_period,
    make_source,
    make_total,
    make_year,
    shipped_data,
)
from tests.support.samples import EARLY_2025, HALF_2025, NO_PERIOD, fitting, million, official
from tradedata.data.claims import Claim, Product
from tradedata.views.tiles import MOST_OF_PRODUCTS, tiles_of

FLOUR = Product("flour", "Flour", "1101", "Ground wheat", 2)
VALUE = {"measure": "value", "unit": "USD"}
OTHER = make_source("x")
SUMS = (
    official(2020, value=90, kind="statistic"),
    official(2020, "import", value=10),
    official(2019),
    official(2019, "import"),
)
MIRROR = tuple(
    official(2020, flow, value=value, reporter=AFGHANISTAN, partner=RUSSIA)
    for flow, value in (("export", 20), ("import", 100))
)


def ids(*claims: Claim) -> list[str]:
    found = tiles_of(claims, COLLECTION)
    assert found == tiles_of(tuple(reversed(claims)), COLLECTION)
    return [tile.number.id for tile in found]


def gas(id: str, **fields: Any) -> Claim:
    return make_claim(id, product=GAS, **fields)


TILES: dict[str, tuple[tuple[Claim, ...], list[str]]] = {
    "latest-total": ((million("a", 5, period=make_year(2023)), million("b", 4)), ["b"]),
    "whole-year-of-those-that-end-alike": (
        (million("a", 5, period=make_year(2025)),
         million("b", 4, period=replace(make_year(2025), start=HALF_2025.end))), ["a"]),
    "latest-that-nobody-doubts": (
        (million("a", 5, period=make_year(2023)), million("b", 4, status="doubtful")), ["a"]),
    "official-that-nobody-doubts": (
        (*SUMS, official(2021, status="doubtful"), official(2021, "import")),
        ["turnover.ru-export-2020.ru-import-2020"]),
    "target-that-nobody-doubts": (
        (million("t1", 3000, kind="target", period=make_year(2025), status="doubtful"),
         million("t2", 10000, kind="target", period=make_year(2030))), ["t2"]),
    "product-that-nobody-doubts": (
        (gas("a", period=make_year(2023)), gas("b", status="doubtful")), ["a"]),
    "latest-total-whole-year-first": ((million("a", 5), million("b", 4, period=HALF_2025)), ["a"]),
    "latest-total-part-year-alone": (
        (million("a", 5, period=EARLY_2025), million("b", 4, period=HALF_2025)), ["b"]),
    "longest-of-parts-that-end-alike": (
        (million("a", 5, period=replace(HALF_2025, start=EARLY_2025.end)),
         million("b", 4, period=HALF_2025)), ["b"]),
    "most-printed-undated": (
        (million("a", 5, period=NO_PERIOD), million("b", 4, period=NO_PERIOD, origin="o"),
         million("c", 4, period=NO_PERIOD, origin="o", source=OTHER)), ["b"]),
    "last-official": (SUMS, ["turnover.ru-export-2020.ru-import-2020"]),
    "official-total": (
        (*SUMS, million("t", 1, kind="statistic", period=make_year(2021))), ["t"]),
    "quantity-and-value-of-one-origin": (
        (gas("a", origin="o", **VALUE), gas("b", origin="o")), ["b", "a"]),
    "value-of-another-origin": ((gas("a", **VALUE), gas("b")), ["b"]),
    "value-of-another-year": (
        (gas("a", origin="o", period=make_year(2023), **VALUE), gas("b", origin="o")), ["b"]),
    "value-of-another-flow": (
        (gas("a", origin="o", flow="export", **VALUE), gas("b", origin="o")), ["b"]),
    "latest": ((gas("a", period=make_year(2023)), gas("b")), ["b"]),
    "whole-year-first": ((gas("a"), gas("b", period=HALF_2025)), ["a"]),
    "part-year-alone": ((gas("b", period=HALF_2025),), ["b"]),
    "most-printed-first": (
        (gas("a", qualifier="about"), gas("b", origin="o"), gas("c", origin="o", source=OTHER)),
        ["b"]),
    "disputed": ((gas("a", value=200), gas("b"), gas("c", period=make_year(2023))), ["c"]),
    "arithmetic": ((gas("a", **fitting("x")), gas("b", period=make_year(2023))), ["b"]),
    "disputed-only": ((gas("a", value=200), gas("b")), []),
    "disputed-in-the-hedge-alone": (
        (gas("a", qualifier="almost"), gas("b", qualifier="over", origin="b")), ["a"]),
    "undated": ((gas("a", period=NO_PERIOD),), []),
    "no-level": ((gas("a", measure="growth", of="value", unit="percent"),), []),
    "price": ((gas("a", measure="price", unit="USD/t"),), []),
    "resource": ((gas("a", flow="resource", partner=None),), []),
    "rejected": ((gas("a", status="rejected"), gas("b", status="superseded")), []),
    "plan": ((gas("a", kind="plan"),), []),
    "other-areas": ((gas("a"), gas("b", partner=WORLD, period=make_year(2025))), ["a"]),
    "order-of-products": ((make_claim("a", product=FLOUR), gas("b")), ["b", "a"]),
    "nearest-target": (
        (million("t2", 10000, kind="target", period=make_year(2030)),
         million("t1", 3000, kind="target", period=make_year(2025))), ["t1"]),
    "most-printed-target": (
        (million("a", 4000, kind="target", period=make_year(2025)),
         million("b", 3000, kind="target", period=make_year(2025), origin="o"),
         million("c", 3000, kind="target", period=make_year(2025), origin="o", source=OTHER)),
        ["b"]),
}  # fmt: skip


@pytest.mark.parametrize(("claims", "expected"), TILES.values(), ids=TILES)
def test_tiles_example_gives_numbers(claims: tuple[Claim, ...], expected: list[str]) -> None:
    assert ids(*claims) == expected


def test_tiles_of_all_sorts_stand_in_one_order_and_products_are_few() -> None:
    products = [
        make_claim(f"p{n}", product=replace(GAS, key=f"p{n}", place=n)) for n in (3, 1, 2, 4)
    ]
    claims = (
        *products,
        million("dated", 5),
        million("undated", 9, period=NO_PERIOD),
        *SUMS,
        million("target", 3000, kind="target", period=make_year(2025)),
    )
    sums = "turnover.ru-export-2020.ru-import-2020"
    named = [f"p{n}" for n in range(1, MOST_OF_PRODUCTS + 1)]
    assert ids(*claims) == ["dated", "undated", sums, *named, "target"]


TARGET = million("t", 3000, kind="target", period=make_year(2025))
OUTCOMES: dict[str, tuple[tuple[Claim, ...], str]] = {
    "differing": (
        (million("a", 5, origin="o"), million("b", 4, claimant=TRADER),
         million("c", 5, origin="o", source=OTHER)),
        "stated too: $4 million (B. Trader)"),
    "alone": ((million("a", 5),), ""),
    "doubtful": ((million("a", 5, status="doubtful"),), "marked doubtful here"),
    "differing-from-a-doubtful-one": (
        (million("a", 5), million("b", 4, status="doubtful")),
        "stated too: $4 million (Minister, doubtful)"),
    "doubtful-sum": (
        (official(2021, status="doubtful"), official(2021, "import")),
        "official exports plus imports, added here; nobody printed it; marked doubtful here; "
        "reported by Russia"),
    "target-reached-by-a-doubtful-number": (
        (million("b", 300, period=HALF_2025, status="doubtful", flow="export"),
         million("t", 3000, kind="target", period=make_year(2025), flow="export")),
        "most stated for it: $300 million (Minister, Jan-Jun 2025, doubtful), about 10% of it"),
    "arithmetic": (
        (million("a", 8), million("b", 11, claimant=TRADER, **fitting("a"))),
        "$11 million (B. Trader) equals $8 million times 11/8"),
    "differing-and-arithmetic": (
        (million("a", 8), million("b", 11, period=make_year(2025), **fitting("a")),
         million("z", 5, claimant=TRADER), million("d", 19, origin="d", **fitting("x"))),
        "stated too: $5 million (B. Trader) and $19 million (Minister; may be only arithmetic "
        "on others); $11 million (Minister) equals $8 million times 11/8"),
    "later-part": (
        (million("a", 8), million("b", 5, period=HALF_2025), million("c", 2, period=EARLY_2025),
         million("d", 7, claimant=TRADER, **fitting("b"), period=make_period(
             "2025-01-01", "2025-11-30"))),
        "later, for a part of a year: $5 million (Minister, Jan-Jun 2025); $7 million (B. Trader) "
        "equals $5 million times 11/8"),
    "another-hedge-of-a-product": (
        (gas("a", qualifier="almost"), gas("b", qualifier="over", origin="b", claimant=None)),
        "stated too: over 100 t (an unattributed report)"),
    "later-part-of-a-product": (
        (gas("a"), gas("b", value=7, period=HALF_2025, claimant=None)),
        "later, for a part of a year: 7 t (an unattributed report, Jan-Jun 2025)"),
    "arithmetic-alone": ((million("a", 5, **fitting("x")),), ""),
    "one-page": ((million("a", 5, period=NO_PERIOD),), "1 page prints it"),
    "two-pages": (
        (million("a", 5, period=NO_PERIOD, origin="o"),
         million("b", 5, period=NO_PERIOD, origin="o", source=OTHER)),
        "2 pages print it"),
    "mirror": (
        (*SUMS, *MIRROR),
        "official exports plus imports, added here; nobody printed it; reported by Russia; "
        "about $120 reported by Afghanistan"),
    "official-total": (
        (million("a", 5, kind="statistic"),), "reported by Russia"),
    "official-total-and-its-parts": (
        (*SUMS, million("a", 5, kind="statistic", period=make_year(2020))), "reported by Russia"),
    "two-official-totals": (
        (million("a", 5, kind="statistic"), million("b", 6, kind="statistic")),
        "reported by Russia; $6 million too"),
    "target-ahead": ((TARGET,), "nothing stated for 2025 in this view"),
}  # fmt: skip


@pytest.mark.parametrize(("claims", "outcome"), OUTCOMES.values(), ids=OUTCOMES)
def test_tile_says_what_else_is_known(claims: tuple[Claim, ...], outcome: str) -> None:
    first, *_ = tiles_of(claims, COLLECTION)
    assert first.outcome == outcome
    assert first.words.endswith(f"({outcome})" if outcome else first.attribution)


def test_tile_of_a_target_says_what_the_most_stated_for_its_year_comes_to() -> None:
    claims = (TARGET, million("low", 200, period=HALF_2025), million("high", 300, period=HALF_2025))
    tile = tiles_of(claims, COLLECTION)[-1]
    words = "most stated for it: $300 million (Minister, Jan-Jun 2025), about 10% of it"
    assert (tile.number.id, tile.outcome) == ("t", words)
    fits = million("fits", 400, period=HALF_2025, **fitting("x"))
    (*_, tile) = tiles_of((*claims, fits), COLLECTION)
    assert tile.outcome == words.replace("it:", "it, arithmetic on others apart:")


def test_tile_names_a_speaker_that_is_its_source_once() -> None:
    claim = make_total(
        claimant=replace(TRADER, label="The Paper"), source=make_source("p", published="")
    )
    (tile,) = tiles_of((claim,), COLLECTION)
    assert tile.attribution == "The Paper"


def test_tiles_of_shipped_data_write_numbers_in_full() -> None:
    dataset = shipped_data()
    found = tiles_of(dataset.claims, dataset.collection)
    assert len(found) == MOST_OF_PRODUCTS + 4
    for tile in found:
        assert not {"kt", "m", "bn"} & {word.strip("$0123456789,.") for word in tile.number.split()}
        assert tile.speaker
        assert tile.source
