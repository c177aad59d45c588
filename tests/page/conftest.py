"""Fixtures of the tests that draw the page without a browser."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import cache

import pytest
from streamlit.components.v2 import manifest_scanner

from components.shell import chart_panel
from tests.support.drawing import drawn
from tests.support.rendering import SECONDS
from tradedata.data import watching

SCAN = "scan_component_manifests"


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine reads the data slowly, of which a reader would be told."""
    for name in ("FIRST_WAIT", "WAIT"):
        monkeypatch.setattr(watching, name, timedelta(seconds=SECONDS))


@pytest.fixture(autouse=True, scope="session")
def _same_work_is_done_once() -> Iterator[None]:
    """Before each page AppTest looks for components in all that is installed: most of its time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chart_panel, "draw", drawn)
        patch.setattr(manifest_scanner, SCAN, cache(getattr(manifest_scanner, SCAN)))
        yield
