"""Arrow: texts reach the table unchanged, and Arrow hoards no memory."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.shell.arrow import text_table


@given(st.lists(st.tuples(st.text(), st.text())))
def test_text_table_of_any_texts_reads_back_the_same(rows: list[tuple[str, str]]) -> None:
    columns = {"Id": [first for first, _ in rows], "Zahl": [second for _, second in rows]}
    table = text_table(columns)
    table.validate(full=True)
    assert table.to_pydict() == columns


def test_text_table_columns_of_different_lengths_are_refused() -> None:
    with pytest.raises(pa.ArrowInvalid):
        text_table({"Id": ["a"], "Number": []})


def test_arrow_takes_its_memory_from_the_system() -> None:
    assert pa.default_memory_pool().backend_name == "system"
