"""Claim cards in a browser: every way in, and the way back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visitor
from tests.support.browsing import (
    OPENED,
    choose,
    expect_card,
    expect_focus_within,
    expect_no_card,
    expect_parameters,
    keyed,
    parameters,
    settle,
)
from tests.support.rendering import charts, opened
from tools.serving import Server
from tradedata.data.loading import Dataset
from tradedata.words.claims import number_words

pytestmark = pytest.mark.browser

CLAIM = "lpg-tonnes-jawad-diplomat"


def click_mark(page: Page, slug: str, number: int) -> None:
    """Click the mark as a reader does, wherever in its chart it stands."""
    mark = keyed(page, f"chart-{slug}").locator(".scatterlayer .point").nth(number)
    mark.scroll_into_view_if_needed()
    page.wait_for_timeout(300)  # Plotly learns of the scroll from the next movement only
    x, y = centre(mark)
    page.mouse.move(x - 3, y)
    page.mouse.move(x, y)
    page.mouse.click(x, y)


def centre(thing: Locator) -> tuple[float, float]:
    box = thing.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def marks_of(slug: str) -> list[str]:
    """The ids of the chart's marks in the order in which they are drawn."""
    figure = charts(opened())[slug].figure
    return [str(t["customdata"][0]) for t in figure["data"] if "markers" in t.get("mode", "")]


def claims_of(dataset: Dataset) -> set[str]:
    return {claim.id for claim in dataset.claims}


def test_mark_clicked_opens_its_card_and_escape_closes_it(
    server: Server, visit: Visitor, shipped: Dataset
) -> None:
    page = visit(server.address)
    name = next(mark for mark in marks_of("lpg") if mark in claims_of(shipped))
    for _ in range(2):  # the same mark again: a second click must not be a deselection
        click_mark(page, "lpg", marks_of("lpg").index(name))
        expect_card(page, shipped.claim(name).as_printed)
        expect_parameters(page, claim=[name])
        page.keyboard.press("Escape")
        expect_no_card(page)
        expect_parameters(page)
        expect_focus_within(page, ".st-key-opener-lpg")


def test_tile_button_opens_its_card_and_gets_the_focus_back(
    server: Server, visit: Visitor, shipped: Dataset
) -> None:
    page = visit(server.address)
    button = page.locator("[class*='st-key-open-tile-'] button").first
    key = button.locator("xpath=ancestor::*[contains(@class, 'st-key-tile-')][1]")
    name = str(key.get_attribute("class")).split("st-key-tile-")[1].split()[0]
    for _ in range(2):
        button.press("Enter")
        expect_card(page, shipped.claim(name).as_printed)
        expect_parameters(page, claim=[name])
        page.keyboard.press("Escape")
        expect_no_card(page)
        expect_focus_within(page, f".st-key-tile-{name}")


def test_list_of_a_chart_opens_a_card_by_keyboard(
    server: Server, visit: Visitor, shipped: Dataset
) -> None:
    labels = opened().selectbox("card-of-lpg-0").options
    claim, label = next(
        (claim, label)
        for label in labels
        for claim in shipped.claims
        if claim.product.key == "lpg" and label.startswith(f"{number_words(claim)}, ")
    )
    page = visit(server.address)
    for _ in range(2):
        choose(page, keyed(page, "opener-lpg"), label)
        expect_card(page, number_words(claim))
        assert set(parameters(page)) == {"claim"}
        page.keyboard.press("Escape")
        expect_no_card(page)
        expect_focus_within(page, ".st-key-opener-lpg")


@pytest.mark.parametrize("number", [0, 3])
def test_list_of_the_table_opens_the_card_of_that_row_by_keyboard(
    server: Server, visit: Visitor, shipped: Dataset, number: int
) -> None:
    drawn = opened(open="rows")
    label = drawn.selectbox("card-of-row-0").options[number]
    row = str(drawn.dataframe[0].value["Id"].iloc[number])
    page = visit(f"{server.address}/?open=rows")
    choose(page, page.locator("[class*='st-key-card-of-row-']"), label)
    expect_card(page, shipped.claim(row).as_printed)
    expect_parameters(page, claim=[row], open=["rows"])
    page.keyboard.press("Escape")
    expect_no_card(page)
    expect_focus_within(page, ".st-key-rows-by-name")


def test_row_of_the_table_opens_its_card_each_time(
    server: Server, visit: Visitor, shipped: Dataset
) -> None:
    first = str(opened().dataframe[0].value["Id"].iloc[0])
    page = visit(server.address)
    for _ in range(2):
        canvas = keyed(page, "claims-table").locator("canvas").first
        canvas.scroll_into_view_if_needed()
        canvas.click(position={"x": 15, "y": 52}, force=True)  # a layer for scrolling covers it
        expect_card(page, shipped.claim(first).as_printed)
        expect_parameters(page, claim=[first])
        page.keyboard.press("Escape")
        expect_no_card(page)
        expect_parameters(page)
        settle(page)  # the table is replaced, so that the row can be chosen again


def test_address_opens_a_card_that_survives_a_reload_and_its_close_button_closes_it(
    server: Server, visit: Visitor, shipped: Dataset
) -> None:
    page = visit(f"{server.address}/?claim={CLAIM}")
    expect_card(page, shipped.claim(CLAIM).as_printed)
    page.reload()
    settle(page)
    expect_card(page, shipped.claim(CLAIM).as_printed)
    keyed(page, "close-card").locator("button").click()
    expect_no_card(page)
    expect_parameters(page)


def test_card_offers_another_card(server: Server, visit: Visitor) -> None:
    page = visit(f"{server.address}/?claim={CLAIM}")
    card = page.locator(OPENED)
    first = card.locator(".card-number").inner_text()
    (others,) = (b for b in opened(claim=CLAIM).selectbox if str(b.key).startswith("other-card"))
    choose(page, card.locator("[class*='st-key-other-card-']"), others.options[1])
    expect(card.locator(".card-number")).not_to_have_text(first)
    settle(page)
    assert page.url.split("claim=")[1] != CLAIM
    page.keyboard.press("Escape")
    expect_no_card(page)
    expect_parameters(page)


def test_number_named_on_a_card_opens_its_card_by_keyboard_and_back_returns(
    server: Server, visit: Visitor, shipped: Dataset
) -> None:
    page = visit(f"{server.address}/?claim={CLAIM}")
    card = expect_card(page, shipped.claim(CLAIM).as_printed)
    first = card.locator(".card-number").inner_text()
    card.locator("[class*='st-key-card-link-'] button").first.press("Enter")
    page.wait_for_function(
        "claim => new URLSearchParams(location.search).get('claim') !== claim", arg=CLAIM
    )
    settle(page)
    opened = parameters(page)["claim"][0]
    expect(card.locator("dl.facts").last).to_contain_text(opened)
    expect(card.locator(".card-number")).to_be_in_viewport()
    page.go_back()
    expect_parameters(page, claim=[CLAIM])
    expect(card.locator("dl.facts").last).to_contain_text(CLAIM)
    expect(card.locator(".card-number")).to_have_text(first)


def test_card_is_named_and_holds_the_focus(server: Server, visit: Visitor) -> None:
    page = visit(f"{server.address}/?claim={CLAIM}")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    for _ in range(30):
        page.keyboard.press("Tab")
    assert page.evaluate("() => !!document.activeElement.closest('[role=dialog]')")
