"""The site: what its pages hold, where they lead, and which files a build writes and removes."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from typing import Any
from unicodedata import normalize
from urllib.parse import unquote, urldefrag

import pytest

from tests.support.drawing import drawn
from tests.support.factories import ANOTHER, copy_data, edit_row, read_rows, write_rows
from tests.support.marked import Markup
from tests.support.samples import first_of, shipped_pages, shipped_views
from tradedata.charts.layouts import NARROW
from tradedata.cli import main
from tradedata.data.loading import load
from tradedata.exports.pages import FILES, shown
from tradedata.site.build import MANIFEST, Built, build
from tradedata.site.frame import Frame
from tradedata.site.pages import Site, SitePage
from tradedata.site.places import path_of
from tradedata.site.search import search_script
from tradedata.views.pages import PAGES
from tradedata.views.parameters import read_address
from tradedata.views.table import table_of
from tradedata.views.view import Views
from tradedata.words.folding import fold
from tradedata.words.text import Number, parts_of

PAPER_WIDTH, PAPER_HEIGHT = 180, 225  # millimetres: a sheet of A4 within the site's margins
ROOT = "https://example.org/trade/"


class Read(HTMLParser):
    """The addresses that a page leads to, its anchors, and its elements."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.metas: dict[str, str] = {}
        self.words = ""
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        names = ("href", "src", "srcset", "data-figures", "data-plotly")
        self.links += [given[name] for name in names if name in given]
        self.anchors.add(given.get("id", ""))
        self.metas[given.get("property", given.get("name", ""))] = given.get("content", "")

    def handle_data(self, data: str) -> None:
        self.words += data


def write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def build_site(data: Path, place: Path, root: str = "", program: str = "") -> Built:
    site = Site(Views(load(data)), root)
    return build(site, place, write, list, program)


def pages_in(place: Path) -> Iterator[tuple[Path, Read]]:
    for path in sorted(place.rglob("*.html")):
        yield path, Read(path)


@pytest.fixture(autouse=True, scope="module")
def _charts_are_drawn_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tradedata.site.charts.draw", drawn)
        yield


