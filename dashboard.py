"""The dashboard: the page in reading order. Run it with ``streamlit run dashboard.py``."""

from pathlib import Path

import streamlit as st

from components.card.claim_card import render_open_card
from components.sections.claims_table import SEARCH, product_parameter, render_claims_table
from components.sections.compare import render_compare
from components.sections.coverage import render_coverage
from components.sections.headline import (
    filter_parameters,
    render_filters,
    render_finding,
    render_title,
)
from components.sections.long_view import EVENTS, lines_parameter, render_long_view
from components.sections.products import render_products
from components.sections.sources_method import render_sources_method
from components.sections.targets import baseline_parameter, render_targets
from components.sections.who_says_what import render_who_says_what
from components.shell import address
from components.shell.disclosure import OPEN_PANELS, refuse_unknown_panels
from components.shell.faults import (
    NO_DATA,
    render_address_notices,
    render_cold_start,
    render_data_notices,
)
from components.shell.focus import render_focus
from components.shell.on_this_page import render_on_this_page
from components.shell.screen import render_screen
from components.shell.view import snapshot, view_of

now = snapshot()
st.set_page_config(
    page_title=now.dataset.collection.title if now.dataset else NO_DATA,
    page_icon="⚖️",
    layout="wide",
    menu_items={"Get help": None, "Report a bug": None, "About": None},
)
st.html(Path(__file__).parent / "components" / "shell" / "page.css")

if now.dataset is None:
    render_cold_start(now)
    st.stop()

address.take_whole_run()
render_screen()
render_title(now.dataset)
notices = st.empty()
render_data_notices(now)
selection = render_filters(now.dataset)
view = view_of(now, now.dataset, selection)
known = (
    *filter_parameters(now.dataset),
    lines_parameter(view),
    EVENTS,
    baseline_parameter(view),
    product_parameter(view),
    SEARCH,
    OPEN_PANELS,
)
address.refuse_unknown({address.CLAIM, address.COMPARE, *(parameter.name for parameter in known)})

render_finding(view)
render_on_this_page()
render_who_says_what(view)
render_long_view(view)
render_targets(view)
render_products(view)
render_claims_table(view)
render_compare(view)
render_coverage(view)
render_sources_method(view)

refuse_unknown_panels(now.dataset.directory.products)
render_open_card(view)
render_address_notices(notices)
render_focus()
