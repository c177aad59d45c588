"""Browsing: the page on a free port, opened in the Chromium that the system has.

Owns waiting. Expects nothing of the page's content.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs

from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.support.factories import PROJECT
from tools.serving import Server, serve
from tradedata.charts.layouts import NARROW

LAUNCH_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--process-per-site",  # what one page has read of the scripts, the next one need not
)
PATIENCE = 180_000  # a busy machine is slow, which is no fault
OPENED = "[data-testid=stDialog]"
MOST_OPTIONS = 60
ACTIVE = "aria-activedescendant"
PHONE: ViewportSize = {"width": 375, "height": 800}
_OF_COLOURS = ["color-contrast", "link-in-text-block"]
QUIET = "[data-testid=stApp][data-test-script-state=notRunning]"
CHART_KEY = re.compile(r"st-key-plot-(\S+)")
# A narrow window gets its charts drawn twice: those that fit it are waited for, and until those
# that they replace are gone. The rows of the table of claims are written by a later script.
_DRAWN = f"""() => {{
  if ([...document.querySelectorAll('tbody')].some((body) => !body.rows.length)) return false
  const charts = [...document.querySelectorAll('[class*="st-key-plot-"]')]
  const narrow = window.matchMedia('(max-width: 60rem)').matches
  if (charts.length && (window.tradePaper?.width === {NARROW.width}) !== narrow) return false
  return charts.every((chart) => {{
    const plots = chart.querySelectorAll('.js-plotly-plot')
    if (plots.length !== 1 || !plots[0].querySelector('.main-svg')) return false
    const {{ xaxis, yaxis }} = plots[0].layout
    return yaxis.visible !== false || (xaxis.domain[0] === 0) === narrow
  }})
}}"""

# What the script has sent comes into the document after it, a part at a time.
_STILL = """() => new Promise((done) => {
  const look = (before) => {
    const now = document.querySelectorAll('*').length
    if (now === before) done()
    else setTimeout(look, 150, now)
  }
  look()
})"""

PLACES = """(plot) => {
  const frame = plot.getBoundingClientRect()
  return plot._fullData.flatMap(({ customdata, mode, xaxis, yaxis, x, y }) => {
    const across = plot._fullLayout[xaxis.replace(/^x/, 'xaxis')]
    const up = plot._fullLayout[yaxis.replace(/^y/, 'yaxis')]
    return !mode?.includes('markers') || !customdata ? [] : customdata.map((id, at) =>
      [id, frame.left + across._offset + across.d2p(x[at]), frame.top + up._offset + up.d2p(y[at])])
  })
}"""
_PLACES_OF = f"""(slug) => {{
  const [plot, replaced] = document.querySelectorAll(`.st-key-plot-${{slug}} .js-plotly-plot`)
  return plot?._fullLayout && !replaced && ({PLACES})(plot)
}}"""


@contextmanager
def running(log: Path, *, base_path: str = "", script: str = "dashboard.py") -> Iterator[Server]:
    """The page, served until the block ends, in which no error may be logged."""
    page, unwatched = PROJECT / script, ("--server.fileWatcherType", "none")
    with serve("page", page, PROJECT, log=log, base_path=base_path, options=unwatched) as server:
        yield server
    assert "Traceback" not in log.read_text(encoding="utf-8")


def settle(page: Page) -> None:
    """Wait until the script has stopped and every chart is drawn."""
    page.wait_for_selector(QUIET)
    page.wait_for_function(_DRAWN)
    page.wait_for_selector(QUIET)
    page.evaluate(_STILL)


def open_page(page: Page, address: str) -> Page:
    """Go there and wait until the page stands."""
    page.goto(address)
    page.wait_for_selector("h1", state="attached")  # before it begins the script is at rest too
    settle(page)
    return page


def parameters(page: Page) -> dict[str, list[str]]:
    """The parameters in the address bar."""
    return parse_qs(str(page.evaluate("() => location.search.slice(1)")))


def expect_parameters(page: Page, **expected: list[str]) -> None:
    """Wait until the address has just these parameters."""
    until = time.monotonic() + PATIENCE / 1000
    while (found := parameters(page)) != expected and time.monotonic() < until:
        page.wait_for_timeout(50)
    assert found == expected, f"{found} is not {expected}"


def expect_count(page: Page, name: str, count: int) -> None:
    """Wait until the address has the parameter so many times."""
    page.wait_for_function(
        "([name, count]) => new URLSearchParams(location.search).getAll(name).length === count",
        arg=[name, count],
    )
    settle(page)


def axe_options(scheme: str) -> dict[str, object]:
    """What axe judges: of a dark page, which is the light one but for them, the colours alone."""
    options: dict[str, object] = {"resultTypes": ["violations"]}
    return {**options, "runOnly": _OF_COLOURS} if scheme == "dark" else options


def chart_slugs(page: Page) -> list[str]:
    """The charts on the page, in order."""
    classes = page.locator("[class*='st-key-plot-']").evaluate_all(
        "elements => elements.map((element) => element.className)"
    )
    return [found[1] for name in classes if (found := CHART_KEY.search(name))]


def keyed(page: Page, key: str) -> Locator:
    """The element or container that has the key in the code."""
    return page.locator(f".st-key-{key}")


def numbers_of(page: Page, slug: str) -> list[tuple[str, float, float]]:
    """The marks of a chart, once it is drawn: the id and the place on the screen of each."""
    found = page.wait_for_function(_PLACES_OF, arg=slug).json_value()
    return [(str(card), float(x), float(y)) for card, x, y in found]


def menu_of(page: Page, slug: str) -> Locator:
    """The chart's menu of what can be taken away, opened."""
    place = keyed(page, f"downloads-{slug}")
    if not place.is_visible():
        keyed(page, f"take-away-{slug}").get_by_role("button").click()
        expect(place).to_be_visible()
        settle(page)
    return place


