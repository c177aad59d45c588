"""Comparison: whether two claims can be compared, what sets them apart, and by how much.

Owns verdicts with their causes. Judges nobody right, draws nothing, and never gives a ratio of
numbers that cannot be compared. Groups and counts of claims are in statements.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from tradedata.compare.precision import Direction, carried_digits, hedged_direction, shown_digits
from tradedata.data.claims import Claim, physical_flow
from tradedata.data.numerals.digits import MIN_DIGITS, agree_as_printed
from tradedata.data.periods import Period, When, day_words
from tradedata.data.vocabulary import MEASURES, QUALIFIERS, STATUSES, UNITS
from tradedata.words.claims import number_words
from tradedata.words.numbers import amount, round_to
from tradedata.words.text import Count, Number, Text, count, counted, list_words, say

Verdict = Literal["agree", "differ", "not-comparable", "cannot-tell", "single"]
SeriesKey = tuple[str, ...]
ABOUT_MARGIN = Decimal("0.05")
OVER_MARGIN = Decimal("0.10")
UNDER_MARGIN = Decimal("0.10")
NO_YEAR = "no year given"
NO_PERIOD = "stated for no set period"
_KIND_WORDS = {"reported": "reported number"}
_SOLAR_NEW_YEAR = ((3, 19), (3, 22))


def _hedges(direction: Direction) -> Text:
    return list_words([f"‘{q.words}’" for q in QUALIFIERS.values() if q.direction == direction])


def _margin(share: Decimal) -> Count:
    return Count(f"{share:.0%}", share)


THRESHOLDS_IN_WORDS = say(
    "Two numbers agree when their ranges meet: half a unit of the last significant digit "
    "({} at least), {} either way for {} and for estimates, {} upwards for {}, {} downwards "
    "for {}. They differ where their hedges exclude each other.",
    counted(MIN_DIGITS, "digit"),
    _margin(ABOUT_MARGIN),
    _hedges("about"),
    _margin(OVER_MARGIN),
    _hedges("over"),
    _margin(UNDER_MARGIN),
    _hedges("under"),
)


@dataclass(frozen=True, slots=True)
class Cause:
    """One thing that sets two claims apart, or that a reader must know to compare them."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A verdict on two claims; ``ratio`` is larger / smaller, unrounded, where it has a sense.

    Where it is not clear whether they differ, only a source that itself sets them side by side,
    with a year for neither, gives it one.
    """

    verdict: Verdict
    causes: tuple[Cause, ...]
    ratio: Decimal | None
    first: Claim
    second: Claim


def series_key(claim: Claim) -> SeriesKey:
    """What the number measures, and last in which currency; period and speaker apart, hashable.

    An import and the partner's export are one physical flow; trade in both directions is the
    same whoever of the two reports it.
    """
    return (*_flow_key(claim), claim.product.key, claim.measure, claim.of, UNITS[claim.unit].family)


def quantity_key(claim: Claim) -> Hashable:
    """The same in any currency."""
    return series_key(claim)[:-1]


def same_quantity(a: Claim, b: Claim) -> bool:
    """Whether both speak of the same areas, physical flow, product and measure, in any currency."""
    return quantity_key(a) == quantity_key(b)


def comparable_key(claim: Claim) -> Hashable:
    """What two claims share if and only if they agree or differ, or are one voice.

    None for a claim of which that can never be told.
    """
    if claim.is_set_aside or not claim.period.is_dated:
        return None
    if MEASURES[claim.measure].has_base and not claim.base:
        return None
    period, base = claim.period, claim.base and (claim.base.start, claim.base.end)
    unit = claim.unit.removesuffix("/year") if period.is_whole_year else claim.unit
    return series_key(claim), claim.is_expected, period.start, period.end, base, unit


def compare_claims(a: Claim, b: Claim) -> Comparison:
    """The verdict on two claims, the same whichever is named first."""
    a, b = sorted((a, b), key=lambda claim: claim.id)
    if set_aside := _set_aside_causes(a, b):
        return Comparison("not-comparable", set_aside, None, a, b)
    if a.id in b.statement or repeats_one_statement(a, b):
        return Comparison("single", (Cause("same-statement", "same statement"),), None, a, b)
    if same_quantity(a, b) and (based := _basis_cause(a, b)):
        return Comparison("single", (based, *_remarks(a, b)), None, a, b)
    obstacles = (*_subject_obstacles(a, b), *_period_obstacles(a, b))
    unknowns = _unknowns(a, b)
    causes = (*obstacles, *unknowns, *_remarks(a, b))
    if obstacles:
        return Comparison("not-comparable", causes, None, a, b)
    if unknowns:
        ratio = _ratio(a, b) if _stand_undated_on_one_page(a, b) else None
        return Comparison("cannot-tell", causes, ratio, a, b)
    if not _meet(range_of(a), range_of(b)):
        return Comparison("differ", causes, _ratio(a, b), a, b)
    if hedges_exclude(a, b):
        exclude = Cause("hedges-exclude", say("hedges exclude each other: {}", _both_hedges(a, b)))
        return Comparison("differ", (*causes, exclude), _ratio(a, b), a, b)
    return Comparison("agree", (*causes, *_hedge_causes(a, b)), _ratio(a, b), a, b)


def is_stated_amount(claim: Claim) -> bool:
    """Whether it is a value or quantity that was, not one a year: those of parts add up."""
    return bool(
        MEASURES[claim.measure].is_amount and UNITS[claim.unit].yearly and not claim.is_expected
    )


def exceeds_whole(part: Claim, whole: Claim) -> bool:
    """Whether an amount for some of another's days is more than that, beyond what both may mean."""
    return (
        is_stated_amount(part)
        and (series_key(part), part.unit) == (series_key(whole), whole.unit)
        and not whole.is_expected
        and part.period.lies_inside(whole.period)
        and range_of(part)[0] >= range_of(whole)[1]
    )


