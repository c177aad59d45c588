"""Fixtures of the browser tests: running pages, and visitors who are watched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.support.browsing import running
from tests.support.factories import copy_data
from tests.support.visitors import Contexts, Visitor, visitors
from tools.serving import Server


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The page as it is in the repository, for tests that change no file.

    Under the headers of server.py, so that whatever a test does holds under them; those that
    change files, or stand below a path, run dashboard.py.
    """
    log = tmp_path_factory.mktemp("server") / "log.txt"
    with running(log, script="server.py") as started:
        yield started


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the data that the test may change."""
    directory = copy_data(tmp_path)
    monkeypatch.setenv("TRADE_DATA", str(directory))
    return directory


@pytest.fixture
def own_server(data: Path, tmp_path: Path) -> Iterator[Server]:
    """The page of ``data``."""
    with running(tmp_path / "log.txt") as started:
        yield started


@pytest.fixture(scope="session")
def contexts(chromium: Browser) -> Iterator[Contexts]:
    """What visitors open their windows in."""
    kept = Contexts(chromium)
    yield kept
    kept.close()


@pytest.fixture
def visit(contexts: Contexts) -> Iterator[Visitor]:
    """Opens an address as a new visitor, who asks no other host and meets no error."""
    with visitors(contexts) as visitor:
        yield visitor


@pytest.fixture(scope="module")
def look(contexts: Contexts) -> Iterator[Visitor]:
    """Opens an address once for all tests of a file that leave the page as they find it."""
    pages: dict[str, tuple[Page, str]] = {}
    with visitors(contexts, is_one=True) as visitor:

        def open_once(address: str, **options: Any) -> Page:
            name = f"{address} {options}"
            if name not in pages:
                opened = visitor(address, **options)
                pages[name] = opened, state_of(opened)
            page, state = pages[name]
            assert state_of(page) == state, "A test changed a page that others look at: visit it"
            return page

        yield open_once


def state_of(page: Page) -> str:
    """What a test may have changed: the address, the window, what is open or pressed."""
    controls = page.locator("[open], [aria-expanded=true], [aria-pressed=true], [role=dialog]")
    return f"{page.url} {page.viewport_size} {controls.count()}"
