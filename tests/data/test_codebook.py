"""The codebook: says all that the schema says, and follows it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.support.factories import DATA
from tradedata.data.codebook import write_codebook
from tradedata.data.schema import SCHEMA_FILE, parse_schema

CONTENT = (DATA / SCHEMA_FILE).read_bytes()
SCHEMA = parse_schema(CONTENT)
CODEBOOK = write_codebook(SCHEMA)


def write_changed(change: Callable[[Any], object]) -> str:
    package = json.loads(CONTENT)
    change(package)
    return write_codebook(parse_schema(json.dumps(package).encode()))


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
            assert f"| `{word}` | {label} |" in section


def test_write_codebook_head_names_version_licence_and_how_to_cite() -> None:
    package = json.loads(CONTENT)
    head = CODEBOOK.split("\n## `")[0]
    assert head.startswith(f"# {package['title']}\n")
    assert f"Data version **{package['version']}**" in head
    assert f"Data version {package['version']}. CC-BY-4.0." in head
    assert package["licenses"][0]["path"] in head


def test_write_codebook_says_what_the_collection_is_about() -> None:
    about = json.loads(CONTENT)["collection"]
    assert f" | {about['question']} |\n" in CODEBOOK
    assert f" | {', '.join(about['areas'])} |\n" in CODEBOOK
    text = write_changed(lambda package: package["collection"].pop("world"))
    assert "May be left out. |  |\n" in text


def test_write_codebook_names_the_table_a_key_points_to() -> None:
    assert "Key in `areas.csv`." in CODEBOOK
    (based_on,) = (line for line in CODEBOOK.splitlines() if line.startswith("| `based_on` |"))
    assert "Key in `trade.csv`." in based_on


def test_write_codebook_follows_the_schema() -> None:
    def change(package: Any) -> None:
        package["version"] = "2031.1.0"
        package["resources"][0]["schema"]["fields"][1]["description"] = "One | two\nthree."

    text = write_changed(change)
    assert "Data version **2031.1.0**" in text
    assert "One \\| two three." in text


def test_write_codebook_ends_with_one_line_end_and_has_no_trailing_space() -> None:
    assert CODEBOOK.endswith("|\n")
    assert all(line == line.rstrip() for line in CODEBOOK.splitlines())
    assert "\n\n\n" not in CODEBOOK
