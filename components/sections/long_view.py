"""Section 2: official statistics through the years, and the events of those years."""

from __future__ import annotations

from functools import partial

import streamlit as st

from components.shell import address
from components.shell.address import Parameter
from components.shell.chart_panel import render_chart_panel
from components.shell.disclosure import disclosure
from components.shell.text import element, link, show, wrap
from components.shell.view import View, keep_up
from tradedata.data.claims import Claim, Event
from tradedata.views.long_view import SLUG, long_view_chart
from tradedata.views.official import line_choices, official_claims
from tradedata.words.claims import source_words
from tradedata.words.events import EventYear, event_date_words, event_years

EVENTS = Parameter("events", {"on": "Shown", "off": "Hidden"}, "on")


def lines_parameter(view: View) -> Parameter:
    """The control of which lines are drawn."""
    choices = view.build(
        "line-choices",
        lambda: line_choices(official_claims(_claims(view), view.dataset.collection)),
    )
    return Parameter("lines", choices, next(iter(choices), ""))


@st.fragment
def render_long_view(view: View) -> None:
    """Official lines by reporter, and what others stated as separate marks."""
    keep_up(view)
    st.header("2 The long view", anchor="section-2")
    lines = lines_parameter(view)
    if not lines.options:
        show(element("p", "No official statistic of total trade is in the sources chosen above."))
        return
    has_events = bool(view.dataset.events)
    with st.container(horizontal=True, vertical_alignment="bottom", key="long-view-controls"):
        choice = _choose("Trade", lines)
        shown = has_events and _choose("Events", EVENTS) == "on"
    events = view.dataset.events if shown else ()
    if words := view.selection.official_words:
        show(element("p", words, class_="note"))
    render_chart_panel(
        view,
        f"{SLUG}|{choice}|{shown}",
        partial(long_view_chart, _claims(view), view.dataset.collection, choice, events),
    )
    if events:
        _render_events(view)


def _claims(view: View) -> tuple[Claim, ...]:
    return view.build("with-official", lambda: view.selection.with_official(view.dataset.claims))


def _choose(label: str, parameter: Parameter) -> str:
    address.adopt(parameter)
    chosen = st.pills(
        label,
        options=list(parameter.options),
        format_func=parameter.label,
        key=parameter.name,
        required=True,
        wrap=True,
        on_change=partial(address.publish, parameter),
    )
    return str(chosen)


def _render_events(view: View) -> None:
    events = view.dataset.events
    panel = disclosure("events", f"The events behind the numbered lines ({len(events)})")
    if panel.open:
        with panel:
            years = "".join(_year(year) for year in event_years(events))
            show(wrap("ol", years, class_="events"))


def _year(year: EventYear) -> str:
    return wrap("li", "<br>".join(_event(event) for event in year.events), value=str(year.number))


def _event(event: Event) -> str:
    words = f"{event_date_words(event)}: {event.label}"
    source = event.source
    printed = source_words(source)
    where = link(printed, source.url) if source.url else element("span", printed)
    note = " " + element("span", event.note, class_="note") if event.note else ""
    return f"{element('span', words, dir='auto')} ({where}){note}"
