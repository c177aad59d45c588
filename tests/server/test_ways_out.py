"""Twelve numbers followed through every way out: page, interface, frames, files, report."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook
from starlette.testclient import TestClient

from tests.server.conftest import VIEWS
from tests.support.marked import blocks
from tests.support.rendering import opened
from tradedata.data.claims import Claim
from tradedata.exports.files import FORMATS
from tradedata.exports.spreadsheets import ENCODING
from tradedata.frames import EXACT, claims, indicators
from tradedata.reports.report import html_report
from tradedata.views.extracts import extract_of
from tradedata.views.parameters import read_address

# Each way out has tests of its own, which are traced.
pytestmark = pytest.mark.no_cover
WHOLE = VIEWS.whole
# One of each sort: hedged, translated, arithmetic, without a year, a target, quantity, share, rank.
FOLLOWED = [
    *("trade-overchuk-diplomat", "trade-2024-center-tatar-inform", "trade-now-center-abbv"),
    *(
        "trade-8-months-1404-jawad-amar-desh",
        "lpg-tonnes-jawad-diplomat",
        "target-2030-center-lenta",
    ),
    *(
        "lpg-value-1403-jawad-tolqun",
        "flour-value-2024-ipsc",
        "imports-share-2020-customs-vedomosti",
    ),
    *("trade-export-2020-ru-imf", "lpg-tonnes-2019-comtrade"),
    next(each.id for each in WHOLE.indicators if each.benchmark),
]

Row = dict[str, Any]


def csv_row(content: bytes) -> Row:
    (row,) = csv.DictReader(io.StringIO(content.decode(ENCODING), newline=""))
    return row


def workbook_row(content: bytes) -> Row:
    book = load_workbook(io.BytesIO(content))
    rows: list[Row] = [
        dict(zip((str(cell.value) for cell in page[1]), line, strict=True))
        for page in book.worksheets[:2]
        for line in page.iter_rows(min_row=2, values_only=True)
    ]
    assert len(rows) == 1
    return rows[0]


def json_row(content: bytes) -> Row:
    document = json.loads(content, parse_float=Decimal, parse_int=Decimal)
    rows: list[Row] = document["claims"] + document["indicators"]
    assert len(rows) == 1
    return rows[0]


def values_everywhere(key: str, client: TestClient) -> Iterator[tuple[str, Any]]:
    """What each way out gives as the value of the number."""
    address = f"claim={key}"
    taken = extract_of(read_address(address, VIEWS))
    (dialog,) = opened(claim=key).get("dialog")
    marked = [number for text in blocks([dialog]) for number in text.numbers]
    yield from (("page", Decimal(each.value)) for each in marked if each.id == key)
    yield "csv", Decimal(csv_row(FORMATS["csv"].make(taken))["value"])
    yield "json", json_row(FORMATS["json"].make(taken))["value"]
    yield "xlsx", workbook_row(FORMATS["xlsx"].make(taken))["Value"]
    yield "api csv", Decimal(csv_row(client.get(f"/api/claims.csv?{address}").content)["value"])
    yield "api json", json_row(client.get(f"/api/claims.json?{address}").content)["value"]
    yield "api card", json_row(client.get(f"/api/claims/{key}").content)["value"]
    frame = claims(address) if isinstance(taken.numbers[0], Claim) else indicators(address)
    yield "frame", frame.loc[0, EXACT]
    yield (
        "pandas",
        pd.read_csv(io.BytesIO(client.get(f"/api/claims.csv?{address}").content)).loc[0, "value"],
    )


@pytest.mark.parametrize("key", FOLLOWED)
def test_number_is_the_same_wherever_it_is_taken(key: str, client: TestClient) -> None:
    number = WHOLE.claims_by_id.get(key) or WHOLE.result(key)
    assert number
    found = list(values_everywhere(key, client))
    assert {way for way, _ in found} >= {"page", "csv", "json", "xlsx", "api csv", "frame"}
    for way, value in found:
        is_exact = isinstance(value, Decimal)
        assert value == (number.value if is_exact else pytest.approx(float(number.value))), way


@pytest.mark.parametrize("key", FOLLOWED)
def test_number_leaves_with_words_period_source_and_version(key: str, client: TestClient) -> None:
    taken = extract_of(read_address(f"claim={key}", VIEWS))
    card = client.get(f"/api/claims/{key}").json()
    told = [
        FORMATS["csv"].make(taken).decode(ENCODING),
        html_report(taken).decode(),
        str(workbook_row(FORMATS["xlsx"].make(taken))),
        json.dumps(card, ensure_ascii=False),
    ]
    row = csv_row(FORMATS["csv"].make(taken))
    version = WHOLE.dataset.version
    for words in told:
        assert version in words
        assert row["number_words"] in words
    assert row["data_version"] == version
    assert row["effective_period"]
    assert row["source_title"] or row["input_sources"]
    assert version in card["citation"]["apa"]
