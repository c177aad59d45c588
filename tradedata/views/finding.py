"""Finding: the sentence at the top of the page: who stated the trade to be worth how much.

Owns the choice of what it says, and its words. The rules name places and fields, never a product
or speaker.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from tradedata.compare.comparison import compare_claims
from tradedata.compare.statements import (
    PeriodGroup,
    SideBySide,
    Statement,
    group_by_period,
    own_claims,
    side_by_side,
)
from tradedata.computed.indicators import grouped
from tradedata.data.claims import Claim
from tradedata.data.collection import Collection
from tradedata.data.periods import When, partial_date_words
from tradedata.words.claims import NOBODY, mention_words, number_words
from tradedata.words.relations import relation_words
from tradedata.words.text import Text, count, counted, joined, list_words, say, sentence

MOST_NUMBERS = 3
MOST_UNDATED = 2
MOST_SPEAKERS = 2
NOTHING_FOUND = say("No total of trade is stated in this view.")


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence for readers, and the ids of the claims it rests on."""

    words: Text
    claims: tuple[str, ...]


def finding_of(
    claims: Iterable[Claim], collection: Collection, known: Mapping[str, Claim] | None = None
) -> Finding:
    """The sentence on the total of trade between the two areas, in both directions.

    It gives the first of these that there is: the latest period (whole years before parts) with
    statements that differ; the numbers that one source sets side by side without a period; the
    latest period with any statement; the numbers without a period. What is but arithmetic on others
    comes last, with the numbers that it equals: ``known`` has those that are not in view.
    """
    claims = tuple(claims)
    known = known or {claim.id: claim for claim in claims}
    series = [claim for claim in claims if is_stated_total(claim, collection)]
    groups = group_by_period(series)
    dated = sorted((group for group in groups if group.period), key=_latest_last)
    undated = next((group for group in groups if group.period is None), None)
    disputed = [group for group in dated if group.is_disputed or _differs_by_arithmetic(group)]
    if not disputed and (beside := side_by_side(series)):
        return _side_by_side_finding(beside[0])
    if dated:
        return _dated_finding((disputed or dated)[-1], undated, known)
    if undated:
        words = say("{}, without a year", _undated_words(undated))
        return Finding(sentence(words), _ids(undated))
    return Finding(NOTHING_FOUND, ())


def is_stated_total(claim: Claim, collection: Collection) -> bool:
    """Whether it is a stated value of all trade between the two areas, in both directions."""
    return (
        claim.product == collection.total
        and (claim.flow, claim.measure) == ("turnover", "value")
        and collection.is_between(claim)
        and not claim.is_expected
        and not claim.is_set_aside
    )


def _differs_by_arithmetic(group: PeriodGroup) -> bool:
    """Whether a number that is but arithmetic differs from another: readers meet both."""
    claims = [statement.claim for statement in group.statements]
    fitting = [statement.claim for statement in group.statements if statement.is_arithmetic]
    pairs = product(fitting, claims)
    return any(compare_claims(*pair).verdict == "differ" for pair in pairs)


def _latest_last(group: PeriodGroup) -> tuple[bool, date, date]:
    period = group.statements[0].claim.period
    start = period.start or date.min
    return period.is_whole_year, period.end or start, start


def _dated_finding(
    group: PeriodGroup, undated: PeriodGroup | None, known: Mapping[str, Claim]
) -> Finding:
    fitting = [statement.claim for statement in group.statements if statement.is_arithmetic]
    words = _dated_words(group, fitting, known)
    ids = (*_ids(group), *(basis for claim in fitting for basis in claim.based_on))
    if undated and (since := _made_since(group, undated)):
        older = len(_latest_first(undated)) - len(_latest_first(since))
        words = say("{}; {}", words, _beside_dated_words(since, older))
        ids += _ids(since)
    return Finding(sentence(words), ids)


def _made_since(group: PeriodGroup, undated: PeriodGroup) -> PeriodGroup | None:
    """What names no year speaks of the time when it was made: not of a later period."""
    begins = str(group.statements[0].claim.period.start)
    made = [(_month(each)[0], each) for each in undated.statements]
    kept = tuple(each for month, each in made if not month or month >= begins[: len(month)])
    return replace(undated, statements=kept) if kept else None


def _side_by_side_finding(beside: SideBySide) -> Finding:
    claims = tuple(reversed(beside.claims))
    lenders = tuple(claim.period.supplied_by for claim in claims if claim.period.supplied_by)
    stated = _stated([(claim, number_words(claim)) for claim in claims])
    words = say("In {} {}; {}", beside.place, stated, beside.without_year)
    return Finding(sentence(words), (*(claim.id for claim in claims), *lenders))


