"""The targets' chart: each target on an axis of its own, beside stated totals, never joined.

A panel a target, so that the largest does not flatten the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tradedata.compare.comparison import series_key
from tradedata.compare.statements import Statement, statements
from tradedata.computed.indicators import Indicator, grouped
from tradedata.computed.targets import (
    most_reached,
    target_growth,
    target_multiples,
    target_outcomes,
)
from tradedata.data.claims import Claim
from tradedata.data.periods import When
from tradedata.data.reserved import TARGETS
from tradedata.views.axes import axes_words, axis_of
from tradedata.views.charts import Chart, Heading, Mark, Row, RowPanel
from tradedata.views.marks import claim_mark, indicator_mark
from tradedata.words.claims import mention_words, number_words, subject_words
from tradedata.words.text import Text, capitalised, joined, list_words, say

NAMED_MULTIPLES = 2
_RELATIONS = {
    "target-multiple": "the target is {} this",
    "target-growth": "growth of {} a year needed",
    "target-outcome": "{} of the target",
}


def targets_of(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The targets to draw, one a statement, earliest year first."""
    targets = [
        statement.claim
        for statement in statements(
            claim
            for claim in claims
            if claim.kind == "target" and claim.is_level and not claim.is_set_aside
        )
    ]
    return tuple(sorted(targets, key=lambda claim: (claim.period.sort_key(), claim.id)))


def targets_chart(
    claims: Sequence[Claim], found: Sequence[Statement], baselines: Sequence[Claim]
) -> Chart:
    """Targets beside the chosen baselines and what was stated for the target's own year.

    ``found`` are the claims as statements. There is at least one target. A baseline of another
    series is left out. Yearly growth is told for targets alone of whose year nothing is stated yet.
    """
    targets = targets_of(claims)
    stated = {statement.claim for statement in found}
    outcomes = [
        item
        for item in target_outcomes(claims)
        if item.inputs[1] in targets and item.inputs[0] in stated
    ]
    ahead = [target for target in targets if target not in [item.inputs[1] for item in outcomes]]
    needed = [
        indicator
        for baseline in baselines
        for indicator in (
            *(item for item in target_multiples(claims, baseline) if item.inputs[0] in targets),
            *(item for item in target_growth(claims, baseline) if item.inputs[0] in ahead),
        )
    ]
    by_pair = grouped((frozenset(item.inputs), item) for item in (*needed, *outcomes))
    panels = []
    for target in targets:
        chosen = [claim for claim in baselines if series_key(claim) == series_key(target)]
        reached = [item.inputs[0] for item in outcomes if item.inputs[1] == target]
        others = [claim for claim in chosen if claim not in reached]
        rows: list[Row] = [Heading(say("Target {}: {}", _year(target), number_words(target)))]
        for heading, claims_beside in (
            ("", [target]),
            (say("Stated for {} or a part of it", target.period.span), reached),
            ("Stated for another period or none", others),
        ):
            rows += [Heading(heading)] if heading and claims_beside else []
            rows += [
                _beside(claim, target, by_pair[frozenset((claim, target))])
                for claim in claims_beside
            ]
        axis = axis_of(target.unit)
        panels.append(RowPanel(axis.title, axis.tick_unit, tuple(rows)))
    return Chart(
        slug=TARGETS,
        title=_title(targets, outcomes, needed),
        subtitle=_subtitle(targets),
        panels=tuple(panels),
        named=tuple(map(indicator_mark, (*needed, *outcomes))),
        notes=tuple(_notes(needed, outcomes)),
    )


def _year(target: Claim) -> When:
    return When(target.period.label) or target.period.span


def _beside(claim: Claim, target: Claim, indicators: Iterable[Indicator]) -> Mark:
    mark = claim_mark(claim, bar=claim != target)
    words = [say(_RELATIONS[indicator.kind], indicator.words) for indicator in indicators]
    return replace(mark, detail=joined(" · ", (*words, mark.detail)))


def _notes(needed: Iterable[Indicator], outcomes: Iterable[Indicator]) -> Iterable[Text]:
    """What is to know of the numbers beside a target, with those numbers."""
    beside = [*((each.note, each.inputs[1]) for each in needed)]
    beside += ((each.note, each.inputs[0]) for each in outcomes)
    about = grouped((note, number_words(claim)) for note, claim in beside)
    for note, numbers in about.items():
        if note:
            yield say("{}: {}", capitalised(list_words(list(dict.fromkeys(numbers)))), note)


def _outcome_title(targets: Sequence[Claim], outcomes: Sequence[Indicator]) -> Text:
    """What the most that was stated for a target's own year comes to; blank where nothing was."""
    for target in targets:
        found = [item for item in outcomes if item.inputs[1] == target]
        if found:
            most, left_out = most_reached(found)
            stated = most.inputs[0]
            part = ", part of a year" if stated.period.is_part_year else ""
            part += ", doubtful" if stated.is_doubtful else ""
            return say(
                "Target {} {}: the most stated for that year{} is {} ({}{}), {} of it.",
                number_words(target),
                _year(target),
                f", {left_out}," if left_out else "",
                number_words(stated),
                stated.period.span,
                part,
                most.words,
            )
    return say("")


def _title(
    targets: Sequence[Claim], outcomes: Sequence[Indicator], needed: Sequence[Indicator]
) -> Text:
    outcome = _outcome_title(targets, outcomes)
    if not outcome:
        return _baseline_title(targets, needed)
    baselines = {indicator.inputs[1] for indicator in needed}
    if len(baselines) != 1:
        return outcome
    return say("{} {}", outcome, _baseline_title(targets, needed))


def _baseline_title(targets: Sequence[Claim], needed: Iterable[Indicator]) -> Text:
    first = targets[0]
    multiples = [
        indicator
        for indicator in needed
        if indicator.kind == "target-multiple" and indicator.inputs[0] == first
    ]
    words = say("{} {}", number_words(first), _year(first))
    if not multiples:
        return say("The nearest target is {}.", words)
    if len(multiples) > NAMED_MULTIPLES:
        ordered = sorted(multiples, key=lambda indicator: indicator.value)
        return say(
            "The nearest target, {}, is between {} and {} the totals beside it.",
            words,
            ordered[0].words,
            ordered[-1].words,
        )
    beside = [
        say("{} what {} stated", item.words, mention_words(item.inputs[1])) for item in multiples
    ]
    return say("The nearest target, {}, is {}.", words, list_words(beside))


def _subtitle(targets: Sequence[Claim]) -> Text:
    subjects = dict.fromkeys(subject_words(target) for target in targets)
    axes = axes_words(target.unit for target in targets)
    listed = joined("; ", subjects)
    return say("In {}. {}. Each target has an axis of its own.", axes, listed)
