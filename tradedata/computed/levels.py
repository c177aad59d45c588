"""Levels: amounts for certain days, stated or implied by a growth, multiple or share.

Owns that one form of both, so that they can be set beside each other. Compares nothing.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace

from tradedata.compare.comparison import series_key
from tradedata.compare.precision import Direction, direction_of
from tradedata.compare.statements import statements
from tradedata.computed.indicators import Indicator
from tradedata.data.claims import Claim
from tradedata.data.vocabulary import AMOUNTS
from tradedata.words.claims import formula_words, number_words
from tradedata.words.text import Text, say


@dataclass(frozen=True, slots=True)
class Level:
    """A stated level, or what is ``implied`` for a period, put as a claim about it."""

    claim: Claim
    origins: frozenset[str]
    implied: Indicator | None = None

    @property
    def inputs(self) -> tuple[Claim, ...]:
        """The claims that it rests on."""
        return self.implied.inputs if self.implied else (self.claim,)

    @property
    def operation(self) -> Text:
        """Its part of a formula."""
        if self.implied:
            return say("({})", self.implied.operation)
        return say("{}", formula_words(self.claim))

    @property
    def hedge(self) -> Direction:
        """Which way the true number lies."""
        return self.implied.hedge if self.implied else direction_of(self.claim)

    @property
    def number(self) -> Text:
        """'$80 million', 'about $40 million implied'."""
        if self.implied:
            return say("{} implied", self.implied.words)
        return say("{}", number_words(self.claim))

    @property
    def notes(self) -> tuple[str, ...]:
        """What is to know of one that is implied."""
        return self.implied.notes if self.implied else ()

    @property
    def words(self) -> Text:
        """'$80 million (A, 2024)', 'about $40 million implied (A, 2023)'."""
        return say("{} ({}, {})", self.number, self.claim.speaker, self.claim.period.name)


def stated_levels(claims: Iterable[Claim], by_id: Mapping[str, Claim]) -> list[Level]:
    """Each statement of an amount of trade for certain days, once whatever its reprints."""
    return [
        Level(statement.claim, origins_of(statement.claims, by_id))
        for statement in statements(claim for claim in claims if _is_level(claim))
    ]


def implied_levels(items: Iterable[Indicator], by_id: Mapping[str, Claim]) -> list[Level]:
    """The amounts that growths, multiples and shares imply for certain days.

    Of those that one origin implies for the same days, one.
    """
    found: dict[Hashable, Level] = {}
    for item in items:
        level = _implied(item, by_id)
        relative = next(claim for claim in item.inputs if not claim.is_level)
        if relative.own_period.is_dated and _is_level(level.claim):
            days = level.claim.period.start, level.claim.period.end
            found.setdefault((level.claim.origin, series_key(level.claim), days), level)
    return list(found.values())


def origins_of(rows: Iterable[Claim], by_id: Mapping[str, Claim]) -> frozenset[str]:
    """The origins of the rows and of all that they rest on."""
    waiting, seen = list(rows), set[str]()
    origins = set()
    while waiting:
        claim = waiting.pop()
        origins.add(claim.origin)
        bases = [key for key in claim.based_on if key in by_id and key not in seen]
        seen.update(bases)
        waiting.extend(by_id[key] for key in bases)
    return frozenset(origins)


def _implied(item: Indicator, by_id: Mapping[str, Claim]) -> Level:
    first, period = item.inputs[0], item.period
    claim = replace(
        first,
        value=item.value,
        unit=item.unit,
        measure=first.of or first.measure,
        of="",
        period=period,
        own_period=period,
    )
    return Level(claim, origins_of(item.inputs, by_id), item)


def _is_level(claim: Claim) -> bool:
    return (
        claim.is_trade
        and claim.measure in AMOUNTS
        and not claim.is_expected
        and claim.period.is_dated
        and claim.value > 0
    )
