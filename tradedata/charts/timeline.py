"""Timeline: the axis of years that panels share, from moments to places and pixels.

Some years may be wider than the others: the axis is then of two scales. Owns where a moment
stands and which years are named; draws nothing.
"""

from __future__ import annotations

import math
from calendar import isleap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tradedata.charts.layouts import Layout
from tradedata.charts.strokes import GRID, round_size
from tradedata.views.charts import Mark, YearPanel

LABEL_WIDTH = 60
YEAR_WIDTH = 40
GRID_WIDTH = 20
STANDOFF = 5  # pixels: a mark at zero covers no year


@dataclass(frozen=True, slots=True)
class Timeline:
    """The shared axis: years from ``first`` to ``last`` on so many pixels of ``width``.

    Left of them is room for the ``ticks`` of amounts, right of them a ``margin`` for no year.
    A year among the widened is one unit long, any other ``narrow`` of it.
    """

    first: int
    last: int
    widened: range
    narrow: float
    ticks: int
    margin: int
    width: int

    def at(self, year: float) -> float:
        """Where a moment stands, given in years."""
        within = min(max(year, self.widened.start), self.widened.stop)
        return within + (year - within) * self.narrow

    @property
    def unit(self) -> float:
        """Of the axis, a pixel."""
        years = self.at(self.last) - self.at(self.first)
        return years / (self.width - self.margin - self.ticks) or 1.0

    @property
    def start(self) -> float:
        """Where the axis begins."""
        return self.at(self.first) - self.ticks * self.unit

    @property
    def dated(self) -> float:
        """Where the years end and the margin begins."""
        return self.at(self.last)

    @property
    def end(self) -> float:
        """Where the axis ends."""
        return self.dated + self.margin * self.unit

    def pixels(self, x: float) -> float:
        """How far from the axis's beginning a place is."""
        return (x - self.start) / self.unit

    def year_width(self, year: int) -> float:
        """Pixels."""
        return (self.at(year + 1) - self.at(year)) / self.unit

    @property
    def seams(self) -> tuple[float, ...]:
        """Where the scale of the years changes."""
        years = sorted({self.widened.start, self.widened.stop})
        return tuple(map(self.at, years)) if self.widened and self.narrow < 1 else ()

    def ends(self, mark: Mark) -> tuple[float, float]:
        """Where the days of a mark that has any begin and end."""
        first, last = ends(mark)
        return self.at(first), self.at(last)

    def days(self, mark: Mark) -> tuple[float, float]:
        """Where its days begin and end, or the margin."""
        return self.ends(mark) if mark.start else (self.dated, self.end)

    def middle(self, mark: Mark) -> float:
        """The middle of the mark's days, or of the margin."""
        return sum(self.days(mark)) / 2

    def axis(self) -> dict[str, object]:
        """Round years where not every year has room; lines between the years where they have."""
        ticks: list[int] = []
        years = range(self.first, self.last)
        outer = (*years[:1], *years[-1:]) if self.widened else ()
        # The years that are widened first: no other tick may stand close to one of theirs.
        for year in (*self.widened, *outer, *years):
            every = int(round_size(Decimal(max(1, math.ceil(YEAR_WIDTH / self.year_width(year))))))
            places = (self.at(other + 0.5) for other in ticks)
            apart = (abs(self.at(year + 0.5) - place) / self.unit for place in places)
            is_round = year % every == 0 or year in outer
            if is_round and all(distance > YEAR_WIDTH - 1 for distance in apart):
                ticks.append(year)
        ticks.sort()
        bounds = [
            self.at(year)
            for year in range(self.first, self.last + 1)
            if max(map(self.year_width, (year - 1, year))) >= GRID_WIDTH
        ]
        return {
            "range": [self.start, self.end],
            "tickvals": [self.at(year + 0.5) for year in ticks],
            "ticktext": [str(year) for year in ticks],
            "tickangle": 0,
            "ticklabelstandoff": STANDOFF,
            "minor": {"tickvals": bounds, "showgrid": True, "gridcolor": GRID},
            "showgrid": False,
            "zeroline": False,
        }


def timeline_of(panels: Sequence[YearPanel], layout: Layout, ticks: int) -> Timeline:
    """The axis that the panels share, with so many pixels for the ticks of their amounts."""
    marks = [mark for panel in panels for mark in panel.marks]
    years = {year for mark in marks for year in (*mark.years[:1], *mark.years[-1:])}
    years |= {year.year for panel in panels for year in panel.numbered}
    first, last = (min(years), max(years) + 1) if years else (0, 0)
    widened = next((panel.widened for panel in panels if panel.widened), range(first, first))
    share = layout.widened_share
    for panel in panels:
        if panel.shade and widens_recent(panel, layout):
            widened, share = range(max(first, panel.shade.after + 1), last), layout.recent_share
    others = last - first - len(widened)
    narrow = len(widened) * (1 - share) / (share * others) if widened and others else 1.0
    margin = max(
        layout.undated_width if any(mark.start is None for mark in marks) else 0,
        LABEL_WIDTH if any(panel.lines for panel in panels) and layout.label_column else 0,
    )
    return Timeline(first, last, widened, min(1.0, narrow), ticks, margin, layout.width)


def widens_recent(panel: YearPanel, layout: Layout) -> bool:
    """Whether the years after those of its lines have more room than theirs."""
    return bool(layout.recent_share and panel.lines) and panel.widened is None


def year_point(day: date) -> float:
    """The day on an axis of years: 2024.0 is the start of 1 January 2024."""
    return day.year + (day.timetuple().tm_yday - 1) / _days(day)


def ends(mark: Mark) -> tuple[float, float]:
    """Where a mark with a start begins and ends; one without an end is a point."""
    assert mark.start is not None
    first = year_point(mark.start)
    return first, year_point(mark.end) + 1 / _days(mark.end) if mark.end else first


def _days(day: date) -> int:
    return 366 if isleap(day.year) else 365
