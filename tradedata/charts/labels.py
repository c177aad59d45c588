"""Labels: where short texts go beside their marks without covering each other.

Owns that one question, in pixels; x grows to the right and y upwards. The method is the usual
greedy one, gone through more than once: labels in turn, each takes the cheapest place of a fixed
list, or leaves a key there where its text would have none. Where places move apart with the page
while texts keep their size, a page wider than was reckoned with has no label covered either.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

CHARACTER_WIDTH, LINE_HEIGHT = 0.55, 4 / 3  # of the size of the text
STEP = 16
STEPS_ACROSS, STEPS_ALONG = 6, 9
ROUNDS = 2
MOST_LABELS = 150  # More have no room on any chart: they would cover each other.
CROWD = 40  # So many have no room to be gone through more than once.
# What a place costs: by the area that is covered, by the area near another mark, by each piece of a
# leader that runs through something; a pixel of distance costs one, and twice that from FAR on.
COVERED, NEAR, CROSSED = 200, 0.5, 40
KEYED = 400  # what a key costs: it says nothing by itself
CLOSE = 16
PIECE = 6
FAR = 25

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
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

    def holds(self, point: Point) -> bool:
        """Whether the point is within."""
        return self.left < point[0] < self.right and self.bottom < point[1] < self.top


class Shift(NamedTuple):
    """From a mark to the middle of its text, or of the key that stands there instead."""

    x: float
    y: float
    is_key: bool = False


@dataclass(frozen=True, slots=True)
class LabelledMark:
    """A mark's middle and size, and the lines of the text that belongs to it, of a size.

    ``key`` stands there instead where they have no room, which costs as much as ``key_cost`` says;
    without one they stand there all the same.
    """

    x: float
    y: float
    radius: float
    lines: tuple[str, ...]
    size: int
    key: str = ""
    key_cost: int = KEYED

    def extent(self, is_key: bool) -> Point:
        """The width and the height of its text, or of its key."""
        lines = (self.key,) if is_key else self.lines
        width = CHARACTER_WIDTH * self.size * max(map(len, lines))
        return width, LINE_HEIGHT * self.size * len(lines)

    @property
    def box(self) -> Box:
        """What the mark itself covers."""
        return _around(self.x, self.y, 2 * self.radius, 2 * self.radius)

    @property
    def surroundings(self) -> Box:
        """Where a text is taken for that of this mark."""
        return _around(self.x, self.y, *[2 * (self.radius + CLOSE)] * 2)

    def text_box(self, shift: Shift) -> Box:
        """What its text, or its key, covers there."""
        return _around(self.x + shift.x, self.y + shift.y, *self.extent(shift.is_key))

    def leader(self, shift: Shift) -> list[Point]:
        """Points of the line from the mark to its text, none where they touch."""
        ends = self.box, self.text_box(shift)
        pieces = 1 + int(math.hypot(shift.x, shift.y) / PIECE)
        parts = (piece / pieces for piece in range(1, pieces))
        points = [(self.x + shift.x * part, self.y + shift.y * part) for part in parts]
        return [point for point in points if not any(box.holds(point) for box in ends)]


def place_labels(
    marks: Sequence[LabelledMark], room: Box, obstacles: Iterable[Box] = ()
) -> list[Shift]:
    """From each mark to its text or its key, within the room.

    ``obstacles`` are what no text may cover. The marks are gone through in their order and from
    each of the four sides, and what comes out best is taken; a crowd in its order alone, so that
    the first of it have the best places.
    """
    standing = [*obstacles, *(mark.box for mark in marks)]
    across = sorted(range(len(marks)), key=lambda place: marks[place].x)
    upwards = sorted(across, key=lambda place: marks[place].y)
    given = list(range(len(marks)))
    orders = (given, upwards[::-1], upwards, across, across[::-1])
    if len(marks) > CROWD:
        return _placed(marks, given, room, standing)[1]
    found = [_placed(marks, order * ROUNDS, room, standing) for order in orders]
    return min(found, key=lambda each: each[0])[1]


def _placed(
    marks: Sequence[LabelledMark], order: Sequence[int], room: Box, standing: Sequence[Box]
) -> tuple[float, list[Shift]]:
    """What all places cost, and the places, in the row of the marks."""
    shifts: dict[int, Shift] = {}
    costs: dict[int, float] = {}
    for place in order:
        mark = marks[place]
        others = [(marks[each], shift) for each, shift in shifts.items() if each != place]
        texts = [other.text_box(shift) for other, shift in others]
        leaders = [points for other, shift in others if (points := other.leader(shift))]
        near = [other.surroundings for other in marks if other is not mark]
        around = _Around(room, [*standing, *texts], near, leaders)
        costs[place], shifts[place] = _best(mark, around)
        if mark.key and costs[place] > mark.key_cost:
            key = _best(mark, around, is_key=True)
            costs[place], shifts[place] = min((costs[place], shifts[place]), key)
    return sum(costs.values()), [shifts[place] for place in range(len(marks))]


@dataclass(frozen=True, slots=True)
class _Around:
    """What is around a label: what is taken, what is near another mark, and others' leaders."""

    room: Box
    taken: Sequence[Box]
    near: Sequence[Box]
    leaders: Sequence[Sequence[Point]]


