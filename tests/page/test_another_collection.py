"""Another pair of countries: the page of a second collection, with no change of code."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.support.factories import ANOTHER, add_row, read_rows
from tests.support.rendering import all_texts, anchors, card_text, charts, opened, render, table_ids
from tradedata.data.loading import Dataset, load
from tradedata.views.pages import HEADINGS, PAGES

OUR_PAIR = re.compile("Afghan|Russia|Taliban|LPG|flour", re.IGNORECASE)
EVERY_PANEL = ["codebook", "rows", "rejected", "method", "product-vehicles", "product-cigarettes"]


@pytest.fixture(scope="module")
def another() -> Dataset:
    return load(ANOTHER)


@pytest.fixture(autouse=True)
def _open_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRADE_DATA", str(ANOTHER))


def test_another_collection_has_no_fault(another: Dataset) -> None:
    assert another.issues == ()
    assert next(iter(another.directory.products.values())) != another.collection.total


def test_page_of_another_collection_is_whole_and_asks_its_own_question(another: Dataset) -> None:
    pages = {page.slug: opened(page.slug, open="chart-targets") for page in PAGES}
    assert not any(page.exception for page in pages.values())
    assert [a for page in pages.values() for a in anchors(page)] == list(HEADINGS)
    titles = [title.value.replace("\\", "") for title in pages[""].title]
    assert titles == [another.collection.question]
    drawn = {slug for page in pages.values() for slug in charts(page)}
    assert {"who-says-what", "long-view", "targets"} <= drawn
    assert another.collection.total.key not in drawn
    assert {claim.id for claim in another.claims} <= table_ids(pages["claims"])
    words = " ".join(text for page in pages.values() for text in all_texts(page))
    assert OUR_PAIR.findall(words) == []
    assert "Geostat, quoted by FactCheck" in words
    assert "as reported by Georgia" in words
    assert "over $1 billion" in words


@pytest.mark.parametrize(
    "claim",
    ["trade-2024-bpn-jam-news", "trade-davitashvili-factcheck", "exports-2013-geostat-factcheck"],
)
def test_card_of_another_collection_opens(another: Dataset, claim: str) -> None:
    page = render(claim=claim)
    assert not page.exception
    assert another.claim(claim).as_printed in card_text(page)
    assert OUR_PAIR.findall(card_text(page)) == []


def test_panels_of_another_collection_open(another: Dataset) -> None:
    for each in PAGES:
        page = render(each.slug, open=EVERY_PANEL, view="all", side="georgian-authorities")
        assert not page.exception
        assert OUR_PAIR.findall(" ".join(all_texts(page))) == []


def test_page_of_another_collection_names_a_total_in_its_own_currency_beside_the_dollars(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trade = shutil.copytree(ANOTHER, tmp_path / "data") / "trade.csv"
    (total,) = (row for row in read_rows(trade) if row["id"] == "trade-2024-factcheck")
    words = {"id": "lari", "origin": "lari", "as_printed": "over 2.3 billion lari"}
    add_row(trade, **total | words | {"qualifier": "over", "value": "2300000000", "unit": "GEL"})
    monkeypatch.setenv("TRADE_DATA", str(trade.parent))
    assert load(trade.parent).issues == ()
    page = render(claim="lari")
    assert "over GEL 2.3 billion" in card_text(page)
    assert "Other unit: GEL against USD" in card_text(page)
    assert "In another currency, not drawn here" in " ".join(all_texts(page))
    assert "lari" not in {key for chart in charts(page).values() for key in chart.ids}
