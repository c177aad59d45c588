"""Fixtures that every room of the tests may use."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from coverage import Coverage

from tests.support.factories import ANOTHER, copy_data, shipped_data
from tests.support.tracing import forget, leaves_trace
from tradedata.data.loading import Dataset, load

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """In a worker pytest-cov begins twice: while the second is paused, the first would trace."""
    if hasattr(session.config, "workerinput") and (begun := Coverage.current()):
        begun.stop()


def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Whatever the order of the tests, all that the traced ones run is seen to run."""
    is_measured = item.config.getoption("cov_source", None)
    if is_measured and nextitem and leaves_trace(nextitem) and not leaves_trace(item):
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
