"""Spreadsheets: CSV that a spreadsheet opens as meant, text as text and numbers as numbers.

Owns encoding, line ends and the neutralising of text that would run as a formula. Chooses no row.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from numbers import Real

from tradedata.data.loading import Dataset
from tradedata.exports.joined import Number, joined_columns, joined_rows
from tradedata.exports.shown import COLUMNS, program_name, shown_rows

ENCODING = "utf-8-sig"
# https://owasp.org/www-community/attacks/CSV_Injection
FORMULA_STARTS = frozenset("=+-@\t\r\n\N{MINUS SIGN}")
_INVISIBLE = frozenset(("Cc", "Cf", "Zl", "Zp", "Zs"))


def runs_as_formula(text: str) -> bool:
    """Whether a spreadsheet might run the text: its first visible character starts a formula.

    Spaces, direction marks and apostrophes in front do not count; a full-width character counts
    as its plain form.
    """
    for character in text:
        if character in FORMULA_STARTS or unicodedata.normalize("NFKC", character) in "=+-@":
            return True
        if character != "'" and unicodedata.category(character) not in _INVISIBLE:
            return False
    return False


def neutralised(text: str) -> str:
    """The text with one apostrophe in front if it might run as a formula, else unchanged.

    Nothing is lost: a text that ``runs_as_formula`` with an apostrophe in front got that one here.
    """
    return f"'{text}" if runs_as_formula(text) else text


def shown_csv(numbers: Iterable[Number], dataset: Dataset) -> bytes:
    """The numbers as the page shows them: the columns of ``shown_rows``."""
    return csv_bytes(COLUMNS, (row.values() for row in shown_rows(numbers, dataset)))


def lines_csv(lines: Sequence[Mapping[str, object]], dataset: Dataset) -> bytes:
    """Lines of one shape under their columns' names, with the data's version in each."""
    header = [program_name(heading) for line in lines[:1] for heading in line]
    rows = ((*line.values(), dataset.version) for line in lines)
    return csv_bytes((*header, "data_version"), rows)


def full_csv(numbers: Iterable[Number], dataset: Dataset, address: str = "") -> bytes:
    """Claims, computed numbers and market prices in full: all columns of ``joined_rows``."""
    rows = joined_rows(numbers, dataset, address)
    return csv_bytes(joined_columns(dataset.schema), (row.values() for row in rows))


def csv_bytes(header: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    """A table as CSV: numbers with all their digits, what is unknown blank."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow([neutralised(name) for name in header])
    writer.writerows([_cell(value) for value in row] for row in rows)
    return buffer.getvalue().encode(ENCODING)


def _cell(value: object) -> str:
    match value:
        case str():
            return neutralised(value)
        case bool():
            return str(value).lower()
        case Decimal() | Real():
            number = value if isinstance(value, Decimal) else Decimal(str(value))
            return _digits(number) if number.is_finite() else ""
    return "" if value is None else neutralised(str(value))


def _digits(number: Decimal) -> str:
    whole = number.to_integral_value()
    return f"{whole if number == whole else number:f}"
