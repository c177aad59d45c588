"""Spoilers: what makes something else of a number that is read, though not a part of it.

Owns what is refused for that: a sign that may be a minus, a part of the number, a factor, a scale
word apart from it, a second unit, a rate, a rank among others, a share.
Reads no number.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from tradedata.data.numerals.grammar import ONE, Found, Reader
from tradedata.data.numerals.phrases import DASHES
from tradedata.data.numerals.tokens import APOSTROPHES
from tradedata.data.vocabulary import CURRENCIES

MINUS_SIGN = "\N{MINUS SIGN}"
EM_DASH = "\N{EM DASH}"
FACTORS = frozenset("xх×*∗⋅✕")
LISTING = frozenset(",،;؛.")
OPENING = frozenset('([{"«“„‘')
HUNDRED = Decimal(100)
# A percentage, a multiple and a rank have no scale.
UNSCALED = ("percent", "times", "rank")


class Spoilers:
    """What spoils the numbers that a reader found."""

    def __init__(self, reader: Reader, numbers: list[Found]) -> None:
        """Look at the numbers in their order."""
        self.reader = reader
        self.numbers = numbers
        self.words = reader.words
        self.owned = {at for number in numbers for at in range(number.start, number.end)}

    def spoiler(self, number: Found) -> range | None:
        """Find what spoils a number, as a stretch of the text."""
        kinds = (
            self.sign,
            self.minus,
            self.fraction,
            self.factor,
            self.scale,
            self.second_unit,
            self.rate,
            self.rank,
            self.share,
        )
        return next((found for kind in kinds if (found := kind(number))), None)

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

    def unit_end(self, at: int, *units: str) -> int | None:
        """Find where a word for one of some units that starts at a position ends."""
        unit = self.reader.phrase(self.words.unit, at)
        return unit[1] if unit and unit[0] in units else None

    def scale(self, number: Found) -> range | None:
        """Find a scale word apart from its number: 'млн долл.: 5', '5 (million)'."""
        if number.unit in UNSCALED:
            return None
        for loose in self.loose_scales:
            if not number.scaled or number.start in loose:
                return self.stretch(loose.start, loose.stop)
        return None

    @cached_property
    def loose_scales(self) -> list[range]:
        """Find the scale words that stand at no number, as in brackets or a table's head."""
        found = []
        starts = {number.start: number for number in self.numbers}
        for key, at, end in self.reader.parse:
            number = starts.get(at)
            if key in self.words.scale:
                is_loose = self.heads(number) if number else at not in self.owned
            else:
                is_letter = key in self.words.touching_scale
                is_loose = is_letter and self.reader.starts(self.words.prefix, at) is not None
                is_loose = is_loose or self.is_thousands(at)
            if is_loose:
                found.append(range(at, number.end if number else end))
        return found

    def heads(self, number: Found) -> bool:
        """Say whether what is read as one million only tells the scale of a number beside it."""
        tokens, before = self.reader.tokens, number.start - 1
        if number.end < len(tokens) and tokens[number.end].key == ":":
            return True
        return before > 0 and tokens[before].key in OPENING and tokens[before - 1].kind == "number"

    def is_thousands(self, at: int) -> bool:
        """Say whether digits are those of "'000 tons"."""
        token = self.reader.tokens[at]
        return token.plain and token.value == 0 and token.end - token.start > 1

    def second_unit(self, number: Found) -> range | None:
        """Find a unit behind a unit: in '500 т. долл.' the first is no tonne."""
        end = number.end + (self.reader.key(number.end, number.end + 1) == ".")
        after = self.unit_end(end, *CURRENCIES) if number.unit in ("t", "percent") else None
        return self.stretch(number.start, after) if after and end not in self.owned else None

    def rate(self, number: Found) -> range | None:
        """Find a word for a rate that no other number parts from an amount: 'daily 500 tons'."""
        if number.unit in UNSCALED:
            return None
        first = max((n.end for n in self.numbers if n.end <= number.start), default=-1)
        last = min((n.start for n in self.numbers if n.start >= number.end), default=None)
        for key, start, end in self.reader.parse:
            is_near = first < start and (last is None or end <= last)
            if key in self.words.rate and is_near and start not in self.owned:
                return self.stretch(start, end)
        return None

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

    def share(self, number: Found) -> range | None:
        """Find two numbers that are a share in words: '3 in a hundred', '5 на тысячу'."""
        for one, other in pairwise(self.numbers):
            at = self.reader.ends(self.words.plain, one.end)
            if number in (one, other) and at is not None and one.unit is None:
                at = self.reader.skip(self.words.article, at) if at < other.start else at
                is_round = other.value == ONE.scaleb(other.value.adjusted()) >= HUNDRED
                if at == other.start and is_round and self.reader.tokens[at].kind == "word":
                    return self.stretch(one.start, other.end)
        return None
