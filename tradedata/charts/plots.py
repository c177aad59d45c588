"""Plots: a panel of years on its axes, how high it is and where its marks stand, in pixels.

Owns the measures that drawing and labels share; draws nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from tradedata.charts.geometry import Box
from tradedata.charts.layouts import Layout
from tradedata.charts.strokes import (
    LABEL_SIZE,
    MARK_SIZE,
    RING,
    SIGN_SIZE,
    SMALL_MARK_SIZE,
    Canvas,
    Place,
    amount_range,
    has_sign_beside,
    wrap,
)
from tradedata.charts.timeline import Timeline, widens_recent
from tradedata.views.charts import Mark, YearPanel

TITLE_LINE, TITLE_SPACE = 18, 10
TEXT_LINE, TEXT_CHARACTERS = 16, 46
NUMBER_ROWS = 2
LOWEST_MAIN, LOWEST_PLOT, TALLEST_PLOT = 340, 100, 240
HEIGHT_PER_NAMED, HEIGHT_PER_MARK = 26, 20
HEADROOM, LABEL_SPACE, BRIEF_SPACE, MOST_SPACE = 1.28, 40, 20, 0.25
ABOVE_ROW = 0.06
FEWEST_STEPS, MOST_STEPS, HEIGHT_PER_STEP = 5, 8, 45
BETWEEN_MARKS = 2
WIDER = "; these years are drawn wider"


@dataclass(frozen=True, slots=True)
class Plot:
    """A panel on its axes: amounts from ``low`` to ``high`` on ``height`` pixels.

    The amounts are drawn to scale up to ``top``. ``spots`` are where along the years its marks
    stand, by their ids.
    """

    canvas: Canvas
    panel: YearPanel
    layout: Layout
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
        row = (above(self.panel).index(mark) + 0.5) * _above_row(self.panel, self.height)
        return self.spots[mark.id], self.high - row * (self.high - self.low)

    def pixels(self, place: Place) -> Place:
        """How far from the left and from the bottom the place is."""
        up = (place[1] - self.low) / (self.high - self.low) * self.height
        return self.across.pixels(place[0]), up

    @property
    def unit(self) -> float:
        """Of the amounts, a pixel."""
        return (self.high - self.low) / self.height

    @property
    def label_size(self) -> int:
        """Of the texts beside its marks."""
        is_main = self.panel.widened is not None or self.layout.stands_alone
        return self.layout.main_size if is_main else LABEL_SIZE - 1


def above(panel: YearPanel) -> list[Mark]:
    """What lies above the axis, the largest first."""
    marks = [mark for mark in panel.marks if mark.above]
    return sorted(marks, key=lambda mark: (-mark.value, mark.id))


def radius(mark: Mark) -> float:
    """Pixels from the middle of a mark to its edge, its ring included."""
    if not mark.short:
        return SMALL_MARK_SIZE / 2
    return RING + 1 if mark.style.ringed else (MARK_SIZE + 1) / 2


def sign_width(mark: Mark) -> float:
    """Pixels that its letter takes at its right."""
    return SIGN_SIZE if mark.short and has_sign_beside(mark) else 0


def title_lines(panel: YearPanel, layout: Layout) -> list[str]:
    """The panel's title, and of what its numbers are."""
    words = ": ".join(filter(None, (panel.title, panel.about)))
    return wrap([words], layout.heading_characters)


def shade_lines(panel: YearPanel, layout: Layout) -> list[str]:
    """The words for its shaded years: in a main chart they stand within."""
    most = layout.heading_characters if layout.stands_alone else TEXT_CHARACTERS
    wider = WIDER if widens_recent(panel, layout) else ""
    return wrap([panel.shade.text + wider], most) if panel.shade else []


def numbers_height(panel: YearPanel) -> int:
    """Pixels above the plot for the numbers of its years."""
    return TEXT_LINE * NUMBER_ROWS if panel.numbered else 0


def head_height(panel: YearPanel, layout: Layout) -> int:
    """Pixels above the plot."""
    title = TITLE_LINE * len(title_lines(panel, layout))
    shade = 0 if panel.widened else TEXT_LINE * len(shade_lines(panel, layout))
    space = 0 if layout.stands_alone or panel.widened else TITLE_SPACE
    return space + title + shade + numbers_height(panel)


