"""Spreads as indicators: how far apart comparable claims lie, with formula and inputs.

Joins what comparison finds to the form that computed numbers have. Finds nothing itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tradedata.compare.comparison import series_key
from tradedata.compare.statements import Spread, group_by_period, side_by_side
from tradedata.computed.indicators import Indicator, quotient
from tradedata.data.claims import Claim
from tradedata.words.text import joined, say


def spread_indicator(spread: Spread) -> Indicator:
    """Highest / lowest, never a mark on an axis of amounts."""
    causes = joined("; ", (cause.words for cause in spread.causes))
    return quotient(
        "spread",
        spread.high,
        spread.low,
        "times",
        name=say("Distance between two numbers: {}", spread.words),
        formula="highest / lowest",
        period=spread.high.period,
        notes=[say("What goes with the distance: {}.", causes)] if causes else [],
        is_mark=False,
    )


def spreads(claims: Iterable[Claim]) -> tuple[Indicator, ...]:
    """The spread of every group of levels that has one, and of what one source sets side by side.

    The order of the rows is no matter.
    """
    series: dict[tuple[str, ...], list[Claim]] = {}
    for claim in claims:
        if claim.is_level:
            series.setdefault(series_key(claim), []).append(claim)
    found = {
        indicator.id: indicator
        for _, members in sorted(series.items())
        for spread in _spreads_of(members)
        for indicator in [spread_indicator(spread)]
    }
    return tuple(found.values())


def _spreads_of(series: Sequence[Claim]) -> Iterable[Spread]:
    yield from (group.spread for group in group_by_period(series) if group.spread)
    yield from (pair.spread for pair in side_by_side(series))
