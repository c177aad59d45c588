"""Spreads as indicators: how far apart comparable claims lie, with formula and inputs.

Joins what comparison finds to the form that computed numbers have. Finds nothing itself.
"""

from __future__ import annotations

from collections.abc import Iterable

from tradedata.compare.comparison import apart_words, compare_claims, series_key
from tradedata.compare.statements import Spread, group_by_period, side_by_side, spread_of
from tradedata.computed.indicators import Indicator, grouped, quotient
from tradedata.data.claims import Claim
from tradedata.words.text import joined, say


def spread_indicator(spread: Spread) -> Indicator:
    """Highest / lowest, never a mark on an axis of amounts."""
    causes = joined("; ", (cause.words for cause in spread.causes))
    apart = apart_words(spread.ratio, spread.low, spread.high)
    return quotient(
        "spread",
        spread.high,
        spread.low,
        "times",
        name=say("Distance between two numbers{}", spread.words.removeprefix(apart)),
        formula="highest / lowest",
        period=spread.high.period,
        remarks=[say("What goes with the distance: {}.", causes)] if causes else [],
        is_mark=False,
    )


def distance(first: Claim, second: Claim) -> Indicator | None:
    """Larger / smaller with its formula; None where a ratio has no sense."""
    spread = spread_of(compare_claims(first, second))
    return spread_indicator(spread) if spread else None


def spreads(claims: Iterable[Claim]) -> tuple[Indicator, ...]:
    """The spread of every group of levels that has one, and of what one source sets side by side.

    The order of the rows is no matter.
    """
    series = grouped((series_key(claim), claim) for claim in claims if claim.is_level)
    found = [
        spread_indicator(spread)
        for key in sorted(series)
        for spread in (
            *(group.spread for group in group_by_period(series[key])),
            *(pair.spread for pair in side_by_side(series[key])),
        )
        if spread
    ]
    return tuple({indicator.id: indicator for indicator in found}.values())
