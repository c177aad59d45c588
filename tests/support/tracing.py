"""Tracing: of which tests the coverage is traced, and what the others leave behind.

Tracing takes two thirds of the time. That all lines of the core run is a matter of the short tests
alone. The others fill the core's caches: what is traced after one of them would find them full,
and the lines that fill them would count as never run.
"""

from __future__ import annotations

import gc
from functools import cached_property
from inspect import getattr_static

import pytest

from tests.support.factories import shipped_data
from tradedata.views.view import made_once

_UNTRACED = ("browser", "cluster", "whole", "no_cover")
_PAGE = "page"
_ROOMS = ("tradedata.", "tests.support.")
_Cached = type(shipped_data)


def is_traced(item: pytest.Item) -> bool:
    """Whether coverage is measured while the test runs: it is short and draws no whole page."""
    if item.get_closest_marker("traced"):
        return True
    return not any(map(item.get_closest_marker, _UNTRACED)) and item.path.parent.name != _PAGE


def forget() -> None:
    """Empty every cache of the core and of what the tests draw with it; the data stay loaded."""
    for kept in gc.get_objects():
        if type(kept) is _Cached:
            if kept is not shipped_data and kept.__module__.startswith(_ROOMS):
                kept.cache_clear()
        elif str(type(kept).__module__).startswith(_ROOMS) and hasattr(kept, "__dict__"):
            for name in list(vars(kept)):
                if isinstance(getattr_static(type(kept), name, None), (cached_property, made_once)):
                    del vars(kept)[name]
