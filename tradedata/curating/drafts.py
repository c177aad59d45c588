"""Drafts: rows that are to come into the data, checked with all that is there already.

Owns how a row is completed from its printed words, which rows of other tables come with it, what
is at fault with it, and the files that it makes. Has no rule of its own on what a row may hold:
those are ``data.checks``. Writes no file.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from tradedata.curating.standing import Known, known
from tradedata.data.checks import check_tables
from tradedata.data.claims import split_keys
from tradedata.data.files import read_files
from tradedata.data.formatting import FormattedFile
from tradedata.data.issues import InvalidData, Issue
from tradedata.data.loading import TABLE_NAMES, Dataset, load
from tradedata.data.numerals.reading import PrintedNumber, printed_numbers
from tradedata.data.quoting import OUR_LANGUAGE
from tradedata.data.tables import Row, Table, in_canonical_order, parse_table, write_table
from tradedata.data.vocabulary import FLOWS, MEASURES
from tradedata.words.folding import fold

TRADE = "trade"
NAMES = ("label", "title", "short", "aliases")
# Cells that the printed words hold, and faults that leave the others as they are to be compared.
READ = ("value", "unit", "qualifier")
LACKING = ("missing-value", "missing-gloss")
# What is not asked for as long as the cell is blank from which it follows.
FOLLOWING = {"id": ("product", "source"), "value": ("as_printed",), "unit": ("as_printed",)}
FOLLOWING["origin"] = FOLLOWING["id"]
Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class Kept:
    """The tables as they are kept, row by row, faulty ones too, and the files' content."""

    dataset: Dataset
    tables: Mapping[str, Table]
    contents: Mapping[str, bytes]
    issues: frozenset[Issue]

    def files(self, tables: Mapping[str, Table]) -> list[FormattedFile]:
        """The files that differ with these tables, in their canonical form."""
        files = [
            FormattedFile(
                table.schema.file,
                self.contents[table.schema.file],
                write_table(in_canonical_order(table)),
            )
            for name, table in tables.items()
            if table is not self.tables[name]
        ]
        return [file for file in files if not file.is_canonical]

    def row(self, claim: str) -> Row:
        """The row of a claim. Raises KeyError."""
        for row in self.tables[TRADE].rows:
            if row["id"] == claim:
                return row
        raise KeyError(claim)

    def lines(self, draft: Mapping[str, Cells]) -> dict[str, str]:
        """The rows of a draft by their files, each as the line of CSV that it is there."""
        found = {}
        for name, cells in draft.items():
            empty = self.tables[name].with_rows(())
            row = Row(0, every_cell(cells, self, name))
            line = write_table(in_canonical_order(empty.with_rows([row])))
            found[empty.schema.file] = line.removeprefix(write_table(empty)).removesuffix("\n")
        return found

    def choices(self, column: str, table: str = TRADE) -> dict[str, tuple[str, ...]]:
        """What a cell of a column may hold, with the names that each goes by; none: anything."""
        schema = self.tables[table].schema
        if not (target := schema.target(column)):
            return {word: (label,) for word, label in schema.field(column).labels.items()}
        rows, key = self.tables[target].rows, self.tables[target].schema.key
        return {
            row[key]: tuple(n for name in NAMES for n in split_keys(row.cells.get(name, "")))
            for row in rows
        }


@dataclass(frozen=True, slots=True)
class Checked:
    """The tables with a draft's rows in them, and the issues that these bring."""

    tables: Mapping[str, Table]
    issues: tuple[Issue, ...]

    @property
    def errors(self) -> tuple[Issue, ...]:
        """The issues that keep the rows out."""
        return tuple(issue for issue in self.issues if issue.severity == "error")


@dataclass(frozen=True, slots=True)
class Judged:
    """A draft as it was completed, what the checks say, and the rows to look at before."""

    draft: Mapping[str, Cells]
    checked: Checked
    known: tuple[Known, ...] = ()


