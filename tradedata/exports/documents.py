"""Documents: claims as nested JSON, each with everything its keys point to.

Owns the shape of the JSON download. Unknown is null, numbers are JSON numbers, text is verbatim.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from tradedata.compare.statements import statements
from tradedata.computed.indicators import Indicator
from tradedata.computed.reprints import Told, told_of
from tradedata.data.claims import Area, Claim, Source
from tradedata.data.loading import Dataset
from tradedata.data.periods import Period
from tradedata.exports.citations import cite_claim, cite_dataset
from tradedata.exports.editions import edition_of, permalink
from tradedata.words.claims import measure_words, number_words, period_words, subject_words

Filters = Mapping[str, str | Sequence[str]]


def to_json(
    dataset: Dataset,
    claims: Iterable[Claim],
    filters: Filters,
    address: str = "",
    indicators: Sequence[Indicator] = (),
) -> bytes:
    """The claims in view, and what is computed from them alone, as UTF-8 JSON.

    A claim names the indicators that rest on its statement; each stands once, in full, with its
    inputs.
    """
    in_view = tuple(claims)
    ids = {claim.id for claim in in_view}
    resting = [item for item in indicators if ids.issuperset(claim.id for claim in item.inputs)]
    edition = edition_of(dataset)
    found = statements(in_view)
    document = {
        "name": edition.name,
        "title": edition.title,
        "description": edition.description,
        "data_version": edition.version,
        "content": edition.digest,
        "terms": edition.terms,
        "licence": edition.licence_address,
        "citation": cite_dataset(dataset, address).apa,
        "address": address,
        "filters": filters,
        "claims": [
            _claim(claim, dataset, address, told_of(claim.id, resting, found)) for claim in in_view
        ],
        "indicators": [_indicator(item) for item in resting],
    }
    text = json.dumps(_plain(document), ensure_ascii=False, allow_nan=False, indent=2)
    return f"{text}\n".encode()


def _claim(claim: Claim, dataset: Dataset, address: str, results: Iterable[Told]) -> dict[str, Any]:
    return {
        "id": claim.id,
        "value": claim.value,
        "unit": claim.unit,
        "qualifier": claim.qualifier,
        "number_words": number_words(claim),
        "as_printed": claim.as_printed,
        "measure": claim.measure,
        "of": claim.of,
        "measure_words": measure_words(claim),
        "flow": claim.flow,
        "subject_words": subject_words(claim),
        "reporter": _area(claim.reporter),
        "partner": _area(claim.partner) if claim.partner else None,
        "product": {
            "product": claim.product.key,
            "label": claim.product.label,
            "hs": claim.product.hs,
            "definition": claim.product.definition,
        },
        "period": _period(claim.own_period),
        "effective_period": _period(claim.period),
        "period_words": period_words(claim),
        "base": _period(claim.base) if claim.base else None,
        "kind": claim.kind,
        "status": claim.status,
        "valuation": claim.valuation,
        "claimant": {
            "claimant": claim.claimant.key,
            "label": claim.claimant.label,
            "role": claim.claimant.role,
            "organisation": claim.claimant.organisation,
            "side": claim.claimant.side,
            "side_label": dataset.side_label(claim.claimant.side),
        }
        if claim.claimant
        else None,
        "claimed_on": claim.claimed_on,
        "source": _source(claim.source),
        "locator": claim.locator,
        "origin": claim.origin,
        "based_on": claim.based_on,
        "refers_to": claim.refers_to,
        "note": claim.note,
        "citation": cite_claim(claim, dataset, address).apa,
        "permalink": permalink(address, claim.id),
        "indicators": [told.indicator.id for told in results],
    }


def _indicator(indicator: Indicator) -> dict[str, Any]:
    return {
        "id": indicator.id,
        "kind": indicator.kind,
        "label": indicator.label,
        "product": indicator.product.key,
        "period": _period(indicator.period),
        "value": indicator.value,
        "shown": indicator.shown,
        "unit": indicator.unit,
        "number_words": indicator.words,
        "formula": indicator.formula,
        "expression": indicator.expression,
        "inputs": [claim.id for claim in indicator.inputs],
        "benchmark": indicator.benchmark.key if indicator.benchmark else None,
        "sources": [source.key for source in indicator.sources],
        "inferred": indicator.inferred,
        "note": indicator.note,
    }


def _area(area: Area) -> dict[str, Any]:
    return {"area": area.key, "label": area.label, "members": area.members}


def _source(source: Source) -> dict[str, Any]:
    fields = asdict(source)
    return {"source": fields.pop("key"), **fields}


def _period(period: Period) -> dict[str, Any]:
    return {
        "start": period.start.isoformat() if period.start else None,
        "end": period.end.isoformat() if period.end else None,
        "label": period.label,
        "basis": period.basis,
        "supplied_by": period.supplied_by,
    }


def _plain(value: Any) -> Any:
    """The value as JSON has it: blank text is null, a Decimal is a number."""
    match value:
        case "":
            return None
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case Mapping():
            return {key: _plain(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
    return value
