"""Drawing: whatever the data, all of a chart's content is drawn, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.support import charts as content
from tests.support.drawing import TAG, assert_laws, plain, texts
from tests.support.factories import (
    GAS,
    MINISTER,
    TRADER,
    make_claim,
    make_period,
    make_source,
    make_total,
    make_year,
    shipped_data,
)
from tradedata.charts.drawing import draw
from tradedata.charts.layouts import NARROW, WIDE, Layout
from tradedata.charts.strokes import escape
from tradedata.views.charts import Chart, RowPanel

DATASET = shipped_data()


@pytest.fixture(scope="module")
def shipped() -> list[Chart]:
    """The charts of the data in the repository."""
    return content.charts_of(DATASET.claims, DATASET.collection, DATASET.events, DATASET.benchmarks)


@pytest.mark.parametrize("layout", [NARROW, WIDE], ids=["narrow", "wide"])
def test_charts_of_the_shipped_data_keep_the_laws(shipped: list[Chart], layout: Layout) -> None:
    for chart in shipped:
        content.assert_laws(chart, {claim.id: claim for claim in DATASET.claims})
        assert_laws(chart, draw(chart, layout))
        assert len(chart.alt.split()) <= 60


def test_charts_of_the_shipped_data_have_names_of_their_own(shipped: list[Chart]) -> None:
    slugs = [chart.slug for chart in shipped]
    assert slugs[:3] == ["who-says-what", "targets", "long-view"]
    assert set(slugs[3:]) - {"long-view"} <= set(DATASET.directory.products)
    assert slugs.count("long-view") + len(set(slugs)) - 1 == len(slugs)


def test_chart_numbers_are_all_that_its_table_names(shipped: list[Chart]) -> None:
    for chart in shipped:
        ids = {getattr(number, "id", getattr(number, "key", "")) for number in chart.numbers}
        assert {mark.id for mark in chart.marks} <= ids
        assert len(ids) == len(chart.numbers)


@pytest.mark.parametrize("status", ["rejected", "superseded"])
def test_charts_withdrawn_claims_leave_no_trace(status: str) -> None:
    claims = (
        make_total("total"),
        make_total("target", value=3 * 10**9, kind="target", period=make_year(2030)),
        make_claim("gas"),
    )
    withdrawn = tuple(
        replace(claim, id=f"no-{claim.id}", value=claim.value * 7, status=status)
        for claim in claims
    )
    assert content.charts_of((*claims, *withdrawn)) == content.charts_of(claims)


NASTY = ["<b>bold</b>", '<a href="x">y</a>', "%{x}", "$1$ and $2$", "&amp;", "a<br>b"]


@pytest.mark.parametrize("text", NASTY)
def test_escape_shows_text_verbatim(text: str) -> None:
    assert not set(escape(text)) & set("<>")
    assert plain(escape(text)) == text


def nasty_charts(text: str) -> list[Chart]:
    who = replace(MINISTER, label=text, role=text)
    page = make_source("page", publisher=text, title=text)
    period = make_period("2024-01-01", "2024-12-31", text, "relative")
    product = replace(GAS, label=text)
    fields: dict[str, Any] = {"claimant": who, "source": page, "period": period}
    claims = (
        make_total("total", **fields),
        make_total("other", value=10**9, **{**fields, "claimant": TRADER}),
        make_total("target", value=3 * 10**9, kind="target", **fields),
        make_claim("gas", product=product, origin="one", **fields),
        make_claim("paid", product=product, measure="value", unit="USD", origin="one", **fields),
    )
    return content.charts_of(claims)


@pytest.mark.parametrize("text", NASTY)
def test_charts_text_from_cells_is_shown_verbatim_and_never_as_markup(text: str) -> None:
    charts = nasty_charts(text)
    assert [chart.slug for chart in charts] == ["who-says-what", "targets", "lpg"]
    for chart in charts:
        drawing = draw(chart, WIDE)
        is_rows = isinstance(chart.panels[0], RowPanel)
        assert not is_rows or any(text in words for words in texts(drawing))
        hovers = [hover for trace in drawing.figure.data for hover in trace.hovertext]
        assert any(text in plain(hover) for hover in hovers)
        for markup in (*hovers, *(a.text for a in drawing.figure.layout.annotations)):
            assert "<" not in TAG.sub("", markup.replace("<br>", ""))
        for trace in drawing.figure.data:
            assert trace.hovertemplate is None
            assert trace.texttemplate is None
            assert trace.hoverinfo == "text"


def test_finished_figure_is_made_into_plain_objects_once(shipped: list[Chart]) -> None:
    figure = draw(shipped[0], WIDE).figure
    assert figure.to_dict() is figure.to_dict()
