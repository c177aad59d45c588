"""Drawing: a chart's content as a figure for a layout.

Owns the one way from a chart to what is drawn of it; rows and years know the two geometries.
"""

from __future__ import annotations

from dataclasses import dataclass

from tradedata.charts.layouts import Layout
from tradedata.charts.rows import draw_rows
from tradedata.charts.strokes import FinishedFigure
from tradedata.charts.years import draw_years
from tradedata.views.charts import Chart, RowPanel, YearPanel


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished figure and its height in pixels."""

    figure: FinishedFigure
    height: int


def draw(chart: Chart, layout: Layout) -> Drawing:
    """The chart as it looks in the layout."""
    rows = [panel for panel in chart.panels if isinstance(panel, RowPanel)]
    years = [panel for panel in chart.panels if isinstance(panel, YearPanel)]
    canvas = draw_rows(rows, layout) if rows else draw_years(years, layout)
    return Drawing(canvas.figure(), canvas.height)
