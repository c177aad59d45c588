"""The schema: typed from datapackage.json, or refused with a reason."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from tests.data.packages import PACKAGE, REMOVED, changed, table
from tradedata.data.issues import InvalidData
from tradedata.data.schema import Bounds, ForeignKey, Schema, parse_schema

CONTENT = json.dumps(PACKAGE).encode()


def parse_changed(changes: Mapping[str, object]) -> Schema:
    return parse_schema(json.dumps(changed(changes)).encode())


def test_parse_schema_types_tables_fields_and_keys() -> None:
    schema = parse_schema(CONTENT)
    trade = schema.tables["trade"]
    assert (trade.file, trade.key, trade.header[:2]) == ("trade.csv", "id", ("id", "reporter"))
    assert trade.order == ("id",)
    flow = trade.field("flow")
    assert (flow.required, flow.pattern) == (True, "")
    assert flow.labels["import"] == "imports"
    links = [
        ("reporter", "areas", False),
        ("refers_to", "trade", False),
        ("based_on", "trade", True),
    ]
    assert {ForeignKey(*link) for link in links} <= set(trade.foreign_keys)
    assert schema.data_version == PACKAGE["version"]


def test_parse_schema_bounds_are_those_of_the_standard_and_our_own() -> None:
    tables = parse_schema(CONTENT).tables
    assert tables["trade"].field("start").bounds == Bounds("1900-01-01", "2099-12-31")
    assert tables["trade"].field("claimed_on").bounds == Bounds("1900", "2099")
    assert tables["sources"].field("scale").bounds == Bounds("0.000001")
    assert tables["trade"].field("note").bounds == Bounds()
    value = tables["trade"].field("value")
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
    at = f"{table('trade')}.schema"
    changes = {f"{at}.primaryKey": "id", f"{at}.foreignKeys[0].fields": ["reporter"]}
    assert parse_changed(changes).tables == parse_schema(CONTENT).tables


def test_parse_schema_resource_that_is_no_table_is_passed_over() -> None:
    readme = {"name": "codebook", "path": "README.md"}
    schema = parse_changed({f"$.resources[{len(PACKAGE['resources'])}]": readme})
    assert schema.tables == parse_schema(CONTENT).tables


def test_table_schema_field_unknown_raises() -> None:
    with pytest.raises(KeyError, match="colour"):
        parse_schema(CONTENT).tables["trade"].field("colour")


def test_schema_label_of_a_word_without_label_is_the_word() -> None:
    schema = parse_schema(CONTENT)
    assert schema.label("trade", "flow", "import") == "imports"
    assert schema.label("trade", "flow", "barter") == "barter"


def test_parse_schema_package_at_fault_raises_with_its_issues() -> None:
    with pytest.raises(InvalidData) as caught:
        parse_changed({"$.licenses": None, "$.version": REMOVED})
    assert [(issue.code, issue.path) for issue in caught.value.issues] == [
        ("bad-schema", "$.version"),
        ("bad-schema", "$.licenses"),
    ]


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff", b"[" * 100_000],
    ids=["empty", "cut off", "not UTF-8", "too deep"],
)
def test_parse_schema_no_package_at_all_raises(content: bytes) -> None:
    with pytest.raises(InvalidData) as caught:
        parse_schema(content)
    assert [issue.code for issue in caught.value.issues] == ["unreadable-schema"]
