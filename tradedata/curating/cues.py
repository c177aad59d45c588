"""Cues: the words of a text that tell what a number in it is of, and the names in the data.

Owns the word list in ``cues.csv`` (a ``*`` stands for any ending) and where a word of it, or a name
of a product, a speaker or an area, stands in a text. Decides nothing about a number.
"""

from __future__ import annotations

import csv
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tradedata.data.claims import Claimant, Directory
from tradedata.data.loading import Dataset
from tradedata.data.numerals.lexicon import lexicon
from tradedata.data.numerals.reading import printed_numbers
from tradedata.data.numerals.tokens import tokenize

WORD_LIST = Path(__file__).with_name("cues.csv")
PRODUCT, CLAIMANT, AREA, FLOW, CHANGE = "product", "claimant", "area", "flow", "change"
# A name is met in other cases than the one it is listed in: letters that may follow it.
ENDING = 3
SHORTEST_INFLECTED = 4
# What a sign that parts clauses, or another number, adds to how far a word is from a number.
PARTING = 30
# So many letters away nothing is near, whatever parts it.
FAR = 1000
SENTENCES_BACK = 5
_PARTS = re.compile(r"[,;:،؛]|\d+")
_CYRILLIC_ENDING = re.compile("(?<=[а-яё]{3})[аеёийоуыьэюя]+$")
_SENTENCE_END = re.compile(r"[.!?؟۔।…]+[\"»”’)\]]*\s+(?=\S)")
_LAST_WORD = re.compile(r"\w*$")

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or name in a text: of which kind, what it means, and where it stands."""

    kind: str
    meaning: str
    span: slice


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words to be found one after the other, each a beginning with the letters that may follow."""

    kind: str
    meaning: str
    words: tuple[tuple[str, int | None], ...]

    def fits(self, keys: Sequence[str]) -> bool:
        """Whether these are the words."""
        return len(keys) == len(self.words) and all(
            key.startswith(word) and (most is None or len(key) - len(word) <= most)
            for key, (word, most) in zip(keys, self.words, strict=True)
        )


class Cues:
    """What may be found in texts; a text is looked through once for all of it."""

    def __init__(self, dataset: Dataset, language: str) -> None:
        """Take the word list, the names in the data and the language's words for a change."""
        self._by_start: dict[str, list[Pattern]] = {}
        words = lexicon(language)
        changes = (
            Pattern(CHANGE, "", tuple((word, 0) for word in phrase.split()))
            for phrase in (*words.rise, *words.fall)
        )
        for pattern in (*_named(dataset.directory), *_listed(), *changes):
            self._by_start.setdefault(pattern.words[0][0][:2], []).append(pattern)

    def find(self, text: str) -> tuple[Cue, ...]:
        """Every cue in the text, in its order; of two of a kind, none within the other."""
        tokens = tokenize(text, {})
        keys = [token.key for token in tokens]
        found = [
            Cue(pattern.kind, pattern.meaning, slice(tokens[at].start, tokens[end - 1].end))
            for at, key in enumerate(keys)
            for pattern in self._by_start.get(key[:2], ())
            for end in (at + len(pattern.words),)
            if pattern.fits(keys[at:end])
        ]
        found.sort(key=lambda cue: (cue.span.start, -cue.span.stop))
        return tuple(_outermost(found))


