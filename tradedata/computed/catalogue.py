"""Catalogue: every indicator of a set of claims, with and without a reader's choice.

Owns only the joining of what the modules of each kind compute: once for lists, tables and
downloads, from every row for cards.
"""

from __future__ import annotations

from collections.abc import Iterable

from tradedata.compare.statements import Statement, statements
from tradedata.computed.changes import changes
from tradedata.computed.corroboration import corroborations
from tradedata.computed.derivations import (
    balances,
    base_values,
    turnovers,
    unit_values,
)
from tradedata.computed.implied import implied_distances
from tradedata.computed.indicators import Indicator, counted_series, grouped
from tradedata.computed.mirror import mirror_gaps
from tradedata.computed.parts import part_sums
from tradedata.computed.prices import price_ratios
from tradedata.computed.rates import additions, run_rates
from tradedata.computed.reprints import distinct_indicators
from tradedata.computed.shares import share_levels, shares_of_demand, shares_of_total
from tradedata.computed.spreads import spreads
from tradedata.computed.targets import target_growth, target_multiples, target_outcomes
from tradedata.computed.turnovers import turnover_distances
from tradedata.data.claims import Benchmark, Claim
from tradedata.data.collection import Collection


def indicators_of(
    claims: Iterable[Claim], collection: Collection, benchmarks: Iterable[Benchmark] = ()
) -> tuple[Indicator, ...]:
    """Every number that is computed from the claims without a reader's choice, each once."""
    claims = tuple(claims)
    return each_once(computed_of(claims, collection, benchmarks), statements(claims))


def each_once(computed: Iterable[Indicator], found: Iterable[Statement]) -> tuple[Indicator, ...]:
    """The numbers without those of reprints.

    Of what the same statements give, the number of the best-stated rows is kept.
    """
    return tuple(each.indicator for each in distinct_indicators(computed, found))


def needed_of(claims: Iterable[Claim]) -> tuple[Indicator, ...]:
    """What each target needs from each claim of its series, reprints too."""
    claims = tuple(claims)
    targets = grouped((counted_series(claim), claim) for claim in claims if claim.kind == "target")
    return tuple(
        indicator
        for baseline in claims
        for indicators in (target_multiples, target_growth)
        for indicator in indicators(targets[counted_series(baseline)], baseline)
    )


def computed_of(
    claims: Iterable[Claim], collection: Collection, benchmarks: Iterable[Benchmark] = ()
) -> tuple[Indicator, ...]:
    """The numbers of ``indicators_of`` from every row, reprints too.

    They, those of ``needed_of`` and the distance of any pair are all that may have a card.
    """
    claims = tuple(claims)
    prices = unit_values(claims)
    return (
        *prices,
        *base_values(claims),
        *shares_of_demand(claims),
        *shares_of_total(claims, collection.world),
        *share_levels(claims, collection.world),
        *turnovers(claims),
        *balances(claims, collection.areas[0]),
        *mirror_gaps(claims),
        *target_outcomes(claims),
        *run_rates(claims, collection.world),
        *additions(claims, collection.world),
        *price_ratios(prices, benchmarks),
        *spreads(claims),
        *corroborations(claims),
        *turnover_distances(claims),
        *changes(claims),
        *implied_distances(claims, collection.world),
        *part_sums(claims, collection),
    )
