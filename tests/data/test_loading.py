"""Loading: sound rows become claims, faulty rows are named, unusable files raise."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.factories import (
    DATA,
    add_row,
    copy_data,
    edit_row,
    read_rows,
    shipped_data,
    write_rows,
)
from tradedata.data.issues import InvalidData
from tradedata.data.loading import DATA_FILES, TABLE_NAMES, load, parse_files, read_files
from tradedata.data.numerals.words import LANGUAGES
from tradedata.data.schema import SCHEMA_FILE

CONTENTS = read_files(DATA)
LINES = CONTENTS["trade.csv"].splitlines(keepends=True)
HEADER = LINES[0]
FEW_ROWS = b"".join(LINES[:40])  # enough to be damaged anywhere, and loaded a hundred times


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the shipped data, free to be broken."""
    return copy_data(tmp_path)


def codes_of(directory: Path) -> list[tuple[str, str]]:
    with pytest.raises(InvalidData) as caught:
        load(directory)
    return [(issue.code, issue.file) for issue in caught.value.issues]


def remove_rows(directory: Path) -> None:
    write_rows(directory / "trade.csv", [])


def put_directory(directory: Path) -> None:
    (directory / "areas.csv").unlink()
    (directory / "areas.csv").mkdir()


def replace_with_file(directory: Path) -> None:
    shutil.rmtree(directory)
    directory.touch()


def remove_table(directory: Path) -> None:
    package = json.loads((directory / SCHEMA_FILE).read_bytes())
    package["resources"] = package["resources"][:-1]
    (directory / SCHEMA_FILE).write_text(json.dumps(package), encoding="utf-8")


@pytest.mark.parametrize("remove", [shutil.rmtree, replace_with_file])
def test_load_where_no_directory_is_says_so_once(
    data: Path, remove: Callable[[Path], object]
) -> None:
    remove(data)
    assert codes_of(data) == [("missing-directory", str(data))]


def write(directory: Path, name: str, content: bytes) -> None:
    (directory / name).write_bytes(content)


# What makes files unusable, and the issues that name it.
BROKEN_FILES: dict[str, tuple[Callable[[Path], object], list[tuple[str, str]]]] = {
    "missing-file": (
        lambda directory: (directory / "trade.csv").unlink(),
        [("missing-file", "trade.csv")],
    ),
    "unreadable-file": (put_directory, [("unreadable-file", "areas.csv")]),
    "unreadable-schema": (
        partial(write, name=SCHEMA_FILE, content=b"{"),
        [("unreadable-schema", SCHEMA_FILE)],
    ),
    "bad-schema": (remove_table, [("bad-schema", SCHEMA_FILE)]),
    "wrong-header": (
        partial(write, name="areas.csv", content=b"area\n"),
        [("wrong-header", "areas.csv")],
    ),
    "no-sound-row": (remove_rows, [("no-sound-row", "trade.csv")]),
}
FILE_CODES = {name.partition(":")[0] for name in BROKEN_FILES}


def test_load_shipped_data_has_no_issue() -> None:
    dataset = load(DATA)
    assert dataset.issues == ()
    assert len(dataset.claims) == len(read_rows(DATA / "trade.csv"))
    assert dataset.version == dataset.schema.data_version


@pytest.mark.parametrize("name", BROKEN_FILES)
def test_load_unusable_file_raises_with_its_issue(name: str, data: Path) -> None:
    break_it, expected = BROKEN_FILES[name]
    break_it(data)
    assert codes_of(data) == expected


def test_load_empty_directory_names_every_file(tmp_path: Path) -> None:
    assert codes_of(tmp_path) == [("missing-file", name) for name in DATA_FILES]


def test_read_files_missing_raises_naming_them(data: Path) -> None:
    (data / "areas.csv").unlink()
    with pytest.raises(InvalidData) as caught:
        read_files(data)
    assert [(issue.code, issue.file) for issue in caught.value.issues] == [
        ("missing-file", "areas.csv")
    ]


def put(directory: Path, name: str, content: bytes | None) -> None:
    """Replace the file, or remove it."""
    (directory / name).unlink()
    if content is not None:
        write(directory, name, content)


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00 no text", b""], ids=str)
@pytest.mark.parametrize("name", DATA_FILES)
def test_load_any_unusable_file_is_named_and_no_other(
    data: Path, name: str, content: bytes | None
) -> None:
    put(data, name, content)
    assert {file for _, file in codes_of(data)} == {name}


@pytest.mark.parametrize(
    "second", [None, b"\xff\xfe\x00 no text", b"", b"no,such,header\n"], ids=str
)
@pytest.mark.parametrize("first", [None, b"{", b"\xff\xfe"], ids=str)
@pytest.mark.parametrize("name", [SCHEMA_FILE, "claimants.csv"])
def test_load_two_unusable_files_are_both_named(
    data: Path, name: str, first: bytes | None, second: bytes | None
) -> None:
    put(data, name, first)
    put(data, "trade.csv", second)
    # Without the schema nobody knows which header is the right one.
    is_known = not (name == SCHEMA_FILE and second == b"no,such,header\n")
    assert {file for _, file in codes_of(data)} == {name} | ({"trade.csv"} if is_known else set())


def test_load_several_unusable_files_are_all_named(data: Path) -> None:
    write(data, "areas.csv", b"area\n")
    write(data, "sources.csv", b"\xff")
    assert codes_of(data) == [("unreadable-file", "sources.csv"), ("wrong-header", "areas.csv")]


