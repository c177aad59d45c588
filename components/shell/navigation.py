"""Navigation: the way from page to page, which takes the filters along.

Owns which file draws which page. A page's name in an address is a matter of tradedata.views.pages.
"""

from __future__ import annotations

from typing import NoReturn
from urllib.parse import unquote, urlsplit

import streamlit as st

from components.shell import address
from components.shell.text import show
from tradedata.markup.text import element, wrap
from tradedata.views.notices import unknown_page
from tradedata.views.pages import EVERY_PAGE, PAGES, Page, page_named
from tradedata.views.parameters import Asked, read_address
from tradedata.views.view import Views

HERE = "On this page"
_FILES = {page.slug: f"components/pages/{page.slug or 'answer'}.py" for page in EVERY_PAGE}


def page_of_address() -> tuple[Page, st.Page]:
    """The page that the address names, and what draws it.

    A name that is none of a page's leads to the page that it may mean, else to the first, which
    says so. Streamlit knows it for this run alone, so that it does not stop the reader.
    """
    pages = {page.slug: page for page in EVERY_PAGE}
    asked = unquote(urlsplit(st.context.url or "").path.rpartition("/")[2])
    if asked == st.get_option("server.baseUrlPath").rstrip("/").rpartition("/")[2]:
        asked = ""  # the root of a site below a path
    drawn = [
        st.Page(_FILES.get(slug, _FILES[""]), title=slug, url_path=slug, default=not slug)
        for slug in {**pages, asked: None}
    ]
    chosen = st.navigation(drawn, position="hidden")
    if chosen.url_path in pages:
        return pages[chosen.url_path], chosen
    page = page_named(asked)
    if page is None:
        address.complain(unknown_page(asked))
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    st.switch_page(_FILES[page.slug if page else ""], query_params=query)


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
        for anchor, heading in asked.page.ways.items()
    )
    top = wrap("li", element("a", "Back to top", href="#top"))
    kind = "parts single" if len(asked.page.ways) == 1 else "parts"
    here = wrap("nav", wrap("ul", parts + top, class_="scroll"), class_=kind, aria_label=HERE)
    show(
        wrap("nav", wrap("ul", pages), class_="pages", aria_label="Pages"),
        here if parts else "",
    )


def _link(page: Page, asked: Asked) -> str:
    place = asked.filtered(page.slug)
    here = {"aria_current": "page"} if page == asked.page else {}
    return element("a", page.title, href=f"./{place}", data_go=f"/{page.slug}", **here)
