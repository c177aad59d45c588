"""Passages: the address of the very words on the page that prints them (text fragments).

https://wicg.github.io/scroll-to-text-fragment/ gives the syntax; commas, hyphens and ampersands are
part of it, so those of the words are encoded. A browser finds the words only as the page prints
them, dashes and quotation marks included: they go as they stand in the row, but for the sign of
words left out, which no page prints. What stands before and after it is where the passage begins
and ends.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from tradedata.data.claims import Claim

_LEFT_OUT = re.compile(r"\[(?:…|\.{3})\]")


def passage_address(claim: Claim) -> str:
    """The source's address, pointing at the printed words; a blank where it has none."""
    if not claim.source.url:
        return ""
    parts = [part for part in map(str.strip, _LEFT_OUT.split(claim.as_printed)) if part]
    ends = (quote(part, safe="").replace("-", "%2D") for part in [*parts[:1], *parts[1:][-1:]])
    join = "" if "#" in claim.source.url else "#"
    return f"{claim.source.url}{join}:~:text={','.join(ends)}"
