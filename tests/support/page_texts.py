"""Page texts: every text that a reader can meet on the page, one block at a time, with its place.

Owns the walk over what Streamlit and Plotly are handed. Judges no text.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from typing import Any

from streamlit.testing.v1 import AppTest

_CHART_BEGINS = "chart begins"
_CHART_ENDS = ("header", "subheader", "p definition", "panel")
_INLINE = frozenset(("span", "a", "strong", "code", "data"))
_SPOKEN = frozenset(("aria-label", "title", "alt"))
_LABELLED = frozenset(
    ("button", "download_button", "expander", "selectbox", "multiselect", "text_input", "tab")
)
_CHART_BREAK = re.compile(r"<br>")
_CHART_MARKUP = re.compile(r"</?[bi]>|</?span[^>]*>")
_CHART_WORDS = ("text", "hovertext", "name", "hovertemplate", "texttemplate")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass(frozen=True)
class PageText:
    """A text as a reader meets it, and the kind of place where it stands.

    ``items`` says how much is folded away under a summary or drawn, ``chart`` to which chart it
    belongs.
    """

    place: str
    text: str
    items: int = 0
    chart: str = ""


def page_texts(page: AppTest) -> list[PageText]:
    """Every text of the page, of its charts and their pictures, and of an open card, each once.

    The ticks of axes are not among them: see ``ticks``.
    """
    found: dict[PageText, None] = {}
    chart = ""
    for text in _texts(page._tree):  # the tree has no public name
        if text.place in (_CHART_BEGINS, *_CHART_ENDS):
            chart = text.text if text.place == _CHART_BEGINS else ""
        if text.place != _CHART_BEGINS:
            found[replace(text, chart=chart)] = None
    return list(found)


def card_texts(page: AppTest) -> list[PageText]:
    """Every text of the open card."""
    return list(dict.fromkeys(text for card in page.get("dialog") for text in _texts(card)))


def ticks(page: AppTest) -> list[tuple[float, str]]:
    """The place and the words of every tick with words of its own."""
    return [
        tick
        for element in page.get("plotly_chart")
        for axis in json.loads(element.proto.spec)["layout"].values()
        if isinstance(axis, dict)
        for tick in zip(axis.get("tickvals", ()), axis.get("ticktext", ()), strict=True)
    ]


def _texts(node: Any) -> Iterator[PageText]:
    kind = str(getattr(node, "type", ""))
    for place, text, *items in _own_texts(node, kind):
        if words := " ".join(text.split()):
            yield PageText(place, words, *items)
    for child in getattr(node, "children", {}).values():
        yield from _texts(child)


def _own_texts(node: Any, kind: str) -> Iterator[tuple[Any, ...]]:
    match kind:
        case "html":
            yield from html_texts(node.value)
        case "title" | "header" | "subheader" | "code":
            yield kind, node.value
        case "button_group":
            yield from ((kind, plain_label(option.content)) for option in node.proto.options)
            yield kind, plain_label(node.proto.label)
        case "dataframe":
            yield from ((kind, str(cell)) for row in node.value.values for cell in row)
            yield from ((kind, str(name)) for name in node.value.columns)
        case "plotly_chart":
            figure = json.loads(node.proto.spec)
            ids = {id for trace in figure["data"] for id in trace.get("customdata", ())}
            yield "alt", node.proto.alt, len(ids)
            yield from chart_texts(figure)
        case "bidi_component":
            yield from picture_texts(node.proto)
        case "expander" if not str(node.key).startswith("table-"):
            yield "panel", plain_label(node.label)
        case _ if kind in _LABELLED:
            yield kind, plain_label(getattr(node, "label", "") or node.proto.label)
            yield kind, str(getattr(node, "placeholder", "") or "")
            yield from ((f"{kind} option", option) for option in getattr(node, "options", ()))


def html_texts(markup: str) -> Iterator[tuple[str, str, int]]:
    """The blocks of HTML, what is read aloud of it included."""
    reader = _Blocks()
    reader.feed(markup)
    reader.close()
    yield from reader.blocks()


def chart_texts(figure: Any, place: str = "chart") -> Iterator[tuple[str, str]]:
    """Every text of a figure, wherever Plotly takes one."""
    if isinstance(figure, list):
        for item in figure:
            yield from chart_texts(item, place)
    elif isinstance(figure, dict):
        for name, value in figure.items():
            if name in _CHART_WORDS and not isinstance(value, dict):
                texts = value if isinstance(value, list) else [value]
                yield from ((f"{place} {name}", _drawn(str(text))) for text in texts if text)
            elif name not in ("template", "customdata", "x", "y"):
                yield from chart_texts(value, place)


def picture_texts(component: Any) -> Iterator[tuple[str, str]]:
    """What a picture of a chart has besides the chart."""
    data = json.loads(component.json or "{}") if component.WhichOneof("data") == "json" else {}
    if layout := data.get("layout"):
        yield from chart_texts(json.loads(layout), "picture")


def plain_label(label: str) -> str:
    """A widget's label without the backslashes that switch markdown off."""
    return _ESCAPED.sub(r"\1", label)


def _drawn(markup: str) -> str:
    return html.unescape(_CHART_MARKUP.sub("", _CHART_BREAK.sub(" ", markup)))


class _Blocks(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open = [("", "")]
        self._blocks: list[tuple[str, str, int]] = []
        self._words = ""
        self._folded: int | None = None
        self._in_nav = False

    def blocks(self) -> list[tuple[str, str, int]]:
        """The blocks met, each with the tag and class it stands in."""
        self._end()
        return [block for block in self._blocks if not block[0].startswith("style")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("class") == "chart-title":
            self._end()
            self._blocks.append((_CHART_BEGINS, given["id"] or "", 0))
        spoken = [value for name, value in attrs if name in _SPOKEN and value]
        self._blocks += [("spoken", words, 0) for words in spoken]
        if tag in _INLINE:
            return
        self._end()
        self._in_nav = self._in_nav or tag == "nav"
        if tag != "br":
            self._open.append((tag, given.get("class") or ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in _INLINE:
            return
        self._end()
        self._open.pop()
        self._in_nav = self._in_nav and tag != "nav"
        if tag == "summary":
            self._folded = len(self._blocks)
        elif tag == "details" and self._folded is not None:
            place, words, _ = self._blocks[self._folded - 1]
            folded = len(self._blocks) - self._folded
            self._blocks[self._folded - 1] = (place, words, folded)
            self._folded = None

    def handle_data(self, data: str) -> None:
        self._words += data

    def _end(self) -> None:
        if self._words.strip():
            place = ("nav" if self._in_nav else "", *self._open[-1])
            self._blocks.append((" ".join(filter(None, place)), self._words, 0))
        self._words = ""
