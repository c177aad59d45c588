"""Number forms: the grammar of the numbers that the page writes.

Owns which words around a number belong to it, and so what kind of number it is. Judges none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from tradedata.data.periods import MONTH_NAMES, MONTHS

FULL_MONTHS = {name: number for number, name in enumerate(MONTH_NAMES, start=1)}
MONTH_NUMBERS = {
    **FULL_MONTHS,
    **{name: number for number, name in enumerate(MONTHS, start=1)},
    **{name.lower(): number for number, name in enumerate(MONTHS, start=1)},
}
SCALES = {
    **{"": 1, "kt": 10**3, "Mt": 10**6, "m": 10**6, "bn": 10**9, "tn": 10**12},
    **{"million": 10**6, "billion": 10**9, "trillion": 10**12},
}

_MONTH = f"(?:{'|'.join(MONTHS)})"
_FULL_MONTH = f"(?:{'|'.join(FULL_MONTHS)})"
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
# A kind may come in several forms; earlier kinds win where several match at one place.
GRAMMAR: tuple[tuple[str, str], ...] = (
    ("day", rf"(\d{{1,2}}) ({_MONTH}) (\d{{4}})\b"),
    ("iso day", r"\b(\d{4})-(\d\d)(?:-(\d\d))?\b(?!-)"),
    ("ris day", r"\b(\d{4})/(\d\d)/(\d\d)?/?"),
    ("bibtex day", r"(?<=year = \{)(\d{4})\}, month = (\w{3})(?:, day = \{(\d+)\})?"),
    ("cited day", rf"\b(\d{{4}}), ({_FULL_MONTH})(?: (\d{{1,2}}))?(?=\))"),
    ("retrieved", rf"({_FULL_MONTH}) (\d{{1,2}}), (\d{{4}})\b"),
    ("months", rf"({_MONTH})(?: (\d{{4}}))?(?:-| to )({_MONTH}) (\d{{4}})\b"),
    ("month", rf"({_MONTH}) (\d{{4}})\b"),
    ("years", r"\b(\d{4})-(\d{4})\b(?!-)"),
    (
        "dollars",
        rf"\$({_NUMBER})(?: (trillion|billion|million)\b|(tn|bn|m)\b)?( a tonne| a year|/yr)?",
    ),
    ("in full", rf"({_NUMBER}) (USD/year|USD/t|USD|t/year|percent|rank)(?!\w)"),
    ("tonnes", rf"({_NUMBER}) (kt|Mt|t)\b( a year|/yr)?"),
    ("percent", rf"({_NUMBER})%"),
    ("part", r"(\d+)/(\d+)(?= of\b)"),
    ("pace", rf"(?<=would hold about )({_NUMBER}) times"),
    ("times", rf"({_NUMBER}) times\b"),
    ("rank", rf"\brank ({_NUMBER})"),
    (
        "voices",
        r"(\d+) pages?, (\d+) statements?(?:, (\d+) speakers?)?(?: and (1) not attributed)?",
    ),
    ("overlap", r"(\d+) of (\d+) days\b"),
    ("rows", r"(\d+) of (\d+) rows\b"),
    ("fields", r"(\d+) of (\d+) differ\b"),
    ("days counted twice", r"(?<= counts its )(\d+) days(?= twice)"),
    ("days in both", r"(?<=share days, the )(\d+) days\b|(?<=They share the )(\d+) days\b"),
    ("reach", r"(?<=with a day within )(\d+) days\b"),
    ("days", r"(\d+) days\b"),
    ("shared days", r"(?<=shares )(\d+)\b|(?<=\d{4} )(\d+)(?=[.:,;]| and that of)"),
    ("digits", r"(\d+) significant digits\b|(\d+) digits at least\b"),
    ("folded", r"(\d+) (?:more\b(?= notes$|$)|numbers?\b(?= over the | with no | in rows))"),
    ("more pages", r"(\d+) more pages?\b(?= prints? the same numbers)"),
    ("more", r"(\d+) more\b"),
    ("pages", r"(\d+) pages?\b"),
    ("cell", r"(?<=[■●≠] )(\d+)(?:-(\d+))?|(\d+)(?:-(\d+))? statements?\b"),
    ("legend", r"^(\d+)(?= separate statements)"),
    ("speakers", r"(\d+) speakers?\b"),
    ("sources", r"(\d+) sources\b"),
    ("years counted", r"(\d+) years\b"),
    ("left out", r"(\d+) (rejected or|of demand|of other|targets,)"),
    ("line", r"\bline (\d+)\b"),
    ("in brackets", r"\((\d+)\)$"),
    ("section", r"^(\d+)(?= [A-Z])"),
    ("formula", r"(?<=× )(\d+) / (?:months|days)|\b(1) / years, minus 1\b"),
    ("scale", r"(?<=× )(\d+) / (\d+)"),
    ("exponent", rf"\^ \((1) / ({_NUMBER})\) - (1)\b"),
    ("one and", r"(?<=\()(1)(?= \+ )"),
    ("unrounded", rf"Unrounded: ({_NUMBER}(?!\d))(?<![.,])"),
    ("event of a year", r"(\d+) \((\d{4})\)(?=: )"),
    ("year", r"\b((?:19|20)\d\d)\b(?![,.]\d)"),
    ("alone", rf"^{_NUMBER}$"),
)
_FORMS = {kind: re.compile(form) for kind, form in GRAMMAR}
_ANY = re.compile("|".join(f"(?:{form})" for _, form in GRAMMAR) + r"|\d[\d,.]*")
DATES = re.compile("|".join(_FORMS[kind].pattern for kind in ("day", "months", "month", "year")))


@dataclass(frozen=True)
class Found:
    """A number of a text: its kind ('' where the page knows no such form), its parts."""

    kind: str
    words: str
    parts: tuple[str, ...]
    start: int


def numbers_of(text: str) -> Iterator[Found]:
    """Every number of the text in the longest form that the page writes."""
    for match in _ANY.finditer(text):
        for kind, form in _FORMS.items():
            if (own := form.match(text, match.start())) and own.end() == match.end():
                parts = tuple(part or "" for part in own.groups())
                yield Found(kind, own.group(), parts, match.start())
                break
        else:
            yield Found("", match.group(), (), match.start())


def decimal(number: str) -> Decimal:
    """A number with separators."""
    return Decimal(number.replace(",", ""))
