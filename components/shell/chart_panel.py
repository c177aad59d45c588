"""Chart panel: the one frame around every chart.

Title, chart, legend, sources, a way to every number's card, downloads, the data as a table and in
words. Sections give it a chart; it knows no section.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from components.shell import address
from components.shell.chart_tools import render_chart_tools
from components.shell.disclosure import disclosure
from components.shell.screen import layout_of_charts
from components.shell.text import bullets, distinct, element, show, table, wrap
from components.shell.view import View
from tradedata.charts.drawing import Drawing, draw
from tradedata.charts.picture import picture_layout
from tradedata.exports.captions import picture_footer, source_lines
from tradedata.exports.citations import cite_chart
from tradedata.exports.editions import file_name
from tradedata.exports.spreadsheets import chart_csv, full_csv
from tradedata.views.charts import Chart, LegendEntry
from tradedata.views.lines import READING_COLUMNS

MOST_NOTES = 4
_CONFIG = {
    "displaylogo": False,
    "modeBarButtonsToRemove": ["toImage", "zoom2d", "pan2d", "zoomIn2d", "zoomOut2d"],
    "responsive": True,
}


def built_chart(view: View, name: str, make: Callable[[], Chart]) -> Chart:
    """The chart that ``make`` builds for this view; ``name`` tells its variants apart."""
    return view.build(f"chart|{name}", make)


def render_chart_panel(view: View, name: str, make: Callable[[], Chart]) -> None:
    """Draw the chart that ``make`` builds for this view; ``name`` tells its variants apart."""
    chart, layout = built_chart(view, name, make), layout_of_charts()
    drawing = view.build(f"drawing|{name}|{layout.name}", lambda: draw(chart, layout))
    above, below = view.build(f"texts|{name}", lambda: (_above(chart), _below(chart)))
    show(above)
    key = f"plot-{chart.slug}-{address.openings()}"
    with st.container(key=f"chart-{chart.slug}"):
        st.plotly_chart(
            drawing.figure,
            key=key,
            height=drawing.height,
            alt=chart.alt,
            config=_CONFIG,
            on_select=partial(_open_selected_mark, key, chart.slug),
            selection_mode="points",
        )
    show(below)
    _render_opener(chart)
    _render_downloads(view, chart, drawing, f"{name}|{layout.name}")
    _render_table(view, chart)


def _above(chart: Chart) -> str:
    words = element("h3", chart.title) + element("p", chart.subtitle, class_="subtitle")
    return wrap("div", words, id=chart.slug, class_="chart-title")


def _legend(entries: tuple[LegendEntry, ...]) -> str:
    items = "".join(
        wrap(
            "li",
            element(
                "span",
                entry.glyph,
                aria_hidden="true",
                **({"style": f"color:{entry.colour}"} if entry.colour else {}),
            )
            + " "
            + element("span", entry.label),
        )
        for entry in entries
    )
    return wrap("ul", items, class_="legend", title="What shapes and colours mean")


def _below(chart: Chart) -> str:
    names = dict.fromkeys(item.source.short_name for item in chart.sourced)
    sources = "; ".join(element("span", name, dir="auto") for name in names)
    notes = [element("p", note, class_="note") for note in chart.notes]
    first, rest = notes[:MOST_NOTES], notes[MOST_NOTES:]
    more = element("summary", f"{len(rest)} more notes", class_="note") + "".join(rest)
    return "".join(
        (
            _legend(chart.legend),
            wrap("p", f"Sources: {sources}.", class_="note"),
            *first,
            wrap("details", more) if rest else "",
        )
    )


def _render_opener(chart: Chart) -> None:
    key = f"card-of-{chart.slug}-{address.openings()}"
    labels = distinct({mark.id: mark.label for mark in chart.marks})
    with st.container(key=f"opener-{chart.slug}"):
        st.selectbox(
            "Open a number’s card: source, period, what disputes it",
            options=list(labels),
            index=None,
            format_func=lambda card_id: labels.get(card_id, card_id),
            key=key,
            placeholder="Choose a number of this chart",
            on_change=partial(_open_chosen, key, chart.slug),
        )


def _render_downloads(view: View, chart: Chart, drawing: Drawing, name: str) -> None:
    dataset, slug = view.dataset, chart.slug
    link = address.permalink(anchor=slug, claim="")
    with st.container(horizontal=True, key=f"downloads-{slug}"):
        st.download_button(
            "CSV as shown",
            data=lambda: chart_csv(chart.table),
            file_name=file_name(slug, dataset, "csv"),
            mime="text/csv",
            key=f"csv-{slug}",
            on_click="ignore",
        )
        st.download_button(
            "CSV in full",
            data=lambda: full_csv(chart.numbers, dataset, link),
            file_name=file_name(f"{slug}-full", dataset, "csv"),
            mime="text/csv",
            key=f"csv-full-{slug}",
            on_click="ignore",
        )
        layout = view.build(
            f"picture|{name}|{link}",
            lambda: picture_layout(
                chart,
                drawing,
                picture_footer(chart.sourced, dataset, link, (*chart.notes, *chart.picture_notes)),
            ),
        )
        render_chart_tools(slug, file_name(slug, dataset, "").rstrip("."), layout, link)


def _render_table(view: View, chart: Chart) -> None:
    panel = disclosure(chart.slug, "The same as a table, in words and as a citation", "table")
    if not panel.open:
        return
    with panel:
        citation = cite_chart(
            chart.title, chart.sourced, view.dataset, address.permalink(anchor=chart.slug, claim="")
        )
        columns = (*READING_COLUMNS, "Formula")
        show(
            table(f"{chart.title} {chart.subtitle}", columns, chart.table),
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


def _open_chosen(key: str, slug: str) -> None:
    if card_id := st.session_state[key]:
        address.open_card(card_id, f"opener-{slug}")
