"""Coverage: for which year, product and measure there is a number, and where there is none.

Owns the matrix, its gaps and their words. Judges no claim: conflicts are what comparison finds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal

from tradedata.compare.comparison import calendar_words
from tradedata.compare.statements import Statement, any_differ, count_voices, own_claims, statements
from tradedata.computed.indicators import grouped
from tradedata.data.claims import Claim, Product
from tradedata.data.collection import Collection
from tradedata.data.periods import Period, When
from tradedata.data.vocabulary import AMOUNTS
from tradedata.views.lines import Line
from tradedata.words.text import Text, count, joined, say
from tradedata.words.years import year_words, years_words

State = Literal["official", "claim", "conflict", "nothing"]

LONGEST_YEAR = 366
NO_YEAR = "no year"


@dataclass(frozen=True, slots=True)
class Cell:
    """What there is for a year (None: no single year is given), a product and a measure.

    ``statements`` are separate ones. ``labels`` say which are not of calendar years: 'part',
    'some part', 'solar' or, for other twelve months, 'shifted'.
    """

    year: int | None
    state: State = "nothing"
    has_official: bool = False
    statements: int = 0
    labels: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()

    @property
    def marks(self) -> tuple[State, bool, tuple[str, ...]]:
        """What the cell shows besides its count."""
        return self.state, self.has_official, self.labels


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """The cells of a product and a measure that hold something, oldest first."""

    product: Product
    measure: str
    cells: tuple[Cell, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """The years for which there is something."""
        return tuple(cell.year for cell in self.cells if cell.year is not None)

    def cell(self, year: int | None) -> Cell:
        """The cell of that year, empty where nothing was found."""
        return next((cell for cell in self.cells if cell.year == year), Cell(year))


@dataclass(frozen=True, slots=True)
class CoverageColumn:
    """Years in a row that read alike in every row; ``first`` None: no single year is given."""

    first: int | None
    last: int | None

    @property
    def heading(self) -> When:
        """'2024', '1992-1998', 'no year'."""
        return When(NO_YEAR) if self.first is None else year_words(self.first, self.last)

    @property
    def years(self) -> tuple[int | None, ...]:
        """Every year of the column."""
        if self.first is None or self.last is None:
            return (None,)
        return tuple(range(self.first, self.last + 1))


@dataclass(frozen=True, slots=True)
class Coverage:
    """The matrix: rows by measure, then in the order of the products.

    ``left_out`` counts the claims that stand in no cell, by reason; ``only_expected`` names what
    has nothing but targets, plans and forecasts.
    """

    areas: tuple[str, ...]
    rows: tuple[CoverageRow, ...]
    left_out: tuple[tuple[str, int], ...]
    only_expected: tuple[str, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """Every year from the first to the last for which there is anything."""
        found = [year for row in self.rows for year in row.years]
        return tuple(range(min(found), max(found) + 1)) if found else ()

    @property
    def empty_years(self) -> tuple[int, ...]:
        """The years among those for which no row has anything."""
        covered = {year for row in self.rows for year in row.years}
        return tuple(year for year in self.years if year not in covered)

    @property
    def columns(self) -> tuple[CoverageColumn, ...]:
        """The years, those that read alike in every row drawn together, then the undated."""
        runs = groupby(self.years, lambda year: [row.cell(year).marks for row in self.rows])
        spans = [tuple(years) for _, years in runs]
        columns = [CoverageColumn(years[0], years[-1]) for years in spans]
        if any(row.cell(None).statements for row in self.rows):
            columns.append(CoverageColumn(None, None))
        return tuple(columns)


def coverage_of(claims: Iterable[Claim], collection: Collection) -> Coverage:
    """What the claims cover of the trade between the collection's two areas.

    Import, export and turnover count together. A reprint adds no statement: the statement stands
    under its best-stated period, in the year that holds most of its days.
    """
    claims = tuple(claims)
    kept = [c for c in claims if _is_amount_traded(c) and not c.is_set_aside]
    found = statements(kept)
    between = [statement for statement in found if collection.is_between(statement.claim)]
    known = [statement for statement in between if not statement.claim.is_expected]
    rows = _rows(known)
    expected = [statement for statement in between if statement.claim.is_expected]
    left_out = {
        "rejected or replaced by a correction": sum(c.is_set_aside for c in claims),
        "of demand, resources, prices, growth, shares or ranks": sum(
            not _is_amount_traded(c) and not c.is_set_aside for c in claims
        ),
        "of other areas": len(kept) - sum(len(s.claims) for s in between),
        "targets, plans and forecasts": sum(len(s.claims) for s in expected),
    }
    return Coverage(
        areas=tuple(area.label for area in collection.areas),
        rows=rows,
        left_out=tuple((reason, count) for reason, count in left_out.items() if count),
        only_expected=_only_expected(expected, rows),
    )


def year_of(period: Period) -> int | None:
    """The year that holds most of the period's days, the earlier of two equals.

    None where an end is not known, and where it is longer than a year.
    """
    if not (period.start and period.end) or (period.days or 0) > LONGEST_YEAR:
        return None
    years = range(period.start.year, period.end.year + 1)
    return max(years, key=lambda year: (period.overlap(_calendar_year(year)) or 0, -year))


def cell_words(cells: Sequence[Cell]) -> Text:
    """What the cells of one row and column hold: 'official numbers that differ, 4 statements'.

    They share their marks, as those of a CoverageColumn do.
    """
    cell = cells[0]
    if cell.state == "nothing":
        return say("nothing found")
    kind = "official" if cell.has_official else "claimed"
    words = f"{kind}, numbers differ" if cell.state == "conflict" else kind
    noun = "statement" if count_words(cells) == "1" else "statements"
    each = " a year" if len(cells) > 1 else ""
    return joined(", ", [words, say("{} {}{}", count_words(cells), noun, each), *cell.labels])


def count_words(cells: Sequence[Cell]) -> Text:
    """The number of statements in the cells: '4', or '2-4' where they have different ones."""
    counts = sorted({cell.statements for cell in cells})
    return joined("-", [count(number) for number in dict.fromkeys((counts[0], counts[-1]))])


def row_words(row: CoverageRow) -> Text:
    """What a row covers and what it lacks, in a sentence."""
    name = say("{}, {}", row.product.label, row.measure)
    if not row.years:
        return say("{}: numbers, but none for a single year.", name)
    first, last = year_words(row.years[0]), year_words(row.years[-1])
    span = say("only {}", first) if first == last else say("{} to {}", first, last)
    official = [cell.year for cell in row.cells if cell.has_official and cell.year]
    parts = [span, say("no official number")]
    if official:
        parts[1] = say("the last official number is for {}", year_words(max(official)))
    gaps = [year for year in range(row.years[0], row.years[-1]) if year not in row.years]
    if gaps:
        parts.append(say("nothing found for {}", years_words(gaps)))
    return say("{}: {}.", name, joined("; ", parts))


def gap_words(matrix: Coverage) -> Text:
    """The years for which nothing was found at all, in a sentence; '' where there are none."""
    if not matrix.empty_years:
        return say("")
    return say("{}: nothing found, for any product.", years_words(matrix.empty_years))


def coverage_lines(matrix: Coverage) -> tuple[Line, ...]:
    """The matrix as lines, one a cell and year, empty cells included, with the claims' ids."""
    years = [*matrix.years, None]
    return tuple(
        {
            "Product": row.product.label,
            "Measure": row.measure,
            "Year": CoverageColumn(year, year).heading,
            "State": row.cell(year).state,
            "Official number": "yes" if row.cell(year).has_official else "no",
            "Separate statements": row.cell(year).statements,
            "Periods": ", ".join(row.cell(year).labels),
            "Rests on": ";".join(row.cell(year).claims),
        }
        for row in matrix.rows
        for year in years
    )


