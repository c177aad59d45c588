"""The page without a browser: what stands on it for which data and which address."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from components.shell import browser
from tests.support.marked import marked_ids
from tests.support.rendering import (
    all_texts,
    anchors,
    assert_shows_page,
    card_text,
    charts,
    computed,
    everything_computed,
    ids,
    keyed_texts,
    opened,
    pictures,
    render,
    table_ids,
    taken_away,
)
from tradedata.data.loading import Dataset
from tradedata.data.reserved import LONG_VIEW
from tradedata.views.pages import PAGES, PARTS, Page
from tradedata.views.products import charted_products
from tradedata.views.sections import WITHOUT_FILTERS

OVERCHUK = "trade-overchuk-diplomat"


# The shipped data


@pytest.mark.parametrize("shown", PAGES, ids=lambda page: page.title)
def test_page_links_to_all_pages_and_to_its_own_parts_in_order(shown: Page) -> None:
    page = opened(shown.slug, view="articles")
    assert not page.exception
    assert anchors(page) == list(shown.parts)
    assert [header.value for header in page.header] == list(shown.parts.values())
    (ways,) = (block.value for block in page.html if 'class="pages"' in block.value)
    assert re.findall(r'href="#([^"]+)"', ways) == [*shown.ways, "top"]
    links = re.findall(r'href="./([^"]*)" data-go="([^"]*)"( aria-current="page")?', ways)
    assert [(place, go) for place, go, _ in links] == [
        (f"{each.slug}?view=articles", f"/{each.slug}") for each in PAGES
    ]
    assert [go for _, go, here in links if here] == [f"/{shown.slug}"]


@pytest.mark.parametrize(
    ("slug", "query"), [("", {"chart": "answer"}), ("products", {"product": "lpg", "chart": "lpg"})]
)
def test_chart_alone_has_its_title_its_sources_and_a_link_to_its_page(
    slug: str, query: dict[str, str]
) -> None:
    whole = opened(slug, **{name: word for name, word in query.items() if name != "chart"})
    page = opened(slug, **query)
    assert not page.exception
    assert [*charts(page)] == [query["chart"]]
    assert (len(page.title), len(page.header)) == (0, 0)
    blocks = [block.value for block in page.html]
    assert not any('class="pages"' in block for block in blocks)
    title = next(each.value for each in whole.html if f'id="{query["chart"]}"' in each.value)
    assert title in blocks
    assert any(f'#{query["chart"]}" target="_blank"' in block for block in blocks)


def test_chart_alone_that_no_section_has_is_the_whole_page() -> None:
    assert anchors(opened("", chart="sources")) == list(PAGES[0].parts)


@pytest.mark.whole
def test_products_are_shown_one_at_a_time_and_lead_to_each_other(shipped: Dataset) -> None:
    products = [product.key for product in charted_products(shipped.claims, shipped.collection)]
    for key in products:
        page = opened("products", product=key)
        assert not page.exception
        assert charts(page).keys() <= {key}
        assert marked_ids(page.main) & ids(shipped.claims)
        (ways,) = (block.value for block in page.html if 'class="choices"' in block.value)
        assert re.findall(r'data-go="/products\?product=([^"]+)"', ways) == products
        assert re.findall(r'product=([^"]+)" aria-current', ways) == [key]
    assert charts(opened("products")).keys() == {products[0]}


OLD_ADDRESSES = {
    "product": ({"product": "wheat-flour"}, "wheat-flour"),
    "lines": ({"lines": "from-ru"}, "long-view"),
}


@pytest.mark.parametrize(("asked", "slug"), OLD_ADDRESSES.values(), ids=OLD_ADDRESSES)
def test_address_from_before_the_pages_leads_to_the_page_that_has_it(
    asked: dict[str, str], slug: str
) -> None:
    page = opened(**asked, view="articles" if slug == "wheat-flour" else "all")
    assert not page.exception
    assert set(charts(page)) == {slug}
    assert parameter(page, next(iter(asked))) == [*asked.values()]


def test_page_asked_for_again_compares_nothing_and_words_no_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What a view says is made once for all readers, a file only when a reader takes it away."""
    render()
    made: list[str] = []
    for name in (
        "compare.comparison.Comparison",
        "compare.statements.Statement",
        "views.charts.line_of",
    ):
        monkeypatch.setattr(f"tradedata.{name}", lambda *_, name=name: made.append(name))
    assert_shows_page(render())
    assert made == []


# The filters and the address


def test_search_without_result_offers_the_way_back(shipped: Dataset) -> None:
    page = render("claims", q="no such words anywhere", product="lpg")
    assert any("no such words anywhere" in text for text in all_texts(page))
    page = page.button("clear-table").click().run()
    assert table_ids(page) == ids(shipped.claims) | ids(computed(shipped))
    assert not {"q", "product"} & set(page.query_params)
    assert (page.text_input("q").value, page.selectbox("product").value) == ("", "")


