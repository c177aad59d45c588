"""The rules between rows: references, circles, and what rows of one origin must agree on."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.data.tables import (
    AREAS,
    CLAIM,
    GROWTH,
    OTHER_SOURCE,
    PRODUCTS,
    RUSSIAN,
    SAME,
    SCHEMA,
    SOURCE,
    STATED,
    UNDATED,
    Cells,
    check,
    kept,
    make_tables,
    places,
    tons,
)
from tradedata.data import table_checks
from tradedata.data.cell_checks import Fault
from tradedata.data.checks import check_tables
from tradedata.data.issues import CODES
from tradedata.data.tables import Row

# A second page on the statement of CLAIM.
REPRINT = {"id": "claim-b", "source": "other"}
LENT = {**UNDATED, "period_from": "claim-a"}
NINETY = tons("90")
# What a fault needs more than one row for: two claims, and the column of the later one at fault.
# All but its code in the name and its cells is as in CLAIM, and the origin its own unless it is a
# matter of one origin.
ELSEWHERE = {"origin": "origin-b"}
OVER = {"as_printed": "over 100 tons"}
FITTING = {"based_on": "claim-a", "based_on_basis": "arithmetic", "relation": "x * 8/8"}
OF_IT = {**GROWTH, "of": "quantity", "refers_to": "claim-a"}
HALVED = {
    **GROWTH,
    "measure": "ratio",
    "unit": "times",
    "value": "0.5",
    "as_printed": "more than halved",
}
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
    "hedge-differs: fall told as a multiple": (
        {},
        {**ELSEWHERE, **HALVED, "qualifier": "over"},
        "qualifier",
    ),
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
    "label-differs: half of last year": (
        {},
        {**ELSEWHERE, "period": "last year", "end": "2024-06-30", "claimed_on": "2025"},
        "period",
    ),
    "base-not-before": ({}, {**ELSEWHERE, **GROWTH, **SAME, **LENT}, "base_start"),
    "missing-successor": ({}, {**ELSEWHERE, "status": "superseded", "note": "n"}, "refers_to"),
    "refers-elsewhere: flow": ({"flow": "export"}, {**ELSEWHERE, **OF_IT}, "refers_to"),
    "refers-elsewhere: quantity": ({}, {**ELSEWHERE, **OF_IT, "of": "value"}, "refers_to"),
    "refers-elsewhere: replaced by a growth": (
        {**OF_IT, "refers_to": ""},
        {**ELSEWHERE, "status": "superseded", "note": "n", "refers_to": "claim-a"},
        "refers_to",
    ),
    "origin-numbers-differ": ({}, {**REPRINT, **NINETY}, "value"),
}


@pytest.mark.parametrize("name", BROKEN_SETS)
def test_check_tables_rows_at_odds_names_the_later_one(name: str) -> None:
    first, second, column = BROKEN_SETS[name]
    claims = (first, {"id": "claim-b", **second})
    code = name.partition(":")[0]
    assert places(check(*claims)) == [(code, 3, column)]
    assert kept(*claims) == ([2] if CODES[code].severity == "error" else [2, 3])


@pytest.mark.parametrize(
    ("claimed_on", "published", "is_late"),
    [
        ("2026-01-15", "2025-05-23", True),
        ("2026", "2025", True),
        ("2025-06", "2025-05-23", True),
        ("2025-05-24", "2025-05-23", True),
        ("2025-05-23", "2025-05-23", False),
        ("2025-05-24", "2025-05", False),
        ("2025-12-31", "2025", False),
        ("2025", "2025-05-23", False),
        ("2025-05-24", "", False),
        ("", "2025", False),
    ],
)
def test_check_tables_number_stated_after_its_page_is_named(
    claimed_on: str, published: str, is_late: bool
) -> None:
    source = {**SOURCE, "published": published}
    found = places(check({"claimed_on": claimed_on}, sources=(source,)))
    assert found == ([("stated-after-print", 2, "claimed_on")] if is_late else [])


@pytest.mark.parametrize("first", [{"product": "coal"}, {"partner": "TJ"}, {"reporter": "TJ"}])
def test_check_tables_number_of_another_trade_is_named(first: Cells) -> None:
    coal = {"product": "coal", "label": "Coal", "definition": "Coal of every kind"}
    others = {
        "products": (*PRODUCTS, coal),
        "areas": (*AREAS, {"area": "TJ", "label": "Tajikistan"}),
    }
    second = {"id": "claim-b", **ELSEWHERE, **OF_IT}
    assert places(check(first, second, **others)) == [("refers-elsewhere", 3, "refers_to")]
    mirror = {"reporter": "RU", "partner": "AF", "flow": "export"}
    assert check({}, {**second, **mirror}) == ()
    misprint = {**second, "status": "rejected", "note": "n"}
    assert check(first, misprint, **others) == ()


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
        {"status": "superseded", "note": "Corrected later.", "refers_to": "claim-a"},
        {"kind": "forecast"},
        {"flow": "export"},
        {"source": "other", "origin": "origin-b"},
        {"value": "100.0", "as_printed": "100 tons"},
    ],
)
def test_check_tables_another_number_for_something_else_is_no_warning(other: Cells) -> None:
    second = {"id": "claim-b", "claimant": "minister", **NINETY}
    assert check({"claimant": "minister"}, {**second, **other}) == ()


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
    "borrowed period": ({}, {**UNDATED, "period_from": "claim-a", **NINETY}),
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
    "superseded": {"status": "superseded", "note": "Corrected later.", "refers_to": "claim-a"},
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
