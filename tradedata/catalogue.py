"""Catalogue: every indicator of a set of claims, with and without a reader's choice.

Owns only the joining of what indicators, spreads and targets compute.
"""

from __future__ import annotations

from collections.abc import Iterable

from tradedata.claims import Claim
from tradedata.indicators import Indicator, compute, target_growth, target_multiples
from tradedata.spreads import spreads


def indicators_of(claims: Iterable[Claim]) -> tuple[Indicator, ...]:
    """Every number that is computed from the claims without a reader's choice."""
    claims = tuple(claims)
    return (*compute(claims), *spreads(claims))


def all_indicators_of(claims: Iterable[Claim]) -> tuple[Indicator, ...]:
    """Those, and what each target needs from each claim that a reader may set beside it."""
    claims = tuple(claims)
    needed = (
        indicator
        for baseline in claims
        for indicator in (*target_multiples(claims, baseline), *target_growth(claims, baseline))
    )
    return (*indicators_of(claims), *needed)
