"""Years: numbers over time, a mark each and a line as long as its period, on an axis with zero.

Panels share their years. A joined line breaks where its runs do; what has no period stands in a
margin at the right, what would flatten the rest is named at the top, above a break of the axis, and
years without a number say so. Where the scale of the years changes there is a thin line. Owns
geometry only; meaning comes in with the panels.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from tradedata.charts.labels import (
    CHARACTER_WIDTH,
    KEYED,
    MOST_LABELS,
    Box,
    LabelledMark,
    place_labels,
)
from tradedata.charts.layouts import Layout
from tradedata.charts.strokes import (
    INK,
    LABEL_SIZE,
    RING,
    Canvas,
    Look,
    Place,
    amount_axis,
    amount_range,
    balanced,
    escape,
    joined,
    round_steps,
    wrap,
)
from tradedata.charts.timeline import Timeline, timeline_of
from tradedata.data.claims import Claim
from tradedata.views.charts import JoinedMarks, Mark, NumberedYear, YearPanel

TITLE_LINE, TITLE_SPACE = 18, 10
TEXT_LINE, TEXT_CHARACTERS = 16, 46
NUMBER_ROWS = 2
AXIS_HEIGHT = 22
GAP = 4
LOWEST_MAIN, LOWEST_PLOT, LOWEST_NAMED, TALLEST_PLOT = 340, 100, 180, 240
HEIGHT_PER_NAMED, HEIGHT_PER_MARK = 26, 20
HEADROOM, LABEL_SPACE, MOST_SPACE = 1.28, 40, 0.25
ABOVE_ROW = 0.06
FEWEST_STEPS, MOST_STEPS, HEIGHT_PER_STEP = 5, 8, 45
MARK_RADIUS, SMALL_MARK_RADIUS = 8, 4
SPAN_WIDTH = 3
SHADE = "rgba(127, 127, 127, 0.16)"
UNSEEN = "rgba(0, 0, 0, 0)"
NO_BREAK = "\N{NO-BREAK SPACE}"
TICK_SIZE, TICK_SPACE = 12, 10
GAP_TEXT = 100
WIDER_LETTERS = 1  # of a picture's font, as if it were larger
WIDEST_KEY = "[00]"
NUMBER_ALONE = 90  # what a label costs that names no speaker
NO_PERIOD = ("no period", "stated")
BREAK = "break"
NO_FIGURE = ("no number", "found")
TOOTH = 6
PIECES = 4  # of a joined line between two points, as far as labels keep off it


@dataclass(frozen=True, slots=True)
class _Plot:
    """A panel on its axes: amounts from ``low`` to ``high`` on ``height`` pixels.

    The amounts are drawn to scale up to ``top``. ``spots`` are where along the years its marks
    stand, by their ids.
    """

    canvas: Canvas
    panel: YearPanel
    axis: str
    across: Timeline
    low: float
    top: float
    high: float
    height: int
    spots: Mapping[str, float]

    def place(self, mark: Mark) -> Place:
        """Where the mark stands: those above the axis in rows at its top."""
        if not mark.above:
            return self.spots[mark.id], mark.value
        above = _above(self.panel)
        row = (above.index(mark) + 0.5) * _above_row(self.panel, self.height)
        return self.spots[mark.id], self.high - row * (self.high - self.low)

    def pixels(self, place: Place) -> Place:
        up = (place[1] - self.low) / (self.high - self.low) * self.height
        return self.across.pixels(place[0]), up


def draw_years(panels: Sequence[YearPanel], layout: Layout) -> Canvas:
    """The panels below each other, their years aligned; there is at least one mark."""
    heads = [_head_height(panel, layout) for panel in panels]
    plots = [_plot_height(panel, layout) for panel in panels]
    if layout.height:
        room = layout.height - sum(heads) - (AXIS_HEIGHT + GAP) * len(panels)
        plots = [height * room // sum(plots) for height in plots]
    reaches = [_reach(panel, height, layout) for panel, height in zip(panels, plots, strict=True)]
    amounts = [
        amount_axis(low, top, _most_steps(height), panel.tick_unit)
        for panel, height, (low, top, _) in zip(panels, plots, reaches, strict=True)
    ]
    widest = max(len(text) for axis in amounts for text in axis["ticktext"])
    ticks = math.ceil(widest * CHARACTER_WIDTH * TICK_SIZE) + TICK_SPACE * layout.stands_alone
    across = timeline_of(panels, layout, ticks)
    canvas = Canvas(sum((*heads, *plots)) + (AXIS_HEIGHT + GAP) * len(panels), right=8)
    top = 0
    for place, (panel, plot_height, reach) in enumerate(zip(panels, plots, reaches, strict=True)):
        bottom, axis = top + heads[place] + plot_height, str(place + 1) if place else ""
        spots = _spots(panel, across, plot_height / (reach[2] - reach[0]))
        plot = _Plot(canvas, panel, axis, across, *reach, plot_height, spots)
        domain = [1 - (bottom - side) / canvas.height for side in (0, plot.height)]
        upwards = {**amounts[place], "domain": domain, "range": [plot.low, plot.high]}
        canvas.add_axes(axis, across.axis(), {**upwards, "ticklabelposition": "inside top"})
        _draw_panel(plot, layout)
        top = bottom + AXIS_HEIGHT + GAP
    return canvas


def heights(panel: YearPanel, layout: Layout) -> tuple[int, int]:
    """Pixels that the panel needs at the least, and to be at its best."""
    around = _head_height(panel, layout) + AXIS_HEIGHT + GAP
    return around + LOWEST_PLOT, around + _plot_height(panel, layout)


def _spots(panel: YearPanel, across: Timeline, pixels_per_amount: float) -> dict[str, float]:
    """Where each mark stands along the years: amid its days or the margin.

    Those that would cover each other stand side by side within them.
    """
    named = [mark for mark in panel.marks if mark.short and not mark.above]
    middles = {
        mark.id: (across.pixels(across.middle(mark)), mark.value * pixels_per_amount)
        for mark in named
    }
    spots = {mark.id: across.middle(mark) for mark in panel.marks}
    for mark in named:
        group = [
            other
            for other in named
            if bool(mark.start) == bool(other.start)
            and math.dist(middles[mark.id], middles[other.id]) < 2 * MARK_RADIUS
        ]
        first, last = across.days(mark)
        most = (last - first) / 2
        aside = (group.index(mark) - (len(group) - 1) / 2) * 2 * _radius(mark) * across.unit
        spots[mark.id] += min(max(aside, -most), most)
    return spots


def _title_lines(panel: YearPanel, layout: Layout) -> list[str]:
    return wrap([panel.title], layout.heading_characters)


def _shade_lines(panel: YearPanel, layout: Layout) -> list[str]:
    most = layout.heading_characters if layout.stands_alone else TEXT_CHARACTERS
    return wrap([panel.shade.text], most) if panel.shade else []


def _numbers_height(panel: YearPanel) -> int:
    return TEXT_LINE * NUMBER_ROWS if panel.numbered else 0


def _head_height(panel: YearPanel, layout: Layout) -> int:
    title, text = _title_lines(panel, layout), _shade_lines(panel, layout)
    words = TITLE_LINE * len(title) + TEXT_LINE * len(text)
    return (0 if layout.stands_alone else TITLE_SPACE) + words + _numbers_height(panel)


def _plot_height(panel: YearPanel, layout: Layout) -> int:
    if panel.lines or panel.widened is not None:
        named = sum(bool(mark.short) for mark in panel.marks)
        return min(LOWEST_MAIN + HEIGHT_PER_NAMED * named, layout.main_height)
    return min(max(LOWEST_PLOT, HEIGHT_PER_MARK * len(panel.marks)), TALLEST_PLOT)


def _most_steps(height: int) -> int:
    return min(max(FEWEST_STEPS, height // HEIGHT_PER_STEP), MOST_STEPS)


def _above(panel: YearPanel) -> list[Mark]:
    """The largest first."""
    above = [mark for mark in panel.marks if mark.above]
    return sorted(above, key=lambda mark: (-mark.value, mark.id))


def _above_row(panel: YearPanel, height: int) -> float:
    """The part of the plot that a row above the axis takes: all of them half of it at the most."""
    return min(max(ABOVE_ROW, TEXT_LINE / height), 0.5 / max(1, len(_above(panel))))


def _reach(panel: YearPanel, height: int, layout: Layout) -> tuple[float, float, float]:
    """The lowest amount, the highest to scale, and where the rows above it end."""
    has_words = any(mark.start is None for mark in panel.marks)
    space: float = LABEL_SPACE + (TEXT_LINE if has_words else 0)
    if panel.widened is not None or layout.stands_alone:
        space = min(space, height * MOST_SPACE)
    headroom = height / (height - space) if panel.names_speakers else HEADROOM
    low, top = amount_range([m.value for m in panel.marks if not m.above], headroom)
    return low, top, low + (top - low) / (1 - _above_row(panel, height) * len(_above(panel)))


def _draw_panel(plot: _Plot, layout: Layout) -> None:
    canvas, panel, axis, across = plot.canvas, plot.panel, plot.axis, plot.across
    if title := _title_lines(panel, layout):
        _write_above(plot, f"<b>{joined(title)}</b>", "left", 4, LABEL_SIZE)
    if any(mark.start is None for mark in panel.marks):
        _draw_shade(plot, across.dated, across.end)
        words = joined(wrap([" ".join(NO_PERIOD)], int(across.margin / TICK_SIZE * 2)))
        middle = (across.dated + across.end) / 2
        below = (plot.top - plot.low) / (plot.high - plot.low)
        _write(plot, words, middle, below, yanchor="top", yshift=-6)
    if panel.shade:
        years = across.widened or range(across.first, across.last)
        first, last = panel.shade.after + 1, years.stop
        _draw_shade(plot, across.at(first), across.at(last))
        text, lift = joined(_shade_lines(panel, layout)), _numbers_height(panel)
        if panel.widened:
            look: Look = {"xanchor": "left", "yanchor": "bottom", "yshift": 4, "size": LABEL_SIZE}
            _write(plot, text, across.at(first), 1, **look)
        else:
            _write_above(plot, text, "right", lift, LABEL_SIZE - 1)
    for gap in panel.gaps:
        _draw_gap(plot, gap)
    for year in panel.numbered:
        _draw_numbered(plot, year)
    _draw_seams(plot)
    for line in panel.lines:
        _draw_line(plot, line)
    for mark in panel.marks:
        if mark.short and mark.start and not mark.above:
            start, end = ((x, mark.value) for x in across.ends(mark))
            stroke = {"width": SPAN_WIDTH, "color": mark.style.colour}
            canvas.add_shape(
                axis, start, end, type="line", line=stroke, opacity=0.6, layer="between"
            )
    canvas.add_marks(axis, panel.marks, [plot.place(mark) for mark in panel.marks])
    if _above(panel):
        _draw_break(plot)
        _name_above(plot, _label_size(panel, layout))
    _draw_labels(plot, layout)


def _draw_shade(plot: _Plot, first: float, last: float) -> None:
    look = {"type": "rect", "fillcolor": SHADE, "line": {"width": 0}, "layer": "below"}
    plot.canvas.add_shape(plot.axis, (first, 0), (last, 1), y_domain=True, **look)


def _draw_seams(plot: _Plot) -> None:
    """Where the scale of the years changes."""
    years = plot.across.widened
    for year in {years.start, years.stop} if years and plot.across.narrow < 1 else ():
        x, stroke = plot.across.at(year), {"width": 1, "color": INK}
        plot.canvas.add_shape(
            plot.axis, (x, 0), (x, 1), y_domain=True, type="line", line=stroke, layer="below"
        )


def _draw_break(plot: _Plot) -> None:
    """Teeth across the plot, above which nothing is to scale."""
    height = (plot.high - plot.top) / 2 / max(1, len(_above(plot.panel))) / 3
    teeth = plot.across.width // TOOTH
    step = (plot.across.end - plot.across.start) / teeth
    places = [
        (plot.across.start + step * tooth, plot.top + height * (tooth % 2))
        for tooth in range(teeth + 1)
    ]
    look: Look = {"type": "scatter", "mode": "lines", "hoverinfo": "skip", "name": BREAK}
    plot.canvas.add_trace(plot.axis, places, line={"color": INK, "width": 1}, **look)


def _draw_gap(plot: _Plot, gap: tuple[int, int]) -> None:
    """In one line, in two or upright, as the years leave room."""
    first, last = plot.across.at(gap[0]), plot.across.at(gap[1] + 1)
    width = plot.across.pixels(last) - plot.across.pixels(first)
    text = "<br>".join(NO_FIGURE) if 60 <= width < 110 else " ".join(NO_FIGURE)
    upright = {"textangle": -90 if width < 60 else 0, "opacity": 0.75}
    _write(plot, text, (first + last) / 2, 0, yanchor="bottom", yshift=6, **upright)


def _gap_box(across: Timeline, gap: tuple[int, int]) -> Box:
    """What the words for a gap may take at the most, upright or not."""
    first, last = (across.pixels(across.at(year)) for year in (gap[0], gap[1] + 1))
    middle, half, height = (first + last) / 2, GAP_TEXT / 2, 2 * TEXT_LINE + 6
    if last - first < 60:
        half, height = TEXT_LINE / 2, GAP_TEXT
    return Box(middle - half, 0, middle + half, height)


def _draw_numbered(plot: _Plot, year: NumberedYear) -> None:
    x, lift = plot.across.at(year.year + 0.5), TEXT_LINE * (year.number % NUMBER_ROWS)
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


def _name_above(plot: _Plot, size: int) -> None:
    """What lies above the axis, in words, at its year."""
    for mark in _above(plot.panel):
        x, y = plot.place(mark)
        side = "left" if plot.across.pixels(x) < plot.across.width / 2 else "right"
        look: Look = {"xanchor": side, "xshift": 22 if side == "left" else -10, "yanchor": "middle"}
        text = f"↑ {escape(mark.above)}"
        plot.canvas.add_text(plot.axis, text, x, y, size=size, name=mark.id, **look)


@dataclass(frozen=True, slots=True)
class _Label:
    """The lines beside marks that share them; the first begins with ``bold``.

    ``can_be_key``: where they have no room a key stands there instead.
    """

    marks: tuple[Mark, ...]
    lines: tuple[str, ...]
    bold: str
    colour: str
    can_be_key: bool = False

    @property
    def text(self) -> str:
        first, *rest = self.lines
        bold = f"<b>{escape(self.bold)}</b>" if self.bold else ""
        return "<br>".join((bold + escape(first.removeprefix(self.bold)), *map(escape, rest)))


def _labels(plot: _Plot, layout: Layout) -> list[_Label]:
    """Names of the lines at their peaks; numbers and speakers of the marks.

    The first have the best places. Where lines lie flat the marks beside them have no room for
    theirs, unless the chart is a main one, which names every speaker.
    """
    panel = plot.panel
    peaks = [(line, line.peak) for line in panel.lines if line.peak]
    names = [_Label((peak,), line.name, "", line.colour) for line, peak in peaks]
    if panel.lines and panel.widened is None and plot.height < LOWEST_NAMED:
        return names
    labels = [
        _Label(
            marks,
            _label_lines(panel, marks, layout),
            marks[0].short,
            marks[0].style.colour,
            can_be_key=panel.names_speakers and panel.widened is None,
        )
        for marks in _sharing_a_label(plot)
    ]
    return [*names, *labels][:MOST_LABELS]


def _sharing_a_label(plot: _Plot) -> list[tuple[Mark, ...]]:
    """The marks with words beside them, those of one number and place in one; what is stated first.

    Place is that of their days, for marks at one place stand side by side.
    """
    groups: dict[tuple[str, int], tuple[Mark, ...]] = {}
    named = [mark for mark in plot.panel.marks if mark.short and not mark.above]
    for mark in sorted(named, key=_telling):
        middle = plot.across.pixels(plot.across.middle(mark))
        group = mark.short, round(middle / (3 * MARK_RADIUS))
        groups[group] = (*groups.get(group, ()), mark)
    return list(groups.values())


def _telling(mark: Mark) -> tuple[object, ...]:
    number = mark.number
    is_stated = isinstance(number, Claim) and not number.is_expected
    return not is_stated, -mark.value, mark.id


def _label_lines(panel: YearPanel, marks: Sequence[Mark], layout: Layout) -> tuple[str, ...]:
    """The number and its speakers on few lines that are about as long."""
    number = marks[0].short
    if not panel.names_speakers:
        return (number,)
    # No break within the number, which is written in bold.
    speakers = ", ".join(dict.fromkeys(mark.by for mark in marks))
    text = f"{number.replace(' ', NO_BREAK)} {speakers}"
    most = max(layout.mark_characters, *map(len, text.split(" ")))
    return tuple(line.replace(NO_BREAK, " ") for line in balanced(text, most))


def _draw_labels(plot: _Plot, layout: Layout) -> None:
    """Each where nothing else stands, with a line to its mark if it is far."""
    labels = _labels(plot, layout)
    size = _label_size(plot.panel, layout)
    marks = [
        LabelledMark(
            *plot.pixels(plot.place(each.marks[0])),
            _radius(each.marks[0]),
            each.lines,
            size + WIDER_LETTERS * layout.stands_alone,
            _key(each, layout),
            NUMBER_ALONE if layout.stands_alone else KEYED,
        )
        for each in labels
    ]
    room = Box(0, 2, plot.across.width, plot.height)
    shifts = place_labels(marks, room, _obstacles(plot))
    drawn = zip(labels, marks, shifts, strict=True)
    for label, mark, shift in sorted(drawn, key=lambda each: (each[1].x, -each[1].y)):
        text = label.text
        if shift.is_key and layout.stands_alone:
            text = f"<b>{escape(label.bold)}</b>"
        elif shift.is_key:
            plot.canvas.keyed.append(label.marks)
            text = f"<b>[{len(plot.canvas.keyed)}]</b>"
        x, y = plot.place(label.marks[0])
        plot.canvas.add_text(
            plot.axis,
            text,
            x,
            y,
            showarrow=True,
            axref=f"x{plot.axis}",
            ax=x + shift.x * plot.across.unit,
            ay=-shift.y,
            xanchor="center",
            yanchor="middle",
            arrowhead=0,
            arrowwidth=1,
            arrowcolor=label.colour if mark.leader(shift) else UNSEEN,
            standoff=6,
            size=size,
            name=label.marks[0].id,
        )


def _key(label: _Label, layout: Layout) -> str:
    """What stands for the label where it has no room, as wide as it can be."""
    if layout.stands_alone:
        return label.bold
    return WIDEST_KEY if label.can_be_key else ""


def _label_size(panel: YearPanel, layout: Layout) -> int:
    is_main = panel.widened is not None or layout.stands_alone
    return layout.main_size if is_main else LABEL_SIZE - 1


def _radius(mark: Mark) -> float:
    if not mark.short:
        return SMALL_MARK_RADIUS
    return RING if mark.style.ringed else MARK_RADIUS


def _obstacles(plot: _Plot) -> list[Box]:
    """Where something stands already: words of margin and gaps, ticks, points and periods."""
    panel, across, height = plot.panel, plot.across, plot.height
    taken = [_gap_box(across, gap) for gap in panel.gaps]
    _, top = plot.pixels((0, plot.top))
    taken.append(Box(0, top, across.width, height))
    if any(mark.start is None for mark in panel.marks):
        words_height = TEXT_LINE * (1 + len(NO_PERIOD))
        taken.append(Box(across.pixels(across.dated), top - words_height, across.width, top))
    for step in round_steps(plot.low, plot.top, _most_steps(height)):
        _, level = plot.pixels((0, float(step)))
        taken.append(Box(0, level, across.ticks, level + TEXT_LINE))
    for mark in panel.marks:
        x, level = plot.pixels(plot.place(mark))
        if not mark.short:
            radius = SMALL_MARK_RADIUS
            taken.append(Box(x - radius, level - radius, x + radius, level + radius))
        elif mark.start:
            start, end = map(across.pixels, across.ends(mark))
            taken.append(Box(start, level - SPAN_WIDTH, end, level + SPAN_WIDTH))
    for line in panel.lines:
        for run in line.runs:
            for one, other in pairwise(plot.pixels(plot.place(mark)) for mark in run):
                taken += _along(one, other)
    return taken


def _along(one: Place, other: Place) -> list[Box]:
    """The line between two points, in pieces."""
    stops = [
        tuple(a + (b - a) * piece / PIECES for a, b in zip(one, other, strict=True))
        for piece in range(PIECES + 1)
    ]
    return [
        Box(min(a[0], b[0]) - 1, min(a[1], b[1]) - 1, max(a[0], b[0]) + 1, max(a[1], b[1]) + 1)
        for a, b in pairwise(stops)
    ]


def _write(plot: _Plot, text: str, x: float, y: float, **fields: Any) -> None:
    look: Look = {"xanchor": "center", "size": LABEL_SIZE - 2}
    plot.canvas.add_text(plot.axis, text, x, y, y_domain=True, **{**look, **fields})


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
