"""Diffing: what became of each row from one version of the data to the next."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.data.tables import CLAIM, SOURCE
from tests.support.factories import (
    add_row,
    copy_data,
    edit_row,
    read_rows,
    shipped_data,
)


@pytest.fixture
def newer(data: Path) -> Path:
    """A later version of the shipped data, in which a claim has another number and period."""
    newer = copy_data(data.parent / "newer")
    package = (newer / "datapackage.json").read_text(encoding="utf-8")
    version = shipped_data().version
    (newer / "datapackage.json").write_text(package.replace(f'"{version}"', '"2099.1.0"'))
    edit_row(newer / "trade.csv", "target-2030-center-regnum", value="12", period="", note="Why.")
    return newer


def test_diff_tells_in_words_what_became_of_each_row(data: Path, newer: Path, run: Run) -> None:
    code, lines, errors = run("diff", data, newer)
    old = shipped_data()
    before = old.claim("target-2030-center-regnum")
    assert (code, errors) == (0, "")
    assert lines[0] == f"Data: version {old.version}, then version 2099.1.0"
    assert "# Claims (trade.csv)" in lines
    assert lines[-1] == (
        f"- {before.id}: value was ‘{before.value}’, is ‘12’; "
        f"period was ‘{before.own_period.label}’, is blank; note was ‘{before.note}’, is ‘Why.’"
    )
    code, lines, _ = run("diff", newer, newer)
    assert (code, lines[-1]) == (0, "Differs: nothing")


def test_diff_tells_new_rows_by_what_they_are(data: Path, newer: Path, run: Run) -> None:
    add_row(newer / "sources.csv", **SOURCE)
    add_row(newer / "trade.csv", **CLAIM)
    _, lines, _ = run("diff", data, newer)
    assert "- claim-a: 100, t, 2024, paper" in lines
    assert "- paper: A title" in lines


def test_diff_json_is_for_programs(data: Path, newer: Path, run: Run) -> None:
    _, lines, _ = run("diff", data, newer, "--json")
    told = json.loads("\n".join(lines))
    assert (told["old"], told["new"]) == (shipped_data().version, "2099.1.0")
    assert [cell["column"] for cell in told["tables"]["trade"]["changed"]] == [
        *("value", "period", "note"),
    ]


def test_diff_write_records_what_the_check_then_wants_explained(
    data: Path, newer: Path, run: Run
) -> None:
    code, lines, _ = run("diff", data, newer, "--write")
    assert (code, lines[-2:]) == (0, ["written: changes.csv", "1 file changed"])
    rows = read_rows(newer / "changes.csv")[-2:]
    assert [(row["version"], row["column"], row["new"]) for row in rows] == [
        ("2099.1.0", "value", "12"),
        ("2099.1.0", "period", ""),
    ]
    _, lines, _ = run("check", "--data", newer)
    assert sum("changes.csv" in line and "column why" in line for line in lines) == 2


def test_diff_write_needs_a_newer_version_in_a_directory(data: Path, newer: Path, run: Run) -> None:
    packed = Path(shutil.make_archive(str(newer), "zip", newer))
    for old, new in ((data, data), (data, packed)):
        code, _, errors = run("diff", old, new, "--write")
        assert code == 2
        assert errors.startswith(f"{new}: ")


def test_diff_of_what_cannot_be_read_names_the_place(data: Path, tmp_path: Path, run: Run) -> None:
    (broken := copy_data(tmp_path / "broken")).joinpath("areas.csv").write_text("a\n")
    code, lines, errors = run("diff", data, broken)
    assert (code, lines) == (2, [])
    assert errors.startswith(f"error wrong-header | {broken / 'areas.csv'}:1")
    assert run("diff", data, tmp_path / "nowhere")[0] == 2
