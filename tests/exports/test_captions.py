"""Captions: how a source is named in a line, and what stands below a picture."""

from __future__ import annotations

import pytest

from tests.support.factories import make_claim, make_source
from tradedata.data.loading import Dataset
from tradedata.exports.captions import LINE_CHARACTERS, picture_footer, source_line, source_lines


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
    assert source_lines(claims) == (
        "The Paper, ‘B’, 9 Apr 2025",
        "The Paper, ‘A’, 9 Apr 2025",
    )


def test_picture_footer_names_sources_notes_version_terms_and_address(shipped: Dataset) -> None:
    lines = picture_footer([make_claim()], shipped, "https://example.org/trade", ["A note."])
    assert lines == (
        "Sources: The Paper, ‘A title’, 9 Apr 2025",
        "Note: A note.",
        f"Russia-Afghanistan trade: every number with its source, data version {shipped.version}",
        "Selection and notes: CC BY 4.0; each source keeps its own terms for its numbers",
        "https://example.org/trade",
    )


def test_picture_footer_wraps_to_its_width_and_leaves_out_what_there_is_not(
    shipped: Dataset,
) -> None:
    lines = picture_footer([], shipped, "", [])
    assert not any(line.startswith(("Sources", "Note")) for line in lines)
    whole = picture_footer(shipped.claims, shipped, "", [])
    assert LINE_CHARACTERS - 20 < max(map(len, whole)) <= LINE_CHARACTERS
    for source_words in source_lines(shipped.claims):
        assert source_words in " ".join(whole)
