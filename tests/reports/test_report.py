"""The report: one file that holds all that the page says, asks for nothing and prints."""

from __future__ import annotations

import re
import subprocess
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.support.factories import edit_row
from tests.support.samples import shipped_views
from tradedata.data.claims import Claim
from tradedata.data.loading import load
from tradedata.exports.citations import cite_dataset
from tradedata.exports.pages import shown
from tradedata.reports import REPORTS, browser, pdf
from tradedata.reports.browser import Unavailable, find_browser
from tradedata.reports.pdf import pdf_report
from tradedata.reports.report import html_report
from tradedata.views.extracts import Extract, extract_of
from tradedata.views.parameters import read_address
from tradedata.views.view import Views

VIEWS = shipped_views()
MADE = date(2026, 11, 26)
# Points: what the report's margins and its bound of a picture's height leave of a sheet of A4.
PAPER_WIDTH, PAPER_HEIGHT = (182 / 25.4 * 72, 215 / 25.4 * 72)
LEAST_SIZE = 6  # of the letter in a mark; all other texts are larger
PAGE = "https://example.org/trade/"
OVERCHUK = "trade-overchuk-diplomat"
ADDRESSES = [
    *("", "history", "products?product=lpg", "claims?q=overchuk", "sources", f"claim={OVERCHUK}"),
    *(f"compare={OVERCHUK},trade-2024-center-tatar-inform", "chart=lpg", "view=articles"),
]


def read(content: bytes) -> BeautifulSoup:
    return BeautifulSoup(content, "html.parser")


def links_of(page: BeautifulSoup) -> list[str]:
    return [str(each["href"]) for each in page.find_all("a")]


def taken(address: str, views: Views = VIEWS) -> Extract:
    asked = read_address(address, views)
    return extract_of(asked, f"{PAGE}{asked.place}")


@cache
def report(address: str) -> bytes:
    """Made once for all tests that read it."""
    return html_report(taken(address), MADE)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.whole
def test_report_holds_finding_charts_sources_version_and_citation(address: str) -> None:
    extract = taken(address)
    page = read(report(address))
    document = shown(extract.asked)
    dataset = extract.view.dataset
    for words in (
        dataset.collection.question,
        document.get("Finding", ""),
        dataset.version,
        MADE.isoformat(),
        cite_dataset(dataset, extract.link).apa,
    ):
        assert " ".join(words.split()) in " ".join(page.text.split())
    assert extract.link in links_of(page)
    assert len(page.find_all("h1")) == len(page.find_all("main")) == 1
    assert not page.select("script, [src], [srcset]")


@pytest.mark.parametrize(("address", "charts"), [("", 3), ("history", 1), ("chart=lpg", 1)])
def test_report_has_the_charts_of_the_page_drawn_in_and_legible_on_paper(
    address: str, charts: int
) -> None:
    content = report(address).decode()
    drawn = re.findall(r'<svg [^>]*viewBox="0 0 (\d+) (\d+)"[^>]*>\s*<title>([^<]*)', content)
    assert len({name for _, _, name in drawn}) == charts
    assert len(drawn) == content.count("<svg") >= charts
    smallest = min(map(float, re.findall(r'font-size="([\d.]+)"', content)))
    for width, height, _ in drawn:
        scale = min(PAPER_WIDTH / int(width), PAPER_HEIGHT / int(height))
        assert smallest * scale >= LEAST_SIZE


@pytest.mark.parametrize("address", ["", "chart=lpg", "claims?q=overchuk", "claim=" + OVERCHUK])
@pytest.mark.whole
def test_report_names_every_number_with_its_card_and_every_source_with_its_address(
    address: str,
) -> None:
    extract = taken(address)
    page = read(report(address))
    marks = [mark.number for mark in extract.chart.marks] if extract.chart else extract.rows
    claims = [number for number in marks if isinstance(number, Claim)]
    for claim in claims if extract.slug else ():
        assert f"{PAGE}?claim={claim.id}" in links_of(page)
        assert claim.as_printed in page.text
        if claim.source.url:
            assert claim.source.url in links_of(page)


def test_report_without_a_page_names_ids_and_leads_to_no_card() -> None:
    extract = extract_of(read_address("chart=lpg", VIEWS))
    page = read(html_report(extract, MADE))
    assert extract.claims[0].id in page.text
    assert not [link for link in links_of(page) if "claim=" in link]


def test_report_of_the_same_address_and_day_is_the_same() -> None:
    assert html_report(taken("chart=lpg"), MADE) == report("chart=lpg")


@pytest.mark.whole
def test_report_shows_words_of_the_data_as_they_are(data: Path) -> None:
    hard = "<b>x</b> & {{ 7 * 7 }} <script>alert(1)</script>"
    edit_row(data / "trade.csv", OVERCHUK, note=hard)
    edit_row(data / "sources.csv", "diplomat", title=hard)
    page = read(html_report(taken(f"claim={OVERCHUK}", Views(load(data))), MADE))
    assert hard in page.text
    assert not page.find_all("script")


def test_report_says_in_which_language_words_are() -> None:
    content = html_report(taken("claims?q=jawad"), MADE).decode()
    assert 'lang="fa"' in content or 'lang="prs"' in content


@pytest.mark.browser
@pytest.mark.traced
def test_reports_are_made_by_kind() -> None:
    extract = taken("chart=lpg")
    assert REPORTS["html"].make(extract) == html_report(extract)
    assert REPORTS["pdf"].make(extract).startswith(b"%PDF-")


def test_pdf_without_a_browser_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(Unavailable, match=r"chromium.*install Chromium.*HTML report"):
        find_browser(pdf.INSTEAD)


def test_pdf_that_the_browser_does_not_print_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "find_browser", lambda _: "false")
    with pytest.raises(Unavailable, match="false made nothing"):
        pdf_report(taken("chart=lpg"))


def test_pdf_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(*arguments: object, **options: object) -> None:
        raise subprocess.TimeoutExpired("chromium", browser.SECONDS)

    monkeypatch.setattr("subprocess.run", run)
    with pytest.raises(Unavailable, match=f"in {browser.SECONDS} seconds"):
        pdf_report(taken("chart=lpg"))
