"""The table of claims: what is in it, and what a search keeps."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.support.factories import shipped_data
from tradedata.views.lines import latest_first
from tradedata.views.selection import Selection
from tradedata.views.table import COLUMNS, MOST_WORDS, matching, table_of
from tradedata.views.view import Views

VIEWS = Views(shipped_data())
ROWS = table_of(VIEWS.whole)


def test_table_has_every_claim_and_computed_number_in_view() -> None:
    view = VIEWS.of(Selection("articles"))
    rows = table_of(view)
    claims = [claim.id for claim in latest_first(view.claims)]
    assert [row.id for row in rows if row.is_claim] == claims
    assert {row.id for row in rows} - {*claims} == {item.id for item in view.indicators}


def test_table_row_has_every_column_and_a_name() -> None:
    assert all(set(COLUMNS) <= set(row.line) for row in ROWS)
    assert ROWS[0].name.startswith(str(ROWS[0].line["Number"]))


def test_matching_keeps_the_rows_of_a_product_that_hold_every_word() -> None:
    found = matching(ROWS, "JAN lpg", "lpg")
    assert found
    assert all(row.product == "lpg" and "jan" in row.text and "lpg" in row.text for row in found)


def test_matching_more_words_than_the_bound_looks_for_the_first_alone() -> None:
    many = " ".join(["lpg"] * MOST_WORDS + ["nowhere"])
    assert matching(ROWS, many, "") == matching(ROWS, "lpg", "")


@given(st.text(max_size=30), st.sampled_from(["", "lpg", "none"]))
def test_matching_law_a_search_only_leaves_out(words: str, product: str) -> None:
    found = matching(ROWS, words, product)
    assert [row for row in ROWS if row in found] == list(found)
    assert matching(found, words, product) == found
