"""Indicators: numbers computed from claims, each with its formula and the claims it rests on.

Owns what is derived from what, and when nothing is. Names no product, area or source, draws
nothing and judges no disagreement. Rejected and superseded claims are never inputs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product as pairs

from tradedata.claims import Area, Claim, Product, Source
from tradedata.periods import Period
from tradedata.precision import (
    DIRECTION_WORDS,
    SHORT_DIRECTION_WORDS,
    Direction,
    combined,
    direction_of,
    divided,
    shown_digits,
)
from tradedata.wording import (
    HEDGES,
    amount,
    hedged,
    list_words,
    plain_number,
    round_to,
    short_amount,
)

WORLD = "W00"
WITHDRAWN = ("rejected", "superseded")
SUMMED_MEASURES = ("value", "quantity")
TONNES_BY_DOLLARS = {"USD": "t", "USD/year": "t/year"}
YEARLY_UNITS = {"USD": "USD/year", "t": "t/year"}
FLOW_WORDS = {"import": "imports", "export": "exports", "turnover": "trade"}
YEAR_MONTHS = 12
YEAR_DAYS = 365
MEAN_YEAR_DAYS = Decimal("365.25")
_IN_FULL = {
    "USD": "${}",
    "USD/year": "${} a year",
    "USD/t": "${} a tonne",
    "t": "{} t",
    "t/year": "{} t a year",
    "percent": "{}%",
    "times": "{} times",
}


@dataclass(frozen=True, slots=True)
class Indicator:
    """A number computed from claims; ``value`` is unrounded, in ``unit``.

    ``inputs`` stand in the order of the formula. ``period`` is the result's. ``inferred`` says
    that a period or base it rests on is inferred, ``is_mark`` whether an axis may show it.
    """

    id: str
    kind: str
    label: str
    value: Decimal
    unit: str
    digits: int
    hedge: Direction
    formula: str
    expression: str
    inputs: tuple[Claim, ...]
    product: Product
    period: Period
    inferred: bool
    note: str
    is_mark: bool

    @property
    def shown(self) -> Decimal:
        """The value with no more digits than its weakest input carries."""
        return round_to(self.value, self.digits)

    @property
    def words(self) -> str:
        """The rounded value with its hedge: 'at most about $480 a tonne'."""
        return f"{DIRECTION_WORDS[self.hedge]} {amount(self.shown, self.unit)}"

    @property
    def short_words(self) -> str:
        """The same in few characters, for marks: '≤ about $480 a tonne', 'about 47 kt'."""
        return f"{SHORT_DIRECTION_WORDS[self.hedge]} {short_amount(self.shown, self.unit)}"

    @property
    def sources(self) -> tuple[Source, ...]:
        """Sources of the inputs, each once, in the order of the inputs."""
        return tuple({claim.source.key: claim.source for claim in self.inputs}.values())


def compute(claims: Iterable[Claim]) -> tuple[Indicator, ...]:
    """Every indicator that needs no chosen baseline, kind by kind."""
    claims = tuple(claims)
    return (
        *unit_values(claims),
        *base_values(claims),
        *shares_of_demand(claims),
        *shares_of_total(claims),
        *turnovers(claims),
        *target_outcomes(claims),
        *run_rates(claims),
    )


def indicators_from(claim_id: str, indicators: Iterable[Indicator]) -> tuple[Indicator, ...]:
    """The indicators that rest on the claim."""
    return tuple(
        indicator
        for indicator in indicators
        if any(claim.id == claim_id for claim in indicator.inputs)
    )


def unit_values(claims: Iterable[Claim]) -> tuple[Indicator, ...]:
    """Value / quantity of one statement, in USD/t; a companion in the same source goes first."""
    levels = [claim for claim in _usable(claims) if not claim.is_expected]
    quantities = _grouped(
        (_statement(claim, claim.unit), claim)
        for claim in levels
        if claim.measure == "quantity" and claim.value > 0
    )
    return _in_order(
        quotient(
            "unit-value",
            value,
            quantity,
            "USD/t",
            label=f"Implied price of {value.product.label}",
            formula="value / quantity",
            period=value.period,
        )
        for value in levels
        if value.measure == "value" and value.unit in TONNES_BY_DOLLARS
        for quantity in _companions(
            value,
            [
                quantity
                for quantity in quantities[_statement(value, TONNES_BY_DOLLARS[value.unit])]
                if _has_same_period(value, quantity)
            ],
        )
    )


def base_values(claims: Iterable[Claim]) -> tuple[Indicator, ...]:
    """The level that a growth or multiple implies for the period it compares against."""
    usable = _usable(claims)
    levels = {claim.id: claim for claim in usable if claim.is_level}
    indicators = []
    for relative in usable:
        level = levels.get(relative.refers_to)
        factor = _factor(relative)
        if level is None or relative.base is None or factor <= 0 or level.measure != relative.of:
            continue
        if level.period.is_dated and relative.period.is_dated and not _same_days(level, relative):
            continue
        is_growth = relative.measure == "growth"
        divisor = f"(1 + {_in_full(relative.value, 'percent')})" if is_growth else _full(relative)
        notes = []
        if relative.base.basis == "inferred":
            notes.append(f"The base period, {relative.base.span}, is inferred.")
        if not relative.own_period.is_dated:
            notes.append(
                f"The base, {relative.base.span}, is as the source names it, and the number it "
                "compares has no stated period: not drawn on an axis."
            )
            notes.extend(_other_readings(level, usable))
        indicators.append(
            _indicator(
                "base-value",
                (level, relative),
                level.value / factor,
                level.unit,
                divided(direction_of(level), direction_of(relative)),
                label=f"{level.product.label}, {relative.base.span}, implied",
                formula=f"{level.measure} / {'(1 + growth)' if is_growth else 'multiple'}",
                expression=f"{_full(level)} / {divisor}",
                product=level.product,
                period=relative.base,
                notes=notes,
                is_mark=relative.own_period.is_dated
                and not (level.is_expected or relative.is_expected),
            )
        )
    return _in_order(indicators)


def shares_of_demand(claims: Iterable[Claim]) -> tuple[Indicator, ...]:
    """A whole year's imports in percent of the reporter's yearly demand, both in tonnes."""
    levels = [claim for claim in _usable(claims) if not claim.is_expected]
    demands = _grouped(
        ((claim.reporter.key, claim.product.key), claim)
        for claim in levels
        if claim.flow == "demand" and claim.unit == "t/year" and claim.value > 0
    )
    return _in_order(
        quotient(
            "share-of-demand",
            imports,
            demand,
            "percent",
            label=f"Share of demand for {imports.product.label} in {imports.reporter.label}",
            formula="imports in a year / yearly demand",
            period=imports.period,
            notes=() if demand.period.is_dated else ("The demand is given without a year.",),
        )
        for imports in levels
        if imports.flow == "import" and imports.unit == "t" and imports.period.is_whole_year
        for demand in demands[(imports.reporter.key, imports.product.key)]
        if demand.period.overlap(imports.period) != 0
    )


def shares_of_total(claims: Iterable[Claim]) -> tuple[Indicator, ...]:
    """Trade with one partner in percent of an area's trade with the world.

    One area's imports are another's exports, so a part may stand against the total of either.
    A total in the part's own source goes first.
    """
    levels = [
        claim
        for claim in _usable(claims)
        if not claim.is_expected and claim.measure in SUMMED_MEASURES and claim.period.is_dated
    ]
    totals = _grouped(
        (_total_key(claim.flow, claim.reporter.key, claim), claim)
        for claim in levels
        if claim.partner and claim.partner.key == WORLD and claim.value > 0
    )
    indicators = []
    for part in levels:
        for flow, whole, other in _ends(part):
            for total in _companions(part, totals[_total_key(flow, whole.key, part)]):
                notes = _valuation_notes(part, total)
                if part.reporter != whole:
                    notes.append(
                        f"The part is as {other.label} reports it, the total as {whole.label} does."
                    )
                indicators.append(
                    quotient(
                        "share-of-total",
                        part,
                        total,
                        "percent",
                        label=(
                            f"Share of {other.label} in the {FLOW_WORDS[flow]} of "
                            f"{whole.label}, {part.product.label}"
                        ),
                        formula=f"{part.measure} with one partner / {part.measure} with the world",
                        period=part.period,
                        notes=notes,
                    )
                )
    return _in_order(indicators)


def turnovers(claims: Iterable[Claim]) -> tuple[Indicator, ...]:
    """Exports plus imports of one reporter with one partner, from one source, in USD."""
    values = [
        claim
        for claim in _usable(claims)
        if not claim.is_expected and claim.unit == "USD" and claim.period.is_dated
    ]
    exports, imports = (
        _grouped((_account(claim), claim) for claim in values if claim.flow == flow)
        for flow in ("export", "import")
    )
    return _in_order(
        _indicator(
            "turnover",
            (sold, bought),
            sold.value + bought.value,
            "USD",
            combined(direction_of(sold), direction_of(bought)),
            label=f"{sold.product.label}, exports plus imports, {sold.period.span}",
            formula="exports + imports",
            expression=f"{_full(sold)} + {_full(bought)}",
            product=sold.product,
            period=sold.period,
            notes=_valuation_notes(sold, bought),
        )
        for account, sales in exports.items()
        for sold, bought in pairs(sales, imports[account])
    )


def target_multiples(claims: Iterable[Claim], baseline: Claim) -> tuple[Indicator, ...]:
    """How many times the baseline each target of its series is.

    Nothing from a baseline that is itself expected or covers less than a year.
    """
    return _in_order(
        quotient(
            "target-multiple",
            target,
            baseline,
            "times",
            label=f"Multiple needed for the {target.period.span} target",
            formula="target / baseline",
            period=target.period,
            notes=_growth_obstacles(target, baseline),
        )
        for target in _targets_above(baseline, claims)
    )


def target_growth(claims: Iterable[Claim], baseline: Claim) -> tuple[Indicator, ...]:
    """Yearly growth in percent from a dated baseline to each later target of its series."""
    indicators = []
    for target in _targets_above(baseline, claims):
        years = _years_between(baseline.period, target.period)
        if years is None or years < 1:
            continue
        yearly = (target.value / baseline.value) ** (1 / years)
        indicators.append(
            _indicator(
                "target-growth",
                (target, baseline),
                (yearly - 1) * 100,
                "percent",
                divided(direction_of(target), direction_of(baseline)),
                label=f"Yearly growth needed for the {target.period.span} target",
                formula="(target / baseline) to the power of 1 / years, minus 1",
                expression=(
                    f"({_full(target)} / {_full(baseline)}) ^ (1 / {plain_number(years)}) - 1"
                ),
                product=target.product,
                period=target.period,
            )
        )
    return _in_order(indicators)


def target_outcomes(claims: Iterable[Claim]) -> tuple[Indicator, ...]:
    """What was stated for a target's period, or a part of it, in percent of the target."""
    usable = _usable(claims)
    outcomes = _grouped(
        (_series(claim), claim) for claim in usable if claim.is_level and not claim.is_expected
    )
    return _in_order(
        quotient(
            "target-outcome",
            outcome,
            target,
            "percent",
            label=f"Share of the {target.period.span} target reached",
            formula="stated / target",
            period=outcome.period,
            notes=()
            if _same_days(outcome, target)
            else (
                f"It covers {outcome.period.span}, a part of the target's {target.period.span}.",
            ),
        )
        for target in _targets(usable)
        for outcome in outcomes[_series(target)]
        if outcome.period.days and outcome.period.overlap(target.period) == outcome.period.days
    )