def has_ratio(claim: Claim) -> bool:
    """Whether a number of its measure that is no smaller is so many times this one."""
    return claim.value > 0 and MEASURES[claim.measure].has_ratio


def range_of(claim: Claim) -> tuple[Decimal, Decimal]:
    """The lowest and the highest number that the claim may mean."""
    low, high = _rounding_range(claim)
    size = abs(claim.value)
    direction = hedged_direction(claim)
    if direction == "about" or claim.is_rough:
        low, high = low - size * ABOUT_MARGIN, high + size * ABOUT_MARGIN
    if direction == "over":
        high += size * OVER_MARGIN
    if direction == "under":
        low -= size * UNDER_MARGIN
    return low, high


def bounds_of(claim: Claim) -> tuple[Decimal, Decimal]:
    """The same range, but on no side that the hedge excludes."""
    (low, high), direction = range_of(claim), hedged_direction(claim)
    if direction == "over":
        low = claim.value
    return low, claim.value if direction == "under" else high


def hedges_exclude(a: Claim, b: Claim) -> bool:
    """Whether no number is what both hedges say: 'over 5' and 'almost 5'."""
    by_direction = {hedged_direction(claim): claim for claim in (a, b)}
    if by_direction.keys() != {"over", "under"}:
        return False
    over, under = by_direction["over"], by_direction["under"]
    may_equal = all(QUALIFIERS[claim.qualifier].may_equal for claim in (a, b))
    return over.value > under.value or (over.value == under.value and not may_equal)


def apart_words(ratio: Decimal, a: Claim, b: Claim) -> Text:
    """A ratio with no more digits than the weaker claim carries: 'about 1.8 times apart'."""
    if ratio == 1:
        exclude = hedges_exclude(a, b)
        return say("one number with opposite hedges" if exclude else "the same number")
    digits = shown_digits((a, b))
    shown = round_to(ratio, digits)
    words = f"about {amount(shown, 'times')}"
    if shown == 1:
        words = f"less than {amount(1 + Decimal(5).scaleb(-digits), 'times')}"
    return say("{} apart", Number(words, ratio, spread_id(a, b)))


