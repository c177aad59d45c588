"""The targets' chart: each target on an axis of its own, beside stated totals, never joined.

A panel a target, so that the largest does not flatten the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tradedata.charts.chart import Chart
from tradedata.charts.entries import Entry, assemble, claim_entry, indicator_entry
from tradedata.charts.rows import HeadingRow, Panel
from tradedata.claims import Claim
from tradedata.describing import number_words, subject_words
from tradedata.indicators import (
    Indicator,
    target_growth,
    target_multiples,
    target_outcomes,
)
from tradedata.wording import list_words

SLUG = "targets"
_RELATIONS = {
    "target-multiple": "the target is {} this",
    "target-growth": "growth of {} a year needed",
    "target-outcome": "{} of the target",
}


def targets_of(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The targets to draw, earliest year first."""
    targets = [
        claim
        for claim in claims
        if claim.kind == "target" and claim.is_level and claim.status == "normal"
    ]
    return tuple(sorted(targets, key=lambda claim: (claim.period.sort_key(), claim.id)))


def targets_chart(claims: Sequence[Claim], baselines: Sequence[Claim]) -> Chart:
    """Targets beside the chosen baselines and what was stated for the target's own year."""
    targets = targets_of(claims)
    needed = [
        indicator
        for baseline in baselines
        for indicator in (*target_multiples(claims, baseline), *target_growth(claims, baseline))
    ]
    outcomes = target_outcomes(claims)
    panels, drawn = [], []
    for target in targets:
        beside = [
            _beside(claim, [i for i in needed if i.inputs == (target, claim)])
            for claim in baselines
        ]
        reached = [
            _beside(claim, [i for i in outcomes if i.inputs == (claim, target)])
            for claim in _inputs_of(outcomes, target)
            if claim not in baselines
        ]
        entries = [*beside, *reached, claim_entry(target)]
        drawn += entries
        heading = HeadingRow(f"{target.period.label}: {number_words(target)}")
        panels.append(Panel("current US dollars", (heading, *(e.row for e in entries)), prefix="$"))
    computed = [indicator_entry(indicator) for indicator in (*needed, *outcomes)]
    return assemble(
        slug=SLUG,
        title=_title(targets, needed),
        subtitle=_subtitle(targets),
        panels=panels,
        entries=[*drawn, *computed],
        notes=tuple(dict.fromkeys(i.note for i in needed if i.note)),
    )


def _inputs_of(outcomes: Iterable[Indicator], target: Claim) -> list[Claim]:
    return [i.inputs[0] for i in outcomes if i.inputs[-1] == target]


def _beside(claim: Claim, indicators: Iterable[Indicator]) -> Entry:
    entry = claim_entry(claim, bar=True)
    words = [_RELATIONS[indicator.kind].format(indicator.words) for indicator in indicators]
    detail = " · ".join([*words, entry.row.detail])
    return replace(entry, row=replace(entry.row, detail=detail))


def _title(targets: Sequence[Claim], needed: Iterable[Indicator]) -> str:
    first = targets[0]
    multiples = [
        f"{indicator.words} what {indicator.inputs[1].speaker} stated"
        for indicator in needed
        if indicator.kind == "target-multiple" and indicator.inputs[0] == first
    ]
    words = f"{number_words(first)} {first.period.label}"
    if not multiples:
        return f"The nearest target is {words}."
    return f"The nearest target, {words}, is {list_words(multiples)}."


def _subtitle(targets: Sequence[Claim]) -> str:
    subjects = dict.fromkeys(subject_words(target) for target in targets)
    return f"In current US dollars. {'; '.join(subjects)}. Each target has an axis of its own."
