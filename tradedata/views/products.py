"""One product's charts: quantities, values, prices and shares over time, never on one axis.

Any product that has levels of trade or demand gets them, by the same rule: one mark a statement,
as wide as its period, a panel for each unit; other coverage than the two areas has a chart apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tradedata.compare.statements import Statement
from tradedata.computed.corroboration import NEARNESS_IN_WORDS, corroboration_sentence
from tradedata.computed.indicators import Indicator
from tradedata.computed.overlaps import counted_twice
from tradedata.computed.prices import overlapping, price_ratio_sentence
from tradedata.data.claims import Benchmark, Claim, Product
from tradedata.data.collection import Collection
from tradedata.data.periods import runs_of_years
from tradedata.data.reserved import OTHERS
from tradedata.data.vocabulary import AMOUNTS, MEASURES
from tradedata.views.axes import AXES, Axis, axis_of
from tradedata.views.charts import Chart, Mark, YearPanel
from tradedata.views.lines import what_words
from tradedata.views.marks import benchmark_mark, claim_mark, indicator_mark
from tradedata.views.product_parts import (
    Part,
    coverage_words,
    is_drawn,
    parts_of_product,
    stated_words,
)
from tradedata.views.view import View
from tradedata.words.claims import flow_words, period_words, source_words
from tradedata.words.text import Text, capitalised, counted, joined, list_words, say

# Nobody stated these of the trade itself: they would crowd the chart and stay with the table.
OFF_CHART_INDICATORS = ("run-rate",)
# What sets two numbers against each other is told below the chart.
TOLD_INDICATORS = ("change", "implied-distance", "addition", "share-of-total")
# A gap says something where numbers are stated, not where they are computed. A year that has an
# amount in another currency is none.
UNITS_WITH_GAPS = tuple(MEASURES[word].units for word in AMOUNTS)


def charted_products(claims: Iterable[Claim], collection: Collection) -> tuple[Product, ...]:
    """The products that have a level to draw, in the order of products.csv.

    The total of trade has sections of its own.
    """
    products = {claim.product for claim in claims if is_drawn(claim) and claim.is_level}
    return tuple(sorted(products - {collection.total}, key=lambda p: p.place))


def product_charts(
    product: Product,
    claims: Iterable[Claim],
    collection: Collection,
    indicators: Iterable[Indicator],
    benchmarks: Iterable[Benchmark] = (),
) -> tuple[Chart, ...]:
    """The charts of a product that ``charted_products`` names, one for each of its parts."""
    parts = parts_of_product(product, claims, collection, indicators)
    slugs = (product.key, product.key + OTHERS)
    benchmarks = tuple(benchmarks)
    return tuple(_chart(slug, part, benchmarks) for slug, part in zip(slugs, parts, strict=False))


def product_line(product: Product, view: View) -> Text:
    """What a product that ``charted_products`` names comes to, in a line without a full stop."""
    own, *_ = parts_of_product(product, view.claims, view.dataset.collection, view.indicators)
    return own.line


def _chart(slug: str, part: Part, benchmarks: Sequence[Benchmark]) -> Chart:
    computed = [item for item in part.indicators if item.is_mark]
    levels = [_level_mark(each) for each in part.statements if each.claim.is_level]
    levels = sorted([*levels, *map(indicator_mark, computed)], key=_order)
    off_chart = [mark for mark in levels if _is_off_chart(mark)]
    shown = [mark for mark in levels if mark not in off_chart]
    panels, alone = _panels(shown, part, benchmarks)
    beside = [claim_mark(each.claim) for each in part.statements if not each.claim.is_level]
    ratios = _price_ratios(part.indicators, computed)
    near = [indicator for indicator in part.indicators if indicator.kind == "corroboration"]
    set_apart = [
        item for item in part.indicators if item.kind in TOLD_INDICATORS and not item.is_mark
    ]
    return Chart(
        slug=slug,
        title=say("{}.", part.line),
        subtitle="",
        panels=panels,
        alone=tuple(map(_alone_words, alone)),
        named=(
            *alone,
            *off_chart,
            *map(indicator_mark, (*(ratio for ratio, _ in ratios), *near, *set_apart)),
            *beside,
        ),
        notes=_notes(part, near, set_apart, ratios, beside, off_chart),
    )


def _notes(
    part: Part,
    near: Sequence[Indicator],
    set_apart: Iterable[Indicator],
    ratios: Sequence[tuple[Indicator, Indicator]],
    beside: Iterable[Mark],
    off_chart: Iterable[Mark],
) -> tuple[str, ...]:
    """First what tells most of a number: what is near it, and what the market paid."""
    near_words = _near_words(near, part.collection)
    ratio_words = [price_ratio_sentence(ratio, price) for ratio, price in ratios]
    main = {*part.collection.areas}
    return (
        *near_words[:1],
        *ratio_words[:1],
        *near_words[1:],
        *counted_twice(each for each in part.statements if each.claim.areas <= main),
        *ratio_words[1:],
        *(each.sentence for each in set_apart),
        *map(_beside_words, beside),
        *_benchmark_notes(ratio for ratio, _ in ratios),
        *_scaled_words(off_chart),
        *([NEARNESS_IN_WORDS] if near else []),
    )


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
    shown: Sequence[Mark], part: Part, benchmarks: Sequence[Benchmark]
) -> tuple[tuple[YearPanel, ...], tuple[Mark, ...]]:
    """A panel for each coverage and unit, and the marks that have none.

    The world's come last, and demand after trade. One mark makes no panel, nor do marks without
    years.
    """
    collection = part.collection
    groups: dict[tuple[tuple[bool, Text, bool], int], dict[str, Mark]] = {}
    for mark in shown:
        areas, is_demand = mark.claims[0].areas, not mark.claims[0].is_trade
        what = collection.world in areas, coverage_words(areas, collection), is_demand
        group = what, AXES.index(axis_of(mark.number.unit))
        members = groups.setdefault(group, {})
        members.update({each.id: each for each in (mark, *_market_marks(mark, benchmarks))})
    drawn = {
        group: tuple(members.values())
        for group, members in sorted(groups.items())
        if len(members) > 1 and any(mark.years for mark in members.values())
    }
    years = {year for marks in drawn.values() for mark in marks for year in mark.years}
    panels = []
    for (what, place), marks in drawn.items():
        coverage = what[1]
        axis = AXES[place]
        units = next((units for units in UNITS_WITH_GAPS if axis.units[0] in units), ())
        alike = [
            members.values()
            for (other, at), members in groups.items()
            if other == what and AXES[at].units[0] in units
        ]
        stated = {year for members in alike for mark in members for year in mark.years}
        gaps = missing_runs(stated, years) if units and not coverage else ()
        title = joined(", ", filter(None, (_axis_title(axis, marks), coverage)))
        panels.append(
            YearPanel(
                title,
                axis.tick_unit,
                marks,
                gaps,
                about=_flows_words(marks),
                lead=_lead(part, marks),
                names_speakers=True,
            )
        )
    in_panels = {mark.id for marks in drawn.values() for mark in marks}
    return tuple(panels), tuple(mark for mark in shown if mark.id not in in_panels)


def _axis_title(axis: Axis, marks: Iterable[Mark]) -> Text:
    """The unit, and of what a percentage is one."""
    if axis.tick_unit != "percent":
        return say("{}", axis.title)
    wholes = [mark.claims[1] for mark in marks]
    return say(
        "{} of {}, {}",
        axis.title,
        list_words([*dict.fromkeys(map(flow_words, wholes))]),
        list_words([*dict.fromkeys(whole.measure for whole in wholes)]),
    )


def missing_runs(years: Iterable[int], within: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """The runs of years, first to last, that are missing among those from first to last within."""
    span = sorted(within)
    return runs_of_years(set(range(span[0], span[-1] + 1)).difference(years)) if span else ()


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


def _near_words(near: Iterable[Indicator], collection: Collection) -> list[Text]:
    """What speakers count for much the same days, side by side; the two areas first."""
    named = [(coverage_words(each.inputs[0].areas, collection), each) for each in near]
    return [
        joined(": ", filter(None, (coverage, corroboration_sentence(each))))
        for coverage, each in sorted(named, key=lambda pair: pair[0])
    ]


def _benchmark_notes(ratios: Iterable[Indicator]) -> list[str]:
    """What is to know of each market price, once."""
    notes = {r.benchmark.note: r.benchmark.series for r in ratios if r.benchmark}
    return [say("‘{}’: {}", series, note) for note, series in notes.items() if note]


def _alone_words(mark: Mark) -> Text:
    """A number that has no panel, in a sentence."""
    if not isinstance(claim := mark.number, Claim):
        return say("{}: {} ({}).", mark.who, mark.words, mark.detail)
    return say(
        "{}: {} {}, {} ({} · {}).",
        capitalised(flow_words(claim)),
        mark.words,
        stated_words(claim),
        mark.who,
        source_words(claim.source),
        period_words(claim),
    )


def _flows_words(marks: Iterable[Mark]) -> Text:
    """Of what trade or demand they are, each once; blank where the title says it."""
    flows = [flow_words(m.claims[0]) for m in marks if m.claims and m.number.unit != "percent"]
    return joined("; ", dict.fromkeys(flows))


def _lead(part: Part, marks: Sequence[Mark]) -> Text:
    """A title for those marks alone."""
    levels = [mark.number for mark in marks if isinstance(mark.number, Claim)]
    if levels:
        return say("{}.", part.line_of(levels))
    return say("{}: {}.", part.product.label, marks[-1].label)


def _scaled_words(marks: Iterable[Mark]) -> list[Text]:
    scaled = [say("{} ({})", mark.words, mark.number.period.describe()) for mark in marks]
    if not scaled:
        return []
    words = "Scaled to twelve months, off the chart since nobody stated it: {}."
    return [say(words, joined("; ", scaled))]


def _beside_words(mark: Mark) -> Text:
    (claim,) = mark.claims
    return say("Also stated: {}: {}, {}.", mark.words, what_words(claim), mark.detail)
