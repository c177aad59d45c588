"""Sources: who printed the numbers, what was rejected, the rules, and how to cite."""

from __future__ import annotations

from tradedata.data.loading import Dataset
from tradedata.data.quoting import OUR_LANGUAGE, Quoted
from tradedata.exports.citations import cite_dataset
from tradedata.exports.editions import edition_of
from tradedata.exports.files import CSV_HINT, download_columns
from tradedata.markup.text import bullets, element, facts_markup, link, reference, table
from tradedata.views.facts import Fact
from tradedata.views.pages import HEADINGS_WITHIN
from tradedata.views.sources import (
    CODEBOOK_COLUMNS,
    METHOD,
    SOURCE_COLUMNS,
    codebook_rows,
    rejected_words,
    source_rows,
)
from tradedata.views.view import View
from tradedata.words.glossary import GLOSSARY
from tradedata.words.text import counted, list_words, say

DOWNLOAD_COLUMNS = ("Column", "Title", "Meaning")


def heading(anchor: str) -> str:
    """One of those that the way around the page leads to."""
    return element("h3", HEADINGS_WITHIN[anchor], id=anchor)


DATA_LEAD = (
    heading("data")
    + element(
        "p",
        "The CSV holds everything about every claim in view, sources joined in; the "
        "spreadsheet and JSON also what is computed from them. The data package is all the "
        "tables as they are kept, with their schema, and loads again without loss; it says "
        "what was in view.",
    )
    + element("p", CSV_HINT, class_="note")
)


def sources_markup(view: View) -> str:
    """The table of sources, and their addresses."""
    sources = view.dataset.directory.sources.values()
    caption = say("{} and the claims each holds", counted(len(sources), "source"))
    return "".join(
        (
            table(caption, SOURCE_COLUMNS, source_rows(view)),
            element("h4", "Their addresses, where they are known"),
            bullets(link(source.quoted_title, source.url) for source in sources if source.url),
        )
    )


def method_markup(view: View) -> str:
    """What was rejected, the rules, and the glossary."""
    rejected = rejected_words(view)
    return "".join(
        (
            heading("rejected"),
            bullets(element("span", words) for words in rejected)
            if rejected
            else element("p", "No number met so far was rejected."),
            heading("method"),
            bullets(element("span", rule) for rule in METHOD),
            heading("glossary"),
            facts_markup(Fact(term, words) for term, words in GLOSSARY.items()),
        )
    )


def codebook_markup(view: View) -> str:
    """What every column means, of the tables and of the downloads."""
    tables = [
        table(
            Quoted(f"{each.file}: {each.description}", OUR_LANGUAGE),
            CODEBOOK_COLUMNS,
            codebook_rows(each),
        )
        for each in view.dataset.schema.tables.values()
    ]
    for name, columns in download_columns().items():
        rows = [dict(zip(DOWNLOAD_COLUMNS, column, strict=True)) for column in columns]
        tables.append(table(say("In downloads: {}", name), DOWNLOAD_COLUMNS, rows))
    return "".join(tables)


def citation_markup(dataset: Dataset, root: str) -> str:
    """How to cite the whole, and which version it is."""
    edition = edition_of(dataset)
    about = (edition.version, edition.digest, edition.terms)
    words = say("Data version {} ({}). {}.", *(Quoted(each, OUR_LANGUAGE) for each in about))
    return "".join(
        (
            heading("cite"),
            element("p", "Name the source of the number first; its card has both references."),
            reference(cite_dataset(dataset, root)),
            element("p", words, class_="note"),
        )
    )


def problem_markup(dataset: Dataset) -> str:
    """Whom to tell of a wrong number."""
    edition = edition_of(dataset)
    keepers = [Quoted(each, OUR_LANGUAGE) for each in edition.contributors]
    way = "a link to a form" if edition.repository else "a text to copy"
    words = say(
        "Tell those who host this page, or {}, which number is wrong, and which source says "
        "otherwise. At the end of every card there is {} for it.",
        list_words(keepers),
        way,
    )
    return heading("problem") + element("p", words)
