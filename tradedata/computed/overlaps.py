"""Overlaps: stated amounts whose days lie wholly inside those of another amount of the same kind.

Owns which days are counted twice if such amounts are added, and says so, and where the part is more
than the whole. Adds nothing itself, names no product and draws nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from tradedata.compare.comparison import SeriesKey, exceeds_whole, is_stated_amount, series_key
from tradedata.compare.statements import Statement
from tradedata.data.claims import Claim
from tradedata.data.periods import Period
from tradedata.words.claims import number_words
from tradedata.words.text import Text, counted, joined, list_words, say, sentence


def counted_twice(found: Iterable[Statement]) -> tuple[Text, ...]:
    """A sentence for each period that lies wholly inside another period of the same quantity.

    Stated amounts only, import and mirror export alike; the periods in order, oldest first.
    """
    by_series: dict[tuple[SeriesKey, str], dict[Period, list[Claim]]] = {}
    for claim in (statement.claim for statement in found):
        if is_stated_amount(claim) and claim.period.is_dated:
            periods = by_series.setdefault((series_key(claim), claim.unit), {})
            period = next((p for p in periods if p.same_days(claim.period)), claim.period)
            periods.setdefault(period, []).append(claim)
    return tuple(
        _sentence(periods[inner], [periods[outer] for outer in around])
        for periods in by_series.values()
        for inner in sorted(periods, key=Period.sort_key)
        if (around := [p for p in sorted(periods, key=Period.sort_key) if inner.lies_inside(p)])
    )


def _sentence(inner: list[Claim], around: list[list[Claim]]) -> Text:
    others = list_words([_name(claims) for claims in around])
    adding = {1: "adding the two", 2: "adding it to either"}.get(
        len(around), "adding it to any of them"
    )
    words = say(
        "{} lies wholly inside {}: {} counts its {} twice",
        _name(inner),
        others,
        adding,
        counted(inner[0].period.days or 0, "day"),
    )
    larger = [
        say(
            "the part, {}, is stated as more than the whole, {}",
            number_words(part),
            number_words(whole),
        )
        for claims in around
        for part, whole in product(inner, claims)
        if exceeds_whole(part, whole)
    ]
    return sentence(joined("; ", (words, *dict.fromkeys(larger))))


def _name(claims: list[Claim]) -> Text:
    """'Jan-Feb 2025 (71,000 t)', each number once."""
    numbers = list_words(list(dict.fromkeys(map(number_words, claims))))
    periods = [claim.period for claim in claims]
    period = next((p for p in periods if p.basis == "stated"), periods[0])
    inferred = ", period inferred" if period.basis == "inferred" else ""
    return say("{} ({}{})", period.name, numbers, inferred)
