"""The site opened from disk: read without scripts, searched, drawn and pressed with them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Request, ViewportSize, expect

from tests.browser.test_paper import FIRST_SHEET, PAPER
from tests.support.browsing import PATIENCE, PHONE, PLACES, axe_options
from tests.support.factories import ANOTHER, PROJECT
from tests.support.samples import shipped_views
from tradedata.charts.layouts import WIDE
from tradedata.data.loading import load
from tradedata.site.build import MANIFEST, build
from tradedata.site.pages import Site
from tradedata.views.pages import PAGES
from tradedata.views.selection import years_of
from tradedata.views.table import matching, table_of
from tradedata.views.view import Views

pytestmark = pytest.mark.browser
DESK: ViewportSize = {"width": 1280, "height": 1000}
FILES = [f"{page.slug or 'index'}.html" for page in PAGES]
CARD = "claim/trade-2023-overchuk-rg.html"
Visit = Callable[..., Page]


def write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The site of the shipped data, built by its command, once for all processes of the run."""
    own = tmp_path_factory.getbasetemp()
    place = (own if worker_id == "master" else own.parent) / "shipped-site"
    try:
        place.mkdir()
    except FileExistsError:
        until = monotonic() + PATIENCE / 1000
        while not (place / MANIFEST).exists() and monotonic() < until:
            sleep(0.2)
    else:
        command = [sys.executable, "-m", "tradedata", "site", str(place)]
        subprocess.run(command, cwd=PROJECT, check=True)
    assert (place / MANIFEST).exists()
    return place


@pytest.fixture
def visit(chromium: Browser, site: Path) -> Iterator[Visit]:
    """Opens a file of the site of the shipped data."""
    with visiting(chromium, site) as visit:
        yield visit


@contextmanager
def visiting(chromium: Browser, site: Path) -> Iterator[Visit]:
    """A way to open the site's files, which ask for no others than its own and meet no error."""
    faults: list[str] = []
    contexts: list[BrowserContext] = []

    def asked(request: Request) -> None:
        if not request.url.startswith((site.as_uri(), "data:")):
            faults.append(request.url)

    def open_file(path: str, **options: Any) -> Page:
        contexts.append(chromium.new_context(**options))
        page = contexts[-1].new_page()
        page.on("request", asked)
        page.on("requestfailed", lambda request: faults.append(f"failed: {request.url}"))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(f"{site.as_uri()}/{path}")
        return page

    yield open_file
    for context in contexts:
        context.close()
    assert faults == []


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("path", [*FILES, CARD, "embed/lpg.html", "index.answer.html"])
def test_page_is_read_without_scripts_at_any_width(
    visit: Visit, path: str, size: ViewportSize
) -> None:
    page = visit(path, java_script_enabled=False, viewport=size)
    expect(page.locator("h1")).to_have_count(1)
    for image in page.locator("img:visible").all():
        image.scroll_into_view_if_needed()
        expect(image).to_have_js_property("complete", value=True)
        assert image.evaluate("image => image.naturalWidth") > 0
    assert page.evaluate("document.documentElement.scrollWidth") == size["width"]
    expect(page.locator("[data-figures]:visible, form:visible")).to_have_count(0)


