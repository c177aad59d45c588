"""Naming: the texts beside the marks of a panel of years, and what they must keep clear of.

Owns which words may stand beside which marks; labels decides where.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tradedata.charts.geometry import Box
from tradedata.charts.labels import MOST_LABELS, LabelledMark, Shift, Wording, place_labels
from tradedata.charts.plots import TEXT_LINE, Plot, mark_box, most_steps, radius, sign_width
from tradedata.charts.strokes import NO_BREAK, SPAN_WIDTH, Place, balanced, escape, round_steps
from tradedata.charts.timeline import Timeline
from tradedata.data.claims import Claim
from tradedata.views.charts import JoinedMarks, Mark

NARROW_LABEL = 10  # characters, of a text on more lines where there is no room for longer ones
LINE_COST = 4
KEYED = 150  # what a key costs: it says nothing by itself
WITHOUT_NUMBER = 90  # what the name of a line costs that leaves its number out
FARTHEST = 24  # pixels from a mark to its label in a picture that is shown small
# Widths of a picture's letters, of their size: it names its font. A bold text is wider.
NARROW_LETTERS, WIDE_LETTERS = frozenset(" .,:;'’|!/()[]-fijltrI"), frozenset("mwMW%@")
NARROW_LETTER, LETTER, CAPITAL, WIDE_LETTER, BOLD = 0.3, 0.556, 0.7, 0.86, 1.06
WIDEST_KEY = "[00]"
LOWEST_NAMED = 180
GAP_TEXT = 100
PIECES = 4  # of a joined line between two points, as far as labels keep off it


@dataclass(frozen=True, slots=True)
class _Label:
    """Words beside marks that share them; the first begin with ``bold``."""

    marks: tuple[Mark, ...]
    wordings: tuple[Wording, ...]
    bold: str
    colour: str

    def text(self, wording: int) -> str:
        first, *rest = self.wordings[wording].lines
        bold = f"<b>{escape(self.bold)}</b>" if self.bold else ""
        return "<br>".join((bold + escape(first.removeprefix(self.bold)), *map(escape, rest)))


def draw_labels(plot: Plot, texts: Iterable[Box]) -> None:
    """Each where nothing else stands, with a line to its mark; ``texts`` are there already."""
    labels = _labels(plot)
    marks = [
        LabelledMark(
            *plot.pixels(plot.place(each.marks[0])),
            radius(each.marks[0]),
            tuple(map(_measured, each.wordings)) if plot.layout.stands_alone else each.wordings,
            plot.label_size,
            sign_width(each.marks[0]),
            _zone(plot, each.marks[0]),
        )
        for each in labels
    ]
    shifts = _placed(plot, marks, [*texts, *_obstacles(plot)])
    drawn = zip(labels, marks, shifts, strict=True)
    for label, mark, shift in sorted(drawn, key=lambda each: (each[1].x, -each[1].y)):
        text = label.text(shift.wording)
        if label.wordings[shift.wording].lines == (WIDEST_KEY,):
            plot.canvas.keyed.append(label.marks)
            text = f"<b>[{len(plot.canvas.keyed)}]</b>"
        x, y = plot.place(label.marks[0])
        plot.canvas.add_text(
            plot.axis,
            text,
            x,
            y,
            showarrow=True,
            axref=f"x{plot.axis}",
            ax=x + shift.x * plot.across.unit,
            ayref=f"y{plot.axis}",
            ay=y + shift.y * plot.unit,
            xanchor="center",
            yanchor="middle",
            arrowhead=0,
            arrowwidth=1,
            arrowcolor=label.colour,
            standoff=mark.radius,
            size=plot.label_size,
            name=label.marks[0].id,
        )


def _placed(plot: Plot, marks: Sequence[LabelledMark], standing: Sequence[Box]) -> list[Shift]:
    """From each mark to its text: in a brief picture near it, and in its part of the plot."""
    across, lines = plot.across, _period_lines(plot)
    room = Box(0, 2, across.width, plot.height)
    if not plot.layout.speaks_briefly:
        return place_labels(marks, room, standing, lines)
    seam = across.pixels(across.dated)
    shifts: dict[int, Shift] = {}
    for is_dated, left, right in ((True, 0, seam), (False, seam, room.right)):
        within = [at for at, mark in enumerate(marks) if (mark.x < seam) == is_dated]
        part = room._replace(left=left, right=right)
        found = place_labels([marks[at] for at in within], part, standing, lines, FARTHEST)
        shifts.update(zip(within, found, strict=True))
    return [shifts[at] for at in range(len(marks))]


def _labels(plot: Plot) -> list[_Label]:
    """Names of the lines at their peaks; numbers and speakers of the marks.

    The first have the best places. Where lines lie flat the marks beside them have no room for
    theirs, unless the chart is a main one, which names every speaker.
    """
    panel = plot.panel
    peaks = [(line, line.peak) for line in panel.lines if line.peak]
    names = [_Label((peak,), _name_wordings(line, plot), "", line.colour) for line, peak in peaks]
    if panel.lines and panel.widened is None and plot.height < LOWEST_NAMED:
        return names
    labels = [
        _Label(marks, _wordings(plot, marks), _number(marks), marks[0].style.colour)
        for marks in _sharing_a_label(plot)
    ]
    return [*names, *labels][:MOST_LABELS]


def _name_wordings(line: JoinedMarks, plot: Plot) -> tuple[Wording, ...]:
    """The name of a line on its lines or on one, or without its number."""
    whole = Wording(line.name), Wording((" ".join(line.name),), LINE_COST)
    name = line.name[0].removesuffix(":")
    short = tuple(Wording(each, WITHOUT_NUMBER) for each in ((name,), tuple(name.split(" ", 1))))
    return short if plot.layout.speaks_briefly else (*whole, *short)


def _measured(wording: Wording) -> Wording:
    widths = (BOLD * sum(map(_letter_width, line)) for line in wording.lines)
    return wording._replace(width=max(widths, default=0))


def _letter_width(letter: str) -> float:
    if letter in NARROW_LETTERS:
        return NARROW_LETTER
    if letter in WIDE_LETTERS:
        return WIDE_LETTER
    return CAPITAL if letter.isupper() else LETTER


def _sharing_a_label(plot: Plot) -> list[tuple[Mark, ...]]:
    """The marks with words beside them, those of one number and place in one; what is stated first.

    Place is that of their days, for marks at one place stand side by side.
    """
    groups: dict[tuple[str, int], tuple[Mark, ...]] = {}
    named = [mark for mark in plot.panel.marks if mark.short and not mark.above]
    for mark in sorted(named, key=_telling):
        middle = plot.across.pixels(plot.across.middle(mark))
        group = mark.short, round(middle / (3 * radius(mark)))
        groups[group] = (*groups.get(group, ()), mark)
    return list(groups.values())


def _telling(mark: Mark) -> tuple[object, ...]:
    number = mark.number
    is_stated = isinstance(number, Claim) and not number.is_expected
    return not is_stated, -mark.value, mark.id


def _wordings(plot: Plot, marks: Sequence[Mark]) -> tuple[Wording, ...]:
    """The number with its speakers, on fewer or on more lines, then with less."""
    number, panel, layout = _number(marks), plot.panel, plot.layout
    if not panel.names_speakers:
        return (Wording((number,)),)
    speakers = _speakers(marks)
    lines = (number, *balanced(speakers, layout.mark_characters))
    narrow = (number, *balanced(speakers, NARROW_LABEL))
    found = dict.fromkeys((lines, narrow))
    if len(text := f"{number} {speakers}") <= layout.mark_characters:
        found = {(text,): None, **found}
    wordings = [Wording(lines, LINE_COST * len(lines)) for lines in found]
    if layout.stands_alone or panel.widened is None:
        wordings.append(Wording((WIDEST_KEY,), KEYED))
    return tuple(wordings)


def keyed_words(keyed: Iterable[Sequence[Mark]]) -> str:
    """The labels that the keys of a picture stand for: '[1] over 275,000 t A. Minister'."""
    labels = (f"{_number(marks)} {_speakers(marks)}".replace(" ", NO_BREAK) for marks in keyed)
    return "  ".join(f"[{key}]{NO_BREAK}{label}" for key, label in enumerate(labels, start=1))


def _number(marks: Sequence[Mark]) -> str:
    return "".join((marks[0].short, *dict.fromkeys(mark.footnote for mark in marks)))


def _speakers(marks: Sequence[Mark]) -> str:
    return ", ".join(dict.fromkeys(mark.by for mark in marks))


def _zone(plot: Plot, mark: Mark) -> Place:
    """The years of which the mark speaks, or the margin, from left to right."""
    across = plot.across
    if not mark.years:
        return across.pixels(across.dated), across.width
    first, last = mark.years[0], mark.years[-1] + 1
    return across.pixels(across.at(first)), across.pixels(across.at(last))


def gap_box(across: Timeline, gap: tuple[int, int]) -> Box:
    """What the words for a gap may take at the most, upright or not."""
    first, last = (across.pixels(across.at(year)) for year in (gap[0], gap[1] + 1))
    middle, half, height = (first + last) / 2, GAP_TEXT / 2, 2 * TEXT_LINE + 6
    if last - first < 60:
        half, height = TEXT_LINE / 2, GAP_TEXT
    return Box(middle - half, 0, middle + half, height)


def _obstacles(plot: Plot) -> list[Box]:
    """Where something stands already: ticks, points, the lines that join them, what lies above."""
    panel, across, height = plot.panel, plot.across, plot.height
    _, top = plot.pixels((0, plot.top))
    taken = [Box(0, top, across.width, height)]
    for step in round_steps(plot.low, plot.top, most_steps(height)):
        _, level = plot.pixels((0, float(step)))
        taken.append(Box(0, level, across.ticks, level + TEXT_LINE))
    for mark in panel.marks:
        x, level = plot.pixels(plot.place(mark))
        if not mark.short:
            taken.append(mark_box(mark, x, level))
    for line in panel.lines:
        for run in line.runs:
            for one, other in pairwise(plot.pixels(plot.place(mark)) for mark in run):
                taken += _along(one, other)
    return taken


def _period_lines(plot: Plot) -> list[Box]:
    """The lines along the days of the marks, and those where the scale of the years changes."""
    seams = map(plot.across.pixels, plot.across.seams)
    found = [Box(x - 1, 0, x + 1, plot.height) for x in seams]
    for mark in plot.panel.marks:
        if mark.is_line:
            start, end = map(plot.across.pixels, plot.across.ends(mark))
            _, level = plot.pixels(plot.place(mark))
            found.append(Box(start, level - SPAN_WIDTH, end, level + SPAN_WIDTH))
    return found


def _along(one: Place, other: Place) -> list[Box]:
    """The line between two points, in pieces."""
    stops = [
        tuple(a + (b - a) * piece / PIECES for a, b in zip(one, other, strict=True))
        for piece in range(PIECES + 1)
    ]
    return [
        Box(min(a[0], b[0]) - 1, min(a[1], b[1]) - 1, max(a[0], b[0]) + 1, max(a[1], b[1]) + 1)
        for a, b in pairwise(stops)
    ]
