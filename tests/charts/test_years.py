"""Years: marks as long as their periods, lines that break, and everything else over time."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from tests.support.drawing import axis_range, labels_and_marks, plain, read_marks, texts
from tests.support.factories import (
    MINISTER,
    TRADER,
    make_benchmark,
    make_claim,
    make_period,
    make_total,
    make_year,
)
from tests.support.samples import target
from tradedata.charts.drawing import Drawing, key_words
from tradedata.charts.labels import MOST_LABELS
from tradedata.charts.layouts import NARROW, WIDE, Layout
from tradedata.charts.picture import FORMS
from tradedata.charts.strokes import escape, round_steps
from tradedata.charts.timeline import ends, year_point
from tradedata.charts.years import EVENTS, draw_years
from tradedata.computed.targets import target_multiples
from tradedata.data.periods import Period
from tradedata.views.charts import JoinedMarks, LegendEntry, Mark, NumberedYear, Shade, YearPanel
from tradedata.views.lines import COMPUTED, MARKET_PRICE
from tradedata.views.marks import benchmark_mark, claim_mark, indicator_mark


def mark_of(id: str = "a", value: float = 100, period: Any = 2024, **fields: Any) -> Mark:
    when = make_year(period) if isinstance(period, int) else period
    return replace(claim_mark(make_claim(id, value=value, period=when)), **fields)


def drawing_of(
    *marks: Mark, layout: Layout = WIDE, title: str = "Tonnes", **fields: Any
) -> Drawing:
    canvas = draw_years([YearPanel(title, "t", marks, **fields)], layout)
    return Drawing(canvas.figure(), canvas.height, tuple(canvas.keyed))


def line_through(*runs: tuple[Mark, ...]) -> JoinedMarks:
    peak = max((mark for run in runs for mark in run), key=lambda mark: mark.value)
    return JoinedMarks(
        runs, "#D55E00", "solid", ("reported by A:", "$1"), peak, LegendEntry("━", "A")
    )


UNDATED = make_period()
PRICE = benchmark_mark(make_benchmark())
MULTIPLE = indicator_mark(*target_multiples([target()], make_total()))


def test_year_point_is_the_day_s_place_in_its_year() -> None:
    assert year_point(date(2024, 1, 1)) == 2024
    assert year_point(date(2024, 7, 2)) == pytest.approx(2024.5)
    assert year_point(date(2023, 12, 31)) == pytest.approx(2024 - 1 / 365)


ENDS: dict[str, tuple[Period, tuple[float, float]]] = {
    "year": (make_year(2023), (2023, 2024)),
    "leap-year": (make_year(2024), (2024, 2025)),
    "solar-year": (make_period("2024-03-20", "2025-03-20"), (2024.216, 2025.216)),
    "open": (make_period("2026-01-01"), (2026, 2026)),
    "last-of-all-days": (make_period("9998-01-01", "9999-12-31"), (9998, 10000)),
}


@pytest.mark.parametrize(("period", "both"), ENDS.values(), ids=ENDS)
def test_ends_are_the_first_and_the_last_of_its_days(
    period: Period, both: tuple[float, float]
) -> None:
    assert ends(mark_of(period=period)) == pytest.approx(both, abs=0.001)


@pytest.mark.parametrize("layout", [NARROW, WIDE], ids=["narrow", "wide"])
def test_draw_years_panels_share_their_years_and_stand_below_each_other(layout: Layout) -> None:
    title = "Tonnes, other coverage: a long list of areas with others"
    panels = [
        YearPanel(title, "t", (mark_of(),)),
        YearPanel("Dollars", "USD", (mark_of("b", period=2020),)),
    ]
    canvas = draw_years(panels, layout)
    axes = canvas.figure().layout
    assert axes.xaxis.range == axes.xaxis2.range
    assert axes.xaxis.ticktext == ("2020", "2021", "2022", "2023", "2024")
    assert axes.yaxis.domain[0] > axes.yaxis2.domain[1]
    assert canvas.height == axes.height
    (text,) = (a.text for a in axes.annotations if "other coverage" in a.text)
    assert ("<br>" in text) == (layout == NARROW)


@pytest.mark.parametrize("about", ["", "of all <goods>"])
def test_draw_years_title_on_several_lines_is_written_once_in_bold(about: str) -> None:
    title = "Percent of exports of <A> to the World, quantity and value"
    figure = drawing_of(mark_of(), layout=NARROW, about=about, title=title).figure
    (text,) = (a.text for a in figure.layout.annotations if a.text.startswith("<b>Percent"))
    words = escape(f"{title}: {about}" if about else title)
    assert plain(text) == html.unescape(words)
    assert "".join(re.findall("<b>(.*?)</b>", text)).replace("<br>", " ") == escape(title)
    assert max(len(plain(line)) for line in text.split("<br>")) <= NARROW.heading_characters


def test_draw_years_of_a_long_time_name_round_years_only() -> None:
    drawing = drawing_of(mark_of(period=1024), mark_of("b"), layout=NARROW)
    axis = drawing.figure.layout.xaxis
    assert axis.ticktext == ("1200", "1400", "1600", "1800", "2000")
    assert axis.minor.tickvals == ()


def test_draw_years_that_leave_too_little_room_each_are_named_in_part() -> None:
    marks = mark_of("old", period=2019), mark_of("new", period=2025), mark_of("b", period=UNDATED)
    axis = drawing_of(*marks, layout=NARROW).figure.layout.xaxis
    assert (axis.ticktext, axis.tickangle) == (("2020", "2022", "2024"), 0)
    assert len(axis.minor.tickvals) == 8


def test_draw_years_without_a_period_stand_in_a_margin_that_says_so() -> None:
    dated = YearPanel("Tonnes", "t", (mark_of(),))
    undated = YearPanel("Dollars", "USD", (mark_of("b", period=UNDATED),))
    figure = draw_years([dated, undated], WIDE).figure()
    (words,) = (a for a in figure.layout.annotations if a.text == "no period stated")
    assert words.xref == "x2"
    _, mark = figure.data
    assert mark.x[0] == words.x > 2025
    (ring,) = (shape for shape in figure.layout.shapes if shape.type == "circle")
    assert (ring.xref, ring.xanchor, ring.yanchor) == ("x2", mark.x[0], mark.y[0])


def test_draw_years_of_nothing_dated_have_no_years() -> None:
    drawing = drawing_of(mark_of(period=UNDATED, value=0))
    assert drawing.figure.layout.xaxis.ticktext == ()
    assert axis_range(drawing, "yaxis") == (0, 1)


def test_draw_years_axis_has_zero_and_a_sole_negative_mark() -> None:
    assert axis_range(drawing_of(mark_of(value=-50)), "yaxis") == (-64, 0)


def test_draw_years_stated_mark_is_a_line_over_its_days() -> None:
    plan = mark_of("plan", 70, make_period("2026-01-01"))
    figure = drawing_of(mark_of(), mark_of("small", 50, short=""), plan).figure
    lines = [shape for shape in figure.layout.shapes if shape.type == "line"]
    assert [(line.x0, line.x1, line.y0, line.y1) for line in lines] == [(2024, 2025, 100, 100)]


GAPS = {
    "one-line": ((2010, 2019), WIDE, "no number found", 0),
    "two-lines": ((2019, 2019), WIDE, "no number<br>found", 0),
    "upright": ((2019, 2019), NARROW, "no number found", -90),
}


@pytest.mark.parametrize(("gap", "layout", "text", "angle"), GAPS.values(), ids=GAPS)
def test_draw_years_gap_is_written_as_its_years_leave_room(
    gap: tuple[int, int], layout: Layout, text: str, angle: int
) -> None:
    new = 2025 if gap[1] == 2019 else 2020
    marks = mark_of("old", period=gap[0] - 1), mark_of("new", period=new)
    figure = drawing_of(*marks, layout=layout, gaps=(gap,)).figure
    (words,) = (a for a in figure.layout.annotations if "no number" in a.text)
    assert (words.text, words.textangle, words.x) == (text, angle, sum(gap) / 2 + 0.5)


def test_draw_years_joined_line_breaks_between_its_runs() -> None:
    one, two, three = (mark_of(str(y), y, y, short="") for y in (2001, 2002, 2004))
    figure = drawing_of(one, two, three, lines=(line_through((one, two), (three,)),)).figure
    line = figure.data[0]
    assert (line.mode, line.connectgaps) == ("lines", False)
    assert line.x == (2001.5, 2002.5, None, 2004.5, None)
    assert line.y == (2001, 2002, None, 2004, None)
    (name,) = (a for a in figure.layout.annotations if a.text == "reported by A:<br>$1")
    assert (name.x, name.y) == (2004.5, 2004)


@pytest.mark.parametrize("layout", [NARROW, WIDE], ids=["narrow", "wide"])
def test_draw_years_lines_are_named_at_their_peaks_and_open_their_cards(layout: Layout) -> None:
    low, high = ([mark_of(f"{v}-{y}", v, y, short="") for y in (2001, 2005, 2009)] for v in (5, 9))
    lines = line_through(tuple(low)), line_through(tuple(high))
    figure = drawing_of(*low, *high, lines=lines, layout=layout).figure
    names = [a for a in figure.layout.annotations if a.text.startswith("reported")]
    assert sorted((name.y, name.name) for name in names) == [(5, "5-2001"), (9, "9-2001")]
    none = drawing_of(*low, lines=(replace(lines[0], peak=None, name=()),))
    assert "reported" not in str(texts(none))


@pytest.mark.parametrize("layout", [NARROW, WIDE], ids=["narrow", "wide"])
def test_draw_years_marks_beside_lines_have_labels_at_any_width(layout: Layout) -> None:
    point, stated = mark_of("point", 200, 2020, short=""), mark_of("stated", 300)
    drawing = drawing_of(point, stated, lines=(line_through((point,)),), layout=layout)
    assert "300 t" in texts(drawing)


@pytest.mark.parametrize(("year", "side"), [(1990, "left"), (2024, "right")])
def test_draw_years_what_lies_above_the_axis_is_named_at_its_top(year: int, side: str) -> None:
    others = [mark_of("old", period=1990), mark_of("new", period=2024)]
    drawing = drawing_of(*others, mark_of("wild", 9e9, year, above="<A>: 9 Gt, doubtful"))
    (note,) = (a for a in drawing.figure.layout.annotations if a.text.startswith("↑"))
    assert (note.text, note.xanchor) == ("↑ &lt;A&gt;: 9 Gt, doubtful", side)
    top = axis_range(drawing, "yaxis")[1]
    assert 100 * 1.28 < note.y < top < 200
    assert dict(read_marks(drawing))["wild"].y == note.y


def test_draw_years_however_many_lie_above_the_axis_they_leave_half_of_it() -> None:
    wild = [mark_of(str(number), 9e9, above="wild") for number in range(30)]
    assert axis_range(drawing_of(mark_of(), *wild), "yaxis")[1] == pytest.approx(256)


def test_draw_years_after_the_last_figures_are_shaded_with_words() -> None:
    drawing = drawing_of(mark_of(period=2018), mark_of("b"), shade=Shade(2019, "none <after>"))
    (shade,) = (shape for shape in drawing.figure.layout.shapes if shape.type == "rect")
    assert (shade.x0, shade.x1) == (2020, 2025)
    assert "none <after>" in texts(drawing)


def test_draw_years_with_events_are_numbered_lines_within_the_axis() -> None:
    numbered = NumberedYear(2, 2025, ("May 2025: Talks <b>held</b>",))
    drawing = drawing_of(mark_of(), numbered=(numbered,))
    (number,) = (a for a in drawing.figure.layout.annotations if a.hovertext)
    assert (number.text, number.x, number.name) == ("2", 2025.5, EVENTS)
    assert number.hovertext == "May 2025: Talks &lt;b&gt;held&lt;/b&gt;"
    assert axis_range(drawing, "xaxis")[1] == 2026
    assert drawing.height > drawing_of(mark_of()).height


def test_draw_years_texts_are_escaped() -> None:
    mark = mark_of(words="<i>", who="&", detail="", short="<b>1</b>")
    canvas = draw_years([YearPanel("<u>", "t", (mark,))], WIDE)
    figure = canvas.figure()
    written = [a.text for a in figure.layout.annotations]
    assert written == ["<b>&lt;u&gt;</b>", "<b>&lt;b&gt;1&lt;/b&gt;</b>"]
    assert figure.data[0].hovertext == ("&lt;i&gt;<br>&amp;",)


def test_draw_years_one_number_at_one_place_has_one_label_that_names_all_speakers() -> None:
    days = make_period("2024-01-01", "2024-12-25")
    other = make_claim("b", period=days, claimant=TRADER)
    marks = mark_of(), claim_mark(other), mark_of("old", 50, 2020)
    drawing = drawing_of(*marks, names_speakers=True)
    assert [text for text in texts(drawing) if "100 t" in text] == ["100 t Minister, B. Trader"]


def main_of(*marks: Mark, layout: Layout = WIDE, **fields: Any) -> Drawing:
    return drawing_of(*marks, layout=layout, **{"widened": range(2020, 2022), **fields})


LONG = [mark_of(f"y{year}", 100, year, short="") for year in range(2000, 2031)]


@pytest.mark.parametrize(("layout", "share"), [(NARROW, 0.74), (WIDE, 0.64)], ids=["phone", "desk"])
def test_draw_years_widened_have_their_share_and_the_others_keep_their_order(
    layout: Layout, share: float
) -> None:
    drawing = main_of(*LONG, layout=layout)
    axis = drawing.figure.layout.xaxis
    places = {card_id: each.x for card_id, each in read_marks(drawing)}
    assert (places["y2020"], places["y2021"]) == (2020.5, 2021.5)
    assert sorted(places.values()) == list(places.values())
    narrow = places["y2001"] - places["y2000"]
    assert 2 / (2 + 29 * narrow) == pytest.approx(share)
    assert {"2000", "2020", "2021", "2030"} <= set(axis.ticktext)
    seams = [s.x0 for s in drawing.figure.layout.shapes if s.type == "line"]
    assert sorted(seams) == [2020, 2022]


@pytest.mark.parametrize("widened", [range(0), range(2020, 2031)], ids=["none", "most"])
def test_draw_years_of_which_none_or_most_are_widened_are_alike(widened: range) -> None:
    drawing = main_of(*LONG[19:], widened=widened)
    places = [each.x for _, each in read_marks(drawing)]
    assert places == pytest.approx([year + 0.5 for year in range(2019, 2031)])
    assert not [s for s in drawing.figure.layout.shapes if s.type == "line"]


def test_draw_years_shade_of_a_main_chart_ends_with_the_widened_and_is_named_at_its_start() -> None:
    drawing = main_of(*LONG, shade=Shade(2020, "none found"))
    (shade,) = (s for s in drawing.figure.layout.shapes if s.type == "rect")
    assert (shade.x0, shade.x1) == (2021, 2022)
    (words,) = (a for a in drawing.figure.layout.annotations if a.text == "none found")
    assert words.x == 2021.5


def test_draw_years_speaker_stands_beside_the_number_on_few_lines() -> None:
    union = replace(MINISTER, short="Union <of> Exporters of Goods")
    mark = mark_of(short="over $1", number=make_claim(claimant=union, period=make_year(2024)))
    (label,) = (a for a in main_of(mark, names_speakers=True).figure.layout.annotations if a.name)
    assert label.text == "<b>over $1</b><br>Union &lt;of&gt;<br>Exporters of Goods"


def test_draw_years_number_longer_than_a_line_is_written_once() -> None:
    short = "about 700,000 tonnes a year"
    assert len(short) > NARROW.mark_characters
    drawing = drawing_of(mark_of(short=short), layout=NARROW, names_speakers=True)
    assert f"{short} Minister" in texts(drawing)


def test_draw_years_marks_that_would_cover_each_other_stand_side_by_side() -> None:
    brief = make_period("2021-03-01", "2021-03-02")
    marks = [mark_of("a", 100), mark_of("b", 101), mark_of("c", 100, UNDATED)]
    marks += [mark_of("d", 100, UNDATED), mark_of("e", 100, brief), mark_of("f", 100, brief)]
    drawing = drawing_of(*marks)
    places = {card_id: each.x for card_id, each in read_marks(drawing)}
    assert 2024 <= places["a"] < 2024.5 < places["b"] <= 2025
    assert places["a"] + places["b"] == pytest.approx(2 * 2024.5)
    assert 2025 < places["c"] < places["d"] < axis_range(drawing, "xaxis")[1]
    first, last = ends(marks[-1])
    assert first <= places["e"] < places["f"] <= last


def test_draw_years_above_a_break_nothing_is_to_scale() -> None:
    far = [mark_of("low", 3e9, 2025, above="3"), mark_of("high", 9e9, 2030, above="9")]
    drawing = main_of(mark_of(period=2020), *far)
    teeth = drawing.figure.data[-1]
    assert (teeth.mode, teeth.hoverinfo) == ("lines", "skip")
    places = {card_id: each.y for card_id, each in read_marks(drawing)}
    assert max(drawing.figure.layout.yaxis.tickvals) <= min(teeth.y) < places["low"]
    assert places["low"] < places["high"]


@pytest.mark.parametrize(
    ("low", "high", "steps"),
    [
        (0, 1159e6, [0, 200e6, 400e6, 600e6, 800e6, 1000e6]),
        (0, 300e6, [0, 50e6, 100e6, 150e6, 200e6, 250e6, 300e6]),
        (0, 7, [0, 2, 4, 6]),
        (0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]),
        (0, 0.0128, [0, 0.005, 0.01]),
        (-64, 0, [-60, -40, -20, 0]),
        (-7, 25, [0, 10, 20]),
    ],
)
def test_round_steps_even_and_within(low: float, high: float, steps: list[float]) -> None:
    assert [float(step) for step in round_steps(low, high, 7)] == steps


@pytest.mark.parametrize("layout", [form.layout for form in FORMS], ids=lambda each: each.width)
def test_draw_years_marks_of_the_first_day_stand_side_by_side_and_are_named(
    layout: Layout,
) -> None:
    first_day = make_period("2020-01-01", "2020-01-01")
    marks = [mark_of(f"m{at}", 100 + at, first_day) for at in range(4)]
    drawing = drawing_of(*marks, mark_of("later", 50, 2024), layout=layout)
    assert {note.name for note in drawing.figure.layout.annotations if note.name} >= {"m0", "m3"}


def test_draw_years_label_keeps_off_the_line_where_the_scale_of_the_years_changes() -> None:
    mark = mark_of(short="a long label of it", period=make_period("2021-11-01", "2021-12-31"))
    drawing = main_of(*LONG, mark)
    chart = SimpleNamespace(drawn=(*LONG, mark), panels=(0,))
    ((labels, _),) = labels_and_marks(chart, drawing, WIDE.width)  # type: ignore[arg-type]
    low, high = axis_range(drawing, "xaxis")
    seam = (2022 - low) / (high - low) * WIDE.width
    (box,) = (label.box for label in labels if label.card_id == mark.id)
    assert not box.left < seam < box.right


def test_draw_years_names_no_more_marks_than_have_room() -> None:
    marks = [mark_of(f"m{place}", place, short=f"{place} t") for place in range(1, MOST_LABELS + 9)]
    named = [text for text in texts(drawing_of(*marks)) if text.endswith(" t")]
    assert (len(named), f"{MOST_LABELS + 8} t" in named) == (MOST_LABELS, True)


def test_draw_years_after_the_official_ones_have_their_share_on_a_phone() -> None:
    shade = Shade(2020, "none found")
    drawing = drawing_of(*LONG, lines=(line_through(tuple(LONG)),), shade=shade, layout=NARROW)
    places = {card_id: each.x for card_id, each in read_marks(drawing)}
    narrow = places["y2001"] - places["y2000"]
    assert places["y2022"] - places["y2021"] == 1
    assert 10 / (10 + 21 * narrow) == pytest.approx(NARROW.recent_share)


def test_draw_years_low_axis_has_keys_in_place_of_labels() -> None:
    marks = [mark_of(str(at), 100 + at) for at in range(6)]
    low = replace(NARROW, height=130)
    drawing = drawing_of(*marks, layout=low, names_speakers=True)
    keys = {text for text in texts(drawing) if text.startswith("[")}
    assert keys == {f"[{place}]" for place, _ in enumerate(drawing.keyed, start=1)} != set()


@pytest.mark.parametrize(("height", "labels"), [(150, set()), (500, {"300 t"})])
def test_draw_years_where_lines_lie_flat_names_them_alone(height: int, labels: set[str]) -> None:
    marks = mark_of("point", 200, 2020, short=""), mark_of("stated", 300)
    flat = replace(NARROW, height=height)
    written = texts(drawing_of(*marks, lines=(line_through(marks[:1]),), layout=flat))
    assert any(text.startswith("reported by A") for text in written)
    assert labels == {"300 t"}.intersection(written)


def test_draw_years_marks_of_no_period_move_none_of_the_last_day() -> None:
    last = mark_of("last", period=make_period("2024-12-31", "2024-12-31"))
    undated = [mark_of(f"m{at}", period=UNDATED) for at in range(9)]
    alone, beside = (dict(read_marks(drawing_of(last, *more))) for more in ((), undated))
    assert beside["last"].x == alone["last"].x


@pytest.mark.parametrize(("mark", "by"), [(PRICE, MARKET_PRICE), (MULTIPLE, COMPUTED)])
def test_draw_years_number_of_no_speaker_is_named_for_what_it_is(mark: Mark, by: str) -> None:
    assert f"{mark.short} {by}" in texts(drawing_of(mark, names_speakers=True))


@pytest.mark.whole
def test_draw_years_names_speakers_where_there_is_room_and_leads_to_a_row_elsewhere() -> None:
    """A key for every mark, in the order of their days, that has no room for its words."""
    marks = [mark_of(str(year), year - 1909, year) for year in range(2009, 2026)]
    drawing = drawing_of(*marks, layout=NARROW, names_speakers=True)
    assert any(text.endswith(" t Minister") for text in texts(drawing))
    assert {f"[{place}]" for place, _ in enumerate(drawing.keyed, start=1)} <= {*texts(drawing)}
    assert [mark.id for (mark,) in drawing.keyed] == sorted(m.id for (m,) in drawing.keyed)
    assert key_words(drawing.keyed)[0].endswith(f" t, A. Minister, {drawing.keyed[0][0].id}")
