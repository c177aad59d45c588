"""Documents: claims as nested JSON, each with everything its keys point to.

Owns the shape of the JSON download: the columns of a row are those of the schema, and what is
derived stands after them. Unknown is null, a number has all its digits, text is verbatim.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from tradedata.compare.statements import statements
from tradedata.computed.indicators import Indicator
from tradedata.computed.prices import price_words
from tradedata.computed.reprints import Resting
from tradedata.data.claims import Benchmark, Claim
from tradedata.data.periods import Period
from tradedata.exports.citations import cite_dataset
from tradedata.exports.editions import edition_of
from tradedata.exports.joined import BENCHMARKS, TRADE, joining, reference
from tradedata.views.extracts import Extract
from tradedata.words.claims import measure_words, number_words, period_words, subject_words

Json = dict[str, Any]


def to_json(extract: Extract) -> bytes:
    """The numbers of an extract as UTF-8 JSON.

    A claim names the computed numbers of the extract that rest on its statement; each stands once,
    in full, with its inputs. Whatever a number names by its key is in the document: claims that
    are not of the extract stand apart, and name no computed number.
    """
    dataset, address, results = extract.view.dataset, extract.link, extract.results
    resting = Resting(results, statements(extract.claims))
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
            "indicators": [each.indicator.id for each in resting.about(claim.id)],
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
        "filters": extract.filters,
        "claims": [claim_row(claim) for claim in extract.claims],
        "claims_pointed_to": [claim_row(claim) for claim in _pointed_to(extract)],
        "indicators": [_indicator(item) for item in results],
        "benchmarks": [price_row(price) for price in extract.prices],
    }
    return f"{written(document)}\n".encode()


def _pointed_to(extract: Extract) -> list[Claim]:
    """The other claims that those name, that computed numbers rest on, and that these name."""
    by_id = extract.view.whole.claims_by_id
    found = {claim.id: claim for claim in extract.claims}
    inputs = {claim.id: claim for item in extract.results for claim in item.inputs}
    queue = [*found.values(), *(inputs[key] for key in sorted(inputs.keys() - found.keys()))]
    found |= inputs
    for claim in queue:
        names = {claim.refers_to, claim.period.supplied_by or "", *claim.based_on}
        new = {name: by_id[name] for name in sorted(names & by_id.keys() - found.keys())}
        found |= new
        queue += new.values()
    return queue[len(extract.claims) :]


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


def written(value: Any, line: str = "\n") -> str:
    """The value as JSON, with all digits of a number, which ``json`` would make a float."""
    match value:
        case None | "":
            return "null"
        case Decimal():
            return f"{value:f}"
        case Mapping():
            items = [
                f"{written(str(key))}: {written(each, f'{line}  ')}" for key, each in value.items()
            ]
            return _block("{", items, "}", line)
        case list() | tuple():
            return _block("[", [written(each, f"{line}  ") for each in value], "]", line)
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _block(start: str, items: Sequence[str], end: str, line: str) -> str:
    inner = f",{line}  ".join(items)
    return f"{start}{line}  {inner}{line}{end}" if items else start + end
