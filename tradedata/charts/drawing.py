"""Drawing: a chart's content as a figure for a layout.

Owns the one way from a chart to what is drawn of it; rows and years know the two geometries.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tradedata.charts import rows, years
from tradedata.charts.layouts import Layout
from tradedata.charts.strokes import FinishedFigure
from tradedata.views.charts import Chart, Mark, RowPanel, YearPanel
from tradedata.words.text import Number, Text, count, joined, parts_of, say


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
    in_rows = [panel for panel in chart.panels if isinstance(panel, RowPanel)]
    over_years = [panel for panel in chart.panels if isinstance(panel, YearPanel)]
    canvas = rows.draw_rows(in_rows, layout) if in_rows else years.draw_years(over_years, layout)
    return Drawing(canvas.figure(), canvas.height, tuple(canvas.keyed))


def fitted(chart: Chart, layout: Layout, height: int) -> Chart:
    """The chart with as many of its panels as have room in so many pixels.

    Those with a number that the title names come before all. The first may be as low as can be;
    without it there are none. Where the title names numbers of a panel that is left out, the title
    is that of the first that is not.
    """
    titled = {part.id for part in parts_of(chart.title) if isinstance(part, Number)}
    kept: list[RowPanel | YearPanel] = []
    for panel in sorted(chart.panels, key=lambda each: titled.isdisjoint(m.id for m in each.marks)):
        least, best = _heights(panel, layout)
        if (best if kept else min(least, best)) > height:
            break
        kept.append(panel)
        height -= best
    shown = replace(chart, panels=tuple(panel for panel in chart.panels if panel in kept))
    lost = {mark.id for mark in chart.drawn} - {mark.id for mark in shown.drawn}
    leads = [panel.lead for panel in shown.panels if isinstance(panel, YearPanel) and panel.lead]
    return replace(shown, title=leads[0]) if leads and lost & titled else shown


def sheets(chart: Chart, layout: Layout, height: int) -> tuple[Chart, ...]:
    """The chart, in parts that are up to so many pixels high where it is of rows and higher."""
    in_rows = [panel for panel in chart.panels if isinstance(panel, RowPanel)]
    parts = [sheet for panel in in_rows for sheet in rows.sheets(panel, layout, height)]
    if not parts[1:]:
        return (chart,)
    return tuple(replace(chart, panels=(sheet,)) for sheet in parts)


def _heights(panel: RowPanel | YearPanel, layout: Layout) -> tuple[int, int]:
    if isinstance(panel, RowPanel):
        return (rows.panel_height(panel, layout),) * 2
    return years.heights(panel, layout)
