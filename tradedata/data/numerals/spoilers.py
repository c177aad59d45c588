"""Spoilers: what makes something else of a number that is read, though not a part of it.

Owns what is refused for that with numbers of any kind: a sign that may be a minus, a part of the
number, a factor, a share. Reads no number.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from tradedata.data.numerals.grammar import ONE, Found, Reader
from tradedata.data.numerals.phrases import DASHES

MINUS_SIGN = "\N{MINUS SIGN}"
EM_DASH = "\N{EM DASH}"
FACTORS = frozenset("xх×*∗⋅✕")
HUNDRED = Decimal(100)


class Spoilers:
    """What spoils the numbers that a reader found."""

    def __init__(self, reader: Reader, numbers: list[Found]) -> None:
        """Look at the numbers in their order."""
        self.reader = reader
        self.numbers = numbers
        self.words = reader.words
        self.owned = {at for number in numbers for at in range(number.start, number.end)}

    @property
    def kinds(self) -> tuple[Callable[[Found], range | None], ...]:
        """What is looked for, in this order."""
        return (self.sign, self.minus, self.fraction, self.factor, self.share)

    def spoiler(self, number: Found) -> range | None:
        """Find what spoils a number, as a stretch of the text."""
        return next((found for kind in self.kinds if (found := kind(number))), None)

    def stretch(self, start: int, end: int) -> range:
        """Give the stretch of the text that tokens take up."""
        return range(self.reader.tokens[start].start, self.reader.tokens[end - 1].end)

    def unit_end(self, at: int, *units: str) -> int | None:
        """Find where a word for one of some units that starts at a position ends."""
        unit = self.reader.phrase(self.words.unit, at)
        return unit[1] if unit and unit[0] in units else None

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
        start = self.reader.starts(words.fractions, at)
        while start is None and (linked := self.reader.starts(words.partitives, at)) is not None:
            at, start = linked, self.reader.starts(words.fractions, linked)
        if start is None and self.reader.ends(words.of, at):  # '25% of', '10 wagons of'
            counts = (n for n in self.numbers if n.unit in ("percent", "other"))
            start = next((count.start for count in counts if count.end == at), None)
        if start is not None:
            return self.stretch(start, number.end)
        at = number.end
        while joined := self.reader.ends(words.joiners, at) or self.reader.ends(words.article, at):
            at = joined
        end = self.reader.ends(words.fractions, at)
        return self.stretch(number.start, end) if end else None

    def factor(self, number: Found) -> range | None:
        """Find what multiplies a number: '5 x 10,000 tons', '500 tons × 2'."""
        tokens, end = self.reader.tokens, number.end
        if number.start and tokens[number.start - 1].key in FACTORS:
            return self.stretch(number.start - 1, number.end)
        is_times = end < len(tokens) and tokens[end].key in FACTORS
        after = end + 1 if is_times else self.unit_end(end, "times")
        if after is None or after == len(tokens) or tokens[after].kind != "number":
            return None
        return self.stretch(number.start, after + 1)

    def share(self, number: Found) -> range | None:
        """Find the share in words that a number is a part of: '3 in a hundred', '5 на тысячу'."""
        return self.shares.get(number.start)

    @cached_property
    def shares(self) -> dict[int, range]:
        """The shares in words, by the token at which either of their numbers starts."""
        shares = {}
        for one, other in pairwise(self.numbers):
            at = self.reader.ends(self.words.plain, one.end) if one.unit is None else None
            if at is None or self.reader.tokens[other.start].kind != "word":
                continue
            at = self.reader.skip(self.words.article, at) if at < other.start else at
            if at == other.start and other.value == ONE.scaleb(other.value.adjusted()) >= HUNDRED:
                shares[one.start] = shares[other.start] = self.stretch(one.start, other.end)
        return shares
