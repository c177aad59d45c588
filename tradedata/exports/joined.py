"""Joined: one flat row a number, holding everything that stands about it in any table.

Owns the columns of the full download and their order, the same for claims, computed numbers and
market prices. Writes no file.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from tradedata.computed.indicators import Indicator
from tradedata.data.claims import Benchmark, Claim
from tradedata.data.loading import Dataset
from tradedata.data.periods import Period
from tradedata.data.schema import ForeignKey, Schema
from tradedata.exports.captions import source_lines
from tradedata.exports.citations import cite_number
from tradedata.exports.editions import permalink
from tradedata.views.lines import COMPUTED, MARKET_PRICE, benchmark_line, claim_line, indicator_line
from tradedata.words.claims import period_words

Value = str | Decimal | None
Number = Claim | Indicator | Benchmark

CLAIM = "claim"
KIND_COLUMNS: dict[str, str] = {
    "row_kind": f"What the row is: '{CLAIM}' (a row of trade.csv), '{COMPUTED}' (from claims) or "
    f"'{MARKET_PRICE}' (a row of benchmarks.csv). The columns of trade.csv say of the other two "
    "only what they have: id, product, value (unrounded), unit, note; a market price also its "
    "days, its source and, as printed, the price as published.",
}
COMPUTED_COLUMNS: dict[str, str] = {
    "formula": "How a computed number comes about, in words.",
    "expression": "The same in numbers, with the unrounded result.",
    "input_ids": "The claims, and the market price, that a computed number rests on; "
    "separated by ';'.",
    "input_sources": "Where those were printed: publisher, title, date.",
}
DERIVED_COLUMNS: dict[str, str] = {
    "what": "What the number is of, in words.",
    "effective_start": "First day of the period reckoned with, borrowed where another claim "
    "supplies it.",
    "effective_end": "Last day of the period reckoned with.",
    "effective_period": "The period in words, with how it is known.",
    "effective_period_from": "The claim that supplies the period, when it is another one.",
    "number_words": "The number in words, with its hedge.",
    "citation": "How to cite the number: the original source first (APA).",
    "data_version": "Version of the data.",
    "permalink": "Address of the number on the page the file came from, if it has one.",
}


def joined_columns(schema: Schema) -> dict[str, str]:
    """Every column of the full download in order, with its description.

    First what kind of row it is; then the columns of trade.csv under their own names; then, for
    each of those that holds a key of a small table, the other columns of that table, as
    'source_title' or 'partner_label'; then how a computed number comes about, and what is derived.
    """
    trade = schema.tables["trade"]
    columns = KIND_COLUMNS | {field.name: field.description for field in trade.fields}
    for key in _joins(schema):
        table = schema.tables[key.table]
        for field in table.fields:
            if field.name != table.key:
                columns[f"{key.field}_{field.name}"] = f"{table.title}: {field.description}"
    return columns | COMPUTED_COLUMNS | DERIVED_COLUMNS


def joined_rows(
    numbers: Iterable[Number], dataset: Dataset, address: str = ""
) -> list[dict[str, Value]]:
    """One row a number, in the order given, with the columns of ``joined_columns``.

    Number columns are numbers (None where blank), all others text (blank where unknown).
    ``address`` is that of the page, for permalinks.
    """
    schema = dataset.schema
    trade = {row["id"]: row.cells for row in dataset.tables["trade"].rows}
    small = {
        key.table: {
            row[schema.tables[key.table].key]: row.cells for row in dataset.tables[key.table].rows
        }
        for key in _joins(schema)
    }
    columns, number_columns = joined_columns(schema), _number_columns(schema)
    joined = []
    for number in numbers:
        record = dict(trade[number.id]) if isinstance(number, Claim) else {}
        record |= _own(number)
        for key in _joins(schema):
            pointed_to = small[key.table].get(record.get(key.field, ""), {})
            record |= {f"{key.field}_{name}": cell for name, cell in pointed_to.items()}
        record |= _effective(number.period) | {
            "citation": cite_number(number, dataset, address).apa,
            "data_version": dataset.version,
            "permalink": permalink(address, record["id"]),
        }
        joined.append(
            {
                name: _number(record.get(name, ""))
                if name in number_columns
                else record.get(name, "")
                for name in columns
            }
        )
    return joined


def _number(cell: str) -> Decimal | None:
    return Decimal(cell) if cell else None


def _own(number: Number) -> dict[str, str]:
    """What the row says besides the tables; of what is no claim, also its cells."""
    match number:
        case Claim():
            line = claim_line(number)
            own = {"row_kind": CLAIM, "effective_period": period_words(number)}
        case Indicator():
            line = indicator_line(number)
            price = (number.benchmark,) if number.benchmark else ()
            own = {
                "row_kind": COMPUTED,
                "id": number.id,
                "product": number.product.key,
                "value": f"{number.value:f}",
                "unit": number.unit,
                "note": number.note,
                "formula": number.formula,
                "expression": number.expression,
                "input_ids": ";".join(
                    [*(claim.id for claim in number.inputs), *(row.key for row in price)]
                ),
                "input_sources": "; ".join(source_lines((*number.inputs, *price))),
                "effective_period": number.period.describe(),
            }
        case _:
            line = benchmark_line(number)
            own = {
                "row_kind": MARKET_PRICE,
                "id": number.key,
                "product": number.product.key,
                "value": f"{number.value:f}",
                "unit": number.unit,
                "as_printed": number.native,
                "source": number.source.key,
                "note": number.note,
                "effective_period": number.period.describe(),
            }
            days = _effective(number.period)
            own |= {"start": days["effective_start"], "end": days["effective_end"]}
    return own | {"what": str(line["What"]), "number_words": str(line["Number"])}


def _effective(period: Period) -> dict[str, str]:
    return {
        "effective_start": period.start.isoformat() if period.start else "",
        "effective_end": period.end.isoformat() if period.end else "",
        "effective_period_from": period.supplied_by or "",
    }


def _joins(schema: Schema) -> list[ForeignKey]:
    """The keys of trade.csv that point to another table than itself."""
    return [key for key in schema.tables["trade"].foreign_keys if key.table != "trade"]


def _number_columns(schema: Schema) -> set[str]:
    names = {field.name for field in schema.tables["trade"].fields if field.type == "number"}
    for key in _joins(schema):
        names |= {
            f"{key.field}_{field.name}"
            for field in schema.tables[key.table].fields
            if field.type == "number"
        }
    return names
