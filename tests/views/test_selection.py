"""Selection: the filters of the pages, and their words for downloads."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.factories import (
    MINISTER,
    PAPER,
    TRADER,
    make_claim,
    make_period,
    make_source,
    make_year,
    shipped_data,
)
from tests.support.samples import NO_PERIOD
from tradedata.data.claims import Claim
from tradedata.data.periods import Period
from tradedata.data.vocabulary import UNATTRIBUTED
from tradedata.views.selection import SOURCES, Selection, sides_of, sources_words

DATASET = shipped_data()
PRESS = make_source("press", collection="press")
AFGHAN = replace(MINISTER, key="spokesman", side="afghan-authorities")
CLAIMS = (
    make_claim("article-russian"),
    make_claim("press-market", claimant=TRADER, source=PRESS),
    make_claim("press-nobody", claimant=None, source=PRESS),
    make_claim("article-afghan", claimant=AFGHAN),
)

SELECTIONS: dict[str, tuple[Selection, list[str]]] = {
    "all": (Selection(), ["article-russian", "press-market", "press-nobody", "article-afghan"]),
    "view": (Selection("articles"), ["article-russian", "article-afghan"]),
    "side": (Selection(sides=("market",)), ["press-market"]),
    "unattributed": (Selection(sides=(UNATTRIBUTED,)), ["press-nobody"]),
    "two-sides": (
        Selection(sides=("afghan-authorities", "market")),
        ["press-market", "article-afghan"],
    ),
    "view-and-side": (Selection("articles", ("market", "russian-government")), ["article-russian"]),
    "nothing-left": (Selection("articles", ("market",)), []),
}


@pytest.mark.parametrize(("selection", "ids"), SELECTIONS.values(), ids=SELECTIONS)
def test_selection_apply_keeps_what_is_in_view_in_its_order(
    selection: Selection, ids: list[str]
) -> None:
    assert [claim.id for claim in selection.apply(CLAIMS)] == ids


STATISTICS = make_source("office", collection="statistics")
OFFICIAL = make_claim(
    "official", claimant=replace(TRADER, key="office", side="international"), source=STATISTICS
)


def test_selection_with_official_keeps_statistics_whoever_is_chosen() -> None:
    found = Selection(sides=("market",)).with_official((*CLAIMS, OFFICIAL))
    assert [claim.id for claim in found] == ["press-market", "official"]


@given(
    st.sampled_from(sorted(SOURCES)),
    st.lists(st.sampled_from(sides_of((*CLAIMS, OFFICIAL))), unique=True),
    st.permutations((*CLAIMS, OFFICIAL)),
)
def test_selection_law_keeps_the_order_and_adds_official_numbers_alone(
    sources: str, sides: list[str], claims: list[Claim]
) -> None:
    selection = Selection(sources, tuple(sides))
    once, more = selection.apply(iter(claims)), selection.with_official(iter(claims))
    assert selection.apply(once) == once
    for found in (once, more):
        assert list(found) == [claim for claim in claims if claim in found]
    assert set(once) <= set(more) <= {*once, OFFICIAL}
    assert more == once or sources == "all"


def test_selection_official_words_only_where_speakers_are_chosen() -> None:
    assert Selection().official_words == ""
    assert Selection(sides=("market",)).official_words == (
        "Official statistics stay, whoever is chosen above; the other numbers are those of the "
        "chosen speakers."
    )


DESCRIPTIONS = {
    "all": (Selection(), "All evidence, of all speakers"),
    "articles": (Selection("articles"), "Articles, of all speakers"),
    "years": (Selection(first=2020, last=2022), "All evidence, of all speakers; from 2020 to 2022"),
    "from": (Selection(first=2020), "All evidence, of all speakers; from 2020"),
    "to": (Selection(last=2022), "All evidence, of all speakers; up to 2022"),
    "sides": (
        Selection("all", ("russian-government", UNATTRIBUTED)),
        "All evidence, of the speakers: "
        f"{DATASET.side_label('russian-government')} and not attributed",
    ),
}


@pytest.mark.parametrize(("selection", "words"), DESCRIPTIONS.values(), ids=DESCRIPTIONS)
def test_selection_describe_names_view_and_speakers(selection: Selection, words: str) -> None:
    assert selection.describe(DATASET) == words


def test_sources_words_say_what_each_choice_is() -> None:
    articles = {
        key for key, source in DATASET.directory.sources.items() if source.collection == "articles"
    }
    words = sources_words(DATASET)
    assert f"the {len(articles)} articles" in words
    assert f"{len(DATASET.directory.sources)} sources" in words


def test_sides_of_are_alphabetical_with_unattributed_last() -> None:
    western = make_claim(claimant=replace(TRADER, side="western"))
    assert sides_of((*CLAIMS, western, *CLAIMS)) == (
        "afghan-authorities",
        "market",
        "russian-government",
        "western",
        "unattributed",
    )
    assert sides_of(()) == ()


@pytest.mark.parametrize(("view", "kept"), [("all", True), ("articles", False)])
def test_benchmarks_follow_the_view_and_no_side(view: str, kept: bool) -> None:
    assert {price.source.collection for price in DATASET.benchmarks} == {"statistics"}
    found = Selection(view, ("market",)).benchmarks(iter(DATASET.benchmarks))
    assert found == (DATASET.benchmarks if kept else ())


YEARS = {
    "of-a-year-within": (make_year(2021), "", True),
    "reaching-in": (make_period("2019-06-01", "2020-02-01"), "", True),
    "before": (make_year(2019), "2021", False),
    "after": (make_year(2023), "", False),
    "of-no-period-said-within": (NO_PERIOD, "2022-05", True),
    "of-no-period-said-after": (NO_PERIOD, "2023-01-01", False),
}


@pytest.mark.parametrize(("period", "said", "is_kept"), YEARS.values(), ids=YEARS)
def test_years_keep_what_they_reach_and_the_undated_by_when_it_was_said(
    period: Period, said: str, is_kept: bool
) -> None:
    claim = make_claim(period=period, claimed_on=said)
    kept = Selection(first=2020, last=2022)
    assert kept.apply([claim]) == ((claim,) if is_kept else ())
    assert Selection().apply([claim]) == (claim,)


def test_years_leave_out_what_nobody_dates() -> None:
    claim = make_claim(period=NO_PERIOD, claimed_on="", source=replace(PAPER, published=""))
    assert Selection(last=2022).apply([claim]) == ()
    assert Selection().apply([claim]) == (claim,)
