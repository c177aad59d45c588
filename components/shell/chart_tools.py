"""Chart tools: what only the browser can do for a chart.

Pictures in PNG and SVG, drawn from figures made for them, and what is copied: the link to the
chart and the code that embeds it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from tradedata.charts.strokes import Look
from tradedata.markup.assets import asset


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that can be taken away: its form in words, its file's name, its figure."""

    words: str
    file: str
    figure: Look
    scale: float


def render_chart_tools(
    slug: str, chart: str, pictures: Sequence[Picture], link: str, height: int, note: str = ""
) -> None:
    """Buttons for the chart of that name, whose address is the link; the note stands below them.

    Embedded, the chart gets a frame so many pixels high.
    Where there are no pictures the buttons for them are not there.
    """
    # As text: for mappings Streamlit would load pandas.
    given = json.dumps([asdict(each) for each in pictures])
    data = {"chart": chart, "link": link, "note": note, "pictures": given, "height": height}
    _tools()(key=f"tools-{slug}", data=data, width="content")


@cache
def _tools() -> Any:
    html, css, js = (asset(Path(__file__).with_suffix(end)) for end in (".html", ".css", ".js"))
    return st.components.v2.component("chart_tools", html=html, css=css, js=js)