def _is_amount_traded(claim: Claim) -> bool:
    return claim.is_trade and claim.measure in AMOUNTS


def _calendar_year(year: int) -> Period:
    return Period(date(year, 1, 1), date(year, 12, 31))


def _place(claim: Claim) -> tuple[int, int]:
    return AMOUNTS.index(claim.measure), claim.product.place


def _rows(known: Iterable[Statement]) -> tuple[CoverageRow, ...]:
    by_row = grouped((_place(statement.claim), statement) for statement in known)
    return tuple(_row(by_row[key]) for key in sorted(by_row))


def _row(members: Sequence[Statement]) -> CoverageRow:
    by_year = grouped((year_of(statement.claim.period), statement) for statement in members)
    years = sorted(by_year, key=lambda year: (year is None, year or 0))
    claim = members[0].claim
    return CoverageRow(
        claim.product, claim.measure, tuple(_cell(year, by_year[year]) for year in years)
    )


def _cell(year: int | None, members: Sequence[Statement]) -> Cell:
    claims = [claim for statement in members for claim in statement.claims]
    has_official = any(claim.kind == "statistic" for claim in claims)
    named = [statement.claim for statement in members]
    periods = [claim.period for claim in named]
    calendars = [calendar_words(period) for period in periods]
    state: State = "official" if has_official else "claim"
    if any_differ(own_claims(members)):
        state = "conflict"
    return Cell(
        year=year,
        state=state,
        has_official=has_official,
        statements=count_voices(members).statements,
        labels=(
            *_label("part", [period.is_part_year for period in periods]),
            *_label("solar", [words == "solar year" for words in calendars]),
            *_label("shifted", [words.startswith("year from") for words in calendars]),
        ),
        claims=tuple(sorted(claim.id for claim in claims)),
    )


def _label(label: str, flags: Sequence[bool]) -> list[str]:
    if not any(flags):
        return []
    return [label if all(flags) else f"some {label}"]


def _only_expected(expected: Iterable[Statement], rows: Iterable[CoverageRow]) -> tuple[str, ...]:
    covered = {(row.product.key, row.measure) for row in rows}
    ordered = sorted((statement.claim for statement in expected), key=_place)
    return tuple(
        dict.fromkeys(
            say("{}, {}", claim.product.label, claim.measure)
            for claim in ordered
            if (claim.product.key, claim.measure) not in covered
        )
    )
