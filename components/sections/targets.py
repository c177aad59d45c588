"""Section 3: the targets, and what they need from the total that the reader chooses."""

from __future__ import annotations

from functools import partial

import streamlit as st

from components.shell import address
from components.shell.address import Parameter
from components.shell.chart_panel import render_chart_panel
from components.shell.text import distinct, element, show
from components.shell.view import View, keep_up
from tradedata.compare.comparison import same_quantity
from tradedata.compare.statements import statements
from tradedata.data.claims import Claim
from tradedata.views.targets import SLUG, targets_chart, targets_of
from tradedata.views.who_says_what import stated_totals
from tradedata.words.claims import number_words, period_words

BASELINE = "baseline"
ALL_OF_FINDING = "The totals named at the top of the page"


def baseline_parameter(view: View) -> Parameter:
    """The control of this section: the stated totals that a target can be set beside.

    One row stands for every statement; another row of it is accepted from the address.
    """
    options: dict[str, str] = view.build("baseline-options", lambda: _options(view))
    baselines = _baselines_of(view)
    asked = [key for key in st.query_params.get_all(BASELINE) if key in baselines]
    labels = options | {key: _name(baselines[key]) for key in asked}
    return Parameter(BASELINE, distinct(labels))


@st.fragment
def render_targets(view: View) -> None:
    """Targets beside stated totals."""
    keep_up(view)
    st.header("3 The targets", anchor="section-3")
    baselines = _baselines_of(view)
    if not view.build("targets", lambda: targets_of(view.claims)):
        show(element("p", "No target is stated by the speakers chosen above."))
        return
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
    render_chart_panel(view, f"{SLUG}|{chosen}", partial(targets_chart, view.claims, beside))


def _baselines_of(view: View) -> dict[str, Claim]:
    return view.build("baselines", lambda: _baselines(view))


def _baselines(view: View) -> dict[str, Claim]:
    targets = targets_of(view.claims)
    return {
        claim.id: claim
        for claim in stated_totals(view.claims, view.dataset.collection)
        if any(same_quantity(claim, target) for target in targets) and not claim.period.is_part_year
    }


def _options(view: View) -> dict[str, str]:
    told = [statement.claim for statement in statements(_baselines_of(view).values())]
    return {"": ALL_OF_FINDING, **{claim.id: _name(claim) for claim in told}}


def _name(claim: Claim) -> str:
    return f"{number_words(claim)}, {claim.speaker}, {period_words(claim)}"
