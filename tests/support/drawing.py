"""Reading drawings back: what is drawn where, and the laws that every drawing keeps."""

from __future__ import annotations

import html
import itertools
import math
import re
from dataclasses import dataclass
from functools import cache

from tests.support import charts
from tradedata.charts.drawing import Drawing, draw
from tradedata.charts.geometry import Box, Segment
from tradedata.charts.labels import CLOSE, LabelledMark, Shift, Wording
from tradedata.charts.plots import mark_box
from tradedata.charts.years import EVENTS
from tradedata.views.charts import Chart, Heading, RowPanel, YearPanel

CORNER = 4  # square pixels of a mark's box that no mark fills
drawn = cache(draw)  # what follows from a chart and a layout alone, once for all tests
TAG = re.compile(r"</?(?:b|i|span)(?: style=\"color:#[0-9A-F]{6}\")?>")


@dataclass(frozen=True)
class DrawnMark:
    """A mark as drawn, where, and on which axes: blank, 2, 3, …"""

    x: float
    y: float
    symbol: str
    colour: str
    size: int
    outline: int
    hover: str
    sign: str
    axis: str


def read_marks(drawing: Drawing) -> list[tuple[str, DrawnMark]]:
    """Every mark with its id, in the order drawn."""
    found: list[tuple[str, DrawnMark]] = []
    for trace in drawing.figure.data:
        if trace.type != "scatter" or trace.mode != "markers+text":
            continue
        look = trace.marker
        columns = zip(
            trace.x,
            trace.y,
            look.symbol,
            look.color,
            look.size,
            look.line.width,
            trace.hovertext,
            trace.text,
            [trace.xaxis.removeprefix("x")] * len(trace.x),
            strict=True,
        )
        drawn = itertools.starmap(DrawnMark, columns)
        found += [*zip(map(str, trace.customdata), drawn, strict=True)]
    return found


def axis_range(drawing: Drawing, axis: str) -> tuple[float, float]:
    """The range of the axis that Plotly calls xaxis, yaxis2, …"""
    low, high = getattr(drawing.figure.layout, axis).range
    return float(low), float(high)


def plain(markup: str) -> str:
    """The text that Plotly shows for a markup of ours."""
    return html.unescape(TAG.sub("", markup.replace("<br>", " ")))


@dataclass(frozen=True)
class DrawnLabel:
    """A label as drawn: its mark, what its text covers, and its leader if that is seen."""

    card_id: str
    text: str
    box: Box
    leader: Segment | None


def labels_and_marks(
    chart: Chart, drawing: Drawing, width: float
) -> list[tuple[list[DrawnLabel], dict[str, Box]]]:
    """For each panel of years its labels and what its marks cover, in pixels of a page so wide."""
    found = []
    named = {mark.id: mark for mark in chart.drawn}
    for panel in range(len(chart.panels)):
        axis = str(panel + 1) if panel else ""
        layout = drawing.figure.layout
        (left, right), (low, high) = (axis_range(drawing, f"{side}axis{axis}") for side in "xy")
        bottom, top = layout[f"yaxis{axis}"].domain
        height = (top - bottom) * drawing.height

        def place(x: float, y: float) -> tuple[float, float]:
            return (x - left) / (right - left) * width, (y - low) / (high - low) * height  # noqa: B023

        boxes = {
            card_id: mark_box(named[card_id], *place(mark.x, mark.y))
            for card_id, mark in read_marks(drawing)
            if mark.axis == axis
        }
        labels = []
        for note in layout.annotations:
            if note.name and note.showarrow and note.xref == f"x{axis}":
                (x, y), (text_x, text_y) = place(note.x, note.y), place(note.ax, note.ay)
                lines = Wording(tuple(map(plain, note.text.split("<br>"))))
                mark = LabelledMark(x, y, note.standoff, (lines,), note.font.size)
                shift = Shift(text_x - x, text_y - y)
                labels.append(
                    DrawnLabel(note.name, note.text, mark.text_box(shift), mark.leader(shift))
                )
        found.append((labels, boxes))
    return found


def faults_of_labels(chart: Chart, drawing: Drawing, width: float) -> list[str]:
    """Labels that lie over another or over a mark, and leaders that run through either."""
    found = []
    for labels, marks in labels_and_marks(chart, drawing, width):
        for one in labels:
            others = [other for other in labels if other is not one]
            found += [f"{one.text} over {o.text}" for o in others if one.box.shared(o.box) > 1e-6]
            found += [
                f"{one.text} over {m}" for m, box in marks.items() if one.box.shared(box) > CORNER
            ]
            if one.leader:
                crossed = [o.text for o in others if o.box.crossed(one.leader)]
                found += [f"leader of {one.text} through {text}" for text in crossed]
    return found


def labels_beside_others(chart: Chart, drawing: Drawing, width: float) -> list[str]:
    """Labels that stand close beside another mark that has one, nearer than their own."""
    named = {mark.id for mark in chart.drawn if mark.short and not mark.above}
    found = []
    for labels, marks in labels_and_marks(chart, drawing, width):
        for label in labels:
            others = named & {*marks} - {label.card_id}
            nearest = min((label.box.apart(marks[other]) for other in others), default=math.inf)
            own = label.box.apart(marks[label.card_id])
            found += [label.text] if nearest < min(CLOSE, own - 1e-6) else []
    return found


def squeezed(text: str) -> str:
    """Without blanks, which wrapping may move."""
    return "".join(text.split())


