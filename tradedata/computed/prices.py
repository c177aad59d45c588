"""Prices: prices that claims imply, set beside market prices of the same product.

Owns which benchmark a price is set beside, and the words for both. Says how many days they
share; judges no price and draws nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from tradedata.computed.indicators import Indicator, grouped, in_order
from tradedata.data.claims import Benchmark
from tradedata.data.periods import Period
from tradedata.words.numbers import amount, in_full
from tradedata.words.text import Number, Text, capitalised, count, counted, joined, list_words, say


def price_words(benchmark: Benchmark) -> Number:
    """The price as a reader writes it: '$406 a tonne'."""
    return Number(amount(benchmark.value, benchmark.unit), benchmark.value, benchmark.key)


def overlapping(price: Indicator, benchmarks: Iterable[Benchmark]) -> tuple[Benchmark, ...]:
    """The benchmarks of the price's product and unit that share days with it, oldest first."""
    found = [
        benchmark
        for benchmark in benchmarks
        if benchmark.product == price.product
        and benchmark.unit == price.unit
        and benchmark.value > 0
        and price.period.overlap(benchmark.period)
    ]
    return tuple(sorted(found, key=lambda found: (found.period.sort_key(), found.key)))


def price_ratios(
    indicators: Iterable[Indicator], benchmarks: Iterable[Benchmark]
) -> tuple[Indicator, ...]:
    """Each implied price / market price, in 'times', for every series that shares days with it.

    Of a series, the benchmark that shares most days is taken, the earlier one of two alike.
    """
    markets = grouped(((market.product, market.unit), market) for market in benchmarks)
    return in_order(
        _price_ratio(price, series)
        for price in indicators
        if price.kind == "unit-value"
        for series in grouped(
            (market.series, market)
            for market in overlapping(price, markets[price.product, price.unit])
        ).values()
    )


def price_ratio_sentence(ratio: Indicator, price: Indicator) -> Text:
    """The ratio in words: '$480 a tonne is 1.2 times the mean of 2024 of a series ($406 …)'."""
    benchmark = ratio.benchmark
    if benchmark is None:
        raise ValueError(f"{ratio.id} rests on no benchmark")
    return say(
        "{} ({}) is {} the mean of {} of ‘{}’, {} ({}). {}",
        capitalised(price.words),
        price.period.describe(),
        ratio.words,
        benchmark.period.span,
        benchmark.series,
        price_words(benchmark),
        benchmark.source.short_name,
        joined(" ", (note for note in ratio.notes if note != benchmark.note)),
    )


def _price_ratio(price: Indicator, series: list[Benchmark]) -> Indicator:
    best = max(series, key=lambda benchmark: price.period.overlap(benchmark.period) or 0)
    market = Number(in_full(best.value, best.unit), best.value, best.key)
    return Indicator(
        "price-ratio",
        price.inputs,
        price.value / best.value,
        "times",
        price.hedge,
        name=say(
            "{} against the market price ‘{}’, {}", price.label, best.series, best.period.span
        ),
        formula=say("({}) / market price", price.formula),
        operation=say("({}) / {}", price.operation, market),
        product=price.product,
        period=price.period,
        remarks=tuple(filter(None, (_shared_words(price.period, series), best.note))),
        is_mark=False,
        benchmark=best,
    )


def _shared_words(period: Period, series: list[Benchmark]) -> Text:
    first, *others = [
        (each.period.span, count(period.overlap(each.period) or 0)) for each in series
    ]
    shares = [say("the market price of {} shares {}", *first)]
    shares += [say("that of {} {}", *other) for other in others]
    return say(
        "Of the {} of the implied price, {}{}.",
        counted(period.days or 0, "day"),
        list_words(shares),
        ": the one that shares most is taken" if others else "",
    )
