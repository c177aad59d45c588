"""Browser: the Chromium or Chrome of the system, which prints and draws what we have written.

Owns which one it is, how it is called, and what is said where there is none or it does not do it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

SECONDS = 120
# A container's only user is often root, whom Chromium refuses its sandbox.
_IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
_OPTIONS = (
    "--headless",
    *(("--no-sandbox",) if _IS_ROOT else ()),
    *("--disable-gpu", "--no-first-run", "--hide-scrollbars", "--no-pdf-header-footer"),
)
# The first is the same engine without a window: it needs less of everything.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


class Unavailable(RuntimeError):
    """Something that a file needs is not there; says what, and what to do instead."""


def find_browser(instead: str = "", names: Sequence[str] = BROWSERS) -> str:
    """The path of the system's browser, the first that there is.

    Raises Unavailable, with what can be had ``instead``.
    """
    for name in names:
        if path := shutil.which(name):
            return path
    raise Unavailable(
        f"None of {', '.join(names)} is on the PATH: install Chromium or Google Chrome. {instead}"
    )


def made_by(browser: str, content: bytes, kinds: tuple[str, str], *options: str) -> bytes:
    """What the browser makes of a file of the first kind ('html'): one of the second ('pdf').

    The last of the options names that. Raises Unavailable if nothing is made.
    """
    with TemporaryDirectory() as directory:
        source, result = (Path(directory, f"file.{kind}") for kind in kinds)
        source.write_bytes(content)
        profile = f"--user-data-dir={directory}/profile"
        *others, named = options
        command = [browser, *_OPTIONS, profile, *others, f"{named}={result}", source.as_uri()]
        try:
            done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
        except subprocess.TimeoutExpired:
            raise Unavailable(f"{browser} made nothing in {SECONDS} seconds.") from None
        if not result.is_file():
            last = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
            raise Unavailable(f"{browser} made nothing: {last}")
        return result.read_bytes()
