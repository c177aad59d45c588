"""Frames: the data as pandas DataFrames, for notebooks, by the page's own addresses.

Owns the types of columns. The page never loads this module: pandas takes half a second and a
hundred megabytes.

    >>> from tradedata.frames import claims
    >>> claims("view=articles&side=russian-government")
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from tradedata.data.directory import data_directory
from tradedata.data.files import FileState, state_of
from tradedata.data.loading import DATA_FILES, load
from tradedata.data.schema import Schema
from tradedata.exports.citations import cite_dataset
from tradedata.exports.editions import edition_of
from tradedata.exports.joined import (
    COMPUTED_COLUMNS,
    KIND_COLUMNS,
    TRADE,
    joined_columns,
    joined_rows,
)
from tradedata.exports.shown import COLUMNS, shown_rows
from tradedata.views.charts import Number
from tradedata.views.extracts import (
    Extract,
    chart_called,
    chart_names,
    extract_of,
    extract_of_chart,
)
from tradedata.views.parameters import Asked, read_address
from tradedata.views.sources import left_out_words
from tradedata.views.view import Views

EXACT = "value_exact"
_SHOWN = {name: column.meaning for name, column in COLUMNS.items()}
_DAYS = ("start", "end", "effective_start", "effective_end")
_OF_RESULTS = ("product", "formula", "input_ids", "note", "citation", "permalink")


def claims(address: str = "", data: str | Path | None = None) -> pd.DataFrame:
    """The claims that an address shows, one a row, with all that their keys point to.

    ``address`` is what follows '?' in the page's, or the whole of it; ``data`` another directory.
    ``value`` is a float in ``unit``, ``value_exact`` the same as a Decimal; days are timestamps,
    words and keys of the data categories, all else text, blank where unknown. ``attrs`` hold
    version, citation, terms, filters, units and the meaning of each column.

    Raises ValueError for an address that the page would not take whole, InvalidData for data that
    cannot be read.
    """
    taken = extract_of(_asked(address, data))
    dataset = taken.view.dataset
    columns = joined_columns(dataset.schema)
    others = KIND_COLUMNS.keys() | COMPUTED_COLUMNS.keys()
    meanings = {name: meaning for name, meaning in columns.items() if name not in others}
    return _frame(joined_rows(taken.claims, dataset), meanings, taken)


def indicators(address: str = "", data: str | Path | None = None) -> pd.DataFrame:
    """The computed numbers that an address shows, one a row, as ``claims`` gives claims.

    ``kind`` says by which rule, ``input_ids`` from which rows, in the order of the formula.
    """
    taken = extract_of(_asked(address, data))
    dataset, results = taken.view.dataset, taken.results
    columns = joined_columns(dataset.schema)
    parts = zip(shown_rows(results, dataset), joined_rows(results, dataset), strict=True)
    rows = [{**shown, **{name: joined[name] for name in _OF_RESULTS}} for shown, joined in parts]
    return _frame(rows, _SHOWN | {name: columns[name] for name in _OF_RESULTS}, taken)


def chart(slug: str, address: str = "", data: str | Path | None = None) -> pd.DataFrame:
    """A chart's numbers in its order, with the columns of its CSV as shown, typed as ``claims``.

    ``slug`` is what stands after '#' in a chart's link: 'answer', 'lpg'.
    """
    asked = _asked(address, data)
    found = chart_called(asked, slug)
    if not found:
        raise ValueError(f"No chart is called {slug!r} (allowed: {', '.join(chart_names(asked))})")
    numbers: list[Number] = [mark.number for mark in found.marks]
    rows = shown_rows(numbers, asked.view.dataset)
    frame = _frame(rows, _SHOWN, extract_of_chart(asked, found))
    frame.attrs |= {"chart": found.title, "notes": [str(note) for note in found.notes]}
    return frame


def _asked(address: str, data: str | Path | None) -> Asked:
    directory = Path(data) if data else data_directory(os.environ)
    states = tuple(state_of(directory / name) for name in DATA_FILES)
    asked = read_address(address, _views(directory, states))
    if asked.notices:
        raise ValueError("; ".join(notice.sentence for notice in asked.notices))
    return asked


@lru_cache(maxsize=2)
def _views(directory: Path, _states: tuple[FileState, ...]) -> Views:
    """The views of the files as they are now."""
    return Views(load(directory))


def _frame(
    rows: Sequence[Mapping[str, Any]], meanings: Mapping[str, str], taken: Extract
) -> pd.DataFrame:
    dataset = taken.view.dataset
    edition, types = edition_of(dataset), _types(dataset.schema)
    frame = pd.DataFrame(
        {name: _column([row[name] for row in rows], types.get(name, "")) for name in meanings}
    )
    exact = pd.Series([row["value"] for row in rows], dtype=object)
    frame.insert(list(meanings).index("value") + 1, EXACT, exact)
    frame.attrs |= {
        "title": edition.title,
        "data_version": edition.version,
        "content": edition.digest,
        "citation": str(cite_dataset(dataset).apa),
        "terms": edition.terms,
        "licence": edition.licence_address,
        "filters": {name: list(values) for name, values in taken.filters.items()},
        "left_out": str(left_out_words(dataset.issues)),
        "units": {"value": sorted({str(row["unit"]) for row in rows})},
        "columns": {**meanings, EXACT: "The value with all its digits, as a Decimal."},
    }
    return frame


def _types(schema: Schema) -> dict[str, str]:
    """What the cells of a column are, by its name: 'number', 'date' or 'word', else text."""
    trade = schema.tables[TRADE]
    found: dict[str, str] = {}
    for field in trade.fields:
        found[field.name] = "word" if field.labels else field.type
    for key in trade.foreign_keys:
        if not key.several and key.table != TRADE:
            found[key.field] = "word"
            for field in schema.tables[key.table].fields:
                found[f"{key.field}_{field.name}"] = "word" if field.labels else field.type
    return found | dict.fromkeys(_DAYS, "date") | {"year": "whole"}


def _column(cells: Sequence[Any], kind: str) -> pd.Series[Any]:
    match kind:
        case "date":
            return pd.Series([cell or None for cell in cells], dtype="datetime64[us]")
        case "number":
            numbers = [None if cell is None else float(cell) for cell in cells]
            return pd.Series(numbers, dtype="float64")
        case "whole":
            return pd.Series(cells, dtype="Int64")
        case "word":
            return pd.Series([str(cell) for cell in cells], dtype="str").astype("category")
    return pd.Series([str(cell) for cell in cells], dtype="str")
