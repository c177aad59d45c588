"""Text: the page says the language of a source's own words, and of those alone."""

from __future__ import annotations

from decimal import Decimal

from tests.support.factories import make_source
from tradedata.data.periods import When
from tradedata.data.quoting import Quoted
from tradedata.markup.text import element, facts_markup, table
from tradedata.views.facts import Fact, links, title_words
from tradedata.words.text import Number, counted, say

PERSIAN = make_source("page", language="fa", title="متن", publisher="Kokcha Press", published="")


def test_element_says_the_language_of_quoted_words_alone() -> None:
    assert element("q", Quoted("<503> млн", "ru")) == '<q lang="ru">&lt;503&gt; млн</q>'
    assert element("q", Quoted("100 tons", "en")) == '<q lang="en">100 tons</q>'
    assert element("q", "100 tons") == "<q>100 tons</q>"


def test_element_marks_the_parts_of_a_text_as_what_they_are() -> None:
    number = Number("over <100> t", Decimal("100.50"), 'a"b')
    words = say(
        "{} in {} on {}: {}", number, When("2024"), counted(2, "page"), PERSIAN.quoted_title
    )
    assert element("p", words) == (
        '<p><data value="100.50" data-id="a&quot;b">over &lt;100&gt; t</data> in '
        '<span class="when">2024</span> on <data value="2">2 pages</data>: '
        '<span lang="fa">متن</span></p>'
    )


def test_facts_give_a_title_its_language_and_a_link_beside_it() -> None:
    fact = Fact("Printed in", title_words(PERSIAN), links(("Open", "https://example.org/?a&b")))
    assert facts_markup([fact]) == (
        '<dl class="facts"><dt>Printed in</dt><dd><span dir="auto"><span lang="fa">متن</span>. '
        'Kokcha Press</span> <a href="https://example.org/?a&amp;b" target="_blank" '
        'rel="noopener noreferrer">Open</a></dd></dl>'
    )


def test_facts_quote_the_printed_words_alone() -> None:
    words = Quoted("100 тонн", "ru")
    facts = [
        Fact("As printed", words, form="quote"),
        Fact("Note", words),
        Fact("Row", "a", form="code"),
    ]
    markup = facts_markup(facts)
    assert '<q dir="auto" lang="ru">100 тонн</q>' in markup
    assert '<span dir="auto" lang="ru">100 тонн</span>' in markup
    assert '<code dir="auto">a</code>' in markup


def test_table_cells_say_the_language_of_quoted_words() -> None:
    row = {"Number": 1, "As printed": Quoted("۱۰۰ تن", "fa")}
    markup = table("Claims", ("Number", "As printed"), [row])
    assert '<th scope="row" dir="auto"><data value="1">1</data></th>' in markup
    assert '<td dir="auto" lang="fa">۱۰۰ تن</td>' in markup
    assert markup.count("lang=") == 1
