"""What leaves the page: opened as a reader would, and set beside the data."""

from __future__ import annotations

import csv
import io
import json
import struct
import zipfile
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.conftest import Visitor
from tests.support.browsing import chart_slugs, keyed, menu_of
from tests.support.rendering import computed
from tools.serving import Server
from tradedata.charts.picture import WIDTH
from tradedata.data.loading import Dataset, load
from tradedata.exports.editions import file_name
from tradedata.exports.spreadsheets import ENCODING, chart_csv, full_csv
from tradedata.views.charts import Chart
from tradedata.views.parameters import read_address
from tradedata.views.sections import SECTIONS
from tradedata.views.selection import Selection
from tradedata.views.view import Views

pytestmark = pytest.mark.browser

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
PNG_SCALE = 2


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


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.fixture(scope="module")
def drawn(shipped: Dataset) -> dict[str, Chart]:
    """The charts of the pages, by their names."""
    asked = read_address("", Views(shipped))
    return {
        panel.chart.slug: panel.chart
        for build in SECTIONS.values()
        for panel in build(asked).panels
    }


@pytest.mark.parametrize("slug", ["", "history", "products"])
def test_files_and_pictures_of_each_chart_hold_its_numbers_and_carry_their_sources(
    server: Server, visit: Visitor, shipped: Dataset, drawn: dict[str, Chart], slug: str
) -> None:
    page = visit(f"{server.address}/{slug}")
    charts = chart_slugs(page)
    assert charts
    for each in charts:
        chart = drawn[each]
        menu_of(page, each)
        full = full_csv(chart.numbers, shipped, server.address)
        for kind, content in (("csv", chart_csv(chart.table)), ("csv-full", full)):
            name = file_name(kind.replace("csv", each), shipped, "csv")
            assert downloaded(page, button_of(page, f"{kind}-{each}")) == (name, content)
        name, svg = downloaded(page, tool_of(page, each, "SVG"))
        assert name == file_name(each, shipped, "svg")
        root = ElementTree.fromstring(svg)
        text = squeezed("".join(root.itertext()))
        assert squeezed(page.locator(f"[id='{each}'] h3").inner_text()) in text
        for row in chart.sourced:
            assert squeezed(row.source.short_name) in text
        assert shipped.version in text
        assert f"{server.address}/{slug}#{each}" in text
        width, height = (int(float(root.attrib[side])) for side in ("width", "height"))
        assert width == WIDTH
        menu_of(page, each)  # Plotly's own click for the file has closed it
        name, png = downloaded(page, tool_of(page, each, "PNG"))
        assert name == file_name(each, shipped, "png")
        assert png.startswith(PNG_SIGNATURE)
        assert struct.unpack(">II", png[16:24]) == (width * PNG_SCALE, height * PNG_SCALE)
        page.keyboard.press("Escape")


def test_picture_of_a_filtered_view_carries_the_address_of_that_view(
    server: Server, visit: Visitor
) -> None:
    page = visit(f"{server.address}/?view=articles")
    slug = chart_slugs(page)[0]
    menu_of(page, slug)
    _, svg = downloaded(page, tool_of(page, slug, "SVG"))
    text = squeezed("".join(ElementTree.fromstring(svg).itertext()))
    assert f"{server.address}/?view=articles#{slug}" in text


def test_pictures_from_a_dark_phone_are_white_and_as_wide(server: Server, visit: Visitor) -> None:
    page = visit(server.address, color_scheme="dark", viewport={"width": 375, "height": 800})
    slug = chart_slugs(page)[0]
    menu_of(page, slug)
    _, svg = downloaded(page, tool_of(page, slug, "SVG"))
    root = ElementTree.fromstring(svg)
    assert int(float(root.attrib["width"])) == WIDTH
    background = next(iter(root.iter("{http://www.w3.org/2000/svg}rect")))
    assert "rgb(255, 255, 255)" in background.attrib["style"]


def test_rows_as_shown_hold_what_the_search_left(
    server: Server, visit: Visitor, shipped: Dataset
) -> None:
    claim = next(claim for claim in shipped.claims if claim.product.place)
    page = visit(f"{server.address}/claims?product={claim.product.key}")
    _, content = downloaded(page, button_of(page, "csv-claims"))
    rows = read_csv(content)
    assert not [name for name in rows[0] if name.startswith("_")]
    ids = {row["Id"] for row in rows}
    kept = [c for c in shipped.claims if c.product == claim.product]
    reckoned = [i for i in computed(shipped) if i.product == claim.product]
    assert ids == {c.id for c in kept} | {i.id for i in reckoned}


def test_all_data_as_csv_holds_every_row(server: Server, look: Visitor, shipped: Dataset) -> None:
    page = look(f"{server.address}/sources?view=articles")
    name, content = downloaded(page, button_of(page, "all-csv"))
    assert name == f"{shipped.schema.package['name']}-{shipped.version}.csv"
    assert content == full_csv(shipped.claims, shipped, server.address)


def test_json_holds_the_claims_in_view_and_what_they_give(
    server: Server, look: Visitor, shipped: Dataset
) -> None:
    selection = Selection("articles")
    claims = selection.apply(shipped.claims)
    page = look(f"{server.address}/sources?view=articles")
    _, content = downloaded(page, button_of(page, "all-json"))
    document = json.loads(content, parse_float=Decimal, parse_int=Decimal)
    assert {c["id"]: c["value"] for c in document["claims"]} == {c.id: c.value for c in claims}
    assert document["data_version"] == shipped.version
    assert document["filters"]["view"] in ("articles", ["articles"])
    assert {i["id"] for i in document["indicators"]} == {i.id for i in computed(shipped, selection)}


def test_data_package_loads_again_as_the_same_claims(
    server: Server, look: Visitor, shipped: Dataset, tmp_path: Path
) -> None:
    page = look(f"{server.address}/sources")
    name, content = downloaded(page, button_of(page, "all-zip"))
    assert name.endswith(".zip")
    zipfile.ZipFile(io.BytesIO(content)).extractall(tmp_path)
    assert load(tmp_path).claims == shipped.claims
    readme = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert all(claim.id in readme for claim in shipped.claims)