def spread_id(a: Claim, b: Claim) -> str:
    """The id of the distance of two claims, the same whichever is named first."""
    low, high = sorted((a, b), key=lambda claim: (claim.value, claim.id))
    return f"spread.{high.id}.{low.id}"


def repeats_one_statement(a: Claim, b: Claim) -> bool:
    """Whether both rows belong to one statement: one origin, one series, no number of its own."""
    if (a.origin, a.is_expected) != (b.origin, b.is_expected) or series_key(a) != series_key(b):
        return False
    is_same = agree_as_printed(a.value, b.value)
    if a.period.same_days(b.period):
        return is_same or (a.reporter, a.valuation) == (b.reporter, b.valuation)
    return is_same and not (states_its_days(a) and states_its_days(b))


def is_one_statement(a: Claim, b: Claim) -> bool:
    """Whether the two rows, or by the whole of the data rows between them, tell one statement."""
    return a.id in b.statement or repeats_one_statement(a, b) or takes_over(a, b)


def bases_of(claim: Claim) -> frozenset[str]:
    """The ids of what a row's statement rests on, as far as is known."""
    return claim.rests_on.union(claim.based_on)


def states_its_days(claim: Claim) -> bool:
    """Whether a source gives the days of the number: such rows are one only about the same days."""
    return claim.period.basis == "stated" and claim.period.start is not None


def takes_over(a: Claim, b: Claim) -> bool:
    """Whether one of the two rows repeats the other's number and names it as its basis."""
    if a.id not in b.based_on and b.id not in a.based_on:
        return False
    if a.is_expected != b.is_expected or series_key(a) != series_key(b):
        return False
    both_dated = a.period.is_dated and b.period.is_dated
    return a.value == b.value and (a.period.same_days(b.period) or not both_dated)


def calendar_words(period: Period) -> Text:
    """The calendar that a whole year begins by: 'solar year'; blank for any other period."""
    if not period.is_whole_year or period.start is None:
        return say("")
    start = (period.start.month, period.start.day)
    if start == (1, 1):
        return say("calendar year")
    first, last = _SOLAR_NEW_YEAR
    if first <= start <= last:
        return say("solar year")
    return say("year from {}", day_words(period.start))


def _flow_key(claim: Claim) -> tuple[str, ...]:
    partner = claim.partner.key if claim.partner else ""
    return physical_flow(claim.flow, claim.reporter.key, partner)


def _set_aside_causes(a: Claim, b: Claim) -> tuple[Cause, ...]:
    found = {claim.status for claim in (a, b)}
    return tuple(
        Cause(word, status.set_aside)
        for word, status in STATUSES.items()
        if word in found and status.set_aside
    )


def _subject_obstacles(a: Claim, b: Claim) -> tuple[Cause, ...]:
    causes = []
    if a.product != b.product:
        causes.append(_other("product", a.product.label, b.product.label))
    if (a.measure, a.of) != (b.measure, b.of):
        causes.append(_other("measure", _measure(a), _measure(b)))
    elif a.unit != b.unit and not _is_rate_of_year(a, b):
        causes.append(_other("unit", a.unit, b.unit))
    causes.extend(_flow_obstacles(a, b))
    if a.is_expected != b.is_expected:
        expected = a if a.is_expected else b
        causes.append(Cause("expected", f"{expected.kind} against stated number"))
    if a.base and b.base and a.measure == b.measure and not a.base.same_days(b.base):
        causes.append(_other("base", a.base.span, b.base.span))
    return tuple(causes)


