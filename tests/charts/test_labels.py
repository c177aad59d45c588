"""Labels: texts that do not cover each other."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedata.charts.labels import (
    CHARACTER_WIDTH,
    TEXT_HEIGHT,
    Box,
    LabelledMark,
    Shift,
    place_labels,
)


def box_of(mark: LabelledMark, shift: Shift) -> Box:
    lines = (mark.key,) if shift.is_key else mark.lines
    half, rise = CHARACTER_WIDTH * max(map(len, lines)) / 2, TEXT_HEIGHT * len(lines) / 2
    x, y = mark.x + shift.x, mark.y + shift.y
    return Box(x - half, y - rise, x + half, y + rise)


ROOM = Box(0, 0, 800, 300)


def test_place_labels_alone_stands_above_its_mark() -> None:
    assert place_labels([LabelledMark(400, 100, 8, ("100 t",))], ROOM) == [Shift(0, 16)]


def test_place_labels_second_of_two_in_one_place_stands_beside_it() -> None:
    marks = [LabelledMark(400, 100, 8, ("100 t",)), LabelledMark(400, 100, 8, ("90 t",))]
    above, beside = place_labels(marks, ROOM)
    assert above == Shift(0, 16)
    assert (beside.y, beside.x > 8, beside.is_near) == (0, True, True)


def test_place_labels_avoids_what_is_in_the_way() -> None:
    (shift,) = place_labels([LabelledMark(400, 100, 8, ("100 t",))], ROOM, [Box(0, 109, 800, 130)])
    assert shift.y <= 0


def test_place_labels_crowded_place_leads_away_with_a_line() -> None:
    marks = [LabelledMark(400, 100, 8, (f"{number} tonnes",)) for number in range(6)]
    assert [shift.is_near for shift in place_labels(marks, ROOM)].count(False) == 2


def test_place_labels_without_room_for_lines_leaves_a_key() -> None:
    marks = [
        LabelledMark(400, 100, 8, (f"{number} tonnes", "A. Minister"), "[00]")
        for number in range(9)
    ]
    shifts = place_labels(marks, ROOM)
    assert [shift.is_key for shift in shifts[:1]] == [False]
    assert [shift.is_key for shift in shifts].count(True) > 1
    boxes = [box_of(mark, shift) for mark, shift in zip(marks, shifts, strict=True)]
    assert [one.shared(other) for one, other in combinations(boxes, 2)] == [0] * 36


def test_place_labels_line_to_a_far_label_crosses_no_other_label() -> None:
    above = LabelledMark(400, 140, 8, ("in the way of what goes up",))
    low = LabelledMark(400, 100, 8, ("100 t", "A. Minister"), "[00]")
    beside = [Box(0, 0, 390, 130), Box(410, 0, 800, 130)]
    _, shift = place_labels([above, low], Box(0, 80, 800, 300), beside)
    assert (shift.is_near, shift.is_key) == (True, True)


@given(st.lists(st.tuples(st.integers(60, 740), st.integers(20, 240)), min_size=1, max_size=6))
def test_place_labels_law_few_labels_never_cover_each_other(places: list[tuple[int, int]]) -> None:
    marks = [LabelledMark(x, y, 8, ("about $47m",)) for x, y in places]
    boxes = [box_of(m, s) for m, s in zip(marks, place_labels(marks, ROOM), strict=True)]
    for one, other in combinations(boxes, 2):
        assert one.shared(other) == 0
    for box in boxes:
        assert box.shared(ROOM) == pytest.approx((box.right - box.left) * TEXT_HEIGHT)
