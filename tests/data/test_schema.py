"""The schema: typed from datapackage.json, or refused with a reason."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.support.factories import DATA
from tradedata.data.issues import InvalidData
from tradedata.data.schema import SCHEMA_FILE, ForeignKey, Schema, parse_schema

CONTENT = (DATA / SCHEMA_FILE).read_bytes()


def parse_changed(change: Callable[[Any], object]) -> Schema:
    package = json.loads(CONTENT)
    change(package)
    return parse_schema(json.dumps(package).encode())


def test_parse_schema_types_tables_fields_and_keys() -> None:
    schema = parse_schema(CONTENT)
    trade = schema.tables["trade"]
    assert (trade.file, trade.key, trade.header[:2]) == ("trade.csv", "id", ("id", "reporter"))
    assert trade.order == ("id",)
    flow = trade.field("flow")
    assert (flow.required, flow.unique, flow.pattern) == (True, False, None)
    assert flow.labels["import"] == "imports"
    assert trade.field("id").unique
    assert ForeignKey("reporter", "areas") in trade.foreign_keys
    assert schema.data_version == json.loads(CONTENT)["version"]


def test_parse_schema_key_into_its_own_table_names_that_table() -> None:
    assert ForeignKey("refers_to", "trade") in parse_schema(CONTENT).tables["trade"].foreign_keys


def test_parse_schema_resource_that_is_no_table_is_passed_over() -> None:
    readme = {"name": "codebook", "path": "README.md"}
    schema = parse_changed(lambda package: package["resources"].append(readme))
    assert set(schema.tables) == set(parse_schema(CONTENT).tables)


def test_table_schema_field_unknown_raises() -> None:
    with pytest.raises(KeyError, match="colour"):
        parse_schema(CONTENT).tables["trade"].field("colour")


def test_schema_label_of_a_word_without_label_is_the_word() -> None:
    schema = parse_schema(CONTENT)
    assert schema.label("trade", "flow", "import") == "imports"
    assert schema.label("trade", "flow", "barter") == "barter"


def trade_fields(package: Any) -> Any:
    return package["resources"][0]["schema"]["fields"]


BROKEN: dict[str, Callable[[Any], object]] = {
    "no resources": lambda package: package.pop("resources"),
    "no version": lambda package: package.pop("version"),
    "resource without path": lambda package: package["resources"][0].pop("path"),
    "field without type": lambda package: trade_fields(package)[0].pop("type"),
    "no primary key": lambda package: package["resources"][0]["schema"].update(primaryKey=[]),
    "fields are words": lambda package: package["resources"][0]["schema"].update(fields=["id"]),
    "constraints are a list": lambda package: trade_fields(package)[0].update(constraints=[]),
    "pattern does not compile": lambda package: trade_fields(package)[0]["constraints"].update(
        pattern="(["
    ),
    "pattern is a number": lambda package: trade_fields(package)[0]["constraints"].update(
        pattern=5
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_parse_schema_package_without_what_it_needs_raises(name: str) -> None:
    with pytest.raises(InvalidData) as caught:
        parse_changed(BROKEN[name])
    (issue,) = caught.value.issues
    assert (issue.code, issue.file) == ("unreadable-schema", SCHEMA_FILE)
    assert issue.value


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b"\xff", b"[" * 100_000],
    ids=["empty", "cut off", "list", "null", "not UTF-8", "too deep"],
)
def test_parse_schema_no_package_at_all_raises(content: bytes) -> None:
    with pytest.raises(InvalidData) as caught:
        parse_schema(content)
    assert [issue.code for issue in caught.value.issues] == ["unreadable-schema"]
