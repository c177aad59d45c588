"""Marks: what shape, fill and colour mean, on every chart alike.

Shape and fill carry the kind of number, colour the group of speakers; both pass 3:1 on the
light and the dark background. A dashed ring says that no period is stated.
"""

from __future__ import annotations

from dataclasses import dataclass

from tradedata.charts.chart import LegendEntry
from tradedata.data.claims import Claim
from tradedata.data.vocabulary import KINDS, NOT_ATTRIBUTED, SIDES

NEUTRAL = "#7F7F7F"


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
    kind = KINDS[claim.kind]
    group = SIDES[claim.claimant.side] if claim.claimant else NOT_ATTRIBUTED
    legend = [LegendEntry(kind.glyph, kind.label), LegendEntry("■", group.label, group.colour)]
    dashed = not claim.period.span
    if dashed:
        legend.append(LegendEntry("◌", "no period stated"))
    return Style(kind.symbol, group.colour, dashed, tuple(legend))
