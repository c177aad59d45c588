"""Quoting: words of a source know their language."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.factories import make_claim, make_source
from tradedata.data.quoting import Quoted

PERSIAN = make_source("page", language="fa", title="متن", publisher="Kokcha Press", published="")


def test_quoted_is_ordinary_text_that_knows_its_language() -> None:
    words = Quoted("503 млн", "ru")
    assert words == "503 млн"
    assert words.language == "ru"


@pytest.mark.parametrize(
    ("title", "language"), [("متن", "fa"), ("[Report on trade]", "en"), ("[متن", "fa")]
)
def test_source_title_in_brackets_is_our_description(title: str, language: str) -> None:
    assert replace(PERSIAN, title=title).quoted_title.language == language


def test_claim_quotes_its_printed_words_in_the_language_of_the_source() -> None:
    claim = make_claim(source=PERSIAN, as_printed="۱۰۰ تن")
    assert (claim.quoted, claim.quoted.language) == ("۱۰۰ تن", "fa")
