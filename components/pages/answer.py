"""The answer: what the trade is worth, who says so, its parts, and what the targets came to."""

from components.sections.charts import render_chart_section
from components.sections.headline import render_filters, render_finding
from components.shell.view import views_now
from tradedata.views.pages import ANSWER, PARTS, TARGETS, WHO_SAYS_WHAT

views = views_now()
render_finding(views)
render_chart_section(views, ANSWER)
render_filters(views)
render_chart_section(views, WHO_SAYS_WHAT)
render_chart_section(views, PARTS)
render_chart_section(views, TARGETS)
