"""SVG: a finished picture as a drawing that needs neither a browser nor a script.

Owns the way from the few things that our figures are made of (see ``strokes``) to SVG, as Plotly
draws them: what a figure of ours does not use is not known here. The same picture gives the same
text.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from typing import Any

from tradedata.charts.strokes import Look

_Place = tuple[float, float]

_LINE, _MIDDLE = 1.3, 0.36  # of a text's size: from line to line, and from middle to baseline
_ANCHORS = {"left": "start", "center": "middle", "right": "end"}
_DASHES = {"dot": "2,2"}
_HATCH = 5
_STANDOFF, _INSET = 5, 3  # pixels of the labels of ticks from their axis
_CHARACTER = 0.27  # half of a character's width, of its size
_HALO = {"stroke": "white", "stroke_width": 3, "stroke_linejoin": "round", "paint_order": "stroke"}
_BELOW, _BETWEEN, _ABOVE = "below", "between", "above"


def svg(picture: Look, words: str, style: str = "") -> str:
    """The picture (as ``charts.picture`` gives it) as an SVG element; ``words`` say what it shows.

    It has its size in pixels and scales with its place. ``style`` is a style sheet of its own.
    """
    layout = picture["layout"]
    plot = _Plot(layout)
    shapes = [
        (_shape(shape, plot), shape.get("layer", _ABOVE)) for shape in layout.get("shapes", ())
    ]
    notes = [note for note in layout.get("annotations", ()) if plot.has(note)]
    parts = (
        _tag("title", escape(words)),
        *([_tag("style", escape(style))] if style else []),
        _tag("rect", width="100%", height="100%", fill="white"),
        *(drawn for drawn, layer in shapes if layer == _BELOW),
        *(line for axis in plot.axes for line in _grid(axis, plot)),
        *(drawn for drawn, layer in shapes if layer == _BETWEEN),
        *(part for trace in picture["data"] for part in _trace(trace, plot)),
        *(drawn for drawn, layer in shapes if layer == _ABOVE),
        *(_leader(note, plot) for note in notes if note["showarrow"]),
        *(label for axis in plot.axes for label in _ticks(axis, plot)),
        *(_note(note, plot) for note in notes),
    )
    width, height = layout["width"], layout["height"]
    return _tag(
        "svg",
        "\n".join(parts),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=" ".join(map(_number, (0, 0, width, height))),
        width=width,
        height=height,
        role="img",
        font_family=layout["font"]["family"],
        fill=layout["font"]["color"],
    )


@dataclass(frozen=True, slots=True)
class _Axis:
    """An axis by Plotly's name for it ('x2'), and the pixels between which its range lies."""

    name: str
    look: Look
    start: float
    end: float

    def at(self, value: float) -> float:
        low, high = self.look["range"]
        return float(self.start + (value - low) / (high - low) * (self.end - self.start))


class _Plot:
    """Where things are: pixels from the upper left corner."""

    def __init__(self, layout: Look) -> None:
        margin = layout["margin"]
        self.size = layout["font"]["size"]
        self.left, self.right = margin["l"], layout["width"] - margin["r"]
        self.top, self.bottom = margin["t"], layout["height"] - margin["b"]
        self._axes = {
            name.replace("axis", ""): self._axis(name.replace("axis", ""), look)
            for name, look in layout.items()
            if name[1:].startswith("axis")
        }

    @property
    def axes(self) -> Iterable[_Axis]:
        return self._axes.values()

    def axis(self, name: str) -> _Axis:
        return self._axes[name]

    def place(self, item: Look, side: str, name: str = "") -> float:
        """Pixels of what a shape or a text says of itself: ``name`` by the reference of its side.

        Plotly's references are 'x2', 'y domain' and 'paper'.
        """
        name = name or side
        value, ref = item[name], item[f"{name if name.startswith('a') else side}ref"]
        if ref == "paper":
            return self.on_paper(value, value)[side == "y"]
        axis_name, _, is_domain = ref.partition(" ")
        axis = self._axes[axis_name]
        if is_domain:
            return float(axis.start + value * (axis.end - axis.start))
        return axis.at(value)

    def has(self, note: Look) -> bool:
        """Whether the place that a text speaks of is in the plot: Plotly shows no other."""
        for side in "xy":
            axis = self._axes.get(note[f"{side}ref"])
            if axis and not min(axis.look["range"]) <= note[side] <= max(axis.look["range"]):
                return False
        return True

    def on_paper(self, x: float, y: float) -> _Place:
        return (
            self.left + x * (self.right - self.left),
            self.bottom - y * (self.bottom - self.top),
        )

    def _axis(self, name: str, look: Look) -> _Axis:
        first, last = look.get("domain", (0, 1))
        if name.startswith("x"):
            return _Axis(name, look, *(self.on_paper(part, 0)[0] for part in (first, last)))
        return _Axis(name, look, *(self.on_paper(0, part)[1] for part in (first, last)))


