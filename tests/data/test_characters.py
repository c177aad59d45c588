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
        ("می\u200cشود \u200d\u200e\u200f\u061c", ()),
        ("two\r\n\tlines", ()),
        ("\x00", ("U+0000",)),
        ("\x1b[31mred\x1b[0m", ("U+001B",)),
        ("\x85\x7f", ("U+0085", "U+007F")),
        ("\u202enoillim 323$\u202c", ("U+202E", "U+202C")),
        ("\u2066a\u2069", ("U+2066", "U+2069")),
        ("\ufdd0\ufffe\U0010ffff", ("U+FDD0", "U+FFFE", "U+10FFFF")),
        ("\ud800", ("U+D800",)),
        ("a\u2028b\u2029", ("U+2028", "U+2029")),
        ("\u115f\u1160\u3164\uffa0", ("U+115F", "U+1160", "U+3164", "U+FFA0")),
        ("1\u20622\u206f\ufeff", ("U+2062", "U+206F", "U+FEFF")),
        ("\ufff9a\ufffab\ufffb", ("U+FFF9", "U+FFFA", "U+FFFB")),
        ("\U000e0001\U000e0041\U000e007f", ("U+E0001", "U+E0041", "U+E007F")),
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
