"""Versions: two states of the data, read whatever their columns, and what became of the first."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.data.tables import CLAIM, SCHEMA, check, make_tables, places
from tests.support.factories import edit_row, read_rows, write_rows
from tradedata.data.issues import InvalidData
from tradedata.data.tables import Row
from tradedata.data.versions import (
    ChangedCell,
    Difference,
    Version,
    difference,
    read_version,
    with_changes,
)

CLAIMS = ("trade-overchuk-diplomat", "trade-center-diplomat")
CHANGE = {"change": "a", "claim": "claim-a", "version": "2", "column": "period", "why": "Seen."}
CELLS = st.dictionaries(
    st.sampled_from("abcd"), st.fixed_dictionaries({"value": st.text("01"), "note": st.text("xy")})
)


def zipped(directory: Path) -> Path:
    return Path(shutil.make_archive(str(directory), "zip", directory))


def version(number: str, rows: dict[str, dict[str, str]]) -> Version:
    cells = [{**CLAIM, "id": key, **others} for key, others in rows.items()]
    return Version(number, make_tables(*cells))


def test_difference_names_rows_and_cells_that_are_not_what_they_were(data: Path) -> None:
    old = read_version(data)
    rows = read_rows(data / "trade.csv")
    kept = [row for row in rows if row["id"] != CLAIMS[0]]
    write_rows(data / "trade.csv", [*kept, {**rows[0], "id": "new"}])
    edit_row(data / "trade.csv", CLAIMS[1], value="12", status="")
    before = next(row for row in rows if row["id"] == CLAIMS[1])
    (found,) = difference(old, read_version(data)).tables
    assert found.schema.name == "trade"
    assert ([*found.added], [*found.removed]) == (["new"], [CLAIMS[0]])
    assert found.changed == (
        ChangedCell(CLAIMS[1], "value", before["value"], "12"),
        ChangedCell(CLAIMS[1], "status", before["status"], ""),
    )


def test_difference_of_other_columns_and_tables_names_them_and_no_cell(data: Path) -> None:
    old = read_version(data)
    package = json.loads((data / "datapackage.json").read_bytes())
    package["resources"] = [item for item in package["resources"] if item["name"] != "changes"]
    (areas,) = (item for item in package["resources"] if item["name"] == "areas")
    areas["schema"]["fields"][-1]["name"] = "parts"
    (data / "datapackage.json").write_text(json.dumps(package))
    content = (data / "areas.csv").read_text().replace("members", "parts")
    (data / "areas.csv").write_text(content)
    found = {table.schema.name: table for table in difference(old, read_version(data)).tables}
    assert found.keys() == {"areas", "changes"}
    assert (found["areas"].columns_added, found["areas"].columns_removed) == (
        ("parts",),
        ("members",),
    )
    assert not found["areas"].changed
    assert len(found["changes"].removed) == len(read_rows(data / "changes.csv"))


def test_read_version_of_a_zip_is_that_of_its_directory(data: Path) -> None:
    old, new = read_version(data), read_version(zipped(data))
    assert difference(old, new) == Difference(old.number, new.number, ())


@given(old=CELLS, new=CELLS)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_difference_law_leads_from_the_old_rows_to_the_new(
    old: dict[str, dict[str, str]], new: dict[str, dict[str, str]]
) -> None:
    before, after = version("1", old), version("2", new)
    rows = {row["id"]: dict(row.cells) for row in before.tables["trade"].rows}
    for found in difference(before, after).tables:
        rows = {key: cells for key, cells in rows.items() if key not in found.removed}
        rows |= {key: dict(cells) for key, cells in found.added.items()}
        for cell in found.changed:
            assert rows[cell.row][cell.column] == cell.old
            rows[cell.row][cell.column] = cell.new
    assert rows == {row["id"]: dict(row.cells) for row in after.tables["trade"].rows}


def test_with_changes_records_what_a_claim_says_and_goes_on_from_what_it_holds() -> None:
    old = version("1", {"a": {"value": "1", "note": "x", "period": "now"}})
    new = version("2.0", {"a": {"value": "2", "note": "y", "period": ""}})
    table = with_changes(old.tables["changes"], difference(old, new))
    told = [(row["change"], row["old"], row["new"], row["why"]) for row in table.rows]
    assert told == [("a-value-2-0", "1", "2", ""), ("a-period-2-0", "now", "", "")]
    explained = table.with_rows(Row(0, {**row.cells, "why": "Seen."}) for row in table.rows)
    later = version("2.0", {"a": {"value": "3", "period": ""}})
    again = with_changes(explained, difference(old, later)).rows
    assert [(row["new"], row["why"]) for row in again] == [("3", "Seen."), ("", "Seen.")]


# What changes.csv may not say of a claim whose period is '2024', and where that is found.
CHANGES_REFUSED = {
    "none": ((), []),
    "one": (({"old": "2023", "new": "2024"},), []),
    "chain": (({"old": "", "new": "2023"}, {"old": "2023", "new": "2024"}), []),
    "not-as-it-is": (({"old": "2022", "new": "2023"},), [2]),
    "broken-chain": (({"old": "", "new": "2022"}, {"old": "2023", "new": "2024"}), [2]),
    "no-change": (({"old": "2024", "new": "2024"},), [2]),
}


@pytest.mark.parametrize(("rows", "lines"), CHANGES_REFUSED.values(), ids=CHANGES_REFUSED)
def test_check_changes_lead_to_what_the_row_holds(
    rows: tuple[dict[str, str], ...], lines: list[int]
) -> None:
    changes = tuple({**CHANGE, "change": f"c-{place}", **row} for place, row in enumerate(rows))
    issues = check({}, changes=changes)
    assert places(issues) == [("change-differs", line, "new") for line in lines]


def test_check_change_of_no_claim_or_column_is_named_once() -> None:
    changes = ({**CHANGE, "claim": "none"}, {**CHANGE, "change": "b", "column": "note"})
    assert places(check({}, changes=changes)) == [
        ("unknown-key", 2, "claim"),
        ("not-in-vocabulary", 3, "column"),
    ]


def break_schema(data: Path) -> None:
    (data / "datapackage.json").write_text('{"resources": [{}]}')


def break_key(data: Path) -> None:
    package = json.loads((data / "datapackage.json").read_bytes())
    package["resources"][0]["schema"]["primaryKey"] = "none"
    (data / "datapackage.json").write_text(json.dumps(package))


def repeat_key(data: Path) -> None:
    rows = read_rows(data / "areas.csv")
    write_rows(data / "areas.csv", [rows[0], rows[0]])


def lengthen_row(data: Path) -> None:
    with (data / "areas.csv").open("a") as file:
        file.write("X,Y,,,\n")


# What makes a version unreadable, and the issue with its file.
BROKEN = {
    "no-schema": (
        lambda data: (data / "datapackage.json").unlink(),
        "missing-file",
        "datapackage.json",
    ),
    "schema": (break_schema, "unreadable-schema", "datapackage.json"),
    "key": (break_key, "unreadable-schema", "datapackage.json"),
    "no-table": (lambda data: (data / "areas.csv").unlink(), "missing-file", "areas.csv"),
    "header": (lambda data: (data / "areas.csv").write_text("a\n"), "wrong-header", "areas.csv"),
    "length": (lengthen_row, "wrong-length", "areas.csv"),
    "repeated": (repeat_key, "duplicate-key", "areas.csv"),
}


@pytest.mark.parametrize("pack", [Path, zipped], ids=["directory", "zip"])
@pytest.mark.parametrize(("damage", "code", "file"), BROKEN.values(), ids=BROKEN)
def test_read_version_of_broken_files_names_the_place(
    data: Path, pack: object, damage: object, code: str, file: str
) -> None:
    damage(data)  # type: ignore[operator]
    path = pack(data)  # type: ignore[operator]
    with pytest.raises(InvalidData) as raised:
        read_version(path)
    (issue,) = raised.value.issues
    assert (issue.code, issue.file) == (code, str(path / file))


def test_read_version_of_a_damaged_zip_names_the_file(data: Path) -> None:
    path = zipped(data)
    with zipfile.ZipFile(path) as archive:
        place = archive.getinfo("areas.csv").header_offset + 60
    content = bytearray(path.read_bytes())
    content[place] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(InvalidData) as raised:
        read_version(path)
    (issue,) = raised.value.issues
    assert (issue.code, issue.file) == ("unopened-file", str(path / "areas.csv"))


def test_read_version_of_what_holds_no_data_is_no_version(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("no data")
    for name in ("nowhere", "note.txt"):
        with pytest.raises(OSError, match=r"neither|No such file"):
            read_version(tmp_path / name)


def test_recorded_columns_have_a_place_in_trade() -> None:
    recorded = SCHEMA.tables["changes"].field("column").labels
    titles = {field.name: field.title for field in SCHEMA.tables["trade"].fields}
    assert recorded == {name: titles[name] for name in recorded}
