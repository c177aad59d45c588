"""Notices: what a reader is told of an address, where it asks for what is not here.

Owns their form and their words. What an address may hold is a matter of parameters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tradedata.data.characters import one_line
from tradedata.data.quoting import OUR_LANGUAGE, Quoted
from tradedata.views.pages import EVERY_PAGE
from tradedata.words.text import Text, say

_NOTICE_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class Notice:
    """What of an address is of no use: the parameter, the words to show of it, what is allowed.

    ``read_as`` is the word of ours that another name of it was read as.
    """

    name: str
    words: str
    allowed: str = ""
    read_as: str = ""

    @property
    def remark(self) -> Text:
        """' (allowed: a and b)', ' (read as a)'."""
        if self.read_as:
            return say(" (read as {})", Quoted(self.read_as, OUR_LANGUAGE))
        return say(" (allowed: {})" if self.allowed else "{}", self.allowed)

    @property
    def sentence(self) -> Text:
        """The words with their remark."""
        return say("{}{}", self.words, self.remark)


def notice_of(name: str, values: Iterable[str] | None = None, allowed: str = "") -> Notice:
    """The notice of a parameter, with those of its values that are of no use, if it has any.

    Its words stand on one line and are as long as anybody reads.
    """
    words = name if values is None else f"{name}={', '.join(values)}"
    cut = words if len(words) <= _NOTICE_CHARACTERS else f"{words[:_NOTICE_CHARACTERS]}…"
    return Notice(name[:_NOTICE_CHARACTERS], one_line(cut), allowed)


def unknown_page(slug: str) -> Notice:
    """What is said of a path that names no page."""
    return notice_of(f"/{slug}", allowed=", ".join(f"/{page.slug}" for page in EVERY_PAGE))


def earlier_values(name: str, values: Sequence[str]) -> list[Notice]:
    """What is said of other values before the last one, of a parameter that takes one."""
    others = [value for value in dict.fromkeys(values) if value != values[-1]]
    allowed = f"one value: the last, {values[-1]}" if values else ""
    return [notice_of(name, others, allowed)] if others else []
