"""The numbers that an address shows, for whoever takes them along."""

from __future__ import annotations

import pytest

from tests.support.samples import shipped_views
from tradedata.data.claims import Benchmark
from tradedata.views.extracts import Extract, extract_of, extract_of_view
from tradedata.views.parameters import read_address
from tradedata.views.sections import SECTIONS
from tradedata.views.table import table_of

VIEWS = shipped_views()
FIRST, SECOND = "trade-overchuk-diplomat", "trade-2024-center-tatar-inform"


def taken(address: str) -> Extract:
    return extract_of(read_address(address, VIEWS))


def ids(extract: Extract) -> list[str]:
    return [each.key if isinstance(each, Benchmark) else each.id for each in extract.numbers]


def test_extract_of_filters_holds_every_number_in_view_and_the_claims_as_rows() -> None:
    found = taken("view=articles")
    view = read_address("view=articles", VIEWS).view
    assert {claim.id for claim in found.claims} == view.claims_by_id.keys()
    assert {*found.results} == {*view.indicators}
    assert found.rows == found.claims
    assert (found.slug, found.filters) == ("", {"view": ("articles",)})


@pytest.mark.parametrize(
    "key", [FIRST, *(each.id for each in VIEWS.whole.indicators[:1]), "propane-mont-belvieu-2024"]
)
def test_extract_of_a_card_holds_its_number_alone(key: str) -> None:
    found = taken(f"claim={key}")
    assert ids(found) == [key]
    assert found.rows == found.numbers
    assert found.slug == key
    assert "claim" not in found.filters


def test_extract_of_a_computed_number_brings_the_price_that_it_rests_on() -> None:
    number = next(each for each in VIEWS.whole.indicators if each.benchmark)
    assert taken(f"claim={number.id}").prices == (number.benchmark,)


def test_extract_of_a_pair_holds_both() -> None:
    assert ids(taken(f"compare={FIRST},{SECOND}")) == [FIRST, SECOND]


def test_extract_of_a_chart_holds_its_numbers_whatever_page_the_address_names() -> None:
    views = read_address("", VIEWS)
    slugs = [
        "lpg-others",
        *(p.chart.slug for build in SECTIONS.values() for p in build(views).panels),
    ]
    for slug in slugs:
        found = taken(f"chart={slug}")
        assert found.chart
        assert found.numbers == found.chart.numbers
        assert found.slug == slug


def test_extract_of_a_chart_that_is_not_drawn_is_the_view() -> None:
    assert taken("chart=rows").numbers == taken("").numbers


def test_extract_of_a_search_holds_the_rows_that_it_leaves_in_their_order() -> None:
    found = taken("claims?q=overchuk&product=all-goods")
    rows = [row for row in VIEWS.whole.keep(table_of) if "overchuk" in row.text]
    assert ids(found) == [row.id for row in rows if row.product == "all-goods"]
    assert found.rows == found.claims


def test_extract_of_the_view_does_not_hear_of_card_or_chart() -> None:
    asked = read_address(f"view=articles&claim={FIRST}&chart=answer", VIEWS)
    assert extract_of_view(asked).numbers == taken("view=articles").numbers


@pytest.mark.parametrize(
    ("slug", "place"),
    [
        ("lpg", "products?product=lpg&chart=lpg"),
        ("lpg-others", "products?product=lpg&chart=lpg-others"),
        ("long-view", "history?chart=long-view"),
        ("answer", "?chart=answer"),
    ],
)
def test_address_of_a_chart_alone_leads_to_the_page_that_shows_it(slug: str, place: str) -> None:
    assert read_address(f"chart={slug}", VIEWS).place == place
    assert read_address(f"claims?chart={slug}", VIEWS).place == place


def test_search_that_is_cut_short_is_told() -> None:
    (notice,) = read_address(f"q={'x' * 201}", VIEWS).notices
    assert notice.sentence.endswith("(allowed: 200 characters)")
    assert not read_address(f"q={'x' * 200}", VIEWS).notices
