"""Periods: which days a number speaks about, and how that is known.

Owns day counts, overlaps, runs of years and the words for a span of days. Knows no claim.
"""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
MONTHS = tuple(name[:3] for name in MONTH_NAMES)
YEAR_DAYS = (365, 366)
MEAN_YEAR_DAYS = 365.25
MEAN_MONTH_DAYS = MEAN_YEAR_DAYS / 12
SOLAR_YEARS_BEHIND = 621
_NTH = ("first", "second", "third", "fourth")
_COUNTS = (
    *("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
)
# The parts of a year by their names, each with its first and last month.
_PARTS = {
    "": (1, 12),
    **{f"first {n} months": (1, at) for at, word in enumerate(_COUNTS, 2) for n in (at, word)},
    **{n.casefold(): (at, at) for ns in (MONTH_NAMES, MONTHS) for at, n in enumerate(ns, 1)},
    "sept": (9, 9),
    **{
        words.format(nth, at): ((at - 1) * size + 1, at * size)
        for words, size in (("{} quarter", 3), ("q{1}", 3), ("{} half", 6), ("h{1}", 6))
        for at, nth in enumerate(_NTH[: 12 // size], 1)
    },
}
_FILLERS = frozenset(("in", "during", "the", "full", "whole", "calendar", "year", "of"))
_DASH = re.compile(" ?(?:[-‐-―−]|\\bto\\b) ?")
_END = re.compile(r"(?:(\d{1,2}) )?(.*?) ?((?:19|20)\d\d)?", re.A)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)", re.A)
_SEASON = re.compile(r"(?<!\d)(19|20)\d\d/(\d\d)(?!\d)", re.A)
_SOLAR = re.compile(r"(?:(.+) of )?(?:solar )?(?:year )?(1[34]\d\d)", re.A)
_COUNTED = {each: n for n, word in enumerate(_COUNTS, 2) for each in (word, str(n))}
_MONTHS_LONG = re.compile(rf"\b({'|'.join(_COUNTED)}) months\b", re.A)
_NOWRUZ_1403 = date(2024, 3, 20)
# The leap years of the solar calendar in each 33 years, as it runs from 1178 to 1633.
_SOLAR_LEAP_YEARS = frozenset((1, 5, 9, 13, 17, 22, 26, 30))
# The years that words name, seen from the one in which they are said.
LAST_YEAR = "last year"
RELATIVE_YEARS = {LAST_YEAR: -1, "this year": 0}
_READ_AS = {"relative": "read as", "inferred": "inferred:"}


class When(str):
    """Words for a day, a month, a year or a period; whoever shows them can mark them as such."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Period:
    """A reference period; both dates are included. No dates: the source names none."""

    start: date | None
    end: date | None
    label: str = ""
    basis: str = "unstated"
    supplied_by: str | None = None

    @property
    def is_dated(self) -> bool:
        """Whether both ends are known."""
        return self.start is not None and self.end is not None

    @property
    def days(self) -> int | None:
        """Number of days, both ends counted; None when an end is not known."""
        if self.start is None or self.end is None:
            return None
        return (self.end - self.start).days + 1

    @property
    def is_whole_year(self) -> bool:
        """Whether it spans a year of 365 or 366 days, in whatever calendar."""
        return self.days in YEAR_DAYS

    @property
    def is_part_year(self) -> bool:
        """Whether it is known to be shorter than a year."""
        return self.days is not None and self.days < YEAR_DAYS[0]

    @property
    def months(self) -> int | None:
        """Number of whole calendar months it spans, or None when it cuts a month."""
        if self.start is None or self.end is None or self.start.day != 1:
            return None
        if self.end.day != monthrange(self.end.year, self.end.month)[1]:
            return None
        return (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1

    @property
    def solar_months(self) -> int | None:
        """Number of whole months of one solar year it spans, or None."""
        if self.start is None or self.end is None:
            return None
        year = self.start.year - SOLAR_YEARS_BEHIND
        for solar in (year - 1, year):
            firsts = {solar_span(solar, month, month)[0]: month for month in range(1, 13)}
            lasts = {solar_span(solar, month, month)[1]: month for month in range(1, 13)}
            if self.start in firsts and self.end in lasts:
                return lasts[self.end] - firsts[self.start] + 1
        return None

    @property
    def days_of_its_year(self) -> int:
        """How many days there are from its first to the same day a year later."""
        start = self.start or date(2001, 1, 1)
        leaps = [year for year in (start.year, start.year + 1) if isleap(year)]
        has_leap_day = any(0 <= (date(year, 2, 29) - start).days <= 365 for year in leaps)
        return YEAR_DAYS[has_leap_day]

    def same_days(self, other: Period) -> bool:
        """Whether both are dated and cover exactly the same days."""
        return self.is_dated and (self.start, self.end) == (other.start, other.end)

    def is_like_part_of_year(self, other: Period) -> bool:
        """Whether both are the same part of different years of one calendar, but for a leap day."""
        if not (self.start and self.end and other.start and other.end):
            return False
        apart = [abs((a - b).days) for a, b in ((self.start, other.start), (self.end, other.end))]
        years = round(apart[0] / MEAN_YEAR_DAYS)
        return years > 0 and all(abs(days - years * MEAN_YEAR_DAYS) < 2 for days in apart)

    def overlap(self, other: Period) -> int | None:
        """Days that both cover; None when either is not dated."""
        if not (self.start and self.end and other.start and other.end):
            return None
        last, first = min(self.end, other.end), max(self.start, other.start)
        return max(0, (last - first).days + 1)

    def lies_inside(self, other: Period) -> bool:
        """Whether all its days, and not all of the other's, are in both."""
        return self.is_dated and not self.same_days(other) and self.overlap(other) == self.days

    def sort_key(self) -> tuple[bool, date, date]:
        """Oldest first, those without dates last."""
        start = self.start or date.max
        return (self.start is None, start, self.end or date.max)

    @property
    def span(self) -> When:
        """The days in words: '2024', 'Jan-Feb 2025', '20 Mar 2024 to 20 Mar 2025'; '' if none."""
        if self.start is None:
            return When()
        if self.end is None:
            return When(f"from {day_words(self.start)}")
        return span_words(self.start, self.end)

    @property
    def name(self) -> When:
        """The label, if the source states it; the days otherwise."""
        return When(self.label if self.basis == "stated" and self.label else self.span)

    def describe(self) -> When:
        """The period as a reader would say it, with how it is known."""
        label = self.label or self.span
        if not self.span:
            is_running = label and self.basis == "running"
            return When(f"‘{label}’, no set period" if is_running else "no period stated")
        if label != self.span and self.basis in _READ_AS:
            return When(f"‘{label}’, {_READ_AS[self.basis]} {self.span}")
        return When(f"{label} (inferred)" if self.basis == "inferred" else label)


def span_words(start: date, end: date) -> When:
    """A span of days in the fewest words."""
    return When(_span_words(start, end))


def _span_words(start: date, end: date) -> str:
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return str(start.year) if start.year == end.year else f"{start.year}-{end.year}"
    months = Period(start, end).months
    if months is None:
        return f"{day_words(start)} to {day_words(end)}"
    if months == 1:
        return f"{MONTHS[start.month - 1]} {start.year}"
    if start.year == end.year:
        return f"{MONTHS[start.month - 1]}-{MONTHS[end.month - 1]} {start.year}"
    return f"{MONTHS[start.month - 1]} {start.year} to {MONTHS[end.month - 1]} {end.year}"


def solar_span(year: int, first: int = 1, last: int = 12) -> tuple[date, date]:
    """The days from one month of a year of the solar calendar to another, in the Gregorian one."""
    passed = range(min(year, 1403), max(year, 1403))
    days = sum(365 + (each % 33 in _SOLAR_LEAP_YEARS) for each in passed)
    start = _NOWRUZ_1403 + timedelta(days if year > 1403 else -days)
    lengths = [31] * 6 + [30] * 5 + [29 + (year % 33 in _SOLAR_LEAP_YEARS)]
    end = start + timedelta(sum(lengths[:last]) - 1)
    return start + timedelta(sum(lengths[: first - 1])), end


def label_fits(label: str, start: date, end: date, said_in: int | None = None) -> bool:
    """Whether a label names no other year and, if of years or parts of one alone, these days.

    `said_in`: the year in which 'last year' was said, if known.
    """
    if (solar := _SOLAR.fullmatch(label.casefold())) and (solar[1] or "") in _PARTS:
        first, last = _PARTS[solar[1] or ""]
        return (start, end) == solar_span(int(solar[2]), first, last)
    if label.casefold() == LAST_YEAR and not Period(start, end).is_whole_year:
        return False
    if said_in is not None and label.casefold() in RELATIVE_YEARS and start.year == end.year:
        return start.year == said_in + RELATIVE_YEARS[label.casefold()]
    years = [int(year) for year in _YEAR.findall(label)]
    years += [int(century + year) for century, year in _SEASON.findall(label)]
    if not all(start.year <= year <= end.year for year in years):
        return False
    months = round(((end - start).days + 1) / MEAN_MONTH_DAYS)
    if any(_COUNTED[each] != months for each in _MONTHS_LONG.findall(label.casefold())):
        return False
    return _days_named(label) in (None, (start, end))


def _days_named(label: str) -> tuple[date, date] | None:
    """The first and last day that a label of years or parts of one alone names; else None."""
    words = [each for each in _DASH.sub("-", label.casefold()).split() if each not in _FILLERS]
    text = " ".join(words)
    year = 0
    firsts: list[date] = []
    lasts: list[date] = []
    for end in reversed(re.split("-| and ", text)):
        found = _END.fullmatch(end)
        assert found
        day, part, own = found.groups()
        year = int(own or year)
        first, last = _PARTS.get(part, (0, 0))
        if not (year and first) or (day and not _is_day(year, first, last, int(day))):
            return None
        firsts.append(date(year, first, int(day or 1)))
        lasts.append(date(year, last, int(day or monthrange(year, last)[1])))
    follows = " and " not in text or lasts[-1] + timedelta(1) == firsts[0]
    return (firsts[-1], lasts[0]) if follows and firsts[-1] <= lasts[0] else None


def _is_day(year: int, first: int, last: int, day: int) -> bool:
    """Whether the months are one, and have the day."""
    return first == last and 1 <= day <= monthrange(year, first)[1]


def runs_of_years(years: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """The years in runs without a gap, first to last of each, oldest first."""
    runs: list[tuple[int, int]] = []
    for year in sorted(set(years)):
        follows = bool(runs) and runs[-1][1] == year - 1
        first = runs.pop()[0] if follows else year
        runs.append((first, year))
    return tuple(runs)


def day_words(day: date) -> When:
    """A day as '20 Mar 2024'."""
    return When(f"{day.day} {MONTHS[day.month - 1]} {day.year}")


def partial_date_words(text: str) -> When:
    """'2025', '2025-04' or '2025-04-09' as '2025', 'Apr 2025' or '9 Apr 2025'."""
    year, *rest = text.split("-")
    month = [MONTHS[int(rest[0]) - 1]] if rest else []
    day = [str(int(number)) for number in rest[1:]]
    return When(" ".join((*day, *month, year)))


def partial_date_period(text: str) -> Period:
    """The days that '2025', '2025-04' or '2025-04-09' may mean; none for a blank."""
    if not text:
        return Period(None, None)
    year, month, day = [*map(int, text.split("-")), 0, 0][:3]
    last = day or monthrange(year, month or 12)[1]
    return Period(date(year, month or 1, day or 1), date(year, month or 12, last))
