from __future__ import annotations

import pytest

from tests.support.factories import PAPER
from tradedata.data.claims import Event
from tradedata.words.events import event_date_words, event_years


def make_event(key: str, date: str, end: str = "") -> Event:
    return Event(key, date, end, f"What happened in {key}", PAPER, "")


def test_event_years_several_in_a_year_share_its_number() -> None:
    late, early, day = (
        make_event("late", "2024"),
        make_event("early", "1999-05"),
        make_event("day", "2024-03-22"),
    )

    found = event_years([day, late, early])

    assert [(each.number, each.year) for each in found] == [(1, 1999), (2, 2024)]
    assert [each.events for each in found] == [(early,), (late, day)]


@pytest.mark.parametrize(
    ("date", "end", "words"),
    [
        ("2021-08-15", "", "15 Aug 2021"),
        ("2024-03", "", "Mar 2024"),
        ("1979", "1989", "1979 to 1989"),
    ],
)
def test_event_date_words_as_exact_as_the_source(date: str, end: str, words: str) -> None:
    assert event_date_words(make_event("e", date, end)) == words
