"""Finding: the sentence at the top of the page chosen by rule from the claims."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.factories import (
    COLLECTION,
    TRADER,
    WORLD,
    make_claim,
    make_source,
    make_total,
    make_year,
    shipped_data,
)
from tests.support.samples import (
    HALF_2025,
    LAST_YEAR,
    NO_PERIOD,
    SOLAR_1403,
    fitting,
    million,
    shipped_views,
    undated_totals,
)
from tradedata.data.claims import Claim
from tradedata.views.finding import MOST_NUMBERS, NOTHING_FOUND, finding_of, is_stated_total
from tradedata.views.pages import ANSWER
from tradedata.views.parameters import read_address
from tradedata.views.sections import SECTIONS
from tradedata.views.selection import SOURCES, Selection, sides_of
from tradedata.words.claims import mention_words
from tradedata.words.text import Number

MOST_WORDS = 42
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


VIEWS = shipped_views()
SENTENCES: dict[str, tuple[tuple[Claim, ...], str]] = {
    "disputed": (DISPUTED,
        "For 2024 B. Trader stated $323 million and A. Minister $239 million.",
    ),
    "disputed-and-undated": (
        (*DISPUTED, UNDATED),
        "For 2024 B. Trader stated $323 million and A. Minister $239 million; undated: over $1 "
        "billion (Minister, May 2024).",
    ),
    "disputed-and-undated-of-several-ages": (
        (*DISPUTED, UNDATED, undated("old", 200, "2022-08-27"), undated("year", 300, "2024")),
        "For 2024 B. Trader stated $323 million and A. Minister $239 million; undated: over $1 "
        "billion (Minister, May 2024), $300 million (Minister, 2024), 1 more.",
    ),
    "disputed-and-three-undated": (
        (*DISPUTED, UNDATED, undated("year", 300, "2024"), undated("month", 400, "2024-04")),
        "For 2024 B. Trader stated $323 million and A. Minister $239 million; undated: over $1 "
        "billion (Minister, May 2024), $400 million (Minister, Apr 2024), 1 more.",
    ),
    "disputed-and-undated-of-several-prints": (
        (*DISPUTED, UNDATED, undated("once", 300, "2024-06"),
         replace(UNDATED, id="again", source=make_source("reprint"))),
        "For 2024 B. Trader stated $323 million and A. Minister $239 million; undated: over $1 "
        "billion (Minister, May 2024), $300 million (Minister, Jun 2024).",
    ),
    "disputed-and-undated-made-before": (
        (*DISPUTED, undated("old", 200, "2022-08-27"), undated("older", 300, "2023")),
        "For 2024 B. Trader stated $323 million and A. Minister $239 million.",
    ),
    "disputed-latest": (
        (*DISPUTED, *(replace(c, id=f"old-{c.id}", origin=f"old-{c.id}", period=make_year(2020))
                      for c in DISPUTED)),
        "For 2024 B. Trader stated $323 million and A. Minister $239 million.",
    ),
    "disputed-whole-year-first": (
        (*DISPUTED, *(replace(c, id=f"half-{c.id}", origin=f"half-{c.id}", period=HALF_2025)
                      for c in DISPUTED)),
        "For 2024 B. Trader stated $323 million and A. Minister $239 million.",
    ),
    "disputed-before-later-undisputed": (
        (*DISPUTED, million("later", 400, period=make_year(2025))),
        "For 2024 B. Trader stated $323 million and A. Minister $239 million.",
    ),
    "arithmetic": (
        (*DISPUTED[1:], million("low", 239, **fitting("x")),
         million("x", 174, period=replace(HALF_2025, label="half a year"))),
        "For 2024 B. Trader stated $323 million; A. Minister $239 million, equal to $174 million "
        "(Minister; 6 months) times 11/8.",
    ),
    "arithmetic-alone": (
        (million("low", 239, claimant=None, **fitting("x")),
         million("x", 174, period=make_year(2023))),
        "For 2024 an unattributed report stated $239 million, equal to $174 million (Minister; "
        "2023) times 11/8.",
    ),
    "arithmetic-that-agrees": (
        (million("own", 239), million("low", 239, claimant=TRADER, **fitting("x")),
         *(replace(c, period=make_year(2020)) for c in DISPUTED[1:]),
         million("x", 174, period=make_year(2020))),
        "For 2020 B. Trader stated $323 million and A. Minister $174 million.",
    ),
    "bases": (
        (
            million("a", 100, period=make_year(2024, "inferred")),
            million("b", 200, period=LAST_YEAR),
            million("c", 300, period=replace(make_year(2024), supplied_by="lender")),
        ),
        "For 2024 A. Minister stated $300 million (period from another source), $200 million "
        "(‘last year’) and $100 million (period inferred).",
    ),
    "basis-alike": (
        (million("a", 100, period=LAST_YEAR), million("b", 200, period=LAST_YEAR)),
        "For 2024 (‘last year’) A. Minister stated $200 million and $100 million.",
    ),
    "basis-alike-of-one-number": (
        (million("a", 100, period=LAST_YEAR), million("b", 100, period=LAST_YEAR)),
        "For 2024 (‘last year’) A. Minister stated $100 million.",
    ),
    "inferred-alike": (
        tuple(replace(claim, period=make_year(2024, "inferred")) for claim in DISPUTED),
        "For 2024 (period inferred) B. Trader stated $323 million and A. Minister $239 million.",
    ),
    "solar-year": (
        tuple(replace(claim, period=SOLAR_1403) for claim in DISPUTED),
        "For solar year 1403 (20 Mar 2024 to 20 Mar 2025) B. Trader stated $323 million and A. "
        "Minister $239 million.",
    ),
    "six-numbers": (
        tuple(million(f"c{n}", 100 * n) for n in range(1, 7)),
        "For 2024 A. Minister stated $600 million, $500 million and $100 million (3 more stated).",
    ),
    "one-speaker": (
        (million("a", 560, qualifier="about", period=make_year(2023)),),
        "For 2023 A. Minister stated about $560 million.",
    ),
    "agreeing": (
        (million("a", 560), million("b", 560, claimant=TRADER), million("c", 560, claimant=None)),
        "For 2024 B. Trader, A. Minister and 1 more stated $560 million.",
    ),
    "part-year": (
        (million("a", 219, period=HALF_2025, claimant=None),),
        "For Jan-Jun 2025 (part of a year) an unattributed report stated $219 million.",
    ),
    "dated-and-undated": (
        (million("a", 560, period=make_year(2023)), UNDATED),
        "For 2023 A. Minister stated $560 million; undated: over $1 billion (Minister, May 2024).",
    ),
    "part-year-inferred-and-undated-of-another": (
        (million("a", 219, period=replace(HALF_2025, basis="inferred")),
         replace(UNDATED, claimant=TRADER, claimed_on="2025-05")),
        "For Jan-Jun 2025 (part of a year), period inferred, A. Minister stated $219 million; "
        "undated: over $1 billion (B. Trader, May 2025).",
    ),
    "undated": (
        (UNDATED,),
        "A. Minister stated over $1 billion in May 2024, without a year.",
    ),
    "undated-again-later": (
        (UNDATED, SAID_LATER),
        "A. Minister stated over $1 billion in Aug 2024 and over $1 billion in May 2024, without "
        "a year.",
    ),
    "undated-in-one-month": (
        (undated("a", 300, "2024-05-15"), undated("b", 200, "2024-05")),
        "A. Minister stated $200 million in May 2024 and $300 million in May 2024, without a "
        "year.",
    ),
    "undated-known-from-print-only": (
        (undated("a", 300, "", "2022-08-27"), undated("b", 200, "2024-05")),
        "A. Minister stated $200 million in May 2024 and $300 million (printed in Aug 2022), "
        "without a year.",
    ),
    "undated-of-no-known-day": (
        (undated("a", 300, ""), undated("b", 200, "")),
        "A. Minister stated $200 million and $300 million, without a year.",
    ),
    "undated-more-than-fit": (
        tuple(undated(f"c{n}", 100 * n, f"{2018 + n}") for n in range(1, 7)),
        "A. Minister stated $600 million in 2024 and $500 million in 2023 (4 more stated), "
        "without a year.",
    ),
    "three-side-by-side": (
        tuple(million(f"c{n}", 100 * n, period=NO_PERIOD, source=make_source("page", published=""))
              for n in range(1, 4)),
        "In The Paper A. Minister stated $300 million, $200 million and $100 million; no year is "
        "given for any, and the furthest two are about 3.0 times apart.",
    ),
    "two-side-by-side": (
        undated_totals(),
        "In The Paper (9 Apr 2025) B. Trader stated about $1 billion and A. Minister about $560 "
        "million; no year is given for either, and they are about 1.8 times apart.",
    ),
    "side-by-side-borrowed": (
        (
            million("a", 560, period=NO_PERIOD),
            replace(
                million("b", 1000, period=NO_PERIOD),
                period=replace(make_year(2023), supplied_by="lender"),
            ),
        ),
        "In The Paper (9 Apr 2025) A. Minister stated $1 billion and $560 million; no year is "
        "given for either, and they are about 1.8 times apart; another source gives 2023 for $1 "
        "billion.",
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


def test_finding_names_what_an_arithmetic_number_fits_though_it_is_not_in_view() -> None:
    low, base = million("low", 239, **fitting("x")), million("x", 174, period=NO_PERIOD)
    found = finding_of((low,), COLLECTION, {"low": low, "x": base})
    assert found.claims == ("low", "x")
    assert "equal to $174 million (Minister) times 11/8" in found.words


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
def test_finding_law_a_rejected_row_changes_nothing(name: str, n: int) -> None:
    claims, _ = SENTENCES[name]
    misprint = million("misprint", 777 * n, status="rejected")
    assert finding_of((*claims, misprint), COLLECTION) == finding_of(claims, COLLECTION)


def views() -> Iterator[tuple[Claim, ...]]:
    """The totals that each choice of sources and sides leaves of the shipped data."""
    dataset = shipped_data()
    totals = [c for c in dataset.claims if is_stated_total(c, dataset.collection)]
    sides = sorted({claim.side for claim in totals})
    chosen = [some for size in range(len(sides) + 1) for some in combinations(sides, size)]
    return (Selection(view, some).apply(totals) for view in SOURCES for some in chosen)


def test_finding_gives_totals_in_two_currencies_side_by_side_and_orders_none_by_size() -> None:
    lari = million("lari", 1, unit="GEL", claimant=TRADER)
    found = finding_of((lari, *DISPUTED), COLLECTION)
    assert found.words == (
        "For 2024 B. Trader stated GEL\xa01 million and $323 million; A. Minister $239 million."
    )


def test_finding_of_the_whole_is_short_and_says_what_one_total_equals() -> None:
    words = VIEWS.whole.finding.words
    assert len(words.split()) <= MOST_WORDS
    assert "times 11/8" in words


def test_finding_of_every_view_names_the_speaker_of_each_number_in_few_words() -> None:
    about, known = shipped_data().collection, {c.id: c for c in shipped_data().claims}
    for claims in views():
        found = finding_of(claims, about, known).words
        assert len(found.split()) <= MOST_WORDS, found
        numbers = [p for p in found.parts if isinstance(p, Number) and p.id in known]
        assert bool(numbers) == bool(claims)
        stated_by = [known[each.id] for each in numbers]
        names = [{mention_words(claim), claim.short_speaker} for claim in stated_by]
        assert not [who for who in names if not any(n.lower() in found.lower() for n in who)]


@pytest.mark.parametrize("years", ["", "from=2026", "from=2015&to=2020", "to=1999"])
@pytest.mark.parametrize("sources", ["all", "articles"])
def test_finding_law_denies_no_total_and_no_target_that_the_page_shows(
    years: str, sources: str
) -> None:
    for side in ("", *(f"side={each}" for each in sides_of(VIEWS.dataset.claims))):
        asked = read_address(f"view={sources}&{side}&{years}", VIEWS)
        finding, tiles = asked.view.finding, asked.view.tiles
        if not finding.claims:
            totals = [tile.number for tile in tiles if tile.name.startswith("Trade, ")]
            assert {*totals} <= {*finding.words.parts}
            shows_any = totals or SECTIONS[ANSWER](asked).panels
            assert (finding.words == NOTHING_FOUND) == (not shows_any), asked.query()
