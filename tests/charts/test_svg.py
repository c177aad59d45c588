"""SVG without a browser: every text, mark and line of the picture, at its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import unescape
from re import sub
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.support.factories import shipped_data
from tradedata.charts.drawing import draw
from tradedata.charts.picture import FORMS, Form, picture
from tradedata.charts.strokes import Look
from tradedata.charts.svg import svg
from tradedata.views.charts import Chart
from tradedata.views.extracts import chart_called, chart_names
from tradedata.views.parameters import read_address
from tradedata.views.view import Views

SVG = "{http://www.w3.org/2000/svg}"
ASKED = read_address("", Views(shipped_data()))
WORDS = "What <it> shows & says"


def footer(_: Chart, __: Form) -> Sequence[str]:
    return ["Sources: a <b> & c"]


def pictures() -> list[Any]:
    found = []
    for slug in chart_names(ASKED):
        chart = chart_called(ASKED, slug)
        for form in FORMS if chart and chart.panels else ():
            if chart and (look := picture(chart, form, footer, draw)):
                found.append(pytest.param(look, id=f"{slug}-{form.name}"))
    return found


PICTURES = pictures()


# What is said of years that a picture leaves out: Plotly shows it no more than we do.
OUT_OF_SIGHT = ("no number found",)


def _lies_outside(note: Look, layout: Look) -> bool:
    low, high = layout[note["xref"].replace("x", "xaxis")]["range"]
    return not low <= note["x"] <= high


def texts_of(root: ElementTree.Element) -> list[str]:
    return ["".join(line.itertext()) for text in root.iter(f"{SVG}text") for line in text]


@pytest.mark.parametrize("look", PICTURES)
def test_svg_has_every_text_of_the_picture_and_stays_within_it(look: Look) -> None:
    root = ElementTree.fromstring(svg(look, WORDS))
    notes = [
        line
        for note in look["layout"]["annotations"]
        for line in note["text"].split("<br>")
        if note["text"] not in OUT_OF_SIGHT or not _lies_outside(note, look["layout"])
    ]
    signs = [sign for trace in look["data"] for sign in trace.get("text", ()) if sign]
    plain = Counter(unescape(sub("<[^>]*>", "", text)) for text in (*notes, *signs))
    assert not plain - Counter(texts_of(root))
    width, height = look["layout"]["width"], look["layout"]["height"]
    assert root.attrib["viewBox"] == f"0 0 {width:g} {height:g}"
    for line in root.iter(f"{SVG}tspan"):
        if "x" in line.attrib:
            assert 0 <= float(line.attrib["x"]) <= width
            assert 0 <= float(line.attrib["y"]) <= height
    assert root.findtext(f"{SVG}title") == WORDS


@pytest.mark.parametrize("look", PICTURES)
def test_svg_has_a_mark_for_every_number_in_its_colour(look: Look) -> None:
    root = ElementTree.fromstring(svg(look, WORDS))
    drawn = Counter(each.attrib.get("stroke") for each in root.iter())
    for trace in look["data"]:
        if "markers" in trace.get("mode", ""):
            colours = Counter(trace["marker"]["color"])
            assert not colours - drawn


def test_svg_of_the_same_picture_is_the_same_and_asks_for_nothing() -> None:
    look = PICTURES[0].values[0]
    assert isinstance(look, dict)
    text = svg(look, WORDS)
    assert text == svg(look, WORDS)
    assert "href" not in text
    assert "<script" not in text
    assert text.count("http") == 1  # the name of the language


def test_svg_is_drawn_of_each_kind_of_figure() -> None:
    kinds = {type(panel) for slug in chart_names(ASKED) for panel in _panels(slug)}
    assert len(kinds) == 2
    assert {trace["type"] for each in PICTURES for trace in _traces(each)} == {"bar", "scatter"}


def _panels(slug: str) -> Sequence[object]:
    chart = chart_called(ASKED, slug)
    return chart.panels if chart else ()


def _traces(parameter: Any) -> list[Look]:
    traces: list[Look] = parameter.values[0]["data"]
    return traces
