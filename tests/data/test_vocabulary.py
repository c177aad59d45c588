"""The vocabulary: the schema's words and the code's are the same, or an issue names both."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.data.packages import PACKAGE, changed, column
from tests.support.factories import DATA
from tradedata.data.issues import InvalidData, Issue
from tradedata.data.loading import load
from tradedata.data.schema import SCHEMA_FILE, parse_schema
from tradedata.data.vocabulary import MEASURES, UNITS, vocabulary_issues

COLUMNS = [
    ("trade", name)
    for name in ("flow", "measure", "of", "qualifier", "period_basis", "kind", "status")
]
IN_PART = [("trade", "unit"), ("trade", "base_basis"), ("benchmarks", "unit")]


def schema_with(table: str, name: str, words: Callable[[list[str]], list[str]]) -> bytes:
    """The shipped schema with other words in one column."""
    at = column(name, table)
    (resource,) = (each for each in PACKAGE["resources"] if each["name"] == table)
    (field,) = (each for each in resource["schema"]["fields"] if each["name"] == name)
    enum = words(field["constraints"]["enum"])
    categories = [{"value": word, "label": word} for word in enum]
    changes = {f"{at}.constraints.enum": enum, f"{at}.categories": categories}
    return json.dumps(changed(changes)).encode()


def without_first(words: list[str]) -> list[str]:
    return words[1:]


def with_unheard(words: list[str]) -> list[str]:
    return [*words, "unheard"]


def issues_of(content: bytes) -> list[Issue]:
    return list(vocabulary_issues(parse_schema(content)))


def test_vocabulary_issues_shipped_schema_has_none() -> None:
    assert issues_of((DATA / SCHEMA_FILE).read_bytes()) == []


@pytest.mark.parametrize(("table", "name"), [*COLUMNS, *IN_PART])
def test_vocabulary_issues_word_that_the_code_does_not_know_is_named(table: str, name: str) -> None:
    (issue,) = issues_of(schema_with(table, name, with_unheard))
    assert (issue.code, issue.severity) == ("unknown-word", "error")
    assert (issue.file, issue.row, issue.column) == (SCHEMA_FILE, table, name)
    assert issue.value == "unheard"


@pytest.mark.parametrize(("table", "name"), COLUMNS)
def test_vocabulary_issues_word_that_the_schema_lost_is_named(table: str, name: str) -> None:
    (issue,) = issues_of(schema_with(table, name, without_first))
    assert (issue.code, issue.row, issue.column) == ("missing-word", table, name)
    assert issue.value not in issue.allowed.split(", ")


@pytest.mark.parametrize("name", ["unit", "base_basis"])
def test_vocabulary_issues_some_columns_may_do_with_fewer_words(name: str) -> None:
    assert issues_of(schema_with("trade", name, without_first)) == []


def test_vocabulary_issues_units_of_any_known_currency_may_be_used() -> None:
    assert issues_of(schema_with("trade", "unit", lambda words: [*words, "GEL", "EUR/t"])) == []


def test_load_with_a_kind_that_has_no_shape_says_so_instead_of_breaking_the_page(
    data: Path,
) -> None:
    (data / SCHEMA_FILE).write_bytes(schema_with("trade", "kind", with_unheard))
    with pytest.raises(InvalidData) as failure:
        load(data)
    (issue,) = failure.value.issues
    assert (issue.code, issue.row, issue.column) == ("unknown-word", "trade", "kind")


def test_measures_and_units_name_units_that_there_are() -> None:
    units = {unit for measure in MEASURES.values() for unit in measure.units}
    assert units | {unit.yearly for unit in UNITS.values() if unit.yearly} == set(UNITS)