def _flow_obstacles(a: Claim, b: Claim) -> tuple[Cause, ...]:
    if _flow_key(a) == _flow_key(b):
        return ()
    causes = [] if a.areas == b.areas else [_area_cause(a, b)]
    both_goods = a.is_goods and b.is_goods
    if a.flow != b.flow and not both_goods:
        causes.append(_other("flow", a.flow, b.flow))
    elif not causes:
        causes.append(_other("flow", _direction(a), _direction(b)))
    return tuple(causes)


def _area_cause(a: Claim, b: Claim) -> Cause:
    for x in sorted(a.areas - b.areas, key=lambda area: area.key):
        for y in sorted(b.areas - a.areas, key=lambda area: area.key):
            for part, whole in ((x, y), (y, x)):
                if part.key in whole.members:
                    words = f"other coverage: {part.label} is part of {whole.label}"
                    return Cause("other-coverage", words)
    pairs = [list_words(sorted(area.label for area in claim.areas)) for claim in (a, b)]
    return _other("areas", *pairs)


def _basis_cause(a: Claim, b: Claim) -> Cause | None:
    """How the statements of both rest on one, if they do."""
    own = [claim.statement | {claim.id} for claim in (a, b)]
    if own[0] & bases_of(b) or own[1] & bases_of(a):
        if a.is_arithmetic or b.is_arithmetic:
            return Cause("arithmetic", "one may be computed from the other")
        return Cause("based-on", "one is based on the other")
    if bases_of(a) & bases_of(b):
        return Cause("one-basis", "both rest on one statement")
    return None


def _other(what: str, first: str, second: str) -> Cause:
    return Cause(f"other-{what}", say("other {}: {} against {}", what, first, second))


def _direction(claim: Claim) -> str:
    _, exporter, _ = _flow_key(claim)
    labels = {area.key: area.label for area in claim.areas}
    return f"from {labels[exporter]}"


def _measure(claim: Claim) -> str:
    return f"{claim.measure} of {claim.of}" if claim.of else claim.measure


def _is_rate_of_year(a: Claim, b: Claim) -> bool:
    """Whether one is a yearly rate in the unit in which the other is a whole year's amount."""
    rate, amount_ = sorted((a, b), key=lambda claim: len(claim.unit), reverse=True)
    return rate.unit == f"{amount_.unit}/year" and amount_.period.is_whole_year


def _period_obstacles(a: Claim, b: Claim) -> tuple[Cause, ...]:
    overlap = a.period.overlap(b.period)
    if overlap is None or a.period.same_days(b.period):
        return ()
    longest = max(a.period.days or 0, b.period.days or 0)
    words = say("no day in common")
    if overlap:
        words = say("{} of {} overlap", count(overlap), counted(longest, "day"))
    causes = [Cause("other-period", say("other period: {}", words))]
    for part, whole in ((a, b), (b, a)):
        if exceeds_whole(part, whole):
            larger = say(
                "{} is more than {}, though {} lies wholly inside {}",
                number_words(part),
                number_words(whole),
                part.period.span,
                whole.period.span,
            )
            causes.append(Cause("part-exceeds", larger))
    parts = sorted((c.period for c in (a, b) if c.period.is_part_year), key=Period.sort_key)
    if parts:
        spans = list_words([period.span for period in parts])
        verb = "are" if len(parts) > 1 else "is"
        words = say("part-year: {} {} shorter than a year", spans, verb)
        causes.append(Cause("part-year", words))
    calendars = [calendar_words(claim.period) for claim in (a, b)]
    if all(calendars) and calendars[0] != calendars[1]:
        first, second = sorted(calendars, reverse=True)  # 'solar year' before 'calendar year'
        causes.append(Cause("calendar", say("calendar: {} against {}", first, second)))
    return tuple(causes)


