"""Selection: which claims are in view, by collection, by the speaker's side and by years.

Owns the filters of all pages and their words. Knows nothing of addresses or widgets.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tradedata.data.claims import Benchmark, Claim, Source
from tradedata.data.loading import Dataset
from tradedata.data.periods import Period, When, partial_date_period
from tradedata.data.vocabulary import ARTICLES, NOT_ATTRIBUTED, STATISTICS, UNATTRIBUTED
from tradedata.words.text import Text, counted, joined, list_words, say

ALL_SOURCES = "all"
SOURCES = {ARTICLES: "Articles", ALL_SOURCES: "All evidence"}


@dataclass(frozen=True, slots=True)
class Selection:
    """The sources, the sides and the years chosen; nothing chosen means all of them.

    ``first`` and ``last`` are years, both included. What is about no period counts by the day on
    which it was said or printed.
    """

    sources: str = ALL_SOURCES
    sides: tuple[str, ...] = ()
    first: int | None = None
    last: int | None = None

    def apply(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """The claims in view, in their order."""
        return tuple(
            each
            for each in claims
            if self._holds(each.source) and self._names(each) and self._reaches(each)
        )

    def with_official(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """Those, and the official statistics in view, in their order.

        What a speaker states is read against the official series, whoever publishes it: a reader
        who chooses speakers does not mean to lose it.
        """
        return tuple(
            claim
            for claim in claims
            if self._holds(claim.source)
            and (self._names(claim) or claim.source.collection == STATISTICS)
            and self._reaches(claim)
        )

    @property
    def official_words(self) -> str:
        """What to tell a reader who has chosen speakers, beside the official series."""
        if not self.sides:
            return ""
        return (
            "Official statistics stay, whoever is chosen above; the other numbers are those of the "
            "chosen speakers."
        )

    def benchmarks(self, benchmarks: Iterable[Benchmark]) -> tuple[Benchmark, ...]:
        """The market prices in view, in their order; nobody states them, so sides do not count."""
        return tuple(
            each for each in benchmarks if self._holds(each.source) and self._reaches(each)
        )

    def _holds(self, source: Source) -> bool:
        return self.sources in (ALL_SOURCES, source.collection)

    def _names(self, claim: Claim) -> bool:
        return not self.sides or claim.side in self.sides

    def _reaches(self, number: Claim | Benchmark) -> bool:
        if not (self.first or self.last):
            return True
        if not (years := years_of(number)):
            return False
        return (self.first or years[1]) <= years[1] and years[0] <= (self.last or years[0])

    def describe(self, dataset: Dataset) -> Text:
        """What is shown, in words: 'All evidence, of the speakers: market; from 2020 to 2024'."""
        sides = [side_words(side, dataset) for side in self.sides]
        whom = say("of the speakers: {}", list_words(sides)) if sides else "of all speakers"
        first, last = (When(str(year)) if year else "" for year in (self.first, self.last))
        years = [say("from {}", first)] if first else []
        years += [say("to {}" if first else "up to {}", last)] if last else []
        when = say("; {}", joined(" ", years)) if years else ""
        return say("{}, {}{}", SOURCES[self.sources], whom, when)


def years_of(number: Claim | Benchmark) -> tuple[int, int] | None:
    """The years that a number is about, first and last; else the year it was said or printed in."""
    said = number.claimed_on if isinstance(number, Claim) else ""
    return _years(number.period) or _years(partial_date_period(said or number.source.published))


def _years(period: Period) -> tuple[int, int] | None:
    start, end = period.start or period.end, period.end or period.start
    return (start.year, end.year) if start and end else None


def sources_words(dataset: Dataset) -> Text:
    """What each choice of sources is, in a line."""
    sources = dataset.directory.sources.values()
    articles = sum(source.collection == ARTICLES for source in sources)
    return say(
        "Articles: the {} that this began with. All evidence: everything found, {}.",
        counted(articles, "article"),
        counted(len(sources), "source"),
    )


def sides_of(claims: Iterable[Claim]) -> tuple[str, ...]:
    """The sides that occur, alphabetically, unattributed last."""
    return tuple(sorted({claim.side for claim in claims}, key=lambda s: (s == UNATTRIBUTED, s)))


def side_words(side: str, dataset: Dataset) -> str:
    """What readers see for a side."""
    return NOT_ATTRIBUTED.label if side == UNATTRIBUTED else dataset.side_label(side)
