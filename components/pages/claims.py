"""Claims: the table of all, two of them side by side, and what nobody has stated."""

from components.sections.claims_table import render_claims_table
from components.sections.compare import render_compare
from components.sections.coverage import render_coverage
from components.sections.headline import render_filters
from components.shell.view import views_now

views = views_now()
render_filters(views)
render_claims_table(views)
render_compare(views)
render_coverage(views)
