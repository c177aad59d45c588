"""Lexicon: the tables of one language laid out as phrase -> meaning, built once.

Owns the look-up form of words. Must not read any text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cache, cached_property
from typing import Any, TypeVar

from tradedata.data.numerals import words
from tradedata.data.numerals.tokens import normalize
from tradedata.data.numerals.words import LANGUAGES, SHARED, Hedge

Value = TypeVar("Value")


@dataclass(frozen=True)
class Lexicon:
    """The tables that one language uses, laid out as phrase -> meaning."""

    numbers: Mapping[str, Decimal]
    fractions_before: Mapping[str, Decimal]
    fractions_after: Mapping[str, Decimal]
    hundreds: Mapping[str, bool]
    part_connectors: Mapping[str, bool]
    scale_connectors: Mapping[str, bool]
    scales: Mapping[str, int]
    touching_scales: Mapping[str, int]
    duals: Mapping[str, bool]
    singulars: Mapping[str, bool]
    leads: Mapping[str, bool]
    articles: Mapping[str, bool]
    units: Mapping[str, str]
    touching_units: Mapping[str, str]
    unit_fillers: Mapping[str, bool]
    prefixes: Mapping[str, str]
    multiples: Mapping[str, Decimal]
    superlatives: Mapping[str, bool]
    places: Mapping[str, bool]
    ordinals: Mapping[str, Decimal]
    ordinal_endings: Mapping[str, bool]
    not_numbers: Mapping[str, bool]
    hedges: Mapping[str, Hedge]
    hedges_after: Mapping[str, Hedge]
    hedge_fillers: Mapping[str, bool]
    falls: Mapping[str, bool]

    @cached_property
    def phrases(self) -> frozenset[str]:
        """Every phrase of any table; never one without letters or signs."""
        tables = (getattr(self, field.name) for field in fields(self))
        return frozenset(phrase for table in tables for phrase in table if phrase)


def table(entries: Mapping[str, Mapping[Value, str] | str], language: str) -> dict[str, Any]:
    """Lay out the entries that a language uses as phrase -> meaning; True for mere words."""
    languages = (SHARED,) if language == SHARED else (SHARED, "en", language)
    parts = (entries.get(each, {}) for each in languages)
    return {
        " ".join(map(normalize, phrase.split("_"))): meaning
        for part in parts
        for meaning, phrases in (part.items() if isinstance(part, Mapping) else [(True, part)])
        for phrase in phrases.split()
    }


@cache
def known_lexicon(language: str) -> Lexicon:
    """Build the tables of a language once, each from the one of the same name."""
    names = [field.name for field in fields(Lexicon)]
    return Lexicon(**{name: table(getattr(words, name.upper()), language) for name in names})


def lexicon(language: str) -> Lexicon:
    """Give the tables of a language; one without tables gets the shared symbols alone."""
    return known_lexicon(language if language in LANGUAGES else SHARED)
