"""Codebook: data/README.md, written from the schema so that it cannot fall behind it.

Owns the head written by hand and the layout of the tables. Reads no file and writes none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tradedata.data.row_checks import QUOTED_WORDS
from tradedata.data.schema import Bounds, Field, Schema, TableSchema
from tradedata.data.vocabulary import MEASURES

CODEBOOK_FILE = "README.md"

_HEAD = """\
# {title}

<!-- Written by `python -m tradedata codebook` from datapackage.json: change that file or
tradedata/data/codebook.py, not this one. -->

{description}

Data version **{version}**. Licence of our selection, structure and notes: {licences}. What the
sources printed stays theirs; the column `reuse` of `sources.csv` says what each allows.

## How to cite

Name the source of the number itself first: its row in `sources.csv` says who published it, where
and when. Then name this collection:

> {title}. Data version {version}. {licence_names}.

## What the collection is about

`datapackage.json` says it once, as its object `collection`; nothing follows from a row's place in
a file.

| name | what it says | here |
|---|---|---|
{about}

## How to read a row

- **A row is a claim, not a fact.** It records that a source prints a number and who stated it.
  Two rows may contradict each other; neither is changed to fit the other, and no mean is taken.
- **A number stands as printed.** `value` is written out in full in its `unit`, and `as_printed`
  quotes the words that hold it, at most {quoted_words} of them. The two are checked against each
  other. Where those words are not in English, `gloss` translates them: that is ours, and checked
  as well. Money stays in the currency of the source: two currencies are never converted or
  compared.
- **A hedge is part of the number.** 'Over 5' and '5' are two statements: `qualifier` keeps the
  word of the source, and every number computed from it carries the hedge on.
- **Blank means that the source does not say.** Nothing is filled in from elsewhere. What another
  source adds is a row of its own, or a key that points to that row.
- **A period is only as good as its basis.** `period_basis` tells whether the source states the
  days (`stated`), counts from the day of printing (`relative`: 'last year'), gives a level that
  still runs (`running`: 'now'), leaves them to us to infer (`inferred`) or says nothing
  (`unstated`). `start` and `end` are both included and Gregorian; the years of other calendars
  are converted, and `period` keeps their name.
- **A growth or a multiple has a base.** `base_start`, `base_end` and `base_basis` give the period
  compared against. Where they are blank, nothing is derived from the row.
- **A share or a rank is the partner's.** It tells what part of the reporter's trade of that kind
  with everybody the partner has, or its place among all partners. Where `areas.csv` counts the
  reporter among another's `members`, a share is of that area's trade with the partner.
- **One statement may stand on many pages.** Rows that repeat one statement share an `origin`; a
  number taken over from another statement, or computed from it, names it in `based_on`. Where no
  source says so and the numbers only fit, `based_on_basis` is `arithmetic` and `relation` tells
  how: such a number may be no count of its own, and it is counted as none.
- **Nothing is deleted.** A corrected row is `superseded`, a misprint `rejected`: both stay, with
  the reason in `note`, and no chart uses a rejected row.

## The files

UTF-8, comma-separated, one header line, lines ended by LF. `datapackage.json` is the schema that
the programs read. Rows stand in the order of `python -m tradedata format`; where no order is
named, the order of the rows has a meaning.

| file | what it holds | key | order |
|---|---|---|---|
{files}

Units that fit a measure, and the bounds of its number:

| measure | units | number |
|---|---|---|
{units}
"""

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
    return _HEAD.format(
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
