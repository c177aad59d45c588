"""Report: what an address shows as one HTML file to keep, to print and to attach.

Owns what a report holds beside what the page says (``exports.pages`` gives that), and its form on
paper. Needs no other file, no script and no network: charts are drawn in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from markupsafe import Markup

from tradedata.charts.drawing import draw, sheets
from tradedata.charts.picture import FORMS, PAD, picture
from tradedata.charts.svg import svg
from tradedata.data.quoting import Quoted
from tradedata.exports.captions import source_line
from tradedata.exports.citations import cite_dataset
from tradedata.exports.editions import edition_of, permalink
from tradedata.exports.pages import FILES, shown
from tradedata.exports.shown import sources_of
from tradedata.markup.templates import template
from tradedata.views.charts import Chart, Number
from tradedata.views.extracts import Extract, chart_called
from tradedata.views.lines import Line, line_of

# Every panel, on a sheet of A4 at nine tenths of its size.
_WIDTH, _SHEET = 744, 860
_FULL = next(form for form in FORMS if not form.height)
_FORM = replace(
    _FULL,
    width=round(_FULL.scale * _WIDTH),
    layout=replace(_FULL.layout, width=_WIDTH - 2 * PAD, label_column=0.56),
)
# What the head of the report, a picture, or the one table of all numbers says.
_SAID = frozenset(
    ("Page", "Address", "Data version", "In view", "Title", "Legend", "In words", "Sources")
) | {FILES, "Numbers", "Rows"}
_UNNAMED = frozenset(("Subtitle", "About"))
# Below each other in a cell: a sheet of paper has no room for more columns.
_CELLS: Mapping[str, Sequence[str]] = {
    "Number": ("Number",),
    "What": ("What",),
    "Period": ("Period",),
    "Stated by": ("Stated by",),
    "Printed in": ("Source",),
    "As printed, or as computed": ("As printed", "Our translation", "Formula"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with what stands below it: pictures, a paragraph, a list or a table.

    A cell of ``rows`` is texts below each other, each with the address that it leads to or none.
    """

    heading: str
    level: int
    pictures: Sequence[str] = ()
    paragraph: str = ""
    items: Sequence[str] = ()
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[Sequence[object]]] = ()


def html_report(extract: Extract, made: date | None = None) -> bytes:
    """The report of an address, as of that day: today where none is given."""
    dataset, link = extract.view.dataset, extract.link
    document = shown(extract.asked)
    numbers = _numbers(document, extract)
    sources = {each.key: each for number in numbers for each in sources_of(number)}
    text = template(Path(__file__).with_suffix(".html.jinja")).render(
        edition=edition_of(dataset),
        question=dataset.collection.question,
        page=document["Page"],
        in_view=document.get("In view", ""),
        link=link,
        made=(made or datetime.now(UTC).date()).isoformat(),
        parts=[*_parts(document, extract, 2), _table([*map(line_of, numbers)], link)],
        sources=[(source_line(each), each.url or each.archived) for each in sources.values()],
        citation=cite_dataset(dataset, link).apa,
        language=_language,
    )
    return text.encode()


def _numbers(document: Mapping[str, Any], extract: Extract) -> tuple[Number, ...]:
    """Those of the charts that are shown, each once; without any those of the address."""
    charts = [chart for chart, _ in _charts(document, extract)]
    marks = {mark.id: mark.number for chart in charts for mark in chart.marks}
    return tuple(marks.values()) or extract.numbers


def _charts(document: Mapping[str, Any], extract: Extract) -> Iterator[tuple[Chart, str]]:
    """The charts of a page's document, wherever in it they stand, with their names there."""
    for name, content in document.items():
        if isinstance(content, Mapping):
            chart = chart_called(extract.asked, name)
            yield from [(chart, name)] if chart else _charts(content, extract)


def _parts(document: Mapping[str, Any], extract: Extract, level: int) -> Iterator[Part]:
    """The page's document as parts in their order, what is empty left out."""
    controls = {control.label for control in extract.asked.controls.values()}
    for heading, content in document.items():
        if not content or heading in _SAID | controls:
            continue
        match content:
            case str():
                yield Part("" if heading in _UNNAMED else heading, level, paragraph=content)
            case Mapping():
                chart = chart_called(extract.asked, heading)
                title = content["Title"] if chart else heading
                yield Part(title, level, pictures=_pictures(chart) if chart else ())
                yield from _parts(content, extract, level + 1)
            case [Mapping(), *_]:
                columns = list(content[0])
                rows = [[[(row[name], "")] for name in columns] for row in content]
                yield Part(heading, level, columns=columns, rows=rows)
            case _:
                yield Part(heading, level, items=[item for item in content if item])


def _pictures(chart: Chart) -> Sequence[str]:
    """The chart drawn in, sheet by sheet, without the title that stands above it."""
    if not chart.panels:
        return ()
    bare = replace(chart, title="", subtitle="")
    drawn = [
        picture(sheet, _FORM, lambda *_: (), draw) for sheet in sheets(bare, _FORM.layout, _SHEET)
    ]
    return [Markup(svg(look, chart.alt)) for look in drawn if look]


def _table(lines: Sequence[Line], link: str) -> Part:
    """The numbers, each with the address of its card."""
    rows: list[list[list[tuple[object, str]]]] = []
    for line in lines:
        key = str(line["Id"])
        cells: list[list[tuple[object, str]]] = [
            [(line[name], "") for name in names if line[name]] for names in _CELLS.values()
        ]
        rows.append([[*cells[0], (key, permalink(link, key))], *cells[1:]])
    return Part("Every number", 2, columns=list(_CELLS), rows=rows)


def _language(words: object) -> str:
    return words.language if isinstance(words, Quoted) else ""
