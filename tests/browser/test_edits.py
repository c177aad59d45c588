"""A data file edited while the page is open, and hostile text in it, seen in a browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from components.shell.view import LOOK_EVERY
from tests.support.browsing import PATIENCE, expect_card, keyed, settle
from tests.support.factories import edit_row
from tests.support.visitors import Visitor
from tools.serving import Server
from tradedata.data.loading import load
from tradedata.words.claims import number_words

pytestmark = pytest.mark.browser

OVERCHUK = "trade-overchuk-diplomat"
HOSTILE = "<b>x</b> <img src=x onerror=alert(1)> $a$ :red[y] *z* -- %{x} \u200fعربي"


def change_number(data: Path) -> str:
    """Another number for the claim; what readers see of it."""
    edit_row(data / "trade.csv", OVERCHUK, value="570000000", as_printed="around $570 million")
    return number_words(load(data).claim(OVERCHUK))


def choose_the_articles(page: Page) -> None:
    keyed(page, "view").locator("button").first.click()


def open_a_table(page: Page) -> None:
    keyed(page, "table-who-says-what").locator("summary").click()


def expect_newer_data(page: Page, words: str) -> None:
    """Wait for the number; where the page's own look found the edit first, ask for it."""
    finding, news = page.locator(".finding"), keyed(page, "news").get_by_role("button")
    expect(finding.filter(has_text=words).or_(news).first).to_be_visible()
    if news.is_visible():
        news.click()
    expect(finding).to_contain_text(words)


ACTS = {"page": ("", choose_the_articles), "section": ("?view=articles", open_a_table)}


@pytest.mark.parametrize(("query", "act"), ACTS.values(), ids=ACTS)
def test_edit_shows_at_the_next_interaction(
    own_server: Server, data: Path, visit: Visitor, query: str, act: Callable[[Page], None]
) -> None:
    page = visit(f"{own_server.address}/{query}")
    words = change_number(data)
    expect(page.locator(".finding")).not_to_contain_text(words)
    act(page)
    expect_newer_data(page, words)
    settle(page)
    expect(keyed(page, "plot-who-says-what")).to_contain_text(words)


def test_open_page_is_told_of_newer_data_and_shows_them_when_asked(
    own_server: Server, data: Path, visit: Visitor
) -> None:
    page = visit(f"{own_server.address}/?view=articles")
    words = change_number(data)
    news = keyed(page, "news")
    expect(news).to_be_visible(timeout=1_000 * LOOK_EVERY + PATIENCE)
    expect(page.locator(".finding")).not_to_contain_text(words)
    news.get_by_role("button").click()
    expect(page.locator(".finding")).to_contain_text(words)
    expect(news).to_have_count(0)


def test_hostile_text_runs_nothing_and_is_shown_as_it_stands(
    own_server: Server, data: Path, visit: Visitor
) -> None:
    edit_row(data / "claimants.csv", "overchuk", label=HOSTILE)
    edit_row(data / "sources.csv", "diplomat", title=HOSTILE, publisher=HOSTILE)
    edit_row(data / "products.csv", "lpg", label=HOSTILE, definition=HOSTILE)
    edit_row(data / "trade.csv", OVERCHUK, note=HOSTILE, locator=HOSTILE)
    page = visit(f"{own_server.address}/?view=articles&claim={OVERCHUK}&open=who-says-what")
    card = expect_card(page, "around $560 million")
    shown = " ".join(HOSTILE.split())
    expect(card).to_contain_text(shown)
    expect(page.locator("ul.tiles a").first).to_contain_text("<img src=x onerror=alert(1)>")
    table = keyed(page, "table-who-says-what").locator("table")
    expect(table).to_contain_text(shown)
    texts = " ".join(keyed(page, "plot-who-says-what").locator("text").all_text_contents())
    for words in ("<b>x</b>", "$a$", ":red[y]", "*z*", "--", "%{x}", "عربي"):
        assert words in texts
    assert page.locator("img[src=x]").count() == 0
    assert page.locator(".katex").count() == 0
    assert page.locator("dialog[open], [role=alertdialog]").count() == 0
    other = visit(f"{own_server.address}/products?view=articles")
    for selector in ("[id=lpg]", ".definition", "nav.choices"):
        expect(other.locator(selector).first).to_contain_text("<img src=x onerror=alert(1)>")
    assert other.locator("img[src=x]").count() == 0
