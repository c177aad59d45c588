"""SVG without a browser: every text, mark and line of the picture, at its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from html import unescape
from re import sub
from xml.etree import ElementTree

import pytest

from tests.support.drawing import drawn
from tests.support.factories import COLLECTION, TRADER, make_total, make_year
from tests.support.samples import EARLY_2025, shipped_views
from tradedata.charts.picture import FORMS, Form, picture
from tradedata.charts.strokes import Look
from tradedata.charts.svg import svg
from tradedata.data.periods import Period
from tradedata.views.charts import Chart, RowPanel, YearPanel
from tradedata.views.extracts import chart_called, chart_names
from tradedata.views.marks import claim_mark
from tradedata.views.parameters import read_address
from tradedata.views.who_says_what import who_says_what_chart

SVG = "{http://www.w3.org/2000/svg}"
WORDS = "What <it> shows & says"
# What is said of years that a picture leaves out: Plotly shows it no more than we do.
OUT_OF_SIGHT = ("no number found",)


def footer(_: Chart, __: Form) -> Sequence[str]:
    return ["Sources: a <b> & c", "As many lines as other tests ask for: drawn once for all."]


ALL, FEW = "", ("side=russian-government&from=2020", "view=articles", "from=1994&to=1997")
Law = Callable[[str, Look], None]


@cache
def pictures(filters: str) -> dict[str, Look]:
    """Pictures of the shipped charts as filters leave them, by name; of all of them in every form.

    Some have neither shapes nor texts, some a single mark.
    """
    asked = read_address(filters, shipped_views())
    charts = (chart_called(asked, slug) for slug in chart_names(asked))
    looks = {
        f"{chart.slug} {form.name}": picture(chart, form, footer, drawn)
        for chart in charts
        for form in (FORMS[-1:] if filters else FORMS)
        if chart and chart.panels
    }
    return {name: look for name, look in looks.items() if look}


def lies_outside(note: Look, layout: Look) -> bool:
    low, high = layout[note["xref"].replace("x", "xaxis")]["range"]
    return not low <= note["x"] <= high


def texts_of(root: ElementTree.Element) -> list[str]:
    return ["".join(line.itertext()) for text in root.iter(f"{SVG}text") for line in text]


def assert_every_text_is_there_and_nothing_leaves_the_picture(name: str, look: Look) -> None:
    root = ElementTree.fromstring(svg(look, WORDS))
    notes = [
        line
        for note in look["layout"].get("annotations", ())
        for line in note["text"].split("<br>")
        if note["text"] not in OUT_OF_SIGHT or not lies_outside(note, look["layout"])
    ]
    signs = [sign for trace in look["data"] for sign in trace.get("text", ()) if sign]
    plain = Counter(unescape(sub("<[^>]*>", "", text)) for text in (*notes, *signs))
    assert not plain - Counter(texts_of(root)), name
    width, height = look["layout"]["width"], look["layout"]["height"]
    assert root.attrib["viewBox"] == f"0 0 {width:g} {height:g}"
    for line in root.iter(f"{SVG}tspan"):
        if "x" in line.attrib:
            assert 0 <= float(line.attrib["x"]) <= width, name
            assert 0 <= float(line.attrib["y"]) <= height, name
    assert root.findtext(f"{SVG}title") == WORDS


def assert_no_line_runs_through_a_text_but_for_the_letters_within_marks(
    name: str, look: Look
) -> None:
    root = ElementTree.fromstring(svg(look, WORDS))
    bare = [text for text in root.iter(f"{SVG}text") if "paint-order" not in text.attrib]
    signs = {sign for trace in look["data"] for sign in trace.get("text", ())}
    assert {"".join(text.itertext()) for text in bare} <= signs, name


def assert_every_number_has_a_mark_in_its_colour(name: str, look: Look) -> None:
    root = ElementTree.fromstring(svg(look, WORDS))
    strokes = Counter(each.attrib.get("stroke") for each in root.iter())
    for trace in look["data"]:
        if "markers" in trace.get("mode", ""):
            assert not Counter(trace["marker"]["color"]) - strokes, name


def assert_it_is_the_same_again_and_asks_for_nothing(name: str, look: Look) -> None:
    text = svg(look, WORDS)
    assert text == svg(look, WORDS), name
    assert "href" not in text
    assert "<script" not in text
    assert text.count("http") == 1  # the name of the language


every_law = pytest.mark.parametrize(
    "law",
    [
        assert_every_text_is_there_and_nothing_leaves_the_picture,
        assert_no_line_runs_through_a_text_but_for_the_letters_within_marks,
        assert_every_number_has_a_mark_in_its_colour,
        assert_it_is_the_same_again_and_asks_for_nothing,
    ],
    ids=lambda law: law.__name__.removeprefix("assert_"),
)


@pytest.mark.parametrize("filters", FEW)
@every_law
def test_svg_of_few_numbers_keeps_the_law(law: Law, filters: str) -> None:
    for name, look in pictures(filters).items():
        law(name, look)


def look_of(panel: RowPanel | YearPanel) -> Look:
    totals = make_total("low"), make_total("high", value=9e8, claimant=TRADER)
    chart = replace(who_says_what_chart(totals, COLLECTION), panels=(panel,))
    look = picture(chart, FORMS[-1], footer, drawn)
    assert look
    return look


@pytest.mark.parametrize(("period", "hatched"), [(make_year(2024), 0), (EARLY_2025, 1)])
def test_svg_bar_of_a_part_of_a_year_is_hatched_and_another_filled(
    period: Period, hatched: int
) -> None:
    mark = claim_mark(make_total(period=period), bar=True)
    root = ElementTree.fromstring(svg(look_of(RowPanel("Dollars", "USD", (mark,))), WORDS))
    assert sum("stroke-opacity" in each.attrib for each in root.iter(f"{SVG}path")) == hatched
    assert sum("fill-opacity" in each.attrib for each in root.iter(f"{SVG}rect")) == 1 - hatched


def test_svg_label_has_no_leader_where_it_touches_and_is_not_there_outside_of_the_years() -> None:
    look = look_of(YearPanel("Dollars", "USD", (claim_mark(make_total(value=5e8)),)))
    layout = look["layout"]

    def with_label(**given: float) -> str:
        notes = [each | given if each["showarrow"] else each for each in layout["annotations"]]
        return svg({**look, "layout": {**layout, "annotations": notes}}, WORDS)

    assert with_label(standoff=99).count("<path") == with_label().count("<path") - 1
    assert "$500m" in with_label(standoff=99)
    assert "$500m" not in with_label(x=1900)


@pytest.mark.whole
@every_law
def test_svg_of_all_numbers_keeps_the_law(law: Law) -> None:
    for name, look in pictures(ALL).items():
        law(name, look)


@pytest.mark.whole
def test_svg_is_tried_on_each_kind_of_figure() -> None:
    looks = [look for filters in (ALL, *FEW) for look in pictures(filters).values()]
    assert {trace["type"] for look in looks for trace in look["data"]} == {"bar", "scatter"}
    assert len(looks) > 20
