"""The site and the live page say the same, number by number: both draw one view."""

from __future__ import annotations

import pytest

from tests.support.marked import Markup
from tests.support.rendering import opened, table_rows
from tests.support.samples import shipped_views
from tradedata.site.pages import Site
from tradedata.site.places import all_pages
from tradedata.views.pages import PAGES, Page


@pytest.fixture(scope="module")
def bodies() -> dict[str, str]:
    """The markup of every page of the site but those of cards, by path."""
    site = Site(shipped_views())
    made = zip(all_pages(site.views), site.makers(), strict=False)
    return {page.path: page.body for _, make in made for page in make()}


@pytest.mark.parametrize("sources", ["", "articles"])
@pytest.mark.parametrize("page", PAGES, ids=[page.title for page in PAGES])
def test_site_marks_each_number_that_the_live_page_marks(
    bodies: dict[str, str], page: Page, sources: str
) -> None:
    live = opened(page.slug, **({"view": sources} if sources else {}))
    marked = {
        (each.id, each.value)
        for node in live.html
        for each in Markup(node.value).numbers
        if each.id
    }
    marked |= {(row[0], row[3]) for row in table_rows(live)}
    stem = f"{sources}/" * bool(sources) + (page.slug or "index")
    same = (body for path, body in bodies.items() if path.startswith(f"{stem}."))
    held = {(each.id, each.value) for body in same for each in Markup(body).numbers}
    assert marked or sources
    assert marked <= held
