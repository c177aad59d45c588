"""Exports: spreadsheets, joined rows, JSON and the zip, set beside the data."""

from __future__ import annotations

import csv
import io
import json
import math
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.charts import shipped_charts
from tests.support.factories import (
    copy_data,
    edit_row,
    make_extract,
    shipped_data,
)
from tradedata.compare.statements import statements
from tradedata.computed.catalogue import indicators_of
from tradedata.data.claims import Claim
from tradedata.data.loading import Dataset, load
from tradedata.exports.captions import source_line
from tradedata.exports.citations import cite_claim
from tradedata.exports.documents import to_json
from tradedata.exports.files import FORMATS
from tradedata.exports.joined import joined_columns, joined_rows
from tradedata.exports.packages import data_package_zip
from tradedata.exports.spreadsheets import (
    csv_bytes,
    full_csv,
    neutralised,
    runs_as_formula,
)
from tradedata.words.claims import number_words

ADDRESS = "https://example.org/trade?view=articles#top"
SCHEMA = shipped_data().schema
IN_ZIP_ALONE = ("events", "changes")
LRM, RLM, BOM, ZERO_WIDTH = "\u200e", "\u200f", "\ufeff", "\u200b"
FORMULAS = [
    *("=1+1", "+7", "-5", "@SUM(A1)", "\tx", "\rx", "\nx", " =1", "\u00a0\u3000 =1", f"{RLM}=1"),
    *(f"{LRM} +1", f"{BOM}=1", f"{ZERO_WIDTH}@x", "\0=1", " \tx", "＝1+1", "＋1", "－1", "＠x"),
    *("﹣1", "\N{MINUS SIGN}1", "'=1", "' '=1"),
]
HARMLESS = [
    *("", " ", "'", "over 275,000 tons", "a=1", "1-2", "(=1)", '"=1"', "‘=1’", "$560 million"),
    *("*x*", f"{RLM}تجارت = ۱", "—", "x\n=1", ":red[x]", "<b>=1</b>"),
]
COLUMNS_OF_FULL_DOWNLOAD = """
    row_kind id reporter partner flow product measure of value unit qualifier start end period
    period_basis period_from base_start base_end base_basis kind status valuation claimant
    claimed_on as_printed gloss source locator origin based_on based_on_basis relation refers_to
    note reporter_label reporter_aliases reporter_members partner_label partner_aliases
    partner_members product_label product_aliases product_in_sentence
    product_hs product_part_of product_definition claimant_label
    claimant_aliases claimant_role claimant_short claimant_organisation claimant_in_sentence
    claimant_side source_title source_publisher source_author source_published source_accessed
    source_seen source_url source_archived source_language source_medium source_collection
    source_reuse source_scale source_note
    formula expression input_ids input_sources
    what effective_start effective_end effective_period effective_period_from number_words citation
    data_version permalink
"""


texts = st.one_of(
    st.text(max_size=20),
    st.builds(
        "{}{}{}".format,
        st.sampled_from(["", " ", "'", "''", "\u00a0", RLM]),
        st.sampled_from([*"=+-@\t\r\n,;\"'", "\r\n", "＝", "－"]),
        st.text(max_size=5),
    ),
)


numbers = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-(10**15), 10**15).map(float),
)


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return shipped_data()


def read_back(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def written(table: Sequence[Mapping[str, object]]) -> bytes:
    return csv_bytes(table[0], (row.values() for row in table))


def without_apostrophe(cell: str) -> str:
    """The text as it was before ``neutralised``."""
    return cell[1:] if cell.startswith("'") and runs_as_formula(cell) else cell


@pytest.mark.parametrize("text", FORMULAS)
def test_neutralised_text_that_runs_as_formula_gets_one_apostrophe(text: str) -> None:
    assert neutralised(text) == f"'{text}"


@pytest.mark.parametrize("text", HARMLESS)
def test_neutralised_harmless_text_is_unchanged(text: str) -> None:
    assert neutralised(text) == text


@given(st.lists(st.tuples(texts, numbers), min_size=1, max_size=5), texts)
def test_csv_read_back_gives_every_text_and_number(
    rows: list[tuple[str, float]], header: str
) -> None:
    table = [{header: text, "a number": number} for text, number in rows]
    first, *cells = read_back(written(table))
    assert [without_apostrophe(cell) for cell in first] == [header, "a number"]
    assert [without_apostrophe(text) for text, _ in cells] == [text for text, _ in rows]
    assert [float(number) for _, number in cells] == [number for _, number in rows]
    starts = ("=", "+", "-", "@", "\t", "\r", "\n")
    assert not [text for text, _ in cells if text.lstrip(" ").startswith(starts)]


def test_csv_starts_with_byte_order_mark_and_ends_lines_as_rfc_4180() -> None:
    content = written([{"a": "x\ny", "b": 1.5}, {"a": 'say "z"', "b": -2.0}])
    assert content == b'\xef\xbb\xbfa,b\r\n"x\ny",1.5\r\n"say ""z""",-2\r\n'


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (-5, "-5"),
        (-5.25, "-5.25"),
        (1e22, "1" + "0" * 22),
        (1e-7, "0.0000001"),
        (Decimal("-0.50"), "-0.50"),
        (Decimal("1E+3"), "1000"),
        (math.nan, ""),
        (Decimal("NaN"), ""),
        (None, ""),
        (True, "true"),
        (date(2024, 1, 2), "2024-01-02"),
        ("-5", "'-5"),
    ],
)
def test_csv_writes_numbers_as_digits_and_unknown_as_blank(value: object, cell: str) -> None:
    assert read_back(written([{"value": value, "unit": "t"}])) == [["value", "unit"], [cell, "t"]]


