"""Verifying: whether the printed words of claims stand in the texts of their sources.

Owns which text belongs to which source, and the search in it. Reads no file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from tradedata.data.claims import Claim, Source
from tradedata.data.periods import MONTH_NAMES

_ALIKE = str.maketrans({"‘": "'", "’": "'", "‛": "'", "′": "'", "“": '"', "”": '"', "„": '"'})
_DASHES = re.compile(r"[‐‑‒–—―−]")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_SPACES = re.compile(r"\s+")
# As normalised; what it stands for is no longer than a long sentence.
OMISSION = "[...]"
LEFT_OUT = ".{0,300}?"


@dataclass(frozen=True, slots=True)
class Lookup:
    """A claim, the text it was looked up in (None: none could be told) and the outcome."""

    claim: Claim
    file: str | None
    is_found: bool
    reason: str = ""

    def __str__(self) -> str:
        outcome = "found" if self.is_found else "missing"
        where = f"in {self.file}" if self.file else f"in no text: {self.reason}"
        return f"{outcome} {self.claim.id}: {self.claim.as_printed!r} {where}"


def verify_claims(
    claims: Iterable[Claim], sources: Iterable[Source], texts: Mapping[str, str]
) -> tuple[Lookup, ...]:
    """Look every claim's printed words up in the text of its own source.

    ``texts`` holds the texts by file name; ``sources`` are all that may have a text among them.
    """
    plain = {file: normalise(text) for file, text in texts.items()}
    files, reasons = tell_files(sources, texts)
    lookups: list[Lookup] = []
    for claim in claims:
        key = claim.source.key
        file = files.get(key)
        is_found = file is not None and holds_words(plain[file], normalise(claim.as_printed))
        lookups.append(Lookup(claim, file, is_found, reasons.get(key, "")))
    return tuple(lookups)


def tell_files(
    sources: Iterable[Source], texts: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """The file of each source by key, and the reason for each source whose file is not told.

    A source is known by its title in the text, else by its author, else by the date of its
    publication; a text that is known to be of one source is of no other.
    """
    files: dict[str, str] = {}
    unknown = {source.key: source for source in sources}
    reasons = {key: "no text has its title, author or date" for key in unknown}
    free = {file: normalise(text) for file, text in texts.items()}
    for clue_name, clues_of in CLUES:
        candidates = {
            key: [file for file, text in free.items() if _has_any(text, clues_of(source))]
            for key, source in unknown.items()
        }
        for key, found in candidates.items():
            rivals = [other for other in candidates if set(candidates[other]) & set(found)]
            if found and (len(found) > 1 or len(rivals) > 1):
                reasons[key] = (
                    f"its {clue_name} does not tell it from others ({', '.join(sorted(found))})"
                )
            elif found:
                files[key] = found[0]
        for key in candidates.keys() & files.keys():
            del unknown[key], reasons[key], free[files[key]]
    return files, reasons


def normalise(text: str) -> str:
    """One spelling for quotes, dashes, spaces, case and characters that nobody sees."""
    composed = unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).translate(_ALIKE)
    return _SPACES.sub(" ", _DASHES.sub("-", composed)).casefold().strip()


def holds_words(text: str, words: str) -> bool:
    """Whether the words stand in the text as words: '3 billion' is not in '13 billion'.

    Where the words have '[…]', some of the text's are left out.
    """
    parts = (_as_words(part.strip()) for part in words.split(OMISSION))
    return re.search(LEFT_OUT.join(parts), text) is not None


def _as_words(words: str) -> str:
    before = r"(?<!\w)(?<!\d[.,])" if words[:1].isalnum() else ""
    after = r"(?!\w)(?![.,]\d)" if words[-1:].isalnum() else ""
    return before + re.escape(words) + after


def written_dates(published: str) -> tuple[str, ...]:
    """A day of publication as texts write it: '9 April 2025', 'April 9, 2025'; else none."""
    if len(published.split("-")) < 3:
        return ()
    year, month, day = map(int, published.split("-"))
    name = MONTH_NAMES[month - 1]
    return (f"{day} {name} {year}", f"{name} {day}, {year}")


def _has_any(text: str, clues: Iterable[str]) -> bool:
    return any(holds_words(text, normalise(clue)) for clue in clues)


CLUES: tuple[tuple[str, Callable[[Source], tuple[str, ...]]], ...] = (
    # A title in brackets describes a copy that carries none.
    ("title", lambda source: () if source.title.startswith("[") else (source.title,)),
    ("author", lambda source: source.authors),
    ("date", lambda source: written_dates(source.published)),
)
