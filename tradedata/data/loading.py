"""Loading: the data files in a directory become one Dataset, faulty rows left out and named.

Owns the order of work: schema, tables, checks, typed claims. Watches nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tradedata.data.checks import check_tables
from tradedata.data.claims import (
    Benchmark,
    Claim,
    Directory,
    Event,
    build_benchmarks,
    build_claims,
    build_directory,
    build_events,
)
from tradedata.data.collection import Collection, build_collection, speaker_groups
from tradedata.data.files import read_file
from tradedata.data.issues import InvalidData, Issue
from tradedata.data.schema import SCHEMA_FILE, Schema, parse_schema
from tradedata.data.tables import Table, parse_table, read_text
from tradedata.data.vocabulary import vocabulary_issues

TABLE_NAMES = ("trade", "sources", "claimants", "products", "areas", "events", "benchmarks")
DATA_FILES = (SCHEMA_FILE, *(f"{name}.csv" for name in TABLE_NAMES))


@dataclass(frozen=True, slots=True)
class Dataset:
    """Everything the files say: sound rows as claims, and the issues of the others.

    ``tables`` holds the sound rows as text; ``digest`` names the files' exact content.
    """

    schema: Schema
    tables: Mapping[str, Table]
    directory: Directory
    collection: Collection
    claims: tuple[Claim, ...]
    events: tuple[Event, ...]
    benchmarks: tuple[Benchmark, ...]
    issues: tuple[Issue, ...]
    digest: str

    @property
    def version(self) -> str:
        """Version of the data as the package states it."""
        return self.schema.data_version

    def claim(self, claim_id: str) -> Claim:
        """The claim of that id. Raises KeyError."""
        for claim in self.claims:
            if claim.id == claim_id:
                return claim
        raise KeyError(claim_id)

    def label(self, field: str, value: str) -> str:
        """What readers see for a word of a column of trade.csv."""
        return self.schema.label("trade", field, value)

    def side_label(self, side: str) -> str:
        """What readers see for a group of speakers."""
        return self.schema.label("claimants", "side", side)


def read_files(directory: Path) -> dict[str, bytes]:
    """The content of every data file by name. Raises InvalidData naming all that are missing."""
    contents, missing = _read(directory)
    if missing:
        raise InvalidData(missing)
    return contents


def parse_files(
    contents: Mapping[str, bytes],
) -> tuple[Schema, dict[str, Table], tuple[Issue, ...]]:
    """Schema and tables as text, with the issues of rows that are no records.

    Raises InvalidData with the faults of all unusable files at once, of those among the contents.
    """
    schema = Schema({}, {})
    tables: dict[str, Table] = {}
    issues: list[Issue] = []
    unusable: list[Issue] = []
    is_schema_known = False
    if SCHEMA_FILE in contents:
        try:
            schema = parse_schema(contents[SCHEMA_FILE])
            is_schema_known = True
            unusable.extend(vocabulary_issues(schema))
        except InvalidData as error:
            unusable.extend(error.issues)
    for name in TABLE_NAMES:
        content = contents.get(f"{name}.csv")
        if content is not None:
            try:
                if is_schema_known:
                    tables[name], found = parse_table(content, schema.tables[name])
                    issues.extend(found)
                else:
                    _check_text(content, f"{name}.csv")
            except InvalidData as error:
                unusable.extend(error.issues)
    if unusable:
        raise InvalidData(tuple(unusable))
    return schema, tables, tuple(issues)


def load(directory: Path) -> Dataset:
    """Load the data files in the directory.

    Faulty rows are left out, with their issues in ``Dataset.issues``.
    Raises InvalidData when a file is unusable or trade.csv has no sound row.
    """
    contents, missing = _read(directory)
    try:
        schema, tables, unread = parse_files(contents)
    except InvalidData as error:
        raise InvalidData((*missing, *error.issues)) from None
    if missing:
        raise InvalidData(missing)
    sound, faults = check_tables(tables)
    issues = (*unread, *faults, *_unended(contents))
    if not sound["trade"].rows:
        raise InvalidData((Issue("no-sound-row", sound["trade"].schema.file), *issues))
    small = build_directory(
        speaker_groups(schema.package),
        sound["sources"].rows,
        sound["claimants"].rows,
        sound["products"].rows,
        sound["areas"].rows,
    )
    try:
        collection = build_collection(schema.package, small)
    except InvalidData as error:
        raise InvalidData((*error.issues, *issues)) from None
    return Dataset(
        schema=schema,
        tables=sound,
        directory=small,
        collection=collection,
        claims=build_claims(sound["trade"].rows, small),
        events=build_events(sound["events"].rows, small),
        benchmarks=build_benchmarks(sound["benchmarks"].rows, small),
        issues=issues,
        digest=_digest(contents),
    )


def _read(directory: Path) -> tuple[dict[str, bytes], tuple[Issue, ...]]:
    """The content of every data file that can be read, and the issues of the others."""
    if not directory.is_dir():
        raise InvalidData((Issue("missing-directory", str(directory)),))
    contents: dict[str, bytes] = {}
    issues: list[Issue] = []
    for name in DATA_FILES:
        try:
            contents[name] = read_file(directory / name)
        except FileNotFoundError:
            issues.append(Issue("missing-file", name))
        except OSError as error:
            issues.append(Issue("unreadable-file", name, value=error.strerror or str(error)))
    return contents, tuple(issues)


def _unended(contents: Mapping[str, bytes]) -> Iterator[Issue]:
    for name in TABLE_NAMES:
        content = contents[f"{name}.csv"]
        if not content.endswith(b"\n"):
            yield Issue("no-line-end", f"{name}.csv", line=content.count(b"\n") + 1)


def _check_text(content: bytes, file: str) -> None:
    """What can be said of a table whose header nobody knows. Raises InvalidData."""
    if not read_text(content, file).strip():
        raise InvalidData((Issue("wrong-header", file, line=1),))


def _digest(contents: Mapping[str, bytes]) -> str:
    content = hashlib.sha256()
    for name in DATA_FILES:
        content.update(contents[name])
    return content.hexdigest()[:12]
