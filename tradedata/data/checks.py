"""Checks: which rows of the data files may be used, and the issues of the others.

Owns the run of all rules (row_checks, table_checks) and how faults become issues and sound rows.
Has no rule of its own, reads no file, mends nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from tradedata.data.characters import visible
from tradedata.data.issues import Issue
from tradedata.data.row_checks import RowsByKey, row_faults
from tradedata.data.table_checks import (
    TABLE_RULES,
    Faults,
    Found,
    change_faults,
    circle_faults,
    follow_keys,
    is_left_out,
    twin_faults,
)
from tradedata.data.tables import Row, Table


def check_tables(tables: Mapping[str, Table]) -> tuple[dict[str, Table], tuple[Issue, ...]]:
    """The tables with their sound rows alone, cells trimmed, and the issues of all rows.

    Issues stand in the order of files, lines and columns. A row with an error is left out; one
    with nothing but warnings stays.
    """
    tables = {name: table.with_rows(map(_trimmed, table.rows)) for name, table in tables.items()}
    by_key = {name: _first_rows(table) for name, table in tables.items()}
    found: Found = {
        name: {row.line: dict.fromkeys(row_faults(row, table.schema, by_key)) for row in table.rows}
        for name, table in tables.items()
    }
    for name, table in tables.items():
        for row, fault in chain(circle_faults(table, by_key[name]), twin_faults(table)):
            found[name][row.line][fault] = None
    for row, fault in change_faults(tables["changes"], by_key["trade"]):
        found["changes"][row.line][fault] = None
    follow_keys(tables, by_key, found)
    for rule in TABLE_RULES:
        for row, fault in rule(_sound_rows(tables["trade"], found["trade"])):
            found["trade"][row.line][fault] = None
        follow_keys(tables, by_key, found)
    sound = {
        name: table.with_rows(_sound_rows(table, found[name])) for name, table in tables.items()
    }
    issues = (_issues(table, found[name]) for name, table in tables.items())
    return sound, tuple(chain.from_iterable(issues))


def _trimmed(row: Row) -> Row:
    return Row(row.line, {name: cell.strip() for name, cell in row.cells.items()})


def _first_rows(table: Table) -> RowsByKey:
    """The first row of each key; a row without one is none that a blank cell points to."""
    rows: dict[str, Row] = {}
    for row in table.rows:
        if key := row[table.schema.key]:
            rows.setdefault(key, row)
    return rows


def _sound_rows(table: Table, found: Mapping[int, Faults]) -> tuple[Row, ...]:
    return tuple(row for row in table.rows if not is_left_out(found[row.line]))


def _issues(table: Table, found: Mapping[int, Faults]) -> Iterator[Issue]:
    places = {name: place for place, name in enumerate(table.schema.header)}
    for row in table.rows:
        for fault in sorted(found[row.line], key=lambda fault: places[fault.column]):
            yield Issue(
                fault.code,
                table.schema.file,
                line=row.line,
                column=fault.column,
                row=visible(row[table.schema.key]),
                value=visible(row[fault.column]),
                allowed=fault.allowed,
            )
