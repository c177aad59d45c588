"""The schema: datapackage.json as typed objects.

Owns tables, fields, vocabularies, keys and labels. Reads no file and checks no row.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tradedata.data.issues import InvalidData, Issue

SCHEMA_FILE = "datapackage.json"


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its type, whether it must be filled, its form, and its words with labels."""

    name: str
    title: str
    description: str
    type: str
    required: bool
    unique: bool
    pattern: str | None
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """A column whose cells are keys of a table."""

    field: str
    table: str


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


@dataclass(frozen=True, slots=True)
class Schema:
    """The whole data package: its description and its tables by name."""

    package: Mapping[str, Any]
    tables: Mapping[str, TableSchema]

    @property
    def data_version(self) -> str:
        """Version of the data, calendar-based."""
        return str(self.package["version"])

    def label(self, table: str, field: str, value: str) -> str:
        """What readers see for a word of a vocabulary; the word itself if it has no label."""
        return self.tables[table].field(field).labels.get(value, value)


def parse_schema(content: bytes) -> Schema:
    """Type the content of ``datapackage.json``.

    Raises InvalidData when it is no JSON or lacks what a package needs.
    """
    try:
        package = json.loads(content)
        tables = {
            resource["name"]: _table(resource)
            for resource in package["resources"]
            if resource.get("type") == "table"
        }
        schema = Schema(package, tables)
        _ = schema.data_version
    except (
        *(ValueError, KeyError, TypeError, AttributeError, IndexError),
        *(RecursionError, re.error),
    ) as error:
        detail = f"{type(error).__name__}: {error}"
        raise InvalidData((Issue("unreadable-schema", SCHEMA_FILE, value=detail),)) from None
    return schema


def _table(resource: Mapping[str, Any]) -> TableSchema:
    schema = resource["schema"]
    return TableSchema(
        name=resource["name"],
        file=resource["path"],
        title=resource["title"],
        description=resource["description"],
        fields=tuple(_field(field) for field in schema["fields"]),
        key=schema["primaryKey"][0],
        foreign_keys=tuple(
            ForeignKey(key["fields"], key["reference"]["resource"] or resource["name"])
            for key in schema.get("foreignKeys", [])
        ),
        order=tuple(resource.get("order", ())),
    )


def _field(field: Mapping[str, Any]) -> Field:
    constraints = field.get("constraints", {})
    pattern = constraints.get("pattern")
    if pattern is not None:
        re.compile(pattern)
    return Field(
        name=field["name"],
        title=field["title"],
        description=field["description"],
        type=field["type"],
        required=constraints.get("required", False),
        unique=constraints.get("unique", False),
        pattern=pattern,
        labels={item["value"]: item["label"] for item in field.get("categories", [])},
    )
