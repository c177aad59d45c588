"""Drawing: whatever the data, all of a chart's content is drawn, and nothing else."""

from __future__ import annotations

import pytest

from tests.support import charts as content
from tests.support.drawing import assert_laws, plain
from tests.support.factories import shipped_data
from tradedata.charts.drawing import draw
from tradedata.charts.layouts import NARROW, WIDE, Layout
from tradedata.charts.strokes import escape
from tradedata.data.reserved import OTHERS
from tradedata.views.charts import Chart

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


def test_charts_of_the_shipped_data_have_names_of_their_own(shipped: list[Chart]) -> None:
    slugs = [chart.slug for chart in shipped]
    assert slugs[:3] == ["who-says-what", "targets", "long-view"]
    assert set(slugs[3:]) - {"long-view"} <= {
        key + end for key in DATASET.directory.products for end in ("", OTHERS)
    }
    assert slugs.count("long-view") + len(set(slugs)) - 1 == len(slugs)


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
