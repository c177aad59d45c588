"""Passages: an address that opens the source at the printed words."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.factories import make_claim, make_source
from tradedata.words.passages import passage_address

EXAMPLES = {
    "plain": ("https://example.org/a", "100 tons", "https://example.org/a#:~:text=100%20tons"),
    "query": ("https://example.org/?p=1", "one", "https://example.org/?p=1#:~:text=one"),
    "anchor": ("https://example.org/a#b", "one", "https://example.org/a#b:~:text=one"),
    "syntax": (
        "https://example.org/a",
        "R&D, 5-fold",
        "https://example.org/a#:~:text=R%26D%2C%205%2Dfold",
    ),
    "its-own-signs": (
        "https://example.org/a",
        "‘gas’ – «газ»",
        "https://example.org/a#:~:text=%E2%80%98gas%E2%80%99%20%E2%80%93%20%C2%AB%D0%B3%D0%B0%D0%B7%C2%BB",
    ),
    "words-left-out": (
        "https://example.org/a",
        "exceeded […] 176, […] tons",
        "https://example.org/a#:~:text=exceeded,tons",
    ),
    "begins-later": (
        "https://example.org/a",
        "[…] 176 tons",
        "https://example.org/a#:~:text=176%20tons",
    ),
    "no-address": ("", "100 tons", ""),
}


@pytest.mark.parametrize(("url", "printed", "address"), EXAMPLES.values(), ids=EXAMPLES)
def test_passage_address_points_at_the_printed_words(url: str, printed: str, address: str) -> None:
    claim = make_claim(source=make_source("page", url=url), as_printed=printed)
    assert passage_address(claim) == address


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_passage_address_law_words_survive_and_nothing_of_the_syntax_does(printed: str) -> None:
    words = passage_address(make_claim(as_printed=printed)).partition(":~:text=")[2]
    assert unquote(words) == printed.strip()
    assert not set(words) & set(",-&# ")
