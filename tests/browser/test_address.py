"""The address in a browser: links that share a view, the Back button, sub-paths, embedding."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from components.sections.compare import FIRST, SECOND
from tests.support.browsing import (
    OPENED,
    PHONE,
    chart_slugs,
    choose,
    expect_card,
    expect_count,
    expect_no_card,
    expect_parameters,
    keyed,
    menu_of,
    open_page,
    parameters,
    running,
    settle,
)
from tests.support.visitors import SCREEN, Visitor
from tools.serving import Server
from tradedata.computed.targets import target_multiples
from tradedata.data.loading import Dataset
from tradedata.exports.spreadsheets import ENCODING
from tradedata.views.pairs import claim_name, in_reading_order
from tradedata.views.selection import Selection, side_words
from tradedata.words.claims import number_words

pytestmark = pytest.mark.browser

CLAIM = "lpg-tonnes-jawad-diplomat"
BASELINE = "trade-overchuk-diplomat"


@pytest.fixture(scope="module")
def sub_path_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    log = tmp_path_factory.mktemp("sub-path") / "log.txt"
    with running(log, base_path="trade") as started:
        yield started


def pressed(page: Page, key: str) -> list[bool]:
    """Which choices of a row of buttons are on."""
    buttons: Locator = keyed(page, key).locator("button")
    expect(buttons.first).to_be_visible()
    return [
        "true" in (b.get_attribute("aria-checked"), b.get_attribute("aria-pressed"))
        or "Active" in str(b.get_attribute("kind"))
        or "Active" in str(b.get_attribute("data-testid"))
        for b in buttons.all()
    ]


def link_of_chart(page: Page, slug: str) -> str:
    """What the chart's own button puts on the clipboard."""
    menu_of(page, slug)
    tools = keyed(page, f"tools-{slug}")
    tools.get_by_role("button", name="Copy link").click()
    expect(tools.locator("[role=status]")).not_to_be_empty()
    return str(page.evaluate("() => navigator.clipboard.readText()"))


def open_filters(page: Page) -> Locator:
    """The speakers and the years, which are asked for seldom."""
    if not keyed(page, "side").is_visible():
        keyed(page, "more-filters").get_by_role("button").first.click()
    expect(keyed(page, "side")).to_be_visible()
    settle(page)
    return keyed(page, "side")


def test_share_link_reproduces_the_view_of_the_first_page(
    server: Server, visit: Visitor, shipped: Dataset
) -> None:
    baseline = shipped.claim(BASELINE)
    needed = next(iter(target_multiples(Selection("articles").apply(shipped.claims), baseline)))
    page = visit(server.address)
    keyed(page, "view").locator("button").first.click()
    expect_parameters(page, view=["articles"])
    settle(page)
    words = side_words(baseline.side, shipped)
    open_filters(page).get_by_role("button", name=words).click()
    expect_count(page, "side", 1)
    open_filters(page).locator("button").last.click()
    expect_count(page, "side", 2)
    page.keyboard.press("Escape")
    choose(page, keyed(page, "baseline"), number_words(baseline))
    expect_count(page, "baseline", 1)
    expect(page.locator(".lead")).to_contain_text(needed.words)
    slug = chart_slugs(page)[-1]
    keyed(page, f"table-{slug}").locator("summary").click()
    expect_count(page, "open", 1)
    assert set(parameters(page)) == {"view", "side", "baseline", "open"}

    other = visit(page.url)
    assert parameters(other) == parameters(page)
    assert pressed(other, "view") == pressed(page, "view")
    open_filters(other)
    assert sum(pressed(other, "side")) == 2
    chosen = keyed(page, "baseline").locator("input").input_value()
    expect(keyed(other, "baseline").locator("input")).to_have_value(chosen)
    expect(keyed(other, f"table-{slug}").locator("table")).to_be_visible()
    expect(other.locator(".lead")).to_contain_text(needed.words)
    assert other.locator(".finding").inner_text() == page.locator(".finding").inner_text()
    assert keyed(other, "address-notice").count() == 0


