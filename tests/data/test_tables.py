"""Tables: reading and writing lose nothing, and a faulty file says where."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.support.factories import DATA, small_schema
from tradedata.data.issues import InvalidData
from tradedata.data.schema import SCHEMA_FILE, TableSchema
from tradedata.data.tables import Row, Table, in_canonical_order, parse_table, write_table

SCHEMA = small_schema()
AREAS = SCHEMA.tables["areas"]
PRODUCTS = SCHEMA.tables["products"]
HEADER = b"area,label,members\n"
ROWS = st.lists(st.tuples(st.text(), st.text(), st.text()).filter(any), max_size=5)


def make_table(rows: list[tuple[str, str, str]], schema: TableSchema = AREAS) -> Table:
    return Table(
        schema,
        tuple(
            Row(line, dict(zip(schema.header, cells, strict=True)))
            for line, cells in enumerate(rows, 2)
        ),
    )


def cells_of(table: Table) -> list[tuple[str, ...]]:
    return [tuple(row[name] for name in table.schema.header) for row in table.rows]


CELLS: dict[str, tuple[bytes, list[tuple[str, ...]]]] = {
    "no last line end": (b"AF,Afghanistan,", [("AF", "Afghanistan", "")]),
    "CRLF": (b"AF,A,\r\nRU,R,\r\n", [("AF", "A", ""), ("RU", "R", "")]),
    "quoted": (b'AF,"a, ""b""\nc",\n', [("AF", 'a, "b"\nc', "")]),
    "blank lines": (b"\n\nAF,Afghanistan,\n\n", [("AF", "Afghanistan", "")]),
    "Arabic": ("AF,أفغانستان,\n".encode(), [("AF", "أفغانستان", "")]),
    "spaces": (b"AF,  spaces stay  ,\n", [("AF", "  spaces stay  ", "")]),
    "NUL": (b"AF,nul\x00,\n", [("AF", "nul\x00", "")]),
    "header alone": (b"", []),
}


@pytest.mark.parametrize(("content", "expected"), CELLS.values(), ids=CELLS)
def test_parse_table_reads_cells_as_they_stand(
    content: bytes, expected: list[tuple[str, ...]]
) -> None:
    table, issues = parse_table(HEADER + content, AREAS)
    assert cells_of(table) == expected
    assert issues == ()


def test_parse_table_ignores_a_byte_order_mark() -> None:
    assert parse_table(b"\xef\xbb\xbf" + HEADER, AREAS) == (Table(AREAS, ()), ())


def test_parse_table_counts_the_lines_that_a_cell_spans() -> None:
    table, _ = parse_table(HEADER + b'A,"one\ntwo\nthree",\n\nB,x,\n', AREAS)
    assert [row.line for row in table.rows] == [2, 6]


def test_parse_table_wrong_length_is_left_out_and_named() -> None:
    table, issues = parse_table(HEADER + b"AF,Afghanistan\nRU,Russia,\nKZ,a,b,c\n", AREAS)
    assert cells_of(table) == [("RU", "Russia", "")]
    assert [(issue.code, issue.line, issue.row, issue.value) for issue in issues] == [
        ("wrong-length", 2, "AF", "2 cells"),
        ("wrong-length", 4, "KZ", "4 cells"),
    ]
    assert {issue.allowed for issue in issues} == {"3 cells"}


# Files that cannot be used, with the code and line of the one issue.
BROKEN_FILES: dict[str, tuple[bytes, int]] = {
    "unreadable-file: not UTF-8": (HEADER + b"AF,a,\nRU,\xff,\n", 3),
    "unreadable-file: open quotation": (HEADER + b'AF,"a,\n', 2),
    "unreadable-file: text after quotation": (HEADER + b'AF,"a"b,\n', 2),
    "unreadable-file: UTF-16": (HEADER.decode().encode("utf-16"), 1),
    "unreadable-file: endless cell": (HEADER + b"AF," + b"a" * 200_000 + b",\n", 2),
    "wrong-header: empty file": (b"", 1),
    "wrong-header: other order": (b"label,area,members\n", 1),
    "wrong-header: column lacks": (b"area,label\n", 1),
    "wrong-header: semicolons": (b"area;label;members\n", 1),
    "wrong-header: no table": (b"<html>", 1),
}


@pytest.fixture
def usual_cell_limit() -> Iterator[None]:
    """The limit that Python starts with: other packages of the tests raise it for all."""
    limit = csv.field_size_limit(131_072)
    yield
    csv.field_size_limit(limit)


@pytest.mark.usefixtures("usual_cell_limit")
@pytest.mark.parametrize("name", BROKEN_FILES)
def test_parse_table_unusable_file_raises_with_the_line(name: str) -> None:
    content, line = BROKEN_FILES[name]
    with pytest.raises(InvalidData) as caught:
        parse_table(content, AREAS)
    (issue,) = caught.value.issues
    assert (issue.code, issue.file, issue.line) == (name.partition(":")[0], "areas.csv", line)


def test_parse_table_wrong_header_shows_both() -> None:
    with pytest.raises(InvalidData) as caught:
        parse_table(b"area,name\n", AREAS)
    (issue,) = caught.value.issues
    assert (issue.value, issue.allowed) == ("area,name", "area,label,members")


def test_write_table_quotes_only_what_needs_it() -> None:
    table = make_table([("AF", 'a, "b"', ""), ("RU", "l\nm", "c\rd")])
    assert write_table(table) == 'area,label,members\nAF,"a, ""b""",\nRU,"l\nm","c\rd"\n'