class Passage:
    """A paragraph with its sentences and the cues in it; places in it are counted in letters."""

    def __init__(self, text: str, language: str, cues: Cues) -> None:
        """Look the paragraph through."""
        self.text, self.language = text, language
        self.cues = cues.find(text)
        self.starts = [cue.span.start for cue in self.cues]
        self.sentences = tuple(Sentence(self, place) for place in _sentences(text))
        self.numbers = [
            (slice(*(sentence.span.start + at for at in number.span)), number, sentence)
            for sentence in self.sentences
            for number in printed_numbers(text[sentence.span], language)
        ]

    def within(self, place: slice, *kinds: str) -> list[Cue]:
        """The cues of some kinds in a part of the paragraph."""
        first, last = (bisect_left(self.starts, at) for at in (place.start, place.stop))
        return [
            cue
            for cue in self.cues[first:last]
            if cue.kind in kinds and cue.span.stop <= place.stop
        ]

    def nearest(self, number: slice, place: slice, *kinds: str) -> Cue | None:
        """The cue of some kinds in a part of the paragraph that is nearest to a number."""
        found = self.within(place, *kinds)
        return min(found, key=lambda cue: self.distance(cue.span, number), default=None)

    def distance(self, one: slice, other: slice) -> int:
        """How far two places are from each other, in letters, more where a clause parts them."""
        between = _between(one, other)
        letters: int = max(0, between.stop - between.start)
        return letters * PARTING if letters > FAR else letters + PARTING * self.parts(between)

    def parts(self, place: slice) -> int:
        """How many signs, numbers and words that part clauses stand in a place."""
        return len(_PARTS.findall(self.text[place])) + len(self.within(place, "clause"))

    def follows(self, place: slice, kind: str) -> bool:
        """Whether a word of a kind stands right before a place, but for an article or the like."""
        before = self.within(slice(max(0, place.start - PARTING), place.start), kind)
        return any(self.text[cue.span.stop : place.start].count(" ") <= 2 for cue in before)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a paragraph, and where it stands."""

    passage: Passage
    span: slice

    def cues(self, *kinds: str) -> list[Cue]:
        """Its cues of some kinds."""
        return self.passage.within(self.span, *kinds)

    def nearest(self, number: slice, *kinds: str) -> Cue | None:
        """Its cue of some kinds that is nearest to a number."""
        return self.passage.nearest(number, self.span, *kinds)

    def is_compared(self, place: slice) -> bool:
        """Whether words for a comparison stand before a place in its clause: 'than in'."""
        before = self.passage.within(slice(self.span.start, place.start), "base")
        return any(not self.passage.parts(slice(cue.span.stop, place.start)) for cue in before)

    @property
    def before(self) -> tuple[Sentence, ...]:
        """The sentences of the paragraph before it, as far back as one may still speak of them."""
        sentences = self.passage.sentences
        earlier = [each for each in sentences if each.span.stop <= self.span.start]
        return tuple(earlier[-SENTENCES_BACK:])


def _between(one: slice, other: slice) -> slice:
    first, last = sorted((one, other), key=lambda place: place.start)
    return slice(first.stop, last.start)


def _sentences(text: str) -> Iterator[slice]:
    """The sentences; a point after an abbreviation, or before a small letter, ends none."""
    start = 0
    for end in _SENTENCE_END.finditer(text):
        word = _LAST_WORD.findall(text[max(0, end.start() - ENDING) : end.start()])[0]
        is_short = len(word) < 3 and word.lower() != word.upper()
        if not (end[0].startswith(".") and (is_short or text[end.end()].islower())):
            yield slice(start, end.end())
            start = end.end()
    yield slice(start, len(text))


def _outermost(found: Iterable[Cue]) -> Iterator[Cue]:
    """The cues, given by where they start, that are in no longer one of their kind."""
    last: dict[str, slice] = {}
    for cue in found:
        before = last.get(cue.kind, slice(0, 0))
        if cue.span == before or cue.span.stop > before.stop:
            last[cue.kind] = cue.span
            yield cue


@cache
def _listed() -> tuple[Pattern, ...]:
    with WORD_LIST.open(encoding="utf-8", newline="") as file:
        _, *rows = csv.reader(file)
    return tuple(
        Pattern(kind, meaning, tuple(_listed_word(word) for word in phrase.split()))
        for kind, meaning, phrases in rows
        for phrase in phrases.split(";")
    )


def _listed_word(word: str) -> tuple[str, int | None]:
    (token, *_) = tokenize(word, {})
    return token.key, None if word.endswith("*") else 0


def _named(directory: Directory) -> Iterator[Pattern]:
    for product in directory.products.values():
        yield from _patterns(PRODUCT, product.key, (product.label, *product.aliases))
    for area in directory.areas.values():
        yield from _patterns(AREA, area.key, (area.label, *area.aliases))
    for claimant in directory.claimants.values():
        yield from _patterns(CLAIMANT, claimant.key, _names(claimant))


def _names(claimant: Claimant) -> Iterable[str]:
    """The names of a speaker, of a person the last alone as well, by which articles go on.

    So of a person through whom others speak: of their aliases the ones of two words.
    """
    names = (claimant.label, *claimant.aliases)
    is_person = claimant.short == claimant.label.split()[-1] and " " in claimant.label
    through = [name for name in claimant.aliases if claimant.role and name.count(" ") == 1]
    return (*names, *(name.split()[-1] for name in (names if is_person else through)))


def _patterns(kind: str, key: str, names: Iterable[str]) -> Iterator[Pattern]:
    tokens = (tokenize(name, {}) for name in dict.fromkeys(names))
    words = (tuple(_inflected(token.key) for token in each if token.key) for each in tokens)
    yield from (Pattern(kind, key, each) for each in words if each)


def _inflected(word: str) -> tuple[str, int]:
    if word.isascii():
        return word, 1 if word.isalpha() else 0
    stem = _CYRILLIC_ENDING.sub("", word)
    return stem, ENDING if len(word) >= SHORTEST_INFLECTED else 0
