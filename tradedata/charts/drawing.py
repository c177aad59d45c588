"""Drawing: a chart's content as a figure for a layout.

Owns the one way from a chart to what is drawn of it; rows and years know the two geometries.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tradedata.charts.layouts import Layout
from tradedata.charts.rows import draw_rows
from tradedata.charts.strokes import FinishedFigure
from tradedata.charts.years import draw_years
from tradedata.views.charts import Chart, Mark, RowPanel, YearPanel
from tradedata.words.text import Text, count, joined, say


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished figure and its height in pixels.

    Of each group of ``keyed`` marks it has a key, counted from 1, for want of room for more.
    """

    figure: FinishedFigure
    height: int
    keyed: tuple[tuple[Mark, ...], ...] = ()


def key_words(keyed: Iterable[Sequence[Mark]]) -> tuple[Text, ...]:
    """The rows that the keys of a drawing lead to: '[1] over 275,000 t, A. Minister, 2024'."""
    return tuple(
        say("[{}] {}", count(place), joined("; ", (mark.label for mark in marks)))
        for place, marks in enumerate(keyed, start=1)
    )


def draw(chart: Chart, layout: Layout) -> Drawing:
    """The chart as it looks in the layout; it has a panel."""
    rows = [panel for panel in chart.panels if isinstance(panel, RowPanel)]
    years = [panel for panel in chart.panels if isinstance(panel, YearPanel)]
    canvas = draw_rows(rows, layout) if rows else draw_years(years, layout)
    return Drawing(canvas.figure(), canvas.height, tuple(canvas.keyed))
