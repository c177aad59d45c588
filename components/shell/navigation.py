"""Navigation: the way from page to page, which takes the filters along.

Owns which file draws which page. A page's name in an address is a matter of tradedata.views.pages.
"""

from __future__ import annotations

from typing import NoReturn

import streamlit as st

from components.shell.text import element, show, wrap
from tradedata.views.pages import PAGES, Page
from tradedata.views.parameters import Asked, read_address
from tradedata.views.view import Views

_FILES = {page.slug: f"components/pages/{page.slug or 'answer'}.py" for page in PAGES}


def page_of_address() -> tuple[Page, st.Page]:
    """The page that the address names, and what draws it."""
    drawn = [
        st.Page(_FILES[page.slug], title=page.title, url_path=page.slug, default=not page.slug)
        for page in PAGES
    ]
    chosen = st.navigation(drawn, position="hidden")
    return next(page for page in PAGES if page.slug == chosen.url_path), chosen


def go(asked: Asked) -> NoReturn:
    """Run the page that the address leads to."""
    st.switch_page(_FILES[asked.page.slug], query_params=asked.values)


def go_to(place: str, asked: Asked, views: Views) -> NoReturn:
    """Run the page at a place ('/products?product=lpg'), filtered as this one is."""
    go(read_address(asked.filtered(place), views))


def render_navigation(asked: Asked) -> None:
    """The pages, and the parts of this one: links that need no script."""
    pages = "".join(wrap("li", _link(page, asked)) for page in PAGES)
    parts = "".join(
        wrap("li", element("a", heading, href=f"#{anchor}"))
        for anchor, heading in asked.page.parts.items()
    )
    top = wrap("li", element("a", "Back to top", href="#top"))
    show(
        wrap("nav", wrap("ul", pages), class_="pages", aria_label="Pages"),
        wrap("nav", wrap("ul", parts + top), class_="parts", aria_label="On this page"),
    )


def _link(page: Page, asked: Asked) -> str:
    place = asked.filtered(page.slug)
    here = {"aria_current": "page"} if page == asked.page else {}
    return element("a", page.title, href=f"./{place}", data_go=f"/{page.slug}", **here)