def run_rates(claims: Iterable[Claim]) -> tuple[Indicator, ...]:
    """A part-year's value or quantity scaled to twelve months, in USD/year or t/year."""
    indicators = []
    for claim in _usable(claims):
        months, days = claim.period.months, claim.period.days
        if claim.is_expected or days is None or days >= YEAR_DAYS or claim.unit not in YEARLY_UNITS:
            continue
        whole, part, word = (YEAR_MONTHS, months, "months") if months else (YEAR_DAYS, days, "days")
        indicators.append(
            _indicator(
                "run-rate",
                (claim,),
                claim.value * whole / part,
                YEARLY_UNITS[claim.unit],
                direction_of(claim),
                label=f"{claim.product.label}, {claim.period.span}, scaled to twelve months",
                formula=f"{claim.measure} × {whole} / {word}",
                expression=f"{_full(claim)} × {whole} / {part}",
                product=claim.product,
                period=claim.period,
                notes=["A part-year scaled to twelve months: seasons are not allowed for."],
            )
        )
    return _in_order(indicators)


def quotient(
    kind: str,
    dividend: Claim,
    divisor: Claim,
    unit: str,
    *,
    label: str,
    formula: str,
    period: Period,
    notes: Iterable[str] = (),
    is_mark: bool = True,
) -> Indicator:
    """The quotient of two claims, its hedge carried over; a percentage where unit is percent."""
    is_share = unit == "percent"
    return _indicator(
        kind,
        (dividend, divisor),
        dividend.value * (100 if is_share else 1) / divisor.value,
        unit,
        divided(direction_of(dividend), direction_of(divisor)),
        label=label,
        formula=formula,
        expression=f"{_full(dividend)} / {_full(divisor)}",
        product=dividend.product,
        period=period,
        notes=notes,
        is_mark=is_mark,
    )


