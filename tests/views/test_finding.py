"""Finding: the sentence at the top of the page and its tiles, chosen by rule from the claims."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.factories import (
    AFGHANISTAN,
    COLLECTION,
    GAS,
    TRADER,
    WORLD,
    make_claim,
    make_source,
    make_total,
    make_year,
)
from tests.support.samples import (
    HALF_2025,
    LAST_YEAR,
    NO_PERIOD,
    SOLAR_1403,
    million,
    undated_totals,
)
from tradedata.data.claims import Claim, Product
from tradedata.views.finding import (
    MOST_NUMBERS,
    MOST_TILES,
    NOTHING_FOUND,
    finding_of,
    headline_claims,
)

FLOUR = Product("flour", "Flour", "1101", "Ground wheat", 2)
UNDATED = million(
    "now",
    1000,
    qualifier="over",
    period=NO_PERIOD,
    source=make_source("other"),
    claimed_on="2024-05-15",
)
SAID_LATER = replace(
    UNDATED, id="later", origin="later", claimed_on="2024-08", source=make_source("third")
)
DISPUTED = (million("low", 239), million("high", 323, claimant=TRADER))


def undated(id: str, value: int, claimed_on: str, published: str = "") -> Claim:
    page = make_source(f"page-{id}", published=published)
    return million(id, value, period=NO_PERIOD, source=page, claimed_on=claimed_on)


SENTENCES: dict[str, tuple[tuple[Claim, ...], str]] = {
    "disputed": (DISPUTED, "For 2024, $239 million and $323 million were stated."),
    "disputed-and-undated": (
        (*DISPUTED, UNDATED),
        "For 2024, $239 million and $323 million were stated; "
        "over $1 billion was stated in May 2024 without a year.",
    ),
    "disputed-and-undated-of-several-ages": (
        (*DISPUTED, UNDATED, undated("old", 200, "2022-08-27"), undated("year", 300, "2023")),
        "For 2024, $239 million and $323 million were stated; over $1 billion was stated in "
        "May 2024, $300 million in 2023 and $200 million in Aug 2022, without a year.",
    ),
    "disputed-latest": (
        (*DISPUTED, *(replace(c, id=f"old-{c.id}", origin=f"old-{c.id}", period=make_year(2020))
                      for c in DISPUTED)),
        "For 2024, $239 million and $323 million were stated.",
    ),
    "disputed-whole-year-first": (
        (*DISPUTED, *(replace(c, id=f"half-{c.id}", origin=f"half-{c.id}", period=HALF_2025)
                      for c in DISPUTED)),
        "For 2024, $239 million and $323 million were stated.",
    ),
    "disputed-before-later-undisputed": (
        (*DISPUTED, million("later", 400, period=make_year(2025))),
        "For 2024, $239 million and $323 million were stated.",
    ),
    "bases": (
        (
            million("a", 100, period=make_year(2024, "inferred")),
            million("b", 200, period=LAST_YEAR),
            million("c", 300, period=replace(make_year(2024), supplied_by="lender")),
        ),
        "For 2024, $100 million (period inferred), $200 million (printed as ‘last year’) and "
        "$300 million (period from another source) were stated.",
    ),
    "basis-alike": (
        (million("a", 100, period=LAST_YEAR), million("b", 200, period=LAST_YEAR)),
        "For 2024, $100 million and $200 million were stated (printed as ‘last year’ each time).",
    ),
    "basis-alike-of-one-number": (
        (million("a", 100, period=LAST_YEAR), million("b", 100, period=LAST_YEAR)),
        "For 2024, $100 million (printed as ‘last year’) was stated, by one speaker.",
    ),
    "inferred-alike": (
        tuple(replace(claim, period=make_year(2024, "inferred")) for claim in DISPUTED),
        "For 2024, $239 million and $323 million were stated (period inferred each time).",
    ),
    "solar-year": (
        tuple(replace(claim, period=SOLAR_1403) for claim in DISPUTED),
        "For solar year 1403 (20 Mar 2024 to 20 Mar 2025), $239 million and $323 million "
        "were stated.",
    ),
    "six-numbers": (
        tuple(million(f"c{n}", 100 * n) for n in range(1, 7)),
        "For 2024, $100 million, $200 million, $300 million, $400 million and 2 more "
        "were stated.",
    ),
    "one-speaker": (
        (million("a", 560, qualifier="about", period=make_year(2023)),),
        "For 2023, about $560 million was stated, by one speaker.",
    ),
    "agreeing": (
        (million("a", 560), million("b", 560, claimant=TRADER), million("c", 560, claimant=None)),
        "For 2024, $560 million was stated, by 2 speakers and 1 not attributed.",
    ),
    "part-year": (
        (million("a", 219, period=HALF_2025, claimant=None),),
        "For Jan-Jun 2025 (part of a year), $219 million was stated, not attributed.",
    ),
    "dated-and-undated": (
        (million("a", 560, period=make_year(2023)), UNDATED),
        "For 2023, $560 million was stated, by one speaker; "
        "over $1 billion was stated in May 2024 without a year.",
    ),
    "undated": (
        (UNDATED,), "Over $1 billion was stated in May 2024 without a year, by one speaker."),
    "undated-again-later": (
        (UNDATED, SAID_LATER),
        "Over $1 billion was stated in Aug 2024 and over $1 billion in May 2024, without a year, "
        "by one speaker.",
    ),
    "undated-in-one-month": (
        (undated("a", 300, "2024-05-15"), undated("b", 200, "2024-05")),
        "$200 million and $300 million were stated in May 2024 without a year, by one speaker.",
    ),
    "undated-known-from-print-only": (
        (undated("a", 300, "", "2022-08-27"), undated("b", 200, "2024-05")),
        "$200 million was stated in May 2024 and $300 million (printed in Aug 2022), "
        "without a year, by one speaker.",
    ),
    "undated-of-no-known-day": (
        (undated("a", 300, ""), undated("b", 200, "")),
        "$200 million and $300 million were stated without a year, by one speaker.",
    ),
    "undated-more-than-fit": (
        tuple(undated(f"c{n}", 100 * n, f"{2018 + n}") for n in range(1, 7)),
        "$600 million was stated in 2024, $500 million in 2023, $400 million in 2022, "
        "$300 million in 2021 and 2 more, without a year, by one speaker.",
    ),
    "three-side-by-side": (
        tuple(million(f"c{n}", 100 * n, period=NO_PERIOD, source=make_source("page", published=""))
              for n in range(1, 4)),
        "$300 million, $200 million and $100 million stand side by side in The Paper; no year is "
        "given for any, and the furthest two are about 3.0 times apart.",
    ),
    "two-side-by-side": (
        undated_totals(),
        "About $1 billion and about $560 million stand side by side in The Paper (9 Apr 2025); "
        "no year is given for either, and they are about 1.8 times apart.",
    ),
    "side-by-side-borrowed": (
        (
            million("a", 560, period=NO_PERIOD),
            replace(
                million("b", 1000, period=NO_PERIOD),
                period=replace(make_year(2023), supplied_by="lender"),
            ),
        ),
        "$1 billion and $560 million stand side by side in The Paper (9 Apr 2025); no year is "
        "given for either, and they are about 1.8 times apart; another source gives 2023 for "
        "$1 billion.",
    ),
    "expected-only": ((million("t", 3000, kind="target", period=make_year(2025)),), NOTHING_FOUND),
    "expected-side-by-side": (
        tuple(million(f"f{n}", 100 * n, kind="forecast", period=NO_PERIOD) for n in (1, 2)),
        NOTHING_FOUND,
    ),
    "another-product": ((make_claim(),), NOTHING_FOUND),
    "one-direction": ((make_total(flow="export"),), NOTHING_FOUND),
    "rejected": ((make_total(status="rejected"), make_total("b", status="superseded")),
                 NOTHING_FOUND),
    "nothing": ((), NOTHING_FOUND),
}  # fmt: skip


@pytest.mark.parametrize(("claims", "words"), SENTENCES.values(), ids=SENTENCES)
def test_finding_example_gives_sentence(claims: tuple[Claim, ...], words: str) -> None:
    assert finding_of(claims, COLLECTION).words == words
    assert finding_of(tuple(reversed(claims)), COLLECTION) == finding_of(claims, COLLECTION)


def test_finding_rests_on_the_claims_it_names_and_on_what_supplies_a_period() -> None:
    borrowed = million("c", 400, period=replace(make_year(2024), supplied_by="lender"))
    found = finding_of((*DISPUTED, borrowed, UNDATED), COLLECTION)
    assert found.claims == ("low", "high", "c", "lender", "now")


def test_finding_takes_the_series_with_most_statements() -> None:
    elsewhere = [million(f"w{n}", 900 + 100 * n, partner=WORLD) for n in range(2)]
    assert finding_of((*elsewhere, *DISPUTED, UNDATED), COLLECTION).claims == ("low", "high", "now")


@given(st.lists(st.integers(1, 99), min_size=2, max_size=9, unique=True))
def test_finding_law_no_more_numbers_than_fit_and_it_follows_the_claims(values: list[int]) -> None:
    claims = tuple(million(f"c{value}", 1000 * value) for value in values)
    found = finding_of(claims, COLLECTION)
    assert found.words.count("$") == min(len(values), MOST_NUMBERS)
    assert set(found.claims) == {claim.id for claim in claims}


@given(st.sampled_from(sorted(SENTENCES)), st.integers(1, 9))
def test_finding_law_a_rejected_row_changes_neither_sentence_nor_tiles(name: str, n: int) -> None:
    claims, _ = SENTENCES[name]
    misprint = million("misprint", 777 * n, status="rejected")
    assert finding_of((*claims, misprint), COLLECTION) == finding_of(claims, COLLECTION)
    assert headline_claims((*claims, misprint), COLLECTION) == headline_claims(claims, COLLECTION)


def tiles(*claims: Claim) -> list[str]:
    assert headline_claims(claims, COLLECTION) == headline_claims(
        tuple(reversed(claims)), COLLECTION
    )
    return [claim.id for claim in headline_claims(claims, COLLECTION)]


def gas(id: str, **fields: Any) -> Claim:
    return make_claim(id, product=GAS, **fields)


VALUE = {"measure": "value", "unit": "USD"}

TILES: dict[str, tuple[tuple[Claim, ...], list[str]]] = {
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
        (gas("a", qualifier="about"), gas("b", origin="o"),
         gas("c", origin="o", source=make_source("x"))), ["b"]),
    "disputed": ((gas("a", value=200), gas("b"), gas("c", period=make_year(2023))), ["c"]),
    "disputed-only": ((gas("a", value=200), gas("b")), []),
    "undated": ((gas("a", period=NO_PERIOD),), []),
    "no-level": ((gas("a", measure="growth", of="value", unit="percent"),), []),
    "price": ((gas("a", measure="price", unit="USD/t"),), []),
    "resource": ((gas("a", flow="resource", partner=None),), []),
    "rejected": ((gas("a", status="rejected"), gas("b", status="superseded")), []),
    "plan": ((gas("a", kind="plan"),), []),
    "other-areas": ((gas("a"), gas("b", partner=WORLD, period=make_year(2025)),
                     make_total("total", reporter=AFGHANISTAN, partner=gas("a").partner)), ["a"]),
    "order-of-products": ((make_claim("a", product=FLOUR), gas("b")), ["b", "a"]),
    "nearest-target": (
        (million("t2", 10000, kind="target", period=make_year(2030)),
         million("t1", 3000, kind="target", period=make_year(2025))), ["t1"]),
    "most-printed-target": (
        (million("a", 4000, kind="target", period=make_year(2025)),
         million("b", 3000, kind="target", period=make_year(2025), origin="o"),
         million("c", 3000, kind="target", period=make_year(2025), origin="o",
                 source=make_source("x"))), ["b"]),
}  # fmt: skip


@pytest.mark.parametrize(("claims", "ids"), TILES.values(), ids=TILES)
def test_headline_claims_example_gives_tiles(claims: tuple[Claim, ...], ids: list[str]) -> None:
    assert tiles(*claims) == ids


@pytest.mark.parametrize("with_target", [True, False])
def test_headline_claims_target_keeps_its_place(with_target: bool) -> None:
    claims = [make_claim(f"p{n}", product=replace(GAS, key=f"p{n}", place=n)) for n in range(1, 7)]
    if with_target:
        claims.append(million("target", 3000, kind="target", period=make_year(2025)))
    found = tiles(*claims)
    assert len(found) == MOST_TILES
    assert found == (["p1", "p2", "p3", "target"] if with_target else ["p1", "p2", "p3", "p4"])


def test_finding_gives_totals_in_two_currencies_side_by_side_and_orders_none_by_size() -> None:
    lari = million("lari", 1, unit="GEL", claimant=TRADER)
    found = finding_of((lari, *DISPUTED), COLLECTION)
    assert found.words == "For 2024, $239 million, $323 million and GEL\xa01 million were stated."