def texts(drawing: Drawing) -> list[str]:
    """Every text drawn in the figure, as a reader sees it."""
    return [plain(annotation.text) for annotation in drawing.figure.layout.annotations]


def assert_laws(chart: Chart, drawing: Drawing) -> None:
    """Nothing of the content is lost, nothing is added, and all of it is on its axes."""
    assert_every_mark_is_drawn_as_it_is(chart, drawing)
    assert_every_text_is_drawn(chart, drawing)
    assert_labels_have_the_ids_of_cards(chart, drawing)
    assert_no_text_is_markup(drawing)
    assert_heights_fit(chart, drawing)
    assert "NaN" not in drawing.figure.to_json()


def assert_every_mark_is_drawn_as_it_is(chart: Chart, drawing: Drawing) -> None:
    read = read_marks(drawing)
    assert [card_id for card_id, _ in read] == [mark.id for mark in chart.drawn]
    places = {(each.axis, each.x, each.y) for _, each in read}
    is_rows = isinstance(chart.panels[0], RowPanel)
    ringed = set()
    for (_, each), mark in zip(read, chart.drawn, strict=True):
        assert (each.symbol, each.colour) == (mark.style.symbol, mark.style.colour)
        assert plain(each.sign) == (mark.style.sign if mark.short else "")
        assert squeezed(plain(each.hover)) == squeezed("".join(mark.hover))
        if mark.style.ringed:
            ringed.add((each.axis, each.x, each.y))
        if not mark.above:
            assert (each.x if is_rows else each.y) == mark.value
        x_range, y_range = (axis_range(drawing, f"{side}axis{each.axis}") for side in "xy")
        amounts = x_range if is_rows else y_range
        assert amounts[0] <= 0 <= amounts[1]
        assert x_range[0] <= each.x <= x_range[1]
        assert y_range[0] <= each.y <= y_range[1]
    rings = [shape for shape in drawing.figure.layout.shapes if shape.type == "circle"]
    assert all(ring.line.dash == "dot" for ring in rings)
    assert {(ring.xref[1:], ring.xanchor, ring.yanchor) for ring in rings} == ringed <= places
    barred = [mark for mark in chart.drawn if mark.bar]
    bars = [
        bar
        for trace in drawing.figure.data
        if trace.type == "bar"
        for bar in zip(trace.customdata, trace.x, trace.marker.pattern.shape, strict=True)
    ]
    assert bars == [(mark.id, mark.value, "/" if mark.hatched else "") for mark in barred]


def assert_every_text_is_drawn(chart: Chart, drawing: Drawing) -> None:
    written = squeezed(" ".join(texts(drawing)))
    keyed = {mark.id for marks in drawing.keyed for mark in marks}
    wanted = [f"[{place}]" for place, _ in enumerate(drawing.keyed, start=1)]
    for panel in chart.panels:
        if isinstance(panel, YearPanel) and panel.lines:
            # Marks beside lines have no label on a phone, and their names perhaps no number.
            wanted += [line.name[0].removesuffix(":") for line in panel.lines]
            wanted += [mark.above for mark in panel.marks]
            wanted += [panel.shade.text] if panel.shade else []
        elif isinstance(panel, YearPanel) and panel.names_speakers:
            labelled = [m for m in panel.marks if m.short and not m.above and m.id not in keyed]
            wanted += [panel.title, *(t for mark in labelled for t in (mark.short, mark.by))]
            wanted += [mark.above for mark in panel.marks]
        else:
            wanted += charts.texts_of(panel)
    assert [text for text in wanted if squeezed(text) not in written] == []


def assert_labels_have_the_ids_of_cards(chart: Chart, drawing: Drawing) -> None:
    names = {note.name for note in drawing.figure.layout.annotations if note.name}
    assert names <= {EVENTS, *(mark.id for mark in chart.marks)}
    for panel in chart.panels:
        if isinstance(panel, RowPanel):
            assert names >= {row.id for row in panel.rows if not isinstance(row, Heading)}
        else:
            assert names >= {mark.id for mark in panel.marks if mark.above}
            # Marks of one number may share a label.
            told = {mark.short for mark in panel.marks if mark.id in names}
            assert told >= {mark.short for mark in panel.marks if mark.short}


def assert_no_text_is_markup(drawing: Drawing) -> None:
    for trace in drawing.figure.data:
        assert (trace.hovertemplate, getattr(trace, "texttemplate", None)) == (None, None)
        assert trace.hoverinfo in ("none", "skip")
    hovers = [hover for trace in drawing.figure.data for hover in trace.hovertext or ()]
    for markup in (*hovers, *(note.text for note in drawing.figure.layout.annotations)):
        assert "<" not in TAG.sub("", markup.replace("<br>", ""))


def assert_heights_fit(chart: Chart, drawing: Drawing) -> None:
    layout = drawing.figure.layout
    assert drawing.height == layout.height > 0
    axes = [value for key, value in layout.to_plotly_json().items() if key.startswith("yaxis")]
    assert len(axes) == len(chart.panels)
    below = 1.0
    for axis in axes:
        bottom, top = axis["domain"]
        assert 0 <= bottom < top <= below
        below = bottom
        if axis.get("visible") is False:
            # One unit of the axis is one pixel, so that texts keep their distance from the marks.
            pixels = (top - bottom) * drawing.height
            assert abs(pixels - (axis["range"][1] - axis["range"][0])) < 1e-6
    for (_, one), (_, next_) in zip(read_marks(drawing), read_marks(drawing)[1:], strict=False):
        if isinstance(chart.panels[0], RowPanel) and one.axis == next_.axis:
            assert one.y > next_.y
