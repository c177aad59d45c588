"""Fixtures that every room of the tests may use."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from coverage import Coverage

from tests.support.factories import ANOTHER, copy_data, shipped_data
from tests.support.tracing import forget, is_traced
from tradedata.data.loading import Dataset, load

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# The tests keep a great many objects for each other: looked through seldom, a fifth faster.
gc.set_threshold(200_000, 20, 20)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is not traced comes last, so that it leaves nothing behind for what is."""
    items.sort(key=is_traced, reverse=True)
    for item in items:
        if not is_traced(item):
            item.add_marker(pytest.mark.no_cover)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """In a worker pytest-cov begins twice: while the second is paused, the first would trace."""
    if hasattr(session.config, "workerinput") and (begun := Coverage.current()):
        begun.stop()


def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Where it came first all the same, as on a process that took tests from another."""
    is_measured = item.config.getoption("cov_source", None)
    if is_measured and nextitem and is_traced(nextitem) and not is_traced(item):
        forget()


@pytest.fixture(scope="session")
def shipped() -> Dataset:
    """The data in the repository."""
    return shipped_data()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the data in the repository, free to be broken."""
    return copy_data(tmp_path)


@pytest.fixture(scope="session")
def another() -> Dataset:
    """The data of another collection."""
    return load(ANOTHER)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's browser, not the one that Playwright would download; one for all rooms.

    Imported here, since whoever works on the core alone needs no Playwright.
    """
    from playwright.sync_api import expect, sync_playwright

    from tests.support.browsing import LAUNCH_ARGUMENTS, PATIENCE
    from tradedata.reports.browser import find_browser

    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=list(LAUNCH_ARGUMENTS)
        )
        yield browser
        browser.close()
