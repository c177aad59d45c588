"""PDF: the report printed by the Chromium or Chrome of the system.

A browser shapes Dari and Cyrillic right, which few libraries for PDF do, and it is the one that the
tests need anyway.
"""

from __future__ import annotations

from tradedata.reports.browser import find_browser, made_by
from tradedata.reports.report import html_report
from tradedata.views.extracts import Extract

INSTEAD = "The HTML report prints as well."


def pdf_report(extract: Extract) -> bytes:
    """The report on A4. Raises Unavailable without a browser, or if that does not print."""
    browser = find_browser(INSTEAD)
    return made_by(browser, html_report(extract), ("html", "pdf"), "--print-to-pdf")
