"""Facts: what is known of a number, a term at a time, with where it leads.

Owns the form of a fact and how a source is told. Knows no markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tradedata.data.claims import Claim, Source
from tradedata.words.claims import source_words
from tradedata.words.passages import passage_address
from tradedata.words.text import Text, as_sentences, joined, say

Form = Literal["text", "quote", "code"]


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address, which has passed the data checks."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Fact:
    """What a term says of the number, and where that leads."""

    term: str
    words: str
    links: tuple[Link, ...] = ()
    form: Form = "text"


def printed_in(claim: Claim, term: str = "Printed in") -> Fact:
    """Where the claim is printed, leading to the very words where their address is known."""
    source = claim.source
    authors = say("{}: ", joined(", ", source.authors)) if source.authors else ""
    unknown = "" if source.url else " (address not known)"
    return Fact(
        term,
        Text((authors, title_words(source), unknown)),
        links(("Open the passage", passage_address(claim)), ("archived copy", source.archived)),
    )


def title_words(source: Source) -> Text:
    """Title and publisher; only the title is in its language."""
    return as_sentences(source.quoted_title, source_words(source))


def links(*pairs: tuple[str, str]) -> tuple[Link, ...]:
    """Links from words and addresses; those without an address are left out."""
    return tuple(Link(words, address) for words, address in pairs if address)
