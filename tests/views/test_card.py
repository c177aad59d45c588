"""The card of a number says every cell of its row, and all that the data tell of the number."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from tests.support.factories import shipped_data
from tests.support.samples import all_indicators_of, shipped_views
from tradedata.compare.comparison import same_quantity
from tradedata.compare.history import history_of, other_prints, resting_on
from tradedata.computed.reprints import Resting
from tradedata.data.claims import Change, Claim
from tradedata.data.periods import day_words, partial_date_words
from tradedata.data.quoting import Quoted
from tradedata.views.card import Card, card_of
from tradedata.views.facts import Fact, links
from tradedata.views.lines import source_list_words
from tradedata.views.pairs import compared_with
from tradedata.views.view import Views
from tradedata.words.claims import (
    measure_words,
    number_words,
    period_words,
    source_words,
    subject_words,
)
from tradedata.words.numbers import plain_number
from tradedata.words.relations import arithmetic_words
from tradedata.words.text import say

DATASET = shipped_data()
WHOLE = shipped_views().whole
CLAIMS = WHOLE.claims
RESULTS = all_indicators_of(CLAIMS, DATASET.collection, DATASET.benchmarks)
OVERCHUK = DATASET.claim("trade-overchuk-diplomat")


@cache
def the_card(card_id: str) -> Card:
    card = WHOLE.keep(card_of, card_id)
    assert card is not None
    return card


def named_on(card: Card) -> dict[str, str]:
    """Every number that the card names, once, by the id of its card."""
    return {each.card_id: each.name for group in card.groups for each in group.numbers}


def facts_of(card: Card) -> tuple[Fact, ...]:
    return (*card.printed, *card.facts, *card.more)


def fact(card: Card, term: str) -> str:
    return next(each.words for each in facts_of(card) if each.term == term)


def named(card: Card, heading: str) -> dict[str, str]:
    """What the card says under a heading, by the id of the number that it says it of."""
    groups = [group.numbers for group in card.groups if group.heading == heading]
    return {each.card_id: f"{each.name} {each.words}" for group in groups for each in group}


def cells_in_words(claim: Claim) -> dict[str, str]:
    """What the card must say for every cell of the row that is not blank."""
    label, own = DATASET.label, claim.own_period
    related = [*claim.based_on, *filter(None, [claim.refers_to])]
    bases = [DATASET.claim(key) for key in claim.based_on]
    return {
        "id": claim.id,
        "reporter, partner, flow, product": subject_words(claim),
        "measure, of, base": measure_words(claim),
        "value, unit": f"{claim.value:,f} {claim.unit}",
        "qualifier": f"Hedge {f'‘{claim.hedge}’' if claim.hedge else 'none printed'} Period",
        "start": day_words(own.start) if own.start else "",
        "end": day_words(own.end) if own.end else "",
        "period": own.describe(),
        "period_from": period_words(claim).removeprefix(own.describe()),
        "period_basis": basis_words(claim),
        "kind": label("kind", claim.kind),
        "status": label("status", claim.status),
        "valuation": label("valuation", claim.valuation) if claim.valuation else "",
        "claimant": claim.claimant.label if claim.claimant else "",
        "side": DATASET.side_label(claim.side) if claim.claimant else "",
        "claimed_on": partial_date_words(claim.claimed_on) if claim.claimed_on else "",
        "as_printed": claim.as_printed,
        "gloss": f"Our translation {claim.gloss}" if claim.gloss else "",
        "source": claim.source.title,
        "publisher": source_words(claim.source),
        "locator": claim.locator,
        "origin": "Repeated",
        **{f"to {key}": number_words(DATASET.claim(key)) for key in related},
        "relation": say("It equals {}.", arithmetic_words(claim, bases)) if claim.relation else "",
        "based_on_basis": "No source says" if claim.is_arithmetic else "",
        "note": claim.note,
        "line": f"line {claim.line}",
    }


def basis_words(claim: Claim) -> str:
    """The basis of the period, where the period's own words do not tell it."""
    own = claim.own_period
    if own.basis == "unstated":
        return "no period stated"
    if own.basis == "running" and own.label and not own.start:
        return "no set period"
    return DATASET.label("period_basis", own.basis)


def test_card_gives_first_what_is_needed_to_quote_the_number() -> None:
    card = the_card(OVERCHUK.id)
    terms = [each.term for each in facts_of(card)]
    assert terms[:5] == ["As printed", "Hedge", "Period", "Stated by", "Printed in"]
    assert len(terms) == len(set(terms))
    assert fact(card, "Stated by").endswith(f" {partial_date_words(OVERCHUK.claimed_on)}")


def test_card_keeps_the_days_read_from_a_row_apart_from_those_another_source_gives() -> None:
    claim = next(
        c
        for c in CLAIMS
        if c.own_period.is_dated and c.period.supplied_by and not c.period.same_days(c.own_period)
    )
    own = claim.own_period
    assert own.start
    assert own.end
    card = the_card(claim.id)
    period, lent = fact(card, "Period"), "according to another source"
    assert period.index(own.span) < period.index(f"{claim.period.span} {lent}")
    assert fact(card, "Days") == f"{day_words(own.start)} to {day_words(own.end)}"


