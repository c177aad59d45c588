"""The sections that have charts: who says what, the long view, the targets, the products."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.shell import address
from components.shell.chart_panel import render_chart_panel
from components.shell.controls import render_control
from components.shell.disclosure import disclosure
from components.shell.text import element, label, link, show, wrap
from components.shell.view import section
from tradedata.data.claims import Event
from tradedata.views.parameters import Asked
from tradedata.views.sections import SECTIONS, Build, Panel, Section
from tradedata.views.view import Views
from tradedata.words.claims import source_words
from tradedata.words.events import EventYear, event_words, event_years


def render_chart_sections(views: Views) -> None:
    """All of them in their order."""
    for build in SECTIONS:
        _render_section(views, build)


@section
def _render_section(views: Views, build: Build) -> None:
    """A section whose controls run it; without any, each of its panels runs by itself."""
    asked = address.read(views)
    found = build(asked)
    _render_head(found)
    if not found.controls:
        for panel in found.panels:
            _render_panel_alone(views, panel)
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"controls-{found.anchor}"):
        for name in found.controls:
            render_control(asked.controls[name], asked)
    for panel in found.panels:
        _render_panel(asked, panel)


@section
def _render_panel_alone(views: Views, panel: Panel) -> None:
    _render_panel(address.read(views), panel)


def _render_head(found: Section) -> None:
    st.header(found.heading, anchor=found.anchor)
    if found.nothing:
        show(element("p", found.nothing))


def _render_panel(asked: Asked, panel: Panel) -> None:
    if not panel.is_closed:
        _render_chart(asked, panel)
        return
    closed = disclosure(asked, f"product-{panel.chart.slug}", label(panel.chart.title))
    if closed.open:
        with closed:
            _render_chart(asked, panel)


def _render_chart(asked: Asked, panel: Panel) -> None:
    if panel.words:
        show(element("p", panel.words, class_="definition"))
    render_chart_panel(asked, panel.chart)
    if panel.events:
        _render_events(asked, panel.events)


def _render_events(asked: Asked, events: Sequence[Event]) -> None:
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
