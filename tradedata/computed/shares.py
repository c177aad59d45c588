"""Shares: a number in percent of a larger one, and what a stated share comes to as an amount.

Owns what is part of what: of a demand, of trade with the world, of a group that holds one end.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from tradedata.compare.comparison import series_key
from tradedata.compare.precision import combined, direction_of
from tradedata.computed.indicators import (
    Indicator,
    companions,
    grouped,
    in_order,
    quotient,
    usable,
    valuation_notes,
)
from tradedata.data.claims import Area, Claim
from tradedata.data.periods import Period, partial_date_period, partial_date_words
from tradedata.data.vocabulary import AMOUNTS, FLOWS
from tradedata.words.claims import formula_words, number_words, subject_words
from tradedata.words.text import Text, counted, list_words, say

# An undated level speaks of the time when it was stated, not of any year before or since.
DAYS_AROUND_STATING = 365


def shares_of_demand(claims: Iterable[Claim]) -> tuple[Indicator, ...]:
    """A whole year's imports in percent of the reporter's yearly demand, both in tonnes.

    A demand without a period stands for the whole years that come within DAYS_AROUND_STATING of
    the day it was stated, and for none where that day is not known.
    """
    levels = [claim for claim in usable(claims) if not claim.is_expected]
    demands = grouped(
        ((claim.reporter.key, claim.product.key), claim)
        for claim in levels
        if claim.flow == "demand" and claim.unit == "t/year" and claim.value > 0
    )
    return in_order(
        quotient(
            "share-of-demand",
            imports,
            demand,
            "percent",
            name=say("Share of demand for {} in {}", imports.product.noun, imports.reporter.label),
            formula="imports in a year / yearly demand",
            period=imports.period,
            remarks=_undated_notes(demand),
        )
        for imports in levels
        if imports.flow == "import" and imports.unit == "t" and imports.period.is_whole_year
        for demand in demands[(imports.reporter.key, imports.product.key)]
        if _reference_period(demand).overlap(imports.period)
    )


def shares_of_total(claims: Iterable[Claim], world: Area | None) -> tuple[Indicator, ...]:
    """Trade in percent of what an area that holds one of its ends has: the world, or a group.

    One area's imports are another's exports, so a part may stand against the total of either.
    A total in the part's own source goes first. A share that was stated is told with it. Only what
    is one of trade with the world is a mark: shares of two wholes share no axis.
    """
    sound = usable(claims)
    levels = [claim for claim in sound if _may_be_part(claim, claim.measure)]
    stated = grouped((_whole_key(c, c.of), c) for c in sound if _is_share(c))
    wholes = _Wholes(levels, world)
    return in_order(
        quotient(
            "share-of-total",
            part,
            total,
            "percent",
            name=_share_name(part, end, wide, total, world),
            formula=f"{part.measure} of the part / {part.measure} of the whole",
            period=part.period,
            remarks=(
                *valuation_notes(part, total),
                *_reporter_notes(part, total, wide),
                *_stated_shares(stated[_whole_key(part, part.measure)]),
            ),
            is_mark=wide == world,
        )
        for part in levels
        for end, wide, totals in wholes.of(part, part.measure)
        for total in companions(part, [each for each in totals if each.unit == part.unit])
    )


def share_levels(claims: Iterable[Claim], world: Area | None) -> tuple[Indicator, ...]:
    """What a stated share comes to, as an amount, of the total that its source gives.

    Where its source gives none, of what others give for trade with the world.
    """
    sound = usable(claims)
    levels = [claim for claim in sound if _may_be_part(claim, claim.measure)]
    wholes = _Wholes(levels, world)
    printed = {(_whole_key(c, c.measure), c.unit, c.source.key) for c in levels}
    return in_order(
        Indicator(
            "share-level",
            (share, total),
            total.value * share.value / 100,
            total.unit,
            combined(direction_of(share), direction_of(total)),
            name=say("{}, {}, a share as an amount", share.product.label, share.period.span),
            formula=f"{share.of} of the whole × share",
            operation=say("{} × {}", formula_words(total), formula_words(share)),
            product=share.product,
            period=share.period,
            remarks=(
                say("The share is taken as one in {}.", subject_words(total)),
                *_reporter_notes(share, total, wide),
            ),
            is_mark=(_whole_key(share, share.of), total.unit, share.source.key) not in printed,
        )
        for share in sound
        if _is_share(share)
        for _, wide, totals in wholes.of(share, share.of)
        for total in companions(share, totals)
        if total.source == share.source or wide == world
    )


def _reference_period(level: Claim) -> Period:
    """The days that a level may stand for: its own, or those around the day it was stated."""
    if level.period.is_dated:
        return level.period
    stated, around = partial_date_period(_stated_on(level)), timedelta(DAYS_AROUND_STATING)
    if stated.start is None or stated.end is None:
        return stated
    return Period(stated.start - around, stated.end + around)


def _undated_notes(level: Claim) -> list[str]:
    if level.period.is_dated:
        return []
    return [
        say(
            "The demand is given without a year: it is set only against years with a day within "
            "{} of when it was stated ({}).",
            counted(DAYS_AROUND_STATING, "day"),
            partial_date_words(_stated_on(level)),
        )
    ]


def _stated_on(claim: Claim) -> str:
    """When it was said, or else printed; blank where neither is known."""
    return claim.claimed_on or claim.source.published


class _Wholes:
    """The totals that trade may be part of, by what they are of and their days."""

    def __init__(self, levels: Iterable[Claim], world: Area | None) -> None:
        levels = tuple(levels)
        groups = {area for claim in levels for area in claim.areas if area.members}
        self._wider = [*filter(None, [world]), *sorted(groups, key=lambda area: area.key)]
        self._world = world
        self._totals = grouped((_whole_key(claim, claim.measure), claim) for claim in levels)

    def of(self, part: Claim, measure: str) -> Iterator[tuple[Area, Area, list[Claim]]]:
        """For each end of the part and each area that holds it: both, and the totals."""
        if self._world in part.areas or part.partner is None:
            return
        for wide in self._wider:
            ends = (
                (part.reporter, replace(part, reporter=wide)),
                (part.partner, replace(part, partner=wide)),
            )
            for end, whole in ends:
                if wide == self._world or end.key in wide.members:
                    yield end, wide, self._totals[_whole_key(whole, measure)]


def _whole_key(claim: Claim, measure: str) -> Hashable:
    subject = series_key(replace(claim, measure=measure, of=""))[:-1]
    return subject, claim.period.start, claim.period.end


def _may_be_part(claim: Claim, measure: str) -> bool:
    return (
        claim.is_trade
        and claim.partner is not None
        and measure in AMOUNTS
        and not claim.is_expected
        and claim.period.is_dated
        and claim.value > 0
    )


def _is_share(claim: Claim) -> bool:
    return claim.measure == "share" and _may_be_part(claim, claim.of)


def _share_name(part: Claim, end: Area, wide: Area, total: Claim, world: Area | None) -> Text:
    """'Share of A in the exports of B, Flour', 'Share of A in All goods: trade of C with B'."""
    if wide != world:
        return say("Share of {} in {}", end.label, subject_words(total))
    (whole,) = part.areas - {end}
    mirror = {"import": "export", "export": "import"}.get(part.flow, part.flow)
    flow = mirror if end == part.reporter else part.flow
    product = part.product.noun
    return say("Share of {} in the {} of {}, {}", end.label, FLOWS[flow].noun, whole.label, product)


def _reporter_notes(part: Claim, total: Claim, wide: Area) -> list[Text]:
    """Who reports what, unless one speaker or one side gives both."""
    is_one_voice = part.claimant is not None and part.claimant == total.claimant
    if is_one_voice or total.reporter in (part.reporter, wide):
        return []
    return [
        say(
            "The part is as {} reports it, the total as {} does.",
            part.reporter.label,
            total.reporter.label,
        )
    ]


def _stated_shares(shares: Sequence[Claim]) -> list[Text]:
    told = [say("{} ({})", number_words(share), share.speaker) for share in shares]
    return [say("Stated: {}.", list_words([*dict.fromkeys(told)]))] if told else []
