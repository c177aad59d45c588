"""Finding: the sentence at the top of the page, and the claims shown as its tiles.

Owns both choices and the sentence. The rules name places and fields, never a product or speaker.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tradedata.compare.comparison import series_key
from tradedata.compare.statements import (
    Group,
    SideBySide,
    Statement,
    any_differ,
    count_voices,
    group_by_period,
    side_by_side,
    statements,
)
from tradedata.computed.indicators import grouped
from tradedata.data.claims import Claim
from tradedata.data.collection import Collection
from tradedata.data.periods import When, partial_date_words
from tradedata.words.claims import number_words
from tradedata.words.text import Text, count, counted, list_words, say, sentence

MOST_NUMBERS = 4
MOST_TILES = 4
NOTHING_FOUND = say("No figure for total trade in this view.")
_TILE_MEASURES = ("quantity", "value")


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence for readers, and the ids of the claims it rests on."""

    words: Text
    claims: tuple[str, ...]


def finding_of(claims: Iterable[Claim], collection: Collection) -> Finding:
    """The sentence on the total of trade between the two areas, in both directions.

    It gives the first of these that there is: the latest period (whole years before parts) with
    separate statements that differ; the numbers that one source sets side by side without a
    period; the latest period with any statement; the numbers without a period.
    """
    series = [claim for claim in claims if _is_stated_total(claim, collection)]
    groups = group_by_period(series)
    dated = sorted((group for group in groups if group.period), key=_latest_last)
    undated = next((group for group in groups if group.period is None), None)
    disputed = [group for group in dated if group.verdict == "differ"]
    if disputed:
        return _dated_finding(disputed[-1], undated, "")
    if beside := side_by_side(series):
        return _side_by_side_finding(beside[0])
    if dated:
        return _dated_finding(dated[-1], undated, say(", {}", _by_whom(dated[-1])))
    if undated:
        words = say("{}, {}", _stated_without_year(undated), _by_whom(undated))
        return Finding(sentence(words), _ids(undated))
    return Finding(NOTHING_FOUND, ())


def headline_claims(claims: Iterable[Claim], collection: Collection) -> tuple[Claim, ...]:
    """Up to four claims for the tiles: products in their order, then the nearest target.

    Only between the two areas. Each product but the total, of which the finding speaks, gives its
    latest dated quantity or value of trade (whole years
    before parts) among numbers that nothing disputes, and the other of the two where the same
    origin gives it for the same days. The target is the one that ends first; of several, the
    one most printed.
    """
    found = statements(claim for claim in claims if _fits_tile(claim))
    between = [statement for statement in found if collection.is_between(statement.claim)]
    targets = sorted((s for s in between if s.claim.kind == "target"), key=_nearest_first)[:1]
    disputed = _disputed(between)
    by_product = grouped(
        (statement.claim.product.place, statement)
        for statement in between
        if statement.claim.product != collection.total
        and not statement.claim.is_expected
        and statement.claim.id not in disputed
    )
    tiles = [claim for place in sorted(by_product) for claim in _tiles(by_product[place])]
    return (*tiles[: MOST_TILES - len(targets)], *(target.claim for target in targets))


def _is_stated_total(claim: Claim, collection: Collection) -> bool:
    return (
        claim.product == collection.total
        and (claim.flow, claim.measure) == ("turnover", "value")
        and collection.is_between(claim)
        and not claim.is_expected
        and not claim.is_set_aside
    )


def _latest_last(group: Group) -> tuple[bool, date, date]:
    period = group.statements[0].claim.period
    start = period.start or date.min
    return period.is_whole_year, period.end or start, start


def _dated_finding(group: Group, undated: Group | None, speakers: str) -> Finding:
    words = say("For {}, {}", group.heading, _numbers_stated(group, speakers))
    ids = _ids(group)
    if undated:
        words = say("{}; {}", words, _stated_without_year(undated))
        ids += _ids(undated)
    return Finding(sentence(words), ids)


def _side_by_side_finding(beside: SideBySide) -> Finding:
    claims = tuple(reversed(beside.claims))
    lenders = tuple(claim.period.supplied_by for claim in claims if claim.period.supplied_by)
    return Finding(beside.words, (*(claim.id for claim in claims), *lenders))


