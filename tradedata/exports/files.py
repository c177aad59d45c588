"""Files: what a reader may take along from each part of the page.

Owns which files there are, their order, their names and what they are called on the page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from tradedata.data.loading import Dataset
from tradedata.exports.documents import Filters, to_json
from tradedata.exports.editions import file_name
from tradedata.exports.packages import data_package_zip
from tradedata.exports.spreadsheets import chart_csv, full_csv
from tradedata.views.charts import Chart
from tradedata.views.coverage import coverage_lines
from tradedata.views.lines import Line
from tradedata.views.parameters import CLAIM, Asked
from tradedata.views.view import View


@dataclass(frozen=True, slots=True)
class File:
    """A file by its name and by the words of the button that gives it; ``make`` its bytes."""

    words: str
    name: str
    make: Callable[[], bytes]


def chart_files(chart: Chart, dataset: Dataset, link: str) -> tuple[File, ...]:
    """The chart's table as it is read, and all columns of every claim behind it."""
    full = partial(full_csv, chart.numbers, dataset, link)
    return (
        File(
            "CSV as shown", file_name(chart.slug, dataset, "csv"), partial(chart_csv, chart.table)
        ),
        File("CSV in full", file_name(f"{chart.slug}-full", dataset, "csv"), full),
    )


def claims_file(lines: Sequence[Line], dataset: Dataset) -> File:
    """The rows that a search has left of the table."""
    name = file_name("claims-as-shown", dataset, "csv")
    return File("Rows as shown, CSV", name, partial(chart_csv, lines))


def coverage_file(view: View) -> File:
    """The matrix, a line for each cell and year."""
    make = partial(chart_csv, coverage_lines(view.coverage))
    return File(
        "Coverage, CSV, a line for each year", file_name("coverage", view.dataset, "csv"), make
    )


def data_files(asked: Asked, link: str) -> tuple[File, ...]:
    """All the data, and what of them is in view, with the address of that view."""
    view, dataset = asked.view, asked.view.dataset
    filters: Filters = {name: values for name, values in asked.values.items() if name != CLAIM} or {
        "view": view.selection.sources
    }
    ids = [claim.id for claim in view.claims]
    document = partial(to_json, dataset, view.claims, filters, link)
    package = partial(data_package_zip, dataset, filters, ids, link)
    return (
        File(
            "CSV, everything joined",
            file_name("", dataset, "csv"),
            partial(full_csv, dataset.claims, dataset, link),
        ),
        File("JSON", file_name("", dataset, "json"), lambda: document(view.indicators)),
        File(
            "Data package (zip)",
            file_name("", dataset, "zip"),
            lambda: package(datetime.now(UTC).date()),
        ),
    )
