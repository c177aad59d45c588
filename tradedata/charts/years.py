"""Years: numbers on a time axis, from zero, with lines that break and marks that stand alone.

Owns geometry only, at phone width as on a desk; meaning comes in with the dots. What lies above
the axis is marked at its top and named, so that one doubtful point cannot flatten the rest.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from tradedata.charts.axes import round_steps
from tradedata.charts.chart import Drawing, escape
from tradedata.charts.labels import Box, LabelledMark, place_labels
from tradedata.charts.layouts import WIDE, Layout
from tradedata.charts.marks import NEUTRAL
from tradedata.charts.strokes import (
    LABEL_SIZE,
    amount_axis,
    bare_figure,
    draw_label,
    draw_shade,
)

PLOT_HEIGHT = 360
AXIS_HEIGHT = 26
TEXT_LINE = 16
TEXT_CHARACTERS = 46
NUMBER_ROWS = 2
HEADROOM = 1.2
LEFT_YEARS = 2.5
RIGHT_YEARS = 0.8
STACK = 0.06
YEARS_A_TICK = 5
LABEL_WIDTH = 60
_SIDES = {-1: "left", 0: "center", 1: "right"}


@dataclass(frozen=True, slots=True)
class Dot:
    """A mark at a year (``x``, 2014.0 its middle) and an amount, with the words of its hover.

    ``short`` names it where it lies above the axis, ``label`` beside it where there is room for
    labels; only a dot that ``counts`` sets the top.
    """

    id: str
    x: float
    y: float
    symbol: str
    colour: str
    size: int
    hover: tuple[str, ...]
    short: str
    label: str = ""
    counts: bool = True


@dataclass(frozen=True, slots=True)
class YearLine:
    """Runs of points to join, and a label in lines of text at the line's highest point."""

    runs: tuple[tuple[tuple[float, float], ...], ...]
    colour: str
    dash: str
    peak: tuple[float, float] | None
    label: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shade:
    """The years after ``after``, with what is said of them."""

    after: int
    text: str


@dataclass(frozen=True, slots=True)
class NumberedYear:
    """A thin line through a year, its number on top, with the words of its hover."""

    number: int
    year: int
    hover: tuple[str, ...]


def is_above(dot: Dot, dots: Sequence[Dot]) -> bool:
    """Whether the dot lies above the axis that these dots make."""
    return dot.y > _sound_top(dots)


def draw_years(
    lines: Sequence[YearLine],
    dots: Sequence[Dot],
    shade: Shade | None,
    numbered: Sequence[NumberedYear],
    layout: Layout = WIDE,
) -> Drawing:
    """The figure; there is at least one dot. Labels are for a layout with a column for them."""
    left = min(dot.x for dot in dots) - LEFT_YEARS
    right = max(dot.x for dot in dots) + RIGHT_YEARS
    labelled = [dot for dot in dots if dot.label and layout.label_column]
    last = right
    right += LABEL_WIDTH * (right - left) / (layout.width - LABEL_WIDTH) if labelled else 0
    on_axis = [year for year in numbered if left < year.year < right]
    text = textwrap.wrap(shade.text, TEXT_CHARACTERS) if shade else []
    numbers = TEXT_LINE * NUMBER_ROWS if on_axis else 0
    above = TEXT_LINE * len(text) + numbers + 8
    height = above + PLOT_HEIGHT + AXIS_HEIGHT
    figure = bare_figure(height)
    years = [year for year in range(int(left), int(last) + 1) if year % YEARS_A_TICK == 0]
    _lay_out(figure, (left, right), years, _top(dots), above, height)
    if shade:
        _draw_shade(figure, shade, last, text, numbers)
    for year in on_axis:
        _draw_numbered(figure, year)
    for line in lines:
        _draw_line(figure, line)
    inside = [dot for dot in dots if not is_above(dot, dots)]
    _draw_dots(figure, inside, [dot.y for dot in inside])
    above_axis = [dot for dot in dots if is_above(dot, dots)]
    _draw_above(figure, above_axis, _top(dots), (left + right) / 2)
    for place, line in enumerate(sorted(lines, key=_peak_last)):
        _draw_label(figure, line, (left, right), is_highest=place == 0)
    if any(dot in labelled for dot in inside):
        _draw_labels(figure, inside, (left, right), _top(dots), layout)
    ids = frozenset(dot.id for dot in dots)
    return Drawing(figure, height, ids, frozenset(year.number for year in on_axis))


def _sound_top(dots: Sequence[Dot]) -> float:
    """Where the axis ends for the dots that count, with room for a label above them."""
    return max([dot.y for dot in dots if dot.counts] or [dot.y for dot in dots]) * HEADROOM


def _top(dots: Sequence[Dot]) -> float:
    """The same with a row for each dot above the axis."""
    rows = sum(is_above(dot, dots) for dot in dots)
    return _sound_top(dots) / (1 - STACK * rows)


def _peak_last(line: YearLine) -> float:
    return -line.peak[1] if line.peak else 0.0


