"""Corroboration: how near two speakers come who count the same flow over different days.

Owns which numbers may be set beside each other although their periods only overlap, and says so
with each. Proves nothing, judges neither, names no product and draws nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import islice, product, takewhile

from tradedata.compare.comparison import calendar_words, compare_claims, series_key
from tradedata.computed.derivations import base_values
from tradedata.computed.indicators import Indicator, grouped, in_order, usable
from tradedata.computed.levels import Level, implied_levels, stated_levels
from tradedata.data.claims import Claim
from tradedata.data.periods import Period
from tradedata.words.text import Count, Text, capitalised, count, counted, joined, list_words, say

# Of one year, seven months and all twelve differ because of their length, and a season shares but
# half of its days with either year that it touches: such numbers confirm nothing.
LEAST_LENGTH = Fraction(9, 10)
LEAST_SHARED = Fraction(2, 3)
# Numbers further apart than this are set beside each other without a word on how they agree.
MOST_APART = Decimal("1.1")
NEARNESS_IN_WORDS = say(
    "Numbers for different days are set beside each other where the shorter period has at least "
    "{} of the days of the longer and they share at least {} of them; no more than {} apart, they "
    "agree as far as they share days. The shorter period’s number is scaled to the longer first.",
    Count(str(LEAST_LENGTH), LEAST_LENGTH),
    Count(str(LEAST_SHARED), LEAST_SHARED),
    Count(f"{MOST_APART - 1:.0%}", MOST_APART - 1),
)
_SCALED = "larger / smaller, the shorter period’s scaled to the days of the longer"
# The note counts days and names calendars itself.
_PERIOD_CAUSES = ("other-period", "part-exceeds", "part-year", "calendar")


def corroborations(claims: Iterable[Claim]) -> tuple[Indicator, ...]:
    """Larger / smaller, in 'times', of two named speakers' levels for overlapping periods.

    Same flow, product and measure, of separate origins; one of the two may be implied. The periods
    are not the same days, but the shorter has LEAST_LENGTH of the days of the longer and they share
    LEAST_SHARED of them; its number is scaled to the longer. Each statement stands once, whatever
    the number of its reprints.
    """
    sound = usable(claims)
    by_id = {claim.id: claim for claim in sound}
    bases = [base for base in base_values(sound) if base.is_mark]
    groups = grouped(
        ((series_key(level.claim), level.claim.unit), level)
        for level in (*stated_levels(sound, by_id), *implied_levels(bases, by_id))
        if level.claim.claimant and not level.claim.is_arithmetic
    )
    return in_order(
        _corroboration(left, right)
        for levels in groups.values()
        for left, right in _near_pairs(levels)
        if _are_two_voices(left, right)
    )


def corroboration_sentence(indicator: Indicator) -> Text:
    """One of ``corroborations`` in words: who stated what for when, how near, and which days."""
    share = "share"
    if indicator.value <= MOST_APART:
        share = "agree as far as they share days,"
    scaled = ", scaled to one length" if indicator.formula == _SCALED else ""
    return say(
        "{}: {} apart{}. They {} the {} of {}; they are not the same days, so this is no proof of "
        "either number.",
        capitalised(indicator.name),
        indicator.words,
        scaled,
        share,
        counted(indicator.period.days or 0, "day"),
        indicator.period.span,
    )


def _are_two_voices(left: Level, right: Level) -> bool:
    speakers = [{claim.claimant for claim in level.inputs} for level in (left, right)]
    return (
        not (left.implied and right.implied)
        and speakers[0].isdisjoint(speakers[1])
        and left.origins.isdisjoint(right.origins)
    )


def _near_pairs(levels: Iterable[Level]) -> Iterator[tuple[Level, Level]]:
    by_days = grouped(
        (Period(level.claim.period.start, level.claim.period.end), level) for level in levels
    )
    periods = sorted(by_days, key=Period.sort_key)
    for place, first in enumerate(periods, start=1):
        for second in takewhile(first.overlap, islice(periods, place, None)):
            if are_near(first, second):
                yield from product(by_days[first], by_days[second])


def are_near(left: Period, right: Period) -> bool:
    """Whether the shorter has LEAST_LENGTH of the longer's days, and both share LEAST_SHARED."""
    overlap = left.overlap(right) or 0
    shorter, longer = sorted((left.days or 0, right.days or 0))
    return shorter >= LEAST_LENGTH * longer and overlap >= LEAST_SHARED * longer