def _unknowns(a: Claim, b: Claim) -> tuple[Cause, ...]:
    periods = (a.period, b.period)
    causes = []
    if a.measure == b.measure and MEASURES[a.measure].has_base and not (a.base and b.base):
        causes.append(Cause("no-base", "no base named to compare against"))
    missing = [p for p in periods if _has_no_year(p)]
    if missing:
        # What another page lends is told as borrowed: the page itself gives no year for either.
        own = all(_has_no_year(claim.own_period) for claim in (a, b))
        neither = len(missing) == 2 or (own and a.source.key == b.source.key)
        where = " by the source that prints both" if len(missing) < 2 and neither else ""
        words = f"{NO_YEAR} for {'either' if neither else 'one of them'}{where}"
        causes.append(Cause("no-year", words))
    running = {p.label for p in periods if p.start is None and p.basis == "running"}
    causes.extend(
        Cause(
            "running-level",
            say("stated for ‘{}’, not for a set period", When(label)) if label else NO_PERIOD,
        )
        for label in sorted(running)
    )
    unended = {p.span for p in periods if p.start is not None and p.end is None}
    causes.extend(Cause("no-end", say("no end given: {}", span)) for span in sorted(unended))
    return tuple(causes)


def _has_no_year(period: Period) -> bool:
    return period.start is None and period.basis != "running"


def _remarks(a: Claim, b: Claim) -> tuple[Cause, ...]:
    causes = []
    if a.reporter != b.reporter and same_quantity(a, b):
        causes.append(Cause("mirror", "mirror: one flow as two sides report it"))
    if {a.valuation, b.valuation} == {"fob", "cif"}:
        causes.append(Cause("valuation", "valuation: FOB against CIF"))
    if a.kind != b.kind and a.is_expected == b.is_expected:
        first, second = (_KIND_WORDS.get(kind, kind) for kind in sorted((a.kind, b.kind)))
        causes.append(Cause("compiled", f"{first} against {second}"))
    flags = {claim.status for claim in (a, b)} - {"normal"}
    causes.extend(Cause("flagged", f"flagged {flag}") for flag in sorted(flags))
    periods = (a.period, b.period)
    if any(period.basis == "inferred" for period in periods):
        causes.append(Cause("period-inferred", "period inferred"))
    relative = {p.label for p in periods if p.basis == "relative" and p.label != p.span}
    causes.extend(
        Cause("period-relative", say("period read from ‘{}’", When(label)))
        for label in sorted(relative)
    )
    lent = {period.span for period in periods if period.supplied_by}
    causes.extend(
        Cause("period-borrowed", say("{} according to another source", span))
        for span in sorted(lent)
    )
    return tuple(causes)


def _hedge_causes(a: Claim, b: Claim) -> tuple[Cause, ...]:
    opposed = {QUALIFIERS[c.qualifier].direction for c in (a, b)} == {"over", "under"}
    if not opposed and _meet(_rounding_range(a), _rounding_range(b)):
        return ()
    return (Cause("hedges-overlap", f"hedges overlap: {_both_hedges(a, b) or 'an estimate'}"),)


def _both_hedges(a: Claim, b: Claim) -> Text:
    pair = sorted((a, b), key=lambda claim: tuple(QUALIFIERS).index(claim.qualifier))
    return list_words([f"‘{claim.hedge}’" for claim in pair if claim.hedge])


def _rounding_range(claim: Claim) -> tuple[Decimal, Decimal]:
    half = Decimal(5).scaleb(claim.value.adjusted() - carried_digits((claim,)))
    return claim.value - half, claim.value + half


def _meet(a: tuple[Decimal, Decimal], b: tuple[Decimal, Decimal]) -> bool:
    # Ranges that only touch do not meet: 100 ends at 105, where 110 begins.
    return a[0] < b[1] and b[0] < a[1]


def _stand_undated_on_one_page(a: Claim, b: Claim) -> bool:
    undated = a.own_period.start is None and b.own_period.start is None
    return undated and a.source.key == b.source.key


def _ratio(a: Claim, b: Claim) -> Decimal | None:
    low, high = sorted((a, b), key=lambda claim: claim.value)
    return high.value / low.value if has_ratio(low) else None
