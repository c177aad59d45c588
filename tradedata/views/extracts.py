"""Extracts: the numbers that an address shows, for whoever takes them along.

Owns which numbers those are and what they are called together. Writes no file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from tradedata.computed.indicators import Indicator
from tradedata.data.claims import Benchmark, Claim
from tradedata.data.reserved import OTHERS
from tradedata.views.charts import Chart, Number
from tradedata.views.lines import latest_first, latest_results_first
from tradedata.views.parameters import CHART, CLAIM, OPEN, PRODUCT, SEARCH, Asked
from tradedata.views.sections import SECTIONS
from tradedata.views.table import matching, table_of
from tradedata.views.view import View

SEARCHED = "claims-as-shown"


@dataclass(frozen=True, slots=True)
class Extract:
    """Numbers in reading order, and where they are from.

    ``asked`` is the address that they are of, and ``link`` the page's for the same, blank where it
    has none. ``slug`` names them in the name of a file; it is blank for all that the filters leave.
    ``chart`` is set where they are those of one chart.
    """

    asked: Asked
    slug: str
    numbers: tuple[Number, ...]
    link: str = ""
    chart: Chart | None = None

    @property
    def view(self) -> View:
        """What the filters leave."""
        return self.asked.view

    @property
    def filters(self) -> Mapping[str, tuple[str, ...]]:
        """The values of the address by parameter, those apart that only open something."""
        values = self.asked.values.items()
        return {name: given for name, given in values if name not in (CLAIM, OPEN)}

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Those that somebody stated."""
        return tuple(each for each in self.numbers if isinstance(each, Claim))

    @property
    def results(self) -> tuple[Indicator, ...]:
        """Those that are computed."""
        return tuple(each for each in self.numbers if isinstance(each, Indicator))

    @property
    def prices(self) -> tuple[Benchmark, ...]:
        """The market prices among them, and those that the computed ones rest on."""
        own = [each for each in self.numbers if isinstance(each, Benchmark)]
        used = [each.benchmark for each in self.results if each.benchmark]
        return tuple({price.key: price for price in (*own, *used)}.values())

    @property
    def rows(self) -> tuple[Number, ...]:
        """What a flat file holds, one row a number: the claims, of a chart all that it shows."""
        return self.numbers if self.chart else self.claims or self.numbers


def extract_of(asked: Asked, link: str = "") -> Extract:
    """What an address asks for: the number of its card, its pair, its chart, its search, or all."""
    whole = asked.view.whole
    if key := asked.one(CLAIM):
        found = whole.claims_by_id.get(key) or whole.result(key)
        return _extract(asked, link, key, filter(None, [found]))
    if all(asked.compared):
        pair = (whole.claims_by_id[key] for key in asked.compared)
        return _extract(asked, link, "-and-".join(asked.compared), pair)
    if chart := chart_called(asked, asked.one(CHART)):
        return extract_of_chart(asked, chart, link)
    if asked.one(SEARCH) or asked.one(PRODUCT):
        rows = matching(asked.view.keep(table_of), asked.one(SEARCH), asked.one(PRODUCT))
        return _extract(asked, link, SEARCHED, (row.number for row in rows))
    return extract_of_view(asked, link)


def extract_of_view(asked: Asked, link: str = "") -> Extract:
    """All that the filters leave, whatever card, chart or search is open."""
    view = asked.view
    claims, results = latest_first(view.claims), latest_results_first(view.indicators)
    return _extract(asked, link, "", (*claims, *results, *view.benchmarks))


def extract_of_chart(asked: Asked, chart: Chart, link: str = "") -> Extract:
    """A chart's own numbers."""
    return replace(_extract(asked, link, chart.slug, chart.numbers), chart=chart)


def chart_called(asked: Asked, slug: str) -> Chart | None:
    """The chart of that name as the filters leave it, on whatever page it stands, if any."""
    product = slug.removesuffix(OTHERS)
    if product in asked.controls[PRODUCT].options:
        asked = replace(asked, values={**asked.values, PRODUCT: (product,)})
    return next((chart for chart in _charts(asked) if chart.slug == slug), None)


def chart_names(asked: Asked) -> tuple[str, ...]:
    """What the charts are called that ``chart_called`` finds."""
    products = filter(None, asked.controls[PRODUCT].options)
    names = [chart.slug for chart in _charts(asked)]
    names += [name for key in products for name in (key, key + OTHERS) if chart_called(asked, name)]
    return tuple(dict.fromkeys(names))


def _charts(asked: Asked) -> Iterator[Chart]:
    return (panel.chart for build in SECTIONS.values() for panel in build(asked).panels)


def _extract(asked: Asked, link: str, slug: str, numbers: Iterable[Number]) -> Extract:
    return Extract(asked, slug, tuple(numbers), link)
