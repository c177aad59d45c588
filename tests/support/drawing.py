"""Reading charts back: what is drawn, and the laws that every chart keeps."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tradedata.charts.chart import Chart
from tradedata.charts.marks import BENCHMARK, COMPUTED, PART_YEAR, Style, claim_style
from tradedata.computed.indicators import Indicator
from tradedata.data.claims import Benchmark, Claim

TAG = re.compile(r"</?(?:b|i|span)(?: style=\"color:#[0-9A-F]{6}\")?>")


@dataclass(frozen=True)
class DrawnMark:
    """A mark or the bar below it: what is drawn, where, and on which axes."""

    type: str
    x: float
    y: float
    symbol: str
    colour: str
    hatched: bool
    outline: float
    hover: str
    xaxis: str
    yaxis: str
    value: float


def is_over_time(chart: Chart) -> bool:
    """Whether its numbers stand at their dates; else they are rows."""
    return chart.figure.layout.yaxis.visible is not False


def drawn(chart: Chart) -> dict[str, list[DrawnMark]]:
    """What is drawn of every number by its id."""
    found: dict[str, list[DrawnMark]] = {}
    for trace in chart.figure.data:
        count = len(trace.customdata)
        marker = trace.marker
        is_bar = trace.type == "bar"
        columns = zip(
            trace.customdata,
            trace.x,
            trace.y,
            _each(None if is_bar else marker.symbol, count),
            _each(marker.color, count),
            _each(marker.pattern.shape if is_bar else "", count),
            _each(marker.line.width, count),
            trace.hovertext,
            strict=True,
        )
        for card_id, x, y, symbol, colour, pattern, outline, hover in columns:
            value = y if is_over_time(chart) else x
            place = (trace.xaxis, trace.yaxis, float(value))
            mark = DrawnMark(
                trace.type, x, y, symbol or "", colour, pattern == "/", outline, hover, *place
            )
            found.setdefault(card_id, []).append(mark)
    return found


def _each(value: Any, count: int) -> list[Any]:
    return list(value) if isinstance(value, tuple) else [value] * count


def marks(chart: Chart) -> dict[str, DrawnMark]:
    """One mark, not the bar, of every number drawn."""
    return {
        card_id: next(mark for mark in found if mark.type == "scatter")
        for card_id, found in drawn(chart).items()
    }


def bars(chart: Chart) -> dict[str, DrawnMark]:
    """One bar of every number that has one."""
    return {
        card_id: mark
        for card_id, found in drawn(chart).items()
        for mark in found
        if mark.type == "bar"
    }


def plain(markup: str) -> str:
    """The text that Plotly shows for a markup of ours."""
    return html.unescape(TAG.sub("", markup.replace("<br>", " ")))


def squeezed(text: str) -> str:
    """Without blanks, which wrapping may move."""
    return "".join(text.split())


def texts(chart: Chart) -> list[str]:
    """Every text drawn in the figure, as a reader sees it."""
    return [plain(annotation.text) for annotation in chart.figure.layout.annotations]


def axis_range(chart: Chart, name: str) -> tuple[float, float]:
    """The range of the axis that a trace calls x, x2, …"""
    axis = getattr(chart.figure.layout, name.replace("x", "xaxis").replace("y", "yaxis"))
    low, high = axis.range
    return float(low), float(high)


def assert_laws(chart: Chart, statements: Mapping[str, Claim]) -> None:
    """What holds for every chart; ``statements`` are all claims it may draw, by id."""
    assert_every_number_is_reachable(chart)
    assert_axes_start_at_zero(chart)
    assert_heights_fit(chart)
    assert_marks_mean_what_the_legend_says(chart, statements)
    assert_withdrawn_claims_are_absent(chart, statements)
    assert chart.title
    assert chart.title.endswith(".")
    assert chart.subtitle.endswith(".")
    assert "  " not in chart.title + chart.subtitle
    assert all(words in chart.alt for words in (chart.title, chart.subtitle, *chart.words))
    json.loads(chart.figure.to_json())


def assert_every_number_is_reachable(chart: Chart) -> None:
    ids = [mark.id for mark in chart.marks]
    assert len(set(ids)) == len(ids)
    assert len(chart.table) == len(chart.words) == len(ids)
    assert len({tuple(line) for line in chart.table}) <= 1
    assert set(drawn(chart)) <= set(ids)
    sources = {claim.id for claim in chart.claims} | {price.key for price in chart.benchmarks}
    beside = squeezed(" ".join((*texts(chart), *chart.notes)))
    for mark, line in zip(chart.marks, chart.table, strict=True):
        if mark.id not in drawn(chart):
            # A distance too small for its digits is told in words: 'less than 1.05 times apart'.
            is_distance = mark.id.startswith("spread.")
            told = str(line["What"]).partition(": ")[2] if is_distance else str(line["Number"])
            assert squeezed(told) in beside
        assert str(line["Number"]) in mark.label
        assert set(str(line["Rests on"]).split(";")) <= sources
    for card_id, shown in marks(chart).items():
        (value,) = [
            line["Value"]
            for line, named in zip(chart.table, chart.marks, strict=True)
            if named.id == card_id
        ]
        assert shown.value == value


def assert_axes_start_at_zero(chart: Chart) -> None:
    for found in drawn(chart).values():
        for mark in found:
            low, high = axis_range(chart, mark.yaxis if is_over_time(chart) else mark.xaxis)
            assert low == 0
            assert 0 <= mark.value < high
            for axis, place in ((mark.xaxis, mark.x), (mark.yaxis, mark.y)):
                low, high = axis_range(chart, axis)
                assert low <= place <= high


def assert_heights_fit(chart: Chart) -> None:
    layout = chart.figure.layout
    assert chart.height == layout.height > 0
    axes = [value for key, value in layout.to_plotly_json().items() if key.startswith("yaxis")]
    assert axes
    below = 1.0
    for axis in axes:
        bottom, top = axis["domain"]
        assert 0 <= bottom < top <= below
        below = bottom
        if not is_over_time(chart):
            # One unit of the axis is one pixel, so that texts keep their distance from the marks.
            assert abs((top - bottom) * chart.height - (axis["range"][1] - axis["range"][0])) < 1e-6
    if is_over_time(chart):
        return
    for trace, mark in zip(chart.figure.data, chart.figure.data[1:], strict=False):
        if trace.yaxis == mark.yaxis and trace.customdata != mark.customdata:
            assert trace.y[0] > mark.y[0]


def assert_marks_mean_what_the_legend_says(chart: Chart, statements: Mapping[str, Claim]) -> None:
    others: dict[str, Indicator | Benchmark] = {
        **{indicator.id: indicator for indicator in chart.indicators},
        **{benchmark.key: benchmark for benchmark in chart.benchmarks},
    }
    shapes = chart.figure.layout.shapes
    ringed = {
        (shape.yref, shape.xanchor, shape.yanchor) for shape in shapes if shape.type == "circle"
    }
    needed = set()
    for card_id, mark in marks(chart).items():
        number = statements.get(card_id) or others[card_id]
        style = style_of(number)
        assert (mark.symbol, mark.colour) == (style.symbol, style.colour)
        needed |= set(style.legend)
        is_undated = isinstance(number, Claim) and not number.period.span
        assert ((mark.yaxis, mark.x, mark.y) in ringed) == is_undated
        for part in drawn(chart)[card_id]:
            if part.type == "bar":
                assert part.hatched == number.period.is_part_year
                needed |= {PART_YEAR} if number.period.is_part_year else set()
    assert set(chart.legend) == needed
    assert len(chart.legend) == len(needed)
    for shape in shapes:
        assert shape.line.dash == ("dot" if shape.type == "circle" else None)


def style_of(number: Claim | Indicator | Benchmark) -> Style:
    match number:
        case Claim():
            return claim_style(number)
        case Indicator():
            return COMPUTED
        case Benchmark():
            return BENCHMARK


def assert_withdrawn_claims_are_absent(chart: Chart, statements: Mapping[str, Claim]) -> None:
    withdrawn = {claim.id for claim in statements.values() if claim.is_set_aside}
    assert not withdrawn & {mark.id for mark in chart.marks}
    assert not withdrawn & {claim.id for claim in chart.claims}


def look(chart: Chart) -> tuple[object, ...]:
    """Everything that a reader gets of a chart, for comparing two."""
    return (
        chart.title,
        chart.subtitle,
        chart.figure.to_json(),
        chart.height,
        chart.words,
        chart.table,
        chart.marks,
        chart.legend,
        chart.claims,
        chart.notes,
    )
