"""Pictures: a drawing as a PNG, for sites that show one beside an address and read no SVG."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from tradedata.reports.browser import made_by
from tradedata.site.charts import SHARED


def png(page: str, drawing: bytes, directory: Path, browser: str) -> tuple[str, bytes]:
    """The picture's path, named by its content, and its bytes; one that is there is not made anew.

    Raises Unavailable if the browser draws nothing.
    """
    stem = page.removesuffix(".html").replace("/", "-")
    path = f"shared/{stem}-{sha256(drawing).hexdigest()[:10]}.png"
    if (directory / path).is_file():
        return path, (directory / path).read_bytes()
    width, height = (round(side / SHARED.scale) for side in (SHARED.width, SHARED.height))
    size = (f"--force-device-scale-factor={SHARED.scale}", f"--window-size={width},{height}")
    return path, made_by(browser, drawing, ("svg", "png"), *size, "--screenshot")
