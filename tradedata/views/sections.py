"""Sections: the parts of the page that have charts, in reading order, and what each one says.

Owns headings, anchors, the words around charts and those where nothing is left. Knows no markup:
whoever shows a section lays it out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tradedata.data.claims import Event, Product
from tradedata.views.charts import Chart
from tradedata.views.long_view import long_view_chart
from tradedata.views.parameters import Asked, baselines_of
from tradedata.views.products import charted_products, product_chart
from tradedata.views.targets import targets_chart
from tradedata.views.view import View
from tradedata.views.who_says_what import who_says_what_chart
from tradedata.words.text import say

FEWEST_MARKS = 3
HEADINGS: Mapping[str, str] = {
    "section-1": "1 Who says what",
    "section-2": "2 The long view",
    "section-3": "3 The targets",
    "section-4": "4 Products",
    "section-5": "5 Every claim",
    "compare": "Two claims side by side",
    "coverage": "Coverage: what is known and what is not",
    "section-6": "6 Sources and method",
}


@dataclass(frozen=True, slots=True)
class Panel:
    """A chart with the words above it, and the events whose years it numbers.

    One of few marks ``is_closed`` until it is asked for.
    """

    chart: Chart
    words: str = ""
    is_closed: bool = False
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page: its controls by name, its panels, or why there are none."""

    anchor: str
    controls: tuple[str, ...] = ()
    panels: tuple[Panel, ...] = ()
    nothing: str = ""

    @property
    def heading(self) -> str:
        """Its title on the page."""
        return HEADINGS[self.anchor]


def who_says_what(asked: Asked) -> Section:
    """Every stated total as a mark of its own."""
    if not asked.view.totals:
        return Section(
            "section-1", nothing="No total of trade is stated by the speakers chosen above."
        )
    return Section("section-1", panels=(Panel(asked.view.keep(_who_says_what)),))


def long_view(asked: Asked) -> Section:
    """Official statistics through the years, and what others stated beside them."""
    view = asked.view
    if not view.line_choices:
        return Section(
            "section-2",
            nothing="No official statistic of total trade is in the sources chosen above.",
        )
    events = view.dataset.events if asked.one("events") == "on" else ()
    chart = view.keep(_long_view, asked.one("lines"), bool(events))
    controls = ("lines", "events") if view.dataset.events else ("lines",)
    panel = Panel(chart, view.selection.official_words, events=events)
    return Section("section-2", controls, (panel,))


def targets(asked: Asked) -> Section:
    """The targets beside the totals of the finding, or beside the one that is asked for."""
    if not asked.view.targets:
        return Section("section-3", nothing="No target is stated by the speakers chosen above.")
    chart = asked.view.keep(_targets, asked.one("baseline"))
    return Section("section-3", ("baseline",), (Panel(chart),))


def products(asked: Asked) -> Section:
    """A panel for every product that has claims."""
    charted = charted_products(asked.view.claims, asked.view.dataset.collection)
    return Section(
        "section-4",
        panels=tuple(asked.view.keep(_product, product) for product in charted),
        nothing="" if charted else "No product has a figure from the speakers chosen above.",
    )


Build = Callable[[Asked], Section]
SECTIONS: tuple[Build, ...] = (who_says_what, long_view, targets, products)


def _who_says_what(view: View) -> Chart:
    return who_says_what_chart(view.totals, view.dataset.collection, view.turnover_checks)


def _long_view(view: View, choice: str, shows_events: bool) -> Chart:
    events = view.dataset.events if shows_events else ()
    return long_view_chart(view.with_official, view.dataset.collection, choice, events)


def _targets(view: View, baseline: str) -> Chart:
    baselines = view.keep(baselines_of)
    chosen = [baseline] if baseline in baselines else view.finding.claims
    beside = [baselines[key] for key in chosen if key in baselines]
    return targets_chart(view.claims, view.statements, beside)


def _product(view: View, product: Product) -> Panel:
    chart = product_chart(
        product, view.claims, view.dataset.collection, view.indicators, view.benchmarks
    )
    words = say("{}: {}.", product.label, product.definition)
    return Panel(chart, words, is_closed=len(chart.marks) < FEWEST_MARKS)
