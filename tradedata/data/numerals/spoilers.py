"""Spoilers: what makes something else of a number that is read, though not a part of it.

Owns what is refused for that: a sign that may be a minus. Reads no number.
"""

from __future__ import annotations

from tradedata.data.numerals.grammar import Found, Reader

DASHES = "-‐‑‒–—―−﹣－…"
MINUS_SIGN = "\N{MINUS SIGN}"
EM_DASH = "\N{EM DASH}"


class Spoilers:
    """What spoils the numbers that a reader found."""

    def __init__(self, reader: Reader) -> None:
        """Look at the tokens that were read."""
        self.reader = reader
        self.words = reader.words

    def spoiler(self, number: Found) -> range | None:
        """Find what spoils a number, as a stretch of the text."""
        return self.sign(number) or self.minus(number)

    def gap(self, at: int) -> range:
        """Give the stretch of the text between a token, or the text's end, and the one before."""
        tokens = self.reader.tokens
        end = tokens[at].start if at < len(tokens) else len(self.reader.text)
        return range(tokens[at - 1].end if at else 0, end)

    def sign(self, number: Found) -> range | None:
        """Find a dash that may be a minus, as in '-%5', '%-5', '− 5%' and '۵-'."""
        tokens, text = self.reader.tokens, self.reader.text
        for at in range(number.start, number.end + 1):
            gap = self.gap(at)
            dashes = text[gap.start : gap.stop]
            if not any(dash in DASHES for dash in dashes):
                continue
            opens = at == number.start and self.is_minus(number, dashes)
            is_last = at == len(tokens) or tokens[at].kind == "symbol" or dashes[-1].isspace()
            ends = at > number.start and tokens[at - 1].kind == "number" and is_last
            inside = number.start < at < number.end and tokens[at].kind == "number"
            if opens or inside or (ends and dashes[0] in DASHES):
                return range(gap.start, tokens[number.end - 1].end)
        return None

    def is_minus(self, number: Found, dashes: str) -> bool:
        """Say whether dashes before a number may be its sign, and do not part it from a word."""
        if number.start == 0 or self.reader.tokens[number.start - 1].kind == "symbol":
            return True
        is_stuck = dashes[0].isspace() and not dashes[-1].isspace()
        is_change = number.unit == "percent" and EM_DASH not in dashes
        return is_stuck or is_change or MINUS_SIGN in dashes

    def minus(self, number: Found) -> range | None:
        """Find a word for a minus before what is no change: 'minus 5 million tons'."""
        start = self.reader.starts(self.words.minus, self.reader.hedge_start(number))
        if start is None or number.unit == "percent":
            return None
        tokens = self.reader.tokens
        return range(tokens[start].start, tokens[number.end - 1].end)
