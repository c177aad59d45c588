"""One product's chart: quantities, values, prices and shares below each other, never one axis.

Any product that has levels of trade or demand gets it, by the same rule: one mark a statement,
trade of the two areas that most is said of first, then plans, then what covers other areas.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tradedata.benchmarking import overlapping, price_ratio_sentence
from tradedata.charts.axes import AXES, Axis, axes_words
from tradedata.charts.chart import Chart
from tradedata.charts.entries import (
    Entry,
    assemble,
    benchmark_entry,
    claim_entry,
    indicator_entry,
)
from tradedata.charts.rows import HeadingRow, Panel, Row
from tradedata.claims import Benchmark, Claim, Product
from tradedata.describing import number_words, period_words, subject_words
from tradedata.indicators import WITHDRAWN, Indicator
from tradedata.periods import Period
from tradedata.statements import Statement, statements
from tradedata.wording import list_words

OFF_CHART_FLOWS = ("resource",)
# What covers other areas is drawn beside the rest only while it leaves the rest readable.
MOST_TIMES_THE_REST = 3
PLANNED = "Planned"
OTHER_COVERAGE = "Other coverage"
_EXPECTATIONS = {"plan": PLANNED, "target": "Targets", "forecast": "Forecasts"}

Areas = frozenset[str]


@dataclass(frozen=True, slots=True)
class _Placed:
    """An entry with what decides its place: the days, the areas and whether it is expected."""

    entry: Entry
    claim: Claim
    period: Period
    benchmarks: tuple[Entry, ...] = ()

    @property
    def areas(self) -> Areas:
        return _areas(self.claim)

    @property
    def value(self) -> float:
        return self.entry.row.value

    @property
    def order(self) -> tuple[object, ...]:
        return (*self.period.sort_key(), self.entry.indicator is not None, self.entry.mark.id)


def charted_products(claims: Iterable[Claim]) -> tuple[Product, ...]:
    """The products that have a level to draw, in the order of products.csv.

    The first product of the file is the total of trade, which has sections of its own.
    """
    products = {claim.product for claim in claims if _is_drawn(claim) and claim.is_level}
    return tuple(sorted((p for p in products if p.place > 0), key=lambda p: p.place))


def product_chart(
    product: Product,
    claims: Iterable[Claim],
    indicators: Iterable[Indicator],
    benchmarks: Iterable[Benchmark] = (),
) -> Chart:
    """The chart of a product that ``charted_products`` names."""
    everything = statements(claim for claim in claims if _is_drawn(claim))
    main = _most_told(everything)
    own = [statement for statement in everything if statement.claim.product == product]
    indicators = [indicator for indicator in indicators if indicator.product == product]
    computed = _once((item for item in indicators if item.is_mark), own)
    placed = [
        *(_placed_level(statement) for statement in own if statement.claim.is_level),
        *(_placed_indicator(indicator, tuple(benchmarks)) for indicator in computed),
    ]
    placed.sort(key=lambda item: item.order)
    panels, left_out = [], []
    for axis in AXES:
        on_axis = [item for item in placed if item.entry.line["Unit"] in axis.units]
        panel, left = _panel(axis, on_axis, main)
        panels += [panel] if panel else []
        left_out += left
    beside = [claim_entry(statement.claim) for statement in own if not statement.claim.is_level]
    ratios = _price_ratios(indicators, computed)
    return assemble(
        slug=product.key,
        title=_title(product, placed, computed, main),
        subtitle=_subtitle(item for item in placed if item not in left_out),
        panels=panels,
        entries=[
            *(entry for item in placed for entry in (item.entry, *item.benchmarks)),
            *(indicator_entry(ratio) for ratio, _ in ratios),
            *beside,
        ],
        notes=(
            *(price_ratio_sentence(ratio, price) for ratio, price in ratios),
            *_benchmark_notes(ratio for ratio, _ in ratios),
            *([_left_out_words(left_out)] if left_out else []),
            *(_beside_words(entry) for entry in beside),
        ),
    )


def _is_drawn(claim: Claim) -> bool:
    return claim.flow not in OFF_CHART_FLOWS and claim.status not in WITHDRAWN


def _areas(claim: Claim) -> Areas:
    return frozenset(area.label for area in (claim.reporter, claim.partner) if area)


def _most_told(found: Sequence[Statement]) -> Areas:
    """The pair of areas that most statements are about; every area where none names two."""
    pairs = Counter(_areas(s.claim) for s in found if s.claim.partner)
    alone = frozenset(label for s in found for label in _areas(s.claim))
    return max(sorted(pairs, key=sorted), key=lambda pair: pairs[pair], default=alone)


def _once(indicators: Iterable[Indicator], own: Iterable[Statement]) -> list[Indicator]:
    """Of the numbers that reprints of the same statements give, the one of the rows drawn."""
    rows = {claim.id: statement.claim for statement in own for claim in statement.claims}
    found: dict[tuple[object, ...], Indicator] = {}
    for indicator in sorted(indicators, key=lambda item: (_distance(item, rows), item.id)):
        origins = tuple(_root(claim, rows) for claim in indicator.inputs)
        days = (indicator.period.start, indicator.period.end)
        found.setdefault((indicator.kind, origins, days, indicator.shown), indicator)
    return list(found.values())


def _distance(indicator: Indicator, rows: Mapping[str, Claim]) -> tuple[int, int]:
    """How many inputs rest on other rows, and how many are not drawn themselves."""
    drawn = {claim.id for claim in rows.values()}
    inputs = indicator.inputs
    return sum(bool(claim.based_on) for claim in inputs), sum(c.id not in drawn for c in inputs)


def _root(claim: Claim, rows: Mapping[str, Claim]) -> str:
    """The origin of the number: that of the row which the claim merely repeats, if there is one."""
    bases = (rows[key] for key in claim.based_on if key in rows)
    return next((base.origin for base in bases if base.value == claim.value), claim.origin)


def _placed_level(statement: Statement) -> _Placed:
    claim = statement.claim
    has_bar = claim.flow != "demand" and not claim.is_expected and claim.measure != "price"
    entry = claim_entry(claim, bar=has_bar)
    detail = f"{_flow(claim)} · {entry.row.detail}"
    if statement.pages > 1:
        detail += f" · printed by {statement.pages} pages"
    entry = replace(entry, row=replace(entry.row, detail=detail))
    return _Placed(entry, claim, claim.period)


def _placed_indicator(indicator: Indicator, benchmarks: tuple[Benchmark, ...]) -> _Placed:
    beside = overlapping(indicator, benchmarks) if indicator.kind == "unit-value" else ()
    return _Placed(
        entry=indicator_entry(indicator, bar=indicator.kind == "base-value"),
        claim=indicator.inputs[0],
        period=indicator.period,
        benchmarks=tuple(benchmark_entry(benchmark) for benchmark in beside),
    )


def _panel(
    axis: Axis, placed: Sequence[_Placed], main: Areas
) -> tuple[Panel | None, list[_Placed]]:
    """The axis with its groups, if any, and what is left to the table."""
    limit = MOST_TIMES_THE_REST * max((p.value for p in placed if p.areas <= main), default=0)
    flattening = {p.areas for p in placed if not p.areas <= main and 0 < limit < p.value}
    groups: dict[tuple[int, str], list[_Placed]] = {}
    for item in placed:
        if item.areas not in flattening:
            groups.setdefault(_group(item, main), []).append(item)
    rows: list[Row] = []
    drawn: set[str] = set()
    for rank, heading in sorted(groups):
        if rank or len(groups) > 1:
            rows.append(HeadingRow(heading))
        for item in groups[rank, heading]:
            entries = [item.entry, *(e for e in item.benchmarks if e.mark.id not in drawn)]
            drawn |= {entry.mark.id for entry in entries}
            rows += [entry.row for entry in entries]
    panel = Panel(axis.title, tuple(rows), axis.prefix, axis.suffix) if rows else None
    return panel, [item for item in placed if item.areas in flattening]


def _group(item: _Placed, main: Areas) -> tuple[int, str]:
    """The place of the item's group and its heading."""
    if not item.areas <= main:
        named = sorted(item.areas, key=lambda label: (label not in main, label))
        return 2, f"{OTHER_COVERAGE}: {list_words(named)}"
    if item.claim.is_expected:
        return 1, _EXPECTATIONS[item.claim.kind]
    return 0, list_words(sorted(main))


def _price_ratios(
    indicators: Iterable[Indicator], computed: Iterable[Indicator]
) -> list[tuple[Indicator, Indicator]]:
    """The prices drawn, each against the market price, with the price itself."""
    ratios = [indicator for indicator in indicators if indicator.kind == "price-ratio"]
    return [
        (ratio, price)
        for price in computed
        if price.kind == "unit-value"
        for ratio in ratios
        if ratio.inputs == price.inputs
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
            _areas(c) <= main,
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


def _left_out_words(left_out: Sequence[_Placed]) -> str:
    numbers: dict[str, list[str]] = {}
    for item in left_out:
        computed = "computed, " if item.entry.indicator else ""
        words = f"{item.entry.row.number} ({computed}{item.period.describe()})"
        numbers.setdefault(_flow(item.claim), []).append(words)
    listed = "; ".join(f"{flow}: {list_words(words)}" for flow, words in numbers.items())
    return f"{OTHER_COVERAGE}, left to the table because it would flatten the rest: {listed}."


def _beside_words(entry: Entry) -> str:
    return f"Also stated: {entry.row.number}: {entry.line['What']}, {entry.row.detail}."
