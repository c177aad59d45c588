"""Report: this page as one file to keep, at its end."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from components.shell import address
from components.shell.disclosure import disclosure
from components.shell.downloads import render_download
from components.shell.text import show
from components.shell.view import section
from tradedata.exports.editions import file_name
from tradedata.exports.files import file_of
from tradedata.markup.text import element
from tradedata.reports import REPORTS
from tradedata.reports.browser import Unavailable, find_browser
from tradedata.views.extracts import extract_of
from tradedata.views.parameters import CLAIM
from tradedata.views.view import Views


@section
def render_report(views: Views) -> None:
    """The reports that can be made here, of the page as it is when they are asked for."""
    asked = address.read(views)
    panel = disclosure(asked, "report", "Take this page along")
    if not panel.open:
        return
    shown = replace(asked, values={n: v for n, v in asked.values.items() if n != CLAIM})
    taken = extract_of(shown, address.permalink(asked))
    name = f"report-{asked.page.slug or asked.page.title}"
    with panel:
        show(
            element("p", "Finding, charts, numbers and sources in one file.", class_="note"),
            element("button", "Print the page with every panel open", type="button", data_print=""),
        )
        kinds = [kind for kind in REPORTS if kind != "pdf" or _prints()]
        with st.container(horizontal=True, key="report-files"):
            for kind in kinds:
                file = file_of(taken, kind, REPORTS)
                named = replace(file, name=file_name(name, views.dataset, kind))
                render_download(named, f"report-{kind}")


def _prints() -> bool:
    try:
        find_browser()
    except Unavailable:
        show(element("p", "For a PDF, print the report: this host has no browser.", class_="note"))
        return False
    return True
