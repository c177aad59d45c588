"""What leaves the page: opened as a reader would, and set beside the data."""

from __future__ import annotations

import csv
import io
import json
import re
import struct
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.conftest import Visitor
from tests.support.browsing import chart_slugs, keyed
from tests.support.factories import DATA, read_rows
from tests.support.rendering import DrawnChart, charts, computed, everything_computed, opened
from tools.serving import Server
from tradedata.charts.picture import WIDTH
from tradedata.data.loading import Dataset, load
from tradedata.exports.spreadsheets import ENCODING, neutralised
from tradedata.views.selection import Selection

pytestmark = pytest.mark.browser

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
PNG_SCALE = 2
# The name and the rows of a file for every chart.
Tables = dict[str, tuple[str, list[dict[str, str]]]]


def downloaded(page: Page, button: Locator) -> tuple[str, bytes]:
    """The name and the content of the file that the button gives."""
    with page.expect_download() as waiting:
        button.click()
    download = waiting.value
    return download.suggested_filename, Path(download.path()).read_bytes()


def button_of(page: Page, key: str) -> Locator:
    return keyed(page, key).locator("button")


def tool_of(page: Page, slug: str, name: str) -> Locator:
    return keyed(page, f"tools-{slug}").get_by_role("button", name=name, exact=True)


def read_csv(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(ENCODING), newline="")))


def assert_rows_match(rows: Iterable[Mapping[str, str]], claims: Iterable[str]) -> None:
    """Each row has the cells that trade.csv has, and there is one for every claim."""
    trade = {row["id"]: row for row in read_rows(DATA / "trade.csv")}
    rows = list(rows)
    assert sorted(row["id"] for row in rows) == sorted(claims)
    for row in rows:
        for column, cell in trade[row["id"]].items():
            if column == "value":
                assert Decimal(row[column]) == Decimal(cell)
            else:
                assert row[column] == neutralised(cell)


def claims_behind(chart: DrawnChart, dataset: Dataset) -> set[str]:
    """The claims that the chart's marks are or rest on."""
    inputs = {i.id: {c.id for c in i.inputs} for i in everything_computed(dataset)}
    inputs |= {benchmark.key: set() for benchmark in dataset.benchmarks}
    return {claim for mark in chart.ids for claim in inputs.get(mark, {mark})}


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.fixture(scope="module")
def shown(server: Server, look: Visitor) -> Tables:
    """The tables as shown.

    Chromium may ask a reader after ten downloads from one page: the other files come from others.
    """
    page = look(server.address)
    files = {slug: downloaded(page, button_of(page, f"csv-{slug}")) for slug in chart_slugs(page)}
    return {slug: (name, read_csv(content)) for slug, (name, content) in files.items()}


def test_csv_of_each_chart_holds_its_numbers(shown: Tables, shipped: Dataset) -> None:
    values = {claim.id: claim.value for claim in shipped.claims}
    values |= {benchmark.key: benchmark.value for benchmark in shipped.benchmarks}
    reckoned = {(i.label, float(i.value)) for i in everything_computed(shipped)}
    for slug, chart in charts(opened()).items():
        name, rows = shown[slug]
        assert slug in name
        assert shipped.version in name
        for row in rows:
            if row["Formula"]:
                assert (row["What"], float(row["Value"])) in reckoned
            else:
                assert Decimal(row["Value"]) == values[row["Rests on"]]
        assert {row["Rests on"] for row in rows if not row["Formula"]} >= chart.ids & set(values)


def test_csv_in_full_of_each_chart_holds_every_row_shown_and_more_columns(
    server: Server,
    visit: Visitor,
    shown: Tables,
    shipped: Dataset,
) -> None:
    page = visit(server.address)
    for slug, chart in charts(opened()).items():
        name, content = downloaded(page, button_of(page, f"csv-full-{slug}"))
        assert slug in name
        rows, in_short = read_csv(content), shown[slug][1]
        assert len(rows[0]) > len(in_short[0])
        told = Counter((row["number_words"], row["expression"]) for row in rows)
        assert told >= Counter((row["Number"], row["Formula"]) for row in in_short)
        assert {row["id"] for row in rows} >= chart.ids
        # Besides the rows shown there are only the claims that the computed ones rest on.
        inputs = {key for row in rows for key in row["input_ids"].split(";")}
        alone = {row["Rests on"] for row in in_short if not row["Formula"]}
        assert {row["id"] for row in rows if row["row_kind"] != "computed"} <= alone | inputs
        claims = [row for row in rows if row["row_kind"] == "claim"]
        assert {row["id"] for row in claims} >= claims_behind(chart, shipped)
        assert_rows_match(claims, [row["id"] for row in claims])
        for row in rows:
            link = urlsplit(row["permalink"])
            assert f"{link.scheme}://{link.netloc}" == server.address
            assert parse_qs(link.query) == {"claim": [row["id"]]}
            assert row["citation"]
            assert row["source_title"] or row["input_sources"]
        for row in claims:
            assert row["source_title"] == shipped.claim(row["id"]).source.title


