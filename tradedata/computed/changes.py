"""Changes: what a speaker stated of a quantity for one time, beside what the same stated earlier.

Owns which two of a speaker's numbers are of like periods, and the order that is assumed for what
names no days. Leaves the years of an office's series to the lines, and calls nothing a correction.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from tradedata.compare.precision import direction_of, divided
from tradedata.compare.statements import Statement, statements
from tradedata.computed.indicators import Indicator, grouped, in_order, usable
from tradedata.data.claims import Claim
from tradedata.data.periods import Period, When, partial_date_period, partial_date_words
from tradedata.data.vocabulary import MEASURES
from tradedata.words.claims import formula_words, number_words, subject_words
from tradedata.words.text import Text, capitalised, count, list_words, say, sentence

# From so many times on, a change is told as a multiple and not in percent.
MULTIPLE_FROM = 3


@dataclass(frozen=True, slots=True)
class _Level:
    """A statement and when it is for: its period or, where it names no days, when it was made."""

    statement: Statement
    time: Period

    @property
    def claim(self) -> Claim:
        return self.statement.claim

    @property
    def words(self) -> Text:
        """'$323 million (2024)'."""
        return say("{} ({})", number_words(self.claim), self.when)

    @property
    def when(self) -> str:
        """'2024', '‘now’, said 15 May 2024'."""
        when: str = self.claim.period.span
        if not self.claim.period.is_dated:
            said = partial_date_words(self.statement.said_on)
            when = say("‘{}’, said {}", When(self.claim.own_period.label), said)
        return when


def changes(claims: Iterable[Claim]) -> tuple[Indicator, ...]:
    """Each speaker's levels, each beside the latest before it that is of a like period.

    Of one reporter, partner, flow, product, measure and unit. In percent, or 'times' from
    MULTIPLE_FROM on; none where the numbers have too few digits to tell that they differ.
    Like periods: the same part of different years, or whole years of one calendar. What names no
    days ('now') counts as a year's, at the time when it was stated.
    """
    sound = usable(claims)
    relatives = grouped(
        (claim.claimant, claim) for claim in sound if MEASURES[claim.measure].has_base
    )
    levels = grouped(
        (_account(level.claim), level)
        for statement in statements(claim for claim in sound if _may_change(claim))
        if (level := _level(statement))
    )
    return in_order(
        change
        for members in levels.values()
        for earlier, later in _successive(members)
        if (change := _change(earlier, later, relatives[later.claim.claimant])).digits
    )


def _may_change(claim: Claim) -> bool:
    return (
        claim.is_level
        and claim.claimant is not None
        and claim.kind != "statistic"
        and not claim.is_expected
        and claim.value > 0
    )


def _level(statement: Statement) -> _Level | None:
    period = statement.claim.period
    if period.is_dated:
        return _Level(statement, period)
    if period.basis == "running" and statement.said_on:
        return _Level(statement, partial_date_period(statement.said_on))
    return None


def _account(claim: Claim) -> Hashable:
    areas = claim.reporter.key, claim.partner
    return claim.claimant, areas, claim.flow, claim.product.key, claim.measure, claim.unit


def _successive(levels: Sequence[_Level]) -> Iterator[tuple[_Level, _Level]]:
    for later in levels:
        before = [level for level in levels if _is_before(level, later)]
        latest = max((level.time.sort_key() for level in before), default=None)
        yield from ((level, later) for level in before if level.time.sort_key() == latest)


def _is_before(earlier: _Level, later: _Level) -> bool:
    if not (earlier.time.end and later.time.start and earlier.time.end < later.time.start):
        return False
    dated = [level.time for level in (earlier, later) if level.claim.period.is_dated]
    if len(dated) == 2:
        return earlier.time.is_like_part_of_year(later.time)
    return all(period.is_whole_year for period in dated)


def _change(earlier: _Level, later: _Level, relatives: Iterable[Claim]) -> Indicator:
    old, new = earlier.claim, later.claim
    times = new.value / old.value
    is_multiple = times >= MULTIPLE_FROM
    quotient = say("{} / {}", formula_words(new), formula_words(old))
    return Indicator(
        "change",
        (new, old),
        times if is_multiple else (times - 1) * 100,
        "times" if is_multiple else "percent",
        divided(direction_of(new), direction_of(old)),
        about=say("{}, {}", subject_words(new), new.measure),
        name=say("{}, {} after {}", new.speaker, later.when, earlier.when),
        formula="later / earlier" if is_multiple else say("later / earlier - {}", count(1)),
        operation=quotient if is_multiple else say("{} - {}", quotient, count(1)),
        product=new.product,
        period=new.period,
        remarks=(
            sentence(say("{} after {}", later.words, earlier.words)),
            *_assumed(earlier, later),
            *_stated(earlier, later, relatives),
        ),
        is_mark=False,
        is_change=not is_multiple,
        is_base_inferred=not (old.period.is_dated and new.period.is_dated),
    )


def _assumed(*levels: _Level) -> Iterator[Text]:
    for level in levels:
        if not level.claim.period.is_dated:
            yield say(
                "{} names no days: it is taken for a year's, at the time when it was stated.",
                capitalised(number_words(level.claim)),
            )


def _stated(earlier: _Level, later: _Level, relatives: Iterable[Claim]) -> Iterator[Text]:
    """The same change as its speaker stated it, where that is known to be from the same period."""
    rows = {row.id for row in later.statement.claims}
    found = [
        number_words(claim)
        for claim in relatives
        if claim.refers_to in rows
        and claim.of == later.claim.measure
        and (claim.base is None or claim.base.same_days(earlier.claim.period))
    ]
    if found:
        yield say(
            "The speaker’s own words for the change: {}.", list_words([*dict.fromkeys(found)])
        )
