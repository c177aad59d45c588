"""Lexicon: the words of one language laid out as phrase -> meaning, read once from its word list.

Owns the form of the word lists in `words/` (its README says what each kind of word is) and the
look-up form of words. Must not read any text.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args, get_type_hints

from tradedata.data.numerals.tokens import Reading, normalize

Value = TypeVar("Value")
Hedge = Literal["none", "about", "almost", "over", "at-least", "under", "up-to"]

WORD_LISTS = Path(__file__).with_name("words")
# What means the same on any page, whatever its language.
SHARED = "shared"
LANGUAGES = tuple(sorted({path.stem for path in WORD_LISTS.glob("*.csv")} - {SHARED}))


@dataclass(frozen=True)
class Lexicon:
    """The words that one language uses, a table a kind, each laid out as phrase -> meaning."""

    number: Mapping[str, Decimal]
    hundred: Mapping[str, bool]
    joiner: Mapping[str, bool]
    ones_joiner: Mapping[str, bool]
    scale_joiner: Mapping[str, bool]
    point: Mapping[str, bool]
    decimal_place: Mapping[str, int]
    scale: Mapping[str, int]
    touching_scale: Mapping[str, int]
    single: Mapping[str, bool]
    article: Mapping[str, bool]
    amount: Mapping[str, Decimal]
    part: Mapping[str, Decimal]
    part_added: Mapping[str, Decimal]
    part_after: Mapping[str, Decimal]
    fraction: Mapping[str, bool]
    unit: Mapping[str, str]
    touching_unit: Mapping[str, str]
    tonnes: Mapping[str, int]
    unit_filler: Mapping[str, bool]
    prefix: Mapping[str, str]
    multiple: Mapping[str, Decimal]
    superlative: Mapping[str, bool]
    place: Mapping[str, bool]
    ordinal: Mapping[str, Decimal]
    ordinal_ending: Mapping[str, bool]
    not_number: Mapping[str, bool]
    among: Mapping[str, bool]
    hedge: Mapping[str, Hedge]
    hedge_after: Mapping[str, Hedge]
    hedge_filler: Mapping[str, bool]
    rise: Mapping[str, bool]
    fall: Mapping[str, bool]
    minus: Mapping[str, bool]
    of: Mapping[str, bool]
    conjunction: Mapping[str, bool]
    between: Mapping[str, bool]
    to: Mapping[str, bool]
    change_from: Mapping[str, str]
    rate: Mapping[str, bool]
    spoiler: Mapping[str, bool]
    plain: Mapping[str, bool]
    separator: Mapping[str, tuple[Reading, Reading]]

    @cached_property
    def phrases(self) -> frozenset[str]:
        """Every phrase of any table; never one without letters or signs."""
        tables = (getattr(self, field.name) for field in fields(self))
        return frozenset(phrase for table in tables for phrase in table if phrase.strip())

    @cached_property
    def longest_from(self) -> Mapping[str, int]:
        """How many words the longest phrase has that starts with a word."""
        found: dict[str, int] = {}
        for first, *others in map(str.split, self.phrases):
            found[first] = max(found.get(first, 1), 1 + len(others))
        return found

    @cached_property
    def longest(self) -> int:
        """How many words the longest phrase has."""
        return max(self.longest_from.values(), default=1)

    @cached_property
    def amounts(self) -> frozenset[str]:
        """Every phrase that is a part of a number in words."""
        kinds = (self.number, self.hundred, self.scale, self.amount, self.part, self.part_added)
        return frozenset().union(*kinds, self.part_after, self.point)

    @cached_property
    def openers(self) -> frozenset[str]:
        """Every phrase that a number, or what only looks like one, may start with."""
        kinds = (self.not_number, self.prefix, self.multiple, self.superlative, self.article)
        return self.before_amounts.union(*kinds)

    @cached_property
    def before_amounts(self) -> frozenset[str]:
        """Every phrase that may make another number of the one after it: 'a tenth of a'."""
        return self.amounts.union(self.ordinal)

    @cached_property
    def falls(self) -> frozenset[str]:
        """Every phrase that tells a fall."""
        return frozenset().union(self.fall, self.minus)

    @cached_property
    def fractions(self) -> frozenset[str]:
        """Every phrase for a part of what it is of."""
        return frozenset().union(self.part, self.fraction)

    @cached_property
    def partitives(self) -> frozenset[str]:
        """Every phrase that leads from a part to what it is of: 'half of the'."""
        return frozenset().union(self.of, self.article, self.hedge_filler) - self.to.keys()

    @cached_property
    def joiners(self) -> frozenset[str]:
        """Every phrase for 'and'."""
        kinds = (self.joiner, self.scale_joiner, self.ones_joiner, self.conjunction)
        return frozenset().union(*kinds) - {""}

    @cached_property
    def pairing(self) -> frozenset[str]:
        """Every phrase that may stand between two numbers that belong together."""
        return self.joiners.union(self.of, self.to, self.article)

    @cached_property
    def links(self) -> frozenset[str]:
        """Every phrase that leads from a number to what it belongs to."""
        return self.pairing.union(self.hedge_filler)

    @cached_property
    def harmless(self) -> frozenset[str]:
        """Every phrase that leaves a number beside it as it is."""
        kinds = (self.plain, self.between, self.rise, self.falls, self.hedge, self.hedge_after)
        return frozenset().union(*kinds, self.multiple, self.superlative)

    @cached_property
    def spoilers(self) -> frozenset[str]:
        """Every phrase that makes something else of the number before it."""
        return frozenset().union(self.spoiler, self.rate)

    @cached_property
    def pieces(self) -> frozenset[str]:
        """What words of several numbers are made of, as 'duecentomila' is."""
        kinds = (self.number, self.hundred, self.scale, self.part, self.joiner, self.ones_joiner)
        return frozenset(piece for kind in kinds for piece in kind if piece and " " not in piece)

    @cached_property
    def piece_ends(self) -> tuple[str, ...]:
        """The pieces in the form in which the ends of a word are compared with them."""
        return tuple(self.pieces)

    @cached_property
    def longest_piece(self) -> int:
        """How many letters the longest piece has."""
        return max(map(len, self.pieces), default=0)

    def split(self, word: str) -> list[str]:
        """Cut a word of several numbers into its pieces, long ones first; [] if it is none."""
        if not (word.startswith(self.piece_ends) and word.endswith(self.piece_ends)):
            return []
        tails: dict[int, list[str]] = {len(word): []}
        for start in reversed(range(len(word))):
            for end in range(min(len(word), start + self.longest_piece), start, -1):
                if end in tails and word[start:end] in self.pieces:
                    tails[start] = [word[start:end], *tails[end]]
                    break
        return tails.get(0, [])


Tables = dict[str, dict[str, Any]]
READINGS: Mapping[str, Reading] = {
    "join": "join",
    "fraction": "fraction",
    "zeros": "zeros",
    "none": None,
}


def separator_readings(meaning: str) -> tuple[Reading, ...]:
    """Read what a separator means in the shape of thousands, and in any other."""
    return tuple(READINGS[word] for word in meaning.split())


def as_written(kind: str) -> Callable[[str], Any]:
    """Give what turns the meaning as written in a list into the one that a table holds."""
    by_type: dict[Any, Callable[[str], Any]] = {Decimal: Decimal, int: int, bool: lambda _: True}
    return separator_readings if kind == "separator" else by_type.get(KINDS[kind], str)


# The type of what the phrases of a kind mean.
KINDS = {kind: get_args(table)[1] for kind, table in get_type_hints(Lexicon).items()}
KINDS["borrows"] = str


@cache
def word_list(language: str) -> Tables:
    """Read the word list of a language, kind by kind, phrases in the form they are looked up in."""
    tables: Tables = {kind: {} for kind in KINDS}
    with (WORD_LISTS / f"{language}.csv").open(encoding="utf-8", newline="") as file:
        _, *rows = csv.reader(file)
    for kind, meaning, phrases in rows:
        # 'Mt' is not 'mt', and a mark is a mark.
        verbatim = kind in ("tonnes", "separator")
        table, value = tables[kind], as_written(kind)(meaning)
        for phrase in phrases.split(";"):
            table[phrase if verbatim else " ".join(map(normalize, phrase.split()))] = value
    return tables


@cache
def lexicon(language: str) -> Lexicon:
    """Give the words of a language; one without a word list gets the shared symbols alone.

    A language may borrow the words of another, which press pages mix in; where it means something
    else by one of them, its own meaning holds.
    """
    shared = word_list(SHARED)
    own = word_list(language) if language in LANGUAGES else {}
    claimed = {phrase for table in own.values() for phrase in table}
    tables = {field.name: dict(shared[field.name]) for field in fields(Lexicon)}
    for other in own.get("borrows", {}).values():
        for kind in tables.keys() - {"separator"}:
            borrowed = word_list(other)[kind]
            tables[kind] |= {key: borrowed[key] for key in borrowed.keys() - claimed}
    return Lexicon(**{kind: table | own.get(kind, {}) for kind, table in tables.items()})