def _best(mark: LabelledMark, around: _Around, *, is_key: bool = False) -> tuple[float, Shift]:
    """The first of the cheapest places of its text or its key, with its cost.

    A place costs what its text covers or has cut off, how near it is to another mark, each point
    at which a leader runs through something, and its distance.
    """
    best, least = Shift(0.0, 0.0, is_key), math.inf
    places = _places(mark, is_key)
    width, height = mark.extent(is_key)
    far_x, far_y = (max(shift[side] for _, shift in places) for side in (0, 1))
    reach = _around(mark.x, mark.y, 2 * far_x + width, 2 * far_y + height)
    taken = [box for box in around.taken if box.shared(reach)]
    near = [box for box in around.near if box.shared(reach)]
    for distance, shift in places:
        distance += mark.key_cost if is_key else 0
        if distance >= least:
            break
        box = mark.text_box(shift)
        # What takes longer to reckon comes last, and seldom matters.
        cost = distance + COVERED * round(width * height - box.shared(around.room), 3)
        if cost >= least:
            continue
        cost += COVERED * round(sum(map(box.shared, taken)), 3)
        cost += NEAR * sum(map(box.shared, near))
        if cost >= least:
            continue
        own = mark.leader(shift)
        crossed = sum(box.holds(point) for points in around.leaders for point in points)
        crossed += sum(other.holds(point) for point in own for other in taken)
        crossed += sum(_cross(own, points) for points in around.leaders) if own else 0
        cost += CROSSED * crossed
        if cost < least:
            best, least = shift, cost
    return least, best


def _cross(one: Sequence[Point], other: Sequence[Point]) -> bool:
    """Whether two leaders do."""
    (a, *_, b), (c, *_, d) = ([*one, one[-1]] for one in (one, other))
    return _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0


def _turn(a: Point, b: Point, c: Point) -> float:
    """Above zero where a, b and c go round to the left, below where to the right."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _places(mark: LabelledMark, is_key: bool) -> list[tuple[float, Shift]]:
    """Where a text may stand, with its distance: above, beside and below, then further off."""
    width, height = mark.extent(is_key)
    beside = mark.radius + 3 + width / 2
    above = mark.radius + height / 2
    near = ((0, above), (beside, 0), (-beside, 0), (0, -above))
    across = [0, width / 2, *(beside + STEP * step for step in range(STEPS_ACROSS))]
    along = [0, *(above + STEP * step for step in range(STEPS_ALONG))]
    far = {
        (side * x, end * y)
        for x in across
        for y in along
        if x >= beside or y >= above
        for side in (1, -1)
        for end in (1, -1)
    }

    def distance(shift: Point) -> float:
        x, y = abs(shift[0]) - width / 2, abs(shift[1]) - height / 2
        gap = math.hypot(max(0.0, x), max(0.0, y))
        return gap * (1 + gap / FAR)

    ordered = sorted((distance(shift), -shift[1], -shift[0]) for shift in far.difference(near))
    return [
        *((place / 10, Shift(x, y, is_key)) for place, (x, y) in enumerate(near)),
        *((gap, Shift(-x, -y, is_key)) for gap, y, x in ordered),
    ]


def _around(x: float, y: float, width: float, height: float) -> Box:
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
