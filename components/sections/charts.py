"""The sections that have charts: answer, who says what, long view, targets, products."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

import streamlit as st

from components.shell import address
from components.shell.chart_panel import render_chart_panel
from components.shell.controls import render_control
from components.shell.disclosure import disclosure
from components.shell.text import label, show
from components.shell.view import section
from tradedata.data.claims import Event, Product
from tradedata.markup.charts import events_markup
from tradedata.markup.text import element, link, linked, wrap
from tradedata.views.parameters import CHART, FILTERS, PRODUCT, Asked, read_address
from tradedata.views.sections import OTHERS, SECTIONS, WITHOUT_FILTERS, Panel, Section
from tradedata.views.view import Views


@section
def render_chart_section(views: Views, anchor: str) -> None:
    """The section with that anchor; its own controls run it alone."""
    asked = address.read(views)
    found = SECTIONS[anchor](asked)
    controls = () if found.nothing else found.controls
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"head-{found.anchor}"):
        st.header(found.heading, anchor=found.anchor, width="stretch")
        for name in controls:
            render_control(asked.controls[name], asked)
    if found.nothing:
        show(element("p", found.nothing) + _without_filters(asked, views, anchor))
        return
    if found.chosen:
        show(_choices(asked, found.choices, found.chosen))
    for panel in found.panels:
        _render_panel(asked, panel, panel.name or _name(found))
    if others := [line for product, line in found.choices.items() if product != found.chosen]:
        items = "".join(linked("li", line, dir="auto") for line in others)
        show(element("h3", OTHERS), wrap("ul", items))


def render_chart_alone(asked: Asked) -> bool:
    """The one chart that the address asks for, with a link to its page; whether there is one."""
    for anchor in filter(SECTIONS.__contains__, asked.page.parts):
        found = SECTIONS[anchor](asked)
        for panel in found.panels:
            if panel.chart.slug == asked.one(CHART):
                with st.container(key="alone"):
                    show(element("h1", asked.view.dataset.collection.question, class_="unseen"))
                    render_chart_panel(asked, panel.chart, _name(found))
                    whole = address.permalink(asked, panel.chart.slug)
                    show(wrap("p", link("The whole page, with every source", whole)))
                return True
    return False


def _without_filters(asked: Asked, views: Views, anchor: str) -> str:
    """The way to the same section for all evidence, where it has something to show."""
    query = asked.query(**dict.fromkeys(FILTERS, ""))
    if SECTIONS[anchor](read_address(query, views, asked.page)).nothing:
        return ""
    return wrap("p", element("a", WITHOUT_FILTERS, href=f"?{query}#{anchor}", target="_self"))


def _name(found: Section) -> str:
    return found.chosen.label if found.chosen else found.heading


def _choices(asked: Asked, choices: Iterable[Product], chosen: Product) -> str:
    """The products in one row, that which is shown marked."""
    links = (
        element(
            "a",
            product.label,
            href=f"?{asked.query(product=product.key, claim='')}",
            data_go=f"/{asked.page.slug}?{urlencode({PRODUCT: product.key})}",
            **({"aria_current": "true"} if product == chosen else {}),
        )
        for product in choices
    )
    items = "".join(wrap("li", link) for link in links)
    return wrap("nav", wrap("ul", items), class_="choices", aria_label="Products")


def _render_panel(asked: Asked, panel: Panel, name: str) -> None:
    if not panel.is_closed:
        _render_chart(asked, panel, name)
        return
    lead = st.container()
    words = label(f"The {'chart' if panel.chart.panels else 'numbers'}: {name}")
    closed = disclosure(asked, f"chart-{panel.chart.slug}", words)
    if closed.open:
        with closed:
            _render_chart(asked, panel, name)
        return
    with lead:
        show(linked("p", panel.chart.title, class_="lead"))


def _render_chart(asked: Asked, panel: Panel, name: str) -> None:
    if panel.words:
        show(element("p", panel.words, class_="definition"))
    render_chart_panel(asked, panel.chart, name)
    if panel.events:
        _render_events(asked, panel.events)


def _render_events(asked: Asked, events: Sequence[Event]) -> None:
    panel = disclosure(asked, "events", "The events behind the numbered lines")
    if panel.open:
        with panel:
            show(events_markup(events))
