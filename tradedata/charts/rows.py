"""Rows: the one way numbers are drawn, a row each, on a linear axis from zero.

A row carries its own label, above its mark on a phone and at its left on a desk, so that nothing
needs a legend to be read and nothing overlaps. Owns geometry only; meaning comes in with the rows.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from tradedata.charts.axes import round_steps
from tradedata.charts.chart import Drawing, escape
from tradedata.charts.layouts import WIDE, Layout
from tradedata.charts.marks import NEUTRAL, Style
from tradedata.charts.strokes import LABEL_SIZE, amount_axis, bare_figure, draw_ring

LINE_HEIGHT = 18
MARK_HEIGHT = 34
HEADING_HEIGHT = 34
BRACKET_HEIGHT = 24
AXIS_HEIGHT = 26
GAP = 16
SPACE_BETWEEN = 10
BAR_WIDTH = 14
HEADROOM = 1.08


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

    def lines(self, layout: Layout) -> tuple[str, ...]:
        """The label, escaped and wrapped."""
        number = f"<b>{escape(self.number)}</b>"
        labels = textwrap.wrap(self.label, layout.label_characters)
        details = textwrap.wrap(self.detail, layout.detail_characters)
        if len(labels) == 1 and len(self.number) + len(self.label) < layout.label_characters:
            return (f"{number}  {escape(self.label)}", *map(escape, details))
        return (number, *map(escape, labels), *map(escape, details))

    def height(self, layout: Layout) -> int:
        """Pixels."""
        text = LINE_HEIGHT * len(self.lines(layout))
        return text + (SPACE_BETWEEN if layout.label_column else MARK_HEIGHT)

    def level(self, layout: Layout) -> float:
        """Pixels from the row's top to the middle of its mark."""
        height = self.height(layout)
        return height / 2 if layout.label_column else height - MARK_HEIGHT + BAR_WIDTH


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """A text that names the rows below it."""

    text: str

    def lines(self, layout: Layout) -> tuple[str, ...]:
        """The text, escaped and wrapped."""
        return tuple(map(escape, textwrap.wrap(self.text, layout.heading_characters)))

    def height(self, layout: Layout) -> int:
        """Pixels."""
        return HEADING_HEIGHT + LINE_HEIGHT * (len(self.lines(layout)) - 1)


@dataclass(frozen=True, slots=True)
class BracketRow:
    """A spread between two values, with its size in words."""

    low: float
    high: float
    text: str

    def height(self, layout: Layout) -> int:
        """Pixels."""
        return BRACKET_HEIGHT + (0 if layout.label_column else LINE_HEIGHT)


Row = NumberRow | HeadingRow | BracketRow


@dataclass(frozen=True, slots=True)
class Panel:
    """Rows that share one axis; ``tick_unit`` is the unit its ticks are written in."""

    title: str
    rows: tuple[Row, ...]
    tick_unit: str

    def height(self, layout: Layout) -> int:
        """Pixels, without the axis below."""
        return HEADING_HEIGHT + sum(row.height(layout) for row in self.rows)


def draw_rows(panels: Sequence[Panel], layout: Layout = WIDE) -> Drawing:
    """The panels below each other in one figure."""
    total = sum(panel.height(layout) + AXIS_HEIGHT + GAP for panel in panels)
    figure = bare_figure(total)
    top = 0
    for number, panel in enumerate(panels, start=1):
        bottom = top + panel.height(layout)
        _draw_panel(figure, panel, number, (1 - bottom / total, 1 - top / total), layout)
        top = bottom + AXIS_HEIGHT + GAP
    ids = {row.id for panel in panels for row in panel.rows if isinstance(row, NumberRow)}
    return Drawing(figure, total, frozenset(ids))


def _draw_panel(
    figure: go.Figure, panel: Panel, number: int, domain: tuple[float, float], layout: Layout
) -> None:
    axis = "" if number == 1 else str(number)
    values = [row.value for row in panel.rows if isinstance(row, NumberRow)]
    highest = max(values, default=1.0) * HEADROOM or 1.0
    steps = round_steps(highest, layout.most_steps)
    figure.update_layout(
        {
            f"xaxis{axis}": {
                "anchor": f"y{axis}",
                "domain": [layout.label_column, 1],
                **amount_axis(highest, steps, panel.tick_unit),
            },
            f"yaxis{axis}": {
                "anchor": f"x{axis}",
                "domain": list(domain),
                "range": [-panel.height(layout), 0],
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
                _draw_heading(figure, row, top, axis, layout)
            case BracketRow():
                _draw_bracket(figure, row, top, axis, layout)
            case _:
                _draw_number(figure, row, top, axis, layout)
        top += row.height(layout)


def _draw_number(figure: go.Figure, row: NumberRow, top: int, axis: str, layout: Layout) -> None:
    level = -(top + row.level(layout))
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
            "line": {"width": row.style.line_width},
        },
        customdata=[row.id],
        hovertext=[_hover(row)],
        hoverinfo="text",
        cliponaxis=False,
    )
    if row.style.dashed:
        draw_ring(figure, row.value, level, axis, row.style.colour)
    text_top = top + (SPACE_BETWEEN // 2 if layout.label_column else 2)
    _write(figure, "<br>".join(row.lines(layout)), text_top, axis)


def _draw_heading(figure: go.Figure, row: HeadingRow, top: int, axis: str, layout: Layout) -> None:
    text = f"<b>{'<br>'.join(row.lines(layout))}</b>"
    _write(figure, text, top + 8, axis, size=LABEL_SIZE + 1)


def _draw_bracket(figure: go.Figure, row: BracketRow, top: int, axis: str, layout: Layout) -> None:
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
    _write(figure, escape(row.text), top + (0 if layout.label_column else 16), axis)


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
