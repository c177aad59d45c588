"""Numbers as the sources print them: reads the few printed words of a claim into exact numbers.

Owns which of them hold a value. Must not look at claims, files or tables, and must not guess: a
number that is not understood whole, with all that stands beside it, is none. In a language without
a word list, only plain digits and symbols count.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tradedata.data.numerals.digits import EXACT, significant_digits
from tradedata.data.numerals.grammar import ONE, Reader
from tradedata.data.numerals.lexicon import LANGUAGES, Hedge, lexicon
from tradedata.data.numerals.surroundings import Obstacle, Surroundings
from tradedata.data.vocabulary import CURRENCIES, UNITS

# Families that a number may belong to although no word says so.
QUANTITIES = (*CURRENCIES, "t")
# Pages in these languages print the years of the solar calendar.
SOLAR_LANGUAGES = ("fa", "ps")


@dataclass(frozen=True)
class PrintedNumber:
    """One number as printed: its value with the scale word applied, and what its words say.

    `unit` is a currency, t, percent, times, rank, `other` (a unit that the data does not know, such
    as yuan or years) or None where the words name none. `scaled`: a scale word was printed.
    `falls`: the words tell a fall by it. `obstacle`: what keeps it from being read whole. `span`:
    where it stands in the text, its hedge included; `text` is without the hedge.
    """

    value: Decimal
    unit: str | None
    text: str
    span: tuple[int, int]
    significant_digits: int
    hedge: Hedge
    scaled: bool = False
    falls: bool = False
    obstacle: Obstacle | None = None

    def cell(self, measure: str) -> str:
        """The value as a row of a measure has it: a growth that falls is below zero."""
        return f"{-self.value if self.falls and measure == 'growth' else self.value:f}"


def printed_numbers(text: str, language: str) -> tuple[PrintedNumber, ...]:
    """Read every number in the words, in order; a bare year counts only if nothing else does."""
    reader = Reader(text, lexicon(language), solar=language in SOLAR_LANGUAGES)
    surroundings = Surroundings(reader, reader.numbers)
    return tuple(
        PrintedNumber(
            value=number.value,
            unit=number.unit,
            text=surroundings.text(number.start, number.end),
            span=reader.span(number),
            significant_digits=significant_digits(number.shown),
            hedge=reader.hedge(number)[0],
            scaled=number.scaled,
            falls=reader.falls(number),
            obstacle=surroundings.obstacle(place),
        )
        for place, number in enumerate(reader.numbers)
    )


def numbers_holding(
    text: str, language: str, value: Decimal, unit: str, *, scale: Decimal | None = None
) -> tuple[PrintedNumber, ...]:
    """Read the printed numbers that are `value` in `unit`; none: the words do not hold it.

    `scale` is what one printed unit of a table stands for: it multiplies a number that has
    neither a unit nor a scale word of its own. A printed fall of 19 percent also holds -19, and
    one to a fifth as 'five times less' 0.2.
    """
    whole = [n for n in printed_numbers(text, language) if n.obstacle is None and fits(n, unit)]
    return tuple(n for n in whole if value.is_finite() and holds(n, value, scale))


def fits(number: PrintedNumber, unit: str) -> bool:
    """Say whether a number may be in a unit of the data."""
    family = UNITS[unit].family if unit in UNITS else ""
    return number.unit == family or (number.unit is None and family in QUANTITIES)


def holds(number: PrintedNumber, value: Decimal, scale: Decimal | None) -> bool:
    """Say whether a printed number is a value."""
    printed = number.value
    if number.unit is None and not number.scaled and scale is not None:
        printed = EXACT.multiply(printed, scale)
    if number.falls and number.unit == "times" and printed > ONE:
        return EXACT.multiply(printed, value) == ONE
    is_fall = number.falls and number.unit == "percent" and value < 0
    return printed == (value.copy_negate() if is_fall else value)


def untold_direction(text: str, language: str) -> str | None:
    """Name what may tell a fall, where nothing tells a rise or a fall that is known.

    That is the first word of no list ('sank 5 percent'), or brackets around all ('(5%)').
    """
    reader = Reader(text, lexicon(language))
    keys = [token.key for token in reader.tokens]
    told = {key for found in reader.phrases for key, _ in found} & reader.words.multiple.keys()
    if reader.directions or told or "+" in keys:
        return None
    if (keys[0], keys[-1]) == ("(", ")"):
        return text
    known = {at for number in reader.numbers for at in range(number.start, number.end)}
    for start, found in enumerate(reader.phrases):
        known.update(range(start, found[0][1] if found else start))
    unknown = (t for at, t in enumerate(reader.tokens) if t.kind == "word" and at not in known)
    return next((text[token.start : token.end] for token in unknown), None)


def other_languages_holding(
    text: str, language: str, value: Decimal, unit: str, *, scale: Decimal | None = None
) -> tuple[str, ...]:
    """Name the other languages whose words, and no others, make the text hold a value.

    None does if one of them reads another number, or if the words are as good as those of
    `language`.
    """
    known = lexicon(language).phrases
    found = []
    for other in LANGUAGES:
        words = lexicon(other)
        reader = Reader(text, words)
        own = any(t.key in words.phrases and t.key not in known for t in reader.tokens)
        numbers = [n for n in printed_numbers(text, other) if own and fits(n, unit)]
        whole = [n for n in numbers if n.obstacle is None]
        if whole and not any(holds(n, value, scale) for n in whole):
            return ()
        found += [other] if whole else []
    return tuple(found)
