"""Pictures: a chart drawn anew for a file, in one of a few forms, with all that belongs to it.

White, in ink, with title, legend and the lines below drawn in: independent of the page's theme and
of the reader's window. Owns the forms and where their texts stand, not what the lines below say.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from tradedata.charts.drawing import Drawing, fitted, key_words
from tradedata.charts.layouts import FLAT, SQUARE, WIDE, Layout
from tradedata.charts.naming import keyed_words
from tradedata.charts.strokes import NO_BREAK, Look, balanced, escape
from tradedata.charts.years import TICK_SIZE
from tradedata.views.charts import Chart, LegendEntry, RowPanel, YearPanel
from tradedata.words.text import SENTENCE_ENDS, Number, Text, count, parts_of, say

INK, QUIET = "#1A1A1A", "#595959"
FONT = "Arial, Helvetica, sans-serif"
PAD, EDGE, GAP = 16, 4, 1
LINE, CHARACTER_WIDTH = 1.3, 0.5  # of the size of a text
LEGEND_GAP = "  "
BLUR, TIMES = 2, 4  # pixels around a text, so that lines behind do not run through it
HALO = ", ".join([f"{0} {0} {BLUR}px white"] * TIMES)
_FOR_READERS = ("customdata", "hovertext", "hoverinfo")

Draw = Callable[[Chart, Layout], Drawing]


@dataclass(frozen=True, slots=True)
class Form:
    """A form of picture: the file's size in pixels, ``scale`` of them for one of the drawing's.

    Without a ``height`` it is as high as the chart needs. So many lines of the subtitle, in whole
    sentences, have room.
    """

    name: str
    width: int
    height: int
    scale: float
    title_size: int
    text_size: int
    subtitle_lines: int
    layout: Layout

    @property
    def words(self) -> str:
        """Its name, with its size where that is set."""
        size = f", {self.width} × {self.height}" if self.height else ""
        return f"{self.name.capitalize()}{size}"

    @property
    def characters(self) -> int:
        """How many fit into a line of its texts."""
        return _characters(self, self.text_size)


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines in our own markup, of one size, above or below the drawing."""

    lines: Sequence[str]
    size: float
    colour: str = INK

    @property
    def height(self) -> float:
        """Pixels, with the space to what stands next."""
        return LINE * self.size * len(self.lines) + GAP if self.lines else 0


# The first two may be shown at a width of 600: no text is then smaller than eleven pixels.
FORMS = (
    Form("wide", 1200, 675, 2, 12, 11, 1, FLAT),
    Form("square", 1080, 1080, 1.8, 16, 11, 3, SQUARE),
    Form("full", 2000, 0, 2, 18, 12, 9, replace(WIDE, width=1000 - 2 * PAD)),
)


Footer = Callable[[Chart, Form], Sequence[str]]


def picture(chart: Chart, form: Form, footer: Footer, draw: Draw) -> Look | None:
    """The chart in that form as a Plotly figure, above the plain paragraphs of its footer.

    Where the height is set, panels that have no room are left out, which is said; None: none has.
    """
    if form.height:
        chart = replace(chart, panels=tuple(map(_without_events, chart.panels)))
    paragraphs = footer(chart, form)
    shown = _fitting(chart, form, paragraphs)
    if shown.panels != chart.panels:
        shown = _fitting(chart, form, (_shown_words(shown, chart), *paragraphs))
        shown = replace(shown, named=())
        paragraphs = (_shown_words(shown, chart), *footer(shown, form))
    if not shown.panels:
        return None
    above, below = _above(shown, form), _below(paragraphs, form)
    drawing, keys = _drawn(shown, form, draw, (*above, *below))
    below = [keys, *below]
    top, bottom = EDGE + _height(above), EDGE + _height(below)
    height = form.height / form.scale or math.ceil(drawing.height + top + bottom)
    notes = (*_notes(above, 1, top - EDGE), *_notes(below, 0, 0))
    return _look(drawing, form.width / form.scale, height, (top, bottom), notes)


def _drawn(
    chart: Chart, form: Form, draw: Draw, around: Sequence[_Block]
) -> tuple[Drawing, _Block]:
    """The chart in the room that is left around it, and what its keys lead to.

    What they take of that may leave more labels without room: they have more lines until they fit.
    """
    keys = _Block([], form.text_size)
    while True:
        drawing = draw(chart, replace(form.layout, height=_room(form, around, (keys,))))
        lines = _key_lines(drawing, form)
        if not form.height or len(lines) <= len(keys.lines):
            return drawing, replace(keys, lines=lines)
        keys = replace(keys, lines=lines)


def _key_lines(drawing: Drawing, form: Form) -> list[str]:
    if form.height:
        texts = textwrap.wrap(keyed_words(drawing.keyed), form.characters)
    else:
        rows = key_words(drawing.keyed)
        texts = [line for row in rows for line in textwrap.wrap(row, form.characters)]
    return [*map(escape, texts)]


def bare_picture(drawing: Drawing, layout: Layout) -> Look:
    """The drawing alone, for a place that has title and legend itself."""
    height = drawing.height + 2 * EDGE
    return _look(drawing, layout.width + 2 * PAD, height, (EDGE, EDGE), ())


