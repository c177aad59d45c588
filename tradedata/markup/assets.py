"""Assets: the scripts and the look that belong to the markup, wherever it is shown."""

from __future__ import annotations

from functools import cache
from pathlib import Path

STYLE, CHARTS, ROWS, COPY = "content.css", "charts.js", "rows.js", "copy.js"


@cache
def asset(path: Path | str) -> str:
    """A file's text without what its readers alone need: it is sent again and again.

    A bare name is one of this room's.
    """
    lines = (Path(__file__).parent / path).read_text(encoding="utf-8").splitlines()
    return "\n".join(line.strip() for line in lines if not line.lstrip().startswith("//"))
