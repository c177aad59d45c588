"""Strokes: what every figure is drawn with, whatever its geometry.

Owns the look of a bare figure, of an axis of amounts, of rings and of labels led away from their
marks. Knows no panel, no row and no year.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import plotly.graph_objects as go

from tradedata.charts.chart import escape
from tradedata.charts.labels import Shift
from tradedata.charts.marks import NEUTRAL
from tradedata.words.numbers import short_amount

GRID = "rgba(127, 127, 127, 0.25)"
SHADE = "rgba(127, 127, 127, 0.16)"
UNSEEN = "rgba(0, 0, 0, 0)"
LABEL_SIZE = 13
RING = 11


def bare_figure(height: int, right: int = 16) -> go.Figure:
    """A figure of that height in pixels whose marks can be chosen but whose axes stay put."""
    figure = go.Figure()
    figure.update_layout(
        height=height,
        margin={"l": 8, "r": right, "t": 0, "b": 0, "autoexpand": False},
        showlegend=False,
        barmode="overlay",
        hovermode="closest",
        clickmode="event+select",
        dragmode=False,
    )
    return figure


def amount_axis(top: float, steps: Sequence[Decimal], unit: str) -> dict[str, Any]:
    """An axis from zero to the top with its ticks in words, for a figure's layout."""
    return {
        "range": [0, top],
        "tickvals": [float(step) for step in steps],
        "ticktext": [short_amount(step, unit) for step in steps],
        "showgrid": True,
        "gridcolor": GRID,
        "zeroline": True,
        "zerolinecolor": NEUTRAL,
        "zerolinewidth": 2,
        "fixedrange": True,
    }


def draw_ring(figure: go.Figure, x: float, y: float, axis: str, colour: str) -> None:
    """The dotted ring around a mark: no period is stated."""
    figure.add_shape(
        type="circle",
        xref=f"x{axis}",
        yref=f"y{axis}",
        xsizemode="pixel",
        ysizemode="pixel",
        xanchor=x,
        yanchor=y,
        x0=-RING,
        x1=RING,
        y0=-RING,
        y1=RING,
        line={"dash": "dot", "width": 2, "color": colour},
    )


def draw_shade(figure: go.Figure, first: float, last: float, axis: str = "") -> None:
    """A quiet background from one place across to another."""
    figure.add_shape(
        type="rect",
        xref=f"x{axis}",
        yref=f"y{axis} domain",
        x0=first,
        x1=last,
        y0=0,
        y1=1,
        fillcolor=SHADE,
        line={"width": 0},
        layer="below",
    )


def draw_label(
    figure: go.Figure,
    text: str,
    mark: tuple[float, float],
    shift: Shift,
    colour: str,
    axis: str = "",
    size: int = LABEL_SIZE,
) -> None:
    """A mark's own text, plain, where ``shift`` puts it, with a line to the mark if it is far."""
    figure.add_annotation(
        text=escape(text),
        xref=f"x{axis}",
        yref=f"y{axis}",
        x=mark[0],
        y=mark[1],
        ax=shift.x,
        ay=-shift.y,
        xanchor="center",
        yanchor="middle",
        showarrow=True,
        arrowhead=0,
        arrowwidth=1,
        arrowcolor=UNSEEN if shift.is_near else colour,
        standoff=6,
        borderpad=0,
        font={"size": size, "weight": "bold"},
    )