def _indicator(
    kind: str,
    inputs: tuple[Claim, ...],
    value: Decimal,
    unit: str,
    hedge: Direction,
    *,
    label: str,
    formula: str,
    expression: str,
    product: Product,
    period: Period,
    notes: Iterable[str] = (),
    is_mark: bool = True,
) -> Indicator:
    result = _in_full(value, unit)
    is_exact = Decimal(plain_number(value).replace(",", "")) == value
    return Indicator(
        id=".".join((kind, *(claim.id for claim in inputs))),
        kind=kind,
        label=label,
        value=value,
        unit=unit,
        digits=shown_digits(inputs),
        hedge=hedge,
        formula=formula,
        expression=f"{expression} {'=' if is_exact else '≈'} {result}",
        inputs=inputs,
        product=product,
        period=period,
        inferred="inferred" in (period.basis, *(claim.period.basis for claim in inputs)),
        note=" ".join((*notes, *_input_notes(hedge, inputs))),
        is_mark=is_mark,
    )


def _input_notes(hedge: Direction, inputs: Sequence[Claim]) -> list[str]:
    notes = []
    if hedge == "unclear":
        words = list_words([f"‘{HEDGES[claim.qualifier]}’" for claim in inputs])
        notes.append(f"The hedges {words} together give no direction.")
    notes.extend(
        f"An input is marked doubtful: {claim.note}"
        for claim in inputs
        if claim.status == "doubtful"
    )
    return notes


