"""Markup: words from the data as HTML, verbatim, whatever marks they hold.

Owns the one escaping function, and the few forms that texts take on a page: a list of facts, a
table, a text to copy. A link to a card is an address relative to the live page's; whoever puts
cards elsewhere says where with ``cards_at``.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from urllib.parse import urlencode

from tradedata.data.periods import When
from tradedata.data.quoting import Quoted
from tradedata.exports.citations import Citation
from tradedata.views.facts import Fact
from tradedata.views.parameters import CLAIM
from tradedata.words.text import Count, Number, count, parts_of

_CARD = re.compile(r'<a href="\?claim=[^"]*" data-card="(?P<id>[^"]*)"')
_TAGS = {"text": "span", "quote": "q", "code": "code"}


def element(tag: str, text: str, **attributes: str) -> str:
    """An HTML element that holds the text verbatim, each of its parts marked as what it is."""
    if isinstance(text, Quoted):
        return wrap(tag, html.escape(text, quote=False), **attributes, lang=text.language)
    return wrap(tag, "".join(map(_marked, parts_of(text))), **attributes)


def _marked(part: str) -> str:
    """A number with its exact value and the id of what it stands for, a day, words of the data."""
    words = html.escape(part, quote=False)
    match part:
        case Number():
            return wrap("data", words, value=f"{part.value:f}", data_id=part.id)
        case Count():
            return wrap("data", words, value=str(part.value))
        case When():
            return wrap("span", words, class_="when")
        case Quoted():
            return wrap("span", words, lang=part.language)
        case _:
            return words


def linked(tag: str, text: str, **attributes: str) -> str:
    """The element with a link around every number that has a card."""
    parts = (
        card_link_around(_marked(part), part.id)
        if isinstance(part, Number) and part.id
        else _marked(part)
        for part in parts_of(text)
    )
    return wrap(tag, "".join(parts), **attributes)


def wrap(tag: str, content: str, **attributes: str) -> str:
    """An HTML element around markup; ``class_`` stands for class, ``aria_label`` for aria-label."""
    given = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{html.escape(value)}"'
        for name, value in attributes.items()
    )
    return f"<{tag}{given}>{content}</{tag}>"


def link(text: str, address: str) -> str:
    """A link that opens beside the page. The address has passed the data checks."""
    return element("a", text, href=address, target="_blank", rel="noopener noreferrer")


def card_link(text: str, card_id: str) -> str:
    """Words that open a number's card, without a run of the page."""
    return card_link_around(element("span", text, dir="auto"), card_id)


def card_link_around(content: str, card_id: str) -> str:
    """The same around markup."""
    return wrap("a", content, href=f"?{urlencode({CLAIM: card_id})}", data_card=card_id)


def with_cards_at(address: Callable[[str], str], markup: str) -> str:
    """The markup, its links to cards leading to where somebody else has them, by their ids."""
    return _CARD.sub(lambda found: f'<a href="{html.escape(address(found["id"]))}"', markup)


def facts_markup(facts: Iterable[Fact], class_: str = "facts") -> str:
    """A definition list of facts, each with what it leads to."""
    items = "".join(element("dt", fact.term) + wrap("dd", _fact(fact)) for fact in facts)
    return wrap("dl", items, class_=class_)


def facts_in_line(facts: Iterable[Fact]) -> str:
    """The same in one paragraph, so that they take little room."""
    return wrap("p", " · ".join(f"{element('strong', f.term)} {_fact(f)}" for f in facts))


def _fact(fact: Fact) -> str:
    words = element(_TAGS[fact.form], fact.words, dir="auto")
    return " ".join([words, *(link(each.words, each.address) for each in fact.links)])


def copyable(text: str, name: str) -> str:
    """Text to take along, with a button that copies it; ``name`` says what it is."""
    words = element("span", "Copy", aria_live="polite") + element(
        "span", f" {name}", class_="unseen"
    )
    button = wrap("button", words, type="button", data_copy="")
    return wrap("div", wrap("pre", element("code", text, dir="auto")) + button, class_="copyable")


def disclosed(words: str, content: str, **attributes: str) -> str:
    """Markup that waits folded behind the words."""
    return wrap("details", element("summary", words) + content, **attributes)


def reference(citation: Citation) -> str:
    """A reference to copy, one format open at a time."""
    return "".join(
        disclosed(name, copyable(text, name), name="reference", **({} if others else {"open": ""}))
        for others, (name, text) in enumerate(citation.formats.items())
    )


def bullets(items: Iterable[str]) -> str:
    """A list of ready markup."""
    return wrap("ul", "".join(wrap("li", item) for item in items))


def table(caption: str, columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """A real table with a caption and header cells, its cells verbatim."""
    head = wrap("tr", "".join(element("th", column, scope="col") for column in columns))
    first, *others = columns
    body = "".join(
        wrap(
            "tr",
            linked("th", _text(row[first]), scope="row", dir="auto")
            + "".join(element("td", _text(row[column]), dir="auto") for column in others),
        )
        for row in rows
    )
    content = element("caption", caption) + wrap("thead", head) + wrap("tbody", body)
    return wrap("div", wrap("table", content), class_="scroll", tabindex="0", role="region")


def _text(cell: object) -> str:
    if isinstance(cell, int):
        return count(cell)
    return cell if isinstance(cell, str) else str(cell)
