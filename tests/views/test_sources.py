"""The lists of sources and method: what each column of the data means."""

from __future__ import annotations

import re

from tests.support.factories import shipped_data
from tests.support.samples import shipped_views
from tradedata.compare.dependence import ENOUGH_DIGITS, ENOUGH_NUMBERS
from tradedata.data.issues import Issue
from tradedata.markup.sources import sources_markup
from tradedata.views.parameters import read_address
from tradedata.views.sources import CODEBOOK_COLUMNS, METHOD, codebook_rows, left_out_words


def test_codebook_rows_tell_every_column_with_its_words() -> None:
    for table in shipped_data().schema.tables.values():
        rows = codebook_rows(table)
        assert [row["Column"] for row in rows] == [field.name for field in table.fields]
        assert all(tuple(row) == CODEBOOK_COLUMNS and row["Meaning"] for row in rows)


def test_sources_markup_of_a_selection_counts_the_claims_of_each_in_all_and_in_view() -> None:
    views = shipped_views()
    view = read_address("view=articles&side=russian-government", views).view
    shown = re.findall(r"<td[^>]*><data [^>]*>(\d+)</data></td>", sources_markup(view))
    printed = [[claim.source.key for claim in each.claims] for each in (views.whole, view)]
    sources = view.dataset.directory.sources
    assert shown == [str(keys.count(key)) for key in sources for keys in printed]
    assert len({*shown}) > 2


def test_left_out_words_of_issues_count_the_rows_with_an_error_once() -> None:
    twice = [Issue("bad-number", "trade.csv", 7), Issue("missing-value", "trade.csv", 7)]
    assert left_out_words(twice) == "1 row of the data is left out"
    others = [Issue("bad-number", "trade.csv", 8), Issue("number-in-note", "trade.csv", 9)]
    assert left_out_words([*twice, *others]) == "2 rows of the data are left out"


def test_method_tells_when_a_number_is_marked_as_arithmetic() -> None:
    assert f"{ENOUGH_DIGITS} digits or more, or {ENOUGH_NUMBERS} numbers" in METHOD[-1]
