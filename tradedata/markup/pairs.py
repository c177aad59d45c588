"""Pairs: two claims side by side, and what can be said of them together."""

from __future__ import annotations

from tradedata.compare.comparison import THRESHOLDS_IN_WORDS
from tradedata.data.loading import Dataset
from tradedata.exports.citations import cite_claim
from tradedata.markup.text import (
    bullets,
    card_link,
    copyable,
    element,
    facts_markup,
    linked,
    table,
    wrap,
)
from tradedata.views.pairs import Pair
from tradedata.words.claims import number_words
from tradedata.words.text import capitalised, say

_COLUMNS = ("Field", "Same or different", "First claim", "Second claim")


def pair_markup(pair: Pair, dataset: Dataset, root: str, link: str) -> str:
    """Whether they can be compared, on what they differ, by how much, and how to cite them.

    ``root`` is the first page's address, ``link`` that of the comparison.
    """
    lines = [
        dict(zip(_COLUMNS, (each.name, each.mark, each.first, each.second), strict=True))
        for each in pair.aspects
    ]
    named = tuple(zip(("first", "second"), (pair.first, pair.second), strict=True))
    links = [
        card_link(say("Open the card of the {}: {}", words, number_words(claim)), claim.id)
        for words, claim in named
    ]
    return "".join(
        (
            element("h3", "Can they be compared?"),
            wrap("p", element("strong", pair.answer), role="status"),
            element("h3", "What to know"),
            bullets(element("span", capitalised(words)) for words in pair.causes),
            element("h3", "By how much"),
            linked("p", pair.apart),
            table(pair.caption, _COLUMNS, lines),
            element("h3", "Where each is printed"),
            facts_markup(pair.printed),
            bullets(links),
            element("h3", "Cite them"),
            *(
                copyable(cite_claim(claim, dataset, root).apa, f"citation, {words}")
                for words, claim in named
            ),
            element("h3", "Link to this comparison") if link else "",
            copyable(link, "link to this comparison") if link else "",
            element("p", THRESHOLDS_IN_WORDS, class_="note"),
        )
    )
