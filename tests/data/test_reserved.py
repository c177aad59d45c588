"""Reserved names: every name that the page gives its own parts is kept from products."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.support.factories import DATA, PROJECT, read_rows
from tradedata.data.reserved import OTHERS, PANELS, is_reserved

# A chart's slug stands in the keys and anchors of its parts; so does what is written like one.
NAMES = re.compile(
    r'\bSLUG = "([a-z-]+)"'
    r'|\b(?:anchor|id)="([a-z0-9-]+)"'
    r'|\b(?:disclosure\(asked, |file_name\()"([a-z-]+)"'
    r'|\bkey="(?:chart|plot|csv|csv-full|downloads|tools|opener|panel|table)-([a-z-]+)"'
)


def names_of_the_page() -> Iterator[str]:
    for room in ("components", "tradedata/charts", "tradedata/views"):
        for path in (PROJECT / room).rglob("*.py"):
            for match in NAMES.finditer(path.read_text(encoding="utf-8")):
                yield next(filter(None, match.groups()))


@pytest.mark.parametrize("name", sorted(set(names_of_the_page())))
def test_is_reserved_names_that_the_code_gives_parts_of_the_page(name: str) -> None:
    assert is_reserved(name)


def test_names_of_the_page_are_found() -> None:
    assert {*PANELS, "coverage"} <= set(names_of_the_page())


def test_is_reserved_name_of_a_product_s_second_chart() -> None:
    assert is_reserved(f"tea{OTHERS}")


def test_is_reserved_no_product_of_the_data() -> None:
    assert not any(is_reserved(row["product"]) for row in read_rows(DATA / "products.csv"))
