"""Listing: claims and indicators as lines of a table and as sentences, alike everywhere.

Owns the columns that readers see. Draws nothing and writes no file.
"""

from __future__ import annotations

from collections.abc import Mapping

from tradedata.benchmarking import price_words
from tradedata.claims import Benchmark, Claim
from tradedata.describing import (
    measure_words,
    number_words,
    period_words,
    source_words,
    subject_words,
)
from tradedata.indicators import Indicator
from tradedata.wording import list_words

Cell = str | float
Line = Mapping[str, Cell]

COMPUTED = "computed"
MARKET_PRICE = "market price"
READING_COLUMNS = ("Number", "What", "Period", "Stated by", "Kind", "Source", "As printed")


def claim_line(claim: Claim) -> Line:
    """A claim; ``Value`` is a number in ``Unit``, ``Rests on`` its own id."""
    return {
        "Number": number_words(claim),
        "What": f"{subject_words(claim)}, {measure_words(claim)}",
        "Period": period_words(claim),
        "Stated by": claim.speaker,
        "Kind": claim.kind,
        "Source": source_words(claim.source),
        "As printed": claim.as_printed,
        "Formula": "",
        "Value": float(claim.value),
        "Unit": claim.unit,
        "Rests on": claim.id,
    }


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
        "Formula": indicator.expression,
        "Value": float(indicator.value),
        "Unit": indicator.unit,
        "Rests on": ";".join(claim.id for claim in indicator.inputs),
    }


def benchmark_line(benchmark: Benchmark) -> Line:
    """A market price; ``Value`` is a number in ``Unit``, ``Rests on`` its own key."""
    return {
        "Number": price_words(benchmark),
        "What": f"{benchmark.series}, mean",
        "Period": benchmark.period.describe(),
        "Stated by": MARKET_PRICE,
        "Kind": MARKET_PRICE,
        "Source": source_words(benchmark.source),
        "As printed": benchmark.native,
        "Formula": "",
        "Value": float(benchmark.value),
        "Unit": benchmark.unit,
        "Rests on": benchmark.key,
    }


def claim_sentence(claim: Claim) -> str:
    """The claim in one sentence, for readers who do not see the chart."""
    return (
        f"{claim.speaker}: {number_words(claim)}, {measure_words(claim)}, "
        f"{subject_words(claim)}; {period_words(claim)} ({source_words(claim.source)})."
    )


def indicator_sentence(indicator: Indicator) -> str:
    """The computed number in a sentence, with its formula, unrounded result and note."""
    return (
        f"Computed: {indicator.label}, {indicator.words}; {indicator.expression} "
        f"({source_list_words(indicator)}). {indicator.note}"
    ).strip()


def benchmark_sentence(benchmark: Benchmark) -> str:
    """The market price in a sentence, with its note."""
    return (
        f"Market price: {benchmark.series}, {price_words(benchmark)}, mean of "
        f"{benchmark.period.describe()} ({source_words(benchmark.source)}). {benchmark.note}"
    ).strip()


def source_list_words(indicator: Indicator) -> str:
    """The sources that a computed number rests on."""
    return list_words([source_words(source) for source in indicator.sources])