def _corroboration(left: Level, right: Level) -> Indicator:
    days = _days_scaled_to(left, right)
    smaller, larger = sorted(
        (left, right), key=lambda each: (_scaled(each, days)[0], each.claim.id)
    )
    (low, below), (high, above) = (_scaled(level, days) for level in (smaller, larger))
    # Stated before implied, then the earlier: the order in which a reader takes them in.
    first, second = sorted(
        (left, right),
        key=lambda level: (bool(level.implied), level.claim.period.sort_key(), level.claim.id),
    )
    product = larger.claim.product
    return Indicator(
        "corroboration",
        (*larger.inputs, *smaller.inputs),
        high / low,
        "times",
        "about",
        about=say("{}, {}", product.label, larger.claim.measure),
        name=say("{} beside {}", first.words, second.words),
        formula=_SCALED if days else "larger / smaller",
        operation=say("{} / {}", above, below),
        product=product,
        period=_shared(first.claim.period, second.claim.period),
        remarks=_remarks(first, second),
        is_mark=False,
        is_base_inferred=any(level.claim.period.basis == "inferred" for level in (left, right)),
    )


def _days_scaled_to(left: Level, right: Level) -> int:
    """The days of the longer period; 0 where both are of one length, or whole years."""
    periods = [level.claim.period for level in (left, right)]
    shorter, longer = sorted(period.days or 0 for period in periods)
    return 0 if shorter == longer or all(p.is_whole_year for p in periods) else longer


def _scaled(level: Level, days: int) -> tuple[Decimal, str]:
    """The level at the length of so many days, and how it gets there."""
    own = level.claim.period.days or 0
    if days in (0, own):
        return level.claim.value, level.operation
    words = say("({} × {} / {})", level.operation, count(days), count(own))
    return level.claim.value * days / own, words


def _shared(first: Period, second: Period) -> Period:
    """The days in both; named as the two periods that they come from."""
    days = [(period.start, period.end) for period in (first, second)]
    start = max(start for start, _ in days if start)
    end = min(end for _, end in days if end)
    return Period(start, end, f"{first.name} against {second.name}", "stated")


def _remarks(first: Level, second: Level) -> tuple[str, ...]:
    periods = [level.claim.period for level in (first, second)]
    overlap, longest = periods[0].overlap(periods[1]), max(p.days or 0 for p in periods)
    notes: list[str] = [
        say(
            "{}: {} of {} are in both.",
            list_words([_described(period) for period in periods]),
            count(overlap or 0),
            counted(longest, "day"),
        ),
        "They are not the same days, so this is no proof of either number.",
    ]
    hedges = [
        f"‘{claim.hedge}’ {claim.speaker}"
        for level in (first, second)
        for claim in level.inputs
        if claim.hedge
    ]
    shorter, longer = sorted(periods, key=lambda period: period.days or 0)
    if _days_scaled_to(first, second):
        notes.append(
            say(
                "Nor are they of one length: {} is scaled to the days of {}, at a steady pace.",
                shorter.name,
                longer.name,
            )
        )
    if hedges:
        notes.append(say("Hedged: {}.", list_words(hedges)))
    causes = [
        cause.words
        for cause in compare_claims(first.claim, second.claim).causes
        if cause.code not in _PERIOD_CAUSES
    ]
    if causes:
        notes.append(say("To know: {}.", joined("; ", causes)))
    return (*notes, *first.notes, *second.notes)


def _described(period: Period) -> Text:
    kind = calendar_words(period) or ("part of a year" if period.is_part_year else "")
    span = period.span if period.name != period.span else ""
    parts = [span, kind, counted(period.days or 0, "day")]
    return say("{} ({})", period.name, joined(", ", filter(None, parts)))
