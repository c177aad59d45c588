"""Words that keep their parts: a number in a sentence still knows what it is."""

from __future__ import annotations

from copy import deepcopy
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedata.data.periods import When
from tradedata.data.quoting import Quoted
from tradedata.words.text import (
    Count,
    Number,
    Text,
    capitalised,
    count,
    counted,
    joined,
    list_words,
    parts_of,
    say,
    sentence,
)

BILLION = Number("over $1 billion", Decimal(10**9), "trade-center")
PARTS: tuple[str, ...] = (
    BILLION,
    Count("four pages", 4),
    When("solar year 1403"),
    Quoted("دو", "fa"),
    "plain",
)
texts = st.recursive(
    st.sampled_from(PARTS), lambda inner: st.lists(inner, max_size=4).map(Text), max_leaves=9
)


def test_say_fills_the_template_and_keeps_the_parts() -> None:
    inner = say("{} ({})", BILLION, When("2024"))
    words = say("For {}, {} was stated", inner, counted(2, "page"))
    assert words == "For over $1 billion (2024), 2 pages was stated"
    assert [part for part in words.parts if type(part) is not str] == [BILLION, "2024", "2 pages"]
    number = words.parts[1]
    assert isinstance(number, Number)
    assert (number.value, number.id) == (Decimal(10**9), "trade-center")


@pytest.mark.parametrize("given_words", [(), ("a", "b")])
def test_say_with_another_number_of_blanks_raises(given_words: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="zip"):
        say("one {} only", *given_words)


@given(st.lists(texts, max_size=5))
def test_text_is_its_parts_one_after_another_and_none_is_a_text(given_texts: list[str]) -> None:
    text = Text(given_texts)
    assert text == "".join(given_texts) == "".join(text.parts)
    assert not any(isinstance(part, Text) for part in text.parts)
    assert [type(p) for p in text.parts] == [type(p) for t in given_texts for p in parts_of(t)]


@given(st.lists(texts, max_size=4), st.sampled_from(["; ", ""]))
def test_joined_reads_as_joining_plain_words_does(given_texts: list[str], separator: str) -> None:
    assert joined(separator, given_texts) == separator.join(given_texts)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: type(part).__name__)
def test_capitalised_changes_the_first_sign_and_nothing_else(part: str) -> None:
    text = capitalised(say("{} and {}", part, BILLION))
    first = text.parts[0]
    assert type(first) is type(part)
    assert first == part[0].upper() + part[1:]
    for name in ("id", "value", "language"):
        assert getattr(first, name, None) == getattr(part, name, None)


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 pages"), (1, "1 page"), (4, "4 pages")], ids=str
)
def test_counted_names_what_is_counted(number: int, words: str) -> None:
    counting = counted(number, "page")
    assert counting == words
    assert counting.value == count(number).value == number


@given(texts)
def test_copy_of_a_text_has_the_same_parts(words: str) -> None:
    again = deepcopy(words)
    assert (again, type(again)) == (words, type(words))
    for one, other in zip(parts_of(again), parts_of(words), strict=True):
        assert type(one) is type(other)
        for name in ("id", "value", "language"):
            assert getattr(one, name, None) == getattr(other, name, None)


def test_capitalised_of_no_words_is_blank() -> None:
    assert capitalised(say("")) == ""


@pytest.mark.parametrize(
    ("items", "words"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_list_words_joins_with_commas_and_and(items: list[str], words: str) -> None:
    assert list_words(items) == words


def test_list_words_and_sentence_keep_the_numbers() -> None:
    words = sentence(list_words([BILLION, BILLION, say("none")]))
    assert words == "Over $1 billion, over $1 billion and none."
    assert sum(isinstance(part, Number) for part in words.parts) == 2
