"""Turnover checks: a stated total of trade beside what exports and imports of the same days add to.

Owns which computed turnovers a stated one can be set beside, and how far apart they lie. Judges
neither right and draws nothing.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from tradedata.compare.precision import direction_of, divided
from tradedata.compare.statements import statements
from tradedata.computed.derivations import turnovers
from tradedata.computed.indicators import (
    Indicator,
    grouped,
    in_order,
    usable,
)
from tradedata.data.claims import Claim
from tradedata.data.vocabulary import CURRENCIES
from tradedata.words.claims import formula_words
from tradedata.words.text import say


@dataclass(frozen=True, slots=True)
class TurnoverCheck:
    """A stated turnover, the computed ones of the same days, and the distance to each.

    The nearest goes first.
    """

    claim: Claim
    computed: tuple[Indicator, ...]
    distances: tuple[Indicator, ...]


def turnover_checks(claims: Iterable[Claim]) -> tuple[TurnoverCheck, ...]:
    """A check for every statement of a turnover that can be computed as well.

    Not beside sums of its own source or speaker, nor beside rows that rest on other rows: neither
    is a second voice.
    """
    claims = usable(claims)
    computed = grouped(
        (_account(sum_.inputs[0]), sum_)
        for sum_ in turnovers(claims)
        if sum_.value > 0 and not any(input_.based_on for input_ in sum_.inputs)
    )
    checks = []
    for statement in statements(claim for claim in claims if _is_stated_turnover(claim)):
        claim = statement.claim
        beside = tuple(
            sum_
            for sum_ in computed[_account(claim)]
            if all(_is_other_voice(claim, input_) for input_ in sum_.inputs)
        )
        if beside:
            distances = sorted(
                (_distance(claim, sum_) for sum_ in beside), key=lambda each: (each.value, each.id)
            )
            checks.append(TurnoverCheck(claim, beside, tuple(distances)))
    return tuple(checks)


def turnover_distances(claims: Iterable[Claim]) -> tuple[Indicator, ...]:
    """The distances of every check, in 'times'."""
    return in_order(each for check in turnover_checks(claims) for each in check.distances)


def _is_stated_turnover(claim: Claim) -> bool:
    return (
        claim.flow == "turnover"
        and claim.unit in CURRENCIES
        and not claim.is_expected
        and not claim.is_arithmetic
        and claim.value > 0
    )


def _account(claim: Claim) -> Hashable:
    areas = frozenset(area.key for area in (claim.reporter, claim.partner) if area)
    return areas, claim.product.key, claim.unit, claim.period.start, claim.period.end


def _is_other_voice(claim: Claim, other: Claim) -> bool:
    is_same_speaker = claim.claimant is not None and claim.claimant == other.claimant
    return claim.source != other.source and not is_same_speaker


def _distance(claim: Claim, computed: Indicator) -> Indicator:
    stated = formula_words(claim), claim.value
    added = say("({})", computed.operation), computed.value
    is_higher = computed.value >= claim.value
    (higher, high), (lower, low) = (added, stated) if is_higher else (stated, added)
    hedges = (computed.hedge, direction_of(claim))
    reporter = computed.inputs[0].reporter.label
    return Indicator(
        "turnover-distance",
        (claim, *computed.inputs),
        high / low,
        "times",
        divided(*hedges) if is_higher else divided(*reversed(hedges)),
        name=say(
            "Distance between the turnover stated for {} and exports plus imports as reported by "
            "{}",
            claim.period.span,
            reporter,
        ),
        formula="higher / lower",
        operation=say("{} / {}", higher, lower),
        product=claim.product,
        period=claim.period,
        remarks=computed.notes,
        is_mark=False,
    )
