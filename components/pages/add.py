"""Add or correct a number: asked for as the command ``add`` asks, given as a row and a patch."""

from components.sections.add import render_add
from components.shell.view import views_now

render_add(views_now())
