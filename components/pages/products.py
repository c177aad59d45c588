"""Products: one at a time."""

from components.sections.charts import render_chart_section
from components.sections.headline import render_filters
from components.shell.view import views_now
from tradedata.views.pages import PRODUCTS

views = views_now()
render_filters(views)
render_chart_section(views, PRODUCTS)
