"""Folding: what readers do not tell apart is one, and nothing is folded twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedata.words.folding import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ميليون كم", "میلیون کم"),
        ("أفغانستان", "افغانستان"),
        ("گـاز می‌رسد", "گاز میرسد"),
        ("۱۲۳ ١٢٣ १२३", "123 123 123"),
        ("Пётр ЙОД", "петр йод"),
        ("Jan–Nov −5", "Jan-Nov -5"),
        ("year’s «Мир» “мир”", 'year\'s "мир" "мир"'),
        ("Più STRASSE", "piu straße"),
        ("क़रोड़", "करोड"),
    ],
)
def test_fold_what_looks_alike_is_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("करोड", "करड"), ("мир", "мор"), ("12", "21")])
def test_fold_other_words_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_fold_law_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.lists(st.text(), max_size=4))
def test_fold_law_a_text_holds_each_of_its_words(words: list[str]) -> None:
    text = fold(" ".join(words))
    assert all(part in text for word in words for part in fold(word).split())
