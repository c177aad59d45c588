"""The page and ``show`` say the same, section by section, since both read one view."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.support.factories import DATA
from tests.support.rendering import all_texts, block_texts, card_text, charts, render
from tradedata.data.loading import load
from tradedata.exports.pages import Document, shown
from tradedata.views.parameters import read_address
from tradedata.views.sections import HEADINGS, SECTIONS
from tradedata.views.view import Views

VIEWS = Views(load(DATA))
FIRST, SECOND, *_ = VIEWS.whole.finding.claims
ADDRESSES: dict[str, dict[str, str | list[str]]] = {
    "everything": {},
    "articles": {"view": "articles"},
    "one-side": {"side": "russian-government"},
    "two-sides": {"side": ["market", "afghan-authorities"]},
    "articles-of-a-side": {"view": "articles", "side": "international"},
    "nobody": {"view": "articles", "side": "other"},
    "one-direction": {"lines": "from-ru", "events": "off"},
    "baseline": {"baseline": FIRST},
    "search": {"q": "flour 2024", "product": "wheat-flour"},
    "nothing-found": {"q": "no row holds this"},
    "not-ours": {"foo": "bar", "view": "nonsense", "fbclid": "x"},
    "panels": {"open": ["sources", "codebook", "events"]},
}
CARDS = {
    "claim": FIRST,
    "computed": VIEWS.whole.indicators[0].id,
    "price": VIEWS.dataset.benchmarks[0].key,
}


def show(parameters: dict[str, str | list[str]]) -> Document:
    query = {n: value if isinstance(value, list) else [value] for n, value in parameters.items()}
    return shown(read_address(query, VIEWS))


def page_text(page: AppTest) -> str:
    return squeezed(" ".join(all_texts(page)))


def squeezed(text: str) -> str:
    return " ".join(text.split())


def texts_of(content: Any) -> Iterator[str]:
    """Every text of a document, what is empty left out."""
    match content:
        case str():
            yield from [content] if content else []
        case int():
            yield str(content)
        case dict():
            yield from (text for item in content.values() for text in texts_of(item))
        case _:
            yield from (text for item in content for text in texts_of(item))


@pytest.mark.parametrize("parameters", ADDRESSES.values(), ids=ADDRESSES)
def test_page_and_show_say_the_same_section_by_section(
    parameters: dict[str, str | list[str]],
) -> None:
    page, document = render(**parameters), show(parameters)
    text = page_text(page)
    assert squeezed(document["Finding"]) in text
    assert all(squeezed(words) in text for words in document["Means nothing here"])
    panels: dict[str, Document] = {}
    for heading in list(HEADINGS.values())[: len(SECTIONS)]:
        assert heading in text
        if isinstance(document[heading], str):
            assert document[heading] in text
        else:
            panels |= document[heading]
    drawn = charts(page)
    assert set(drawn) <= set(panels)
    for slug, panel in panels.items():
        assert squeezed(panel["Title"]) in text
        if slug in drawn:
            assert squeezed(panel["Subtitle"]) in text
            assert all(squeezed(words) in text for words in (*panel["Notes"], *panel["Legend"]))
            assert drawn[slug].ids <= {str(line["Id"]) for line in panel["Numbers"]}
    rows = [list(table.value["Id"]) for table in page.dataframe] or [[]]
    assert rows == [[line["Id"] for line in document[HEADINGS["section-5"]]]]
    coverage = squeezed(" ".join(block_texts(page.get_by_key("coverage"))))
    assert all(squeezed(words) in coverage for words in document[HEADINGS["coverage"]] if words)
    method = document[HEADINGS["section-6"]]
    assert all(squeezed(words) in text for words in texts_of(method["Method"]))
    assert all(squeezed(words) in text for words in method["What was rejected, and why"])
    if "open" in parameters:
        assert all(squeezed(cell) in text for row in method["Sources"] for cell in texts_of(row))


@pytest.mark.parametrize("card_id", CARDS.values(), ids=CARDS)
def test_card_and_show_say_the_same(card_id: str) -> None:
    text = squeezed(card_text(render(claim=card_id)))
    for term, content in show({"claim": card_id}).items():
        if term not in ("Address", "Data version", "Means nothing here"):
            for words in texts_of(content):
                told = words.partition(" <")[0].partition(" [")[0].partition(". ")[0]
                assert squeezed(told) in text, term


def test_comparison_and_show_say_the_same() -> None:
    pair: dict[str, str | list[str]] = {"compare": f"{FIRST},{SECOND}"}
    text = page_text(render(**pair))
    for term, content in show(pair).items():
        if term not in ("Address", "Data version", "Means nothing here", "Where each is printed"):
            assert all(squeezed(words) in text for words in texts_of(content)), term
