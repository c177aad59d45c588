"""Takes docs/screenshot.png: the page as it is, from its question into its first chart.

Owns how that one picture is made. Run it with ``make screenshot``; it changes no other file.
"""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Error, sync_playwright

from tools.serving import ServerFailed, serve
from tradedata.reports.browser import Unavailable, find_browser

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "screenshot.png"
WIDTH = 1280
# The first chart grows with its data: it is cut here, or the README would scroll for ever.
HEIGHT = 1600
COLOURS = 128
PATIENCE_MS = 60_000

FINISHED = "[data-testid=stApp][data-test-script-state=notRunning]"
CHART = ".js-plotly-plot svg.main-svg"
RAISED = "[data-testid=stException]"


class NoPicture(RuntimeError):
    """The page could not be pictured."""


def take_picture(address: str) -> bytes:
    """Open the page in light colours and return its top as PNG."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(),
            # A container's only user is often root, whom Chromium refuses its sandbox.
            chromium_sandbox=hasattr(os, "geteuid") and os.geteuid() != 0,
        )
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        page.goto(address)
        for selector in (FINISHED, CHART):
            page.locator(selector).first.wait_for(timeout=PATIENCE_MS)
        if page.locator(RAISED).count():
            raise NoPicture("the page raises")
        page.wait_for_load_state("networkidle")
        picture = page.screenshot(animations="disabled")
        browser.close()
    return picture


def made_small(picture: bytes) -> bytes:
    """Return the picture with a palette: a third of the bytes, and no difference to the eye."""
    small = io.BytesIO()
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(
        COLOURS, Image.Quantize.MAXCOVERAGE
    ).save(small, "PNG", optimize=True)
    return small.getvalue()


def main() -> int:
    """Take the picture; return the exit code, 2 if it could not be taken."""
    try:
        with serve("dashboard", ROOT / "dashboard.py", ROOT) as server:
            picture = made_small(take_picture(server.address))
    except (NoPicture, ServerFailed, Unavailable, Error) as fault:
        print(f"No picture was taken: {fault}", file=sys.stderr)
        return 2
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_bytes(picture)
    print(f"{PICTURE.relative_to(ROOT)}: {len(picture) // 1000} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
