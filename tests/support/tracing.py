"""Tracing: what a test whose coverage is not traced must not leave behind for one that is.

Such a test fills the core's caches. What runs after it in the same process would find them full,
and the lines that fill them would count as never run: which test comes after which is chance.
"""

from __future__ import annotations

import gc
from functools import cached_property
from inspect import getattr_static

import pytest

from tests.support.factories import shipped_data
from tradedata.views.view import made_once

_ROOMS = ("tradedata.", "tests.support.")
_Cached = type(shipped_data)


def leaves_trace(item: pytest.Item) -> bool:
    """Whether coverage is measured while the test runs."""
    return "no_cover" not in getattr(item, "fixturenames", ())


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
