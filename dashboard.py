"""The dashboard: the page in reading order. Run it with ``streamlit run dashboard.py``."""

from pathlib import Path

import streamlit as st

from components.card.card import render_open_card
from components.sections.charts import render_chart_sections
from components.sections.claims_table import render_claims_table
from components.sections.compare import render_compare
from components.sections.coverage import render_coverage
from components.sections.headline import render_filters, render_finding, render_title
from components.sections.sources_method import render_sources_method
from components.shell import address
from components.shell.faults import (
    NO_DATA,
    render_address_notices,
    render_cold_start,
    render_data_notices,
)
from components.shell.focus import render_focus
from components.shell.on_this_page import render_on_this_page
from components.shell.screen import render_screen
from components.shell.view import render_news, snapshot, views_of

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

with address.whole_run():
    views = views_of(now.dataset)
    asked = address.take_address(views)
    render_screen()
    render_title(now.dataset)
    render_address_notices()
    render_data_notices(now)
    render_news()
    render_filters(asked)
    render_finding(asked.view)
    render_on_this_page()
    render_chart_sections(views)
    render_claims_table(views)
    render_compare(views)
    render_coverage(views)
    render_sources_method(views)
    render_open_card(asked)
    render_focus()