def test_filters_go_along_from_page_to_page_and_reset_takes_them_away(
    server: Server, visit: Visitor
) -> None:
    page = visit(f"{server.address}/?view=articles&from=2020&baseline={BASELINE}")
    for slug, name in (("claims", "Claims"), ("products", "Products"), ("", "The answer")):
        page.locator("nav.pages").get_by_role("link", name=name).click()
        page.wait_for_function("slug => location.pathname === `/${slug}`", arg=slug)
        expect_parameters(page, view=["articles"], **{"from": ["2020"]})
        expect(page.locator("nav.pages [aria-current=page]")).to_have_text(name)
        settle(page)
        assert page.title().startswith(name)
        assert pressed(page, "view") == [True, False]
    keyed(page, "reset").get_by_role("button").click()
    expect_parameters(page)
    expect(keyed(page, "reset")).to_have_count(0)
    settle(page)
    assert pressed(page, "view") == [False, True]
    page.go_back()
    expect_parameters(page, view=["articles"], **{"from": ["2020"]})


# Two runs are asked for while a third is on: the one that hears of the link gives way.
_PRESS_AT_ONCE = """() => {
  const [link, menu] = ['nav.pages a[href*=claims]', '.st-key-more-filters button']
    .map((selector) => document.querySelector(selector))
  window.matchMedia('(max-width: 60rem)').addEventListener('change', () => link.click())
  menu.click()
}"""


def test_link_pressed_while_the_page_runs_for_another_reason_leads_on(
    server: Server, visit: Visitor
) -> None:
    page = visit(server.address)
    page.evaluate(_PRESS_AT_ONCE)
    page.set_viewport_size(PHONE)
    expect(page.locator("h1")).to_have_text("Claims")


ANCHORS = {
    "section-4": ("products", "lpg"),  # a page of one part has no heading but its own
    "section-5": ("claims", "section-5"),
    "coverage": ("claims", "coverage"),
    "long-view": ("history", "long-view"),
    "wheat-flour": ("products", "wheat-flour"),
    "targets": ("", "targets"),
}


@pytest.mark.parametrize(("anchor", "place"), ANCHORS.items(), ids=ANCHORS)
def test_anchor_from_before_the_pages_leads_to_what_it_names(
    server: Server, visit: Visitor, anchor: str, place: tuple[str, str]
) -> None:
    slug, target = place
    page = visit(f"{server.address}/#{anchor}")
    page.wait_for_function("slug => location.pathname === `/${slug}`", arg=slug)
    settle(page)
    named = page.locator(f"[id='{target}'], .st-key-panel-chart-{target}").first
    expect(named).to_be_in_viewport()


@pytest.mark.parametrize("window", [SCREEN, PHONE], ids=["desk", "phone"])
def test_part_that_a_link_leads_to_stands_below_the_bar(
    server: Server, visit: Visitor, window: ViewportSize
) -> None:
    page = visit(f"{server.address}/claims", viewport=window)
    page.locator("nav.parts a", has_text="Coverage").click()
    page.wait_for_timeout(500)
    bar = page.locator("nav.parts").bounding_box()
    part = page.locator("#coverage").bounding_box()
    assert bar
    assert part
    assert part["y"] >= bar["y"] + bar["height"]


def test_long_value_that_means_nothing_widens_no_page(server: Server, visit: Visitor) -> None:
    page = visit(f"{server.address}/products?product={'a' * 3000}", viewport=PHONE)
    expect(keyed(page, "address-notice")).to_contain_text("aaa")
    width = "() => document.querySelector('[data-testid=stMain]').scrollWidth"
    assert page.evaluate(width) <= PHONE["width"]


def test_search_is_in_the_address_and_a_share_link_reproduces_it(
    server: Server, visit: Visitor, shipped: Dataset
) -> None:
    page = visit(f"{server.address}/claims")
    choose(page, keyed(page, "product"), shipped.claims[0].product.label)
    expect_count(page, "product", 1)
    search = keyed(page, "q").locator("input")
    search.fill("2024")
    search.press("Enter")
    expect_count(page, "q", 1)
    other = visit(page.url)
    assert parameters(other) == parameters(page)
    chosen = keyed(page, "product").locator("input").input_value()
    expect(keyed(other, "product").locator("input")).to_have_value(chosen)
    assert keyed(other, "q").locator("input").input_value() == "2024"


def test_chosen_defaults_leave_the_address(server: Server, visit: Visitor) -> None:
    page = visit(f"{server.address}/claims?view=articles&q=2024")
    keyed(page, "view").locator("button").last.click()
    expect_parameters(page, q=["2024"])
    settle(page)
    search = keyed(page, "q").locator("input")
    search.fill("")
    search.press("Enter")
    expect_parameters(page)


