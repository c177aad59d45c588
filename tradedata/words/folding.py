"""Folding: one spelling for what readers do not tell apart when they search.

Owns which letters count as one: case, accents, dashes, quotes, the yeh and kaf of Arabic and
Persian, ё and е, and the digits of every script. Searches nothing.
"""

from __future__ import annotations

import unicodedata

from tradedata.data.verifying import normalise

# Vowels and joins of Indian scripts are letters of their own, not accents.
_CLASSES_OF_LETTERS = (0, 9)


class _Plain(dict[int, str]):
    """What a letter is folded to, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        if unicodedata.combining(letter) not in _CLASSES_OF_LETTERS:
            plain = ""
        else:
            digit = unicodedata.decimal(letter, None)
            plain = letter if digit is None else str(digit)
        self[code] = plain
        return plain


_PLAIN = _Plain(
    str.maketrans(
        {
            "\N{ARABIC LETTER YEH}": "\N{ARABIC LETTER FARSI YEH}",
            "\N{ARABIC LETTER ALEF MAKSURA}": "\N{ARABIC LETTER FARSI YEH}",
            "\N{ARABIC LETTER KAF}": "\N{ARABIC LETTER KEHEH}",
            "\N{ARABIC LETTER TEH MARBUTA}": "\N{ARABIC LETTER HEH}",
            "\N{ARABIC LETTER AE}": "\N{ARABIC LETTER HEH}",
            "\N{ARABIC LETTER HEH DOACHASHMEE}": "\N{ARABIC LETTER HEH}",
            "\N{ARABIC TATWEEL}": "",
            "«": '"',
            "»": '"',
        }
    )
)


def fold(text: str) -> str:
    """The text in its one spelling; folding it again changes nothing."""
    if text.isascii():
        return normalise(text)
    apart = unicodedata.normalize("NFKD", normalise(unicodedata.normalize("NFKD", text)))
    return normalise(apart.translate(_PLAIN))
