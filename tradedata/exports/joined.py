"""Joined: a row of a table with the rows that its keys point to, nested or in one flat row.

Owns the joining, the same for every download, and the columns of the full download with their
order, the same for claims, computed numbers and market prices. Writes no file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tradedata.computed.indicators import Indicator
from tradedata.data.claims import Benchmark, Claim, split_keys
from tradedata.data.loading import Dataset
from tradedata.data.schema import LIST_KEYS, Field, ForeignKey, Schema, TableSchema
from tradedata.exports.captions import source_lines
from tradedata.exports.citations import cite_number
from tradedata.exports.editions import permalink
from tradedata.exports.shown import Column
from tradedata.views.lines import COMPUTED, MARKET_PRICE, benchmark_line, claim_line, indicator_line

Cells = Mapping[str, str]
Value = str | Decimal | None
Typed = Value | tuple[str, ...]
Number = Claim | Indicator | Benchmark

TRADE = "trade"
BENCHMARKS = "benchmarks"
CLAIM = "claim"
KIND_COLUMNS: dict[str, str] = {
    "row_kind": f"What the row is: '{CLAIM}' (a row of trade.csv), '{COMPUTED}' (from claims) or "
    f"'{MARKET_PRICE}' (a row of benchmarks.csv). The columns of trade.csv say of the other two "
    "only what they have: id, product, value (unrounded), unit, note; a market price also its "
    "days, its source and, as printed, the price as published."
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
# Columns of benchmarks.csv that the others hold by another name.
_OF_PRICES = frozenset(("benchmark", "native", "series"))


@dataclass(frozen=True, slots=True)
class Joining:
    """The sound rows of a dataset, by table and key, and the schema that says what they hold."""

    schema: Schema
    rows: Mapping[str, Mapping[str, Cells]]

    def nested(self, table: str, key: str) -> dict[str, Any]:
        """A row with its columns in order, each key of another table as the row it names."""
        cells = self.rows[table][key]
        others = self._others(table, cells).items()
        return self._row(table, cells) | {name: row for name, row in others if cells[name]}

    def flat(self, table: str, cells: Cells) -> dict[str, Value]:
        """Cells of a row, with 'source' the key and 'source_title' a cell of the row it names."""
        row = self._row(table, cells) | {
            f"{name}_{column}": cell
            for name, other in self._others(table, cells).items()
            for column, cell in other.items()
        }
        return {
            name: ";".join(cell) if isinstance(cell, tuple) else cell for name, cell in row.items()
        }

    def _row(self, table: str, cells: Cells) -> dict[str, Typed]:
        fields = self.schema.tables[table].fields
        return {field.name: _typed(table, field, cells.get(field.name, "")) for field in fields}

    def _others(self, table: str, cells: Cells) -> dict[str, dict[str, Typed]]:
        return {
            key.field: self._row(key.table, self.rows[key.table].get(cells.get(key.field, ""), {}))
            for key in _joins(self.schema.tables[table])
        }


def joining(dataset: Dataset) -> Joining:
    """The joining of a dataset's tables."""
    return Joining(
        dataset.schema,
        {
            name: {row[table.schema.key]: row.cells for row in table.rows}
            for name, table in dataset.tables.items()
        },
    )


def joined_columns(schema: Schema) -> dict[str, str]:
    """Every column of the full download in order, with its description.

    First what kind of row it is; then those of the tables; then how a computed number comes about,
    and what is derived.
    """
    tables = {name: column.meaning for name, column in table_columns(schema).items()}
    return KIND_COLUMNS | tables | COMPUTED_COLUMNS | DERIVED_COLUMNS


def table_columns(schema: Schema) -> dict[str, Column]:
    """Those of the full download that hold cells of the tables.

    First the columns of trade.csv under their own names; then, for each of those that holds a key
    of a small table, the other columns of that table, as 'source_title' or 'partner_label'; then
    what benchmarks.csv has beside these.
    """
    trade = schema.tables[TRADE]
    columns = {field.name: Column(field.title, field.description) for field in trade.fields}
    for key in _joins(trade):
        table, named = schema.tables[key.table], trade.field(key.field).title
        for field in table.fields:
            if field.name != table.key:
                columns[f"{key.field}_{field.name}"] = Column(
                    f"{named}: {field.title}", f"{table.title}: {field.description}"
                )
    return columns | {
        field.name: Column(field.title, field.description)
        for field in schema.tables[BENCHMARKS].fields
        if field.name not in columns.keys() | _OF_PRICES
    }


def added_columns() -> dict[str, str]:
    """Those of the full download that no table has, with their descriptions."""
    return KIND_COLUMNS | COMPUTED_COLUMNS | DERIVED_COLUMNS


def joined_rows(
    numbers: Iterable[Number], dataset: Dataset, address: str = ""
) -> list[dict[str, Value]]:
    """One row a number, in the order given, with the columns of ``joined_columns``.

    Number columns are numbers (None where blank), all others text (blank where unknown).
    ``address`` is that of the page, for permalinks.
    """
    join, columns = joining(dataset), joined_columns(dataset.schema)
    joined = []
    for number in numbers:
        cells = _cells(number, join)
        record = join.flat(BENCHMARKS, cells) | join.flat(TRADE, cells) | _derived(number)
        record |= reference(number, cells["id"], dataset, address)
        record["data_version"] = dataset.version
        joined.append({name: record.get(name, "") for name in columns})
    return joined


def reference(number: Number, key: str, dataset: Dataset, address: str) -> dict[str, str]:
    """How to cite a number, and its address on the page of that address, if there is one."""
    return {
        "citation": cite_number(number, dataset, address).apa,
        "permalink": permalink(address, key),
    }


def _cells(number: Number, join: Joining) -> Cells:
    """What the columns of trade.csv say of a number."""
    match number:
        case Claim():
            return join.rows[TRADE][number.id]
        case Indicator():
            return {
                "id": number.id,
                "product": number.product.key,
                "value": f"{number.value:f}",
                "unit": number.unit,
                "note": number.note,
            }
    row = join.rows[BENCHMARKS][number.key]
    return {**row, "id": number.key, "as_printed": number.native}


def _derived(number: Number) -> dict[str, str]:
    """What the columns beside those of the tables say of it, a citation apart."""
    own: dict[str, str] = {}
    match number:
        case Claim():
            kind, line = CLAIM, claim_line(number)
        case Indicator():
            kind, line = COMPUTED, indicator_line(number)
            price = (number.benchmark,) if number.benchmark else ()
            ids = [*(claim.id for claim in number.inputs), *(row.key for row in price)]
            own = {
                "formula": number.formula,
                "expression": number.expression,
                "input_ids": ";".join(ids),
                "input_sources": "; ".join(source_lines((*number.inputs, *price))),
            }
        case _:
            kind, line = MARKET_PRICE, benchmark_line(number)
    period = number.period
    return own | {
        "row_kind": kind,
        "what": str(line["What"]),
        "effective_start": period.start.isoformat() if period.start else "",
        "effective_end": period.end.isoformat() if period.end else "",
        "effective_period": str(line["Period"]),
        "effective_period_from": period.supplied_by or "",
        "number_words": str(line["Number"]),
    }


def _joins(table: TableSchema) -> list[ForeignKey]:
    """The keys of a table that point to another table than itself."""
    return [key for key in table.foreign_keys if key.table != table.name]


def _typed(table: str, field: Field, cell: str) -> Typed:
    if (table, field.name) in LIST_KEYS:
        return split_keys(cell)
    if field.type == "number":
        return Decimal(cell) if cell else None
    return cell
