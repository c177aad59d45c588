"""Target indicators: what a target needs from a chosen claim, and what was stated for its year.

Owns multiples, yearly growth and outcomes of targets. Chooses no baseline and draws nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from tradedata.compare.precision import direction_of, divided
from tradedata.computed.indicators import (
    YEAR_MONTHS,
    Indicator,
    counted_series,
    grouped,
    in_order,
    quotient,
    usable,
)
from tradedata.data.claims import Claim
from tradedata.data.periods import Period
from tradedata.words.claims import formula_words
from tradedata.words.numbers import plain_number
from tradedata.words.text import Count, count, say

MEAN_YEAR_DAYS = Decimal("365.25")


def target_multiples(claims: Iterable[Claim], baseline: Claim) -> tuple[Indicator, ...]:
    """How many times the baseline each target of its series is.

    Nothing from a baseline that is itself expected or covers less than a year.
    """
    return in_order(
        quotient(
            "target-multiple",
            target,
            baseline,
            "times",
            name=say(
                "Multiple needed for the {} target"
                if _is_ahead(target, baseline)
                else "The {} target as a multiple of what was stated",
                target.period.span,
            ),
            formula="target / baseline",
            period=target.period,
            remarks=_growth_obstacles(target, baseline),
        )
        for target in _targets_above(baseline, claims)
    )


def target_growth(claims: Iterable[Claim], baseline: Claim) -> tuple[Indicator, ...]:
    """Yearly growth in percent from a dated baseline to each later, larger target of its series."""
    indicators = []
    for target in _targets_above(baseline, claims):
        years = _years_between(baseline.period, target.period)
        if years is None or years < 1 or not _is_ahead(target, baseline):
            continue
        yearly = (target.value / baseline.value) ** (1 / years)
        indicators.append(
            Indicator(
                "target-growth",
                (target, baseline),
                (yearly - 1) * 100,
                "percent",
                divided(direction_of(target), direction_of(baseline)),
                name=say("Yearly growth needed for the {} target", target.period.span),
                formula=say(
                    "(target / baseline) to the power of {} / years, minus {}", count(1), count(1)
                ),
                operation=say(
                    "({} / {}) ^ ({} / {}) - {}",
                    formula_words(target),
                    formula_words(baseline),
                    count(1),
                    Count(plain_number(years), years),
                    count(1),
                ),
                product=target.product,
                period=target.period,
            )
        )
    return in_order(indicators)


def target_outcomes(claims: Iterable[Claim]) -> tuple[Indicator, ...]:
    """What was stated for a target's period, or a part of it, in percent of the target."""
    usable_claims = usable(claims)
    outcomes = grouped(
        (counted_series(claim), claim)
        for claim in usable_claims
        if claim.is_level and not claim.is_expected
    )
    return in_order(
        quotient(
            "target-outcome",
            outcome,
            target,
            "percent",
            name=say("Share of the {} target reached", target.period.span),
            formula="stated / target",
            period=outcome.period,
            remarks=()
            if outcome.period.same_days(target.period)
            else (
                say(
                    "Covers {}, a part of the target's {}.",
                    outcome.period.span,
                    target.period.span,
                ),
            ),
        )
        for target in _targets(usable_claims)
        for outcome in outcomes[counted_series(target)]
        if outcome.period.days and outcome.period.overlap(target.period) == outcome.period.days
    )


def most_reached(outcomes: Sequence[Indicator]) -> tuple[Indicator, str]:
    """The largest of some outcomes, and in words what larger ones were left out for it.

    One of a number that is doubtful or but arithmetic on others is the largest only where there is
    none else.
    """
    sound = [o for o in outcomes if not (o.inputs[0].is_arithmetic or o.inputs[0].is_doubtful)]
    own = sound or [o for o in outcomes if not o.inputs[0].is_arithmetic] or outcomes
    most = max(own, key=_by_size)
    larger = [each.inputs[0] for each in outcomes if _by_size(each) > _by_size(most)]
    left_out = [
        words
        for words, is_left_out in (
            ("arithmetic on others", any(claim.is_arithmetic for claim in larger)),
            ("what is doubtful", any(claim.is_doubtful for claim in larger)),
        )
        if is_left_out
    ]
    return most, f"{' and '.join(left_out)} apart" if left_out else ""


def _by_size(outcome: Indicator) -> tuple[Decimal, str]:
    return outcome.value, outcome.id


def _growth_obstacles(target: Claim, baseline: Claim) -> list[str]:
    """Why no yearly growth can be given, if so."""
    years = _years_between(baseline.period, target.period)
    if years is None:
        return ["No yearly growth: the baseline names no year."]
    if years < 1:
        return ["No yearly growth: the target ends less than a year after the baseline."]
    if not _is_ahead(target, baseline):
        return ["No yearly growth: the target is no more than the baseline."]
    return []


def _is_ahead(target: Claim, baseline: Claim) -> bool:
    """Whether it is more than the baseline, and of days that do not end before it."""
    stated, aimed_at = baseline.period.end, target.period.end
    is_over = stated is not None and aimed_at is not None and stated >= aimed_at
    return target.value > baseline.value and not is_over


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
        not baseline.is_set_aside
        and not baseline.is_expected
        and not baseline.period.is_part_year
        and baseline.value > 0
    )
    if not is_fair:
        return []
    return [
        target
        for target in _targets(usable(claims))
        if counted_series(target) == counted_series(baseline)
    ]