def read_kept(directory: Path) -> Kept:
    """The data in a directory as they are kept. Raises InvalidData where they cannot be used."""
    dataset = load(directory)
    contents, _ = read_files(directory, [f"{name}.csv" for name in TABLE_NAMES])
    tables, unread = {}, list[Issue]()
    for name, schema in dataset.schema.tables.items():
        tables[name], found = parse_table(contents[schema.file], schema)
        unread.extend(found)
    if unread:
        raise InvalidData(tuple(unread))
    return Kept(dataset, tables, contents, frozenset(dataset.issues))


def drafted(
    given: Iterable[str], proposal: object, kept: Kept
) -> tuple[dict[str, Cells], list[str]]:
    """The draft in 'COLUMN=TEXT' (of another table 'TABLE.COLUMN=TEXT') and a proposal of ``read``.

    What is given goes before what is proposed. With the faults of what is neither.
    """
    draft: dict[str, Cells] = {TRADE: {}}
    faults = []
    proposed = proposal.items() if isinstance(proposal, dict) else ()
    for place, text in [*proposed, *(pair.partition("=")[::2] for pair in given)]:
        table, _, column = str(place).rpartition(".")
        table = table or TRADE
        columns = kept.tables[table].schema.header if table in kept.tables else ()
        if column in columns:
            draft.setdefault(table, {})[column] = str(text).strip()
        else:
            known = [
                f"{name}.{each}" for name, t in kept.tables.items() for each in t.schema.header
            ]
            close = nearest(f"{table}.{column}", dict.fromkeys(known, ()))
            meant = [each.removeprefix(f"{TRADE}.") for each in close]
            faults.append(f"{place}: no such column (COLUMN=TEXT is needed){did_you_mean(meant)}")
    return draft, faults


def completed(draft: Mapping[str, Cells], kept: Kept) -> dict[str, Cells]:
    """A draft with what follows from its cells; what was given stays as it is.

    A new row of another table gets the key by which the claim names it; value, unit and hedge are
    read in the printed words; id and origin are formed as the data form theirs. A new source was
    read today.
    """
    cells = dict(draft.get(TRADE, {}))
    rows = {name: dict(others) for name, others in draft.items() if name != TRADE}
    for key in kept.tables[TRADE].schema.foreign_keys:
        if key.table in rows:
            rows[key.table].setdefault(kept.tables[key.table].schema.key, cells.get(key.field, ""))
    if source := rows.get("sources"):
        source["accessed"] = source.get("accessed") or date.today().isoformat()
    for name, cell in (*_as_printed(cells, rows, kept), ("status", "normal"), ("kind", "reported")):
        cells[name] = cells.get(name) or cell
    has_period = cells.get("start") or cells.get("period_from")
    cells["period_basis"] = cells.get("period_basis") or ("stated" if has_period else "unstated")
    if cells.get("product") and cells.get("source"):
        cells["id"] = cells.get("id") or _formed_id(cells, kept)
        cells["origin"] = cells.get("origin") or cells["id"]
    return {**rows, TRADE: cells}


def redrafted(claim: str, kept: Kept) -> Cells:
    """The filled cells of a row that is there, to be corrected; KeyError where it is not.

    What its printed words hold is left out, so that it follows them.
    """
    cells = {name: cell for name, cell in kept.row(claim).cells.items() if cell}
    for name in READ:
        rest = {column: cell for column, cell in cells.items() if column != name}
        if completed({TRADE: rest}, kept)[TRADE].get(name) == cells.get(name):
            cells = rest
    return cells


def judge(draft: Mapping[str, Cells], kept: Kept, corrected: str = "") -> Judged:
    """All that is to be known of a draft before it is taken, as a new row or for one that is there.

    One that repeats a statement gets its origin, if the checks allow it.
    """
    has_origin = bool(draft[TRADE].get("origin"))
    draft = completed(draft, kept)
    checked = check(draft, kept, corrected)
    cells = every_cell(draft[TRADE], kept)
    is_number = cells["value"] and cells["unit"]
    if not is_number or any(issue.code not in LACKING for issue in checked.errors):
        return Judged(draft, checked)
    rows = tuple(row for row in known(cells, kept.dataset) if row.claim.id != corrected)
    if not (checked.errors or has_origin):
        draft, checked = _repeating(draft, checked, kept, rows)
    return Judged(draft, checked, rows)


