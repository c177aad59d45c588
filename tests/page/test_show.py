"""The page and ``show`` say the same, section by section, since both read one view."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from components.sections.compare import FIRST as FIRST_BOX
from components.sections.compare import SECOND as SECOND_BOX
from tests.support.rendering import (
    DrawnChart,
    all_texts,
    block_texts,
    card_text,
    charts,
    opened,
    render,
    table_rows,
)
from tests.support.samples import shipped_views
from tradedata.compare.comparison import Verdict, compare_claims
from tradedata.compare.history import history_of, other_prints, resting_on
from tradedata.data.claims import Claim
from tradedata.exports.pages import FILES, shown
from tradedata.views import pages
from tradedata.views.pages import HEADINGS, PAGES, page_named
from tradedata.views.pairs import ANSWERS
from tradedata.views.parameters import Asked, read_address
from tradedata.views.sections import OTHERS, SECTIONS

VIEWS = shipped_views()
CLAIMS, FOUND = VIEWS.whole.claims, VIEWS.whole.statements
FIRST, *_ = VIEWS.whole.finding.claims
ADDRESSES: dict[str, dict[str, str | list[str]]] = {
    "everything": {},
    "articles": {"view": "articles"},
    "one-side": {"side": "russian-government"},
    "two-sides-of-some-years": {"side": ["market", "afghan-authorities"], "from": "2020"},
    "nobody": {"view": "articles", "side": "other"},
    "panels": {"open": ["sources", "codebook", "events"]},
    "not-ours": {"foo": "bar", "view": "nonsense", "claim": "<script>", "open": "nonsense"},
}
OF_ONE_PAGE: dict[str, tuple[str, dict[str, str | list[str]]]] = {
    "one-direction": ("history", {"lines": "from-ru", "events": "off"}),
    "baseline": ("", {"baseline": FIRST}),
    "product": ("products", {"product": "wheat-flour"}),
    "search": ("claims", {"q": "flour 2024", "product": "wheat-flour"}),
    "nothing-found": ("claims", {"q": "no row holds this"}),
    "trackers": ("sources", {"fbclid": "x", "utm_source": "newsletter"}),
}
CASES = [
    *(pytest.param(p.slug, q, id=f"{n}-{p.title}") for n, q in ADDRESSES.items() for p in PAGES),
    *(pytest.param(*case, id=name) for name, case in OF_ONE_PAGE.items()),
]
HEAD = ("Page", "Address", "Data version", "Means nothing here")
TILE = re.compile(r'<li class="(?:total|other)"><a [^>]*data-card="([^"]+)"')
CARDS = {
    "claim": FIRST,
    "told-before": max(CLAIMS, key=lambda claim: len(history_of(claim, FOUND))).id,
    "printed-by-many": max(CLAIMS, key=lambda claim: len(other_prints(claim, FOUND))).id,
    "rested-on": next(claim.id for claim in CLAIMS if resting_on(claim, CLAIMS)),
    "rejected": next(claim.id for claim in CLAIMS if claim.is_rejected),
    "computed": VIEWS.whole.indicators[0].id,
    "price": VIEWS.dataset.benchmarks[0].key,
}


def pair_of(verdict: Verdict) -> tuple[Claim, Claim]:
    """Two shipped claims with that verdict."""
    pairs = ((one, other) for one in CLAIMS for other in CLAIMS if one.id < other.id)
    return next(pair for pair in pairs if compare_claims(*pair).verdict == verdict)


def ask(parameters: dict[str, str | list[str]], slug: str = "") -> Asked:
    query = {n: value if isinstance(value, list) else [value] for n, value in parameters.items()}
    page = page_named(slug)
    assert page
    return read_address(query, VIEWS, page)


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


@pytest.mark.parametrize(("slug", "parameters"), CASES)
def test_page_and_show_say_the_same_section_by_section(
    slug: str, parameters: dict[str, str | list[str]]
) -> None:
    page, asked = render(slug, **parameters), ask(parameters, slug)
    document = shown(asked)
    text = squeezed(" ".join(all_texts(page)))
    assert not page.exception
    assert not page.get("dialog")
    assert [heading.value for heading in page.header] == list(asked.page.parts.values())
    notice = [node for node in page.main if getattr(node, "key", "") == "address-notice"]
    assert len(notice) == bool(asked.notices)
    assert all(words in text for words in document["Means nothing here"])
    assert squeezed(document.get("Finding", "")) in text
    tiles = [card for block in page.html for card in TILE.findall(block.value)]
    assert tiles == [tile.number.id for tile in asked.view.tiles if not slug]
    drawn = charts(page)
    for anchor, heading in asked.page.parts.items():
        if anchor in SECTIONS:
            assert_says_the_same(document[heading], drawn, text)
    rows = [row[0] for row in table_rows(page)]
    assert rows == [line["Id"] for line in document.get(HEADINGS[pages.CLAIMS], {}).get("Rows", ())]
    if coverage := document.get(HEADINGS[pages.COVERAGE]):
        words = squeezed(" ".join(block_texts(page.get_by_key("coverage"))))
        told = (line for line in coverage["Year by year"] for line in line.values())
        assert [
            each for each in (*coverage["In words"], *told) if each.lower() not in words.lower()
        ] == []
    offered = [file for part in document.values() for file in files_of(part)]
    assert len(page.get("download_button")) == len(offered)
    if method := document.get(HEADINGS[pages.SOURCES]):
        assert all(squeezed(words) in text for words in texts_of(method["Method"]))
        meanings = (words.partition(": ")[2] for words in method["What the words mean"])
        assert all(squeezed(words) in text for words in meanings)
        assert all(squeezed(words) in text for words in method["What was rejected, and why"])
        if "sources" in parameters.get("open", ()):
            cells = (cell for row in method["Sources"] for cell in texts_of(row))
            assert [cell for cell in cells if squeezed(cell) not in text] == []


def files_of(part: Any) -> list[str]:
    """The files of a part that its own buttons give, no menu opened."""
    return part.get(FILES, []) if isinstance(part, dict) else []


def assert_says_the_same(section: Any, drawn: dict[str, DrawnChart], text: str) -> None:
    if isinstance(section, str):
        assert section in text
        return
    assert all(squeezed(line) in text for line in section.get(OTHERS, ()))
    panels = {slug: panel for slug, panel in section.items() if isinstance(panel, dict)}
    for slug, panel in panels.items():
        assert squeezed(panel["Title"]) in text
        if slug in drawn:
            assert drawn[slug].alt
            assert squeezed(panel["About"]) in text
            assert squeezed(panel["Subtitle"]) in text
            assert all(squeezed(words) in text for words in (*panel["Notes"], *panel["Legend"]))
            assert drawn[slug].ids <= {str(line["Id"]) for line in panel["Numbers"]}


@pytest.mark.parametrize("card_id", CARDS.values(), ids=CARDS)
def test_card_and_show_say_the_same(card_id: str) -> None:
    text = squeezed(card_text(opened(claim=card_id)))
    for term, content in shown(ask({"claim": card_id})).items():
        if term not in HEAD:
            for words in texts_of(content):
                told = re.sub(r" <\S+>| \[\S+\]$", "", words)
                assert [part for part in told.split(". ") if squeezed(part) not in text] == [], term


@pytest.mark.parametrize("verdict", ANSWERS)
def test_comparison_and_show_say_the_same(verdict: Verdict) -> None:
    first, second = pair_of(verdict)
    page = render("claims", compare=f"{first.id},{second.id}")
    assert not page.exception
    text = squeezed(" ".join(block_texts(page.get_by_key("compare"))))
    for term, content in shown(ask({"compare": f"{first.id},{second.id}"})).items():
        if term not in HEAD:
            told = (re.sub(r" <\S+>", "", words) for words in texts_of(content))
            assert [words for words in told if squeezed(words) not in text] == [], term
    assert text.count("Open the passage") == sum(bool(c.source.url) for c in (first, second))
    assert (page.session_state[FIRST_BOX], page.session_state[SECOND_BOX]) == (first.id, second.id)
