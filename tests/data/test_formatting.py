"""Formatting: what differs from the one layout is shown, and nothing is lost."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.factories import small_schema
from tradedata.data.formatting import FormattedFile, format_tables
from tradedata.data.tables import parse_table

SCHEMA = small_schema()
HEADER = "area,label,members\n"


def format_areas(text: str) -> tuple[FormattedFile | None, list[str]]:
    files, issues = format_tables({"areas.csv": text.encode()}, SCHEMA)
    return next(iter(files), None), [issue.code for issue in issues]


def test_format_tables_untidy_file_shows_the_change() -> None:
    file, issues = format_areas("\ufeff" + HEADER + "RU, Russia ,\r\nAF,Afghanistan,")
    assert issues == []
    assert file is not None
    assert not file.is_canonical
    assert file.text == HEADER + "AF,Afghanistan,\nRU,Russia,\n"
    assert file.diff.startswith("--- areas.csv (as it is)\n+++ areas.csv (formatted)\n")
    assert "+RU,Russia,\n" in file.diff
    assert "-RU, Russia ,\r\n" in file.diff
    assert file.diff.endswith("\n")


@pytest.mark.parametrize("end", ["\n", ""])
def test_patch_is_what_git_applies_whatever_signs_the_cells_hold(end: str, tmp_path: Path) -> None:
    before = f'a,b\n1,"x\u2028y"\n2,"one\ntwo\r"{end}'
    file = FormattedFile("t.csv", before.encode(), 'a,b\n0,\x1c\n1,"x\u2028y"\n2,"one\ntwo\r"\n')
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / file.file).write_bytes(file.content)
    patch = file.patch("data").encode()
    subprocess.run(["git", "apply", "-"], cwd=tmp_path, input=patch, check=True)
    assert (tmp_path / "data" / file.file).read_bytes() == file.text.encode()


def test_format_tables_canonical_file_has_no_change() -> None:
    text = HEADER + "AF,Afghanistan,\n"
    file, issues = format_areas(text)
    assert issues == []
    assert file == FormattedFile("areas.csv", text.encode(), text)
    assert file.is_canonical
    assert file.diff == ""


def test_format_tables_file_that_cannot_be_read_is_left_alone_with_its_issues() -> None:
    assert format_areas("area\n") == (None, ["wrong-header"])
    assert format_areas(HEADER + "AF\nRU,Russia,\nKZ\n") == (None, ["wrong-length"] * 2)


@given(st.text(st.characters(codec="utf-8"), max_size=60))
@pytest.mark.whole
def test_format_tables_is_idempotent_and_keeps_every_row(text: str) -> None:
    file, _ = format_areas(HEADER + text)
    if file is None:
        return
    again, issues = format_areas(file.text)
    assert issues == []
    assert again is not None
    assert again.is_canonical
    tables = (
        parse_table(each, SCHEMA.tables["areas"])[0] for each in (file.content, file.text.encode())
    )
    assert len({len(table.rows) for table in tables}) == 1
