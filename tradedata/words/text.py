"""Text: words that keep their parts, so that a number in a sentence still knows what it is.

Owns the parts that are our own and how words are put together. A number, a count, a day and a
quotation stay what they are inside a sentence, so that whoever shows it can mark each; for all else
the words are ordinary text. Formats no number and knows no markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import chain

from tradedata.data.quoting import Quoted

_BLANK = "{}"
SENTENCE_ENDS = (".", "?", "!", "…", "؟", "।")


class Number(str):
    """A number as readers see it, with its exact value and the id of what it stands for.

    The id is that of a claim or an indicator, or the key of a benchmark.
    """

    __slots__ = ("id", "value")
    id: str
    value: Decimal

    def __new__(cls, words: str, value: Decimal, of: str) -> Number:
        """The words of the value of what has the id ``of``."""
        number = super().__new__(cls, words)
        number.value, number.id = value, of
        return number

    def __getnewargs__(self) -> tuple[str, Decimal, str]:  # type: ignore[override]
        """What a copy is made of."""
        return str(self), self.value, self.id


class Count(str):
    """How many there are of something, or a bound of our own: no row or result is behind it."""

    __slots__ = ("value",)
    value: Decimal | Fraction

    def __new__(cls, words: str, value: Decimal | Fraction | int) -> Count:
        """The words of the value."""
        made = super().__new__(cls, words)
        made.value = value if isinstance(value, Fraction) else Decimal(value)
        return made

    def __getnewargs__(self) -> tuple[str, Decimal | Fraction]:  # type: ignore[override]
        """What a copy is made of."""
        return str(self), self.value


class Text(str):
    """Words with their parts; none of the parts is itself a Text."""

    __slots__ = ("parts",)
    parts: tuple[str, ...]

    def __new__(cls, parts: Iterable[str]) -> Text:
        """The parts one after another, those of texts among them taken out."""
        flat = tuple(filter(None, chain.from_iterable(map(parts_of, parts))))
        text = super().__new__(cls, "".join(flat))
        text.parts = flat
        return text

    def __getnewargs__(self) -> tuple[tuple[str, ...]]:  # type: ignore[override]
        """What a copy is made of."""
        return (self.parts,)


def parts_of(words: str) -> tuple[str, ...]:
    """The parts of a text; anything else is its own only part."""
    return words.parts if isinstance(words, Text) else (words,)


def say(template: str, *given: str) -> Text:
    """The template with each ``{}`` filled, in order: say('{} was stated', number)."""
    first, *rest = template.split(_BLANK)
    filled = [piece for pair in zip(given, rest, strict=True) for piece in pair]
    return Text((first, *filled))


def joined(separator: str, texts: Iterable[str]) -> Text:
    """The texts with the separator between them."""
    pieces = [piece for text in texts for piece in (separator, text)]
    return Text(pieces[1:])


def list_words(items: Sequence[str]) -> Text:
    """'a', 'a and b', 'a, b and c'."""
    if len(items) < 2:
        return Text(items)
    return say("{} and {}", joined(", ", items[:-1]), items[-1])


def capitalised(text: str) -> Text:
    """The text with a capital letter in front, as a sentence begins."""
    parts = parts_of(text)
    return Text((*map(_with_capital, parts[:1]), *parts[1:]))


def sentence(text: str) -> Text:
    """The text with a capital letter in front and a full stop."""
    return say("{}.", capitalised(text))


def as_sentences(first: str, second: str) -> Text:
    """'First. Second'; a first that ends with a mark of its own gets no full stop."""
    return say("{}{} {}", first, "" if first.endswith(SENTENCE_ENDS) else ".", second)


def count(number: int) -> Count:
    """A count without what is counted."""
    return Count(str(number), number)


def counted(number: int, noun: str) -> Count:
    """'1 page', '4 pages'."""
    return Count(f"{number} {noun}{'' if number == 1 else 's'}", number)


def _with_capital(part: str) -> str:
    words = f"{part[:1].upper()}{part[1:]}"
    match part:
        case Number():
            return Number(words, part.value, part.id)
        case Count():
            return Count(words, part.value)
        case Quoted():
            return Quoted(words, part.language)
        case _:
            return type(part)(words)
