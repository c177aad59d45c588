"""Editions: what the data package calls itself, and the names and addresses that follow.

Owns file names, permalinks and the facts that every export carries. Writes no file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

from tradedata.data.loading import Dataset
from tradedata.views.pages import root_of
from tradedata.views.parameters import CLAIM, VERSION

CARD_PLACE = "{claim}"
_YEAR = re.compile(r"\d{4}(?=\.|$)")


@dataclass(frozen=True, slots=True)
class Edition:
    """A version of the data as a publication.

    ``year`` is the first part of the calendar-based version, ``digest`` names the exact content,
    ``licence`` is its short name ('CC BY 4.0'), ``repository`` the address of where it is kept,
    blank where none is told.
    """

    name: str
    title: str
    description: str
    version: str
    year: str
    digest: str
    contributors: tuple[str, ...]
    licence: str
    licence_id: str
    licence_address: str
    repository: str = ""

    @property
    def terms(self) -> str:
        """What may be done with it, and whose terms hold for the numbers."""
        rest = "each source keeps its own terms for its numbers"
        return f"Selection and notes: {self.licence}; {rest}"


def edition_of(dataset: Dataset) -> Edition:
    """The edition that a dataset is."""
    package = dataset.schema.package
    licence = package["licenses"][0]
    year = _YEAR.match(dataset.version)
    return Edition(
        name=package["name"],
        title=package["title"],
        description=package["description"],
        version=dataset.version,
        year=year.group() if year else "",
        digest=dataset.digest,
        contributors=tuple(item["title"] for item in package["contributors"]),
        licence=re.sub(r"^CC-(.+)-([\d.]+)$", r"CC \1 \2", licence["name"]),
        licence_id=licence["name"],
        licence_address=licence["path"],
        repository=package.get("repository", "").rstrip("/"),
    )


def permalink(address: str, claim_id: str, version: str = "") -> str:
    """The address of the page with that claim's card open; blank when the page has no address.

    ``address`` may be any page's and carry other parameters: a claim has one permalink, and one
    for each ``version`` of the data that it is cited from. One with ``CARD_PLACE`` in its path is
    that of any card, on a site where each has a page of its own.
    """
    if not address:
        return ""
    parts = urlsplit(address)
    cited = {VERSION: version} if version else {}
    if CARD_PLACE in parts.path:
        path = parts.path.replace(CARD_PLACE, quote(claim_id))
        return urlunsplit((parts.scheme, parts.netloc, path, urlencode(cited), ""))
    query = urlencode({CLAIM: claim_id} | cited)
    return urlunsplit((parts.scheme, parts.netloc, root_of(parts.path), query, ""))


def file_name(slug: str, dataset: Dataset, extension: str) -> str:
    """A name for a download: 'russia-afghanistan-trade-<slug>-<version>.csv'.

    A blank slug names the whole of the data.
    """
    parts = (dataset.schema.package["name"], slug, dataset.version)
    stem = "-".join(
        cleaned
        for part in parts
        if (cleaned := re.sub(r"[^a-z0-9.]+", "-", part.lower()).strip("-."))
    )
    return f"{stem}.{extension}"
