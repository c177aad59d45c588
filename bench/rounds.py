"""Owns the measuring: many sessions at once, two servers in turn, and memory over many reruns.

It must not judge what it measures; report does.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from bench.servers import Server
from bench.session import PageFailed, Session

RUNS_AT_MOST = 100_000
OPTIONS_TRIED_AT_MOST = 10

Note = Callable[[str], None]


@dataclass(frozen=True)
class Sample:
    """One window: how many runs all sessions together finished in how many seconds."""

    round_number: int
    page: str
    work: str
    runs: int
    seconds: float
    received_bytes: int

    @property
    def rate(self) -> float:
        """Return runs per second."""
        return self.runs / self.seconds


@dataclass(frozen=True)
class MemoryReading:
    """Resident memory of one server with its sessions open; None where it cannot be read."""

    page: str
    runs: int
    resident_bytes: int | None


@dataclass(frozen=True)
class Comparison:
    """Everything measured on the two servers side by side."""

    samples: tuple[Sample, ...]
    memory: tuple[MemoryReading, ...]
    control_scopes: tuple[tuple[str, str], ...]


async def compare(
    servers: tuple[Server, ...],
    control_key: str,
    session_count: int,
    round_count: int,
    window_seconds: float,
    note: Note,
) -> Comparison:
    """Measure the servers in turn, round by round, each with all its sessions open throughout.

    Raises:
        PageFailed: a page raised, or its control changes nothing.
    """
    samples: list[Sample] = []
    memory: list[MemoryReading] = []
    async with AsyncExitStack() as stack:
        opened: list[tuple[Server, tuple[Session, ...]]] = []
        for server in servers:
            sessions = await stack.enter_async_context(
                open_sessions(server, control_key, session_count)
            )
            await prove_control(server.name, sessions[0])
            opened.append((server, sessions))
        runs = dict.fromkeys((server.name for server in servers), session_count)
        for number in range(1, round_count + 1):
            # Whoever goes first gets the warmer or the colder machine: take turns.
            for server, sessions in opened if number % 2 else reversed(opened):
                for work in ("page", "control"):
                    sample = await measure_window(
                        number, server.name, sessions, work, window_seconds
                    )
                    samples.append(sample)
                    runs[server.name] += sample.runs
                    note(f"round {number}, {server.name}, {work}: {sample.rate:.1f} a second")
                resident = server.resident_bytes()
                memory.append(MemoryReading(server.name, runs[server.name], resident))
        scopes = tuple((server.name, control_scope(sessions[0])) for server, sessions in opened)
    return Comparison(tuple(samples), tuple(memory), scopes)


async def grow(
    server: Server, control_key: str, session_count: int, rerun_counts: tuple[int, ...], note: Note
) -> tuple[MemoryReading, ...]:
    """Read the memory of a fresh server each time its sessions together reach a count of reruns.

    Raises:
        PageFailed: the page raised.
    """
    readings: list[MemoryReading] = []
    async with open_sessions(server, control_key, session_count) as sessions:
        done = 0
        for target in rerun_counts:
            await rerun_pages(sessions, target - done)
            done = target
            readings.append(MemoryReading(server.name, done, server.resident_bytes()))
            note(f"memory, {server.name}: read after {done} reruns")
    return tuple(readings)


@asynccontextmanager
async def open_sessions(
    server: Server, control_key: str, count: int
) -> AsyncIterator[tuple[Session, ...]]:
    """Open `count` sessions one after the other, each having drawn its page once."""
    async with AsyncExitStack() as stack:
        sessions = []
        for _ in range(count):
            session = Session(server.name, server.port, control_key)
            sessions.append(await stack.enter_async_context(session))
        yield tuple(sessions)


async def prove_control(page: str, session: Session) -> None:
    """Go once through the control's options, which also warms the server's caches.

    Raises:
        PageFailed: every option draws the same, so that a change would measure nothing.
    """
    options = session.control.options if session.control else ()
    drawn = {(await session.change_control()).drawn for _ in options[:OPTIONS_TRIED_AT_MOST]}
    if len(drawn) < 2:
        raise PageFailed(page, "the options of the control all draw the same")


async def measure_window(
    round_number: int,
    page: str,
    sessions: tuple[Session, ...],
    work: str,
    window_seconds: float,
) -> Sample:
    """Keep every session at `work`, 'page' or 'control', for a while; each waits for its answer."""
    start = time.monotonic()
    runs = received_bytes = 0

    async def keep_running(session: Session) -> None:
        nonlocal runs, received_bytes
        while time.monotonic() - start < window_seconds and runs < RUNS_AT_MOST:
            run = await (session.rerun_page() if work == "page" else session.change_control())
            runs += 1
            received_bytes += run.received_bytes

    await at_once([keep_running(session) for session in sessions])
    return Sample(round_number, page, work, runs, time.monotonic() - start, received_bytes)


async def rerun_pages(sessions: tuple[Session, ...], count: int) -> None:
    """Run the page `count` times in all, shared among the sessions."""
    left = count

    async def take_from_rest(session: Session) -> None:
        nonlocal left
        while left > 0:
            left -= 1
            await session.rerun_page()

    await at_once([take_from_rest(session) for session in sessions])


async def at_once(jobs: Sequence[Coroutine[None, None, None]]) -> None:
    """Run the jobs side by side; the first fault ends all of them and is raised as it is."""
    try:
        async with asyncio.TaskGroup() as group:
            for job in jobs:
                group.create_task(job)
    except ExceptionGroup as faults:
        raise faults.exceptions[0] from None


def control_scope(session: Session) -> str:
    """Return what a change of the control runs again: 'fragment' or 'page'."""
    return "fragment" if session.control and session.control.fragment_id else "page"