def test_open_in_address_opens_that_charts_table() -> None:
    slug = next(iter(charts(opened())))
    assert keyed_texts(opened(), f"table-{slug}") == ""
    assert keyed_texts(opened(open=slug), f"table-{slug}")


def test_section_that_filters_leave_empty_leads_to_all_evidence() -> None:
    page = opened(view="articles")
    (words,) = (block.value for block in page.html if WITHOUT_FILTERS in block.value)
    assert f'href="?#{PARTS}"' in words
    assert not any(WITHOUT_FILTERS in block.value for block in opened().html)


def test_notice_of_a_parameter_stays_until_dismissed() -> None:
    page = render(view="nothing", nonsense="1").run()
    assert "nothing" in keyed_texts(page, "address-notice")
    page.button("dismiss-address").click().run()
    with pytest.raises(KeyError):
        page.get_by_key("address-notice")
    assert not page.query_params
    assert_shows_page(page)


def parameter(page: AppTest, name: str) -> list[str]:
    value = page.query_params.get(name, [])
    return [value] if isinstance(value, str) else list(value)


def test_open_keeps_its_good_panels_beside_a_bad_one() -> None:
    page = render("claims", open=["nonsense", "rows"])
    assert "open=nonsense" in keyed_texts(page, "address-notice")
    assert parameter(page, "open") == ["rows"]
    page = page.button("dismiss-address").click().run()
    assert parameter(page, "open") == ["rows"]
    with pytest.raises(KeyError):
        page.get_by_key("address-notice")


def test_open_names_of_panels_that_the_filters_leave_out_get_no_notice(shipped: Dataset) -> None:
    """A link made before a filter was set must not be called nonsense after."""
    products = [f"product-{key}" for key in shipped.directory.products]
    pages = [render(page.slug, open=products) for page in PAGES]
    panels = [str(box.key) for page in pages for box in page.expander if box.key]
    names = sorted({key.partition("-")[2] for key in panels} - {""})
    assert {"who-says-what", "long-view", "events", "rows", "lpg"} <= set(names)
    page = render("claims", open=[*names, *products], q="x", view="articles", side="market")
    with pytest.raises(KeyError):
        page.get_by_key("address-notice")
    assert sorted(parameter(page, "open")) == sorted({*names, *products})


def test_options_of_every_list_differ_from_each_other(shipped: Dataset) -> None:
    """Streamlit tells a choice by its label: of two alike, the wrong one would open."""
    page = render("claims", open=["rows"], claim=shipped.claims[0].id)
    for box in (*page.selectbox, *page.multiselect):
        assert len(set(box.options)) == len(box.options), box.label


# Cards


@pytest.mark.whole
def test_numbers_named_on_a_card_lead_to_their_own_cards(shipped: Dataset) -> None:
    (dialog,) = opened(claim=OVERCHUK).get("dialog")
    named = re.findall(r'href="\?claim=([^"]+)" data-card="([^"]+)"', html_of(dialog))
    assert len(named) > 3
    for address, card in named:
        assert unquote(address) == card
        assert not opened(claim=card).exception
        assert card_text(opened(claim=card))


def html_of(block: Iterable[Any]) -> str:
    return "".join(node.value for node in block if getattr(node, "type", "") == "html")


def test_card_of_every_kind_offers_a_text_to_report_a_problem_with(shipped: Dataset) -> None:
    everything = everything_computed(shipped)
    for card in (OVERCHUK, everything[0].id, shipped.benchmarks[0].key):
        report = card_text(opened(claim=card))
        assert "Report a problem" in report
        assert f"Claim: {card}" in report
        assert f"Data version: {shipped.version}" in report


def test_card_of_a_claim_out_of_view_opens_all_the_same(shipped: Dataset) -> None:
    claim = shipped.claim(OVERCHUK)
    side = next(c.side for c in shipped.claims if c.side != claim.side)
    page = render("claims", claim=claim.id, side=[side])
    assert claim.as_printed in card_text(page)
    assert claim.id not in table_ids(page)


@pytest.mark.whole
def test_pictures_are_the_same_whoever_came_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """A phone first, then a desk: the pictures know neither, and draw the events where they fit."""
    st.cache_resource.clear()
    taken = []
    for is_narrow in (True, False):
        monkeypatch.setattr(browser, "_is_narrow", lambda is_narrow=is_narrow: is_narrow)
        page = taken_away("history")
        numbers = [numbers_of_events(charts(page)[LONG_VIEW].figure)]
        numbers += [numbers_of_events(picture["figure"]) for picture in pictures(page)]
        assert numbers == [numbers[0], [], [], numbers[0]]
        taken.append(pictures(page))
    assert numbers[0]
    assert taken[0] == taken[1]


def numbers_of_events(figure: dict[str, Any]) -> list[str]:
    return [note["text"] for note in figure["layout"]["annotations"] if "hovertext" in note]
