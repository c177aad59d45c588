"""Spoilers of ranks: one among others, a second rank, a word that may be an ordinal.

Owns what is refused for that. Reads no number.
"""

from __future__ import annotations

from collections.abc import Callable

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
        for at, phrases in enumerate(self.reader.phrases):
            if (
                end := next((end for key, end in phrases if key in self.words.among), None)
            ) is not None:
                return self.stretch(at, end)
        before, after = self.linked(number)
        ordinals = {
            at: end for at in range(len(self.reader.tokens)) if (end := self.ordinal_end(at))
        }
        if before in ordinals.values() or self.is_unknown_ordinal(number):
            return self.stretch(before - 1, number.end)
        return self.stretch(number.start, ordinals[after]) if after in ordinals else None

    def ordinal_end(self, at: int) -> int | None:
        """Find where an ordinal that starts at a position ends."""
        ordinal = self.reader.ordinal(at)
        return ordinal[1] if ordinal else None

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
