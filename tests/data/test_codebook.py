"""The codebook: says all that the schema says, and follows it."""

from __future__ import annotations

import json

import pytest

from tests.data.packages import PACKAGE, REMOVED, changed, column
from tests.support.factories import shipped_data
from tradedata.data.codebook import write_codebook
from tradedata.data.schema import parse_schema

SCHEMA = shipped_data().schema
CODEBOOK = write_codebook(SCHEMA, {"CSV": [("year", "Year", "When it was.")]})


def write_changed(changes: dict[str, object]) -> str:
    return write_codebook(parse_schema(json.dumps(changed(changes)).encode()), {})


@pytest.mark.parametrize("table", SCHEMA.tables)
def test_write_codebook_describes_every_column_in_order(table: str) -> None:
    schema = SCHEMA.tables[table]
    section = CODEBOOK.split(f"\n## `{schema.file}`")[1].split("\n## ")[0]
    rows = [line for line in section.splitlines() if line.count("|") >= 6][2:]
    assert [row.split("|")[1].strip(" `") for row in rows] == list(schema.header)
    for row, field in zip(rows, schema.fields, strict=True):
        cells = [cell.strip() for cell in row.replace("\\|", "/").split("|")]
        assert cells[2:4] == [field.title, field.type]
        assert (cells[4] == "yes") == field.required
        assert cells[5].startswith(field.description)
        for word, label in field.labels.items():
            assert f"`{word}`" in cells[5]
            shut = " (no new row takes it)" if word in field.closed else ""
            assert f"| `{word}` | {label}{shut} |" in section


def test_write_codebook_head_names_version_licence_and_how_to_cite() -> None:
    head = CODEBOOK.split("\n## `")[0]
    assert head.startswith(f"# {PACKAGE['title']}\n")
    assert f"Data version **{PACKAGE['version']}**" in head
    assert f"Data version {PACKAGE['version']}. CC-BY-4.0." in head
    assert PACKAGE["licenses"][0]["path"] in head


def test_write_codebook_says_what_the_collection_is_about() -> None:
    about = PACKAGE["collection"]
    assert f" | {about['question']} |\n" in CODEBOOK
    assert f" | {', '.join(about['areas'])} |\n" in CODEBOOK
    text = write_changed({"$.collection.world": REMOVED})
    assert "May be left out. |  |\n" in text


def test_write_codebook_names_the_table_a_key_points_to() -> None:
    assert "Key in `areas.csv`." in CODEBOOK
    (based_on,) = (line for line in CODEBOOK.splitlines() if line.startswith("| `based_on` |"))
    assert "Key in `trade.csv`." in based_on


def test_write_codebook_follows_the_schema() -> None:
    described = f"{column('reporter')}.description"
    text = write_changed({"$.version": "2031.1.0", described: "One | two\nthree."})
    assert "Data version **2031.1.0**" in text
    assert "One \\| two three." in text


def test_write_codebook_ends_with_one_line_end_and_has_no_trailing_space() -> None:
    assert CODEBOOK.endswith("|\n")
    assert all(line == line.rstrip() for line in CODEBOOK.splitlines())
    assert "\n\n\n" not in CODEBOOK


def test_write_codebook_describes_columns_of_downloads_after_the_tables() -> None:
    section = CODEBOOK.rpartition("\n## ")[2]
    assert section.startswith("In downloads: CSV\n")
    assert section.endswith("| `year` | Year | When it was. |\n")
