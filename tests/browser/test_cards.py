"""Claim cards in a browser: every way in, and the way back."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.support.browsing import (
    OPENED,
    PHONE,
    expect_card,
    expect_focus_within,
    expect_no_card,
    expect_parameters,
    keyed,
    numbers_of,
    open_page,
    parameters,
    settle,
)
from tests.support.rendering import opened, table_rows
from tests.support.visitors import SCREEN, Line, Visitor
from tools.serving import Server
from tradedata.data.claims import Claim
from tradedata.data.loading import Dataset
from tradedata.words.claims import number_words

pytestmark = pytest.mark.browser

CLAIM = "lpg-tonnes-jawad-diplomat"
CHARTS = {"timeline": ("", "answer"), "rows": ("", "who-says-what"), "years": ("products", "lpg")}
SCROLLED = "() => document.querySelector('[data-testid=stMain]').scrollTop"
FIRST_PIXELS = 250
# Each of the first facts with the end of its last word or link, from the top of the card.
PRINTED = """() => {
  const card = document.querySelector("[role=dialog]"), ends = {};
  const words = card.querySelector("q").closest("p");
  let term = "";
  for (const each of words.children) {
    if (each.tagName === "STRONG") term = each.innerText;
    ends[term] = each.getBoundingClientRect().bottom - card.getBoundingClientRect().top;
  }
  return ends;
}"""
BRING_TO = "([slug, y]) => document.querySelector('[data-testid=stMain]').scrollBy(0, y - 350)"


@pytest.mark.parametrize("width", [PHONE["width"], 1280])
def test_card_of_every_kind_says_what_was_printed_in_its_first_pixels(
    server: Server, visit: Visitor, shipped: Dataset, width: int
) -> None:
    def length(claim: Claim) -> int:
        return len(claim.as_printed) + len(claim.own_period.describe())

    kinds = {(c.is_arithmetic, c.is_expected): c for c in sorted(shipped.claims, key=length)}
    page = visit(server.address, viewport={**PHONE, "width": width})
    for claim in kinds.values():
        page.goto(f"{server.address}/?claim={claim.id}")
        expect_card(page, number_words(claim))
        found = page.evaluate(PRINTED)
        assert {*found} >= {"As printed", "Hedge", "Period"}
        found.pop("Our translation", None)
        assert max(found.values()) <= FIRST_PIXELS, claim.id


def standing(page: Page, chart: str, number: int) -> tuple[float, float]:
    """Where the mark is once it moves no more: nobody presses what is still on its way."""
    before = None
    while (found := numbers_of(page, chart)[number]) != before:
        before = found
        page.wait_for_timeout(300)
    return found[1], found[2]


LISTEN = """() => window.addEventListener('number', (event) => {
  event.stopPropagation()
  window.heard = event.detail
}, true)"""


@pytest.mark.parametrize("finger", [False, True], ids=["mouse", "finger"])
@pytest.mark.parametrize(("slug", "chart"), CHARTS.values(), ids=CHARTS)
def test_first_press_on_any_mark_is_one_on_its_number(
    server: Server, visit: Visitor, slug: str, chart: str, finger: bool
) -> None:
    width = PHONE["width"] if finger else SCREEN["width"]
    page = visit(f"{server.address}/{slug}", viewport=window(width, 9000), **fingered(finger))
    page.evaluate(LISTEN)
    places = numbers_of(page, chart)
    assert len(places) > 10
    for card, x, y in places:
        (page.touchscreen.tap if finger else page.mouse.click)(x, y)
        near = [name for name, a, b in places if abs(a - x) < 24 and abs(b - y) < 24]
        assert page.evaluate("window.heard") in near, card


def window(width: int, height: int) -> ViewportSize:
    return {"width": width, "height": height}


def fingered(finger: bool) -> dict[str, bool]:
    """How a browser is opened that hears fingers."""
    return {"is_mobile": True, "has_touch": True} if finger else {}


@pytest.mark.parametrize("finger", [False, True], ids=["mouse", "finger"])
@pytest.mark.parametrize(("slug", "chart"), CHARTS.values(), ids=CHARTS)
def test_press_on_a_mark_opens_its_card_and_leaves_the_reader_in_place(
    server: Server, visit: Visitor, slug: str, chart: str, finger: bool
) -> None:
    size = PHONE if finger else SCREEN
    page = visit(f"{server.address}/{slug}", viewport=size, **fingered(finger))
    count = len(numbers_of(page, chart))
    for number in (0, count // 2, count - 1):
        _, _, y = numbers_of(page, chart)[number]
        page.evaluate(BRING_TO, [chart, y])
        x, y = standing(page, chart, number)
        place = page.evaluate(SCROLLED)
        (page.touchscreen.tap if finger else page.mouse.click)(x, y)
        expect(page.locator(OPENED)).to_be_visible()
        settle(page)
        expect_focus_within(page, OPENED)
        page.wait_for_timeout(400)  # until the dialog has opened, it hears no key
        page.keyboard.press("Escape")
        expect_no_card(page)
        expect_parameters(page)
        expect_focus_within(page, f".st-key-plot-{chart}")
        page.wait_for_timeout(400)
        assert abs(page.evaluate(SCROLLED) - place) < 2


LABELLED = {"answer": "", "all": "?since=all", "flour": "products?product=wheat-flour"}
# Each line of each label: its number, the place of its first, middle and last letter.
LABEL_LINES = """() => [...document.querySelectorAll('.annotation')].flatMap((label) => {
  const plot = label.closest('.js-plotly-plot')
  const { name } = plot._fullLayout.annotations[label.dataset.index]
  const lines = label.querySelectorAll('tspan.line')
  return [...(lines.length ? lines : label.querySelectorAll('text'))].flatMap((line) => {
    const { left, right, top, bottom } = line.getBoundingClientRect()
    const across = name ? [left + 2, (left + right) / 2, right - 2] : []
    return across.map((x) => [name, x, (top + bottom) / 2])
  })
})"""
# Each place pressed and released: what was heard there, where that is not the number.
PRESS_ALL = """(places) => places.flatMap(([name, x, y]) => {
  window.heard = ''
  const at = { bubbles: true, button: 0, clientX: x, clientY: y }
  const hit = document.elementFromPoint(x, y)
  for (const kind of ['pointerdown', 'pointerup']) hit.dispatchEvent(new PointerEvent(kind, at))
  return window.heard === name ? [] : [`${window.heard} for ${name}`]
})"""


@pytest.mark.parametrize("width", [PHONE["width"], SCREEN["width"]], ids=["phone", "desk"])
@pytest.mark.parametrize("place", LABELLED.values(), ids=LABELLED)
def test_label_of_a_mark_opens_the_card_of_its_number_wherever_it_is_pressed(
    server: Server, visit: Visitor, place: str, width: int
) -> None:
    page = visit(f"{server.address}/{place}", viewport=window(width, 9000))
    page.evaluate(LISTEN)
    places = page.evaluate(LABEL_LINES)
    assert places
    assert page.evaluate(PRESS_ALL, places) == []


def test_swipe_over_a_chart_scrolls_the_page_and_opens_nothing(
    server: Server, visit: Visitor
) -> None:
    page = visit(server.address, viewport=PHONE, is_mobile=True, has_touch=True)
    _, x, y = numbers_of(page, "who-says-what")[0]
    page.evaluate(BRING_TO, ["who-says-what", y])
    page.wait_for_timeout(300)
    _, x, y = numbers_of(page, "who-says-what")[0]
    before = page.evaluate(SCROLLED)
    session = page.context.new_cdp_session(page)
    for step in range(11):
        point = {"x": x, "y": y - 20 * step}
        kind = "touchMove" if step else "touchStart"
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [point]})
        page.wait_for_timeout(20)
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_function(f"before => ({SCROLLED})() > before + 100", arg=before)
    page.wait_for_timeout(500)
    assert page.locator(OPENED).count() == 0


@pytest.mark.parametrize("place", [".finding a", "ul.tiles a"], ids=["finding", "tile"])
def test_number_in_words_opens_its_card_by_keyboard_and_gets_the_focus_back(
    server: Server, visit: Visitor, shipped: Dataset, place: str
) -> None:
    page = visit(server.address)
    link = page.locator(place).first
    name = str(link.get_attribute("data-card"))
    for _ in range(2):  # the same number again
        link.press("Enter")
        expect_card(page, shipped.claim(name).as_printed)
        expect_parameters(page, claim=[name])
        page.keyboard.press("Escape")
        expect_no_card(page)
        expect_parameters(page)
        expect_focus_within(page, f"[data-card='{name}']")


def test_table_of_a_chart_opens_the_card_of_every_mark_by_keyboard(
    server: Server, visit: Visitor
) -> None:
    page = visit(f"{server.address}/products?open=lpg")
    table = keyed(page, "table-lpg").locator("table")
    linked = table.locator("[data-card]").evaluate_all("all => all.map(a => a.dataset.card)")
    assert {card for card, _, _ in numbers_of(page, "lpg")} <= set(linked)
    table.locator("[data-card]").last.press("Enter")
    expect_parameters(page, claim=[linked[-1]], open=["lpg"])
    expect(page.locator(OPENED)).to_be_visible()


def test_card_opens_without_a_run_of_the_page(server: Server, visit: Visitor) -> None:
    page = visit(server.address)
    page.evaluate("() => document.querySelector('.finding').classList.add('untouched')")
    received: list[int] = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on(
        "Network.webSocketFrameReceived",
        lambda event: received.append(len(event["response"]["payloadData"])),
    )
    page.locator("ul.tiles a").first.click()
    expect(page.locator(OPENED)).to_be_visible()
    settle(page)
    assert page.locator(".finding.untouched").count() == 1
    assert sum(received) < 40_000 * 4 / 3  # the frames are told in base 64


def test_row_of_the_table_opens_its_card_wherever_it_is_clicked_and_keeps_order_and_place(
    server: Server, visit: Visitor, shipped: Dataset
) -> None:
    page = visit(f"{server.address}/claims")
    table = keyed(page, "claims-table")
    heads, lines, area = (table.locator(part) for part in ("thead th", "tbody tr", ".scroll"))
    heads.first.get_by_role("button").click()
    expect(heads.first).to_have_attribute("aria-sort", "descending")
    place = area.evaluate("e => { e.scrollTop = 600; return e.scrollTop }")
    row = lines.nth(11)
    card = str(row.get_attribute("data-card"))
    for column in (1, 4, 0):
        row.locator("th, td").nth(column).click()
        expect_parameters(page, claim=[card])
        expect_card(page, shipped.claim(card).as_printed)
        page.keyboard.press("Escape")
        expect_no_card(page)
        expect_parameters(page)
        expect(row.locator("a")).to_be_focused()
        expect(heads.first).to_have_attribute("aria-sort", "descending")
        assert area.evaluate("e => e.scrollTop") == place
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect_parameters(page, claim=[str(lines.nth(12).get_attribute("data-card"))])


def test_table_is_ordered_by_value_within_a_unit_and_by_days_the_two_areas_first(
    server: Server, visit: Visitor
) -> None:
    page = visit(f"{server.address}/claims")
    rows = {row[0]: row for row in table_rows(opened("claims"))}
    table = keyed(page, "claims-table")

    def ordered() -> list[list[Any]]:
        shown = table.locator("tbody tr").evaluate_all("all => all.map((e) => e.dataset.card)")
        return [rows[each] for each in shown]

    assert [row[0] for row in ordered()] == [*rows]
    for way in (-1, 1):
        table.get_by_role("button", name="Number").click()
        keys = [(far, unit, way * Decimal(value)) for _, far, unit, value, *_ in ordered()]
        assert keys == sorted(keys)
    for way in (True, False):
        table.get_by_role("button", name="Period").click()
        near = [row[4] for row in ordered() if not row[1]]
        days = [each for each in near if each]
        assert days == sorted(days, reverse=way)
        assert not any(near[len(days) :])
        assert [row[1] for row in ordered()] == sorted(row[1] for row in ordered())
    table.get_by_role("button", name="Period").click()
    assert [row[0] for row in ordered()] == [*rows]


@pytest.mark.parametrize("slug", ["", "history", "products", "claims", "sources"])
def test_address_opens_a_card_on_any_page_that_survives_a_reload_and_its_link_closes_it(
    server: Server, visit: Visitor, shipped: Dataset, slug: str
) -> None:
    page = visit(f"{server.address}/{slug}?claim={CLAIM}")
    expect_card(page, shipped.claim(CLAIM).as_printed)
    page.reload()
    settle(page)
    expect_card(page, shipped.claim(CLAIM).as_printed)
    page.locator(OPENED).get_by_role("link", name="Close").click()
    expect_no_card(page)
    expect_parameters(page)


def test_card_leads_to_another_card_and_back_returns(
    server: Server, visit: Visitor, shipped: Dataset
) -> None:
    page = visit(f"{server.address}/?claim={CLAIM}")
    card = expect_card(page, shipped.claim(CLAIM).as_printed)
    first = page.title()
    card.locator("ul.named a").first.press("Enter")
    page.wait_for_function(
        "claim => new URLSearchParams(location.search).get('claim') !== claim", arg=CLAIM
    )
    settle(page)
    other = parameters(page)["claim"][0]
    expect(card).to_contain_text(shipped.claim(other).as_printed)
    page.go_back()
    expect_parameters(page, claim=[CLAIM])
    expect(card).to_contain_text(shipped.claim(CLAIM).as_printed)
    page.wait_for_function("title => document.title === title", arg=first)


def test_card_is_named_by_its_number_and_holds_the_focus(server: Server, visit: Visitor) -> None:
    page = visit(f"{server.address}/?claim={CLAIM}")
    dialog = page.get_by_role("dialog", name="275,000 t")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("heading", level=2, name="275,000 t")).to_be_visible()
    assert page.title().startswith("over 275,000 t")
    for _ in range(30):
        page.keyboard.press("Tab")
    assert page.evaluate("() => !!document.activeElement.closest('[role=dialog]')")


def test_card_sets_its_claim_beside_another_where_pairs_are_shown(
    server: Server, visit: Visitor
) -> None:
    page = visit(f"{server.address}/history?claim={CLAIM}")
    page.locator("[class*='st-key-comparable-'] button").first.click()
    box = page.locator("[class*='st-key-compare-with-'] input")
    box.scroll_into_view_if_needed()
    box.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/claims?*")
    expect_no_card(page)
    assert parameters(page)["compare"][0].startswith(f"{CLAIM},")
    expect(keyed(page, "compare")).to_contain_text("Can they be compared?")
    expect(page.locator("[id=compare]")).to_be_in_viewport()


def test_card_puts_its_sentence_and_references_on_the_clipboard(
    server: Server, visit: Visitor
) -> None:
    page = visit(
        f"{server.address}/?claim={CLAIM}", permissions=["clipboard-read", "clipboard-write"]
    )
    copied: list[str] = []
    for block in page.locator(f"{OPENED} .copyable").all():
        button = block.locator("button")
        # Of the formats of a reference one is open at a time.
        for folded in block.locator("xpath=ancestor::details[not(@open)]").all():
            folded.locator("> summary").click()
        button.click()
        expect(button).to_contain_text("Copied")
        copied.append(page.evaluate("() => navigator.clipboard.readText()"))
        assert copied[-1] == block.locator("code").text_content()
    assert len({*copied}) == len(copied) > 5
    assert f"{server.address}/?claim={CLAIM}" in copied[0]


def test_press_on_a_number_is_told_once_however_often_the_page_has_run(
    server: Server, visit: Visitor
) -> None:
    page = visit(f"{server.address}/?claim={CLAIM}")
    told: list[str | bytes] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: told.append(frame)))
    page.reload()
    settle(page)
    for number in range(4):
        page.keyboard.press("Escape")
        expect_no_card(page)
        expect_parameters(page)
        told.clear()
        page.locator("ul.tiles a").nth(number).click()
        expect(page.locator(OPENED)).to_be_visible()
        settle(page)
    assert b"".join(each for each in told if isinstance(each, bytes)).count(b'"card"') == 1


@pytest.mark.parametrize("anchor", ["100%", "constructor", "__proto__"])
def test_anchor_that_is_none_of_ours_leaves_marks_to_open(
    server: Server, visit: Visitor, anchor: str
) -> None:
    page = visit(f"{server.address}/history#{anchor}")
    _, x, y = numbers_of(page, "long-view")[0]
    page.mouse.click(x, y)
    expect(page.locator(OPENED)).to_be_visible()


@pytest.mark.parametrize(
    "query", [f"claim={CLAIM}", "compare=trade-overchuk-diplomat,trade-center-diplomat"]
)
def test_card_or_pair_with_an_anchor_of_another_page_stays_open(
    server: Server, visit: Visitor, query: str
) -> None:
    page = visit(f"{server.address}/claims?{query}#section-4")
    page.wait_for_timeout(1000)
    settle(page)
    name, value = query.split("=")
    expect_parameters(page, **{name: [value]})
    assert page.url.startswith(f"{server.address}/claims?")


@pytest.mark.parametrize("side", ["page", "server"])
def test_closed_card_leaves_the_address_though_what_one_side_said_is_lost(
    server: Server, visit: Visitor, side: str
) -> None:
    page, line = visit(server.address), Line(side)
    page.route_web_socket("**/_stcore/stream", line.connect)
    open_page(page, f"{server.address}/?claim={CLAIM}")
    expect(page.locator(OPENED)).to_be_visible()
    page.wait_for_timeout(400)  # until the dialog has opened, it hears no key
    line.loses = True
    page.keyboard.press("Escape")
    expect_no_card(page)
    expect_parameters(page)
    assert not line.loses