@pytest.mark.parametrize(
    ("path", "scheme"),
    [
        *((path, "light") for path in (*FILES, CARD)),
        # In the dark the same rows, but few of them.
        *((path.replace("claims", "articles/claims"), "dark") for path in (*FILES, CARD)),
    ],
)
def test_page_has_no_fault_of_access(visit: Visit, path: str, scheme: str) -> None:
    page = visit(path, color_scheme=scheme, viewport=DESK)
    # It would fetch what a file may not.
    results = Axe().run(page, options={**axe_options(scheme), "preload": False})
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("path", [*FILES, CARD, "index.answer.html"])
def test_paper_has_tables_in_full_and_one_citation_of_each(visit: Visit, path: str) -> None:
    page = visit(path, viewport=DESK)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER, "height": FIRST_SHEET})
    assert (
        page.evaluate(
            """() => [...document.querySelectorAll('.scroll')]
          .filter((each) => each.checkVisibility() && each.scrollHeight > each.clientHeight)
          .map((each) => each.className)"""
        )
        == []
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= PAPER
    for heading in page.locator(".scroll thead").all():
        expect(heading).to_have_css("position", "static")
        assert heading.inner_text().strip()
    cited = page.locator("details[name=reference]:visible")
    assert cited.count() == page.locator("details[name=reference][open]").count()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_picture_becomes_a_chart_whose_marks_lead_to_their_pages(
    visit: Visit, size: ViewportSize
) -> None:
    page = visit("index.html", viewport=size)
    page.get_by_role("button", name="Make interactive: The trade over time").press("Enter")
    plot = page.locator(".js-plotly-plot")
    expect(plot.locator(".main-svg").first).to_be_visible()
    expect(page.locator("#answer button")).to_have_count(0)
    box = plot.bounding_box()
    assert box
    assert (box["width"] > WIDE.width / 2) == (size == DESK)
    plot.evaluate("plot => plot.scrollIntoView({ block: 'center' })")
    (key, x, y), *_ = plot.evaluate(PLACES)
    page.mouse.click(x, y)
    page.wait_for_url(f"**/claim/{key}.html")


@pytest.mark.parametrize("words", ["оверчук", "گاز", "ميليون", "flour 2024", "no row holds this"])
def test_search_keeps_the_rows_that_the_live_page_keeps(visit: Visit, words: str) -> None:
    rows = shipped_views().whole.keep(table_of)
    page = visit("claims.html")
    page.get_by_label("Search in every column").fill(words)
    kept = matching(rows, words, "")
    expect(page.locator(".rows tbody tr")).to_have_count(len(kept))
    told = f"{len(kept)} of {len(rows)} rows" if kept else "Nothing found."
    expect(page.get_by_role("status").first).to_contain_text(told)


def test_table_is_filtered_and_put_in_order_and_a_row_leads_to_its_page(visit: Visit) -> None:
    page = visit("claims.html")
    page.get_by_label("Product").select_option("lpg")
    page.get_by_label("From").select_option("2025")
    page.get_by_role("button", name="Number").click()
    expect(page.locator("[aria-sort=descending]")).to_have_count(1)
    numbers = page.locator(".rows tbody data")
    ids = numbers.evaluate_all("all => all.map((each) => each.dataset.id)")
    claims = shipped_views().whole.claims_by_id
    ends = [years[1] for key in ids if key in claims and (years := years_of(claims[key]))]
    assert min(ends) >= 2025
    page.locator(".rows tbody td:nth-child(3)").first.click()
    page.wait_for_url(f"**/claim/{ids[0]}.html")


def test_address_of_the_live_page_leads_to_the_number_s_page(visit: Visit) -> None:
    page = visit("index.html?claim=trade-2023-overchuk-rg")
    page.wait_for_url(f"**/{CARD}")


def test_address_that_names_another_version_is_told_and_leads_to_its_data(
    chromium: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dataset = load(ANOTHER)
    claim, shown = dataset.claims[0].id, dataset.version
    with monkeypatch.context() as patch:  # a site that was there before, of no pages
        patch.setattr(Site, "makers", lambda _: iter(()))
        build(Site(Views(dataset)), tmp_path, write, list)
    (tmp_path / "data" / "2001.1.1").mkdir(parents=True)
    build(Site(Views(dataset)), tmp_path, write, list)
    with visiting(chromium, tmp_path) as visit:
        notice = visit(f"claim/{claim}.html?version=2000.1.1").locator("main > .notice")
        expect(notice).to_contain_text(f"data version 2000.1.1; this page shows version {shown}")
        expect(notice.locator("a")).to_have_count(0)
        same = visit(f"claim/{claim}.html?version={shown}.")
        expect(same.locator(".notice")).to_have_count(0)
        page = visit(f"index.html?claim={claim}&version=2001.1.1")
        page.get_by_role("link", name="The data of version 2001.1.1").click()
        page.wait_for_url("**/data/2001.1.1/index.html")


def test_search_and_filters_are_in_the_address_that_shows_the_same(visit: Visit) -> None:
    page = visit("claims.html?view=kept#list")
    page.get_by_label("Search in every column").fill("gas & %")
    page.get_by_label("Product").select_option("lpg")
    page.locator("[name=to]").select_option("2024")
    address = page.url
    assert address.endswith("claims.html?view=kept&q=gas+%26+%25&product=lpg&to=2024#list")
    rows = page.get_by_role("status").first.inner_text()
    again = visit(address.rpartition("/")[2])
    expect(again.get_by_label("Search in every column")).to_have_value("gas & %")
    expect(again.get_by_label("Product")).to_have_value("lpg")
    expect(again.get_by_role("status").first).to_have_text(rows)
    page.get_by_label("Search in every column").fill("")
    page.get_by_label("Product").select_option("")
    page.locator("[name=to]").select_option("")
    assert page.url.endswith("claims.html?view=kept#list")
