"""Statements: claims told together, so that reprints count once and periods stay apart.

Owns statements (rows of one origin), groups by period, what one source sets side by side, and
the count of voices. Gives no verdict of its own: comparison does. Draws nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from heapq import merge
from itertools import combinations, islice, product, repeat

from tradedata.compare.comparison import (
    NO_YEAR,
    Cause,
    Comparison,
    SeriesKey,
    apart_words,
    bases_of,
    bounds_of,
    calendar_words,
    comparable_key,
    compare_claims,
    has_ratio,
    is_one_statement,
    series_key,
    states_its_days,
)
from tradedata.data.claims import Claim, Source
from tradedata.data.periods import Period, partial_date_words
from tradedata.data.vocabulary import PERIOD_BASES, UNITS
from tradedata.words.claims import number_words
from tradedata.words.text import Text, count, counted, joined, list_words, say, sentence


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: the row with the best-stated period, and the rows that repeat it."""

    claim: Claim
    repeats: tuple[Claim, ...]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every row of the statement, the best-stated first."""
        return (self.claim, *self.repeats)

    @property
    def is_arithmetic(self) -> bool:
        """Whether it is but what a relation makes of other statements: no count of its own."""
        ids = {claim.id for claim in self.claims}
        return any(claim.is_arithmetic and ids.isdisjoint(claim.based_on) for claim in self.claims)

    @property
    def pages(self) -> int:
        """How many sources print it."""
        return len({claim.source.key for claim in self.claims})

    @property
    def origin(self) -> str:
        """Whose statement it is: that of its best row which is no arithmetic, if there is one."""
        return min(self.claims, key=lambda claim: (claim.is_arithmetic, _best_first(claim))).origin

    @property
    def said_on(self) -> str:
        """When it was first stated, YYYY[-MM[-DD]], as far as a row tells; else a blank."""
        return min((claim.claimed_on for claim in self.claims if claim.claimed_on), default="")

    @property
    def printed_on(self) -> str:
        """When it was first printed, as far as a source tells; else a blank."""
        days = (claim.source.published for claim in self.claims)
        return min((day for day in days if day), default="")


@dataclass(frozen=True, slots=True)
class Spread:
    """How far apart the lower and the higher claim are: high / low."""

    low: Claim
    high: Claim
    ratio: Decimal
    words: str
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Claims that one source prints with no period for any of them, lowest first."""

    claims: tuple[Claim, ...]
    spread: Spread

    @property
    def source(self) -> Source:
        """The source that prints them."""
        return self.spread.low.source

    @property
    def words(self) -> Text:
        """The sentence: which numbers, where, how far apart, and what other sources add."""
        numbers = dict.fromkeys(number_words(claim) for claim in reversed(self.claims))
        listed = list_words(list(numbers))
        words = say("{} stand side by side in {}; {}", listed, self.place, self.without_year)
        return sentence(words)

    @property
    def without_year(self) -> Text:
        """That no year is given, how far apart they are, and the years that other sources add."""
        claims, spread = tuple(reversed(self.claims)), self.spread
        which, who = ("either", "they") if len(claims) == 2 else ("any", "the furthest two")
        text = say(
            "no year is given for {}, and {} are {}",
            which,
            who,
            apart_words(spread.ratio, spread.low, spread.high),
        )
        borrowed = [
            say("another source gives {} for {}", claim.period.span, number_words(claim))
            for claim in claims
            if claim.period.supplied_by
        ]
        return joined("; ", (text, *borrowed))

    @property
    def place(self) -> Text:
        """Where: 'The Diplomat (Apr 2025)'."""
        published = self.source.published
        when = say(" ({})", partial_date_words(published)) if published else ""
        return Text((self.source.short_name, when))


