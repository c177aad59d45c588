"""Front: what the page's HTML says of it before any script runs.

To search engines, to sites where its address is shared, and to whoever looks for data sets. Owns
the head of the page: Streamlit's own says 'Streamlit', whatever the page is.
"""

from __future__ import annotations

import hashlib
import logging
import re
from functools import partial

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tradedata.exports.editions import permalink
from tradedata.exports.files import FORMATS
from tradedata.markup.head import head_markup
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
        return "\n".join((now.key, page.slug, asked.one(CLAIM), root)), partial(
            _head_of, asked, root
        )


def _is_page(message: Message) -> bool:
    if message["type"] != "http.response.start" or message["status"] != 200:
        return False
    return Headers(raw=message["headers"]).get("content-type", "").startswith(_HTML)


def with_head(markup: str, own: str) -> str:
    """The HTML with this in place of its title, or in front of the end of its head."""
    if _TITLE.search(markup):
        return _TITLE.sub(lambda _: own, markup, count=1)
    return markup.replace("</head>", f"{own}</head>", 1)


def _head_of(asked: Asked, root: str) -> str:
    key = asked.one(CLAIM)
    address = permalink(root, key) if key else f"{root}{asked.page.slug}" if root else ""
    files = {
        f"{root.rstrip('/')}{PLACE}/{'datapackage' if kind == 'zip' else 'claims'}.{kind}": kind
        for kind in FORMATS
    }
    return head_markup(asked, address, root, files)
