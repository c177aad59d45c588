"""Strokes: what every figure is drawn with, whatever its geometry.

Owns a figure in the making, the look of marks, rings, texts and axes of amounts, and the one
escaping function for Plotly's text. Knows no panel, no row and no year.
"""

from __future__ import annotations

import hashlib
import html
import math
import textwrap
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import plotly.graph_objects as go

from tradedata.views.charts import Mark
from tradedata.words.numbers import short_amount

FAMILY = '"Source Sans", sans-serif'  # that of the page
CLEAR = "rgba(0, 0, 0, 0)"
INK = "#7F7F7F"
GRID = "rgba(127, 127, 127, 0.25)"
LABEL_SIZE = 13
MARK_SIZE, SMALL_MARK_SIZE = 15, 8
SIGN_SIZE = 9
RING = 12
SPAN_WIDTH = 3
_ROUND = ("circle", "square")  # what has room for a letter
HOVER_CHARACTERS = 60
NO_BREAK = "\N{NO-BREAK SPACE}"

Place = tuple[float, float]
Look = dict[str, Any]


class FinishedFigure(go.Figure):  # type: ignore[misc]
    """A figure that nobody changes any more: its dictionary is made once, for all readers.

    Plotly makes it anew, with every number encoded, whenever a figure is put on a page. It has no
    template: a browser that gets a copy of one draws all anew, since it compares no copies.
    """

    def __init__(self, figure: go.Figure | Look) -> None:
        super().__init__(figure)
        self._finished: Look | None = None

    def to_dict(self) -> Look:
        """The figure as plain objects; shared, so not to be changed."""
        if self._finished is None:
            self._finished = super().to_dict()
            del self._finished["layout"]["template"]
        return self._finished


class Canvas:
    """A figure in the making: its marks can be chosen, its axes stay put.

    ``axis`` is what Plotly calls a pair of axes: blank, 2, 3, … ``y_domain`` measures upwards in
    parts of the plot instead of in amounts. ``keyed`` are the
    marks that have a key for a label, those that share one together.
    """

    def __init__(self, height: int, right: int) -> None:
        self.height = height
        self.keyed: list[tuple[Mark, ...]] = []
        self._traces: list[Look] = []
        self._shapes: list[Look] = []
        self._texts: list[Look] = []
        self._layout: Look = {
            "height": height,
            "margin": {"l": 8, "r": right, "t": 0, "b": 0, "pad": 8, "autoexpand": False},
            "font": {"family": FAMILY},
            "paper_bgcolor": CLEAR,
            "plot_bgcolor": CLEAR,
            "showlegend": False,
            "barmode": "overlay",
            "hovermode": "closest",
            "clickmode": "event+select",
            "dragmode": False,
        }

    def add_axes(self, axis: str, across: Look, upwards: Look) -> None:
        """A pair of axes that readers cannot move."""
        fixed = {"fixedrange": True}
        self._layout[f"xaxis{axis}"] = {"anchor": f"y{axis}", **fixed, **across}
        self._layout[f"yaxis{axis}"] = {"anchor": f"x{axis}", **fixed, **upwards}

    def add_trace(self, axis: str, places: Sequence[Place], **fields: Any) -> None:
        """A trace through the places; a place that is not a number breaks its line."""
        x, y = ([None if math.isnan(p[side]) else p[side] for p in places] for side in (0, 1))
        self._traces.append({"x": x, "y": y, "xaxis": f"x{axis}", "yaxis": f"y{axis}", **fields})

    def add_shape(
        self, axis: str, start: Place, end: Place, *, y_domain: bool = False, **fields: Any
    ) -> None:
        """A shape between two places."""
        corners = {"x0": start[0], "y0": start[1], "x1": end[0], "y1": end[1]}
        yref = f"y{axis} domain" if y_domain else f"y{axis}"
        self._shapes.append({"xref": f"x{axis}", "yref": yref, **corners, **fields})

    def add_text(
        self, axis: str, text: str, x: float, y: float, *, y_domain: bool = False, **fields: Any
    ) -> None:
        """A text in our own markup, its middle at the place unless the fields say otherwise."""
        size = fields.pop("size", LABEL_SIZE)
        self._texts.append(
            {
                "text": text,
                "xref": f"x{axis}",
                "yref": f"y{axis} domain" if y_domain else f"y{axis}",
                "x": x,
                "y": y,
                "showarrow": False,
                "borderpad": 0,
                "font": {"size": size},
                **fields,
            }
        )

    def add_marks(self, axis: str, marks: Sequence[Mark], places: Sequence[Place]) -> None:
        """Each mark at its place with its sign, and a dotted ring where no period is stated."""
        for mark, (x, y) in zip(marks, places, strict=True):
            if mark.style.ringed:
                self.add_shape(
                    axis,
                    (-RING, -RING),
                    (RING, RING),
                    type="circle",
                    xsizemode="pixel",
                    ysizemode="pixel",
                    xanchor=x,
                    yanchor=y,
                    line={"dash": "dot", "width": 2, "color": mark.style.colour},
                )
        self.add_trace(
            axis,
            places,
            type="scatter",
            mode="markers+text",
            text=[escape(mark.style.sign) if mark.short else "" for mark in marks],
            textposition=[f"middle {'right' if has_sign_beside(m) else 'center'}" for m in marks],
            textfont={
                "size": SIGN_SIZE,
                "weight": "bold",
                "color": [_sign_colour(mark) for mark in marks],
            },
            marker={
                "symbol": [mark.style.symbol for mark in marks],
                "size": [MARK_SIZE if mark.short else SMALL_MARK_SIZE for mark in marks],
                "color": [mark.style.colour for mark in marks],
                "opacity": 1,
                "line": {
                    "width": [_outline(mark) for mark in marks],
                    "color": [mark.style.colour for mark in marks],
                },
            },
            cliponaxis=False,
            **of_marks(marks),
        )

    def figure(self) -> FinishedFigure:
        """The figure, finished; copies of its traces have one revision: none is drawn anew."""
        layout = {
            **self._layout,
            "shapes": self._shapes,
            "annotations": self._texts,
            "datarevision": hashlib.sha256(repr(self._traces).encode()).hexdigest(),
        }
        return FinishedFigure({"data": self._traces, "layout": layout})


