"""Paper: pages as the browser lays them out on A4, measured while it prints."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.support.browsing import OPENED, PHONE
from tests.support.visitors import SCREEN, Visitor
from tools.serving import Server
from tradedata.data.loading import Dataset
from tradedata.views.pages import PAGES

pytestmark = pytest.mark.browser

CLAIM = "trade-overchuk-diplomat"
WINDOWS = {"desk": SCREEN, "phone": PHONE}
PLACES = [page.slug for page in PAGES] + [
    "products?product=wheat-flour&open=wheat-flour",
    "sources?open=sources&open=codebook",
    f"?claim={CLAIM}",
]
PAPER = 682  # pixels: 180 mm, rounded up to what the browser counts in
FIRST_SHEET = 1009  # pixels: 267 mm
_MEASURE = """() => matchMedia('print').addEventListener('change', ({ matches }) => {
  if (!matches) return
  const seen = (selector, root = document) =>
    [...root.querySelectorAll(selector)].filter((e) => e.checkVisibility())
  const style = (element, part) => getComputedStyle(element, part)
  const box = (element) => element.getBoundingClientRect()
  const words = 'h1, h2, h3, h4, p, li, dd, th, td, pre, .main-svg, .annotation-text'
  const inside = (root) => seen('.annotation-text, .point', root).map(box)
  const addresses = seen('[data-testid=stHtml] a[href^=http]')
  window.printed = {
    head: style(document.body, '::before').content,
    words: document.body.innerText,
    width: Math.max(...seen(words).map((e) => box(e).right)),
    slices: seen('.slice').length,
    lead: seen('.js-plotly-plot').length && box(seen('.legend')[0]).bottom - box(document.body).top,
    orphans: seen('.slice').filter((part) => {
      const { top, bottom } = box(part)
      const last = seen('.annotation-text', part)
        .filter((text) => box(text).top >= top && box(text).bottom <= bottom)
        .sort((one, other) => box(one).bottom - box(other).bottom).at(-1)
      const { annotations } = part.closest('.js-plotly-plot').layout
      const { name, text } = annotations[last?.closest('.annotation').dataset.index] ?? {}
      return !name && text?.startsWith('<b>')
    }).length,
    cut: [
      ...seen('.js-plotly-plot').flatMap((plot) => inside(plot)
        .filter(({ right }) => right > box(plot).right)),
      ...seen('.slice').flatMap((part) => inside(part)
        .filter(({ top, bottom }) => top < box(part).bottom - 1 && bottom > box(part).bottom + 1)),
    ].length,
    controls: seen('button:not(th button), nav, input, summary').length,
    moving: seen('*')
      .filter((e) => e.clientHeight && ['fixed', 'sticky'].includes(style(e).position)).length,
    colours: [...new Set(seen('p, td, h3').map((e) => style(e).color))],
    ground: style(document.body).backgroundColor,
    unprinted: addresses
      .filter((a) => !style(a, '::after').content.includes(a.getAttribute('href'))).length,
  }
})"""
_WIDTHS = """() => [...document.querySelectorAll('.js-plotly-plot')]
  .map((plot) => plot._fullLayout.width - plot.clientWidth)"""


def printed(page: Page) -> dict[str, Any]:
    """What the page looked like while it was printed on A4."""
    page.wait_for_function("() => window.tradePaper")
    page.evaluate(_MEASURE)
    page.pdf(format="A4", prefer_css_page_size=True)
    found: dict[str, Any] = page.evaluate("() => window.printed")
    return found


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("window", WINDOWS)
def test_page_on_paper_is_whole_and_without_what_only_a_screen_can_do(
    server: Server, visit: Visitor, shipped: Dataset, place: str, window: str
) -> None:
    page = visit(f"{server.address}/{place}", viewport=WINDOWS[window])
    expect(page.locator(OPENED)).to_have_count(place.count("claim="))
    paper = printed(page)
    assert 0 < paper["width"] <= PAPER
    assert paper["cut"] == paper["controls"] == paper["moving"] == paper["unprinted"] == 0
    assert bool(paper["slices"]) == (place == "")  # who says what is taller than a page
    assert paper["orphans"] == 0
    assert paper["lead"] <= FIRST_SHEET
    assert page.url in paper["head"]
    assert shipped.version in paper["head"]
    page.wait_for_function(f"() => ({_WIDTHS})().every((wider) => wider === 0)")


def test_paper_has_all_notes_of_a_chart(server: Server, visit: Visitor) -> None:
    page = visit(f"{server.address}/products?product=lpg")
    notes = page.locator("details p.note").all_text_contents()
    assert notes
    words = " ".join(printed(page)["words"].split())
    assert [note for note in notes if " ".join(note.split()) not in words] == []


def test_open_card_is_the_printout_with_all_that_it_holds(server: Server, visit: Visitor) -> None:
    page = visit(f"{server.address}/?claim={CLAIM}")
    expect(page.locator(OPENED)).to_contain_text("Report a problem")
    question = page.locator("h1").inner_text()
    words = printed(page)["words"]
    assert question not in words
    assert "The claim as it is kept" in words


def test_dark_page_is_printed_in_ink_on_white(server: Server, visit: Visitor) -> None:
    paper = printed(visit(server.address, color_scheme="dark"))
    assert (paper["ground"], paper["colours"]) == ("rgb(255, 255, 255)", ["rgb(26, 26, 26)"])


def test_closed_panel_is_named_on_paper_and_opened_for_it_when_asked(
    server: Server, visit: Visitor
) -> None:
    page = visit(f"{server.address}/sources?open=report")
    printed(page)
    names = page.evaluate(_CLOSED)
    assert [words.partition(":")[0] for words in names][-1] == "Codebook"
    page.evaluate("() => { window.print = () => { window.paper = document.body.innerText } }")
    page.locator("[data-print]").click()
    page.wait_for_function("() => window.paper")
    words = page.evaluate("() => window.paper")
    assert "Their addresses, where they are known" in words
    assert "trade.csv:" in words
    expect(page.locator(".st-key-panel-codebook details[open]")).to_have_count(0)


_CLOSED = "() => [...document.querySelectorAll('[data-closed]')].map((e) => e.dataset.closed)"
