"""The rules: each finds its fault where it stands, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.factories import DATA
from tradedata.data import table_checks
from tradedata.data.checks import check_tables
from tradedata.data.claims import build_claims, build_directory
from tradedata.data.issues import CODES, Issue
from tradedata.data.row_checks import ROW_RULES, Fault
from tradedata.data.schema import SCHEMA_FILE, parse_schema
from tradedata.data.tables import Row, Table

SCHEMA = parse_schema((DATA / SCHEMA_FILE).read_bytes())
Cells = Mapping[str, str]
Place = tuple[str, int, str]

AREAS = ({"area": "AF", "label": "Afghanistan"}, {"area": "RU", "label": "Russia"})
PRODUCTS = ({"product": "lpg", "label": "LPG", "definition": "Liquefied gas"},)
CLAIMANTS = (
    {"claimant": "minister", "label": "A. Minister", "side": "russian-government"},
    {"claimant": "trader", "label": "B. Trader", "side": "market"},
)
SOURCE = {
    "source": "paper",
    "title": "A title",
    "accessed": "2026-11-22",
    "seen": "whole",
    "language": "en",
    "collection": "press",
    "reuse": "cite-only",
}
OTHER_SOURCE = {**SOURCE, "source": "other"}
RUSSIAN_SOURCE = {**SOURCE, "source": "russian", "language": "ru"}
EVENT = {"event": "fair", "date": "2024-05-14", "label": "A fair", "source": "paper"}
BENCHMARK = {
    "benchmark": "hub-2024",
    "series": "Propane at the hub",
    "product": "lpg",
    "start": "2024-01-01",
    "end": "2024-12-31",
    "value": "480",
    "unit": "USD/t",
    "native": "0.90 USD/gal",
    "source": "paper",
}
CLAIM = {
    "id": "claim-a",
    "reporter": "AF",
    "partner": "RU",
    "flow": "import",
    "product": "lpg",
    "measure": "quantity",
    "value": "100",
    "unit": "t",
    "qualifier": "none",
    "start": "2024-01-01",
    "end": "2024-12-31",
    "period": "2024",
    "period_basis": "stated",
    "kind": "reported",
    "status": "normal",
    "as_printed": "100 tons",
    "source": "paper",
    "origin": "origin-a",
}
GROWTH = {"measure": "growth", "of": "value", "unit": "percent", "as_printed": "100 percent"}
VALUE = {"measure": "value", "unit": "USD"}
PRICE = {"measure": "price", "unit": "USD/t"}
RATIO = {**GROWTH, "measure": "ratio", "unit": "times"}
SHARE = {**GROWTH, "measure": "share"}
RANK = {**GROWTH, "measure": "rank", "unit": "rank"}
BASE = {"base_start": "2023-01-01", "base_end": "2023-12-31", "base_basis": "stated"}
RUSSIAN = {"source": "russian", "as_printed": "100 тонн", "gloss": "100 tonnes"}
SAME = {**BASE, "base_start": "2024-01-01", "base_end": "2024-12-31"}
STATED = {"based_on_basis": "stated"}
IN_2030 = {"start": "2030-01-01", "end": "2030-12-31", "period": "by 2030"}
# A second page on the statement of CLAIM.
REPRINT = {"id": "claim-b", "source": "other"}
THOUSANDS = {"as_printed": "100,6 тыс. т"}
TABLE_CELL = {"as_printed": "1,006", "gloss": "1.006"}
UNDATED = {"start": "", "end": "", "period": "", "period_basis": "unstated"}
LENT = {**UNDATED, "period_from": "claim-a"}


def tons(number: str) -> Cells:
    """A number of tons, as it is printed."""
    return {"value": number.replace(",", ""), "as_printed": f"{number} tons"}


NINETY = tons("90")


def make_tables(*trade: Cells, **others: tuple[Cells, ...]) -> dict[str, Table]:
    """Tables of these claims, each like CLAIM but for its cells, and of sound small rows."""
    rows: dict[str, tuple[Cells, ...]] = {
        "sources": (SOURCE, OTHER_SOURCE, RUSSIAN_SOURCE),
        "claimants": CLAIMANTS,
        "products": PRODUCTS,
        "areas": AREAS,
        **others,
        "trade": tuple({**CLAIM, **cells} for cells in trade),
    }
    return {
        name: Table(
            table,
            tuple(
                Row(line, {**dict.fromkeys(table.header, ""), **cells})
                for line, cells in enumerate(rows.get(name, ()), 2)
            ),
        )
        for name, table in SCHEMA.tables.items()
    }


def check(*trade: Cells, **others: tuple[Cells, ...]) -> tuple[Issue, ...]:
    return check_tables(make_tables(*trade, **others))[1]


def places(issues: tuple[Issue, ...]) -> list[Place]:
    return [(issue.code, issue.line or 0, issue.column or "") for issue in issues]


def kept(*trade: Cells, **others: tuple[Cells, ...]) -> list[int]:
    return [row.line for row in check_tables(make_tables(*trade, **others))[0]["trade"].rows]


# The smallest broken rows: what is changed in one claim, and where the fault is found.
BROKEN_CLAIMS: dict[str, tuple[Cells, list[str]]] = {
    "missing-value": ({"value": ""}, ["value"]),
    "missing-value: vocabulary": ({"status": ""}, ["status"]),
    "missing-value: nothing but spaces": ({"as_printed": "  "}, ["as_printed"]),
    "long-cell: number": ({"as_printed": "100 tons " * 250}, ["as_printed"]),
    "long-cell: keys": ({"based_on": "claim-x;" * 300}, ["based_on"]),
    "forbidden-character: control": ({"locator": "page\x01 2"}, ["locator"]),
    "forbidden-character: override": ({"note": "with $323 \u202emillion"}, ["note"]),
    "forbidden-character: in a number": ({"as_printed": "100 \u2066tons\u2069"}, ["as_printed"]),
    "forbidden-character: none at all": ({"period": "2024\uffff"}, ["period"]),
    "not-in-vocabulary: optional": ({"valuation": "FOB"}, ["valuation"]),
    "out-of-bounds: end": ({"end": "9999-12-31"}, ["end"]),
    "out-of-bounds: start": ({"start": "1024-01-01"}, ["start"]),
    "out-of-bounds: base": (
        {**GROWTH, **BASE, "base_start": "0023-01-01", "base_end": "2150-12-31"},
        ["base_start", "base_end"],
    ),
    "out-of-bounds: stated on": ({"claimed_on": "9999"}, ["claimed_on"]),
    "out-of-bounds: stated on, early": ({"claimed_on": "0001-01"}, ["claimed_on"]),
    "out-of-bounds: quantity": ({"value": "-100", "as_printed": "-100 tons"}, ["value"]),
    "out-of-bounds: value": ({**VALUE, "value": "-1", "as_printed": "$-1"}, ["value"]),
    "out-of-bounds: price": ({**PRICE, "value": "0", "as_printed": "$0 a ton"}, ["value"]),
    "out-of-bounds: growth": ({**GROWTH, "value": "-100", "as_printed": "fell 100 %"}, ["value"]),
    "out-of-bounds: multiple": ({**RATIO, "value": "0", "as_printed": "0 times"}, ["value"]),
    "out-of-bounds: share": ({**SHARE, "value": "390", "as_printed": "390 percent"}, ["value"]),
    "out-of-bounds: rank": ({**RANK, "value": "0", "as_printed": "number 0"}, ["value"]),
    "out-of-bounds: part of a rank": ({**RANK, "value": "1.5", "as_printed": "No. 1.5"}, ["value"]),
    "bad-form": ({"id": "Claim A"}, ["id"]),
    "bad-form: list": ({"based_on": "claim-b, claim-c"}, ["based_on"]),
    "unknown-key: list": ({**STATED, "based_on": "claim-b;claim-c"}, ["based_on", "based_on"]),
    "printed-mismatch": ({"value": "101"}, ["as_printed"]),
    "printed-mismatch: rejected": (
        {"value": "101", "status": "rejected", "note": "A misprint."},
        ["as_printed"],
    ),
    "printed-mismatch: other currency": ({**VALUE, "as_printed": "€100"}, ["as_printed"]),
    "printed-mismatch: other unit": ({"as_printed": "$100"}, ["as_printed"]),
    "unread-word": ({"as_printed": "100 kegs"}, ["as_printed"]),
    "unread-word: before it": ({"as_printed": "one point five hundred tons"}, ["as_printed"]),
    "unread-word: translation": ({**RUSSIAN, "gloss": "100 kegs"}, ["gloss"]),
    "printed-range": ({"as_printed": "50-100 tons"}, ["as_printed"]),
    "missing-gloss": ({**RUSSIAN, "gloss": ""}, ["gloss"]),
    "stray-gloss": ({"gloss": "100 tons"}, ["gloss"]),
    "gloss-mismatch": ({**RUSSIAN, "gloss": "101 tonnes"}, ["gloss"]),
    "gloss-mismatch: other unit": ({**RUSSIAN, "gloss": "$100"}, ["gloss"]),
    "opposite-sign": ({**GROWTH, "as_printed": "declined by 100 percent"}, ["value"]),
    "opposite-sign: less": ({**GROWTH, "as_printed": "100 percent less"}, ["value"]),
    "opposite-sign: multiple": (
        {**RATIO, "value": "5", "as_printed": "fell five times"},
        ["value"],
    ),
    "opposite-sign: translation": (
        {**GROWTH, **RUSSIAN, "as_printed": "100 процентов", "gloss": "fell 100 percent"},
        ["value"],
    ),
    "later-than-read: period": (IN_2030, ["start"]),
    "later-than-read: to come": ({**IN_2030, "kind": "statistic", "start": "2026-01-01"}, ["end"]),
    "later-than-read: stated before": ({"claimed_on": "1950"}, ["start"]),
    "base-not-before": ({**GROWTH, **BASE, "start": "2023-01-01", "period": ""}, ["base_start"]),
    "base-not-before: multiple": ({**RATIO, "as_printed": "100 times", **SAME}, ["base_start"]),
    "later-than-read": ({"claimed_on": "2026-12"}, ["claimed_on"]),
    "long-quote": ({"as_printed": "a b c d e f g 100 tons"}, ["as_printed"]),
    "long-quote: dashes": ({"as_printed": "a b c d e f g—100 tons"}, ["as_printed"]),
    "end-before-start": ({"end": "2023-12-31"}, ["end"]),
    "end-before-start: base": ({**GROWTH, **BASE, "base_end": "2022-12-31"}, ["base_end"]),
    "half-open-period": ({"end": ""}, ["end"]),
    "half-open-period: no start": ({"start": ""}, ["start"]),
    "half-open-period: plan without start": ({"start": "", "kind": "plan"}, ["start"]),
    "partner-misfit": ({"partner": ""}, ["partner"]),
    "partner-misfit: itself": ({"partner": "AF"}, ["partner"]),
    "partner-misfit: demand": ({"flow": "demand"}, ["partner"]),
    "missing-of": ({**GROWTH, "of": ""}, ["of"]),
    "stray-of": ({"of": "value"}, ["of"]),
    "wrong-unit": ({"unit": "USD/t", "as_printed": "$100 per ton"}, ["unit"]),
    "stray-base": (BASE, ["base_start"]),
    "stray-base: no end": ({**GROWTH, **BASE, "base_end": ""}, ["base_end"]),
    "stray-base: no basis": ({**GROWTH, **BASE, "base_basis": ""}, ["base_basis"]),
    "target-without-year": ({**UNDATED, "kind": "target"}, ["start"]),
    "period-without-date": ({"start": "", "end": ""}, ["start"]),
    "period-without-date: unstated": ({"period_basis": "unstated"}, ["start", "end"]),
    "period-without-date: running": ({"period_basis": "running"}, ["start", "end"]),
    "status-without-note": ({"status": "doubtful"}, ["note"]),
}

# What a fault needs more than one row for: two claims, and the column of the later one at fault.
# All but its code in the name and its cells is as in CLAIM, and the origin its own unless it is a
# matter of one origin.
ELSEWHERE = {"origin": "origin-b"}
OVER = {"as_printed": "over 100 tons"}
FITTING = {"based_on": "claim-a", "based_on_basis": "arithmetic", "relation": "x * 8/8"}
BROKEN_SETS: dict[str, tuple[Cells, Cells, str]] = {
    "duplicate-key": ({}, {"id": "claim-a"}, "id"),
    "origin-disagrees": ({"claimant": "minister"}, {"claimant": "trader"}, "claimant"),
    "origin-disagrees: date": (
        {"claimed_on": "2025-04"},
        {"claimed_on": "2025-05-01"},
        "claimed_on",
    ),
    "same-origin-basis": ({}, {**STATED, "based_on": "claim-a"}, "based_on"),
    "stray-basis": ({}, {**ELSEWHERE, "based_on": "claim-a"}, "based_on_basis"),
    "stray-basis: of nothing": ({}, {**ELSEWHERE, **STATED}, "based_on"),
    "stray-basis: relation": ({}, {**ELSEWHERE, **FITTING, "based_on_basis": ""}, "based_on_basis"),
    "stray-basis: no relation": ({}, {**ELSEWHERE, **FITTING, "relation": ""}, "relation"),
    "bad-form: relation": ({}, {**ELSEWHERE, **FITTING, "relation": "x ^ 2"}, "relation"),
    "bad-relation": ({}, {**ELSEWHERE, **FITTING, "relation": "x ** 2"}, "relation"),
    "bad-relation: other letter": ({}, {**ELSEWHERE, **FITTING, "relation": "x + y"}, "relation"),
    "relation-differs": ({}, {**ELSEWHERE, **FITTING, "relation": "x * 1.06"}, "relation"),
    "relation-differs: other base": (NINETY, {**ELSEWHERE, **FITTING}, "relation"),
    "two-numbers": ({"claimant": "minister"}, {"claimant": "minister", **NINETY}, "value"),
    "period-without-date": (UNDATED, {"period_from": "claim-a"}, "period_from"),
    "number-in-note": ({}, {**ELSEWHERE, "note": "Others print 90 tons."}, "note"),
    "hedge-differs": ({}, {**ELSEWHERE, **OVER}, "qualifier"),
    "hedge-differs: other way": (
        {**OVER, "qualifier": "over"},
        {**ELSEWHERE, **OVER, "qualifier": "almost"},
        "qualifier",
    ),
    "hedge-differs: other hedge": ({}, {**ELSEWHERE, **OVER, "qualifier": "at-least"}, "qualifier"),
    "hedge-differs: none printed": ({}, {**ELSEWHERE, "qualifier": "over"}, "qualifier"),
    "other-language": ({}, {**ELSEWHERE, "as_printed": "100 тонн"}, "as_printed"),
    "hedge-differs: translation": (
        {},
        {**ELSEWHERE, **RUSSIAN, "gloss": "over 100 tonnes"},
        "qualifier",
    ),
    "label-differs": ({}, {**ELSEWHERE, "period": "2023"}, "period"),
    "label-differs: part": (
        {},
        {**ELSEWHERE, "period": "Jan-Feb 2024", "end": "2024-03-31"},
        "period",
    ),
    "label-differs: last year": (
        {},
        {**ELSEWHERE, "period": "last year", "claimed_on": "2026"},
        "period",
    ),
    "base-not-before": ({}, {**ELSEWHERE, **GROWTH, **SAME, **LENT}, "base_start"),
    "origin-numbers-differ": ({}, {**REPRINT, **NINETY}, "value"),
}

# Faults of the small tables: a row like a sound one but for its cells, and the column at fault.
SOUND: dict[str, Cells] = {
    "sources": SOURCE,
    "claimants": {"claimant": "turned", "label": "B. Reda", "side": "market"},
    "products": {"product": "coal", "label": "Coal", "definition": "Coal of every kind"},
    "areas": {"area": "EAEU", "label": "Union"},
    "events": EVENT,
    "benchmarks": BENCHMARK,
}
BROKEN_TABLES: dict[str, tuple[str, Cells, str]] = {
    "forbidden-character": ("claimants", {"label": "B. \u202ereda\u202c"}, "label"),
    "forbidden-character: address": ("sources", {"url": "https://a.org/\u202eb"}, "url"),
    "out-of-bounds: published": ("sources", {"published": "2100"}, "published"),
    "out-of-bounds: accessed": ("sources", {"accessed": "1026-11-22"}, "accessed"),
    "out-of-bounds: scale": ("sources", {"scale": "-1000"}, "scale"),
    "out-of-bounds: event": ("events", {"date": "1024-05"}, "date"),
    "out-of-bounds: end of an event": ("events", {"end": "9999"}, "end"),
    "out-of-bounds: benchmark": ("benchmarks", {"value": "0"}, "value"),
    "later-than-read": ("sources", {"published": "2026-11-23"}, "published"),
    "bad-address: archived": ("sources", {"archived": "//example.org"}, "archived"),
    "bad-form: names": ("products", {"aliases": "brown coal;;уголь"}, "aliases"),
    "reserved-key": ("products", {"product": "targets"}, "product"),
    "reserved-key: begins like one": ("products", {"product": "full-lpg"}, "product"),
    "unknown-key": ("areas", {"members": "RU;KZ"}, "members"),
    "left-out-key": ("areas", {"members": "RU;TJ"}, "members"),
    "circular-basis": ("areas", {"members": "RU;EAEU"}, "members"),
    "end-before-start": ("events", {"end": "2024-05-13"}, "end"),
    "end-before-start: month": ("events", {"end": "2024-04"}, "end"),
    "end-before-start: benchmark": ("benchmarks", {"end": "2023-12-31"}, "end"),
    "number-in-note: source": ("sources", {"note": "The other page says five times."}, "note"),
    "number-in-note: event": ("events", {"note": "Contracts for $1 billion were signed."}, "note"),
    "number-in-note: benchmark": ("benchmarks", {"note": "Up 3 % on the year before."}, "note"),
}
# What a cell of some form may be, and what is none of it, apart by two spaces.
FORMS: dict[str, tuple[str, str, str]] = {
    "bad-number": (
        "scale",
        "1  100  0.5  999999999999999.123456",
        "1e3  nan  inf  -inf  +1  1,5  1 000  .5  5.  007  ٣  ３  0x1  --1  1_000  1.1234567  "
        f"1000000000000000  {'9' * 400}",
    ),
    "bad-date": (
        "accessed",
        "2024-02-29  2000-01-01  2099-12-31",
        "2023-02-29  2024-00-01  0000-01-01  20240101  2024-W01-1  2024-1-1  1403-13-01  "
        "01.02.2024  2024-01-01T00:00  ٢٠٢٤-٠١-٠١",
    ),
    "bad-date: partial": (
        "published",
        "2024  2024-02  2024-02-29",
        "24  2024-  2024-00  2024-13  2024-02-30  2024-2  2024-02-29T00  April 2025  0000  ٢٠٢٤",
    ),
    "bad-address": (
        "url",
        "http://example.org  https://example.org/a?b=c&d=%20#e  https://президент.рф/новость  "
        "https://example.org:8080/  https://[::1]/",
        "javascript:alert(1)  JavaScript:alert(1)//http://a.org  data:text/html,x  //a.org  "
        "ftp://a.org  a.org  http://  https:///path  https://?q  https://:80/  http:a  https://.  "
        "https://a.org/b c  https://a.org/\nb  https://a.org/\u200bb  https://a.org:port/  "
        'https://[::1/  https:\\\\a.org  https://a.org/"><b>  HTTPS://EXAMPLE.ORG/  '
        "https://thediplomat.com@evil.example/  https://user:password@example.org/",
    ),
}
BROKEN = (*BROKEN_CLAIMS, *BROKEN_SETS, *BROKEN_TABLES, *FORMS)
ROW_CODES = {name.partition(":")[0] for name in BROKEN}


def test_check_tables_sound_rows_finds_nothing_and_keeps_all() -> None:
    tables = make_tables({}, {"id": "claim-b", "origin": "origin-b"})
    assert check_tables(tables) == (tables, ())


@pytest.mark.parametrize("name", BROKEN_CLAIMS)
def test_check_tables_broken_claim_is_named_and_left_out(name: str) -> None:
    cells, columns = BROKEN_CLAIMS[name]
    code = name.partition(":")[0]
    assert places(check(cells)) == [(code, 2, column) for column in columns]
    assert kept(cells) == []


@pytest.mark.parametrize("name", BROKEN_SETS)
def test_check_tables_rows_at_odds_names_the_later_one(name: str) -> None:
    first, second, column = BROKEN_SETS[name]
    claims = (first, {"id": "claim-b", **second})
    code = name.partition(":")[0]
    assert places(check(*claims)) == [(code, 3, column)]
    assert kept(*claims) == ([2] if CODES[code].severity == "error" else [2, 3])


@pytest.mark.parametrize("name", BROKEN_TABLES)
def test_check_tables_broken_small_table_names_the_row(name: str) -> None:
    table, cells, column = BROKEN_TABLES[name]
    broken = {**SOUND[table], **cells}
    others = {"areas": (*AREAS, {"area": "TJ", "label": ""}), "products": PRODUCTS}
    rows = (broken, *others.get(table, ()))
    issues = [issue for issue in check(**{table: rows}) if issue.row == next(iter(broken.values()))]
    assert places(tuple(issues)) == [(name.partition(":")[0], 2, column)]


@pytest.mark.parametrize("table", ["areas", "products"])
def test_check_tables_second_row_of_one_name_is_named(table: str) -> None:
    rows = ({**SOUND[table], "label": "Coal"}, {**SOUND[table], "label": "COAL"})
    assert ("duplicate-key", 3, "label") in places(check(**{table: rows}))


@pytest.mark.parametrize(
    ("code", "column", "value", "allowed"),
    [
        ("not-in-vocabulary", "flow", "imports", "import, export, turnover, demand, resource"),
        ("unknown-key", "product", "coal", "keys in products.csv, where coal is not"),
    ],
)
def test_check_tables_issue_says_where_what_and_what_is_allowed(
    code: str, column: str, value: str, allowed: str
) -> None:
    expected = Issue(code, "trade.csv", 2, column, "claim-a", value, allowed)
    assert check({column: value}) == (expected,)


@pytest.mark.parametrize("end", ["", "2024", "2024-05", "2024-05-14", "2025"])
def test_check_tables_event_that_ends_later_or_no_earlier_passes(end: str) -> None:
    assert check(events=({**EVENT, "end": end},), benchmarks=(BENCHMARK,)) == ()


def test_check_tables_several_faults_are_all_reported_in_order() -> None:
    issues = check(
        {"flow": "x", "value": "y", "note": "", "status": "doubtful"},
        {"id": "claim-b", "origin": "origin-b"},
        {"id": "claim-c", "unit": "USD", "reporter": "XX", "as_printed": "$100"},
        sources=({**SOURCE, "url": "ftp://a.org"}, {**OTHER_SOURCE, "seen": "no"}),
    )
    assert [(issue.place, issue.column) for issue in issues] == [
        ("trade.csv:2", "flow"),
        ("trade.csv:2", "value"),
        ("trade.csv:2", "source"),
        ("trade.csv:2", "note"),
        ("trade.csv:3", "source"),
        ("trade.csv:4", "reporter"),
        ("trade.csv:4", "unit"),
        ("trade.csv:4", "source"),
        ("sources.csv:2", "url"),
        ("sources.csv:3", "seen"),
    ]


def test_check_tables_left_out_source_leaves_out_its_claims() -> None:
    claims: tuple[Cells, ...] = ({}, {"id": "claim-b", "origin": "origin-b", "source": "other"})
    sources = ({**SOURCE, "accessed": "yesterday"}, OTHER_SOURCE)
    issues = check(*claims, sources=sources)
    assert places(issues) == [("left-out-key", 2, "source"), ("bad-date", 2, "accessed")]
    assert "line 2" in issues[0].allowed
    assert kept(*claims, sources=sources) == [3]


def test_check_tables_chain_of_references_falls_with_its_last_row() -> None:
    claims: tuple[Cells, ...] = (
        {"refers_to": "claim-b"},
        {"id": "claim-b", "origin": "origin-b", "based_on": "claim-c", **STATED},
        {"id": "claim-c", "origin": "origin-c", "period_from": "claim-d"},
        {"id": "claim-d", "origin": "origin-d", "value": "none"},
        {"id": "claim-e", "origin": "origin-e"},
    )
    assert places(check(*claims)) == [
        ("left-out-key", 2, "refers_to"),
        ("left-out-key", 3, "based_on"),
        ("left-out-key", 4, "period_from"),
        ("bad-number", 5, "value"),
    ]
    assert kept(*claims) == [6]


def test_check_tables_row_that_disagrees_with_its_origin_leaves_out_who_points_to_it() -> None:
    claims: tuple[Cells, ...] = (
        {"claimant": "minister"},
        {"id": "claim-b", "claimant": "trader"},
        {"id": "claim-c", "origin": "origin-c", "refers_to": "claim-b"},
    )
    assert places(check(*claims)) == [
        ("origin-disagrees", 3, "claimant"),
        ("left-out-key", 4, "refers_to"),
    ]


@pytest.mark.parametrize("key", [key.field for key in SCHEMA.tables["trade"].foreign_keys])
def test_check_tables_every_foreign_key_is_followed(key: str) -> None:
    basis = STATED if key == "based_on" else {}
    assert places(check({key: "nowhere", **basis})) == [("unknown-key", 2, key)]


@pytest.mark.parametrize("column", ["period_from", "based_on", "refers_to"])
def test_check_tables_circle_of_three_names_each_and_who_rests_on_it(column: str) -> None:
    basis = STATED if column == "based_on" else {}
    claims = [
        {"id": f"claim-{one}", "origin": f"origin-{one}", column: f"claim-{other}", **basis}
        for one, other in (("a", "b"), ("b", "c"), ("c", "a"), ("d", "a"))
    ]
    assert places(check(*claims)) == [
        ("circular-basis", 2, column),
        ("circular-basis", 3, column),
        ("circular-basis", 4, column),
        ("left-out-key", 5, column),
    ]


def test_check_tables_long_chain_of_references_is_not_followed_again_and_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    followed: list[str] = []

    def counted(key: str, *rest: Any) -> Fault | None:
        followed.append(key)
        return key_fault(key, *rest)

    key_fault = table_checks._key_fault
    monkeypatch.setattr(table_checks, "_key_fault", counted)
    chain = [
        {**CLAIM, "id": f"row-{place}", "origin": f"row-{place}", "refers_to": f"row-{place + 1}"}
        for place in range(100)
    ]
    _, issues = check_tables(make_tables(*chain))
    assert len(issues) == len(chain)
    assert len(followed) < 50 * len(chain)


def test_check_tables_chain_without_a_circle_is_walked_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reads = Counter[str]()

    def counted(row: Row, column: str) -> str:
        reads[column] += 1
        return row.cells[column]

    monkeypatch.setattr(Row, "__getitem__", counted)
    links = [{"id": f"row-{place}", "refers_to": f"row-{place + 1}"} for place in range(99)]
    assert check(*links, {"id": "row-99"}) == ()
    assert reads["refers_to"] < 10 * 100


@given(st.lists(st.sets(st.sampled_from("012345")), min_size=6, max_size=6))
def test_check_tables_law_rows_in_circles_are_those_that_reach_themselves(
    targets: list[set[str]],
) -> None:
    rows = [
        {"id": str(place), "origin": f"origin-{place}", "based_on": ";".join(sorted(keys))}
        for place, keys in enumerate(targets)
    ]
    reached = [set(keys) for keys in targets]
    for _ in targets:
        reached = [keys.union(*(reached[int(key)] for key in keys)) for keys in reached]
    in_circles = [row for row in range(len(rows)) if str(row) in reached[row]]
    found = [issue.line for issue in check(*rows) if issue.code == "circular-basis"]
    assert found == [place + 2 for place in in_circles]


def test_check_tables_duplicate_of_a_faulty_row_is_left_out_too() -> None:
    claims: tuple[Cells, ...] = ({"value": "x"}, {})
    assert places(check(*claims)) == [("bad-number", 2, "value"), ("duplicate-key", 3, "id")]
    assert "line 2" in check(*claims)[1].allowed
    assert kept(*claims) == []


def test_check_tables_blank_keys_are_missing_not_duplicate() -> None:
    assert places(check({"id": ""}, {"id": ""})) == [
        ("missing-value", 2, "id"),
        ("missing-value", 3, "id"),
    ]


def test_check_tables_fault_in_a_cell_silences_the_rules_that_read_it() -> None:
    assert places(check({"start": "2025-99-01", "kind": "goal", "measure": "weight"})) == [
        ("not-in-vocabulary", 2, "measure"),
        ("bad-date", 2, "start"),
        ("not-in-vocabulary", 2, "kind"),
    ]


def test_check_tables_trims_cells_before_it_judges_them() -> None:
    sound, issues = check_tables(make_tables({"value": " 100 ", "start": "\u00a02024-01-01"}))
    assert issues == ()
    assert (sound["trade"].rows[0]["value"], sound["trade"].rows[0]["start"]) == (
        "100",
        "2024-01-01",
    )


@pytest.mark.parametrize(
    ("column", "cell"),
    [(column, cell) for column, allowed, _ in FORMS.values() for cell in allowed.split("  ")],
)
def test_check_tables_cell_of_the_form_of_its_column_is_allowed(column: str, cell: str) -> None:
    assert check(sources=({**SOURCE, column: cell},)) == ()


@pytest.mark.parametrize(
    ("code", "column", "cell"),
    [
        (name.partition(":")[0], column, cell)
        for name, (column, _, refused) in FORMS.items()
        for cell in refused.split("  ")
    ],
)
def test_check_tables_cell_of_any_other_form_is_refused(code: str, column: str, cell: str) -> None:
    assert places(check(sources=({**SOURCE, column: cell},))) == [(code, 2, column)]


def test_check_tables_rules_read_columns_of_the_schema() -> None:
    read = {
        (name, column) for name, rules in ROW_RULES.items() for rule in rules for column in rule[0]
    }
    assert read <= {
        (table.name, column) for table in SCHEMA.tables.values() for column in table.header
    }


@pytest.mark.parametrize(
    ("claim", "source", "holds"),
    [
        ({"value": "100600", **THOUSANDS, "gloss": "100.6 thousand t"}, {"language": "ru"}, True),
        ({"value": "100.6", **THOUSANDS, "gloss": "100.6 t"}, {"language": "ru"}, False),
        ({"value": "100600000", **VALUE, "gloss": "$100.6 million"}, {"language": "ru"}, False),
        ({"value": "1006000", **TABLE_CELL}, {"language": "ru", "scale": "1000000"}, True),
        ({"value": "1006000", "as_printed": "1.006"}, {"scale": "1000000"}, True),
        ({"value": "1006", "as_printed": "1.006"}, {"scale": "1000000"}, False),
        ({"as_printed": "100"}, {"scale": ""}, True),
    ],
)
def test_check_tables_printed_words_are_read_in_the_source_s_way(
    claim: Cells, source: Cells, holds: bool
) -> None:
    found = places(check(claim, sources=({**SOURCE, **source},)))
    assert found == ([] if holds else [("printed-mismatch", 2, "as_printed")])


def test_check_tables_words_of_a_language_that_is_not_read_are_a_warning_alone() -> None:
    source = {**SOURCE, "language": "kk"}
    (issue,) = check({"as_printed": "жүз тонна", "gloss": "100 tonnes"}, sources=(source,))
    assert (issue.code, issue.severity) == ("unread-words", "warning")


@pytest.mark.parametrize(
    "cells",
    [
        {"as_printed": "a b c d – e f 100 tons"},
        RUSSIAN,
        {
            **RUSSIAN,
            "as_printed": "более 100 тонн",
            "gloss": "over 100 tonnes",
            "qualifier": "over",
        },
        {**GROWTH, "value": "-19", "as_printed": "fell 19 percent"},
        {**RATIO, "value": "0.5", "as_printed": "halved"},
        {**RATIO, "value": "0.2", "as_printed": "fell five times"},
        {"kind": "plan", "end": ""},
        {"kind": "target"},
        UNDATED,
        {**UNDATED, "period_basis": "running", "period": "now"},
        {"start": "2024-01-01", "end": "2024-01-01", "period": "1 January"},
        GROWTH,
        {**GROWTH, **BASE, "base_basis": "inferred"},
        {"status": "doubtful", "note": "Out of line."},
    ],
)
def test_check_tables_allowed_claim_passes(cells: Cells) -> None:
    assert check(cells) == ()


@pytest.mark.parametrize("basis", ["stated", "relative", "inferred", "unstated", "running"])
def test_check_tables_period_from_another_claim_needs_no_dates_of_its_own(basis: str) -> None:
    borrower = {**UNDATED, "id": "claim-b", "period_basis": basis, "period_from": "claim-a"}
    assert check({}, borrower) == ()
    assert check({}, {**borrower, "kind": "target"}) == ()


def test_check_tables_origin_blank_or_less_exact_date_contradicts_nothing() -> None:
    claims: tuple[Cells, ...] = (
        {},
        {"id": "claim-b", "claimed_on": "2025", "claimant": "minister"},
        {"id": "claim-c", "claimed_on": "2025-04-09", "claimant": ""},
        {"id": "claim-d", "claimed_on": "2025-04", "claimant": "minister"},
    )
    assert check(*claims) == ()
    last = {"id": "claim-e", "claimed_on": "2025-05"}
    issues = check(*claims, last)
    assert places(issues) == [("origin-disagrees", 6, "claimed_on")]
    assert issues[0].allowed == "2025-04-09 as in line 4, or blank"


@pytest.mark.parametrize(
    "other",
    [
        {"claimant": ""},
        {"claimant": "trader", "origin": "origin-b"},
        {"start": "2024-02-01", "period": ""},
        {"status": "rejected", "note": "A misprint."},
        {"status": "superseded", "note": "Corrected later."},
        {"kind": "forecast"},
        {"flow": "export"},
        {"source": "other", "origin": "origin-b"},
        {"value": "100.0", "as_printed": "100 tons"},
    ],
)
def test_check_tables_another_number_for_something_else_is_no_warning(other: Cells) -> None:
    second = {"id": "claim-b", "claimant": "minister", **NINETY}
    assert check({"claimant": "minister"}, {**second, **other}) == ()


@pytest.mark.parametrize(
    ("note", "found"),
    [
        ("Close to $400 million.", "'$400 million'"),
        ("Beside US$ 5 and 1.5 € of it.", "'US$ 5', '1.5 €'"),
        ("First ₽5, then 7 dollars.", "'₽5', '7 dollars'"),
        ("Russia reports 3 to 15 million.", "'15 million'"),
        ("A misprint of 0.95bn.", "'0.95bn'"),
        ("Here 6 t, there 12 tonnes and one ton.", "'6 t', '12 tonnes', 'one ton'"),
        ("19 percent, 19 % or 19%.", "'19 percent', '19 %', '19%'"),
        ("Five times, sixfold or 1.5-fold.", "'Five times', 'sixfold', '1.5-fold'"),
        ("It doubled to half a million.", "'doubled', 'half a million'"),
        ("With $5, $5 and $6.", "'$5', '$6'"),
    ],
)
def test_check_tables_amount_in_a_note_is_named(note: str, found: str) -> None:
    (issue,) = check({"note": note})
    assert (issue.code, issue.severity, issue.value) == ("number-in-note", "warning", note)
    assert issue.allowed == f"words without {found}"


@pytest.mark.parametrize(
    "note",
    [
        "Printed on 23 July 2025; 1403 is 20 March 2024 to 20 March 2025.",
        "The first eight months of solar 1404, a mean of 252 days, HS 2711.",
        "Mean of the daily prices times 521 US gallons a tonne (5.21 for cents), 0.507 kg a litre.",
        "Russia's own exports of that year times 1.1, so it is no second voice.",
        "In millions of US dollars; a share in percent; dollars a tonne; the two countries.",
        "Third among the buyers; one month, called a record; the largest.",
        "Flour to 14 countries by article 5 of resolution 1267.",
    ],
)
def test_check_tables_date_code_count_or_factor_in_a_note_is_allowed(note: str) -> None:
    assert check({"note": note}) == ()


def test_check_tables_every_note_of_the_schema_is_read() -> None:
    with_notes = {table.name for table in SCHEMA.tables.values() if "note" in table.header}
    read = {name for name, rules in ROW_RULES.items() if any(c == ("note",) for c, _ in rules)}
    assert read == with_notes


SAME_NUMBER: dict[str, tuple[Cells, Cells]] = {
    "equal": ({}, {}),
    "hedge": (
        {"qualifier": "about", "as_printed": "about 100 tons"},
        {**OVER, "qualifier": "over"},
    ),
    "kind of report": ({}, {"kind": "estimate"}),
    "fewer digits": (tons("13,932"), tons("13,900")),
}
OTHER_NUMBER: dict[str, tuple[Cells, Cells]] = {
    "fewer digits": (tons("13,932"), tons("13,800")),
    "fall": (
        {**GROWTH, "value": "-19", "as_printed": "fell 19 percent"},
        {**GROWTH, "value": "19", "as_printed": "rose 19 percent"},
    ),
    "without a period": (
        {**UNDATED, "period_basis": "running", "period": "now"},
        {**UNDATED, **NINETY},
    ),
    "borrowed period": (
        {},
        {**UNDATED, "period_from": "claim-a", **NINETY},
    ),
    "borrowed beside its own": (
        {},
        {
            "start": "2024-03-20",
            "end": "2025-03-20",
            "period": "solar year 1403",
            "period_from": "claim-a",
            "value": "90",
            "as_printed": "90 tons",
        },
    ),
}
QUANTITIES_OF_THEIR_OWN: dict[str, Cells] = {
    "period": {"start": "2024-02-01", "period": ""},
    "no period": UNDATED,
    "flow": {"flow": "export"},
    "reporter": {"reporter": "RU", "partner": "AF"},
    "a year's level": {"unit": "t/year"},
    "origin": {"origin": "origin-b"},
    "plan": {"kind": "plan"},
    "doubtful": {"status": "doubtful", "note": "Out of line with the other page."},
    "rejected": {"status": "rejected", "note": "A misprint."},
    "superseded": {"status": "superseded", "note": "Corrected later."},
    "source": {"source": "paper"},
}


@pytest.mark.parametrize("name", SAME_NUMBER)
def test_check_tables_pages_of_one_origin_may_print_fewer_digits(name: str) -> None:
    first, second = SAME_NUMBER[name]
    assert check(first, {**REPRINT, **second}) == ()
    assert check({**REPRINT, **second}, {**first, "id": "claim-c"}) == ()


@pytest.mark.parametrize("name", OTHER_NUMBER)
def test_check_tables_pages_of_one_origin_with_two_numbers_are_named(name: str) -> None:
    first, second = OTHER_NUMBER[name]
    (issue,) = check(first, {**REPRINT, **second})
    assert (issue.code, issue.line, issue.column) == ("origin-numbers-differ", 3, "value")
    number = first.get("value", CLAIM["value"])
    assert issue.allowed == f"{number} as in line 2, or the same rounded"


@pytest.mark.parametrize("name", QUANTITIES_OF_THEIR_OWN)
def test_check_tables_another_quantity_of_an_origin_may_have_another_number(name: str) -> None:
    second = {**REPRINT, **NINETY, **QUANTITIES_OF_THEIR_OWN[name]}
    assert check({}, second) == ()


def test_check_tables_pages_that_both_print_two_numbers_of_an_origin_agree() -> None:
    pairs = [(source, number) for source in ("paper", "other") for number in ("100", "90")]
    claims = [
        {**UNDATED, "id": f"{source}-{number}", "source": source, **tons(number)}
        for source, number in pairs
    ]
    assert check(*claims) == ()


CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["", "100", "claim-a", "claim-b", "claim-a;claim-b", "2024-01-01", "2023-12-31", "2024"]
        + [word for field in SCHEMA.tables["trade"].fields for word in field.labels]
    ),
)
CHANGES = st.dictionaries(st.sampled_from(SCHEMA.tables["trade"].header), CELLS, max_size=6)
SOURCE_CHANGES = st.dictionaries(
    st.sampled_from(SCHEMA.tables["sources"].header), CELLS, max_size=3
)


@given(
    trade=st.lists(CHANGES, min_size=1, max_size=4),
    sources=st.lists(SOURCE_CHANGES, min_size=1, max_size=2),
)
def test_check_tables_whatever_the_cells_hold_sound_rows_can_be_used(
    trade: list[dict[str, str]], sources: list[dict[str, str]]
) -> None:
    tables = make_tables(*trade, sources=tuple({**SOURCE, **cells} for cells in sources))
    sound, issues = check_tables(tables)
    at_fault = {(issue.file, issue.line) for issue in issues if issue.severity == "error"}
    for name, table in tables.items():
        lines = {row.line for row in table.rows}
        faulty = {line for line in lines if (table.schema.file, line) in at_fault}
        assert {row.line for row in sound[name].rows} == lines - faulty
    again, left = check_tables(sound)
    assert again == sound
    assert all(issue.severity == "warning" for issue in left)
    small = build_directory({}, sound)
    assert len(build_claims(sound["trade"].rows, small)) == len(sound["trade"].rows)
