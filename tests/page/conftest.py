"""Fixtures of the tests that draw the page without a browser."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.rendering import SECONDS
from tradedata.data import watching


@pytest.fixture(autouse=True)
def _untraced(no_cover: None) -> None:
    """What counts is that the core's own tests cover the core, and tracing doubles the time."""


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine reads the data slowly, of which a reader would be told."""
    for name in ("FIRST_WAIT", "WAIT"):
        monkeypatch.setattr(watching, name, timedelta(seconds=SECONDS))
