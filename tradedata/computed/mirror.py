"""Mirror: one flow of goods as its two sides report it, the importer's number over the exporter's.

Owns which pairs are mirrors of each other. Judges neither right and draws nothing.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from tradedata.compare.comparison import series_key
from tradedata.computed.indicators import Indicator, grouped, in_order, quotient, usable
from tradedata.data.claims import Claim
from tradedata.data.vocabulary import CURRENCIES
from tradedata.words.text import say


def mirror_gaps(claims: Iterable[Claim]) -> tuple[Indicator, ...]:
    """Import / export of the same goods and days, one statistic of each side, in 'times'.

    Nothing from a number that rests on another row: it is no second voice.
    """
    voices = [claim for claim in usable(claims) if _is_voice(claim)]
    exports = grouped((_flow(c), c) for c in voices if c.flow == "export" and c.value > 0)
    return in_order(
        quotient(
            "mirror-gap",
            bought,
            sold,
            "times",
            name=say(
                "{} from {} to {}, {}: as the importer reports it, over the exporter’s number",
                bought.product.label,
                sold.reporter.label,
                bought.reporter.label,
                bought.period.span,
            ),
            formula="importer’s number / exporter’s number",
            period=bought.period,
            remarks=_causes(sold, bought),
            is_mark=False,
        )
        for bought in voices
        if bought.flow == "import"
        for sold in exports[_flow(bought)]
    )


def _causes(sold: Claim, bought: Claim) -> list[str]:
    """What can set the two sides' numbers apart, as far as the claims tell."""
    known: list[str] = []
    if (sold.valuation, bought.valuation) == ("fob", "cif"):
        known.append("The import (CIF) includes freight and insurance, the export (FOB) does not.")
    elif not (sold.valuation and bought.valuation):
        known.append("Whether freight and insurance are included is not stated for both.")
    if sold.source.publisher != bought.source.publisher:
        known.append(
            say("Published by {} and {}.", sold.source.short_name, bought.source.short_name)
        )
    known.append(
        "What else sets them apart (goods in transit, time on the way, goods not declared) "
        "the numbers do not tell."
    )
    return known


def _is_voice(claim: Claim) -> bool:
    return (
        claim.kind == "statistic"
        and claim.unit in CURRENCIES
        and claim.partner is not None
        and claim.period.is_dated
        and not claim.based_on
    )


def _flow(claim: Claim) -> Hashable:
    return series_key(claim), claim.period.start, claim.period.end
