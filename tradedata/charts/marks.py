"""Marks: what shape, fill and colour mean, on every chart alike.

Shape and fill carry the kind of number, colour the group of speakers; both pass 3:1 on the
light and the dark background. A dashed ring says that no period is stated.
"""

from __future__ import annotations

from dataclasses import dataclass

from tradedata.charts.chart import LegendEntry
from tradedata.data.claims import Claim

AFGHAN, RUSSIAN, MARKET, UNATTRIBUTED = "#009E73", "#D55E00", "#0072B2", "#CC79A7"
NEUTRAL = "#7F7F7F"

_GROUPS = {
    "afghan-authorities": (AFGHAN, "Afghan speakers"),
    "afghan-republic": (AFGHAN, "Afghan speakers"),
    "afghan-business": (AFGHAN, "Afghan speakers"),
    "russian-government": (RUSSIAN, "Russian speakers"),
    "russian-business": (RUSSIAN, "Russian speakers"),
    "market": (MARKET, "market and international"),
    "international": (MARKET, "market and international"),
    "other": (MARKET, "market and international"),
    "unattributed": (UNATTRIBUTED, "not attributed"),
}
_KINDS = {
    "statistic": ("square", "■", "official statistic"),
    "reported": ("circle", "●", "reported figure"),
    "estimate": ("circle-open", "○", "estimate"),
    "forecast": ("circle-open", "○", "forecast"),
    "target": ("line-ns-open", "|", "target"),
    "plan": ("triangle-right-open", "▷", "plan"),
}


@dataclass(frozen=True, slots=True)
class Style:
    """How a mark looks, and the legend entries that explain it."""

    symbol: str
    colour: str
    dashed: bool
    legend: tuple[LegendEntry, ...]

    @property
    def line_width(self) -> int:
        """Pixels of the mark's outline: an open mark is nothing else."""
        return 3 if self.symbol.endswith("open") else 1


COMPUTED = Style("diamond", NEUTRAL, False, (LegendEntry("◆", "computed", NEUTRAL),))
BENCHMARK = Style(
    "x-thin-open", NEUTRAL, False, (LegendEntry("✕", "market price (benchmark)", NEUTRAL),)
)
PART_YEAR = LegendEntry("▨", "part of a year")


def claim_style(claim: Claim) -> Style:
    """The look of a claim's mark."""
    symbol, glyph, kind = _KINDS[claim.kind]
    colour, group = _GROUPS[claim.side]
    legend = [LegendEntry(glyph, kind), LegendEntry("■", group, colour)]
    dashed = not claim.period.span
    if dashed:
        legend.append(LegendEntry("◌", "no period stated"))
    return Style(symbol, colour, dashed, tuple(legend))