def every_cell(cells: Mapping[str, str], kept: Kept, table: str = TRADE) -> Cells:
    """The cells of a whole row, those not given blank."""
    return {column: cells.get(column, "") for column in kept.tables[table].schema.header}


def check(draft: Mapping[str, Cells], kept: Kept, corrected: str = "") -> Checked:
    """All checks of the project on the tables with the draft's rows as their last lines.

    The claim stands in place of the one that it corrects. What comes with it may be there as it is,
    from an addition that was broken off.
    """
    tables = dict(kept.tables)
    for name, cells in draft.items():
        table, whole = tables[name], every_cell(cells, kept, name)
        if name == TRADE and corrected:
            rows = [Row(r.line, whole) if r["id"] == corrected else r for r in table.rows]
        elif name != TRADE and any(row.cells == whole for row in table.rows):
            continue
        else:
            line = len(kept.contents[table.schema.file].splitlines()) + 1
            rows = [*table.rows, Row(line, whole)]
        tables[name] = table.with_rows(rows)
    blank = {name for name in tables[TRADE].schema.header if not draft[TRADE].get(name)}
    follow = {name for name, causes in FOLLOWING.items() if blank.intersection(causes)}
    issues = (
        issue
        for issue in _brought(tables, kept)
        if issue.code != "missing-value" or issue.column not in follow
    )
    return Checked(tables, tuple(issues))


def _repeating(
    draft: dict[str, Cells], checked: Checked, kept: Kept, rows: Iterable[Known]
) -> tuple[dict[str, Cells], Checked]:
    """A sound draft with the origin of the statement that it repeats, if the checks allow it."""
    for row in rows:
        if row.standing == "same-statement":
            told = {**draft, TRADE: {**draft[TRADE], "origin": row.claim.origin}}
            again = check(told, kept)
            return (draft, checked) if again.errors else (told, again)
    return draft, checked


def without(claim: str, kept: Kept, spared: Mapping[str, Collection[str]]) -> Checked:
    """The tables without a claim, and without what only it points to. Raises KeyError.

    ``spared``: by table, the keys of rows that stay although nothing points to them.
    """
    gone, tables = kept.row(claim), dict(kept.tables)
    tables[TRADE] = tables[TRADE].with_rows(row for row in tables[TRADE].rows if row is not gone)
    for name in ("sources", "claimants"):
        column = next(k.field for k in tables[TRADE].schema.foreign_keys if k.table == name)
        table, used = tables[name], set(_pointed_to(name, tables.values()))
        if gone[column] not in {*used, *spared[name]}:
            rest = [row for row in table.rows if row[table.schema.key] != gone[column]]
            tables[name] = table.with_rows(rest) if len(rest) < len(table.rows) else table
    return Checked(tables, _brought(tables, kept))


def suggestions(checked: Checked, kept: Kept) -> Iterator[str]:
    """'Did you mean' for each cell whose key or word is not known."""
    for issue in checked.errors:
        table, column = issue.file.removesuffix(".csv"), issue.column or ""
        if meant := nearest_to(issue, kept.choices(column, table)):
            yield f"{column}={issue.value}{meant}"


def nearest_to(issue: Issue, choices: Mapping[str, tuple[str, ...]]) -> str:
    """'Did you mean' for a cell whose key or word is not known, '' for any other."""
    is_unknown = issue.code in ("unknown-key", "not-in-vocabulary")
    return did_you_mean(nearest(issue.value, choices)) if is_unknown else ""


def own_issues(
    draft: Mapping[str, Cells], issues: Iterable[Issue], kept: Kept
) -> list[tuple[str, Issue]]:
    """The issues that are in the draft's own rows, which another answer may mend, by table."""
    schemas = {kept.tables[name].schema.file: kept.tables[name].schema for name in draft}
    return [
        (schema.name, issue)
        for issue in issues
        if (schema := schemas.get(issue.file))
        and (issue.row or "") == draft[schema.name].get(schema.key, "")
    ]


