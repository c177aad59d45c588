"""Rows: the one way numbers are drawn, a row each, on a linear axis from zero.

A row carries its own label above its mark, so that nothing needs a legend to be read, nothing
overlaps and the chart works at phone width. Owns geometry only; meaning comes in with the rows.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from tradedata.charts.chart import escape
from tradedata.charts.marks import NEUTRAL, Style

LINE_HEIGHT = 18
MARK_HEIGHT = 34
HEADING_HEIGHT = 34
BRACKET_HEIGHT = 42
AXIS_HEIGHT = 26
GAP = 16
GRID = "rgba(127, 127, 127, 0.25)"
HEADING_CHARACTERS = 42
LABEL_CHARACTERS = 46
DETAIL_CHARACTERS = 52
RING = 11
BAR_WIDTH = 14
HEADROOM = 1.08
LABEL_SIZE = 13


@dataclass(frozen=True, slots=True)
class NumberRow:
    """A number: its words, who or what, the details below, its mark and perhaps a bar to it."""

    id: str
    number: str
    label: str
    detail: str
    value: float
    style: Style
    bar: bool = False
    hatched: bool = False

    @property
    def lines(self) -> tuple[str, ...]:
        """The text above the mark, escaped, wrapped to the width of a phone."""
        number = f"<b>{escape(self.number)}</b>"
        labels = textwrap.wrap(self.label, LABEL_CHARACTERS)
        details = textwrap.wrap(self.detail, DETAIL_CHARACTERS)
        if len(labels) == 1 and len(self.number) + len(self.label) < LABEL_CHARACTERS:
            return (f"{number}  {escape(self.label)}", *map(escape, details))
        return (number, *map(escape, labels), *map(escape, details))

    @property
    def height(self) -> int:
        """Pixels."""
        return LINE_HEIGHT * len(self.lines) + MARK_HEIGHT


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """A text that names the rows below it."""

    text: str

    @property
    def lines(self) -> tuple[str, ...]:
        """The text, escaped, wrapped to the width of a phone."""
        return tuple(map(escape, textwrap.wrap(self.text, HEADING_CHARACTERS)))

    @property
    def height(self) -> int:
        """Pixels."""
        return HEADING_HEIGHT + LINE_HEIGHT * (len(self.lines) - 1)


@dataclass(frozen=True, slots=True)
class BracketRow:
    """A spread between two values, with its size in words."""

    low: float
    high: float
    text: str
    height: int = BRACKET_HEIGHT


Row = NumberRow | HeadingRow | BracketRow


@dataclass(frozen=True, slots=True)
class Panel:
    """Rows that share one axis; ``prefix`` and ``suffix`` are the axis ticks' unit."""

    title: str
    rows: tuple[Row, ...]
    prefix: str = ""
    suffix: str = ""

    @property
    def height(self) -> int:
        """Pixels, without the axis below."""
        return HEADING_HEIGHT + sum(row.height for row in self.rows)


def draw_rows(panels: Sequence[Panel]) -> tuple[go.Figure, int]:
    """The panels below each other in one figure, and its height in pixels."""
    total = sum(panel.height + AXIS_HEIGHT + GAP for panel in panels)
    figure = go.Figure()
    figure.update_layout(
        height=total,
        margin={"l": 8, "r": 16, "t": 0, "b": 0, "autoexpand": False},
        showlegend=False,
        barmode="overlay",
        hovermode="closest",
        clickmode="event+select",
        dragmode=False,
    )
    top = 0
    for number, panel in enumerate(panels, start=1):
        bottom = top + panel.height
        _draw_panel(figure, panel, number, (1 - bottom / total, 1 - top / total))
        top = bottom + AXIS_HEIGHT + GAP
    return figure, total


