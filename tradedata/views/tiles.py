"""Tiles: the numbers most asked for, each with what a reader must know of it.

Owns which numbers stand there and in which order. The rules name places and fields, never a product
or speaker.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tradedata.compare.comparison import compare_claims, series_key
from tradedata.compare.statements import Statement, any_differ, statements
from tradedata.computed.indicators import UNPRINTED, Indicator, grouped
from tradedata.computed.targets import most_reached, target_outcomes
from tradedata.data.claims import Claim
from tradedata.data.collection import Collection
from tradedata.data.vocabulary import STATUSES
from tradedata.views.charts import ARITHMETIC
from tradedata.views.finding import is_stated_total
from tradedata.views.lines import source_list_words
from tradedata.views.official import (
    is_doubtful,
    last_day,
    official_totals,
    official_words,
    reporter_of,
)
from tradedata.views.recency import is_later_part, latest_whole_first
from tradedata.words.claims import (
    NOBODY,
    measure_words,
    number_words,
    period_words,
    source_words,
)
from tradedata.words.relations import relation_words
from tradedata.words.text import Number, Text, counted, joined, list_words, say

MOST_OF_PRODUCTS = 3
_MEASURES = ("quantity", "value")


@dataclass(frozen=True, slots=True)
class Tile:
    """A number with its hedge, whose id is that of its card, and what is said of it, in words.

    ``is_total``: it answers the question of the page; the others stand smaller.
    """

    name: str
    number: Number
    period: str
    speaker: str
    source: str
    outcome: str = ""
    is_total: bool = True

    @property
    def attribution(self) -> Text:
        """The speaker and the source, once where they are the same."""
        return joined("; ", dict.fromkeys((self.speaker, self.source)))

    @property
    def words(self) -> Text:
        """All of it in a line."""
        line = say("{}: {}, {}; {}", self.name, self.number, self.period, self.attribution)
        return say("{} ({})", line, self.outcome) if self.outcome else line


def tiles_of(claims: Iterable[Claim], collection: Collection) -> tuple[Tile, ...]:
    """The totals, then products in their order, then the nearest target; between the two areas.

    The totals are the latest that was stated, the one that most pages print without a year, and
    the last official one. A product gives its latest dated quantity or value of trade among numbers
    that nothing disputes, and the other of the two where the same origin gives it for the same
    days. The latest is that of the latest whole year; what was stated for a later part of a year is
    told beside it. The target is the one that ends first; of several, the one
    most printed.
    """
    sound = [c for c in claims if collection.is_between(c) and not c.is_set_aside]
    found = statements(sound)
    totals = [statement for statement in found if is_stated_total(statement.claim, collection)]
    return (
        *_latest(totals),
        *_most_printed_undated(totals),
        *_official(sound, collection),
        *_products(found, collection),
        *_nearest_target(found, sound),
    )


def beside_no_total(claims: Iterable[Claim], collection: Collection) -> Text:
    """What the page shows of the total where nobody states it: the last official one, a target."""
    sound = [c for c in claims if collection.is_between(c) and not c.is_set_aside]
    found = statements(sound)
    shown = {
        "the last official one is": _official(sound, collection),
        "the nearest target is": _nearest_target(found, sound),
    }
    parts = [
        say("{} {} ({}, {})", words, tile.number, tile.period, tile.speaker)
        for words, tiles in shown.items()
        for tile in tiles
    ]
    return joined("; ", ["no total of trade is stated in this view", *parts])


def _tile(name: str, claim: Claim, outcome: str = "", is_total: bool = True) -> Tile:
    return Tile(
        name,
        number_words(claim),
        period_words(claim),
        claim.speaker,
        source_words(claim.source),
        joined("; ", filter(None, (_doubt_words(claim), outcome))),
        is_total,
    )


def _doubt_words(number: Claim | Indicator) -> str:
    return STATUSES["doubtful"].words if is_doubtful(number) else ""


def _latest(totals: Iterable[Statement]) -> list[Tile]:
    """The total of the latest whole year, or else of the latest part; of several the most printed.

    One that is but arithmetic on others, or doubtful, only where there is none else.
    """
    dated = [s for s in totals if s.claim.period.is_dated and s.claim.kind != "statistic"]
    if not dated:
        return []
    latest = min(dated, key=lambda s: (s.is_arithmetic, latest_whole_first(s.claim), *_printed(s)))
    later = _later_part(latest.claim, dated)
    claim = latest.claim
    shown = {row.id: each.claim for each in (latest, *later) for row in each.claims}
    remarks = [
        _stated_too(claim, dated),
        _later_words(later),
        *(
            say(
                "{} ({}) equals {}",
                number_words(c),
                _short(c),
                relation_words(c.relation, [number_words(shown[c.based_on[0]])]),
            )
            for c in (other.claim for other in dated)
            if c.is_arithmetic and len(c.based_on) == 1 and c.based_on[0] in shown
        ),
    ]
    return [_tile("Trade, latest stated", claim, joined("; ", filter(None, remarks)))]


def _stated_too(claim: Claim, found: Iterable[Statement]) -> Text:
    others = [
        _attributed(other.claim)
        for other in found
        if other.claim.period.same_days(claim.period)
        and compare_claims(claim, other.claim).verdict == "differ"
    ]
    return say("stated too: {}" if others else "{}", list_words(others) if others else "")


def _attributed(claim: Claim) -> Text:
    fits = f"; {ARITHMETIC.label}" if claim.is_arithmetic else ""
    return say("{} ({}{}{})", number_words(claim), _short(claim), _doubt(claim), fits)


def _doubt(claim: Claim) -> str:
    return ", doubtful" if claim.is_doubtful else ""


def _later_part(claim: Claim, found: Iterable[Statement]) -> list[Statement]:
    """The statement of the same measure for the latest part of a year after the claim's, if any."""
    later = [
        each
        for each in found
        if each.claim.measure == claim.measure
        and not each.is_arithmetic
        and is_later_part(each.claim.period, claim.period)
    ]
    return sorted(later, key=lambda s: (latest_whole_first(s.claim), *_printed(s)))[:1]


