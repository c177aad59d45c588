"""Places: which files the site has, and how one leads to another.

Owns their paths. The same view has the same path in every build.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from tradedata.views.pages import PAGES
from tradedata.views.parameters import PRODUCT, Asked, read_address
from tradedata.views.sections import SECTIONS
from tradedata.views.view import Views

# The parameters whose every value has a page; the others are filters and choices of the live page.
SOURCES, VARIANTS = "view", ("since", "lines", PRODUCT)
DATA = "data/"
CARDS = "claim/{claim}.html"
LISTING = "index.html"  # of the files of one version of the data


def all_pages(views: Views) -> Iterator[Asked]:
    """What each page of the site shows, those of cards apart, for each choice that has a page."""
    for source, page in product(read_address("", views).controls[SOURCES].options, PAGES):
        asked = read_address({SOURCES: (source,)}, views, page)
        yield asked
        for section in (SECTIONS[anchor](asked) for anchor in page.parts if anchor in SECTIONS):
            chosen = {name: asked.controls[name].options for name in section.controls}
            chosen |= {PRODUCT: {each.key: each.label for each in section.choices}}
            for name in filter(chosen.__contains__, VARIANTS):
                for value in chosen[name]:
                    found = read_address({SOURCES: (source,), name: (value,)}, views, page)
                    if found.values != asked.values:
                        yield found


def path_of(asked: Asked) -> str:
    """'index.html', 'articles/products-lpg.html'."""
    chosen = (value for name in VARIANTS for value in asked.many(name))
    name = "-".join((asked.page.slug or "index", *chosen))
    return "/".join((*asked.many(SOURCES), f"{name}.html"))


def table_path(asked: Asked, slug: str) -> str:
    """The page that has a chart of that page in words: 'index.answer.html'."""
    return f"{path_of(asked).removesuffix('.html')}.{slug}.html"


def card_path(card_id: str) -> str:
    """'claim/trade-2023-overchuk-rg.html'."""
    return CARDS.format(claim=card_id)


def way_up(path: str) -> str:
    """What leads from a file to the root of the site: '' or '../'."""
    return "../" * path.count("/")


def embed_path(slug: str) -> str:
    """A chart alone, for a frame on another site."""
    return f"embed/{slug}.html"


def data_path(asked: Asked, name: str, version: str) -> str:
    """A file of the data: that of each version stays where it is."""
    return DATA + "/".join((version, *asked.many(SOURCES), name))
