"""Checks across rows: keys that lead to sound rows, and rows that must agree with each other.

Owns how rows fall with those that they point to, and the rules between claims: to add one, write
it and name it in TABLE_RULES. Judges no row by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from heapq import heappop, heappush

from tradedata.data.claims import split_keys
from tradedata.data.issues import CODES
from tradedata.data.numerals.digits import agree_as_printed
from tradedata.data.row_checks import Fault, RowsByKey
from tradedata.data.schema import TableSchema
from tradedata.data.tables import Row, Table
from tradedata.data.vocabulary import KINDS, STATUSES

# Rows alike in these columns, of one origin and period, are about one quantity, whoever prints it.
# The hedge and how the number is known may differ from page to page.
STATEMENT_COLUMNS = ("origin", "reporter", "partner", "flow", "product", "measure", "of", "unit")
# Rows alike in these columns are about one quantity in one source, so they hold one number.
QUANTITY_COLUMNS = (
    "claimant",
    "source",
    "reporter",
    "partner",
    "flow",
    "product",
    "measure",
    "of",
    "unit",
    "valuation",
    "kind",
    "start",
    "end",
    "period",
    "period_from",
    "base_start",
    "base_end",
)
# Cells that hold several keys: Table Schema has no foreign keys for them.
LIST_KEYS: Mapping[tuple[str, str], str] = {
    ("trade", "based_on"): "trade",
    ("areas", "members"): "areas",
}

# Faults of a cell that cannot be read as keys.
NO_KEYS = ("bad-form", "long-cell")

TableRule = Callable[[Iterable[Row]], Iterator[tuple[Row, Fault]]]
Faults = dict[Fault, None]  # a set that keeps its order
Found = Mapping[str, Mapping[int, Faults]]


@dataclass(frozen=True, slots=True)
class Link:
    """A column whose cells hold keys of a table."""

    column: str
    table: str
    several: bool = False


def follow_keys(tables: Mapping[str, Table], by_key: Mapping[str, RowsByKey], found: Found) -> None:
    """Follow every key; those that point to a row that falls are followed again."""
    keys = [
        (name, row, link, key)
        for name, table in tables.items()
        for link in _links(table.schema)
        for row in table.rows
        if not any(_has_fault(found[name][row.line], code, link.column) for code in NO_KEYS)
        for key in _keys_of(row, link)
    ]
    pointing: dict[tuple[str, str], list[int]] = {}
    for place, (_, _, link, key) in enumerate(keys):
        pointing.setdefault((link.table, key), []).append(place)
    wave = list(range(len(keys)))
    while wave:
        next_wave: set[int] = set()
        while wave:
            place = heappop(wave)
            name, row, link, key = keys[place]
            faults = found[name][row.line]
            fault = _key_fault(key, link, by_key[link.table], found[link.table])
            # In a circle every row falls with the next: the circle itself says enough.
            if not fault or _has_fault(faults, "circular-basis", link.column):
                continue
            falls = not is_left_out(faults)
            faults[fault] = None
            for other in pointing.get((name, row[tables[name].schema.key]), ()) if falls else ():
                if other > place:
                    heappush(wave, other)
                else:
                    next_wave.add(other)
        wave = sorted(next_wave)


def _key_fault(
    key: str, link: Link, targets: RowsByKey, found: Mapping[int, Faults]
) -> Fault | None:
    target = targets.get(key)
    if target is None:
        return Fault("unknown-key", link.column, f"keys in {link.table}.csv, where {key} is not")
    if is_left_out(found[target.line]):
        return Fault("left-out-key", link.column, f"sound rows; {key} is in line {target.line}")
    return None


def _links(schema: TableSchema) -> Iterator[Link]:
    for foreign in schema.foreign_keys:
        yield Link(foreign.field, foreign.table)
    for (table, column), target in LIST_KEYS.items():
        if table == schema.name:
            yield Link(column, target, several=True)


def _keys_of(row: Row, link: Link) -> tuple[str, ...]:
    cell = row[link.column]
    if link.several:
        return split_keys(cell)
    return (cell,) if cell else ()


def _rows_of_one_origin_agree(rows: Iterable[Row]) -> Iterator[tuple[Row, Fault]]:
    """Blank says nothing, and a year agrees with a day in it: neither contradicts."""
    named: dict[str, Row] = {}
    dated: dict[str, Row] = {}
    for row in rows:
        origin = row["origin"]
        if row["claimant"]:
            first = named.setdefault(origin, row)
            if first["claimant"] != row["claimant"]:
                allowed = f"{first['claimant']} as in line {first.line}, or blank"
                yield row, Fault("origin-disagrees", "claimant", allowed)
        if row["claimed_on"]:
            first = dated.setdefault(origin, row)
            if row["claimed_on"].startswith(first["claimed_on"]):
                dated[origin] = row
            elif not first["claimed_on"].startswith(row["claimed_on"]):
                allowed = f"{first['claimed_on']} as in line {first.line}, or blank"
                yield row, Fault("origin-disagrees", "claimed_on", allowed)


def _a_quantity_has_one_number(rows: Iterable[Row]) -> Iterator[tuple[Row, Fault]]:
    """An unattributed number has no speaker who could contradict himself."""
    stated: dict[tuple[str, ...], Row] = {}
    for row in rows:
        if row["claimant"] and not STATUSES[row["status"]].set_aside:
            first = stated.setdefault(tuple(row[name] for name in QUANTITY_COLUMNS), row)
            if Decimal(first["value"]) != Decimal(row["value"]):
                allowed = f"{first['value']} as in line {first.line}"
                yield row, Fault("two-numbers", "value", allowed)


def _pages_of_one_origin_print_one_number(rows: Iterable[Row]) -> Iterator[tuple[Row, Fault]]:
    """A page may print several numbers for what looks alike here: each needs its like elsewhere.

    What one page calls doubtful says in its note why it differs.
    """
    usable = [
        row for row in rows if row["status"] != "doubtful" and not STATUSES[row["status"]].set_aside
    ]
    by_id = {row["id"]: row for row in usable}
    first_page: dict[tuple[str, ...], list[Row]] = {}
    for row in usable:
        others = first_page.setdefault(_statement(row, by_id), [])
        if not others or others[0]["source"] == row["source"]:
            others.append(row)
        elif not any(_agree_as_printed(row, other) for other in others):
            numbers = " or ".join(f"{other['value']} as in line {other.line}" for other in others)
            yield row, Fault("origin-numbers-differ", "value", f"{numbers}, or the same rounded")


def _statement(row: Row, by_id: RowsByKey) -> tuple[str, ...]:
    dated = by_id.get(row["period_from"], row)
    kind = row["kind"] if KINDS[row["kind"]].is_expected else "measured"
    return (*(row[name] for name in STATEMENT_COLUMNS), kind, dated["start"], dated["end"])


def _agree_as_printed(one: Row, other: Row) -> bool:
    return agree_as_printed(Decimal(one["value"]), Decimal(other["value"]))


TABLE_RULES: tuple[TableRule, ...] = (
    _rows_of_one_origin_agree,
    _a_quantity_has_one_number,
    _pages_of_one_origin_print_one_number,
)


def _has_fault(faults: Faults, code: str, column: str) -> bool:
    return any((fault.code, fault.column) == (code, column) for fault in faults)


def is_left_out(faults: Faults) -> bool:
    """Whether one of the faults is an error: the row is not used then."""
    return any(CODES[fault.code].severity == "error" for fault in faults)
