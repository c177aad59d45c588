"""Grammar: how words and digits combine into numbers, left to right, longest phrase first.

Owns what is read as one number with its scale words, unit and hedge. Must not judge whether what
stands beside it leaves it whole, and must not look at claims, files or tables.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from tradedata.data.numerals.digits import EXACT
from tradedata.data.numerals.lexicon import Hedge, Lexicon
from tradedata.data.numerals.phrases import Phrases
from tradedata.data.vocabulary import CURRENCIES

MOST_HEDGE_FILLERS = 3

YEARS = range(1900, 2101)
# Pages in Persian print the years of the solar calendar.
SOLAR_YEARS = range(1300, 1451)

ONE = Decimal(1)
THOUSAND = Decimal(1000)
DIGITS = range(10)
TENS = range(20, 100, 10)


@dataclass(frozen=True)
class Found:
    """A number between two token positions; `shown` has the digits as printed.

    `scaled`: a scale word was printed. `closed`: what follows belongs to it no more, as after the
    word for a unit; what follows '$300' may be a scale word.
    """

    start: int
    end: int
    value: Decimal
    shown: Decimal
    unit: str | None = None
    scaled: bool = False
    closed: bool = False


def scaled_by(value: Decimal, power: int) -> Decimal:
    """Multiply by a power of ten without rounding; a whole result is written out in full."""
    product = value.scaleb(power, EXACT)
    whole = product.to_integral_value(context=EXACT)
    return product if product != whole or power == 0 else EXACT.quantize(whole, ONE)


class Reader(Phrases):
    """Combines the tokens of one text into numbers, left to right, longest phrase first."""

    def __init__(self, text: str, words: Lexicon, *, solar: bool = False) -> None:
        """Cut the text; nothing is read yet. `solar`: years may be of the solar calendar."""
        super().__init__(text, words)
        self.years = (YEARS, SOLAR_YEARS) if solar else (YEARS,)

    @cached_property
    def numbers(self) -> list[Found]:
        """Read every number of the text; a bare year counts only if nothing else does."""
        read = self.read()
        found = [number for number in read if not self.is_year(number)] or read
        return [*map(self.with_scale_of, found, found[1:]), *found[-1:]]

    def with_scale_of(self, one: Found, other: Found) -> Found:
        """Give what a change starts from the scale of its end: 'fell from 157 to 137 million'.

        Only if the two then tell the rise or the fall that the words tell.
        """
        opening = self.starts(self.words.change_from, one.start)
        power = other.value.adjusted() - other.shown.adjusted()
        is_bare = one.value < THOUSAND and not (one.scaled or one.closed)
        if opening is None or power <= 0 or not is_bare:
            return one
        links = self.words.change_from[self.key(opening, one.start)]
        told = self.words.rise if one.shown < other.shown else self.words.falls
        is_told = self.starts(told, opening) is not None
        is_linked = self.key(one.end, other.start) == links
        if one.unit not in (None, other.unit) or not (is_told and is_linked):
            return one
        value = scaled_by(one.shown, power)
        return replace(one, value=value, unit=other.unit, scaled=other.scaled)

    def read(self) -> list[Found]:
        """Read every number of the text."""
        found: list[Found] = []
        position = 0
        while position < len(self.tokens):
            if not self.may_open(position):
                position += 1
                continue
            skipped = self.phrase(self.words.not_number, position)
            if skipped:
                position = skipped[1]
                continue
            number = self.rank(position) or self.multiple(position) or self.quantity(position)
            if number:
                found.append(number)
            position = number.end if number else position + 1
        return found

    def may_open(self, position: int) -> bool:
        """Say whether a number, or what only looks like one, may start at a position."""
        opens = any(key in self.words.openers for key, _ in self.phrases[position])
        return opens or self.tokens[position].kind == "number"

    def quantity(self, start: int) -> Found | None:
        """Read a number with its scale words and its unit, before it or after it."""
        prefix = self.phrase(self.words.prefix, start)
        unit, position = prefix or (None, start)
        if prefix is None and self.continues_word(start):
            return None
        number = self.magnitude(position, is_money=unit in CURRENCIES)
        if number is None:
            return None
        power = self.tonnes(number.end) if unit is None else None
        if power is not None:
            value = scaled_by(number.value, power)
            return replace(number, end=number.end + 1, value=value, unit="t", closed=True)
        after, end = self.unit_after(number.end)
        if unit is None or unit == after:
            return replace(number, start=start, end=end, unit=after, closed=after is not None)
        return replace(number, start=start, unit=unit, closed=unit == "percent")

    def continues_word(self, position: int) -> bool:
        """Say whether digits only end a code such as G20."""
        token = self.tokens[position]
        before = self.tokens[position - 1] if position else token
        return token.touches and before.kind == "word" and before.key.isascii()

    def magnitude(self, start: int, *, is_money: bool) -> Found | None:
        """Read a number and its scale words, also in falling parts ('1 млн 200 тыс.')."""
        amount = self.phrase(self.words.amount, start)
        part = amount or self.part(start) or self.small(start) or self.alone(start)
        if part is None:
            return None
        shown, end = part
        value = shown
        stands_alone = end == start
        if amount:
            power = shown.adjusted() // 3 * 3
        else:
            power, end = self.scale(end, is_money=is_money)
            value = scaled_by(shown, power)
        fraction = self.phrase(self.words.part_after, end)
        if fraction and power:
            end = fraction[1]
            shown = value = EXACT.add(value, scaled_by(fraction[0], power))
        scaled = power > 0
        while power >= 3:
            joined = self.skip(self.words.scale_joiner, end)
            part = self.small(joined)
            if part is None:
                break
            next_power, next_end = self.scale(part[1], is_money=False)
            addend = scaled_by(part[0], next_power)
            # Only a word such as 'و' joins digits without a scale word of their own.
            unjoined = joined == end and self.tokens[joined].kind == "number"
            bare_digits = unjoined and next_power == 0
            # 'миллиарда два' is two milliards or so, and 'тысячу-две' a range.
            is_bare = stands_alone and joined == end and next_power == 0
            inverted = is_bare and (power > 3 or self.has_dash(joined))
            if bare_digits or inverted or addend < 0 or addend >= scaled_by(ONE, power):
                break
            shown = value = EXACT.add(value, addend)
            power, end = next_power, next_end
        return Found(start, end, value, shown, scaled=scaled)

    def part(self, start: int) -> tuple[Decimal, int] | None:
        """Read a part of a scale word, which is left to read: 'three quarters of a' billion."""
        count = self.phrase(self.words.number, start)
        if count and self.phrase(self.words.part_after, count[1]):
            return None
        factor, end = count or (ONE, self.skip(self.words.article, start))
        part = self.phrase(self.words.part, end)
        if part is None:
            return None
        end = self.skip(self.words.article, self.skip(self.words.of, part[1]))
        value = EXACT.multiply(factor, part[0])
        return (value, end) if value < ONE and self.phrase(self.words.scale, end) else None

    def small(self, start: int) -> tuple[Decimal, int] | None:
        """Read digits, or number words below a thousand."""
        before = self.phrase(self.words.part_added, start)
        first = before[1] if before else start
        digits = self.tokens[first].value if first < len(self.tokens) else None
        number = self.spelled(first) if digits is None else (digits, first + 1)
        if number is None:
            return None
        value, end = number
        if before:  # 'साढ़े तीन सौ' is three hundreds and a half of one
            size = 2 if digits is None and value and value % 100 == 0 else 0
            value = EXACT.add(value, scaled_by(before[0], size))
        after = self.phrase(self.words.part_after, end)
        return (EXACT.add(value, after[0]), after[1]) if after else (value, end)

    def spelled(self, start: int) -> tuple[Decimal, int] | None:
        """Read number words, and decimals in words after them ('one point two')."""
        number = self.whole(start)
        point = self.phrase(self.words.point, number[1]) if number else None
        decimals = self.decimals(point[1]) if point else None
        if number is None or decimals is None:
            return number
        return EXACT.add(number[0], decimals[0]), decimals[1]

    def whole(self, start: int) -> tuple[Decimal, int] | None:
        """Read number words in falling order: hundreds, tens, ones; or ones before tens."""
        number = self.below_hundred(start)
        if number is None:
            return None
        value, end = number
        hundreds = self.phrase(self.words.hundred, end)
        if hundreds and value % 10 and value < 100:
            value, end = value * 100, hundreds[1]
        while value:
            following = self.below_hundred(self.skip(self.words.joiner, end))
            room = 100 if value % 100 == 0 else 10 if value % 10 == 0 and value > 10 else 0
            if following is None or not 0 < following[0] < room:
                break
            value, end = value + following[0], following[1]
        return value, end

    def below_hundred(self, start: int) -> tuple[Decimal, int] | None:
        """Read one number word, or ones that stand before tens ('fünf und zwanzig')."""
        ones = self.phrase(self.words.number, start)
        if ones is None or not 0 < ones[0] < 10:
            return ones
        joined = self.skip(self.words.ones_joiner, ones[1])
        tens = self.phrase(self.words.number, joined)
        is_joined = joined > ones[1] or "" in self.words.ones_joiner
        if is_joined and tens and tens[0] in TENS:
            return ones[0] + tens[0], tens[1]
        return ones

    def decimals(self, start: int) -> tuple[Decimal, int] | None:
        """Read what stands after a point in words: 'two five', 'twenty-five', 'две десятых'."""
        number = self.whole(start)
        if number is None:
            return None
        place = self.phrase(self.words.decimal_place, number[1])
        if place:
            return scaled_by(number[0], -place[0]), place[1]
        digits, end = "", start
        while (digit := self.phrase(self.words.number, end)) and digit[0] in DIGITS:
            digits, end = f"{digits}{digit[0]}", digit[1]
        if not digits:
            digits, end = str(number[0]), number[1]
        return (Decimal(f"0.{digits}"), end) if digits.isdecimal() else None

    def alone(self, start: int) -> tuple[Decimal, int] | None:
        """Read a scale word that holds a number by itself; the scale word is left to read."""
        after_article = self.skip(self.words.article, start)
        of_article = after_article if after_article > start else None
        of_single = start if self.phrase(self.words.single, start) else None
        for position in (of_article, of_single):
            if position is not None and self.phrase(self.words.scale, position):
                return ONE, position
        return None

    def tonnes(self, position: int) -> int | None:
        """Read a symbol for many tonnes as it is spelled, the power of ten: 'Mt' is not 'mt'."""
        if position >= len(self.tokens):
            return None
        token = self.tokens[position]
        return self.words.tonnes.get(self.text[token.start : token.end])

    def scale(self, start: int, *, is_money: bool) -> tuple[int, int]:
        """Read up to two scale words ('هزار میلیارد'): the power of ten and where they end."""
        letter = self.touching(self.words.touching_scale, start)
        if letter is not None:
            return letter, start + 1
        if is_money and self.touching({"t": True}, start):
            return 12, start + 1
        first = self.phrase(self.words.scale, start)
        if first is None:
            return 0, start
        second = self.phrase(self.words.scale, first[1])
        return (first[0] + second[0], second[1]) if second else first

    def unit_after(self, start: int) -> tuple[str | None, int]:
        """Read the unit that follows a number; a word stuck to the digits is another unit."""
        position = start
        unit = self.phrase(self.words.unit, position)
        while unit is None and (passed := self.skip(self.words.unit_filler, position)) > position:
            position = passed
            unit = self.phrase(self.words.unit, position)
        if unit and not self.opens_next(unit[1]):
            return unit
        touching = self.touching(self.words.touching_unit, start)
        if touching:
            return touching, start + 1
        if self.touches_digits(start) and self.tokens[start].key.isascii():
            return "other", start + 1
        return None, start

    def opens_next(self, position: int) -> bool:
        """Say whether the sign before a position belongs to the digits after it ('5 $10')."""
        if position >= len(self.tokens):
            return False
        sign, digits = self.tokens[position - 1], self.tokens[position]
        return sign.key in self.words.prefix and digits.kind == "number" and digits.touches

    def multiple(self, start: int) -> Found | None:
        """Read a word that is a multiple by itself: double, втрое."""
        match = self.phrase(self.words.multiple, start)
        return Found(start, match[1], match[0], match[0], "times", closed=True) if match else None

    def rank(self, start: int) -> Found | None:
        """Read a rank: largest, second-largest, 2nd place, ranked third."""
        prefix = self.phrase(self.words.prefix, start)
        if prefix and prefix[0] == "rank":
            ordinal = self.phrase(self.words.ordinal, prefix[1])
            return self.ranked(start, *ordinal) if ordinal else None
        ordinal = self.ordinal(start)
        if ordinal:
            number, end = ordinal
            named = self.phrase(self.words.superlative, end) or self.phrase(self.words.place, end)
            return self.ranked(start, number, named[1]) if named else None
        place = self.phrase(self.words.place, start + 1)
        token = self.tokens[start]
        if place and token.plain and token.value is not None:
            return self.ranked(start, token.value, place[1])
        superlative = self.phrase(self.words.superlative, start)
        before = self.tokens[start - 1] if start else token
        if superlative is None or before.kind == "number" or before.key in self.words.number:
            return None
        end = superlative[1]
        counts = end < len(self.tokens) and self.quantity(end) is not None
        return None if counts else self.ranked(start, ONE, end)

    def ranked(self, start: int, number: Decimal, end: int) -> Found:
        """Give a rank."""
        return Found(start, end, number, number, "rank", closed=True)

    def ordinal(self, start: int) -> tuple[Decimal, int] | None:
        """Read an ordinal: second, 2nd, 2-е."""
        token = self.tokens[start]
        if token.plain and token.value is not None:
            ending = self.skip(self.words.ordinal_ending, start + 1)
            return (token.value, ending) if ending > start + 1 else None
        return self.phrase(self.words.ordinal, start)

    def is_year(self, number: Found) -> bool:
        """Say whether a number is four digits that name a year."""
        token = self.tokens[number.start]
        if number.unit not in (None, "other") or not token.plain or number.value != token.value:
            return False
        return any(number.value in span for span in self.years)

    def hedge(self, number: Found) -> tuple[Hedge, range]:
        """Name the hedge that stands before a number, else after it, and the tokens it is of."""
        before = self.hedge_before(number.start)
        if before is not None:
            return before
        after = self.phrase(self.words.hedge_after, number.end)
        return (after[0], range(number.end, after[1])) if after else ("none", range(0))

    def hedge_before(self, end: int) -> tuple[Hedge, range] | None:
        """Find the hedge that ends at a position, over words such as 'the' or 'отметку'."""
        for _ in range(MOST_HEDGE_FILLERS + 1):
            start = self.starts(self.words.hedge, end)
            if start is not None:
                return self.words.hedge[self.key(start, end)], range(start, end)
            filler = self.starts(self.words.hedge_filler, end)
            if filler is None:
                break
            end = filler
        return None

    def hedge_start(self, number: Found) -> int:
        """Find where a number starts, its hedge included."""
        before = self.hedge_before(number.start)
        return before[1].start if before else number.start

    def span(self, number: Found) -> tuple[int, int]:
        """Find where a number stands in the text, its hedge included."""
        hedge = self.hedge(number)[1] or range(number.start, number.end)
        first, last = min(number.start, hedge.start), max(number.end, hedge.stop)
        return self.tokens[first].start, self.tokens[last - 1].end

    @cached_property
    def directions(self) -> list[tuple[range, bool]]:
        """Find the words that tell a rise or a fall, with whether it is a fall; no hedge does."""
        hedging = {at for number in self.numbers for at in self.hedge(number)[1]}
        return [
            (range(at, end), key in self.words.falls)
            for at, phrases in enumerate(self.phrases)
            for key, end in phrases
            if at not in hedging and (key in self.words.falls or key in self.words.rise)
        ]

    def falls(self, number: Found) -> bool:
        """Say whether the nearest word that tells a direction tells a fall; a tie is before it."""
        nearest = min(
            self.directions,
            key=lambda told: max(number.start - told[0].stop, told[0].start - number.end),
            default=(range(0), False),
        )
        return nearest[1]