def _dated_words(group: PeriodGroup, fitting: list[Claim], known: Mapping[str, Claim]) -> Text:
    """Who stated what, the highest first, then what is but arithmetic, and how the period is known.

    That stands after the period, or after each number where it is not alike. What is left out lies
    between the highest and the lowest.
    """
    claims = _distinct(own_claims(reversed(group.statements)))
    own = [*claims[: MOST_NUMBERS - 1], *claims[MOST_NUMBERS - 1 :][-1:]]
    shown = [*own, *reversed(fitting)]
    bases = [_basis_words(claim) for claim in shown]
    alike = bases[0] if len(set(bases)) == 1 else ""
    said = [
        (
            claim,
            say(
                "{}{}{}",
                number_words(claim),
                say(" ({})", basis) if basis != alike else "",
                _equal_words(claim, known) if claim in fitting else "",
            ),
        )
        for claim, basis in zip(shown, bases, strict=True)
    ]
    heading: Text | str = group.heading
    if alike:
        heading = say("{}, {}," if heading.endswith(")") else "{} ({})", heading, alike)
    words = _stated(said, len(claims) - len(own), is_long=bool(fitting))
    return say("For {} {}", heading, words)


def _equal_words(claim: Claim, known: Mapping[str, Claim]) -> Text:
    """', equal to $1 (B; 8 months) times 3/2'."""
    bases = [_named_shortly(known[key]) for key in claim.based_on]
    return say(", equal to {}", relation_words(claim.relation, bases))


def _named_shortly(base: Claim) -> Text:
    period = base.own_period
    months = period.months or period.solar_months
    if months and period.is_part_year:
        when: str = say("; {}", counted(months, "month"))
    else:
        when = say("; {}", period.span) if period.span else ""
    return say("{} ({}{})", number_words(base), base.short_speaker, when)


def _stated(said: Sequence[tuple[Claim, str]], more: int = 0, is_long: bool = False) -> Text:
    """'A stated $2 and $1, and B and C $3': a number of several once, a speaker of several once."""
    by_number = grouped((number, mention_words(claim)) for claim, number in said)
    by_speakers = grouped((tuple(dict.fromkeys(who)), n) for n, who in by_number.items())
    parts = [
        say("{} {}{}", _speakers(who), "" if place else "stated ", list_words(numbers))
        for place, (who, numbers) in enumerate(by_speakers.items())
    ]
    is_long = is_long or any(len(numbers) > 1 for numbers in by_speakers.values())
    words = joined("; ", parts) if is_long else list_words(parts)
    return say("{} ({} more stated)", words, count(more)) if more else words


def _speakers(who: Sequence[str]) -> Text:
    more = len(who) - MOST_SPEAKERS
    others = [say("{} more", count(more))] if more > 0 else []
    named_first = sorted(who, key=lambda name: name == NOBODY)
    return list_words([*named_first[:MOST_SPEAKERS], *others])


def _distinct(claims: Iterable[Claim]) -> list[Claim]:
    """One claim for each number of each speaker, known for its period in the same way."""
    keyed = {(number_words(c), c.mention, _basis_words(c)): c for c in claims}
    return list(keyed.values())


def _basis_words(claim: Claim) -> str:
    period = claim.period
    if period.supplied_by:
        return "period from another source"
    if period.basis == "inferred":
        return "period inferred"
    return say("‘{}’", When(period.label)) if period.basis == "relative" else ""


def _beside_dated_words(undated: PeriodGroup, older: int) -> Text:
    """'undated: over $1 billion (A, May 2024), $3 (B, 2025), 2 more', with short names.

    Those go first which most pages print, the latest of as many; ``older`` are only counted.
    """
    ordered = sorted(_latest_first(undated), key=lambda each: -each.pages)
    named = [_undated_number(each) for each in ordered[:MOST_UNDATED]]
    more = len(ordered) - len(named) + older
    return say(
        "undated: {}", joined(", ", [*named, *([say("{} more", count(more))] if more else [])])
    )


def _undated_number(statement: Statement) -> Text:
    """'over $1 billion (A, May 2024)'."""
    claim = statement.claim
    who = claim.short_speaker if claim.claimant else NOBODY
    parts = filter(None, (who, _month(statement)[1]))
    return say("{} ({})", number_words(claim), joined(", ", parts))


def _undated_words(undated: PeriodGroup) -> Text:
    """'A stated over $1 billion in May 2024 and B $200 million (printed in Aug 2022)'."""
    latest = _latest_first(undated)
    said = []
    for each in latest[:MOST_UNDATED]:
        month, words = _month(each)
        form = "{} in {}" if each.said_on else "{} ({})"
        number = number_words(each.claim)
        said.append((each.claim, say(form, number, words) if month else number))
    return _stated(said, max(0, len(latest) - MOST_UNDATED))


def _latest_first(group: PeriodGroup) -> list[Statement]:
    """One statement for each number of each speaker in a month."""
    ordered = sorted(group.statements, key=lambda each: _month(each)[0], reverse=True)
    keyed = {(_month(s), number_words(s.claim), s.claim.mention): s for s in reversed(ordered)}
    return list(reversed(keyed.values()))


def _month(statement: Statement) -> tuple[str, str]:
    """The month in which it was first stated, or else printed: as a date and in words."""
    if said := statement.said_on[: len("YYYY-MM")]:
        return said, partial_date_words(said)
    if printed := statement.printed_on[: len("YYYY-MM")]:
        return printed, say("printed in {}", partial_date_words(printed))
    return "", ""


def _ids(group: PeriodGroup) -> tuple[str, ...]:
    claims = [statement.claim for statement in group.statements]
    lenders = [claim.period.supplied_by for claim in claims if claim.period.supplied_by]
    return tuple(dict.fromkeys([*(claim.id for claim in claims), *lenders]))