def _draw_panel(figure: go.Figure, panel: Panel, number: int, domain: tuple[float, float]) -> None:
    axis = "" if number == 1 else str(number)
    values = [row.value for row in panel.rows if isinstance(row, NumberRow)]
    figure.update_layout(
        {
            f"xaxis{axis}": {
                "anchor": f"y{axis}",
                "range": [0, max(values, default=1.0) * HEADROOM or 1.0],
                "tickprefix": panel.prefix,
                "ticksuffix": panel.suffix,
                "nticks": 6,
                "exponentformat": "B",
                "showgrid": True,
                "gridcolor": GRID,
                "zeroline": True,
                "zerolinecolor": NEUTRAL,
                "zerolinewidth": 2,
                "fixedrange": True,
            },
            f"yaxis{axis}": {
                "anchor": f"x{axis}",
                "domain": list(domain),
                "range": [-panel.height, 0],
                "visible": False,
                "fixedrange": True,
            },
        }
    )
    _write(figure, f"<i>{escape(panel.title)}</i>", 6, axis)
    top = HEADING_HEIGHT
    for row in panel.rows:
        match row:
            case HeadingRow():
                _draw_heading(figure, row, top, axis)
            case BracketRow():
                _draw_bracket(figure, row, top, axis)
            case _:
                _draw_number(figure, row, top, axis)
        top += row.height


def _draw_number(figure: go.Figure, row: NumberRow, top: int, axis: str) -> None:
    level = -(top + row.height - MARK_HEIGHT + BAR_WIDTH)
    if row.bar:
        figure.add_bar(
            x=[row.value],
            y=[level],
            width=BAR_WIDTH,
            orientation="h",
            xaxis=f"x{axis}",
            yaxis=f"y{axis}",
            marker={
                "color": row.style.colour,
                "opacity": 0.55,
                "pattern": {"shape": "/" if row.hatched else "", "fillmode": "replace"},
            },
            customdata=[row.id],
            hovertext=[_hover(row)],
            hoverinfo="text",
        )
    figure.add_scatter(
        x=[row.value],
        y=[level],
        mode="markers",
        xaxis=f"x{axis}",
        yaxis=f"y{axis}",
        marker={
            "symbol": row.style.symbol,
            "size": 13,
            "color": row.style.colour,
            "line": {"width": 3 if row.style.symbol.endswith("open") else 1},
        },
        customdata=[row.id],
        hovertext=[_hover(row)],
        hoverinfo="text",
        cliponaxis=False,
    )
    if row.style.dashed:
        figure.add_shape(
            type="circle",
            xref=f"x{axis}",
            yref=f"y{axis}",
            xsizemode="pixel",
            ysizemode="pixel",
            xanchor=row.value,
            yanchor=level,
            x0=-RING,
            x1=RING,
            y0=-RING,
            y1=RING,
            line={"dash": "dot", "width": 2, "color": row.style.colour},
        )
    _write(figure, "<br>".join(row.lines), top + 2, axis)


def _draw_heading(figure: go.Figure, row: HeadingRow, top: int, axis: str) -> None:
    _write(figure, f"<b>{'<br>'.join(row.lines)}</b>", top + 8, axis, size=LABEL_SIZE + 1)


def _draw_bracket(figure: go.Figure, row: BracketRow, top: int, axis: str) -> None:
    level = -(top + 8)
    for x0, x1, half in (
        (row.low, row.high, 0),
        (row.low, row.low, 6),
        (row.high, row.high, 6),
    ):
        figure.add_shape(
            type="line",
            xref=f"x{axis}",
            yref=f"y{axis}",
            x0=x0,
            x1=x1,
            y0=level - half,
            y1=level + half,
            line={"width": 2, "color": NEUTRAL},
        )
    _write(figure, escape(row.text), top + 16, axis)


def _write(
    figure: go.Figure, text: str, below_top: int, axis: str, *, size: int = LABEL_SIZE
) -> None:
    figure.add_annotation(
        text=text,
        xref="paper",
        x=0,
        xanchor="left",
        yref=f"y{axis}",
        y=-below_top,
        yanchor="top",
        align="left",
        showarrow=False,
        borderpad=0,
        font={"size": size},
    )


def _hover(row: NumberRow) -> str:
    return "<br>".join(escape(part) for part in (row.number, row.label, row.detail))
