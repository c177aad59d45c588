"""Pages: where everything is, and where links of any age lead."""

from __future__ import annotations

import pytest

from tests.support.samples import shipped_views
from tradedata.views.pages import HEADINGS, PAGES, page_with, places, root_of
from tradedata.views.parameters import read_address

VIEWS = shipped_views()
ADDRESSES = {
    "": "",
    "?view=articles": "",
    "/?claim=trade-overchuk-diplomat": "",
    "?baseline=trade-2024-overchuk-mehr": "",
    "?since=2019": "",
    "?product=lpg": "products",
    "?q=flour&product=wheat-flour": "claims",
    "?lines=from-ru": "history",
    "?events=off&view=articles": "history",
    "/history?compare=trade-overchuk-diplomat,trade-center-diplomat": "claims",
    "/claims?product=lpg": "claims",
    "/products?product=lpg&q=x": "products",
    "https://host.example/trade/sources?view=articles#section-6": "sources",
    "https://host.example/trade/?view=articles": "",
    "history": "history",
    "/no-such-page?view=articles": "",
}


@pytest.mark.parametrize(("address", "slug"), ADDRESSES.items())
def test_address_of_any_age_leads_to_the_page_that_holds_what_it_asks_for(
    address: str, slug: str
) -> None:
    assert read_address(address, VIEWS).page.slug == slug


@pytest.mark.parametrize(
    ("path", "root"),
    [
        ("", "/"),
        ("/", "/"),
        ("/claims", "/"),
        ("/trade/", "/trade/"),
        ("/trade/history/", "/trade/"),
    ],
)
def test_root_is_that_of_every_page(path: str, root: str) -> None:
    assert root_of(path) == root


def test_every_part_is_on_one_page_alone() -> None:
    parts = [anchor for page in PAGES for anchor in page.parts]
    assert len(parts) == len(set(parts)) == len(HEADINGS)
    assert all(anchor in page_with(anchor).parts for anchor in parts)
    with pytest.raises(KeyError):
        page_with("nowhere")


def test_places_name_a_page_for_every_anchor_and_every_product() -> None:
    slugs = {page.slug for page in PAGES}
    found = places(VIEWS.dataset)
    assert {"section-0", "section-6", "compare", "answer", "lpg"} <= found.keys()
    for anchor, place in found.items():
        path, _, query = place.partition("?")
        assert path[1:] in slugs
        asked = read_address(place, VIEWS)
        assert asked.page.slug == path[1:]
        assert not asked.notices, anchor
        assert query in ("", f"product={anchor}")


def test_place_is_reached_with_the_filters_and_nothing_else() -> None:
    asked = read_address("?view=articles&side=market&from=2020&baseline=&open=rows", VIEWS)
    assert asked.filtered("history") == "history?view=articles&side=market&from=2020"
    assert asked.filtered("products?product=lpg").endswith("&from=2020&product=lpg")
    assert read_address("", VIEWS).filtered("") == ""
