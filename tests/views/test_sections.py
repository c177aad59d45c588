"""The sections of the page draw what is in view and nothing else."""

from __future__ import annotations

import pytest

from tests.support.samples import all_indicators_of, shipped_views
from tradedata.views.official import official_claims
from tradedata.views.parameters import read_address
from tradedata.views.sections import SECTIONS, Build, Section, answer, long_view, parts, products
from tradedata.words.events import event_years

VIEWS = shipped_views()
CLAIMS, ABOUT = VIEWS.whole.claims, VIEWS.dataset.collection
SIDES = sorted({claim.side for claim in CLAIMS})


def drawn_in(section: Section) -> set[str]:
    return {mark.id for panel in section.panels for mark in panel.chart.marks}


@pytest.mark.parametrize("query", ["", "view=articles", *(f"side={side}" for side in SIDES)])
def test_sections_draw_nothing_that_is_out_of_view(query: str) -> None:
    """The answer and the long view draw official numbers whoever is chosen, no other does."""
    asked = read_address(query, VIEWS)
    selection = asked.view.selection
    in_view = {claim.id for claim in selection.apply(CLAIMS)}
    known = tuple(selection.with_official(CLAIMS))
    prices = selection.benchmarks(VIEWS.dataset.benchmarks)
    allowed = {claim.id for claim in known} | {price.key for price in prices}
    allowed |= {item.id for item in all_indicators_of(known, ABOUT, prices)}
    for build in SECTIONS.values():
        drawn = drawn_in(build(asked))
        assert drawn <= allowed
        assert build in (answer, long_view) or drawn & {*VIEWS.whole.claims_by_id} <= in_view
    resting = {key for tile in asked.view.tiles for key in tile.number.id.split(".")}
    assert resting - {"turnover"} <= in_view


def test_long_view_lists_the_events_of_its_numbered_lines_alone() -> None:
    (panel,) = long_view(read_address("", VIEWS)).panels
    lines = [year for each in panel.chart.panels for year in getattr(each, "numbered", ())]
    assert [y.number for y in lines] == [y.number for y in event_years(panel.events)]
    assert [y.year for y in lines] == [y.year for y in event_years(panel.events)]


@pytest.mark.parametrize("build", [answer, long_view])
def test_official_series_stay_and_say_so_where_speakers_are_chosen(build: Build) -> None:
    asked = read_address("side=russian-government", VIEWS)
    selection, found = asked.view.selection, build(asked)
    assert selection.official_words
    assert [panel.words for panel in found.panels] == [selection.official_words]
    drawn = drawn_in(found)
    assert drawn & {c.id for c in official_claims(selection.with_official(CLAIMS), ABOUT)}
    assert not drawn & {c.id for c in CLAIMS if c.side not in (*selection.sides, "international")}


def test_parts_are_missed_in_words_where_no_product_has_a_total_beside_it() -> None:
    section = parts(read_address("from=1995&to=1996", shipped_views()))
    assert section.nothing == "No product and total of the same days are in view."
    assert section.heading == "Parts against the whole"
    assert not section.panels


def test_sections_every_chart_on_a_page_has_a_name_of_its_own() -> None:
    for product in products(read_address("", VIEWS)).choices:
        panels = products(read_address(f"product={product.key}", VIEWS)).panels
        assert len({panel.name for panel in panels}) == len(panels)
