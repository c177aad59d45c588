"""Card facts: what a claim's card says of its own row, what matters first, as ready markup."""

from __future__ import annotations

from components.shell.text import definitions, element, link, source_markup
from tradedata.compare.comparison import same_quantity
from tradedata.compare.statements import count_voices
from tradedata.data.claims import Claim
from tradedata.data.loading import Dataset
from tradedata.data.periods import day_words, partial_date_words
from tradedata.words.claims import borrowed_words, exact_words, speaker_words
from tradedata.words.passages import passage_address
from tradedata.words.text import Text, joined

_NO_HEDGE = "none printed"


def first_facts(claim: Claim, dataset: Dataset) -> str:
    """The words printed, hedge, period, speaker and source: what is needed to quote the number."""
    printed = element("q", claim.quoted, dir="auto")
    hedge = claim.hedge
    return definitions(
        [
            ("As printed", printed),
            ("Hedge", element("span", f"‘{hedge}’" if hedge else _NO_HEDGE)),
            ("Period", element("span", _period(claim, dataset))),
            ("Stated by", element("span", speaker(claim, dataset), dir="auto")),
            ("Printed in", _source(claim)),
        ]
    )


def other_facts(claim: Claim, dataset: Dataset) -> str:
    """Everything else that the row holds."""
    label = dataset.label
    return definitions(
        [
            ("Note", _text(claim.note)),
            ("Kind", _text(label("kind", claim.kind))),
            ("Status", _text(label("status", claim.status))),
            ("Valuation", _text(label("valuation", claim.valuation) if claim.valuation else "")),
            ("Repeated", _text(_repeats(claim, dataset))),
            ("Number in full", _text(exact_words(claim))),
            ("Place", _text(claim.locator)),
            ("Read", _text(_reading(claim, dataset))),
            ("Row", element("code", f"trade.csv, line {claim.line}, {claim.id}")),
        ],
        "facts short",
    )


def speaker(claim: Claim, dataset: Dataset) -> str:
    """Who stated it, of which group, and when: '…, on 17 May 2024', '…, in 2025'."""
    if claim.claimant is None:
        return "the source names nobody"
    parts = [speaker_words(claim)]
    if claim.claimant.organisation and claim.claimant.organisation != claim.claimant.label:
        parts.append(claim.claimant.organisation)
    words = f"{', '.join(parts)} ({dataset.side_label(claim.side)})"
    if not claim.claimed_on:
        return words
    is_day = len(claim.claimed_on) == len("YYYY-MM-DD")
    return f"{words}, {'on' if is_day else 'in'} {partial_date_words(claim.claimed_on)}"


def _period(claim: Claim, dataset: Dataset) -> Text:
    """'2024: 1 Jan 2024 to 31 Dec 2024 (stated); …', what another source adds at the end.

    The basis stands where the words do not give it yet.
    """
    own = claim.own_period
    words: list[str] = [own.describe()]
    if own.start:
        days = [day_words(day) for day in (own.start, own.end) if day]
        words += [": " if own.end else ": from ", joined(" to ", days)]
    is_told = {
        "unstated": True,
        "running": bool(own.label) and not own.start,
        "inferred": bool(own.start),
    }
    if not is_told.get(own.basis, False):
        words.append(f" ({dataset.label('period_basis', own.basis)})")
    return Text((*words, borrowed_words(claim)))


def _source(claim: Claim) -> str:
    source = claim.source
    authors = element("span", f"{', '.join(source.authors)}: ") if source.authors else ""
    printed = authors + source_markup(source)
    if source.url:
        printed += " " + link("Open the passage", passage_address(claim))
    else:
        printed += " " + element("span", "(address not known)")
    if source.archived:
        printed += " " + link("archived copy", source.archived)
    return printed


def _reading(claim: Claim, dataset: Dataset) -> str:
    seen = dataset.schema.label("sources", "seen", claim.source.seen)
    return f"{seen} of it, on {partial_date_words(claim.source.accessed)}"


def _repeats(claim: Claim, dataset: Dataset) -> str:
    if claim.is_rejected:
        return "rejected: counts as no statement"
    repeating = [c for c in dataset.claims if c.origin == claim.origin and same_quantity(c, claim)]
    return count_voices(repeating).words


def _text(words: str) -> str:
    return element("span", words, dir="auto") if words else ""
