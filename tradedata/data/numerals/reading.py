"""Numbers as the sources print them: reads the few printed words of a claim into exact numbers.

Owns how words and digits combine. Must not look at claims, files or tables, and must not guess:
words that it does not know give no number. In a language without a table in words, only
plain digits and symbols count.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal

from tradedata.data.numerals.digits import significant_digits
from tradedata.data.numerals.lexicon import Value, lexicon
from tradedata.data.numerals.tokens import tokenize
from tradedata.data.numerals.words import Hedge
from tradedata.data.vocabulary import CURRENCIES, UNITS

__all__ = ["PrintedNumber", "numbers_holding", "printed_numbers", "says_fall"]

LONGEST_PHRASE = 4
MOST_HEDGE_FILLERS = 3

YEARS = range(1900, 2101)
# Pages in Persian print the years of the solar calendar.
SOLAR_YEARS = range(1300, 1451)

ONE = Decimal(1)
EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)
"""Arithmetic that never rounds, however many digits are printed."""

# Families that a number may belong to although no word says so.
QUANTITIES = (*CURRENCIES, "t")


@dataclass(frozen=True)
class PrintedNumber:
    """One number as printed: its value with the scale word applied, and what its words say.

    `unit` is a currency, t, percent, times, rank, `other` (a unit that the data does not know, such
    as yuan or years) or None where the words name none. `scaled`: a scale word was printed.
    """

    value: Decimal
    unit: str | None
    text: str
    significant_digits: int
    hedge: Hedge
    scaled: bool = False


@dataclass(frozen=True)
class Found:
    """A number between two token positions; `shown` has the digits as printed."""

    start: int
    end: int
    value: Decimal
    shown: Decimal
    unit: str | None = None
    scaled: bool = False


def printed_numbers(text: str, language: str) -> tuple[PrintedNumber, ...]:
    """Read every number in the words, in order; a bare year counts only if nothing else does."""
    reader = Reader(text, language)
    return tuple(
        PrintedNumber(
            value=number.value,
            unit=number.unit,
            text=text[reader.tokens[number.start].start : reader.tokens[number.end - 1].end],
            significant_digits=significant_digits(number.shown),
            hedge=reader.hedge(number)[0],
            scaled=number.scaled,
        )
        for number in reader.numbers()
    )


def numbers_holding(
    text: str, language: str, value: Decimal, unit: str, *, scale: Decimal | None = None
) -> tuple[PrintedNumber, ...]:
    """Read the printed numbers that are `value` in `unit`; none: the words do not hold it.

    `scale` is what one printed unit of a table stands for: it multiplies a number that has
    neither a unit nor a scale word of its own. A printed fall of 19 percent also holds -19.
    """
    if unit not in UNITS or not value.is_finite():
        return ()
    family = UNITS[unit].family
    wanted = {value}
    if family == "percent" and value < 0 and says_fall(text, language):
        wanted.add(value.copy_negate())
    found = []
    for number in printed_numbers(text, language):
        printed = number.value
        if number.unit is None and not number.scaled and scale is not None:
            printed = EXACT.multiply(printed, scale)
        fits = number.unit == family or (number.unit is None and family in QUANTITIES)
        if fits and printed in wanted:
            found.append(number)
    return tuple(found)


def says_fall(text: str, language: str) -> bool:
    """Say whether a word of the text tells a fall; none does that is part of a number's hedge."""
    reader = Reader(text, language)
    hedging = {place for number in reader.numbers() for place in reader.hedge(number)[1]}
    falls = (at for at, token in enumerate(reader.tokens) if token.key in reader.words.falls)
    return not hedging.issuperset(falls)


def scaled_by(value: Decimal, power: int) -> Decimal:
    """Multiply by a power of ten without rounding; a whole result is written out in full."""
    product = value.scaleb(power, EXACT)
    whole = product.to_integral_value(context=EXACT)
    return product if product != whole or power == 0 else EXACT.quantize(whole, ONE)