def _lay_out(
    figure: go.Figure,
    across: tuple[float, float],
    years: Sequence[int],
    top: float,
    above: int,
    height: int,
) -> None:
    figure.update_layout(
        xaxis={
            "range": list(across),
            "tickvals": years,
            "ticktext": [str(year) for year in years],
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
        yaxis={
            "domain": [AXIS_HEIGHT / height, 1 - above / height],
            "ticklabelposition": "inside top",
            **amount_axis(top or 1.0, round_steps(top), "USD"),
        },
    )


def _draw_shade(
    figure: go.Figure, shade: Shade, right: float, text: Sequence[str], lift: int
) -> None:
    draw_shade(figure, shade.after + 0.5, right)
    figure.add_annotation(
        text="<br>".join(escape(line) for line in text),
        xref="paper",
        x=1,
        xanchor="right",
        align="right",
        yref="y domain",
        y=1,
        yanchor="bottom",
        yshift=lift,
        showarrow=False,
        borderpad=0,
        font={"size": LABEL_SIZE - 1},
    )


def _draw_numbered(figure: go.Figure, year: NumberedYear) -> None:
    lift = TEXT_LINE * (year.number % NUMBER_ROWS)
    figure.add_shape(
        type="line",
        xref="x",
        yref="y domain",
        x0=year.year,
        x1=year.year,
        y0=0,
        y1=1,
        line={"width": 1, "color": NEUTRAL, "dash": "2px,4px"},
        opacity=0.6,
        layer="below",
    )
    figure.add_annotation(
        text=str(year.number),
        x=year.year,
        xanchor="center",
        yref="y domain",
        y=1,
        yanchor="bottom",
        yshift=lift,
        showarrow=False,
        borderpad=0,
        font={"size": LABEL_SIZE - 2},
        hovertext=_joined(year.hover),
    )


def _draw_line(figure: go.Figure, line: YearLine) -> None:
    broken: list[tuple[float | None, float | None]] = []
    for run in line.runs:
        broken += [*run, (None, None)]
    figure.add_scatter(
        x=[x for x, _ in broken],
        y=[y for _, y in broken],
        mode="lines",
        connectgaps=False,
        line={"color": line.colour, "width": 2, "dash": line.dash},
        hoverinfo="skip",
    )


def _draw_dots(figure: go.Figure, dots: Sequence[Dot], levels: Sequence[float]) -> None:
    figure.add_scatter(
        x=[dot.x for dot in dots],
        y=list(levels),
        mode="markers",
        marker={
            "symbol": [dot.symbol for dot in dots],
            "size": [dot.size for dot in dots],
            "color": [dot.colour for dot in dots],
            "line": {
                "width": [2 if dot.symbol.endswith(("-open", "-dot")) else 1 for dot in dots],
                "color": ["white" if "-dot" in dot.symbol else dot.colour for dot in dots],
            },
        },
        customdata=[dot.id for dot in dots],
        hovertext=[_joined(dot.hover) for dot in dots],
        hoverinfo="text",
        cliponaxis=False,
    )


def _draw_above(figure: go.Figure, dots: Sequence[Dot], top: float, middle: float) -> None:
    """A row for each dot above the axis, in words, at its year."""
    levels = [top * (1 - STACK * (place + 0.5)) for place in range(len(dots))]
    _draw_dots(figure, dots, levels)
    for dot, level in zip(dots, levels, strict=True):
        side = "left" if dot.x < middle else "right"
        figure.add_annotation(
            text=f"↑ {escape(dot.short)}",
            x=dot.x,
            y=level,
            xanchor=side,
            xshift=10 if side == "left" else -10,
            yanchor="middle",
            showarrow=False,
            borderpad=0,
            font={"size": LABEL_SIZE - 1},
        )


def _draw_label(
    figure: go.Figure, line: YearLine, across: tuple[float, float], *, is_highest: bool
) -> None:
    """The highest line is named above its peak, the others away from it, towards the left."""
    if not line.peak:
        return
    x, y = line.peak
    part = (x - across[0]) / (across[1] - across[0])
    side = -1 if part < 0.25 else 1 if part > 0.75 or not is_highest else 0
    figure.add_annotation(
        text="<br>".join(escape(text) for text in line.label),
        x=x,
        y=y,
        ax=-side * 14,
        ay=-8 if is_highest else -22,
        xanchor=_SIDES[side],
        yanchor="bottom",
        align=_SIDES[side],
        arrowhead=0,
        arrowwidth=1,
        arrowcolor=line.colour,
        standoff=4,
        borderpad=0,
        font={"size": LABEL_SIZE - 1},
    )


def _draw_labels(
    figure: go.Figure,
    dots: Sequence[Dot],
    across: tuple[float, float],
    top: float,
    layout: Layout,
) -> None:
    """The labels of the dots that have one, away from every dot, right of the first of them."""
    left, right = across

    def pixels(dot: Dot) -> tuple[float, float]:
        return (dot.x - left) / (right - left) * layout.width, dot.y / top * PLOT_HEIGHT

    labelled = sorted((dot for dot in dots if dot.label), key=lambda dot: (-dot.y, dot.id))
    others = [Box(x - 4, y - 4, x + 4, y + 4) for x, y in map(pixels, dots)]
    marks = [LabelledMark(*pixels(dot), dot.size / 2 + 2, dot.label) for dot in labelled]
    room = Box(min(mark.x for mark in marks) - LABEL_WIDTH / 2, 2, layout.width, PLOT_HEIGHT)
    for dot, shift in zip(labelled, place_labels(marks, room, others), strict=True):
        draw_label(figure, dot.label, (dot.x, dot.y), shift, dot.colour, size=LABEL_SIZE - 2)


def _joined(words: Sequence[str]) -> str:
    return "<br>".join(
        escape(line) for text in words for line in textwrap.wrap(text, TEXT_CHARACTERS)
    )
