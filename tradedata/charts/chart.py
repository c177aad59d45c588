"""Chart: a figure together with everything a reader needs who cannot or does not see it.

Owns the shape of a finished chart and the one escaping function for Plotly's text.
"""

from __future__ import annotations

import html
from dataclasses import dataclass

import plotly.graph_objects as go

from tradedata.claims import Claim
from tradedata.indicators import Indicator
from tradedata.listing import Line


@dataclass(frozen=True, slots=True)
class Mark:
    """A number drawn: the id that opens its card, and its name in a list."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """What a glyph, in a colour or in the ink colour, stands for."""

    glyph: str
    label: str
    colour: str | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A finished chart. All texts are plain; whoever shows them escapes them.

    ``table`` has a row for every mark, with the same columns in each. ``claims`` are all that
    the chart rests on, those behind its computed marks included.
    """

    slug: str
    title: str
    subtitle: str
    figure: go.Figure
    height: int
    words: tuple[str, ...]
    table: tuple[Line, ...]
    marks: tuple[Mark, ...]
    legend: tuple[LegendEntry, ...]
    claims: tuple[Claim, ...]
    indicators: tuple[Indicator, ...]
    notes: tuple[str, ...] = ()

    @property
    def alt(self) -> str:
        """A text alternative: what kind of chart, what it shows, every mark in words."""
        return f"Chart: {self.title} {self.subtitle} {' '.join(self.words)}"


def escape(text: str) -> str:
    """Text from data as Plotly shows it verbatim, its pseudo-HTML switched off."""
    return html.escape(text, quote=False)