class Reader:
    """Combines the tokens of one text into numbers, left to right, longest phrase first."""

    def __init__(self, text: str, language: str) -> None:
        """Cut the text; nothing is read yet."""
        self.tokens = tokenize(text, language)
        self.language = language
        self.words = lexicon(language)
        self.phrases = [self.known_phrases(start) for start in range(len(self.tokens))]

    def numbers(self) -> list[Found]:
        """Read every number of the text; a bare year counts only if nothing else does."""
        found = self.read()
        return [number for number in found if not self.is_year(number)] or found

    def read(self) -> list[Found]:
        """Read every number of the text."""
        found: list[Found] = []
        position = 0
        while position < len(self.tokens):
            skipped = self.phrase(self.words.not_numbers, position)
            if skipped:
                position = skipped[1]
                continue
            number = self.rank(position) or self.multiple(position) or self.quantity(position)
            if number:
                found.append(number)
            position = number.end if number else position + 1
        return found

    def phrase(self, meanings: Mapping[str, Value], start: int) -> tuple[Value, int] | None:
        """Find the longest phrase at a position: its meaning and its end, always further on."""
        for key, end in self.phrases[start] if start < len(self.phrases) else ():
            if key in meanings:
                return meanings[key], end
        return None

    def known_phrases(self, start: int) -> list[tuple[str, int]]:
        """Find the phrases at a position that any table has, longest first."""
        ends = range(min(start + LONGEST_PHRASE, len(self.tokens)), start, -1)
        keys = ((self.key(start, end), end) for end in ends)
        return [(key, end) for key, end in keys if key in self.words.phrases]

    def key(self, start: int, end: int) -> str:
        """Join tokens to a phrase; empty outside the text."""
        if start < 0 or end > len(self.tokens):
            return ""
        return " ".join(token.key for token in self.tokens[start:end])

    def skip(self, meanings: Mapping[str, bool], start: int) -> int:
        """Step over one phrase of a word set if it is there."""
        match = self.phrase(meanings, start)
        return match[1] if match else start

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

    def quantity(self, start: int) -> Found | None:
        """Read a number with its scale words and its unit, before it or after it."""
        prefix = self.phrase(self.words.prefixes, start)
        unit, position = prefix or (None, start)
        if prefix is None and self.continues_word(start):
            return None
        number = self.magnitude(position, is_money=unit in CURRENCIES)
        if number is None:
            return None
        after, end = self.unit_after(number.end)
        if unit is None or unit == after:
            unit = after
        else:
            end = number.end
        return Found(start, end, number.value, number.shown, unit, number.scaled)

    def continues_word(self, position: int) -> bool:
        """Say whether digits only end a code such as G20."""
        token = self.tokens[position]
        before = self.tokens[position - 1] if position else token
        return token.touches and before.kind == "word" and before.key.isascii()

    def magnitude(self, start: int, *, is_money: bool) -> Found | None:
        """Read a number and its scale words, also in falling parts ('1 млн 200 тыс.')."""
        part = self.small(start) or self.alone(start)
        if part is None:
            return None
        shown, end = part
        power, end = self.scale(end, is_money=is_money)
        if end == start:  # a word that holds a number by itself, and no scale after all
            return None
        fraction = self.phrase(self.words.fractions_after, end)
        value = scaled_by(shown, power)
        if fraction and power:
            end = fraction[1]
            value = EXACT.add(value, scaled_by(fraction[0], power))
            shown = value
        scaled = power > 0
        while power >= 3:
            joined = self.skip(self.words.scale_connectors, end)
            part = self.small(joined)
            if part is None:
                break
            next_power, next_end = self.scale(part[1], is_money=False)
            addend = scaled_by(part[0], next_power)
            # Only a word such as 'و' joins digits without a scale word of their own.
            unjoined = joined == end and self.tokens[joined].kind == "number"
            bare_digits = unjoined and next_power == 0
            if bare_digits or addend < 0 or addend >= scaled_by(ONE, power):
                break
            shown = value = EXACT.add(value, addend)
            power, end = next_power, next_end
        return Found(start, end, value, shown, scaled=scaled)

    def small(self, start: int) -> tuple[Decimal, int] | None:
        """Read digits, or number words below a thousand."""
        before = self.phrase(self.words.fractions_before, start)
        first = before[1] if before else start
        digits = self.tokens[first].value if first < len(self.tokens) else None
        number = self.spelled(first) if digits is None else (digits, first + 1)
        if number is None:
            return None
        value, end = number
        after = self.phrase(self.words.fractions_after, end)
        for fraction in filter(None, (before, after)):
            value = EXACT.add(value, fraction[0])
        return value, after[1] if after else end

    def spelled(self, start: int) -> tuple[Decimal, int] | None:
        """Read number words in falling order: hundreds, tens, ones."""
        number = self.phrase(self.words.numbers, start)
        if number is None:
            return None
        value, end = number
        hundreds = self.phrase(self.words.hundreds, end)
        if hundreds and value < 10:
            value, end = value * 100, hundreds[1]
        while value:
            following = self.phrase(self.words.numbers, self.skip(self.words.part_connectors, end))
            room = 100 if value % 100 == 0 else 10 if value % 10 == 0 and value > 10 else 0
            if following is None or not 0 < following[0] < room:
                break
            value, end = value + following[0], following[1]
        return value, end

    def alone(self, start: int) -> tuple[Decimal, int] | None:
        """Read a scale word that holds a number by itself; the scale word is left to read."""
        if self.phrase(self.words.duals, start):
            return Decimal(2), start
        after_article = self.skip(self.words.articles, start)
        if after_article > start and self.phrase(self.words.scales, after_article):
            return ONE, after_article
        singular = self.phrase(self.words.singulars, start)
        is_led = self.key(start - 1, start) in self.words.leads
        if singular and (start == 0 or is_led or self.hedge_before(start)):
            return ONE, start
        return None

    def scale(self, start: int, *, is_money: bool) -> tuple[int, int]:
        """Read up to two scale words ('هزار میلیارد'): the power of ten and where they end."""
        letter = self.touching(self.words.touching_scales, start)
        if letter is not None:
            return letter, start + 1
        if is_money and self.touching({"t": True}, start):
            return 12, start + 1
        first = self.phrase(self.words.scales, start)
        if first is None:
            return 0, start
        second = self.phrase(self.words.scales, first[1])
        return (first[0] + second[0], second[1]) if second else first

    def unit_after(self, start: int) -> tuple[str | None, int]:
        """Read the unit that follows a number; a word stuck to the digits is another unit."""
        position = start
        unit = self.phrase(self.words.units, position)
        while unit is None and (passed := self.skip(self.words.unit_fillers, position)) > position:
            position = passed
            unit = self.phrase(self.words.units, position)
        if unit and not self.opens_next(unit[1]):
            return unit
        touching = self.touching(self.words.touching_units, start)
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
        return sign.key in self.words.prefixes and digits.kind == "number" and digits.touches

    def multiple(self, start: int) -> Found | None:
        """Read a word that is a multiple by itself: double, втрое."""
        match = self.phrase(self.words.multiples, start)
        return Found(start, match[1], match[0], match[0], "times") if match else None

    def rank(self, start: int) -> Found | None:
        """Read a rank: largest, second-largest, 2nd place, ranked third."""
        prefix = self.phrase(self.words.prefixes, start)
        if prefix and prefix[0] == "rank":
            ordinal = self.phrase(self.words.ordinals, prefix[1])
            return self.ranked(start, *ordinal) if ordinal else None
        ordinal = self.ordinal(start)
        if ordinal:
            number, end = ordinal
            named = self.phrase(self.words.superlatives, end) or self.phrase(self.words.places, end)
            return self.ranked(start, number, named[1]) if named else None
        place = self.phrase(self.words.places, start + 1)
        token = self.tokens[start]
        if place and token.plain and token.value is not None:
            return self.ranked(start, token.value, place[1])
        superlative = self.phrase(self.words.superlatives, start)
        before = self.tokens[start - 1] if start else token
        if superlative is None or before.kind == "number" or before.key in self.words.numbers:
            return None
        end = superlative[1]
        counts = end < len(self.tokens) and self.quantity(end) is not None
        return None if counts else self.ranked(start, ONE, end)

    def ranked(self, start: int, number: Decimal, end: int) -> Found:
        """Give a rank."""
        return Found(start, end, number, number, "rank")

    def ordinal(self, start: int) -> tuple[Decimal, int] | None:
        """Read an ordinal: second, 2nd, 2-е."""
        token = self.tokens[start]
        if token.plain and token.value is not None:
            ending = self.skip(self.words.ordinal_endings, start + 1)
            return (token.value, ending) if ending > start + 1 else None
        return self.phrase(self.words.ordinals, start)

    def is_year(self, number: Found) -> bool:
        """Say whether a number is four digits that name a year."""
        token = self.tokens[number.start]
        if number.end - number.start > 1 or number.unit is not None or not token.plain:
            return False
        years = (YEARS, SOLAR_YEARS) if self.language == "fa" else (YEARS,)
        return any(number.value in span for span in years)

    def hedge(self, number: Found) -> tuple[Hedge, range]:
        """Name the hedge that stands before a number, else after it, and the tokens it is of."""
        before = self.hedge_before(number.start)
        if before is not None:
            return before
        after = self.phrase(self.words.hedges_after, number.end)
        return (after[0], range(number.end, after[1])) if after else ("none", range(0))

    def hedge_before(self, end: int) -> tuple[Hedge, range] | None:
        """Find the hedge that ends at a position, over words such as 'the' or 'отметку'."""
        for _ in range(MOST_HEDGE_FILLERS + 1):
            for length in range(LONGEST_PHRASE, 0, -1):
                key = self.key(end - length, end)
                if key in self.words.hedges:
                    return self.words.hedges[key], range(end - length, end)
            if self.key(end - 1, end) not in self.words.hedge_fillers:
                break
            end -= 1
        return None
