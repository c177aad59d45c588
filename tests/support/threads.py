"""Threads: what must not run in the first one, which a browser's tests leave changed."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any


def in_thread(function: Callable[..., Any], *arguments: Any) -> Any:
    """In a thread of its own: after a browser's tests, Playwright's loop runs in the first."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(function, *arguments).result()
