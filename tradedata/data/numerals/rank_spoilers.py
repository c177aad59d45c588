"""Spoilers of ranks: one among others, a second rank, a word that may be an ordinal.

Owns what is refused for that. Reads no number.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from tradedata.data.numerals.grammar import Found
from tradedata.data.numerals.spoilers import Spoilers
from tradedata.data.numerals.tokens import APOSTROPHES

LISTING = frozenset(",،;؛.")


class RankSpoilers(Spoilers):
    """What spoils ranks alone."""

    @property
    def kinds(self) -> tuple[Callable[[Found], range | None], ...]:
        """What is looked for."""
        return (self.rank,)

    def rank(self, number: Found) -> range | None:
        """Find what makes a rank none, or another: 'one of', 'after', another rank at its side."""
        if number.unit != "rank":
            return None
        if self.among is not None:
            return self.among
        before, after = self.linked(number)
        if before in self.ordinals.values() or self.is_unknown_ordinal(number):
            return self.stretch(before - 1, number.end)
        return self.stretch(number.start, self.ordinals[after]) if after in self.ordinals else None

    @cached_property
    def among(self) -> range | None:
        """Find a word for one of several."""
        among = self.words.among
        ends = ((at, self.reader.ends(among, at)) for at in range(len(self.reader.tokens)))
        return next((self.stretch(at, end) for at, end in ends if end is not None), None)

    @cached_property
    def ordinals(self) -> dict[int, int]:
        """Where each ordinal starts and ends."""
        found = ((at, self.reader.ordinal(at)) for at in range(len(self.reader.tokens)))
        return {at: ordinal[1] for at, ordinal in found if ordinal}

    def linked(self, number: Found) -> tuple[int, int]:
        """Find where what may link a number to another starts, before it, and ends, behind it."""
        tokens, links = self.reader.tokens, self.words.pairing | LISTING
        before, after = number.start, number.end
        while (start := self.reader.starts(links, before)) is not None:
            before = start
        while end := self.reader.ends(links, after) or (
            after < len(tokens) and tokens[after].key in LISTING and after + 1
        ):
            after = end
        return before, after

    def is_unknown_ordinal(self, number: Found) -> bool:
        """Say whether no list has the word before a superlative; a name may stand there."""
        at = number.start - 1
        if at < 0 or self.reader.ends(self.words.superlative, number.start) is None:
            return False
        token = self.reader.tokens[at]
        word = self.reader.text[token.start : token.end]
        is_known = self.reader.starts(self.words.phrases, number.start) is not None
        is_name = not word[0].islower() or any(mark in APOSTROPHES for mark in word)
        return not (is_known or is_name)
