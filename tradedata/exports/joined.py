"""Joined: one flat row a claim, holding everything that stands about it in any table.

Owns the columns of the full download and their order. Writes no file.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from tradedata.claims import Claim
from tradedata.describing import number_words, period_words
from tradedata.exports.citations import cite_claim
from tradedata.exports.editions import permalink
from tradedata.loading import Dataset
from tradedata.schema import ForeignKey, Schema

Value = str | Decimal | None

DERIVED_COLUMNS: dict[str, str] = {
    "effective_start": "First day of the period reckoned with, borrowed where another claim "
    "supplies it.",
    "effective_end": "Last day of the period reckoned with.",
    "effective_period": "The period in words, with how it is known.",
    "effective_period_from": "The claim that supplies the period, when it is another one.",
    "number_words": "The number in words, with its hedge.",
    "citation": "How to cite the number: the original source first (APA).",
    "data_version": "Version of the data.",
    "permalink": "Address of the claim on the page the file came from, if it has one.",
}


def joined_columns(schema: Schema) -> dict[str, str]:
    """Every column of the full download in order, with its description.

    First those of trade.csv under their own names; then, for each of its columns that holds a key
    of a small table, the other columns of that table, as 'source_title' or 'partner_label'; then
    what is derived.
    """
    trade = schema.tables["trade"]
    columns = {field.name: field.description for field in trade.fields}
    for key in _joins(schema):
        table = schema.tables[key.table]
        for field in table.fields:
            if field.name != table.key:
                columns[f"{key.field}_{field.name}"] = f"{table.title}: {field.description}"
    return columns | DERIVED_COLUMNS


def joined_rows(
    claims: Iterable[Claim], dataset: Dataset, address: str = ""
) -> list[dict[str, Value]]:
    """One row a claim, in the order given, with the columns of ``joined_columns``.

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
    numbers = _number_columns(schema)
    joined = []
    for claim in claims:
        record = dict(trade[claim.id])
        for key in _joins(schema):
            pointed_to = small[key.table].get(record[key.field], {})
            record |= {f"{key.field}_{name}": cell for name, cell in pointed_to.items()}
        record |= _derived(claim, dataset, address)
        joined.append(
            {
                name: _number(record.get(name, "")) if name in numbers else record.get(name, "")
                for name in joined_columns(schema)
            }
        )
    return joined


def _number(cell: str) -> Decimal | None:
    return Decimal(cell) if cell else None


def _derived(claim: Claim, dataset: Dataset, address: str) -> dict[str, str]:
    period = claim.period
    return {
        "effective_start": period.start.isoformat() if period.start else "",
        "effective_end": period.end.isoformat() if period.end else "",
        "effective_period": period_words(claim),
        "effective_period_from": period.supplied_by or "",
        "number_words": number_words(claim),
        "citation": cite_claim(claim, dataset, address).apa,
        "data_version": dataset.version,
        "permalink": permalink(address, claim.id),
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
