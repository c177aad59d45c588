"""Tables as text: the CSV files cell by cell, with the line each row starts on.

Owns reading and canonical writing. Knows no meaning of any cell.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tradedata.data.characters import visible
from tradedata.data.issues import InvalidData, Issue
from tradedata.data.schema import TableSchema


@dataclass(frozen=True, slots=True)
class Row:
    """One record: the line it starts on (the header is line 1) and its cells as text."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


@dataclass(frozen=True, slots=True)
class Table:
    """A file's records in file order."""

    schema: TableSchema
    rows: tuple[Row, ...]

    def with_rows(self, rows: Iterable[Row]) -> Table:
        """The same table with other rows."""
        return Table(self.schema, tuple(rows))


def parse_table(content: bytes, schema: TableSchema) -> tuple[Table, tuple[Issue, ...]]:
    """Parse the content of a file; rows of the wrong length are left out and named.

    Raises InvalidData when it is not UTF-8 CSV or has another header.
    """
    text = read_text(content, schema.file)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    issues: list[Issue] = []
    try:
        header = next(reader, [])
        if tuple(header) != schema.header:
            raise InvalidData(
                (
                    Issue(
                        "wrong-header",
                        schema.file,
                        line=1,
                        value=visible(",".join(header)),
                        allowed=",".join(schema.header),
                    ),
                )
            )
        line = reader.line_num + 1
        for cells in reader:
            if len(cells) == len(schema.header):
                rows.append(Row(line, dict(zip(schema.header, cells, strict=True))))
            elif cells:
                issues.append(
                    Issue(
                        "wrong-length",
                        schema.file,
                        line=line,
                        row=visible(cells[0]),
                        value=f"{len(cells)} cells",
                        allowed=f"{len(schema.header)} cells",
                    )
                )
            line = reader.line_num + 1
    except csv.Error as error:
        raise InvalidData(
            (Issue("unreadable-file", schema.file, line=reader.line_num, value=str(error)),)
        ) from None
    return Table(schema, tuple(rows)), tuple(issues)


def read_text(content: bytes, file: str) -> str:
    """The text of a file. Raises InvalidData when it is not UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise InvalidData((Issue("unreadable-file", file, line=line, value=str(error)),)) from None


def write_table(table: Table) -> str:
    """The table as CSV text with LF line ends, in the order its rows have."""
    lines = [table.schema.header]
    lines.extend(tuple(row[name] for name in table.schema.header) for row in table.rows)
    return "".join(map(_csv_line, lines))


def in_canonical_order(table: Table) -> Table:
    """The table with tidy cells and rows sorted by the columns the schema names.

    A tidy cell is trimmed, in Unicode's composed form, with LF where it breaks a line.
    """
    rows = [
        Row(row.line, {name: _tidy(cell) for name, cell in row.cells.items()}) for row in table.rows
    ]
    if table.schema.order:
        rows.sort(key=lambda row: tuple(row[name] for name in table.schema.order))
    return table.with_rows(rows)


def _csv_line(cells: tuple[str, ...]) -> str:
    # The writer quotes only the line ends it is told of: CRLF makes it quote a lone CR as well.
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue().removesuffix("\r\n") + "\n"


def _tidy(cell: str) -> str:
    lines = cell.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", lines).strip()
