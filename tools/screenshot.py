"""Takes docs/screenshot.png: the page as it is, from its question into its first chart.

Owns how that one picture is made. Run it with ``make screenshot``; it changes no other file.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Error, Page, sync_playwright

from tools.serving import ServerFailed, serve

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "screenshot.png"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
WIDTH = 1280
# A chart grows with its data: a longer one is cut here, or the README would scroll for ever.
TALLEST = 1600
MARGIN = 24
COLOURS = 128
PATIENCE_MS = 60_000
TRIES = 40

FINISHED = "[data-testid=stApp][data-test-script-state=notRunning]"
CHART = ".js-plotly-plot svg.main-svg"
RAISED = "[data-testid=stException]"
BELOW_FIRST_CHART = "[class*=st-key-opener-]"


class NoPicture(RuntimeError):
    """The page could not be pictured."""


def find_browser() -> str:
    """Return the path of the system's browser, the first that the Makefile would accept."""
    for name in BROWSERS:
        if path := shutil.which(name):
            return path
    raise NoPicture(f"none of {', '.join(BROWSERS)} is on the PATH")


def take_picture(address: str) -> bytes:
    """Open the page in light colours and return its top as PNG."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(),
            # A container's only user is often root, whom Chromium refuses its sandbox.
            chromium_sandbox=hasattr(os, "geteuid") and os.geteuid() != 0,
        )
        page = browser.new_page(viewport={"width": WIDTH, "height": TALLEST}, color_scheme="light")
        page.goto(address)
        for selector in (FINISHED, CHART, BELOW_FIRST_CHART):
            page.locator(selector).first.wait_for(timeout=PATIENCE_MS)
        if page.locator(RAISED).count():
            raise NoPicture("the page raises")
        picture = steady_picture(page)
        browser.close()
    return picture


def steady_picture(page: Page) -> bytes:
    """Return the top of the page once two pictures in a row are the same."""
    before = b""
    for _ in range(TRIES):
        box = page.locator(BELOW_FIRST_CHART).first.bounding_box()
        end = TALLEST if box is None else min(box["y"] - MARGIN, TALLEST)
        picture = page.screenshot(
            clip={"x": 0, "y": 0, "width": WIDTH, "height": end}, animations="disabled"
        )
        if picture == before:
            return picture
        before = picture
        page.wait_for_timeout(250)
    raise NoPicture("the page does not come to rest")


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
    except (NoPicture, ServerFailed, Error) as fault:
        print(f"No picture was taken: {fault}", file=sys.stderr)
        return 2
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_bytes(picture)
    print(f"{PICTURE.relative_to(ROOT)}: {len(picture) // 1000} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
