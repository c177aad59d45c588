"""Captions: the lines under a chart and in exported pictures, so that the sources travel along.

Owns plain text only: whoever draws or shows it escapes it.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from unicodedata import bidirectional

from tradedata.data.claims import Benchmark, Claim, Source
from tradedata.data.loading import Dataset
from tradedata.data.periods import partial_date_words
from tradedata.data.quoting import Quoted
from tradedata.exports.editions import edition_of
from tradedata.words.text import Text, joined

TITLE_CHARACTERS = 60
# After words written from the right it keeps a date that follows at their right, even where the
# line breaks between them.
LEFT_TO_RIGHT_MARK = "\u200e"


def source_lines(claims: Iterable[Claim | Benchmark]) -> tuple[Text, ...]:
    """Every source of the claims once, in order: publisher, shortened title, date."""
    sources = {claim.source.key: claim.source for claim in claims}
    return tuple(source_line(source) for source in sources.values())


def source_line(source: Source) -> Text:
    """A source in one line; what is unknown is left out."""
    described = source.title.startswith("[") and source.title.endswith("]")
    words = source.title[1:-1] if described else source.title
    short = textwrap.shorten(words, TITLE_CHARACTERS, placeholder="…")
    title = f"[{short}]" if described else f"‘{short}’"
    if any(bidirectional(letter) in ("R", "AL") for letter in short):
        title += LEFT_TO_RIGHT_MARK
    quoted = Quoted(title, source.quoted_title.language)
    published = partial_date_words(source.published) if source.published else "no date"
    return joined(", ", filter(None, (source.publisher, quoted, published)))


def short_footer(
    claims: Iterable[Claim | Benchmark], dataset: Dataset, address: str, characters: int
) -> tuple[str, ...]:
    """Below a picture: its sources, the data version and the address, in a line if they fit."""
    names = list(dict.fromkeys(claim.source.short_name for claim in claims))
    edition = f"Data version {dataset.version}: {address}"
    beside = _in_a_line(names, characters - len(edition) - 1)
    line = f"{beside} {edition}" if beside else edition
    return (line,) if len(line) <= characters else (_in_a_line(names, characters), edition)


def full_footer(
    claims: Iterable[Claim | Benchmark], dataset: Dataset, address: str, notes: Sequence[str]
) -> tuple[str, ...]:
    """The paragraphs below a picture that has room: every source in full, notes and terms too."""
    edition = edition_of(dataset)
    sources = "; ".join(source_lines(claims))
    return (
        *(f"Note: {note}" for note in notes),
        f"Sources: {sources}" if sources else "",
        f"{edition.title}, data version {edition.version}",
        edition.terms,
        address,
    )


def _in_a_line(names: Sequence[str], characters: int) -> str:
    """'Sources: A; B and 3 more.': as many by name as fit, one in any case."""
    line = ""
    for most in range(len(names), 0, -1):
        rest = f" and {len(names) - most} more" if most < len(names) else ""
        line = f"Sources: {'; '.join(names[:most])}{rest}."
        if len(line) <= characters:
            break
    return line