def expect_card(page: Page, words: str) -> Locator:
    """The open card, once it holds the words."""
    card = page.locator(OPENED)
    expect(card).to_contain_text(words)
    settle(page)
    return card


def expect_no_card(page: Page) -> None:
    """Wait until no card is open and the script has stopped."""
    expect(page.locator(OPENED)).to_have_count(0)
    settle(page)


def expect_focus_within(page: Page, selector: str) -> None:
    """Wait until the keyboard stands inside."""
    page.wait_for_function("selector => !!document.activeElement?.closest(selector)", arg=selector)


def choose(page: Page, box: Locator, words: str) -> None:
    """Choose by keyboard alone the first option of a selectbox that holds the words.

    The words are typed, as a reader would, so that a long list shrinks to what is looked for.
    """
    field = box.locator("input")
    field.scroll_into_view_if_needed()
    field.focus()
    field.press_sequentially(words)
    expect(page.locator("[role=option]", has_text=words).first).to_be_visible()
    seen = [str(field.get_attribute(ACTIVE) or "")]
    while words not in _option(page, seen[-1]):
        assert len(seen) < MOST_OPTIONS, f"No option holds {words!r}"
        page.keyboard.press("ArrowDown")
        seen.append(_next_option(page, field, seen[-1]))
    page.keyboard.press("Enter")
    expect(page.locator("[role=option]")).to_have_count(0)
    expect(field).not_to_have_attribute("aria-expanded", "true")


def _next_option(page: Page, field: Locator, before: str) -> str:
    """The option that an arrow key led to, or the one before if the list closed or has ended.

    A hurried key would skip options: the list opens, and moves on, only after a while.
    """
    for _ in range(20):
        page.wait_for_timeout(50)
        active = field.get_attribute(ACTIVE)
        if active and active != before:
            return active
    return before


def _option(page: Page, option: str) -> str:
    return page.locator(f"[id='{option}']").inner_text() if option else ""
