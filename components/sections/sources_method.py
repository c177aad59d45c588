"""Sources and method: who printed the numbers, what was rejected, the rules, all the data."""

from __future__ import annotations

import streamlit as st

from components.shell import address
from components.shell.disclosure import disclosure
from components.shell.downloads import render_download
from components.shell.text import show
from components.shell.view import section
from tradedata.exports.files import data_files
from tradedata.markup.sources import (
    DATA_LEAD,
    citation_markup,
    codebook_markup,
    heading,
    method_markup,
    problem_markup,
    sources_markup,
)
from tradedata.markup.text import element, wrap
from tradedata.views.pages import ADD, HEADINGS, SOURCES
from tradedata.views.parameters import Asked
from tradedata.views.view import Views
from tradedata.words.text import say


@section
def render_sources_method(views: Views) -> None:
    """The last section; it obeys no filter but says what the filters leave."""
    asked = address.read(views)
    st.header(HEADINGS[SOURCES], anchor=SOURCES)
    _render_sources(asked)
    show(asked.view.keep(method_markup))
    _render_codebook(asked)
    _render_downloads(asked)
    dataset = asked.view.dataset
    form = element("a", ADD.title, href=f"./{ADD.slug}", data_go=f"/{ADD.slug}")
    show(citation_markup(dataset, address.root_address()), problem_markup(dataset), wrap("p", form))


def _render_sources(asked: Asked) -> None:
    view = asked.view
    count = len(view.dataset.directory.sources)
    show(
        heading("list"),
        element("p", say("In view: {}.", view.voices.words), class_="note"),
    )
    panel = disclosure(asked, "sources", f"All {count} sources, and the claims each holds")
    if panel.open:
        with panel:
            show(view.keep(sources_markup))


def _render_codebook(asked: Asked) -> None:
    panel = disclosure(asked, "codebook", "Codebook: what every column means")
    if panel.open:
        with panel:
            show(asked.view.keep(codebook_markup))


def _render_downloads(asked: Asked) -> None:
    show(DATA_LEAD)
    with st.container(horizontal=True, key="downloads-all"):
        for file in data_files(asked, address.permalink(asked)):
            render_download(file, f"all-{file.name.rpartition('.')[2]}")
