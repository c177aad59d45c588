"""Captions: how a source is named in a line, and what stands below a picture."""

from __future__ import annotations

import pytest

from tests.support.factories import make_claim, make_source
from tradedata.data.loading import Dataset
from tradedata.exports.captions import full_footer, short_footer, source_line, source_lines


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ({}, "The Paper, ‘A title’, 9 Apr 2025"),
        ({"publisher": ""}, "‘A title’, 9 Apr 2025"),
        ({"published": "", "title": "[Table 3]"}, "The Paper, [Table 3], no date"),
        (
            {"title": "[Article whose copy has no title and needs so many words to be described]"},
            "The Paper, [Article whose copy has no title and needs so many words to…], 9 Apr 2025",
        ),
        (
            {"title": "From this word on the title of the paper is far too long to be shown"},
            "The Paper, ‘From this word on the title of the paper is far too long to…’, 9 Apr 2025",
        ),
        ({"title": "Текст"}, "The Paper, ‘Текст’, 9 Apr 2025"),
        ({"title": "متن فارسی"}, "The Paper, ‘متن فارسی’\u200e, 9 Apr 2025"),
    ],
)
def test_source_line_names_what_is_known(source: dict[str, str], line: str) -> None:
    assert source_line(make_source("s", **source)) == line


def test_source_lines_name_every_source_once_in_order() -> None:
    claims = [
        make_claim("a", source=make_source("b", title="B")),
        make_claim("b", source=make_source("a", title="A")),
        make_claim("c", source=make_source("b", title="B")),
    ]
    assert source_lines(claims) == ("The Paper, ‘B’, 9 Apr 2025", "The Paper, ‘A’, 9 Apr 2025")


def test_full_footer_names_notes_sources_version_terms_and_address(shipped: Dataset) -> None:
    assert full_footer([make_claim()], shipped, "https://example.org/trade", ["A note."]) == (
        "Note: A note.",
        "Sources: The Paper, ‘A title’, 9 Apr 2025",
        f"Russia-Afghanistan trade: every number with its source, data version {shipped.version}",
        "Selection and notes: CC BY 4.0; each source keeps its own terms for its numbers",
        "https://example.org/trade",
    )
    assert full_footer([], shipped, "", [])[0] == ""


@pytest.mark.parametrize(
    ("characters", "line"),
    [
        (50, "Sources: Agency A; Agency B; Agency C."),
        (37, "Sources: Agency A and 2 more."),
        (38, "Sources: Agency A; Agency B; Agency C."),
        (5, "Sources: Agency A and 2 more."),
    ],
)
def test_short_footer_names_as_many_sources_as_fit_a_line(
    shipped: Dataset, characters: int, line: str
) -> None:
    claims = [
        make_claim(letter, source=make_source(letter, publisher=f"Agency {letter.upper()}"))
        for letter in ("a", "b", "b", "c")
    ]
    version = f"Data version {shipped.version}: https://example.org/trade"
    assert short_footer(claims, shipped, "https://example.org/trade", characters) == (line, version)


def test_short_footer_without_a_source_names_none(shipped: Dataset) -> None:
    assert short_footer([], shipped, "", 90) == (f"Data version {shipped.version}: ",)
