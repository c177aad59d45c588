"""What leaves the page: opened as a reader would, and set beside the data."""

from __future__ import annotations

import csv
import io
import json
import re
import struct
import zipfile
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.browsing import chart_slugs, keyed, menu_of
from tests.support.rendering import computed
from tests.support.visitors import Visitor
from tools.serving import Server
from tradedata.charts.picture import FORMS, Form
from tradedata.data.loading import Dataset, load
from tradedata.exports.editions import file_name
from tradedata.exports.spreadsheets import ENCODING, full_csv, shown_csv
from tradedata.views.charts import Chart
from tradedata.views.extracts import chart_called
from tradedata.views.lines import latest_first
from tradedata.views.pages import ANSWER, HEADINGS
from tradedata.views.parameters import read_address
from tradedata.views.sections import SECTIONS
from tradedata.views.selection import Selection
from tradedata.views.view import Views

pytestmark = pytest.mark.browser

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# A picture's texts that run out of its frame, and the least size of those that stand in no mark.
MEASURED = """(svg) => {
  const place = document.createElement('div')
  place.innerHTML = svg
  document.body.append(place)
  const frame = place.querySelector('svg').getBoundingClientRect()
  const texts = [...place.querySelectorAll('text')].filter((text) => text.textContent)
  const isOut = (text) => {
    const box = text.getBoundingClientRect()
    return box.left < frame.left - 1 || box.right > frame.right + 1
      || box.top < frame.top - 1 || box.bottom > frame.bottom + 1
  }
  const out = texts.filter(isOut).map((text) => text.textContent)
  const named = texts.filter((text) => !text.closest('.textpoint'))
  const sizes = named.map((text) => parseFloat(getComputedStyle(text).fontSize))
  place.remove()
  return [out, Math.min(...sizes)]
}"""
SHOWN_AT, LEAST = 600, 11  # pixels: a newsletter's column, and the smallest letters in it


def downloaded(page: Page, button: Locator) -> tuple[str, bytes]:
    """The name and the content of the file that the button gives."""
    with page.expect_download() as waiting:
        button.click()
    download = waiting.value
    return download.suggested_filename, Path(download.path()).read_bytes()


def button_of(page: Page, key: str) -> Locator:
    return keyed(page, key).locator("button")


def tool_of(page: Page, slug: str, name: str) -> Locator:
    """A button of the menu of a chart; its name for those who hear the page says which chart."""
    return keyed(page, f"tools-{slug}").get_by_role("button", name=f"{name}: ")


def forms_of(page: Page, slug: str) -> dict[str, Form]:
    """The forms of picture that the menu of a chart offers, by the words that choose them."""
    offered = keyed(page, f"tools-{slug}").locator("option").all_inner_texts()
    return {form.words: form for form in FORMS if form.words in offered}


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
        as_shown = shown_csv([mark.number for mark in chart.marks], shipped)
        full = full_csv(chart.numbers, shipped, server.address)
        title = squeezed(page.locator(f"[id='{each}'] h3").inner_text())
        for kind, content in (("csv", as_shown), ("csv-full", full)):
            name = file_name(kind.replace("csv", each), shipped, "csv")
            assert downloaded(page, button_of(page, f"{kind}-{each}")) == (name, content)
        for words, form in forms_of(page, each).items():
            keyed(page, f"tools-{each}").get_by_role("combobox").select_option(words)
            name, svg = downloaded(page, tool_of(page, each, "SVG"))
            assert name == file_name(f"{each}-{form.name}", shipped, "svg")
            root = ElementTree.fromstring(svg)
            text = squeezed("".join(root.itertext()))
            # A picture of a set size that leaves panels out has the title of what it shows.
            assert (title.split(":")[0] if form.height else title) in text
            assert "Sources:" in text
            for row in () if form.height else chart.sourced:
                assert squeezed(row.source.short_name) in text
            assert shipped.version in text
            assert f"{server.address}/{slug}#{each}" in text
            size = [int(float(root.attrib[side])) for side in ("width", "height")]
            assert size == [form.width, form.height or size[1]]
            out, least = page.evaluate(MEASURED, svg.decode())
            assert out == []
            assert not form.height or least * form.scale * SHOWN_AT / form.width >= LEAST
            name, png = downloaded(page, tool_of(page, each, "PNG"))
            assert name == file_name(f"{each}-{form.name}", shipped, "png")
            assert png.startswith(PNG_SIGNATURE)
            assert [*struct.unpack(">II", png[16:24])] == size
            expect(keyed(page, f"tools-{each}").get_by_role("status")).to_have_text(f"Saved {name}")
        assert form is FORMS[-1]
        assert keyed(page, f"downloads-{each}").is_visible()
        page.keyboard.press("Escape")


def test_picture_of_a_filtered_view_carries_the_address_of_that_view(
    server: Server, visit: Visitor
) -> None:
    page = visit(f"{server.address}/?view=articles&utm_source=elsewhere")
    slug = chart_slugs(page)[0]
    menu_of(page, slug)
    _, svg = downloaded(page, tool_of(page, slug, "SVG"))
    text = squeezed("".join(ElementTree.fromstring(svg).itertext()))
    assert f"{server.address}/?view=articles#{slug}" in text


