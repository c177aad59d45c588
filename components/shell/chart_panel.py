"""Chart panel: the one frame around every chart.

Title, chart, legend, sources, a way to every number's card, downloads, the data as a table and in
words. Sections give it a chart; it knows no section.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from components.shell import address
from components.shell.browser import layout_of_charts
from components.shell.chart_tools import Picture, render_chart_tools
from components.shell.disclosure import disclosure
from components.shell.downloads import render_download
from components.shell.text import label, show
from tradedata.charts.drawing import Drawing, draw, key_words
from tradedata.charts.layouts import NARROW, WIDE, Layout
from tradedata.charts.picture import FORMS, Form, picture
from tradedata.charts.strokes import FinishedFigure
from tradedata.exports.editions import file_name
from tradedata.exports.files import CSV_HINT, chart_files
from tradedata.markup.charts import (
    MOST_NOTES,
    chart_above,
    chart_below,
    chart_in_full,
    picture_footer,
)
from tradedata.markup.text import element
from tradedata.views.charts import Chart
from tradedata.views.parameters import Asked
from tradedata.views.view import View

# A column of 640 pixels, in which a chart stands alone: lines, characters in one, what is around.
_LINE, _CHARACTERS, _BETWEEN, _AROUND = 24, 70, 8, 150
_CONFIG = {"displayModeBar": False, "responsive": True}


def render_chart_panel(asked: Asked, chart: Chart, name: str) -> None:
    """Draw the chart, with all that belongs to it; its tools call it by the name."""
    view, layout = asked.view, layout_of_charts()
    tools = element("button", "Full screen", data_full="", aria_label=f"Full screen: {name}")
    show(chart_above(chart, tools))
    if chart.panels:
        drawing = view.keep(_drawing, chart, layout)
        st.plotly_chart(
            view.keep(_figure, chart, layout),
            key=f"plot-{chart.slug}",
            height=drawing.height,
            alt=chart.alt,
            config=_CONFIG,
            theme=None,
        )
    key = key_words(drawing.keyed) if chart.panels else ()
    show(chart_below(chart, key))
    with st.container(horizontal=True, key=f"tools-below-{chart.slug}"):
        _render_table(asked, chart, name)
        _render_take_away(asked, chart, name)


def _drawing(_: View, chart: Chart, layout: Layout) -> Drawing:
    return draw(chart, layout)


def _figure(view: View, chart: Chart, layout: Layout) -> FinishedFigure:
    """What the window gets: if that is a phone's, what paper gets instead comes along.

    As text, since Plotly draws a figure anew that brings a copy of an object.
    """
    drawing, wide = (view.keep(_drawing, chart, each) for each in (layout, WIDE))
    if layout == WIDE or drawing.keyed or wide.keyed:
        return drawing.figure
    shown, given = drawing.figure.to_dict(), wide.figure.to_dict()
    on_paper = json.dumps({"width": WIDE.width, "figure": given})
    return FinishedFigure({**shown, "layout": {**shown["layout"], "meta": on_paper}})


def _pictures(view: View, chart: Chart, link: str) -> list[Picture]:
    """The chart's pictures, in the forms that have room for it."""

    def drawn(shown: Chart, layout: Layout) -> Drawing:
        return view.keep(_drawing, shown, layout)

    def footer(shown: Chart, form: Form) -> Sequence[str]:
        return picture_footer(shown, view.dataset, link, form.height and form.characters)

    return [
        Picture(
            form.words,
            file_name(f"{chart.slug}-{form.name}", view.dataset, "").rstrip("."),
            figure,
            form.scale,
        )
        for form in FORMS
        if (figure := picture(chart, form, footer, drawn))
    ]


def _embedded_height(view: View, chart: Chart) -> int:
    """Pixels that the chart needs alone in a column, with all that stands around it."""
    drawing = view.keep(_drawing, chart, NARROW) if chart.panels else None
    keys = key_words(drawing.keyed) if drawing else ()
    legend = "  ".join(f"{entry.glyph} {entry.label}  " for entry in chart.legend)
    sources = "; ".join(dict.fromkeys(item.source.short_name for item in chart.sourced))
    words = (chart.title, chart.subtitle, legend, sources, *keys, *chart.alone)
    texts = [*words, *chart.notes[: MOST_NOTES + 1]]
    lines = sum(math.ceil(len(text) / _CHARACTERS) for text in texts)
    return (drawing.height if drawing else 0) + _LINE * lines + _BETWEEN * len(texts) + _AROUND


def _named(words: str, chart: str) -> str:
    """A tool's label, with the chart's name for those who hear it: the style sheet hides that."""
    return f"{words} :small[{label(f': {chart}')}]"


def _render_take_away(asked: Asked, chart: Chart, name: str) -> None:
    """The chart's files, made when they are asked for."""
    slug = chart.slug
    key, words = f"take-away-{slug}", _named("Take away", name)
    menu = st.popover(words, key=key, on_change="rerun", type="tertiary")
    if not menu.open:
        return
    link = address.permalink(asked, slug)
    with menu, st.container(horizontal=True, key=f"downloads-{slug}"):
        files = chart_files(asked, chart, link)
        for key, file in zip(("csv", "csv-full", "xlsx"), files, strict=True):
            render_download(replace(file, words=_named(file.words, name)), f"{key}-{slug}")
        pictures = _pictures(asked.view, chart, link)
        offered = {each.words for each in pictures}
        missing = [form.name for form in FORMS if form.words not in offered]
        long = f"Too long for a {' or '.join(missing)} picture." if chart.panels and missing else ""
        note = " ".join(filter(None, (CSV_HINT, long)))
        height = asked.view.keep(_embedded_height, chart)
        render_chart_tools(slug, name, pictures, link, height, note)


def _render_table(asked: Asked, chart: Chart, name: str) -> None:
    words = _named("Table, words and citation", name)
    panel = disclosure(asked, chart.slug, words, "table")
    if not panel.open:
        return
    with panel:
        show(chart_in_full(chart, asked.view.dataset, address.permalink(asked, chart.slug)))
