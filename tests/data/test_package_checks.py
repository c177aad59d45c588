"""Checks of the schema itself: every fault with its place, its value and what is allowed."""

from __future__ import annotations

import json
import math

import pytest

from tests.data.packages import PACKAGE, REMOVED, changed, column, table
from tradedata.data.characters import visible
from tradedata.data.package_checks import COLUMNS, SHOWN_LETTERS, package_issues
from tradedata.data.vocabulary import MEASURES, UNATTRIBUTED
from tradedata.views.selection import ALL_SOURCES

TRADE = table("trade")
BY = f"{column('value')}.boundsBy.measure"
SCALE = column("scale", "sources")
BOUNDS = (
    *(f"{BY}.{word}" for word in (*MEASURES, "share.maximum", "price.exclusiveMinimum")),
    *(f"{column(name)}.constraints.maximum" for name in ("start", "end", "base_start")),
    *(f"{column('claimed_on')}.bounds.minimum", f"{SCALE}.constraints.minimum"),
)
LINKS = f"{TRADE}.schema.foreignKeys"
TITLE_FORM = f"{column('title', 'sources')}.constraints.pattern"


def faults_after(changes: dict[str, object]) -> list[tuple[str, str, str]]:
    issues = package_issues(changed(changes))
    assert {issue.code for issue in issues} <= {"bad-schema"}
    assert [str(issue) for issue in issues if issue.path not in str(issue)] == []
    return [(issue.path, issue.value, issue.allowed) for issue in issues]


def test_package_issues_of_the_shipped_package_are_none() -> None:
    assert faults_after({}) == []


@pytest.mark.parametrize("package", [None, [], "text", 5, {}])
def test_package_issues_of_no_package_are_named(package: object) -> None:
    assert package_issues(package)


# What is changed and found at fault, and how what is allowed begins.
FAULTS: list[tuple[str, object, str]] = [
    ("$.licenses", None, "a list of at least one licence"),
    *(
        ("$.licenses[0].path", address, "an http or https address")
        for address in ("javascript:alert(1)", "https://a.org/\u200bb", "https://a@b.org", "x")
    ),
    ("$.contributors[0].title", REMOVED, "it must be there"),
    *(("$.version", each, "at most 30 digits") for each in (2026, "9/../x", "1\n", "1" * 31)),
    *(("$.name", each, "at most 60 lower-case") for each in ("../x", 'a "b', "", "a" * 61)),
    *(("$.title", each, "text that is not blank, one line") for each in (" ", "a\nb")),
    ("$.collection.world", "AF", "an area other than the two"),
    (f"{column('side', 'claimants')}.constraints.enum[8]", UNATTRIBUTED, "a word other than"),
    (f"{column('collection', 'sources')}.constraints.enum[3]", ALL_SOURCES, "a word other than"),
    ("$.title", "\u202ex", "text without U+202E"),
    ("$.keywords[0]", "\u202ex", "text without U+202E"),
    ("$.collection.areas", ["AF"], "two different keys of areas.csv"),
    ("$.collection.speakers[1].sides[2]", "martian", "each once of: afghan-authorities,"),
    ("$.collection.speakers[1].sides[2]", "afghan-republic", "each once of: afghan-authorities,"),
    (f"{TRADE}.path", "t.csv", "trade.csv"),
    (f"{TRADE}.order[1]", "colour", "id, reporter"),
    (f"{TRADE}.schema.primaryKey", "origin", "id"),
    (f"{TRADE}.schema.primaryKey", ["id", "value"], "the name of a column, or a list of one"),
    (f"{LINKS}[0].fields", "colour", "id, reporter"),
    (f"{LINKS}[0].reference.resource", "colours", "trade, sources"),
    (f"{LINKS}[0].reference.fields", "label", "area"),
    (f"{column('role', 'claimants')}.name", "label", "each column once"),
    (f"{column('start')}.type", "string", "date"),
    (f"{column('source')}.constraints.required", REMOVED, "true"),
    (f"{column('claimed_on')}.constraints.pattern", "^.*$", r"^\d{4}"),
    (TITLE_FORM, "([", "a regular expression"),
    (TITLE_FORM, "a{99999999999999}", "a regular expression"),
    *(
        (TITLE_FORM, pattern, "a regular expression without groups")
        for pattern in ("(a+)+", "(a|a)*", "a?a?aa", "a*b*", "[a-z]{1,9}[a-z]{2,}", "a|b")
    ),
    (f"{column('seen', 'sources')}.constraints.enum", ["whole"], "the words of categories, each"),
    (f"{column('seen', 'sources')}.categories[0].closed", "no", "true where no new row takes"),
    *((f"{BY}.rank.minimum", each, "a number of at most 15") for each in ("x", 1e-300, 1e15)),
    *((f"{BY}.rank.minimum", each, "a finite number") for each in (math.nan, -math.inf)),
    *((f"{BY}.rank.multipleOf", each, "a finite number") for each in (math.nan, math.inf)),
    *((f"{BY}.rank.multipleOf", each, "a number from 0.000001") for each in (0, 1e-300, 1e15)),
    (f"{BY}.rank.multipleOf", 0.5, "a whole number"),
    (f"{BY}.share.maximum", 101, "a number up to 100"),
    (f"{SCALE}.boundsBy", {}, "nothing: only the number of a claim"),
    (f"{SCALE}.constraints.minimum", 0, "a number above 0"),
    *((f"{at}.bounds", {}, "nothing: its bounds stand in") for at in (SCALE, column("start"))),
    *((path, REMOVED, "it must be there") for path in BOUNDS),
    *(
        (f"{column('start')}.constraints.minimum", day, "YYYY, YYYY-MM or YYYY-MM-DD, from 1900")
        for day in (1900, "0001-01-01", "9999", "2024-13", "٢٠٢٤", "2024\n")
    ),
    (f"{column('start')}.constraints.multipleOf", 1, "nothing: no date is a multiple"),
]


