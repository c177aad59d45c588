"""Characters: what cannot be drawn or turns text around is named, what scripts need is kept."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedata.data.characters import forbidden_in, visible


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ()),
        ("plain, 3 € and 🌾", ()),
        ("می\u200cشود \u200d\u200e\u200f", ()),
        ("two\r\n\tlines", ()),
        ("\x00", ("U+0000",)),
        ("\x1b[31mred\x1b[0m", ("U+001B",)),
        ("\x85\x7f", ("U+0085", "U+007F")),
        ("\u202enoillim 323$\u202c", ("U+202E", "U+202C")),
        ("\u2066a\u2069", ("U+2066", "U+2069")),
        ("\ufdd0\ufffe\U0010ffff", ("U+FDD0", "U+FFFE", "U+10FFFF")),
        ("\ud800", ("U+D800",)),
    ],
)
def test_forbidden_in_names_each_by_its_code(text: str, codes: tuple[str, ...]) -> None:
    assert forbidden_in(text) == codes


def test_visible_puts_the_code_in_its_place() -> None:
    assert visible("over \u202e$5") == "over [U+202E]$5"


@given(st.text(st.characters()))
def test_visible_text_can_stand_in_xml(text: str) -> None:
    assert forbidden_in(visible(text)) == ()
    escaped = visible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    ElementTree.fromstring(f"<text>{escaped}</text>")


def test_visible_long_text_is_cut() -> None:
    assert visible("a" * 2_000) == f"{'a' * 499}…"
