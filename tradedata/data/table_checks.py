"""Checks across rows: keys that lead to sound rows, and rows that must agree with each other.

Owns how rows fall with those that they point to, and the rules between claims: to add one, write
it and name it in TABLE_RULES. Judges no row by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from heapq import heappop, heappush
from itertools import chain

from tradedata.data.cell_checks import Fault
from tradedata.data.claims import split_keys
from tradedata.data.issues import CODES
from tradedata.data.numerals.digits import agree_as_printed
from tradedata.data.row_checks import RowsByKey
from tradedata.data.schema import ForeignKey
from tradedata.data.tables import Row, Table
from tradedata.data.vocabulary import KINDS, RECORDED, STATUSES

_SUBJECT_COLUMNS = ("reporter", "partner", "flow", "product", "measure", "of", "unit")
# Rows alike in these columns, of one origin and period, are about one quantity, whoever prints it.
# The hedge and how the number is known may differ from page to page.
STATEMENT_COLUMNS = ("origin", *_SUBJECT_COLUMNS)
# Rows alike in these columns are about one quantity in one source, so they hold one number.
QUANTITY_COLUMNS = (
    *("claimant", "source", *_SUBJECT_COLUMNS, "valuation", "kind"),
    *("start", "end", "period", "period_from", "base_start", "base_end"),
)
# Faults of a cell that cannot be read as keys.
NO_KEYS = ("bad-form", "long-cell")

TableRule = Callable[[Iterable[Row]], Iterator[tuple[Row, Fault]]]
Faults = dict[Fault, None]  # a set that keeps its order
Found = Mapping[str, Mapping[int, Faults]]


def follow_keys(tables: Mapping[str, Table], by_key: Mapping[str, RowsByKey], found: Found) -> None:
    """Follow every key; those that point to a row that falls are followed again."""
    keys = [
        (name, row, link, key)
        for name, table in tables.items()
        for link in table.schema.foreign_keys
        for row in table.rows
        if not any(_has_fault(found[name][row.line], code, link.field) for code in NO_KEYS)
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
            if not fault or _has_fault(faults, "circular-basis", link.field):
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
    key: str, link: ForeignKey, targets: RowsByKey, found: Mapping[int, Faults]
) -> Fault | None:
    target = targets.get(key)
    if target is None:
        return Fault("unknown-key", link.field, f"keys in {link.table}.csv, where {key} is not")
    if is_left_out(found[target.line]):
        return Fault("left-out-key", link.field, f"sound rows; {key} is in line {target.line}")
    return None


def _keys_of(row: Row, link: ForeignKey) -> tuple[str, ...]:
    cell = row[link.field]
    return split_keys(cell) if link.several else (cell,) if cell else ()


def circle_faults(table: Table, rows: RowsByKey) -> Iterator[tuple[Row, Fault]]:
    """The rows that rest on themselves, by each column whose keys stand in the same table."""
    for link in table.schema.foreign_keys:
        if link.table == table.schema.name:
            targets = {
                key: [target for target in _keys_of(row, link) if target in rows]
                for key, row in rows.items()
            }
            for key in _keys_in_circles(targets):
                allowed = f"keys of rows that do not rest on {key}"
                yield rows[key], Fault("circular-basis", link.field, allowed)


def _keys_in_circles(targets: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The keys that lead back to themselves, by Kosaraju's two walks over all: linear."""
    pointing: dict[str, list[str]] = {key: [] for key in targets}
    for key, others in targets.items():
        for other in others:
            pointing[other].append(key)
    left = list(chain.from_iterable(_walks(targets, targets)))
    for group in _walks(reversed(left), pointing):
        if len(group) > 1 or group[0] in targets[group[0]]:
            yield from group


def _walks(starts: Iterable[str], steps: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """From each start what no walk before it reached, in the order in which it is left."""
    seen: set[str] = set()
    for start in starts:
        left: list[str] = []
        way = [(start, iter(steps[start]))] if start not in seen else []
        seen.add(start)
        while way:
            key, following = way[-1]
            step = next((each for each in following if each not in seen), None)
            if step is None:
                left.append(key)
                way.pop()
            else:
                seen.add(step)
                way.append((step, iter(steps[step])))
        if left:
            yield left


def twin_faults(table: Table) -> Iterator[tuple[Row, Fault]]:
    """The areas and products that have the name of another."""
    first: dict[str, Row] = {}
    for row in table.rows if table.schema.name in ("areas", "products") else ():
        other = first.setdefault(row["label"].casefold(), row)
        if row["label"] and other is not row:
            yield row, Fault("duplicate-key", "label", f"a name other than in line {other.line}")


def change_faults(changes: Table, claims: RowsByKey) -> Iterator[tuple[Row, Fault]]:
    """The changes that do not lead to the next one of their cell, or to the cell as it is."""
    following: dict[tuple[str, str], str] = {}
    for row in reversed(changes.rows):
        cell = claim, column = row["claim"], row["column"]
        if claim in claims and column in RECORDED:
            after = following.get(cell, claims[claim][column])
            if row["new"] != after or row["old"] == row["new"]:
                yield row, Fault("change-differs", "new", f"{after!r}, and another than before")
            following[cell] = row["old"]


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
    unusable = {word for word, each in STATUSES.items() if each.is_doubtful or each.set_aside}
    usable = [row for row in rows if row["status"] not in unusable]
    by_id = {row["id"]: row for row in usable}
    first_page: dict[tuple[str, ...], list[Row]] = {}
    for row in usable:
        others = first_page.setdefault(_statement(row, by_id), [])
        if not others or others[0]["source"] == row["source"]:
            others.append(row)
        elif not any(
            agree_as_printed(*(Decimal(each["value"]) for each in (row, other))) for other in others
        ):
            numbers = " or ".join(f"{other['value']} as in line {other.line}" for other in others)
            yield row, Fault("origin-numbers-differ", "value", f"{numbers}, or the same rounded")


def _statement(row: Row, by_id: RowsByKey) -> tuple[str, ...]:
    dated = by_id.get(row["period_from"], row)
    kind = row["kind"] if KINDS[row["kind"]].is_expected else "measured"
    return (*(row[name] for name in STATEMENT_COLUMNS), kind, dated["start"], dated["end"])


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
