"""Formatting: what differs from the one layout is shown, and nothing is lost."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from tests.support.factories import DATA
from tradedata.data.formatting import Layout, lay_out
from tradedata.data.loading import read_files
from tradedata.data.schema import SCHEMA_FILE, parse_schema
from tradedata.data.tables import parse_table

CONTENTS = read_files(DATA)
SCHEMA = parse_schema(CONTENTS[SCHEMA_FILE])
HEADER = "area,label,members\n"


def lay_out_areas(content: bytes) -> tuple[Layout | None, list[str]]:
    layouts, issues = lay_out({**CONTENTS, "areas.csv": content}, SCHEMA)
    areas = [layout for layout in layouts if layout.file == "areas.csv"]
    return (areas[0] if areas else None), [issue.code for issue in issues]


def test_lay_out_untidy_file_shows_the_change() -> None:
    content = b"\xef\xbb\xbf" + HEADER.encode() + b"RU, Russia ,\r\nAF,Afghanistan,"
    layout, issues = lay_out_areas(content)
    assert issues == []
    assert layout is not None
    assert not layout.is_canonical
    assert layout.text == HEADER + "AF,Afghanistan,\nRU,Russia,\n"
    assert layout.diff.startswith("--- areas.csv (as it is)\n+++ areas.csv (formatted)\n")
    assert "+RU,Russia,\n" in layout.diff
    assert "-RU, Russia ,\r\n" in layout.diff
    assert layout.diff.endswith("\n")


def test_lay_out_canonical_file_has_no_change() -> None:
    text = HEADER + "AF,Afghanistan,\n"
    layout, issues = lay_out_areas(text.encode())
    assert issues == []
    assert layout == Layout("areas.csv", text.encode(), text)
    assert layout.is_canonical
    assert layout.diff == ""


def test_lay_out_file_that_cannot_be_read_is_left_alone_with_its_issues() -> None:
    assert lay_out_areas(b"\xff") == (None, ["unreadable-file"])
    assert lay_out_areas(HEADER.encode() + b"AF\nRU,Russia,\nKZ\n") == (
        None,
        ["wrong-length", "wrong-length"],
    )


def test_lay_out_missing_file_is_an_issue_and_the_others_are_laid_out() -> None:
    contents = {name: content for name, content in CONTENTS.items() if name != "areas.csv"}
    layouts, issues = lay_out(contents, SCHEMA)
    assert [(issue.code, issue.file) for issue in issues] == [("missing-file", "areas.csv")]
    assert len(layouts) == len(SCHEMA.tables) - 1


def test_lay_out_covers_every_table_of_the_schema() -> None:
    package = json.loads(CONTENTS[SCHEMA_FILE])
    paths = [item["path"] for item in package["resources"] if item["type"] == "table"]
    assert [layout.file for layout in lay_out(CONTENTS, SCHEMA)[0]] == paths


@given(st.text(max_size=60))
def test_lay_out_is_idempotent_and_keeps_every_row(text: str) -> None:
    content = (HEADER + text).encode()
    layout, _ = lay_out_areas(content)
    if layout is None:
        return
    again, issues = lay_out_areas(layout.text.encode())
    assert issues == []
    assert again is not None
    assert again.is_canonical
    before, _ = parse_table(content, SCHEMA.tables["areas"])
    after, _ = parse_table(layout.text.encode(), SCHEMA.tables["areas"])
    assert len(before.rows) == len(after.rows)