def test_joined_rows_have_the_published_columns_each_described(dataset: Dataset) -> None:
    columns = joined_columns(dataset.schema)
    assert list(columns) == COLUMNS_OF_FULL_DOWNLOAD.split()
    assert all(columns.values())
    assert {tuple(row) for row in joined_rows(dataset.claims, dataset)} == {tuple(columns)}


def test_full_csv_has_its_header_and_a_row_a_claim(dataset: Dataset) -> None:
    header, *rows = read_back(full_csv(dataset.claims, dataset))
    assert read_back(full_csv([], dataset)) == [header] == [COLUMNS_OF_FULL_DOWNLOAD.split()]
    assert [row[1] for row in rows] == [claim.id for claim in dataset.claims]
    values = [Decimal(row[header.index("value")]) for row in rows]
    assert values == [claim.value for claim in dataset.claims]


def test_joined_rows_of_a_chart_are_its_lines_and_the_claims_that_those_rest_on(
    dataset: Dataset,
) -> None:
    for chart in shipped_charts():
        rows = joined_rows(chart.numbers, dataset)
        told = Counter((row["number_words"], row["expression"]) for row in rows)
        assert told >= Counter((line["Number"], line["Formula"]) for line in chart.table)
        shown = {mark.id for mark in chart.marks}
        inputs = {claim.id for mark in chart.marks for claim in mark.claims}
        assert sorted(str(row["id"]) for row in rows) == sorted(shown | inputs)


def cells_of(claim: Claim, dataset: Dataset) -> dict[str, str]:
    """The cells of a claim and of all that it points to, as the tables have them."""
    rows = {
        name: {row[table.schema.key]: row.cells for row in table.rows}
        for name, table in dataset.tables.items()
    }
    cells = dict(rows["trade"][claim.id])
    for key in dataset.schema.tables["trade"].foreign_keys:
        if key.table != "trade":
            own = dataset.schema.tables[key.table].key
            other = rows[key.table].get(cells[key.field], {})
            cells |= {f"{key.field}_{name}": cell for name, cell in other.items() if name != own}
    return cells


def as_cell(value: object) -> str:
    """A value of a download as its table has it."""
    if isinstance(value, list):
        return ";".join(value)
    return "" if value is None else str(value)


def test_joined_rows_of_shipped_data_hold_all_that_the_claims_point_to(dataset: Dataset) -> None:
    rows = joined_rows(dataset.claims, dataset, ADDRESS)
    for row, claim in zip(rows, dataset.claims, strict=True):
        cells = cells_of(claim, dataset)
        assert {name: as_cell(row[name]) for name in cells} == cells
        assert row["value"] == claim.value
        assert row["row_kind"] == "claim"
        assert row["formula"] == row["input_ids"] == row["input_sources"] == ""
        assert row["number_words"] == number_words(claim)
        assert row["citation"] == cite_claim(claim, dataset, ADDRESS).apa
        assert row["data_version"] == dataset.version
        assert row["permalink"] == f"https://example.org/trade/?claim={claim.id}"
        assert row["effective_start"] == (
            claim.period.start.isoformat() if claim.period.start else ""
        )


def test_joined_rows_borrow_the_period_and_leave_the_claims_own_blank(data: Path) -> None:
    edit_row(
        data / "trade.csv",
        "trade-overchuk-diplomat",
        period_basis="unstated",
        period="",
        start="",
        end="",
        period_from="flour-value-2024-ipsc",
    )
    edited = load(data)
    (row,) = joined_rows([edited.claim("trade-overchuk-diplomat")], edited)
    assert (row["start"], row["end"], row["period"]) == ("", "", "")
    assert (row["effective_start"], row["effective_end"]) == ("2024-01-01", "2024-12-31")
    assert row["effective_period_from"] == "flour-value-2024-ipsc"
    assert "2024 according to another source" in str(row["effective_period"])
    assert row["permalink"] == ""


