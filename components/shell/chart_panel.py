"""Chart panel: the one frame around every chart.

Title, chart, legend, sources, a way to every number's card, downloads, the data as a table and in
words. Sections give it a chart; it knows no section.
"""

from __future__ import annotations

import json

import streamlit as st

from components.shell import address
from components.shell.browser import layout_of_charts
from components.shell.chart_tools import render_chart_tools
from components.shell.disclosure import disclosure
from components.shell.downloads import render_download
from components.shell.text import bullets, element, label, linked, show, table, wrap
from tradedata.charts.drawing import Drawing, draw, key_words
from tradedata.charts.layouts import Layout
from tradedata.charts.picture import picture_layout
from tradedata.charts.strokes import escape
from tradedata.exports.captions import picture_footer, source_lines
from tradedata.exports.citations import cite_chart
from tradedata.exports.editions import file_name
from tradedata.exports.spreadsheets import chart_csv, full_csv
from tradedata.views.charts import Chart, LegendEntry
from tradedata.views.lines import READING_COLUMNS
from tradedata.views.parameters import Asked
from tradedata.views.view import View
from tradedata.words.text import counted, say

MOST_NOTES = 2
_CONFIG = {"displayModeBar": False, "responsive": True}
# Stands for the address in a picture that is made for all readers.
_ADDRESS = "\N{OBJECT REPLACEMENT CHARACTER}"


def render_chart_panel(asked: Asked, chart: Chart, name: str) -> None:
    """Draw the chart, with all that belongs to it; its tools call it by the name."""
    view, layout = asked.view, layout_of_charts()
    show(view.keep(_above, chart, name))
    if chart.panels:
        drawing = view.keep(_drawing, chart, layout)
        st.plotly_chart(
            drawing.figure,
            key=f"plot-{chart.slug}",
            height=drawing.height,
            alt=chart.alt,
            config=_CONFIG,
        )
    show(view.keep(_below, chart, layout))
    _render_table(asked, chart, name)
    _render_take_away(asked, chart, name, layout)


def _drawing(_: View, chart: Chart, layout: Layout) -> Drawing:
    return draw(chart, layout)


def _picture(view: View, chart: Chart, layout: Layout) -> str:
    """The picture's layout; a blank where nothing is drawn."""
    if not chart.panels:
        return ""
    drawing = view.keep(_drawing, chart, layout)
    notes = (*key_words(drawing.keyed), *chart.alone, *chart.notes, *chart.picture_notes)
    footer = picture_footer(chart.sourced, view.dataset, _ADDRESS, notes)
    return picture_layout(chart, drawing, footer)


def _above(_: View, chart: Chart, name: str) -> str:
    words = element("h3", chart.title) + element("p", chart.subtitle, class_="subtitle")
    if chart.panels:
        label = f"Full screen: {name}"
        words += element("button", "Full screen", data_full="", aria_label=label)
    return wrap("div", words, id=chart.slug, class_="chart-title")


def _below(view: View, chart: Chart, layout: Layout) -> str:
    keyed = view.keep(_drawing, chart, layout).keyed if chart.panels else ()
    rows = "".join(linked("li", words, dir="auto") for words in key_words(keyed))
    names = dict.fromkeys(item.source.short_name for item in chart.sourced)
    sources = "; ".join(element("span", name, dir="auto") for name in names)
    notes = [element("p", note, class_="note") for note in chart.notes]
    first, rest = notes[:MOST_NOTES], notes[MOST_NOTES:]
    more = element("summary", counted(len(rest), "more note"), class_="note") + "".join(rest)
    return "".join(
        (
            wrap("ul", rows, class_="key") if rows else "",
            _legend(chart.legend) if chart.legend else "",
            *(linked("p", words, dir="auto") for words in chart.alone),
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


def _render_take_away(asked: Asked, chart: Chart, words: str, width: Layout) -> None:
    """The chart's files, made when they are asked for."""
    dataset, slug = asked.view.dataset, chart.slug
    words = label(f"Take away: {words}")
    menu = st.popover(words, key=f"take-away-{slug}", on_change="rerun", type="tertiary")
    if not menu.open:
        return
    link = address.permalink(asked, slug)
    picture = asked.view.keep(_picture, chart, width)
    with menu, st.container(horizontal=True, key=f"downloads-{slug}"):
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


def _render_table(asked: Asked, chart: Chart, name: str) -> None:
    words = label(f"Table, words and citation: {name}")
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
