"""Relations in words: what a number that is but arithmetic equals, with the numbers it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction

from tradedata.data.claims import Claim
from tradedata.data.periods import When
from tradedata.data.relations import NAMES
from tradedata.words.claims import mention_words, number_words
from tradedata.words.text import Count, Text, say

_SIGNS = {"*": "times", "/": "divided by", "+": "plus", "-": "minus"}
_TOKEN = re.compile(r" [-+*/] |[xyz]|\d+/\d+|\d*\.?\d+|.")


def relation_words(relation: str, numbers: Sequence[str]) -> Text:
    """'$174 million times 11/8': the words of the numbers for x, y and z, and signs as words.

    A sign without spaces around it stays as it is.
    """
    known = dict(zip(NAMES, numbers, strict=False))
    return Text(_word(token, known) for token in _TOKEN.findall(relation))


def arithmetic_words(claim: Claim, bases: Iterable[Claim]) -> Text:
    """'$174 million (Ministry; first 8 months of solar year 1403) times 11/8'."""
    return relation_words(claim.relation, [_named(base) for base in bases])


def _word(token: str, known: dict[str, str]) -> str:
    if token in known:
        return known[token]
    if token[-1].isdigit():
        return Count(token, Fraction(token))
    return f" {_SIGNS[token.strip()]} " if token.strip() != token else token


def _named(base: Claim) -> Text:
    period = When(base.own_period.label) or base.period.span
    when = say("; {}", period) if period else ""
    return say("{} ({}{})", number_words(base), mention_words(base), when)
