"""CSL-JSON: a work as an item of the Citation Style Language, which Zotero and Pandoc read."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from tradedata.exports.references.work import Work, date_parts


def csl_json(works: Iterable[Work]) -> str:
    """The works as one JSON list of items."""
    return json.dumps([_item(work) for work in works], ensure_ascii=False)


def _item(work: Work) -> dict[str, Any]:
    item = {
        "id": work.key,
        "type": work.medium.csl,
        # A literal name is neither turned round nor cut to initials.
        "author": [{"literal": name} for name in work.creators],
        "title": work.title,
        "container-title" if work.is_contained else "publisher": work.publisher,
        "issued": _date(work.published),
        "accessed": _date(work.accessed),
        "URL": work.encoded_address,
        "language": work.language,
        "version": work.version,
        "genre": work.genre,
        "note": work.note,
    }
    return {name: content for name, content in item.items() if content}


def _date(published: str) -> dict[str, Any]:
    parts = [int(part) for part in date_parts(published)]
    return {"date-parts": [parts]} if parts else {}
