"""The site and the live page say the same, number by number: both draw one view."""

from __future__ import annotations

import pytest

from tests.support.marked import Markup
from tests.support.rendering import opened, table_rows
from tests.support.samples import shipped_site
from tradedata.views.pages import PAGES, Page


@pytest.mark.parametrize("sources", ["", "articles"])
@pytest.mark.parametrize("page", PAGES, ids=[page.title for page in PAGES])
def test_site_marks_each_number_that_the_live_page_marks(page: Page, sources: str) -> None:
    live = opened(page.slug, **({"view": sources} if sources else {}))
    marked = {
        (each.id, each.value)
        for node in live.html
        for each in Markup(node.value).numbers
        if each.id
    }
    marked |= {(row[0], row[3]) for row in table_rows(live)}
    stem = f"{sources}/" * bool(sources) + (page.slug or "index")
    same = (each.body for path, each in shipped_site().items() if path.startswith(f"{stem}."))
    held = {(each.id, each.value) for body in same for each in Markup(body).numbers}
    assert marked or sources
    assert marked <= held
