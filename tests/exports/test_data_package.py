"""The zip of all data: valid, complete, the same bytes every time, and the same claims again."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
import yaml
from frictionless import Package

from tests.support.factories import (
    ANOTHER,
    DATA,
    copy_data,
    edit_row,
    make_extract,
    shipped_data,
)
from tradedata.data.loading import DATA_FILES, Dataset, load
from tradedata.exports.editions import edition_of
from tradedata.exports.packages import data_package_zip

MADE = date(2026, 11, 22)
ADDRESS = "https://example.org/trade?view=articles"
FILTERS = {"view": ("articles",), "side": ("russian-government", "russian-business")}


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return shipped_data()


@pytest.fixture(params=[DATA, ANOTHER], ids=["shipped", "another"])
def either(request: pytest.FixtureRequest) -> Dataset:
    """The shipped collection, and one of another pair of countries."""
    return load(request.param)


def make_zip(dataset: Dataset, address: str = ADDRESS) -> bytes:
    taken = make_extract(dataset, dataset.claims[:2], filters=FILTERS, link=address)
    return data_package_zip(taken, MADE)


def extract(content: bytes, directory: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        archive.extractall(directory)
    return directory


def read_text(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def test_data_package_zip_read_back_gives_the_same_claims(either: Dataset, tmp_path: Path) -> None:
    again = load(extract(make_zip(either), tmp_path))
    assert again.claims == either.claims
    assert again.directory == either.directory
    assert again.collection == either.collection
    assert again.version == either.version
    assert again.issues == either.issues


def test_data_package_zip_holds_the_files_and_nothing_else(dataset: Dataset) -> None:
    with zipfile.ZipFile(io.BytesIO(make_zip(dataset))) as archive:
        assert sorted(archive.namelist()) == sorted([*DATA_FILES, "README.md", "CITATION.cff"])


def test_data_package_zip_is_valid_for_frictionless(either: Dataset, tmp_path: Path) -> None:
    directory = extract(make_zip(either), tmp_path)
    report = Package(str(directory / "datapackage.json")).validate()
    assert report.valid, report.to_summary()
    assert sum(task.stats.get("rows", 0) for task in report.tasks) == sum(
        len(table.rows) for table in either.tables.values()
    )


def test_data_package_zip_of_shipped_data_holds_every_cell_as_it_is(
    dataset: Dataset, tmp_path: Path
) -> None:
    directory = extract(make_zip(dataset), tmp_path)
    for name in DATA_FILES:
        if name.endswith(".csv"):
            assert (directory / name).read_bytes() == (DATA / name).read_bytes()
    assert json.loads((directory / "datapackage.json").read_bytes()) == dataset.schema.package


def test_data_package_zip_of_the_same_arguments_is_the_same_bytes(dataset: Dataset) -> None:
    content = make_zip(dataset)
    assert content == make_zip(load(DATA))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_readme_tells_version_filters_claims_in_view_citation_and_terms(dataset: Dataset) -> None:
    readme = read_text(make_zip(dataset), "README.md")
    total = len(dataset.claims)
    for words in (
        f"data version  {dataset.version}\n",
        f"content       {dataset.digest}\n",
        "made          2026-11-22\n",
        f"page          {ADDRESS}\n",
        f"showed 2 of {total} claims; the tables here hold all {total}",
        "    view: articles\n    side: russian-government, russian-business\n",
        f"    {dataset.claims[0].id}\n    {dataset.claims[1].id}\n",
        f"(Version {dataset.version}) [Data set]",
        "Selection and notes: CC BY 4.0; each source keeps its own terms",
        "<https://creativecommons.org/licenses/by/4.0/>",
    ):
        assert words in readme
    assert dataset.claims[2].id not in readme
    assert "left out" not in readme
    for source in dataset.directory.sources.values():
        terms = dataset.schema.label("sources", "reuse", source.reuse)
        lines = [line for line in readme.splitlines() if source.title[:40] in line]
        assert any(line.endswith(f": {terms}") for line in lines)


def test_readme_without_filters_or_claims_says_so(dataset: Dataset) -> None:
    readme = read_text(data_package_zip(make_extract(dataset, ()), MADE), "README.md")
    assert "The filters were:\n\n    view: all\n" in readme
    assert "The claims in view were:\n\n    none\n" in readme
    assert "page   " not in readme


@pytest.mark.whole
def test_readme_names_the_rows_left_out_of_the_tables(tmp_path: Path) -> None:
    data = copy_data(tmp_path)
    edit_row(data / "trade.csv", "flour-value-2024-ipsc", start="2024-13-01")
    edited = load(data)
    readme = read_text(make_zip(edited), "README.md")
    assert "## What was left out" in readme
    (fault, *_) = (line for line in readme.splitlines() if "bad-date" in line)
    assert "flour-value-2024-ipsc" in fault
    assert "2024-13-01" in fault
    report = Package(
        str(extract(make_zip(edited), tmp_path / "again") / "datapackage.json")
    ).validate()
    assert report.valid, report.to_summary()


def test_citation_file_is_yaml_with_what_a_citation_needs(dataset: Dataset) -> None:
    citation = yaml.safe_load(read_text(make_zip(dataset), "CITATION.cff"))
    edition = edition_of(dataset)
    assert citation["cff-version"] == "1.2.0"
    assert citation["type"] == "dataset"
    assert citation["title"] == edition.title
    assert citation["version"] == dataset.version
    assert citation["license"] == "CC-BY-4.0"
    assert citation["url"] == ADDRESS
    assert citation["authors"] == [{"name": name} for name in edition.contributors]
    without_address = yaml.safe_load(read_text(make_zip(dataset, ""), "CITATION.cff"))
    assert "url" not in without_address