def _grid(axis: _Axis, plot: _Plot) -> Iterator[str]:
    look, other = axis.look, plot.axis(axis.look["anchor"])
    if not look.get("visible", True):
        return
    lines = [(value, look["gridcolor"], 1) for value in look["tickvals"] if look.get("showgrid")]
    minor = look.get("minor", {})
    lines += [(value, minor["gridcolor"], 1) for value in minor.get("tickvals", ())]
    if look.get("zeroline"):
        lines.append((0.0, look["zerolinecolor"], look["zerolinewidth"]))
    for value, colour, width in lines:
        yield _line(_across(axis, axis.at(value), other), {"color": colour, "width": width})


def _across(axis: _Axis, at: float, other: _Axis) -> list[_Place]:
    ends = (other.start, other.end)
    return [(at, end) if axis.name.startswith("x") else (end, at) for end in ends]


def _ticks(axis: _Axis, plot: _Plot) -> Iterator[str]:
    look, other = axis.look, plot.axis(axis.look["anchor"])
    if not look.get("visible", True):
        return
    for value, words in zip(look["tickvals"], look["ticktext"], strict=True):
        at = axis.at(value)
        if axis.name.startswith("x"):
            below = other.start + _STANDOFF + plot.size * _LINE / 2
            yield _text([words], at, below, plot.size, "center", **_HALO)
        elif (above := at - plot.size * _LINE / 2) - plot.size / 2 >= axis.end:
            yield _text([words], other.start + _INSET, above, plot.size, "left", **_HALO)


def _trace(trace: Look, plot: _Plot) -> Iterator[str]:
    across, upwards = plot.axis(trace["xaxis"]), plot.axis(trace["yaxis"])
    places = [
        None if x is None or y is None else (across.at(x), upwards.at(y))
        for x, y in zip(trace["x"], trace["y"], strict=True)
    ]
    if trace["type"] == "bar":
        yield from _bars(trace, places, across.at(0))
    elif trace["mode"] == "lines":
        for run in _runs(places):
            yield _line(run, trace["line"])
    else:
        yield from _marks(trace, [place for place in places if place])


def _runs(places: Sequence[_Place | None]) -> Iterator[list[_Place]]:
    run: list[_Place] = []
    for place in (*places, None):
        if place:
            run.append(place)
        elif run:
            yield run
            run = []


def _bars(trace: Look, places: Iterable[Any], zero: float) -> Iterator[str]:
    """Bars from zero, one of a part of a year hatched."""
    marker, height = trace["marker"], trace["width"]
    hatched = marker["pattern"]["shape"]
    for (x, y), colour, hatch in zip(places, marker["color"], hatched, strict=True):
        left, right, top = min(x, zero), max(x, zero), y - height / 2
        if hatch:
            stroke = {"stroke": colour, "stroke_opacity": marker["opacity"]}
            yield _tag("path", d=_hatching(left, right, top, height), **stroke)
        else:
            look = {"fill": colour, "fill_opacity": marker["opacity"]}
            yield _tag("rect", x=left, y=top, width=right - left, height=height, **look)


