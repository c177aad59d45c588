"""Store: what was made, each once however many ask for it, as plain bytes and compressed.

Owns the threads that work, how much may wait for them, and how much is kept. The event loop, which
draws the page as well, only waits for a thread and never works itself.
"""

from __future__ import annotations

import asyncio
import gzip
import re
from collections import OrderedDict
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from typing import TypeVar

from tradedata.web.problems import too_busy

# Two of a kind, so that a long one does not keep all others waiting; more would only take the
# interpreter from the page.
WORKERS = 2
MOST_LOOKS = 64
MOST_MADE_AT_ONCE = 8
MOST_BYTES = 32_000_000
NAME_BYTES = 1_000  # what one takes beside its bytes, at the most
MOST_READ = 1_000

_WEIGHT = re.compile(r"[01](?:\.\d{0,3})?")

T = TypeVar("T")
Compress = Callable[[bytes], bytes]
Name = tuple[str, str]  # a key, and the encoding or a blank


@cache
def encodings() -> Mapping[str, Compress]:
    """How to compress, by the names that browsers know, the better first.

    Brotli is one of requirements-extras.txt. At its best it takes forty times as long for a tenth
    of the size.
    """
    plain = {"gzip": partial(gzip.compress, compresslevel=6, mtime=0)}
    try:
        import brotli
    except ModuleNotFoundError:
        return plain
    return {"br": partial(brotli.compress, quality=5), **plain}


class Store:
    """Makes and keeps answers. All of its methods run in one event loop."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._kept: OrderedDict[Name, bytes] = OrderedDict()
        self._size = 0
        self._making: dict[Name, asyncio.Task[bytes]] = {}
        self._looks = 0
        self._look_threads = ThreadPoolExecutor(WORKERS, "look")
        self._make_threads = ThreadPoolExecutor(WORKERS, "make")

    async def look(self, find: Callable[[], T]) -> T:
        """What a short piece of work comes to. Raises Problem if too many wait already."""
        if self._looks >= MOST_LOOKS:
            raise too_busy()
        self._looks += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._look_threads, find)
        finally:
            self._looks -= 1

    async def content(self, key: str, make: Callable[[], bytes], encoding: str = "") -> bytes:
        """The bytes under the key, made if they are not kept. Raises Problem if too many are made.

        Whoever asks while they are made waits for the same ones, and they are made to the end.
        """
        name = (key, encoding)
        is_new = name not in self._kept and name not in self._making
        if is_new and len(self._making) >= MOST_MADE_AT_ONCE:
            raise too_busy()
        return await self._content(name, make)

    async def _content(self, name: Name, make: Callable[[], bytes]) -> bytes:
        if name in self._kept:
            self._kept.move_to_end(name)
            return self._kept[name]
        if name not in self._making:
            self._making[name] = asyncio.create_task(self._make(name, make))
        return await asyncio.shield(self._making[name])

    async def _make(self, name: Name, make: Callable[[], bytes]) -> bytes:
        key, encoding = name
        try:
            if encoding:
                make = partial(encodings()[encoding], await self._content((key, ""), make))
            loop = asyncio.get_running_loop()
            content = await loop.run_in_executor(self._make_threads, make)
        finally:
            del self._making[name]
        self._keep(name, content)
        return content

    def _keep(self, name: Name, content: bytes) -> None:
        self._kept[name] = content
        self._size += len(content) + NAME_BYTES
        while self._size > self._most_bytes:
            _, oldest = self._kept.popitem(last=False)
            self._size -= len(oldest) + NAME_BYTES


def encoding_for(accepted: str) -> str:
    """Of the encodings that there are the one that an Accept-Encoding wants most, or a blank."""
    weights: dict[str, float] = {}
    for part in accepted[:MOST_READ].lower().split(","):
        name, _, weight = part.replace(" ", "").partition(";q=")
        weights[name] = float(weight) if _WEIGHT.fullmatch(weight) else float(not weight)
    rest = weights.get("*", 0)
    best = max(encodings(), key=lambda name: weights.get(name, rest))
    wanted = weights.get(best, rest)
    return best if wanted and wanted >= weights.get("identity", 0) else ""
