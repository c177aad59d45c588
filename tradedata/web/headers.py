"""Headers: what browsers are told that they may do with the page and with what comes with it.

Owns the policies, each as tight as the page can still be drawn with. Knows no content.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "Content-Security-Policy"
EVERYWHERE: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    # A source learns which site its reader came from, not what was looked at there.
    "Referrer-Policy": "strict-origin-when-cross-origin",
    # Copying and full screen are asked for by the page itself, in a frame by leave of its owner.
    "Permissions-Policy": ", ".join(
        (
            *("clipboard-write=(self)", "fullscreen=(self)"),
            *(f"{name}=()" for name in ("camera", "display-capture", "geolocation", "microphone")),
            *(f"{name}=()" for name in ("midi", "payment", "serial", "usb")),
        )
    ),
}
# Of files that are no page: whatever a browser might make of them, it runs and fetches nothing.
NOTHING = "default-src 'none'; frame-ancestors 'self'; sandbox"
_INLINE = re.compile(
    r"""<script(?![^>]*\b(?:src=|type="application/))[^>]*>(.*?)</script>""", re.DOTALL
)


class Headers:
    """Puts the headers on every answer of an app that does not carry them yet."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in {**EVERYWHERE, POLICY: NOTHING}.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_with_headers)


def page_policy(markup: str, query: bytes) -> str:
    """What the page may load and run, and who may frame it, for its own markup.

    Of inline scripts just those that stand in the markup run. Styles are inline all over Streamlit
    and Plotly; the page's own components come as blobs; what reads Streamlit's messages counts in
    WebAssembly, which by itself reaches nothing. Any site may frame an address that says
    ``embed=true``, which is how the page gives out its frames; the others only the page's own.
    """
    scripts = " ".join(f"'sha256-{_digest(script)}'" for script in _INLINE.findall(markup))
    embedded = parse_qs(query.decode("latin-1")).get("embed", [""])[-1].lower() == "true"
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'wasm-unsafe-eval' blob: {scripts}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self' data: blob:",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            f"frame-ancestors {'*' if embedded else chr(39) + 'self' + chr(39)}",
        )
    )


def style_policy(style: str) -> str:
    """What a page without a script may do: look as its one style says."""
    return f"default-src 'none'; style-src 'sha256-{_digest(style)}'; frame-ancestors 'self'"


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
