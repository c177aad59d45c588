"""Labels: texts that do not cover each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedata.charts import labels
from tradedata.charts.geometry import Box, Point, Segment
from tradedata.charts.labels import (
    CLOSE,
    CROWD,
    SETTLING,
    LabelledMark,
    Shift,
    Wording,
    place_labels,
)

ROOM = Box(0, 0, 800, 300)
MOVES = 200


def mark_at(x: float, y: float, *lines: str, key: str = "") -> LabelledMark:
    wordings = [Wording(lines or ("100 t",)), *([Wording((key,), 300)] if key else [])]
    return LabelledMark(x, y, 8, tuple(wordings), 12)


def test_place_labels_alone_stands_above_its_mark() -> None:
    assert place_labels([mark_at(400, 100)], ROOM) == [Shift(0, 16)]


def test_place_labels_of_several_lines_is_as_high_as_they_are() -> None:
    mark = mark_at(400, 100, "over $1bn", "A. Minister")
    assert mark.extent(0) == pytest.approx((6.6 * 11, 32))
    assert place_labels([mark], ROOM) == [Shift(0, 24)]


def test_place_labels_of_none_are_none() -> None:
    assert place_labels([], ROOM) == []


def test_place_labels_avoids_what_is_in_the_way() -> None:
    (shift,) = place_labels([mark_at(400, 100)], ROOM, [Box(0, 109, 800, 130)])
    assert shift.y <= 0


def test_place_labels_keeps_within_the_room() -> None:
    (shift,) = place_labels([mark_at(795, 295)], ROOM)
    mark = mark_at(795, 295)
    assert mark.text_box(shift).shared(ROOM) == pytest.approx(6.6 * 5 * 16)


def test_place_labels_keeps_away_from_other_marks() -> None:
    """A label that touches another's mark would be read as that one's."""
    marks = [mark_at(400, 100, "a long label of one"), mark_at(400, 128, "the other")]
    low, _ = place_labels(marks, ROOM)
    assert low.y <= 0


def test_place_labels_with_a_leader_stands_apart_from_other_marks() -> None:
    """Beside another's mark it would be read as that one's, whatever line leads away."""
    marks = [mark_at(400, 100), mark_at(400, 155, "the other")]
    first, other = marks
    shift, _ = place_labels(marks, ROOM, [Box(340, 60, 470, 130)])
    box = first.text_box(shift)
    assert first.leader(shift)
    assert box.apart(other.box) >= min(box.apart(first.box), CLOSE)


def test_leader_runs_from_the_mark_to_its_text_and_is_none_where_they_touch() -> None:
    mark = mark_at(400, 100)
    assert mark.leader(Shift(0, 16)) is None
    leader = mark.leader(Shift(0, 80))
    assert leader
    assert [*map(pytest.approx, leader)] == [(400, 108), (400, 172)]


@pytest.mark.parametrize(
    ("line", "is_crossed"),
    [
        (((0, 5), (20, 5)), True),
        (((5, 20), (5, 1)), True),
        (((0, 0), (20, 20)), True),
        (((0, 12), (20, 12)), False),
        (((12, 0), (12, 20)), False),
        (((-3, 5), (3, 20)), False),
        (((20, 5), (30, 5)), False),
    ],
)
def test_box_crossed_by_a_line_that_runs_through_it(line: Segment, is_crossed: bool) -> None:
    assert Box(0, 0, 10, 10).crossed(line) == is_crossed


def test_place_labels_keeps_a_text_within_its_zone_if_it_can() -> None:
    (shift,) = place_labels([replace(mark_at(400, 100), zone=(403, 600))], ROOM)
    assert shift.x - mark_at(400, 100).extent(0)[0] / 2 >= 3


def test_place_labels_two_that_want_one_place_make_room_for_each_other() -> None:
    """Where the first stands best the second has no place: one of them moves once more."""
    walls = [Box(0, 0, 340, 300), Box(460, 0, 800, 300)]
    marks = [mark_at(380, 100, "a label"), mark_at(420, 100, "the other one")]
    boxes = [
        mark.text_box(shift)
        for mark, shift in zip(marks, place_labels(marks, ROOM, walls), strict=True)
    ]
    assert not boxes[0].shared(boxes[1])
    assert not any(box.shared(wall) for box in boxes for wall in walls)


def test_place_labels_of_more_than_have_places_stands_each_somewhere() -> None:
    """Where all cover others every place is looked at."""
    shifts = place_labels([mark_at(400, 100)] * 10, ROOM, farthest=0)
    assert 1 < len({*shifts}) <= len(shifts) == 10


PLACES = st.lists(st.tuples(st.integers(60, 740), st.integers(20, 240)), min_size=1, max_size=6)


@given(PLACES)
def test_place_labels_law_few_labels_never_cover_each_other(places: list[Point]) -> None:
    marks = [mark_at(x, y, "about 47 kt") for x, y in places]
    boxes = [m.text_box(s) for m, s in zip(marks, place_labels(marks, ROOM), strict=True)]
    for one, other in combinations(boxes, 2):
        assert one.shared(other) < 1e-6
    for box in boxes:
        assert box.shared(ROOM) == pytest.approx((box.right - box.left) * 16)


@pytest.mark.whole
def test_place_labels_of_a_tangle_takes_what_is_best_after_the_most_moves(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    marks = [mark_at(60 + step % 5, 60 + step, "a word") for step in range(30)]
    moved: list[LabelledMark] = []
    cheapest = labels._Places.cheapest

    def counted(places: labels._Places, others: Sequence[labels._Place]) -> labels._Place:
        moved.append(places.mark)
        return cheapest(places, others)

    monkeypatch.setattr(labels, "MOST_MOVES", MOVES)
    monkeypatch.setattr(labels._Places, "cheapest", counted)
    place_labels(marks, Box(0, 0, 120, 120))
    settling = 5 * SETTLING * len(marks)
    assert MOVES <= len(moved) - settling < MOVES + len(marks)


@pytest.mark.no_cover
@pytest.mark.parametrize("beside", [0, CROWD], ids=["few", "crowd"])
def test_place_labels_without_room_for_lines_leaves_keys_which_cover_none(beside: int) -> None:
    marks = [mark_at(400, 100, "100 tonnes", "A. Minister", key="[00]")] * 9
    marks += [mark_at(2000 + 99 * place, 100) for place in range(beside)]
    shifts = place_labels(marks, Box(300, 60, 9999, 140), [Box(500, 0, 1900, 200)])
    boxes = [mark.text_box(shift) for mark, shift in zip(marks, shifts, strict=True)]
    assert 0 < sum(shift.wording for shift in shifts) < 9
    assert not any(one.shared(other) for one, other in combinations(boxes, 2))


@given(PLACES)
@pytest.mark.whole
def test_place_labels_law_a_wider_page_covers_none_either(places: list[Point]) -> None:
    """Places move apart with the page, marks and texts alike."""
    marks = [mark_at(x, y, "about 47 kt") for x, y in places]
    shifts = place_labels(marks, ROOM)
    for stretch in (1.1, 1.7, 2.8):
        boxes = [
            replace(mark, x=mark.x * stretch).text_box(shift._replace(x=shift.x * stretch))
            for mark, shift in zip(marks, shifts, strict=True)
        ]
        assert not any(one.shared(other) > 1e-6 for one, other in combinations(boxes, 2))
