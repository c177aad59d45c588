"""The dashboard: the frame of every page. Run it with ``streamlit run dashboard.py``."""

import streamlit as st

from components.card.card import render_open_card
from components.sections.charts import render_chart_alone
from components.sections.headline import render_title
from components.sections.report import render_report
from components.shell import address
from components.shell.browser import prepare_charts
from components.shell.faults import (
    NO_DATA,
    render_address_notices,
    render_cold_start,
    render_data_notices,
    render_data_remarks,
)
from components.shell.navigation import go, page_of_address, render_navigation
from components.shell.text import style
from components.shell.view import render_news, snapshot, views_of
from tradedata.views.pages import ADD
from tradedata.views.parameters import CHART

now = snapshot()
page, drawn = page_of_address()
st.set_page_config(
    page_title=f"{page.title} · {now.dataset.collection.title}" if now.dataset else NO_DATA,
    page_icon="⚖️",
    layout="wide",
    menu_items={"Get help": None, "Report a bug": None, "About": None},
)
st.html(style())

if now.dataset is None:
    render_cold_start(now)
    st.stop()

with address.whole_run():
    views = views_of(now.dataset)
    asked = address.take_address(views, page)
    if asked.page != page:
        go(asked)
    render_open_card(views)  # early: what is clicked while the page is drawn is heard as well
    prepare_charts(views.dataset.version)
    if asked.one(CHART) and render_chart_alone(asked):
        st.stop()
    render_navigation(asked)
    render_title(asked)
    render_address_notices()
    render_data_notices(now)
    render_news()
    drawn.run()
    if page != ADD:
        render_report(views)
    render_data_remarks(now)
