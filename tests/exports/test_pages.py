"""What an address shows, as plain data and as text."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from tests.support.samples import shipped_views
from tradedata.data.claims import Claim
from tradedata.data.issues import Issue
from tradedata.exports.pages import as_json, as_text, shown
from tradedata.views.pages import HEADINGS, PAGES, TARGETS, WHO_SAYS_WHAT, Page
from tradedata.views.parameters import read_address
from tradedata.views.sources import ISSUES
from tradedata.views.view import Views

VIEWS = shipped_views()
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
    assert "# Means nothing here\n- foo (allowed: view, side, " in text


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        (("hedge-differs",), "Notes on the data"),
        (("bad-date", "hedge-differs"), "1 row of the data is left out"),
        (("bad-date", "bad-date"), "2 rows of the data are left out"),
    ],
)
def test_shown_page_tells_the_faults_of_the_data_first(codes: tuple[str, ...], words: str) -> None:
    issues = tuple(Issue(code, "trade.csv", line, row="a\nb") for line, code in enumerate(codes))
    document = shown(read_address("", Views(replace(VIEWS.dataset, issues=issues))))
    assert document[ISSUES] == [str(issue).replace("\n", " ") for issue in issues]
    assert f"About the data: {words}\n\n# {ISSUES}\n- " in as_text(document)


def test_shown_page_where_nothing_is_left_says_so() -> None:
    text = as_text(shown(read_address("view=articles&side=international", VIEWS)))
    assert f"{HEADINGS[TARGETS]}: No target is stated in this view." in text


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


@pytest.mark.parametrize("claim", VIEWS.whole.claims[::9], ids=lambda claim: claim.id)
def test_shown_card_has_one_mark_after_a_sentence_and_one_space(claim: Claim) -> None:
    text = as_text(shown(read_address(f"claim={claim.id}", VIEWS)))
    assert not re.search(r"[?!.]\. |\S {2,}\S", text)


@pytest.mark.parametrize("address", ["", f"claim={FIRST}", f"compare={FIRST},{SECOND}"])
def test_json_holds_what_the_text_holds(address: str) -> None:
    document = shown(read_address(address, VIEWS))
    again = json.loads(as_json(document))
    assert list(again) == list(document)
    assert as_text(again) == as_text(document)
