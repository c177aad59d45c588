"""Corroboration: how near two speakers come who count the same flow over different days.

Owns which numbers may be set beside each other although their periods only overlap, and says so
with each. Proves nothing, judges neither, names no product and draws nothing.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import islice, product, takewhile

from tradedata.compare.comparison import calendar_words, compare_claims, series_key
from tradedata.compare.statements import statements
from tradedata.computed.derivations import base_values
from tradedata.computed.indicators import Indicator, grouped, in_order, usable
from tradedata.data.claims import Claim
from tradedata.data.periods import Period
from tradedata.data.vocabulary import AMOUNTS
from tradedata.words.claims import formula_words, number_words
from tradedata.words.numbers import amount, round_to
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
    "agree as far as they share days.",
    Count(str(LEAST_LENGTH), LEAST_LENGTH),
    Count(str(LEAST_SHARED), LEAST_SHARED),
    Count(f"{MOST_APART - 1:.0%}", MOST_APART - 1),
)
# The note counts days and names calendars itself.
_PERIOD_CAUSES = ("other-period", "part-year", "calendar")


@dataclass(frozen=True, slots=True)
class _Level:
    """A stated level, or one implied by a growth, put as a claim about the period it is for."""

    claim: Claim
    inputs: tuple[Claim, ...]
    origins: frozenset[str]
    operation: str
    words: str
    notes: tuple[str, ...] = ()

    @property
    def is_implied(self) -> bool:
        return len(self.inputs) > 1


def corroborations(claims: Iterable[Claim]) -> tuple[Indicator, ...]:
    """Larger / smaller, in 'times', of two named speakers' levels for overlapping periods.

    Same flow, product and measure, of separate origins; one of the two may be the base that a
    growth or multiple implies. The periods are not the same days, but the shorter has LEAST_LENGTH
    of the days of the longer and they share LEAST_SHARED of them. Each statement stands once,
    whatever the number of its reprints.
    """
    sound = usable(claims)
    by_id = {claim.id: claim for claim in sound}
    groups = grouped(
        ((series_key(level.claim), level.claim.unit), level)
        for level in (*_stated(sound, by_id), *_implied(sound, by_id))
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
    return say(
        "{}: {} apart. They {} the {} of {}; they are not the same days, so this is no proof of "
        "either number.",
        capitalised(indicator.name),
        indicator.words,
        share,
        counted(indicator.period.days or 0, "day"),
        indicator.period.span,
    )


def origins_of(rows: Iterable[Claim], by_id: Mapping[str, Claim]) -> frozenset[str]:
    """The origins of the rows and of all that they rest on."""
    waiting, seen = list(rows), set[str]()
    origins = set()
    while waiting:
        claim = waiting.pop()
        origins.add(claim.origin)
        bases = [key for key in claim.based_on if key in by_id and key not in seen]
        seen.update(bases)
        waiting.extend(by_id[key] for key in bases)
    return frozenset(origins)


def _stated(sound: list[Claim], by_id: Mapping[str, Claim]) -> list[_Level]:
    return [
        _Level(
            claim=statement.claim,
            inputs=(statement.claim,),
            origins=origins_of(statement.claims, by_id),
            operation=formula_words(statement.claim),
            words=_words(number_words(statement.claim), statement.claim),
        )
        for statement in statements(claim for claim in sound if _may_stand(claim))
    ]


def _implied(sound: list[Claim], by_id: Mapping[str, Claim]) -> list[_Level]:
    """The bases that claims imply; of those that one origin implies for the same days, one."""
    found: dict[Hashable, _Level] = {}
    for base in base_values(sound):
        level = base.inputs[0]
        claim = replace(level, value=base.value, period=base.period, own_period=base.period)
        if base.is_mark and _may_stand(claim):
            key = (level.origin, series_key(level), base.period.start, base.period.end)
            implied = _Level(
                claim=claim,
                inputs=base.inputs,
                origins=origins_of(base.inputs, by_id),
                operation=say("({})", base.operation),
                words=_words(say("{} implied", base.words), claim),
                notes=base.notes,
            )
            found.setdefault(key, implied)
    return list(found.values())


def _words(number: str, claim: Claim) -> Text:
    return say("{} ({}, {})", number, claim.speaker, claim.period.name)


def _may_stand(claim: Claim) -> bool:
    return (
        claim.is_trade
        and claim.measure in AMOUNTS
        and not claim.is_expected
        and claim.claimant is not None
        and not claim.is_arithmetic
        and claim.period.is_dated
        and claim.value > 0
    )


def _are_two_voices(left: _Level, right: _Level) -> bool:
    speakers = [{claim.claimant for claim in level.inputs} for level in (left, right)]
    return (
        not (left.is_implied and right.is_implied)
        and speakers[0].isdisjoint(speakers[1])
        and left.origins.isdisjoint(right.origins)
    )


def _near_pairs(levels: Iterable[_Level]) -> Iterator[tuple[_Level, _Level]]:
    by_days: dict[Period, list[_Level]] = {}
    for level in levels:
        days = Period(level.claim.period.start, level.claim.period.end)
        by_days.setdefault(days, []).append(level)
    periods = sorted(by_days, key=Period.sort_key)
    for place, first in enumerate(periods, start=1):
        for second in takewhile(first.overlap, islice(periods, place, None)):
            if _are_near(first, second):
                yield from product(by_days[first], by_days[second])


def _are_near(left: Period, right: Period) -> bool:
    overlap = left.overlap(right) or 0
    shorter, longer = sorted((left.days or 0, right.days or 0))
    return shorter >= LEAST_LENGTH * longer and overlap >= LEAST_SHARED * longer


def _corroboration(left: _Level, right: _Level) -> Indicator:
    smaller, larger = sorted((left, right), key=lambda level: (level.claim.value, level.claim.id))
    # Stated before implied, then the earlier: the order in which a reader takes them in.
    first, second = sorted(
        (left, right),
        key=lambda level: (level.is_implied, level.claim.period.sort_key(), level.claim.id),
    )
    product = larger.claim.product
    return Indicator(
        "corroboration",
        (*larger.inputs, *smaller.inputs),
        larger.claim.value / smaller.claim.value,
        "times",
        "about",
        about=say("{}, {}", product.label, larger.claim.measure),
        name=say("{} beside {}", first.words, second.words),
        formula="larger / smaller",
        operation=say("{} / {}", larger.operation, smaller.operation),
        product=product,
        period=_shared(first.claim.period, second.claim.period),
        remarks=_remarks(first, second),
        is_mark=False,
        is_base_inferred=any(level.claim.period.basis == "inferred" for level in (left, right)),
    )


def _shared(first: Period, second: Period) -> Period:
    """The days in both; named as the two periods that they come from."""
    days = [(period.start, period.end) for period in (first, second)]
    start = max(start for start, _ in days if start)
    end = min(end for _, end in days if end)
    return Period(start, end, f"{first.name} against {second.name}", "stated")


def _remarks(first: _Level, second: _Level) -> tuple[str, ...]:
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
    if shorter.days and longer.days and shorter.days < longer.days:
        pace = round_to(Decimal(longer.days) / shorter.days, 3)
        notes.append(
            say(
                "Nor are they of one length: at a steady pace {} would hold {} as much as {}.",
                longer.name,
                Count(f"about {amount(pace, 'times')}", pace),
                shorter.name,
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
