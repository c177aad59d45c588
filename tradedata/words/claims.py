"""Describing: the words for a claim, the same on charts, cards, tables and in downloads.

Owns plain text only: no markup, no layout. Words are neutral: everyone 'stated'.
"""

from __future__ import annotations

from tradedata.data.claims import Claim, Source
from tradedata.data.periods import partial_date_words
from tradedata.words.numbers import amount, hedged, short_amount


def number_words(claim: Claim) -> str:
    """The number with its hedge: 'over 275,000 t', 'up over 52%', 'rank 1'."""
    return _number_words(claim, amount(claim.value, claim.unit))


def short_number_words(claim: Claim) -> str:
    """The same in few characters: 'over 275 kt', '$132m'."""
    return _number_words(claim, short_amount(claim.value, claim.unit))


def subject_words(claim: Claim) -> str:
    """What the number is about: 'LPG, imports of Afghanistan from Russia'."""
    reporter = claim.reporter.label
    partner = claim.partner.label if claim.partner else ""
    match claim.flow:
        case "import":
            flow = f"imports of {reporter}" + (f" from {partner}" if partner else "")
        case "export":
            flow = f"exports of {reporter}" + (f" to {partner}" if partner else "")
        case "turnover":
            flow = f"trade of {reporter}" + (f" with {partner}" if partner else "")
            flow += ", both directions"
        case "demand":
            flow = f"demand in {reporter}, from every supplier"
        case _:
            flow = f"in the ground in {reporter}"
    return f"{claim.product.label}: {flow}"


def measure_words(claim: Claim) -> str:
    """What kind of number it is: 'quantity', 'growth of quantity against Jan-Feb 2024'."""
    if claim.is_level:
        return claim.measure
    measure = {"ratio": "multiple"}.get(claim.measure, claim.measure)
    words = f"{measure} of {claim.of}"
    if claim.base:
        words += f" against {claim.base.span}"
        if claim.base.basis == "inferred":
            words += " (inferred)"
    return words


def speaker_words(claim: Claim) -> str:
    """Who stated it, with role: 'Alexei Overchuk, deputy prime minister'."""
    if claim.claimant is None:
        return "not attributed to anyone"
    return ", ".join(part for part in (claim.claimant.label, claim.claimant.role) if part)


def source_words(source: Source) -> str:
    """Where it was printed: 'The Diplomat, Apr 2025'."""
    if not source.published:
        return source.short_name
    return f"{source.short_name}, {partial_date_words(source.published)}"


def period_words(claim: Claim) -> str:
    """The period as this source gives it, and the one borrowed where it gives none."""
    own = claim.own_period.describe()
    if claim.period.supplied_by is None:
        return own
    return f"{own}; {claim.period.span} according to another source"


def _number_words(claim: Claim, words: str) -> str:
    if claim.measure != "growth":
        return hedged(claim.qualifier, words)
    direction = "up" if claim.value >= 0 else "down"
    return f"{direction} {hedged(claim.qualifier, words.removeprefix('-'))}"
