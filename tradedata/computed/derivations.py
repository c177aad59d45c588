"""Derivations: what claims imply about one another: prices, bases, shares and sums.

Owns what is derived from what, and when nothing is. Names no product, area or source, draws
nothing and judges no disagreement. Rejected and superseded claims are never inputs.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import product as pairs

from tradedata.compare.comparison import series_key
from tradedata.compare.precision import combined, direction_of, divided
from tradedata.computed.indicators import (
    Indicator,
    counted_series,
    grouped,
    in_order,
    quotient,
    usable,
)
from tradedata.data.claims import Area, Claim
from tradedata.data.periods import Period, partial_date_period, partial_date_words
from tradedata.data.vocabulary import AMOUNTS, CURRENCIES, FLOWS, UNITS
from tradedata.words.claims import formula_words, number_words, subject_words
from tradedata.words.text import Text, count, counted, list_words, say

TONNES_BY_MONEY = {code + pace: f"t{pace}" for code in CURRENCIES for pace in ("", "/year")}
# An undated level speaks of the time when it was stated, not of any year before or since.
DAYS_AROUND_STATING = 365


def unit_values(claims: Iterable[Claim]) -> tuple[Indicator, ...]:
    """Value / quantity of one statement, a price; a companion in the same source goes first."""
    levels = [claim for claim in usable(claims) if not claim.is_expected]
    quantities = grouped(
        (_statement(claim, claim.unit), claim)
        for claim in levels
        if claim.measure == "quantity" and claim.value > 0
    )
    return in_order(
        quotient(
            "unit-value",
            value,
            quantity,
            f"{UNITS[value.unit].family}/t",
            name=say("Implied price of {}", value.product.noun),
            formula="value / quantity",
            period=value.period,
        )
        for value in levels
        if value.measure == "value" and value.unit in TONNES_BY_MONEY
        for quantity in _companions(
            value,
            [
                quantity
                for quantity in quantities[_statement(value, TONNES_BY_MONEY[value.unit])]
                if _has_same_period(value, quantity)
            ],
        )
    )


def base_values(claims: Iterable[Claim]) -> tuple[Indicator, ...]:
    """The level that a growth or multiple implies for the period it compares against."""
    usable_claims = usable(claims)
    levels = {claim.id: claim for claim in usable_claims if claim.is_level}
    on_page = grouped((_days_on_page(claim, claim.period), claim) for claim in levels.values())
    by_origin = grouped((claim.origin, claim) for claim in usable_claims)
    indicators = []
    for relative in usable_claims:
        level = levels.get(relative.refers_to)
        factor = _factor(relative)
        if level is None or relative.base is None or factor <= 0 or level.measure != relative.of:
            continue
        if (
            level.period.is_dated
            and relative.period.is_dated
            and not level.period.same_days(relative.period)
        ):
            continue
        is_growth = relative.measure == "growth"
        divisor = formula_words(relative)
        notes: list[str] = []
        if relative.base.basis == "inferred":
            notes.append(say("The base period, {}, is inferred.", relative.base.span))
        if not relative.own_period.is_dated:
            notes.append(
                say(
                    "The base, {}, is as the source names it, and the number it compares has no "
                    "stated period: not drawn on an axis.",
                    relative.base.span,
                )
            )
            notes.extend(_other_readings(level, by_origin[level.origin]))
        printed = [number_words(c) for c in on_page[_days_on_page(level, relative.base)]]
        if printed and relative.own_period.is_dated:
            notes.append(
                say(
                    "The same page gives {} for {}: the implied number is not drawn.",
                    list_words(printed),
                    relative.base.span,
                )
            )
        indicators.append(
            Indicator(
                "base-value",
                (level, relative),
                level.value / factor,
                level.unit,
                divided(direction_of(level), direction_of(relative)),
                name=say("{}, {}, implied", level.product.label, relative.base.span),
                formula=say(
                    "{} / {}", level.measure, _one_and("growth") if is_growth else "multiple"
                ),
                operation=say(
                    "{} / {}", formula_words(level), _one_and(divisor) if is_growth else divisor
                ),
                product=level.product,
                period=relative.base,
                remarks=tuple(notes),
                is_mark=relative.own_period.is_dated
                and not printed
                and not (level.is_expected or relative.is_expected),
            )
        )
    return in_order(indicators)


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
                *_valuation_notes(part, total),
                *_reporter_notes(part, total, wide),
                *_stated_shares(stated[_whole_key(part, part.measure)]),
            ),
            is_mark=wide == world,
        )
        for part in levels
        for end, wide, totals in wholes.of(part, part.measure)
        for total in _companions(part, [each for each in totals if each.unit == part.unit])
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
        for total in _companions(share, totals)
        if total.source == share.source or wide == world
    )


def turnovers(claims: Iterable[Claim]) -> tuple[Indicator, ...]:
    """Exports plus imports of one reporter with one partner, from one source."""
    return in_order(
        Indicator(
            "turnover",
            (sold, bought),
            sold.value + bought.value,
            sold.unit,
            combined(direction_of(sold), direction_of(bought)),
            name=say("{}, exports plus imports, {}", sold.product.label, sold.period.span),
            formula="exports + imports",
            operation=say("{} + {}", formula_words(sold), formula_words(bought)),
            product=sold.product,
            period=sold.period,
            remarks=tuple(_valuation_notes(sold, bought)),
            is_sum=True,
        )
        for sold, bought in _both_ways(claims)
    )


def balances(claims: Iterable[Claim], side: Area) -> tuple[Indicator, ...]:
    """One side's exports in percent of its imports, as it or its partner reports both."""
    by_side = (
        (sold, bought) if sold.reporter == side else (bought, sold)
        for sold, bought in _both_ways(claims)
        if side in sold.areas
    )
    return in_order(
        quotient(
            "balance",
            sold,
            bought,
            "percent",
            name=say(
                "Exports of {} to {} in percent of imports, {}, as reported by {}",
                side.label,
                *(area.label for area in sold.areas - {side}),
                sold.product.label,
                sold.reporter.label,
            ),
            formula="exports / imports",
            period=sold.period,
            remarks=_valuation_notes(sold, bought),
            is_mark=False,
        )
        for sold, bought in by_side
        if bought.value > 0
    )