def _numbers_stated(group: Group, speakers: str) -> Text:
    """The numbers and how their period is known: after each, or once where it is alike for all."""
    claims = [statement.claim for statement in group.statements]
    numbers = [number_words(claim) for claim in claims]
    bases = [_basis_words(claim) for claim in claims]
    if bases[0] and len(set(bases)) == 1 and len(set(numbers)) > 1:
        return say("{} were stated{} ({} each time)", _listed(numbers), speakers, bases[0])
    pairs = zip(numbers, bases, strict=True)
    listed = [say("{} ({})", number, basis) if basis else number for number, basis in pairs]
    return say("{} {} stated{}", _listed(listed), _was(listed), speakers)


def _basis_words(claim: Claim) -> str:
    period = claim.period
    if period.supplied_by:
        return "period from another source"
    if period.basis == "inferred":
        return "period inferred"
    return say("printed as ‘{}’", When(period.label)) if period.basis == "relative" else ""


def _stated_without_year(group: Group) -> Text:
    """'over $1 billion was stated in May 2024 and $200 million in Aug 2022, without a year'."""
    latest_first = sorted(group.statements, key=lambda each: _month(each)[0], reverse=True)
    sayings = [(_month(each)[1], number_words(each.claim)) for each in latest_first]
    different = list(dict.fromkeys(sayings))
    by_month = grouped(different[:MOST_NUMBERS])
    parts: list[str] = []
    for month, numbers in by_month.items():
        verb = "" if parts else f" {_was(numbers)} stated"
        parts.append(Text((list_words(numbers), verb, month)))
    parts += _more(different)
    return say("{}{} without a year", list_words(parts), "," if len(parts) > 1 else "")


def _month(statement: Statement) -> tuple[str, str]:
    """The month in which it was first stated, or else printed: as a date and in words."""
    if said := statement.said_on[: len("YYYY-MM")]:
        return said, say(" in {}", partial_date_words(said))
    if printed := statement.printed_on[: len("YYYY-MM")]:
        return printed, say(" (printed in {})", partial_date_words(printed))
    return "", ""


def _listed(numbers: Sequence[str]) -> Text:
    different = list(dict.fromkeys(numbers))
    return list_words([*different[:MOST_NUMBERS], *_more(different)])


def _more(different: Sequence[object]) -> list[Text]:
    more = len(different) - MOST_NUMBERS
    return [say("{} more", count(more))] if more > 0 else []


def _was(numbers: Sequence[str]) -> str:
    return "was" if len(set(numbers)) == 1 else "were"


def _by_whom(group: Group) -> str:
    voices = count_voices(group.statements)
    if not voices.speakers:
        return "not attributed"
    words = say("by one speaker")
    if voices.speakers > 1:
        words = say("by {}", counted(voices.speakers, "speaker"))
    return say("{} and {} not attributed", words, count(1)) if voices.has_unattributed else words


def _ids(group: Group) -> tuple[str, ...]:
    claims = [statement.claim for statement in group.statements]
    lenders = [claim.period.supplied_by for claim in claims if claim.period.supplied_by]
    return tuple(dict.fromkeys([*(claim.id for claim in claims), *lenders]))


def _fits_tile(claim: Claim) -> bool:
    return (
        not claim.is_set_aside
        and claim.is_trade
        and claim.measure in _TILE_MEASURES
        and claim.period.is_dated
    )


def _nearest_first(statement: Statement) -> tuple[date, int, str]:
    return statement.claim.period.end or date.max, -statement.pages, statement.claim.id


def _disputed(found: Iterable[Statement]) -> set[str]:
    claims = [statement.claim for statement in found]
    by_days = grouped(
        ((series_key(c), c.period.start, c.period.end, c.is_expected), c) for c in claims
    )
    return {claim.id for rows in by_days.values() if any_differ(rows) for claim in rows}


def _tiles(found: Sequence[Statement]) -> list[Claim]:
    best = min(found, key=_tile_order).claim
    pair = [
        statement.claim
        for statement in sorted(found, key=_tile_order)
        if statement.claim.origin == best.origin
        and statement.claim.flow == best.flow
        and statement.claim.period.same_days(best.period)
    ]
    first_of = {claim.measure: claim for claim in reversed(pair)}
    return [first_of[measure] for measure in _TILE_MEASURES if measure in first_of]


def _tile_order(statement: Statement) -> tuple[bool, int, int, int, str]:
    claim = statement.claim
    end = claim.period.end or date.min
    return (
        not claim.period.is_whole_year,
        -end.toordinal(),
        -statement.pages,
        _TILE_MEASURES.index(claim.measure),
        claim.id,
    )
