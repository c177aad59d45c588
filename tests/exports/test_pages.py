"""What an address shows, as plain data and as text."""

from __future__ import annotations

import json

import pytest

from tests.support.factories import DATA
from tradedata.data.loading import load
from tradedata.exports.pages import as_json, as_text, shown
from tradedata.views.pages import HEADINGS, PAGES, TARGETS, WHO_SAYS_WHAT, Page
from tradedata.views.parameters import read_address
from tradedata.views.view import Views

VIEWS = Views(load(DATA))
FIRST, SECOND, *_ = VIEWS.whole.finding.claims


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.title)
@pytest.mark.parametrize("query", ["", "view=articles&side=market", "q=nothing-holds-this"])
def test_shown_page_has_every_section_in_order(page: Page, query: str) -> None:
    asked = read_address(f"/{page.slug}?{query}", VIEWS)
    headings = [name for name in shown(asked) if name in HEADINGS.values()]
    parts = asked.page.parts.items()
    assert headings == [heading for anchor, heading in parts if anchor != "compare"]


def test_shown_page_tells_what_of_its_address_means_nothing() -> None:
    text = as_text(shown(read_address("foo=bar&view=articles", VIEWS)))
    assert "Address: /?view=articles" in text
    assert "Means nothing here: foo" in text


def test_shown_page_where_nothing_is_left_says_so() -> None:
    text = as_text(shown(read_address("view=articles&side=international", VIEWS)))
    assert f"{HEADINGS[TARGETS]}: No target is stated by the speakers chosen above." in text


def test_shown_card_has_its_facts_groups_and_citation() -> None:
    text = as_text(shown(read_address(f"claim={FIRST}", VIEWS)))
    claim = VIEWS.whole.claims_by_id[FIRST]
    assert f"As printed: {claim.as_printed}" in text
    assert "# Who printed it" in text
    assert "# Cite it" in text
    assert HEADINGS[WHO_SAYS_WHAT] not in text


def test_shown_pair_answers_and_tells_field_by_field() -> None:
    document = shown(read_address(f"compare={FIRST},{SECOND}", VIEWS))
    assert "Can they be compared?" in document
    assert any(name.startswith("Field by field") for name in document)


@pytest.mark.parametrize("address", ["", f"claim={FIRST}", f"compare={FIRST},{SECOND}"])
def test_json_holds_what_the_text_holds(address: str) -> None:
    document = shown(read_address(address, VIEWS))
    again = json.loads(as_json(document))
    assert list(again) == list(document)
    assert as_text(again) == as_text(document)
