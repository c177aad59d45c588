"""What is made and kept: once for all who ask, within bounds, to the end."""

from __future__ import annotations

import asyncio
import gzip
from threading import Event

import pytest

from tests.support.threads import in_thread
from tradedata.web import store
from tradedata.web.problems import Problem
from tradedata.web.store import NAME_BYTES, Store


class Maker:
    """Makes bytes when it is let, and counts how often."""

    def __init__(self, content: bytes = b"made") -> None:
        self.content = content
        self.times = 0
        self.may = Event()

    def __call__(self) -> bytes:
        assert self.may.wait(60)
        self.times += 1
        return self.content


def test_content_that_many_ask_for_at_once_is_made_once() -> None:
    maker = Maker()

    async def ask() -> list[bytes]:
        shelf = Store()
        asked = [asyncio.create_task(shelf.content("key", maker)) for _ in range(20)]
        await asyncio.sleep(0)
        maker.may.set()
        return await asyncio.gather(*asked)

    assert in_thread(asyncio.run, ask()) == [b"made"] * 20
    assert maker.times == 1


def test_content_is_made_to_the_end_when_who_asked_has_gone() -> None:
    maker = Maker()

    async def ask() -> bytes:
        shelf = Store()
        asked = asyncio.create_task(shelf.content("key", maker))
        await asyncio.sleep(0)
        asked.cancel()
        maker.may.set()
        return await shelf.content("key", maker)

    assert in_thread(asyncio.run, ask()) == b"made"
    assert maker.times == 1


def test_content_that_could_not_be_made_is_tried_again() -> None:
    def fail() -> bytes:
        raise OSError

    async def ask() -> bytes:
        shelf = Store()
        with pytest.raises(OSError):  # noqa: PT011
            await shelf.content("key", fail)
        return await shelf.content("key", lambda: b"made")

    assert in_thread(asyncio.run, ask()) == b"made"


def test_more_at_once_than_the_bound_is_refused_while_what_is_kept_is_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(store, "MOST_MADE_AT_ONCE", 2)
    monkeypatch.setattr(store, "MOST_LOOKS", 2)
    maker = Maker()

    async def ask() -> None:
        shelf = Store()
        kept = await shelf.content("kept", lambda: b"kept")
        making = [asyncio.create_task(shelf.content(key, maker)) for key in "ab"]
        looking = [asyncio.create_task(shelf.look(maker)) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(Problem):
            await shelf.content("c", maker)
        with pytest.raises(Problem):
            await shelf.look(maker)
        assert await shelf.content("kept", maker) == kept
        maker.may.set()
        await asyncio.gather(*making, *looking)
        assert await shelf.content("c", maker) == await shelf.look(maker) == b"made"

    in_thread(asyncio.run, ask())


def test_event_loop_goes_on_while_content_is_made() -> None:
    maker = Maker()

    async def ask() -> None:
        shelf = Store()
        asked = asyncio.create_task(shelf.content("key", maker))
        await asyncio.sleep(0.01)
        assert not asked.done()
        maker.may.set()
        await asked

    in_thread(asyncio.run, ask())


def test_as_many_compressed_answers_at_once_as_the_bound_are_all_made() -> None:
    async def ask() -> list[bytes]:
        shelf = Store()
        keys = map(str, range(store.MOST_MADE_AT_ONCE))
        return await asyncio.gather(*(shelf.content(key, lambda: b"made", "gzip") for key in keys))

    assert len({*map(gzip.decompress, in_thread(asyncio.run, ask()))}) == 1


def test_store_keeps_the_latest_used_within_its_size() -> None:
    maker = Maker(b"1234")
    maker.may.set()

    async def ask(*keys: str) -> None:
        shelf = Store(most_bytes=2 * (4 + NAME_BYTES))
        for key in keys:
            await shelf.content(key, maker)

    for keys, times in (("aa", 1), ("aba", 2), ("abca", 4), ("abaca", 3)):
        maker.times = 0
        in_thread(asyncio.run, ask(*keys))
        assert maker.times == times


def test_store_does_not_keep_what_is_larger_than_it() -> None:
    maker = Maker(b"123456789")
    maker.may.set()

    async def ask() -> None:
        shelf = Store(most_bytes=8 + NAME_BYTES)
        assert await shelf.content("a", maker) == await shelf.content("a", maker)

    in_thread(asyncio.run, ask())
    assert maker.times == 2
