"""Who says what: every stated total as a mark of its own, grouped by period, spread in numbers.

Two numbers are never averaged; a bracket says how far apart they are, where that can be said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tradedata.charts.chart import Chart
from tradedata.charts.entries import Entry, assemble, claim_entry, indicator_entry
from tradedata.charts.layouts import WIDE, Layout
from tradedata.charts.rows import BracketRow, HeadingRow, Panel, Row, draw_rows
from tradedata.claims import Claim
from tradedata.comparison import THRESHOLDS_IN_WORDS, series_key
from tradedata.describing import number_words, subject_words
from tradedata.spreads import spread_indicator
from tradedata.statements import Group, count_voices, group_by_period
from tradedata.wording import list_words

SLUG = "who-says-what"
NAMED_NUMBERS = 4


def stated_totals(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The dollar totals of all goods that were stated, not those that are expected.

    The long official series are left to the long view.
    """
    return tuple(
        claim
        for claim in claims
        if claim.product.place == 0
        and claim.measure == "value"
        and not claim.is_expected
        and claim.source.collection != "statistics"
        and claim.status not in ("rejected", "superseded")
    )


def who_says_what_chart(totals: Sequence[Claim], layout: Layout = WIDE) -> Chart:
    """The chart of ``stated_totals``, of which there is at least one."""
    totals = sorted(totals, key=lambda claim: claim.id)
    series: dict[tuple[str, ...], list[Claim]] = {}
    for claim in totals:
        series.setdefault(series_key(claim), []).append(claim)
    by_size = sorted(series.values(), key=lambda members: (-len(members), members[0].id))
    rows: list[Row] = []
    entries: list[Entry] = []
    groups: list[tuple[Group, ...]] = []
    for members in by_size:
        if len(by_size) > 1:
            rows.append(HeadingRow(subject_words(members[0])))
        groups.append(group_by_period(members))
        for group in groups[-1]:
            drawn, numbers = _group_rows(group)
            rows += drawn
            entries += numbers
    voices = count_voices(totals)
    is_one = len(by_size) == 1
    subject = subject_words(totals[0]) if is_one else "Each flow under a heading of its own"
    return assemble(
        slug=SLUG,
        title=_title(groups),
        subtitle=f"In current US dollars. {subject}. {voices.words}.",
        drawing=draw_rows([Panel("Current US dollars", tuple(rows), "USD")], layout),
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


def _title(series: Iterable[Sequence[Group]]) -> str:
    """The latest spread of the first series that has any; where none has, the numbers."""
    ordered = [group for groups in series for group in _latest_first(groups)]
    for group in ordered:
        if group.spread:
            low, high = number_words(group.spread.low), number_words(group.spread.high)
            when = f" for {group.heading}" if group.period else ""
            return f"{low[:1].upper()}{low[1:]} and {high}{when}: {group.spread.words}."
    claims = [statement.claim for group in ordered for statement in group.statements]
    named = [number_words(claim) for claim in claims[:NAMED_NUMBERS]]
    more = len(claims) - len(named)
    words = list_words([*named, *([f"{more} more"] if more else [])])
    return f"{words[:1].upper()}{words[1:]} stated."


def _latest_first(groups: Sequence[Group]) -> list[Group]:
    dated = [group for group in groups if group.period]
    return [*reversed(dated), *(group for group in groups if not group.period)]
