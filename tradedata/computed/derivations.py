"""Derivations: what claims imply about one another: prices, bases, shares, sums and rates.

Owns what is derived from what, and when nothing is. Names no product, area or source, draws
nothing and judges no disagreement. Rejected and superseded claims are never inputs.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from datetime import timedelta
from decimal import Decimal
from itertools import product as pairs

from tradedata.compare.precision import combined, direction_of, divided
from tradedata.computed.indicators import (
    YEAR_MONTHS,
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
from tradedata.words.claims import formula_words, number_words
from tradedata.words.text import Text, count, counted, list_words, say

TONNES_BY_MONEY = {code + pace: f"t{pace}" for code in CURRENCIES for pace in ("", "/year")}
YEAR_DAYS = 365
# An undated level speaks of the time when it was stated, not of any year before or since.
DAYS_AROUND_STATING = 365
# Two whole months at their shortest: twelve times a single month tells of its season, not a year.
FEWEST_RATE_DAYS = 59


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
    """Trade with one partner in percent of an area's trade with the world.

    One area's imports are another's exports, so a part may stand against the total of either.
    A total in the part's own source goes first.
    """
    levels = [
        claim
        for claim in usable(claims)
        if not claim.is_expected and claim.measure in AMOUNTS and claim.period.is_dated
    ]
    totals = grouped(
        (_total_key(claim.flow, claim.reporter.key, claim), claim)
        for claim in levels
        if claim.partner and claim.partner == world and claim.value > 0
    )
    indicators = []
    for part in levels:
        for flow, whole, other in _ends(part, world):
            for total in _companions(part, totals[_total_key(flow, whole.key, part)]):
                notes = _valuation_notes(part, total)
                if part.reporter != whole:
                    notes.append(
                        say(
                            "The part is as {} reports it, the total as {} does.",
                            other.label,
                            whole.label,
                        )
                    )
                indicators.append(
                    quotient(
                        "share-of-total",
                        part,
                        total,
                        "percent",
                        name=say(
                            "Share of {} in the {} of {}, {}",
                            other.label,
                            FLOWS[flow].noun,
                            whole.label,
                            part.product.noun,
                        ),
                        formula=f"{part.measure} with one partner / {part.measure} with the world",
                        period=part.period,
                        remarks=notes,
                    )
                )
    return in_order(indicators)


def turnovers(claims: Iterable[Claim]) -> tuple[Indicator, ...]:
    """Exports plus imports of one reporter with one partner, from one source."""
    values = [
        claim
        for claim in usable(claims)
        if not claim.is_expected and claim.unit in CURRENCIES and claim.period.is_dated
    ]
    exports, imports = (
        grouped((_account(claim), claim) for claim in values if claim.flow == flow)
        for flow in ("export", "import")
    )
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
        for account, sales in exports.items()
        for sold, bought in pairs(sales, imports[account])
    )


def run_rates(claims: Iterable[Claim]) -> tuple[Indicator, ...]:
    """A part-year's value or quantity scaled to twelve months, in the unit of its pace.

    Nothing from fewer than two whole months (FEWEST_RATE_DAYS).
    """
    indicators = []
    for claim in usable(claims):
        months, days = claim.period.months, claim.period.days
        if days is None or not FEWEST_RATE_DAYS <= days < YEAR_DAYS:
            continue
        if claim.is_expected or not UNITS[claim.unit].yearly:
            continue
        whole, part, word = (YEAR_MONTHS, months, "months") if months else (YEAR_DAYS, days, "days")
        indicators.append(
            Indicator(
                "run-rate",
                (claim,),
                claim.value * whole / part,
                UNITS[claim.unit].yearly,
                direction_of(claim),
                name=say("{}, {}, scaled to twelve months", claim.product.label, claim.period.span),
                formula=say("{} × {} / {}", claim.measure, count(whole), word),
                operation=say("{} × {} / {}", formula_words(claim), count(whole), count(part)),
                product=claim.product,
                period=claim.period,
                remarks=("A part-year scaled to twelve months: seasons are not allowed for.",),
            )
        )
    return in_order(indicators)


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


def _total_key(flow: str, area: str, claim: Claim) -> Hashable:
    return (
        flow,
        area,
        claim.product.key,
        claim.measure,
        claim.unit,
        claim.period.start,
        claim.period.end,
    )


def _ends(claim: Claim, world: Area | None) -> list[tuple[str, Area, Area]]:
    """The totals that trade of two areas is part of: flow and area of the total, other area."""
    reporter, partner = claim.reporter, claim.partner
    if partner is None or partner == world or not claim.is_trade:
        return []
    mirror = {"import": "export", "export": "import"}.get(claim.flow, claim.flow)
    return [(claim.flow, reporter, partner), (mirror, partner, reporter)]


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