def _both_ways(claims: Iterable[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Exports and imports of one reporter with one partner, days and source, in one currency."""
    values = [
        claim
        for claim in usable(claims)
        if not claim.is_expected and claim.unit in CURRENCIES and claim.period.is_dated
    ]
    exports, imports = (
        grouped((_account(claim), claim) for claim in values if claim.flow == flow)
        for flow in ("export", "import")
    )
    for account, sales in exports.items():
        yield from pairs(sales, imports[account])


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


def _valuation_notes(left: Claim, right: Claim) -> list[str]:
    if left.valuation and right.valuation and left.valuation != right.valuation:
        return [f"{left.valuation.upper()} and {right.valuation.upper()} values are mixed."]
    return []


def _other_readings(level: Claim, claims: Iterable[Claim]) -> list[str]:
    """What the same statement says of dated periods, where the level itself has another value."""
    readings = {
        say("{} for {}", number_words(claim), claim.own_period.span)
        for claim in claims
        if counted_series(claim) == counted_series(level)
        and claim.own_period.is_dated
        and claim.value != level.value
    }
    if not readings:
        return []
    return [say("The same statement also gives {}.", list_words(sorted(readings)))]


def _companions(claim: Claim, others: Sequence[Claim]) -> Sequence[Claim]:
    """The others from the claim's own source; all of them only where there are none."""
    return [other for other in others if other.source == claim.source] or others


def _statement(claim: Claim, unit: str) -> Hashable:
    return (
        claim.claimant,
        claim.origin,
        claim.reporter.key,
        claim.partner,
        claim.flow,
        claim.product.key,
        unit,
    )


def _account(claim: Claim) -> Hashable:
    return (
        claim.reporter.key,
        claim.partner,
        claim.product.key,
        claim.period.start,
        claim.period.end,
        claim.source.key,
        claim.unit,
    )


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
    label = part.product.label
    return say("Share of {} in the {} of {}, {}", end.label, FLOWS[flow].noun, whole.label, label)


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


def _days_on_page(claim: Claim, period: Period) -> Hashable:
    return counted_series(claim), claim.source.key, period.start, period.end


def _factor(relative: Claim) -> Decimal:
    """The multiple of its base that a growth or ratio stands for; 0 for anything else."""
    match relative.measure:
        case "growth":
            return 1 + relative.value / 100
        case "ratio":
            return relative.value
        case _:
            return Decimal(0)


def _one_and(growth: str) -> Text:
    return say("({} + {})", count(1), growth)


def _has_same_period(left: Claim, right: Claim) -> bool:
    """Same days; where neither has any, the same words for the period."""
    if left.period.is_dated or right.period.is_dated:
        return left.period.same_days(right.period)
    return left.own_period.label != "" and left.own_period.label == right.own_period.label
