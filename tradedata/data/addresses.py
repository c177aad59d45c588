"""Addresses: which text is one of the web that may be linked to, as what it looks like."""

from __future__ import annotations

import re
from unicodedata import category
from urllib.parse import urlsplit

_NUMBERED = re.compile(r"\[[0-9A-Fa-f:.]+\](:\d*)?")
_OF_LABELS = frozenset(("Ll", "Lm", "Lo", "Lu", "Mc", "Mn", "Nd"))  # letters, their marks, digits


def is_web_address(text: str) -> bool:
    """Whether it is an http or https address with a host, no user name and no unseen sign."""
    if any(letter.isspace() or not letter.isprintable() or letter in '\\<>"' for letter in text):
        return False
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return False
    if "[" in parts.netloc:
        is_host = _NUMBERED.fullmatch(parts.netloc) is not None
    else:
        is_host = all(map(_is_label, (parts.hostname or "").split(".")))
    # Before an '@' a reader sees one host and reaches another.
    return is_host and text.startswith(("http://", "https://")) and "@" not in parts.netloc


def _is_label(text: str) -> bool:
    """Whether it is a part of a host's name: letters of any script, digits, hyphens within."""
    is_within = text == text.strip("-") != ""
    return is_within and all(category(each) in _OF_LABELS for each in text.replace("-", ""))
