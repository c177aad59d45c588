"""Editions: file names, permalinks and what a version is called."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tradedata.data.loading import Dataset
from tradedata.exports.editions import edition_of, file_name, permalink


@pytest.mark.parametrize(
    ("slug", "extension", "name"),
    [
        ("who-says-what", "csv", "russia-afghanistan-trade-who-says-what-{version}.csv"),
        ("../LPG: <Ü>/x", "svg", "russia-afghanistan-trade-lpg-x-{version}.svg"),
        ("", "zip", "russia-afghanistan-trade-{version}.zip"),
    ],
)
def test_file_name_is_plain_and_carries_the_version(
    shipped: Dataset, slug: str, extension: str, name: str
) -> None:
    assert file_name(slug, shipped, extension) == name.format(version=shipped.version)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("", ""),
        ("https://example.org", "https://example.org/?claim=a"),
        ("https://example.org/trade?view=articles#top", "https://example.org/trade/?claim=a"),
        ("http://localhost:8501/sub/?claim=b&embed=true", "http://localhost:8501/sub/?claim=a"),
    ],
)
def test_permalink_opens_one_claim_whatever_was_in_view(address: str, expected: str) -> None:
    assert permalink(address, "a") == expected


def test_edition_of_a_version_without_a_year_has_none(shipped: Dataset) -> None:
    package = {**shipped.schema.package, "version": "draft"}
    edition = edition_of(replace(shipped, schema=replace(shipped.schema, package=package)))
    assert (edition.version, edition.year) == ("draft", "")
