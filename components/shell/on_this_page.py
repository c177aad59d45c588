"""On this page: one row of links to the sections, since the page is long."""

from __future__ import annotations

from components.shell.text import element, show, wrap

SECTIONS = {
    "section-1": "1 Who says what",
    "section-2": "2 The long view",
    "section-3": "3 The targets",
    "section-4": "4 Products",
    "section-5": "5 Every claim",
    "compare": "Two claims side by side",
    "coverage": "Coverage",
    "section-6": "6 Sources and method",
}


def render_on_this_page() -> None:
    """Plain anchors: they keep the address's parameters and need no run of the page."""
    links = "".join(
        wrap("li", element("a", words, href=f"#{anchor}")) for anchor, words in SECTIONS.items()
    )
    content = element("span", "On this page:") + wrap("ul", links)
    show(wrap("nav", content, class_="on-this-page", aria_label="On this page"))
