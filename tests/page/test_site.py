"""The site and the live page say the same, number by number: both draw one view."""

from __future__ import annotations

import pytest

from tests.support.marked import Markup
from tests.support.rendering import opened, table_rows
from tests.support.samples import first_of, shipped_pages
from tradedata.views.pages import PAGES, Page


@pytest.mark.parametrize("sources", first_of(["", "articles"]))
@pytest.mark.parametrize("page", first_of(PAGES), ids=[page.title for page in PAGES])
@pytest.mark.whole
def test_site_marks_each_number_that_the_live_page_marks(page: Page, sources: str) -> None:
    live = opened(page.slug, **({"view": sources} if sources else {}))
    marked = {
        (each.id, each.value)
        for node in live.html
        for each in Markup(node.value).numbers
        if each.id
    }
    marked |= {(row[0], row[3]) for row in table_rows(live)}
    path = f"{sources}/" * bool(sources) + f"{page.slug or 'index'}.html"
    same = shipped_pages(path).values()
    held = {(each.id, each.value) for made in same for each in Markup(made.body).numbers}
    assert marked or sources
    assert marked <= held