def test_pictures_of_each_chart_carry_title_sources_version_and_address(
    server: Server, visit: Visitor, shipped: Dataset
) -> None:
    page = visit(server.address)
    for slug in chart_slugs(page):
        name, svg = downloaded(page, tool_of(page, slug, "SVG"))
        assert name.endswith(".svg")
        assert slug in name
        root = ElementTree.fromstring(svg)
        text = squeezed("".join(root.itertext()))
        title = page.locator(f"[id='{slug}'] h3").inner_text()
        assert squeezed(title) in text
        for claim in claims_behind(charts(opened())[slug], shipped):
            assert squeezed(shipped.claim(claim).source.short_name) in text
        assert shipped.version in text
        assert f"{server.address}/#{slug}" in text
        width, height = (int(float(root.attrib[side])) for side in ("width", "height"))
        assert width == WIDTH

        name, png = downloaded(page, tool_of(page, slug, "PNG"))
        assert name.endswith(".png")
        assert png.startswith(PNG_SIGNATURE)
        assert struct.unpack(">II", png[16:24]) == (width * PNG_SCALE, height * PNG_SCALE)


def test_picture_of_a_filtered_view_carries_the_address_of_that_view(
    server: Server, look: Visitor
) -> None:
    page = look(f"{server.address}/?view=articles")
    slug = chart_slugs(page)[0]
    _, svg = downloaded(page, tool_of(page, slug, "SVG"))
    text = squeezed("".join(ElementTree.fromstring(svg).itertext()))
    assert f"{server.address}/?view=articles#{slug}" in text


def test_pictures_from_a_dark_phone_are_white_and_as_wide(server: Server, visit: Visitor) -> None:
    page = visit(server.address, color_scheme="dark", viewport={"width": 375, "height": 800})
    slug = chart_slugs(page)[0]
    _, svg = downloaded(page, tool_of(page, slug, "SVG"))
    root = ElementTree.fromstring(svg)
    assert int(float(root.attrib["width"])) == WIDTH
    background = next(iter(root.iter("{http://www.w3.org/2000/svg}rect")))
    assert "rgb(255, 255, 255)" in background.attrib["style"]


def test_rows_as_shown_hold_what_the_search_left(
    server: Server, visit: Visitor, shipped: Dataset
) -> None:
    claim = next(claim for claim in shipped.claims if claim.product.place)
    page = visit(f"{server.address}/?product={claim.product.key}")
    _, content = downloaded(page, button_of(page, "csv-claims"))
    rows = read_csv(content)
    assert not [name for name in rows[0] if name.startswith("_")]
    ids = {row["Id"] for row in rows}
    kept = [c for c in shipped.claims if c.product == claim.product]
    reckoned = [i for i in computed(shipped) if i.product == claim.product]
    assert ids == {c.id for c in kept} | {i.id for i in reckoned}


def test_all_data_as_csv_holds_every_row(server: Server, look: Visitor, shipped: Dataset) -> None:
    page = look(f"{server.address}/?view=articles")
    name, content = downloaded(page, button_of(page, "all-csv"))
    assert name == f"{shipped.schema.package['name']}-{shipped.version}.csv"
    assert_rows_match(read_csv(content), [claim.id for claim in shipped.claims])


def test_json_holds_the_claims_in_view_and_what_they_give(
    server: Server, look: Visitor, shipped: Dataset
) -> None:
    selection = Selection("articles")
    claims = selection.apply(shipped.claims)
    page = look(f"{server.address}/?view=articles")
    _, content = downloaded(page, button_of(page, "all-json"))
    document = json.loads(content, parse_float=Decimal, parse_int=Decimal)
    assert {c["id"]: c["value"] for c in document["claims"]} == {c.id: c.value for c in claims}
    assert document["data_version"] == shipped.version
    assert document["filters"]["view"] in ("articles", ["articles"])
    assert {i["id"] for i in document["indicators"]} == {i.id for i in computed(shipped, selection)}


def test_data_package_loads_again_as_the_same_claims(
    server: Server, look: Visitor, shipped: Dataset, tmp_path: Path
) -> None:
    page = look(server.address)
    name, content = downloaded(page, button_of(page, "all-zip"))
    assert name.endswith(".zip")
    zipfile.ZipFile(io.BytesIO(content)).extractall(tmp_path)
    again = load(tmp_path)
    assert again.claims == shipped.claims
    assert again.directory == shipped.directory
    assert again.version == shipped.version
    readme = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert all(claim.id in readme for claim in shipped.claims)
    assert re.search(rf"\b{shipped.digest}\b", readme)
