"""The schema: typed from datapackage.json, or refused with a reason."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.support.factories import DATA
from tradedata.data.issues import InvalidData
from tradedata.data.schema import SCHEMA_FILE, Bounds, ForeignKey, Schema, parse_schema

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
    assert (flow.required, flow.pattern) == (True, "")
    assert flow.labels["import"] == "imports"
    assert ForeignKey("reporter", "areas") in trade.foreign_keys
    assert schema.data_version == json.loads(CONTENT)["version"]


def test_parse_schema_bounds_are_those_of_the_standard_and_our_own() -> None:
    tables = parse_schema(CONTENT).tables
    assert tables["trade"].field("start").bounds == Bounds("1900-01-01", "2099-12-31")
    assert tables["trade"].field("claimed_on").bounds == Bounds("1900", "2099")
    assert tables["sources"].field("scale").bounds == Bounds("0.000001")
    assert tables["trade"].field("note").bounds == Bounds()
    value = tables["trade"].field("value")
    assert value.bounding == "measure"
    assert value.bounds_by.keys() == tables["trade"].field("measure").labels.keys()
    assert value.bounds_by["growth"] == Bounds(above="-100")


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        (Bounds(), ""),
        (Bounds("0", "100"), "from 0 to 100"),
        (Bounds(above="-100"), "above -100"),
        (Bounds("1", step="1"), "from 1, a multiple of 1"),
        (Bounds(step="5"), "a multiple of 5"),
    ],
)
def test_bounds_words(bounds: Bounds, words: str) -> None:
    assert bounds.words == words


def test_parse_schema_primary_and_foreign_keys_may_be_lists_or_names() -> None:
    def change(package: Any) -> None:
        schema = package["resources"][0]["schema"]
        schema["primaryKey"] = "id"
        for key in schema["foreignKeys"]:
            key["fields"] = [key["fields"]]

    assert parse_changed(change).tables == parse_schema(CONTENT).tables


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
    "licences are null": lambda package: package.update(licenses=None),
    "contributor without title": lambda package: package["contributors"][0].pop("title"),
    "pattern is a number": lambda package: trade_fields(package)[0]["constraints"].update(
        pattern=5
    ),
}


@pytest.mark.parametrize("text", ["\u202eelttil", "\ud800", "\x00"])
def test_parse_schema_text_that_cannot_be_shown_raises(text: str) -> None:
    with pytest.raises(InvalidData, match=f"text without U.{ord(text[0]):04X}"):
        parse_changed(lambda package: package.update(title=text))


@pytest.mark.parametrize("name", BROKEN)
def test_parse_schema_package_without_what_it_needs_raises(name: str) -> None:
    with pytest.raises(InvalidData) as caught:
        parse_changed(BROKEN[name])
    assert {(issue.code, issue.file) for issue in caught.value.issues} == {
        ("bad-schema", SCHEMA_FILE)
    }
    assert all(issue.path and issue.allowed for issue in caught.value.issues)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff", b"[" * 100_000],
    ids=["empty", "cut off", "not UTF-8", "too deep"],
)
def test_parse_schema_no_package_at_all_raises(content: bytes) -> None:
    with pytest.raises(InvalidData) as caught:
        parse_schema(content)
    assert [issue.code for issue in caught.value.issues] == ["unreadable-schema"]
