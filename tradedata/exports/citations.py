"""Citations: how to cite a claim, a chart and the whole data, as APA, BibTeX and RIS.

The original source comes first, then where it was found: this data in its version. What is not
known is left out, never guessed. Names stand as printed in every style: they come from cultures
that order and join them differently, so none is turned round or cut to initials.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tradedata.computed.indicators import Indicator
from tradedata.computed.prices import price_words
from tradedata.data.claims import Benchmark, Claim, Source
from tradedata.data.loading import Dataset
from tradedata.data.periods import MONTH_NAMES, MONTHS
from tradedata.exports.editions import edition_of, permalink
from tradedata.words.text import SENTENCE_ENDS

_BIBTEX_ESCAPES = str.maketrans(
    {
        **{character: f"\\{character}" for character in "&%$#_"},
        # Escaped with a backslash they would still count as braces to BibTeX.
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "\\": r"\textbackslash{}",
    }
)
_ADDRESS_ESCAPES = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"})


@dataclass(frozen=True, slots=True)
class Citation:
    """One reference, or several with the sources first, in three styles."""

    apa: str
    bibtex: str
    ris: str


@dataclass(frozen=True, slots=True)
class _Work:
    """What is cited; blank is unknown. ``found_in`` says where it was found and where in it."""

    key: str
    ris_type: str
    title: str
    authors: tuple[str, ...] = ()
    publisher: str = ""
    published: str = ""
    address: str = ""
    accessed: str = ""
    language: str = ""
    version: str = ""
    medium: str = ""
    part: str = ""
    found_in: str = ""


def cite_claim(claim: Claim, dataset: Dataset, address: str = "") -> Citation:
    """The source that prints the claim, then this data; ``address`` is that of the page."""
    edition = edition_of(dataset)
    link = permalink(address, claim.id)
    version = f"Version {edition.version}, claim {claim.id}"
    found_in = f"In {edition.title} ({version}) [Data set]." + (f" {link}" if link else "")
    return _cite([_source_work(claim.source, claim.id, claim.locator, found_in)])


def cite_chart(
    title: str, claims: Iterable[Claim | Benchmark], dataset: Dataset, address: str = ""
) -> Citation:
    """Every source of the claims, one reference each, then the chart.

    ``address`` is that of the view, with whatever parameters show the chart.
    """
    edition = edition_of(dataset)
    sources = {claim.source.key: claim.source for claim in claims}
    chart = _Work(
        key=_key(edition.name, edition.version, "chart"),
        ris_type="CHART",
        title=title,
        authors=edition.contributors,
        published=edition.year,
        address=address,
        medium="Chart",
        found_in=f"In {edition.title} (Version {edition.version}).",
    )
    return _cite([*(_source_work(source, source.key) for source in sources.values()), chart])


def cite_number(
    number: Claim | Indicator | Benchmark, dataset: Dataset, address: str = ""
) -> Citation:
    """A claim, a computed number with the sources of its inputs, or a market price.

    ``address`` is that of the page.
    """
    match number:
        case Claim():
            return cite_claim(number, dataset, address)
        case Indicator():
            title = f"{number.label}: {number.words}"
            price = (number.benchmark,) if number.benchmark else ()
            rows: tuple[Claim | Benchmark, ...] = (*number.inputs, *price)
            return cite_chart(title, rows, dataset, permalink(address, number.id))
    title = f"{number.series}, mean of {number.period.describe()}: {price_words(number)}"
    return cite_chart(title, [number], dataset, permalink(address, number.key))


def cite_dataset(dataset: Dataset, address: str = "") -> Citation:
    """The data as a whole, in its version."""
    edition = edition_of(dataset)
    whole = _Work(
        key=_key(edition.name, edition.version),
        ris_type="DATA",
        title=edition.title,
        authors=edition.contributors,
        published=edition.year,
        address=address,
        version=edition.version,
        medium="Data set",
    )
    return _cite([whole])


def _source_work(source: Source, key: str, part: str = "", found_in: str = "") -> _Work:
    address = source.url or source.archived
    page = "ELEC" if address else "GEN"
    return _Work(
        key=_key(key),
        ris_type="DATA" if source.collection == "statistics" else page,
        title=source.title,
        authors=source.authors,
        publisher=source.publisher,
        published=source.published,
        address=address,
        accessed=source.accessed if address else "",
        language=source.language,
        part=part,
        found_in=found_in,
    )


def _cite(works: Sequence[_Work]) -> Citation:
    return Citation(
        apa="\n".join(_one_line(_apa(work)) for work in works),
        bibtex="\n\n".join(_bibtex(work) for work in works),
        ris="\n\n".join(_ris(work) for work in works),
    )


def _apa(work: _Work) -> str:
    version = f" (Version {work.version})" if work.version else ""
    medium = f" [{work.medium}]" if work.medium else ""
    title = f"{work.title}{version}{medium}"
    when = f"({_apa_date(work.published)})."
    publisher = work.publisher
    if work.authors:
        opening = [_sentence(_joined_names(work.authors)), when, _sentence(title)]
    elif publisher:
        opening = [_sentence(publisher), when, _sentence(title)]
        publisher = ""
    else:
        opening = [_sentence(title), when]
    where = work.address
    if where and work.accessed:
        where = f"Retrieved {_apa_day(work.accessed)}, from {where}"
    # No full stop after an address: it would become part of the link.
    parts = [
        *opening,
        _sentence(publisher),
        _sentence(_capitalised(work.part)),
        work.found_in if work.medium else "",
        where,
        "" if work.medium else work.found_in,
    ]
    return " ".join(part for part in parts if part)


def _bibtex(work: _Work) -> str:
    year, month, day = _date_parts(work.published)
    version = f"Version {work.version}" if work.version else ""
    note = " ".join(
        part
        for part in (_sentence(_capitalised(work.part)), _sentence(version), work.found_in)
        if part
    )
    names = " and ".join(_escaped(name) for name in work.authors)
    fields = {
        "author": f"{{{names}}}" if names else "",
        "title": _escaped(work.title, double=True),
        "howpublished": _escaped(work.publisher),
        "year": _escaped(year),
        "month": MONTHS[int(month) - 1].lower() if month else "",
        "day": _escaped(day.lstrip("0")),
        "language": _escaped(work.language),
        "url": f"{{{_one_line(work.address).translate(_ADDRESS_ESCAPES)}}}" if work.address else "",
        "urldate": _escaped(work.accessed),
        "note": _escaped(note),
    }
    lines = [f"  {name} = {text}," for name, text in fields.items() if text]
    return "\n".join([f"@misc{{{work.key},", *lines, "}"])


def _ris(work: _Work) -> str:
    year, month, day = _date_parts(work.published)
    fields = [
        ("TY", work.ris_type),
        ("ID", work.key),
        *(("AU", name) for name in work.authors),
        ("TI", work.title),
        ("PB", work.publisher),
        ("PY", year),
        ("DA", "/".join((year, month, day, "")) if month else ""),
        ("ET", work.version),
        ("LA", work.language),
        ("UR", work.address),
        ("Y2", work.accessed.replace("-", "/") + "/" if work.accessed else ""),
        ("SE", work.part),
        ("N1", work.found_in),
    ]
    lines = [f"{tag}  - {_one_line(text)}" for tag, text in fields if text]
    return "\n".join([*lines, "ER  - "])


def _joined_names(names: Sequence[str]) -> str:
    if len(names) < 3:
        return " & ".join(names)
    return f"{', '.join(names[:-1])}, & {names[-1]}"


def _apa_date(published: str) -> str:
    year, month, day = _date_parts(published)
    if not month:
        return year or "n.d."
    return f"{year}, {MONTH_NAMES[int(month) - 1]}" + (f" {int(day)}" if day else "")


def _apa_day(iso: str) -> str:
    year, month, day = _date_parts(iso)
    return f"{MONTH_NAMES[int(month) - 1]} {int(day)}, {year}"


def _date_parts(published: str) -> tuple[str, str, str]:
    """Year, month and day of YYYY[-MM[-DD]], blank where not given."""
    year, month, day = [*published.split("-"), "", ""][:3]
    return year, month, day


def _sentence(text: str) -> str:
    """The text with a full stop, unless it has one or ends otherwise; blank stays blank."""
    return f"{text}." if text and not text.endswith(SENTENCE_ENDS) else text


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _one_line(text: str) -> str:
    return " ".join(text.splitlines())


def _escaped(text: str, *, double: bool = False) -> str:
    """The text as a BibTeX value; double braces keep its capitals. Blank stays blank."""
    if not text:
        return ""
    value = _one_line(text).translate(_BIBTEX_ESCAPES)
    return f"{{{{{value}}}}}" if double else f"{{{value}}}"


def _key(*parts: str) -> str:
    return re.sub(r"[^A-Za-z0-9.-]+", "-", "-".join(part for part in parts if part))
