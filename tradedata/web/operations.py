"""Operations: the table of what can be asked for, which parameters it takes and what is answered.

Owns the one way from a request to numbers and bytes; the addresses, their description and their
documentation all follow from the table. Sends nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from typing import Any

from tradedata.compare.comparison import compare_claims, same_quantity
from tradedata.data.claims import Claim
from tradedata.exports.citations import cite_number
from tradedata.exports.documents import written
from tradedata.exports.editions import Edition, edition_of, file_name, permalink
from tradedata.exports.files import FORMATS, MEDIA_TYPES, File, chart_files, file_of
from tradedata.exports.pages import shown
from tradedata.views.card import card_of
from tradedata.views.extracts import chart_called, chart_names, extract_of
from tradedata.views.notices import Notice
from tradedata.views.pairs import ANSWERS
from tradedata.views.parameters import (
    CHART,
    CLAIM,
    COMPARE,
    FILTERS,
    NAMES,
    OPEN,
    Asked,
    Query,
    read_address,
)
from tradedata.views.view import View, Views
from tradedata.web.problems import not_found, not_understood

IDS = "ids"
_PAIR = "the ids of two claims with a comma between"
# They are the same whenever they are made; the other files tell the day on which they were.
_TIMELESS = ("csv", "json")
_OF_CHARTS = (*FILTERS, "since", "lines", "events", "baseline")
# The parameters in their one form, and how the file is found.
Found = tuple[str, Callable[[], File]]
_MEDIA_TYPES = {"html": "text/html", **MEDIA_TYPES}
_PACKAGE = Path(__file__).parents[1]
WRITTEN = (".py", ".csv", ".json", ".css", ".js", ".jinja", ".md")  # kinds of files of the code


@dataclass(frozen=True, slots=True)
class Wanted:
    """A request: the views of the newest data, its parameters and the words of its path.

    ``root`` is the address of the first page, ``allowed`` are the parameters that mean something.
    """

    views: Views
    query: Query
    words: Mapping[str, str]
    root: str
    allowed: tuple[str, ...] = ()

    @property
    def edition(self) -> Edition:
        """The data that it is asked of."""
        return edition_of(self.views.dataset)


@dataclass(frozen=True, slots=True)
class Answer:
    """The key under which nothing else is ever sent, and how the file to send is found.

    That takes a while, and raises Problem where there is none.
    """

    key: str
    file: Callable[[], File]


@dataclass(frozen=True, slots=True)
class Operation:
    """What is to be had at a path below /api, as OpenAPI writes it: '/charts/{slug}.csv'."""

    path: str
    summary: str
    parameters: tuple[str, ...]
    find: Callable[[Wanted], Found]
    extension: str = "json"

    @property
    def described(self) -> tuple[str, ...]:
        """The parameters that change the answer: what is folded on the page does not."""
        return tuple(name for name in self.parameters if name != OPEN)

    @property
    def media_type(self) -> str:
        """What it answers with."""
        return _MEDIA_TYPES[self.extension]

    def answer(self, wanted: Wanted) -> Answer:
        """What it depends on, and how it is found. Raises Problem for what means nothing."""
        canonical, file = self.find(replace(wanted, allowed=self.parameters))
        day = "" if self.extension in _TIMELESS else datetime.now(UTC).date().isoformat()
        about = (code_digest(), wanted.edition.digest, wanted.root, self.path, canonical, day)
        return Answer(hashlib.sha256("\n".join(about).encode()).hexdigest()[:32], file)


@cache
def code_digest() -> str:
    """Names the code that makes the answers: its files as they were written."""
    digest = hashlib.sha256()
    for path in sorted(_PACKAGE.rglob("*.*")):
        if path.suffix in WRITTEN:
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _whole_address(extension: str, wanted: Wanted) -> Found:
    """What the page would show for the same parameters, whatever of it is folded."""
    asked = read(wanted)
    query = asked.query(open="")
    link = _link(asked, query, wanted.root)
    return query, lambda: file_of(extract_of(asked, link), extension)


def _chart(extension: str, wanted: Wanted) -> Found:
    slug, asked = wanted.words["slug"], read(wanted)
    return f"{slug}?{asked.query()}", partial(_chart_file, slug, asked, extension, wanted)


def _chart_file(slug: str, asked: Asked, extension: str, wanted: Wanted) -> File:
    chart = chart_called(asked, slug)
    if chart is None:
        slugs = list(chart_slugs(wanted.views))
        raise not_found(f"No chart is called ‘{slug}’ in this view.", charts=slugs)
    link = _link(asked, asked.query(chart=slug), wanted.root)
    if extension == "csv":
        return chart_files(asked, chart, link)[0]
    extract = extract_of(replace(asked, values={**asked.values, CHART: (slug,)}), link)
    about = {
        "slug": chart.slug,
        "title": chart.title,
        "subtitle": chart.subtitle,
        "alt": chart.alt,
        "notes": chart.notes,
        "rows": chart.table,
    }
    numbers = file_of(extract, extension)
    return replace(numbers, make=lambda: _json({"chart": about, **_parsed(numbers)}))


def _claim(wanted: Wanted) -> Found:
    key = wanted.words["id"]
    if key not in wanted.views.whole.claims_by_id and not wanted.views.whole.result(key):
        raise not_found(f"No number has the id ‘{key}’. It stands at the end of a number’s card.")
    asked = read(wanted, {CLAIM: (key,)})
    return _document(key, wanted, partial(_card, asked, wanted))


def _card(asked: Asked, wanted: Wanted) -> Mapping[str, Any]:
    whole, key = asked.view.whole, asked.one(CLAIM)
    card = card_of(whole, key)
    assert card is not None
    link = permalink(wanted.root, key)
    numbers = _parsed(file_of(extract_of(asked, link), "json"))
    groups = {group.heading: group.numbers for group in card.groups}
    named = {each.card_id for group in card.groups for each in group.numbers}
    claim = whole.claims_by_id.get(key)
    others = (whole.claims_by_id[each] for each in sorted(named & whole.claims_by_id.keys()))
    return {
        "id": key,
        "link": link,
        "card": shown(asked),
        "lineage": {
            heading: [{"id": each.card_id, "words": each.sentence} for each in found]
            for heading, found in groups.items()
        },
        "verdicts": [
            _verdict(claim, other) for other in others if claim and same_quantity(claim, other)
        ],
        **numbers,
        "citation": asdict(cite_number(card.number, wanted.views.dataset, link)),
    }


def _pair(wanted: Wanted) -> Found:
    ids = wanted.query.get(IDS, ())
    given = {name: values for name, values in wanted.query.items() if name != IDS}
    asked = read(replace(wanted, query=given), {COMPARE: ids})
    if not all(asked.compared):
        raise not_understood([Notice(IDS, f"{IDS}={','.join(ids)}", _PAIR)])
    slug = "-and-".join(asked.compared)
    return _document(slug, wanted, partial(_compared, asked, wanted))


def _compared(asked: Asked, wanted: Wanted) -> Mapping[str, Any]:
    first, second = (asked.view.whole.claims_by_id[key] for key in asked.compared)
    link = _link(asked, asked.query(), wanted.root)
    return {
        "link": link,
        "pair": shown(asked),
        "verdict": _verdict(first, second),
        "citations": [asdict(cite_number(c, wanted.views.dataset, link)) for c in (first, second)],
        **_parsed(file_of(extract_of(asked, link), "json")),
    }


def _verdict(claim: Claim, other: Claim) -> Mapping[str, Any]:
    found = compare_claims(claim, other)
    return {
        "ids": [claim.id, other.id],
        "verdict": found.verdict,
        "answer": ANSWERS[found.verdict],
        "ratio": found.ratio,
        "causes": list(map(asdict, found.causes)),
    }


OPERATIONS: tuple[Operation, ...] = (
    *(
        Operation(
            f"/claims.{extension}",
            f"The numbers that the page shows for the same parameters. {form.words}.",
            NAMES,
            partial(_whole_address, extension),
            extension,
        )
        for extension, form in FORMATS.items()
        if extension != "zip"
    ),
    Operation(
        "/claims/{id}",
        "A number's card: a claim, a computed number or a market price, with what disputes and "
        "supports it, what it rests on and how to cite it.",
        (),
        _claim,
    ),
    Operation(
        "/charts/{slug}.csv",
        "A chart's table, as shown.",
        _OF_CHARTS,
        partial(_chart, "csv"),
        "csv",
    ),
    Operation(
        "/charts/{slug}.json",
        "A chart's words and table, with its numbers in full.",
        _OF_CHARTS,
        partial(_chart, "json"),
    ),
    Operation(
        "/compare",
        "Two claims side by side: whether they can be compared, why, and by how much they differ.",
        (IDS,),
        _pair,
    ),
    Operation(
        "/datapackage.zip",
        "All tables as they are kept, a Frictionless Data Package; its README tells the filters.",
        NAMES,
        partial(_whole_address, "zip"),
        "zip",
    ),
)


def chart_slugs(views: Views) -> tuple[str, ...]:
    """The charts that can be asked for by name, where no filter leaves anything out."""
    return views.whole.keep(_chart_slugs, views)


def _chart_slugs(_: View, views: Views) -> tuple[str, ...]:
    return chart_names(read_address("", views))


def read(wanted: Wanted, more: Query | None = None) -> Asked:
    """What the parameters ask for, and more. Raises Problem with a notice for each of no use."""
    allowed = ", ".join(wanted.allowed) or "nothing"
    asked = read_address({**wanted.query, **(more or {})}, wanted.views)
    refused = [name for name in wanted.query if name in NAMES and name not in wanted.allowed]
    strange = [_own_words(notice, wanted.query, allowed) for notice in asked.notices]
    notices = [*strange, *(Notice(name, name, allowed) for name in refused)]
    if notices:
        raise not_understood(notices)
    return asked


def _own_words(notice: Notice, given: Query, allowed: str) -> Notice:
    """What the page says of a parameter, where this one has another name or takes other ones."""
    if notice.name == COMPARE and COMPARE not in given:
        return Notice(IDS, notice.words.replace(COMPARE, IDS, 1), notice.allowed)
    is_strange = notice.name in given and notice.name not in NAMES
    return replace(notice, allowed=allowed) if is_strange else notice


def _link(asked: Asked, query: str, root: str) -> str:
    return f"{root}{asked.page.slug}{'?' if query else ''}{query}" if root else ""


def _document(slug: str, wanted: Wanted, make: Callable[[], Mapping[str, Any]]) -> Found:
    file = File("", file_name(slug, wanted.views.dataset, "json"), lambda: _json(make()))
    return slug, lambda: file


def _json(document: Mapping[str, Any]) -> bytes:
    return f"{written(document)}\n".encode()


def _parsed(file: File) -> Mapping[str, Any]:
    """A JSON file read back, with all digits of its numbers."""
    found: Mapping[str, Any] = json.loads(file.make(), parse_float=Decimal)
    return found
