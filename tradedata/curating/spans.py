"""Spans: which days a sentence means by its numbers, as far as its words tell, and how they do.

Owns years, months and parts of years in running text, in the calendars of the languages read. Asks
no other row, and leaves blank what the words leave open.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tradedata.curating.cues import Cue, Sentence
from tradedata.data.numerals.grammar import SOLAR_YEARS, YEARS
from tradedata.data.numerals.reading import SOLAR_LANGUAGES, printed_numbers
from tradedata.data.periods import RELATIVE_YEARS, Period, solar_span

Found = tuple[slice, Period]
Months = tuple[int, int]
UNKNOWN = Period(None, None)
WHOLE_YEAR = (1, 12)
# How many letters may part a year from the months before it: 'January and February of the year'.
BESIDE = 12
_YEAR = re.compile(r"(?<!\d)(?<!\d[.,٫٬])\d{4}(?!\d|[.,٫٬]\d)")
_DAY_BEFORE = re.compile(r"(?<!\d)\d{1,2}(?:st|nd|rd|th|-?го)?\W{1,3}$")


def period_of(number: slice, sentence: Sentence, said: str) -> Period:
    """The period of a number: the nearest that its sentence names.

    ``said``: when the text was published, YYYY[-MM[-DD]], blank if unknown: 'last year' counts
    from it.
    """
    running = [
        (cue.span, Period(None, None, sentence.passage.text[cue.span], "running"))
        for cue in sentence.cues("running")
    ]
    return _nearest(number, sentence, [*_named(sentence, said), *running]) or UNKNOWN


def period_before(number: slice, sentence: Sentence, said: str) -> Period:
    """The last period that the sentences before that of a number name."""
    for earlier in reversed(sentence.before):
        if found := _nearest(number, earlier, [*_named(earlier, said)]):
            return found
    return UNKNOWN


def base_of(number: slice, sentence: Sentence) -> Period | None:
    """The period that a growth or a multiple is compared with, where the sentence names it."""
    return _nearest(number, sentence, [*_years(sentence, is_base=True)])


def _nearest(number: slice, sentence: Sentence, found: list[Found]) -> Period | None:
    distance = sentence.passage.distance
    return min(found, key=lambda each: distance(each[0], number), default=(number, None))[1]


def _named(sentence: Sentence, said: str) -> Iterator[Found]:
    yield from _years(sentence, is_base=False)
    for cue in sentence.cues("relative"):
        if not sentence.is_compared(cue.span):
            yield _relative(sentence, cue, said)


def _relative(sentence: Sentence, cue: Cue, said: str) -> Found:
    """'Last year', or 'the first eight months of this year': its days, if the calendar is told."""
    text, language = sentence.passage.text, sentence.passage.language
    start, months = _months_before(sentence, cue.span.start)
    place = slice(start, cue.span.stop)
    label = text[place] if months else cue.meaning
    if not said or language in SOLAR_LANGUAGES or sentence.cues("solar"):
        return place, Period(None, None, label, "relative")
    year = int(said[:4]) + RELATIVE_YEARS[cue.meaning]
    return place, replace(_period(year, months or WHOLE_YEAR), label=label, basis="relative")


def _years(sentence: Sentence, *, is_base: bool) -> Iterator[Found]:
    """The years of a sentence with the months before them, but for days of a month.

    ``is_base``: those that something is compared with, else the others; none since when it goes on.
    """
    passage = sentence.passage
    for match in _YEAR.finditer(passage.text, sentence.span.start, sentence.span.stop):
        year = int(match[0])
        is_solar = year in SOLAR_YEARS
        if is_solar and not (passage.language in SOLAR_LANGUAGES or sentence.cues("solar")):
            continue
        start, months = _months_before(sentence, match.start())
        place = slice(start, match.end())
        is_day = _is_day(passage.text, place, match.start()) if months else False
        is_since = passage.follows(place, "since")
        is_meant = sentence.is_compared(place) == is_base and not (is_day or is_since)
        if is_meant and (is_solar or year in YEARS):
            period = _period(year, months or WHOLE_YEAR, is_solar=is_solar)
            by = "by " if passage.follows(place, "by") else ""
            yield place, replace(period, label=by + period.name)


def _is_day(text: str, place: slice, year: int) -> bool:
    """Whether it is the day of a month: '15 May 2024', 'May 15, 2024'."""
    before = (text[max(0, at - BESIDE) : at] for at in (place.start, year))
    return any(map(_DAY_BEFORE.search, before))


def _period(year: int, months: Months, *, is_solar: bool = False) -> Period:
    if is_solar:
        label = f"solar year {year}" if months == WHOLE_YEAR else ""
        return Period(*solar_span(year, *months), label, "stated")
    first, last = months
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]), "", "stated")


def _months_before(sentence: Sentence, year: int) -> tuple[int, Months | None]:
    """Where what names a part of the year before a year starts, and its first and last month."""
    start, months = year, list[int]()
    for cue in reversed(sentence.cues("month", "part")):
        if 0 <= start - cue.span.stop <= BESIDE:
            start = cue.span.start
            months += map(int, cue.meaning.split("-"))
    if months:
        return start, (min(months), max(months))
    for cue in reversed(sentence.cues("months")):
        if 0 <= start - cue.span.stop <= BESIDE:
            return _months_counted(sentence, cue)
    return year, None


def _months_counted(sentence: Sentence, cue: Cue) -> tuple[int, Months | None]:
    """The months of 'the first eight months of': where their count starts, first and last."""
    first = max(sentence.span.start, cue.span.start - BESIDE)
    words = sentence.passage.text[first : cue.span.stop]
    for number in printed_numbers(words, sentence.passage.language):
        is_beside = number.unit is None and first + number.span[1] == cue.span.start - 1
        if (is_beside or number.unit == "other") and number.value in range(2, 13):
            return first + number.span[0], (1, int(number.value))
    return cue.span.start, None
