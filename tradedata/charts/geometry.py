"""Geometry: boxes and lines on a chart, in pixels; x grows to the right and y upwards."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

Point = tuple[float, float]
Segment = tuple[Point, Point]


class Box(NamedTuple):
    """A rectangle."""

    left: float
    bottom: float
    right: float
    top: float

    def shared(self, other: Box) -> float:
        """The area that both cover."""
        # Most boxes share nothing, and are told apart without a call.
        if self.left >= other.right or other.left >= self.right:
            return 0.0
        if self.bottom >= other.top or other.bottom >= self.top:
            return 0.0
        across = min(self.right, other.right) - max(self.left, other.left)
        return across * (min(self.top, other.top) - max(self.bottom, other.bottom))

    def covered(self, others: Iterable[Box]) -> float:
        """The area that it shares with each of the others, added up."""
        found = 0.0
        own_left, own_bottom, own_right, own_top = self
        for left, bottom, right, top in others:  # without a call: there are many
            if left < own_right and own_left < right and bottom < own_top and own_bottom < top:
                across = min(own_right, right) - max(own_left, left)
                found += across * (min(own_top, top) - max(own_bottom, bottom))
        return found

    def apart(self, other: Box) -> float:
        """Pixels between the two."""
        across = max(self.left - other.right, other.left - self.right, 0.0)
        return math.hypot(across, max(self.bottom - other.top, other.bottom - self.top, 0.0))

    def crossed(self, line: Segment) -> bool:
        """Whether the line runs through it."""
        (x, y), (far_x, far_y) = line
        # Most lines lie on one side of it; of the others, one along a side is within the two.
        if (x <= self.left and far_x <= self.left) or (self.right <= x and self.right <= far_x):
            return False
        if (y <= self.bottom and far_y <= self.bottom) or (self.top <= y and self.top <= far_y):
            return False
        start, end = 0.0, 1.0
        for at, step, low, high in (
            (x, far_x - x, self.left, self.right),
            (y, far_y - y, self.bottom, self.top),
        ):
            if step:
                ends = (low - at) / step, (high - at) / step
                start, end = max(start, min(ends)), min(end, max(ends))
        return start < end

    def joined(self, other: Box) -> Box:
        """The smallest box that holds both."""
        return Box(
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )

    def grown(self, by: float) -> Box:
        """The box with so many pixels more on each side."""
        return Box(self.left - by, self.bottom - by, self.right + by, self.top + by)


def hull(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all."""
    left, bottom, right, top = zip(*boxes, strict=True)
    return Box(min(left), min(bottom), max(right), max(top))


def run_through(line: Segment, boxes: Iterable[Box]) -> Iterable[bool]:
    """For each box near the line, whether that runs through it."""
    (x, y), (far_x, far_y) = line
    left, right, bottom, top = min(x, far_x), max(x, far_x), min(y, far_y), max(y, far_y)
    # Most are told apart without a call.
    return (
        box.crossed(line)
        for box in boxes
        if box.left <= right and left <= box.right and box.bottom <= top and bottom <= box.top
    )


def cross(one: Segment, other: Segment) -> bool:
    """Whether the two lines do."""
    (a, b), (c, d) = one, other
    return _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0


def _turn(a: Point, b: Point, c: Point) -> float:
    """Above zero where a, b and c go round to the left, below where to the right."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
