"""Spans and labels: marks as wide as their periods, and texts that do not cover each other."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from typing import Any

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
from tradedata.charts.layouts import NARROW, WIDE, Layout
from tradedata.charts.marks import COMPUTED, Style
from tradedata.charts.spans import (
    SpanMark,
    SpanPanel,
    draw_spans,
    missing_runs,
    year_point,
    years_touched,
)

RINGED = Style("circle", "#009E73", True, ())


def span(id: str = "a", value: float = 100, year: int | None = 2024, **fields: Any) -> SpanMark:
    start, end = (date(year, 1, 1), date(year, 12, 31)) if year else (None, None)
    given = {
        "words": f"{value} t",
        "hover": ("N", "W"),
        "style": COMPUTED,
        "start": start,
        "end": end,
    }
    return SpanMark(id=id, value=value, **{**given, **fields})


def box_of(mark: LabelledMark, shift: Shift) -> Box:
    half = CHARACTER_WIDTH * len(mark.text) / 2
    x, y = mark.x + shift.x, mark.y + shift.y
    return Box(x - half, y - TEXT_HEIGHT / 2, x + half, y + TEXT_HEIGHT / 2)


ROOM = Box(0, 0, 800, 300)


def test_place_labels_alone_stands_above_its_mark() -> None:
    assert place_labels([LabelledMark(400, 100, 8, "100 t")], ROOM) == [Shift(0, 16)]


def test_place_labels_second_of_two_in_one_place_stands_beside_it() -> None:
    marks = [LabelledMark(400, 100, 8, "100 t"), LabelledMark(400, 100, 8, "90 t")]
    above, beside = place_labels(marks, ROOM)
    assert above == Shift(0, 16)
    assert (beside.y, beside.x > 8, beside.is_near) == (0, True, True)


def test_place_labels_avoids_what_is_in_the_way() -> None:
    (shift,) = place_labels([LabelledMark(400, 100, 8, "100 t")], ROOM, [Box(0, 109, 800, 130)])
    assert shift.y <= 0


def test_place_labels_crowded_place_leads_away_with_a_line() -> None:
    marks = [LabelledMark(400, 100, 8, f"{number} tonnes") for number in range(6)]
    assert [shift.is_near for shift in place_labels(marks, ROOM)].count(False) == 2


@given(st.lists(st.tuples(st.integers(60, 740), st.integers(20, 240)), min_size=1, max_size=6))
def test_place_labels_law_few_labels_never_cover_each_other(places: list[tuple[int, int]]) -> None:
    marks = [LabelledMark(x, y, 8, "about 47 kt") for x, y in places]
    boxes = [box_of(m, s) for m, s in zip(marks, place_labels(marks, ROOM), strict=True)]
    for one, other in combinations(boxes, 2):
        assert one.shared(other) == 0
    for box in boxes:
        assert box.shared(ROOM) == pytest.approx((box.right - box.left) * TEXT_HEIGHT)


def test_year_point_is_the_day_s_place_in_its_year() -> None:
    assert year_point(date(2024, 1, 1)) == 2024
    assert year_point(date(2024, 7, 2)) == pytest.approx(2024.5, abs=0.001)
    assert year_point(date(2024, 12, 31)) < 2025


def test_years_touched_are_all_that_a_mark_covers_some_day_of() -> None:
    solar = span(start=date(2024, 3, 20), end=date(2025, 3, 20))
    open_ended = span(start=date(2022, 3, 1), end=None)
    assert years_touched([solar, open_ended, span(year=None)]) == {2022, 2024, 2025}


RUNS = {
    "none": ({2019, 2020}, (), ()),
    "inside": ({2019, 2022}, {2019, 2024}, ((2020, 2021), (2023, 2024))),
    "single": ({2019, 2021}, {2019, 2021}, ((2020, 2020),)),
}


@pytest.mark.parametrize(("known", "within", "runs"), RUNS.values(), ids=RUNS)
def test_missing_runs_join_years_in_a_row(known: Any, within: Any, runs: Any) -> None:
    assert missing_runs(known, within) == runs


@pytest.mark.parametrize("layout", [NARROW, WIDE], ids=["narrow", "wide"])
def test_draw_spans_panels_share_their_years_and_stand_below_each_other(layout: Layout) -> None:
    title = "Tonnes, other coverage: a long list of areas with others"
    panels = [
        SpanPanel(title, "t", (span(),)),
        SpanPanel("Dollars", "USD", (span("b", year=2020),)),
    ]
    drawing = draw_spans(panels, layout)
    axes = drawing.figure.layout
    assert drawing.ids == {"a", "b"}
    assert axes.xaxis.range == axes.xaxis2.range
    assert axes.xaxis.ticktext == ("2020", "2021", "2022", "2023", "2024")
    assert axes.yaxis.domain[0] > axes.yaxis2.domain[1]
    assert drawing.height == axes.height
    (text,) = (a.text for a in axes.annotations if "other coverage" in a.text)
    assert ("<br>" in text) == (layout == NARROW)


def test_draw_spans_without_a_period_stand_in_a_margin_that_says_so() -> None:
    dated = SpanPanel("Tonnes", "t", (span(),))
    undated = SpanPanel("Dollars", "USD", (span("b", year=None, style=RINGED, bar=True),))
    figure = draw_spans([dated, undated]).figure
    (words,) = (a for a in figure.layout.annotations if a.text == "no period stated")
    assert words.xref == "x2"
    _, bar, mark = figure.data
    assert (bar.type, mark.customdata) == ("bar", ("b",))
    assert mark.x[0] == words.x > 2025
    (ring,) = (shape for shape in figure.layout.shapes if shape.type == "circle")
    assert (ring.xanchor, ring.yanchor) == (mark.x[0], mark.y[0])


def test_draw_spans_of_nothing_dated_have_no_years() -> None:
    figure = draw_spans([SpanPanel("Tonnes", "t", (span(year=None, value=0),))]).figure
    assert figure.layout.xaxis.ticktext == ()
    low, high = figure.layout.yaxis.range
    assert low == 0 < high


def test_draw_spans_shorter_periods_lie_over_longer_ones() -> None:
    part = span("part", 50, start=date(2024, 1, 1), end=date(2024, 2, 29), bar=True, hatched=True)
    figure = draw_spans([SpanPanel("Tonnes", "t", (part, span("whole", bar=True)))]).figure
    bar = next(trace for trace in figure.data if trace.type == "bar")
    assert bar.customdata == ("whole", "part")
    assert bar.marker.pattern.shape == ("", "/")


def test_draw_spans_without_a_bar_are_a_line_over_their_days() -> None:
    figure = draw_spans([SpanPanel("Prices", "USD", (span(),))]).figure
    (line,) = (shape for shape in figure.layout.shapes if shape.type == "line")
    assert (line.x0, line.x1) == (2024, 2025)
    assert line.y0 == line.y1 == 100


GAPS = {
    "one-line": ((2010, 2019), WIDE, "no figure found", 0),
    "two-lines": ((2019, 2019), WIDE, "no figure<br>found", 0),
    "upright": ((2019, 2019), NARROW, "no figure found", -90),
}


@pytest.mark.parametrize(("gap", "layout", "text", "angle"), GAPS.values(), ids=GAPS)
def test_draw_spans_gap_is_written_as_its_years_leave_room(
    gap: tuple[int, int], layout: Layout, text: str, angle: int
) -> None:
    marks = (span("old", year=gap[0] - 1), span("new", year=2024 if gap[1] == 2019 else 2020))
    figure = draw_spans([SpanPanel("Tonnes", "t", marks, (gap,))], layout).figure
    (words,) = (a for a in figure.layout.annotations if "no figure" in a.text)
    assert (words.text, words.textangle) == (text, angle)


def test_draw_spans_texts_are_escaped() -> None:
    mark = span(words="<b>1</b>", hover=("<i>", "&"))
    figure = draw_spans([SpanPanel("<u>", "t", (mark,))]).figure
    written = [a.text for a in figure.layout.annotations]
    assert written == ["<b>&lt;u&gt;</b>", "&lt;b&gt;1&lt;/b&gt;"]
    assert figure.data[0].hovertext == ("&lt;i&gt;<br>&amp;",)
