"""The lists of sources and method: what each column of the data means."""

from __future__ import annotations

from tests.support.factories import shipped_data
from tradedata.views.sources import CODEBOOK_COLUMNS, codebook_rows


def test_codebook_rows_tell_every_column_with_its_words() -> None:
    for table in shipped_data().schema.tables.values():
        rows = codebook_rows(table)
        assert [row["Column"] for row in rows] == [field.name for field in table.fields]
        assert all(tuple(row) == CODEBOOK_COLUMNS and row["Meaning"] for row in rows)
