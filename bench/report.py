"""Owns what the measurements amount to: medians, ratios, goals, and how they are printed.

It measures nothing and starts nothing.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import median

from bench.rounds import Comparison, MemoryReading, Sample

PAGE_RATIO_AT_LEAST = 2.0
CONTROL_RATIO_AT_LEAST = 8.0
RESIDENT_MB_BELOW = 250.0
GROWTH_MB_BELOW = 10.0
BYTES_PER_MB = 1_000_000

OURS = "ours"
NAIVE = "naive"


@dataclass(frozen=True)
class Result:
    """One line of the report; a number that could not be measured is None."""

    name: str
    ours: float | None
    naive: float | None
    ratio: float | None
    low: float | None
    high: float | None
    goal: str
    met: bool | None


def summarise(comparison: Comparison, growth: Sequence[MemoryReading]) -> tuple[Result, ...]:
    """Return the results in the order in which they are printed."""
    return (
        throughput(comparison.samples, "page", "Whole page, runs a second", PAGE_RATIO_AT_LEAST),
        throughput(
            comparison.samples, "control", "One control, changes a second", CONTROL_RATIO_AT_LEAST
        ),
        resident(comparison.memory),
        flatness(growth),
    )


def throughput(samples: Sequence[Sample], work: str, name: str, goal: float) -> Result:
    """Return the median rates of both pages and the median over the rounds of their ratio."""
    rates = {
        page: [sample.rate for sample in samples if (sample.page, sample.work) == (page, work)]
        for page in (OURS, NAIVE)
    }
    found = ratios(samples, work)
    ratio = median(found)
    return Result(
        name,
        median(rates[OURS]),
        median(rates[NAIVE]),
        ratio,
        min(found),
        max(found),
        f"at least {goal:g} times",
        ratio >= goal,
    )


def ratios(samples: Sequence[Sample], work: str) -> tuple[float, ...]:
    """Return ours to naive, one number a round: both sides of a round saw the same machine."""
    rates = {
        (sample.round_number, sample.page): sample.rate for sample in samples if sample.work == work
    }
    rounds = sorted({number for number, _ in rates})
    return tuple(rates[number, OURS] / rates[number, NAIVE] for number in rounds)


def resident(memory: Sequence[MemoryReading]) -> Result:
    """Return the largest memory that each server was seen with."""
    largest = {
        page: max(
            (
                megabytes
                for reading in memory
                if reading.page == page
                if (megabytes := in_megabytes(reading)) is not None
            ),
            default=None,
        )
        for page in (OURS, NAIVE)
    }
    ours, naive = largest[OURS], largest[NAIVE]
    return Result(
        "Memory with all sessions open, MB",
        ours,
        naive,
        ours / naive if ours and naive else None,
        None,
        None,
        f"ours below {RESIDENT_MB_BELOW:g} MB",
        None if ours is None else ours < RESIDENT_MB_BELOW,
    )


def flatness(growth: Sequence[MemoryReading]) -> Result:
    """Return by how much the memory of our page grew between the first and the last reading."""
    first, last = growth[0], growth[-1]
    name = f"Memory growth, {first.runs:,} to {last.runs:,} runs, MB"
    goal = f"below {GROWTH_MB_BELOW:g} MB"
    start, end = in_megabytes(first), in_megabytes(last)
    if start is None or end is None:
        return Result(name, None, None, None, None, None, goal, None)
    return Result(name, end - start, None, None, start, end, goal, end - start < GROWTH_MB_BELOW)


def in_megabytes(reading: MemoryReading) -> float | None:
    """Return the reading in millions of bytes."""
    return None if reading.resident_bytes is None else reading.resident_bytes / BYTES_PER_MB


def goals_met(results: Sequence[Result]) -> bool:
    """Return whether no goal was missed; what could not be measured is not a miss."""
    return all(result.met is not False for result in results)


def as_text(results: Sequence[Result], comparison: Comparison, machine: str, setting: str) -> str:
    """Return the report as a table with the goals beside it."""
    header = f"{'':40}{'ours':>8}{'naive':>8}{'ratio':>8}  {'range':>14}  goal"
    scopes = ", ".join(f"{page} re-runs its {scope}" for page, scope in comparison.control_scopes)
    return "\n".join(
        (machine, setting, "", header, *map(as_line, results), "", f"A changed control: {scopes}.")
    )


def as_line(result: Result) -> str:
    """Return one row of the table."""
    verdict = {True: "met", False: "MISSED", None: "not measured"}[result.met]
    spread = ""
    if result.low is not None and result.high is not None:
        spread = f"{result.low:.1f} to {result.high:.1f}"
    return (
        f"{result.name:40}{shown(result.ours)}{shown(result.naive)}{shown(result.ratio)}"
        f"  {spread:>14}  {result.goal}: {verdict}"
    )


def shown(number: float | None) -> str:
    """Return a number as a table's cell, a dash where there is none."""
    return f"{'-' if number is None else format(number, '.1f'):>8}"


def as_json(
    results: Sequence[Result],
    comparison: Comparison,
    growth: Sequence[MemoryReading],
    machine: str,
    setting: str,
) -> str:
    """Return the report and every single measurement as one JSON object."""
    return json.dumps(
        {
            "machine": machine,
            "setting": setting,
            "results": [asdict(result) for result in results],
            "control_scopes": dict(comparison.control_scopes),
            "samples": [asdict(sample) | {"rate": sample.rate} for sample in comparison.samples],
            "memory": [asdict(reading) for reading in comparison.memory],
            "growth": [asdict(reading) for reading in growth],
        },
        indent=2,
    )
