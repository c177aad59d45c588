"""The card of a number: its facts, and the numbers that it names."""

from __future__ import annotations

import pytest

from tests.support.factories import shipped_data
from tests.support.samples import all_indicators_of
from tradedata.compare.history import other_prints
from tradedata.data.claims import Claim
from tradedata.views.card import Card, card_of
from tradedata.views.facts import links
from tradedata.views.view import Views
from tradedata.words.claims import number_words

WHOLE = Views(shipped_data()).whole
CLAIMS = WHOLE.claims
RESULTS = all_indicators_of(CLAIMS, WHOLE.dataset.collection, WHOLE.benchmarks)
KINDS = {item.kind: item for item in RESULTS}


def the_card(card_id: str) -> Card:
    card = card_of(card_id, WHOLE)
    assert card is not None
    return card


def fact(card: Card, term: str) -> str:
    return next((each.words for each in (*card.facts, *card.more) if each.term == term), "")


def test_card_of_no_number_is_none() -> None:
    assert card_of("none", WHOLE) is None


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_card_of_every_claim_names_other_cards_that_exist(claim: Claim) -> None:
    card = the_card(claim.id)
    assert card.title == number_words(claim)
    assert claim.id not in card.comparable
    named = {*card.named, *card.comparable} - {*WHOLE.claims_by_id}
    assert named <= {item.id for item in RESULTS}
    assert all(each.words for each in card.more)


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_card_counts_the_pages_that_it_lists_and_no_others(claim: Claim) -> None:
    card = the_card(claim.id)
    (chain,) = (group for group in card.groups if group.lead)
    pages = 1 + len(chain.numbers)
    assert [WHOLE.claims_by_id[each.card_id].source for each in chain.numbers] == [
        other.source for other in other_prints(claim, WHOLE.statements)
    ]
    if claim.is_rejected:
        assert fact(card, "Repeated") == "rejected: counts as no statement"
    else:
        told = f"{pages} pages print this number" if pages > 1 else "no other page found"
        assert fact(card, "Repeated") == told


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_card_of_a_computed_number_has_its_formula_and_inputs(kind: str) -> None:
    indicator = KINDS[kind]
    card = the_card(indicator.id)
    assert fact(card, "In numbers") == indicator.expression
    inputs = [each.card_id for each in card.groups[0].numbers]
    assert inputs == [claim.id for claim in indicator.inputs]
    assert bool(indicator.benchmark) == (len(card.groups) == 2)


@pytest.mark.parametrize("price", WHOLE.benchmarks, ids=lambda price: price.key)
def test_card_of_a_market_price_has_what_rests_on_it(price: object) -> None:
    resting = [item.id for item in RESULTS if item.benchmark == price]
    named = the_card(getattr(price, "key", "")).named
    assert set(named) <= set(resting)
    assert bool(named) == bool(resting)


def test_links_without_an_address_are_left_out() -> None:
    assert links(("Open", ""), ("Archived", "https://example.org")) == links(
        ("Archived", "https://example.org")
    )
