"""Pages: what an address shows, as plain data and as text to read.

Owns the shape of both. What is shown is a matter of the views: nothing is computed here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, cast

from tradedata.compare.comparison import THRESHOLDS_IN_WORDS
from tradedata.data.characters import one_line
from tradedata.exports.captions import source_lines
from tradedata.exports.citations import cite_dataset, cite_number
from tradedata.exports.files import chart_files, claims_file, coverage_file, data_files
from tradedata.views.card import CHANGES, QUOTABLE, QUOTE, Card, Group, card_of
from tradedata.views.coverage import cell_words, gap_words, row_words
from tradedata.views.extracts import chart_called
from tradedata.views.facts import Fact
from tradedata.views.pages import CLAIMS, COVERAGE, PAGES, SOURCES
from tradedata.views.pairs import Pair, pair_of
from tradedata.views.parameters import CHART, CLAIM, PRODUCT, SEARCH, Asked
from tradedata.views.sections import OTHERS, SECTIONS, Panel, Section
from tradedata.views.sources import ISSUES, METHOD, left_out_words, rejected_words, source_rows
from tradedata.views.table import matching, table_of
from tradedata.words.claims import source_words
from tradedata.words.events import event_words
from tradedata.words.glossary import GLOSSARY
from tradedata.words.text import capitalised

Document = Mapping[str, Any]
FILES = "To take away"
_FOR_PROGRAMS = ("Value", "Unit", "Rests on")


def shown(asked: Asked) -> Document:
    """What a page shows for an address: its card, else its pair, else its one chart, else all.

    Texts, lists of texts, and lists of rows with the same keys, under headings.
    """
    view = asked.view
    issues = view.dataset.issues
    head: Document = {
        "Page": asked.page.title,
        "Address": f"/{asked.place}",
        "Data version": view.dataset.version,
        "About the data": left_out_words(issues),
        "Means nothing here": [notice.sentence for notice in asked.notices],
        ISSUES: [one_line(str(issue)) for issue in issues],
    }
    if card := view.whole.keep(card_of, asked.one(CLAIM)):
        return {**head, **_card(card, asked)}
    if all(asked.compared):
        first, second = (view.whole.claims_by_id[key] for key in asked.compared)
        return {**head, **_pair(pair_of(first, second, view.dataset), asked)}
    if chart := chart_called(asked, asked.one(CHART)):
        return {**head, chart.slug: _panel(Panel(chart), asked)}
    return {**head, **_page(asked)}


def as_json(document: Document) -> str:
    """The document as JSON, what is empty included."""
    return json.dumps(document, ensure_ascii=False, indent=2, default=str)


def as_text(document: Document) -> str:
    """The document as lines to read, what is empty left out."""
    return "\n".join(_lines(document, 0)).strip()


def _page(asked: Asked) -> Document:
    view = asked.view
    document: dict[str, object] = {
        "In view": f"{view.selection.describe(view.dataset)}; {view.voices.words}"
    }
    if asked.page == PAGES[0]:
        document |= {
            "Finding": view.finding.words,
            "Most asked for": [tile.words for tile in view.tiles],
        }
    for anchor, heading in asked.page.parts.items():
        if anchor in SECTIONS:
            document |= {heading: _section(SECTIONS[anchor](asked), asked)}
        elif anchor in _PARTS:
            document |= {heading: _PARTS[anchor](asked)}
    return document


def _claims(asked: Asked) -> Document:
    rows = matching(asked.view.keep(table_of), asked.one(SEARCH), asked.one(PRODUCT))
    file = claims_file([row.number for row in rows], asked.view.dataset)
    return {"Rows": [row.line for row in rows], FILES: [file.name] if rows else []}


def _coverage(asked: Asked) -> Document:
    matrix = asked.view.coverage
    return {
        "In words": [*map(row_words, matrix.rows), gap_words(matrix)],
        "Year by year": [
            {"Product": row.product.label, "Measure": row.measure}
            | {
                each.heading: cell_words([row.cell(y) for y in each.years])
                for each in matrix.columns
            }
            for row in matrix.rows
        ],
        FILES: [coverage_file(asked.view).name] if matrix.rows else [],
    }


def _sources(asked: Asked) -> Document:
    return {
        "Sources": source_rows(asked.view),
        "What was rejected, and why": rejected_words(asked.view),
        "Method": METHOD,
        "What the words mean": [f"{term}: {words}" for term, words in GLOSSARY.items()],
        FILES: [file.name for file in data_files(asked, "")],
        "How to cite": cite_dataset(asked.view.dataset).apa,
    }


_PARTS: Mapping[str, Callable[[Asked], object]] = {
    CLAIMS: _claims,
    COVERAGE: _coverage,
    SOURCES: _sources,
}


def _section(found: Section, asked: Asked) -> Document | str:
    if not found.panels:
        return found.nothing
    panels = {panel.chart.slug: _panel(panel, asked) for panel in found.panels}
    chosen = {asked.controls[name].label: _chosen(name, asked) for name in found.controls}
    if found.chosen:
        others = {each: line for each, line in found.choices.items() if each != found.chosen}
        chosen["Product"] = _or(found.chosen.label, [product.label for product in others])
        return {**chosen, **panels, OTHERS: list(others.values())}
    return {**chosen, **panels}


def _chosen(name: str, asked: Asked) -> str:
    control = asked.controls[name]
    others = [words for value, words in control.options.items() if value != asked.one(name)]
    return _or(control.name_of(asked.one(name)), others)


def _or(chosen: str, others: Sequence[str]) -> str:
    return f"{chosen} (or: {'; '.join(others)})" if others else chosen


def _panel(panel: Panel, asked: Asked) -> Document:
    chart = panel.chart
    return {
        "Title": chart.title,
        "Subtitle": chart.subtitle,
        "About": panel.words,
        "Numbers": chart.table,
        "In words": chart.words,
        "Alone in their unit" if chart.panels else "In short": chart.alone,
        "Notes": chart.notes,
        "Legend": [entry.label for entry in chart.legend],
        "Events": [f"{event_words(e)} ({source_words(e.source)})" for e in panel.events],
        "Sources": source_lines(chart.sourced),
        FILES: [file.name for file in chart_files(asked, chart, "")],
    }


def _card(card: Card, asked: Asked) -> Document:
    return {
        "Number": card.title,
        "About": card.subject,
        QUOTABLE: card.quotable,
        QUOTE: card.quote,
        **{fact.term: _fact(fact) for fact in (*card.printed, *card.facts, *card.more)},
        **{group.heading: _group(group) for group in card.groups},
        CHANGES: card.changes,
        "Cite it": cite_number(card.number, asked.view.dataset).apa,
    }


def _group(group: Group) -> list[str]:
    numbers = (f"{each.sentence} [{each.card_id}]" for each in group.numbers)
    return [*filter(None, [group.lead]), *numbers]


def _pair(pair: Pair, asked: Asked) -> Document:
    return {
        "Can they be compared?": pair.answer,
        "What to know": [capitalised(words) for words in pair.causes],
        "By how much": pair.apart,
        pair.caption: [
            {"Field": f.name, "Same": f.mark, "First": f.first, "Second": f.second}
            for f in pair.aspects
        ],
        "Where each is printed": {fact.term: _fact(fact) for fact in pair.printed},
        "Cite them": [
            cite_number(claim, asked.view.dataset).apa for claim in (pair.first, pair.second)
        ],
        "Method": THRESHOLDS_IN_WORDS,
    }


def _fact(fact: Fact) -> str:
    return " ".join([fact.words, *(f"<{link.address}>" for link in fact.links)])


def _lines(value: Document, depth: int) -> Iterator[str]:
    """Short texts stand before the first list, all else under a heading of its own."""
    head = ""
    for name, content in value.items():
        match content:
            case "" | [] | ():
                continue
            case str() if not head:
                yield f"{name}: {content}"
                continue
        head = f"{'#' * (depth + 1)} {name}"
        yield from ("", head)
        match content:
            case str():
                yield content
            case Mapping():
                yield from _lines(content, depth + 1)
            case _:
                yield from _items(content)


def _items(items: Sequence[str | Mapping[str, object]]) -> Iterator[str]:
    """A list, or a table of the columns that somebody reads, under their names."""
    if not items or isinstance(items[0], str):
        yield from (f"- {item}" for item in items if item)
        return
    columns = [name for name in items[0] if name not in _FOR_PROGRAMS]
    yield f"| {' | '.join(columns)} |"
    yield f"|{'---|' * len(columns)}"
    for row in cast(Sequence[Mapping[str, object]], items):
        yield f"| {' | '.join(str(row[name]) for name in columns)} |"
