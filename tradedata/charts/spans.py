"""Spans: numbers over time, each as wide as its period, on a linear axis from zero.

What has no period stands in a margin at the right, years without a figure say so, and nothing is
joined to anything. Owns geometry only; meaning comes in with the marks.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import plotly.graph_objects as go

from tradedata.charts.axes import round_steps
from tradedata.charts.chart import Drawing, escape
from tradedata.charts.labels import TEXT_HEIGHT, Box, LabelledMark, place_labels
from tradedata.charts.layouts import WIDE, Layout
from tradedata.charts.marks import Style
from tradedata.charts.rows import LINE_HEIGHT
from tradedata.charts.strokes import (
    GRID,
    LABEL_SIZE,
    RING,
    amount_axis,
    bare_figure,
    draw_label,
    draw_ring,
    draw_shade,
)
from tradedata.data.periods import runs_of_years

TITLE_HEIGHT = 28
AXIS_HEIGHT = 24
GAP = 14
LOWEST_PLOT, TALLEST_PLOT = 130, 300
HEIGHT_PER_MARK = 26
HEADROOM = 1.28
MARGIN_WIDTH = 96
MOST_TICKS = 5
MARK_SIZE = 12
MARK_RADIUS = 8
THINNEST_BAR = 6
MARGIN_BAR = 12
TICK_WIDTH = 40
NO_PERIOD = "no period stated"
NO_FIGURE = ("no figure", "found")
LINE_WIDTH = 3
DAYS = 366


@dataclass(frozen=True, slots=True)
class SpanMark:
    """A number: its words, those of its hover, its mark and the days that it covers.

    Without ``start`` it stands in the margin. ``bar`` draws it down to zero.
    """

    id: str
    words: str
    hover: tuple[str, ...]
    value: float
    style: Style
    start: date | None
    end: date | None
    bar: bool = False
    hatched: bool = False

    @property
    def first(self) -> float:
        """Where it begins, in years; for a mark with a start."""
        assert self.start is not None
        return year_point(self.start)

    @property
    def last(self) -> float:
        """Where it ends; a mark without an end is a point."""
        return year_point(self.end + timedelta(days=1)) if self.end else self.first


@dataclass(frozen=True, slots=True)
class SpanPanel:
    """Marks on one axis; ``gaps`` are runs of years, first to last, without any.

    ``tick_unit`` is the unit that its ticks are written in.
    """

    title: str
    tick_unit: str
    marks: tuple[SpanMark, ...]
    gaps: tuple[tuple[int, int], ...] = ()

    @property
    def has_margin(self) -> bool:
        """Whether any mark has no period."""
        return any(mark.start is None for mark in self.marks)

    @property
    def plot_height(self) -> int:
        """Pixels of the plot itself."""
        return min(max(LOWEST_PLOT, HEIGHT_PER_MARK * len(self.marks)), TALLEST_PLOT)

    def title_lines(self, layout: Layout) -> list[str]:
        """The title, wrapped."""
        return textwrap.wrap(self.title, layout.heading_characters)

    def title_height(self, layout: Layout) -> int:
        """Pixels above the plot."""
        return TITLE_HEIGHT + LINE_HEIGHT * (len(self.title_lines(layout)) - 1)

    def height(self, layout: Layout) -> int:
        """Pixels, with title and axis."""
        return self.title_height(layout) + self.plot_height + AXIS_HEIGHT


@dataclass(frozen=True, slots=True)
class _Across:
    """The shared axis: room for ticks, years from ``first`` to ``last``, a margin to ``end``."""

    start: float
    first: float
    last: float
    end: float
    layout: Layout

    def pixels(self, x: float) -> float:
        return (x - self.start) / (self.end - self.start) * self.layout.width

    @property
    def per_pixel(self) -> float:
        return (self.end - self.start) / self.layout.width

    def place(self, mark: SpanMark) -> float:
        """The middle of the mark's days, or of the margin."""
        if mark.start is None:
            return (self.last + self.end) / 2
        return (mark.first + mark.last) / 2


def year_point(day: date) -> float:
    """The day on an axis of years: 2024.0 is the start of 1 January 2024."""
    return day.year + (day.timetuple().tm_yday - 1) / DAYS


def years_touched(marks: Iterable[SpanMark]) -> set[int]:
    """The calendar years of which a mark covers some part."""
    return {
        year
        for mark in marks
        if mark.start
        for year in range(mark.start.year, (mark.end or mark.start).year + 1)
    }


