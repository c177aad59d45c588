"""Years: numbers over time, a mark each and a line as long as its period, on an axis with zero.

Panels share their years. A joined line breaks where its runs do; what has no period stands in a
margin at the right, what would flatten the rest is named at the top, above a break of the axis, and
years without a number say so. Where the scale of the years changes there is a thin line. Owns
what is drawn; meaning comes in with the panels, plots measures and naming names the marks.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from tradedata.charts.geometry import Box
from tradedata.charts.labels import CHARACTER_WIDTH, LINE_HEIGHT
from tradedata.charts.layouts import Layout
from tradedata.charts.naming import draw_labels, gap_box
from tradedata.charts.plots import (
    LOWEST_PLOT,
    NUMBER_ROWS,
    TEXT_CHARACTERS,
    TEXT_LINE,
    Plot,
    above,
    head_height,
    most_steps,
    numbers_height,
    plot_height,
    reach,
    shade_lines,
    spots,
    title_lines,
)
from tradedata.charts.strokes import (
    INK,
    LABEL_SIZE,
    SPAN_WIDTH,
    Canvas,
    Look,
    amount_axis,
    escape,
    joined,
    wrap,
)
from tradedata.charts.timeline import timeline_of
from tradedata.views.charts import JoinedMarks, NumberedYear, YearPanel

AXIS_HEIGHT = 22
GAP = 4
SHADE = "rgba(127, 127, 127, 0.16)"
TICK_SIZE, TICK_SPACE = 12, 18
NO_PERIOD = "no period stated"
BREAK = "break"
NO_FIGURE = ("no number", "found")
EVENTS = "#events"  # the list on the page that the number of a year leads to
TOOTH = 6
BELOW_TOP = 6  # pixels from the top of a plot to the words in it


def draw_years(panels: Sequence[YearPanel], layout: Layout) -> Canvas:
    """The panels below each other, their years aligned; there is at least one mark."""
    heads = [head_height(panel, layout) for panel in panels]
    plots = [plot_height(panel, layout) for panel in panels]
    axes = (AXIS_HEIGHT + GAP) * len(panels) - GAP * bool(layout.height)
    if layout.height:
        room = layout.height - sum(heads) - axes
        plots = [height * room // sum(plots) for height in plots]
    reaches = [reach(panel, height, layout) for panel, height in zip(panels, plots, strict=True)]
    amounts = [
        amount_axis(low, top, most_steps(height), panel.tick_unit)
        for panel, height, (low, top, _) in zip(panels, plots, reaches, strict=True)
    ]
    widest = max(len(text) for axis in amounts for text in axis["ticktext"])
    ticks = math.ceil(widest * CHARACTER_WIDTH * TICK_SIZE) + TICK_SPACE * layout.stands_alone
    across = timeline_of(panels, layout, ticks)
    canvas = Canvas(sum((*heads, *plots)) + axes, right=8)
    top = 0
    for place, (panel, height, (low, high, end)) in enumerate(
        zip(panels, plots, reaches, strict=True)
    ):
        bottom, axis = top + heads[place] + height, str(place + 1) if place else ""
        where = spots(panel, across, height / (end - low))
        plot = Plot(canvas, panel, layout, axis, across, low, high, end, height, where)
        domain = [1 - (bottom - side) / canvas.height for side in (0, height)]
        upwards = {**amounts[place], "domain": domain, "range": [low, end]}
        canvas.add_axes(axis, across.axis(), {**upwards, "ticklabelposition": "inside top"})
        _draw_panel(plot)
        top = bottom + AXIS_HEIGHT + GAP
    return canvas


def heights(panel: YearPanel, layout: Layout) -> tuple[int, int]:
    """Pixels that the panel needs at the least, and to be at its best."""
    around = head_height(panel, layout) + AXIS_HEIGHT + GAP
    return around + LOWEST_PLOT, around + plot_height(panel, layout)


def _draw_panel(plot: Plot) -> None:
    canvas, panel, axis, across = plot.canvas, plot.panel, plot.axis, plot.across
    if title := title_lines(panel, plot.layout):
        # A line break is as long as the blank that it stands for.
        whole, name = "\n".join(title), len(panel.title)
        bold, rest = (joined(part.split("\n")) for part in (whole[:name], whole[name:]))
        _write_above(plot, f"<b>{bold}</b>{rest}", "left", 4, LABEL_SIZE)
    texts = [gap_box(across, gap) for gap in panel.gaps]
    if any(mark.start is None for mark in panel.marks):
        _draw_shade(plot, across.dated, across.end)
        words = wrap([NO_PERIOD], int(across.margin / TICK_SIZE * 2))
        texts.append(_write_within(plot, words, across.dated, across.end))
    if panel.shade:
        years = across.widened or range(across.first, across.last)
        first, last = across.at(panel.shade.after + 1), across.at(years.stop)
        _draw_shade(plot, first, last)
        words = shade_lines(panel, plot.layout)
        if panel.widened:
            texts.append(_write_within(plot, words, first, last))
        else:
            lift = numbers_height(panel)
            _write_above(plot, joined(words), "right", lift, LABEL_SIZE - 1)
    for gap in panel.gaps:
        _draw_gap(plot, gap)
    for year in panel.numbered:
        _draw_numbered(plot, year)
    _draw_seams(plot)
    for line in panel.lines:
        _draw_line(plot, line)
    for mark in panel.marks:
        if mark.is_line:
            start, end = ((x, mark.value) for x in across.ends(mark))
            stroke = {"width": SPAN_WIDTH, "color": mark.style.colour}
            canvas.add_shape(
                axis, start, end, type="line", line=stroke, opacity=0.6, layer="between"
            )
    canvas.add_marks(axis, panel.marks, [plot.place(mark) for mark in panel.marks])
    if above(panel):
        _draw_break(plot)
        _name_above(plot)
    draw_labels(plot, texts)


def _draw_shade(plot: Plot, first: float, last: float) -> None:
    look = {"type": "rect", "fillcolor": SHADE, "line": {"width": 0}, "layer": "below"}
    plot.canvas.add_shape(plot.axis, (first, 0), (last, 1), y_domain=True, **look)


def _draw_seams(plot: Plot) -> None:
    """Where the scale of the years changes."""
    for x in plot.across.seams:
        stroke = {"width": 1, "color": INK}
        plot.canvas.add_shape(
            plot.axis, (x, 0), (x, 1), y_domain=True, type="line", line=stroke, layer="below"
        )


def _draw_break(plot: Plot) -> None:
    """Teeth across the plot, above which nothing is to scale."""
    height = (plot.high - plot.top) / 2 / max(1, len(above(plot.panel))) / 3
    teeth = plot.across.width // TOOTH
    step = (plot.across.end - plot.across.start) / teeth
    places = [
        (plot.across.start + step * tooth, plot.top + height * (tooth % 2))
        for tooth in range(teeth + 1)
    ]
    look: Look = {"type": "scatter", "mode": "lines", "hoverinfo": "skip", "name": BREAK}
    plot.canvas.add_trace(plot.axis, places, line={"color": INK, "width": 1}, **look)


def _draw_gap(plot: Plot, gap: tuple[int, int]) -> None:
    """In one line, in two or upright, as the years leave room."""
    first, last = plot.across.at(gap[0]), plot.across.at(gap[1] + 1)
    width = plot.across.pixels(last) - plot.across.pixels(first)
    text = "<br>".join(NO_FIGURE) if 60 <= width < 110 else " ".join(NO_FIGURE)
    upright = {"textangle": -90 if width < 60 else 0, "opacity": 0.75}
    _write(plot, text, (first + last) / 2, 0, yanchor="bottom", yshift=6, **upright)


def _draw_numbered(plot: Plot, year: NumberedYear) -> None:
    x, lift = plot.across.at(year.year + 0.5), TEXT_LINE * (year.number % NUMBER_ROWS)
    look = {"type": "line", "opacity": 0.6, "layer": "below"}
    stroke = {"width": 1, "color": INK, "dash": "2px,4px"}
    plot.canvas.add_shape(plot.axis, (x, 0), (x, 1), y_domain=True, line=stroke, **look)
    hover = joined(wrap(year.hover, TEXT_CHARACTERS))
    look = {"yanchor": "bottom", "yshift": lift, "hovertext": hover, "name": EVENTS}
    _write(plot, str(year.number), x, 1, **look)


def _draw_line(plot: Plot, line: JoinedMarks) -> None:
    broken = [place for run in line.runs for place in (*map(plot.place, run), (math.nan, math.nan))]
    plot.canvas.add_trace(
        plot.axis,
        broken,
        type="scatter",
        mode="lines",
        connectgaps=False,
        line={"color": line.colour, "width": 2, "dash": line.dash},
        hoverinfo="skip",
    )


def _name_above(plot: Plot) -> None:
    """What lies above the axis, in words, at its year."""
    for mark in above(plot.panel):
        x, y = plot.place(mark)
        side = "left" if plot.across.pixels(x) < plot.across.width / 2 else "right"
        look: Look = {"xanchor": side, "xshift": 22 if side == "left" else -10, "yanchor": "middle"}
        text = f"↑ {escape(mark.above)}"
        plot.canvas.add_text(plot.axis, text, x, y, size=plot.label_size, name=mark.id, **look)


def _write(plot: Plot, text: str, x: float, y: float, **fields: Any) -> None:
    look: Look = {"xanchor": "center", "size": LABEL_SIZE - 2}
    plot.canvas.add_text(plot.axis, text, x, y, y_domain=True, **{**look, **fields})


def _write_within(plot: Plot, words: Sequence[str], first: float, last: float) -> Box:
    """Words below the top of what is to scale, amid the years; what they cover, in pixels."""
    middle, (_, top) = (first + last) / 2, plot.pixels((0, plot.top))
    y = (plot.top - plot.low) / (plot.high - plot.low)
    _write(plot, joined(words), middle, y, yanchor="top", yshift=-BELOW_TOP)
    half = CHARACTER_WIDTH * LABEL_SIZE * max(map(len, words)) / 2
    x, bottom = plot.across.pixels(middle), top - BELOW_TOP - LINE_HEIGHT * LABEL_SIZE * len(words)
    return Box(x - half, bottom, x + half, top)


def _write_above(plot: Plot, text: str, side: str, lift: int, size: int) -> None:
    look: Look = {
        "xref": "paper",
        "xanchor": side,
        "align": side,
        "yanchor": "bottom",
        "yshift": lift,
    }
    x = 0 if side == "left" else 1
    plot.canvas.add_text(plot.axis, text, x, 1, y_domain=True, size=size, **look)
