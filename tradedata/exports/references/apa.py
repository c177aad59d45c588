"""APA: a work as a line of a list of references, in the style of the APA's seventh edition."""

from __future__ import annotations

from collections.abc import Sequence

from tradedata.data.periods import MONTH_NAMES
from tradedata.exports.references.work import Work, capitalised, date_parts, one_line, sentence


def apa(work: Work) -> str:
    """One line; what is not known is left out."""
    version = f" (Version {work.version})" if work.version else ""
    genre = f" [{work.genre}]" if work.genre else ""
    title = sentence(f"{work.title}{version}{genre}")
    when = f"({_date(work.published)})."
    creators = sentence(_joined(work.creators))
    where = work.address
    if where and work.accessed:
        where = f"Retrieved {_day(work.accessed)}, from {where}"
    # No full stop after an address: it would become part of the link.
    parts = [
        *([creators, when, title] if creators else [title, when]),
        sentence(work.publisher) if work.authors else "",
        sentence(capitalised(work.part)),
        work.found_in if work.genre else "",
        where,
        "" if work.genre else work.found_in,
    ]
    return one_line(" ".join(part for part in parts if part))


def _joined(names: Sequence[str]) -> str:
    if len(names) < 3:
        return " & ".join(names)
    return f"{', '.join(names[:-1])}, & {names[-1]}"


def _date(published: str) -> str:
    match date_parts(published):
        case (year, month, *day):
            name = MONTH_NAMES[int(month) - 1]
            return " ".join([f"{year}, {name}", *(str(int(each)) for each in day)])
        case (year,):
            return year
    return "n.d."


def _day(iso: str) -> str:
    year, month, day = date_parts(iso)
    return f"{MONTH_NAMES[int(month) - 1]} {int(day)}, {year}"