@pytest.fixture(scope="module")
def command(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Where the command built the site of a small collection, and what it said."""
    place, said = tmp_path_factory.mktemp("command") / "new" / "site", StringIO()
    with redirect_stdout(said):
        assert main(["site", str(place), "--data", str(ANOTHER)]) == 0
    return place, said.getvalue()


@pytest.fixture(scope="module")
def small(command: tuple[Path, str]) -> Path:
    """The site of a small collection, without an address."""
    return command[0]


@dataclass(frozen=True)
class Public:
    """The same with an address, built twice: what was there each time, and made into pictures."""

    place: Path
    pictured: list[bytes]
    built: list[Built]
    held: list[dict[Path, bytes]]


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Public:
    made = Public(tmp_path_factory.mktemp("site"), [], [], [])

    def made_by(_: str, content: bytes, *__: object) -> bytes:
        made.pictured.append(content)
        return b"png"

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tradedata.site.pictures.made_by", made_by)
        for _ in range(2):
            made.built.append(build_site(ANOTHER, made.place, ROOT, "chromium"))
            files = (path for path in made.place.rglob("*") if path.is_file())
            made.held.append({path: path.read_bytes() for path in files})
    return made


@pytest.mark.whole
def test_every_link_of_the_site_leads_to_one_of_its_files_or_to_a_source(small: Path) -> None:
    read = dict(pages_in(small))
    sources = {urldefrag(row["url"])[0] for row in read_rows(ANOTHER / "sources.csv")}
    for path, page in read.items():
        for link in page.links:
            place, anchor = urldefrag(link)
            if place.startswith("http"):
                assert place in sources or "creativecommons" in link
                continue
            file = unquote(place.partition("?")[0])
            target = (path.parent / file).resolve() if file else path
            assert target.is_file(), (path.name, link)
            assert not anchor or anchor in read[target].anchors, (path.name, link)


@pytest.mark.traced
@pytest.mark.whole
def test_site_holds_a_page_for_each_number_and_each_chart_in_words(small: Path) -> None:
    views = Views(load(ANOTHER))
    cards = {path.stem for path in (small / "claim").iterdir()}
    assert cards >= views.whole.claims_by_id.keys() | views.whole.results.keys()
    charts = {path.stem for path in (small / "embed").iterdir()}
    assert charts >= {"answer", "who-says-what", "long-view"}
    for chart in charts:
        assert list(small.glob(f"*.{chart}.html")), chart


@pytest.mark.traced
@pytest.mark.whole
def test_files_that_may_be_cached_for_ever_are_named_by_what_they_hold(small: Path) -> None:
    for path in [*(small / "assets").iterdir(), *(small / "charts").iterdir()]:
        assert path.stem.endswith(f"-{sha256(path.read_bytes()).hexdigest()[:10]}"), path


@pytest.mark.traced
@pytest.mark.whole
def test_site_without_an_address_says_nothing_of_addresses(small: Path) -> None:
    assert not (small / "sitemap.xml").exists()
    for path, page in pages_in(small):
        assert "og:url" not in page.metas, path
        assert path.parent.name != "claim" or "?claim=" not in page.words, path


@pytest.mark.traced
@pytest.mark.whole
def test_site_with_an_address_cites_and_lists_every_page_of_its_own(public: Public) -> None:
    place, pictured = public.place, public.pictured
    listed = (place / "sitemap.xml").read_text()
    for path, page in pages_in(place):
        name = path.relative_to(place).as_posix()
        assert page.metas["og:url"] == ROOT + name
        is_page = path.parent.name != "embed" and page.metas.get("robots") != "noindex"
        assert (f"<loc>{ROOT}{name}</loc>" in listed) == is_page
        if path.parent.name == "claim":
            assert f"{ROOT}claim/{path.name}" in page.words
    first = Read(place / "index.html")
    assert first.metas["twitter:card"] == "summary_large_image"
    picture = place / first.metas["og:image"].removeprefix(ROOT)
    assert picture.read_bytes() == b"png"
    assert pictured
    assert all(content.startswith(b"<svg") for content in pictured)
    assert len(pictured) == len({*pictured})


@pytest.mark.traced
@pytest.mark.whole
def test_build_again_writes_nothing(public: Public) -> None:
    first, again = public.built
    assert first.written == first.files - 1
    assert (again.files, again.written, again.removed) == (first.files, 0, 0)
    assert public.held[0] == public.held[1]


@pytest.mark.traced
@pytest.mark.whole
def test_page_for_lost_addresses_leads_back_from_any_address(small: Path, public: Public) -> None:
    assert "index.html" in Read(small / "404.html").links
    links = Read(public.place / "404.html").links
    assert f"{ROOT}index.html" in links
    assert all(link.startswith(("https://", "#")) for link in links)


def test_search_in_the_browser_folds_as_the_live_page_does() -> None:
    view = shipped_views().whole
    rows = view.keep(table_of)
    asked = read_address("claims", shipped_views())
    script = search_script(rows, asked, "claim/{claim}.html").decode()
    given = json.loads(script.partition("= ")[2])
    letters = given["letters"]
    assert [row[0] for row in given["foundBy"]] == [row.text for row in rows]
    words = {str(cell) for row in rows for cell in row.line.values()}
    words |= {
        name for product in view.dataset.directory.products.values() for name in product.aliases
    }
    for text in words:
        plain = normalize("NFKD", text)
        folded = "".join(letters.get(letter, letter.lower()) for letter in plain)
        assert folded.split() == fold(text).split(), text


@pytest.mark.traced
@pytest.mark.whole
def test_cli_writes_the_site_and_says_how_much(command: tuple[Path, str]) -> None:
    place, said = command
    assert said.startswith(f"written: {place}: ")
    assert (place / "index.html").is_file()


def test_cli_refuses_what_is_no_address_and_says_what_pictures_need(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = ["site", str(tmp_path / "site"), "--data", str(ANOTHER), "--address"]
    for wrong in ("example.org", "ftp://example.org", "http://[", "https://"):
        assert main([*arguments, wrong]) == 2
        assert "http:// or https://" in capsys.readouterr().err
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert main([*arguments, ROOT]) == 2
    assert "Without --address" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


def test_first_page_has_files_for_its_charts_and_is_small() -> None:
    first = shipped_pages("index.html")["index.html"]
    kinds = {path.rpartition(".")[2] for path in first.files}
    assert kinds == {"svg", "js", "csv", "xlsx"}
    text = Frame(Site(shipped_views())).page(first).decode()
    asked_for = shown_in(first).values()
    assert all(b"prefers-color-scheme: dark" in content for content in asked_for)
    assert len(text.encode()) + sum(map(len, asked_for)) < 200_000


@pytest.mark.traced
@pytest.mark.parametrize("root", first_of([ROOT, ""]))
@pytest.mark.whole
def test_chart_offers_its_picture_its_page_for_a_frame_and_the_code_for_that(
    small: Path, public: Public, root: str
) -> None:
    place = public.place if root else small
    paths = (path.relative_to(place).as_posix() for path in place.rglob("*.html"))
    made = {
        path: (place / path).read_text(encoding="utf-8")
        for path in paths
        if not path.startswith(("claim/", "data/", "404"))
    }
    for path, text in made.items():
        alone = set(re.findall(r'href="[./]*(embed/[^"]+)"', text))
        assert alone <= made.keys()
        codes = [unescape(code) for code in re.findall("&lt;iframe[^<]*", text)]
        assert len(codes) == (len(alone) if root else 0), path
        assert {re.findall('src="([^"]*)"', code)[0] for code in codes} == (
            {root + each for each in alone} if root else set()
        )
    first = made["index.html"]
    pictures = re.findall(r'href="(charts/answer-full-\w+\.svg)" download=', first)
    assert len(pictures) == 1
    assert load(ANOTHER).version in (place / pictures[0]).read_text(encoding="utf-8")
    assert "embed/answer.html" in first


def test_pair_is_said_to_be_an_example_with_the_command_for_others() -> None:
    words = shipped_pages("claims.html")["claims.html"].body
    assert "An example" in words
    assert "python -m tradedata show compare=" in words


def test_page_of_a_chart_in_words_says_its_title_once() -> None:
    page = shipped_pages("index.html")["index.answer.html"]
    body = Frame(Site(shipped_views())).page(page).decode().partition("<body")[2]
    assert unescape(re.sub("<[^>]*>", "", body.partition("In words")[0])).count(page.title) == 1


def test_picture_of_many_rows_is_cut_where_a_sheet_of_paper_ends() -> None:
    first = shipped_pages("index.html")["index.html"]
    svgs = shown_in(first)
    sizes = {p: re.search(rb'viewBox="0 0 (\d+) (\d+)"', svg) for p, svg in svgs.items()}
    wide = {p: size for p, size in sizes.items() if size and int(size[1]) > NARROW.width * 2}
    rows = [path for path in wide if path.startswith("charts/who-says-what")]
    assert len(rows) > 1
    assert all(int(size[2]) * PAPER_WIDTH / int(size[1]) <= PAPER_HEIGHT for size in wide.values())
    places = [first.body.index(path) for path in sorted(rows, key=first.body.index)]
    assert 'class="more wide"' in first.body[places[0] : places[1]]


# Untraced, after all that is traced: what they run the others run too, over less.


@pytest.mark.whole
def test_build_after_an_edit_writes_what_it_changes(small: Path, tmp_path: Path) -> None:
    data, place = copy_data(tmp_path, ANOTHER), tmp_path / "site"
    shutil.copytree(small, place)
    package = json.loads((data / "datapackage.json").read_bytes())
    old = package["version"]
    package["version"] = "2099.1.1"
    (data / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    rows = read_rows(data / "trade.csv")
    used = {row[name] for row in rows for name in ("based_on", "refers_to", "period_from")}
    gone = next(row["id"] for row in rows if row["id"] not in used)
    write_rows(data / "trade.csv", [row for row in rows if row["id"] != gone])
    edited = build_site(data, place)
    assert edited.removed
    stub = Read(place / "claim" / f"{gone}.html")
    assert f"was in the data until {old}" in stub.words
    assert f"../data/{old}/index.html" in stub.links
    kept = place / "data" / old
    held_then = {path.relative_to(kept).as_posix() for path in kept.rglob("*.*")} - {"index.html"}
    assert held_then
    assert held_then <= set(Read(kept / "index.html").links)
    assert {path.name for path in (place / "data").iterdir()} == {old, "2099.1.1"}
    files = json.loads((place / MANIFEST).read_bytes())["files"]
    there = {path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file()}
    old_data = {path for path in there if path.startswith(f"data/{old}/")}
    assert there == files.keys() | old_data | {MANIFEST}
    assert build_site(data, place).written == 0
    assert f"was in the data until {old}" in Read(place / "claim" / f"{gone}.html").words
    build_site(ANOTHER, place)
    assert "was in the data until" not in Read(place / "claim" / f"{gone}.html").words


@pytest.mark.whole
def test_hostile_text_of_the_data_stands_on_the_site_as_it_is(tmp_path: Path) -> None:
    hard = """<script>a</script> <a href="?claim=x" data-card="x"> {{ 7*7 }} $x$ "'&amp;"""
    data = copy_data(tmp_path, ANOTHER)
    for table, column in (("sources", "title"), ("claimants", "label"), ("products", "label")):
        first = next(iter(read_rows(data / f"{table}.csv")[0].values()))
        edit_row(data / f"{table}.csv", first, **{column: hard})
    place = tmp_path / "site"
    place.mkdir()
    build_site(data, place)
    pages = dict(pages_in(place))
    assert any(hard in page.words for page in pages.values())
    assert all("x" not in page.links for page in pages.values())
    for path in place.rglob("*.html"):
        assert path.read_text(encoding="utf-8").count("<script>a") == 0


@pytest.mark.parametrize("address", first_of([*(page.slug for page in PAGES), "?view=articles"]))
@pytest.mark.whole
def test_page_and_its_charts_hold_every_number_that_the_view_says(address: str) -> None:
    asked = read_address(address, shipped_views())
    pages = shipped_pages(path_of(asked)).values()
    held = {(each.id, each.value) for page in pages for each in Markup(page.body).numbers}
    said = set(numbers_of({k: v for k, v in shown(asked).items() if k != FILES}))
    assert said
    assert said <= held


def shown_in(page: SitePage) -> dict[str, bytes]:
    """The pictures that stand on a page, by path."""
    shown = re.findall(r'(?:src|srcset)="([^"]*\.svg)"', page.body)
    return {path: page.files[path] for path in shown}


def numbers_of(content: Any) -> Iterator[tuple[str, str]]:
    """The id and the value of every number in a page's document."""
    match content:
        case str():
            for part in parts_of(content):
                if isinstance(part, Number) and part.id:
                    yield part.id, f"{part.value:f}"
        case Mapping():
            for each in content.values():
                yield from numbers_of(each)
        case Iterable():
            for each in content:
                yield from numbers_of(each)
