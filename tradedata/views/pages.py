"""Pages: the names of the page's parts in addresses, and which page holds which of them.

An anchor of any age leads to the page that holds it now. Draws nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from tradedata.data import reserved
from tradedata.data.loading import Dataset

ANSWER, WHO_SAYS_WHAT, LONG_VIEW, TARGETS, PRODUCTS, CLAIMS, COMPARE, COVERAGE, SOURCES = (
    *("section-0", "section-1", "section-2", "section-3", "section-4", "section-5"),
    *("compare", "coverage", "section-6"),
)
PARTS = "parts"


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its name in an address, its title, and its parts by anchor with their headings.

    ``within`` are the headings below those of a page of one part.
    """

    slug: str
    title: str
    parts: Mapping[str, str]
    within: Mapping[str, str] = field(default_factory=dict)

    @property
    def ways(self) -> Mapping[str, str]:
        """What its way around leads to."""
        return self.within or self.parts


PAGES = (
    Page(
        "",
        "The answer",
        {
            ANSWER: "The trade over time",
            WHO_SAYS_WHAT: "Who says what, year by year",
            PARTS: "Parts against the whole",
            TARGETS: "What the targets came to",
        },
    ),
    Page("history", "Over time", {LONG_VIEW: "The long view"}),
    Page("products", "Products", {PRODUCTS: "One product at a time"}),
    Page(
        "claims",
        "Claims",
        {
            CLAIMS: "Every claim",
            COMPARE: "Two claims side by side",
            COVERAGE: "Coverage: what is known and what is not",
        },
    ),
    Page(
        "sources",
        "Sources",
        {SOURCES: "Sources and method"},
        {
            "list": "Sources",
            "rejected": "What was rejected, and why",
            "method": "Method",
            "glossary": "What the words mean",
            "data": "All the data",
            "cite": "How to cite",
            "problem": "Report a problem",
        },
    ),
)
# Few want it: it stands in no list of pages, and is reached from the cards and from the sources.
ADD = Page("add", "Add or correct a number", {})
EVERY_PAGE = (*PAGES, ADD)
HEADINGS = {anchor: heading for page in PAGES for anchor, heading in page.parts.items()}
MOST_READ = 1_000
# A word of ours, and what mail, chat and running text leave around an address.
_WORD = re.compile(r"[\W_]*([^\W_](?:[\w.-]*[^\W_])?)(?:['’]s)?[\W_]*(?:\s.*)?", re.DOTALL)
HEADINGS_WITHIN = {anchor: words for page in PAGES for anchor, words in page.within.items()}
# Controls of one part alone, by what they are called in addresses.
_PARTS_OF = {"q": CLAIMS, "product": PRODUCTS, "lines": LONG_VIEW, "events": LONG_VIEW}
_CHARTS = {
    reserved.ANSWER: ANSWER,
    reserved.WHO_SAYS_WHAT: WHO_SAYS_WHAT,
    reserved.PARTS: PARTS,
    reserved.LONG_VIEW: LONG_VIEW,
    reserved.TARGETS: TARGETS,
}


def readings_of(value: str) -> tuple[str, ...]:
    """The value, and the word in it; neither is longer than any that is known."""
    found = _WORD.fullmatch(value[:MOST_READ])
    return (value, found[1]) if found else (value,)


def page_named(name: str) -> Page | None:
    """The page that an address names, in any case and whatever stands around the name, if any."""
    slugs = [slug.casefold() for slug in readings_of(name)]
    return next((page for page in EVERY_PAGE if page.slug in slugs), None)


def root_of(path: str) -> str:
    """The path of the first page, from that of any page: '/trade/' from '/trade/claims'.

    Its slash at the end keeps the parameters of an address apart from a sub-path.
    """
    path = path.rstrip("/")
    above, _, last = path.rpartition("/")
    return f"{above if page_named(last) else path}/"


def page_holding(names: Collection[str], page: Page) -> Page:
    """The page that an address of these parameters leads to: it was made when all were one page.

    A pair of claims is shown where pairs are; the first page gives away what is none of its own.
    """
    if "correct" in names:
        return ADD
    if "compare" in names:
        return page_with(COMPARE)
    if page == PAGES[0]:
        return next((page_with(part) for name, part in _PARTS_OF.items() if name in names), page)
    return page


def page_with(anchor: str) -> Page:
    """The page that holds the part. Raises KeyError."""
    for page in PAGES:
        if anchor in page.parts:
            return page
    raise KeyError(anchor)


def page_of_chart(slug: str, dataset: Dataset) -> tuple[Page, str] | None:
    """The page that shows the chart, and the product to be chosen there, a blank for none."""
    if slug in _CHARTS:
        return page_with(_CHARTS[slug]), ""
    product = slug.removesuffix(reserved.OTHERS)
    return (page_with(PRODUCTS), product) if product in dataset.directory.products else None


def places(dataset: Dataset) -> Mapping[str, str]:
    """What holds each anchor, as the path and the query of an address."""
    sections = {
        anchor: f"/{page.slug}" for page in PAGES for anchor in {**page.parts, **page.within}
    }
    charts = {slug: sections[anchor] for slug, anchor in _CHARTS.items()}
    products = sections[PRODUCTS]
    return (
        sections | charts | {key: f"{products}?product={key}" for key in dataset.directory.products}
    )
