"""Charts under a pointer and on the whole screen."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from tests.support.browsing import (
    OPENED,
    PHONE,
    expect_focus_within,
    expect_no_card,
    keyed,
    numbers_of,
    open_page,
    settle,
)
from tests.support.visitors import SCREEN, Visitor
from tools.serving import Server

pytestmark = pytest.mark.browser

CHARTS = {"answer": "", "long-view": "history", "lpg": "products"}
SCROLLED = "() => document.querySelector('[data-testid=stMain]').scrollTop"
_LABELS_UNDER_TEXT = """(slug) => {
  const plot = document.querySelector(`.st-key-plot-${slug} .js-plotly-plot`)
  const text = document.querySelector('.hover').getBoundingClientRect()
  return [...plot.querySelectorAll('.annotation[data-index]')].filter((label) => {
    const box = label.querySelector('.annotation-text-g').getBoundingClientRect()
    const across = box.left < text.right && text.left < box.right
    return across && box.top < text.bottom && text.top < box.bottom
  }).map((label) => plot._fullLayout.annotations[label.dataset.index].name)
}"""
# A label measured again, as Plotly measures each of them while it draws.
_MEASURED = """(label) => {
  label.append(label.firstElementChild.cloneNode(true))
  label.lastElementChild.getBBox()
}"""
_LOOK = """element => {
  const { color, backgroundColor } = getComputedStyle(element)
  return [color, backgroundColor]
}"""


@pytest.mark.parametrize("place", CHARTS.values(), ids=CHARTS)
def test_label_that_is_drawn_leaves_the_style_of_the_page_beyond_it_alone(
    server: Server, visit: Visitor, chromium: Browser, place: str
) -> None:
    page = visit(f"{server.address}/{place}")
    chromium.start_tracing(page=page, categories=["devtools.timeline"])
    page.locator(".annotation").first.evaluate(_MEASURED)
    events = json.loads(chromium.stop_tracing())["traceEvents"]
    restyled = [e["args"]["elementCount"] for e in events if e["name"] == "UpdateLayoutTree"]
    assert 0 < sum(restyled) < 30


_COUNT_DRAWS = """window.draws = 0
new MutationObserver((changes) => {
  for (const { addedNodes } of changes) {
    window.draws += [...addedNodes].filter((node) => node.matches?.('.annotation')).length
  }
}).observe(document, { childList: true, subtree: true })"""


@pytest.mark.parametrize("window", [SCREEN, PHONE], ids=["desk", "phone"])
def test_chart_is_not_drawn_anew_when_it_is_told_the_width_that_it_has(
    server: Server, visit: Visitor, window: ViewportSize
) -> None:
    """A new chart draws its labels twice: Plotly does, to see how much room they need."""
    page = visit(f"{server.address}/history", viewport=window)
    page.add_init_script(_COUNT_DRAWS)
    open_page(page, page.url)
    labels = keyed(page, "plot-long-view").locator(".annotation").count()
    assert page.evaluate("window.draws") == 2 * labels > 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("slug", "place"), CHARTS.items(), ids=CHARTS)
def test_text_of_a_mark_has_the_colours_of_the_page_and_covers_few_labels(
    server: Server, visit: Visitor, slug: str, place: str, scheme: str
) -> None:
    window = {"width": 1280, "height": 1600}
    page = visit(f"{server.address}/{place}", viewport=window, color_scheme=scheme)
    text = page.locator(".hover")
    for card, x, y in numbers_of(page, slug)[::4]:
        page.mouse.move(x + 60, y + 60)
        page.mouse.move(x, y)
        expect(text).to_be_visible()
        covered = page.evaluate(_LABELS_UNDER_TEXT, slug)
        assert card not in covered
        assert slug != "answer" or covered == []
    ink, ground = page.locator("[data-testid=stApp]").evaluate(_LOOK)
    for name, look in {"color": ink, "background-color": ground, "font-size": "14px"}.items():
        expect(text).to_have_css(name, look)
    page.keyboard.press("Escape")
    expect(text).to_have_count(0)


def test_finger_on_a_mark_leaves_no_text_behind(server: Server, visit: Visitor) -> None:
    page = visit(server.address, viewport=PHONE, is_mobile=True, has_touch=True)
    keyed(page, "plot-answer").scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    inside = [(x, y) for _, x, y in numbers_of(page, "answer") if 200 < y < 700]
    page.touchscreen.tap(*inside[0])
    expect(page.locator(OPENED)).to_be_visible()
    page.locator(f"{OPENED} [aria-label=Close]").tap()
    expect_no_card(page)
    expect_focus_within(page, ".st-key-plot-answer")
    expect(page.locator(".hover:visible, .hovertext:visible")).to_have_count(0)


@pytest.mark.parametrize("finger", [False, True], ids=["mouse", "finger"])
def test_number_of_a_year_leads_to_its_events(server: Server, visit: Visitor, finger: bool) -> None:
    options = {"viewport": PHONE, "is_mobile": True, "has_touch": True} if finger else {}
    page = visit(f"{server.address}/history", **options)
    number = keyed(page, "plot-long-view").locator(".annotation").get_by_text("5", exact=True)
    number.first.scroll_into_view_if_needed()
    settle(page)
    expect(number).to_have_count(1)  # while a chart is drawn anew, the old one is still there
    box = number.first.bounding_box()
    assert box
    place = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    (page.touchscreen.tap if finger else page.mouse.click)(*place)
    expect(page.locator("ol.events")).to_be_in_viewport()
    expect_focus_within(page, ".st-key-panel-events")


FILLED = """slug => {
  const plot = document.querySelector(`.st-key-plot-${slug} .js-plotly-plot`)
  const box = (element) => element.getBoundingClientRect()
  const [, chart, last] = [...document.querySelectorAll('[data-shown]')].map(box)
  const { width, height } = plot._fullLayout
  return Math.abs(height - chart.height) < 2 && width >= innerWidth - 48
    && last.bottom >= innerHeight - 20
}"""
LARGE = {"width": 1920, "height": 1080}


@pytest.mark.parametrize("window", [SCREEN, PHONE, LARGE], ids=["desk", "phone", "large"])
def test_chart_on_the_full_screen_takes_the_height_that_is_left_and_gives_it_back(
    server: Server, visit: Visitor, window: ViewportSize
) -> None:
    page = visit(server.address, viewport=window)
    chart, height = keyed(page, "plot-answer"), "e => [e.clientHeight, e.scrollHeight]"
    button, before = page.locator("#answer [data-full]"), chart.evaluate(height)
    button.press("Enter")
    page.wait_for_function(FILLED, arg="answer")
    page.wait_for_timeout(500)  # by then Streamlit has drawn the chart anew, as high as it was
    page.wait_for_function(FILLED, arg="answer")
    page.set_viewport_size({**window, "height": window["height"] + 100})
    page.wait_for_function(FILLED, arg="answer")
    page.keyboard.press("Escape")
    settle(page)
    assert chart.evaluate(height) == before


@pytest.mark.parametrize("window", [SCREEN, PHONE], ids=["desk", "phone"])
def test_full_screen_keeps_title_legend_and_sources_and_is_left_by_escape(
    server: Server, visit: Visitor, window: ViewportSize
) -> None:
    page = visit(f"{server.address}/history", viewport=window)
    button = page.get_by_role("button", name="Full screen: The long view")
    chart, links = keyed(page, "plot-long-view"), page.locator("nav.pages")
    button.scroll_into_view_if_needed()
    place = page.evaluate(SCROLLED)
    button.press("Enter")
    expect(links).to_be_hidden()
    expect(chart.locator(".main-svg").first).to_be_visible()
    for part in ("h3", "ul.legend", "p.note:has-text('Sources:')"):
        expect(page.locator(f"[data-shown] {part}")).to_be_visible()
    page.wait_for_function(FILLED, arg="long-view")
    page.mouse.wheel(0, 10_000)
    last = page.locator("[data-shown] > * p.note:visible").last
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(links).to_be_visible()
    expect(button).to_be_focused()
    assert abs(page.evaluate(SCROLLED) - place) < 2


def test_full_screen_stays_while_another_layout_of_the_chart_arrives(
    server: Server, visit: Visitor
) -> None:
    page = visit(f"{server.address}/history")
    page.get_by_role("button", name="Full screen: The long view").press("Enter")
    page.wait_for_function(FILLED, arg="long-view")
    page.set_viewport_size(PHONE)
    settle(page)
    page.wait_for_function(FILLED, arg="long-view")
    page.locator("nav.pages a", has_text="Products").evaluate("link => link.click()")
    expect(page).to_have_url(f"{server.address}/products")
    expect(page.locator("[data-shown]")).to_have_count(0)


def test_card_opens_over_the_full_screen_and_escape_leaves_it_first(
    server: Server, visit: Visitor
) -> None:
    page = visit(f"{server.address}/history")
    button = page.get_by_role("button", name="Full screen: The long view")
    button.press("Enter")
    expect(page.locator("nav.pages")).to_be_hidden()
    page.wait_for_timeout(300)
    _, x, y = numbers_of(page, "long-view")[-1]
    page.mouse.click(x, y)
    expect(page.locator(OPENED)).to_be_in_viewport()
    page.wait_for_timeout(400)  # until the dialog has opened, it hears no key
    page.keyboard.press("Escape")
    expect(page.locator(OPENED)).to_have_count(0)
    expect(page.locator("nav.pages")).to_be_hidden()
    page.keyboard.press("Escape")  # before the server has told that the card is closed
    expect(page.locator("nav.pages")).to_be_visible()
