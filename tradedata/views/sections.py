"""Sections: the parts of the page that have charts, in reading order, and what each one says.

Owns headings, anchors, the words around charts and those where nothing is left. Knows no markup:
whoever shows a section lays it out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tradedata.data.claims import Event, Product
from tradedata.views.answer import answer_chart
from tradedata.views.charts import Chart
from tradedata.views.long_view import events_within, long_view_chart
from tradedata.views.pages import (
    ANSWER,
    HEADINGS,
    LONG_VIEW,
    PARTS,
    PRODUCTS,
    TARGETS,
    WHO_SAYS_WHAT,
)
from tradedata.views.parameters import PRODUCT, Asked, baselines_of
from tradedata.views.parts import parts_chart
from tradedata.views.products import charted_products, product_charts, product_line
from tradedata.views.targets import targets_chart
from tradedata.views.view import View
from tradedata.views.who_says_what import who_says_what_chart
from tradedata.words.text import Text, say

OTHERS = "The other products, a line each"
WITHOUT_FILTERS = "Show it for all evidence, all speakers and all years"


@dataclass(frozen=True, slots=True)
class Panel:
    """A chart with the words above it, and the events whose years it numbers.

    One of few marks, or of other coverage, ``is_closed`` until it is asked for. ``name`` is blank
    where that of its section will do.
    """

    chart: Chart
    words: str = ""
    is_closed: bool = False
    events: tuple[Event, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page: its controls by name, its panels, or why there are none.

    ``choices`` are what it can show one at a time, each with what it comes to; ``chosen`` of them
    is shown.
    """

    anchor: str
    controls: tuple[str, ...] = ()
    panels: tuple[Panel, ...] = ()
    nothing: str = ""
    choices: Mapping[Product, Text] = field(default_factory=dict)
    chosen: Product | None = None

    @property
    def heading(self) -> str:
        """Its title on the page."""
        return HEADINGS[self.anchor]


def answer(asked: Asked) -> Section:
    """Official trade until it ends, and all that is stated since."""
    view = asked.view
    chart = view.keep(_answer, asked.one("since"))
    if not chart:
        return Section(ANSWER, nothing="No total of trade is stated in this view.")
    controls = ("since",) if len(asked.controls["since"].options) > 1 else ()
    return Section(ANSWER, controls, (Panel(chart, view.selection.official_words),))


def who_says_what(asked: Asked) -> Section:
    """Every stated total as a mark of its own."""
    if not asked.view.totals:
        return Section(WHO_SAYS_WHAT, nothing="No total of trade is stated in this view.")
    return Section(WHO_SAYS_WHAT, panels=(Panel(asked.view.keep(_who_says_what)),))


def parts(asked: Asked) -> Section:
    """What is stated of products, added up beside the totals for the same days."""
    if not asked.view.parts_checks:
        return Section(PARTS, nothing="No product and total of the same days are in view.")
    return Section(PARTS, panels=(Panel(asked.view.keep(_parts), is_closed=True),))


def long_view(asked: Asked) -> Section:
    """Official statistics through the years, and what others stated beside them."""
    view = asked.view
    if not view.line_choices:
        return Section(
            LONG_VIEW,
            nothing="No official statistic of total trade is in this view.",
        )
    events = view.dataset.events if asked.one("events") == "on" else ()
    chart = view.keep(_long_view, asked.one("lines"), bool(events))
    controls = ("lines", "events") if view.dataset.events else ("lines",)
    shown = events_within(events, chart.drawn)
    panel = Panel(chart, view.selection.official_words, events=shown)
    return Section(LONG_VIEW, controls, (panel,))


def targets(asked: Asked) -> Section:
    """The targets beside the totals of the finding, or beside the one that is asked for."""
    if not asked.view.targets:
        return Section(TARGETS, nothing="No target is stated in this view.")
    chart = asked.view.keep(_targets, asked.one("baseline"))
    return Section(TARGETS, ("baseline",), (Panel(chart, is_closed=True),))


def products(asked: Asked) -> Section:
    """The product that is asked for, else the first of those that have claims."""
    charted = asked.view.keep(_charted)
    if not charted:
        return Section(PRODUCTS, nothing="No product has a number in this view.")
    chosen = next((each for each in charted if each.key == asked.one(PRODUCT)), charted[0])
    lines, panels = asked.view.keep(_lines), asked.view.keep(_product, chosen)
    return Section(PRODUCTS, panels=panels, choices=lines, chosen=chosen)


Build = Callable[[Asked], Section]
SECTIONS: Mapping[str, Build] = {
    ANSWER: answer,
    WHO_SAYS_WHAT: who_says_what,
    PARTS: parts,
    LONG_VIEW: long_view,
    TARGETS: targets,
    PRODUCTS: products,
}


def _charted(view: View) -> tuple[Product, ...]:
    return tuple(charted_products(view.claims, view.dataset.collection))


def _answer(view: View, since: str) -> Chart | None:
    return answer_chart(view.with_official, view.dataset.collection, view.starts[since])


def _who_says_what(view: View) -> Chart:
    found = [each for each in view.indicators if each.kind == "change"]
    return who_says_what_chart(view.totals, view.dataset.collection, view.turnover_checks, found)


def _parts(view: View) -> Chart:
    return parts_chart(view.parts_checks)


def _long_view(view: View, choice: str, shows_events: bool) -> Chart:
    events = view.dataset.events if shows_events else ()
    return long_view_chart(view.with_official, view.dataset.collection, choice, events)


def _targets(view: View, baseline: str) -> Chart:
    baselines = view.keep(baselines_of)
    chosen = [baseline] if baseline in baselines else view.finding.claims
    beside = [baselines[key] for key in chosen if key in baselines]
    return targets_chart(view.claims, view.statements, beside)


def _product(view: View, product: Product) -> tuple[Panel, ...]:
    own, *others = product_charts(
        product, view.claims, view.dataset.collection, view.indicators, view.benchmarks
    )
    words = say("{}: {}.", product.label, product.definition)
    name = say("{}, other areas", product.label)
    return Panel(own, words), *(Panel(other, is_closed=True, name=name) for other in others)


def _lines(view: View) -> Mapping[Product, Text]:
    return {product: product_line(product, view) for product in view.keep(_charted)}
