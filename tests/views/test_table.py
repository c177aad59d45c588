"""The table of claims: what is in it, and what a search keeps."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.samples import shipped_views
from tradedata.data.claims import Benchmark
from tradedata.data.vocabulary import UNITS
from tradedata.views.lines import COMPUTED
from tradedata.views.selection import Selection
from tradedata.views.table import COLUMNS, MOST_WORDS, TableRow, matching, product_called, table_of

VIEWS = shipped_views()
ROWS = table_of(VIEWS.whole)


def test_table_has_every_claim_and_computed_number_in_view() -> None:
    view = VIEWS.of(Selection("articles"))
    rows = table_of(view)
    claims = {claim.id for claim in view.claims}
    assert {row.id for row in rows if row.is_claim} == claims
    assert {row.id for row in rows} - claims == {item.id for item in view.indicators}
    assert len(rows) == len(view.claims) + len(view.indicators)


def test_table_begins_with_trade_between_the_two_and_ends_with_the_world() -> None:
    collection = VIEWS.whole.dataset.collection
    claims = [VIEWS.whole.claims_by_id[row.id] for row in ROWS if row.is_claim]
    assert [row.distance for row in ROWS] == sorted(row.distance for row in ROWS)
    between = [collection.is_between(claim) for claim in claims]
    world = [collection.world in claim.areas for claim in claims]
    assert between == sorted(between, reverse=True)
    assert world == sorted(world)
    assert any(between)
    assert any(world)


def test_table_rows_can_be_ordered_by_value_in_a_unit_and_by_days() -> None:
    for row in ROWS:
        number = VIEWS.whole.claims_by_id.get(row.id) or VIEWS.whole.result(row.id)
        assert not isinstance(number, Benchmark | None)
        assert list(UNITS)[row.unit_place] == number.unit
        days = (number.period.end or number.period.start, number.period.start)
        assert row.days == (" ".join(map(str, days)) if number.period.start else "")


def test_table_row_has_every_column_and_a_name() -> None:
    assert all({*chain(*COLUMNS.values())} <= set(row.line) for row in ROWS)
    assert ROWS[0].name.startswith(str(ROWS[0].line["Number"]))


def test_table_cell_holds_printed_words_with_their_translation_or_the_formula() -> None:
    for row in ROWS:
        line = row.line
        printed = [line["As printed"], line["Our translation"]] if row.is_claim else []
        expected = [*printed, line["Formula"]]
        assert list(row.cell("As printed")) == [each for each in expected if each]
        assert "normal" not in row.cell("Kind")


def test_product_called_knows_other_names_alone() -> None:
    products = VIEWS.dataset.directory.products
    assert product_called("Мука", products.values()) == products["wheat-flour"]
    assert product_called("tea", products.values()) is None


def test_matching_keeps_the_rows_of_a_product_that_hold_every_word() -> None:
    found = matching(ROWS, "JAN lpg", "lpg")
    assert found
    assert all(row.product == "lpg" and "jan" in row.text and "lpg" in row.text for row in found)


@pytest.mark.parametrize("words", ["алексей ОВЕРЧУК", "Alexei Overchuk"])
def test_matching_finds_a_speaker_in_any_script(words: str) -> None:
    speakers = {str(row.line["Stated by"]) for row in matching(ROWS, words, "")}
    assert speakers - {COMPUTED} == {"Alexei Overchuk"}


@pytest.mark.parametrize("words", ["мука", "آرد", "Flour"])
def test_matching_finds_a_product_by_each_of_its_names(words: str) -> None:
    assert {row.id for row in ROWS if row.product == "wheat-flour"} <= {
        row.id for row in matching(ROWS, words, "")
    }


@pytest.mark.parametrize("words", ["حدود ۵۵ ميليون", "about 55 million"])
def test_matching_finds_printed_words_and_their_translation(words: str) -> None:
    assert "trade-2020-muttaqi-kokcha" in {row.id for row in matching(ROWS, words, "")}


@given(st.sampled_from(ROWS), st.data())
def test_matching_law_a_row_is_found_by_any_of_its_words(
    row: TableRow, data: st.DataObject
) -> None:
    words = " ".join(map(str, row.line.values())).split()
    some = data.draw(st.lists(st.sampled_from(words), min_size=1, max_size=MOST_WORDS))
    assert row in matching(ROWS, " ".join(some), "")


def test_matching_more_words_than_the_bound_looks_for_the_first_alone() -> None:
    many = " ".join(["lpg"] * MOST_WORDS + ["nowhere"])
    assert matching(ROWS, many, "") == matching(ROWS, "lpg", "")


@given(st.text(max_size=30), st.sampled_from(["", "lpg", "none"]))
def test_matching_law_a_search_only_leaves_out(words: str, product: str) -> None:
    found = matching(ROWS, words, product)
    ids = {row.id for row in found}
    assert [row for row in ROWS if row.id in ids] == list(found)
    assert matching(found, words, product) == found
