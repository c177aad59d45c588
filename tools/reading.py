"""Measures `python -m tradedata read`: of the numbers in given texts, which it finds.

Owns the counting. Takes a folder of texts and a CSV file of what they should give, in columns set,
file, address, value and unit: a line a number, a line without a number for a text that has none.
A number counts once a text, by its value and unit. The texts are others' and are not kept here; one
that is not in the folder is named and not counted.

    python -m tools.reading FOLDER EXPECTED.csv
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from tradedata.curating.articles import read_article
from tradedata.curating.proposals import read_claims
from tradedata.data.loading import Dataset, load
from tradedata.data.vocabulary import UNITS

ROOT = Path(__file__).resolve().parents[1]
Number = tuple[Decimal, str]


def numbers_in(path: Path, dataset: Dataset) -> set[Number]:
    """The numbers that are proposed for a text."""
    reading = read_claims(read_article(path.read_bytes(), path.name), dataset)
    rows = (proposal.cells for proposal in reading.proposals)
    return {(abs(Decimal(row["value"])), UNITS[row["unit"]].family) for row in rows}


def measured(folder: Path, expected: Path, dataset: Dataset) -> Iterator[str]:
    """A line of a table for each text, and one for each set of texts with its shares."""
    with expected.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    yield "| set | text | language | proposed | right | missed |"
    yield "|---|---|---|---:|---:|---:|"
    for name, texts in groupby(rows, itemgetter("set")):
        proposed = right = wanted = 0
        for file_name, lines in groupby(texts, itemgetter("file")):
            told = list(lines)
            wants = {(Decimal(row["value"]), row["unit"]) for row in told if row["value"]}
            place = f"| {name} | {told[0]['address']} | {told[0]['language']} "
            if (path := next(folder.rglob(file_name), None)) is None:
                yield f"{place}| no text | | |"
                continue
            found = numbers_in(path, dataset)
            hits, misses = len(found & wants), len(wants - found)
            yield f"{place}| {len(found)} | {hits} | {misses} |"
            proposed, right, wanted = proposed + len(found), right + hits, wanted + len(wants)
        shares = f"precision {right / (proposed or 1):.0%}, recall {right / (wanted or 1):.0%}"
        yield f"| **{name}** | **{shares}** | | {proposed} | {right} | {wanted - right} |"


if __name__ == "__main__":
    print(*measured(Path(sys.argv[1]), Path(sys.argv[2]), load(ROOT / "data")), sep="\n")
