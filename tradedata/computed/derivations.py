"""Derivations: what claims imply about one another: prices, bases, sums and balances.

Owns what is derived from what, and when nothing is. Names no product, area or source, draws
nothing and judges no disagreement. Rejected and superseded claims are never inputs.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from decimal import Decimal
from itertools import product as pairs

from tradedata.compare.precision import combined, direction_of, divided
from tradedata.computed.indicators import (
    Indicator,
    companions,
    counted_series,
    grouped,
    in_order,
    quotient,
    usable,
    valuation_notes,
)
from tradedata.data.claims import Area, Claim
from tradedata.data.periods import Period
from tradedata.data.vocabulary import CURRENCIES, UNITS
from tradedata.words.claims import formula_words, number_words
from tradedata.words.text import Text, count, list_words, say

TONNES_BY_MONEY = {code + pace: f"t{pace}" for code in CURRENCIES for pace in ("", "/year")}


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
        for quantity in companions(
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
            remarks=tuple(valuation_notes(sold, bought)),
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
                sold.product.noun,
                sold.reporter.label,
            ),
            formula="exports / imports",
            period=sold.period,
            remarks=valuation_notes(sold, bought),
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
