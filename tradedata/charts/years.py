"""Years: numbers over time, a mark each and a line as long as its period, on an axis with zero.

Panels share their years. A joined line breaks where its runs do; what has no period stands in a
margin at the right, what would flatten the rest is named at the top, and years without a figure
say so. Owns geometry only; meaning comes in with the panels.
"""

from __future__ import annotations

import math
from calendar import isleap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tradedata.charts.labels import (
    MOST_LABELS,
    TEXT_HEIGHT,
    Box,
    LabelledMark,
    place_labels,
)
from tradedata.charts.layouts import Layout
from tradedata.charts.strokes import (
    GRID,
    INK,
    LABEL_SIZE,
    RING,
    Canvas,
    Look,
    Place,
    amount_axis,
    amount_range,
    escape,
    joined,
    round_size,
    round_steps,
    wrap,
)
from tradedata.data.claims import Claim
from tradedata.views.charts import JoinedMarks, Mark, NumberedYear, YearPanel

TITLE_LINE, TITLE_SPACE = 18, 10
TEXT_LINE, TEXT_CHARACTERS = 16, 46
NUMBER_ROWS = 2
AXIS_HEIGHT = 22
GAP = 4
LOWEST_PLOT, HEIGHT_PER_MARK, TALLEST_PLOT, JOINED_PLOT = 100, 20, 240, 360
HEADROOM = 1.28
LABEL_SPACE = 40
ABOVE_ROW = 0.06
FEWEST_STEPS, HEIGHT_PER_STEP = 5, 45
MARGIN_WIDTH = 96
LABEL_WIDTH = 60
TICK_WIDTH, YEAR_WIDTH = 60, 40
GRID_WIDTH = 20
MARK_RADIUS, SMALL_MARK_RADIUS = 8, 4
# Where along its days a mark may stand, and how far from the next one, in pixels.
SPOTS, APART = (0.5, 0.25, 0.75, 0.125, 0.875), 24
GAP_TEXT = 100
SPEAKER_CHARACTERS = 28
WIDEST_KEY = "[00]"
SPAN_WIDTH = 3
SHADE = "rgba(127, 127, 127, 0.16)"
UNSEEN = "rgba(0, 0, 0, 0)"
NO_PERIOD = "no period stated"
NO_FIGURE = ("no figure", "found")
_SIDES = {-1: "left", 0: "center", 1: "right"}


@dataclass(frozen=True, slots=True)
class _Across:
    """The shared axis: room for ticks, years from ``first`` to ``last``, more room to ``end``."""

    start: float
    first: int
    last: int
    end: float
    width: int

    def days(self, mark: Mark) -> tuple[float, float]:
        """The mark's first and last, or the ends of the margin."""
        return ends(mark) if mark.start else (self.last, self.end)

    def pixels(self, x: float) -> float:
        return (x - self.start) / (self.end - self.start) * self.width


@dataclass(frozen=True, slots=True)
class _Plot:
    """A panel on its axes: amounts from ``low`` to ``high`` on ``height`` pixels.

    ``spots`` are where along the years its marks stand, by their ids.
    """

    canvas: Canvas
    panel: YearPanel
    axis: str
    across: _Across
    low: float
    high: float
    height: int
    spots: Mapping[str, float]

    def place(self, mark: Mark) -> Place:
        """Where the mark stands: those above the axis in rows at its top."""
        if not mark.above:
            return self.spots[mark.id], mark.value
        above = _above(self.panel)
        row = (above.index(mark) + 0.5) * _above_row(self.panel)
        return self.spots[mark.id], self.high - row * (self.high - self.low)

    def pixels(self, place: Place) -> Place:
        up = (place[1] - self.low) / (self.high - self.low) * self.height
        return self.across.pixels(place[0]), up


def year_point(day: date) -> float:
    """The day on an axis of years: 2024.0 is the start of 1 January 2024."""
    return day.year + (day.timetuple().tm_yday - 1) / _days(day)


def ends(mark: Mark) -> tuple[float, float]:
    """Where a mark with a start begins and ends; one without an end is a point."""
    assert mark.start is not None
    first = year_point(mark.start)
    return first, year_point(mark.end) + 1 / _days(mark.end) if mark.end else first


