"""Factories: the smallest claims and data directories that a test needs to say its one thing."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from tradedata.data.claims import Area, Benchmark, Claim, Claimant, Product, Source
from tradedata.data.collection import Collection
from tradedata.data.loading import Dataset, load
from tradedata.data.periods import Period
from tradedata.data.quoting import OUR_LANGUAGE, Quoted
from tradedata.data.schema import SCHEMA_FILE, Schema, parse_schema
from tradedata.data.vocabulary import AREA_COLOURS, MARKET, SpeakerGroup
from tradedata.views.charts import Number
from tradedata.views.extracts import Extract
from tradedata.views.parameters import read_address
from tradedata.views.view import Views

PROJECT = Path(__file__).parents[2]
DATA = PROJECT / "data"
ANOTHER = PROJECT / "tests" / "collections" / "armenia-georgia"

AFGHANISTAN = Area("AF", "Afghanistan", ())
RUSSIA = Area("RU", "Russia", ())
WORLD = Area("W00", "World", ())
GAS = Product("lpg", "LPG", "2711", "Liquefied gas", 1)
GOODS = Product("all-goods", "All goods", "", "Everything", 0)
COLLECTION = Collection("Trade", "What is it worth?", (AFGHANISTAN, RUSSIA), GOODS, WORLD)
OURS = SpeakerGroup("Russian speakers", AREA_COLOURS[1], "R")
MINISTER = Claimant(
    "minister", "A. Minister", "minister", "Minister", "Ministry", "russian-government", OURS
)
TRADER = Claimant("trader", "B. Trader", "trader", "", "Exchange", "market", MARKET)
PAPER = Source(
    key="paper",
    title="A title",
    publisher="The Paper",
    author="Ann Author",
    published="2025-04-09",
    accessed="2026-11-22",
    seen="whole",
    url="https://example.org/a",
    archived="",
    language="en",
    medium="website",
    collection="articles",
    reuse="cite-only",
    scale=None,
    note="",
)


def make_source(key: str, **overrides: Any) -> Source:
    """A source like the others, with another key."""
    return replace(PAPER, key=key, **overrides)


def make_period(start: str = "", end: str = "", label: str = "", basis: str = "") -> Period:
    """A period from ISO dates; stated when it has dates, else unstated."""
    return Period(
        date.fromisoformat(start) if start else None,
        date.fromisoformat(end) if end else None,
        label,
        basis or ("stated" if start else "unstated"),
    )


def make_year(year: int, basis: str = "stated") -> Period:
    """A calendar year."""
    return make_period(f"{year}-01-01", f"{year}-12-31", str(year), basis)


def make_claim(id: str = "claim-a", *, value: float | str = 100, **overrides: Any) -> Claim:
    """A minister's statement on imports of gas in 2024, 100 t, unless told otherwise.

    Giving ``period`` sets both the source's own period and the one to reckon with.
    """
    period = overrides.pop("period", make_year(2024))
    fields: dict[str, Any] = {
        "reporter": AFGHANISTAN,
        "partner": RUSSIA,
        "flow": "import",
        "product": GAS,
        "measure": "quantity",
        "of": "",
        "unit": "t",
        "qualifier": "none",
        "own_period": period,
        "period": period,
        "base": None,
        "kind": "reported",
        "status": "normal",
        "valuation": "",
        "claimant": MINISTER,
        "claimed_on": "",
        "as_printed": "100 tons",
        "gloss": Quoted("", OUR_LANGUAGE),
        "source": PAPER,
        "locator": "paragraph 1",
        "origin": f"origin-{id}",
        "based_on": (),
        "based_on_basis": "",
        "relation": "",
        "refers_to": "",
        "note": "",
        "line": 2,
    }
    return Claim(id=id, value=Decimal(str(value)), **{**fields, **overrides})


def make_total(id: str = "total-a", *, value: float | str = 560_000_000, **overrides: Any) -> Claim:
    """A statement on the value of all trade, both directions, Russia reporting."""
    trade = {"reporter": RUSSIA, "partner": AFGHANISTAN, "flow": "turnover", "product": GOODS}
    fields = {**trade, "measure": "value", "unit": "USD", **overrides}
    return make_claim(id, value=value, **fields)


def make_benchmark(key: str = "market-2024", **overrides: Any) -> Benchmark:
    """What a tonne of gas cost at a market in 2024, unless told otherwise."""
    fields: dict[str, Any] = {
        "series": "Propane at a hub",
        "product": GAS,
        "period": make_year(2024),
        "value": Decimal(406),
        "unit": "USD/t",
        "native": "0.7785 USD a gallon",
        "source": make_source("market", publisher="The Market"),
        "note": "Without freight.",
    }
    return Benchmark(key=key, **{**fields, **overrides})


@cache
def small_schema() -> Schema:
    """The shipped schema with areas of three columns: the least that a table can show."""
    schema = parse_schema((DATA / SCHEMA_FILE).read_bytes())
    areas = schema.tables["areas"]
    fields = tuple(field for field in areas.fields if field.name != "aliases")
    return replace(schema, tables={**schema.tables, "areas": replace(areas, fields=fields)})


@cache
def shipped_data() -> Dataset:
    """The data in the repository, loaded once."""
    return load(DATA)


def copy_data(directory: Path, data: Path = DATA) -> Path:
    """A copy of the shipped or other data in a directory of its own, free to be broken."""
    target = directory / "data"
    shutil.copytree(data, target)
    return target


def read_rows(path: Path) -> list[dict[str, str]]:
    """The records of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_rows(path: Path, rows: Iterable[Mapping[str, str]]) -> None:
    """Replace the records of a data file, keeping the header that the schema wants."""
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    (header,) = (
        [field["name"] for field in resource["schema"]["fields"]]
        for resource in package["resources"]
        if resource["path"] == path.name
    )
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def edit_row(path: Path, key: str, **cells: str) -> None:
    """Change cells of the record whose first column is the key. Raises KeyError."""
    rows = read_rows(path)
    for row in rows:
        if next(iter(row.values())) == key:
            row.update(cells)
            write_rows(path, rows)
            return
    raise KeyError(key)


def add_row(path: Path, **cells: str) -> None:
    """Append a record; cells not given are blank."""
    write_rows(path, [*read_rows(path), cells])


def make_extract(
    dataset: Dataset,
    numbers: Iterable[Number],
    *,
    filters: Mapping[str, tuple[str, ...]] | None = None,
    link: str = "",
) -> Extract:
    """These numbers of the data, as if an address had asked for them."""
    asked = replace(read_address("", Views(dataset)), values=filters or {})
    return Extract(asked, "", tuple(numbers), link)
