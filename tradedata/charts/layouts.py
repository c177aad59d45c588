"""Layouts: how a chart uses the width that the reader's window gives it.

Owns widths only. Plotly's texts neither wrap nor move by themselves, so a chart is drawn for a
phone or for a desk.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Layout:
    """Room for texts, in characters, and for a chart, in pixels at the least.

    ``label_column`` is the part of the width in which labels stand at the left of their marks;
    0: they stand above them. ``most_steps`` is how many ticks an axis across has room for.
    """

    label_column: float
    heading_characters: int
    label_characters: int
    detail_characters: int
    most_steps: int
    width: int


NARROW = Layout(0, 42, 46, 52, 5, width=320)
WIDE = Layout(0.44, 110, 58, 66, 7, width=800)
