"""Every sentence that is made of the shipped data: no hedge twice, no word twice, no odd sign."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.support.samples import first_of, shipped_views
from tradedata.compare.precision import DIRECTION_WORDS
from tradedata.data.vocabulary import QUALIFIERS
from tradedata.views.card import Card, card_of
from tradedata.views.parameters import read_address
from tradedata.views.sections import SECTIONS, Section
from tradedata.views.selection import SOURCES, sides_of

VIEWS = shipped_views()
SIDES = ("", *(f"&side={side}" for side in sides_of(VIEWS.dataset.claims)))
YEARS = ("", "&from=2024", "&from=2026", "&from=2015&to=2020", "&to=1999")
# Two hedges in one: the way of a bound, and that it is computed from rounded numbers.
BOUNDS = "|".join(words for words in DIRECTION_WORDS.values() if " about" in words)
HEDGES = "|".join({hedge.words for hedge in QUALIFIERS.values() if hedge.words} | {"at most"})
FAULTS = {
    "hedge-twice": rf"\b(?!(?:{BOUNDS}) \S*\d)(?:{HEDGES}) (?:{HEDGES}) (?=\S*\d)",
    "word-twice": r"\b(\w{2,}),? \1\b",
    "status-twice": r"(?i)\b(doubtful|rejected): \1:",
    "period-twice": r"(\b\d{4}); \1 according",
    "number-twice": r"\b(about [\d.]+ times) apart: (?:at \w+ )?\1",
    "empty-brackets": r"\( ?\)|‘’|\( | \)",
    "separators": r"[,;:] ?[,;:.]|,\)| [,;.](?!\w)|  |\.\.|[,;]$",
    "article": r"\b[Aa] (?:8|11\b|18\b|[aeio]\w)|\b[Aa]n (?:[bcdfgjklmpqtvwxyz]|[1-79])",
    "one-of-one": r"\b1 of 1\b",
    "plural": r"\b1 (?:pages|claims|years|months|numbers|statements|speakers|days) |"
    r"\b(?:[2-9]|\d\d+) (?:page|claim|month|statement|speaker|day)\b",
    "agreement": r"(?:^|[.:] )(?:Fuels and oil products|Raisins|Apples) (?:is|comes) ",
    "level-of-no-day": r"stood at (?!.*; no year was given)|‘[^’]*’\)?; no year",
    "change-is": r"The change in .* is ",
    "not-filled": r"\bNone\b|[{}]",
}


def faults(sentences: Iterator[str]) -> list[tuple[str, str]]:
    return [
        (name, words)
        for words in dict.fromkeys(sentences)
        for name, pattern in FAULTS.items()
        if re.search(pattern, words)
    ]


def sentences_of_card(card: Card) -> Iterator[str]:
    yield from (card.title, card.subject, card.summary, card.quotable, card.quote)
    yield from (fact.words for fact in (*card.facts, *card.more) if fact.form == "text")
    for group in card.groups:
        yield from (group.lead, *(each.sentence for each in group.numbers))


def sentences_of_section(section: Section) -> Iterator[str]:
    yield from (section.nothing, *section.choices.values())
    for panel in section.panels:
        chart = panel.chart
        yield from (panel.words, chart.title, chart.subtitle, *chart.notes, *chart.alone)


@pytest.mark.parametrize(
    "words",
    [
        "about over $1 billion",
        "up up 3%",
        "An input is marked doubtful: Doubtful: why",
        "‘last year’, read as 2023; 2023 according to another source",
        "about 1.1 times apart: at most about 1.1 times",
        "stated ( ), and",
        "A, ; B",
        "a 8 month part",
        "1 of 1",
        "3 page print it",
        "Raisins is for 2024",
        "exports stood at 50 t ‘first consignment’",
        "trade came to $2 ‘this year’; no year was given",
        "The change in trade is down 5%",
    ],
)
def test_faults_of_a_faulty_sentence_are_found(words: str) -> None:
    assert faults(iter([words]))


@pytest.mark.whole
def test_every_card_is_written_without_a_fault() -> None:
    whole = VIEWS.whole
    cards = (card_of(whole, key) for key in (*whole.claims_by_id, *whole.results))
    assert not faults(words for card in cards if card for words in sentences_of_card(card))


@pytest.mark.no_cover
@pytest.mark.parametrize("sources", first_of(SOURCES))
def test_every_view_is_written_without_a_fault(sources: str) -> None:
    addresses = [f"view={sources}{side}{years}" for side in SIDES for years in YEARS]
    for asked in (read_address(address, VIEWS) for address in addresses):
        tiles = (words for tile in asked.view.tiles for words in (tile.words, tile.outcome))
        built = (words for make in SECTIONS.values() for words in sentences_of_section(make(asked)))
        assert not faults(iter([asked.view.finding.words, *tiles, *built])), asked.query()
