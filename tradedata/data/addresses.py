"""Addresses: which text is one of the web that may be linked to, as what it looks like."""

from __future__ import annotations

from urllib.parse import urlsplit


def is_web_address(text: str) -> bool:
    """Whether it is an http or https address with a host, no user name and no unseen sign."""
    if any(letter.isspace() or not letter.isprintable() or letter in '\\<>"' for letter in text):
        return False
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return False
    host = parts.hostname or ""
    # Before an '@' a reader sees one host and reaches another.
    is_plain = text.startswith(("http://", "https://")) and "@" not in parts.netloc
    return is_plain and any(map(str.isalnum, host))
