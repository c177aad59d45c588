"""Page numbers: every number in a text, with its unit, is set beside those that the text may hold.

Owns the judgement of each kind of number, by the place where it stands. What the data give is
counted in given_numbers.

Words of the data that stand in a text as they are (a title, a note, a printed number in quotation
marks) are taken out first: they are not the page's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tests.support.number_forms import MONTH_NUMBERS, SCALES, Found, decimal, numbers_of
from tests.support.page_texts import PageText

Amounts = dict[str, set[str]]
Counts = dict[str, set[tuple[int, ...]]]

AROUND = 40
SECTION_PLACES = ("header", "nav li")
RATIOS = ("percent", "times", "pace")
_ADDRESS = re.compile(r"https?://\S+|(?<!\S)/?\?\w+=\S+|(?<!\S)/#\S+|\S*%[0-9A-F]{2}\S*")
_UNSEEN = re.compile(r"[\\\u2068\u2069]|\b(?:Y2|N1) - ")  # escapes, isolates, tags of RIS
_MARKED = "\N{OBJECT REPLACEMENT CHARACTER}"


@dataclass
class Known:
    """The numbers that some texts may hold, by kind.

    ``cells`` are words of the data that may be a text of their own, ``phrases`` those that may
    stand inside another one. ``years`` are those of days; an axis or a list of gaps may name every
    year between the first and the last.
    """

    cells: frozenset[str]
    phrases: tuple[str, ...]
    amounts: Amounts = field(default_factory=dict)
    unrounded: set[Decimal] = field(default_factory=set)
    days: set[date] = field(default_factory=set)
    months: set[tuple[int, int]] = field(default_factory=set)
    month_spans: set[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=set)
    years: set[int] = field(default_factory=set)
    exponents: set[Decimal] = field(default_factory=set)
    counts: Counts = field(default_factory=dict)

    def unaccounted(self, texts: Iterable[PageText]) -> list[str]:
        """The numbers of the texts that are not known, each with the words around it."""
        return [
            f"{text.place}: …{words[max(0, each.start - AROUND) :][: 2 * AROUND]}…"
            for text in texts
            if not self._is_cell(text)
            for words in (self._own_words(text.text),)
            for each in numbers_of(words)
            if not self._knows(each, text)
        ]

    def _is_cell(self, text: PageText) -> bool:
        return text.text in self.cells

    def _own_words(self, text: str) -> str:
        """The text without words of the data, addresses and names of rows."""
        if not re.search(r"\d", text):
            return text
        text = _ADDRESS.sub(_MARKED, _UNSEEN.sub("", text))
        for phrase in self.phrases:
            if phrase in text:
                text = re.sub(rf"(?<!\w){re.escape(phrase)}(?!\w)", _MARKED, text)
        return re.sub(
            r"[‘“](.*?)[’”]",
            lambda quoted: _MARKED if quoted[1] in self.cells else quoted[0],
            text,
        )

    def _knows(self, found: Found, text: PageText) -> bool:
        if found.kind == "":
            return False
        judge = _JUDGES.get(found.kind)
        return judge(self, found, text) if judge else self._counts(found.kind, found.parts)

    def _counts(self, kind: str, parts: Iterable[str]) -> bool:
        return tuple(int(part) for part in parts if part) in self.counts.get(kind, set())

    def has_amount(self, number: str, unit: str, scale: str = "") -> bool:
        """Whether the data give the amount."""
        return written(decimal(number) * SCALES[scale], unit) in self.amounts.get(unit, set())


def written(value: Decimal, unit: str) -> str:
    """An amount's digits; of a ratio also how many there are: 2.30 is not 2.3."""
    return f"{value if unit in RATIOS else value.normalize():f}"


def _day(known: Known, year: str, month: str, day: str) -> bool:
    number = MONTH_NUMBERS[month] if month in MONTH_NUMBERS else int(month)
    if not day:
        return (int(year), number) in known.months
    return any(
        (each.year, each.month, each.day) == (int(year), number, int(day)) for each in known.days
    )


def _months(known: Known, found: Found) -> bool:
    first_month, first_year, last_month, last_year = found.parts
    first = (int(first_year or last_year), MONTH_NUMBERS[first_month])
    return (first, (int(last_year), MONTH_NUMBERS[last_month])) in known.month_spans


def _dollars(known: Known, found: Found) -> bool:
    number, word, letter, pace = found.parts
    unit = {" a tonne": "USD/t", "": "USD"}.get(pace, "USD/year")
    return known.has_amount(number, unit, word or letter)


def _tonnes(known: Known, found: Found) -> bool:
    number, scale, pace = found.parts
    return known.has_amount(number, "t/year" if pace else "t", scale.removesuffix("t") and scale)


def _years(known: Known, found: Found) -> bool:
    first, last = map(int, found.parts)
    return first < last and {first, last} <= known.years


def _exponent(known: Known, found: Found) -> bool:
    return any(abs(decimal(found.parts[1]) - each) < Decimal("0.0001") for each in known.exponents)


def _alone(known: Known, found: Found, text: PageText) -> bool:
    """A number that is a whole text: a year, a count in a table, the number of an event."""
    if text.place == "dd":
        return decimal(found.words) in known.unrounded
    if not found.words.isdecimal():
        return False
    kinds = {"td": "claims of a source", "chart text": "event"}
    return known._counts(kinds.get(text.place, ""), (found.words,))


_JUDGES: dict[str, Callable[[Known, Found, PageText], bool]] = {
    "day": lambda known, f, _: _day(known, f.parts[2], f.parts[1], f.parts[0]),
    "iso day": lambda known, f, _: _day(known, *f.parts),
    "ris day": lambda known, f, _: _day(known, *f.parts),
    "bibtex day": lambda known, f, _: _day(known, *f.parts),
    "cited day": lambda known, f, _: _day(known, *f.parts),
    "retrieved": lambda known, f, _: _day(known, f.parts[2], f.parts[0], f.parts[1]),
    "months": lambda known, f, _: _months(known, f),
    "month": lambda known, f, _: _day(known, f.parts[1], f.parts[0], ""),
    "years": lambda known, f, _: _years(known, f),
    "year": lambda known, f, _: int(f.parts[0]) in known.years,
    "dollars": lambda known, f, _: _dollars(known, f),
    "in full": lambda known, f, _: known.has_amount(*f.parts),
    "tonnes": lambda known, f, _: _tonnes(known, f),
    "percent": lambda known, f, _: known.has_amount(f.parts[0], "percent"),
    "times": lambda known, f, _: known.has_amount(f.parts[0], "times"),
    "pace": lambda known, f, _: known.has_amount(f.parts[0], "pace"),
    "rank": lambda known, f, _: known.has_amount(f.parts[0], "rank"),
    "folded": lambda known, f, text: int(f.parts[0]) == text.items,
    "section": lambda known, f, text: (
        text.place in SECTION_PLACES and known._counts("section", f.parts)
    ),
    "in brackets": lambda known, f, text: (
        text.place == "panel" and known._counts("events", f.parts)
    ),
    "unrounded": lambda known, f, _: decimal(f.parts[0]) in known.unrounded,
    "exponent": lambda known, f, _: _exponent(known, f),
    "one and": lambda known, f, _: True,
    "legend": lambda known, f, text: text.place == "li",
    "left out": lambda known, f, _: known._counts(f"{f.parts[1]} left out", f.parts[:1]),
    "alone": _alone,
}
