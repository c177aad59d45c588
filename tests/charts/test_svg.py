"""SVG without a browser: every text, mark and line of the picture, at its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from html import unescape
from re import sub
from xml.etree import ElementTree

import pytest

from tests.support.drawing import drawn
from tests.support.samples import first_of, shipped_views
from tradedata.charts.picture import FORMS, Form, picture
from tradedata.charts.strokes import Look
from tradedata.charts.svg import svg
from tradedata.views.charts import Chart
from tradedata.views.extracts import chart_called, chart_names
from tradedata.views.parameters import read_address

SVG = "{http://www.w3.org/2000/svg}"
WORDS = "What <it> shows & says"
# What is said of years that a picture leaves out: Plotly shows it no more than we do.
OUT_OF_SIGHT = ("no number found",)


def footer(_: Chart, __: Form) -> Sequence[str]:
    return ["Sources: a <b> & c"]


FILTERS = ("side=russian-government&from=2020", "", "view=articles", "from=1994&to=1997")
every_filter = pytest.mark.parametrize("filters", first_of(FILTERS))


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


@every_filter
def test_svg_has_every_text_of_the_picture_and_stays_within_it(filters: str) -> None:
    for name, look in pictures(filters).items():
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


@every_filter
def test_svg_has_no_line_through_a_text_but_for_the_letters_within_marks(filters: str) -> None:
    for name, look in pictures(filters).items():
        root = ElementTree.fromstring(svg(look, WORDS))
        bare = [text for text in root.iter(f"{SVG}text") if "paint-order" not in text.attrib]
        signs = {sign for trace in look["data"] for sign in trace.get("text", ())}
        assert {"".join(text.itertext()) for text in bare} <= signs, name


@every_filter
def test_svg_has_a_mark_for_every_number_in_its_colour(filters: str) -> None:
    for name, look in pictures(filters).items():
        root = ElementTree.fromstring(svg(look, WORDS))
        strokes = Counter(each.attrib.get("stroke") for each in root.iter())
        for trace in look["data"]:
            if "markers" in trace.get("mode", ""):
                assert not Counter(trace["marker"]["color"]) - strokes, name


@every_filter
def test_svg_of_the_same_picture_is_the_same_and_asks_for_nothing(filters: str) -> None:
    for look in pictures(filters).values():
        text = svg(look, WORDS)
        assert text == svg(look, WORDS)
        assert "href" not in text
        assert "<script" not in text
        assert text.count("http") == 1  # the name of the language


@pytest.mark.whole
def test_svg_is_tried_on_each_kind_of_figure() -> None:
    looks = [look for filters in FILTERS for look in pictures(filters).values()]
    assert {trace["type"] for look in looks for trace in look["data"]} == {"bar", "scatter"}
    assert len(looks) > 20
