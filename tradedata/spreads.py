"""Spreads as indicators: how far apart comparable claims lie, with formula and inputs.

Joins what comparison finds to the form that computed numbers have. Finds nothing itself.
"""

from __future__ import annotations

from collections.abc import Iterable

from tradedata.claims import Claim
from tradedata.comparison import series_key
from tradedata.indicators import Indicator, quotient
from tradedata.statements import Spread, group_by_period


def spread_indicator(spread: Spread) -> Indicator:
    """Highest / lowest, never a mark on an axis of amounts."""
    return quotient(
        "spread",
        spread.high,
        spread.low,
        "times",
        label=f"Distance between two numbers: {spread.words}",
        formula="highest / lowest",
        period=spread.high.period,
        notes=[f"Set side by side with: {cause.words}." for cause in spread.causes],
        is_mark=False,
    )


def spreads(claims: Iterable[Claim]) -> tuple[Indicator, ...]:
    """The spread of every group of levels that has one; the order of the rows is no matter."""
    series: dict[tuple[str, ...], list[Claim]] = {}
    for claim in claims:
        if claim.is_level:
            series.setdefault(series_key(claim), []).append(claim)
    return tuple(
        spread_indicator(group.spread)
        for _, members in sorted(series.items())
        for group in group_by_period(members)
        if group.spread
    )
