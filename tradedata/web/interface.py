"""Interface: the data by address, below /api, in front of the app that draws the page.

Owns methods, limits, caching, encodings and headers of its answers. What they hold is a matter of
the operations. It stands before Streamlit, which would compress once more and set a session.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import compile_path
from starlette.types import ASGIApp, Receive, Scope, Send

from tradedata.exports.references.work import encoded
from tradedata.web.description import OF_ITSELF, PAGE, PLACE, style
from tradedata.web.headers import POLICY, style_policy
from tradedata.web.operations import OPERATIONS, Answer, Operation, Wanted
from tradedata.web.problems import Problem, no_data, not_found, too_long
from tradedata.web.site import MOST_QUERY, Site, is_known, query_of
from tradedata.web.store import Store, encoding_for

METHODS = ("GET", "HEAD", "OPTIONS")
# Data change some days in a month, and an open page says so within seconds. Five minutes are the
# longest that a copy kept on the way may lag behind it; after that a question costs no more than
# the answer that nothing has changed.
KEPT_SECONDS = 300
# On an answer of the last good data, while the files cannot be used: since when that is so.
STALE = "Data-Stale-Since"
_CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": f"Content-Disposition, {STALE}, ETag, Link, Retry-After",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
_ALLOW = {"Allow": ", ".join(METHODS)}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": ", ".join(METHODS),
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}
_COMPRESSIBLE = ("text/", "application/json")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Found:
    """What is sent: the answer, what it is of, and further headers."""

    answer: Answer
    operation: Operation
    headers: Mapping[str, str]

    def name(self) -> bytes:
        """The name of its file."""
        return self.answer.file().name.encode()

    def content(self) -> bytes:
        """The bytes of its file."""
        return self.answer.file().make()


class Interface:
    """Answers what lies below the site's /api; all else is the app's."""

    def __init__(self, app: ASGIApp, site: Site, store: Store) -> None:
        self._app = app
        self._site = site
        self._store = store
        self._routes = [(compile_path(each.path)[0], each) for each in (*OPERATIONS, *OF_ITSELF)]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        path = self._site.path(scope) if scope["type"] == "http" else None
        if path is None or not (path == PLACE or path.startswith(f"{PLACE}/")):
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        try:
            response = await self._response(request, path.removeprefix(PLACE) or "/")
        except Problem as problem:
            response = problem.response(scope["path"])
        except Exception:
            _log.exception("A request could not be answered")
            words = "The answer could not be made. What went wrong stands in the log of the server."
            response = Problem(HTTPStatus.INTERNAL_SERVER_ERROR, words).response(scope["path"])
        response.headers.update(_CORS)
        if request.method == "HEAD":
            response.body = b""
        await response(scope, receive, send)

    async def _response(self, request: Request, path: str) -> Response:
        if request.method == "OPTIONS":
            return Response(None, HTTPStatus.NO_CONTENT, {**_ALLOW, **_PREFLIGHT})
        if request.method not in METHODS:
            words = f"{request.method} means nothing here: the data can be read, not changed."
            raise Problem(HTTPStatus.METHOD_NOT_ALLOWED, words, headers=_ALLOW)
        if len(path) > MOST_QUERY:
            raise too_long()
        find = partial(self._find, path, request.scope, self._site.root(request.scope))
        found = await self._store.look(find)
        kind, key = found.operation.media_type, found.answer.key
        may_compress = kind.startswith(_COMPRESSIBLE)
        encoding = encoding_for(request.headers.get("accept-encoding", "")) if may_compress else ""
        etag = f'"{key}{"-" if encoding else ""}{encoding}"'
        headers = {
            "ETag": etag,
            "Cache-Control": f"public, max-age={KEPT_SECONDS}, must-revalidate",
            **({"Vary": "Accept-Encoding"} if may_compress else {}),
            **found.headers,
        }
        if is_known(etag, request.scope):
            return Response(None, HTTPStatus.NOT_MODIFIED, headers)
        if name := (await self._store.content(f"{key}/name", found.name)).decode():
            headers["Content-Disposition"] = f'attachment; filename="{name}"'
        if is_known("*", request.scope):
            return Response(None, HTTPStatus.NOT_MODIFIED, headers)
        content = await self._store.content(key, found.content, encoding)
        if encoding:
            headers["Content-Encoding"] = encoding
        return Response(content, headers=headers, media_type=kind)

    def _find(self, path: str, scope: Scope, root: str) -> _Found:
        """What is asked for, not made yet; for a thread, since data may have to be read first."""
        operation, words = self._operation(path)
        now = self._site.newest()
        if now.dataset is None:
            raise no_data(now.problems)
        views = self._site.views_of(now.dataset)
        wanted = Wanted(views, query_of(scope), words, root)
        answer = operation.answer(wanted)
        headers = {"Link": f'<{encoded(wanted.edition.licence_address)}>; rel="license"'}
        if now.stale_since:
            headers[STALE] = now.stale_since.isoformat(timespec="seconds")
        if operation.path == PAGE:
            headers[POLICY] = style_policy(style())
        return _Found(answer, operation, headers)

    def _operation(self, path: str) -> tuple[Operation, Mapping[str, str]]:
        for pattern, operation in self._routes:
            if matched := pattern.fullmatch(path):
                return operation, matched.groupdict()
        raise not_found(f"Nothing is at {PLACE}{path}. {PLACE}/ tells what there is.")
