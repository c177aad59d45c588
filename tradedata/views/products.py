"""One product's chart: quantities, values, prices and shares over time, never on one axis.

Any product that has levels of trade or demand gets it, by the same rule: one mark a statement, as
wide as its period, a panel for each unit and, below it, one for each other pair of areas.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from tradedata.compare.statements import Statement, statements
from tradedata.computed.corroboration import NEARNESS_IN_WORDS, corroboration_sentence
from tradedata.computed.indicators import Indicator
from tradedata.computed.overlaps import counted_twice
from tradedata.computed.prices import overlapping, price_ratio_sentence
from tradedata.data.claims import Area, Benchmark, Claim, Product
from tradedata.data.collection import Collection
from tradedata.data.periods import Period, runs_of_years
from tradedata.data.vocabulary import AMOUNTS, MEASURES
from tradedata.views.axes import AXES, axes_words, axis_of
from tradedata.views.charts import Chart, Mark, YearPanel
from tradedata.views.lines import what_words
from tradedata.views.marks import benchmark_mark, claim_mark, indicator_mark
from tradedata.words.claims import flow_words, number_words, period_words
from tradedata.words.text import Text, capitalised, counted, joined, list_words, say

OFF_CHART_FLOWS = ("resource",)
OTHER_COVERAGE = "other coverage"
# Nobody stated these of the trade itself: they would crowd the chart and stay with the table.
OFF_CHART_INDICATORS = ("run-rate",)
# A gap says something where numbers are stated, not where they are computed. A year that has an
# amount in another currency is none.
UNITS_WITH_GAPS = tuple(MEASURES[word].units for word in AMOUNTS)

Areas = frozenset[Area]


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
) -> Chart:
    """The chart of a product that ``charted_products`` names."""
    benchmarks = tuple(benchmarks)
    main = frozenset(collection.areas)
    own = statements(claim for claim in claims if claim.product == product and _is_drawn(claim))
    indicators = [indicator for indicator in indicators if indicator.product == product]
    computed = [item for item in indicators if item.is_mark]
    levels = [*(_level_mark(s) for s in own if s.claim.is_level), *map(indicator_mark, computed)]
    levels.sort(key=_order)
    off_chart = [mark for mark in levels if _is_off_chart(mark)]
    drawn = [mark for mark in levels if mark not in off_chart]
    beside = [claim_mark(statement.claim) for statement in own if not statement.claim.is_level]
    ratios = _price_ratios(indicators, computed)
    near = [indicator for indicator in indicators if indicator.kind == "corroboration"]
    return Chart(
        slug=product.key,
        title=_title(product, levels, computed, main),
        subtitle=_subtitle(drawn),
        panels=_panels(drawn, main, benchmarks),
        named=(
            *off_chart,
            *map(indicator_mark, (*(ratio for ratio, _ in ratios), *near)),
            *beside,
        ),
        notes=(
            *_near_words(near, main),
            *counted_twice(s for s in own if not _coverage(s.claim.areas, main)),
            *(price_ratio_sentence(ratio, price) for ratio, price in ratios),
            *map(_beside_words, beside),
            *_benchmark_notes(ratio for ratio, _ in ratios),
            *_scaled_words(off_chart),
            *([NEARNESS_IN_WORDS] if near else []),
        ),
    )


def _is_drawn(claim: Claim) -> bool:
    return claim.flow not in OFF_CHART_FLOWS and not claim.is_set_aside


def _level_mark(statement: Statement) -> Mark:
    claim, mark = statement.claim, claim_mark(statement.claim)
    details: list[str] = [flow_words(claim), mark.detail]
    if statement.pages > 1:
        details.append(say("printed by {}", counted(statement.pages, "page")))
    return replace(mark, detail=joined(" · ", details))


def _order(mark: Mark) -> tuple[object, ...]:
    return (*mark.number.period.sort_key(), isinstance(mark.number, Indicator), mark.id)


def _is_off_chart(mark: Mark) -> bool:
    return isinstance(mark.number, Indicator) and mark.number.kind in OFF_CHART_INDICATORS


def _market_marks(mark: Mark, benchmarks: Sequence[Benchmark]) -> list[Mark]:
    """The market prices that stand beside a price."""
    number = mark.number
    if not isinstance(number, Indicator) or number.kind != "unit-value":
        return []
    return [benchmark_mark(each) for each in overlapping(number, benchmarks)]


def _panels(
    drawn: Sequence[Mark], main: Areas, benchmarks: Sequence[Benchmark]
) -> tuple[YearPanel, ...]:
    """Unit by unit, in each the main pair of areas first."""
    groups: dict[tuple[int, str], dict[str, Mark]] = {}
    for mark in drawn:
        place = AXES.index(axis_of(mark.number.unit))
        members = groups.setdefault((place, _coverage(mark.claims[0].areas, main)), {})
        members.update({each.id: each for each in (mark, *_market_marks(mark, benchmarks))})
    years = {y for members in groups.values() for mark in members.values() for y in mark.years}
    panels = []
    for place, name in sorted(groups):
        axis, marks = AXES[place], tuple(groups[place, name].values())
        units = next((units for units in UNITS_WITH_GAPS if axis.units[0] in units), ())
        alike = [groups[key] for key in groups if key[1] == name and AXES[key[0]].units[0] in units]
        stated = {y for members in alike for mark in members.values() for y in mark.years}
        gaps = missing_runs(stated, years) if units and not name else ()
        title = joined(", ", filter(None, (axis.title, name)))
        panels.append(YearPanel(title, axis.tick_unit, marks, gaps))
    return tuple(panels)


def missing_runs(years: Iterable[int], within: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """The runs of years, first to last, that are missing among those from first to last within."""
    span = sorted(within)
    return runs_of_years(set(range(span[0], span[-1] + 1)).difference(years)) if span else ()


def _coverage(areas: Areas, main: Areas) -> Text:
    """Blank for the main pair of areas, or what else a number covers."""
    if areas <= main:
        return say("")
    named = sorted(areas, key=lambda area: (area not in main, area.label))
    return say("{}: {}", OTHER_COVERAGE, list_words([area.label for area in named]))


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
        joined(": ", filter(None, (capitalised(coverage), corroboration_sentence(each))))
        for coverage, each in sorted(named, key=lambda pair: pair[0])
    ]


def _benchmark_notes(ratios: Iterable[Indicator]) -> list[str]:
    """What is to know of each market price, once."""
    notes = {r.benchmark.note: r.benchmark.series for r in ratios if r.benchmark}
    return [say("‘{}’: {}", series, note) for note, series in notes.items() if note]


def _title(
    product: Product, levels: Iterable[Mark], computed: Iterable[Indicator], main: Areas
) -> Text:
    prices = [indicator for indicator in computed if indicator.kind == "unit-value"]
    if prices:
        price = max(prices, key=lambda indicator: _recency(indicator.period))
        value, quantity = price.inputs
        return say(
            "{}: {} for {} ({}) comes to {}.",
            product.label,
            number_words(value),
            number_words(quantity),
            period_words(value),
            price.words,
        )
    latest = max(
        (mark.number for mark in levels if isinstance(mark.number, Claim)),
        key=lambda c: (
            c.areas <= main,
            c.flow != "demand",
            not c.is_expected,
            _recency(c.period),
        ),
    )
    return say(
        "{}: {} {} ({}).",
        product.label,
        number_words(latest),
        _stated(latest),
        period_words(latest),
    )


def _stated(claim: Claim) -> str:
    return f"stated as a {claim.kind}" if claim.is_expected else "stated"


def _recency(period: Period) -> tuple[bool, bool, date]:
    """Whole years after parts, later ends after earlier ones; no date comes first of all."""
    return (period.is_whole_year, period.is_dated, period.end or date.min)


def _subtitle(drawn: Sequence[Mark]) -> Text:
    axes = axes_words(mark.number.unit for mark in drawn)
    subjects = dict.fromkeys(flow_words(m.number) for m in drawn if isinstance(m.number, Claim))
    return say("In {}. Stated for {}.", axes, joined("; ", subjects))


def _scaled_words(marks: Iterable[Mark]) -> list[Text]:
    scaled = [say("{} ({})", mark.words, mark.number.period.describe()) for mark in marks]
    if not scaled:
        return []
    words = "Scaled to twelve months, off the chart since nobody stated it: {}."
    return [say(words, joined("; ", scaled))]


def _beside_words(mark: Mark) -> Text:
    (claim,) = mark.claims
    return say("Also stated: {}: {}, {}.", mark.words, what_words(claim), mark.detail)
