"""Neighbours: what the card of a claim tells of others, looked up by key.

Owns what is grouped once for the view of everything, so that a card costs what it shows, however
many claims there are. Compares nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TypeVar

from tradedata.compare.comparison import quantity_key
from tradedata.compare.statements import Statement
from tradedata.computed.indicators import Indicator, grouped
from tradedata.computed.reprints import DistinctIndicator, Resting
from tradedata.data.claims import Claim
from tradedata.views.view import View

T = TypeVar("T")
_Groups = Mapping[Hashable, tuple[T, ...]]


def alike(claim: Claim, whole: View) -> tuple[Statement, ...]:
    """The statements of the claim's quantity, and the claim's own whatever its quantity."""
    own = whole.keep(_statements_by_row).get(claim.id, ())
    found = whole.keep(_by_quantity).get(quantity_key(claim), ())
    return tuple(dict.fromkeys((*found, *own)))


def naming(claim: Claim, whole: View) -> tuple[Claim, ...]:
    """The claims that name this one: it is their basis, gives their period or is spoken about."""
    return whole.keep(_by_named).get(claim.id, ())


def of_product(claim: Claim, whole: View) -> tuple[Claim, ...]:
    """The claims of the claim's product."""
    return whole.keep(_by_product).get(claim.product.key, ())


def results_about(claim: Claim, whole: View) -> tuple[DistinctIndicator, ...]:
    """All that is computed from a row of the claim's statement, each number once."""
    return whole.keep(_resting).about(claim.id, whole.needed_for([claim]))


def official_sums(whole: View) -> tuple[Indicator, ...]:
    """Exports plus imports as one office counts both."""
    return whole.keep(_official_sums)


def arithmetic(whole: View) -> tuple[Claim, ...]:
    """The claims that are but what a relation makes of others, one a statement."""
    return whole.keep(_arithmetic)


def _by_quantity(whole: View) -> _Groups[Statement]:
    return _grouped(whole.statements, lambda statement: [quantity_key(statement.claim)])


def _statements_by_row(whole: View) -> _Groups[Statement]:
    return _grouped(whole.statements, lambda statement: [row.id for row in statement.claims])


def _by_named(whole: View) -> _Groups[Claim]:
    def named(claim: Claim) -> Iterable[Hashable]:
        return {*claim.based_on, claim.period.supplied_by, claim.refers_to}

    return _grouped(whole.claims, named)


def _by_product(whole: View) -> _Groups[Claim]:
    return _grouped(whole.claims, lambda claim: [claim.product.key])


def _resting(whole: View) -> Resting:
    return Resting(whole.computed, whole.statements)


def _official_sums(whole: View) -> tuple[Indicator, ...]:
    return tuple(item for item in whole.indicators if item.is_official_sum)


def _arithmetic(whole: View) -> tuple[Claim, ...]:
    return tuple(each.claim for each in whole.statements if each.claim.is_arithmetic)


def _grouped(members: Iterable[T], keys: Callable[[T], Iterable[Hashable]]) -> _Groups[T]:
    """The members of each key, in their order."""
    groups = grouped((key, member) for member in members for key in keys(member))
    return {key: tuple(found) for key, found in groups.items()}
