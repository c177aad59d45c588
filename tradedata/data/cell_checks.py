"""Checks of one cell: whether it is filled, of the form of its column, and within its bounds.

Owns the forms. Sets no cell beside another and looks no key up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tradedata.data.addresses import is_web_address
from tradedata.data.characters import forbidden_in
from tradedata.data.package_checks import ADDRESS, KEYS, NAMES, PARTIAL_DATE, SLUG
from tradedata.data.schema import Bounds, Field, TableSchema
from tradedata.data.tables import Row

# No text of a row is longer: what reads one can rely on it.
LONGEST_CELL, LONGEST_KEY = 2_000, 80  # a key names files and stands in addresses
WHOLE_DIGITS = 15
DECIMAL_DIGITS = 6
NUMBER = re.compile(rf"-?(0|[1-9]\d{{0,{WHOLE_DIGITS - 1}}})(\.\d{{1,{DECIMAL_DIGITS}}})?", re.A)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.A)
_PATTERN_WORDS = {
    SLUG: "lower-case letters and digits, with '-' between them",
    KEYS: "ids, with ';' between them",
    NAMES: "names, with ';' between them",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule finds in a row; with the row's place it becomes an Issue."""

    code: str
    column: str
    allowed: str = ""


def cell_faults(row: Row, schema: TableSchema) -> Iterator[Fault]:
    """What is missing, or not of the form of its column."""
    for field in schema.fields:
        cell = row[field.name]
        if cell:
            yield from _filled_cell_faults(cell, field)
        elif field.required:
            yield Fault("missing-value", field.name, ", ".join(field.labels))


def _filled_cell_faults(cell: str, field: Field) -> Iterator[Fault]:
    longest = LONGEST_KEY if field.pattern == SLUG else LONGEST_CELL
    if len(cell) > longest:
        yield Fault("long-cell", field.name, f"at most {longest:,} characters")
    elif codes := forbidden_in(cell):
        yield Fault("forbidden-character", field.name, f"text without {', '.join(codes)}")
    else:
        code, allowed, is_sound = cell_form(field)
        if not is_sound(cell):
            yield Fault(code, field.name, allowed)


def cell_form(field: Field) -> tuple[str, str, Callable[[str], object]]:
    """The form of a column's cells: the code of its fault, what is allowed, whether one has it."""
    if field.type == "number":
        allowed = f"at most {WHOLE_DIGITS} digits, and {DECIMAL_DIGITS} after a point"
        return "bad-number", allowed, NUMBER.fullmatch
    if field.type == "date":
        return "bad-date", "YYYY-MM-DD", is_real_day
    if field.labels:
        return "not-in-vocabulary", ", ".join(field.labels), field.labels.__contains__
    # A pattern alone can tell no real day.
    if field.pattern == PARTIAL_DATE:
        return "bad-date", "YYYY, YYYY-MM or YYYY-MM-DD", is_partial_date
    if field.pattern == ADDRESS:
        allowed = (
            "http://… or https://… with a host of letters, digits, hyphens and single points; no "
            "spaces, no user name"
        )
        return "bad-address", allowed, is_web_address
    words = _PATTERN_WORDS.get(field.pattern, field.pattern)
    return "bad-form", words, re.compile(field.pattern or ".*", re.A | re.S).fullmatch


def bound_faults(row: Row, schema: TableSchema, at_fault: Collection[str]) -> Iterator[Fault]:
    """What lies outside the bounds of its column; none in columns that are at fault already."""
    for field in schema.fields:
        if row[field.name] and field.name not in at_fault:
            by = field.bounds_by.get(row.cells.get("measure", ""))
            for bounds in filter(None, (field.bounds, by)):
                if not _lies_within(row[field.name], bounds, is_number=field.type == "number"):
                    yield Fault("out-of-bounds", field.name, bounds.words)


def _lies_within(cell: str, bounds: Bounds, *, is_number: bool) -> bool:
    order = _by_size if is_number else compare_days
    return not (
        (bounds.minimum and order(cell, bounds.minimum) < 0)
        or (bounds.maximum and order(cell, bounds.maximum) > 0)
        or (bounds.above and order(cell, bounds.above) <= 0)
        or (bounds.step and Decimal(cell) % Decimal(bounds.step))
    )


def _by_size(cell: str, limit: str) -> int:
    return int(Decimal(cell).compare(Decimal(limit)))


def compare_days(one: str, other: str) -> int:
    """1 where one date is later, -1 where it is earlier, as far as both say; 0 where neither is.

    Either may be a year or a month alone.
    """
    both = min(len(one), len(other))
    return (one[:both] > other[:both]) - (one[:both] < other[:both])


def is_real_day(text: str) -> bool:
    """Whether it is a day of the calendar, written in full."""
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def is_partial_date(text: str) -> bool:
    """Whether it is a year, a month or a day of the calendar."""
    return bool(re.fullmatch(PARTIAL_DATE, text, re.A)) and is_real_day(f"{text}-01-01"[:10])
