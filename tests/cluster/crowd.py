"""Crowd: readers who keep pages open and do something twice a second, and note what they see.

Owns the load and its record. Judges nothing.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from time import monotonic, sleep

import httpx
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tools.serving import Server
from tools.sessions import Session, dial

PATIENCE = 180  # seconds; a busy machine is slow, which is no fault
PAUSE = 0.5  # seconds, between two things that a reader does
# What is asked for between two runs of the page, and what the answer holds.
ASKED = {
    "/": b"<title>The answer",
    "/claims?view=articles": b'<link rel="canonical"',
    "/api/claims.csv": b"\xef\xbb\xbfrow_",
    "/_stcore/health": b"ok",
}


@dataclass(frozen=True)
class Move:
    """A reader's page that was lost and came back: from which replica, to which, after what."""

    left: str
    came_to: str
    seconds: float


@dataclass
class Reader:
    """Somebody with one page open, in a browser that keeps its cookies."""

    server: Server
    name: str
    replica: str = ""
    runs: int = 0
    answers: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)

    async def read(self, is_over: Callable[[], bool]) -> None:
        """Open the page, keep it busy, and open it again when it was lost."""
        lost, left = 0.0, ""
        headers = {"User-Agent": self.name}
        async with httpx.AsyncClient(
            base_url=self.server.address, headers=headers, trust_env=False, timeout=PATIENCE
        ) as client:
            paths = cycle(ASKED)
            while not is_over():
                # Streamlit's page asks whether the server is well before it connects.
                await self._ask(client, "/_stcore/health" if left else "/")
                try:
                    cookie = {"Cookie": f"replica={client.cookies['replica']}"}
                    async with dial(
                        self.server, additional_headers=cookie, user_agent_header=self.name
                    ) as connection:
                        session = Session(self.server, connection)
                        await session.run()
                        self.replica = client.cookies["replica"]
                        if left:
                            self.moves.append(Move(left, self.replica, monotonic() - lost))
                            left = ""
                        while not is_over():
                            await self._ask(client, next(paths))
                            await session.run()
                            self.runs += 1
                            await asyncio.sleep(PAUSE)
                except (ConnectionClosed, InvalidStatus):
                    if not left:
                        lost, left = monotonic(), self.replica

    async def _ask(self, client: httpx.AsyncClient, path: str) -> None:
        try:
            answer = await client.get(path)
        except httpx.HTTPError as error:
            self.faults.append(f"{path}: {error!r}")
            return
        self.answers[path] += 1
        if answer.status_code != httpx.codes.OK or ASKED[path] not in answer.content:
            self.faults.append(f"{path}: {answer.status_code} {answer.content[:80]!r}")


@dataclass(frozen=True)
class Crowd:
    """All readers, while they read."""

    readers: list[Reader]
    reading: Future[None]

    def wait(self, condition: Callable[[], bool]) -> None:
        """Return when it holds; fail if it never does, or if reading ended with an error."""
        end = monotonic() + PATIENCE
        while not condition():
            if self.reading.done():
                self.reading.result()
            assert monotonic() < end, [(each.name, each.replica) for each in self.readers]
            sleep(0.05)

    def go_on(self, times: int = 1) -> None:
        """Return when every reader's page has run so many times more."""
        before = {reader.name: reader.runs for reader in self.readers}
        self.wait(lambda: all(each.runs >= before[each.name] + times for each in self.readers))

    @property
    def faults(self) -> list[str]:
        """What no reader should have been answered."""
        return [fault for reader in self.readers for fault in reader.faults]

    @property
    def moves(self) -> list[Move]:
        """Every page that was lost and came back."""
        return [move for reader in self.readers for move in reader.moves]


@contextmanager
def reading(server: Server, count: int) -> Iterator[Crowd]:
    """So many readers at once until the block ends, from when each has its page."""
    readers = [Reader(server, f"reader {number}") for number in range(count)]
    is_over = False

    async def read() -> None:
        await asyncio.gather(*(reader.read(lambda: is_over) for reader in readers))

    with ThreadPoolExecutor(1) as thread:
        crowd = Crowd(readers, thread.submit(asyncio.run, read()))
        try:
            crowd.wait(lambda: all(reader.runs for reader in readers))
            yield crowd
        finally:
            is_over = True
        crowd.reading.result(PATIENCE)