def _look(
    drawing: Drawing,
    width: float,
    height: float,
    around: tuple[float, float],
    notes: Iterable[Look],
) -> Look:
    """The drawing in ink on white, of that size, with room above and below it and texts there."""
    figure, (top, bottom) = drawing.figure.to_dict(), around
    layout = {
        **figure["layout"],
        "width": width,
        "height": height,
        "margin": {"l": PAD, "r": PAD, "t": top, "b": bottom, "autoexpand": False},
        "paper_bgcolor": "white",
        "plot_bgcolor": "white",
        "font": {"color": INK, "family": FONT, "size": TICK_SIZE, "shadow": HALO},
        "annotations": [*figure["layout"].get("annotations", ()), *notes],
    }
    traces = [
        {name: given for name, given in trace.items() if name not in _FOR_READERS}
        | ({"textfont": {**trace["textfont"], "shadow": _halos(trace)}} if "text" in trace else {})
        for trace in figure["data"]
    ]
    return {"data": traces, "layout": layout}


def _halos(trace: Look) -> list[str]:
    """Letters within their marks have none."""
    return [HALO if each.endswith("right") else "none" for each in trace["textposition"]]


def _characters(form: Form, size: float) -> int:
    return int((form.width / form.scale - 2 * PAD) / (size * CHARACTER_WIDTH))


def _without_events(panel: RowPanel | YearPanel) -> RowPanel | YearPanel:
    """Their numbers lead to a list beside the chart, for which there is no room."""
    return replace(panel, numbered=()) if isinstance(panel, YearPanel) else panel


def _fitting(chart: Chart, form: Form, footer: Sequence[str]) -> Chart:
    if not form.height:
        return chart
    return fitted(chart, form.layout, _room(form, _above(chart, form), _below(footer, form)))


def _room(form: Form, *blocks: Iterable[_Block]) -> int:
    """Pixels of the drawing's that are left for it, 0 where there is no bound."""
    around = 2 * EDGE + sum(map(_height, blocks))
    return int(form.height / form.scale - around) if form.height else 0


def _shown_words(shown: Chart, whole: Chart) -> Text:
    drawn, every = (len({mark.id for mark in chart.drawn}) for chart in (shown, whole))
    return say("{} of {} numbers; all are at the address.", count(drawn), count(every))


def _above(chart: Chart, form: Form) -> list[_Block]:
    """Title, subtitle and legend."""
    characters = form.characters
    title = balanced(_unbroken(chart.title), _characters(form, form.title_size))
    subtitle = _whole_sentences(chart.subtitle, characters, form.subtitle_lines)
    entries = chart.legend
    if form.layout.speaks_briefly:
        entries = tuple(replace(entry, label=entry.brief or entry.label) for entry in entries)
    return [
        _Block([f"<b>{escape(line)}</b>" for line in title], form.title_size),
        _Block([*map(escape, subtitle)], form.text_size, QUIET),
        _Block(_legend(entries, characters), form.text_size),
    ]


def _below(paragraphs: Iterable[str], form: Form) -> list[_Block]:
    characters = form.characters
    lines = [line for text in paragraphs for line in textwrap.wrap(text, characters)]
    return [_Block([*map(escape, lines)], form.text_size, QUIET)]


def _unbroken(text: str) -> str:
    """The text, with no break within a number."""
    parts = parts_of(text)
    return "".join(p.replace(" ", NO_BREAK) if isinstance(p, Number) else p for p in parts)


def _whole_sentences(text: str, characters: int, most: int) -> list[str]:
    """As many of the text's sentences as have room in so many lines, the first in any case."""
    words = text.split()
    ends = {i for i, word in enumerate(words, start=1) if word.endswith(SENTENCE_ENDS)}
    texts = (" ".join(words[:end]) for end in sorted({*ends, len(words)}))
    if not words:
        return []
    first, *longer = (textwrap.wrap(each, characters) for each in texts)
    return [first, *(lines for lines in longer if len(lines) <= most)][-1]


def _legend(entries: Iterable[LegendEntry], characters: int) -> list[str]:
    """The legend in few lines that fit the width; an entry is never broken."""
    lines: list[list[str]] = []
    rooms: list[int] = []
    for entry in entries:
        length = len(entry.glyph) + len(entry.label) + len(LEGEND_GAP) + 1
        line = next((at for at, room in enumerate(rooms) if length <= room), len(lines))
        if line == len(lines):
            lines.append([])
            rooms.append(characters + len(LEGEND_GAP))
        rooms[line] -= length
        lines[line].append(
            f'<span style="color:{entry.colour or INK}">{escape(entry.glyph)}</span> '
            f"{escape(entry.label)}"
        )
    return [LEGEND_GAP.join(line) for line in lines]


def _height(blocks: Iterable[_Block]) -> float:
    return sum(block.height for block in blocks)


def _notes(blocks: Iterable[_Block], edge: int, shift: float) -> Iterable[Look]:
    """The blocks below each other, the first so far above the upper or the lower edge."""
    for block in blocks:
        if block.lines:
            yield {
                "text": "<br>".join(block.lines),
                "xref": "paper",
                "yref": "paper",
                "x": 0,
                "y": edge,
                "yshift": shift,
                "xanchor": "left",
                "yanchor": "top",
                "align": "left",
                "showarrow": False,
                "borderpad": 0,
                "font": {"size": block.size, "color": block.colour},
            }
        shift -= block.height
