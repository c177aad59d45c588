"""Visitors: who opens an address with nothing kept from before, and what they must never do.

Owns the browser's contexts. A visitor gets one that no other visitor has, and leaves it empty.
It stays open between two of them, since a process that has read the page's scripts once opens
the page in half the time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    ViewportSize,
    WebSocketRoute,
)
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.support.browsing import PATIENCE, PHONE, open_page

Visitor = Callable[..., Page]
SCREEN: ViewportSize = {"width": 1280, "height": 1000}
_MEDIA = ("color_scheme", "forced_colors")
_PHONE_AGENT = "Mozilla/5.0 (Linux; Android 16) Chrome/156.0 Mobile Safari/537.36"
# Of what a policy forbids, a browser tells only a part by itself.
_FORBIDDEN = """document.addEventListener('securitypolicyviolation', (event) =>
  console.error(`${event.violatedDirective} forbids ${event.blockedURI}: ${event.sourceFile}`))"""


@dataclass
class Visit:
    """What one visitor's browser did that it must not: empty lists when all is well."""

    address: str
    other_hosts: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Note requests to other hosts and errors from now on."""
        page.add_init_script(_FORBIDDEN)
        page.on("request", self._note_request)
        page.on("console", self._note_message)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _note_request(self, request: Request) -> None:
        parts, own = urlsplit(request.url), urlsplit(self.address)
        if parts.scheme not in ("data", "blob") and parts.netloc != own.netloc:
            self.other_hosts.append(request.url)

    def _note_message(self, message: ConsoleMessage) -> None:
        # On a page below the first one Streamlit looks for its server there before it looks above.
        is_search = "/_stcore/" in message.location["url"]
        if message.type == "error" and not is_search:
            self.errors.append(message.text)


@dataclass
class Line:
    """What page and server say to each other; of one side it loses a message when asked to."""

    side: str
    loses: bool = False

    def connect(self, page: WebSocketRoute) -> None:
        server = page.connect_to_server()
        page.on_message(lambda message: self._pass_on("page", message, server))
        server.on_message(lambda message: self._pass_on("server", message, page))

    def _pass_on(self, sender: str, message: str | bytes, receiver: WebSocketRoute) -> None:
        is_meant = sender == "page" or (
            isinstance(message, bytes)
            and ForwardMsg.FromString(message).WhichOneof("type") == "page_info_changed"
        )
        if self.loses and sender == self.side and is_meant:
            self.loses = False
        else:
            receiver.send(message)


class Contexts:
    """The contexts of a browser by their options; what has been given back is given again."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: dict[str, list[BrowserContext]] = {}
        self._keepers: dict[BrowserContext, Page] = {}

    def take(self, origin: str, options: dict[str, Any]) -> BrowserContext:
        """A context that nobody has; an empty window of the origin keeps its process."""
        if free := self._free.get(repr(options)):
            return free.pop()
        context = self._browser.new_context(**options)
        keeper = context.new_page()
        keeper.route("**", lambda route: route.fulfill(body=""))
        keeper.goto(origin)
        self._keepers[context] = keeper
        return context

    def give_back(self, context: BrowserContext, origin: str, options: dict[str, Any]) -> None:
        """Close the windows, and forget all that the origin has stored."""
        keeper = self._keepers[context]
        for page in context.pages:
            if page is not keeper:
                page.close()
        context.clear_cookies()
        session = context.new_cdp_session(keeper)
        session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
        session.detach()
        self._free.setdefault(repr(options), []).append(context)

    def close(self) -> None:
        """End them all."""
        for context in self._keepers:
            context.close()


@contextmanager
def visitors(contexts: Contexts, *, is_one: bool = False) -> Iterator[Visitor]:
    """A way to open addresses, each as a new visitor, or all as one who has many windows.

    Who has the window of a phone says so, as phones do. What they did is judged at the end.
    """
    visits: list[Visit] = []
    taken: list[tuple[BrowserContext, str, dict[str, Any]]] = []

    def open_as_visitor(address: str, *, viewport: ViewportSize = SCREEN, **options: Any) -> Page:
        media = {name: options.pop(name) for name in _MEDIA if name in options}
        if viewport == PHONE:
            options = {"user_agent": _PHONE_AGENT, **options}
        origin = urlsplit(address)._replace(path="/", query="", fragment="").geturl()
        own = [context for context, *of in taken if is_one and of == [origin, options]]
        context = own[0] if own else contexts.take(origin, options)
        if not own:
            taken.append((context, origin, options))
        page = context.new_page()
        page.set_viewport_size(viewport)
        page.emulate_media(**media)
        page.set_default_timeout(PATIENCE)
        visits.append(Visit(address))
        visits[-1].watch(page)
        return open_page(page, address)

    yield open_as_visitor
    for each in taken:
        contexts.give_back(*each)
    for visit in visits:
        assert (visit.other_hosts, visit.errors) == ([], []), visit.address
