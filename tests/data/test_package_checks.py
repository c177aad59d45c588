"""Checks of the schema itself: every fault with its place, its value and what is allowed."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.support.factories import DATA
from tradedata.data.package_checks import COLUMNS, SCHEMA_FILE, SHOWN_LETTERS, package_issues

CONTENT = (DATA / SCHEMA_FILE).read_bytes()
TRADE, CLAIMANTS = "$.resources[0]", "$.resources[2]"


def faults_after(change: Callable[[Any], object]) -> list[tuple[str, str, str]]:
    package = json.loads(CONTENT)
    change(package)
    issues = package_issues(package)
    assert {issue.code for issue in issues} <= {"bad-schema"}
    assert [str(issue) for issue in issues if issue.path not in str(issue)] == []
    return [(issue.path, issue.value, issue.allowed) for issue in issues]


def schema(package: Any, table: int = 0) -> Any:
    return package["resources"][table]["schema"]


def column(package: Any, name: str, table: int = 0) -> Any:
    return next(field for field in schema(package, table)["fields"] if field["name"] == name)


def place(name: str, table: int = 0) -> str:
    names = [field["name"] for field in schema(json.loads(CONTENT), table)["fields"]]
    return f"$.resources[{table}].schema.fields[{names.index(name)}]"


def test_package_issues_of_the_shipped_package_are_none() -> None:
    assert faults_after(lambda package: None) == []


@pytest.mark.parametrize("package", [None, [], "text", 5, {}])
def test_package_issues_of_no_package_are_named(package: object) -> None:
    assert package_issues(package)


FAULTS: dict[str, tuple[Callable[[Any], object], str, str, str]] = {
    "licences null": (
        lambda p: p.update(licenses=None),
        "$.licenses",
        "null",
        "a list of at least one licence",
    ),
    "licence that runs": (
        lambda p: p["licenses"][0].update(path="javascript:alert(1)"),
        "$.licenses[0].path",
        "javascript:alert(1)",
        "an http or https address",
    ),
    "contributor without title": (
        lambda p: p["contributors"][0].pop("title"),
        "$.contributors[0].title",
        "null",
        "it must be there",
    ),
    "version a number": (
        lambda p: p.update(version=2026),
        "$.version",
        "2026",
        "text that is not blank",
    ),
    "title blank": (lambda p: p.update(title=" "), "$.title", " ", "text that is not blank"),
    "override in a key": (
        lambda p: p.update({"\u202ex": 1}),
        "$",
        "[U+202E]x",
        "text without U+202E",
    ),
    "override in a list": (
        lambda p: p.update(keywords=["\u202ex"]),
        "$.keywords[0]",
        "[U+202E]x",
        "text without U+202E",
    ),
    "one area": (
        lambda p: p["collection"].update(areas=["AF"]),
        "$.collection.areas",
        '["AF"]',
        "two different keys of areas.csv",
    ),
    "side of no vocabulary": (
        lambda p: p["collection"]["speakers"][1]["sides"].append("martian"),
        "$.collection.speakers[1].sides[2]",
        "martian",
        "each once of: afghan-authorities,",
    ),
    "side in both groups": (
        lambda p: p["collection"]["speakers"][1]["sides"].append("afghan-republic"),
        "$.collection.speakers[1].sides[2]",
        "afghan-republic",
        "each once of: afghan-authorities,",
    ),
    "table missing": (
        lambda p: p["resources"].pop(),
        "$.resources",
        '["trade", "sources"',
        "one table 'benchmarks', not 0",
    ),
    "path of another": (
        lambda p: p["resources"][0].update(path="t.csv"),
        f"{TRADE}.path",
        "t.csv",
        "trade.csv",
    ),
    "order by no column": (
        lambda p: p["resources"][0].update(order=["id", "colour"]),
        f"{TRADE}.order[1]",
        "colour",
        "id, reporter",
    ),
    "another primary key": (
        lambda p: schema(p).update(primaryKey="origin"),
        f"{TRADE}.schema.primaryKey",
        "origin",
        "id",
    ),
    "two primary keys": (
        lambda p: schema(p).update(primaryKey=["id", "value"]),
        f"{TRADE}.schema.primaryKey",
        '["id", "value"]',
        "the name of a column, or a list of one",
    ),
    "foreign key of no column": (
        lambda p: schema(p)["foreignKeys"].append(
            {"fields": "colour", "reference": {"resource": "", "fields": "id"}}
        ),
        f"{TRADE}.schema.foreignKeys[7].fields",
        "colour",
        "id, reporter",
    ),
    "foreign key to no table": (
        lambda p: schema(p)["foreignKeys"].append(
            {"fields": "note", "reference": {"resource": "colours", "fields": "id"}}
        ),
        f"{TRADE}.schema.foreignKeys[7].reference.resource",
        "colours",
        "trade, sources",
    ),
    "foreign key to no key": (
        lambda p: schema(p)["foreignKeys"].append(
            {"fields": "note", "reference": {"resource": "areas", "fields": "label"}}
        ),
        f"{TRADE}.schema.foreignKeys[7].reference.fields",
        "label",
        "area",
    ),
    "foreign key lost": (
        lambda p: schema(p)["foreignKeys"].pop(0),
        f"{TRADE}.schema.foreignKeys",
        "null",
        "reporter: a key of areas",
    ),
    "column twice": (
        lambda p: schema(p, 2)["fields"].append(column(p, "role", 2)),
        f"{CLAIMANTS}.schema.fields[2].name",
        "role",
        "each column once",
    ),
    "type of another": (
        lambda p: column(p, "start").update(type="string"),
        f"{place('start')}.type",
        "string",
        "date",
    ),
    "no more required": (
        lambda p: column(p, "source")["constraints"].pop("required"),
        f"{place('source')}.constraints.required",
        "null",
        "true",
    ),
    "form lost": (
        lambda p: column(p, "claimed_on")["constraints"].pop("pattern"),
        f"{place('claimed_on')}.constraints.pattern",
        "",
        r"^\d{4}",
    ),
    "pattern that is none": (
        lambda p: column(p, "note").update(constraints={"pattern": "(["}),
        f"{place('note')}.constraints.pattern",
        "([",
        "a regular expression",
    ),
    "pattern too large": (
        lambda p: column(p, "note").update(constraints={"pattern": "a{99999999999999}"}),
        f"{place('note')}.constraints.pattern",
        "a{99999999999999}",
        "a regular expression",
    ),
    "words without labels": (
        lambda p: column(p, "seen", 1).pop("categories"),
        f"{place('seen', 1)}.constraints.enum",
        '["whole", "excerpt"]',
        "the words of categories, each once: ",
    ),
    "bound of a number": (
        lambda p: column(p, "value")["boundsBy"]["measure"]["rank"].update(minimum="x"),
        f"{place('value')}.boundsBy.measure.rank.minimum",
        "x",
        "a number of at most 15 digits",
    ),
    "bound of a date": (
        lambda p: column(p, "start")["constraints"].update(minimum=1900),
        f"{place('start')}.constraints.minimum",
        "1900",
        "YYYY, YYYY-MM or YYYY-MM-DD",
    ),
    "multiple of a date": (
        lambda p: column(p, "start")["constraints"].update(multipleOf=1),
        f"{place('start')}.constraints.multipleOf",
        "1",
        "nothing: no date is a multiple",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_package_issues_fault_has_its_place_its_value_and_what_is_allowed(name: str) -> None:
    change, path, value, allowed = FAULTS[name]
    found = faults_after(change)
    assert (path, True, True) in [
        (at, shown.startswith(value), words.startswith(allowed)) for at, shown, words in found
    ], found


def test_package_issues_long_value_is_cut() -> None:
    ((_, value, _),) = faults_after(lambda package: package.update(licenses="x" * 1000))
    assert value == "x" * SHOWN_LETTERS + "…"


@pytest.mark.parametrize("table", COLUMNS)
def test_package_issues_every_column_that_the_code_reads_must_be_there(table: str) -> None:
    def remove_all(package: Any) -> None:
        (resource,) = (r for r in package["resources"] if r["name"] == table)
        resource["schema"]["fields"] = [{**resource["schema"]["fields"][0], "name": "other"}]

    allowed = {words for _, _, words in faults_after(remove_all)}
    assert {f"a column {name!r}" for name in COLUMNS[table]} <= allowed


def test_package_issues_column_or_table_of_ones_own_may_be_added() -> None:
    own = {"name": "remark", "title": "Remark", "description": "Ours.", "type": "string"}
    table = {
        "name": "extras",
        "type": "table",
        "path": "extras.csv",
        "title": "Extras",
        "description": "Ours.",
        "schema": {"fields": [own], "primaryKey": "remark"},
    }

    def add(package: Any) -> None:
        schema(package)["fields"].append(own)
        package["resources"] += [table, {"name": "codebook", "path": "README.md"}]

    assert faults_after(add) == []


def test_columns_of_the_code_are_those_of_the_shipped_schema() -> None:
    tables = {r["name"]: r["schema"]["fields"] for r in json.loads(CONTENT)["resources"]}
    gaps = {name: {f["name"] for f in tables[name]} ^ set(COLUMNS[name]) for name in COLUMNS}
    assert {name: gap for name, gap in gaps.items() if gap} == {}
