"""Pictures: what the layout of a chart takes on when it leaves the page as PNG or SVG.

White, in ink, at a fixed width, with title, legend, sources and address drawn in: independent
of the page's theme. The browser has the chart already, so only what
differs is sent.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Sequence

from tradedata.charts.drawing import Drawing
from tradedata.charts.strokes import escape, joined
from tradedata.views.charts import Chart, LegendEntry

WIDTH = 1000
INK = "#1A1A1A"
LINE_HEIGHT = 19
CHARACTERS = 132
TITLE_CHARACTERS = 84
LEGEND_GAP = "   "


def picture_layout(chart: Chart, drawing: Drawing, footer: Sequence[str]) -> str:
    """What the picture adds to the chart's layout, as JSON; ``footer`` are plain lines of text.

    Its ``annotations`` come after the chart's own, everything else takes the place of the chart's.
    """
    title = textwrap.wrap(chart.title, TITLE_CHARACTERS)
    subtitle = textwrap.wrap(chart.subtitle, CHARACTERS)
    legend = _legend(chart.legend)
    below = [line for text in footer for line in textwrap.wrap(text, CHARACTERS)]
    top = 26 * len(title) + LINE_HEIGHT * (len(subtitle) + len(legend)) + 36
    bottom = LINE_HEIGHT * (len(below) + 1)
    layout = {
        "width": WIDTH,
        "height": drawing.height + top + bottom,
        "margin": {"l": 24, "r": 24, "t": top, "b": bottom, "autoexpand": False},
        "paper_bgcolor": "white",
        "plot_bgcolor": "white",
        "font": {"color": INK, "family": "sans-serif", "size": 13},
        "template": {},
        "annotations": [
            _above(f"<b>{joined(title)}</b>", top - 16, 20),
            _above(joined(subtitle), top - 22 - 26 * len(title), 14),
            _above("<br>".join(legend), LINE_HEIGHT * len(legend) + 8, 13),
            {**_note(joined(below), 12), "y": 0, "yanchor": "top", "yshift": -6},
        ],
    }
    return json.dumps(layout)


def _legend(entries: Iterable[LegendEntry]) -> list[str]:
    """The legend in lines that fit the width; an entry is never broken."""
    lines: list[list[str]] = [[]]
    room = CHARACTERS
    for entry in entries:
        length = len(entry.glyph) + len(entry.label) + len(LEGEND_GAP) + 1
        if length > room:
            lines.append([])
            room = CHARACTERS
        room -= length
        lines[-1].append(
            f'<span style="color:{entry.colour or INK}">{escape(entry.glyph)}</span> '
            f"{escape(entry.label)}"
        )
    return [LEGEND_GAP.join(line) for line in lines]


def _above(text: str, shift: int, size: int) -> dict[str, object]:
    return {**_note(text, size), "y": 1, "yanchor": "top", "yshift": shift}


def _note(text: str, size: int) -> dict[str, object]:
    return {
        "text": text,
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "xanchor": "left",
        "align": "left",
        "showarrow": False,
        "font": {"size": size},
    }
