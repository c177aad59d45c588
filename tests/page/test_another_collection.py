"""Another pair of countries: the page of a second collection, with no change of code."""

from __future__ import annotations

import re

import pytest

from tests.page.test_page import SECTIONS, anchors
from tests.support.factories import ANOTHER
from tests.support.rendering import all_texts, card_text, charts, opened, render
from tradedata.data.loading import Dataset, load

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
    page = opened()
    assert not page.exception
    assert set(anchors(page)) >= SECTIONS
    assert [title.value.replace("\\", "") for title in page.title] == [another.collection.question]
    drawn = charts(page)
    assert {"who-says-what", "long-view", "targets"} <= drawn.keys()
    assert another.collection.total.key not in drawn
    assert {claim.id for claim in another.claims} <= set(page.dataframe[0].value["Id"])
    texts = [text for chart in drawn.values() for text in chart.texts]
    words = " ".join([*all_texts(page), *texts])
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
    page = render(open=EVERY_PANEL, view="all", side="georgian-authorities")
    assert not page.exception
    assert "who-says-what" in charts(page)
    assert OUR_PAIR.findall(" ".join(all_texts(page))) == []
