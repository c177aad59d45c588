"""Fixtures of the tests of what is served: the interface in front of a page that is no page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from tests.support.samples import shipped_views
from tradedata.data.watching import Snapshot
from tradedata.web.front import Front
from tradedata.web.headers import Headers
from tradedata.web.interface import Interface
from tradedata.web.site import Site
from tradedata.web.store import Store

HOST = "http://testserver"
VIEWS = shipped_views()
SITE = Site(lambda: Snapshot(VIEWS.dataset), lambda _: VIEWS)
SHELL = (
    "<!DOCTYPE html><html><head><title>Streamlit</title><script>window.a = 1</script>"
    '<script src="./b.js"></script></head><body></body></html>'
)
Served = Callable[..., TestClient]


async def shell(request: Request) -> Response:
    """Its HTML at every path without a dot, as Streamlit does it."""
    is_file = "." in request.url.path or request.url.path.endswith("health")
    response: Response = PlainTextResponse("ok") if is_file else HTMLResponse(SHELL)
    response.headers["ETag"] = '"of the shell"'
    return response


PAGE = Starlette(routes=[Route("/{path:path}", shell)])


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    """A client of a site like the shipped one, with the page behind it.

    Its thread ends with the file: after an untraced test no thread from before it is traced.
    """
    clients: list[TestClient] = []

    def serve(app: ASGIApp = PAGE, store: Store | None = None, **changes: object) -> TestClient:
        site, store = replace(SITE, **changes), store or Store()  # type: ignore[arg-type]
        inner = Interface(Front(app, site, store), site, store)
        client = TestClient(Headers(inner), base_url=HOST, follow_redirects=False)
        clients.append(client.__enter__())
        return client

    yield serve
    for client in clients:
        client.__exit__(None, None, None)


@pytest.fixture(scope="module")
def client(served: Served) -> TestClient:
    """A client of the shipped data, for tests that leave it as it is."""
    return served()
