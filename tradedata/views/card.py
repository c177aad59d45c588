"""Card: everything that is known about one number, as facts and as other numbers that it names.

Owns which facts and numbers a card holds, their order and their words. Knows no markup and no
address; citations are exports.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from tradedata.compare.comparison import Verdict, same_quantity
from tradedata.compare.history import borrowing_from, history_of, other_prints, resting_on
from tradedata.compare.statements import Statement
from tradedata.computed.indicators import Indicator
from tradedata.computed.prices import price_words
from tradedata.computed.reprints import DistinctIndicator, distinct_indicators
from tradedata.data.claims import Benchmark, Change, Claim, Source
from tradedata.data.loading import Dataset
from tradedata.data.periods import day_words, partial_date_words
from tradedata.data.quoting import OUR_LANGUAGE, Quoted
from tradedata.data.vocabulary import QUALIFIERS
from tradedata.views.facts import Fact, links, printed_in, title_words
from tradedata.views.lines import benchmark_sentence, source_list_words
from tradedata.views.neighbours import alike, naming, of_product, results_about
from tradedata.views.pairs import claim_name, compared_with
from tradedata.views.quotable import quotable_words
from tradedata.views.quote import quote_words
from tradedata.views.view import View
from tradedata.words.claims import (
    borrowed_words,
    exact_words,
    measure_words,
    number_words,
    period_words,
    source_words,
    speaker_words,
    subject_words,
)
from tradedata.words.passages import passage_address
from tradedata.words.relations import arithmetic_words
from tradedata.words.text import Text, as_sentences, count, counted, joined, say

QUOTABLE = "Can I quote it?"
QUOTE = "A sentence to copy"
CHANGES = "Changes to this row"
MOST_OPENED = 6
_FIRST_SHOWN = 2
_COMPARABLE: tuple[Verdict, ...] = ("differ", "agree", "single")


@dataclass(frozen=True, slots=True)
class Named:
    """A number that a card names by the id of its own card, and what is said of it."""

    card_id: str
    name: str
    words: str = ""

    @property
    def sentence(self) -> str:
        """Both in one."""
        return as_sentences(self.name, self.words) if self.words else self.name


@dataclass(frozen=True, slots=True)
class Group:
    """Numbers under a heading and a sentence; ``most`` of them stand open at first.

    ``is_seldom``: few readers ask for it, so it waits behind what all need.
    """

    heading: str
    numbers: tuple[Named, ...]
    most: int = MOST_OPENED
    lead: str = ""
    is_seldom: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """All about one number. ``comparable`` are the claims that it can be set beside, by id.

    ``quotable`` is what is known of it to whoever quotes it, ``quote`` a sentence that does,
    ``printed`` what it is checked against.
    """

    number: Claim | Indicator | Benchmark
    id: str
    title: str
    subject: str
    summary: str
    quotable: Text
    quote: Text
    printed: tuple[Fact, ...]
    facts: tuple[Fact, ...]
    more: tuple[Fact, ...]
    groups: tuple[Group, ...]
    comparable: Mapping[str, str]
    changes: tuple[Text, ...] = ()


def card_of(whole: View, card_id: str) -> Card | None:
    """The card of a claim, a computed number or a market price; None for any other id.

    It tells what is known from all the data: ``whole`` is the view of everything.
    """
    if claim := whole.claims_by_id.get(card_id):
        return _claim_card(claim, whole)
    match whole.result(card_id):
        case Indicator() as indicator:
            return _indicator_card(indicator, whole)
        case Benchmark() as benchmark:
            return _benchmark_card(benchmark, whole)
    return None


def _claim_card(claim: Claim, whole: View) -> Card:
    dataset, found = whole.dataset, alike(claim, whole)
    prints = other_prints(claim, found)
    others = _others(claim, found)
    sayings = history_of(claim, found)
    by_others = naming(claim, whole)
    related = {
        "Rests on": [whole.claims_by_id[key] for key in claim.based_on],
        "What rests on it": resting_on(claim, by_others),
        "Gives its period to": borrowing_from(claim, by_others),
        "Speaks about": [whole.claims_by_id[claim.refers_to]] if claim.refers_to else [],
        "Spoken about by": [c for c in by_others if c.refers_to == claim.id],
    }
    results = results_about(claim, whole)
    groups = (
        *_verdicts(claim, others),
        _chain(claim, prints, dataset),
        Group(
            "The same speaker on the same quantity",
            tuple(Named(saying.claim.id, saying.words) for saying in sayings),
            is_seldom=True,
        ),
        *(
            Group(heading, tuple(map(_named, claims)), is_seldom=True)
            for heading, claims in related.items()
        ),
        Group("Computed from it", tuple(map(_result, results)), is_seldom=True),
    )
    nearest = [*chain(*others), *chain(*related.values())]
    beside_it = [*nearest, *of_product(claim, whole)]
    names = whole.keep(_names)
    relation = _filled(Fact("How it follows from others", _relation(claim, whole)))
    is_told = claim.is_arithmetic  # by what is first said of it
    return Card(
        number=claim,
        id=claim.id,
        title=number_words(claim),
        subject=say("{}, {}", subject_words(claim), measure_words(claim)),
        summary=claim_line(claim),
        quotable=quotable_words(claim, whole),
        quote=quote_words(claim, dataset.collection),
        printed=_printed_facts(claim, dataset),
        facts=(*_speaker_facts(claim, dataset), *([] if is_told else relation)),
        more=(*(relation if is_told else []), *_other_facts(claim, 1 + len(prints), dataset)),
        groups=tuple(group for group in groups if group.numbers or group.lead),
        comparable={c.id: names[c.id] for c in beside_it if c.id != claim.id},
        changes=tuple(_change(each, claim, dataset) for each in dataset.changes_of(claim.id)),
    )


def _indicator_card(indicator: Indicator, whole: View) -> Card:
    price = indicator.benchmark
    market = (Named(price.key, benchmark_sentence(price)),) if price else ()
    groups = (
        Group("Its inputs", tuple(map(_named, indicator.inputs))),
        *([Group("The market price beside them", market)] if market else []),
    )
    return Card(
        number=indicator,
        id=indicator.id,
        title=indicator.words,
        subject=indicator.label,
        summary=say("{}: {}", indicator.label, indicator.words),
        quotable=quotable_words(indicator, whole),
        quote=quote_words(indicator, whole.dataset.collection),
        printed=(),
        facts=_filled(
            Fact("Computed as", indicator.formula),
            Fact("In numbers", indicator.expression, form="code"),
            Fact("Unrounded", indicator.unrounded),
            Fact("Shown with", indicator.digits_words),
            Fact("Period", indicator.period.describe()),
            Fact("Note", indicator.note),
        ),
        more=(),
        groups=groups,
        comparable={},
    )


def _benchmark_card(benchmark: Benchmark, whole: View) -> Card:
    name = say("{}, mean of {}", benchmark.series, benchmark.period.describe())
    source = benchmark.source
    resting = (item for item in whole.computed if item.benchmark == benchmark)
    results = tuple(map(_result, distinct_indicators(resting, whole.statements)))
    return Card(
        number=benchmark,
        id=benchmark.key,
        title=price_words(benchmark),
        subject=say("{}: a market price, stated by nobody of the trade itself", name),
        summary=say("{}: {}", name, price_words(benchmark)),
        quotable=quotable_words(benchmark, whole),
        quote=quote_words(benchmark, whole.dataset.collection),
        printed=(),
        facts=_filled(
            Fact("As published", benchmark.native),
            Fact("Period", benchmark.period.describe()),
            Fact("Printed in", title_words(source), links(("Open", source.url))),
            Fact("Note", benchmark.note),
            Fact("Kept in", say("benchmarks.csv, {}", _key(benchmark.key)), form="code"),
        ),
        more=(),
        groups=(Group("Computed from it", results),) if results else (),
        comparable={},
    )


def _printed_facts(claim: Claim, dataset: Dataset) -> tuple[Fact, ...]:
    """The words printed, leading to their passage, the hedge and the period."""
    hedge = QUALIFIERS[claim.qualifier].words
    passage = links(("Open the passage", passage_address(claim)))
    return _filled(
        Fact("As printed", claim.quoted, passage, form="quote"),
        Fact("Hedge", f"‘{hedge}’" if hedge else "none printed"),
        Fact("Period", _period(claim, dataset)),
        Fact("Our translation", claim.gloss),
    )


def _speaker_facts(claim: Claim, dataset: Dataset) -> tuple[Fact, ...]:
    """Who stated it, where it was printed and what we remark of it."""
    return _filled(
        Fact("Stated by", _speaker(claim, dataset)),
        replace(printed_in(claim), links=links(("archived copy", claim.source.archived))),
        Fact("Note", claim.note),
    )


def _other_facts(claim: Claim, pages: int, dataset: Dataset) -> tuple[Fact, ...]:
    """Everything else that the claim holds."""
    label = dataset.label
    seen = dataset.schema.label("sources", "seen", claim.source.seen)
    days = (claim.own_period.start, claim.own_period.end)
    return _filled(
        Fact("Days", joined(" to ", [day_words(day) for day in days if day])),
        Fact("Kind", label("kind", claim.kind)),
        Fact("Status", label("status", claim.status)),
        Fact("Valuation", label("valuation", claim.valuation) if claim.valuation else ""),
        Fact("Repeated", _repeated(claim, pages)),
        Fact("Number in full", exact_words(claim)),
        Fact("Place", claim.locator),
        Fact("Read", say("{} of it, on {}", seen, partial_date_words(claim.source.accessed))),
        Fact(
            "Kept in", say("trade.csv, line {}, {}", count(claim.line), _key(claim.id)), form="code"
        ),
    )


def _change(change: Change, claim: Claim, dataset: Dataset) -> Text:
    """'2026.11.6: Period was ‘by 2030’, is ‘in 2030’. Why.', the cells verbatim."""
    language = claim.source.language if change.column == "as_printed" else OUR_LANGUAGE
    old, new = (
        say("‘{}’", Quoted(cell, language)) if cell else "blank"
        for cell in (change.old, change.new)
    )
    column = dataset.schema.label("changes", "column", change.column)
    version = Quoted(change.version, OUR_LANGUAGE)
    return as_sentences(say("{}: {} was {}, is {}", version, column, old, new), change.why)


def _key(key: str) -> Quoted:
    return Quoted(key, OUR_LANGUAGE)


def _filled(*facts: Fact) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts if fact.words)


def _repeated(claim: Claim, pages: int) -> str:
    if claim.is_rejected:
        return "rejected: counts as no statement"
    if pages == 1:
        return "no other page found"
    return say("{} print this number", counted(pages, "page"))


def _speaker(claim: Claim, dataset: Dataset) -> str:
    """Who stated it, of which group, and when: '…, on 17 May 2024', '…, in 2025'."""
    if claim.claimant is None:
        return "the source names nobody"
    parts: list[str] = [speaker_words(claim)]
    if claim.claimant.organisation not in claim.claimant.label:
        parts.append(claim.claimant.organisation)
    words = say("{} ({})", joined(", ", parts), dataset.side_label(claim.side))
    if not claim.claimed_on:
        return words
    at = "on" if len(claim.claimed_on) == len("YYYY-MM-DD") else "in"
    return say("{}, {} {}", words, at, partial_date_words(claim.claimed_on))


def _period(claim: Claim, dataset: Dataset) -> Text:
    """'solar year 1403: 20 Mar 2024 to 20 Mar 2025 (stated); …', what another source adds last.

    The basis stands where the words do not give it yet.
    """
    own = claim.own_period
    is_said = {
        "unstated": True,
        "running": bool(own.label) and not own.start,
        "inferred": bool(own.start),
    }
    basis = "" if is_said.get(own.basis) else f" ({dataset.label('period_basis', own.basis)})"
    words = own.describe()
    span = "" if own.span in words else say(": {}", own.span)
    return Text((words, span, basis, borrowed_words(claim)))


def _names(whole: View) -> Mapping[str, Text]:
    return {claim.id: claim_name(claim) for claim in whole.claims}


def _others(claim: Claim, found: Iterable[Statement]) -> list[tuple[Claim, ...]]:
    """The rows of every statement of the same quantity, this row left out."""
    if claim.is_rejected:
        return []
    alike = (s.claims for s in found if same_quantity(claim, s.claim))
    others = (tuple(row for row in rows if row.id != claim.id) for rows in alike)
    return [rows for rows in others if rows]


def _relation(claim: Claim, whole: View) -> Text:
    """How the number follows from those that it rests on, where that is known."""
    if not claim.relation:
        return say("")
    equals = arithmetic_words(claim, [whole.claims_by_id[key] for key in claim.based_on])
    unsaid = " No source says that it was computed so." if claim.is_arithmetic else ""
    return say("It equals {}.{}", equals, unsaid)


def _verdicts(claim: Claim, others: Iterable[tuple[Claim, ...]]) -> tuple[Group, ...]:
    found: dict[Verdict, list[Named]] = {}
    for rows in others:
        each = compared_with(
            claim, next((row for row in rows if row.source == claim.source), rows[0])
        )
        if each.claim.origin != claim.origin or each.verdict != "single":
            named = Named(each.claim.id, each.name, each.outcome)
            found.setdefault(each.verdict, []).append(named)
    comparable = tuple(named for verdict in _COMPARABLE for named in found.get(verdict, ()))
    return (
        Group("What differs from it and what agrees", comparable, _FIRST_SHOWN),
        Group(
            "Not clear whether these differ",
            tuple(found.get("cannot-tell", ())),
            _FIRST_SHOWN,
            is_seldom=bool(comparable),
        ),
        Group(
            "The same quantity, but not to be compared",
            tuple(found.get("not-comparable", ())),
            _FIRST_SHOWN,
            is_seldom=True,
        ),
    )


def _chain(claim: Claim, prints: Iterable[Claim], dataset: Dataset) -> Group:
    again = tuple(
        Named(c.id, say("Printed as well by {}", _print_words(c.source, dataset))) for c in prints
    )
    return Group(
        "Who printed it",
        again,
        _FIRST_SHOWN,
        is_seldom=not again,
        lead=say("Printed by {}", _print_words(claim.source, dataset)),
    )


def _print_words(source: Source, dataset: Dataset) -> Text:
    day = "" if source.published else ", no date"
    language = dataset.schema.label("sources", "language", source.language)
    return say("{}{}, in {}", source_words(source), day, language)


def _result(each: DistinctIndicator) -> Named:
    """A number that rests on this one; its formula stands on its own card."""
    item = each.indicator
    rest = say("From {}.", source_list_words(item))
    words = joined(" ", [text for text in (rest, item.note, each.words) if text])
    return Named(item.id, say("{}: {}", item.label, item.words), words)


def _named(claim: Claim) -> Named:
    return Named(claim.id, claim_line(claim))


def claim_line(claim: Claim) -> Text:
    """A claim in one line: 'over 275,000 t, A. Name, solar year 1403, TASS'."""
    return joined(
        ", ",
        (number_words(claim), claim.speaker, period_words(claim), source_words(claim.source)),
    )
