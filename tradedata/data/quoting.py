"""Quoting: words as the data have them, which know their language.

Owns that one type. They are a source's, or ours in a note. Whoever shows the words can say their
language to a reader's software; for all else they are ordinary text.
"""

from __future__ import annotations

OUR_LANGUAGE = "en"


class Quoted(str):
    """Words of the data, with their language as a code such as 'fa'."""

    __slots__ = ("language",)
    language: str

    def __new__(cls, words: str, language: str) -> Quoted:
        """The words in a language."""
        quoted = super().__new__(cls, words)
        quoted.language = language
        return quoted

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]
        """What a copy is made of."""
        return str(self), self.language
