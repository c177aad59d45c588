"""Reprints: numbers computed from reprints of the same statements, told once.

Owns which computed numbers are one. A reprint is no second voice, so what follows from it is no
second result. Computes nothing, and leaves every id as it is: each still opens its own card.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tradedata.compare.statements import Statement
from tradedata.computed.indicators import Indicator
from tradedata.data.claims import Claim
from tradedata.words.text import Text, counted, say


@dataclass(frozen=True, slots=True)
class Told:
    """A computed number, and the same number as it follows from reprints of its inputs."""

    indicator: Indicator
    again: tuple[Indicator, ...]

    @property
    def more_pages(self) -> int:
        """How many sources print the inputs besides those that the number names."""
        others = {source.key for each in self.again for source in each.sources}
        return len(others - {source.key for source in self.indicator.sources})

    @property
    def words(self) -> Text:
        """'6 more pages print the same numbers.', or a blank."""
        if not self.more_pages:
            return say("")
        more = counted(self.more_pages, "more page")
        return say("{} {} the same numbers.", more, "prints" if self.more_pages == 1 else "print")


def told_once(indicators: Iterable[Indicator], found: Iterable[Statement]) -> tuple[Told, ...]:
    """One of the numbers of a kind that the same statements give for the same days.

    The one told is that of the best-stated rows; what is shown with other digits stays apart.
    The order is that in which the numbers first come.
    """
    best = {claim.id: statement.claim for statement in found for claim in statement.claims}
    same: dict[tuple[object, ...], list[Indicator]] = {}
    for indicator in indicators:
        inputs = tuple(best.get(claim.id, claim).id for claim in indicator.inputs)
        days = (indicator.period.start, indicator.period.end)
        market = indicator.benchmark.key if indicator.benchmark else ""
        key = (indicator.kind, inputs, market, days, indicator.shown)
        same.setdefault(key, []).append(indicator)
    return tuple(_told(members, best) for members in same.values())


def told_of(
    claim_id: str, indicators: Iterable[Indicator], found: Iterable[Statement]
) -> tuple[Told, ...]:
    """What rests on a claim or on another row of its statement, told once.

    Where the same number rests on several rows, the one of the claim's own row is told.
    """
    found = tuple(found)
    rows = {claim_id}
    for statement in found:
        ids = {claim.id for claim in statement.claims}
        rows |= ids if claim_id in ids else set()
    resting = (item for item in indicators if not rows.isdisjoint(_inputs(item)))
    return tuple(_led_by(claim_id, each) for each in told_once(resting, found))


def _led_by(claim_id: str, told: Told) -> Told:
    members = (told.indicator, *told.again)
    first, *again = sorted(members, key=lambda item: claim_id not in _inputs(item))
    return Told(first, tuple(again))


def _inputs(indicator: Indicator) -> set[str]:
    return {claim.id for claim in indicator.inputs}


def _told(members: list[Indicator], best: Mapping[str, Claim]) -> Told:
    first, *again = sorted(members, key=lambda item: (_distance(item, best), item.id))
    return Told(first, tuple(again))


def _distance(indicator: Indicator, best: Mapping[str, Claim]) -> int:
    """How many inputs are not the row by which their statement is told."""
    return sum(best.get(claim.id, claim) != claim for claim in indicator.inputs)
