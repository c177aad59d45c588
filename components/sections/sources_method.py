"""Sources and method: who printed the numbers, what was rejected, the rules, all the data."""

from __future__ import annotations

import streamlit as st

from components.shell import address
from components.shell.disclosure import disclosure
from components.shell.downloads import render_download
from components.shell.text import bullets, element, facts_markup, link, reference, show, table
from components.shell.view import section
from tradedata.data.loading import Dataset
from tradedata.data.quoting import OUR_LANGUAGE, Quoted
from tradedata.exports.citations import cite_dataset
from tradedata.exports.editions import edition_of
from tradedata.exports.files import CSV_HINT, data_files, download_columns
from tradedata.views.facts import Fact
from tradedata.views.pages import HEADINGS, SOURCES
from tradedata.views.parameters import Asked
from tradedata.views.sources import (
    CODEBOOK_COLUMNS,
    METHOD,
    SOURCE_COLUMNS,
    codebook_rows,
    rejected_words,
    source_rows,
)
from tradedata.views.view import View, Views
from tradedata.words.glossary import GLOSSARY
from tradedata.words.text import counted, list_words, say

DOWNLOAD_COLUMNS = ("Column", "Title", "Meaning")


@section
def render_sources_method(views: Views) -> None:
    """The last section; it obeys no filter but says what the filters leave."""
    asked = address.read(views)
    st.header(HEADINGS[SOURCES], anchor=SOURCES)
    _render_sources(asked)
    _render_rejected(asked.view)
    show(
        element("h3", "Method"),
        bullets(element("span", rule) for rule in METHOD),
        element("h3", "What the words mean"),
        facts_markup(Fact(term, words) for term, words in GLOSSARY.items()),
    )
    _render_codebook(asked)
    _render_downloads(asked)
    _render_citation(asked.view.dataset)
    keepers = edition_of(asked.view.dataset).contributors
    show(
        element("h3", "Report a problem"),
        element(
            "p",
            say(
                "Tell those who host this page, or {}, which number is wrong, and which source "
                "says otherwise. At the end of every card there is a text to copy for it.",
                list_words([Quoted(each, OUR_LANGUAGE) for each in keepers]),
            ),
        ),
    )


def _render_sources(asked: Asked) -> None:
    view = asked.view
    count = len(view.dataset.directory.sources)
    show(
        element("h3", "Sources"),
        element("p", say("In view: {}.", view.voices.words), class_="note"),
    )
    panel = disclosure(asked, "sources", f"All {count} sources, and the claims each holds")
    if panel.open:
        with panel:
            show(*view.keep(_source_texts))


def _source_texts(view: View) -> tuple[str, ...]:
    sources = view.dataset.directory.sources.values()
    caption = say("{} and the claims each holds", counted(len(sources), "source"))
    return (
        table(caption, SOURCE_COLUMNS, source_rows(view)),
        element("h4", "Their addresses, where they are known"),
        bullets(link(source.quoted_title, source.url) for source in sources if source.url),
    )


def _render_rejected(view: View) -> None:
    rejected = rejected_words(view)
    show(
        element("h3", "What was rejected, and why"),
        bullets(element("span", words) for words in rejected)
        if rejected
        else element("p", "No number met so far was rejected."),
    )


def _render_codebook(asked: Asked) -> None:
    panel = disclosure(asked, "codebook", "Codebook: what every column means")
    if panel.open:
        with panel:
            for each in asked.view.dataset.schema.tables.values():
                caption = Quoted(f"{each.file}: {each.description}", OUR_LANGUAGE)
                show(table(caption, CODEBOOK_COLUMNS, codebook_rows(each)))
            for name, columns in download_columns().items():
                rows = [dict(zip(DOWNLOAD_COLUMNS, column, strict=True)) for column in columns]
                show(table(say("In downloads: {}", name), DOWNLOAD_COLUMNS, rows))


def _render_downloads(asked: Asked) -> None:
    show(
        element("h3", "All the data"),
        element(
            "p",
            "The CSV holds everything about every claim in view, sources joined in; the "
            "spreadsheet and JSON also what is computed from them. The data package is all the "
            "tables as they are kept, with their schema, and loads again without loss; it says "
            "what was in view.",
        ),
        element("p", CSV_HINT, class_="note"),
    )
    with st.container(horizontal=True, key="downloads-all"):
        for file in data_files(asked, address.permalink(asked)):
            render_download(file, f"all-{file.name.rpartition('.')[2]}")


def _render_citation(dataset: Dataset) -> None:
    citation = cite_dataset(dataset, address.root_address())
    edition = edition_of(dataset)
    about = (edition.version, edition.digest, edition.terms)
    words = say("Data version {} ({}). {}.", *(Quoted(each, OUR_LANGUAGE) for each in about))
    show(
        element("h3", "How to cite"),
        element("p", "Name the source of the number first; its card has both references."),
        reference(citation),
        element("p", words, class_="note"),
    )