@given(ROWS)
@example([("\r", "", "")])
@example([("a", "\r\n", "\ufeff")])
def test_write_table_parse_table_any_cells_come_back(rows: list[tuple[str, str, str]]) -> None:
    table = make_table(rows)
    again, issues = parse_table(write_table(table).encode(), AREAS)
    assert cells_of(again) == cells_of(table)
    assert issues == ()


@given(ROWS)
def test_in_canonical_order_is_idempotent(rows: list[tuple[str, str, str]]) -> None:
    once = in_canonical_order(make_table(rows))
    assert in_canonical_order(once) == once
    text = write_table(once)
    again, _ = parse_table(text.encode(), AREAS)
    assert write_table(in_canonical_order(again)) == text


@given(ROWS)
def test_in_canonical_order_only_moves_rows(rows: list[tuple[str, str, str]]) -> None:
    table = make_table(rows)
    tidy = in_canonical_order(table)
    assert Counter(row.line for row in tidy.rows) == Counter(row.line for row in table.rows)
    assert [row["area"] for row in tidy.rows] == sorted(row["area"] for row in tidy.rows)


@pytest.mark.parametrize(
    ("cell", "tidy"),
    [
        (" a b ", "a b"),
        ("\u00a0a\t\n", "a"),
        ("e\u0301", "é"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("ا\u200cب", "ا\u200cب"),
        ("²", "²"),
    ],
    ids=["spaces", "other spaces", "composed", "line ends", "joiner stays", "no other letter"],
)
def test_in_canonical_order_tidies_cells(cell: str, tidy: str) -> None:
    assert cells_of(in_canonical_order(make_table([(cell, "", "")]))) == [(tidy, "", "")]


def test_in_canonical_order_without_order_in_the_schema_keeps_the_file_s() -> None:
    package = json.loads((DATA / SCHEMA_FILE).read_bytes())
    assert not PRODUCTS.order
    assert all("order" not in item for item in package["resources"] if item["name"] == "products")
    rows = tuple(
        Row(line, dict.fromkeys(PRODUCTS.header, key)) for line, key in ((2, "b"), (3, "a"))
    )
    assert in_canonical_order(Table(PRODUCTS, rows)).rows == rows
