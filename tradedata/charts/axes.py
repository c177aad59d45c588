"""Axes: which units share an axis, and where and how its ticks are labelled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from tradedata.words.numbers import list_words

MOST_STEPS = 7


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
    Axis("current US dollars", ("USD", "USD/year"), "USD"),
    Axis("US dollars a tonne", ("USD/t",), "USD"),
    Axis("percent", ("percent",), "percent"),
)


def axis_of(unit: str) -> Axis:
    """The axis that has the unit. Raises KeyError."""
    for axis in AXES:
        if unit in axis.units:
            return axis
    raise KeyError(unit)


def axes_words(units: Iterable[str]) -> str:
    """'tonnes and current US dollars': the axes of the units, each once, in their order."""
    used = set(units)
    return list_words([axis.words for axis in AXES if used & set(axis.units)])


def round_steps(top: float, most: int = MOST_STEPS) -> tuple[Decimal, ...]:
    """Up to ``most`` round numbers from zero to the top, evenly apart."""
    rough = Decimal(max(top, 1.0)) / (most - 1)
    size = Decimal(1).scaleb(rough.adjusted())
    step = next(size * factor for factor in (1, 2, 5, 10) if size * factor >= rough).normalize()
    return tuple(step * place for place in range(most) if step * place <= Decimal(top))
