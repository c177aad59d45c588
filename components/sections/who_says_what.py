"""Section 1: who says what the trade is worth."""

from __future__ import annotations

from functools import partial

import streamlit as st

from components.shell.chart_panel import render_chart_panel
from components.shell.text import element, show
from components.shell.view import View, keep_up
from tradedata.computed.turnovers import turnover_checks
from tradedata.data.claims import Claim
from tradedata.views.charts import Chart
from tradedata.views.who_says_what import SLUG, stated_totals, who_says_what_chart


@st.fragment
def render_who_says_what(view: View) -> None:
    """Every stated total as a mark of its own."""
    keep_up(view)
    st.header("1 Who says what", anchor="section-1")
    if not view.build("totals", lambda: _totals(view)):
        show(element("p", "No total of trade is stated by the speakers chosen above."))
        return
    render_chart_panel(view, SLUG, partial(_chart, view))


def _totals(view: View) -> tuple[Claim, ...]:
    return stated_totals(view.claims, view.dataset.collection)


def _chart(view: View) -> Chart:
    checks = turnover_checks(view.selection.with_official(view.dataset.claims))
    return who_says_what_chart(_totals(view), view.dataset.collection, checks)
