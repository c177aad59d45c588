"""Files: what a reader may take along from each part of the page.

Owns which files there are, their order, their names and what they are called on the page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial

from tradedata.data.loading import Dataset
from tradedata.exports.documents import to_json
from tradedata.exports.editions import file_name
from tradedata.exports.joined import added_columns
from tradedata.exports.packages import data_package_zip
from tradedata.exports.shown import COLUMNS
from tradedata.exports.spreadsheets import full_csv, lines_csv, shown_csv
from tradedata.exports.workbooks import workbook
from tradedata.views.charts import Chart, Number
from tradedata.views.coverage import coverage_lines
from tradedata.views.extracts import SEARCHED, Extract, extract_of_chart, extract_of_view
from tradedata.views.parameters import Asked
from tradedata.views.view import View

CHART_FILES = ("CSV as shown", "CSV in full")
MEDIA_TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "zip": "application/zip",
    "html": "text/html",
    "pdf": "application/pdf",
    "patch": "text/x-diff",
}
CSV_HINT = (
    "A CSV has commas between its cells and points in its numbers: for a German or French Excel "
    "take the spreadsheet (XLSX)."
)


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


def chart_files(asked: Asked, chart: Chart, link: str) -> tuple[File, ...]:
    """The chart's table as it is read, all columns of every claim behind it, and a workbook."""
    taken = extract_of_chart(asked, chart, link)
    dataset, (as_shown, in_full) = asked.view.dataset, CHART_FILES
    shown = partial(shown_csv, [mark.number for mark in chart.marks], dataset)
    return (
        File(as_shown, file_name(chart.slug, dataset, "csv"), shown),
        replace(
            file_of(taken, "csv"),
            words=in_full,
            name=file_name(f"{chart.slug}-full", dataset, "csv"),
        ),
        file_of(taken, "xlsx"),
    )


def claims_file(numbers: Sequence[Number], dataset: Dataset) -> File:
    """The rows that a search has left of the table."""
    name = file_name(SEARCHED, dataset, "csv")
    return File("Rows as shown, CSV", name, partial(shown_csv, numbers, dataset))


def coverage_file(view: View) -> File:
    """The matrix, a line for each cell and year."""
    make = partial(lines_csv, coverage_lines(view.coverage), view.dataset)
    return File(
        "Coverage, CSV, a line for each year", file_name("coverage", view.dataset, "csv"), make
    )


def data_files(asked: Asked, link: str) -> tuple[File, ...]:
    """All that the filters leave, with the address of that view, in every form."""
    whole = extract_of_view(asked, link)
    return tuple(file_of(whole, extension) for extension in FORMATS)


def file_of(extract: Extract, extension: str, formats: Formats | None = None) -> File:
    """The extract as a file of that kind; of other ``formats`` than ours if given.

    Raises KeyError for a kind that there is not.
    """
    form = (formats or FORMATS)[extension]
    name = file_name(extract.slug, extract.view.dataset, extension)
    return File(form.words, name, partial(form.make, extract))


def download_columns() -> Mapping[str, tuple[tuple[str, str, str], ...]]:
    """Columns of downloads that no table of the data has, by file: name, heading and meaning."""
    shown = tuple((name, each.heading, each.meaning) for name, each in COLUMNS.items())
    joined = tuple((name, "", meaning) for name, meaning in added_columns().items())
    return {CHART_FILES[0]: shown, f"{CHART_FILES[1]} and {FORMATS['csv'].words}": joined}


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that an extract can be had as."""

    words: str
    make: Callable[[Extract], bytes]


def _csv(extract: Extract) -> bytes:
    return full_csv(extract.rows, extract.view.dataset, extract.link)


def _zip(extract: Extract) -> bytes:
    return data_package_zip(extract, datetime.now(UTC).date())


Formats = Mapping[str, Format]
FORMATS: Formats = {
    "csv": Format("CSV, everything joined", _csv),
    "xlsx": Format("Spreadsheet (XLSX)", workbook),
    "json": Format("JSON", to_json),
    "zip": Format("Data package (zip)", _zip),
}
