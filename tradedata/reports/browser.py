"""Browser: the Chromium or Chrome of the system.

Owns which one it is, and what is said where there is none.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


class Unavailable(RuntimeError):
    """Something that a file needs is not there; says what, and what to do instead."""


def find_browser(names: Sequence[str] = BROWSERS) -> str:
    """The path of the system's browser, the first that there is. Raises Unavailable."""
    for name in names:
        if path := shutil.which(name):
            return path
    raise Unavailable(
        f"None of {', '.join(names)} is on the PATH: install Chromium or Google Chrome. The HTML "
        "report prints as well."
    )
