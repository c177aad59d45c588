"""One product's chart: quantities, values, prices and shares below each other, never one axis.

Any product that has levels of trade or demand gets it, by the same rule.
"""

from __future__ import annotations

from collections.abc import Iterable

from tradedata.charts.chart import Chart
from tradedata.charts.entries import Entry, assemble, claim_entry, indicator_entry
from tradedata.charts.rows import Panel
from tradedata.claims import Claim, Product
from tradedata.describing import number_words, period_words, subject_words
from tradedata.indicators import Indicator
from tradedata.wording import list_words

OFF_CHART_FLOWS = ("resource",)
OFF_CHART_STATUSES = ("rejected", "superseded")
_AXES = (
    ("Tonnes", ("t", "t/year"), "", " t"),
    ("Current US dollars", ("USD", "USD/year"), "$", ""),
    ("US dollars a tonne", ("USD/t",), "$", ""),
    ("Percent", ("percent",), "", "%"),
)


def charted_products(claims: Iterable[Claim]) -> tuple[Product, ...]:
    """The products that have a level to draw, in the order of products.csv.

    The first product of the file is the total of trade, which has sections of its own.
    """
    products = {claim.product for claim in _drawn(claims) if claim.is_level}
    return tuple(sorted((p for p in products if p.place > 0), key=lambda p: p.place))


def product_chart(
    product: Product, claims: Iterable[Claim], indicators: Iterable[Indicator]
) -> Chart:
    """The chart of a product that ``charted_products`` names."""
    own = sorted(
        (claim for claim in _drawn(claims) if claim.product == product),
        key=lambda claim: (claim.flow == "demand", claim.period.sort_key(), claim.id),
    )
    levels = [claim_entry(claim, bar=_has_bar(claim)) for claim in own if claim.is_level]
    computed = [
        indicator_entry(indicator, bar=indicator.kind == "base-value")
        for indicator in indicators
        if indicator.product == product and indicator.is_mark
    ]
    beside = [claim_entry(claim) for claim in own if not claim.is_level]
    panels = [
        Panel(title, tuple(entry.row for entry in entries), prefix, suffix)
        for title, units, prefix, suffix in _AXES
        if (entries := [e for e in (*levels, *computed) if e.line["Unit"] in units])
    ]
    return assemble(
        slug=product.key,
        title=_title(product, own, [e.indicator for e in computed if e.indicator]),
        subtitle=_subtitle(own, panels),
        panels=panels,
        entries=[*levels, *computed, *beside],
        notes=tuple(_beside_words(entry) for entry in beside),
    )


def _drawn(claims: Iterable[Claim]) -> list[Claim]:
    return [
        claim
        for claim in claims
        if claim.flow not in OFF_CHART_FLOWS and claim.status not in OFF_CHART_STATUSES
    ]


def _has_bar(claim: Claim) -> bool:
    return claim.flow != "demand" and not claim.is_expected and claim.measure != "price"


def _title(product: Product, claims: list[Claim], computed: list[Indicator]) -> str:
    prices = [i for i in computed if i.kind == "unit-value" and len(i.inputs) == 2]
    if prices:
        price = max(prices, key=lambda indicator: indicator.period.sort_key())
        value, quantity = price.inputs
        return (
            f"{product.label}: {number_words(value)} for {number_words(quantity)} "
            f"({period_words(value)}) comes to {price.words}."
        )
    latest = max(
        (claim for claim in claims if claim.is_level),
        key=lambda claim: (
            (claim.period.is_whole_year, claim.period.is_dated, claim.period.end)
            if claim.period.end
            else (False, False, None)
        ),
    )
    return f"{product.label}: {number_words(latest)} stated ({period_words(latest)})."


def _subtitle(claims: list[Claim], panels: list[Panel]) -> str:
    subjects = dict.fromkeys(
        subject_words(claim).partition(": ")[2] for claim in claims if claim.is_level
    )
    axes = list_words([panel.title[0].lower() + panel.title[1:] for panel in panels])
    return f"In {axes}. Stated for {'; '.join(subjects)}."


def _beside_words(entry: Entry) -> str:
    return f"Also stated: {entry.row.number}: {entry.line['What']}, {entry.row.detail}."