def test_link_of_a_chart_leads_to_the_chart_in_the_same_view(
    server: Server, visit: Visitor
) -> None:
    page = visit(
        f"{server.address}/?view=articles", permissions=["clipboard-read", "clipboard-write"]
    )
    slug = chart_slugs(page)[-1]
    link = link_of_chart(page, slug)
    assert link == f"{server.address}/?view=articles#{slug}"
    other = visit(link)
    expect(other.locator(f"[id='{slug}']")).to_be_in_viewport()
    expect_parameters(other, view=["articles"])


def test_back_restores_the_view_before(server: Server, visit: Visitor) -> None:
    page = visit(server.address)
    before, finding = pressed(page, "view"), page.locator(".finding").inner_text()
    keyed(page, "view").locator("button").first.click()
    expect_parameters(page, view=["articles"])
    settle(page)
    assert pressed(page, "view") != before
    page.go_back()
    expect_parameters(page)
    page.wait_for_function(
        "() => document.querySelectorAll('.st-key-view button')[1].matches("
        "'[aria-checked=true], [aria-pressed=true], [kind*=Active], [data-testid*=Active]')"
    )
    settle(page)
    assert pressed(page, "view") == before
    assert page.locator(".finding").inner_text() == finding
    page.go_forward()
    expect_parameters(page, view=["articles"])


def test_back_closes_the_card_and_forward_opens_it(
    server: Server, visit: Visitor, shipped: Dataset
) -> None:
    page = visit(server.address)
    page.locator("ul.tiles a").first.click()
    expect(page.locator(OPENED)).to_be_visible()
    card = parameters(page)["claim"][0]
    settle(page)
    page.go_back()
    expect_parameters(page)
    expect_no_card(page)
    page.go_forward()
    expect_card(page, shipped.claim(card).as_printed)


def test_page_under_a_sub_path_keeps_links_downloads_and_cards(
    sub_path_server: Server, visit: Visitor, shipped: Dataset
) -> None:
    page = visit(
        f"{sub_path_server.address}/?claim={CLAIM}",
        permissions=["clipboard-read", "clipboard-write"],
    )
    card = expect_card(page, shipped.claim(CLAIM).as_printed)
    link = f"{sub_path_server.address}/?claim={CLAIM}"
    expect(card.get_by_text(link, exact=True).last).to_be_attached()
    page.keyboard.press("Escape")
    expect_no_card(page)
    assert urlsplit(page.url).path.rstrip("/") == "/trade"
    slug = chart_slugs(page)[0]
    assert link_of_chart(page, slug) == f"{sub_path_server.address}/#{slug}"
    permalinks = permalinks_in_download(page, slug)
    assert permalinks
    assert all(p.startswith(f"{sub_path_server.address}/?claim=") for p in permalinks)
    open_page(page, sorted(permalinks)[0])
    expect(page.locator(OPENED)).to_be_visible()


def permalinks_in_download(page: Page, slug: str) -> set[str]:
    menu_of(page, slug)
    with page.expect_download() as waiting:
        keyed(page, f"csv-full-{slug}").locator("button").click()
    content = Path(waiting.value.path()).read_bytes().decode(ENCODING)
    return {row["permalink"] for row in csv.DictReader(io.StringIO(content, newline=""))}


def test_embedded_page_keeps_being_embedded_and_a_closed_card_closed(
    server: Server, visit: Visitor, shipped: Dataset
) -> None:
    page = visit(f"{server.address}/?embed=true&claim={CLAIM}")
    card = expect_card(page, shipped.claim(CLAIM).as_printed)
    link = f"{server.address}/?claim={CLAIM}"
    expect(card.get_by_text(link, exact=True).last).to_be_attached()
    page.keyboard.press("Escape")
    expect_no_card(page)
    expect_parameters(page, embed=["true"])
    keyed(page, "view").locator("button").first.click()
    expect_parameters(page, embed=["true"], view=["articles"])
    expect_no_card(page)
    assert permalinks_in_download(page, chart_slugs(page)[0])


NAVIGATION = "nav.parts a"


