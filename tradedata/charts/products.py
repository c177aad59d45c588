"""One product's chart: quantities, values, prices and shares over time, never on one axis.

Any product that has levels of trade or demand gets it, by the same rule: one mark a statement, as
wide as its period, a panel for each unit and, below it, one for each other pair of areas.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tradedata.charts.axes import AXES, axes_words
from tradedata.charts.chart import Chart
from tradedata.charts.entries import (
    Entry,
    assemble,
    benchmark_entry,
    claim_entry,
    indicator_entry,
)
from tradedata.charts.layouts import WIDE, Layout
from tradedata.charts.spans import (
    SpanMark,
    SpanPanel,
    draw_spans,
    missing_runs,
    years_touched,
)
from tradedata.compare.statements import Statement, statements
from tradedata.computed.corroboration import NEARNESS_IN_WORDS, corroboration_sentence
from tradedata.computed.indicators import Indicator
from tradedata.computed.overlaps import counted_twice
from tradedata.computed.prices import overlapping, price_ratio_sentence
from tradedata.computed.reprints import told_once
from tradedata.data.claims import Area, Benchmark, Claim, Product
from tradedata.data.collection import Collection
from tradedata.data.periods import Period
from tradedata.words.claims import number_words, period_words, subject_words
from tradedata.words.numbers import list_words

OFF_CHART_FLOWS = ("resource",)
OTHER_COVERAGE = "other coverage"
# Nobody stated these of the trade itself: they would crowd the chart and stay with the table.
OFF_CHART_INDICATORS = ("run-rate",)
# A gap says something where numbers are stated, not where they are computed.
UNITS_WITH_GAPS = ("t", "USD")

Areas = frozenset[Area]


@dataclass(frozen=True, slots=True)
class _Placed:
    """An entry with what decides its place: the areas and the market prices beside it."""

    entry: Entry
    claim: Claim
    benchmarks: tuple[Entry, ...] = ()

    @property
    def period(self) -> Period:
        return self.entry.period

    @property
    def order(self) -> tuple[object, ...]:
        return (*self.period.sort_key(), self.entry.indicator is not None, self.entry.mark.id)


def charted_products(claims: Iterable[Claim], collection: Collection) -> tuple[Product, ...]:
    """The products that have a level to draw, in the order of products.csv.

    The total of trade has sections of its own.
    """
    products = {claim.product for claim in claims if _is_drawn(claim) and claim.is_level}
    return tuple(sorted(products - {collection.total}, key=lambda p: p.place))


def product_chart(
    product: Product,
    claims: Iterable[Claim],
    collection: Collection,
    indicators: Iterable[Indicator],
    benchmarks: Iterable[Benchmark] = (),
    layout: Layout = WIDE,
) -> Chart:
    """The chart of a product that ``charted_products`` names."""
    main = frozenset(collection.areas)
    own = statements(claim for claim in claims if claim.product == product and _is_drawn(claim))
    indicators = [indicator for indicator in indicators if indicator.product == product]
    told = told_once((item for item in indicators if item.is_mark), own)
    computed = [each.indicator for each in told]
    placed = [
        *(_placed_level(statement) for statement in own if statement.claim.is_level),
        *(_placed_indicator(indicator, tuple(benchmarks)) for indicator in computed),
    ]
    placed.sort(key=lambda item: item.order)
    on_chart = [item for item in placed if not _is_off_chart(item)]
    beside = [claim_entry(statement.claim) for statement in own if not statement.claim.is_level]
    ratios = _price_ratios(indicators, computed)
    near = [indicator for indicator in indicators if indicator.kind == "corroboration"]
    return assemble(
        slug=product.key,
        title=_title(product, placed, computed, main),
        subtitle=_subtitle(on_chart),
        drawing=draw_spans(_panels(on_chart, main), layout),
        entries=[
            *(entry for item in placed for entry in (item.entry, *item.benchmarks)),
            *(indicator_entry(indicator) for indicator in (*(r for r, _ in ratios), *near)),
            *beside,
        ],
        notes=(
            *_near_words(near, main),
            *counted_twice(s for s in own if not _coverage(s.claim.areas, main)),
            *(price_ratio_sentence(ratio, price) for ratio, price in ratios),
            *(_beside_words(entry) for entry in beside),
            *_benchmark_notes(ratio for ratio, _ in ratios),
            *_scaled_words(item.entry for item in placed if item not in on_chart),
            *([NEARNESS_IN_WORDS] if near else []),
        ),
    )


def _is_drawn(claim: Claim) -> bool:
    return claim.flow not in OFF_CHART_FLOWS and not claim.is_set_aside


def _placed_level(statement: Statement) -> _Placed:
    claim = statement.claim
    has_bar = claim.flow != "demand" and not claim.is_expected and claim.measure != "price"
    entry = claim_entry(claim, bar=has_bar)
    detail = f"{_flow(claim)} · {entry.row.detail}"
    if statement.pages > 1:
        detail += f" · printed by {statement.pages} pages"
    entry = replace(entry, row=replace(entry.row, detail=detail))
    return _Placed(entry, claim)


def _placed_indicator(indicator: Indicator, benchmarks: tuple[Benchmark, ...]) -> _Placed:
    beside = overlapping(indicator, benchmarks) if indicator.kind == "unit-value" else ()
    return _Placed(
        entry=indicator_entry(indicator, bar=indicator.kind == "base-value"),
        claim=indicator.inputs[0],
        benchmarks=tuple(benchmark_entry(benchmark) for benchmark in beside),
    )


def _is_off_chart(item: _Placed) -> bool:
    return item.entry.indicator is not None and item.entry.indicator.kind in OFF_CHART_INDICATORS


def _panels(placed: Sequence[_Placed], main: Areas) -> list[SpanPanel]:
    """Unit by unit, in each the main pair of areas first."""
    marks = {
        item.entry.mark.id: [_mark(entry) for entry in (item.entry, *item.benchmarks)]
        for item in placed
    }
    years = years_touched(mark for group in marks.values() for mark in group)
    panels = []
    for axis in AXES:
        on_axis = [item for item in placed if item.entry.line["Unit"] in axis.units]
        names = {_coverage(item.claim.areas, main) for item in on_axis}
        for name in sorted(names):
            members = {
                mark.id: mark
                for item in on_axis
                if _coverage(item.claim.areas, main) == name
                for mark in marks[item.entry.mark.id]
            }.values()
            has_gaps = not name and axis.units[0] in UNITS_WITH_GAPS
            gaps = missing_runs(years_touched(members), years) if has_gaps else ()
            title = f"{axis.title}, {name}" if name else axis.title
            panels.append(SpanPanel(title, axis.tick_unit, tuple(members), gaps))
    return panels


def _mark(entry: Entry) -> SpanMark:
    row, period = entry.row, entry.period
    return SpanMark(
        id=entry.mark.id,
        words=entry.short,
        hover=(row.number, row.label, row.detail),
        value=row.value,
        style=row.style,
        start=period.start,
        end=period.end if period.start else None,
        bar=row.bar,
        hatched=row.hatched,
    )


def _coverage(areas: Areas, main: Areas) -> str:
    """Blank for the main pair of areas, or what else a number covers."""
    if areas <= main:
        return ""
    named = sorted(areas, key=lambda area: (area not in main, area.label))
    return f"{OTHER_COVERAGE}: {list_words([area.label for area in named])}"


def _price_ratios(
    indicators: Iterable[Indicator], computed: Iterable[Indicator]
) -> list[tuple[Indicator, Indicator]]:
    """The prices drawn, each against the market price, with the price itself; latest first."""
    latest_first = sorted(computed, key=lambda price: price.period.sort_key(), reverse=True)
    ratios = [indicator for indicator in indicators if indicator.kind == "price-ratio"]
    return [
        (ratio, price)
        for price in latest_first
        if price.kind == "unit-value"
        for ratio in ratios
        if ratio.inputs == price.inputs
    ]


def _near_words(near: Iterable[Indicator], main: Areas) -> list[str]:
    """What speakers count for much the same days, side by side; the main pair of areas first."""
    named = [(_coverage(each.inputs[0].areas, main), each) for each in near]
    return [
        f"{_capital(coverage)}: {corroboration_sentence(each)}"
        if coverage
        else corroboration_sentence(each)
        for coverage, each in sorted(named, key=lambda pair: pair[0])
    ]


def _benchmark_notes(ratios: Iterable[Indicator]) -> list[str]:
    """What is to know of each market price, once."""
    notes = {r.benchmark.note: r.benchmark.series for r in ratios if r.benchmark}
    return [f"‘{series}’: {note}" for note, series in notes.items() if note]


def _title(
    product: Product, placed: Sequence[_Placed], computed: Iterable[Indicator], main: Areas
) -> str:
    prices = [indicator for indicator in computed if indicator.kind == "unit-value"]
    if prices:
        price = max(prices, key=lambda indicator: _recency(indicator.period))
        value, quantity = price.inputs
        return (
            f"{product.label}: {number_words(value)} for {number_words(quantity)} "
            f"({period_words(value)}) comes to {price.words}."
        )
    latest = max(
        (item.claim for item in placed if item.entry.indicator is None),
        key=lambda c: (
            c.areas <= main,
            c.flow != "demand",
            not c.is_expected,
            _recency(c.period),
        ),
    )
    return f"{product.label}: {number_words(latest)} {_stated(latest)} ({period_words(latest)})."


def _stated(claim: Claim) -> str:
    return f"stated as a {claim.kind}" if claim.is_expected else "stated"


def _recency(period: Period) -> tuple[bool, bool, date]:
    """Whole years after parts, later ends after earlier ones; no date comes first of all."""
    return (period.is_whole_year, period.is_dated, period.end or date.min)


def _subtitle(drawn: Iterable[_Placed]) -> str:
    drawn = list(drawn)
    axes = axes_words(str(item.entry.line["Unit"]) for item in drawn)
    subjects = dict.fromkeys(_flow(item.claim) for item in drawn if item.entry.indicator is None)
    return f"In {axes}. Stated for {'; '.join(subjects)}."


def _flow(claim: Claim) -> str:
    return subject_words(claim).removeprefix(f"{claim.product.label}: ")


def _scaled_words(entries: Iterable[Entry]) -> list[str]:
    scaled = [f"{entry.row.number} ({entry.period.describe()})" for entry in entries]
    if not scaled:
        return []
    return [f"Scaled to twelve months, off the chart since nobody stated it: {'; '.join(scaled)}."]


def _beside_words(entry: Entry) -> str:
    return f"Also stated: {entry.row.number}: {entry.line['What']}, {entry.row.detail}."


def _capital(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}"
