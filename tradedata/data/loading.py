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
    Change,
    Claim,
    Directory,
    Event,
    build_benchmarks,
    build_changes,
    build_claims,
    build_directory,
    build_events,
)
from tradedata.data.collection import Collection, build_collection, speaker_groups
from tradedata.data.files import read_files
from tradedata.data.issues import InvalidData, Issue, causes_first
from tradedata.data.schema import SCHEMA_FILE, Schema, parse_schema
from tradedata.data.tables import Table, parse_table, read_text
from tradedata.data.vocabulary import vocabulary_issues

TABLE_NAMES = (
    *("trade", "sources", "claimants", "products", "areas", "events", "benchmarks", "changes"),
)
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
    changes: tuple[Change, ...]
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

    def changes_of(self, claim_id: str) -> tuple[Change, ...]:
        """What became of a claim's row since it came, in the order of the versions."""
        return tuple(change for change in self.changes if change.claim == claim_id)

    def label(self, field: str, value: str) -> str:
        """What readers see for a word of a column of trade.csv."""
        return self.schema.label("trade", field, value)

    def side_label(self, side: str) -> str:
        """What readers see for a group of speakers."""
        return self.schema.label("claimants", "side", side)


def load(directory: Path) -> Dataset:
    """Load the data files in the directory.

    Faulty rows are left out, with their issues in ``Dataset.issues``.
    Raises InvalidData when a file is unusable or trade.csv has no sound row.
    """
    if not directory.is_dir():
        raise InvalidData((Issue("missing-directory", str(directory)),))
    contents, unusable = read_files(directory, DATA_FILES)
    schema, tables, unread = _parse(contents, unusable)
    sound, faults = check_tables(tables)
    issues = causes_first((*unread, *faults, *_unended(contents)))
    if not sound["trade"].rows:
        file = sound["trade"].schema.file
        is_empty = not any(each.file == file and each.severity == "error" for each in issues)
        raise InvalidData((*issues, Issue("no-row" if is_empty else "no-sound-row", file)))
    small = build_directory(speaker_groups(schema.package), sound)
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
        changes=build_changes(sound["changes"].rows),
        issues=issues,
        digest=_digest(contents),
    )


def _parse(
    contents: Mapping[str, bytes], unusable: list[Issue]
) -> tuple[Schema, dict[str, Table], list[Issue]]:
    """Schema and tables as text, with the issues of rows that are no records.

    Raises InvalidData with the faults of all unusable files at once, those known before first.
    """
    schema: Schema | None = None
    tables: dict[str, Table] = {}
    unread: list[Issue] = []
    for name in filter(contents.__contains__, DATA_FILES):
        try:
            if name == SCHEMA_FILE:
                schema = parse_schema(contents[name])
                unusable.extend(vocabulary_issues(schema))
            elif schema:
                key = name.removesuffix(".csv")
                tables[key], found = parse_table(contents[name], schema.tables[key])
                unread.extend(found)
            elif not read_text(contents[name], name).strip():
                unusable.append(Issue("wrong-header", name, line=1))
        except InvalidData as error:
            unusable.extend(error.issues)
    if unusable or schema is None:
        raise InvalidData(tuple(unusable))
    return schema, tables, unread


def _unended(contents: Mapping[str, bytes]) -> Iterator[Issue]:
    for name in TABLE_NAMES:
        content = contents[f"{name}.csv"]
        if not content.endswith(b"\n"):
            yield Issue("no-line-end", f"{name}.csv", line=content.count(b"\n") + 1)


def _digest(contents: Mapping[str, bytes]) -> str:
    content = hashlib.sha256()
    for name in DATA_FILES:
        content.update(contents[name])
    return content.hexdigest()[:12]
