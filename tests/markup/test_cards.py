"""Cards in HTML: the ways from a number to its correction and to a report of what is wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.samples import shipped_views
from tradedata.data.loading import Dataset
from tradedata.markup.cards import REPORT, card_markup, command_markup, correcting_markup
from tradedata.markup.sources import problem_markup
from tradedata.views.card import Card, card_of
from tradedata.views.parameters import read_address
from tradedata.views.view import View, Views

VIEWS = shipped_views()
CLAIM = "lpg-tonnes-jawad-diplomat"
RESULT = next(iter(VIEWS.whole.results))


def card(key: str, whole: View = VIEWS.whole) -> Card:
    found = card_of(whole, key)
    assert found
    return found


@pytest.fixture
def kept_in_public(shipped: Dataset) -> View:
    """The view of data that name their repository."""
    package = {**shipped.schema.package, "repository": "https://h.example/a/b/"}
    return Views(replace(shipped, schema=replace(shipped.schema, package=package))).whole


def test_card_of_a_claim_leads_to_the_form_with_its_row() -> None:
    markup = correcting_markup(card(CLAIM))
    place = markup.partition('data-go="')[2].partition('"')[0]
    asked = read_address(place, VIEWS)
    assert (asked.page.slug, asked.one("correct"), asked.notices) == ("add", CLAIM, ())
    assert f"add --correct {CLAIM} " in command_markup(card(CLAIM))


def test_card_of_a_computed_number_leads_to_no_form() -> None:
    assert correcting_markup(card(RESULT)) == command_markup(card(RESULT)) == ""


def test_card_without_a_repository_has_a_text_to_copy_and_with_one_a_link(
    kept_in_public: View,
) -> None:
    assert "A problem with a number" in card_markup(card(CLAIM), VIEWS.whole, "")
    markup = card_markup(card(CLAIM, kept_in_public), kept_in_public, "")
    assert "A problem with a number" not in markup
    assert 'href="https://h.example/a/b/issues/new?template=number.yml&amp;' in markup
    assert markup.count(REPORT) == 1
    assert "a link to a form" in problem_markup(kept_in_public.dataset)
    assert "a text to copy" in problem_markup(VIEWS.dataset)
