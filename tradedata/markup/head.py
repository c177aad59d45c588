"""Head: what a page's HTML says of it before any script runs.

To search engines, to sites where its address is shared, and to whoever looks for data sets.
"""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from typing import Any

from tradedata.exports.editions import edition_of
from tradedata.exports.files import MEDIA_TYPES
from tradedata.views.card import card_of
from tradedata.views.pages import PAGES
from tradedata.views.parameters import CLAIM, Asked
from tradedata.views.view import View


def head_markup(
    asked: Asked,
    address: str = "",
    root: str = "",
    files: Mapping[str, str] | None = None,
    picture: str = "",
    heading: str = "",
) -> str:
    """Title, description, address, cards for social media and the data set, as HTML.

    ``address`` is the page's own and ``root`` the first page's: without them nothing is said of
    addresses. ``files`` are the addresses of the data with their kinds ('csv'), ``picture`` that
    of a PNG to show beside the address. ``heading`` is the title where that is not the page's.
    """
    dataset, whole, key = asked.view.dataset, asked.view.whole, asked.one(CLAIM)
    edition, name = edition_of(dataset), dataset.collection.title
    title, words = f"{heading or asked.page.title} · {name}", edition.description
    if card := whole.keep(card_of, key):
        title, words = f"{card.title} · {name}", str(card.quote)
    elif asked.page == PAGES[0]:
        words = str(whole.finding.words)
    shared = {"og:type": "website", "og:site_name": name, "og:title": title}
    shared |= {"og:description": words, **({"og:url": address} if address else {})}
    shared |= {"og:image": picture} if picture else {}
    kind = "summary_large_image" if picture else "summary"
    named = {"description": words, "twitter:card": kind}
    named |= {"twitter:title": title, "twitter:description": words}
    data = json.dumps(data_set(whole, root, files or {}), ensure_ascii=False)
    for sign in "<>&":  # nothing in it may end the element
        data = data.replace(sign, f"\\u{ord(sign):04x}")
    return "\n    ".join(
        (
            f"<title>{html.escape(title)}</title>",
            *(_meta("name", *each) for each in named.items()),
            *(_meta("property", *each) for each in shared.items()),
            *([f'<link rel="canonical" href="{html.escape(address)}" />'] if address else []),
            f'<script type="application/ld+json">{data}</script>',
        )
    )


def data_set(whole: View, root: str, files: Mapping[str, str]) -> Mapping[str, Any]:
    """The data as a schema.org Dataset, from what datapackage.json says."""
    dataset, years = whole.dataset, whole.keep(_years)
    edition, package = edition_of(dataset), dataset.schema.package
    distribution = [
        {"@type": "DataDownload", "contentUrl": address, "encodingFormat": MEDIA_TYPES[kind]}
        for address, kind in files.items()
    ]
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": edition.title,
        "description": edition.description,
        "version": edition.version,
        "license": edition.licence_address,
        "keywords": package.get("keywords", []),
        "creator": [{"@type": "Organization", "name": each} for each in edition.contributors],
        "isAccessibleForFree": True,
        "spatialCoverage": [area.label for area in dataset.collection.areas],
        **({"temporalCoverage": f"{years[0]}/{years[-1]}"} if years else {}),
        **({"url": root, "distribution": distribution} if root else {}),
    }


def _years(whole: View) -> tuple[int, ...]:
    """The first and the last year that a claim is for; none where none has days."""
    periods = [claim.period for claim in whole.claims]
    years = {day.year for period in periods for day in (period.start, period.end) if day}
    return (min(years), max(years)) if years else ()


def _meta(kind: str, name: str, content: str) -> str:
    return f'<meta {kind}="{name}" content="{html.escape(content)}" />'