def test_joined_rows_of_computed_numbers_hold_formula_inputs_and_their_sources(
    dataset: Dataset,
) -> None:
    computed = indicators_of(dataset.claims, dataset.collection, dataset.benchmarks)
    for item, row in zip(computed, joined_rows(computed, dataset, ADDRESS), strict=True):
        assert row["row_kind"] == "computed"
        assert (row["id"], row["value"], row["unit"]) == (item.id, item.value, item.unit)
        assert (row["formula"], row["expression"]) == (item.formula, item.expression)
        assert row["number_words"] == item.words
        assert row["what"] == item.label
        assert row["note"] == item.note
        assert row["product_label"] == item.product.label
        assert row["source"] == row["as_printed"] == row["claimant"] == row["qualifier"] == ""
        inputs = str(row["input_ids"]).split(";")
        price = [item.benchmark.key] if item.benchmark else []
        assert inputs == [*(claim.id for claim in item.inputs), *price]
        for source in item.sources:
            assert source_line(source) in str(row["input_sources"])
            assert source.url in str(row["citation"])
        assert row["permalink"] == f"https://example.org/trade/?claim={item.id}"
    assert any(item.benchmark for item in computed)


def test_joined_rows_of_market_prices_hold_their_source_and_days(dataset: Dataset) -> None:
    rows = joined_rows(dataset.benchmarks, dataset, ADDRESS)
    for price, row in zip(dataset.benchmarks, rows, strict=True):
        assert row["row_kind"] == "market price"
        assert (row["id"], row["value"], row["unit"]) == (price.key, price.value, price.unit)
        assert (row["start"], row["end"]) == (f"{price.period.start}", f"{price.period.end}")
        assert (row["effective_start"], row["effective_end"]) == (row["start"], row["end"])
        assert row["as_printed"] == price.native
        assert row["source_title"] == price.source.title
        assert row["source_url"] == price.source.url
        assert price.series in str(row["what"])
        assert row["formula"] == row["input_ids"] == row["claimant"] == ""
        assert price.source.url in str(row["citation"])


def read_json(content: bytes) -> dict[str, Any]:
    """A document with its numbers to the last digit."""
    document: dict[str, Any] = json.loads(content, parse_float=Decimal)
    return document


def test_to_json_nests_what_each_claim_points_to(dataset: Dataset) -> None:
    claim = dataset.claim("lpg-tonnes-jawad-diplomat")
    filters = {"view": ("articles",), "side": ("afghan-authorities",)}
    content = to_json(make_extract(dataset, [claim], filters=filters, link=ADDRESS))
    document = read_json(content)
    assert document["data_version"] == dataset.version
    assert document["content"] == dataset.digest
    assert document["filters"] == {"view": ["articles"], "side": ["afghan-authorities"]}
    (row,) = document["claims"]
    assert isinstance(row["value"], int)
    assert row["number_words"] == number_words(claim)
    assert row["claimant"]["side_label"] == dataset.side_label(claim.side)
    assert row["effective_period"]["start"] == f"{claim.period.start}"
    assert row["base_start"] is row["refers_to"] is None
    assert row["permalink"] == f"https://example.org/trade/?claim={claim.id}"
    assert row["indicators"] == document["indicators"] == document["benchmarks"] == []
    assert b'""' not in content


def test_to_json_has_every_cell_of_a_claim_and_of_what_it_points_to(dataset: Dataset) -> None:
    document = read_json(to_json(make_extract(dataset, dataset.claims)))
    for row, claim in zip(document["claims"], dataset.claims, strict=True):
        flat = row | {
            f"{column}_{name}": value
            for column, other in row.items()
            if isinstance(other, dict)
            for name, value in other.items()
        }
        flat |= {
            name: next(iter(row[name].values())) for name in row if isinstance(row[name], dict)
        }
        cells = cells_of(claim, dataset)
        assert {name: as_cell(flat[name]) for name in cells} == cells


# Each new column, a number or a text, with digits of its own, by which it is told in a file.
NEW_COLUMNS = {
    ("trade", "number"): "123456789.12345",
    **{(table, "string"): f"123456789.{at}" for at, table in enumerate(SCHEMA.tables, start=20)},
}


@pytest.fixture(scope="module")
def exports_with_new_columns(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, bytes]]:
    """What every export holds of claims and of prices, with all new columns in the data."""
    data = copy_data(tmp_path_factory.mktemp("columns"))
    for (table, type_), digits in NEW_COLUMNS.items():
        add_column(data, table, f"new_{type_}", type_, digits)
    edited = load(data)
    extracts = [make_extract(edited, numbers) for numbers in (edited.claims, edited.benchmarks)]
    return [
        {kind: unpacked(form.make(extract)) for kind, form in FORMATS.items()}
        for extract in extracts
    ]


