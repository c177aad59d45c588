"""Lines: claims and indicators as lines of a table and as sentences, alike everywhere.

Owns the columns that readers see and the order of the lines. Draws nothing and writes no file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from tradedata.compare.comparison import series_key
from tradedata.computed.indicators import Indicator, grouped
from tradedata.computed.prices import price_words
from tradedata.data.claims import Benchmark, Claim
from tradedata.data.periods import Period, When
from tradedata.words.claims import (
    flow_words,
    measure_words,
    number_words,
    period_words,
    source_words,
    subject_words,
)
from tradedata.words.text import Text, joined, list_words, say

Cell = str | int | Decimal
Line = Mapping[str, Cell]

COMPUTED = "computed"
MARKET_PRICE = "market price"
OTHER_CURRENCY = "In another currency, not drawn here"
READING_COLUMNS = ("Number", "What", "Period", "Stated by", "Kind", "Source", "As printed")


def latest_first(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Claims by product, its latest period first, what names no period after that.

    Of one product what is expected follows what is stated; of one period levels go before what
    is said of them.
    """
    return tuple(
        sorted(
            claims,
            key=lambda claim: (
                claim.product.place,
                claim.is_expected,
                _latest_period_first(claim.period),
                not claim.is_level,
                series_key(claim),
                -claim.value,
                claim.id,
            ),
        )
    )


def latest_results_first(indicators: Iterable[Indicator]) -> tuple[Indicator, ...]:
    """Computed numbers by product, the latest period first."""
    return tuple(
        sorted(
            indicators,
            key=lambda item: (item.product.place, _latest_period_first(item.period), item.id),
        )
    )


def line_of(number: Claim | Indicator | Benchmark) -> Line:
    """A number of any sort; all have the same columns."""
    match number:
        case Claim():
            return claim_line(number)
        case Indicator():
            return indicator_line(number)
        case _:
            return benchmark_line(number)


def sentence_of(number: Claim | Indicator | Benchmark) -> str:
    """A number of any sort in one sentence, for readers who do not see the chart."""
    match number:
        case Claim():
            return claim_sentence(number)
        case Indicator():
            return indicator_sentence(number)
        case _:
            return benchmark_sentence(number)


def claim_line(claim: Claim) -> Line:
    """A claim; ``Value`` is a number in ``Unit``, ``Rests on`` its own id."""
    return {
        "Number": number_words(claim),
        "What": what_words(claim),
        "Period": period_words(claim),
        "Stated by": claim.speaker,
        "Kind": claim.kind,
        "Source": source_words(claim.source),
        "As printed": claim.quoted,
        "Our translation": claim.gloss,
        "Formula": "",
        "Value": claim.value,
        "Unit": claim.unit,
        "Rests on": claim.id,
        "Id": claim.id,
    }


def what_words(claim: Claim) -> Text:
    """What the number says of what: 'LPG: imports of Afghanistan from Russia, quantity'."""
    return say("{}, {}", subject_words(claim), measure_words(claim))


def narrow_line(claim: Claim) -> Line:
    """The same with the telling words first in each cell, for a table that cuts its cells off."""
    what = say("{}, {}: {}", claim.product.label, measure_words(claim), flow_words(claim))
    return {**claim_line(claim), "What": what, "Period": _days_first(claim)}


def indicator_line(indicator: Indicator) -> Line:
    """A computed number; ``Value`` is unrounded, ``Rests on`` the ids of its inputs."""
    return {
        "Number": indicator.words,
        "What": indicator.label,
        "Period": indicator.period.describe(),
        "Stated by": COMPUTED,
        "Kind": COMPUTED,
        "Source": source_list_words(indicator),
        "As printed": "",
        "Our translation": "",
        "Formula": indicator.expression,
        "Value": indicator.value,
        "Unit": indicator.unit,
        "Rests on": ";".join(claim.id for claim in indicator.inputs),
        "Id": indicator.id,
    }


def benchmark_line(benchmark: Benchmark) -> Line:
    """A market price; ``Value`` is a number in ``Unit``, ``Rests on`` its own key."""
    return {
        "Number": price_words(benchmark),
        "What": say("{}, mean", benchmark.series),
        "Period": benchmark.period.describe(),
        "Stated by": MARKET_PRICE,
        "Kind": MARKET_PRICE,
        "Source": source_words(benchmark.source),
        "As printed": benchmark.native,
        "Our translation": "",
        "Formula": "",
        "Value": benchmark.value,
        "Unit": benchmark.unit,
        "Rests on": benchmark.key,
        "Id": benchmark.key,
    }


def claim_sentence(claim: Claim) -> Text:
    """The claim in one sentence, for readers who do not see the chart."""
    return say(
        "{}: {}, {}, {}; {} ({}).",
        claim.speaker,
        number_words(claim),
        measure_words(claim),
        subject_words(claim),
        period_words(claim),
        source_words(claim.source),
    )


def indicator_sentence(indicator: Indicator) -> Text:
    """The computed number in a sentence, with its formula, unrounded result and note."""
    words = say(
        "Computed: {}, {}; {} ({}).",
        indicator.label,
        indicator.words,
        indicator.expression,
        source_list_words(indicator),
    )
    return joined(" ", (words, *indicator.notes))


def benchmark_sentence(benchmark: Benchmark) -> Text:
    """The market price in a sentence, with its note."""
    words = say(
        "Market price: {}, {}, mean of {} ({}).",
        benchmark.series,
        price_words(benchmark),
        benchmark.period.describe(),
        source_words(benchmark.source),
    )
    return joined(" ", filter(None, (words, benchmark.note)))


def left_out_words(why: str, claims: Iterable[Claim]) -> tuple[Text, ...]:
    """A sentence that names, by subject, what a chart does not draw; none where that is nothing."""
    by_subject = grouped(
        (subject_words(claim), say("{} ({})", number_words(claim), claim.period.describe()))
        for claim in claims
    )
    listed = [say("{}: {}", subject, list_words(each)) for subject, each in by_subject.items()]
    return (say("{}: {}.", why, joined("; ", listed)),) if listed else ()


def source_list_words(indicator: Indicator) -> Text:
    """The sources that a computed number rests on."""
    return list_words(list(dict.fromkeys(map(source_words, indicator.sources))))


def _days_first(claim: Claim) -> Text:
    """'2024 (‘last year’)', '2023 (according to another source)': the days, then how known."""
    period, own = claim.period, claim.own_period
    if not period.span or own.describe() == period.span:
        return Text((own.describe(),))
    if period.supplied_by:
        return say("{} (according to another source)", period.span)
    label = When(f"‘{own.label}’") if own.label != own.span else ""
    basis = "inferred" if own.basis == "inferred" else ""
    return say("{} ({})", own.span, joined(", ", filter(None, (label, basis))))


def _latest_period_first(period: Period) -> tuple[bool, int, int]:
    start = period.start or date.min
    end = period.end or start
    return period.start is None, -end.toordinal(), -start.toordinal()
