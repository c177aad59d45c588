"""Claims: sound rows typed and joined, periods borrowed where a row points to another."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.data.tables import BENCHMARK, EVENT, GROWTH, SOURCE, UNDATED, Cells, make_tables
from tests.support.factories import PAPER, TRADER, make_claim, make_source, make_year
from tradedata.data.claims import (
    Claim,
    Directory,
    build_benchmarks,
    build_claims,
    build_directory,
    build_events,
    split_keys,
)
from tradedata.data.periods import Period


def build(*trade: Cells, **others: tuple[Cells, ...]) -> tuple[tuple[Claim, ...], Directory]:
    tables = make_tables(*trade, **others)
    directory = build_directory({}, tables)
    return build_claims(tables["trade"].rows, directory), directory


def test_build_claims_joins_what_the_keys_point_to() -> None:
    (claim,), directory = build({"claimant": "minister", "based_on": "claim-b;claim-c"})
    assert (claim.id, claim.value, claim.line) == ("claim-a", Decimal(100), 2)
    assert claim.reporter is directory.areas["AF"]
    assert claim.partner is directory.areas["RU"]
    assert claim.product is directory.products["lpg"]
    assert claim.claimant is directory.claimants["minister"]
    assert claim.source is directory.sources["paper"]
    assert claim.based_on == ("claim-b", "claim-c")
    assert claim.period == claim.own_period
    assert claim.period == Period(date(2024, 1, 1), date(2024, 12, 31), "2024", "stated")


def test_build_claims_blank_cells_stay_unknown() -> None:
    (claim,), _ = build({**UNDATED, "partner": "", "claimant": ""})
    assert (claim.partner, claim.claimant, claim.base) == (None, None, None)
    assert claim.period == Period(None, None)
    assert claim.based_on == ()


def test_build_claims_base_is_a_period() -> None:
    base = {"base_start": "2023-01-01", "base_end": "2023-12-31", "base_basis": "inferred"}
    (claim,), _ = build({**GROWTH, **base})
    assert claim.base == Period(date(2023, 1, 1), date(2023, 12, 31), "", "inferred")


def test_build_claims_borrows_the_period_and_names_the_lender() -> None:
    borrower = {**UNDATED, "id": "claim-b", "period_from": "claim-a"}
    (lender, claim), _ = build({}, borrower)
    assert claim.own_period == Period(None, None)
    assert claim.period.same_days(lender.period)
    assert (claim.period.supplied_by, lender.period.supplied_by) == ("claim-a", None)


def test_build_directory_keeps_the_order_of_the_files() -> None:
    products = tuple(
        {"product": key, "label": key, "definition": key} for key in ("wheat", "lpg", "coal")
    )
    areas = ({"area": "EAEU", "label": "Union", "members": "RU;KZ"},)
    _, directory = build(products=products, areas=areas)
    assert [product.place for product in directory.products.values()] == [0, 1, 2]
    assert list(directory.products) == ["wheat", "lpg", "coal"]
    assert directory.areas["EAEU"].members == ("RU", "KZ")


def test_build_events_and_benchmarks_join_what_their_keys_point_to() -> None:
    _, directory = build()
    tables = make_tables(events=(EVENT,), benchmarks=(BENCHMARK,))
    (event,) = build_events(tables["events"].rows, directory)
    (benchmark,) = build_benchmarks(tables["benchmarks"].rows, directory)
    assert (event.key, event.date, event.end) == ("fair", "2024-05-14", "")
    assert event.source is benchmark.source is directory.sources["paper"]
    assert (benchmark.value, benchmark.unit) == (Decimal(480), "USD/t")
    assert benchmark.product is directory.products["lpg"]
    assert benchmark.period.same_days(make_year(2024))


@pytest.mark.parametrize(("scale", "number"), [("", None), ("1000000", Decimal(1000000))])
def test_build_directory_scale_of_a_source_is_a_number(scale: str, number: Decimal | None) -> None:
    _, directory = build(sources=({**SOURCE, "scale": scale},))
    assert directory.sources["paper"].scale == number


@pytest.mark.parametrize(
    ("cell", "keys"), [("", ()), ("a", ("a",)), ("a;b", ("a", "b")), (";a; b c", ("a", "b c"))]
)
def test_split_keys_drops_what_is_empty(cell: str, keys: tuple[str, ...]) -> None:
    assert split_keys(cell) == keys


def test_source_short_name_is_never_the_key() -> None:
    assert PAPER.short_name == "The Paper"
    assert make_source("other", publisher="").short_name == "A title"


def test_source_authors_are_split_and_trimmed() -> None:
    assert make_source("other", author="A. One; B. Two;").authors == ("A. One", "B. Two")
    assert make_source("other", author="").authors == ()


def test_claim_speaker_and_side_of_an_unattributed_claim() -> None:
    nobody, somebody = make_claim(claimant=None), make_claim(claimant=TRADER)
    assert (nobody.side, nobody.speaker) == ("unattributed", "Not attributed")
    assert (somebody.side, somebody.speaker) == (TRADER.side, TRADER.label)


@pytest.mark.parametrize(
    ("kind", "is_expected"),
    [("reported", False), ("estimate", False), ("target", True), ("plan", True)],
)
def test_claim_is_expected_of_what_is_to_come(kind: str, is_expected: bool) -> None:
    assert make_claim(kind=kind).is_expected is is_expected


def test_claim_is_rejected_and_is_level() -> None:
    assert make_claim(status="rejected").is_rejected
    assert not make_claim(status="superseded").is_rejected
    assert make_claim(measure="price").is_level
    assert not make_claim(measure="share").is_level
