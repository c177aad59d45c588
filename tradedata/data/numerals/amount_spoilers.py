"""Spoilers of amounts: a scale apart from its number, a second unit, a rate, a foreign currency.

Owns what is refused for that. Reads no number.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from tradedata.data.numerals.grammar import Found
from tradedata.data.numerals.spoilers import Spoilers
from tradedata.data.vocabulary import CURRENCIES

OPENING = frozenset('([{"«“„‘')
CODE = len("USD")
# A percentage, a multiple and a rank have no scale.
UNSCALED = ("percent", "times", "rank")


class AmountSpoilers(Spoilers):
    """What spoils amounts of money or goods alone."""

    @property
    def kinds(self) -> tuple[Callable[[Found], range | None], ...]:
        """What is looked for, in this order."""
        return (self.scale, self.second_unit, self.rate, self.currency)

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
        for rate in self.rates:
            if first < rate.start and (last is None or rate.stop <= last):
                return self.stretch(rate.start, rate.stop)
        return None

    @cached_property
    def rates(self) -> list[range]:
        """Find the words for a rate that are part of no number."""
        found = (range(at, end) for key, at, end in self.reader.parse if key in self.words.rate)
        return [rate for rate in found if rate.start not in self.owned]

    def currency(self, number: Found) -> range | None:
        """Find what may name another country's money: 'CA$5', '$5 (CAD)', 'долларов Гонконга'."""
        if number.unit not in CURRENCIES:
            return None
        start, end = number.start, number.end
        if start and self.is_sign_in_word(start):
            return self.stretch(start - 1, end)
        if end < len(self.reader.tokens) and self.is_sign_in_word(end, sign=end - 1):
            return self.stretch(start, end + 1)
        end += self.reader.key(end, end + 1) == "."
        in_brackets = self.reader.key(end, end + 1) == "("
        end += in_brackets
        if not self.is_foreign(number, end, in_brackets=in_brackets):
            return None
        return self.stretch(start, end + 1)

    def is_sign_in_word(self, at: int, sign: int | None = None) -> bool:
        """Say whether the sign of a currency, at a position or before it, touches letters."""
        tokens = self.reader.tokens
        sign, letters = (at, at - 1) if sign is None else (sign, at)
        is_sign = tokens[sign].kind == "symbol" and tokens[sign].key in self.words.prefix
        return is_sign and tokens[at].touches and tokens[letters].kind == "word"

    def is_foreign(self, number: Found, at: int, *, in_brackets: bool) -> bool:
        """Say whether a word behind a currency may tell whose it is: a code, or a name."""
        tokens = self.reader.tokens
        if at >= len(tokens) or tokens[at].kind != "word" or self.unit_end(at, str(number.unit)):
            return False
        word = self.reader.text[tokens[at].start : tokens[at].end]
        is_code = len(word) == CODE and word.isupper()
        is_unit = self.reader.ends(self.words.unit, at) is not None
        if self.reader.ends(self.words.phrases, at) is not None:
            return is_code and is_unit
        is_named = word[0].isupper() and tokens[number.end - 1].kind == "word" and not in_brackets
        is_alone = in_brackets and self.reader.key(at + 1, at + 2) == ")"
        return is_code or is_named or is_alone