def test_pictures_from_a_dark_phone_are_those_from_a_desk(server: Server, visit: Visitor) -> None:
    phone = {"color_scheme": "dark", "viewport": {"width": 375, "height": 800}}
    taken = []
    for page in (visit(server.address), visit(server.address, **phone)):
        slug = chart_slugs(page)[0]
        menu_of(page, slug)
        _, svg = downloaded(page, tool_of(page, slug, "SVG"))
        root = ElementTree.fromstring(svg)
        background = next(iter(root.iter("{http://www.w3.org/2000/svg}rect")))
        assert "rgb(255, 255, 255)" in background.attrib["style"]
        texts = root.iter("{http://www.w3.org/2000/svg}text")
        taken.append([("".join(text.itertext()), text.get("x"), text.get("y")) for text in texts])
    assert taken[0] == taken[1] != []


def test_menu_names_its_chart_on_every_button_and_copies_code_that_embeds_it(
    server: Server, visit: Visitor
) -> None:
    page = visit(server.address, permissions=["clipboard-read", "clipboard-write"])
    slug = chart_slugs(page)[0]
    heading = HEADINGS[ANSWER]
    opener = keyed(page, f"take-away-{slug}").get_by_role("button")
    expect(opener).to_have_accessible_name(re.compile(f"Take away.*{heading}"))
    panel = keyed(page, f"table-{slug}").locator("summary")
    expect(panel).to_have_text(re.compile(f"Table, words and citation.*{heading}"))
    named = menu_of(page, slug).get_by_role("button", name=heading)
    assert named.count() == menu_of(page, slug).get_by_role("button").count() == 7
    tool_of(page, slug, "Copy embed code").click()
    expect(keyed(page, f"tools-{slug}").get_by_role("status")).to_have_text("Embed code copied")
    code = page.evaluate("() => navigator.clipboard.readText()")
    (frame,) = ElementTree.fromstring(f"<div>{code}</div>")
    assert frame.tag == "iframe"
    assert frame.attrib["title"] == heading
    assert frame.attrib["src"] == f"{server.address}/?embed=true&chart={slug}#{slug}"
    embedded = visit(frame.attrib["src"])
    expect(embedded.locator(f"[id='{slug}'] h3")).to_be_visible()


@pytest.mark.parametrize("slug", ["", "history", "products", "products?product=wheat-flour"])
def test_frame_that_embeds_a_chart_is_as_high_as_it_needs_in_a_column(
    server: Server, visit: Visitor, slug: str
) -> None:
    page = visit(f"{server.address}/{slug}", permissions=["clipboard-read", "clipboard-write"])
    for each in chart_slugs(page):
        menu_of(page, each)
        tool_of(page, each, "Copy embed code").click()
        expect(keyed(page, f"tools-{each}").get_by_role("status")).to_have_text("Embed code copied")
        code = page.evaluate("() => navigator.clipboard.readText()")
        page.keyboard.press("Escape")
        (frame,) = ElementTree.fromstring(f"<div>{code}</div>")
        column = {"width": 640, "height": int(frame.attrib["height"])}
        embedded = visit(frame.attrib["src"], viewport=column)
        needed = keyed(embedded, "alone").evaluate("e => e.getBoundingClientRect().bottom")
        assert column["height"] * 2 / 3 < needed <= column["height"]


def test_rows_as_shown_hold_what_the_search_left(
    server: Server, visit: Visitor, shipped: Dataset
) -> None:
    claim = next(claim for claim in shipped.claims if claim.product.place)
    page = visit(f"{server.address}/claims?product={claim.product.key}")
    _, content = downloaded(page, button_of(page, "csv-claims"))
    rows = read_csv(content)
    ids = {row["id"] for row in rows}
    kept = [c for c in shipped.claims if c.product == claim.product]
    reckoned = [i for i in computed(shipped) if i.product == claim.product]
    assert ids == {c.id for c in kept} | {i.id for i in reckoned}


def test_all_data_as_csv_holds_a_row_for_every_claim_in_view(
    server: Server, look: Visitor, shipped: Dataset
) -> None:
    page = look(f"{server.address}/sources?view=articles")
    name, content = downloaded(page, button_of(page, "all-csv"))
    assert name == f"{shipped.schema.package['name']}-{shipped.version}.csv"
    in_view = latest_first(Selection("articles").apply(shipped.claims))
    assert content == full_csv(in_view, shipped, server.address)


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


def test_report_of_a_page_is_one_file_and_the_same_printed(
    server: Server, visit: Visitor, shipped: Dataset
) -> None:
    page = visit(f"{server.address}/history?lines=from-af&open=report")
    name, content = downloaded(page, button_of(page, "report-html"))
    assert name == f"{shipped.schema.package['name']}-report-history-{shipped.version}.html"
    asked = read_address("history?lines=from-af", Views(shipped))
    chart = chart_called(asked, "long-view")
    assert chart
    assert squeezed(chart.title) in squeezed(content.decode())
    assert b"<svg" in content
    _, printed = downloaded(page, button_of(page, "report-pdf"))
    assert printed.startswith(b"%PDF-")