def _hatching(left: float, right: float, top: float, height: float) -> str:
    """Slanting lines that fill a bar, cut off at its ends."""
    count = math.ceil((right - left + height) / _HATCH)
    lines = []
    for place in range(count):
        foot = left - height + _HATCH * place
        begin, end = max(foot, left), min(foot + height, right)
        ends = [(x, top + height - (x - foot)) for x in (begin, end)]
        lines.append(f"M{_points(ends)}" if begin < end else "")
    return "".join(lines)


def _marks(trace: Look, places: Sequence[_Place]) -> Iterator[str]:
    marker, font = trace["marker"], trace["textfont"]
    outline = marker["line"]
    for at, (x, y) in enumerate(places):
        yield _symbol(
            marker["symbol"][at],
            x,
            y,
            marker["size"][at] / 2,
            marker["color"][at],
            outline["width"][at],
        )
        if trace["text"][at]:
            beside = trace["textposition"][at].endswith("right")
            x += marker["size"][at] / 2 + 3 if beside else 0
            look = {"fill": font["color"][at], "font_weight": font["weight"]}
            anchor, halo = ("left", _HALO) if beside else ("center", {})
            yield _text([trace["text"][at]], x, y, font["size"], anchor, **look, **halo)


def _symbol(name: str, x: float, y: float, half: float, colour: str, width: float) -> str:
    """A mark as Plotly draws its symbols: ``half`` is its radius."""
    is_open = name.endswith("-open")
    look = {"fill": "none" if is_open else colour, "stroke": colour, "stroke_width": width}
    shape = name.removesuffix("-open")
    if shape == "circle":
        return _tag("circle", cx=x, cy=y, r=half, **look)
    corners = _CORNERS[shape]
    points = [(x + across * half, y + down * half) for across, down in corners]
    close = "" if shape in _STROKES else "Z"
    pairs = list(zip(points[::2], points[1::2], strict=True)) if shape in _STROKES else [points]
    return _tag("path", d="".join(f"M{_points(each)}" for each in pairs) + close, **look)


_WIDE, _TALL = 1.3, 2 / math.sqrt(3)
_CORNERS = {
    "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "diamond": ((_WIDE, 0), (0, _WIDE), (-_WIDE, 0), (0, -_WIDE)),
    "triangle-right": ((-0.5, -_TALL), (-0.5, _TALL), (1, 0)),
    "x-thin": ((-1, -1), (1, 1), (-1, 1), (1, -1)),
    "line-ns": ((0, -1.4), (0, 1.4)),
}
_STROKES = frozenset(("x-thin", "line-ns"))


def _shape(shape: Look, plot: _Plot) -> str:
    left, right = (_corner(shape, "x", end, plot) for end in ("0", "1"))
    top, bottom = (_corner(shape, "y", end, plot) for end in ("0", "1"))
    line = shape.get("line", {})
    if shape["type"] == "line":
        return _line([(left, top), (right, bottom)], line, opacity=shape.get("opacity", 1))
    look = {"fill": shape.get("fillcolor", "none"), **_stroke(line)}
    if shape["type"] == "circle":
        return _tag(
            "circle", cx=(left + right) / 2, cy=(top + bottom) / 2, r=(right - left) / 2, **look
        )
    corner = {"x": min(left, right), "y": min(top, bottom)}
    return _tag("rect", width=abs(right - left), height=abs(bottom - top), **corner, **look)


def _corner(shape: Look, side: str, end: str, plot: _Plot) -> float:
    if shape.get(f"{side}sizemode") != "pixel":
        return plot.place(shape, side, f"{side}{end}")
    pixels = float(shape[f"{side}{end}"])  # those of Plotly go upwards
    return plot.place(shape, side, f"{side}anchor") + (pixels if side == "x" else -pixels)


