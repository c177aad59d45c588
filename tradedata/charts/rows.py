"""Rows: numbers in a row each, on a linear axis that has zero.

A row carries its own label, above its mark on a phone and at its left on a desk, so that nothing
needs a legend to be read and nothing overlaps. Owns geometry only; meaning comes in with the rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from tradedata.charts.layouts import Layout
from tradedata.charts.strokes import (
    INK,
    LABEL_SIZE,
    Canvas,
    Look,
    Place,
    amount_axis,
    amount_range,
    escape,
    of_marks,
    wrap,
)
from tradedata.views.charts import Bracket, Heading, Mark, Row, RowPanel

LINE_HEIGHT = 18
MARK_HEIGHT = 34
HEADING_HEIGHT = 34
BRACKET_HEIGHT = 24
AXIS_HEIGHT = 26
GAP = 16
SPACE_BETWEEN, LEAST_SPACE = 10, 2
BAR_WIDTH = 14
HEADROOM = 1.08


def draw_rows(panels: Sequence[RowPanel], layout: Layout) -> Canvas:
    """The panels below each other in one figure."""
    needed = [panel_height(panel, layout) for panel in panels]
    spare = max(0, layout.height - sum(needed)) // sum(len(panel.rows) for panel in panels)
    heights = [
        height + spare * len(panel.rows) - AXIS_HEIGHT - GAP
        for panel, height in zip(panels, needed, strict=True)
    ]
    canvas = Canvas(sum(height + AXIS_HEIGHT + GAP for height in heights), right=16)
    top = 0
    for number, (panel, height) in enumerate(zip(panels, heights, strict=True), start=1):
        axis = "" if number == 1 else str(number)
        values = *panel.beside, *(mark.value for mark in panel.marks)
        low, high = amount_range(values, HEADROOM)
        canvas.add_axes(
            axis,
            {
                "domain": [layout.label_column, 1],
                **amount_axis(low, high, layout.most_steps, panel.tick_unit),
            },
            {
                "domain": [1 - (top + height) / canvas.height, 1 - top / canvas.height],
                "range": [-height, 0],
                "visible": False,
            },
        )
        _draw_panel(canvas, panel, axis, layout, spare)
        top += height + AXIS_HEIGHT + GAP
    return canvas


def panel_height(panel: RowPanel, layout: Layout) -> int:
    """Pixels, its axis included."""
    rows = sum(row_height(row, layout) for row in panel.rows)
    return HEADING_HEIGHT + rows + AXIS_HEIGHT + GAP


def sheets(panel: RowPanel, layout: Layout, height: int) -> Iterator[RowPanel]:
    """The panel on sheets of one axis, each up to so many pixels high and cut before a heading.

    What belongs to one heading stays together, however high it is.
    """
    values = tuple(mark.value for mark in panel.marks)
    rows: list[Row] = []
    for group in _groups(panel.rows):
        sheet = replace(panel, rows=(*rows, *group), beside=values)
        if rows and panel_height(sheet, layout) > height:
            yield replace(sheet, rows=tuple(rows))
            rows = []
        rows += group
    yield replace(panel, rows=tuple(rows), beside=values)


def _groups(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Each heading with what stands below it."""
    group: list[Row] = []
    for row in rows:
        if isinstance(row, Heading) and group:
            yield group
            group = []
        group.append(row)
    yield group


def row_lines(row: Row, layout: Layout) -> list[str]:
    """The row's text in Plotly's markup, wrapped."""
    match row:
        case Heading():
            return list(map(escape, wrap([row.text], layout.heading_characters)))
        case Bracket():
            return [escape(row.words)]
    number = f"<b>{escape(row.words)}</b>{escape(row.footnote)}"
    details = wrap([row.detail], layout.detail_characters) if layout.detail_characters else []
    labels = wrap([row.who], layout.label_characters)
    if layout.stands_alone and len(row.words) + len(row.who) >= layout.label_characters:
        return [f"{number}  {escape(row.by)}"]
    if len(labels) == 1 and len(row.words) + len(row.who) < layout.label_characters:
        return [f"{number}  {escape(row.who)}", *map(escape, details)]
    return [number, *map(escape, labels), *map(escape, details)]


def row_height(row: Row, layout: Layout) -> int:
    """Pixels."""
    match row:
        case Heading():
            least = LINE_HEIGHT + LEAST_SPACE if layout.stands_alone else HEADING_HEIGHT
            return least + LINE_HEIGHT * (len(row_lines(row, layout)) - 1)
        case Bracket():
            return BRACKET_HEIGHT + (0 if layout.label_column else LINE_HEIGHT)
    text = LINE_HEIGHT * len(row_lines(row, layout))
    return text + (_space(layout) if layout.label_column else MARK_HEIGHT)


def _space(layout: Layout) -> int:
    return LEAST_SPACE if layout.stands_alone else SPACE_BETWEEN


def _draw_panel(canvas: Canvas, panel: RowPanel, axis: str, layout: Layout, spare: int) -> None:
    """Each row has ``spare`` pixels more than it needs."""
    _write(canvas, axis, f"<i>{escape(panel.title)}</i>", 6)
    marks: list[Mark] = []
    places: list[Place] = []
    top = HEADING_HEIGHT
    for row in panel.rows:
        top += spare // 2
        text, height = "<br>".join(row_lines(row, layout)), row_height(row, layout)
        match row:
            case Heading():
                _write(canvas, axis, f"<b>{text}</b>", top + 8, size=LABEL_SIZE + 1)
            case Bracket():
                _draw_bracket(canvas, axis, row, -(top + 8))
                below_top = top + (0 if layout.label_column else LINE_HEIGHT)
                _write(canvas, axis, text, below_top, name=row.id)
            case _:
                in_row = height / 2 if layout.label_column else height - MARK_HEIGHT + BAR_WIDTH
                marks.append(row)
                places.append((row.value, -(top + in_row)))
                lift = _space(layout) // 2 if layout.label_column else 2
                _write(canvas, axis, text, top + lift, name=row.id)
        top += height + spare - spare // 2
    _draw_bars(canvas, axis, marks, places)
    canvas.add_marks(axis, marks, places)


def _draw_bars(canvas: Canvas, axis: str, marks: Sequence[Mark], places: Sequence[Place]) -> None:
    barred = [(m, place) for m, place in zip(marks, places, strict=True) if m.bar]
    if not barred:
        return
    canvas.add_trace(
        axis,
        [place for _, place in barred],
        type="bar",
        width=BAR_WIDTH,
        orientation="h",
        marker={
            "color": [mark.style.colour for mark, _ in barred],
            "opacity": 0.55,
            "pattern": {
                "shape": ["/" if mark.hatched else "" for mark, _ in barred],
                "fillmode": "replace",
            },
        },
        **of_marks([mark for mark, _ in barred]),
    )


def _draw_bracket(canvas: Canvas, axis: str, row: Bracket, level: int) -> None:
    line = {"width": 2, "color": INK}
    for x in (row.low, row.high):
        canvas.add_shape(axis, (x, level - 6), (x, level + 6), type="line", line=line)
    canvas.add_trace(
        axis,
        [(row.low, level), (row.high, level)],
        type="scatter",
        mode="lines",
        line=line,
        customdata=[row.id] * 2,
        hovertext=[escape(row.words)] * 2,
        hoverinfo="none",
    )


def _write(canvas: Canvas, axis: str, text: str, below_top: int, **fields: Any) -> None:
    at_left: Look = {"xref": "paper", "xanchor": "left", "yanchor": "top", "align": "left"}
    canvas.add_text(axis, text, 0, -below_top, **at_left, **fields)
