"""Quotable: what is known of a number to whoever wants to quote it, in one sentence.

Owns which facts that sentence gives, and their order. Judges nobody right: verdicts on two claims
are comparison's.
"""

from __future__ import annotations

from collections.abc import Iterable

from tradedata.compare.comparison import (
    NO_YEAR,
    Verdict,
    compare_claims,
    exceeds_whole,
    same_quantity,
)
from tradedata.compare.history import other_prints
from tradedata.compare.statements import Statement
from tradedata.computed.indicators import UNPRINTED, Indicator, grouped
from tradedata.computed.levels import origins_of
from tradedata.data.claims import Benchmark, Claim
from tradedata.data.periods import Period, When, partial_date_period, partial_date_words
from tradedata.data.vocabulary import AMOUNTS, FLOWS, KINDS, STATUSES
from tradedata.views.charts import ARITHMETIC
from tradedata.views.neighbours import alike, arithmetic, official_sums
from tradedata.views.official import official_words, reporter_of
from tradedata.views.tiles import outcome_words
from tradedata.views.view import View
from tradedata.words.claims import mention_words, number_words
from tradedata.words.relations import arithmetic_words
from tradedata.words.text import Text, count, counted, joined, list_words, say, sentence

MOST_NAMED = 2
MOST_DAYS_OFF = 3653  # ten years: an older number near in size tells nothing of the claim


def quotable_words(number: Claim | Indicator | Benchmark, whole: View) -> Text:
    """Who stated it, for when, how many print it, who agrees and differs, and the official number.

    ``whole`` is the view of everything. A computed number and a market price say what they are.
    """
    match number:
        case Claim():
            facts = _claim_facts(number, whole)
        case Indicator():
            facts = _indicator_facts(number)
        case _:
            facts = [
                say("a market price, mean of {}", number.period.describe()),
                say("published by {}", number.source.short_name),
                "stated by nobody of the trade itself",
            ]
    return sentence(joined("; ", filter(None, facts)))


def _claim_facts(claim: Claim, whole: View) -> list[str]:
    facts: list[str] = [STATUSES[claim.status].words, _voice_words(claim)]
    if claim.is_rejected:
        return [*facts, "in no chart and no count"]
    facts += [
        _period_words(claim),
        _pages_words(1 + len(other_prints(claim, alike(claim, whole)))),
        _basis_words(claim, whole),
    ]
    beside = _beside(claim, whole)
    facts += [_named("differs from {}", claim, beside, "differ")]
    facts += [_named("agrees with {}", claim, beside, "agree")]
    facts += [_part_words(claim, whole)]
    if claim.kind == "target" and claim.is_level and claim.period.is_dated:
        outcome = outcome_words(claim, whole.claims)
        facts.append(outcome or say("nothing stated yet for {}", claim.period.span))
    if claim.is_expected:
        return facts
    unconfirmed = not any(verdict == "agree" for _, verdict in beside)
    return [*facts, "nothing confirms it" if unconfirmed else "", _official_words(claim, whole)]


def _indicator_facts(item: Indicator) -> list[str]:
    by_whom = list_words(list(dict.fromkeys(map(mention_words, item.inputs))))
    is_doubtful = any(claim.is_doubtful for claim in item.inputs)
    return [
        item.made_words,
        UNPRINTED,
        f"as reported by {item.inputs[0].reporter.label}" if item.is_official_sum else "",
        say("from {} ({})", counted(len(item.inputs), "claim"), by_whom),
        "set beside a market price" if item.benchmark else "",
        "a period or base behind it is inferred" if item.inferred else "",
        "an input is marked doubtful" if is_doubtful else "",
        f"an input {ARITHMETIC.label}" if any(c.is_arithmetic for c in item.inputs) else "",
        say("to be quoted with {} at most", counted(item.digits, "significant digit")),
    ]


def _voice_words(claim: Claim) -> Text:
    """'one speaker, 15 May 2024', 'officials, unnamed', 'a target, not a result; one speaker'."""
    who: str = "one speaker" if claim.claimant else "no speaker named"
    if claim.claimant and not claim.claimant.is_named:
        who = say("{}, {}", claim.mention, claim.claimant.role)
    if claim.kind == "statistic":
        who = say("official statistic, {}", claim.speaker)
    said = say(", {}", partial_date_words(claim.claimed_on)) if claim.claimed_on else ""
    kind = KINDS[claim.kind]
    if kind.is_expected:
        return say("a {}, not a result; {}{}", kind.label, who, said)
    return say("{}{}{}", f"an {kind.label}; " if kind.is_rough else "", who, said)


