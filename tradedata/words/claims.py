"""Claims in words: the words for a claim, the same on charts, cards, tables and in downloads.

Owns plain text only: no markup, no layout. Words are neutral: everyone 'stated'.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from tradedata.data.claims import Claim, Source
from tradedata.data.periods import partial_date_words
from tradedata.data.vocabulary import FLOWS, MEASURES
from tradedata.words.numbers import amount, hedged, in_full, short_amount
from tradedata.words.text import Number, Text, say

NOBODY = "an unattributed report"


def number_words(claim: Claim) -> Number:
    """The number with its hedge: 'over 275,000 t', 'up over 52%', 'rank 1'."""
    return _number_words(claim, amount)


def short_number_words(claim: Claim) -> Number:
    """The same, dollars in few characters: 'over 275,000 t', '$132m'."""
    return _number_words(claim, short_amount)


def formula_words(claim: Claim) -> Number:
    """The number for a formula, up to six significant digits: '$132,000,000'."""
    return Number(in_full(claim.value, claim.unit), claim.value, claim.id)


def exact_words(claim: Claim) -> Number:
    """The number as it stands in its row: '132,000,000 USD'."""
    return Number(f"{claim.value:,f} {claim.unit}", claim.value, claim.id)


def subject_words(claim: Claim) -> Text:
    """What the number is about: 'LPG: imports of Afghanistan from Russia'."""
    return say("{}: {}", claim.product.label, flow_words(claim))


def flow_words(claim: Claim) -> str:
    """What goes where: 'imports of Afghanistan from Russia'."""
    flow = FLOWS[claim.flow]
    partner = flow.partner.format(claim.partner.label) if claim.partner else ""
    return f"{flow.subject.format(claim.reporter.label)}{partner}{flow.tail}"


def measure_words(claim: Claim) -> Text:
    """What kind of number it is: 'quantity', 'growth of quantity against Jan-Feb 2024'."""
    if claim.is_level:
        return Text((claim.measure,))
    words = say("{} of {}", MEASURES[claim.measure].word, claim.of)
    if claim.base is None:
        return words
    inferred = " (inferred)" if claim.base.basis == "inferred" else ""
    return say("{} against {}{}", words, claim.base.span, inferred)


def speaker_words(claim: Claim) -> str:
    """Who stated it, with role: 'Alexei Overchuk, deputy prime minister'."""
    if claim.claimant is None:
        return "not attributed to anyone"
    return ", ".join(part for part in (claim.claimant.label, claim.claimant.role) if part)


def mention_words(claim: Claim) -> str:
    """Who stated it as a sentence names it: 'the Ministry of Trade', 'an unattributed report'."""
    return claim.mention or NOBODY


def source_words(source: Source) -> Text:
    """Where it was printed: 'The Diplomat, Apr 2025'."""
    if not source.published:
        return Text((source.short_name,))
    return say("{}, {}", source.short_name, partial_date_words(source.published))


def period_words(claim: Claim) -> Text:
    """The period as this source gives it, and the one borrowed where it gives none."""
    return Text((claim.own_period.describe(), borrowed_words(claim)))


def borrowed_words(claim: Claim) -> Text:
    """'; 2024 according to another source', or a blank where the source itself means those days."""
    if claim.period.supplied_by is None or claim.period.same_days(claim.own_period):
        return Text(())
    return say("; {} according to another source", claim.period.span)


def _number_words(claim: Claim, written: Callable[[Decimal, str], str]) -> Number:
    if claim.measure != "growth":
        words = hedged(claim.qualifier, written(claim.value, claim.unit))
    else:
        direction = "up" if claim.value >= 0 else "down"
        by = " by" if claim.hedge.startswith("up") else ""
        words = f"{direction}{by} {hedged(claim.qualifier, written(abs(claim.value), claim.unit))}"
    return Number(words, claim.value, claim.id)
