"""Characters: which of them no text of the data may hold, and how they are named instead.

Owns the list: what cannot be drawn or seen, breaks XML or a line, or turns the text around it.
Marks that scripts need (ZWNJ, ZWJ, LRM, RLM, ALM) and line ends are none of these.
"""

from __future__ import annotations

import re

MOST_VISIBLE = 500
FORBIDDEN = re.compile(
    "["
    "\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters but tab and line ends
    "\ud800-\udfff"  # halves of a character
    "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides and isolates of direction
    "\u2028\u2029"  # separators of lines and paragraphs
    "\u115f\u1160\u3164\uffa0"  # letters of Hangul that leave a blank
    "\u2061-\u2064\u206a-\u206f\ufeff"  # unseen operators, marks given up, a byte order mark
    "\ufff9-\ufffb\U000e0000-\U000e007f"  # annotations and tags, which hide a text in another
    "\ufdd0-\ufdef"  # noncharacters, and the last two of every plane
    + "".join(
        f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17)
    )
    + "]"
)


def forbidden_in(text: str) -> tuple[str, ...]:
    """The forbidden characters of a text by code, each once: 'U+202E'."""
    return tuple(dict.fromkeys(map(_code, FORBIDDEN.findall(text))))


def visible(text: str) -> str:
    """The text with the codes of its forbidden characters in their place, cut where it is long."""
    cut = text if len(text) <= MOST_VISIBLE else f"{text[: MOST_VISIBLE - 1]}…"
    return FORBIDDEN.sub(lambda match: f"[{_code(match[0])}]", cut)


def one_line(text: str) -> str:
    """The text with a blank for each character that a line of a terminal cannot show."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"
