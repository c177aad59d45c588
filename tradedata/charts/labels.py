"""Labels: where short texts go beside their marks without covering each other.

Owns that one question, in pixels; x grows to the right and y upwards. Each label takes the cheapest
place of a fixed list, in turn and again until none moves; then each that is still in another's way
is tried elsewhere, with those that it drives out. Where places move apart with the page while texts
keep their size, a page larger than was reckoned with has no label covered either.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from heapq import heappop, heappush
from operator import itemgetter
from typing import NamedTuple

from tradedata.charts.geometry import Box, Point, Segment, cross, hull, run_through

CHARACTER_WIDTH, LINE_HEIGHT = 0.55, 4 / 3  # of the size of the text
STEP = 14
STEPS_ACROSS, STEPS_ALONG = 7, 10
FINER = 3  # how much closer the places are that are near enough, where not all are
SETTLING, ROUNDS, BEST, MOST_PLACES, FEWEST = 2, 6, 3, 300, 30
MOST_LABELS = 60  # More have no room on any chart: they would cover each other.
CROWD = 40  # So many have no room to be gone through more than once.
MOST_MOVES = 2300  # What is best after so many is taken; what ships needs no more.
# What a place costs: by the area that is covered, by the area near another mark, by each thing that
# a leader runs through, by the pixels outside the zone of the mark's days; a pixel of distance
# costs one, and twice that from FAR on.
COVERED, NEAR, CROSSED, OUTSIDE = 200, 0.4, 1000, 0.5
OVER_LINE, CROSSED_LINE = 0.5, 15  # the same of a period's line, through which a text is read
LEADER = 8  # what a leader costs
MISREAD = 150  # what a text costs that stands beside another mark, nearer than its own
HOPELESS = 2000  # whatever else it costs
CLOSE = 12
FAR = 25
APART = 1  # pixels: a leader that passes a text nearer than this runs through it


class Wording(NamedTuple):
    """Lines that may stand beside a mark, and what it costs that these say less than others.

    ``width`` is that of the widest, of the size of the text; 0: by how many letters it has.
    """

    lines: tuple[str, ...]
    cost: float = 0
    width: float = 0


class Shift(NamedTuple):
    """From a mark to the middle of its text, which is in that of its wordings."""

    x: float
    y: float
    wording: int = 0


@dataclass(frozen=True, slots=True)
class LabelledMark:
    """A mark's middle and size, and the wordings of the text that belongs to it, of a size.

    ``sign`` is the width of a letter at its right. Its text should stand in its ``zone``, from left
    to right.
    """

    x: float
    y: float
    radius: float
    wordings: tuple[Wording, ...]
    size: int
    sign: float = 0
    zone: Point = (-math.inf, math.inf)

    def extent(self, wording: int) -> Point:
        """The width and the height of its text."""
        lines, _, width = self.wordings[wording]
        width = width or CHARACTER_WIDTH * max(map(len, lines), default=0)
        return width * self.size, LINE_HEIGHT * self.size * len(lines)

    @property
    def box(self) -> Box:
        """What the mark itself covers."""
        around = Box(self.x, self.y, self.x, self.y).grown(self.radius)
        return Box(around.left, around.bottom, around.right + self.sign, around.top)

    def text_box(self, shift: Shift) -> Box:
        """What its text covers there."""
        width, height = self.extent(shift.wording)
        x, y = self.x + shift.x, self.y + shift.y
        return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)

    def leader(self, shift: Shift) -> Segment | None:
        """The line from the mark to its text, none where they touch."""
        length = math.hypot(shift.x, shift.y)
        width, height = self.extent(shift.wording)
        across = width / 2 / abs(shift.x) if shift.x else math.inf
        along = height / 2 / abs(shift.y) if shift.y else math.inf
        first, last = self.radius / length, 1 - min(across, along)
        if (last - first) * length < CLOSE / 2:
            return None
        return (
            (self.x + shift.x * first, self.y + shift.y * first),
            (self.x + shift.x * last, self.y + shift.y * last),
        )


# What distance, zone and wording cost, and the shift: most are never reckoned with.
_Distant = tuple[float, float, float, int]


class _Place(NamedTuple):
    """Where a text may stand, with its leader, and what it costs whatever the others do.

    ``number`` is its own among all places, ``reach`` what text and leader lie within; ``known``
    remembers what it costs beside others, by their numbers.
    """

    cost: float
    number: int
    shift: Shift
    box: Box
    leader: Segment | None
    reach: Box
    known: dict[int, float]

    def against(self, other: _Place) -> float:
        """What it costs that both stand where they do."""
        cost = self.known.get(other.number)
        if cost is None:
            cost = self.known[other.number] = other.known[self.number] = self._clash(other)
        return cost

    def _clash(self, other: _Place) -> float:
        if not self.reach.shared(other.reach):
            return 0
        cost = COVERED * round(self.box.shared(other.box), 3)
        for leader, box in ((self.leader, other.box), (other.leader, self.box)):
            cost += CROSSED if leader and box.grown(APART).crossed(leader) else 0
        if self.leader and other.leader and cross(self.leader, other.leader):
            cost += CROSSED
        return cost


def place_labels(
    marks: Sequence[LabelledMark],
    room: Box,
    obstacles: Sequence[Box] = (),
    lines: Sequence[Box] = (),
    farthest: float = math.inf,
) -> list[Shift]:
    """From each mark to its text, within the room and no further than ``farthest`` pixels.

    ``obstacles`` are what no text may cover, ``lines`` what it should not. The marks are gone
    through in their order and from each of the four sides, and what comes out best is taken; a
    crowd once and in its order alone, so that the first of it have the best places.
    """
    numbers = itertools.count()
    search = _Search(
        [_Places(mark, marks, room, obstacles, lines, numbers, farthest) for mark in marks]
    )
    across = sorted(range(len(marks)), key=lambda place: marks[place].x)
    upwards = sorted(across, key=lambda place: marks[place].y)
    given = list(range(len(marks)))
    if len(marks) > CROWD:
        return [place.shift for place in search.settled(given, 1)]
    orders = (given, upwards[::-1], upwards, across, across[::-1])
    tried = [search.settled(order, SETTLING) for order in orders]
    # Some orders come out alike.
    unlike = {
        tuple(place.number for place in each): each
        for each in sorted(tried, key=search.total)[:BEST]
    }
    best = [search.improved(chosen) for chosen in unlike.values()]
    return [place.shift for place in min(best, key=search.total)]


class _Search:
    """The places that each label may have, and how one of each is chosen."""

    def __init__(self, labels: Sequence[_Places]) -> None:
        self.labels = labels
        self.moves = 0

    def settled(self, order: Sequence[int], rounds: int) -> list[_Place]:
        """Each label where it is cheapest, in turn, until none moves."""
        chosen: dict[int, _Place] = {}
        for _ in range(rounds):
            before = dict(chosen)
            for label in order:
                others = [place for each, place in chosen.items() if each != label]
                chosen[label] = self.labels[label].cheapest(others)
            if chosen == before:
                break
        return [chosen[label] for label in range(len(self.labels))]

    def improved(self, chosen: list[_Place]) -> list[_Place]:
        """Rearranged until nothing moves."""
        before, rounds = list[_Place](), ROUNDS
        while rounds and chosen != before:
            before, chosen, rounds = chosen, self.rearranged(chosen), rounds - 1
        return chosen

    def rearranged(self, chosen: list[_Place]) -> list[_Place]:
        """What comes out where a label goes elsewhere and those in its way make room."""
        for label, places in enumerate(self.labels):
            clash = self._beside(chosen, [label])
            for place in itertools.islice(places, FEWEST):
                if place.cost >= clash or self.moves >= MOST_MOVES:
                    break
                driven = [
                    at for at, each in enumerate(chosen) if at != label and place.against(each)
                ]
                tried = list(chosen)
                tried[label] = place
                self.moves += len(driven)
                for at in driven:
                    others = [each for other, each in enumerate(tried) if other != at]
                    tried[at] = self.labels[at].cheapest(others)
                moved = [label, *driven]
                if self._beside(tried, moved) < self._beside(chosen, moved):
                    chosen, clash = tried, self._beside(tried, [label])
        return chosen

    def total(self, chosen: Sequence[_Place]) -> float:
        """What all of it costs."""
        return self._beside(chosen, range(len(chosen)))

    def _beside(self, chosen: Sequence[_Place], labels: Sequence[int]) -> float:
        """What those labels cost beside each other and beside all others."""
        seen = set(labels)
        return sum(
            chosen[label].cost
            + sum(
                chosen[label].against(each)
                for at, each in enumerate(chosen)
                if at not in seen or at > label
            )
            for label in labels
        )


class _Places:
    """Where a label may stand, cheapest first: a place is reckoned with when it is asked for."""

    def __init__(
        self,
        mark: LabelledMark,
        marks: Sequence[LabelledMark],
        room: Box,
        standing: Sequence[Box],
        lines: Sequence[Box],
        numbers: Iterator[int],
        farthest: float,
    ) -> None:
        self.mark, self.own, self.room = mark, mark.box, room
        shifts, corners = list[_Distant](), list[Shift]()
        for wording in range(len(mark.wordings)):
            found = _shifts(mark, wording, farthest)
            x, y = (max(map(abs, map(itemgetter(side), found))) for side in (1, 2))
            corners += Shift(-x, -y, wording), Shift(x, y, wording)
            shifts += found
        self.reach = hull([self.own, *map(mark.text_box, corners)])
        # Most of what stands anywhere is out of reach of all of them.
        around = self.reach.grown(CLOSE)
        boxes = [other.box for other in marks if other is not mark and other.box.shared(around)]
        solid = [box for box in standing if box.shared(around)]
        self.boxes, self.near = boxes, [box.grown(CLOSE) for box in boxes]
        self.solid = [*solid, *boxes, self.own]
        self.in_way = [*boxes, *(box for box in solid if not box.shared(self.own))]
        self.lines = [line for line in lines if line.shared(around)]
        self._found: list[_Place] = []
        self._cheapest: dict[frozenset[int], _Place] = {}
        self._more = self._reckoned(sorted(shifts, key=itemgetter(0)), numbers)

    def __iter__(self) -> Iterator[_Place]:
        yield from self._found
        for place in self._more:
            self._found.append(place)
            yield place

    def cheapest(self, others: Sequence[_Place]) -> _Place:
        """The first that costs least beside the others."""
        others = [other for other in others if other.reach.shared(self.reach)]
        beside = frozenset(other.number for other in others)
        if beside not in self._cheapest:
            self._cheapest[beside] = self._cheapest_beside(others)
        return self._cheapest[beside]

    def _cheapest_beside(self, others: Sequence[_Place]) -> _Place:
        best, least = None, math.inf
        for place in self:
            # They stand by cost: those that follow the first dearer one cost more.
            if best and place.cost >= least:
                break
            cost, (left, bottom, right, top) = place.cost, place.reach
            for other in others:
                # Most are out of reach, and told apart without a call.
                far_left, low, far_right, high = other.reach
                if left < far_right and far_left < right and bottom < high and low < top:
                    known = place.known.get(other.number)
                    cost += place.against(other) if known is None else known
                if cost >= least:
                    break
            else:
                best, least = place, cost
        assert best
        return best

    def _reckoned(self, shifts: Iterable[_Distant], numbers: Iterator[int]) -> Iterator[_Place]:
        """No place costs less than its distance: those that are too far away wait."""
        waiting: list[_Place] = []
        for distance, x, y, wording in shifts:
            while waiting and waiting[0].cost <= distance:
                yield heappop(waiting)
            shift = Shift(x, y, wording)
            box, leader = self.mark.text_box(shift), self.mark.leader(shift)
            reach = box.joined(self.own) if leader else box
            cost = distance + self._cost(box, leader)
            heappush(waiting, _Place(cost, next(numbers), shift, box, leader, reach, {}))
        yield from sorted(waiting)

    def _cost(self, box: Box, leader: Segment | None) -> float:
        """What it costs by what stands around anyway that the text stands there."""
        area = (box.right - box.left) * (box.top - box.bottom)
        cost = COVERED * round(area - box.shared(self.room), 3)
        if cost < HOPELESS:
            cost += COVERED * round(box.covered(self.solid), 3)
        if cost >= HOPELESS:
            return cost
        cost += OVER_LINE * box.covered(self.lines)
        if near := box.covered(self.near):
            beside = min(box.apart(self.own), CLOSE)
            is_misread = any(box.apart(other) < beside for other in self.boxes)
            cost += NEAR * near + (MISREAD if is_misread else 0)
        if leader:
            cost += LEADER + CROSSED * sum(run_through(leader, self.in_way))
            cost += CROSSED_LINE * sum(run_through(leader, self.lines))
        return cost


def _shifts(mark: LabelledMark, wording: int, farthest: float) -> list[_Distant]:
    """The nearest places of a text."""
    width, height = mark.extent(wording)
    first, last = (edge - mark.x for edge in mark.zone)
    saying, found = mark.wordings[wording].cost, list[_Distant]()
    for cost, x, y in _grid(mark.radius, mark.sign, width, height, farthest):
        left, right = x - width / 2, x + width / 2
        if left < first:
            cost += OUTSIDE * (first - left)
        if right > last:
            cost += OUTSIDE * (right - last)
        found.append((cost + saying, x, y, wording))
    found.sort(key=itemgetter(0))
    return found[:MOST_PLACES]


@cache
def _grid(
    radius: float, sign: float, width: float, height: float, farthest: float
) -> list[tuple[float, float, float]]:
    """Where a text so large may stand, with what distance costs: above, beside and below first."""
    beside = radius + 3 + width / 2
    above = radius + height / 2
    near = ((0, above), (beside + sign, 0), (-beside, 0), (0, -above))
    finer = 1 if farthest == math.inf else FINER
    parts = (width * part / finer / 4 for part in range(2 * finer + 1))
    across = [*parts, *(beside + STEP / finer * step for step in range(STEPS_ACROSS))]
    along = [0, *(above + STEP / finer * step for step in range(STEPS_ALONG))]
    places = {
        (side * x + (sign if side * x >= beside else 0), end * y)
        for x in across
        for y in along
        if x >= beside or y >= above
        for side in (1, -1)
        for end in (1, -1)
    }
    found = []
    for x, y in sorted(places, key=lambda place: (place not in near, -place[1], -place[0])):
        gap = math.hypot(max(0.0, abs(x) - beside), max(0.0, abs(y) - above))
        order = near.index((x, y)) / 10 if (x, y) in near else 1 + abs(x) / 100
        if gap <= farthest:
            found.append((gap * (1 + gap / FAR) + order, x, y))
    return found
