"""Marks: a claim, a computed number or a market price as a chart has it, in words and looks.

Shape and fill carry the kind of number, colour and a letter the group of speakers; all pass 3:1 on
the light and the dark background. A dashed ring says that no period is stated. Decides neither
which numbers a chart has nor their order.
"""

from __future__ import annotations

from dataclasses import replace

from tradedata.computed.indicators import Indicator
from tradedata.computed.prices import price_words
from tradedata.data.claims import Benchmark, Claim
from tradedata.data.vocabulary import KINDS, NOT_ATTRIBUTED
from tradedata.views.charts import ARITHMETIC, LegendEntry, Mark, Style
from tradedata.words.claims import number_words, period_words, short_number_words, source_words
from tradedata.words.text import say

NEUTRAL = "#7F7F7F"
COMPUTED = Style("diamond", NEUTRAL, False, (LegendEntry("◆", "computed", NEUTRAL),))
ADDED = replace(COMPUTED, legend=(LegendEntry("◆", "exports plus imports, added here", NEUTRAL),))
BENCHMARK = Style(
    "x-thin-open", NEUTRAL, False, (LegendEntry("✕", "market price (benchmark)", NEUTRAL),)
)


def claim_style(claim: Claim) -> Style:
    """The look of a claim's mark."""
    kind = KINDS[claim.kind]
    group = claim.claimant.group if claim.claimant else NOT_ATTRIBUTED
    legend = [
        LegendEntry(kind.glyph, kind.label),
        LegendEntry(group.sign or "■", group.label, group.colour),
    ]
    ringed = not claim.period.span
    if ringed:
        legend.append(LegendEntry("◌", "no period stated", brief="no period"))
    if claim.is_arithmetic:
        legend.append(ARITHMETIC)
    return Style(kind.symbol, group.colour, ringed, tuple(legend), group.sign)


def claim_mark(claim: Claim, *, bar: bool = False) -> Mark:
    """A claim with its speaker, its source and its period."""
    words = number_words(claim)
    fitting = f" · {ARITHMETIC.label}" if claim.is_arithmetic else ""
    return Mark(
        number=claim,
        words=words,
        who=claim.speaker,
        detail=say("{} · {}{}", source_words(claim.source), period_words(claim), fitting),
        label=say("{}, {}, {}", words, claim.speaker, period_words(claim)),
        style=claim_style(claim),
        short=short_number_words(claim),
        bar=bar,
        footnote=ARITHMETIC.glyph if claim.is_arithmetic else "",
    )


def indicator_mark(indicator: Indicator) -> Mark:
    """A computed number; its formula stands where a claim's source does."""
    return Mark(
        number=indicator,
        words=indicator.words,
        who=indicator.label,
        detail=say("computed: {} · {}", indicator.formula, indicator.period.describe()),
        label=say("{}, {}, computed", indicator.words, indicator.label),
        style=ADDED if indicator.kind == "turnover" else COMPUTED,
        short=indicator.short_words,
    )


def benchmark_mark(benchmark: Benchmark) -> Mark:
    """A market price, which nobody states of the trade itself: no group's colour."""
    words, period = price_words(benchmark), benchmark.period.describe()
    return Mark(
        number=benchmark,
        words=words,
        who=benchmark.series,
        detail=say("{} · mean of {}", source_words(benchmark.source), period),
        label=say("{}, {}, {}", words, benchmark.series, period),
        style=BENCHMARK,
        short=words,
    )
