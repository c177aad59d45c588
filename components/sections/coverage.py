"""Coverage: the matrix of what is known and what is not, with its gaps in words."""

from __future__ import annotations

import streamlit as st

from components.shell import address
from components.shell.downloads import render_download
from components.shell.text import show
from components.shell.view import section
from tradedata.exports.files import coverage_file
from tradedata.markup.coverage import coverage_markup
from tradedata.views.pages import COVERAGE, HEADINGS
from tradedata.views.view import Views


@section
def render_coverage(views: Views) -> None:
    """The matrix of the claims in view."""
    view = address.read(views).view
    st.header(HEADINGS[COVERAGE], anchor=COVERAGE)
    with st.container(key="coverage"):
        show(view.keep(coverage_markup))
        if view.coverage.rows:
            render_download(coverage_file(view), "csv-coverage")
