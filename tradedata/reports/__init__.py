"""Reports: what an address shows as one file to keep and to attach.

Owns which kinds there are. Each is loaded when it is asked for: a report draws charts.
"""

from __future__ import annotations

from tradedata.exports.files import Format, Formats
from tradedata.views.extracts import Extract


def _html(extract: Extract) -> bytes:
    from tradedata.reports.report import html_report

    return html_report(extract)


def _pdf(extract: Extract) -> bytes:
    from tradedata.reports.pdf import pdf_report

    return pdf_report(extract)


REPORTS: Formats = {"html": Format("Report (HTML)", _html), "pdf": Format("Report (PDF)", _pdf)}
