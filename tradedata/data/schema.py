"""The schema: datapackage.json as typed objects.

Owns tables, fields, vocabularies, keys and labels. Reads no file and checks no row.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, cast

from tradedata.data.issues import InvalidData, Issue
from tradedata.data.package_checks import SCHEMA_FILE as SCHEMA_FILE
from tradedata.data.package_checks import column_name, package_issues
from tradedata.data.quoting import OUR_LANGUAGE, Quoted

# Table Schema has no foreign keys for cells that hold several.
LIST_KEYS: Mapping[tuple[str, str], str] = {
    ("trade", "based_on"): "trade",
    ("areas", "members"): "areas",
}


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between what a cell must lie; ``above`` is itself shut out. Blank: no bound.

    ``step``: what it must be a multiple of.
    """

    minimum: str = ""
    maximum: str = ""
    above: str = ""
    step: str = ""

    @property
    def words(self) -> str:
        """'from 0 to 100', 'above -100', 'from 1, a multiple of 1'; '' where there are none."""
        limits = [
            f"{word} {limit}"
            for word, limit in (("from", self.minimum), ("above", self.above), ("to", self.maximum))
            if limit
        ]
        steps = [f"a multiple of {self.step}"] if self.step else []
        return ", ".join([" ".join(limits), *steps] if limits else steps)


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its type, whether it must be filled, its form, and its words with labels.

    ``closed`` are the words that no new row takes. ``bounds_by`` has the bounds of each measure.
    """

    name: str
    title: str
    description: str
    type: str
    required: bool
    pattern: str
    labels: Mapping[str, str]
    closed: frozenset[str]
    bounds: Bounds
    bounds_by: Mapping[str, Bounds]


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """A column whose cells are keys of a table; ``several``: a cell may hold more than one."""

    field: str
    table: str
    several: bool = False


@dataclass(frozen=True, slots=True)
class TableSchema:
    """A table: file name, columns in order, key column, foreign keys, canonical sort order."""

    name: str
    file: str
    title: str
    description: str
    fields: tuple[Field, ...]
    key: str
    foreign_keys: tuple[ForeignKey, ...]
    order: tuple[str, ...]

    @property
    def header(self) -> tuple[str, ...]:
        """Column names in file order."""
        return tuple(field.name for field in self.fields)

    def field(self, name: str) -> Field:
        """The column of that name. Raises KeyError."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)

    def target(self, column: str) -> str:
        """The table whose keys the column holds; '' where it holds none."""
        return next((key.table for key in self.foreign_keys if key.field == column), "")


@dataclass(frozen=True, slots=True)
class Schema:
    """The whole data package: its description and its tables by name."""

    package: Mapping[str, Any]
    tables: Mapping[str, TableSchema]

    @property
    def data_version(self) -> str:
        """Version of the data, calendar-based."""
        return cast(str, self.package["version"])

    def label(self, table: str, field: str, value: str) -> Quoted:
        """What readers see for a word of a vocabulary; the word itself if it has no label."""
        labels = self.tables[table].field(field).labels
        return Quoted(labels.get(value, value), OUR_LANGUAGE)


@lru_cache(maxsize=2)
def parse_schema(content: bytes) -> Schema:
    """Type the content of ``datapackage.json``; it changes less often than the tables.

    Raises InvalidData when it is no JSON, or with all that it does not say as it must.
    """
    try:
        package = json.loads(content)
    except (ValueError, RecursionError) as error:
        detail = f"{type(error).__name__}: {error}"
        raise InvalidData((Issue("unreadable-schema", SCHEMA_FILE, value=detail),)) from None
    if issues := package_issues(package):
        raise InvalidData(issues)
    tables = {
        resource["name"]: table_schema(resource)
        for resource in package["resources"]
        if resource.get("type") == "table"
    }
    return Schema(package, tables)


def table_schema(resource: Mapping[str, Any]) -> TableSchema:
    """Type a table of a package. Raises KeyError and the like where it does not say as it must."""
    schema, name = resource["schema"], resource["name"]
    return TableSchema(
        name=name,
        file=resource["path"],
        title=resource["title"],
        description=resource["description"],
        fields=tuple(_field(field) for field in schema["fields"]),
        key=column_name(schema["primaryKey"]),
        foreign_keys=(
            *(
                ForeignKey(column_name(key["fields"]), key["reference"]["resource"] or name)
                for key in schema.get("foreignKeys", [])
            ),
            *(
                ForeignKey(column, target, several=True)
                for (table, column), target in LIST_KEYS.items()
                if table == name
            ),
        ),
        order=tuple(resource.get("order", ())),
    )


def _field(field: Mapping[str, Any]) -> Field:
    constraints, words = field.get("constraints", {}), field.get("categories", [])
    # Table Schema bounds no date that may be a year alone, and no number by another column.
    by_measure = field.get("boundsBy", {}).get("measure", {})
    is_number = field["type"] == "number"
    return Field(
        name=field["name"],
        title=field["title"],
        description=field["description"],
        type=field["type"],
        required=constraints.get("required", False),
        pattern=constraints.get("pattern", ""),
        labels={item["value"]: item["label"] for item in words},
        closed=frozenset(item["value"] for item in words if item.get("closed")),
        bounds=_bounds(field.get("bounds", constraints), is_number),
        bounds_by={word: _bounds(limits, is_number) for word, limits in by_measure.items()},
    )


def _bounds(limits: Mapping[str, Any], is_number: bool) -> Bounds:
    names = ("minimum", "maximum", "exclusiveMinimum", "multipleOf")
    found = (str(limits.get(name, "")) for name in names)
    # JSON may write 0.000001 as 1e-06.
    return Bounds(*(f"{Decimal(limit):f}" if limit and is_number else limit for limit in found))