def _valuation_notes(left: Claim, right: Claim) -> list[str]:
    if left.valuation and right.valuation and left.valuation != right.valuation:
        return [f"{left.valuation.upper()} and {right.valuation.upper()} values are mixed."]
    return []


def _other_readings(level: Claim, claims: Iterable[Claim]) -> list[str]:
    """What the same statement says of dated periods, where the level itself has another value."""
    readings = {
        f"{hedged(claim.qualifier, amount(claim.value, claim.unit))} for {claim.own_period.span}"
        for claim in claims
        if claim.origin == level.origin
        and _series(claim) == _series(level)
        and claim.own_period.is_dated
        and claim.value != level.value
    }
    if not readings:
        return []
    return [f"The same statement also gives {list_words(sorted(readings))}."]


def _growth_obstacles(target: Claim, baseline: Claim) -> list[str]:
    """Why no yearly growth can be given, if so."""
    years = _years_between(baseline.period, target.period)
    if years is None:
        return ["No yearly growth: the baseline names no year."]
    if years < 1:
        return ["No yearly growth: the target ends less than a year after the baseline."]
    return []


def _years_between(earlier: Period, later: Period) -> Decimal | None:
    """Years from the end of one period to the end of another, exact for whole months."""
    if earlier.end is None or later.end is None:
        return None
    if earlier.months and later.months:
        months = (later.end.year - earlier.end.year) * 12 + later.end.month - earlier.end.month
        return Decimal(months) / YEAR_MONTHS
    return Decimal((later.end - earlier.end).days) / MEAN_YEAR_DAYS


