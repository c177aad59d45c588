"""Two claims side by side, and coverage, on the page without a browser."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from components.sections.compare import FIRST, SECOND
from tests.support.factories import shipped_data
from tests.support.rendering import card_text, keyed_texts, opened, render
from tradedata.compare.comparison import compare_claims
from tradedata.views.coverage import cell_words, coverage_of, row_words
from tradedata.views.pairs import ANSWERS
from tradedata.views.selection import Selection

SHIPPED = shipped_data()
CLAIMS = SHIPPED.claims


def compared(page: AppTest) -> str:
    """The pair that the address carries."""
    value = page.query_params["compare"]
    return value if isinstance(value, str) else value[-1]


FIRST_ID, SECOND_ID, *_ = (claim.id for claim in CLAIMS)
BAD_ADDRESSES = {
    "unknown": ("no-such-claim,neither", None),
    "one-unknown": (f"{FIRST_ID},no-such-claim", FIRST_ID),
    "the-same-twice": (f"{FIRST_ID},{FIRST_ID}", FIRST_ID),
}


@pytest.mark.parametrize(("value", "kept"), BAD_ADDRESSES.values(), ids=BAD_ADDRESSES)
def test_bad_comparison_in_the_address_gets_a_notice_and_what_is_good_of_it(
    value: str, kept: str | None
) -> None:
    page = render("claims", compare=value)
    assert not page.exception
    assert f"compare={value}" in keyed_texts(page, "address-notice")
    assert (compared(page) if "compare" in page.query_params else None) == kept
    assert (page.session_state[FIRST], page.session_state[SECOND]) == (kept, None)


def test_comparison_without_a_choice_offers_the_claims_of_the_finding() -> None:
    page = render("claims")
    page.button(key="compare-suggested").click().run()
    ids = compared(page).split(",")
    chosen = {claim.id: claim for claim in CLAIMS if claim.id in ids}
    assert len(chosen) == 2
    assert ANSWERS[compare_claims(*chosen.values()).verdict] in keyed_texts(page, "compare")


def test_comparison_follows_the_two_boxes_into_the_address() -> None:
    page = render("claims")
    page.selectbox(key=FIRST).set_value(FIRST_ID).run()
    assert compared(page) == FIRST_ID
    assert "Choose a second claim." in keyed_texts(page, "compare")
    page.selectbox(key=SECOND).set_value(FIRST_ID).run()
    assert "Choose two different claims." in keyed_texts(page, "compare")
    page.selectbox(key=SECOND).set_value(SECOND_ID).run()
    assert compared(page) == f"{FIRST_ID},{SECOND_ID}"
    assert not page.exception


def test_comparison_outside_the_filters_is_shown_all_the_same() -> None:
    outside = [claim for claim in CLAIMS if claim.source.collection != "articles"][:2]
    page = render("claims", view="articles", compare=",".join(claim.id for claim in outside))
    assert ANSWERS[compare_claims(*outside).verdict] in keyed_texts(page, "compare")


def test_card_sets_its_claim_beside_another_and_closes() -> None:
    page = render(claim=FIRST_ID)
    page.session_state[f"comparable-{FIRST_ID}"] = True
    page.run()
    (box,) = (b for b in page.selectbox if str(b.key).startswith("compare-with-"))
    box.set_value(SECOND_ID).run()
    assert compared(page) == f"{FIRST_ID},{SECOND_ID}"
    assert "claim" not in page.query_params
    assert card_text(page.run()) == ""


def test_table_sets_two_of_its_rows_side_by_side() -> None:
    page = render("claims", open="rows")
    (box,) = page.multiselect
    box.set_value([FIRST_ID]).run()
    assert "compare" not in page.query_params
    box.set_value([FIRST_ID, SECOND_ID]).run()
    assert compared(page) == f"{FIRST_ID},{SECOND_ID}"


VIEWS: dict[str, dict[str, str]] = {"all": {}, "articles": {"view": "articles"}}


@pytest.mark.parametrize("view", VIEWS)
def test_coverage_of_a_view_shows_every_cell_and_gap(view: str) -> None:
    matrix = coverage_of(Selection(view).apply(CLAIMS), SHIPPED.collection)
    page = opened("claims", **VIEWS[view])
    text = keyed_texts(page, "coverage")
    words = [
        cell_words([row.cell(year) for year in column.years])
        for row in matrix.rows
        for column in matrix.columns
    ]
    parts = [*words, *map(row_words, matrix.rows), *(c.heading for c in matrix.columns)]
    assert [part for part in parts if part not in text] == []


def test_coverage_without_any_claim_says_so() -> None:
    year = max(claim.period.end.year for claim in CLAIMS if claim.period.end)
    assert not coverage_of(Selection(first=year).apply(CLAIMS), SHIPPED.collection).rows
    page = render("claims", **{"from": str(year)})
    assert not page.exception
    assert "No value or quantity" in keyed_texts(page, "coverage")
