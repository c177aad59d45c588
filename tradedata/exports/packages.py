"""Packages: the whole data as a zip, a Frictionless Data Package that loads as it came.

Owns the files of the zip and their exact bytes: the same arguments give the same zip.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from datetime import date

from tradedata.data.schema import SCHEMA_FILE
from tradedata.data.tables import write_table
from tradedata.exports.captions import source_line
from tradedata.exports.citations import cite_dataset
from tradedata.exports.editions import Edition, edition_of
from tradedata.views.extracts import Extract
from tradedata.views.selection import ALL_SOURCES

# A zip cannot hold an earlier time; a later one would make every zip differ.
_TIMESTAMP = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_FILE_MODE = 0o100644 << 16
_NO_FILTERS = {"view": (ALL_SOURCES,)}


def data_package_zip(extract: Extract, made: date) -> bytes:
    """All tables as they are, with schema, README and CITATION.cff.

    The README tells the filters and the ids of the extract's claims; the tables are whole.
    """
    dataset = extract.view.dataset
    package = json.dumps(dataset.schema.package, ensure_ascii=False, indent=2)
    files = {
        "README.md": _readme(extract, made),
        "CITATION.cff": _citation_file(edition_of(dataset), extract.link),
        SCHEMA_FILE: f"{package}\n",
        **{table.schema.file: write_table(table) for table in dataset.tables.values()},
    }
    return _zip({name: text.encode() for name, text in files.items()})


def _zip(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, _TIMESTAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = _UNIX
            info.external_attr = _FILE_MODE
            archive.writestr(info, content)
    return buffer.getvalue()


def _readme(extract: Extract, made: date) -> str:
    dataset, address, claims = extract.view.dataset, extract.link, extract.claims
    edition = edition_of(dataset)
    citation = cite_dataset(dataset, address)
    whole, shown = len(dataset.claims), len(claims)
    faults = [str(issue) for issue in dataset.issues if issue.severity == "error"]
    sections = [
        f"# {edition.title}",
        edition.description,
        "## Which data this is",
        _verbatim(
            f"data version  {edition.version}",
            f"content       {edition.digest}",
            f"made          {made.isoformat()}",
            *([f"page          {address}"] if address else []),
        ),
        "## How to read it",
        f"`{SCHEMA_FILE}` says what every column means; any tool for Frictionless Data Packages "
        "reads it. The tables are UTF-8 CSV with commas, joined by their keys:",
        _verbatim(
            *(
                f"{table.schema.file}: {table.schema.description} {len(table.rows)} rows"
                for table in dataset.tables.values()
            )
        ),
        "A blank cell means that the source does not say. The cells are exactly those of the data: "
        "in a spreadsheet, text that starts with =, +, - or @ may run as a formula; the page's "
        "CSV downloads guard against that, this package does not.",
        "## What was in view",
        f"The page showed {shown} of {whole} claims; the tables here hold all {whole}. "
        "The filters were:",
        _verbatim(
            *(
                f"{name}: {', '.join(values)}"
                for name, values in (extract.filters or _NO_FILTERS).items()
            )
        ),
        "The claims in view were:",
        _verbatim(*(claim.id for claim in claims)),
        *(("## What was left out", "Rows with these faults are not here:") if faults else ()),
        _verbatim(*faults) if faults else "",
        "## How to cite it",
        _verbatim(citation.apa),
        "Cite the original source of every number that you use, first.",
        "## Terms",
        f"{edition.terms}. Licence: <{edition.licence_address}>.",
        "What each source allows:",
        _verbatim(
            *(
                f"{source_line(source)}: {dataset.schema.label('sources', 'reuse', source.reuse)}"
                for source in dataset.directory.sources.values()
            )
        ),
    ]
    return "\n\n".join(section for section in sections if section) + "\n"


def _verbatim(*lines: str) -> str:
    """Lines as a Markdown code block, so that nothing in them is markup."""
    return "\n".join(f"    {' '.join(line.splitlines())}" for line in lines or ("none",))


def _citation_file(edition: Edition, address: str) -> str:
    fields = {
        "cff-version": "1.2.0",
        "message": "Cite the original source of a number first, then this data set.",
        "type": "dataset",
        "title": edition.title,
        "version": edition.version,
        "abstract": edition.description,
        "license": edition.licence_id,
        "url": address,
    }
    lines = [f"{name}: {_quoted(text)}" for name, text in fields.items() if text]
    authors = [f"  - name: {_quoted(name)}" for name in edition.contributors]
    return "\n".join([*lines, "authors:", *authors]) + "\n"


def _quoted(text: str) -> str:
    """The text as a YAML double-quoted scalar, which a JSON string is."""
    return json.dumps(text, ensure_ascii=False)
