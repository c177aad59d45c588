"""Layouts: how a chart uses the width that the reader's window gives it.

Owns widths only. Plotly's texts neither wrap nor move by themselves, so a chart is drawn for a
phone, for a desk, or for a picture of a set size.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Layout:
    """Room for texts, in characters, and for a chart, in pixels at the least.

    ``label_column`` is the part of the width in which labels stand at the left of their marks;
    0: they stand above them. ``most_steps`` is how many ticks an axis across has room for.
    ``mark_characters`` fit beside a mark. Of an axis of years the ``widened_share`` goes to the
    years that are widened, and ``undated_width`` pixels to what has no year. Where none are, the
    ``recent_share`` goes to those after the last official one; 0: as much as to others. The main
    chart is up to ``main_height`` pixels high, its labels are of ``main_size``. Of a set ``height``
    a chart fills all; 0: it is as high as it needs to be. One that ``stands_alone`` has no list
    beside it that a key could lead to, one that ``speaks_briefly`` a legend of few words.
    """

    label_column: float
    heading_characters: int
    label_characters: int
    detail_characters: int
    most_steps: int
    width: int
    mark_characters: int
    widened_share: float
    undated_width: int
    main_height: int
    main_size: int
    height: int = 0
    stands_alone: bool = False
    speaks_briefly: bool = False
    recent_share: float = 0


NARROW = Layout(0, 42, 46, 52, 5, 320, 17, 0.74, 60, 740, 12, recent_share=0.35)
WIDE = Layout(0.44, 110, 58, 66, 7, 860, 24, 0.64, 130, 480, 14)
# For pictures whose size is set, 600 pixels across with the space at their sides.
SQUARE = Layout(0.5, 72, 40, 0, 5, 568, 18, 0.7, 96, 480, 11, stands_alone=True)
FLAT = replace(
    SQUARE, widened_share=0.84, mark_characters=22, undated_width=112, speaks_briefly=True
)
