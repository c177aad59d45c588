"""Product parts: what is stated of a product, the trade of the two areas apart from all else.

Owns which statements make a part and what a part comes to in a line. Draws nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tradedata.compare.statements import Statement, statements
from tradedata.computed.indicators import Indicator
from tradedata.data.claims import Area, Claim, Product
from tradedata.data.collection import Collection
from tradedata.views.recency import is_later_part, latest_whole_first
from tradedata.words.claims import number_words
from tradedata.words.text import Text, count, joined, list_words, say

MOST_NUMBERS = 3
OFF_CHART_FLOWS = ("resource",)
_MEASURES = ("quantity", "value", "price")
_ALIKE = ("areas", "is_trade", "is_expected")


@dataclass(frozen=True, slots=True)
class Part:
    """Statements on a product and what is computed from them; at least one is a level."""

    product: Product
    collection: Collection
    statements: tuple[Statement, ...]
    indicators: tuple[Indicator, ...]

    @property
    def levels(self) -> tuple[Claim, ...]:
        """The quantities, values and prices, oldest first."""
        found = [each.claim for each in self.statements if each.claim.is_level]
        return tuple(sorted(found, key=lambda claim: (claim.period.sort_key(), claim.id)))

    @property
    def line(self) -> Text:
        """What it comes to, without a full stop: the numbers of the best days, and their price."""
        return self.line_of(self.levels)

    def line_of(self, levels: Sequence[Claim]) -> Text:
        """What some of its levels come to."""
        first = min(levels, key=self._telling)
        beside = [claim for claim in levels if _is_beside(claim, first)]
        beside.sort(key=lambda claim: (_MEASURES.index(claim.measure), claim.value, claim.id))
        prices = [
            price.words
            for price in self.indicators
            if price.kind == "unit-value" and {*price.inputs} <= {*beside}
        ]
        areas = coverage_words(first.areas, self.collection)
        return say(
            "{}: {} {}{}{}{}",
            joined(", ", filter(None, (self.product.label, areas))),
            _listed([number_words(claim) for claim in beside]),
            stated_words(first),
            _when(first),
            say("; {}", _listed(prices)) if prices else "",
            _later_words(first, levels),
        )

    def _telling(self, claim: Claim) -> tuple[object, ...]:
        """Trade of the two areas goes before all else, what was before what is expected."""
        return (
            not claim.areas <= {*self.collection.areas},
            self.collection.world in claim.areas,
            not claim.is_trade,
            claim.is_expected,
            latest_whole_first(claim),
        )


def is_drawn(claim: Claim) -> bool:
    """Whether it belongs to a part at all."""
    return claim.flow not in OFF_CHART_FLOWS and not claim.is_set_aside


def parts_of_product(
    product: Product,
    claims: Iterable[Claim],
    collection: Collection,
    indicators: Iterable[Indicator],
) -> tuple[Part, ...]:
    """The trade of the two areas and, apart, what covers others; all of it where one has no level.

    The product has a level.
    """
    main = frozenset(collection.areas)
    key = product.key
    found = statements(claim for claim in claims if claim.product.key == key and is_drawn(claim))
    computed = tuple(indicator for indicator in indicators if indicator.product.key == key)
    own, others = (
        Part(
            product,
            collection,
            tuple(each for each in found if (each.claim.areas <= main) == is_own),
            tuple(each for each in computed if (each.inputs[0].areas <= main) == is_own),
        )
        for is_own in (True, False)
    )
    if own.levels and others.levels:
        return own, others
    return (Part(product, collection, tuple(found), computed),)


def coverage_words(areas: frozenset[Area], collection: Collection) -> Text:
    """The areas by name, the two of the collection first; blank where there are no others."""
    if areas <= {*collection.areas}:
        return say("")
    named = sorted(areas, key=lambda area: (area not in collection.areas, area.label))
    return list_words([area.label for area in named])


def stated_words(claim: Claim) -> str:
    """'stated', 'stated as a plan'."""
    return f"stated as a {claim.kind}" if claim.is_expected else "stated"


def _later_words(first: Claim, levels: Iterable[Claim]) -> Text:
    """'; later, for Jan-Nov 2025: 3 t', of the same trade; blank where nothing is."""
    later = [
        claim
        for claim in levels
        if _is_alike(claim, first) and is_later_part(claim.period, first.period)
    ]
    if not later:
        return say("")
    last = min(later, key=latest_whole_first)
    beside = [number_words(claim) for claim in later if claim.period.same_days(last.period)]
    return say("; later, for {}: {}", last.period.span, _listed(beside))


def _is_alike(claim: Claim, first: Claim) -> bool:
    return all(getattr(claim, name) == getattr(first, name) for name in _ALIKE)


def _is_beside(claim: Claim, first: Claim) -> bool:
    """Whether it is said of the same trade and days; without days, whether one origin says it."""
    if not _is_alike(claim, first):
        return False
    if first.period.is_dated:
        return claim.period.same_days(first.period)
    return (claim.origin, claim.period) == (first.origin, first.period)


def _when(claim: Claim) -> Text:
    borrowed = " according to another source" if claim.period.supplied_by else ""
    lead = " for" if claim.period.span else ","
    return say("{} {}{}", lead, claim.period.describe(), borrowed)


def _listed(numbers: Sequence[str]) -> Text:
    """Each number once, the first of them in words."""
    different = list(dict.fromkeys(numbers))
    more = len(different) - MOST_NUMBERS
    listed = different[:MOST_NUMBERS]
    return list_words([*listed, say("{} more", count(more))] if more > 0 else listed)
