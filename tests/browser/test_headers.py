"""The page as uvicorn serves it, under its headers, in a frame of another site, and what is told.

Every browser test runs under the headers; here is what needs a server of its own kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.support.browsing import PATIENCE, PHONE, expect_card, keyed, menu_of
from tests.support.factories import PROJECT
from tests.support.visitors import SCREEN, Visitor
from tools.serving import Server, serve
from tradedata.data.loading import Dataset
from tradedata.views.pages import PAGES

pytestmark = pytest.mark.browser
CLAIM = "trade-overchuk-diplomat"
CHART = ".js-plotly-plot .main-svg"


@pytest.fixture(scope="module")
def by_uvicorn() -> Iterator[Server]:
    """Started where no settings of Streamlit are."""
    with serve("uvicorn", PROJECT / "server.py", None, asgi=True) as server:
        yield server


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing of it."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[str]:
    """The address of another site, which has the files of ``tmp_path``."""
    handler = partial(Quiet, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize("slug", [page.slug for page in PAGES])
def test_page_by_uvicorn_has_the_settings_of_the_repository(
    by_uvicorn: Server, visit: Visitor, shipped: Dataset, slug: str
) -> None:
    """No usage statistics: the visitor asks no other host. And no policy is in its way."""
    page = visit(f"{by_uvicorn.address}/{slug}?claim={CLAIM}")
    expect_card(page, shipped.claim(CLAIM).as_printed)


def test_page_by_uvicorn_gives_card_files_pictures_and_full_screen(
    by_uvicorn: Server, visit: Visitor, shipped: Dataset
) -> None:
    page = visit(f"{by_uvicorn.address}/?claim={CLAIM}")
    expect_card(page, shipped.claim(CLAIM).as_printed)
    page.keyboard.press("Escape")
    menu_of(page, "answer")
    for button in (
        keyed(page, "csv-answer").locator("button"),
        *(keyed(page, "tools-answer").get_by_role("button", name=f"{f}: ") for f in ("PNG", "SVG")),
    ):
        with page.expect_download() as waiting:
            button.click()
        assert waiting.value.suggested_filename.startswith("russia-afghanistan-trade-answer")
    page.keyboard.press("Escape")
    full = page.get_by_role("button", name="Full screen").first
    full.click()
    expect(page.locator("[data-full] > [data-shown]").first).to_be_visible()


def framed(chromium: Browser, site: str, folder: Path, address: str) -> Page:
    """A page of the site with the address in a frame."""
    (folder / "index.html").write_text(f'<iframe src="{address}" width="1000" height="900">')
    page = chromium.new_context().new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(site)
    return page


def test_address_for_embedding_is_drawn_in_a_frame_of_another_site(
    by_uvicorn: Server, chromium: Browser, elsewhere: str, tmp_path: Path
) -> None:
    address = f"{by_uvicorn.address}/?embed=true&chart=answer"
    page = framed(chromium, elsewhere, tmp_path, address)
    frame = page.frame_locator("iframe")
    expect(frame.locator(CHART).first).to_be_visible()
    with page.context.expect_page() as opened:
        frame.get_by_text("The whole page, with every source").click()
    assert opened.value.url.startswith(f"{by_uvicorn.address}/#answer")
    page.context.close()


def test_other_address_is_not_drawn_in_a_frame_of_another_site(
    by_uvicorn: Server, chromium: Browser, elsewhere: str, tmp_path: Path
) -> None:
    page = framed(chromium, elsewhere, tmp_path, f"{by_uvicorn.address}/?chart=answer")
    page.wait_for_function("() => document.querySelector('iframe').contentDocument === null")
    assert page.frames[1].url.startswith("chrome-error:")
    page.context.close()


@pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_documentation_is_read_by_everybody_and_asks_nobody(
    by_uvicorn: Server, chromium: Browser, size: ViewportSize, scheme: str
) -> None:
    page = chromium.new_context(viewport=size, color_scheme=scheme).new_page()  # type: ignore[arg-type]
    asked: list[str] = []
    told: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: told.append(message.text))
    page.goto(f"{by_uvicorn.address}/api/docs")
    assert [each for each in asked if not each.endswith("/favicon.ico")] == [page.url]
    assert told == []
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("() => document.body.scrollWidth <= window.innerWidth")
    page.context.close()
