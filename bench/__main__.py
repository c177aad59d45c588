"""Compares speed, memory and messages of the dashboard with those of two ordinary pages.

README.md says what is measured and how. Nothing of the dashboard imports this, and no test depends
on a time measured here. From top to bottom: the report, the measuring, the command.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import signal
import sys
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from importlib.metadata import version
from math import inf, isnan, nan
from pathlib import Path
from statistics import median

from websockets.exceptions import WebSocketException

from tools.serving import Server, ServerFailed, serve
from tools.sessions import ACTS, PageFailed, Session, dial

NAIVE_PAGE, BARE_PAGE = (Path(__file__).resolve().with_name(f"{n}.py") for n in ("naive", "bare"))
OUR_PAGE = NAIVE_PAGE.parents[1] / "dashboard.py"
# The goals: how many times as often as each other page, by what is done, and what must be less.
TIMES = {
    "naive": {"page": 2.0, "control": 8.0},
    "bare": {"page": 2.0, "control": 12.0, "card": 12.0},
}
VISIT, CARD_SENT, MEMORY = "First visit, kB", "Card, kB", "Memory, MB"
MOST = {VISIT: 150.0, CARD_SENT: 40.0, MEMORY: 200.0}
GROWTH_MB = 10.0
SESSIONS = 20


@dataclass(frozen=True)
class Result:
    """One line of the report: ours, the other's and their ratio; no number is not measured."""

    name: str
    goal: str
    is_good: bool
    numbers: tuple[float, float, float]
    spread: str = ""

    @property
    def verdict(self) -> str:
        """Whether the goal was met."""
        return "not measured" if isnan(self.numbers[0]) else "met" if self.is_good else "MISSED"

    def __str__(self) -> str:
        cells = (f"{'-' if isnan(each) else format(each, '.1f'):>8}" for each in self.numbers)
        return f"{self.name:40}{''.join(cells)}  {self.spread:>14}  {self.goal}: {self.verdict}"


def speed(name: str, ours: Sequence[float], other: Sequence[float], times: float) -> Result:
    """Rates of both, one a round: what saw the same machine, the sides of a round, is compared."""
    ratios = [left / right for left, right in zip(ours, other, strict=True)]
    numbers = (median(ours), median(other), median(ratios))
    spread = f"{min(ratios):.1f} to {max(ratios):.1f}"
    return Result(name, f"at least {times:g} times", numbers[2] >= times, numbers, spread)


def below(name: str, most: float, ours: float, other: float = nan, spread: str = "") -> Result:
    """Mega- or kilobytes, as the name says, of which ours must be fewer."""
    return Result(name, f"below {most:g}", ours < most, (ours, other, ours / other), spread)


def resident_mb(process_id: int, proc: Path = Path("/proc")) -> float:
    """The memory of a process and its descendants in millions of bytes, no number if unknown."""
    resident, parents = {process_id: nan}, dict[int, int]()
    for status in proc.glob("[0-9]*/status"):
        with suppress(OSError):  # it ended while the list was read
            fields = dict(line.split(":", 1) for line in status.read_text().splitlines())
            found = int(status.parent.name)
            parents[found] = int(fields["PPid"])
            resident[found] = int(fields.get("VmRSS", "0 kB").split()[0]) * 1024
    family = {process_id}
    while grown := {child for child, parent in parents.items() if parent in family} - family:
        family |= grown
    return sum(resident[member] for member in family) / 1_000_000


@asynccontextmanager
async def open_sessions(server: Server, count: int) -> AsyncIterator[list[Session]]:
    """Open pages one after the other, each drawn once. Raises PageFailed."""
    sessions: list[Session] = []
    async with AsyncExitStack() as stack:
        for _ in range(count):
            sessions.append(Session(server, await stack.enter_async_context(dial(server))))
            await sessions[-1].run()
        yield sessions


async def keep_running(
    sessions: Sequence[Session], act: str = "page", *, seconds: float = inf, count: float = inf
) -> float:
    """Runs a second of all sessions together, each asking again as soon as it is answered."""
    start, runs = time.monotonic(), 0

    async def run(session: Session) -> None:
        nonlocal runs
        while runs < count and time.monotonic() - start < seconds:
            runs += 1
            await session.run(act)

    await asyncio.gather(*map(run, sessions))
    return runs / (time.monotonic() - start)


