"""Reserved names: what the page itself uses in addresses, anchors, files and keys of its parts.

Owns the list, from which charts take their names. A product's key names its chart in the same way,
so it must be none of these. Products and numbers have files named after them too.
"""

from __future__ import annotations

ANSWER, WHO_SAYS_WHAT, LONG_VIEW, TARGETS = "answer", "who-says-what", "long-view", "targets"
PARTS = "parts-of-totals"
# What can be open on the page by itself, besides a product.
PANELS = (
    *(ANSWER, WHO_SAYS_WHAT, PARTS, LONG_VIEW, "events"),
    *(TARGETS, "rows", "sources", "codebook", "report"),
)
RESERVED = frozenset(
    [
        *PANELS,
        # pages and sections, as anchors and in links
        *("history", "products", "claims", "compare", "coverage", "method", "parts"),
        *("list", "rejected", "data", "cite", "glossary", "problem"),
        # controls and downloads, and where the page itself hangs in its document
        *("all", "filters", "row", "claims-as-shown", "root", "top"),
    ]
)
PREFIXES = ("section-", "chart-", "product-", "full-", "card-", "claim-")
# What a product's key has behind it in the name of its second chart.
OTHERS = "-others"
# Windows holds no file of such a name, whatever comes after its dot.
_PORTS = (f"{port}{number}" for port in ("com", "lpt") for number in range(10))
DEVICES = ("con", "prn", "aux", "nul", *_PORTS)


def is_reserved(key: str) -> bool:
    """Whether the page uses the name, or one that begins or ends like it."""
    return key in RESERVED or key.startswith(PREFIXES) or key.endswith(OTHERS)
