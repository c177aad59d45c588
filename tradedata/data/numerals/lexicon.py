"""Lexicon: the tables of one language laid out as phrase -> meaning, built once.

Owns the look-up form of words. Must not read any text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cache, cached_property
from typing import TypeVar

from tradedata.data.numerals.tokens import normalize
from tradedata.data.numerals.words import (
    ARTICLES,
    DUALS,
    FALLS,
    FRACTIONS_AFTER,
    FRACTIONS_BEFORE,
    HEDGE_FILLERS,
    HEDGES,
    HEDGES_AFTER,
    HUNDREDS,
    LANGUAGES,
    LEADS,
    MULTIPLES,
    NOT_NUMBERS,
    NUMBER_WORDS,
    ORDINAL_ENDINGS,
    ORDINALS,
    PART_CONNECTORS,
    PLACES,
    PREFIXES,
    SCALE_CONNECTORS,
    SCALES,
    SHARED,
    SINGULARS,
    SUPERLATIVES,
    TOUCHING_SCALES,
    TOUCHING_UNITS,
    UNIT_FILLERS,
    UNITS,
    Hedge,
)

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
    ordinals: Mapping[str, int]
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


def table(entries: Mapping[str, Mapping[Value, str]], language: str) -> dict[str, Value]:
    """Lay out the entries that a language uses as phrase -> meaning."""
    parts = (SHARED, "en", language) if language in LANGUAGES else (SHARED,)
    return {
        " ".join(map(normalize, phrase.split("_"))): meaning
        for part in parts
        for meaning, phrases in entries.get(part, {}).items()
        for phrase in phrases.split()
    }


def word_set(entries: Mapping[str, str], language: str) -> dict[str, bool]:
    """Lay out the words that a language uses, each as phrase -> True."""
    return table({part: {True: words} for part, words in entries.items()}, language)


@cache
def known_lexicon(language: str) -> Lexicon:
    """Build the tables of a language once."""
    return Lexicon(
        numbers=table(NUMBER_WORDS, language),
        fractions_before=table(FRACTIONS_BEFORE, language),
        fractions_after=table(FRACTIONS_AFTER, language),
        hundreds=word_set(HUNDREDS, language),
        part_connectors=word_set(PART_CONNECTORS, language),
        scale_connectors=word_set(SCALE_CONNECTORS, language),
        scales=table(SCALES, language),
        touching_scales=table(TOUCHING_SCALES, language),
        duals=word_set(DUALS, language),
        singulars=word_set(SINGULARS, language),
        leads=word_set(LEADS, language),
        articles=word_set(ARTICLES, language),
        units=table(UNITS, language),
        touching_units=table(TOUCHING_UNITS, language),
        unit_fillers=word_set(UNIT_FILLERS, language),
        prefixes=table(PREFIXES, language),
        multiples=table(MULTIPLES, language),
        superlatives=word_set(SUPERLATIVES, language),
        places=word_set(PLACES, language),
        ordinals=table(ORDINALS, language),
        ordinal_endings=word_set(ORDINAL_ENDINGS, language),
        not_numbers=word_set(NOT_NUMBERS, language),
        hedges=table(HEDGES, language),
        hedges_after=table(HEDGES_AFTER, language),
        hedge_fillers=word_set(HEDGE_FILLERS, language),
        falls=word_set(FALLS, language),
    )


def lexicon(language: str) -> Lexicon:
    """Give the tables of a language; one without tables gets the shared symbols alone."""
    return known_lexicon(language if language in LANGUAGES else SHARED)
