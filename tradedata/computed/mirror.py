"""Mirror: one flow of goods as its two sides report it, the importer's figure over the exporter's.

Owns which pairs are mirrors of each other. Judges neither right and draws nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from tradedata.computed.indicators import Indicator, quotient
from tradedata.data.claims import Claim
from tradedata.words.text import say


def mirror_gaps(claims: Iterable[Claim]) -> tuple[Indicator, ...]:
    """Import / export of the same goods and days, one statistic of each side, in 'times'.

    Nothing from a number that rests on another row: it is no second voice.
    """
    usable = sorted((claim for claim in claims if _is_voice(claim)), key=lambda claim: claim.id)
    exports: defaultdict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in usable:
        if claim.flow == "export" and claim.value > 0:
            exports[_flow(claim)].append(claim)
    gaps = [
        quotient(
            "mirror-gap",
            bought,
            sold,
            "times",
            name=say(
                "{} from {} to {}, {}: as the importer reports it, over the exporter’s figure",
                bought.product.label,
                sold.reporter.label,
                bought.reporter.label,
                bought.period.span,
            ),
            formula="importer’s figure / exporter’s figure",
            period=bought.period,
            notes=causes(sold, bought),
            is_mark=False,
        )
        for bought in usable
        if bought.flow == "import"
        for sold in exports[_flow(bought)]
    ]
    return tuple(sorted(gaps, key=lambda gap: (gap.product.place, gap.period.sort_key(), gap.id)))


def causes(sold: Claim, bought: Claim) -> tuple[str, ...]:
    """What can set the two sides' figures apart, as far as the claims tell."""
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
        "the figures do not tell."
    )
    return tuple(known)


def _is_voice(claim: Claim) -> bool:
    return (
        claim.kind == "statistic"
        and (claim.measure, claim.unit) == ("value", "USD")
        and not claim.is_set_aside
        and claim.partner is not None
        and claim.period.is_dated
        and not claim.based_on
    )


def _flow(claim: Claim) -> tuple[object, ...]:
    ends = (claim.reporter, claim.partner)
    exporter, importer = ends if claim.flow == "export" else ends[::-1]
    return (exporter, importer, claim.product.key, claim.period.start, claim.period.end)
