"""Charts: what stands around a chart, and all of it for those who do not see it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tradedata.data.claims import Event
from tradedata.data.loading import Dataset
from tradedata.exports.captions import full_footer, short_footer, source_lines
from tradedata.exports.citations import cite_chart
from tradedata.markup.text import bullets, disclosed, element, link, linked, reference, table, wrap
from tradedata.views.charts import Chart, LegendEntry
from tradedata.views.lines import READING_COLUMNS
from tradedata.words.claims import source_words
from tradedata.words.events import EventYear, event_words, event_years
from tradedata.words.text import counted

MOST_NOTES = 2


def chart_above(chart: Chart, tools: str = "") -> str:
    """Its title and subtitle, with markup for what can be done with it as a whole."""
    words = element("h3", chart.title)
    words += element("p", chart.subtitle, class_="subtitle") if chart.subtitle else ""
    return wrap("div", words + (tools if chart.panels else ""), id=chart.slug, class_="chart-title")


def chart_below(chart: Chart, key: Iterable[str]) -> str:
    """The key of what is drawn with a number alone, the legend, the sources and the notes."""
    rows = "".join(linked("li", words, dir="auto") for words in key)
    names = dict.fromkeys(item.source.short_name for item in chart.sourced)
    sources = "; ".join(element("span", name, dir="auto") for name in names)
    notes = [element("p", note, class_="note") for note in chart.notes]
    first, rest = notes[:MOST_NOTES], notes[MOST_NOTES:]
    return "".join(
        (
            wrap("ul", rows, class_="key") if rows else "",
            _legend(chart.legend) if chart.legend else "",
            *(linked("p", words, dir="auto") for words in chart.alone),
            wrap("p", f"Sources: {sources}.", class_="note"),
            *first,
            disclosed(counted(len(rest), "more note"), "".join(rest)) if rest else "",
        )
    )


def picture_footer(chart: Chart, dataset: Dataset, link: str, characters: int) -> Sequence[str]:
    """The lines below a picture of it: short, with so many characters in one; for 0 in full."""
    if characters:
        return short_footer(chart.sourced, dataset, link, characters)
    notes = (*chart.alone, *chart.notes[:MOST_NOTES])
    return full_footer(chart.sourced, dataset, link, notes)


def _legend(entries: tuple[LegendEntry, ...]) -> str:
    items = []
    for entry in entries:
        style = {"style": f"color:{entry.colour}"} if entry.colour else {}
        glyph = element("span", entry.glyph, aria_hidden="true", **style)
        items.append(wrap("li", f"{glyph} {element('span', entry.label)}"))
    words = "What shapes and colours mean"
    return wrap("ul", "".join(items), class_="legend", title=words)


def chart_in_full(chart: Chart, dataset: Dataset, link: str) -> str:
    """The chart as a table and in words, with its sources and how to cite it."""
    columns = (*READING_COLUMNS, "Formula")
    return "".join(
        (
            table(chart.subtitle or chart.title, columns, chart.table),
            element("h4", "In words"),
            bullets(element("span", words, dir="auto") for words in chart.words),
            element("h4", "Sources"),
            bullets(element("span", line, dir="auto") for line in source_lines(chart.sourced)),
            element("h4", "Cite this chart"),
            reference(cite_chart(chart.title, chart.sourced, dataset, link)),
        )
    )


def events_markup(events: Iterable[Event]) -> str:
    """The events behind the numbered lines of a chart, by year, each with its source."""
    return wrap("ol", "".join(map(_year, event_years(events))), class_="events")


def _year(year: EventYear) -> str:
    return wrap("li", "<br>".join(_event(event) for event in year.events), value=str(year.number))


def _event(event: Event) -> str:
    source = event.source
    printed = source_words(source)
    where = link(printed, source.url) if source.url else element("span", printed)
    note = " " + element("span", event.note, class_="note") if event.note else ""
    return f"{element('span', event_words(event), dir='auto')} ({where}){note}"
