"""Sources: who printed the numbers, the rules, all the data, and how to cite it."""

from components.sections.headline import render_filters
from components.sections.sources_method import render_sources_method
from components.shell.view import views_now

views = views_now()
render_filters(views)
render_sources_method(views)
