"""Passages: the address of the very words on the page that prints them (text fragments).

https://wicg.github.io/scroll-to-text-fragment/ gives the syntax; commas and hyphens are part of
it, so those of the words are encoded.
"""

from __future__ import annotations

from urllib.parse import quote

from tradedata.data.claims import Claim


def passage_address(claim: Claim) -> str:
    """The source's address, pointing at the printed words; a blank where it has none."""
    if not claim.source.url:
        return ""
    words = quote(claim.as_printed, safe="").replace("-", "%2D")
    join = "" if "#" in claim.source.url else "#"
    return f"{claim.source.url}{join}:~:text={words}"
