"""Drawing: whatever the data, all of a chart's content is drawn, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import charts as content
from tests.support.drawing import (
    assert_laws,
    drawn,
    faults_of_labels,
    labels_and_marks,
    labels_beside_others,
    plain,
)
from tests.support.factories import ANOTHER, DATA, shipped_data
from tests.support.samples import first_of, shipped_views
from tradedata.charts.drawing import draw, key_words
from tradedata.charts.layouts import NARROW, WIDE, Layout
from tradedata.charts.strokes import escape
from tradedata.data.loading import load
from tradedata.data.reserved import ANSWER, OTHERS
from tradedata.views.charts import YearPanel
from tradedata.views.parameters import read_address
from tradedata.views.sections import answer
from tradedata.views.view import Views

pytestmark = pytest.mark.no_cover
DATASET = shipped_data()
VIEWS = {DATA: shipped_views(), ANOTHER: Views(load(ANOTHER))}


@pytest.mark.whole
@pytest.mark.parametrize("layout", [NARROW, WIDE], ids=["narrow", "wide"])
def test_charts_of_the_shipped_data_keep_the_laws(layout: Layout) -> None:
    for chart in content.shipped_charts():
        content.assert_laws(chart, {claim.id: claim for claim in DATASET.claims})
        if chart.panels:
            drawing = drawn(chart, layout)
            assert_laws(chart, drawing)
            texts = {plain(note.text) for note in drawing.figure.layout.annotations}
            keys = [words.partition(" ")[0] for words in key_words(drawing.keyed)]
            assert len(texts.intersection(keys)) == len(keys)
        assert len(chart.alt.split()) <= 60


QUERIES = ("", "view=articles", "since=2019", "since=all")
# On a phone, with the first years or the last alone: no free place is left within reach.
LEFT = {(DATA, "since=2019", NARROW): 2, (DATA, "since=all", NARROW): 1}


@pytest.mark.parametrize("layout", [NARROW, WIDE], ids=["narrow", "wide"])
@pytest.mark.parametrize("query", first_of(QUERIES))
@pytest.mark.parametrize("data", [DATA, ANOTHER], ids=["shipped", "another"])
def test_answer_labels_never_cover_each_other_or_a_mark(
    data: Path, query: str, layout: Layout
) -> None:
    asked = read_address(query, VIEWS[data])
    panels = answer(asked).panels
    for chart in (panel.chart for panel in panels):
        drawing = drawn(chart, layout)
        for width in (layout.width, layout.width * 1.2, layout.width * 2.8):
            found = faults_of_labels(chart, drawing, width)
            assert len(found) <= LEFT.get((data, query, layout), 0), found
        ((labels, _),) = labels_and_marks(chart, drawing, layout.width)
        for label in labels:
            assert label.box.left > -1e-6
            assert label.box.right < layout.width + 1e-6


@pytest.mark.parametrize("layout", [NARROW, WIDE], ids=["narrow", "wide"])
@pytest.mark.parametrize("query", first_of(QUERIES))
@pytest.mark.parametrize("data", [DATA, ANOTHER], ids=["shipped", "another"])
def test_answer_labels_stand_nearer_to_their_own_mark_than_to_another(
    data: Path, query: str, layout: Layout
) -> None:
    """One may be left, at a line to its mark: of the first years, which have the least room."""
    for panel in answer(read_address(query, VIEWS[data])).panels:
        found = labels_beside_others(panel.chart, drawn(panel.chart, layout), layout.width)
        assert len(found) <= 1, found


# A score of numbers that lie upon each other, on a phone: their keys touch other marks.
CROWDED = {"wheat-flour-others"}


@pytest.mark.whole
@pytest.mark.parametrize("layout", [NARROW, WIDE], ids=["narrow", "wide"])
def test_charts_of_the_shipped_data_have_labels_that_cover_nothing(layout: Layout) -> None:
    for chart in content.shipped_charts():
        if chart.panels and isinstance(chart.panels[0], YearPanel) and chart.slug not in CROWDED:
            found = faults_of_labels(chart, drawn(chart, layout), layout.width)
            assert len(found) <= (2 if chart.slug == ANSWER and layout is NARROW else 0), found


def test_charts_of_the_shipped_data_have_names_of_their_own() -> None:
    slugs = [chart.slug for chart in content.shipped_charts()]
    several = [slug for slug in slugs if slug in ("answer", "long-view")]
    once = [slug for slug in slugs if slug not in several]
    assert once[:2] == ["who-says-what", "targets"]
    assert set(once[2:]) <= {
        key + end for key in DATASET.directory.products for end in ("", OTHERS)
    }
    assert len(set(once)) == len(once)


def test_chart_numbers_are_all_that_its_table_names() -> None:
    for chart in content.shipped_charts():
        ids = {getattr(number, "id", getattr(number, "key", "")) for number in chart.numbers}
        assert {mark.id for mark in chart.marks} <= ids
        assert len(ids) == len(chart.numbers)


NASTY = ["<b>bold</b>", '<a href="x">y</a>', "%{x}", "$1$ and $2$", "&amp;", "a<br>b"]


@pytest.mark.parametrize("text", NASTY)
def test_escape_shows_text_verbatim(text: str) -> None:
    assert not set(escape(text)) & set("<>")
    assert plain(escape(text)) == text


def test_finished_figure_is_made_into_plain_objects_once() -> None:
    figure = draw(content.shipped_charts()[0], WIDE).figure
    assert figure.to_dict() is figure.to_dict()
