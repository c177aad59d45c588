"""Section 6: the sources with counts, what was rejected, the method, how to cite, all the data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

import streamlit as st

from components.shell import address
from components.shell.disclosure import disclosure
from components.shell.text import bullets, element, link, show, table
from components.shell.view import View
from tradedata.compare.comparison import THRESHOLDS_IN_WORDS
from tradedata.compare.statements import count_voices
from tradedata.computed.corroboration import NEARNESS_IN_WORDS
from tradedata.data.periods import partial_date_words
from tradedata.data.schema import TableSchema
from tradedata.exports.citations import cite_dataset
from tradedata.exports.documents import Filters, to_json
from tradedata.exports.editions import edition_of, file_name
from tradedata.exports.packages import data_package_zip
from tradedata.exports.spreadsheets import full_csv
from tradedata.words.claims import number_words, source_words

METHOD = (
    "A number is never shown without its source, and never changed: what was learned later is "
    "another row.",
    "Numbers that contradict each other are shown side by side, never averaged. How far apart "
    "they are is stated only where they can be compared, or where one source sets them side by "
    "side without a year for either.",
    "What is computed shows its formula and inputs, and is no more exact than they are.",
    "What a source does not say stays blank. A period that is worked out is marked inferred.",
    "Dollars are current US dollars: not adjusted for inflation.",
    THRESHOLDS_IN_WORDS,
    NEARNESS_IN_WORDS,
)

_SOURCE_COLUMNS = (
    "Source",
    "By",
    "Published",
    "Claims",
    "Claims in view",
    "Kind",
    "Terms",
    "What it adds",
)


def render_sources_method(view: View) -> None:
    """The last section; it obeys no filter but says what the filters leave."""
    st.header("6 Sources and method", anchor="section-6")
    _render_sources(view)
    _render_rejected(view)
    show(
        element("h3", "Method"),
        bullets(element("span", rule) for rule in METHOD),
    )
    _render_codebook(view)
    _render_downloads(view)
    _render_citation(view)
    show(
        element("h3", "Report a problem"),
        element(
            "p",
            "Tell those who host this page which number is wrong, and which source says otherwise. "
            "At the end of every card there is a text to copy for it.",
        ),
    )


def _render_sources(view: View) -> None:
    count = len(view.dataset.directory.sources)
    voices = view.build("voices", lambda: count_voices(view.claims))
    show(
        element("h3", "Sources"),
        element("p", f"In view: {voices.words}.", class_="note"),
    )
    panel = disclosure("sources", f"All {count} sources, and the claims each holds")
    if panel.open:
        with panel:
            show(*view.build("sources", lambda: _source_texts(view)))


def _source_texts(view: View) -> tuple[str, ...]:
    dataset = view.dataset
    label = dataset.schema.label
    everywhere = Counter(claim.source.key for claim in dataset.claims)
    in_view = Counter(claim.source.key for claim in view.claims)
    sources = dataset.directory.sources.values()
    return (
        table(
            f"{len(sources)} sources and the claims each holds",
            _SOURCE_COLUMNS,
            [
                {
                    "Source": source.quoted_title,
                    "By": ", ".join(p for p in (*source.authors, source.publisher) if p),
                    "Published": partial_date_words(source.published)
                    if source.published
                    else "no date",
                    "Claims": everywhere[source.key],
                    "Claims in view": in_view[source.key],
                    "Kind": label("sources", "collection", source.collection),
                    "Terms": label("sources", "reuse", source.reuse),
                    "What it adds": source.note,
                }
                for source in sources
            ],
        ),
        element("h4", "Their addresses, where they are known"),
        bullets(link(source.quoted_title, source.url) for source in sources if source.url),
    )


def _render_rejected(view: View) -> None:
    rejected = [claim for claim in view.dataset.claims if claim.is_rejected]
    show(element("h3", "What was rejected, and why"))
    if not rejected:
        show(element("p", "No number met so far was rejected."))
        return
    show(
        bullets(
            element("span", f"{number_words(claim)}, printed as ")
            + element("q", claim.quoted, dir="auto")
            + element("span", f", {source_words(claim.source)}: {claim.note}")
            for claim in rejected
        )
    )


def _render_codebook(view: View) -> None:
    panel = disclosure("codebook", "Codebook: what every column means")
    if panel.open:
        with panel:
            show(*(_codebook_table(item) for item in view.dataset.schema.tables.values()))


def _codebook_table(item: TableSchema) -> str:
    return table(
        f"{item.file}: {item.description}",
        ("Column", "Meaning", "Words allowed"),
        [
            {
                "Column": field.name,
                "Meaning": field.description,
                "Words allowed": ", ".join(field.labels),
            }
            for field in item.fields
        ],
    )


def _render_downloads(view: View) -> None:
    dataset, claims = view.dataset, view.claims
    link_here = address.permalink(claim="")
    filters: Filters = {
        name: st.query_params.get_all(name) for name in st.query_params if name != address.CLAIM
    } or {"view": view.selection.view}
    show(
        element("h3", "All the data"),
        element(
            "p",
            "The CSV holds everything about every claim, sources joined in; the data package is "
            "the tables as they are kept, with their schema, and loads again without loss. Both "
            "hold every claim; JSON holds those in view, with what is computed from them.",
        ),
    )
    with st.container(horizontal=True, key="downloads-all"):
        _button(
            "CSV, everything joined",
            "csv",
            view,
            partial(full_csv, dataset.claims, dataset, link_here),
        )
        _button(
            "JSON",
            "json",
            view,
            partial(to_json, dataset, claims, filters, link_here, view.indicators),
        )
        _button(
            "Data package (zip)",
            "zip",
            view,
            lambda: data_package_zip(
                dataset,
                filters,
                [claim.id for claim in claims],
                link_here,
                datetime.now(UTC).date(),
            ),
        )


_TYPES = {"csv": "text/csv", "json": "application/json", "zip": "application/zip"}


def _button(words: str, extension: str, view: View, make: Callable[[], bytes]) -> None:
    st.download_button(
        words,
        data=make,
        file_name=file_name("", view.dataset, extension),
        mime=_TYPES[extension],
        key=f"all-{extension}",
        on_click="ignore",
    )


def _render_citation(view: View) -> None:
    citation = cite_dataset(view.dataset, address.page_address())
    edition = edition_of(view.dataset)
    show(element("h3", "How to cite"))
    show(element("p", "Name the source of the number first; its card has both references."))
    st.code(citation.apa, language=None, wrap_lines=True)
    show(
        element(
            "p",
            f"Data version {edition.version} ({edition.digest}). {edition.terms}.",
            class_="note",
        )
    )
