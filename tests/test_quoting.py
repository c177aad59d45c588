"""Quoting: words of a source know their language, and the page says it of those words alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from components.text import element, source_markup, table
from tests.factories import make_claim, make_source
from tradedata.quoting import Quoted

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


def test_element_says_the_language_of_foreign_words_alone() -> None:
    assert element("q", Quoted("<503> млн", "ru")) == '<q lang="ru">&lt;503&gt; млн</q>'
    assert element("q", Quoted("100 tons", "en")) == "<q>100 tons</q>"
    assert element("q", "100 tons") == "<q>100 tons</q>"


def test_source_markup_gives_the_title_a_language_and_the_publisher_none() -> None:
    assert source_markup(PERSIAN) == (
        '<span dir="auto" lang="fa">متن</span><span>. Kokcha Press</span>'
    )


def test_table_cells_say_the_language_of_quoted_words() -> None:
    row = {"Number": 1, "As printed": Quoted("۱۰۰ تن", "fa")}
    markup = table("Claims", ("Number", "As printed"), [row])
    assert '<td dir="auto" lang="fa">۱۰۰ تن</td>' in markup
    assert markup.count("lang=") == 1
