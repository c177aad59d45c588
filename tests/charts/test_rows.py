"""Rows: a row each, with texts that neither overlap nor leave the width, and axes with zero."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.drawing import axis_range, read_marks
from tests.support.factories import make_claim
from tradedata.charts.drawing import Drawing
from tradedata.charts.layouts import NARROW, SQUARE, WIDE, Layout
from tradedata.charts.rows import (
    AXIS_HEIGHT,
    GAP,
    draw_rows,
    panel_height,
    row_height,
    row_lines,
    sheets,
)
from tradedata.views.charts import Bracket, Heading, Mark, Row, RowPanel
from tradedata.views.marks import COMPUTED, claim_mark


def number_row(id: str = "a", value: float = 100, **fields: Any) -> Mark:
    mark = claim_mark(make_claim(id, value=value))
    given = {"words": "100 t", "who": "Who", "detail": "Where", "style": COMPUTED}
    return replace(mark, **{**given, **fields})


def drawing_of(*rows: Row, layout: Layout = WIDE) -> Drawing:
    canvas = draw_rows([RowPanel("Tonnes", "t", rows)], layout)
    return Drawing(canvas.figure(), canvas.height)


LINES: dict[str, tuple[Mark, list[str]]] = {
    "one-line": (number_row(), ["<b>100 t</b>  Who", "Where"]),
    "just-too-long": (number_row(words="12345", who="x" * 41), ["<b>12345</b>", "x" * 41, "Where"]),
    "just-fits": (number_row(words="12345", who="x" * 40), [f"<b>12345</b>  {'x' * 40}", "Where"]),
    "long-label": (
        number_row(who="word " * 12),
        ["<b>100 t</b>", "word word word word word word word word word", "word word word", "Where"],
    ),
    "long-detail": (
        number_row(detail="detail " * 9),
        ["<b>100 t</b>  Who", "detail detail detail detail detail detail detail", "detail detail"],
    ),
    "no-label": (number_row(who=""), ["<b>100 t</b>", "Where"]),
    "markup": (
        number_row(words="<5", who="A & B", detail="<i>"),
        ["<b>&lt;5</b>  A &amp; B", "&lt;i&gt;"],
    ),
}


@pytest.mark.parametrize(("row", "lines"), LINES.values(), ids=LINES)
def test_row_lines_of_a_number_fit_a_phone(row: Mark, lines: list[str]) -> None:
    assert row_lines(row, NARROW) == lines
    assert row_height(row, NARROW) == 18 * len(lines) + 34


def test_row_lines_on_a_desk_are_longer() -> None:
    row = number_row(who="word " * 11, detail="detail " * 9)
    assert [len(row_lines(row, layout)) for layout in (WIDE, NARROW)] == [3, 5]
    assert row_height(row, WIDE) == 18 * 3 + 10


def test_row_lines_of_a_heading_wrap_and_grow() -> None:
    assert row_lines(Heading("Short"), NARROW) == ["Short"]
    assert row_height(Heading("Short"), NARROW) == 34
    long = Heading("All goods: trade of Russia with Afghanistan & others, both directions")
    assert row_lines(long, NARROW) == [
        "All goods: trade of Russia with",
        "Afghanistan &amp; others, both directions",
    ]
    assert row_height(long, NARROW) == 52
    assert len(row_lines(long, WIDE)) == 1


def test_draw_rows_puts_panels_below_each_other_on_axes_of_their_own() -> None:
    panels = [
        RowPanel("Tonnes", "t", (number_row("a", 100), number_row("b", 50))),
        RowPanel("Dollars", "USD", (number_row("c", 3),)),
    ]
    canvas = draw_rows(panels, WIDE)
    layout = canvas.figure().layout
    assert layout.xaxis.range == (0, pytest.approx(108))
    assert layout.xaxis2.range == (0, pytest.approx(3.24))
    assert layout.xaxis.ticktext == ("0 t", "20 t", "40 t", "60 t", "80 t", "100 t")
    assert layout.xaxis2.ticktext == ("$0", "$1", "$2", "$3")
    assert layout.xaxis.fixedrange
    assert layout.yaxis.domain[1] == 1
    assert layout.yaxis2.domain[1] == pytest.approx(
        layout.yaxis.domain[0] - (AXIS_HEIGHT + GAP) / canvas.height
    )


def test_row_lines_of_a_picture_name_the_speaker_briefly_where_it_is_too_long() -> None:
    assert row_lines(number_row(who="x" * 40), SQUARE) == ["<b>100 t</b>  Minister"]


RANGES = {
    "nothing": ([], (0, 1)),
    "zero": ([0], (0, 1)),
    "negative": ([-50], (-54, 0)),
    "both": ([-50, 100], (-54, 108)),
}


@pytest.mark.parametrize(("values", "axis"), RANGES.values(), ids=RANGES)
def test_draw_rows_axis_has_zero_and_every_value_and_a_length(
    values: list[float], axis: tuple[float, float]
) -> None:
    drawing = drawing_of(Heading("Some"), *(number_row(str(v), v) for v in values))
    assert axis_range(drawing, "xaxis") == pytest.approx(axis)
    ticks = drawing.figure.layout.xaxis.tickvals
    assert 0 in ticks
    assert axis[0] <= min(ticks) <= max(ticks) <= axis[1]


@pytest.mark.parametrize("layout", [NARROW, WIDE], ids=["narrow", "wide"])
def test_draw_rows_texts_never_overlap(layout: Layout) -> None:
    drawing = drawing_of(
        Heading("Heading"),
        number_row("a", who="A very long label " * 5, bar=True),
        Bracket(1, 3, "about 3 times apart", "spread"),
        number_row("b"),
        layout=layout,
    )
    figure = drawing.figure
    tops = [annotation.y for annotation in figure.layout.annotations]
    assert tops == sorted(tops, reverse=True)
    sizes = [18 * (1 + annotation.text.count("<br>")) for annotation in figure.layout.annotations]
    for (above, size), below in pairwise([*zip(tops, sizes, strict=True), (-(10**6), 0)]):
        assert above - size >= below[0]
    (first, second) = (a for a in figure.layout.annotations if a.text.startswith("<b>100"))
    for (_, mark), text in zip(read_marks(drawing), (first, second), strict=True):
        bottom = text.y - 18 * (1 + text.text.count("<br>"))
        if layout == NARROW:
            assert mark.y + 7 < bottom
        else:
            assert bottom < mark.y < text.y
    assert figure.layout.xaxis.domain == (layout.label_column, 1)


def test_draw_rows_bracket_spans_its_two_values() -> None:
    figure = drawing_of(number_row(), Bracket(20, 60, "3 times <apart>", "spread")).figure
    line, _ = figure.data
    ends = [(shape.x0, shape.x1) for shape in figure.layout.shapes]
    assert (line.x, ends) == ((20, 60), [(20, 20), (60, 60)])
    assert line.y[0] == line.y[1]
    words = figure.layout.annotations[-1]
    assert words.text == line.hovertext[0] == "3 times &lt;apart&gt;"
    assert (words.name, line.customdata) == ("spread", ("spread", "spread"))


def test_draw_rows_bar_lies_under_its_mark() -> None:
    figure = drawing_of(number_row(bar=True), number_row("b")).figure
    bar, marks = figure.data
    assert (bar.type, bar.orientation, bar.customdata) == ("bar", "h", ("a",))
    assert (bar.x, bar.y) == (marks.x[:1], marks.y[:1])
    assert bar.hovertext == marks.hovertext[:1] == ("100 t<br>Who<br>Where",)


def test_draw_rows_open_symbols_get_a_line_that_can_be_seen() -> None:
    hollow = replace(COMPUTED, symbol="circle-open")
    drawing = drawing_of(number_row(style=hollow), number_row("b"))
    assert [mark.outline for _, mark in read_marks(drawing)] == [3, 1]


@given(groups=st.lists(st.integers(0, 4), min_size=1, max_size=8), height=st.integers(100, 900))
@pytest.mark.whole
def test_sheets_of_a_panel_keep_every_row_in_its_group_and_share_one_axis(
    groups: list[int], height: int
) -> None:
    rows: list[Row] = []
    for at, size in enumerate(groups):
        rows += [Heading(str(at)), *(number_row(f"{at}-{n}", 10 * at + n) for n in range(size))]
    panel = RowPanel("Tonnes", "t", tuple(rows))
    parts = [*sheets(panel, WIDE, height)]
    assert tuple(row for part in parts for row in part.rows) == panel.rows
    assert all(isinstance(part.rows[0], Heading) for part in parts)
    for part in parts:
        headings = sum(isinstance(row, Heading) for row in part.rows)
        assert headings == 1 or panel_height(part, WIDE) <= height
    axes = {draw_rows([part], WIDE).figure().layout.xaxis.range for part in (panel, *parts)}
    assert len(axes) == 1
