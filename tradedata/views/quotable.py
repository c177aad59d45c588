"""Quotable: what is known of a number to whoever wants to quote it, in one sentence.

Owns which facts that sentence gives, and their order. Judges nobody right: verdicts on two claims
are comparison's.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from tradedata.compare.comparison import NO_YEAR, Verdict, compare_claims, same_quantity
from tradedata.compare.history import other_prints
from tradedata.compare.statements import Statement
from tradedata.computed.indicators import UNPRINTED, Indicator
from tradedata.computed.levels import origins_of
from tradedata.data.claims import Benchmark, Claim
from tradedata.data.periods import When, partial_date_period, partial_date_words
from tradedata.data.vocabulary import AMOUNTS, FLOWS, KINDS, STATUSES
from tradedata.views.tiles import outcome_words
from tradedata.views.view import View
from tradedata.words.claims import mention_words, number_words
from tradedata.words.relations import arithmetic_words
from tradedata.words.text import Number, Text, count, counted, joined, list_words, say, sentence


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
        _pages_words(1 + len(other_prints(claim, whole.statements))),
        _basis_words(claim, whole),
    ]
    beside = _beside(claim, whole)
    facts += [_named("differs from {}", claim, beside, "differ")]
    facts += [_named("agrees with {}", claim, beside, "agree")]
    if claim.kind == "target" and claim.is_level and claim.period.is_dated:
        facts.append(outcome_words(claim, whole.claims))
    if claim.is_expected:
        return facts
    return [*facts, "" if facts[-1] else "nothing confirms it", _official_words(claim, whole)]


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
        say("to be quoted with {} at most", counted(item.digits, "significant digit")),
    ]


def _voice_words(claim: Claim) -> Text:
    """'one speaker, 15 May 2024', 'a target, not a result; one speaker'."""
    who: str = "one speaker" if claim.claimant else "no speaker named"
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
        for other in (statement.claim for statement in whole.statements)
        if other.is_arithmetic
        and (other.claimant, other.relation) == (claim.claimant, claim.relation)
        and other.value != claim.value
    ]


def _beside(claim: Claim, whole: View) -> list[tuple[Claim, Verdict]]:
    """What other voices state of the same quantity, each with the verdict on both.

    Nothing that rests on what the claim rests on, in however many steps.
    """
    own = next(statement for statement in whole.statements if claim in statement.claims)
    return [
        (other.claim, compare_claims(claim, other.claim).verdict)
        for other in whole.statements
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
    """The number furthest from the claim's, with who stated it, and how many more there are."""
    found = [other for other, each in beside if each == verdict]
    if not found:
        return say("")
    most = max(found, key=lambda other: (abs(other.value - claim.value), other.id))
    who = mention_words(most)
    if claim.claimant and most.claimant == claim.claimant:
        who = say("as reported by {}", most.reporter.label)
    named = say("{} ({})", number_words(most), who)
    return say(words, say("{} and {} more", named, count(len(found) - 1)) if found[1:] else named)


def _official_words(claim: Claim, whole: View) -> Text:
    """The official number of the same days; else those nearest in value and in time."""
    if claim.kind == "statistic" or claim.measure not in AMOUNTS or not FLOWS[claim.flow].is_trade:
        return say("")
    official = [*_official_claims(claim, whole), *_official_sums(claim, whole)]
    if not official:
        return say("no official number found")
    near_value, near_time = (
        min(official, key=lambda number: _distance(claim, number, is_time))
        for is_time in (False, True)
    )
    if near_time.period.same_days(claim.period):
        return say("official number: {}", _number(near_time))
    closest = say("closest official number: {} ({})", _number(near_value), near_value.period.span)
    if near_time.period.same_days(near_value.period):
        return closest
    return say("{}, in time {} ({})", closest, _number(near_time), near_time.period.span)


def _number(number: Claim | Indicator) -> Number:
    return number_words(number) if isinstance(number, Claim) else number.words


def _official_claims(claim: Claim, whole: View) -> list[Claim | Indicator]:
    return [
        statement.claim
        for statement in whole.statements
        if same_quantity(statement.claim, claim)
        and statement.claim.kind == "statistic"
        and statement.claim.unit == claim.unit
        and statement.claim.period.is_dated
    ]


def _official_sums(claim: Claim, whole: View) -> list[Claim | Indicator]:
    """Exports plus imports as one office counts both, for a total in both directions."""
    return [
        item
        for item in whole.indicators
        if item.kind == "turnover"
        and (claim.flow, claim.product, claim.unit) == ("turnover", item.product, item.unit)
        and all(each.areas == claim.areas and each.kind == "statistic" for each in item.inputs)
        and not any(each.based_on for each in item.inputs)
    ]


def _distance(
    claim: Claim, official: Claim | Indicator, is_time: bool
) -> tuple[int | Decimal, bool, str]:
    """In value, or in days between the ends; of two as near, the own reporter goes first."""
    reporter = official.reporter if isinstance(official, Claim) else official.inputs[0].reporter
    said = partial_date_period(claim.claimed_on or claim.source.published or claim.source.accessed)
    time = claim.period.end or claim.period.start or said.end or date.max
    days = abs(((official.period.end or date.min) - time).days)
    apart = days if is_time else abs(official.value - claim.value)
    return apart, reporter != claim.reporter, official.id
