"""The vocabulary: the schema's words and the code's are the same, or an issue names both."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.factories import DATA, copy_data
from tradedata.data.issues import InvalidData, Issue
from tradedata.data.loading import load
from tradedata.data.schema import SCHEMA_FILE, Schema, parse_schema
from tradedata.data.vocabulary import MEASURES, UNITS, vocabulary_issues

COLUMNS = [
    ("trade", "flow"),
    ("trade", "measure"),
    ("trade", "of"),
    ("trade", "unit"),
    ("trade", "qualifier"),
    ("trade", "period_basis"),
    ("trade", "kind"),
    ("trade", "status"),
]
IN_PART = [("trade", "base_basis"), ("benchmarks", "unit")]


def changed_schema(table: str, column: str, change: Callable[[list[Any]], None]) -> bytes:
    """The shipped schema with the words of one column changed."""
    package = json.loads((DATA / SCHEMA_FILE).read_text(encoding="utf-8"))
    (fields,) = (r["schema"]["fields"] for r in package["resources"] if r["name"] == table)
    (field,) = (field for field in fields if field["name"] == column)
    for words in (field["categories"], field["constraints"]["enum"]):
        change(words)
    return json.dumps(package).encode()


def without_first(words: list[Any]) -> None:
    del words[0]


def with_unheard(words: list[Any]) -> None:
    words.append({"value": "unheard", "label": "of"} if isinstance(words[0], dict) else "unheard")


def issues_of(content: bytes) -> list[Issue]:
    return list(vocabulary_issues(parse_schema(content)))


def test_vocabulary_issues_shipped_schema_has_none() -> None:
    assert issues_of((DATA / SCHEMA_FILE).read_bytes()) == []


@pytest.mark.parametrize(("table", "column"), [*COLUMNS, *IN_PART])
def test_vocabulary_issues_word_that_the_code_does_not_know_is_named(
    table: str, column: str
) -> None:
    (issue,) = issues_of(changed_schema(table, column, with_unheard))
    assert (issue.code, issue.severity) == ("unknown-word", "error")
    assert (issue.file, issue.row, issue.column) == (SCHEMA_FILE, table, column)
    assert issue.value == "unheard"


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_vocabulary_issues_word_that_the_schema_lost_is_named(table: str, column: str) -> None:
    (issue,) = issues_of(changed_schema(table, column, without_first))
    assert (issue.code, issue.row, issue.column) == ("missing-word", table, column)
    assert issue.value not in issue.allowed.split(", ")


def test_vocabulary_issues_some_columns_may_do_with_fewer_words() -> None:
    assert issues_of(changed_schema("trade", "base_basis", without_first)) == []


def test_vocabulary_issues_schema_without_tables_has_none() -> None:
    assert list(vocabulary_issues(Schema({}, {}))) == []


def test_load_with_a_kind_that_has_no_shape_says_so_instead_of_breaking_the_page(
    tmp_path: Path,
) -> None:
    data = copy_data(tmp_path)
    (data / SCHEMA_FILE).write_bytes(changed_schema("trade", "kind", with_unheard))
    with pytest.raises(InvalidData) as failure:
        load(data)
    (issue,) = failure.value.issues
    assert str(issue).startswith(
        "error unknown-word | datapackage.json, trade, column kind | A word of the schema's "
        "vocabulary is not in the code's | found 'unheard' | allowed: statistic, "
    )


def test_measures_and_units_name_units_that_there_are() -> None:
    units = {unit for measure in MEASURES.values() for unit in measure.units}
    assert units | {unit.yearly for unit in UNITS.values() if unit.yearly} == set(UNITS)