@pytest.mark.parametrize(
    ("place", "name"), [("", "gauge"), (".measure", "ranks"), (".measure.rank", "least")]
)
def test_package_issues_column_word_or_bound_that_is_none_is_named(place: str, name: str) -> None:
    at = f"{column('value')}.boundsBy{place}"
    assert (at, name) in [each[:2] for each in faults_after({f"{at}.{name}": {}})]


@pytest.mark.parametrize(("path", "value", "allowed"), FAULTS)
def test_package_issues_fault_has_its_place_its_value_and_what_is_allowed(
    path: str, value: object, allowed: str
) -> None:
    found = faults_after({path: value})
    stated = None if value is REMOVED else value
    shown = visible(stated) if isinstance(stated, str) else json.dumps(stated)
    assert (path, shown, True) in [(at, was, may.startswith(allowed)) for at, was, may in found]


@pytest.mark.parametrize(
    ("lost", "path", "value", "allowed"),
    [
        (
            table("benchmarks"),
            "$.resources",
            '["trade", "sources"',
            "one table 'benchmarks', not 0",
        ),
        (f"{LINKS}[0]", LINKS, "null", "reporter: a key of areas"),
    ],
)
def test_package_issues_of_what_is_lost_stand_where_it_should_be(
    lost: str, path: str, value: str, allowed: str
) -> None:
    ((at, shown, may),) = faults_after({lost: REMOVED})
    assert (at, shown[: len(value)], may) == (path, value, allowed)


def test_package_issues_character_of_a_key_is_named_where_the_key_stands() -> None:
    assert faults_after({"$.\u202ex": 1}) == [("$", "[U+202E]x", "text without U+202E")]


def test_package_issues_long_value_is_cut() -> None:
    ((_, value, _),) = faults_after({"$.title": "x" * 201})
    assert value == "x" * SHOWN_LETTERS + "…"


@pytest.mark.parametrize("name", COLUMNS)
def test_package_issues_every_column_that_the_code_reads_must_be_there(name: str) -> None:
    other = {**PACKAGE["resources"][0]["schema"]["fields"][0], "name": "other"}
    allowed = {words for _, _, words in faults_after({f"{table(name)}.schema.fields": [other]})}
    assert {f"a column {name!r}" for name in COLUMNS[name]} <= allowed


@pytest.mark.parametrize("pattern", ["^HS[0-9]{2}\\.\\d+$", "[]x^-]?", "a{2,}", "^[^]]*$", "\\("])
def test_package_issues_column_or_table_of_ones_own_may_be_added(pattern: str) -> None:
    own = {"name": "remark", "title": "Remark", "description": "Ours.", "type": "string"}
    extras = {
        "name": "extras",
        "type": "table",
        "path": "extras.csv",
        "title": "Extras",
        "description": "Ours.",
        "schema": {"fields": [own], "primaryKey": "remark"},
    }
    last, fields = len(PACKAGE["resources"]), PACKAGE["resources"][0]["schema"]["fields"]
    own_form = {**own, "constraints": {"pattern": pattern}}
    changes = {
        f"{TRADE}.schema.fields[{len(fields)}]": own_form,
        f"$.resources[{last}]": extras,
        f"$.resources[{last + 1}]": {"name": "codebook", "path": "README.md"},
    }
    assert faults_after(changes) == []


def test_columns_of_the_code_are_those_of_the_shipped_schema() -> None:
    tables = {r["name"]: r["schema"]["fields"] for r in PACKAGE["resources"]}
    gaps = {name: {f["name"] for f in tables[name]} ^ set(COLUMNS[name]) for name in COLUMNS}
    assert {name: gap for name, gap in gaps.items() if gap} == {}