@pytest.mark.parametrize(
    ("served", "query"),
    [
        ("server", "view=articles&from=2020"),
        ("server", "embed=true&view=articles"),
        ("sub_path_server", "view=articles"),
    ],
)
def test_links_on_this_page_stay_in_the_tab_and_keep_sub_path_and_view(
    request: pytest.FixtureRequest, visit: Visitor, served: str, query: str
) -> None:
    page = visit(f"{request.getfixturevalue(served).address}/?{query}")
    before, windows = urlsplit(page.url), len(page.context.pages)
    for link in page.locator(NAVIGATION).all():
        anchor = str(link.get_attribute("href")).removeprefix("#")
        link.press("Enter")
        expect(page.locator(f"[id='{anchor}']")).to_be_in_viewport()
        assert urlsplit(page.url) == before._replace(fragment=anchor)
    assert len(page.context.pages) == windows


def test_address_follows_the_two_claims_compared_and_back_leads_to_one(
    server: Server, visit: Visitor, shipped: Dataset
) -> None:
    named = _names_apart(shipped)
    (one, first), (other, second) = list(named.items())[:2]
    page = visit(f"{server.address}/claims")
    choose(page, keyed(page, FIRST), first)
    expect_parameters(page, compare=[one])
    choose(page, keyed(page, SECOND), second)
    expect_parameters(page, compare=[f"{one},{other}"])
    settle(page)
    shown = keyed(page, "compare")
    expect(shown).to_contain_text("Can they be compared?")
    expect(shown).to_contain_text(shipped.claim(other).source.title)

    fresh = visit(page.url)
    expect(keyed(fresh, "compare")).to_contain_text("Can they be compared?")
    settle(fresh)
    assert _without_addresses(keyed(fresh, "compare")) == _without_addresses(shown)

    page.go_back()
    expect_parameters(page, compare=[one])
    expect(shown).to_contain_text("Choose a second claim.")
    page.go_back()
    expect_parameters(page)


def _names_apart(dataset: Dataset) -> dict[str, str]:
    """Names of claims that no other claim's name holds, so that a choice is sure."""
    names = {claim.id: claim_name(claim) for claim in in_reading_order(dataset.claims)}
    return {key: name for key, name in names.items() if sum(name in n for n in names.values()) == 1}


def _without_addresses(place: Locator) -> list[str]:
    return [line for line in place.inner_text().splitlines() if "http" not in line]


def test_address_follows_the_controls_of_the_long_view(server: Server, visit: Visitor) -> None:
    page = visit(f"{server.address}/history")
    before = page.locator("[id=long-view]").inner_text()
    keyed(page, "lines").locator("button").last.click()
    expect_count(page, "lines", 1)
    keyed(page, "events").locator("button").last.click()
    expect_parameters(page, lines=parameters(page)["lines"], events=["off"])
    settle(page)
    expect(keyed(page, "panel-events")).to_have_count(0)
    after = page.locator("[id=long-view]").inner_text()
    assert after != before

    fresh = visit(page.url)
    assert pressed(fresh, "lines") == pressed(page, "lines")
    assert pressed(fresh, "events") == pressed(page, "events")
    assert fresh.locator("[id=long-view]").inner_text() == after
    assert keyed(fresh, "panel-events").count() == 0
    assert keyed(fresh, "address-notice").count() == 0
    keyed(fresh, "events").locator("button").first.click()
    expect_count(fresh, "events", 0)
    keyed(fresh, "lines").locator("button").first.click()
    expect_parameters(fresh)
    settle(fresh)
    assert fresh.locator("[id=long-view]").inner_text() == before


def test_path_that_names_no_page_leads_to_the_first_and_says_what_there_is(
    server: Server, visit: Visitor
) -> None:
    page = visit(f"{server.address}/nosuchpage?view=articles")
    notice = keyed(page, "address-notice")
    expect(notice).to_contain_text("/nosuchpage (allowed: /, /history")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert urlsplit(page.url).path == "/"
    expect_parameters(page, view=["articles"])


def test_path_in_capitals_leads_to_its_page(server: Server, visit: Visitor) -> None:
    page = visit(f"{server.address}/Products?product=wheat-flour")
    expect(page.locator("h1")).to_have_text("Products")
    assert urlsplit(page.url).path == "/products"
    expect(keyed(page, "address-notice")).to_have_count(0)