def _later_words(later: Iterable[Statement]) -> Text:
    return joined(
        "; ",
        (
            say(
                "later, for a part of a year: {} ({}, {}{})",
                number_words(c),
                _short(c),
                c.period.span,
                _doubt(c),
            )
            for c in (each.claim for each in later)
        ),
    )


def _most_printed_undated(totals: Iterable[Statement]) -> list[Tile]:
    undated = [statement for statement in totals if statement.claim.period.start is None]
    most = sorted(undated, key=lambda s: (s.claim.is_doubtful, -s.pages, s.claim.id))[:1]
    name = "Trade, printed most without a year"
    return [_tile(name, s.claim, say("{} it", _pages_print(s.pages))) for s in most]


def _pages_print(pages: int) -> Text:
    return say("{} {}", counted(pages, "page"), "prints" if pages == 1 else "print")


def _official(sound: Iterable[Claim], collection: Collection) -> list[Tile]:
    """The last official total, the lowest of several, and beside it the others of the same days."""
    found = official_totals(sound, collection)
    totals = [each for each in found if not is_doubtful(each)] or found
    last = [each for each in totals if last_day(each) == last_day(totals[-1])]
    if not last:
        return []
    first, *others = sorted(last, key=lambda each: (each.value, each.id))
    beside = [
        say(
            "{} {}",
            official_words(o),
            "too" if reporter_of(o) == reporter_of(first) else _as_reported(o),
        )
        for o in others
    ]
    name = "Trade, last official"
    if isinstance(first, Claim):
        return [_tile(name, first, joined("; ", (_as_reported(first), *beside)))]
    summed = (first.made_words, UNPRINTED, _doubt_words(first), _as_reported(first))
    return [
        Tile(
            name,
            first.words,
            first.period.span,
            list_words(list(dict.fromkeys(claim.speaker for claim in first.inputs))),
            source_list_words(first),
            joined("; ", filter(None, (*summed, *beside))),
        )
    ]