def matching(words: str, choices: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The keys that words are, else those of which a name has them, as the page searches."""
    sought = fold(words)
    names = {key: [fold(name) for name in (key, *named)] for key, named in choices.items()}
    whole = [key for key, folded in names.items() if sought in folded]
    return whole or [key for key, folded in names.items() if any(sought in n for n in folded)]


def nearest(cell: str, choices: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The keys that may be meant by a cell, by their own spelling or that of their names."""
    spelled = {name.casefold(): key for key, names in choices.items() for name in (*names, key)}
    close = get_close_matches(cell.casefold(), spelled, n=3, cutoff=0.6)
    return list(dict.fromkeys(spelled[name] for name in close))


def did_you_mean(keys: Iterable[str]) -> str:
    """The question, or '' where there is nothing to ask."""
    words = " or ".join(keys)
    return f"; did you mean {words}?" if words else ""


def _brought(tables: Mapping[str, Table], kept: Kept) -> tuple[Issue, ...]:
    """The issues of the tables that those that are kept have not."""
    return tuple(issue for issue in check_tables(tables)[1] if issue not in kept.issues)


def _pointed_to(name: str, tables: Iterable[Table]) -> Iterator[str]:
    for table in tables:
        columns = [key.field for key in table.schema.foreign_keys if key.table == name]
        yield from (row[column] for row in table.rows for column in columns)


def numbers_printed(draft: Mapping[str, Cells], kept: Kept) -> tuple[PrintedNumber, ...]:
    """The numbers in a draft's printed words, read in the language of their source."""
    cells = draft.get(TRADE, {})
    sources = {row["source"]: row.cells for row in kept.tables["sources"].rows}
    source = draft.get("sources") or sources.get(cells.get("source", ""), {})
    return printed_numbers(cells.get("as_printed", ""), source.get("language") or OUR_LANGUAGE)


def _as_printed(cells: Cells, rows: Mapping[str, Cells], kept: Kept) -> Iterator[tuple[str, str]]:
    """What the printed words hold: value, unit, hedge and, where it follows, the measure."""
    units = kept.choices("unit")
    numbers = numbers_printed({**rows, TRADE: cells}, kept)
    whole = [number for number in numbers if number.obstacle is None]
    for number in whole if len(whole) == 1 else ():
        yield "value", number.cell(cells.get("measure", ""))
        yield "qualifier", number.hedge
        if (unit := cells.get("unit") or str(number.unit)) in units:
            yield "unit", unit
            measures = [word for word, each in MEASURES.items() if unit in each.units]
            yield "measure", measures[0] if len(measures) == 1 else ""
    yield "qualifier", "none"


def _formed_id(cells: Cells, kept: Kept) -> str:
    """Product, what, period, speaker, source: 'lpg-tonnes-2024-jawad-diplomat'; not yet taken."""
    dataset, unit = kept.dataset, cells.get("unit", "")
    product = dataset.directory.products.get(cells["product"])
    is_total = cells["product"] == dataset.collection.total.key
    flow = FLOWS.get(cells.get("flow", ""))
    what = (
        dataset.label("unit", unit) if cells.get("measure") == "quantity" else cells.get("measure")
    )
    parts = [flow.noun if is_total and flow else product.label if product else cells["product"]]
    parts += ["" if is_total and what == "value" else (what or "").split(" ")[0]]
    parts += [cells.get("start", "")[:4], cells.get("claimant", ""), cells["source"]]
    words = (word for part in parts for word in re.split(r"[^a-z0-9]+", part.lower()) if word)
    formed = "-".join(dict.fromkeys(words))
    taken = {row["id"] for row in kept.tables[TRADE].rows}
    tries = (formed, *(f"{formed}-{place}" for place in range(2, len(taken) + 3)))
    return next(each for each in tries if each not in taken)
