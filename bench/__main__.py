"""Owns the command line of the benchmark: options, the two servers, the report, the exit code.

Exit code 0: it ran. 1: a goal was missed, with --strict only. 2: something did not run.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from bench import report, rounds
from bench.servers import ServerFailed, serve
from bench.session import PageFailed

ROOT = Path(__file__).resolve().parents[1]
NAIVE_PAGE = Path(__file__).resolve().with_name("naive.py")


@dataclass(frozen=True)
class Options:
    """What one benchmark does."""

    page: Path
    control: str
    rounds: int
    sessions: int
    window_seconds: float
    growth_reruns: tuple[int, ...]
    json: bool
    strict: bool


def whole_number(at_most: int) -> Callable[[str], int]:
    """Return a parser of whole numbers from 1 to `at_most`."""

    def parse(text: str) -> int:
        number = int(text)
        if not 1 <= number <= at_most:
            raise argparse.ArgumentTypeError(f"{text} is not from 1 to {at_most}")
        return number

    return parse


def parse_options(arguments: Sequence[str]) -> Options:
    """Return the options; ends the process with code 2 when they make no sense."""
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="Compare the dashboard with an ordinary Streamlit page."
    )
    parser.add_argument("--rounds", type=whole_number(100), help="rounds (5; 2 with --quick)")
    parser.add_argument(
        "--sessions", type=whole_number(200), default=20, help="open pages a server (20)"
    )
    parser.add_argument("--quick", action="store_true", help="a rough answer in under a minute")
    parser.add_argument("--json", action="store_true", help="print every measurement as JSON")
    parser.add_argument("--strict", action="store_true", help="exit with 1 if a goal is missed")
    parser.add_argument(
        "--page", type=Path, default=ROOT / "dashboard.py", help="the page (dashboard.py)"
    )
    parser.add_argument("--control", default="baseline", help="key of the control to change")
    chosen = parser.parse_args(arguments)
    return Options(
        page=chosen.page.resolve(),
        control=chosen.control,
        rounds=chosen.rounds or (2 if chosen.quick else 5),
        sessions=chosen.sessions,
        window_seconds=2.0 if chosen.quick else 5.0,
        growth_reruns=(50, 250) if chosen.quick else (200, 1_000),
        json=chosen.json,
        strict=chosen.strict,
    )


def measure(
    options: Options, note: rounds.Note
) -> tuple[rounds.Comparison, tuple[rounds.MemoryReading, ...]]:
    """Run both servers side by side, then ours alone and fresh for its memory.

    Raises:
        ServerFailed: a server did not start.
        PageFailed: a page raised, or lacks the control.
    """
    if not options.page.is_file():
        raise ServerFailed(f"page | {options.page} | no such file")
    home = options.page.parent
    with (
        serve(report.OURS, options.page, home) as ours,
        serve(report.NAIVE, NAIVE_PAGE, None) as naive,
    ):
        comparison = asyncio.run(
            rounds.compare(
                (ours, naive),
                options.control,
                options.sessions,
                options.rounds,
                options.window_seconds,
                note,
            )
        )
    with serve(report.OURS, options.page, home) as fresh:
        growth = asyncio.run(
            rounds.grow(fresh, options.control, options.sessions, options.growth_reruns, note)
        )
    return comparison, growth


def main(arguments: Sequence[str]) -> int:
    """Run the benchmark and return its exit code."""
    options = parse_options(arguments)
    try:
        comparison, growth = measure(options, lambda text: print(text, file=sys.stderr, flush=True))
    except (PageFailed, ServerFailed, OSError) as fault:
        print(f"The benchmark did not run.\n{fault}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 2
    results = report.summarise(comparison, growth)
    machine = (
        f"Streamlit {version('streamlit')}, Python {platform.python_version()},"
        f" {os.cpu_count()} processors"
    )
    setting = (
        f"{options.sessions} sessions, {options.rounds} rounds of windows of"
        f" {options.window_seconds:g} s, servers in turn"
    )
    if options.json:
        print(report.as_json(results, comparison, growth, machine, setting))
    else:
        print(report.as_text(results, comparison, machine, setting))
    return 1 if options.strict and not report.goals_met(results) else 0


if __name__ == "__main__":
    # Without this a terminated benchmark would leave its servers behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(2))
    sys.exit(main(sys.argv[1:]))
