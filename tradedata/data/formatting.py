"""Formatting: the one layout that the data files have, and what differs from it.

Owns the comparison of a file with its canonical text. Writes no file and checks no content.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import unified_diff
from io import StringIO

from tradedata.data.issues import InvalidData, Issue
from tradedata.data.schema import Schema
from tradedata.data.tables import in_canonical_order, parse_table, write_table


@dataclass(frozen=True, slots=True)
class FormattedFile:
    """A file as it is and as it should be."""

    file: str
    content: bytes
    text: str

    @property
    def is_canonical(self) -> bool:
        """Whether the file needs no change."""
        return self.content == self.text.encode()

    @property
    def diff(self) -> str:
        """The change in unified form; '' when there is none."""
        return self._changed(f"{self.file} (as it is)", f"{self.file} (formatted)")

    def patch(self, folder: str) -> str:
        """The same as ``git apply`` takes it, for the file in a folder of the repository."""
        return self._changed(f"a/{folder}/{self.file}", f"b/{folder}/{self.file}")

    def _changed(self, before: str, after: str) -> str:
        old, new = self.content.decode("utf-8", "replace"), self.text
        return "".join(
            line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
            for line in unified_diff(_lines(old), _lines(new), before, after)
        )


def _lines(text: str) -> list[str]:
    """Lines with their ends, as programs count them: other signs that break one stand in cells."""
    return StringIO(text, newline="\n").readlines()


def format_tables(
    contents: Mapping[str, bytes], schema: Schema
) -> tuple[tuple[FormattedFile, ...], tuple[Issue, ...]]:
    """Every table among the files as it should be, and the issues of those left alone.

    A file that cannot be read without loss is left alone.
    """
    files: list[FormattedFile] = []
    issues: list[Issue] = []
    present = (table for table in schema.tables.values() if table.file in contents)
    for file, table_schema in ((table.file, table) for table in present):
        try:
            table, unread = parse_table(contents[file], table_schema)
        except InvalidData as error:
            issues.extend(error.issues)
            continue
        issues.extend(unread)
        if not unread:
            files.append(
                FormattedFile(file, contents[file], write_table(in_canonical_order(table)))
            )
    return tuple(files), tuple(issues)