def _as_reported(number: Claim | Indicator) -> str:
    return f"reported by {reporter_of(number).label}"


def _products(found: Iterable[Statement], collection: Collection) -> list[Tile]:
    stated = [
        statement
        for statement in found
        if statement.claim.is_trade
        and statement.claim.measure in _MEASURES
        and statement.claim.period.is_dated
        and not statement.claim.is_expected
        and statement.claim.product != collection.total
        and not statement.is_arithmetic
    ]
    disputed = _disputed(stated)
    by_product = grouped((s.claim.product.place, s) for s in stated if s.claim.id not in disputed)
    claims = [claim for place in sorted(by_product) for claim in _pair(by_product[place])]
    return [
        _tile(
            say("{}, {}", claim.product.label, measure_words(claim)),
            claim,
            joined("; ", filter(None, _beside(claim, by_product[claim.product.place]))),
            is_total=False,
        )
        for claim in claims[:MOST_OF_PRODUCTS]
    ]


def _beside(claim: Claim, found: Sequence[Statement]) -> tuple[Text, Text]:
    return _stated_too(claim, found), _later_words(_later_part(claim, found))


def _nearest_target(found: Iterable[Statement], sound: Sequence[Claim]) -> list[Tile]:
    targets = [s for s in found if s.claim.kind == "target" and s.claim.period.is_dated]
    nearest = sorted(
        targets, key=lambda s: (s.claim.is_doubtful, last_day(s.claim), -s.pages, s.claim.id)
    )[:1]
    name = "Trade, nearest target"
    none = "nothing stated for {} in this view"
    return [
        _tile(name, s.claim, outcome_words(s.claim, sound) or say(none, s.claim.period.span), False)
        for s in nearest
    ]


def outcome_words(target: Claim, claims: Iterable[Claim]) -> Text:
    """What the most that was stated for its days, or a part of them, comes to; '' without any."""
    found = [each for each in target_outcomes(claims) if each.inputs[1] == target]
    if not found:
        return say("")
    most, left_out = most_reached(found)
    stated = most.inputs[0]
    return say(
        "most stated for it{}: {} ({}, {}{}), {} of it",
        f", {left_out}" if left_out else "",
        number_words(stated),
        _short(stated),
        stated.period.span,
        _doubt(stated),
        most.words,
    )


def _short(claim: Claim) -> str:
    return claim.short_speaker if claim.claimant else NOBODY


def _disputed(found: Iterable[Statement]) -> set[str]:
    """The numbers beside which another stands; one that has but another hedge is told beside it."""
    by_days = grouped(
        ((series_key(s.claim), s.claim.period.start, s.claim.period.end), s.claim) for s in found
    )
    return {
        claim.id
        for rows in by_days.values()
        if any_differ(rows) and len({row.value for row in rows}) > 1
        for claim in rows
    }


def _pair(found: Sequence[Statement]) -> list[Claim]:
    ordered = sorted(
        found,
        key=lambda s: (
            latest_whole_first(s.claim),
            -s.pages,
            _MEASURES.index(s.claim.measure),
            s.claim.id,
        ),
    )
    best = ordered[0].claim
    pair = [
        statement.claim
        for statement in ordered
        if statement.claim.origin == best.origin
        and statement.claim.flow == best.flow
        and statement.claim.period.same_days(best.period)
    ]
    first_of = {claim.measure: claim for claim in reversed(pair)}
    return [first_of[measure] for measure in _MEASURES if measure in first_of]


def _printed(statement: Statement) -> tuple[int, str]:
    return -statement.pages, statement.claim.id
