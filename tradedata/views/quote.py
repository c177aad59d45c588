"""Quote: a sentence that quotes a number with its speaker, hedge, period and source, to be copied.

Owns that sentence for every measure and kind of claim and for computed numbers. Says nothing of
what else is known of the number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from string import Formatter

from tradedata.compare.comparison import calendar_words
from tradedata.computed.indicators import UNPRINTED, Indicator, grouped
from tradedata.computed.prices import price_words
from tradedata.data.claims import Benchmark, Claim
from tradedata.data.collection import Collection
from tradedata.data.periods import Period, When, partial_date_words
from tradedata.data.vocabulary import AMOUNTS, FLOWS, KINDS, STATUSES
from tradedata.views.lines import source_list_words
from tradedata.words.claims import number_words, source_words
from tradedata.words.text import Text, list_words, say, sentence

UNATTRIBUTED = "without attribution"
# What a computed number says, by its kind: of what its first inputs are about and its days.
COMPUTED: Mapping[str, str] = {
    "unit-value": "the implied price of {about}{days} is {number}",
    "base-value": "{about}{days} came to {number}, as is implied",
    "share-of-demand": "{about}{days} came to {number} of {second}",
    "share-of-total": "{about}{days} came to {number} of {second}",
    "turnover": "{trade}{days} came to {number}",
    "turnover-distance": "the number stated for {about}{days} and the sum of what {reporter} "
    "reports are {number} apart",
    "run-rate": "{about}{days}, scaled to twelve months, came to {number}",
    "mirror-gap": "{about}{days}, as {importer} reports, came to {number} what {reporter} reports",
    "price-ratio": "the implied price of {about}{days} is {number} the market price ‘{series}’",
    "spread": "two numbers for {about}{days} are {number} apart",
    "corroboration": "two numbers for {about} are {number} apart: {name}",
    "change": "{about} {change} by two statements: {name}",
    "parts": "{name}, came to {number}",
    "parts-share": "of {second}{days}, the products that have a number came to {number}: {name}",
    "share-level": "{about}{days} came to {number}, a share of {second}",
    "balance": "{about}{days} came to {number} of {second}",
    "implied-distance": "two numbers for {about}{days} are {number} apart: {name}",
    "addition": "{about}{days} came to {number}, the rest of what was stated for longer",
    "target-multiple": "the target for {about}{days} is {number} what was stated{since}",
    "target-growth": "{about} would have to grow by {number} a year{since} to reach the target"
    "{days}",
    "target-outcome": "{about}{days} came to {number} of the target{since}",
}


def quote_words(number: Claim | Indicator | Benchmark, collection: Collection) -> Text:
    """'On 15 May 2024 A said that B's trade with C came to over $1 (The Paper).'"""
    match number:
        case Claim():
            words = _claim_words(number, collection)
        case Indicator():
            words = _indicator_words(number, collection)
        case _:
            words = say(
                "the market price ‘{}’ was {}, mean of {} ({})",
                number.series,
                price_words(number),
                number.period.describe(),
                source_words(number.source),
            )
    return sentence(words)


def _claim_words(claim: Claim, collection: Collection) -> Text:
    standing = STATUSES[claim.status].words
    return say(
        "{}{}{}{} ({})",
        _when_words(claim),
        _stated_words(claim, collection),
        _year_words(claim),
        f"; it is {standing}" if standing else "",
        source_words(claim.source),
    )


def _indicator_words(item: Indicator, collection: Collection) -> Text:
    first, last = item.inputs[0], item.inputs[-1]
    facts = {
        "about": _about(first, collection),
        "second": _about(last, collection),
        "trade": _about(replace(first, flow="turnover"), collection),
        "days": _span_words(item.period),
        "since": _span_words(last.period),
        "number": item.words,
        "change": say("went {}" if item.is_change else "came to {} as much", item.words),
        "name": item.name,
        "importer": first.reporter.label,
        "reporter": last.reporter.label,
        "series": item.benchmark.series if item.benchmark else "",
    }
    template = COMPUTED[item.kind]
    said = Text(
        piece
        for words, name, *_ in Formatter().parse(template)
        for piece in (words, facts[name] if name else "")
    )
    by_speaker = grouped((claim.mention, number_words(claim)) for claim in item.inputs)
    inputs = [
        say("{} ({})", list_words(numbers), who or UNATTRIBUTED)
        for who, numbers in by_speaker.items()
    ]
    if item.benchmark:
        inputs.append(say("the market price {}", price_words(item.benchmark)))
    sources = source_list_words(item)
    made = say("{} from {}; {}", item.made_words, list_words(inputs), UNPRINTED)
    return say("{}, {} ({})", said, made, sources)


