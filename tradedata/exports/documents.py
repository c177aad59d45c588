"""Documents: claims as nested JSON, each with everything its keys point to.

Owns the shape of the JSON download: the columns of a row are those of the schema, and what is
derived stands after them. Unknown is null, a number has all its digits, text is verbatim.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from tradedata.compare.statements import statements
from tradedata.computed.indicators import Indicator
from tradedata.computed.prices import price_words
from tradedata.computed.reprints import indicators_about
from tradedata.data.claims import Benchmark, Claim
from tradedata.data.loading import Dataset
from tradedata.data.periods import Period
from tradedata.exports.citations import cite_dataset
from tradedata.exports.editions import edition_of
from tradedata.exports.joined import BENCHMARKS, TRADE, joining, reference
from tradedata.words.claims import measure_words, number_words, period_words, subject_words

Filters = Mapping[str, str | Sequence[str]]
Json = dict[str, Any]


def to_json(
    dataset: Dataset,
    claims: Iterable[Claim],
    filters: Filters,
    address: str = "",
    indicators: Sequence[Indicator] = (),
) -> bytes:
    """The claims in view, and what is computed from them alone, as UTF-8 JSON.

    A claim names the indicators that rest on its statement; each stands once, in full, with its
    inputs. Whatever a claim or an indicator names by its key is in the document: claims out of
    view that others point to stand apart, with no indicators.
    """
    in_view = tuple(claims)
    ids = {claim.id for claim in in_view}
    resting = [item for item in indicators if ids.issuperset(claim.id for claim in item.inputs)]
    prices = {item.benchmark.key: item.benchmark for item in resting if item.benchmark}
    found = statements(in_view)
    join = joining(dataset)

    def claim_row(claim: Claim) -> Json:
        row = join.nested(TRADE, claim.id)
        if claim.claimant:
            row["claimant"]["side_label"] = dataset.side_label(claim.side)
        return {
            **row,
            "number_words": number_words(claim),
            "measure_words": measure_words(claim),
            "subject_words": subject_words(claim),
            "period_words": period_words(claim),
            "effective_period": _period(claim.period),
            **reference(claim, claim.id, dataset, address),
            "indicators": [
                each.indicator.id for each in indicators_about(claim.id, resting, found)
            ],
        }

    def price_row(price: Benchmark) -> Json:
        row = join.nested(BENCHMARKS, price.key)
        own = {"number_words": price_words(price)}
        return row | own | reference(price, price.key, dataset, address)

    edition = edition_of(dataset)
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
        "claims": [claim_row(claim) for claim in in_view],
        "claims_pointed_to": [claim_row(claim) for claim in _pointed_to(in_view, dataset)],
        "indicators": [_indicator(item) for item in resting],
        "benchmarks": [price_row(price) for price in prices.values()],
    }
    return f"{_written(document)}\n".encode()


def _pointed_to(claims: Sequence[Claim], dataset: Dataset) -> list[Claim]:
    """The other claims that those name, and that these name in turn."""
    by_id = {claim.id: claim for claim in dataset.claims}
    found = {claim.id: claim for claim in claims}
    queue = list(claims)
    for claim in queue:
        names = {claim.refers_to, claim.period.supplied_by or "", *claim.based_on}
        new = {name: by_id[name] for name in sorted(names & by_id.keys() - found.keys())}
        found |= new
        queue += new.values()
    return queue[len(claims) :]


def _indicator(indicator: Indicator) -> Json:
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


def _period(period: Period) -> Json:
    return {
        "start": period.start.isoformat() if period.start else None,
        "end": period.end.isoformat() if period.end else None,
        "label": period.label,
        "basis": period.basis,
        "supplied_by": period.supplied_by,
    }


def _written(value: Any, line: str = "\n") -> str:
    """The value as JSON, with all digits of a number, which ``json`` would make a float."""
    match value:
        case None | "":
            return "null"
        case Decimal():
            return f"{value:f}"
        case Mapping():
            items = [
                f"{_written(str(key))}: {_written(each, f'{line}  ')}"
                for key, each in value.items()
            ]
            return _block("{", items, "}", line)
        case list() | tuple():
            return _block("[", [_written(each, f"{line}  ") for each in value], "]", line)
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _block(start: str, items: Sequence[str], end: str, line: str) -> str:
    inner = f",{line}  ".join(items)
    return f"{start}{line}  {inner}{line}{end}" if items else start + end
