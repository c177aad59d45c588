"""Who says what: every stated total as a mark of its own, grouped by period, spread in numbers.

Two numbers are never averaged; a bracket says how far apart they are, where that can be said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tradedata.compare.comparison import THRESHOLDS_IN_WORDS, series_key
from tradedata.compare.statements import (
    PeriodGroup,
    SideBySide,
    Spread,
    count_voices,
    group_by_period,
    side_by_side,
    statements,
)
from tradedata.computed.indicators import Indicator, grouped
from tradedata.computed.spreads import spread_indicator
from tradedata.computed.turnovers import TurnoverCheck
from tradedata.data.claims import Claim
from tradedata.data.collection import Collection
from tradedata.data.reserved import WHO_SAYS_WHAT
from tradedata.data.vocabulary import STATISTICS
from tradedata.views.axes import axis_of, main_currency
from tradedata.views.charts import Bracket, Chart, Heading, Mark, Row, RowPanel
from tradedata.views.lines import OTHER_CURRENCY, left_out_words
from tradedata.views.marks import claim_mark, indicator_mark
from tradedata.words.claims import number_words, subject_words
from tradedata.words.text import Text, capitalised, count, counted, list_words, say

NAMED_NUMBERS = 4


def stated_totals(claims: Iterable[Claim], collection: Collection) -> tuple[Claim, ...]:
    """The totals of trade that were stated, not those that are expected.

    The long official series are left to the long view.
    """
    return tuple(
        claim
        for claim in claims
        if claim.product == collection.total
        and claim.measure == "value"
        and not claim.is_expected
        and claim.source.collection != STATISTICS
        and not claim.is_set_aside
    )


def who_says_what_chart(
    totals: Sequence[Claim],
    collection: Collection,
    checks: Iterable[TurnoverCheck] = (),
    changes: Iterable[Indicator] = (),
) -> Chart:
    """The chart of the flow that most ``stated_totals`` have, of which there is at least one.

    ``checks`` set computed turnovers beside stated ones; of ``changes`` those of totals that are
    drawn are told. Totals of other areas than the
    collection's are named below it: their size would flatten the rest, or be lost in it. They are
    drawn where there is nothing else. Named are also other flows, which the long view draws one at
    a time, and totals in another currency than most have.
    """
    totals = sorted(totals, key=lambda claim: claim.id)
    by_claim = {check.claim.id: check for check in checks}
    covered = [claim for claim in totals if collection.is_between(claim)] or totals
    currency = main_currency(covered)
    in_currency = [claim for claim in covered if series_key(claim)[-1] == currency]
    series = grouped((series_key(claim), claim) for claim in in_currency)
    drawn = min(series.values(), key=lambda members: (-len(members), members[0].id))
    groups = group_by_period(drawn)
    pairs = side_by_side(drawn)
    spreads = [group.spread for group in groups]
    parts = [_group_rows(group, by_claim) for group in groups]
    parts += [_pair_rows(pair) for pair in pairs if pair.spread not in spreads]
    distances = [mark for _, numbers in parts for mark in numbers]
    left_out = [each.claim for each in statements(totals) if each.claim not in drawn]
    elsewhere = [claim for claim in left_out if claim not in covered]
    in_others = [claim for claim in covered if claim in left_out and claim not in in_currency]
    other_flows = [claim for claim in in_currency if claim in left_out]
    changed = [each for each in changes if {*each.inputs} <= {*drawn}]
    axis = axis_of(currency)
    found = statements(drawn)
    counts = say("{} from {}", counted(len(found), "number"), count_voices(found).words)
    return Chart(
        slug=WHO_SAYS_WHAT,
        title=_title(groups, pairs),
        subtitle=say("In {}. {}. {}.", axis.words, subject_words(drawn[0]), counts),
        panels=(
            RowPanel(axis.title, axis.tick_unit, tuple(row for rows, _ in parts for row in rows)),
        ),
        named=(*distances, *map(indicator_mark, changed), *map(claim_mark, left_out)),
        notes=(
            *(pair.words for pair in pairs),
            *(each.sentence for each in changed),
            THRESHOLDS_IN_WORDS,
            *left_out_words("Other flows, left to the long view", other_flows),
            *left_out_words(OTHER_CURRENCY, in_others),
            *left_out_words("Other coverage, left to the table", elsewhere),
        ),
    )


def _group_rows(
    group: PeriodGroup, checks: Mapping[str, TurnoverCheck]
) -> tuple[list[Row], list[Mark]]:
    """Heading, stated numbers, what is computed for the same days, and how far all are apart."""
    stated = [statement.claim for statement in group.statements]
    rows: list[Row] = [Heading(capitalised(group.heading)), *map(claim_mark, stated)]
    distances: list[Mark] = []
    if group.spread:
        spread = group.spread
        rows.append(_bracket(spread))
        distances.append(indicator_mark(spread_indicator(spread)))
    found = [checks[claim.id] for claim in stated if claim.id in checks]
    beside = {each.id: indicator_mark(each) for check in found for each in check.computed}
    by = "exports plus imports, as reported by {}"
    rows += [
        replace(mark, who=by.format(mark.claims[0].reporter.label)) for mark in beside.values()
    ]
    if found:
        apart = sorted(
            (distance for check in found for distance in check.distances),
            key=lambda each: (each.value, each.id),
        )
        values = [float(check.claim.value) for check in found]
        values += [mark.value for mark in beside.values()]
        words = say("{} from computed", list_words([each.words for each in apart]))
        rows.append(Bracket(min(values), max(values), words, apart[-1].id))
        distances += map(indicator_mark, apart)
    return rows, distances


def _pair_rows(pair: SideBySide) -> tuple[list[Row], list[Mark]]:
    """The distance alone: the numbers stand under their own periods, or under none."""
    spread = pair.spread
    heading = Heading(say("Side by side in {}", pair.place))
    return [heading, _bracket(spread)], [indicator_mark(spread_indicator(spread))]


def _bracket(spread: Spread) -> Bracket:
    low, high = float(spread.low.value), float(spread.high.value)
    return Bracket(low, high, spread.words, spread_indicator(spread).id)


def _title(groups: Sequence[PeriodGroup], pairs: Sequence[SideBySide]) -> Text:
    """The latest spread, if there is any; else the numbers."""
    ordered = _latest_first(groups)
    for group in ordered:
        if group.spread:
            when = say(" for {}", group.heading) if group.period else ""
            return _spread_title(group.spread, when)
    if pairs:
        return _spread_title(pairs[0].spread, "")
    claims = [statement.claim for group in ordered for statement in group.statements]
    named = [number_words(claim) for claim in claims[:NAMED_NUMBERS]]
    more = len(claims) - len(named)
    others = [say("{} more", count(more))] if more else []
    return capitalised(say("{} stated.", list_words([*named, *others])))


def _spread_title(spread: Spread, when: str) -> Text:
    low, high = capitalised(number_words(spread.low)), number_words(spread.high)
    return say("{} and {}{}: {}.", low, high, when, spread.words)


def _latest_first(groups: Sequence[PeriodGroup]) -> list[PeriodGroup]:
    dated = [group for group in groups if group.period]
    return [*reversed(dated), *(group for group in groups if not group.period)]
