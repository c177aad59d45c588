"""Files: what a reader may take along from each part of the page.

Owns which files there are, their order, their names and what they are called on the page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from tradedata.data.loading import Dataset
from tradedata.exports.documents import to_json
from tradedata.exports.editions import file_name
from tradedata.exports.packages import data_package_zip
from tradedata.exports.spreadsheets import chart_csv, full_csv
from tradedata.views.charts import Chart
from tradedata.views.coverage import coverage_lines
from tradedata.views.extracts import Extract, extract_of_view
from tradedata.views.lines import Line
from tradedata.views.parameters import Asked
from tradedata.views.view import View

MEDIA_TYPES = {"csv": "text/csv", "json": "application/json", "zip": "application/zip"}


@dataclass(frozen=True, slots=True)
class File:
    """A file by its name and by the words of the button that gives it; ``make`` its bytes."""

    words: str
    name: str
    make: Callable[[], bytes]

    @property
    def media_type(self) -> str:
        """What it is, by the end of its name."""
        return MEDIA_TYPES[self.name.rpartition(".")[2]]


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
    """All that the filters leave, with the address of that view, in every form."""
    whole = extract_of_view(asked, link)
    return tuple(file_of(whole, extension) for extension in FORMATS)


def file_of(extract: Extract, extension: str) -> File:
    """The extract as a file of that kind. Raises KeyError for a kind that there is not."""
    form = FORMATS[extension]
    name = file_name(extract.slug, extract.view.dataset, extension)
    return File(form.words, name, partial(form.make, extract))


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that an extract can be had as."""

    words: str
    make: Callable[[Extract], bytes]


def _csv(extract: Extract) -> bytes:
    return full_csv(extract.rows, extract.view.dataset, extract.link)


def _zip(extract: Extract) -> bytes:
    return data_package_zip(extract, datetime.now(UTC).date())


FORMATS: Mapping[str, Format] = {
    "csv": Format("CSV, everything joined", _csv),
    "json": Format("JSON", to_json),
    "zip": Format("Data package (zip)", _zip),
}