def test_card_names_the_speaker_of_every_number_that_differs_or_may_differ() -> None:
    others = [c for c in CLAIMS if c.origin != OVERCHUK.origin and not c.is_rejected]
    found = [compared_with(OVERCHUK, other) for other in others if same_quantity(OVERCHUK, other)]
    card = the_card(OVERCHUK.id)
    said = named(card, "What differs from it and what agrees")
    said |= named(card, "Not clear whether these differ")
    told = [each for each in found if each.verdict in ("differ", "cannot-tell")]
    of = {claim.id: each.claim.id for each in WHOLE.statements for claim in each.claims}
    assert {of[key] for key in said} == {of[each.claim.id] for each in told}
    words = {each.claim.id: f"{each.name} {each.outcome}" for each in told}
    assert {key: words[key] for key in said} == said


def test_card_tells_once_what_follows_from_reprints_of_the_same_statement() -> None:
    """A page that reprints a target adds no second result, and its own result keeps its card."""
    told = Resting(RESULTS, WHOLE.statements).about(OVERCHUK.id)
    assert len(told) < sum(OVERCHUK in item.inputs for item in RESULTS)
    said = named(the_card(OVERCHUK.id), "Computed from it")
    assert [*said] == [each.indicator.id for each in told]
    for each in told:
        assert f"From {source_list_words(each.indicator)}." in said[each.indicator.id]
        assert each.words in said[each.indicator.id]


@pytest.mark.whole
def test_card_tells_history_prints_and_what_rests_on_the_number() -> None:
    for claim in CLAIMS:
        card = the_card(claim.id)
        sayings = history_of(claim, WHOLE.statements)
        said = named(card, "The same speaker on the same quantity")
        assert said == {each.claim.id: f"{each.words} " for each in sayings}
        assert [*named(card, "What rests on it")] == [c.id for c in resting_on(claim, CLAIMS)]
        printed = named(card, "Who printed it")
        for other in other_prints(claim, WHOLE.statements):
            words = printed[other.id]
            language = DATASET.schema.label("sources", "language", other.source.language)
            assert words.startswith(f"Printed as well by {other.source.short_name}")
            assert words.endswith(f", in {language} ")


@pytest.mark.parametrize("kind", sorted({item.kind for item in RESULTS}))
def test_card_of_a_computed_number_says_formula_unrounded_value_and_inputs(kind: str) -> None:
    item = next(each for each in RESULTS if each.kind == kind)
    card = the_card(item.id)
    terms = ("Computed as", "In numbers", "Unrounded")
    assert card.title == item.words
    assert [fact(card, term) for term in terms] == [item.formula, item.expression, item.unrounded]
    assert plain_number(item.value) in item.unrounded
    assert bool(item.benchmark) == (len(card.groups) == 2)
    inputs = named(card, "Its inputs")
    assert [*inputs] == [claim.id for claim in item.inputs]
    for claim in item.inputs:
        assert number_words(claim) in inputs[claim.id]
        assert source_words(claim.source) in inputs[claim.id]


def test_card_of_no_number_is_none() -> None:
    assert card_of(WHOLE, "none") is None


@pytest.mark.parametrize("price", WHOLE.benchmarks, ids=lambda price: price.key)
def test_card_of_a_market_price_has_what_rests_on_it(price: object) -> None:
    resting = [item.id for item in RESULTS if item.benchmark == price]
    named = named_on(the_card(getattr(price, "key", "")))
    assert set(named) <= set(resting)
    assert bool(named) == bool(resting)


def test_links_without_an_address_are_left_out() -> None:
    assert links(("Open", ""), ("Archived", "https://example.org")) == links(
        ("Archived", "https://example.org")
    )


def test_card_change_of_printed_words_keeps_their_language() -> None:
    claim = next(claim for claim in CLAIMS if claim.source.language == "fa")
    change = Change(claim.id, "2", "as_printed", "قبل", claim.as_printed, Quoted("Seen.", "en"))
    card = card_of(Views(replace(DATASET, changes=(change,))).whole, claim.id)
    assert card is not None
    (words,) = card.changes
    assert [part.language for part in words.parts if isinstance(part, Quoted)][2:4] == ["fa", "fa"]


@pytest.mark.whole
def test_card_of_every_claim_says_every_cell_of_its_row() -> None:
    for claim in CLAIMS:
        card = the_card(claim.id)
        facts = " ".join(f"{each.term} {each.words}" for each in facts_of(card))
        text = " ".join([card.title, card.subject, facts, *named_on(card).values()])
        assert {
            name: cell for name, cell in cells_in_words(claim).items() if cell not in text
        } == {}


@pytest.mark.whole
def test_card_of_every_claim_names_other_cards_that_exist() -> None:
    for claim in CLAIMS:
        card = the_card(claim.id)
        assert card.title == number_words(claim)
        assert claim.id not in card.comparable
        named = {*named_on(card), *card.comparable} - {*WHOLE.claims_by_id}
        assert named <= {item.id for item in RESULTS}
        assert all(each.words for each in card.more)


@pytest.mark.whole
def test_card_counts_the_pages_that_it_lists_and_no_others() -> None:
    for claim in CLAIMS:
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


@pytest.mark.whole
def test_card_tells_every_change_to_its_row_and_no_other() -> None:
    for claim in CLAIMS:
        told = the_card(claim.id).changes
        rows = [row for row in DATASET.tables["changes"].rows if row["claim"] == claim.id]
        assert len(told) == len(rows)
        for words, row in zip(told, rows, strict=True):
            cells = [f"‘{row[name]}’" if row[name] else "blank" for name in ("old", "new")]
            assert words.startswith(f"{row['version']}: ")
            assert words.endswith(f" was {cells[0]}, is {cells[1]}. {row['why']}")
    assert the_card(RESULTS[0].id).changes == ()
