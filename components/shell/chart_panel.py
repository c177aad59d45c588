"""Chart panel: the one frame around every chart.

Title, chart, legend, sources, a way to every number's card, downloads, the data as a table and in
words. Sections give it a chart; it knows no section.
"""

from __future__ import annotations

import json
from functools import partial

import streamlit as st

from components.shell import address
from components.shell.chart_tools import render_chart_tools
from components.shell.controls import render_choice
from components.shell.disclosure import disclosure
from components.shell.downloads import render_download
from components.shell.screen import layout_of_charts
from components.shell.text import bullets, element, show, table, wrap
from tradedata.charts.drawing import Drawing, draw
from tradedata.charts.layouts import Layout
from tradedata.charts.picture import picture_layout
from tradedata.charts.strokes import escape
from tradedata.exports.captions import picture_footer, source_lines
from tradedata.exports.citations import cite_chart
from tradedata.exports.editions import file_name
from tradedata.exports.spreadsheets import chart_csv, full_csv
from tradedata.views.charts import Chart, LegendEntry
from tradedata.views.lines import READING_COLUMNS
from tradedata.views.parameters import Asked, distinct
from tradedata.views.view import View
from tradedata.words.text import counted, say

MOST_NOTES = 4
_CONFIG = {
    "displaylogo": False,
    "modeBarButtonsToRemove": ["toImage", "zoom2d", "pan2d", "zoomIn2d", "zoomOut2d"],
    "responsive": True,
}
# Stands for the address in a picture that is made for all readers.
_ADDRESS = "\N{OBJECT REPLACEMENT CHARACTER}"


def render_chart_panel(asked: Asked, chart: Chart) -> None:
    """Draw the chart, with all that belongs to it."""
    view, layout, slug = asked.view, layout_of_charts(), chart.slug
    show(view.keep(_above, chart))
    drawing = view.keep(_drawing, chart, layout)
    key = f"plot-{slug}-{address.openings()}"
    with st.container(key=f"chart-{slug}"):
        st.plotly_chart(
            drawing.figure,
            key=key,
            height=drawing.height,
            alt=chart.alt,
            config=_CONFIG,
            on_select=partial(_open_selected_mark, key, slug),
            selection_mode="points",
        )
    show(view.keep(_below, chart))
    with st.container(key=f"opener-{slug}"):
        render_choice(
            "Open a number’s card: source, period, what disputes it",
            view.keep(_mark_names, chart),
            f"card-of-{slug}-{address.openings()}",
            "Choose a number of this chart",
            partial(address.open_card, opener=f"opener-{slug}"),
        )
    _render_downloads(asked, chart, view.keep(_picture, chart, layout))
    _render_table(asked, chart)


def _drawing(_: View, chart: Chart, layout: Layout) -> Drawing:
    return draw(chart, layout)


def _picture(view: View, chart: Chart, layout: Layout) -> str:
    notes = (*chart.notes, *chart.picture_notes)
    footer = picture_footer(chart.sourced, view.dataset, _ADDRESS, notes)
    return picture_layout(chart, view.keep(_drawing, chart, layout), footer)


def _mark_names(_: View, chart: Chart) -> dict[str, str]:
    return distinct({mark.id: mark.label for mark in chart.marks})


def _above(_: View, chart: Chart) -> str:
    words = element("h3", chart.title) + element("p", chart.subtitle, class_="subtitle")
    return wrap("div", words, id=chart.slug, class_="chart-title")


def _below(_: View, chart: Chart) -> str:
    names = dict.fromkeys(item.source.short_name for item in chart.sourced)
    sources = "; ".join(element("span", name, dir="auto") for name in names)
    notes = [element("p", note, class_="note") for note in chart.notes]
    first, rest = notes[:MOST_NOTES], notes[MOST_NOTES:]
    more = element("summary", counted(len(rest), "more note"), class_="note") + "".join(rest)
    return "".join(
        (
            _legend(chart.legend),
            wrap("p", f"Sources: {sources}.", class_="note"),
            *first,
            wrap("details", more) if rest else "",
        )
    )


def _legend(entries: tuple[LegendEntry, ...]) -> str:
    items = []
    for entry in entries:
        style = {"style": f"color:{entry.colour}"} if entry.colour else {}
        glyph = element("span", entry.glyph, aria_hidden="true", **style)
        items.append(wrap("li", f"{glyph} {element('span', entry.label)}"))
    words = "What shapes and colours mean"
    return wrap("ul", "".join(items), class_="legend", title=words)


def _render_downloads(asked: Asked, chart: Chart, picture: str) -> None:
    dataset, slug = asked.view.dataset, chart.slug
    link = address.permalink(asked, slug)
    with st.container(horizontal=True, key=f"downloads-{slug}"):
        name = file_name(slug, dataset, "csv")
        render_download("CSV as shown", f"csv-{slug}", name, lambda: chart_csv(chart.table))
        render_download(
            "CSV in full",
            f"csv-full-{slug}",
            file_name(f"{slug}-full", dataset, "csv"),
            lambda: full_csv(chart.numbers, dataset, link),
        )
        layout = picture.replace(json.dumps(_ADDRESS)[1:-1], json.dumps(escape(link))[1:-1])
        render_chart_tools(slug, file_name(slug, dataset, "").rstrip("."), layout, link)


def _render_table(asked: Asked, chart: Chart) -> None:
    words = "The same as a table, in words and as a citation"
    panel = disclosure(asked, chart.slug, words, "table")
    if not panel.open:
        return
    with panel:
        link = address.permalink(asked, chart.slug)
        citation = cite_chart(chart.title, chart.sourced, asked.view.dataset, link)
        columns = (*READING_COLUMNS, "Formula")
        show(
            table(say("{} {}", chart.title, chart.subtitle), columns, chart.table),
            element("h4", "In words"),
            bullets(element("span", words, dir="auto") for words in chart.words),
            element("h4", "Sources"),
            bullets(element("span", line, dir="auto") for line in source_lines(chart.sourced)),
            element("h4", "Cite this chart"),
        )
        st.code(citation.apa, language=None, wrap_lines=True)


def _open_selected_mark(key: str, slug: str) -> None:
    points = st.session_state[key].selection.points
    if points:
        address.open_card(str(points[0]["customdata"]), f"opener-{slug}")
