"""Implied: what growths, multiples and shares imply, beside what is stated for the same days.

Owns which implied number stands against which stated one. Judges neither and draws nothing.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from tradedata.compare.comparison import series_key
from tradedata.compare.precision import divided
from tradedata.computed.derivations import base_values
from tradedata.computed.indicators import Indicator, grouped, in_order, usable
from tradedata.computed.levels import Level, implied_levels, stated_levels
from tradedata.computed.shares import share_levels
from tradedata.data.claims import Area, Claim
from tradedata.words.text import say


def implied_distances(claims: Iterable[Claim], world: Area | None) -> tuple[Indicator, ...]:
    """Larger / smaller, in 'times', of an implied level and each statement of it, reprints once."""
    sound = usable(claims)
    by_id = {claim.id: claim for claim in sound}
    stated = grouped((_quantity(level), level) for level in stated_levels(sound, by_id))
    items = (*base_values(sound), *share_levels(sound, world))
    return in_order(
        _distance(level, beside)
        for level in implied_levels(items, by_id)
        for beside in stated[_quantity(level)]
    )


def _quantity(level: Level) -> Hashable:
    claim = level.claim
    return series_key(claim), claim.unit, claim.period.start, claim.period.end


def _distance(level: Level, beside: Level) -> Indicator:
    low, high = sorted((level, beside), key=lambda each: each.claim.value)
    claim = beside.claim
    return Indicator(
        "implied-distance",
        (*high.inputs, *low.inputs),
        high.claim.value / low.claim.value,
        "times",
        divided(high.hedge, low.hedge),
        about=say("{}, {}", claim.product.label, claim.measure),
        name=say("{} beside {}, larger / smaller", beside.words, level.words),
        formula="larger / smaller",
        operation=say("{} / {}", high.operation, low.operation),
        product=claim.product,
        period=claim.period,
        remarks=level.notes,
        is_mark=False,
    )
