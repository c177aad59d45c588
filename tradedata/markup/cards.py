"""Cards: one number with what was printed, who stated it, what differs and what rests on it."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from tradedata.data.claims import Claim
from tradedata.exports.citations import cite_number
from tradedata.exports.editions import permalink
from tradedata.exports.problems import problem_form, problem_report
from tradedata.markup.text import (
    bullets,
    card_link,
    copyable,
    disclosed,
    element,
    facts_in_line,
    facts_markup,
    link,
    reference,
    wrap,
)
from tradedata.views.card import CHANGES, QUOTABLE, QUOTE, Card, Group, Named, card_of
from tradedata.views.pages import ADD
from tradedata.views.parameters import CORRECT
from tradedata.views.view import View
from tradedata.words.text import count, say

REPORT, CORRECTION = "Report a problem with this number", "Correct this number"


def card_markup(card: Card, whole: View, root: str) -> str:
    """The card but for its title; ``root`` is the first page's address, blank for none."""
    here = permalink(root, card.id)
    return "".join(
        (
            whole.keep(_head, card.id),
            copyable(say("{} {}", card.quote, here) if here else card.quote, QUOTE),
            disclosed(
                "Cite or link",
                reference(cite_number(card.number, whole.dataset, root))
                + (copyable(here, "link to this card") if here else ""),
            ),
            whole.keep(_body, card.id),
            _problem(card, here, whole),
        )
    )


def _problem(card: Card, here: str, whole: View) -> str:
    """The way to the repository's form, or a text to copy where no repository is told."""
    if form := problem_form(card.id, here, whole.dataset):
        return wrap("p", link(REPORT, form))
    report = problem_report(card.id, card.summary, here, whole.dataset)
    words = "Copy this text, fill it in and send it to those who host this page."
    return disclosed(REPORT, element("p", words) + copyable(report, "report"))


def correcting_markup(card: Card) -> str:
    """The way to the live page's form, with the row of a claim in it."""
    if not isinstance(card.number, Claim):
        return ""
    place = f"{ADD.slug}?{urlencode({CORRECT: card.id})}"
    return element("a", CORRECTION, href=f"./{place}", data_go=f"/{place}")


def command_markup(card: Card) -> str:
    """How to correct the row of a claim where there is no form."""
    if not isinstance(card.number, Claim):
        return ""
    words = "In a copy of the repository, with each cell that is to be another:"
    command = f"python -m tradedata add --correct {card.id} COLUMN=TEXT"
    return disclosed(CORRECTION, element("p", words) + copyable(command, "command"))


def _head(whole: View, card_id: str) -> str:
    """What was printed, what the number is and whether it can be quoted."""
    card = whole.keep(card_of, card_id)
    assert card is not None
    quotable = f"{element('strong', QUOTABLE)} {element('span', card.quotable)}"
    printed = facts_in_line(card.printed) if card.printed else ""
    return printed + element("p", card.subject) + wrap("p", quotable)


def _body(whole: View, card_id: str) -> str:
    """Who stated it, and the numbers beside it; what few ask for is folded away."""
    card = whole.keep(card_of, card_id)
    assert card is not None
    seldom = [_group(group) for group in card.groups if group.is_seldom]
    if card.more:
        seldom += [element("h3", "The claim as it is kept"), facts_markup(card.more, "facts short")]
    return "".join(
        (
            facts_markup(card.facts),
            *(_group(group) for group in card.groups if not group.is_seldom),
            disclosed("More about this number", "".join(seldom)) if seldom else "",
            disclosed(
                say("{} ({})", CHANGES, count(len(card.changes))),
                bullets(element("span", words, dir="auto") for words in card.changes),
            )
            if card.changes
            else "",
        )
    )


def _group(group: Group) -> str:
    """The first numbers each on a line, the others when they are asked for."""
    shown, more = group.numbers[: group.most], group.numbers[group.most :]
    return "".join(
        (
            element("h3", group.heading),
            element("p", group.lead, dir="auto") if group.lead else "",
            _list(shown) if shown else "",
            disclosed(say("{} more", count(len(more))), _list(more)) if more else "",
        )
    )


def _list(numbers: Iterable[Named]) -> str:
    return wrap("ul", "".join(map(_named, numbers)), class_="named")


def _named(each: Named) -> str:
    words = element("p", each.words, class_="outcome", dir="auto") if each.words else ""
    return wrap("li", card_link(each.name, each.card_id) + words)
