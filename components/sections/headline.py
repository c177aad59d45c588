"""Headline: the question, the filters of the whole page, the finding and the tiles."""

from __future__ import annotations

import streamlit as st

from components.shell import address
from components.shell.controls import render_control
from components.shell.text import label, show
from components.shell.view import faults_in_words, section
from tradedata.markup.finding import finding_markup
from tradedata.markup.text import element
from tradedata.views.pages import PAGES
from tradedata.views.parameters import FILTERS, Asked
from tradedata.views.selection import sources_words
from tradedata.views.view import Views


def render_title(asked: Asked) -> None:
    """What the page is about: the question of them all, or what it tells of that."""
    question = asked.view.dataset.collection.question
    if asked.page == PAGES[0]:
        st.title(label(question), anchor="top")
        return
    show(element("p", question, class_="note"))
    st.title(label(asked.page.title), anchor="top")


@section
def render_filters(views: Views) -> None:
    """The filters of every page: the sources in sight, speakers and years when asked for."""
    asked = address.read(views)
    chosen = [name for name in FILTERS if name in asked.values]
    with st.container(horizontal=True, vertical_alignment="center", key="filters"):
        render_control(asked.controls["view"], asked, on_change=address.ask_for_whole_run)
        more = st.popover("Speakers and years", key="more-filters", on_change="rerun")
        if more.open:
            with more:
                for name in FILTERS[1:]:
                    render_control(asked.controls[name], asked, address.ask_for_whole_run)
        if chosen:
            st.button("Reset", key="reset", on_click=_reset, args=(asked,))
        show(element("p", sources_words(views.dataset), class_="note"))


def _reset(asked: Asked) -> None:
    kept = {name: values for name, values in asked.values.items() if name not in FILTERS}
    st.query_params.from_dict(kept)  # at once: one step for the Back button
    address.ask_for_whole_run()


@faults_in_words
def render_finding(views: Views) -> None:
    """The sentence that the claims in view come to, and the numbers most asked for."""
    show(finding_markup(address.read(views).view))