def _period_words(claim: Claim) -> Text:
    period, own = claim.period, claim.own_period
    if period.start is None:
        return say("‘{}’, no set period", When(own.label)) if own.label else say(NO_YEAR)
    part = ", part of a year" if period.is_part_year else ""
    if period.supplied_by:
        return say("{}{} according to another source", period.span, part)
    if own.basis == "relative" and own.label != own.span:
        return say("‘{}’ read as {}{}", When(own.label), own.span, part)
    inferred = ", inferred" if own.basis in ("inferred", "relative") else ""
    return say("for {}{}{}", own.span, part, inferred)


def _pages_words(pages: int) -> Text:
    return say("{} {} it", counted(pages, "page"), "prints" if pages == 1 else "print")


def _basis_words(claim: Claim, whole: View) -> Text:
    basis = [whole.claims_by_id[key] for key in claim.based_on]
    if claim.is_arithmetic:
        others = [say(", as does {}", other) for other in _other_fits(claim, whole)]
        equals = Text((arithmetic_words(claim, basis), *others[:1]))
        return say("equals {}: it may be no count of its own", equals)
    if not basis:
        return say("")
    first = say("rests on {} ({})", number_words(basis[0]), mention_words(basis[0]))
    return say("{} and {} more", first, count(len(basis) - 1)) if basis[1:] else first


def _other_fits(claim: Claim, whole: View) -> list[Text]:
    """Other numbers that the same relation gives: '$2 of the same speaker with $1'."""
    return [
        say(
            "{} of the same speaker with {}",
            number_words(other),
            list_words([number_words(whole.claims_by_id[key]) for key in other.based_on]),
        )
        for other in arithmetic(whole)
        if (other.claimant, other.relation) == (claim.claimant, claim.relation)
        and other.value != claim.value
    ]


def _beside(claim: Claim, whole: View) -> list[tuple[Claim, Verdict]]:
    """What other voices state of the same quantity, each with the verdict on both.

    Nothing that rests on what the claim rests on, in however many steps.
    """
    found = alike(claim, whole)
    own = next(statement for statement in found if claim in statement.claims)
    return [
        (other.claim, compare_claims(claim, other.claim).verdict)
        for other in found
        if same_quantity(claim, other.claim)
        and _is_other_voice(claim, other.claim)
        and not other.is_arithmetic
        and _origins(own, whole).isdisjoint(_origins(other, whole))
    ]


def _origins(statement: Statement, whole: View) -> frozenset[str]:
    return origins_of(statement.claims, whole.claims_by_id)


def _is_other_voice(claim: Claim, other: Claim) -> bool:
    """Another speaker, or in one office's statistics the other of the two reporters."""
    is_mirror = claim.kind == other.kind == "statistic" and claim.reporter != other.reporter
    return is_mirror or claim.claimant != other.claimant


def _named(
    words: str, claim: Claim, beside: Iterable[tuple[Claim, Verdict]], verdict: Verdict
) -> Text:
    """The numbers nearest to the claim's, with who stated them, and how many more there are."""
    found = sorted(
        (other for other, each in beside if each == verdict),
        key=lambda other: (abs(other.value - claim.value), other.id),
    )
    if not found:
        return say("")
    named = found if len(found) <= MOST_NAMED else found[:1]
    more = found[len(named) :]
    by_whom = grouped((_who(other, claim), number_words(other)) for other in named)
    said = [say("{} ({})", list_words(numbers), who) for who, numbers in by_whom.items()]
    return say(words, list_words([*said, *([say("{} more", count(len(more)))] if more else [])]))


def _who(other: Claim, claim: Claim) -> Text:
    if claim.claimant and other.claimant == claim.claimant:
        return say("as reported by {}", other.reporter.label)
    return say("{}", mention_words(other))


