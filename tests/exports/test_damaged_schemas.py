"""Damaged schemas: wherever datapackage.json is damaged, a fault has its place, or all works."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.support.factories import ANOTHER, make_extract
from tradedata.data.codebook import write_codebook
from tradedata.data.issues import InvalidData
from tradedata.data.loading import Dataset, load
from tradedata.data.schema import SCHEMA_FILE
from tradedata.exports.editions import edition_of, file_name
from tradedata.exports.files import download_columns
from tradedata.exports.packages import data_package_zip
from tradedata.exports.spreadsheets import full_csv
from tradedata.views.coverage import coverage_of
from tradedata.views.finding import finding_of
from tradedata.views.marks import claim_style
from tradedata.views.tiles import tiles_of

pytestmark = pytest.mark.no_cover
Place = tuple[str | int, ...]
PACKAGE = json.loads((ANOTHER / SCHEMA_FILE).read_bytes())


def places(part: Any, path: Place = ()) -> Iterator[Place]:
    """Every place of a JSON value below its root."""
    if path:
        yield path
    if isinstance(part, dict | list):
        for key, value in part.items() if isinstance(part, dict) else enumerate(part):
            yield from places(value, (*path, key))


DAMAGES: dict[str, Callable[[Any], Any]] = {
    "null": lambda value: None,
    "other type": lambda value: 5 if isinstance(value, str | list | dict) else "x",
    "empty": lambda value: "" if isinstance(value, bool | int) else type(value)(),
    "in a list": lambda value: [value],
    "another word": lambda value: "x",
}


def damaged(path: Place, damage: str) -> Any:
    """The package with one place deleted, or changed."""
    package = deepcopy(PACKAGE)
    *way, last = path
    parent = package
    for key in way:
        parent = parent[key]
    if damage == "deleted":
        del parent[last]
    else:
        parent[last] = DAMAGES[damage](parent[last])
    return package


def use(dataset: Dataset) -> None:
    """All that goes by the schema once it has been taken."""
    claims, about = dataset.claims, dataset.collection
    assert claims
    assert write_codebook(dataset.schema, download_columns())
    assert edition_of(dataset).terms
    assert file_name("chart", dataset, "csv")
    assert full_csv(claims, dataset)
    assert data_package_zip(make_extract(dataset, claims), datetime(2026, 1, 1, tzinfo=UTC))
    assert all(claim_style(claim).legend for claim in claims)
    assert finding_of(claims, about).words
    assert coverage_of(claims, about).rows
    tiles_of(claims, about)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the small collection, its schema free to be damaged."""
    return Path(shutil.copytree(ANOTHER, tmp_path_factory.mktemp("damaged") / "data"))


FIELD = ("resources", 0, "schema", "fields", 7)


@pytest.mark.whole
@settings(max_examples=150, deadline=None)
@given(st.sampled_from(list(places(PACKAGE))), st.sampled_from(["deleted", *DAMAGES]))
@example(("licenses",), "null")
@example(("contributors", 0, "title"), "deleted")
@example(("resources", 0, "schema", "primaryKey"), "another word")
@example(("resources", 0, "schema", "foreignKeys", 0, "fields"), "in a list")
@example((*FIELD, "type"), "another word")
@example(("resources", 0, "schema", "fields", 27, "constraints", "pattern"), "another word")
@example((*FIELD, "boundsBy"), "deleted")
@example((*FIELD, "boundsBy", "measure", "rank", "minimum"), "another word")
def test_damaged_schema_is_refused_with_its_place_or_all_works(
    data: Path, path: Place, damage: str
) -> None:
    (data / SCHEMA_FILE).write_text(json.dumps(damaged(path, damage)), encoding="utf-8")
    try:
        dataset = load(data)
    except InvalidData as refused:
        faults = refused.issues
    else:
        faults = ()
        use(dataset)
    # Each has a place; where no row is left, the issues of the rows follow.
    faults = tuple(each for each in faults if each.code not in ("no-row", "no-sound-row"))
    assert [str(each) for each in faults if not (each.path or each.column or each.line)] == []
