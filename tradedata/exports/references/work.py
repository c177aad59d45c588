"""Work: what a reference tells of a source, a chart or the whole data, in no format yet.

Owns what is told and what stands in for what is not known; writes nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from tradedata.data.vocabulary import Medium
from tradedata.words.text import SENTENCE_ENDS

UNKNOWN = Medium(csl="document", ris="GEN", bibtex="misc")
CHART = Medium(csl="graphic", ris="CHART", bibtex="misc")

_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_OF_ADDRESSES = "%/:?#[]@!$&'()*+,;=~"


@dataclass(frozen=True, slots=True)
class Work:
    """What is cited; blank is unknown.

    ``genre`` is 'Chart' or 'Data set'; ``part`` says where in it, ``found_in`` where it was found.
    """

    key: str
    medium: Medium
    title: str
    authors: tuple[str, ...] = ()
    publisher: str = ""
    published: str = ""
    address: str = ""
    accessed: str = ""
    language: str = ""
    version: str = ""
    genre: str = ""
    part: str = ""
    found_in: str = ""

    @property
    def creators(self) -> tuple[str, ...]:
        """Its authors, or its publisher where nobody is named."""
        return self.authors or ((self.publisher,) if self.publisher else ())

    @property
    def is_periodical(self) -> bool:
        """Whether it stands in a newspaper or magazine."""
        return self.medium.csl.startswith("article-")

    @property
    def is_contained(self) -> bool:
        """Whether it stands in a newspaper, magazine or website that bears its publisher's name."""
        return self.is_periodical or self.medium.csl == "webpage"

    @property
    def note(self) -> str:
        """Where in it, and where it was found, as sentences."""
        return " ".join(part for part in (sentence(capitalised(self.part)), self.found_in) if part)

    @property
    def encoded_address(self) -> str:
        """The address with nothing but ASCII: other letters and unfit signs percent-encoded."""
        return encoded(self.address)


def encoded(address: str) -> str:
    """An address with nothing but ASCII: other letters and unfit signs percent-encoded."""
    return quote(_STRAY_PERCENT.sub("%25", address), safe=_OF_ADDRESSES)


def date_parts(published: str) -> tuple[str, ...]:
    """Year, month and day of YYYY[-MM[-DD]], as many as are given."""
    return tuple(filter(None, published.split("-")))


def reference_key(head: str, year: str, rest: str = "") -> str:
    """A name for a reference: who, when, and the words of ``rest`` that do not say so already."""
    words = head.split("-")
    words += [year] if year and year not in words else []
    return "-".join([*words, *(word for word in rest.split("-") if word and word not in words)])


def sentence(text: str) -> str:
    """The text with a full stop, unless it has one or ends otherwise; blank stays blank."""
    return f"{text}." if text and not text.endswith(SENTENCE_ENDS) else text


def capitalised(text: str) -> str:
    """The text with its first letter as a sentence begins; the others stay."""
    return text[:1].upper() + text[1:]


def one_line(text: str) -> str:
    """The text with a space for each end of a line."""
    return " ".join(text.splitlines())