def _part_words(claim: Claim, whole: View) -> Text:
    """That a number for some of its days is more than it, or it than one for more days."""
    claims = [each.claim for each in alike(claim, whole) if not each.claim.is_set_aside]
    others = sorted(claims, key=lambda other: (-abs(other.value - claim.value), other.id))
    found = [
        say(words, number_words(other), other.period.span)
        for other in others
        for words, part, all_ in (
            ("is more than {} for {}, which holds its days", claim, other),
            ("is less than {} for {}, a part of its days", other, claim),
        )
        if exceeds_whole(part, all_) and not claim.is_set_aside
    ]
    more = [say(", and than {} more", count(len(found) - 1))] if found[1:] else []
    return joined("", (*found[:1], *more))


def _official_words(claim: Claim, whole: View) -> Text:
    """The official numbers of the same days; else those nearest in time, and in size if near."""
    if claim.kind == "statistic" or claim.measure not in AMOUNTS or not FLOWS[claim.flow].is_trade:
        return say("")
    official = [*_official_claims(claim, whole), *_official_sums(claim, whole)]
    if not official:
        return say("no official number found")
    time = _time(claim)
    near = min(official, key=lambda number: _apart(time, number.period)).period
    words = _official_of(claim, official, near)
    if near.same_days(claim.period):
        return words
    words = say("closest {}", words)
    in_size = min(official, key=lambda number: (abs(number.value - claim.value), number.id))
    is_far = _apart(time, in_size.period)[0] > MOST_DAYS_OFF or claim.period.is_part_year
    if is_far or in_size.period.same_days(near):
        return words
    return say("{}; in size {} ({})", words, official_words(in_size), in_size.period.span)


def _time(claim: Claim) -> Period:
    """The days it is for, or else the time when it was stated."""
    if claim.period.is_dated:
        return claim.period
    source = claim.source
    return partial_date_period(claim.claimed_on or source.published or source.accessed)


def _apart(time: Period, official: Period) -> tuple[int, int, int]:
    """Days between both, then how few they share, then how long the official one is."""
    assert time.start
    assert time.end
    assert official.start
    assert official.end
    between = max((official.start - time.end).days, (time.start - official.end).days, 0)
    return between, -(time.overlap(official) or 0), official.days or 0


def _official_of(claim: Claim, official: Iterable[Claim | Indicator], days: Period) -> Text:
    """All for those days, the reporter's own first; of several, each with whose it is."""
    found = [number for number in official if number.period.same_days(days)]
    found.sort(key=lambda number: (reporter_of(number) != claim.reporter, number.id))
    when = _other_days_words(claim, days)
    if not found[1:]:
        return say("official number{}: {}", when, official_words(found[0]))
    by_reporter = grouped((reporter_of(number).label, official_words(number)) for number in found)
    listed = [say("by {}: {}", who, list_words(numbers)) for who, numbers in by_reporter.items()]
    return say("official numbers{}, reported {}", when, joined(", ", listed))


def _other_days_words(claim: Claim, days: Period) -> Text:
    """', for 2020', and what it is where of both one alone is a part of a year."""
    if days.same_days(claim.period):
        return say("")
    if days.is_part_year == claim.period.is_part_year:
        return say(", for {}", days.span)
    return say(
        ", for {} ({})", days.span, "part of a year" if days.is_part_year else "a whole year"
    )


def _official_claims(claim: Claim, whole: View) -> list[Claim | Indicator]:
    return [
        statement.claim
        for statement in alike(claim, whole)
        if same_quantity(statement.claim, claim)
        and statement.claim.kind == "statistic"
        and not statement.claim.is_set_aside
        and statement.claim.period.is_dated
        and _is_of_its_pace(claim, statement.claim)
    ]


def _official_sums(claim: Claim, whole: View) -> list[Claim | Indicator]:
    """Exports plus imports as one office counts both, for a total in both directions."""
    return [
        item
        for item in official_sums(whole)
        if (claim.flow, claim.product) == ("turnover", item.product)
        and _is_of_its_pace(claim, item)
        and all(each.areas == claim.areas for each in item.inputs)
        and not any(each.based_on for each in item.inputs)
    ]


def _is_of_its_pace(claim: Claim, official: Claim | Indicator) -> bool:
    """In one currency; an amount a year is set beside a whole year's, and the other way round."""
    if claim.unit == official.unit:
        return True
    is_rate, pace = claim.unit.endswith("/year"), claim.unit.removesuffix("/year")
    amount_ = official if is_rate else claim
    return pace == official.unit.removesuffix("/year") and amount_.period.is_whole_year
