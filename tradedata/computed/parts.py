"""Parts: what is stated of products for the days of a total, added up, in percent of that total.

Owns which numbers may be added. What they come to is a floor: what nobody stated is not in it, so
a total should be no less. Judges neither the total nor the parts, and draws nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce

from tradedata.compare.comparison import SeriesKey, range_of, series_key
from tradedata.compare.precision import Direction, combined, direction_of, divided
from tradedata.computed.corroboration import are_near
from tradedata.computed.derivations import base_values
from tradedata.computed.indicators import Indicator, grouped, in_order, usable, valuation_notes
from tradedata.computed.levels import Level, implied_levels, stated_levels
from tradedata.computed.shares import share_levels
from tradedata.data.claims import Claim, Product
from tradedata.data.collection import Collection
from tradedata.data.periods import Period
from tradedata.words.claims import (
    flow_words,
    formula_words,
    mention_words,
    number_words,
    subject_words,
)
from tradedata.words.text import Text, capitalised, count, counted, joined, list_words, say


@dataclass(frozen=True, slots=True)
class PartsCheck:
    """Parts, what several of them add to, and that in percent of each total of the same days.

    The last input of each share is the total; the highest total goes first. ``exceeded`` are those
    of totals that are less than the parts, however all were rounded and hedged.
    """

    parts: tuple[Level, ...]
    sum: Indicator | None
    shares: tuple[Indicator, ...]
    exceeded: tuple[Indicator, ...]

    @property
    def period(self) -> Period:
        """The days of the totals."""
        return self.shares[0].period


def parts_checks(claims: Iterable[Claim], collection: Collection) -> tuple[PartsCheck, ...]:
    """A check for the totals of each period for which a product has an amount; latest first.

    Of one product and direction the statement for most days is taken, the least of several, and
    an implied number only where none is stated; never a product beside another that counts it. Its
    days lie in those of the total, or both are much the same year.
    """
    sound = usable(claims)
    by_id = {claim.id: claim for claim in sound}
    implied = (*base_values(sound), *share_levels(sound, collection.world))
    drawn = [item for item in implied if item.is_mark]
    levels = [*stated_levels(sound, by_id), *implied_levels(drawn, by_id)]
    levels = [level for level in levels if level.claim.areas <= {*collection.areas}]
    amounts = [each for each in levels if each.claim.product != collection.total]
    amounts = [level for level in amounts if not level.claim.is_doubtful]
    totals = [
        level.claim
        for level in levels
        if level.claim.product == collection.total and not level.implied
    ]
    by_parts = grouped(
        (((total.period.start, total.period.end), tuple(parts)), total)
        for total in totals
        if (parts := _floor([level for level in amounts if _is_part(level.claim, total)]))
    )
    checks = (_check(parts, wholes) for (_, parts), wholes in by_parts.items())
    return tuple(sorted(checks, key=lambda each: _latest_first(each.period)))


def part_sums(claims: Iterable[Claim], collection: Collection) -> tuple[Indicator, ...]:
    """Every sum and share of the checks, each once."""
    checks = parts_checks(claims, collection)
    sums = {check.sum.id: check.sum for check in checks if check.sum}
    return in_order((*sums.values(), *(share for check in checks for share in check.shares)))


def _is_part(claim: Claim, total: Claim) -> bool:
    inner, outer = claim.period, total.period
    return (
        (claim.measure, claim.unit) == (total.measure, total.unit)
        and _way(total) in (_way(claim), ("turnover", *sorted(_way(claim)[1:])))
        and (
            _is_within(claim, total)
            or (are_near(inner, outer) and (inner.days or 0) <= (outer.days or 0) + 1)
        )
    )


def _is_within(claim: Claim, total: Claim) -> bool:
    return claim.period.overlap(total.period) == claim.period.days


def _way(claim: Claim) -> SeriesKey:
    """The physical flow: 'goods', from where, to where; 'turnover' and both areas."""
    return series_key(claim)[:3]


def _floor(levels: Sequence[Level]) -> list[Level]:
    """The parts that add to most, among which no product counts another."""
    products = {level.claim.product for level in levels}
    tops = [p for p in products if not any(other.key in p.part_of for other in products)]
    chosen = []
    for top in sorted(tops, key=lambda product: product.place):
        below = _floor([level for level in levels if top.key in level.claim.product.part_of])
        chosen += max(_own(top, levels), below, key=_worth)
    return chosen


def _own(product: Product, levels: Iterable[Level]) -> list[Level]:
    """What is stated of the product itself: both directions in one, or each of them."""
    by_way = grouped(
        (_way(level.claim), level) for level in levels if level.claim.product == product
    )
    goods = [_best(found) for way, found in sorted(by_way.items()) if way[0] == "goods"]
    both = [_best(found) for way, found in by_way.items() if way[0] != "goods"]
    return max(goods, both, key=_worth)


def _best(levels: Sequence[Level]) -> Level:
    return min(
        levels,
        key=lambda level: (
            bool(level.implied),
            -(level.claim.period.days or 0),
            level.claim.value,
            range_of(level.claim)[0],
            level.claim.id,
        ),
    )


def _worth(levels: Iterable[Level]) -> Decimal:
    return sum((level.claim.value for level in levels), Decimal(0))


def _check(parts: tuple[Level, ...], totals: Iterable[Claim]) -> PartsCheck:
    highest_first = sorted(totals, key=lambda total: (-total.value, total.id))
    least = sum(range_of(level.claim)[0] for level in parts)
    exceeded = [total for total in highest_first if range_of(total)[1] < least]
    shares = {total.id: _share(parts, total, total in exceeded) for total in highest_first}
    return PartsCheck(
        parts,
        _sum(parts) if len(parts) > 1 else None,
        tuple(shares.values()),
        tuple(shares[total.id] for total in exceeded),
    )


def _sum(parts: Sequence[Level]) -> Indicator:
    periods = [level.claim.period for level in parts]
    first, last = (min(p.start for p in periods if p.start), max(p.end for p in periods if p.end))
    return Indicator(
        "parts",
        _inputs(parts),
        _worth(parts),
        parts[0].claim.unit,
        _as_floor(_hedge(parts)),
        name=say("{}, added up", _named(parts)),
        formula="the parts, added up",
        operation=_added(parts),
        product=parts[0].claim.product,
        period=Period(first, last, _days_label(parts), "stated"),
        remarks=(*_notes(parts), *_valuation_notes(_inputs(parts))),
        is_mark=False,
        is_sum=True,
    )


def _share(parts: Sequence[Level], total: Claim, is_exceeded: bool) -> Indicator:
    operation = _added(parts)
    if len(parts) > 1:
        operation = say("({})", operation)
    inputs = (*_inputs(parts), total)
    is_apart = not all(_is_within(level.claim, total) for level in parts)
    remarks = [*_day_notes(parts, total), *_notes(parts), *_valuation_notes(inputs)]
    if is_exceeded:
        unless = ", unless the days that are not in both make the difference" if is_apart else ""
        remarks.append(
            say(
                "The parts come to more than {} ({}), however all were rounded: not all of these "
                "numbers can hold{}.",
                number_words(total),
                mention_words(total),
                unless,
            )
        )
    return Indicator(
        "parts-share",
        inputs,
        _worth(parts) * 100 / total.value,
        "percent",
        _as_floor(divided(_hedge(parts), direction_of(total))),
        about=subject_words(total),
        name=say(
            "{} in percent of the total that {} stated for {}",
            _named(parts),
            mention_words(total),
            total.period.name,
        ),
        formula="what is stated of products / total",
        operation=say("{} / {}", operation, formula_words(total)),
        product=total.product,
        period=total.period,
        remarks=tuple(remarks),
        is_mark=False,
    )


def _named(parts: Iterable[Level]) -> Text:
    """'A and B (exports of D to E, 2024) and F (imports of E from D, solar year 1403)'."""
    by_trade = grouped(
        ((flow_words(level.claim), level.claim.period.name), level.claim.product.noun)
        for level in parts
    )
    named = [
        say("{} ({}, {})", list_words(products), flow, days)
        for (flow, days), products in by_trade.items()
    ]
    return capitalised(list_words(named))


def _days_label(parts: Iterable[Level]) -> str:
    """The periods of parts that are not for the same days, which no one span is."""
    periods = sorted((level.claim.period for level in parts), key=Period.sort_key)
    names = list(dict.fromkeys(period.name for period in periods))
    return list_words(names) if names[1:] else ""


def _inputs(parts: Iterable[Level]) -> tuple[Claim, ...]:
    return tuple({claim.id: claim for level in parts for claim in level.inputs}.values())


def _added(parts: Iterable[Level]) -> Text:
    return joined(" + ", (level.operation for level in parts))


def _hedge(parts: Sequence[Level]) -> Direction:
    """That of the sum."""
    return reduce(combined, (level.hedge for level in parts))


def _as_floor(hedge: Direction) -> Direction:
    """A floor is at most nothing: what nobody stated may be more than what a hedge takes off."""
    return "about" if hedge == "under" else hedge


def _notes(parts: Iterable[Level]) -> Iterator[str]:
    for level in parts:
        if level.implied:
            yield say("The number for {} is implied, not stated.", level.claim.product.noun)
        yield from level.notes


def _day_notes(parts: Iterable[Level], total: Claim) -> Iterator[Text]:
    """Which parts are for other days than the total, and how many are in both."""
    for level in parts:
        period = level.claim.period
        shared = period.overlap(total.period)
        if shared != period.days:
            yield say(
                "The number for {} is for {}: {} of its {} are in {}.",
                level.claim.product.noun,
                period.name,
                count(shared or 0),
                counted(period.days or 0, "day"),
                total.period.span,
            )
        elif not period.same_days(total.period):
            yield say("The number for {} is for {} alone.", level.claim.product.noun, period.name)


def _valuation_notes(inputs: Sequence[Claim]) -> list[str]:
    levels = [claim for claim in inputs if claim.is_level]
    if all(claim.valuation for claim in levels):
        return valuation_notes(*levels)
    return ["Whether freight and insurance are included is not stated for all of them."]


def _latest_first(period: Period) -> tuple[int, int]:
    start, end = (day.toordinal() if day else 0 for day in (period.start, period.end))
    return -end, -start
