"""Drawing: whatever the data, all of a chart's content is drawn, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support import charts as content
from tests.support.drawing import TAG, assert_laws, plain, texts
from tests.support.factories import (
    AFGHANISTAN,
    COLLECTION,
    DATA,
    GAS,
    GOODS,
    MINISTER,
    RUSSIA,
    TRADER,
    make_claim,
    make_period,
    make_source,
    make_total,
    make_year,
)
from tradedata.charts.drawing import draw
from tradedata.charts.layouts import NARROW, WIDE, Layout
from tradedata.charts.strokes import escape
from tradedata.computed.catalogue import indicators_of
from tradedata.computed.turnovers import turnover_checks
from tradedata.data.claims import Benchmark, Claim, Event
from tradedata.data.collection import Collection
from tradedata.data.loading import load
from tradedata.data.vocabulary import MEASURES
from tradedata.views.charts import Chart, RowPanel
from tradedata.views.finding import finding
from tradedata.views.long_view import long_view_chart
from tradedata.views.official import line_choices, official_claims
from tradedata.views.products import charted_products, product_chart
from tradedata.views.targets import targets_chart, targets_of
from tradedata.views.who_says_what import stated_totals, who_says_what_chart

DATASET = load(DATA)


def charts_of(
    claims: Sequence[Claim],
    about: Collection = COLLECTION,
    events: Sequence[Event] = (),
    benchmarks: Sequence[Benchmark] = (),
) -> list[Chart]:
    """Every chart that the page would draw of the claims."""
    charts = []
    if totals := stated_totals(claims, about):
        charts.append(who_says_what_chart(totals, about, turnover_checks(claims)))
    if targets_of(claims):
        named = finding(claims, about).claims
        baselines = sorted((c for c in totals if c.id in named), key=lambda claim: claim.id)
        charts.append(targets_chart(claims, baselines))
    for choice in line_choices(official_claims(claims, about)):
        charts.append(long_view_chart(claims, about, choice, events))
    indicators = indicators_of(claims, about, benchmarks)
    return charts + [
        product_chart(item, claims, about, indicators, benchmarks)
        for item in charted_products(claims, about)
    ]


PAGE, OFFICE = make_source("page"), make_source("office", collection="statistics")
PERIODS = (
    make_year(2023),
    make_year(2024),
    make_year(2024, "inferred"),
    make_period("2025-01-01", "2025-02-28", "Jan-Feb 2025"),
    make_period("2024-03-20", "2025-03-20", "solar year 1403"),
    make_period("1024-01-01", "1024-12-31"),
    make_period("2023-01-01", "9999-12-31"),
    make_period(),
    make_period(label="now", basis="running"),
    replace(make_year(2024), supplied_by="c0"),
)
UNIT_CHOICES = [
    (measure, "value" if measure not in ("value", "quantity", "price") else "", unit)
    for measure, kind in MEASURES.items()
    for unit in kind.units
]
AREAS = {"export": (RUSSIA, AFGHANISTAN), "turnover": (RUSSIA, AFGHANISTAN)}


@st.composite
def claims_of_every_sort(draw: st.DrawFn) -> list[Claim]:
    """Up to six claims whose fields may stand together in the data."""
    claims = []
    for number in range(draw(st.integers(1, 6))):
        flow = draw(st.sampled_from(["import", "export", "turnover", "demand", "resource"]))
        reporter, partner = AREAS.get(flow, (AFGHANISTAN, RUSSIA))
        measure, of, unit = draw(st.sampled_from(UNIT_CHOICES))
        kind = draw(
            st.sampled_from(["statistic", "reported", "estimate", "forecast", "plan", "target"])
        )
        period = make_year(2030) if kind == "target" else draw(st.sampled_from(PERIODS))
        claims.append(
            make_claim(
                f"c{number}",
                value=draw(st.sampled_from(["-3", "0", "2.5", "480", "71000", "3e12"])),
                reporter=reporter,
                partner=None if flow in ("demand", "resource") else partner,
                flow=flow,
                product=draw(st.sampled_from([GAS, GOODS])),
                measure=measure,
                of=of,
                unit=unit,
                kind=kind,
                qualifier=draw(st.sampled_from(["none", "about", "over", "up-to"])),
                status=draw(
                    st.sampled_from(["normal", "normal", "doubtful", "superseded", "rejected"])
                ),
                period=period,
                base=make_year(2022) if measure in ("growth", "ratio") else None,
                source=draw(st.sampled_from([PAGE, OFFICE])),
                claimant=draw(st.sampled_from([MINISTER, TRADER, None])),
                origin=draw(st.sampled_from(["one", f"own-{number}"])),
                refers_to=draw(st.sampled_from(["", "c0", "c1"])),
            )
        )
    return claims


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(claims_of_every_sort(), st.sampled_from([WIDE, NARROW]))
def test_charts_law_whatever_the_claims(claims: list[Claim], layout: Layout) -> None:
    statements = {claim.id: claim for claim in claims}
    for chart in charts_of(claims):
        content.assert_laws(chart, statements)
        assert_laws(chart, draw(chart, layout))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=25)
@given(claims_of_every_sort(), st.data())
def test_charts_law_the_order_of_rows_changes_nothing(
    claims: list[Claim], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(claims))
    assert charts_of(shuffled) == charts_of(claims)


@pytest.fixture(scope="module")
def shipped() -> list[Chart]:
    """The charts of the data in the repository."""
    return charts_of(DATASET.claims, DATASET.collection, DATASET.events, DATASET.benchmarks)


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
    assert charts_of((*claims, *withdrawn)) == charts_of(claims)


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
    return charts_of(claims)


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
