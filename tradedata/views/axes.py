"""Axes: which units share an axis, and what it and its ticks are called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tradedata.data.claims import Claim
from tradedata.data.vocabulary import CURRENCIES, UNITS
from tradedata.words.text import list_words


@dataclass(frozen=True, slots=True)
class Axis:
    """What numbers in ``units`` are drawn on; its ticks are written in ``tick_unit``."""

    words: str
    units: tuple[str, ...]
    tick_unit: str

    @property
    def title(self) -> str:
        """The words as a heading."""
        return self.words[0].upper() + self.words[1:]


AXES = (
    Axis("tonnes", ("t", "t/year"), "t"),
    *(Axis(f"current {each.name}", (c, f"{c}/year"), c) for c, each in CURRENCIES.items()),
    *(Axis(f"{each.name} a tonne", (f"{c}/t",), c) for c, each in CURRENCIES.items()),
    Axis("percent", ("percent",), "percent"),
)


def axis_of(unit: str) -> Axis:
    """The axis that has the unit. Raises KeyError."""
    for axis in AXES:
        if unit in axis.units:
            return axis
    raise KeyError(unit)


def main_currency(claims: Iterable[Claim]) -> str:
    """The currency that most of the claims are in; of several, the first of CURRENCIES."""
    counts = Counter(UNITS[claim.unit].family for claim in claims)
    return max(CURRENCIES, key=lambda code: counts[code])


def axes_words(units: Iterable[str]) -> str:
    """'tonnes and current US dollars': the axes of the units, each once, in their order."""
    used = set(units)
    return list_words([axis.words for axis in AXES if used & set(axis.units)])
