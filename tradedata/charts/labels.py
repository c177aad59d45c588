"""Labels: where short texts go beside their marks without covering each other.

Owns that one question, in pixels; x grows to the right and y upwards. The method is the usual
greedy one: marks in turn, each takes the nearest free place of a fixed list.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

CHARACTER_WIDTH = 6.6
TEXT_HEIGHT = 16
STEPS = 5
MOST_LABELS = 150  # More have no room on any chart: they would cover each other.
DOT = 4


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    left: float
    bottom: float
    right: float
    top: float

    def shared(self, other: Box) -> float:
        """The area that both cover."""
        across = min(self.right, other.right) - max(self.left, other.left)
        along = min(self.top, other.top) - max(self.bottom, other.bottom)
        return max(0.0, across) * max(0.0, along)


@dataclass(frozen=True, slots=True)
class LabelledMark:
    """A mark's middle and size, and the lines of text that belong to it.

    ``key`` stands there instead where they have no room; without one they stand there all the same.
    """

    x: float
    y: float
    radius: float
    lines: tuple[str, ...]
    key: str = ""


@dataclass(frozen=True, slots=True)
class Shift:
    """From a mark to the middle of its label; a near one needs no line between them."""

    x: float
    y: float
    is_near: bool = True
    is_key: bool = False


def place_labels(
    marks: Sequence[LabelledMark], room: Box, obstacles: Iterable[Box] = ()
) -> list[Shift]:
    """A place within the room for each label, in the order given; the first have the best.

    A line between a mark and its label may cross an obstacle, but no mark, label or line.
    """
    obstacles = tuple(obstacles)
    placed = [_around(m.x, m.y, 2 * m.radius, 2 * m.radius) for m in marks]
    shifts = []
    for mark in marks:
        boxes, shift, cost = _best(mark, mark.lines, room, obstacles, placed)
        if mark.key and cost >= 1:
            boxes, shift, _ = _best(mark, (mark.key,), room, obstacles, placed)
            shift = replace(shift, is_key=True)
        shifts.append(shift)
        placed += boxes
    return shifts


def _best(
    mark: LabelledMark,
    lines: Sequence[str],
    room: Box,
    obstacles: Sequence[Box],
    placed: Sequence[Box],
) -> tuple[list[Box], Shift, float]:
    """The place where the lines and what leads there cover least, and how much."""
    width, height = CHARACTER_WIDTH * max(map(len, lines)), TEXT_HEIGHT * len(lines)
    found = []
    for shift in _places(width, height, mark.radius):
        box = _around(mark.x + shift.x, mark.y + shift.y, width, height)
        line = [] if shift.is_near else _line(mark, shift, abs(shift.y) - height / 2)
        cost = width * height - box.shared(room)
        cost += sum(box.shared(other) for other in (*obstacles, *placed))
        cost += sum(dot.shared(other) for dot in line for other in placed)
        found.append(([box, *line], shift, cost))
    return min(found, key=lambda each: each[2])


def _line(mark: LabelledMark, shift: Shift, rise: float) -> list[Box]:
    """Dots from outside the mark to the label's edge, which is so far above or below."""
    first, last = mark.radius + DOT, int(rise) - DOT
    parts = (up / abs(shift.y) for up in range(int(first), last, DOT))
    return [_around(mark.x + part * shift.x, mark.y + part * shift.y, DOT, DOT) for part in parts]


def _places(width: float, height: float, radius: float) -> Iterable[Shift]:
    """Nearest first, so that the first of equal cost is the nearest."""
    beside = radius + 3 + width / 2
    above = radius + height / 2
    yield Shift(0, above)
    yield Shift(beside, 0)
    yield Shift(-beside, 0)
    yield Shift(0, -above)
    for step in range(1, STEPS + 1):
        for side in (0, 1, -1):
            x = side * width / 2
            yield Shift(x, above + step * TEXT_HEIGHT, is_near=False)
            yield Shift(x, -above - step * TEXT_HEIGHT, is_near=False)


def _around(x: float, y: float, width: float, height: float) -> Box:
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
