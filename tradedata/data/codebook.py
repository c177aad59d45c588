"""Codebook: data/README.md, written from the schema so that it cannot fall behind it.

Owns the layout of the tables; the head, written by hand, stands in ``codebook.md``. Reads no data
and writes no file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from tradedata.data.row_checks import QUOTED_WORDS
from tradedata.data.schema import Bounds, Field, Schema, TableSchema
from tradedata.data.vocabulary import MEASURES

CODEBOOK_FILE = "README.md"

_ABOUT = {
    "question": "What the page asks, its heading. The package's own `title` names the page.",
    "areas": "The two areas whose trade with each other it is about: keys in `areas.csv`.",
    "total": "What stands for goods of every kind: a key in `products.csv`.",
    "world": "The partner of totals with everybody: a key in `areas.csv`. May be left out.",
}

_TABLE = """
## `{file}`: {title}

{description}

| column | title | type | required | what it holds |
|---|---|---|---|---|
{columns}
"""

_WORDS = """
Words of `{column}` and how readers see them:

| word | label |
|---|---|
{words}
"""


_DOWNLOAD = """
## In downloads: {name}

| column | title | what it holds |
|---|---|---|
{columns}
"""

Downloads = Mapping[str, Iterable[tuple[str, str, str]]]


def write_codebook(schema: Schema, downloads: Downloads) -> str:
    """The codebook of the data as Markdown, columns in the order of the schema.

    After the tables stand the columns that only ``downloads`` have: name, title and meaning.
    """
    tables = map(_table_section, schema.tables.values())
    files = (
        _DOWNLOAD.format(name=name, columns=_lines((f"`{code}`", *rest) for code, *rest in columns))
        for name, columns in downloads.items()
    )
    return "".join((_head(schema), *tables, *files))


def _head(schema: Schema) -> str:
    package = schema.package
    licences, about = package["licenses"], package["collection"]
    trade = schema.tables["trade"]
    bounds, units = trade.field("value").bounds_by, trade.field("unit").labels
    head = Path(__file__).with_suffix(".md").read_text(encoding="utf-8")
    return head.format(
        title=package["title"],
        description=package["description"],
        version=schema.data_version,
        licences=", ".join(f"[{item['title']}]({item['path']})" for item in licences),
        licence_names=", ".join(item["name"] for item in licences),
        about=_lines(
            (f"`{name}`", meaning, _stated(about.get(name, ""))) for name, meaning in _ABOUT.items()
        ),
        quoted_words=QUOTED_WORDS,
        files=_lines(
            (
                f"`{table.file}`",
                f"{table.title}. {table.description}",
                f"`{table.key}`",
                _codes(table.order) or "as it stands",
            )
            for table in schema.tables.values()
        ),
        units=_lines(
            (
                f"`{word}`",
                _codes(filter(units.__contains__, measure.units)),
                bounds.get(word, Bounds()).words,
            )
            for word, measure in MEASURES.items()
        ),
    )


def _stated(value: str | list[str]) -> str:
    return value if isinstance(value, str) else ", ".join(value)


def _table_section(table: TableSchema) -> str:
    keys = {key.field: key.table for key in table.foreign_keys}
    section = _TABLE.format(
        file=table.file,
        title=table.title,
        description=table.description,
        columns=_lines(_column(field, keys.get(field.name)) for field in table.fields),
    )
    vocabularies = (
        _WORDS.format(
            column=field.name,
            words=_lines((f"`{word}`", _label(word, field)) for word in field.labels),
        )
        for field in table.fields
        if field.labels
    )
    return section + "".join(vocabularies)


def _column(field: Field, target: str | None) -> tuple[str, ...]:
    parts = [field.description]
    if target:
        parts.append(f"Key in `{target}.csv`.")
    if field.pattern:
        parts.append(f"Form: `{field.pattern}`.")
    if field.bounds.words:
        parts.append(f"{field.bounds.words.capitalize()}.")
    if field.labels:
        parts.append(f"One of {_codes(field.labels)}.")
    return (
        f"`{field.name}`",
        field.title,
        field.type,
        "yes" if field.required else "",
        " ".join(parts),
    )


def _label(word: str, field: Field) -> str:
    return f"{field.labels[word]}{' (no new row takes it)' if word in field.closed else ''}"


def _codes(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _lines(rows: Iterable[tuple[str, ...]]) -> str:
    return "\n".join(f"| {' | '.join(map(_cell, row))} |" for row in rows)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
