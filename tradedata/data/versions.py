"""Versions: two states of the data as text, and what became of the one in the other.

Owns the reading of a version by its own schema, whatever columns it had, their comparison, and the
rows of changes.csv that follow. Judges no cell and writes no file.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tradedata.data.files import MOST_BYTES, read_file, read_files
from tradedata.data.issues import InvalidData, Issue
from tradedata.data.schema import SCHEMA_FILE, TableSchema, table_schema
from tradedata.data.tables import Row, Table, parse_table
from tradedata.data.vocabulary import RECORDED

CHANGES, TRADE = "changes", "trade"
Cells = Mapping[str, str]

# A zip that is damaged, or packed or locked in a way that we do not know.
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Version:
    """The data in one version: its tables by name, faulty rows and all."""

    number: str
    tables: Mapping[str, Table]


@dataclass(frozen=True, slots=True)
class ChangedCell:
    """A cell that is not what it was, verbatim."""

    row: str
    column: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class TableDifference:
    """What became of a table: columns and rows that came and went, by key, and cells."""

    schema: TableSchema
    columns_added: tuple[str, ...]
    columns_removed: tuple[str, ...]
    added: Mapping[str, Cells]
    removed: Mapping[str, Cells]
    changed: tuple[ChangedCell, ...]

    def __bool__(self) -> bool:
        return any(
            (self.columns_added, self.columns_removed, self.added, self.removed, self.changed)
        )


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of one version in another, table by table; those alike are left out."""

    old: str
    new: str
    tables: tuple[TableDifference, ...]


def read_version(path: Path) -> Version:
    """The version in a directory of data files, or in a zip of them, by its own schema.

    Raises InvalidData with the place of what cannot be read, and OSError where there is neither.
    """
    try:
        return _read(path)
    except InvalidData as error:
        placed = (replace(issue, file=str(path / issue.file)) for issue in error.issues)
        raise InvalidData(tuple(placed)) from None


def difference(old: Version, new: Version) -> Difference:
    """What became of the old version in the new one, in the order of the new one's tables."""
    empty = {
        name: table.with_rows(()) for each in (old, new) for name, table in each.tables.items()
    }
    names = dict.fromkeys((*new.tables, *old.tables))
    tables = (
        _table_difference(*({**empty, **each.tables}[name] for each in (old, new)))
        for name in names
    )
    return Difference(old.number, new.number, tuple(filter(None, tables)))


def with_changes(table: Table, found: Difference) -> Table:
    """The table of changes with those that the difference brings; why they came is left blank."""
    rows = {row[table.schema.key]: row.cells for row in table.rows}
    for item in found.tables:
        for cell in item.changed if item.schema.name == TRADE else ():
            if cell.column in RECORDED:
                key = re.sub(r"[^a-z0-9]+", "-", f"{cell.row}-{cell.column}-{found.new}".lower())
                told = {"claim": cell.row, "version": found.new, "column": cell.column}
                first = {table.schema.key: key, **told, "old": cell.old, "why": ""}
                rows[key] = {**first, **rows.get(key, {}), "new": cell.new}
    return table.with_rows(Row(0, cells) for cells in rows.values())


def _read(path: Path) -> Version:
    contents, unusable = _contents(path, [SCHEMA_FILE])
    if unusable:
        raise InvalidData(tuple(unusable))
    number, schemas = _schemas(contents[SCHEMA_FILE])
    contents, unusable = _contents(path, [schema.file for schema in schemas])
    tables: dict[str, Table] = {}
    for schema in schemas:
        if schema.file in contents:
            try:
                tables[schema.name], found = parse_table(contents[schema.file], schema)
                unusable.extend((*found, *_repeated_keys(tables[schema.name])))
            except InvalidData as error:
                unusable.extend(error.issues)
    if unusable:
        raise InvalidData(tuple(unusable))
    return Version(number, tables)


def _schemas(content: bytes) -> tuple[str, list[TableSchema]]:
    """Version and tables of a package; older ones lack what ``parse_schema`` asks for today."""
    try:
        package = json.loads(content)
        schemas = [table_schema(item) for item in package["resources"] if item["type"] == "table"]
        for schema in schemas:
            schema.field(schema.key)
        return str(package["version"]), schemas
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError):
        raise InvalidData((Issue("unreadable-schema", SCHEMA_FILE),)) from None


def _contents(path: Path, names: Iterable[str]) -> tuple[dict[str, bytes], list[Issue]]:
    if path.is_dir():
        return read_files(path, names)
    content = read_file(path)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile:
        raise OSError(None, "neither a directory nor a zip of data files", str(path)) from None
    contents: dict[str, bytes] = {}
    unusable: list[Issue] = []
    for name in names:
        try:
            with archive.open(name) as file:
                contents[name] = file.read(MOST_BYTES)
        except KeyError:
            unusable.append(Issue("missing-file", name))
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            unusable.append(Issue("unopened-file", name, value=str(error)))
    return contents, unusable


def _repeated_keys(table: Table) -> Iterator[Issue]:
    name, seen = table.schema.key, set[str]()
    for row in table.rows:
        if row[name] in seen:
            file = table.schema.file
            yield Issue("duplicate-key", file, line=row.line, column=name, value=row[name])
        seen.add(row[name])


def _table_difference(old: Table, new: Table) -> TableDifference:
    before, after = _by_key(old), _by_key(new)
    columns = [name for name in new.schema.header if name in old.schema.header]
    return TableDifference(
        new.schema,
        columns_added=tuple(name for name in new.schema.header if name not in columns),
        columns_removed=tuple(name for name in old.schema.header if name not in columns),
        added={key: cells for key, cells in after.items() if key not in before},
        removed={key: cells for key, cells in before.items() if key not in after},
        changed=tuple(
            ChangedCell(key, column, before[key][column], cells[column])
            for key, cells in after.items()
            if key in before
            for column in columns
            if before[key][column] != cells[column]
        ),
    )


def _by_key(table: Table) -> dict[str, Cells]:
    return {row[table.schema.key]: row.cells for row in table.rows}
