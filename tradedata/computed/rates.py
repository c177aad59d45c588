"""Rates: what part of a year comes to over a whole one, and what the days after it add.

Owns by what a part is scaled, and when another number contradicts that. Allows for no season.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import pairwise

from tradedata.compare.comparison import series_key
from tradedata.compare.precision import combined, direction_of, opposite
from tradedata.computed.corroboration import MOST_APART
from tradedata.computed.indicators import YEAR_MONTHS, Indicator, grouped, in_order, usable
from tradedata.computed.levels import Level, implied_levels, stated_levels
from tradedata.computed.shares import share_levels
from tradedata.data.claims import Area, Claim
from tradedata.data.periods import YEAR_DAYS, Period
from tradedata.data.vocabulary import UNITS
from tradedata.words.claims import formula_words
from tradedata.words.text import Text, count, say

# Two whole months at their shortest: twelve times a single month tells of its season, not a year.
FEWEST_RATE_DAYS = 59


def run_rates(claims: Iterable[Claim], world: Area | None = None) -> tuple[Indicator, ...]:
    """A part-year's value or quantity scaled to twelve months, in the unit of its pace.

    By whole months of the Gregorian or solar calendar, else by the days of the year that it begins.
    Nothing from fewer than two whole months (FEWEST_RATE_DAYS). It says where the ``additions`` to
    the part contradict its pace.
    """
    claims = usable(claims)
    added = grouped((each.inputs[-1].id, each) for each in additions(claims, world))
    parts = [
        claim
        for claim in claims
        if claim.period.is_part_year
        and (claim.period.days or 0) >= FEWEST_RATE_DAYS
        and not claim.is_expected
        and UNITS[claim.unit].yearly
    ]
    return in_order(_run_rate(claim, added[claim.id]) for claim in parts)


def additions(claims: Iterable[Claim], world: Area | None = None) -> tuple[Indicator, ...]:
    """What the days after a part of a year add, where one speaker gives both from one day on.

    The longer of the two is stated, or is a stated share of the total that its source gives.
    """
    sound = usable(claims)
    by_id = {claim.id: claim for claim in sound}
    shares = [item for item in share_levels(sound, world) if item.is_mark]
    groups = grouped(
        ((level.claim.claimant, series_key(level.claim), level.claim.unit, period.start), level)
        for level in (*stated_levels(sound, by_id), *implied_levels(shares, by_id))
        if level.claim.claimant and (period := level.claim.period).days in range(YEAR_DAYS[1] + 1)
    )
    return in_order(
        _addition(shorter, longer)
        for levels in groups.values()
        for shorter, longer in _successive(levels)
        if longer.claim.value > shorter.claim.value
    )


def _run_rate(claim: Claim, added: Iterable[Indicator]) -> Indicator:
    period = claim.period
    whole, part, word = period.days_of_its_year, period.days or 0, "days"
    if months := period.months or period.solar_months:
        whole, part, word = YEAR_MONTHS, months, "months"
    return Indicator(
        "run-rate",
        (claim,),
        claim.value * whole / part,
        UNITS[claim.unit].yearly,
        direction_of(claim),
        name=say("{}, {}, scaled to twelve months", claim.product.label, period.span),
        formula=say("{} × {} / {}", claim.measure, count(whole), word),
        operation=say("{} × {} / {}", formula_words(claim), count(whole), count(part)),
        product=claim.product,
        period=period,
        remarks=(
            "A part-year scaled to twelve months: seasons are not allowed for.",
            *(words for addition in added for words in _contradiction(claim, addition)),
        ),
    )


def _contradiction(claim: Claim, addition: Indicator) -> Iterator[Text]:
    """What the days after add, where that is far from the pace of the claim."""
    times = addition.value / (addition.period.days or 1) * (claim.period.days or 0) / claim.value
    if not 1 / MOST_APART <= times <= MOST_APART:
        less, high = ("more", "low") if times > 1 else ("less", "high")
        yield say(
            "By what the same speaker gives for a longer part, {} adds {}, {} than at this pace: "
            "the rate is too {}.",
            addition.period.span,
            addition.words,
            less,
            high,
        )


def _successive(levels: Iterable[Level]) -> Iterator[tuple[Level, Level]]:
    """Each level with the one for the next more days; one for each length, the stated one first."""
    by_days: dict[int, Level] = {}
    for level in levels:
        by_days.setdefault(level.claim.period.days or 0, level)
    yield from pairwise(by_days[days] for days in sorted(by_days))


def _addition(shorter: Level, longer: Level) -> Indicator:
    claim, end = longer.claim, shorter.claim.period.end
    return Indicator(
        "addition",
        (*longer.inputs, *shorter.inputs),
        claim.value - shorter.claim.value,
        claim.unit,
        combined(longer.hedge, opposite(shorter.hedge)),
        name=say("{}, {} less {}", claim.product.label, longer.words, shorter.words),
        formula="the longer part - the shorter part",
        operation=say("{} - {}", longer.operation, shorter.operation),
        product=claim.product,
        period=Period(end and end + timedelta(1), claim.period.end, "", "stated"),
        remarks=longer.notes,
        is_mark=False,
        is_sum=True,
    )
