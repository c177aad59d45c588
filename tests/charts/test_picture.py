"""Pictures: white, of a set size, with all that belongs to a chart, in letters that can be read."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from tests.support.charts import shipped_charts
from tests.support.drawing import drawn, plain, squeezed
from tests.support.factories import COLLECTION, TRADER, make_total, shipped_data
from tests.support.samples import first_of
from tradedata.charts.drawing import Drawing
from tradedata.charts.layouts import Layout
from tradedata.charts.picture import FORMS, INK, PAD, Form, picture
from tradedata.data.reserved import ANSWER
from tradedata.data.vocabulary import MARKET
from tradedata.views.answer import answer_chart, starts_of
from tradedata.views.charts import ARITHMETIC, BREAK, Chart, LegendEntry, RowPanel, YearPanel
from tradedata.views.who_says_what import who_says_what_chart
from tradedata.words.text import Number, parts_of

WIDE, SQUARE, FULL = FORMS
SHOWN_AT, LEAST = 600, 11  # pixels: a newsletter's column, and the smallest letters in it
DATASET = shipped_data()
STARTS = starts_of(DATASET.claims, DATASET.collection)
DRAWN = [chart for chart in shipped_charts() if chart.panels]


@pytest.fixture(scope="module")
def chart() -> Chart:
    totals = make_total("low", value=239e6), make_total("high", value=323e6, claimant=TRADER)
    return who_says_what_chart(totals, COLLECTION)


def footer_of(_: Chart, form: Form) -> Sequence[str]:
    return ["Sources: one.", f"Version 2 for {form.name}."]


def taken(chart: Chart, form: Form, footer: Callable[..., Sequence[str]] = footer_of) -> Any:
    return picture(chart, form, footer, drawn)


def texts_of(figure: Any) -> list[str]:
    return [plain(note["text"]) for note in figure["layout"]["annotations"]]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_picture_is_white_and_as_large_as_its_form_whatever_the_page(
    chart: Chart, form: Form
) -> None:
    layout = taken(chart, form)["layout"]
    assert layout["paper_bgcolor"] == layout["plot_bgcolor"] == "white"
    assert layout["font"]["color"] == INK
    assert "template" not in layout
    assert layout["width"] * form.scale == form.width
    assert not form.height or layout["height"] * form.scale == form.height


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_picture_holds_title_legend_footer_and_every_mark(chart: Chart, form: Form) -> None:
    figure = taken(chart, form)
    said = squeezed(" ".join(texts_of(figure)))
    assert squeezed(chart.title) in said
    assert squeezed(" ".join(footer_of(chart, form))) in said
    assert all(squeezed(mark.words) in said for mark in chart.drawn)
    assert all(entry.label in " ".join(texts_of(figure)) for entry in chart.legend)
    (marks,) = (trace for trace in figure["data"] if trace.get("mode") == "markers+text")
    assert marks["x"] == [mark.value for mark in chart.drawn]
    assert not {"hovertext", "customdata"} & set(marks)


STYLES: dict[str, Callable[[Chart], Chart]] = {
    "short": lambda chart: chart,
    "long-title": lambda chart: replace(chart, title="Long title. " * 20),
    "long-subtitle": lambda chart: replace(chart, subtitle="Long subtitle. " * 30),
    "one-long-sentence": lambda chart: replace(chart, subtitle="long subtitle " * 30),
    "long-legend": lambda chart: with_legend(
        chart, *(LegendEntry("●", f"meaning of mark number {n}") for n in range(20))
    ),
    "no-legend": lambda chart: with_legend(chart),
}


def with_legend(chart: Chart, *entries: LegendEntry) -> Chart:
    mark = chart.drawn[0]
    mark = replace(mark, style=replace(mark.style, legend=entries))
    return replace(chart, panels=(RowPanel("Dollars", "USD", (mark,)),))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
@pytest.mark.parametrize("footer", [["Line."], ["A long footer. " * 40, "Line."]], ids=len)
def test_picture_texts_have_room_and_do_not_overlap(
    chart: Chart, style: Callable[[Chart], Chart], footer: list[str], form: Form
) -> None:
    chart = style(chart)
    figure = taken(chart, form, lambda *_: footer)
    if figure is None:
        assert form.height
        return
    layout = figure["layout"]
    margin = layout["margin"]
    notes = [note for note in layout["annotations"] if note["yref"] == "paper"]
    above, below = ([n for n in notes if n["y"] == edge] for edge in (1, 0))
    tops = [note["yshift"] for note in above]
    for note, end in zip(above, [*tops[1:], 0], strict=True):
        assert note["yshift"] - height_of(note) >= end
    assert max(tops) <= margin["t"]
    assert all(height_of(note) - note["yshift"] <= margin["b"] for note in below)
    for note in (*above, *below):
        longest = max(len(plain(line)) for line in note["text"].split("<br>"))
        assert longest * note["font"]["size"] / 2 <= layout["width"] - 2 * PAD


def height_of(note: Any) -> float:
    lines = str(note["text"]).split("<br>")
    return 1.3 * float(note["font"]["size"]) * len(lines)


def test_picture_keeps_whole_sentences_of_its_subtitle(chart: Chart) -> None:
    chart = replace(chart, subtitle="One sentence of it. " * 30)
    quiet = [n["text"] for n in taken(chart, WIDE)["layout"]["annotations"] if "color" in n["font"]]
    assert "One sentence of it. One sentence of it." in quiet[1]
    assert quiet[1].endswith("of it.")
    assert "<br>" not in quiet[1]


def test_picture_breaks_no_line_within_a_number(chart: Chart) -> None:
    for form in FORMS:
        (title, *_) = (n["text"] for n in taken(chart, form)["layout"]["annotations"][-4:])
        assert "$239\N{NO-BREAK SPACE}million" in title


def test_picture_legend_carries_glyphs_in_their_colours(chart: Chart) -> None:
    red, black = LegendEntry("■", "<red>", MARKET.colour), LegendEntry("○", "plain")
    notes = taken(with_legend(chart, red, black), FULL)["layout"]["annotations"]
    assert notes[-2]["text"] == (
        f'<span style="color:{MARKET.colour}">■</span> &lt;red&gt;  '
        f'<span style="color:{INK}">○</span> plain'
    )


MAIN = [answer_chart(DATASET.claims, DATASET.collection, start) for start in STARTS.values()]


def test_picture_draws_again_in_the_room_that_its_keys_leave_and_tells_what_they_lead_to(
    chart: Chart,
) -> None:
    heights = []

    def keyed(part: Chart, layout: Layout) -> Drawing:
        heights.append(layout.height)
        return replace(drawn(part, layout), keyed=tuple((mark,) for mark in part.drawn))

    figure = picture(chart, WIDE, footer_of, keyed)
    told = [text for text in texts_of(figure) if text.startswith("[1]")]
    assert len(told) == 1
    assert "[2]" in told[0]
    assert heights[0] > heights[1]
    assert len(heights) == 2


def test_form_says_its_size_where_that_is_set() -> None:
    assert [form.words for form in FORMS] == ["Wide, 1200 × 675", "Square, 1080 × 1080", "Full"]


@pytest.mark.parametrize("form", [WIDE, SQUARE], ids=lambda form: form.name)
@pytest.mark.parametrize("chart", first_of(DRAWN, 2), ids=lambda chart: chart.slug)
@pytest.mark.whole
def test_picture_of_a_set_size_has_letters_that_can_be_read_in_a_column(
    chart: Chart, form: Form
) -> None:
    if figure := taken(chart, form):
        layout = figure["layout"]
        sizes = [layout["font"]["size"], *(n["font"]["size"] for n in layout["annotations"])]
        assert min(sizes) * form.scale * SHOWN_AT / form.width >= LEAST


@pytest.mark.parametrize("form", [WIDE, SQUARE], ids=lambda form: form.name)
@pytest.mark.parametrize("chart", first_of(DRAWN, 2), ids=lambda chart: chart.slug)
@pytest.mark.whole
def test_picture_of_a_set_size_shows_what_its_title_names_or_is_not_there(
    chart: Chart, form: Form
) -> None:
    figure = taken(chart, form)
    if not figure:
        assert isinstance(chart.panels[0], RowPanel)
        return
    shown = sum(len(trace["x"]) for trace in figure["data"] if trace.get("mode") == "markers+text")
    every = len({mark.id for mark in chart.drawn})
    said = [text for text in texts_of(figure) if "all are at the address" in text]
    assert bool(said) == (shown < len(chart.drawn))
    assert all(text.startswith(f"{shown} of {every} numbers;") for text in said)


@pytest.mark.no_cover
@pytest.mark.parametrize("chart", first_of(DRAWN, 2), ids=lambda chart: chart.slug)
def test_full_picture_holds_the_whole_chart(chart: Chart) -> None:
    figure = taken(chart, FULL)
    whole = drawn(chart, FULL.layout)
    layout = figure["layout"]
    assert texts_of(figure)[: len(whole.figure.layout.annotations)] == [
        plain(note.text) for note in whole.figure.layout.annotations
    ]
    assert layout["height"] >= whole.height + layout["margin"]["t"] + layout["margin"]["b"]


@pytest.mark.no_cover
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
@pytest.mark.parametrize("chart", first_of(DRAWN, 2), ids=lambda chart: chart.slug)
def test_picture_legend_holds_each_form_that_it_draws_and_no_other(
    chart: Chart, form: Form
) -> None:
    shown: list[Chart] = []

    def watched(part: Chart, layout: Layout) -> Drawing:
        shown.append(part)
        return drawn(part, layout)

    if not (figure := picture(chart, form, footer_of, watched)):
        return
    glyphs = {text for text in re.findall(r"<span[^>]*>(.*?)</span>", str(figure["layout"]))}
    assert glyphs == {entry.glyph for entry in shown[0].legend}
    assert {mark.style.sign for mark in shown[0].drawn if mark.short} - {""} <= glyphs
    assert any(mark.style.ringed for mark in shown[0].drawn) == ("◌" in glyphs)
    assert any(mark.above for mark in shown[0].drawn) == (BREAK.glyph in glyphs)


@pytest.mark.whole
@pytest.mark.parametrize("form", [WIDE, SQUARE], ids=lambda form: form.name)
def test_picture_words_speak_of_what_it_draws_alone(form: Form) -> None:
    """Of panels that have no room neither the title nor another text says a word."""
    for chart in DRAWN:
        figure = taken(chart, form)
        if not figure or not isinstance(chart.panels[0], YearPanel):
            continue
        said = " ".join(texts_of(figure))
        title = squeezed(chart.title)
        lost = [panel for panel in chart.panels if panel.title and panel.title not in said]
        numbers = {part.id for part in parts_of(chart.title) if isinstance(part, Number)}
        is_lost = any(mark.id in numbers for panel in lost for mark in panel.marks)
        assert (title in squeezed(said)) != is_lost


@pytest.mark.whole
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_picture_marks_every_number_that_may_be_arithmetic_as_its_legend_explains(
    form: Form,
) -> None:
    told = 0
    for chart in DRAWN:
        said = texts_of(figure) if (figure := taken(chart, form)) else []
        for mark in (mark for mark in chart.drawn if mark.footnote):
            numbers = [text for text in said if text.startswith((mark.short, mark.words))]
            signed = tuple(f"{words}{ARITHMETIC.glyph}" for words in (mark.short, mark.words))
            assert [text for text in numbers if not text.startswith(signed)] == []
            told += len(numbers)
    assert told


@pytest.mark.no_cover
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
@pytest.mark.parametrize("chart", first_of([*MAIN, *DRAWN], 2), ids=lambda chart: chart.slug)
def test_picture_names_every_mark_with_its_speaker_beside_it_or_in_a_key(
    chart: Chart, form: Form
) -> None:
    """No number stands alone among those of the axis, and a key leads to what stands below."""
    figure = taken(chart, form)
    if not figure or isinstance(chart.panels[0], RowPanel):
        return
    labels = [n for n in figure["layout"]["annotations"] if n["showarrow"]]
    said = squeezed(" ".join(texts_of(figure)))
    panels = [panel for panel in chart.panels if isinstance(panel, YearPanel)]
    speaking = [panel for panel in panels if panel.names_speakers]
    marks = {mark.id: mark for panel in speaking for mark in panel.marks}
    for label in (each for each in labels if each["name"] in marks):
        mark, text = marks[label["name"]], plain(label["text"])
        if text.startswith("["):
            assert squeezed(f"{text} {mark.short if form.height else mark.words}") in said
        elif mark.short:
            assert squeezed(mark.by.split()[0]) in squeezed(text)
    if chart.slug == ANSWER:
        named = [mark.id for mark in marks.values() if mark.short and not mark.above]
        assert len(named) == len({label["name"] for label in labels} & {*named})


@pytest.mark.no_cover
@pytest.mark.parametrize("start", STARTS.values(), ids=STARTS)
def test_wide_picture_names_most_since_the_last_official_year_and_close_to_their_marks(
    start: int,
) -> None:
    chart = answer_chart(DATASET.claims, DATASET.collection, start)
    assert chart
    layout = taken(chart, WIDE)["layout"]
    (panel,) = chart.panels
    assert isinstance(panel, YearPanel)
    assert panel.shade
    (left, right), (low, high) = layout["xaxis"]["range"], layout["yaxis"]["range"]
    bottom, top = layout["yaxis"]["domain"]
    margin, width = layout["margin"], layout["width"] - 2 * PAD
    height = (top - bottom) * (layout["height"] - margin["t"] - margin["b"])
    assert height * WIDE.scale >= 330
    labels = {n["name"]: n for n in layout["annotations"] if n["showarrow"]}
    for note in labels.values():
        lines = plain(note["text"].replace("<br>", "\n")).split("\n")
        x = abs(note["ax"] - note["x"]) / (right - left) * width
        y = abs(note["ay"] - note["y"]) / (high - low) * height
        size = note["font"]["size"]
        across = max(0, x - max(map(len, lines)) * size / 4)
        along = max(0, y - len(lines) * size * 2 / 3)
        assert (math.hypot(across, along) - note["standoff"]) * WIDE.scale <= 60
    since = [
        mark
        for mark in panel.marks
        if mark.short and not mark.above and (not mark.years or mark.years[-1] > panel.shade.after)
    ]
    named = [m for m in since if m.id in labels and m.by in plain(labels[m.id]["text"])]
    assert len(named) >= len(since) / 2
