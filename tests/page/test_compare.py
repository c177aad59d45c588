"""Two claims side by side, coverage and history on the page, without a browser."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from components.sections.compare import FIRST, SECOND
from tests.support.factories import shipped_data
from tests.support.rendering import block_texts, card_text, opened, render
from tradedata.compare.comparison import Verdict, compare_claims
from tradedata.compare.history import history_of, other_prints, resting_on
from tradedata.compare.statements import statements
from tradedata.data.claims import Claim
from tradedata.views.coverage import cell_words, coverage_of, row_words
from tradedata.views.pairs import ANSWERS, distance
from tradedata.views.selection import Selection
from tradedata.words.claims import number_words

SHIPPED = shipped_data()
CLAIMS = SHIPPED.claims


def keyed_text(page: AppTest, key: str) -> str:
    return " ".join(block_texts(page.get_by_key(key)))


def compared(page: AppTest) -> str:
    """The pair that the address carries."""
    value = page.query_params["compare"]
    return value if isinstance(value, str) else value[-1]


def pair_of(verdict: Verdict) -> tuple[Claim, Claim]:
    """Two shipped claims with that verdict."""
    return next(
        (a, b)
        for a in CLAIMS
        for b in CLAIMS
        if a.id < b.id and compare_claims(a, b).verdict == verdict
    )


@pytest.mark.parametrize("verdict", ANSWERS)
def test_comparison_of_two_claims_says_verdict_distance_fields_and_sources(
    verdict: Verdict,
) -> None:
    first, second = pair_of(verdict)
    page = render(compare=f"{first.id},{second.id}")
    assert not page.exception
    text = keyed_text(page, "compare")
    found, ratio = compare_claims(first, second), distance(first, second)
    parts = [ANSWERS[verdict], found.words, first.as_printed, second.as_printed]
    parts += [cause.words for cause in found.causes]
    parts += [ratio.expression if ratio else "No ratio is given"]
    parts += [part for claim in (first, second) for part in (claim.source.title, claim.id)]
    assert [part for part in parts if part not in text] == []
    assert text.count("Open the passage") == sum(bool(c.source.url) for c in (first, second))
    assert (page.session_state[FIRST], page.session_state[SECOND]) == (first.id, second.id)


FIRST_ID, SECOND_ID = (claim.id for claim in pair_of("differ"))
BAD_ADDRESSES = {
    "unknown": "no-such-claim,neither",
    "one-unknown": f"{FIRST_ID},no-such-claim",
    "the-same-twice": f"{FIRST_ID},{FIRST_ID}",
    "three": f"{FIRST_ID},{SECOND_ID},{FIRST_ID}",
}


@pytest.mark.parametrize("value", BAD_ADDRESSES.values(), ids=BAD_ADDRESSES)
def test_bad_comparison_in_the_address_gets_a_notice_and_the_page(value: str) -> None:
    page = render(compare=value)
    assert not page.exception
    assert f"compare={value}" in keyed_text(page, "address-notice")
    assert "compare" not in page.query_params
    assert (page.session_state[FIRST], page.session_state[SECOND]) == (None, None)


def test_comparison_without_a_choice_offers_the_claims_of_the_finding() -> None:
    page = render()
    page.button(key="compare-suggested").click().run()
    ids = compared(page).split(",")
    chosen = {claim.id: claim for claim in CLAIMS if claim.id in ids}
    assert len(chosen) == 2
    assert compare_claims(*chosen.values()).words in keyed_text(page, "compare")


def test_comparison_follows_the_two_boxes_into_the_address() -> None:
    page = render()
    page.selectbox(key=FIRST).set_value(FIRST_ID).run()
    assert compared(page) == FIRST_ID
    assert "Choose a second claim." in keyed_text(page, "compare")
    page.selectbox(key=SECOND).set_value(FIRST_ID).run()
    assert "Choose two different claims." in keyed_text(page, "compare")
    page.selectbox(key=SECOND).set_value(SECOND_ID).run()
    assert compared(page) == f"{FIRST_ID},{SECOND_ID}"
    assert not page.exception


def test_comparison_outside_the_filters_is_shown_all_the_same() -> None:
    outside = [claim for claim in CLAIMS if claim.source.collection != "articles"][:2]
    page = render(view="articles", compare=",".join(claim.id for claim in outside))
    assert compare_claims(*outside).words in keyed_text(page, "compare")


def test_card_sets_its_claim_beside_another_and_closes() -> None:
    page = render(claim=FIRST_ID)
    (box,) = (b for b in page.selectbox if str(b.key).startswith("compare-with-"))
    box.set_value(SECOND_ID).run()
    assert compared(page) == f"{FIRST_ID},{SECOND_ID}"
    assert "claim" not in page.query_params
    assert card_text(page.run()) == ""


def test_table_sets_two_of_its_rows_side_by_side() -> None:
    page = render(open="rows")
    (box,) = page.multiselect
    box.set_value([FIRST_ID]).run()
    assert "compare" not in page.query_params
    box.set_value([FIRST_ID, SECOND_ID]).run()
    assert compared(page) == f"{FIRST_ID},{SECOND_ID}"


VIEWS: dict[str, dict[str, str]] = {"all": {}, "articles": {"view": "articles"}}


@pytest.mark.parametrize("view", VIEWS)
def test_coverage_of_a_view_shows_every_cell_and_gap(view: str) -> None:
    matrix = coverage_of(Selection(view).apply(CLAIMS), SHIPPED.collection)
    page = opened(**VIEWS[view])
    text = keyed_text(page, "coverage")
    words = [
        cell_words([row.cell(year) for year in column.years])
        for row in matrix.rows
        for column in matrix.columns
    ]
    parts = [*words, *map(row_words, matrix.rows), *(c.heading for c in matrix.columns)]
    assert [part for part in parts if part not in text] == []


def test_coverage_without_any_claim_says_so() -> None:
    sides = {c.side for c in CLAIMS} - {
        c.side for c in CLAIMS if coverage_of([c], SHIPPED.collection).rows
    }
    assert sides
    page = render(side=sorted(sides))
    assert not page.exception
    assert "No value or quantity" in keyed_text(page, "coverage")


def test_card_tells_the_history_the_prints_and_what_rests_on_the_number() -> None:
    found = statements(CLAIMS)
    told = max(CLAIMS, key=lambda claim: len(history_of(claim, found)))
    card = card_text(opened(claim=told.id))
    sayings = history_of(told, found)
    assert sayings
    assert [s.words for s in sayings if s.words not in card] == []

    printed = max(CLAIMS, key=lambda claim: len(other_prints(claim, found)))
    card = card_text(opened(claim=printed.id))
    names = [other.source.short_name for other in other_prints(printed, found)]
    assert names
    assert [name for name in names if f"Printed as well by {name}" not in card] == []


def test_card_names_the_languages_of_the_prints_in_words() -> None:
    claim = next(
        c
        for c in CLAIMS
        if any(o.source.language == "ru" for o in other_prints(c, statements(CLAIMS)))
    )
    card = card_text(opened(claim=claim.id))
    assert ", in Russian" in card
    assert "the language ‘" not in card


def test_card_names_the_claims_that_rest_on_the_number() -> None:
    basis = next(claim for claim in CLAIMS if resting_on(claim, CLAIMS))
    (dependent, *_) = resting_on(basis, CLAIMS)
    card = card_text(opened(claim=basis.id))
    assert "What rests on it" in card
    assert number_words(dependent) in card
