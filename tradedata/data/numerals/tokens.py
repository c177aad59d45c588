"""Tokens: the numbers, words and symbols of a few printed words, before any is understood.

Owns spelling (one form for one word) and how digits and separators make a number. Must not know
what a word means, and must not guess: a number that cannot be told has no value.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

# What one separator between digits means; None: it cannot be told, so it is not read; zeros: it can
# where three zeros end the digits, since nobody prints '418.000' for 418.
Reading = Literal["join", "fraction", "zeros"] | None

SEPARATOR_MARKS = (".", ",", "،", "٫", "٬", "/", ":")
GROUP_MARKS = (".", ",", "٬", " ")

# Pages print a minus with a hyphen or an en dash, too; one that stands by itself parts words.
MINUSES = tuple("-\N{MINUS SIGN}\N{EN DASH}\N{FIGURE DASH}\N{FULLWIDTH HYPHEN-MINUS}")

APOSTROPHES = "'’ʼʻ"


class OneSpelling(dict[int, int | None]):
    """How letters written in two ways are written here, for `str.translate`."""

    def __missing__(self, code: int) -> int | None:
        """Leave out joiners and direction marks; keep any other character."""
        self[code] = None if unicodedata.category(chr(code)) == "Cf" else code
        return self[code]


# Arabic letters and marks, Cyrillic yo, Romanian cedillas, the dot of a Turkish capital.
ONE_SPELLING = OneSpelling(str.maketrans("يىكأإآٱёşţ", "ییکااااеșț", f"ـًٌٍَُِّْٰ\u0307{APOSTROPHES}"))


@dataclass(frozen=True)
class Token:
    """A word, a symbol or a run of digits; `value` is that of the digits, None if unreadable."""

    kind: Literal["number", "word", "symbol"]
    key: str
    start: int
    end: int
    touches: bool
    value: Decimal | None = None
    plain: bool = False


def tokenize(text: str, separators: Mapping[str, tuple[Reading, Reading]]) -> list[Token]:
    """Cut a text into numbers, words and symbols; spaces and dashes part them.

    `separators`: what a mark between digits means in the shape of thousands, and in any other.
    """
    tokens: list[Token] = []
    position = 0
    touches = False
    while position < len(text):
        start, character = position, text[position]
        category = unicodedata.category(character)
        if category == "Nd":
            runs, marks, position = read_digits(text, start)
            value = None if is_damaged(text, start, position) else decode(runs, marks, separators)
            if value is not None and has_minus(text, start):
                value, start, touches = value.copy_negate(), start - 1, False
            token = Token("number", "", start, position, touches, value, not marks)
        elif is_word_character(character) and category != "Cf":
            position = word_end(text, position)
            key = normalize(text[start:position])
            token = Token("word", key, start, position, touches)
        else:
            position += 1
            if category == "Cf":
                # Direction marks stand beside numbers unseen: what they part still touches.
                continue
            if category[0] in "ZC" or category == "Pd" or character == "\N{MINUS SIGN}":
                touches = False
                continue
            token = Token("symbol", normalize(character), start, position, touches)
        tokens.append(token)
        touches = True
    return tokens


def is_word_character(character: str) -> bool:
    """Say whether a character may belong to a word: letters, vowel signs, joiners."""
    category = unicodedata.category(character)
    return category[0] in "LM" or category == "Cf"


def word_end(text: str, position: int) -> int:
    """Find where the word at a position ends; an apostrophe between two letters is a part of it."""
    while position < len(text):
        character = text[position]
        within = character in APOSTROPHES and text[position + 1 : position + 2].isalpha()
        if not (character.isalpha() or within or is_word_character(character)):
            break
        position += 1
    return position


def digits_end(text: str, position: int) -> int:
    """Find where the decimal digits that start at a position end."""
    while position < len(text) and unicodedata.category(text[position]) == "Nd":
        position += 1
    return position


def read_digits(text: str, start: int) -> tuple[list[str], list[str], int]:
    """Read runs of digits, given in ASCII, and the marks between them, and where they end."""
    runs: list[str] = []
    marks: list[str] = []
    while True:
        end = digits_end(text, start)
        runs.append("".join(str(unicodedata.decimal(digit)) for digit in text[start:end]))
        start = end + 1
        width = digits_end(text, start) - start
        mark = text[end:start]
        if width and mark in SEPARATOR_MARKS:
            marks.append("," if mark == "،" else mark)
        elif width == 3 and unicodedata.category(mark) == "Zs" and spaces_group(runs, marks):
            marks.append(" ")
        else:
            return runs, marks, end


def spaces_group(runs: list[str], marks: list[str]) -> bool:
    """Say whether a space followed by three digits may go on with a number."""
    return set(marks) <= {" "} and is_grouped([*runs, "000"])


def is_grouped(runs: list[str]) -> bool:
    """Say whether runs of digits have the shape of grouped thousands or lakhs."""
    first, *middle, last = runs
    return (
        len(first) <= 3
        and not first.startswith("0")
        and all(len(run) in (2, 3) for run in middle)
        and len(last) == 3
    )


def decode(
    runs: list[str], marks: list[str], separators: Mapping[str, tuple[Reading, Reading]]
) -> Decimal | None:
    """Read digits and separators as the language writes them; None if that cannot be told."""
    if not marks:
        return Decimal(runs[0])
    *others, last = marks
    grouped = is_grouped(runs)
    in_shape, otherwise = separators.get(last, (None, None))
    reading: Reading
    if not others:
        long_slash = last == "/" and len(runs[0]) > 3
        reading = None if long_slash else in_shape if grouped else otherwise
        ends_in_zeros = grouped and runs[-1] == "000"
        if reading == "zeros":
            reading = "join" if ends_in_zeros else None
        elif reading == "fraction" and ends_in_zeros and last in (".", ","):
            reading = None  # nobody prints '300.000' for 300; it may be 300,000
    elif set(others) == {last}:
        reading = "join" if grouped and last in GROUP_MARKS else None
    else:
        ends_in_fraction = in_shape == "fraction" or {*others, last} == {",", "."}
        groups_alike = len(set(others)) == 1 and others[0] in GROUP_MARKS
        sound = ends_in_fraction and groups_alike and is_grouped(runs[:-1])
        reading = "fraction" if sound else None
    if reading is None:
        return None
    if reading == "join":
        return Decimal("".join(runs))
    return Decimal(f"{''.join(runs[:-1])}.{runs[-1]}")


def is_damaged(text: str, start: int, end: int) -> bool:
    """Say whether digits are only part of a number: '1½', '10²', '.5'."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if any(mark and unicodedata.category(mark) == "No" for mark in (before, after)):
        return True
    return before in (".", ",", "٫") and not text[start - 2 : start - 1].isalpha()


def has_minus(text: str, start: int) -> bool:
    """Say whether a minus sign, not a hyphen, stands before the digits."""
    sign, before = text[start - 1 : start], text[start - 2 : start - 1]
    return sign in MINUSES and before.strip() in ("", "(")


def normalize(word: str) -> str:
    """Give one spelling to the same word: case, joiners, letters and marks written in two ways."""
    return unicodedata.normalize("NFKC", word).casefold().translate(ONE_SPELLING)
