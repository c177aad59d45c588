"""Readers of every kind: keyboard alone, small screens, dark pages, assistive software, offline."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize, expect

from tests.support.browsing import (
    OPENED,
    PHONE,
    axe_options,
    chart_slugs,
    keyed,
    menu_of,
    open_page,
    settle,
)
from tests.support.rendering import charts, opened
from tests.support.visitors import SCREEN, Line, Visitor
from tools.serving import Server
from tradedata.data.loading import Dataset
from tradedata.views.finding import finding_of
from tradedata.views.pages import EVERY_PAGE, PAGES
from tradedata.words.text import Number

pytestmark = pytest.mark.browser

CLAIM = "lpg-tonnes-jawad-diplomat"
GRAVE = ("serious", "critical")
Desk = Callable[..., Page]
SLUGS = [page.slug for page in EVERY_PAGE]
_WHOLE_HEIGHT = """() => Math.max(...['stMain', 'stDialog'].map((id) => {
  const inside = document.querySelectorAll(`[data-testid=${id}], [data-testid=${id}] *`)
  return Math.max(0, ...[...inside].map((element) => element.scrollHeight))
})) + 400"""
_NAMES = "links => links.map(link => link.dataset.card ?? link.dataset.go)"
_FOCUSED_KEYS = """() => {
  const keys = []
  let element = document.activeElement
  while (element) {
    const { card, go } = element.dataset
    if ((card ?? go) !== undefined) keys.push(card ?? go)
    for (const name of element.classList) if (name.startsWith('st-key-')) keys.push(name.slice(7))
    element = element.parentElement ?? element.getRootNode().host
  }
  return keys
}"""


def grave_faults(page: Page, scheme: str = "light") -> list[str]:
    """What axe finds that keeps readers out, with the elements it is about.

    The window grows to the whole page first: axe judges no colour that is scrolled out of sight.
    """
    before = page.viewport_size
    assert before
    page.set_viewport_size({"width": before["width"], "height": page.evaluate(_WHOLE_HEIGHT)})
    settle(page)
    found = Axe().run(page, options=axe_options(scheme)).response["violations"]
    page.set_viewport_size(before)
    settle(page)
    return [
        f"{fault['id']}: {node['html'][:200]}"
        for fault in found
        if fault["impact"] in GRAVE
        for node in fault["nodes"]
    ]


@pytest.fixture
def desk(server: Server, look: Visitor) -> Desk:
    """A page on a desk with every table open, in a light or a dark scheme."""

    def open_at_desk(scheme: str, slug: str = "") -> Page:
        names = (*charts(opened(slug)), "rows", "codebook", "sources", "events")
        few = "&view=articles" if (scheme, slug) == ("dark", "claims") else ""  # the same rows
        query = "&".join(f"open={name}" for name in names) + few
        return look(f"{server.address}/{slug}?{query}", color_scheme=scheme)

    return open_at_desk


@pytest.fixture
def phone(server: Server, look: Visitor) -> Page:
    """The page on a phone, with a notice."""
    return look(f"{server.address}/?nonsense=1", viewport=PHONE)


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_with_open_tables_has_no_grave_fault(desk: Desk, scheme: str, slug: str) -> None:
    page = desk(scheme, slug)
    tables = page.locator("[class*='st-key-table-'] table")
    assert tables.count() == len(chart_slugs(page))
    assert grave_faults(page, scheme) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_card_has_no_grave_fault(server: Server, visit: Visitor, scheme: str) -> None:
    page = visit(f"{server.address}/?claim={CLAIM}", color_scheme=scheme)
    expect(page.locator(OPENED)).to_be_visible()
    assert grave_faults(page, scheme) == []


def test_notice_and_phone_have_no_grave_fault(phone: Page) -> None:
    expect(keyed(phone, "address-notice")).to_be_visible()
    assert grave_faults(phone) == []


def test_numbers_of_the_finding_reach_the_browser_with_value_and_id(
    shipped: Dataset, phone: Page
) -> None:
    """Streamlit cleans markup in the browser: the marks are kept."""
    read = "nodes => nodes.map(node => [node.value, node.dataset.id, node.textContent])"
    words = finding_of(shipped.claims, shipped.collection).words
    numbers = [part for part in words.parts if isinstance(part, Number)]
    assert len(numbers) > 1
    found = phone.locator(".finding data[data-id]").evaluate_all(read)
    assert found == [[f"{each.value:f}", each.id, str(each)] for each in numbers]


def test_charts_are_figures_with_a_name(desk: Desk) -> None:
    page = desk("light")
    for slug in chart_slugs(page):
        figure = keyed(page, f"plot-{slug}").get_by_role("figure")
        assert figure.get_attribute("aria-label")


@pytest.mark.parametrize("slug", SLUGS)
def test_headings_form_one_outline(desk: Desk, slug: str) -> None:
    page = desk("light", slug)
    levels = page.locator("h1, h2, h3, h4").evaluate_all(
        "elements => elements.map((element) => Number(element.tagName[1]))"
    )
    assert levels.count(1) == 1
    steps = [after - before for before, after in pairwise(levels)]
    assert max(steps) <= 1


CONTROLS = {
    "": {"view", "more-filters", "baseline", "table-who-says-what", "take-away-who-says-what"},
    "history": {"view", "lines", "events", "panel-events", "take-away-long-view"},
    "products": {"view", "table-lpg", "take-away-lpg"},
    "claims": {"q", "product", "claims-table", "csv-claims", "compare-first", "csv-coverage"},
    "sources": {"panel-sources", "panel-codebook", "all-csv", "all-json", "all-zip"},
    "add": {"add-trade-source", "add-trade-locator", "add-check", "add-clear"},
}


@pytest.mark.parametrize("slug", SLUGS)
def test_keyboard_alone_reaches_every_control(server: Server, visit: Visitor, slug: str) -> None:
    page = visit(f"{server.address}/{slug}")
    links = set(page.locator("a[data-card], a[data-go]").evaluate_all(_NAMES))
    assert len(links) >= len(PAGES)
    wanted = CONTROLS[slug] | links
    reached: set[str] = set()
    for _ in range(150):
        page.keyboard.press("Tab")
        reached |= set(page.evaluate(_FOCUSED_KEYS))
        if reached >= wanted:
            break
    assert wanted - reached == set()


@pytest.mark.parametrize("place", ["?nonsense=1", f"?claim={CLAIM}", *SLUGS[1:]])
def test_phone_shows_everything_without_scrolling_sideways(
    server: Server, look: Visitor, place: str
) -> None:
    page = look(f"{server.address}/{place}", viewport=PHONE)
    expect(page.locator(OPENED)).to_have_count(place.count("claim="))
    widths = page.evaluate("""() => ({
      page: document.documentElement.scrollWidth,
      main: document.querySelector('[data-testid=stMain]').scrollWidth,
    })""")
    assert widths == {"page": PHONE["width"], "main": PHONE["width"]}
    for slug in chart_slugs(page):
        box = keyed(page, f"plot-{slug}").locator(".main-svg").first.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["width"]
        assert box["height"] > PHONE["width"] / 4


HEIGHTS = {"desk": (SCREEN, 4_500), "phone": (PHONE, 7_500)}


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize(("window", "most"), HEIGHTS.values(), ids=HEIGHTS)
def test_page_with_everything_closed_is_no_taller_than_a_reader_scrolls(
    server: Server, look: Visitor, slug: str, window: ViewportSize, most: int
) -> None:
    page = look(f"{server.address}/{slug}", viewport=window)
    height = page.locator("[data-testid=stMainBlockContainer]").evaluate("e => e.scrollHeight")
    assert height <= most


@pytest.mark.parametrize("slug", SLUGS)
def test_phone_has_every_page_in_sight(server: Server, look: Visitor, slug: str) -> None:
    links = look(f"{server.address}/{slug}", viewport=PHONE).locator("nav.pages a")
    boxes = [link.bounding_box() for link in links.all()]
    assert len(boxes) == len(PAGES)
    rights = [box["x"] + box["width"] for box in boxes if box]
    assert max(rights) <= PHONE["width"] - 48  # the menu of the page stands there


def test_phone_has_the_finding_in_its_first_screen(server: Server, look: Visitor) -> None:
    box = look(server.address, viewport=PHONE).locator(".finding").bounding_box()
    assert box
    assert box["y"] + box["height"] < PHONE["height"]


def test_phone_cuts_off_no_text_of_a_chart(phone: Page) -> None:
    rights = phone.locator("[class*='st-key-plot-'] .annotation-text").evaluate_all(
        "texts => texts.map((text) => text.getBoundingClientRect().right)"
    )
    assert rights
    assert max(rights) <= PHONE["width"]


LABELS_BESIDE = """slug => document.querySelector(`.st-key-plot-${slug} .js-plotly-plot`)
  .layout.xaxis.domain[0] > 0"""


def test_charts_follow_the_width_of_the_window(desk: Desk) -> None:
    page = desk("light")
    address, wide = page.url, page.viewport_size
    assert wide
    for size, is_narrow in ((wide, False), (PHONE, True), (wide, False)):
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
        settle(page)
        assert page.evaluate(LABELS_BESIDE, "who-says-what") != is_narrow
    assert page.url == address


def test_charts_follow_the_width_though_what_the_page_said_of_it_is_lost(
    server: Server, visit: Visitor
) -> None:
    page, line = visit(server.address), Line("page")
    page.route_web_socket("**/_stcore/stream", line.connect)
    open_page(page, server.address)
    line.loses = True
    page.set_viewport_size(PHONE)
    settle(page)
    assert not line.loses


@pytest.mark.parametrize("agent", [None, "Chrome/156.0"], ids=["phone", "narrow window"])
def test_narrow_window_gets_the_charts_of_a_phone_whether_or_not_it_is_one(
    server: Server, visit: Visitor, agent: str | None
) -> None:
    named = {"user_agent": agent} if agent else {}
    page = visit(server.address, viewport=PHONE, **named)
    assert not page.evaluate(LABELS_BESIDE, "who-says-what")


def test_dark_page_draws_text_of_charts_light(desk: Desk) -> None:
    colours = (
        desk("dark")
        .locator("[class*='st-key-plot-'] .annotation-text")
        .evaluate_all("texts => texts.map((text) => getComputedStyle(text).fill)")
    )
    assert colours
    for colour in set(colours):
        red, green, blue = (
            float(part) for part in colour.removeprefix("rgb(").rstrip(")").split(",")[:3]
        )
        assert min(red, green, blue) > 200


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_heads_that_stick_have_the_background_of_the_page(desk: Desk, scheme: str) -> None:
    page = desk(scheme, "sources")
    expect(keyed(page, "panel-sources").locator("table")).to_be_visible()
    colours = page.evaluate("""() => {
      const colour = (element) => getComputedStyle(element).backgroundColor
      const heads = document.querySelectorAll('.scroll thead th')
      const app = document.querySelector('[data-testid=stApp]')
      return { page: colour(app), heads: [...new Set([...heads].map(colour))] }
    }""")
    assert colours["heads"] == [colours["page"]]


def test_coverage_fits_a_laptop_and_begins_on_a_phone_with_its_newest_years(
    server: Server, desk: Desk, look: Visitor
) -> None:
    wide = keyed(desk("light", "claims"), "coverage").locator(".scroll")
    assert wide.evaluate("e => e.scrollWidth - e.clientWidth") <= 1
    narrow = keyed(look(f"{server.address}/claims", viewport=PHONE), "coverage").locator(".scroll")
    first_seen = narrow.evaluate("""(area) => {
      const { left, right } = area.getBoundingClientRect()
      const boxes = [...area.querySelectorAll('thead th')].map((e) => e.getBoundingClientRect())
      const head = area.querySelector('th[scope=row]')
      head.scrollIntoView({ block: 'center' })
      const box = head.getBoundingClientRect()
      const found = document.elementFromPoint(box.left + 8, box.top + 12)
      const seen = boxes.map((box) => box.left >= left - 1 && box.right <= right + 1)
      return [head.contains(found), seen[1], seen.at(-1)]
    }""")
    assert first_seen == [True, False, True]


def test_visit_asks_no_other_host_even_with_cards_tables_and_pictures(
    server: Server, visit: Visitor
) -> None:
    """What the visitor fixture watches on every visit, with everything open at once."""
    slugs = list(charts(opened()))
    query = "&".join(f"open={slug}" for slug in slugs)
    page = visit(f"{server.address}/?claim={CLAIM}&{query}")
    page.keyboard.press("Escape")
    expect(page.locator(OPENED)).to_have_count(0)
    menu_of(page, slugs[0])
    with page.expect_download():
        keyed(page, f"tools-{slugs[0]}").get_by_role("button", name="PNG").click()
    page.keyboard.press("Escape")
    for name in ("Claims", "Sources", "Products", "Over time"):
        page.locator("nav.pages").get_by_role("link", name=name).click()
        expect(page.locator("h1")).to_have_text(name)
        settle(page)


def test_forced_colours_leave_what_is_chosen_and_what_a_sign_means_in_sight(
    server: Server, visit: Visitor
) -> None:
    page = visit(f"{server.address}/products", forced_colors="active")
    look = """([selector, name]) => [...document.querySelectorAll(selector)]
      .map((element) => getComputedStyle(element)[name])"""
    for chosen, other in (
        ("nav [aria-current]", "nav a:not([aria-current], .parts a)"),
        ("[role=radio][aria-checked=true]", "[role=radio][aria-checked=false]"),
    ):
        name = "backgroundColor" if "radio" in chosen else "borderBottomColor"
        assert not {*page.evaluate(look, [chosen, name])} & {*page.evaluate(look, [other, name])}
    signs = page.locator(".legend span[style]").evaluate_all(
        "all => all.map((sign) => [sign.style.color, getComputedStyle(sign).color])"
    )
    assert signs
    assert [sign for sign in signs if sign[0] != sign[1]] == []
    keyed(page, "view").get_by_role("radio").first.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.goto(f"{server.address}/claims")
    shadow = page.locator(".scroll.rows")
    expect(shadow).to_be_visible()
    assert "gradient" in shadow.evaluate("area => getComputedStyle(area).backgroundImage")


@pytest.mark.parametrize("slug", [page.slug for page in PAGES])
def test_phone_has_the_parts_of_a_page_in_one_line_that_says_where_it_goes_on(
    server: Server, look: Visitor, slug: str
) -> None:
    parts = look(f"{server.address}/{slug}", viewport=PHONE).locator("nav.parts ul")
    links = parts.locator("a").evaluate_all(
        "links => links.map((e) => [e.getBoundingClientRect().top, e.offsetHeight])"
    )
    assert len({top for top, _ in links}) <= 1
    assert min((height for _, height in links), default=24) >= 24
    assert "gradient" in parts.evaluate("line => getComputedStyle(line).backgroundImage")
