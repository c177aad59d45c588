"""Marked: what the page's HTML marks as a number, and the digits that it leaves without a mark.

Owns the reading of the page for that one question, and the words and days that each number may
have. A count in the heading of a list or table is that of its items or rows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cache
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote

from tradedata.compare.comparison import apart_words
from tradedata.computed.indicators import Indicator
from tradedata.computed.prices import price_words
from tradedata.data.loading import Dataset
from tradedata.exports.editions import edition_of
from tradedata.views.lines import benchmark_sentence, claim_sentence, indicator_sentence
from tradedata.words.claims import exact_words, formula_words, number_words, short_number_words
from tradedata.words.numbers import in_full
from tradedata.words.text import Number, parts_of

_VOID = ("br", "hr", "img", "input", "wbr")
_SPOKEN = ("aria-label", "title", "alt")
_NUMBER = re.compile(r"\d(?:[\d.,]*\d)?")
_DIGITS = re.compile(r"(?<![A-Z])\d+")  # the tags of a reference have digits: T2
_YEARS_BETWEEN = re.compile(r"\d{4}-\d{4}")
# Where the next of several references begins, in whatever format.
_REFERENCE = re.compile(r'\n\n|(?=\{"id")|\n(?=.*\. \((?:n\.d\.|\d{4}))')
_ROUND_TITLES = "‘’[]…\u200e"  # what a title has about it, and at its end where it is cut
_SENTENCES = ("p", "li", "tr", "dd", "h3", "caption", "summary", "pre")
_LISTS = ("details", "table")
_ITEMS = (("ul", "li"), ("details", "p"), ("tbody", "tr"))
_CLAIM_FORMS = (number_words, short_number_words, formula_words, exact_words)


@dataclass(frozen=True)
class Marked:
    """A ``data`` element: the id of what it stands for, blank for a count, its value and words."""

    id: str
    value: str
    words: str


@dataclass
class Sentence:
    """The days that a sentence, item or row names, and the ids of its numbers and cards."""

    days: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)


@dataclass
class Listed:
    """A list or table: how many items or rows it has, and the counts in its heading."""

    items: int = 0
    counts: list[str] = field(default_factory=list)


class Markup(HTMLParser):
    """The marked numbers of some HTML, and its texts that hold a digit outside any mark.

    Quotations and other words of the data are apart, and texts to copy, by the reference.
    """

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.numbers: list[Marked] = []
        self.linked: dict[tuple[int, str], Marked] = {}  # the first number of each link to a card
        self.unmarked: list[str] = []
        self.quoted: list[str] = []
        self.copied: list[str] = []
        self.titles: list[str] = []
        self.sentences: list[Sentence] = []
        self.lists: list[Listed] = []
        self.words = ""
        self._open: list[tuple[str, dict[str, str | None]]] = [("", {})]
        self._begun = [0]
        self._open_lists: list[Listed] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.unmarked += filter(_has_digit, (given.get(name) or "" for name in _SPOKEN))
        if self._open_lists and (self._open[-1][0], tag) in _ITEMS:
            self._open_lists[-1].items += 1
        if tag in _LISTS:
            self._open_lists.append(Listed())
            self.lists.append(self._open_lists[-1])
        if tag == "h3":
            self.titles.append("")
        if not self._is_in(*_SENTENCES):
            self.sentences.append(Sentence())
        self.sentences[-1].ids |= {given.get("data-id") or "", given.get("data-card") or ""} - {""}
        if tag not in _VOID:
            self._open.append((tag, given))
            self._begun.append(len(self.numbers))

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()
        self._begun.pop()
        if tag in _LISTS:
            self._open_lists.pop()

    def handle_data(self, data: str) -> None:
        self.words += f"{data} "
        tag, given = self._open[-1]
        if self._is_in("h3"):
            self.titles[-1] += data
        if tag == "data":
            number = Marked(given.get("data-id") or "", given["value"] or "", data)
            self.numbers.append(number)
            for place, (_, outer) in enumerate(self._open):
                if card := outer.get("data-card"):
                    self.linked.setdefault((self._begun[place], card), number)
            if not number.id and self._is_in("summary", "caption"):
                self._open_lists[-1].counts.append(number.value)
        elif given.get("class") == "when":
            self.sentences[-1].days.append(data)
        elif _has_digit(data) and tag != "style":
            if any(tag == "q" or "lang" in given for tag, given in self._open):
                self.quoted.append(data)
            elif self._is_in("pre"):
                self.copied += _REFERENCE.split(data)
            else:
                self.unmarked.append(data)

    def _is_in(self, *tags: str) -> bool:
        return any(tag in tags for tag, _ in self._open)


class Known:
    """The numbers of the data and all that follows from them, by id."""

    def __init__(self, dataset: Dataset, computed: Iterable[Indicator]) -> None:
        self._rows = {claim.id: claim for claim in dataset.claims}
        self._results = {indicator.id: indicator for indicator in computed}
        self._prices = {benchmark.key: benchmark for benchmark in dataset.benchmarks}
        self._cells = [
            cell
            for table in dataset.tables.values()
            for row in table.rows
            for cell in row.cells.values()
        ]
        self._edition = _digits_of(f"{dataset.version} {dataset.digest}")
        edition, package = edition_of(dataset), json.dumps(dataset.schema.package)
        self._texts = "\n".join((*self._cells, package, edition.digest, edition.terms))
        self._told = _told_by_rows(dataset)
        self._names = [
            *((key, key) for key in (*self._told, *self._results) if key),
            *((source.title, key) for key, source in dataset.directory.sources.items()),
        ]
        self.forms = cache(self._forms)
        self._digits = cache(self._digits_behind)

    def faults(self, markup: Markup, titles: Iterable[str] = (), card: str = "") -> list[str]:
        """What the HTML says of a number that the data do not say, and digits without a mark.

        What it leaves without a name is of the ``card``; texts to copy may name charts' ``titles``.
        """
        return [
            *(f"without a mark: {words}" for words in markup.unmarked),
            *filter(None, map(self._fault, markup.numbers)),
            *(
                f"not in the data: {words}"
                for words in markup.quoted
                if words.strip(_ROUND_TITLES) not in self._texts
            ),
            *(
                f"not of what it names: {words}"
                for words in markup.copied
                if not self._is_of_what_it_names(words, titles, card)
            ),
            *(
                f"‘{day}’ is not of {', '.join(sentence.ids)}"
                for sentence in markup.sentences
                for day in sentence.days
                if sentence.ids and not self._is_day(day, {card, *sentence.ids})
            ),
            *(
                f"{listed.counts[0]} heads a list of {listed.items}"
                for listed in markup.lists
                if len(listed.counts) == 1 and listed.counts != [str(listed.items)]
            ),
            *(
                f"the link to {card} begins with {number.words} of {number.id}"
                for (_, card), number in markup.linked.items()
                if number.id
                and number.id != card  # a count has no id: how many there are in a cell
            ),
        ]

    def is_value(self, number_id: str, value: float) -> bool:
        """Whether that is the value of what has the id."""
        return any(float(words.value) == value for words in self.forms(number_id))

    def _forms(self, number_id: str) -> set[Number]:
        """Every way in which the number of that id is written."""
        if claim := self._rows.get(number_id):
            return {write(claim) for write in _CLAIM_FORMS}
        if item := self._results.get(number_id):
            written = {*parts_of(item.expression), *parts_of(item.label), item.unrounded}
            own = {each for each in written if isinstance(each, Number) and each.id == number_id}
            return own | {item.words, item.short_words}
        if price := self._prices.get(number_id):
            full = Number(in_full(price.value, price.unit), price.value, price.key)
            return {price_words(price), full}
        pair = [self._rows[each] for each in number_id.split(".")[1:] if each in self._rows]
        if not number_id.startswith("spread.") or len(pair) < 2:
            return set()
        apart = apart_words(pair[0].value / pair[1].value, *pair)
        return {part for part in parts_of(apart) if isinstance(part, Number)}

    def written(self) -> set[str]:
        """The numbers in all words of the data and of what follows from them."""
        sentences = (
            *map(claim_sentence, self._rows.values()),
            *map(indicator_sentence, self._results.values()),
            *map(benchmark_sentence, self._prices.values()),
        )
        forms = (form for key in (*self._rows, *self._results) for form in self.forms(key))
        return numbers_in(" ".join((*self._cells, *sentences, *forms)))

    def _is_of_what_it_names(self, words: str, titles: Iterable[str], card: str) -> bool:
        words = words.replace("\\", "")
        for title in titles:
            words = words.replace(title, "")
        named = {card, *(key for name, key in self._names if name in words)}
        return _digits_of(words) <= self._edition.union(*map(self._digits, named))

    def _is_day(self, words: str, ids: set[str]) -> bool:
        """Whether it is of those rows, or a run of years, which may lie between theirs."""
        told = set[int]().union(*map(self._digits, ids))
        return bool(_YEARS_BETWEEN.fullmatch(words)) or _digits_of(words) <= told

    def _digits_behind(self, key: str) -> set[int]:
        """The digits of a row and of those that it names, or of the rows behind a result."""
        item, claim = self._results.get(key), self._rows.get(key)
        rows = [row.id for row in item.inputs] if item else key.split(".")
        rows += [item.benchmark.key] if item and item.benchmark else []
        words = " ".join(
            (claim.period.span if claim else "", item.label if item else "", *self.forms(key))
        )
        return _digits_of(words).union(*(self._told.get(row, ()) for row in (key, *rows)))

    def _fault(self, marked: Marked) -> str:
        if not marked.id:
            counts = {marked.value, f"{float(Fraction(marked.value)):.0%}"}
            is_counted = counts & set(marked.words.replace(",", "").split())
            return "" if is_counted else f"‘{marked.words}’ does not count {marked.value}"
        forms = self.forms(marked.id)
        if not forms:
            return f"nothing has the id {marked.id}"
        if Decimal(marked.value) not in {words.value for words in forms}:
            return f"{marked.value} is not the value of {marked.id}"
        if marked.words.lower() not in {words.lower() for words in forms}:
            return f"‘{marked.words}’ is not how {marked.id} is written"
        return ""


def blocks(nodes: Iterable[Any]) -> Iterator[Markup]:
    """Every block of HTML among the elements and below them."""
    for node in nodes:
        if getattr(node, "type", "") == "html":
            yield Markup(node.value)
        yield from blocks(getattr(node, "children", {}).values())


def marked_ids(node: Any) -> set[str]:
    """The ids of all numbers that are marked in an element and below it."""
    return {number.id for text in blocks([node]) for number in text.numbers}


def numbers_in(words: str) -> set[str]:
    """The numbers of a text as they are written: '275,000', '1.8'."""
    return set(_NUMBER.findall(words))


def _told_by_rows(dataset: Dataset) -> dict[str, set[int]]:
    """The digits of each row by its key, with those of the rows whose keys it holds."""
    rows = [[*row.cells.values()] for table in dataset.tables.values() for row in table.rows]
    own = {cells[0]: _digits_of(" ".join(cells)) for cells in rows}
    return {
        cells[0]: own[cells[0]].union(
            *(own.get(key, ()) for cell in cells for key in cell.split(";"))
        )
        for cells in rows
    }


def _digits_of(words: str) -> set[int]:
    return {*map(int, _DIGITS.findall(unquote(words)))}


def _has_digit(words: str) -> bool:
    return any(map(str.isdigit, words))
