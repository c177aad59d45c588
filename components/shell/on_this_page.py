"""On this page: one row of links to the sections, since the page is long."""

from __future__ import annotations

from components.shell.text import element, show, wrap
from tradedata.views.sections import HEADINGS


def render_on_this_page() -> None:
    """Plain anchors: they keep the address's parameters and need no run of the page."""
    links = "".join(
        wrap("li", element("a", words, href=f"#{anchor}")) for anchor, words in HEADINGS.items()
    )
    content = element("span", "On this page:") + wrap("ul", links)
    show(wrap("nav", content, class_="on-this-page", aria_label="On this page"))
