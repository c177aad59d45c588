"""Text: the page says the language of a source's own words, and of those alone."""

from __future__ import annotations

from components.shell.text import element, source_markup, table
from tests.support.factories import make_source
from tradedata.data.quoting import Quoted

PERSIAN = make_source("page", language="fa", title="متن", publisher="Kokcha Press", published="")


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
