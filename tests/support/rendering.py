"""Rendering: runs the page's script without a browser and reads what it drew.

Owns the way from Streamlit's elements to plain text, and the numbers that a selection of the data
comes to. Expects nothing of the page's content.
"""

from __future__ import annotations

import html
import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from math import inf
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from components.shell.view import NOT_DRAWN
from tests.support.factories import PROJECT
from tests.support.samples import all_indicators_of
from tradedata.charts.years import BREAK
from tradedata.computed.catalogue import indicators_of
from tradedata.computed.indicators import Indicator
from tradedata.data.claims import Claim
from tradedata.data.directory import data_directory
from tradedata.data.loading import Dataset
from tradedata.views.selection import Selection

SECONDS = 300  # a busy machine is slow, which is no fault
EVERYTHING = Selection()
_CHART_MARKUP = re.compile(r"</?[bi]>|<br>|</?span[^>]*>")
_STYLE = re.compile(r"<style.*?</style>", re.DOTALL)
_INLINE = re.compile(r"</?(?:span|a|q|strong|code|data)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class DrawnChart:
    """A chart as Streamlit hands it to the browser."""

    slug: str
    alt: str
    figure: dict[str, Any]

    @property
    def numbers(self) -> list[tuple[str, float]]:
        """The id and the value of every mark that is drawn to scale."""
        is_rows = self.figure["layout"]["yaxis"].get("visible") is False
        traces = self.figure["data"]
        breaks = {trace["yaxis"]: min(trace["y"]) for trace in traces if trace.get("name") == BREAK}
        return [
            (str(card), float(value))
            for trace in traces
            if not (is_rows and trace.get("mode") == "lines")  # how far apart two lie
            for card, value in zip(
                trace.get("customdata", ()), trace["x" if is_rows else "y"], strict=False
            )
            if value < breaks.get(trace["yaxis"], inf)
        ]

    @property
    def ids(self) -> set[str]:
        """The ids that its marks open."""
        return {card for trace in self.figure["data"] for card in trace.get("customdata", ())}

    @property
    def hovers(self) -> list[tuple[str, str]]:
        """What is told of each mark that is pointed at, by its id."""
        return [
            (str(card), _drawn(text))
            for trace in self.figure["data"]
            for card, text in zip(
                trace.get("customdata", ()), trace.get("hovertext", ()), strict=False
            )
        ]

    @property
    def markup(self) -> list[str]:
        """Every text in it as Plotly gets it."""
        notes = [note["text"] for note in self.figure["layout"].get("annotations", ())]
        hovers = [text for trace in self.figure["data"] for text in trace.get("hovertext", ())]
        return [*notes, *hovers]

    @property
    def texts(self) -> list[str]:
        """Every text in it as Plotly shows it."""
        return [_drawn(text) for text in self.markup]


class ReadOnlyPage(AppTest):
    """A page that many tests read, so that none of them may act on it."""

    is_open = False

    def _run(self, *arguments: Any, **options: Any) -> AppTest:
        assert not self.is_open, "Other tests read this page: act on one of your own, from render()"
        self.is_open = True
        return super()._run(*arguments, **options)


def render(slug: str = "", kind: type[AppTest] = AppTest, /, **asked: str | list[str]) -> AppTest:
    """The page of that name at an address with these parameters."""
    page = kind(PROJECT / "dashboard.py", default_timeout=SECONDS)
    if slug:  # AppTest knows the pages from a run of another one
        AppTest._run(page)
        page.switch_page(f"components/pages/{slug}.py")
    for name, value in asked.items():
        page.query_params[name] = value
    page.run()
    assert not any(NOT_DRAWN in block.value for block in page.html)
    return page


def taken_away(slug: str = "", /, **asked: str | list[str]) -> AppTest:
    """The page with the menus of its charts open, so that their pictures are made."""
    page = render(slug, **asked)
    for chart in charts(page):
        page.session_state[f"take-away-{chart}"] = True
    return page.run()


def opened(slug: str = "", /, **parameters: str) -> AppTest:
    """The page at that address, drawn once for all tests that only read it."""
    return _opened(data_directory(os.environ), slug, **parameters)


@cache
def _opened(_data: Path, slug: str, **parameters: str) -> AppTest:
    return render(slug, ReadOnlyPage, **parameters)


def charts(page: AppTest) -> dict[str, DrawnChart]:
    """The charts on the page by slug, in order."""
    found = {}
    for element in page.get("plotly_chart"):
        slug = str(element.key).removeprefix("plot-")
        figure = json.loads(element.proto.spec)
        found[slug] = DrawnChart(slug, element.proto.alt, figure)
    return found


def markup_text(markup: str) -> str:
    """What a reader sees of HTML, blocks apart from each other."""
    shown = _INLINE.sub("", _STYLE.sub("", markup))
    return " ".join(html.unescape(_TAG.sub(" ", shown)).split())


def block_texts(nodes: Iterable[Any]) -> Iterator[str]:
    """The texts of the blocks of HTML, headings, buttons and code among the elements."""
    for node in nodes:
        match getattr(node, "type", ""):
            case "html":
                yield markup_text(node.value)
            case "title" | "header" | "code":
                yield node.value
            case "button":
                yield plain(node.label)


def table_texts(page: AppTest) -> list[str]:
    """The cells of the searchable table."""
    lines = (line for row in table_rows(page) for cell in row[-1] for line in cell)
    return [line if isinstance(line, str) else line[0] for line in lines]


def table_rows(page: AppTest) -> list[list[Any]]:
    """The rows of the searchable table as its script gets them: the id of the card first."""
    given = (table.proto.json for table in page.get("bidi_component"))
    contents = [json.loads(text) for text in given if text]
    return [row for content in contents if content for row in content.get("rows", ())]


def anchors(page: AppTest) -> list[str]:
    """The anchors of its parts, in order."""
    return [header.proto.anchor for header in page.header]


def table_ids(page: AppTest) -> set[str]:
    """The ids of the rows of the searchable table."""
    return {row[0] for row in table_rows(page)}


def ids(numbers: Iterable[Claim] | Iterable[Indicator]) -> set[str]:
    """Of all of them."""
    return {number.id for number in numbers}


def keyed_texts(page: AppTest, key: str) -> str:
    """What is said in the block that has the key in the code. Raises KeyError."""
    return " ".join(block_texts(page.get_by_key(key)))


def assert_shows_page(page: AppTest) -> None:
    """It has parts, and met no error."""
    assert not page.exception
    assert anchors(page)


def plain_texts(page: AppTest) -> list[str]:
    """What a reader meets outside HTML: labels, options, cells of the table, texts of charts."""
    lists = (*page.selectbox, *page.multiselect)
    groups = page.get("button_group")
    drawn = charts(page).values()
    return [
        *(plain(widget.label) for widget in (*page.button, *page.expander, *lists)),
        *(option for box in lists for option in box.options),
        *(plain(option.content) for group in groups for option in group.proto.options),
        *table_texts(page),
        *(chart.alt for chart in drawn),
        *(text for chart in drawn for text in chart.texts),
    ]


def pictures(page: AppTest) -> list[dict[str, Any]]:
    """The pictures that can be taken away from the open menus: their files' names and figures."""
    found = (element.proto for element in page.get("bidi_component"))
    given = (json.loads(each.json or "{}") for each in found if each.WhichOneof("data") == "json")
    return [picture for each in given for picture in json.loads(each.get("pictures", "[]"))]


def picture_texts(page: AppTest) -> list[str]:
    """What the pictures say."""
    layouts = (picture["figure"]["layout"] for picture in pictures(page))
    return [_drawn(note["text"]) for layout in layouts for note in layout["annotations"]]


def all_texts(page: AppTest) -> list[str]:
    """Every text of the page and of its open card."""
    elements = [*page.html, *page.title, *page.header, *page.code]
    return [*block_texts(elements), *plain_texts(page)]


def card_text(page: AppTest) -> str:
    """The open card's text, '' when none is open."""
    return " ".join(text for dialog in page.get("dialog") for text in block_texts(dialog))


def computed(dataset: Dataset, selection: Selection = EVERYTHING) -> tuple[Indicator, ...]:
    """What is computed from the selection, without a reader's choice, and has a card."""
    known = {each.id for each in everything_computed(dataset)}
    found = indicators_of(
        selection.apply(dataset.claims),
        dataset.collection,
        selection.benchmarks(dataset.benchmarks),
    )
    return tuple(each for each in found if each.id in known)


def everything_computed(dataset: Dataset) -> tuple[Indicator, ...]:
    """What is computed from all the data, with what each target needs from each claim."""
    return all_indicators_of(dataset.claims, dataset.collection, dataset.benchmarks)


def _drawn(markup: str) -> str:
    return html.unescape(_CHART_MARKUP.sub(" ", markup))


def plain(label: str) -> str:
    """A widget's label without the backslashes that switch markdown off."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", label)