def plot_height(panel: YearPanel, layout: Layout) -> int:
    """Pixels of the plot where it may be as high as it likes."""
    if panel.lines or panel.widened is not None:
        named = sum(bool(mark.short) for mark in panel.marks)
        return min(LOWEST_MAIN + HEIGHT_PER_NAMED * named, layout.main_height)
    return min(max(LOWEST_PLOT, HEIGHT_PER_MARK * len(panel.marks)), TALLEST_PLOT)


def most_steps(height: int) -> int:
    """How many amounts on the axis have room."""
    return min(max(FEWEST_STEPS, height // HEIGHT_PER_STEP), MOST_STEPS)


def reach(panel: YearPanel, height: int, layout: Layout) -> tuple[float, float, float]:
    """The lowest amount, the highest to scale, and where the rows above it end."""
    has_words = panel.widened or any(mark.start is None for mark in panel.marks)
    space: float = BRIEF_SPACE if layout.speaks_briefly else LABEL_SPACE
    space += TEXT_LINE if has_words else 0
    if panel.widened is not None or layout.stands_alone:
        space = min(space, height * MOST_SPACE)
    headroom = height / (height - space) if panel.names_speakers else HEADROOM
    low, top = amount_range([m.value for m in panel.marks if not m.above], headroom)
    return low, top, low + (top - low) / (1 - _above_row(panel, height) * len(above(panel)))


def spots(panel: YearPanel, across: Timeline, pixels_per_amount: float) -> dict[str, float]:
    """Where each mark stands along the years: amid its days or the margin.

    Those that would cover each other stand side by side within them.
    """
    found = {mark.id: across.middle(mark) for mark in panel.marks}
    crowds: list[_Crowd] = []
    for mark in panel.marks:
        if mark.short and not mark.above:
            crowd = _crowd([mark], found, across, pixels_per_amount)
            while other := next(filter(crowd.touches, crowds), None):
                crowds.remove(other)
                marks = sorted((*other.marks, *crowd.marks), key=across.middle)
                found.update(_side_by_side(marks, across))
                crowd = _crowd(marks, found, across, pixels_per_amount)
            crowds.append(crowd)
    return found


@dataclass(frozen=True, slots=True)
class _Crowd:
    """Marks that stand side by side, what each covers and what they cover together."""

    marks: Sequence[Mark]
    boxes: Sequence[Box]
    around: Box

    def touches(self, other: _Crowd) -> bool:
        """Whether marks of both would cover each other; none of the margin does with another."""
        if not self.around.shared(other.around):
            return False
        if len({mark.start is None for mark in (*self.marks, *other.marks)}) > 1:
            return False
        return any(one.shared(each) for one, each in product(self.boxes, other.boxes))


def _crowd(
    marks: Sequence[Mark], found: Mapping[str, float], across: Timeline, pixels_per_amount: float
) -> _Crowd:
    boxes = [mark_box(m, across.pixels(found[m.id]), m.value * pixels_per_amount) for m in marks]
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return _Crowd(marks, boxes, Box(min(lefts), min(bottoms), max(rights), max(tops)))


def _side_by_side(marks: Sequence[Mark], across: Timeline) -> dict[str, float]:
    """Around the middle of all, each within its own days."""
    widths = [2 * radius(mark) + sign_width(mark) + BETWEEN_MARKS for mark in marks]
    middle = sum(map(across.middle, marks)) / len(marks)
    x = middle - (sum(widths) - BETWEEN_MARKS - sign_width(marks[-1])) / 2 * across.unit
    places = []
    for mark, width in zip(marks, widths, strict=True):
        places.append(x + radius(mark) * across.unit)
        x += width * across.unit
    limit = across.end
    found = {}
    for mark, place in reversed([*zip(marks, places, strict=True)]):
        first, last = across.days(mark)
        reach = (2 * radius(mark) + sign_width(mark) + BETWEEN_MARKS) * across.unit
        found[mark.id] = max(first, min(place, last, limit))
        limit = found[mark.id] - reach
    return found


def mark_box(mark: Mark, x: float, y: float) -> Box:
    """What a mark whose middle is there covers, its letter included."""
    around = Box(x, y, x, y).grown(radius(mark))
    return Box(around.left, around.bottom, around.right + sign_width(mark), around.top)


def _above_row(panel: YearPanel, height: int) -> float:
    """The part of the plot that a row above the axis takes: all of them half of it at the most."""
    return min(max(ABOVE_ROW, TEXT_LINE / height), 0.5 / max(1, len(above(panel))))
