"""Reprints: numbers computed from reprints of the same statements, each once.

Owns which computed numbers are one. A reprint is no second voice, so what follows from it is no
second result. Computes nothing, and leaves every id as it is: each still opens its own card.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from tradedata.compare.statements import Statement
from tradedata.computed.indicators import Indicator, grouped, indicators_from
from tradedata.words.text import Text, counted, say


@dataclass(frozen=True, slots=True)
class DistinctIndicator:
    """A computed number, and the same number as it follows from reprints of its inputs."""

    indicator: Indicator
    reprints: tuple[Indicator, ...]

    @property
    def more_pages(self) -> int:
        """How many sources print the inputs besides those that the number names."""
        others = {source.key for each in self.reprints for source in each.sources}
        return len(others - {source.key for source in self.indicator.sources})

    @property
    def words(self) -> Text:
        """'6 more pages print the same numbers.', or a blank."""
        if not self.more_pages:
            return say("")
        more = counted(self.more_pages, "more page")
        return say("{} {} the same numbers.", more, "prints" if self.more_pages == 1 else "print")


def distinct_indicators(
    indicators: Iterable[Indicator], found: Iterable[Statement]
) -> tuple[DistinctIndicator, ...]:
    """One of the numbers of a kind that the same statements give for the same days.

    It is that of the best-stated rows; what is shown with other digits stays apart. The order is
    that in which the numbers first come.
    """
    best = {claim.id: statement.claim.id for statement in found for claim in statement.claims}
    same: defaultdict[tuple[object, ...], list[Indicator]] = defaultdict(list)
    for indicator in indicators:
        inputs = tuple(best.get(claim.id, claim.id) for claim in indicator.inputs)
        days = (indicator.period.start, indicator.period.end)
        same[indicator.kind, inputs, indicator.benchmark, days, indicator.shown].append(indicator)

    def order(indicator: Indicator) -> tuple[int, str]:
        others = sum(best.get(claim.id, claim.id) != claim.id for claim in indicator.inputs)
        return others, indicator.id

    return tuple(_led_by_first(sorted(members, key=order)) for members in same.values())


class Resting:
    """Computed numbers by the claims that they rest on."""

    def __init__(self, indicators: Iterable[Indicator], found: Iterable[Statement]) -> None:
        self._indicators = tuple(indicators)
        self._by_row = {row.id: statement for statement in found for row in statement.claims}
        self._places = grouped(
            (claim.id, place)
            for place, indicator in enumerate(self._indicators)
            for claim in indicator.inputs
        )

    def about(
        self, claim_id: str, others: Iterable[Indicator] = ()
    ) -> tuple[DistinctIndicator, ...]:
        """What rests on a claim or on another row of its statement, each number once.

        Some of the ``others`` may too. Where the same number rests on several rows, that of the
        claim's own row stands first.
        """
        own = self._by_row.get(claim_id)
        rows = {claim_id, *(row.id for row in own.claims)} if own else {claim_id}
        places = sorted({place for row in rows for place in self._places.get(row, ())})
        resting = [self._indicators[place] for place in places]
        resting += [each for each in others if not rows.isdisjoint(c.id for c in each.inputs)]
        inputs = {claim.id for each in resting for claim in each.inputs}
        found = {self._by_row[key] for key in inputs & self._by_row.keys()}
        on_own = {each.id for each in indicators_from(claim_id, resting)}
        return tuple(
            _led_by_first(
                sorted((each.indicator, *each.reprints), key=lambda one: one.id not in on_own)
            )
            for each in distinct_indicators(resting, found)
        )


def _led_by_first(members: list[Indicator]) -> DistinctIndicator:
    return DistinctIndicator(members[0], tuple(members[1:]))