def _span_words(period: Period) -> Text:
    return say(" for {}", period.span) if period.span else say(", no year given,")


def _when_words(claim: Claim) -> Text:
    if not claim.claimed_on:
        return say("")
    at = "on" if len(claim.claimed_on) == len("YYYY-MM-DD") else "in"
    return say("{} {} ", at, partial_date_words(claim.claimed_on))


def _stated_words(claim: Claim, collection: Collection) -> Text:
    """'A said that B's trade with C for 2024 came to $1', 'A named a target of $3 for …'."""
    number, about, days = number_words(claim), _about(claim, collection), _days_words(claim)
    if claim.is_expected:
        words = say("{} for {}{}", number, about, say(",{}", days) if days else "")
        if claim.claimant is None:
            comma = "," if days else ""
            return say("a {} of {}{} was named {}", claim.kind, words, comma, UNATTRIBUTED)
        return say("{} {} {}", _speaker_words(claim), KINDS[claim.kind].verb, words)
    said = say("it was stated {}", UNATTRIBUTED)
    if claim.claimant:
        said = say("{} {}", _speaker_words(claim), KINDS[claim.kind].verb)
    return say("{} that {}{} {}", said, about, days, _predicate(claim, collection))


def _speaker_words(claim: Claim) -> Text:
    role = claim.claimant.role if claim.claimant else ""
    return say("{}{}", claim.mention, f", {role}," if role else "")


def _about(claim: Claim, collection: Collection) -> str:
    """'A's exports of flour to the world', 'the value of A's trade with B', 'B's place by …'."""
    flow, is_total = FLOWS[claim.flow], claim.product == collection.total
    form = "{area}'s {noun}" if is_total else flow.goods
    words = form.format(area=claim.reporter.label, noun=flow.noun, product=claim.product.noun)
    if claim.partner and claim.measure == "rank":
        return f"{claim.partner.label}'s place by {claim.of} in {words}"
    if claim.partner:
        is_world = claim.partner == collection.world
        words += flow.partner.format("the world" if is_world else claim.partner.label)
    return words if claim.measure in AMOUNTS else f"the {claim.of or claim.measure} of {words}"


def _whole(claim: Claim, collection: Collection) -> str:
    """What a share is of, as the codebook says: the same trade with all, or of the wider area."""
    of_all = replace(claim, measure=claim.of, partner=collection.world)
    for area in collection.areas:
        if claim.reporter.key in area.members:
            return _about(replace(claim, measure=claim.of, reporter=area), collection)
    if claim.partner is None or of_all.partner in (None, claim.partner):
        return "a larger total"
    return _about(of_all, collection)


def _predicate(claim: Claim, collection: Collection) -> Text:
    number, base = number_words(claim), claim.base.span if claim.base else ""
    match claim.measure:
        case "growth":
            return say("was {} against {}", number, base or "an earlier time, not named")
        case "ratio":
            return say("was {} that of {}", number, base or "an earlier time, not named")
        case "share":
            return say("was {} of {}", number, _whole(claim, collection))
        case "rank":
            return say("was {}", number)
        case _:
            is_stock = not claim.own_period.span and not claim.own_period.label
            return say("{} {}", "stood at" if is_stock else "came to", number)


def _days_words(claim: Claim) -> Text:
    """' for 2024', ' for 2024 (printed as ‘last year’)'; a blank where the source gives none."""
    own = claim.own_period
    if own.start is None:
        return say("")
    is_solar = own.basis == "stated" and calendar_words(own) == "solar year"
    days = say("{} ({})", own.name, own.span) if is_solar and own.name != own.span else own.span
    return say(" for {}{}", days, _basis_words(own))


def _basis_words(period: Period) -> Text:
    has_label = bool(period.label) and period.label != period.span
    match period.basis:
        case "relative" if has_label:
            return say(" (printed as ‘{}’)", When(period.label))
        case "inferred" if has_label:
            return say(" (inferred from ‘{}’)", When(period.label))
        case "relative" | "inferred":
            return say(" (inferred)")
        case _:
            return say("")


def _year_words(claim: Claim) -> Text:
    """' (printed as ‘now’, no set period)', '; no year was given; another source gives 2024'."""
    own, period = claim.own_period, claim.period
    words = say("")
    if own.start is None:
        words = say("; no year was given")
        if own.label:
            words = say(" (printed as ‘{}’, no set period)", When(own.label))
    if period.supplied_by and not period.same_days(own):
        return say("{}; another source gives {}", words, period.span)
    return words