def test_load_missing_and_unusable_files_are_all_named(data: Path) -> None:
    (data / "events.csv").unlink()
    write(data, "areas.csv", b"area\n")
    assert codes_of(data) == [("missing-file", "events.csv"), ("wrong-header", "areas.csv")]


def test_load_without_a_schema_names_the_files_that_are_no_text(data: Path) -> None:
    write(data, "datapackage.json", b"{")
    write(data, "areas.csv", b"")
    write(data, "sources.csv", b"\xff")
    assert codes_of(data) == [
        ("unreadable-schema", "datapackage.json"),
        ("unreadable-file", "sources.csv"),
        ("wrong-header", "areas.csv"),
    ]


def test_load_no_sound_row_names_the_faults_of_the_rows_too(data: Path) -> None:
    rows = [{**row, "unit": "kg"} for row in read_rows(data / "trade.csv")]
    write_rows(data / "trade.csv", rows)
    first, *others = codes_of(data)
    assert first == ("no-sound-row", "trade.csv")
    assert others.count(("not-in-vocabulary", "trade.csv")) == len(rows)


def test_load_faulty_rows_are_left_out_and_named_the_rest_stays(data: Path) -> None:
    path = data / "trade.csv"
    keys = [row["id"] for row in read_rows(path)]
    edit_row(path, keys[-1], note="x", status="gone")
    with path.open("ab") as file:
        file.write(b"too,short\n")
    dataset = load(data)
    assert [claim.id for claim in dataset.claims] == keys[:-1]
    assert [(issue.code, issue.line) for issue in dataset.issues] == [
        ("wrong-length", len(keys) + 2),
        ("not-in-vocabulary", len(keys) + 1),
    ]


def test_load_new_row_becomes_a_claim(data: Path) -> None:
    add_row(data / "products.csv", product="coal", label="Coal", definition="Coal of every kind.")
    old = read_rows(data / "trade.csv")[0]
    new = {
        "id": "coal-2031",
        "product": "coal",
        "measure": "quantity",
        "of": "",
        "value": "5000",
        "unit": "t",
        "start": "2031-01-01",
        "end": "2031-12-31",
        "period_basis": "stated",
        "period_from": "",
        "as_printed": "5,000 tons",
        "origin": "coal-2031",
        "refers_to": "",
        "based_on": "",
        "base_start": "",
        "base_end": "",
        "base_basis": "",
    }
    add_row(data / "trade.csv", **{**old, **new})
    dataset = load(data)
    assert dataset.issues == ()
    assert dataset.claim("coal-2031").product.label == "Coal"


def test_dataset_claim_unknown_raises() -> None:
    with pytest.raises(KeyError, match="no-such-claim"):
        shipped_data().claim("no-such-claim")


def test_dataset_labels_are_those_of_the_schema() -> None:
    dataset = shipped_data()
    assert dataset.label("kind", "statistic") == "official statistic"
    assert dataset.side_label("market") == "market sources"


def test_languages_that_numbers_are_read_in_have_english_names() -> None:
    names = shipped_data().schema.tables["sources"].field("language").labels
    assert set(LANGUAGES) <= set(names)
    assert (names["fa"], names["ru"]) == ("Persian", "Russian")


@pytest.mark.parametrize("name", DATA_FILES)
def test_dataset_digest_changes_with_every_file(name: str, data: Path) -> None:
    before = load(data).digest
    assert before == shipped_data().digest
    path = data / name
    path.write_bytes(path.read_bytes() + b"\n")
    assert load(data).digest != before


def test_parse_files_gives_text_with_the_issues_of_unread_rows() -> None:
    contents = {**CONTENTS, "areas.csv": CONTENTS["areas.csv"] + b"XX\n"}
    schema, tables, issues = parse_files(contents)
    assert set(tables) == set(TABLE_NAMES) <= set(schema.tables)
    assert [(issue.code, issue.row) for issue in issues] == [("wrong-length", "XX")]


def load_with_trade(content: bytes, directory: Path) -> None:
    (directory / "trade.csv").write_bytes(content)
    try:
        issues = load(directory).issues
    except InvalidData as error:
        issues = error.issues
    assert all(issue.code in str(issue) for issue in issues)


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy whose trade.csv is overwritten again and again."""
    return copy_data(tmp_path_factory.mktemp("scratch"))


@given(content=st.binary(max_size=200))
def test_load_any_bytes_as_trade_raise_nothing_but_invalid_data(
    content: bytes, scratch: Path
) -> None:
    load_with_trade(content, scratch)


@given(content=st.binary(max_size=200))
def test_load_any_bytes_under_the_header_raise_nothing_but_invalid_data(
    content: bytes, scratch: Path
) -> None:
    load_with_trade(HEADER + content, scratch)


@given(
    place=st.integers(0, len(FEW_ROWS) - 1),
    length=st.integers(0, 40),
    content=st.one_of(st.binary(max_size=20), st.text(max_size=10).map(str.encode)),
)
def test_load_any_damage_to_trade_raises_nothing_but_invalid_data(
    place: int, length: int, content: bytes, scratch: Path
) -> None:
    load_with_trade(FEW_ROWS[:place] + content + FEW_ROWS[place + length :], scratch)
