"""Who says what: every stated total as a mark of its own, grouped by period, spread in numbers.

Two numbers are never averaged; a bracket says how far apart they are, where that can be said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tradedata.charts.chart import Chart
from tradedata.charts.entries import Entry, assemble, claim_entry, indicator_entry
from tradedata.charts.rows import BracketRow, HeadingRow, Panel, Row
from tradedata.claims import Claim
from tradedata.comparison import (
    THRESHOLDS_IN_WORDS,
    Group,
    count_voices,
    group_by_period,
    series_key,
)
from tradedata.describing import number_words, subject_words
from tradedata.spreads import spread_indicator
from tradedata.wording import list_words

SLUG = "who-says-what"


def stated_totals(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The dollar totals of all goods that were stated, not those that are expected."""
    return tuple(
        claim
        for claim in claims
        if claim.product.place == 0
        and claim.measure == "value"
        and not claim.is_expected
        and claim.status not in ("rejected", "superseded")
    )


def who_says_what_chart(totals: Sequence[Claim]) -> Chart:
    """The chart of ``stated_totals``, of which there is at least one."""
    series: dict[tuple[str, ...], list[Claim]] = {}
    for claim in totals:
        series.setdefault(series_key(claim), []).append(claim)
    rows: list[Row] = []
    entries: list[Entry] = []
    groups: list[Group] = []
    for members in series.values():
        if len(series) > 1:
            rows.append(HeadingRow(subject_words(members[0])))
        for group in group_by_period(members):
            drawn, numbers = _group_rows(group)
            rows += drawn
            entries += numbers
            groups.append(group)
    voices = count_voices(totals)
    return assemble(
        slug=SLUG,
        title=_title(groups),
        subtitle=f"In current US dollars. {_subjects(totals)}. {voices.words}.",
        panels=[Panel("Current US dollars", tuple(rows), prefix="$")],
        entries=entries,
        notes=(THRESHOLDS_IN_WORDS,),
    )


def _group_rows(group: Group) -> tuple[list[Row], list[Entry]]:
    entries = [claim_entry(statement.claim) for statement in group.statements]
    heading = group.heading[:1].upper() + group.heading[1:]
    rows: list[Row] = [HeadingRow(heading), *(entry.row for entry in entries)]
    if group.spread:
        spread = group.spread
        rows.append(BracketRow(float(spread.low.value), float(spread.high.value), spread.words))
        entries.append(indicator_entry(spread_indicator(spread)))
    return rows, entries


def _title(groups: Sequence[Group]) -> str:
    apart = [group for group in groups if group.spread]
    widest = max(apart, key=lambda g: g.spread.ratio if g.spread else 0, default=None)
    if widest and widest.spread:
        low, high = number_words(widest.spread.low), number_words(widest.spread.high)
        return f"{low[:1].upper()}{low[1:]} and {high}: {widest.spread.words}."
    claims = [statement.claim for group in groups for statement in group.statements]
    words = list_words([number_words(claim) for claim in claims[:4]])
    return f"{words[:1].upper()}{words[1:]} stated."


def _subjects(totals: Iterable[Claim]) -> str:
    return "; ".join(dict.fromkeys(subject_words(claim) for claim in totals))
