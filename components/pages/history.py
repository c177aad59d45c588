"""Over time: official statistics through the years, and what others stated beside them."""

from components.sections.charts import render_chart_section
from components.sections.headline import render_filters
from components.shell.view import views_now
from tradedata.views.pages import LONG_VIEW

views = views_now()
render_filters(views)
render_chart_section(views, LONG_VIEW)
