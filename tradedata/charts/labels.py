"""Labels: where short texts go beside their marks without covering each other.

Owns that one question, in pixels; x grows to the right and y upwards. The method is the usual
greedy one: marks in turn, each takes the nearest free place of a fixed list.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

CHARACTER_WIDTH = 6.6
TEXT_HEIGHT = 16
STEPS = 5


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
    """A mark's middle and size, and the text that belongs to it."""

    x: float
    y: float
    radius: float
    text: str


@dataclass(frozen=True, slots=True)
class Shift:
    """From a mark to the middle of its label; a near one needs no line between them."""

    x: float
    y: float
    is_near: bool = True


def place_labels(
    marks: Sequence[LabelledMark], room: Box, obstacles: Iterable[Box] = ()
) -> list[Shift]:
    """A place within the room for each label, in the order given; the first have the best."""
    taken = [*obstacles, *(_around(m.x, m.y, 2 * m.radius, 2 * m.radius) for m in marks)]
    shifts = []
    for mark in marks:
        x, y, text = mark.x, mark.y, mark.text
        width = CHARACTER_WIDTH * len(text)

        def cost(shift: Shift, x: float = x, y: float = y, width: float = width) -> float:
            box = _around(x + shift.x, y + shift.y, width, TEXT_HEIGHT)
            outside = width * TEXT_HEIGHT - box.shared(room)
            return outside + sum(box.shared(other) for other in taken)

        best = min(_places(width, mark.radius), key=cost)
        shifts.append(best)
        taken.append(_around(x + best.x, y + best.y, width, TEXT_HEIGHT))
    return shifts


def _places(width: float, radius: float) -> Iterable[Shift]:
    """Nearest first, so that the first of equal cost is the nearest."""
    beside = radius + 3 + width / 2
    above = radius + TEXT_HEIGHT / 2
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
