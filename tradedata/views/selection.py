"""Selection: which claims are in view, by collection and by the speaker's side.

Owns the two filters of the whole page and their words. Knows nothing of addresses or widgets.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tradedata.data.claims import Benchmark, Claim, Source
from tradedata.data.loading import Dataset
from tradedata.data.vocabulary import NOT_ATTRIBUTED, UNATTRIBUTED
from tradedata.views.official import COLLECTION as OFFICIAL_COLLECTION
from tradedata.words.text import list_words

SOURCES = {"articles": "Articles", "all": "All evidence"}
ALL_SOURCES = "all"


@dataclass(frozen=True, slots=True)
class Selection:
    """The sources and the sides chosen; no side chosen means every side."""

    sources: str = ALL_SOURCES
    sides: tuple[str, ...] = ()

    def apply(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """The claims in view, in their order."""
        return tuple(each for each in claims if self._holds(each.source) and self._names(each))

    def with_official(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """Those, and the official statistics in view, in their order.

        What a speaker states is read against the official series, whoever publishes it: a reader
        who chooses speakers does not mean to lose it.
        """
        return tuple(
            claim
            for claim in claims
            if self._holds(claim.source)
            and (self._names(claim) or claim.source.collection == OFFICIAL_COLLECTION)
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
        return tuple(each for each in benchmarks if self._holds(each.source))

    def _holds(self, source: Source) -> bool:
        return self.sources in (ALL_SOURCES, source.collection)

    def _names(self, claim: Claim) -> bool:
        return not self.sides or claim.side in self.sides

    def describe(self, dataset: Dataset) -> str:
        """The filters in words, for downloads."""
        sides = [side_words(side, dataset) for side in self.sides]
        return f"{SOURCES[self.sources]}; speakers: {list_words(sides) if sides else 'all'}"


def sides_of(claims: Iterable[Claim]) -> tuple[str, ...]:
    """The sides that occur, alphabetically, unattributed last."""
    return tuple(sorted({claim.side for claim in claims}, key=lambda s: (s == UNATTRIBUTED, s)))


def side_words(side: str, dataset: Dataset) -> str:
    """What readers see for a side."""
    return NOT_ATTRIBUTED.label if side == UNATTRIBUTED else dataset.side_label(side)