@pytest.mark.parametrize(("table", "type_"), NEW_COLUMNS)
@pytest.mark.whole
def test_new_column_is_in_every_export_that_has_the_table_by_itself(
    exports_with_new_columns: list[dict[str, bytes]], table: str, type_: str
) -> None:
    digits = NEW_COLUMNS[table, type_].encode()
    exports = exports_with_new_columns[table == "benchmarks"]
    without = {kind for kind, content in exports.items() if digits not in content}
    assert without <= ({*FORMATS} - {"zip"} if table in IN_ZIP_ALONE else set())


def unpacked(content: bytes) -> bytes:
    """What a file holds, of a zip and of a workbook, which is one, what its files hold."""
    if not zipfile.is_zipfile(file := io.BytesIO(content)):
        return content
    with zipfile.ZipFile(file) as archive:
        return b"".join(map(archive.read, archive.namelist()))


def add_column(data: Path, table: str, name: str, type_: str, cell: str) -> None:
    """Append a column to a table and its schema, with that cell in every row."""
    path = data / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    (resource,) = (item for item in package["resources"] if item["name"] == table)
    field = {"name": name, "title": name, "type": type_, "description": name}
    resource["schema"]["fields"].append(field)
    path.write_text(json.dumps(package), encoding="utf-8")
    header, *rows = read_back((data / f"{table}.csv").read_bytes())
    with (data / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([[*header, name], *([*row, cell] for row in rows)])


IN_VIEW: dict[str, Callable[[Claim], bool]] = {
    "all": lambda claim: True,
    "articles": lambda claim: claim.source.collection == "articles",
    "pointing": lambda claim: bool(claim.based_on or claim.refers_to or claim.period.supplied_by),
}


@pytest.mark.parametrize("is_in_view", IN_VIEW.values(), ids=IN_VIEW)
@pytest.mark.whole
def test_to_json_holds_whatever_it_names_by_key(
    dataset: Dataset, is_in_view: Callable[[Claim], bool]
) -> None:
    in_view = [claim for claim in dataset.claims if is_in_view(claim)]
    resting = indicators_of(in_view, dataset.collection, dataset.benchmarks)
    document = read_json(to_json(make_extract(dataset, (*in_view, *resting))))
    shown = {row["id"]: row for row in document["claims"]}
    claims = document["claims"] + document["claims_pointed_to"]
    benchmarks, computed = document["benchmarks"], document["indicators"]

    ids = [row["id"] for row in claims]
    assert len(ids) == len(set(ids))
    for row in claims:
        assert row["permalink"] is None
        points_to = {row["refers_to"], row["period_from"], row["effective_period"]["supplied_by"]}
        assert points_to | {*row["based_on"]} <= {None, *ids}
        assert {*row["indicators"]} <= {item["id"] for item in computed}
    for item, indicator in zip(computed, resting, strict=True):
        assert item["id"] == indicator.id
        assert (item["value"], item["shown"]) == (indicator.value, indicator.shown)
        assert item["expression"] == indicator.expression
        assert item["inputs"] == [claim.id for claim in indicator.inputs]
        assert item["benchmark"] in {None, *(price["benchmark"] for price in benchmarks)}
        assert {*item["sources"]} <= {row["source"]["source"] for row in claims + benchmarks}
        assert item["product"] in {row["product"]["product"] for row in claims + benchmarks}
    assert any(item.benchmark for item in resting) == bool(benchmarks)
    for statement in statements(in_view):
        rows = {claim.id for claim in statement.claims}
        told = {item.id for item in resting if rows & {claim.id for claim in item.inputs}}
        for named in (set(shown[claim_id]["indicators"]) for claim_id in rows):
            assert named <= told
            assert bool(named) == bool(told)


def test_hard_text_is_as_it_stands_in_json_and_zip_and_no_formula_in_csv(tmp_path: Path) -> None:
    data, key = copy_data(tmp_path), "flour-value-2024-ipsc"
    hard = f'=1+1, "x"\n{RLM}تجارت <b> $ -- :red[y] \'z'
    edit_row(data / "trade.csv", key, claimant="", locator=hard)
    edit_row(data / "sources.csv", "ipsc", title=hard, note=hard[1:])
    edited = load(data)
    claim = edited.claim(key)

    header, row = read_back(full_csv([claim], edited))
    cells = dict(zip(header, row, strict=True))
    assert cells["locator"] == cells["source_title"] == f"'{hard}"
    assert cells["source_note"] == hard[1:]
    (nested,) = read_json(to_json(make_extract(edited, [claim])))["claims"]
    assert nested["locator"] == nested["source"]["title"] == hard
    assert nested["claimant"] is None
    content = io.BytesIO(data_package_zip(make_extract(edited, []), date.max))
    zipfile.ZipFile(content).extractall(tmp_path / "again")
    assert load(tmp_path / "again").claims == edited.claims