@dataclass(frozen=True, slots=True)
class PeriodGroup:
    """Statements on the same days (``period`` None: none given), lowest of each currency first."""

    heading: str
    period: Period | None
    statements: tuple[Statement, ...]
    spread: Spread | None

    @property
    def is_disputed(self) -> bool:
        """Whether two of them differ, those left out that are but arithmetic on others."""
        return any_differ(own_claims(self.statements))


@dataclass(frozen=True, slots=True)
class Voices:
    """Sources, separate statements and named speakers behind claims; never 'independent' ones."""

    pages: int
    statements: int
    speakers: int
    has_unattributed: bool

    @property
    def words(self) -> Text:
        """'4 pages, 1 statement, 1 speaker', 'and 1 not attributed' where some are not."""
        counts = [counted(self.pages, "page"), counted(self.statements, "statement")]
        if self.speakers:
            counts.append(counted(self.speakers, "speaker"))
        words = joined(", ", counts)
        if not self.has_unattributed:
            return words
        if not self.speakers:
            return say("{}, not attributed", words)
        return say("{} and {} not attributed", words, count(1))


def statements(claims: Iterable[Claim]) -> tuple[Statement, ...]:
    """Rows of one origin and one series as one statement each; rejected rows are left out.

    An origin that gives several numbers for one series (targets for two years) makes as many
    statements: rows belong together when they speak of the same days, or give the same number
    and not both name days of their own. Two reporters' or two valuations' numbers stay apart.
    A row that takes its number over from another (``based_on``) belongs to that statement, and
    rows that are one by the whole of the data are one without what joins them.
    """
    rows = sorted((claim for claim in claims if not claim.is_rejected), key=_best_first)
    clusters = {place: [place] for place in range(len(rows))}
    for pair in _neighbours(rows):
        few, many = sorted((clusters[place] for place in pair), key=len)
        a, b = (rows[place] for place in pair)
        if few is not many and is_one_statement(a, b):
            many.extend(few)
            clusters.update(dict.fromkeys(few, many))
    found = [
        Statement(rows[best], tuple(rows[place] for place in others))
        for best, *others in map(sorted, {id(each): each for each in clusters.values()}.values())
    ]
    return tuple(sorted(found, key=_statement_order))


