"""Reading charts: what their panels hold, and the laws that every chart's content keeps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from tests.support.factories import COLLECTION, shipped_data
from tradedata.compare.statements import statements
from tradedata.computed.catalogue import indicators_of
from tradedata.computed.indicators import Indicator
from tradedata.computed.turnovers import turnover_checks
from tradedata.data.claims import Benchmark, Claim, Event
from tradedata.data.collection import Collection
from tradedata.data.reserved import ANSWER
from tradedata.views.answer import answer_chart, starts_of
from tradedata.views.charts import (
    MOST_ALT_WORDS,
    PART_YEAR,
    PERIOD,
    Bracket,
    Chart,
    Heading,
    Mark,
    RowPanel,
    Style,
    YearPanel,
)
from tradedata.views.finding import finding_of
from tradedata.views.long_view import long_view_chart
from tradedata.views.marks import ADDED, BENCHMARK, COMPUTED, claim_style
from tradedata.views.official import line_choices, official_claims
from tradedata.views.products import charted_products, product_charts
from tradedata.views.targets import targets_chart, targets_of
from tradedata.views.who_says_what import stated_totals, who_says_what_chart


def charts_of(
    claims: Sequence[Claim],
    about: Collection = COLLECTION,
    events: Sequence[Event] = (),
    benchmarks: Sequence[Benchmark] = (),
) -> list[Chart]:
    """Every chart that the page would draw of the claims."""
    charts = [
        chart
        for start in starts_of(claims, about).values()
        if (chart := answer_chart(claims, about, start))
    ]
    if totals := stated_totals(claims, about):
        charts.append(who_says_what_chart(totals, about, turnover_checks(claims)))
    if targets_of(claims):
        named = finding_of(claims, about).claims
        baselines = sorted((c for c in totals if c.id in named), key=lambda claim: claim.id)
        charts.append(targets_chart(claims, statements(claims), baselines))
    for choice in line_choices(official_claims(claims, about)):
        charts.append(long_view_chart(claims, about, choice, events))
    indicators = indicators_of(claims, about, benchmarks)
    return charts + [
        chart
        for item in charted_products(claims, about)
        for chart in product_charts(item, claims, about, indicators, benchmarks)
    ]


@cache
def shipped_charts() -> tuple[Chart, ...]:
    """Every chart of the data in the repository, made once."""
    data = shipped_data()
    return tuple(charts_of(data.claims, data.collection, data.events, data.benchmarks))


def drawn(chart: Chart) -> dict[str, list[Mark]]:
    """What is to be drawn of every number, by its id; twice where it stands in two panels."""
    found: dict[str, list[Mark]] = {}
    for mark in chart.drawn:
        found.setdefault(mark.id, []).append(mark)
    return found


def marks(chart: Chart) -> dict[str, Mark]:
    """One mark of every number to be drawn."""
    return {card_id: found[0] for card_id, found in drawn(chart).items()}


def bars(chart: Chart) -> dict[str, Mark]:
    """One mark of every number that has a bar."""
    return {mark.id: mark for mark in chart.drawn if mark.bar}


def panel_of(chart: Chart) -> YearPanel:
    """The one panel of a chart over the years."""
    (panel,) = chart.panels
    assert isinstance(panel, YearPanel)
    return panel


def panels_of(chart: Chart) -> dict[str, int]:
    """The number of the first panel in which each number stands."""
    found: dict[str, int] = {}
    panels: Sequence[RowPanel | YearPanel] = chart.panels
    for number, panel in enumerate(panels):
        for mark in panel.marks:
            found.setdefault(mark.id, number)
    return found


def texts(chart: Chart) -> list[str]:
    """Every text of the panels that is always seen."""
    return [text for panel in chart.panels for text in texts_of(panel)]


def texts_of(panel: RowPanel | YearPanel) -> list[str]:
    """Every text of the panel that is always seen."""
    if isinstance(panel, RowPanel):
        return [panel.title, *map(_row_text, panel.rows)]
    return [panel.title, *(mark.above or mark.short for mark in panel.marks)]


def headings(chart: Chart) -> list[str]:
    """The headings of its rows."""
    panels = (panel for panel in chart.panels if isinstance(panel, RowPanel))
    return [row.text for panel in panels for row in panel.rows if isinstance(row, Heading)]


def _row_text(row: Mark | Heading | Bracket) -> str:
    match row:
        case Heading():
            return row.text
        case Bracket():
            return row.words
        case _:
            return " ".join((f"{row.words}{row.footnote}", row.who, row.detail))


def assert_laws(chart: Chart, statements: Mapping[str, Claim]) -> None:
    """What holds for every chart; ``statements`` are all claims it may draw, by id."""
    assert_every_number_is_reachable(chart)
    assert_withdrawn_claims_are_absent(chart, statements)
    if not any(getattr(panel, "lines", ()) for panel in chart.panels) and chart.slug != ANSWER:
        assert_numbers_beside_the_panels_are_told(chart)
        assert_marks_mean_what_the_legend_says(chart)
    assert chart.title
    assert chart.title.endswith(".")
    assert chart.subtitle.endswith(".") or not chart.subtitle
    assert "  " not in chart.title + chart.subtitle
    assert f" {len(drawn(chart))} number" in chart.alt
    assert len(chart.alt.split()) <= MOST_ALT_WORDS
    assert (" … " in chart.alt) != chart.alt.startswith(f"Chart: {chart.title} ")


def assert_every_number_is_reachable(chart: Chart) -> None:
    ids = [mark.id for mark in chart.marks]
    assert len(set(ids)) == len(ids) == len(chart.table)
    assert len({tuple(line) for line in chart.table}) <= 1
    assert set(drawn(chart)) <= set(ids)
    sources = {claim.id for claim in chart.claims} | {price.key for price in chart.benchmarks}
    for mark, line in zip(chart.marks, chart.table, strict=True):
        assert str(line["Number"]) in mark.label
        assert set(str(line["Rests on"]).split(";")) <= sources
        assert all(each.value == float(line["Value"]) for each in drawn(chart).get(mark.id, ()))


def assert_numbers_beside_the_panels_are_told(chart: Chart) -> None:
    beside = " ".join((*texts(chart), *chart.alone, *chart.notes))
    assert len(chart.words) == len(chart.marks)
    for mark, line in zip(chart.marks, chart.table, strict=True):
        if mark.id not in drawn(chart):
            # A distance too small for its digits is told in words: 'less than 1.05 times apart'.
            is_distance = mark.id.startswith("spread.")
            told = str(line["What"]).partition(": ")[2] if is_distance else str(line["Number"])
            assert told in beside


def assert_marks_mean_what_the_legend_says(chart: Chart) -> None:
    needed = set()
    for mark in chart.drawn:
        assert mark.style == style_of(mark.number)
        is_undated = isinstance(mark.number, Claim) and not mark.number.period.span
        assert mark.style.ringed == is_undated
        assert mark.hatched == (mark.bar and mark.number.period.is_part_year)
        needed |= {*mark.style.legend, *([PART_YEAR] if mark.hatched else [])}
    if any(isinstance(panel, YearPanel) for panel in chart.panels):
        needed |= {PERIOD} if any(mark.is_line for mark in chart.drawn) else set()
    assert set(chart.legend) == needed
    assert len(chart.legend) == len(needed)


def style_of(number: Claim | Indicator | Benchmark) -> Style:
    match number:
        case Claim():
            return claim_style(number)
        case Indicator():
            return ADDED if number.kind == "turnover" else COMPUTED
        case Benchmark():
            return BENCHMARK


def assert_withdrawn_claims_are_absent(chart: Chart, statements: Mapping[str, Claim]) -> None:
    withdrawn = {claim.id for claim in statements.values() if claim.is_set_aside}
    assert not withdrawn & {mark.id for mark in chart.marks}
    assert not withdrawn & {claim.id for claim in chart.claims}
