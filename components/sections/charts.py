"""The sections that have charts: who says what, the long view, the targets, the products."""

from __future__ import annotations

import streamlit as st

from components.shell import address
from components.shell.chart_panel import render_chart_panel
from components.shell.controls import render_list, render_pills
from components.shell.disclosure import disclosure
from components.shell.text import element, label, link, show, wrap
from components.shell.view import section
from tradedata.data.claims import Event
from tradedata.views.parameters import Asked
from tradedata.views.sections import (
    Panel,
    Section,
    long_view,
    products,
    targets,
    who_says_what,
)
from tradedata.views.view import Views
from tradedata.words.claims import source_words
from tradedata.words.events import EventYear, event_words, event_years


@section
def render_who_says_what(views: Views) -> None:
    """Every stated total as a mark of its own."""
    asked = address.read(views)
    _render(asked, who_says_what(asked))


@section
def render_long_view(views: Views) -> None:
    """Official lines by reporter, what others stated, and the events of those years."""
    asked = address.read(views)
    found = long_view(asked)
    _render(asked, found)
    if "events" in found.controls and asked.one("events") == "on":
        _render_events(asked)


@section
def render_targets(views: Views) -> None:
    """Targets beside stated totals."""
    asked = address.read(views)
    _render(asked, targets(asked))


def render_products(asked: Asked, views: Views) -> None:
    """A panel for each product in the order of products.csv."""
    found = products(asked)
    _render_head(found)
    for panel in found.panels:
        _render_product(views, panel)


@section
def _render_product(views: Views, panel: Panel) -> None:
    asked = address.read(views)
    if not panel.is_closed:
        _render_panel(asked, panel)
        return
    closed = disclosure(asked, f"product-{panel.chart.slug}", label(panel.chart.title))
    if closed.open:
        with closed:
            _render_panel(asked, panel)


def _render(asked: Asked, found: Section) -> None:
    _render_head(found)
    if not found.panels:
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"controls-{found.anchor}"):
        for name in found.controls:
            parameter = asked.controls[name]
            (render_list if name == "baseline" else render_pills)(parameter, asked)
    for panel in found.panels:
        _render_panel(asked, panel)


def _render_head(found: Section) -> None:
    st.header(found.heading, anchor=found.anchor)
    if found.nothing:
        show(element("p", found.nothing))


def _render_panel(asked: Asked, panel: Panel) -> None:
    if panel.words:
        show(element("p", panel.words, class_="definition"))
    render_chart_panel(asked, panel.chart)


def _render_events(asked: Asked) -> None:
    events = asked.view.dataset.events
    words = f"The events behind the numbered lines ({len(events)})"
    panel = disclosure(asked, "events", words)
    if panel.open:
        with panel:
            years = "".join(_year(year) for year in event_years(events))
            show(wrap("ol", years, class_="events"))


def _year(year: EventYear) -> str:
    return wrap("li", "<br>".join(_event(event) for event in year.events), value=str(year.number))


def _event(event: Event) -> str:
    source = event.source
    printed = source_words(source)
    where = link(printed, source.url) if source.url else element("span", printed)
    note = " " + element("span", event.note, class_="note") if event.note else ""
    return f"{element('span', event_words(event), dir='auto')} ({where}){note}"