def draw_years(panels: Sequence[YearPanel], layout: Layout) -> Canvas:
    """The panels below each other, their years aligned; there is at least one mark."""
    across = _across(panels, layout)
    heights = [_head_height(panel, layout) + _plot_height(panel) for panel in panels]
    canvas = Canvas(sum(height + AXIS_HEIGHT + GAP for height in heights), right=8)
    top = 0
    for number, (panel, height) in enumerate(zip(panels, heights, strict=True), start=1):
        bottom, axis = top + height, "" if number == 1 else str(number)
        low, high = _reach(panel)
        plot_height = _plot_height(panel)
        spots = _spots(panel, across, plot_height / (high - low))
        plot = _Plot(canvas, panel, axis, across, low, high, plot_height, spots)
        domain = [1 - (bottom - place) / canvas.height for place in (0, plot.height)]
        upwards = amount_axis(low, high, _most_steps(plot.height), panel.tick_unit)
        canvas.add_axes(
            axis,
            _year_axis(across),
            {"domain": domain, "ticklabelposition": "inside top", **upwards},
        )
        _draw_panel(plot, layout)
        top = bottom + AXIS_HEIGHT + GAP
    return canvas


def _spots(panel: YearPanel, across: _Across, pixels_per_amount: float) -> dict[str, float]:
    """Where each mark stands: amid its days or the margin, or aside where another mark is."""
    spots: dict[str, float] = {}
    taken: list[Place] = []
    for mark in panel.marks:
        first, last = across.days(mark)
        level = mark.value * pixels_per_amount

        def distance(spot: float, level: float = level) -> float:
            here = (across.pixels(spot), level)
            return min((APART, *(math.dist(here, other) for other in taken)))

        free = SPOTS[:1] if panel.lines else SPOTS
        spots[mark.id] = max((first + part * (last - first) for part in free), key=distance)
        taken.append((across.pixels(spots[mark.id]), level))
    return spots


def _days(day: date) -> int:
    return 366 if isleap(day.year) else 365


def _across(panels: Sequence[YearPanel], layout: Layout) -> _Across:
    marks = [mark for panel in panels for mark in panel.marks]
    years = {year for mark in marks for year in (*mark.years[:1], *mark.years[-1:])}
    years |= {year.year for panel in panels for year in panel.numbered}
    first, last = (min(years), max(years) + 1) if years else (0, 0)
    room = MARGIN_WIDTH if any(mark.start is None for mark in marks) else 0
    if any(panel.lines for panel in panels) and layout.label_column:
        room = max(room, LABEL_WIDTH)
    per_pixel = (last - first) / (layout.width - room - TICK_WIDTH) or 1.0
    start, end = first - TICK_WIDTH * per_pixel, last + room * per_pixel
    return _Across(start, first, last, end, layout.width)


def _year_axis(across: _Across) -> dict[str, object]:
    """Round years where not every year has room; lines between the years where they have."""
    years = range(across.first, across.last)
    year_width = across.pixels(across.first + 1) - across.pixels(across.first)
    every = int(round_size(Decimal(max(1, math.ceil(YEAR_WIDTH / year_width)))))
    ticks = [year for year in years if year % every == 0]
    bounds = [*years, across.last] if year_width >= GRID_WIDTH else []
    return {
        "range": [across.start, across.end],
        "tickvals": [year + 0.5 for year in ticks],
        "ticktext": [str(year) for year in ticks],
        "tickangle": 0,
        "minor": {"tickvals": bounds, "showgrid": True, "gridcolor": GRID},
        "showgrid": False,
        "zeroline": False,
    }


def _title_lines(panel: YearPanel, layout: Layout) -> list[str]:
    return wrap([panel.title], layout.heading_characters)


def _shade_lines(panel: YearPanel) -> list[str]:
    return wrap([panel.shade.text], TEXT_CHARACTERS) if panel.shade else []


def _numbers_height(panel: YearPanel) -> int:
    return TEXT_LINE * NUMBER_ROWS if panel.numbered else 0


def _head_height(panel: YearPanel, layout: Layout) -> int:
    title, text = _title_lines(panel, layout), _shade_lines(panel)
    words = TITLE_LINE * len(title) + TEXT_LINE * len(text)
    return TITLE_SPACE + words + _numbers_height(panel)


def _plot_height(panel: YearPanel) -> int:
    if panel.lines:
        return JOINED_PLOT
    return min(max(LOWEST_PLOT, HEIGHT_PER_MARK * len(panel.marks)), TALLEST_PLOT)