def _targets(claims: Iterable[Claim]) -> list[Claim]:
    return [
        claim
        for claim in claims
        if claim.kind == "target" and claim.is_level and claim.period.is_dated and claim.value > 0
    ]


def _targets_above(baseline: Claim, claims: Iterable[Claim]) -> list[Claim]:
    """Targets that may be measured against the baseline; none where it is no fair one."""
    is_fair = (
        baseline.status not in WITHDRAWN
        and not baseline.is_expected
        and not baseline.period.is_part_year
        and baseline.value > 0
    )
    if not is_fair:
        return []
    return [target for target in _targets(_usable(claims)) if _series(target) == _series(baseline)]


def _usable(claims: Iterable[Claim]) -> list[Claim]:
    return sorted(
        (claim for claim in claims if claim.status not in WITHDRAWN), key=lambda claim: claim.id
    )


def _in_order(indicators: Iterable[Indicator]) -> tuple[Indicator, ...]:
    return tuple(
        sorted(
            indicators,
            key=lambda indicator: (
                indicator.product.place,
                indicator.period.sort_key(),
                indicator.id,
            ),
        )
    )


def _grouped(keyed: Iterable[tuple[Hashable, Claim]]) -> defaultdict[Hashable, list[Claim]]:
    groups: defaultdict[Hashable, list[Claim]] = defaultdict(list)
    for key, claim in keyed:
        groups[key].append(claim)
    return groups


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


def _series(claim: Claim) -> Hashable:
    """What is counted, whoever reports it: one area's imports are another's exports."""
    areas = [claim.reporter.key, *([claim.partner.key] if claim.partner else [])]
    if claim.flow == "import" and claim.partner:
        areas.reverse()
    flow = "traded" if claim.flow in ("import", "export") else claim.flow
    place = frozenset(areas) if claim.flow == "turnover" else tuple(areas)
    return (flow, place, claim.product.key, claim.measure, claim.of, claim.unit)


def _ends(claim: Claim) -> list[tuple[str, Area, Area]]:
    """The totals that trade of two areas is part of: flow and area of the total, other area."""
    reporter, partner = claim.reporter, claim.partner
    if partner is None or partner.key == WORLD or claim.flow not in FLOW_WORDS:
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


def _same_days(left: Claim, right: Claim) -> bool:
    return left.period.same_days(right.period)


def _has_same_period(left: Claim, right: Claim) -> bool:
    """Same days; where neither has any, the same words for the period."""
    if left.period.is_dated or right.period.is_dated:
        return _same_days(left, right)
    return left.own_period.label != "" and left.own_period.label == right.own_period.label


def _full(claim: Claim) -> str:
    return _in_full(claim.value, claim.unit)


def _in_full(value: Decimal, unit: str) -> str:
    return _IN_FULL[unit].format(plain_number(value))