@dataclass(frozen=True)
class Measured:
    """A page's server, its open sessions, and what was found by what is done or measured."""

    server: Server
    sessions: Sequence[Session]
    found: defaultdict[str, list[float]]

    async def prepare(self) -> None:
        """Try the control and open a card. Raises PageFailed."""
        first, last = self.sessions[0], self.sessions[-1]
        self.found[VISIT].append(last.received / 1000)
        await first.try_control()
        scope = "fragment" if first.fragments["control"] else "page"
        print(f"a changed control of {self.server.name} runs its {scope} again", file=sys.stderr)
        await last.run("card")
        self.found[CARD_SENT].append(last.received / 1000)

    async def measure(self, number: int, seconds: float) -> None:
        """Add the rates of a round, and how large the server has become."""
        for act in ACTS:
            rate = await keep_running(self.sessions, act, seconds=seconds)
            print(
                f"round {number}, {self.server.name}, {act}: {rate:.1f} a second", file=sys.stderr
            )
            self.found[act].append(rate)
        self.found[MEMORY].append(resident_mb(self.server.process_id))

    def beside(self, other: Measured) -> Iterator[Result]:
        """This page beside the other; a card beside its changed control."""
        beside = f"beside {other.server.name}"
        for act, times in TIMES[other.server.name].items():
            rates = other.found["control" if act == "card" else act]
            yield speed(f"{act.capitalize()} a second, {beside}", self.found[act], rates, times)
        for name, most in MOST.items():
            yield below(f"{name}, {beside}", most, max(self.found[name]), max(other.found[name]))


async def growth(page: Path, sessions: int, first: int, last: int) -> Result:
    """What the memory of a fresh server of ours gains between two counts of runs."""
    with serve("ours", page, page.parent) as fresh:
        async with open_sessions(fresh, sessions) as pages:
            await keep_running(pages, count=first)
            start = resident_mb(fresh.process_id)
            await keep_running(pages, count=last - first)
            end = resident_mb(fresh.process_id)
    name, spread = f"Growth, {first:,} to {last:,} runs, MB", f"{start:.1f} to {end:.1f}"
    return below(name, GROWTH_MB, end - start, spread=spread)


async def measure(
    page: Path, sessions: int, rounds: int, seconds: float, first: int, last: int
) -> Sequence[Result]:
    """All servers in turn, then ours alone and fresh. Raises PageFailed."""
    pages = {"ours": page, "naive": NAIVE_PAGE, "bare": BARE_PAGE}
    everyone: list[Measured] = []
    async with AsyncExitStack() as stack:
        for name, path in pages.items():
            server = stack.enter_context(serve(name, path, path.parent if path == page else None))
            opened = await stack.enter_async_context(open_sessions(server, sessions))
            everyone.append(Measured(server, opened, defaultdict(list)))
            await everyone[-1].prepare()
        for number in range(1, rounds + 1):
            # Whoever goes first gets the warmer or the colder machine: take turns.
            for each in everyone if number % 2 else reversed(everyone):
                await each.measure(number, seconds)
    ours, *others = everyone
    results = [result for other in others for result in ours.beside(other)]
    return [*results, await growth(page, sessions, first, last)]


def main(arguments: Sequence[str]) -> int:
    """Run the benchmark; return 0 if it ran, 1 for a missed goal with --strict, else 2."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a rough answer in about a minute")
    parser.add_argument("--strict", action="store_true", help="exit with 1 if a goal is missed")
    chosen = parser.parse_args(arguments)
    rounds, seconds, first, last = (2, 2.0, 50, 250) if chosen.quick else (5, 5.0, 200, 1_000)
    faults = (PageFailed, ServerFailed, OSError, WebSocketException, KeyboardInterrupt)
    try:
        results = asyncio.run(measure(OUR_PAGE, SESSIONS, rounds, seconds, first, last))
    except faults as fault:
        print(f"The benchmark did not run.\n{str(fault) or type(fault).__name__}", file=sys.stderr)
        return 2
    print(
        f"Streamlit {version('streamlit')}, Python {platform.python_version()}, "
        f"{os.cpu_count()} processors",
        f"{SESSIONS} sessions, {rounds} rounds of windows of {seconds:g} s, servers in turn",
        f"\n{'':40}{'ours':>8}{'other':>8}{'ratio':>8}  {'range':>14}  goal",
        *results,
        sep="\n",
    )
    return 1 if chosen.strict and any(each.verdict == "MISSED" for each in results) else 0


if __name__ == "__main__":
    # Without this a terminated benchmark would leave its servers behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(2))
    sys.exit(main(sys.argv[1:]))
