"""Section 3: the targets, and what they need from the total that the reader chooses."""

from __future__ import annotations

from functools import partial

import streamlit as st

from components import address
from components.address import Parameter
from components.chart_panel import render_chart_panel
from components.text import element, show
from components.view import View, keep_up
from tradedata.charts.targets import SLUG, targets_chart, targets_of
from tradedata.charts.who_says_what import stated_totals
from tradedata.claims import Claim
from tradedata.comparison import same_quantity
from tradedata.describing import number_words, period_words

ALL_OF_FINDING = "The totals named at the top of the page"


def baselines_of(view: View) -> dict[str, Claim]:
    """The stated totals that a target can be set beside, by id."""
    targets = targets_of(view.claims)
    return {
        claim.id: claim
        for claim in stated_totals(view.claims)
        if any(same_quantity(claim, target) for target in targets) and not claim.period.is_part_year
    }


def baseline_parameter(view: View) -> Parameter:
    """The control of this section."""
    labels = {
        claim.id: f"{number_words(claim)}, {claim.speaker}, {period_words(claim)}"
        for claim in baselines_of(view).values()
    }
    return Parameter("baseline", {"": ALL_OF_FINDING, **labels})


@st.fragment
def render_targets(view: View) -> None:
    """Targets beside stated totals."""
    keep_up(view)
    st.header("3 The targets", anchor="section-3")
    if not targets_of(view.claims):
        show(element("p", "No target is stated by the speakers chosen above."))
        return
    baselines = baselines_of(view)
    parameter = baseline_parameter(view)
    address.adopt(parameter)
    chosen = st.selectbox(
        "Set the targets beside",
        options=list(parameter.options),
        format_func=parameter.label,
        key=parameter.name,
        on_change=partial(address.publish, parameter),
    )
    named = [baselines[i] for i in view.finding.claims if i in baselines]
    beside = [baselines[chosen]] if chosen in baselines else named
    render_chart_panel(view, f"{SLUG}|{chosen}", lambda: targets_chart(view.claims, beside))
