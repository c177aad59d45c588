"""Site: the data that are served, and the address at which readers know them.

Owns what a request's path, host, parameters and conditions come to. Answers nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.types import Scope

from tradedata.data.loading import Dataset
from tradedata.data.watching import Snapshot
from tradedata.views.parameters import Query
from tradedata.views.view import Views
from tradedata.web.problems import too_long

# All that the page can ask for takes less than half of it, in the longest script.
MOST_QUERY = 8_192
MOST_PARAMETERS = 100

# A Host header is whatever a client writes: no other sign reaches an address that we print.
_HOST = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251})|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?")


@dataclass(frozen=True, slots=True)
class Site:
    """The newest data with their views, both shared with the page, and where the page stands.

    ``base_path`` is asked at each request, since a server reads its settings after this is made.
    ``address`` is the public one of the first page; where blank, each request's host is believed.
    """

    newest: Callable[[], Snapshot]
    views_of: Callable[[Dataset], Views]
    base_path: Callable[[], str] = lambda: ""
    address: str = ""

    def path(self, scope: Scope) -> str | None:
        """The path below the page's own, with a slash in front; None for one that is not."""
        base, path = self._base, str(scope["path"])
        below = path.removeprefix(base)
        return (below or "/") if path == base or path.startswith(f"{base}/") else None

    def root(self, scope: Scope) -> str:
        """The first page's address with a slash at the end, or a blank for a host that is none."""
        if self.address:
            return f"{self.address.rstrip('/')}/"
        host = Headers(scope=scope).get("host", "")
        return f"{scope['scheme']}://{host}{self._base}/" if _HOST.fullmatch(host) else ""

    @property
    def _base(self) -> str:
        trimmed = self.base_path().strip("/")
        return f"/{trimmed}" if trimmed else ""


def query_of(scope: Scope) -> Query:
    """The parameters of a request. Raises Problem if they are too many or too long."""
    raw: bytes = scope["query_string"]
    if len(raw) > MOST_QUERY:
        raise too_long()
    text = raw.decode(errors="replace")
    try:
        return parse_qs(text, keep_blank_values=True, max_num_fields=MOST_PARAMETERS)
    except ValueError:
        raise too_long() from None


def is_known(etag: str, scope: Scope) -> bool:
    """Whether the client says that it has just this already; '*' is whatever there is."""
    given = Headers(scope=scope).get("if-none-match", "")
    tags = [each.strip().removeprefix("W/") for each in given.split(",")]
    return etag in tags
