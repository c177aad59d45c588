"""Entries: a claim or an indicator in all the forms that a chart has for a number.

Decides neither which numbers a chart has nor their order.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tradedata.charts.chart import Chart, Drawing, FinishedFigure, LegendEntry, Mark
from tradedata.charts.marks import BENCHMARK, COMPUTED, PART_YEAR, claim_style
from tradedata.charts.rows import NumberRow
from tradedata.computed.indicators import Indicator
from tradedata.computed.prices import price_words
from tradedata.data.claims import Benchmark, Claim
from tradedata.data.periods import Period
from tradedata.views.lines import (
    Line,
    benchmark_line,
    benchmark_sentence,
    claim_line,
    claim_sentence,
    indicator_line,
    indicator_sentence,
)
from tradedata.words.claims import number_words, period_words, short_number_words, source_words


@dataclass(frozen=True, slots=True)
class Entry:
    """One number: its row to draw, its mark, its line of the table, its sentence, its period.

    ``short`` is the number in few characters.
    """

    row: NumberRow
    mark: Mark
    line: Line
    sentence: str
    legend: tuple[LegendEntry, ...]
    claims: tuple[Claim, ...]
    short: str
    period: Period
    indicator: Indicator | None = None
    benchmark: Benchmark | None = None


def claim_entry(claim: Claim, *, bar: bool = False) -> Entry:
    """A claim; with a bar from zero, hatched where it covers part of a year."""
    style = claim_style(claim)
    hatched = bar and claim.period.is_part_year
    return Entry(
        row=NumberRow(
            id=claim.id,
            number=number_words(claim),
            label=claim.speaker,
            detail=f"{source_words(claim.source)} · {period_words(claim)}",
            value=float(claim.value),
            style=style,
            bar=bar,
            hatched=hatched,
        ),
        mark=Mark(claim.id, f"{number_words(claim)}, {claim.speaker}, {period_words(claim)}"),
        line=claim_line(claim),
        sentence=claim_sentence(claim),
        legend=(*style.legend, PART_YEAR) if hatched else style.legend,
        claims=(claim,),
        short=short_number_words(claim),
        period=claim.period,
    )


def indicator_entry(indicator: Indicator, *, bar: bool = False) -> Entry:
    """A computed number; its formula stands where a claim's source does."""
    hatched = bar and indicator.period.is_part_year
    return Entry(
        row=NumberRow(
            id=indicator.id,
            number=indicator.words,
            label=indicator.label,
            detail=f"computed: {indicator.formula} · {indicator.period.describe()}",
            value=float(indicator.value),
            style=COMPUTED,
            bar=bar,
            hatched=hatched,
        ),
        mark=Mark(indicator.id, f"{indicator.words}, {indicator.label}, computed"),
        line=indicator_line(indicator),
        sentence=indicator_sentence(indicator),
        legend=(*COMPUTED.legend, PART_YEAR) if hatched else COMPUTED.legend,
        claims=indicator.inputs,
        short=indicator.short_words,
        period=indicator.period,
        indicator=indicator,
    )


def benchmark_entry(benchmark: Benchmark) -> Entry:
    """A market price, which nobody states of the trade itself: no group's colour, never a bar."""
    number, period = price_words(benchmark), benchmark.period.describe()
    return Entry(
        row=NumberRow(
            id=benchmark.key,
            number=number,
            label=benchmark.series,
            detail=f"{source_words(benchmark.source)} · mean of {period}",
            value=float(benchmark.value),
            style=BENCHMARK,
        ),
        mark=Mark(benchmark.key, f"{number}, {benchmark.series}, {period}"),
        line=benchmark_line(benchmark),
        sentence=benchmark_sentence(benchmark),
        legend=BENCHMARK.legend,
        claims=(),
        short=number,
        period=benchmark.period,
        benchmark=benchmark,
    )


def assemble(
    slug: str,
    title: str,
    subtitle: str,
    drawing: Drawing,
    entries: Iterable[Entry],
    *,
    notes: tuple[str, ...] = (),
) -> Chart:
    """The finished chart from its drawing and its numbers, drawn there or only named."""
    numbers = list({entry.mark.id: entry for entry in entries}.values())
    return Chart(
        slug=slug,
        title=title,
        subtitle=subtitle,
        figure=FinishedFigure(drawing.figure),
        height=drawing.height,
        words=tuple(entry.sentence for entry in numbers),
        table=tuple(entry.line for entry in numbers),
        marks=tuple(entry.mark for entry in numbers),
        legend=tuple(
            dict.fromkeys(
                item for entry in numbers if entry.mark.id in drawing.ids for item in entry.legend
            )
        ),
        claims=tuple({c.id: c for entry in numbers for c in entry.claims}.values()),
        indicators=tuple(entry.indicator for entry in numbers if entry.indicator),
        benchmarks=tuple(entry.benchmark for entry in numbers if entry.benchmark),
        notes=notes,
    )
