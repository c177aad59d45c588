"""Loading: sound rows become claims, faulty rows are named, unusable files raise."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.data.tables import CLAIM
from tests.support.factories import (
    ANOTHER,
    DATA,
    add_row,
    copy_data,
    edit_row,
    read_rows,
    shipped_data,
    write_rows,
)
from tradedata.data.issues import InvalidData
from tradedata.data.loading import DATA_FILES, Dataset, load
from tradedata.data.numerals.lexicon import LANGUAGES
from tradedata.data.schema import SCHEMA_FILE

LINES = (DATA / "trade.csv").read_bytes().splitlines(keepends=True)
HEADER = LINES[0]
FEW_ROWS = b"".join(LINES[:40])  # enough to be damaged anywhere, and loaded a hundred times
DAMAGED = st.one_of(
    st.binary(max_size=200),
    st.binary(max_size=200).map(HEADER.__add__),
    st.builds(
        lambda place, length, content: FEW_ROWS[:place] + content + FEW_ROWS[place + length :],
        st.integers(0, len(FEW_ROWS) - 1),
        st.integers(0, 40),
        st.one_of(st.binary(max_size=20), st.text(max_size=10).map(str.encode)),
    ),
)


def codes_of(directory: Path) -> list[tuple[str, str]]:
    with pytest.raises(InvalidData) as caught:
        load(directory)
    return [(issue.code, issue.file) for issue in caught.value.issues]


def put(directory: Path, name: str, content: bytes | None) -> None:
    """Replace the file, or remove it."""
    (directory / name).unlink()
    if content is not None:
        (directory / name).write_bytes(content)


def put_directory(directory: Path) -> None:
    (directory / "areas.csv").unlink()
    (directory / "areas.csv").mkdir()


def replace_with_file(directory: Path) -> None:
    shutil.rmtree(directory)
    directory.touch()


@pytest.mark.parametrize("remove", [shutil.rmtree, replace_with_file])
def test_load_where_no_directory_is_says_so_once(
    data: Path, remove: Callable[[Path], object]
) -> None:
    remove(data)
    assert codes_of(data) == [("missing-directory", str(data))]


def empty(directory: Path) -> None:
    """Take every claim out, with what became of it."""
    for table in ("trade", "changes"):
        write_rows(directory / f"{table}.csv", [])


# What makes a file unusable, and the issue that names it.
BROKEN_FILES: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing-file": (lambda directory: (directory / "trade.csv").unlink(), "trade.csv"),
    "unopened-file": (put_directory, "areas.csv"),
    "unreadable-schema": (partial(put, name=SCHEMA_FILE, content=b"{"), SCHEMA_FILE),
    "bad-schema": (partial(put, name=SCHEMA_FILE, content=b"{}"), SCHEMA_FILE),
    "wrong-header": (partial(put, name="areas.csv", content=b"area\n"), "areas.csv"),
    "no-row": (empty, "trade.csv"),
}
FILE_CODES = {*BROKEN_FILES, "no-sound-row"}


@pytest.mark.parametrize("name", BROKEN_FILES)
def test_load_unusable_file_raises_with_its_issue(name: str, data: Path) -> None:
    break_it, file = BROKEN_FILES[name]
    break_it(data)
    assert set(codes_of(data)) == {(name, file)}


def test_load_empty_directory_names_every_file(tmp_path: Path) -> None:
    assert codes_of(tmp_path) == [("missing-file", name) for name in DATA_FILES]


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


def test_load_several_unusable_files_are_all_named_the_missing_first(data: Path) -> None:
    put(data, "areas.csv", b"area\n")
    put(data, "sources.csv", b"\xff")
    put(data, "events.csv", None)
    assert codes_of(data) == [
        ("missing-file", "events.csv"),
        ("unreadable-file", "sources.csv"),
        ("wrong-header", "areas.csv"),
    ]


def test_load_no_sound_row_names_the_faults_of_the_rows_too(data: Path) -> None:
    rows = [{**row, "unit": "kg"} for row in read_rows(data / "trade.csv")]
    write_rows(data / "trade.csv", rows)
    *others, last = codes_of(data)
    assert last == ("no-sound-row", "trade.csv")
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
    old = next(
        row
        for row in read_rows(data / "trade.csv")
        if row["start"] == CLAIM["start"] and not row["gloss"]
    )
    kept = {name: old[name] for name in ("reporter", "partner", "flow", "source")}
    add_row(data / "trade.csv", **{**CLAIM, **kept, "id": "coal-2031", "product": "coal"})
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


def test_dataset_digest_changes_with_every_file(tmp_path: Path, another: Dataset) -> None:
    data = copy_data(tmp_path, ANOTHER)
    digests = [load(data).digest]
    for path in (data / name for name in DATA_FILES):
        path.write_bytes(path.read_bytes() + b"\n")
        digests.append(load(data).digest)
    assert digests[0] == another.digest
    assert len({*digests}) == len(digests) == len(DATA_FILES) + 1


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy whose trade.csv is overwritten again and again."""
    return copy_data(tmp_path_factory.mktemp("scratch"))


@given(content=DAMAGED)
@pytest.mark.whole
def test_load_any_bytes_as_trade_raise_nothing_but_invalid_data(
    content: bytes, scratch: Path
) -> None:
    (scratch / "trade.csv").write_bytes(content)
    try:
        issues = load(scratch).issues
    except InvalidData as error:
        issues = error.issues
    assert all(issue.code in str(issue) for issue in issues)
