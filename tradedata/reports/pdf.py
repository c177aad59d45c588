"""PDF: the report printed by the Chromium or Chrome of the system.

Owns how it is called, and what is said where it does not print. A browser shapes Dari and Cyrillic
right, which few libraries for PDF do, and it is the one that the tests need anyway.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from tradedata.reports.browser import Unavailable, find_browser
from tradedata.reports.report import html_report
from tradedata.views.extracts import Extract

SECONDS = 120
# A container's only user is often root, whom Chromium refuses its sandbox.
_IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
_OPTIONS = (
    "--headless",
    *(("--no-sandbox",) if _IS_ROOT else ()),
    *("--disable-gpu", "--no-first-run", "--no-pdf-header-footer"),
)


def pdf_report(extract: Extract) -> bytes:
    """The report on A4. Raises Unavailable without a browser, or if that does not print."""
    browser = find_browser()
    with TemporaryDirectory() as directory:
        page, paper = Path(directory, "report.html"), Path(directory, "report.pdf")
        page.write_bytes(html_report(extract))
        command = [browser, *_OPTIONS, f"--user-data-dir={directory}/profile"]
        try:
            done = subprocess.run(
                [*command, f"--print-to-pdf={paper}", page.as_uri()],
                capture_output=True,
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise Unavailable(f"{browser} did not print the report in {SECONDS} seconds.") from None
        if not paper.is_file():
            last = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
            raise Unavailable(f"{browser} did not print the report: {last}")
        return paper.read_bytes()
