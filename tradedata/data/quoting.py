"""Quoting: words as a source prints them, which know their language.

Owns that one type. Whoever shows the words can say their language to a reader's software; for all
else they are ordinary text.
"""

from __future__ import annotations

OUR_LANGUAGE = "en"


class Quoted(str):
    """Words of a source, with their language as a code such as 'fa'."""

    __slots__ = ("language",)
    language: str

    def __new__(cls, words: str, language: str) -> Quoted:
        """The words in a language."""
        quoted = super().__new__(cls, words)
        quoted.language = language
        return quoted
