"""Tables: the smallest sound rows, with some of their cells changed, and what is found of them."""

from __future__ import annotations

from collections.abc import Mapping

from tests.support.factories import DATA
from tradedata.data.checks import check_tables
from tradedata.data.issues import Issue
from tradedata.data.schema import SCHEMA_FILE, parse_schema
from tradedata.data.tables import Row, Table

SCHEMA = parse_schema((DATA / SCHEMA_FILE).read_bytes())
Cells = Mapping[str, str]
Place = tuple[str, int, str]
AREAS = ({"area": "AF", "label": "Afghanistan"}, {"area": "RU", "label": "Russia"})
PRODUCTS = ({"product": "lpg", "label": "LPG", "definition": "Liquefied gas"},)
CLAIMANTS = (
    {"claimant": "minister", "label": "A. Minister", "side": "russian-government"},
    {"claimant": "trader", "label": "B. Trader", "side": "market"},
)
SOURCE = {
    "source": "paper",
    "title": "A title",
    "accessed": "2026-11-22",
    "seen": "whole",
    "language": "en",
    "collection": "press",
    "reuse": "cite-only",
}
OTHER_SOURCE = {**SOURCE, "source": "other"}
RUSSIAN_SOURCE = {**SOURCE, "source": "russian", "language": "ru"}
EVENT = {"event": "fair", "date": "2024-05-14", "label": "A fair", "source": "paper"}
BENCHMARK = {
    "benchmark": "hub-2024",
    "series": "Propane at the hub",
    "product": "lpg",
    "start": "2024-01-01",
    "end": "2024-12-31",
    "value": "480",
    "unit": "USD/t",
    "native": "0.90 USD/gal",
    "source": "paper",
}
CLAIM = {
    "id": "claim-a",
    "reporter": "AF",
    "partner": "RU",
    "flow": "import",
    "product": "lpg",
    "measure": "quantity",
    "value": "100",
    "unit": "t",
    "qualifier": "none",
    "start": "2024-01-01",
    "end": "2024-12-31",
    "period": "2024",
    "period_basis": "stated",
    "kind": "reported",
    "status": "normal",
    "as_printed": "100 tons",
    "source": "paper",
    "origin": "origin-a",
}
GROWTH = {"measure": "growth", "of": "value", "unit": "percent", "as_printed": "100 percent"}
BASE = {"base_start": "2023-01-01", "base_end": "2023-12-31", "base_basis": "stated"}
RUSSIAN = {"source": "russian", "as_printed": "100 тонн", "gloss": "100 tonnes"}
SAME = {**BASE, "base_start": "2024-01-01", "base_end": "2024-12-31"}
STATED = {"based_on_basis": "stated"}
UNDATED = {"start": "", "end": "", "period": "", "period_basis": "unstated"}


def tons(number: str) -> Cells:
    """A number of tons, as it is printed."""
    return {"value": number.replace(",", ""), "as_printed": f"{number} tons"}


def make_tables(*trade: Cells, **others: tuple[Cells, ...]) -> dict[str, Table]:
    """Tables of these claims, each like CLAIM but for its cells, and of sound small rows."""
    rows: dict[str, tuple[Cells, ...]] = {
        "sources": (SOURCE, OTHER_SOURCE, RUSSIAN_SOURCE),
        "claimants": CLAIMANTS,
        "products": PRODUCTS,
        "areas": AREAS,
        **others,
        "trade": tuple({**CLAIM, **cells} for cells in trade),
    }
    return {
        name: Table(
            table,
            tuple(
                Row(line, {**dict.fromkeys(table.header, ""), **cells})
                for line, cells in enumerate(rows.get(name, ()), 2)
            ),
        )
        for name, table in SCHEMA.tables.items()
    }


def check(*trade: Cells, **others: tuple[Cells, ...]) -> tuple[Issue, ...]:
    """The issues of these claims and small rows."""
    return check_tables(make_tables(*trade, **others))[1]


def places(issues: tuple[Issue, ...]) -> list[Place]:
    """Code, line and column of each."""
    return [(issue.code, issue.line or 0, issue.column or "") for issue in issues]


def kept(*trade: Cells, **others: tuple[Cells, ...]) -> list[int]:
    """The lines of the claims that are left."""
    return [row.line for row in check_tables(make_tables(*trade, **others))[0]["trade"].rows]