def missing_runs(years: Iterable[int], within: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """The runs of years, first to last, that are missing among those from first to last within."""
    span = sorted(within)
    return runs_of_years(set(range(span[0], span[-1] + 1)).difference(years)) if span else ()


def draw_spans(panels: Sequence[SpanPanel], layout: Layout = WIDE) -> Drawing:
    """The panels below each other, their years aligned; there is at least one mark."""
    total = sum(panel.height(layout) + GAP for panel in panels)
    figure = bare_figure(total, right=8)
    across = _across(panels, layout)
    top = 0
    for number, panel in enumerate(panels, start=1):
        _draw_panel(figure, panel, "" if number == 1 else str(number), across, (top, total))
        top += panel.height(layout) + GAP
    ids = frozenset(mark.id for panel in panels for mark in panel.marks)
    return Drawing(figure, total, ids)


def _across(panels: Sequence[SpanPanel], layout: Layout) -> _Across:
    marks = [mark for panel in panels for mark in panel.marks]
    years = years_touched(marks)
    first, last = (float(min(years)), float(max(years) + 1)) if years else (0.0, 0.0)
    margin = MARGIN_WIDTH if any(mark.start is None for mark in marks) else 0
    per_pixel = (last - first) / (layout.width - margin - TICK_WIDTH) or 1.0
    start, end = first - TICK_WIDTH * per_pixel, last + margin * per_pixel
    return _Across(start, first, last, end, layout)


def _draw_panel(
    figure: go.Figure, panel: SpanPanel, axis: str, across: _Across, place: tuple[int, int]
) -> None:
    top, total = place
    plot_top = top + panel.title_height(across.layout)
    highest = max(mark.value for mark in panel.marks) * HEADROOM or 1.0
    steps = round_steps(highest, MOST_TICKS)
    years = range(int(across.first), int(across.last))
    every = max(1, -(-len(years) * TICK_WIDTH // across.layout.width))
    figure.update_layout(
        {
            f"xaxis{axis}": {
                "anchor": f"y{axis}",
                "range": [across.start, across.end],
                "tickvals": [year + 0.5 for year in years[::every]],
                "ticktext": [str(year) for year in years[::every]],
                "minor": {
                    "tickvals": [*map(float, years), across.last],
                    "showgrid": True,
                    "gridcolor": GRID,
                },
                "showgrid": False,
                "zeroline": False,
                "fixedrange": True,
            },
            f"yaxis{axis}": {
                "anchor": f"x{axis}",
                "domain": [1 - (plot_top + panel.plot_height) / total, 1 - plot_top / total],
                "ticklabelposition": "inside top",
                **amount_axis(highest, steps, panel.tick_unit),
            },
        }
    )
    figure.add_annotation(
        text=f"<b>{'<br>'.join(map(escape, panel.title_lines(across.layout)))}</b>",
        align="left",
        xref="paper",
        x=0,
        xanchor="left",
        yref=f"y{axis} domain",
        y=1,
        yanchor="bottom",
        yshift=4,
        showarrow=False,
        borderpad=0,
        font={"size": LABEL_SIZE},
    )
    if panel.has_margin:
        _draw_margin(figure, axis, across)
    for gap in panel.gaps:
        _draw_gap(figure, axis, across, gap)
    _draw_bars(figure, panel, axis, across)
    _draw_marks(figure, panel, axis, across)
    _draw_labels(figure, panel, axis, across, highest)


def _draw_margin(figure: go.Figure, axis: str, across: _Across) -> None:
    draw_shade(figure, across.last, across.end, axis)
    _write(figure, NO_PERIOD, axis, (across.last + across.end) / 2, yanchor="top", yshift=-6)


def _draw_gap(figure: go.Figure, axis: str, across: _Across, gap: tuple[int, int]) -> None:
    """In one line, in two or upright, as the years leave room."""
    first, last = gap
    width = across.pixels(last + 1) - across.pixels(first)
    is_upright = width < 60
    text = "<br>".join(NO_FIGURE) if 60 <= width < 110 else " ".join(NO_FIGURE)
    _write(
        figure,
        text,
        axis,
        (first + last + 1) / 2,
        yanchor="bottom",
        yshift=6,
        textangle=-90 if is_upright else 0,
        opacity=0.75,
    )


def _draw_bars(figure: go.Figure, panel: SpanPanel, axis: str, across: _Across) -> None:
    """Longer periods behind shorter ones, so that days counted twice are seen."""
    undated, thinnest = MARGIN_BAR * across.per_pixel, THINNEST_BAR * across.per_pixel
    widths = {
        mark.id: max(mark.last - mark.first, thinnest) if mark.start else undated
        for mark in panel.marks
    }
    barred = sorted(
        (mark for mark in panel.marks if mark.bar), key=lambda mark: (-widths[mark.id], mark.id)
    )
    if not barred:
        return
    figure.add_bar(
        x=[across.place(mark) for mark in barred],
        y=[mark.value for mark in barred],
        width=[widths[mark.id] for mark in barred],
        xaxis=f"x{axis}",
        yaxis=f"y{axis}",
        marker={
            "color": [mark.style.colour for mark in barred],
            "opacity": 0.35,
            "pattern": {
                "shape": ["/" if mark.hatched else "" for mark in barred],
                "fillmode": "replace",
                "solidity": 0.15,
            },
            "line": {"width": 1, "color": [mark.style.colour for mark in barred]},
        },
        customdata=[mark.id for mark in barred],
        hovertext=[_hover(mark) for mark in barred],
        hoverinfo="text",
    )


def _draw_marks(figure: go.Figure, panel: SpanPanel, axis: str, across: _Across) -> None:
    for mark in panel.marks:
        if mark.start and not mark.bar:
            figure.add_shape(
                type="line",
                xref=f"x{axis}",
                yref=f"y{axis}",
                x0=mark.first,
                x1=mark.last,
                y0=mark.value,
                y1=mark.value,
                line={"width": LINE_WIDTH, "color": mark.style.colour},
                opacity=0.6,
            )
        if mark.style.dashed:
            draw_ring(figure, across.place(mark), mark.value, axis, mark.style.colour)
    figure.add_scatter(
        x=[across.place(mark) for mark in panel.marks],
        y=[mark.value for mark in panel.marks],
        mode="markers",
        xaxis=f"x{axis}",
        yaxis=f"y{axis}",
        marker={
            "symbol": [mark.style.symbol for mark in panel.marks],
            "size": MARK_SIZE,
            "color": [mark.style.colour for mark in panel.marks],
            "line": {"width": [mark.style.line_width for mark in panel.marks]},
        },
        customdata=[mark.id for mark in panel.marks],
        hovertext=[_hover(mark) for mark in panel.marks],
        hoverinfo="text",
        cliponaxis=False,
    )


def _draw_labels(
    figure: go.Figure, panel: SpanPanel, axis: str, across: _Across, highest: float
) -> None:
    marks = sorted(panel.marks, key=lambda mark: (-mark.value, mark.id))
    labelled = [
        LabelledMark(
            across.pixels(across.place(mark)),
            mark.value / highest * panel.plot_height,
            RING if mark.style.dashed else MARK_RADIUS,
            mark.words,
        )
        for mark in marks
    ]
    room = Box(0, 2, across.layout.width, panel.plot_height)
    shifts = place_labels(labelled, room, _obstacles(panel, across, highest))
    for mark, shift in zip(marks, shifts, strict=True):
        place = (across.place(mark), mark.value)
        draw_label(figure, mark.words, place, shift, mark.style.colour, axis, LABEL_SIZE - 1)


def _obstacles(panel: SpanPanel, across: _Across, highest: float) -> list[Box]:
    """Where words and lines stand already: those of the margin, of the gaps and of periods."""
    top = panel.plot_height
    taken = [
        Box(across.pixels(first), 0, across.pixels(last + 1), top / 2) for first, last in panel.gaps
    ]
    if panel.has_margin:
        taken.append(Box(across.pixels(across.last), top - 22, across.layout.width, top))
    for step in round_steps(highest, MOST_TICKS):
        level = float(step) / highest * top
        taken.append(Box(0, level, TICK_WIDTH, level + TEXT_HEIGHT))
    for mark in panel.marks:
        if mark.start and not mark.bar:
            level = mark.value / highest * top
            ends = across.pixels(mark.first), across.pixels(mark.last)
            taken.append(Box(ends[0], level - LINE_WIDTH, ends[1], level + LINE_WIDTH))
    return taken


def _write(figure: go.Figure, text: str, axis: str, x: float, **fields: object) -> None:
    figure.add_annotation(
        text=text,
        xref=f"x{axis}",
        x=x,
        xanchor="center",
        yref=f"y{axis} domain",
        y=0 if fields["yanchor"] == "bottom" else 1,
        showarrow=False,
        borderpad=0,
        font={"size": LABEL_SIZE - 2},
        **fields,
    )


def _hover(mark: SpanMark) -> str:
    return "<br>".join(escape(part) for part in mark.hover)