def _leader(note: Look, plot: _Plot) -> str:
    """The line from the edge of a label to its mark, short of that; none where they touch."""
    start, end = _tail(note, plot), (plot.place(note, "x"), plot.place(note, "y"))
    size, lines = note["font"]["size"], [_read(line).words for line in note["text"].split("<br>")]
    half = max(map(len, lines)) * _CHARACTER * size, _LINE * size * len(lines) / 2
    length = math.dist(start, end)
    apart = [abs(b - a) for a, b in zip(start, end, strict=True)]
    first = min((h / far for h, far in zip(half, apart, strict=True) if far), default=1.0)
    last = 1 - note["standoff"] / length if length else 0.0
    if first >= last:
        return ""
    stops = [tuple(a + (b - a) * p for a, b in zip(start, end, strict=True)) for p in (first, last)]
    line = {"color": note["arrowcolor"], "width": note["arrowwidth"]}
    return _line([(x, y) for x, y in stops], line)


def _tail(note: Look, plot: _Plot) -> _Place:
    return plot.place(note, "x", "ax"), plot.place(note, "y", "ay")


def _note(note: Look, plot: _Plot) -> str:
    at = _tail(note, plot) if note["showarrow"] else (plot.place(note, "x"), plot.place(note, "y"))
    x, y = at[0] + note.get("xshift", 0), at[1] - note.get("yshift", 0)
    size, lines = note["font"]["size"], note["text"].split("<br>")
    height = _LINE * size * len(lines)
    lift = {"top": 0.0, "middle": height / 2, "bottom": height}[note.get("yanchor", "middle")]
    look = {"fill": note["font"].get("color"), "opacity": note.get("opacity")}
    middle = y - lift + _LINE * size / 2
    return _text(lines, x, middle, size, note.get("xanchor", "center"), **look, **_HALO)


def _text(
    lines: Sequence[str], x: float, middle: float, size: float, anchor: str, **look: Any
) -> str:
    """Lines in our own markup below each other, the middle of the first at that height."""
    rows = []
    for place, line in enumerate(lines):
        baseline = middle + _LINE * size * place + _MIDDLE * size
        rows.append(_tag("tspan", "".join(_read(line).parts), x=x, y=baseline))
    look = {name: value for name, value in look.items() if value is not None}
    anchors = {} if anchor == "left" else {"text_anchor": _ANCHORS[anchor]}
    kept = {"xml:space": "preserve"}
    return _tag("text", "".join(rows), font_size=size, **anchors, **look, **kept)


class _Markup(HTMLParser):
    """Plotly's pseudo-HTML, as far as ours goes, as SVG."""

    _LOOKS: Mapping[str, dict[str, str]] = {
        "b": {"font_weight": "bold"},
        "i": {"font_style": "italic"},
    }

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        style = str(dict(attrs).get("style", ""))
        look = self._LOOKS.get(tag) or {"fill": style.removeprefix("color:")}
        self.parts.append(f"<tspan{_attributes(look)}>")

    def handle_endtag(self, tag: str) -> None:
        self.parts.append("</tspan>")

    def handle_data(self, data: str) -> None:
        self.parts.append(escape(data))
        self.words += data


def _read(line: str) -> _Markup:
    reader = _Markup()
    reader.feed(line)
    reader.close()
    return reader


def _line(places: Sequence[_Place], line: Look, **look: Any) -> str:
    return _tag("path", d=f"M{_points(places)}", fill="none", **_stroke(line), **look)


def _stroke(line: Look) -> dict[str, Any]:
    if not line.get("width"):
        return {}
    look = {"stroke": line["color"], "stroke_width": line["width"]}
    dash = line.get("dash", "solid")
    return look if dash == "solid" else look | {"stroke_dasharray": _DASHES.get(dash, dash)}


def _points(places: Iterable[_Place]) -> str:
    return "L".join(f"{_number(x)},{_number(y)}" for x, y in places)


def _tag(name: str, content: str = "", /, **attributes: Any) -> str:
    opening = f"{name}{_attributes(attributes)}"
    return f"<{opening}>{content}</{name}>" if content else f"<{opening}/>"


def _attributes(attributes: Mapping[str, Any]) -> str:
    return "".join(
        f' {name if name == "viewBox" else name.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for name, value in attributes.items()
    )


def _value(value: Any) -> str:
    return escape(_number(value) if isinstance(value, int | float) else str(value))


def _number(value: float) -> str:
    """Up to two places: a hundredth of a pixel is more than anybody sees."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