def _most_steps(height: int) -> int:
    return max(FEWEST_STEPS, height // HEIGHT_PER_STEP)


def _above(panel: YearPanel) -> list[Mark]:
    return [mark for mark in panel.marks if mark.above]


def _above_row(panel: YearPanel) -> float:
    """The part of the plot that a row above the axis takes: all of them half of it at the most."""
    return min(ABOVE_ROW, 0.5 / max(1, len(_above(panel))))


def _reach(panel: YearPanel) -> tuple[float, float]:
    height = _plot_height(panel)
    headroom = height / (height - LABEL_SPACE) if panel.names_speakers else HEADROOM
    low, high = amount_range([m.value for m in panel.marks if not m.above], headroom)
    return low, low + (high - low) / (1 - _above_row(panel) * len(_above(panel)))


def _draw_panel(plot: _Plot, layout: Layout) -> None:
    canvas, panel, axis, across = plot.canvas, plot.panel, plot.axis, plot.across
    if title := _title_lines(panel, layout):
        _write_above(plot, f"<b>{joined(title)}</b>", "left", 4, LABEL_SIZE)
    if any(mark.start is None for mark in panel.marks):
        _draw_shade(plot, across.last, across.end)
        _write(plot, NO_PERIOD, (across.last + across.end) / 2, 1, yanchor="top", yshift=-6)
    if panel.shade:
        _draw_shade(plot, panel.shade.after + 1, across.last)
        lift = _numbers_height(panel)
        _write_above(plot, joined(_shade_lines(panel)), "right", lift, LABEL_SIZE - 1)
    for gap in panel.gaps:
        _draw_gap(plot, gap)
    for year in panel.numbered:
        _draw_numbered(plot, year)
    for line in panel.lines:
        _draw_line(plot, line)
    for mark in panel.marks:
        if mark.short and mark.start and not mark.above:
            start, end = ((x, mark.value) for x in ends(mark))
            stroke = {"width": SPAN_WIDTH, "color": mark.style.colour}
            canvas.add_shape(axis, start, end, type="line", line=stroke, opacity=0.6)
    canvas.add_marks(axis, panel.marks, [plot.place(mark) for mark in panel.marks])
    _name_above(plot)
    peaks = [(line, line.peak) for line in panel.lines if line.peak]
    peaks.sort(key=lambda each: -each[1].value)
    for line, peak in peaks:
        _name_line(plot, line, peak, is_highest=line is peaks[0][0])
    if layout.label_column or not panel.lines:
        _draw_labels(plot)


def _draw_shade(plot: _Plot, first: float, last: float) -> None:
    look = {"type": "rect", "fillcolor": SHADE, "line": {"width": 0}, "layer": "below"}
    plot.canvas.add_shape(plot.axis, (first, 0), (last, 1), y_domain=True, **look)


def _draw_gap(plot: _Plot, gap: tuple[int, int]) -> None:
    """In one line, in two or upright, as the years leave room."""
    first, last = gap
    width = plot.across.pixels(last + 1) - plot.across.pixels(first)
    text = "<br>".join(NO_FIGURE) if 60 <= width < 110 else " ".join(NO_FIGURE)
    upright = {"textangle": -90 if width < 60 else 0, "opacity": 0.75}
    _write(plot, text, (first + last + 1) / 2, 0, yanchor="bottom", yshift=6, **upright)


def _gap_box(across: _Across, gap: tuple[int, int]) -> Box:
    """What the words for a gap may take at the most, upright or not."""
    first, last = (across.pixels(year) for year in (gap[0], gap[1] + 1))
    middle, half, height = (first + last) / 2, GAP_TEXT / 2, 2 * TEXT_LINE + 6
    if last - first < 60:
        half, height = TEXT_LINE / 2, GAP_TEXT
    return Box(middle - half, 0, middle + half, height)


def _draw_numbered(plot: _Plot, year: NumberedYear) -> None:
    x, lift = year.year + 0.5, TEXT_LINE * (year.number % NUMBER_ROWS)
    look = {"type": "line", "opacity": 0.6, "layer": "below"}
    stroke = {"width": 1, "color": INK, "dash": "2px,4px"}
    plot.canvas.add_shape(plot.axis, (x, 0), (x, 1), y_domain=True, line=stroke, **look)
    hover = joined(wrap(year.hover, TEXT_CHARACTERS))
    _write(plot, str(year.number), x, 1, yanchor="bottom", yshift=lift, hovertext=hover)


def _draw_line(plot: _Plot, line: JoinedMarks) -> None:
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


def _name_above(plot: _Plot) -> None:
    """What lies above the axis, in words, at its year."""
    for mark in _above(plot.panel):
        x, y = plot.place(mark)
        side = "left" if plot.across.pixels(x) < plot.across.width / 2 else "right"
        look: Look = {"xanchor": side, "xshift": 10 if side == "left" else -10, "yanchor": "middle"}
        text = f"↑ {escape(mark.above)}"
        plot.canvas.add_text(plot.axis, text, x, y, size=LABEL_SIZE - 1, name=mark.id, **look)


def _name_line(plot: _Plot, line: JoinedMarks, peak: Mark, *, is_highest: bool) -> None:
    """The highest line is named above its peak, the others away from it, towards the left."""
    x, y = plot.place(peak)
    part = plot.across.pixels(x) / plot.across.width
    side = -1 if part < 0.25 else 1 if part > 0.75 or not is_highest else 0
    plot.canvas.add_text(
        plot.axis,
        joined(line.name),
        x,
        y,
        showarrow=True,
        ax=-side * 14,
        ay=-8 if is_highest else -22,
        xanchor=_SIDES[side],
        yanchor="bottom",
        align=_SIDES[side],
        arrowhead=0,
        arrowwidth=1,
        arrowcolor=line.colour,
        standoff=4,
        size=LABEL_SIZE - 1,
    )


def _draw_labels(plot: _Plot) -> None:
    """What each mark is, where nothing else stands, with a line to it if it is far."""
    groups = _sharing_a_label(plot)[:MOST_LABELS]
    if not groups:
        return
    labelled = [
        LabelledMark(
            *plot.pixels(plot.place(marks[0])),
            RING if marks[0].style.ringed else MARK_RADIUS,
            _label_lines(plot, marks),
            WIDEST_KEY if plot.panel.names_speakers else "",
        )
        for marks in groups
    ]
    # Left of the first of them there are the joined lines.
    left = min(mark.x for mark in labelled) - LABEL_WIDTH / 2 if plot.panel.lines else 0
    room = Box(left, 2, plot.across.width, plot.height)
    shifts = place_labels(labelled, room, _obstacles(plot))
    placed = sorted(
        zip(groups, labelled, shifts, strict=True), key=lambda each: (each[1].x, -each[1].y)
    )
    for marks, mark, shift in placed:
        number, *speakers = mark.lines
        if shift.is_key:
            plot.canvas.keyed.append(marks)
            number, speakers = f"[{len(plot.canvas.keyed)}]", []
        plot.canvas.add_text(
            plot.axis,
            "<br>".join((f"<b>{escape(number)}</b>", *map(escape, speakers))),
            *plot.place(marks[0]),
            name=marks[0].id,
            showarrow=True,
            ax=shift.x,
            ay=-shift.y,
            xanchor="center",
            yanchor="middle",
            arrowhead=0,
            arrowwidth=1,
            arrowcolor=UNSEEN if shift.is_near else marks[0].style.colour,
            standoff=6,
            size=LABEL_SIZE - 1,
        )


def _sharing_a_label(plot: _Plot) -> list[tuple[Mark, ...]]:
    """The marks with words beside them, those of one number and place in one; what is stated first.

    The first have the best places for their labels.
    """
    groups: dict[tuple[str, int], tuple[Mark, ...]] = {}
    named = [mark for mark in plot.panel.marks if mark.short and not mark.above]
    for mark in sorted(named, key=_telling):
        middle = plot.across.pixels(sum(plot.across.days(mark)) / 2)
        group = mark.short, round(middle / APART)
        groups[group] = (*groups.get(group, ()), mark)
    return list(groups.values())


def _telling(mark: Mark) -> tuple[object, ...]:
    number = mark.number
    is_stated = isinstance(number, Claim) and not number.is_expected
    return not is_stated, -mark.value, mark.id


def _label_lines(plot: _Plot, marks: Sequence[Mark]) -> tuple[str, ...]:
    if not plot.panel.names_speakers:
        return (marks[0].short,)
    speakers = dict.fromkeys(mark.by for mark in marks)
    return (marks[0].short, *wrap(speakers, SPEAKER_CHARACTERS))


def _obstacles(plot: _Plot) -> list[Box]:
    """Where something stands already: words of margin and gaps, ticks, points and periods."""
    panel, across, top = plot.panel, plot.across, plot.height
    taken = [_gap_box(across, gap) for gap in panel.gaps]
    if any(mark.start is None for mark in panel.marks):
        taken.append(Box(across.pixels(across.last), top - 22, across.width, top))
    for step in round_steps(plot.low, plot.high, _most_steps(top)):
        _, level = plot.pixels((0, float(step)))
        taken.append(Box(0, level, TICK_WIDTH, level + TEXT_HEIGHT))
    for mark in panel.marks:
        x, level = plot.pixels(plot.place(mark))
        if not mark.short:
            radius = SMALL_MARK_RADIUS
            taken.append(Box(x - radius, level - radius, x + radius, level + radius))
        elif mark.start:
            start, end = map(across.pixels, ends(mark))
            taken.append(Box(start, level - SPAN_WIDTH, end, level + SPAN_WIDTH))
    return taken


def _write(plot: _Plot, text: str, x: float, y: float, **fields: Any) -> None:
    look: Look = {"xanchor": "center", "size": LABEL_SIZE - 2}
    plot.canvas.add_text(plot.axis, text, x, y, y_domain=True, **look, **fields)


def _write_above(plot: _Plot, text: str, side: str, lift: int, size: int) -> None:
    look: Look = {
        "xref": "paper",
        "xanchor": side,
        "align": side,
        "yanchor": "bottom",
        "yshift": lift,
    }
    x = 0 if side == "left" else 1
    plot.canvas.add_text(plot.axis, text, x, 1, y_domain=True, size=size, **look)
