"""Chart: a figure together with everything a reader needs who cannot or does not see it.

Owns the shape of a finished chart and the one escaping function for Plotly's text.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from tradedata.computed.indicators import Indicator
from tradedata.data.claims import Benchmark, Claim
from tradedata.views.lines import Line


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


class FinishedFigure(go.Figure):  # type: ignore[misc]
    """A figure that nobody changes any more: its dictionary is made once, for all readers.

    Plotly makes it anew, with every number encoded, whenever a figure is put on a page.
    """

    def __init__(self, figure: go.Figure) -> None:
        super().__init__(figure)
        self._finished: dict[str, Any] | None = None

    def to_dict(self) -> dict[str, Any]:
        """The figure as plain objects; shared, so not to be changed."""
        if self._finished is None:
            self._finished = super().to_dict()
        return self._finished


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn: the figure, its height in pixels, the ids of its marks, numbered lines."""

    figure: go.Figure
    height: int
    ids: frozenset[str]
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Chart:
    """A finished chart. All texts are plain; whoever shows them escapes them.

    ``table`` has a row for every mark, with the same columns in each. ``claims`` are all that
    the chart rests on, those behind its computed marks included. ``summary`` stands for
    ``words`` in the text alternative where a sentence for every mark would be too much.
    ``picture_notes`` are for a picture alone, where the page has a list of its own.
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
    benchmarks: tuple[Benchmark, ...] = ()
    summary: tuple[str, ...] = ()
    picture_notes: tuple[str, ...] = ()

    @property
    def numbers(self) -> tuple[Claim | Indicator | Benchmark, ...]:
        """Every number of its table: claims, what is computed from them, market prices."""
        return (*self.claims, *self.indicators, *self.benchmarks)

    @property
    def sourced(self) -> tuple[Claim | Benchmark, ...]:
        """All that the chart rests on and that has a source."""
        return (*self.claims, *self.benchmarks)

    @property
    def alt(self) -> str:
        """A text alternative: what kind of chart, what it shows, every mark or a summary."""
        return f"Chart: {self.title} {self.subtitle} {' '.join(self.summary or self.words)}"


def escape(text: str) -> str:
    """Text from data as Plotly shows it verbatim, its pseudo-HTML switched off."""
    return html.escape(text, quote=False)
