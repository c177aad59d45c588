"""Shown: a row for every number as the page shows it, in columns that programs can name.

Owns those columns, their headings for people and what each holds. Writes no file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tradedata.computed.indicators import Indicator
from tradedata.data.claims import Claim, Source
from tradedata.data.loading import Dataset
from tradedata.views.charts import Number
from tradedata.views.lines import COMPUTED, Line, line_of, what_words
from tradedata.words.text import list_words, say

Shown = str | int | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its heading for people; what it holds."""

    heading: str
    meaning: str


COLUMNS: Mapping[str, Column] = {
    "number": Column("Number", "The number in words, with its hedge."),
    "what": Column("What", "What it is of: product, flow, areas and measure."),
    "series": Column(
        "Series",
        "What it is of and by whom, or of a computed number of which kind and from whose figures: "
        "the same for every period.",
    ),
    "period": Column("Period", "The period in words, with how it is known."),
    "year": Column("Year", "The calendar year in which all its days lie; blank where they do not."),
    "start": Column("First day", "First day of the period reckoned with; blank where unknown."),
    "end": Column("Last day", "Last day of the period reckoned with; blank where unknown."),
    "period_basis": Column(
        "Period basis", "How its own source tells the period, a word of the data."
    ),
    "period_from": Column(
        "Period from", "The claim that supplies the days, where its own does not."
    ),
    "stated_by": Column("Stated by", f"Who stated it, or '{COMPUTED}'."),
    "kind": Column(
        "Kind", "Who compiled it and how, a word of the data; by which rule it was computed."
    ),
    "status": Column("Status", "Whether it may be used, a word of the data."),
    "hedge": Column("Hedge", "What the source says with the number: 'over', 'about'."),
    "source": Column("Source", "Where it was printed; of a computed number where its inputs were."),
    "source_url": Column("Address", "Address of that page, where known; separated by spaces."),
    "as_printed": Column("As printed", "The words that hold the number, verbatim."),
    "our_translation": Column("Our translation", "Of these words, where they are not English."),
    "expression": Column("Formula", "How a computed number comes about, in numbers."),
    "value": Column("Value", "The number, unrounded, in its unit."),
    "unit": Column("Unit", "Its unit, a word of the data."),
    "rests_on": Column("Rests on", "Ids of the rows it rests on; separated by ';'."),
    "id": Column("Id", "What opens its card on the page: '?claim=' with this id."),
    "data_version": Column("Data version", "Version of the data."),
}
_LINE = {column.heading: name for name, column in COLUMNS.items()}


def shown_rows(numbers: Iterable[Number], dataset: Dataset) -> list[dict[str, Shown]]:
    """A row a number, in the order given, with the columns of ``COLUMNS``.

    ``year`` is a whole number, ``start`` and ``end`` are dates, ``value`` is exact; None is
    unknown. All else is text, blank where there is none.
    """
    return [_row(number, dataset.version) for number in numbers]


def program_name(heading: str) -> str:
    """A heading for people as programs name the column: 'Stated by' as 'stated_by'."""
    return "_".join(heading.lower().replace("-", " ").split())


def _row(number: Number, version: str) -> dict[str, Shown]:
    line: Line = line_of(number)
    period = number.period
    first, last = period.start, period.end
    addresses = (source.url or source.archived for source in sources_of(number))
    row: dict[str, Shown] = {
        **{_LINE[heading]: cell for heading, cell in line.items()},
        "series": _series(number),
        "year": first.year if first and last and first.year == last.year else None,
        "start": first,
        "end": last,
        "period_basis": (number.own_period if isinstance(number, Claim) else period).basis,
        "period_from": period.supplied_by or "",
        "kind": number.kind if isinstance(number, Claim | Indicator) else str(line["Kind"]),
        "status": number.status if isinstance(number, Claim) else "",
        "hedge": number.hedge if isinstance(number, Claim) else "",
        "source_url": " ".join(dict.fromkeys(filter(None, addresses))),
        "data_version": version,
    }
    return {name: row[name] for name in COLUMNS}


def _series(number: Number) -> str:
    match number:
        case Claim():
            return say("{}; {}", what_words(number), number.speaker)
        case Indicator():
            whose = dict.fromkeys(claim.reporter.label for claim in number.inputs)
            kind = number.kind.replace("-", " ")
            return say("{}: {}; {}", number.product.label, kind, list_words(list(whose)))
        case _:
            return number.series


def sources_of(number: Number) -> tuple[Source, ...]:
    """Where it was printed, or where its inputs were."""
    return number.sources if isinstance(number, Indicator) else (number.source,)
