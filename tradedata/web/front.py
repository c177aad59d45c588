"""Front: what the page's HTML says of it before any script runs.

To search engines, to sites where its address is shared, and to whoever looks for data sets. Owns
the head of the page: Streamlit's own says 'Streamlit', whatever the page is.
"""

from __future__ import annotations

import hashlib
import html
import json
import logging
import re
from collections.abc import Mapping
from functools import partial
from typing import Any

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tradedata.exports.editions import edition_of, permalink
from tradedata.exports.files import FORMATS, MEDIA_TYPES
from tradedata.views.card import card_of
from tradedata.views.pages import PAGES, page_named
from tradedata.views.parameters import CLAIM, Asked, read_address
from tradedata.web.description import PLACE
from tradedata.web.headers import POLICY, page_policy
from tradedata.web.problems import Problem, no_data
from tradedata.web.site import Site, is_known, query_of
from tradedata.web.store import Store

_HTML = "text/html"
_TITLE = re.compile(r"<title>[^<]*</title>")
# What would have the app answer with less than its whole page; what is no longer true of ours.
_CONDITIONS = (b"if-", b"accept-encoding", b"range")
_REPLACED = (b"content-", b"etag", b"last-modified", b"accept-ranges")

_log = logging.getLogger(__name__)


class Front:
    """Puts the page's own head into the HTML of the app that draws it, and the policy for it."""

    def __init__(self, app: ASGIApp, site: Site, store: Store) -> None:
        self._app = app
        self._site = site
        self._store = store

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, pages with another head."""
        path = self._site.path(scope) if scope["type"] == "http" else None
        if path is None or "." in path.rpartition("/")[2] or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        headers = [h for h in scope["headers"] if not h[0].startswith(_CONDITIONS)]
        held: list[Message] = []

        async def hold(message: Message) -> None:
            if held or _is_page(message):
                held.append(message)
            else:
                await send(message)

        await self._app({**scope, "method": "GET", "headers": headers}, receive, hold)
        if held:
            response = await self._response(scope, path, held)
            await response(scope, receive, send)

    async def _response(self, scope: Scope, path: str, held: list[Message]) -> Response:
        start, *parts = held
        markup = b"".join(part["body"] for part in parts).decode()
        try:
            key, make = await self._store.look(partial(self._head, scope, path))
            key += hashlib.sha256(markup.encode()).hexdigest()
            content = await self._store.content(key, lambda: with_head(markup, make()).encode())
        except Exception as error:
            # A page without its head is better than none.
            if not isinstance(error, Problem):
                _log.exception("The page's head could not be made")
            content = markup.encode()
        etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
        if is_known(etag, scope):
            response = Response(None, 304)
        else:
            response = Response(content, media_type=_HTML)
        response.headers["ETag"] = etag
        response.headers[POLICY] = page_policy(content.decode(), scope["query_string"])
        response.raw_headers += [h for h in start["headers"] if not h[0].startswith(_REPLACED)]
        if scope["method"] == "HEAD":
            response.body = b""
        return response

    def _head(self, scope: Scope, path: str) -> tuple[str, partial[str]]:
        """What the head depends on, and how it is made; for a thread."""
        now = self._site.newest()
        if now.dataset is None:
            raise no_data(now.problems)
        page = page_named(path.rpartition("/")[2]) or PAGES[0]
        given = {CLAIM: query_of(scope).get(CLAIM, ())}
        asked = read_address(given, self._site.views_of(now.dataset), page)
        root = self._site.root(scope)
        return "\n".join((now.key, page.slug, asked.one(CLAIM), root)), partial(head, asked, root)


def _is_page(message: Message) -> bool:
    if message["type"] != "http.response.start" or message["status"] != 200:
        return False
    return Headers(raw=message["headers"]).get("content-type", "").startswith(_HTML)


def with_head(markup: str, own: str) -> str:
    """The HTML with this in place of its title, or in front of the end of its head."""
    if _TITLE.search(markup):
        return _TITLE.sub(lambda _: own, markup, count=1)
    return markup.replace("</head>", f"{own}</head>", 1)


def head(asked: Asked, root: str) -> str:
    """Title, description, address, cards for social media and the data set, as HTML.

    ``root`` is the first page's address; without it nothing is said of addresses.
    """
    dataset, whole, key = asked.view.dataset, asked.view.whole, asked.one(CLAIM)
    edition, name = edition_of(dataset), dataset.collection.title
    address = permalink(root, key) if key else f"{root}{asked.page.slug}" if root else ""
    title, words = f"{asked.page.title} · {name}", edition.description
    if card := whole.keep(card_of, key):
        title, words = f"{card.title} · {name}", str(card.quote)
    elif asked.page == PAGES[0]:
        words = str(whole.finding.words)
    shared = {"og:type": "website", "og:site_name": name, "og:title": title}
    shared |= {"og:description": words, **({"og:url": address} if address else {})}
    named = {"description": words, "twitter:card": "summary"}
    named |= {"twitter:title": title, "twitter:description": words}
    data = json.dumps(data_set(asked, root), ensure_ascii=False)
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


def data_set(asked: Asked, root: str) -> Mapping[str, Any]:
    """The data as a schema.org Dataset, from what datapackage.json says."""
    dataset = asked.view.dataset
    edition, package = edition_of(dataset), dataset.schema.package
    years = sorted(
        day.year
        for claim in dataset.claims
        for day in (claim.period.start, claim.period.end)
        if day
    )
    files = {
        f"{root.rstrip('/')}{PLACE}/{'datapackage' if kind == 'zip' else 'claims'}.{kind}": kind
        for kind in FORMATS
    }
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
        **(
            {
                "url": root,
                "distribution": [
                    {
                        "@type": "DataDownload",
                        "contentUrl": address,
                        "encodingFormat": MEDIA_TYPES[kind],
                    }
                    for address, kind in files.items()
                ],
            }
            if root
            else {}
        ),
    }


def _meta(kind: str, name: str, content: str) -> str:
    return f'<meta {kind}="{name}" content="{html.escape(content)}" />'
