"""Spoilers: what makes something else of a number that is read, though not a part of it.

Owns what is refused for that: a sign that may be a minus, a part of the number. Reads no number.
"""

from __future__ import annotations

from tradedata.data.numerals.grammar import Found, Reader
from tradedata.data.numerals.phrases import DASHES

MINUS_SIGN = "\N{MINUS SIGN}"
EM_DASH = "\N{EM DASH}"


class Spoilers:
    """What spoils the numbers that a reader found."""

    def __init__(self, reader: Reader, numbers: list[Found]) -> None:
        """Look at the numbers in their order."""
        self.reader = reader
        self.numbers = numbers
        self.words = reader.words

    def spoiler(self, number: Found) -> range | None:
        """Find what spoils a number, as a stretch of the text."""
        return self.sign(number) or self.minus(number) or self.fraction(number)

    def stretch(self, start: int, end: int) -> range:
        """Give the stretch of the text that tokens take up."""
        return range(self.reader.tokens[start].start, self.reader.tokens[end - 1].end)

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
        return self.stretch(start, number.end)

    def fraction(self, number: Found) -> range | None:
        """Find what takes a part of a number, or adds one to it: 'half of', 'and a third'."""
        words, at = self.words, self.reader.hedge_start(number)
        while (linked := self.reader.starts(words.partitives, at)) is not None:
            at = linked
        start = self.reader.starts(words.fractions, at)
        of = self.reader.phrase(words.of, at)
        if start is None and of:
            is_share = {other.end: other.start for other in self.numbers if other.unit == "percent"}
            start = is_share.get(at)
        if start is not None:
            return self.stretch(start, number.end)
        at = number.end
        while joined := self.reader.ends(words.joiners, at) or self.reader.ends(words.article, at):
            at = joined
        end = self.reader.ends(words.fractions, at)
        return self.stretch(number.start, end) if end else None
