"""Phrases: the tokens of one text, and which phrases of a language's lists stand where in them.

Owns looking words up. Must not know how they combine into numbers.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import cached_property

from tradedata.data.numerals.lexicon import Lexicon, Value
from tradedata.data.numerals.tokens import Token, tokenize

DASHES = "-‐‑‒–—―−﹣－…"


class Phrases:
    """The tokens of one text with the phrases that start at each, longest first."""

    def __init__(self, text: str, words: Lexicon) -> None:
        """Cut the text and look its words up."""
        self.text = text
        self.words = words
        self.tokens = [
            piece for token in tokenize(text, words.separator) for piece in self.cut(token)
        ]
        self.phrases = [self.known_phrases(start) for start in range(len(self.tokens))]

    def cut(self, token: Token) -> list[Token]:
        """Cut a word of several numbers, such as 'duecentomila', at its joints."""
        if token.kind != "word" or token.key in self.words.phrases:
            return [token]
        keys = self.words.split(token.key)
        return [
            replace(token, key=key, touches=token.touches or place > 0)
            for place, key in enumerate(keys)
        ] or [token]

    def phrase(self, meanings: Mapping[str, Value], start: int) -> tuple[Value, int] | None:
        """Find the longest phrase at a position: its meaning and its end, always further on."""
        for key, end in self.phrases[start] if start < len(self.phrases) else ():
            if key in meanings:
                return meanings[key], end
        return None

    def known_phrases(self, start: int) -> list[tuple[str, int]]:
        """Find the phrases at a position that any table has, longest first."""
        longest = self.words.longest_from.get(self.tokens[start].key, 0)
        ends = range(min(start + longest, len(self.tokens)), start, -1)
        keys = ((self.key(start, end), end) for end in ends)
        return [(key, end) for key, end in keys if key in self.words.phrases]

    @cached_property
    def parse(self) -> list[tuple[str, int, int]]:
        """Cut the text into its longest phrases, each with its start and end; '' is in no list."""
        cut, start = [], 0
        while start < len(self.tokens):
            key, end = next(iter(self.phrases[start]), ("", start + 1))
            cut.append((key, start, end))
            start = end
        return cut

    def key(self, start: int, end: int) -> str:
        """Join tokens to a phrase; empty outside the text."""
        if start < 0 or end > len(self.tokens):
            return ""
        return " ".join(token.key for token in self.tokens[start:end])

    def starts(self, phrases: Collection[str], end: int) -> int | None:
        """Find where the longest of some phrases that ends at a position starts."""
        firsts = range(max(0, end - self.words.longest), min(end, len(self.tokens)))
        known = ((at, key) for at in firsts for key, to in self.phrases[at] if to == end)
        return next((at for at, key in known if key in phrases), None)

    def ends(self, phrases: Collection[str], start: int) -> int | None:
        """Find where the longest of some phrases that starts at a position ends."""
        known = self.phrases[start] if start < len(self.phrases) else ()
        return next((end for key, end in known if key in phrases), None)

    def skip(self, meanings: Mapping[str, bool], start: int) -> int:
        """Step over one phrase of a word set if it is there."""
        match = self.phrase(meanings, start)
        return match[1] if match else start

    def has_dash(self, at: int) -> bool:
        """Say whether a dash, or dots, stand between a token and the one before it."""
        if not 0 < at < len(self.tokens):
            return False
        before = self.tokens[at - 1]
        gap = self.text[before.end : self.tokens[at].start] + before.key
        return any(dash in gap for dash in DASHES)

    def touching(self, meanings: Mapping[str, Value], position: int) -> Value | None:
        """Look up a word that touches the digits before it."""
        if not self.touches_digits(position):
            return None
        return meanings.get(self.tokens[position].key)

    def touches_digits(self, position: int) -> bool:
        """Say whether a word touches the digits before it."""
        return (
            0 < position < len(self.tokens)
            and self.tokens[position].kind == "word"
            and self.tokens[position].touches
            and self.tokens[position - 1].kind == "number"
        )