def told_together(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, all of the data, each with its ``statement`` and what that ``rests_on``."""
    found = statements(claims)
    rows_beside = {row.id: each.claims for each in found for row in each.claims}
    told: dict[str, Claim] = {}
    for each in found:
        ids = frozenset(row.id for row in each.claims)
        waiting, reached = {basis for row in each.claims for basis in row.based_on}, set[str]()
        while waiting:
            reached |= waiting
            rows = [row for key in waiting for row in rows_beside.get(key, ())]
            waiting = {key for row in rows for key in (row.id, *row.based_on)} - reached
        for row in each.claims:
            told[row.id] = replace(row, statement=ids, rests_on=frozenset(reached))
    return tuple(told.get(claim.id, claim) for claim in claims)


def own_claims(found: Iterable[Statement]) -> list[Claim]:
    """The claims of those statements that may be counts of their own."""
    return [statement.claim for statement in found if not statement.is_arithmetic]


def any_differ(claims: Iterable[Claim]) -> bool:
    """Whether two of the claims differ; only those whose ranges do not meet are compared."""
    apart = (pair for rows in _comparable(claims) for pair in _apart(rows))
    return any(compare_claims(a, b).verdict == "differ" for a, b in apart)


def count_voices(found: Sequence[Statement]) -> Voices:
    """Count sources, separate statements (by origin) and speakers.

    What rests on a claim of another of the statements is no second one, and what rests on one that
    is not among them is one with all that do. What is but arithmetic is none, whether or not those
    that it fits are among them, and its speaker is no other.
    """
    rows = [claim for statement in found for claim in statement.claims]
    own = [c for statement in found if not statement.is_arithmetic for c in statement.claims]
    origin_of = {claim.id: statement.origin for statement in found for claim in statement.claims}
    separate: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for statement in found:
        bases = {basis for claim in statement.claims for basis in bases_of(claim)}
        known = {origin_of[basis] for basis in bases if basis in origin_of}
        if not statement.is_arithmetic and known <= {statement.origin}:
            roots = {("origin", statement.origin), *(("claim", basis) for basis in bases)}
            shared = roots.union(*(separate.get(root, ()) for root in roots))
            separate.update(dict.fromkeys(shared, shared))
    return Voices(
        pages=len({claim.source.key for claim in rows}),
        statements=max(len({*map(id, separate.values())}), min(1, len(found))),
        speakers=len({claim.claimant.key for claim in own if claim.claimant}),
        has_unattributed=any(claim.claimant is None for claim in rows),
    )


def group_by_period(claims: Iterable[Claim]) -> tuple[PeriodGroup, ...]:
    """The statements of one series grouped by the days they speak of, oldest first.

    What is stated and what is expected stay apart, part-years are groups of their own, and the
    group without a period comes last. Rejected and superseded rows are left out.
    """
    groups: dict[tuple[tuple[bool, date, date], bool], list[Statement]] = {}
    for statement in statements(claim for claim in claims if not claim.is_set_aside):
        period, is_expected = statement.claim.period, statement.claim.is_expected
        groups.setdefault((period.sort_key(), is_expected), []).append(statement)
    return tuple(_group(groups[key]) for key in sorted(groups))


def side_by_side(claims: Iterable[Claim]) -> tuple[SideBySide, ...]:
    """Numbers of one series that one source prints without a period for any; latest source first.

    The periods meant are the source's own: where another page supplies one, the spread's causes
    say so, and numbers that turn out to have two different periods are not set side by side.
    """
    together: dict[tuple[str, SeriesKey, bool], list[Claim]] = {}
    for claim in claims:
        if claim.own_period.start is None and not claim.is_set_aside:
            key = (claim.source.key, series_key(claim), claim.is_expected)
            together.setdefault(key, []).append(claim)
    found = []
    for _, rows in sorted(together.items(), key=lambda entry: entry[0]):
        claims = own_claims(statements(rows))
        untold = [claim for claim in claims if not comparable_key(claim)]
        involved = [
            a
            for a in claims
            if any(_is_untold(a, b) for b in (untold if comparable_key(a) else claims))
        ]
        which = "either" if len(involved) == 2 else "any"
        if spread := _widest([involved], _is_untold, f", {NO_YEAR} for {which}"):
            found.append(SideBySide(tuple(sorted(involved, key=_by_value)), spread))
    return tuple(sorted(found, key=lambda each: each.source.published, reverse=True))


def spread_of(pair: Comparison, addition: str = "") -> Spread | None:
    """How far the two claims are apart, the addition put to its words; None without a ratio."""
    if pair.ratio is None:
        return None
    low, high = sorted((pair.first, pair.second), key=_by_value)
    words = Text((apart_words(pair.ratio, low, high), addition))
    return Spread(low, high, pair.ratio, words, pair.causes)


def _neighbours(rows: Sequence[Claim]) -> Iterator[tuple[int, int]]:
    """The places of all rows that can be one statement, two by two, and few of the others.

    They have a subject and an origin in common, and rows that both name days of their own the
    same days; or one is based on the other; or the whole of the data makes them one.
    """
    places = {row.id: place for place, row in enumerate(rows)}
    firsts = {row.statement: place for place, row in enumerate(rows) if row.statement}
    by_subject: dict[tuple[object, ...], dict[object, list[int]]] = {}
    for place, row in enumerate(rows):
        subject = (row.origin, series_key(row), row.is_expected)
        days = (row.period.start, row.period.end) if states_its_days(row) else None
        by_subject.setdefault(subject, {}).setdefault(days, []).append(place)
        yield from ((place, places[basis]) for basis in row.based_on if basis in places)
        yield (place, firsts.get(row.statement, place))
    for by_days in by_subject.values():
        undated = by_days.pop(None, [])
        yield from combinations(undated, 2)
        for dated in by_days.values():
            yield from combinations(dated, 2)
            yield from product(undated, dated)


def _best_first(claim: Claim) -> tuple[bool, bool, bool, int, bool, bool, bool, str, str]:
    # Before any other goes, in this order of weight, the row with what a comment names. A hedge is
    # more easily lost in a reprint than added, so the hedged row goes first.
    return (
        claim.is_set_aside,  # a number that stands
        claim.is_arithmetic,  # one that somebody stated
        bool(claim.based_on),  # one of its own
        PERIOD_BASES[claim.period.basis].place,  # the best-stated period
        claim.period.supplied_by is not None,  # the source's own
        claim.kind != "statistic",  # an office's number
        not claim.hedge,
        claim.source.published or "9999",  # the oldest page
        claim.id,
    )


def _statement_order(statement: Statement) -> tuple[object, ...]:
    claim = statement.claim
    return (claim.product.place, series_key(claim), claim.period.sort_key(), claim.value, claim.id)


def _group(members: list[Statement]) -> PeriodGroup:
    ordered = tuple(sorted(members, key=lambda member: _by_value(member.claim)))
    claims = [member.claim for member in ordered]
    best = min(claims, key=_best_first)
    period = best.period if best.period.start else None
    spread = _widest(
        _comparable(own_claims(ordered)), lambda a, b: compare_claims(a, b).verdict != "single"
    )
    if period is None:
        beside = side_by_side(claim for member in ordered for claim in member.claims)
        spread = beside[0].spread if beside else None
    return PeriodGroup(
        heading=_heading(period, best.is_expected), period=period, statements=ordered, spread=spread
    )


def _heading(period: Period | None, is_expected: bool) -> Text:
    if period is None:
        heading = say(NO_YEAR)
    elif period.is_part_year:
        heading = say("{} (part of a year)", period.span)
    elif period.label and calendar_words(period) == "solar year" and period.basis == "stated":
        heading = say("{} ({})", period.name, period.span)
    else:
        heading = Text((period.span,))
    return say("{}, expected", heading) if is_expected else heading


def _widest(
    groups: Iterable[list[Claim]], fits: Callable[[Claim, Claim], bool], addition: str = ""
) -> Spread | None:
    """The widest spread within a group; no more pairs are compared than it takes."""
    ordered = (sorted(filter(has_ratio, rows), key=_by_value, reverse=True) for rows in groups)
    with_low = (
        zip(islice(highest_first, place), repeat(low), strict=False)
        for highest_first in ordered
        for place, low in enumerate(highest_first)
    )
    widest_first = merge(*with_low, key=_distance, reverse=True)
    return next((spread_of(compare_claims(*p), addition) for p in widest_first if fits(*p)), None)


def _distance(pair: tuple[Claim, Claim]) -> tuple[Decimal, str, str]:
    high, low = pair
    return high.value / low.value, low.id, high.id


def _is_untold(a: Claim, b: Claim) -> bool:
    return a.origin != b.origin and compare_claims(a, b).verdict == "cannot-tell"


def _apart(rows: Iterable[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """The claims of which the first may mean no number that the second means, but lower ones."""
    upwards = sorted(rows, key=lambda row: bounds_of(row)[0])
    bottoms = [bounds_of(row)[0] for row in upwards]
    for row in upwards:
        first = bisect_left(bottoms, bounds_of(row)[1])
        yield from zip(repeat(row), islice(upwards, first, None), strict=False)


def _comparable(claims: Iterable[Claim]) -> Collection[list[Claim]]:
    """The claims that can be compared with each other, in groups."""
    groups: dict[Hashable, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(comparable_key(claim), []).append(claim)
    groups.pop(None, None)
    return groups.values()


def _by_value(claim: Claim) -> tuple[int, Decimal, str]:
    return [*UNITS].index(UNITS[claim.unit].family), claim.value, claim.id