def of_marks(marks: Sequence[Mark]) -> Look:
    """What a trace knows of the numbers behind it: the ids of their cards, what is said of each."""
    return {
        "customdata": [mark.id for mark in marks],
        "hovertext": [joined(wrap(mark.hover, HOVER_CHARACTERS)) for mark in marks],
        "hoverinfo": "none",  # the page shows it, clear of the labels
    }


def amount_range(values: Iterable[float], headroom: float) -> Place:
    """An axis that has zero, every value and some room beyond the furthest; never empty."""
    with_zero = [0.0, *values]
    low, high = min(with_zero) * headroom, max(with_zero) * headroom
    return (low, high) if low < high else (0.0, 1.0)


def amount_axis(low: float, high: float, most: int, unit: str) -> Look:
    """The axis with up to ``most`` ticks in words, for a figure's layout."""
    steps = round_steps(low, high, most)
    return {
        "range": [low, high],
        "tickvals": [float(step) for step in steps],
        "ticktext": [short_amount(step, unit) for step in steps],
        "showgrid": True,
        "gridcolor": GRID,
        "zeroline": True,
        "zerolinecolor": INK,
        "zerolinewidth": 2,
    }


def round_steps(low: float, high: float, most: int) -> tuple[Decimal, ...]:
    """Up to ``most`` round numbers within the range, evenly apart, zero among them."""
    size = round_size(Decimal(high - low) / (most - 1))
    first, last = math.ceil(Decimal(low) / size), math.floor(Decimal(high) / size)
    return tuple(size * place if place else Decimal() for place in range(first, last + 1))


def round_size(least: Decimal) -> Decimal:
    """The smallest 1, 2 or 5 with zeros that is not below the least."""
    size = Decimal(1).scaleb(least.adjusted())
    return next(size * factor for factor in (1, 2, 5, 10) if size * factor >= least).normalize()


def wrap(texts: Iterable[str], characters: int) -> list[str]:
    """The texts in lines, each text on new ones."""
    return [line for text in texts for line in textwrap.wrap(text, characters)]


def balanced(text: str, most: int) -> list[str]:
    """The text in as few lines as have room, about as long as each other."""
    lines = textwrap.wrap(text, most)
    longest = min(most, max(map(len, text.split(" "))))
    tries = (textwrap.wrap(text, characters) for characters in range(max(1, longest), most))
    return next((each for each in tries if len(each) == len(lines)), lines)


def joined(lines: Iterable[str]) -> str:
    """Plain lines as one text in Plotly's markup."""
    return "<br>".join(escape(line) for line in lines)


def escape(text: str) -> str:
    """Text from data as Plotly shows it verbatim, its pseudo-HTML switched off."""
    return html.escape(text, quote=False)


def has_sign_beside(mark: Mark) -> bool:
    """Whether its letter has no room within."""
    return not mark.style.symbol.startswith(_ROUND)


def _outline(mark: Mark) -> int:
    """Pixels: an open mark is nothing but its outline."""
    if not mark.style.symbol.endswith("-open"):
        return 1
    return 3 if mark.short else 2


def _sign_colour(mark: Mark) -> str:
    is_filled = mark.style.symbol in _ROUND
    return "white" if is_filled else mark.style.colour
