"""Drawing: whatever the data, all of a chart's content is drawn, and nothing else."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from tests.support import charts as content
from tests.support.drawing import assert_laws, axis_range, label_boxes, plain, read_marks
from tests.support.factories import ANOTHER, DATA, shipped_data
from tradedata.charts.drawing import draw
from tradedata.charts.layouts import NARROW, WIDE, Layout
from tradedata.charts.strokes import escape
from tradedata.data.loading import load
from tradedata.data.reserved import OTHERS
from tradedata.views.charts import Chart
from tradedata.views.parameters import read_address
from tradedata.views.sections import answer
from tradedata.views.view import Views

DATASET = shipped_data()


@pytest.fixture(scope="module")
def shipped() -> list[Chart]:
    """The charts of the data in the repository."""
    return content.charts_of(DATASET.claims, DATASET.collection, DATASET.events, DATASET.benchmarks)


@pytest.mark.parametrize("layout", [NARROW, WIDE], ids=["narrow", "wide"])
def test_charts_of_the_shipped_data_keep_the_laws(shipped: list[Chart], layout: Layout) -> None:
    for chart in shipped:
        content.assert_laws(chart, {claim.id: claim for claim in DATASET.claims})
        if chart.panels:
            assert_laws(chart, draw(chart, layout))
        assert len(chart.alt.split()) <= 60


@pytest.mark.parametrize("layout", [NARROW, WIDE], ids=["narrow", "wide"])
@pytest.mark.parametrize("query", ["", "view=articles", "since=2019", "since=all"])
@pytest.mark.parametrize("data", [DATA, ANOTHER], ids=["shipped", "another"])
def test_answer_labels_never_cover_each_other_or_a_mark(
    data: Path, query: str, layout: Layout
) -> None:
    asked = read_address(query, Views(load(data)))
    panels = answer(asked).panels
    for drawing in (draw(panel.chart, layout) for panel in panels):
        boxes = label_boxes(drawing, layout.width)
        (low, high), (left, right) = (axis_range(drawing, side) for side in ("yaxis", "xaxis"))
        bottom, top = drawing.figure.layout.yaxis.domain
        for _, mark in read_marks(drawing):
            x = (mark.x - left) / (right - left) * layout.width
            y = (mark.y - low) / (high - low) * (top - bottom) * drawing.height
            assert not [text for text, box in boxes.items() if box.holds((x, y))]
        for width in (layout.width, layout.width * 1.2, layout.width * 2.8):
            wider = label_boxes(drawing, width).values()
            assert not any(one.shared(other) > 1e-6 for one, other in combinations(wider, 2))
        assert all(box.left > -1e-6 and box.right < layout.width + 1e-6 for box in boxes.values())


def test_charts_of_the_shipped_data_have_names_of_their_own(shipped: list[Chart]) -> None:
    slugs = [chart.slug for chart in shipped]
    several = [slug for slug in slugs if slug in ("answer", "long-view")]
    once = [slug for slug in slugs if slug not in several]
    assert once[:2] == ["who-says-what", "targets"]
    assert set(once[2:]) <= {
        key + end for key in DATASET.directory.products for end in ("", OTHERS)
    }
    assert len(set(once)) == len(once)


def test_chart_numbers_are_all_that_its_table_names(shipped: list[Chart]) -> None:
    for chart in shipped:
        ids = {getattr(number, "id", getattr(number, "key", "")) for number in chart.numbers}
        assert {mark.id for mark in chart.marks} <= ids
        assert len(ids) == len(chart.numbers)


NASTY = ["<b>bold</b>", '<a href="x">y</a>', "%{x}", "$1$ and $2$", "&amp;", "a<br>b"]


@pytest.mark.parametrize("text", NASTY)
def test_escape_shows_text_verbatim(text: str) -> None:
    assert not set(escape(text)) & set("<>")
    assert plain(escape(text)) == text


def test_finished_figure_is_made_into_plain_objects_once(shipped: list[Chart]) -> None:
    figure = draw(shipped[0], WIDE).figure
    assert figure.to_dict() is figure.to_dict()
