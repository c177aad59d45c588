"""Fixtures of the tests that draw the page without a browser."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _untraced(no_cover: None) -> None:
    """What counts is that the core's own tests cover the core, and tracing doubles the time."""
