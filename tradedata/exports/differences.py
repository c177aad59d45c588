"""Differences: what became of one version of the data in another, in words and as plain data.

Owns the shape of both. What differs is a matter of the data: nothing is compared here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from itertools import groupby
from typing import Any

from tradedata.data.versions import Cells, ChangedCell, Difference, TableDifference

# What tells rows of any table apart to a reader: the first of these that they have.
_TELLING = ("value", "unit", "period", "claimant", "source", "title", "label", "series")


def difference_words(found: Difference) -> Mapping[str, Any]:
    """The difference as headings and lines, a row a line, each cell verbatim."""
    return {
        "Data": f"version {found.old}, then version {found.new}",
        "Differs": "" if found.tables else "nothing",
        **{f"{table.schema.title} ({table.schema.file})": _words(table) for table in found.tables},
    }


def difference_data(found: Difference) -> Mapping[str, Any]:
    """The same for programs."""
    return {
        "old": found.old,
        "new": found.new,
        "tables": {
            table.schema.name: {
                "columns_added": table.columns_added,
                "columns_removed": table.columns_removed,
                "added": list(table.added.values()),
                "removed": list(table.removed.values()),
                "changed": list(map(asdict, table.changed)),
            }
            for table in found.tables
        },
    }


def _words(table: TableDifference) -> Mapping[str, list[str]]:
    changed = {key: _cells(cells) for key, cells in groupby(table.changed, lambda cell: cell.row)}
    return {
        "Columns added": [*table.columns_added],
        "Columns removed": [*table.columns_removed],
        f"Added: {len(table.added)}": [_row(*item) for item in table.added.items()],
        f"Removed: {len(table.removed)}": [_row(*item) for item in table.removed.items()],
        f"Changed: {len(changed)}": [f"{key}: {words}" for key, words in changed.items()],
    }


def _row(key: str, cells: Cells) -> str:
    told = (cells.get(name, "") for name in _TELLING)
    return f"{key}: {', '.join(cell for cell in told if cell not in ('', key))}"


def _cells(cells: Iterable[ChangedCell]) -> str:
    return "; ".join(
        f"{cell.column} was {_verbatim(cell.old)}, is {_verbatim(cell.new)}" for cell in cells
    )


def _verbatim(cell: str) -> str:
    return f"‘{cell}’" if cell else "blank"
