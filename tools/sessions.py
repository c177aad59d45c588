"""Sessions: open pages of a Streamlit server, spoken to as Streamlit's web page speaks to it.

Owns the protocol: a run, a changed control, an opened card. Draws nothing and measures no time.
"""

from __future__ import annotations

import asyncio
import json
from collections import deque
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Selectbox_pb2 import Selectbox
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from tools.serving import Server

CONTROL = "baseline"  # the key of a selectbox of all pages
BROWSER, CARD = "browser", "trade-overchuk-diplomat"  # what hears a click, and on which number
ACTS = ("page", "control", "card")
RUN_SECONDS, OPTIONS_TRIED, LARGEST_MESSAGE = 60, 10, 64 * 1024 * 1024
CACHED_RUNS = 2  # Streamlit's global.maxCachedMessageAge


class PageFailed(RuntimeError):
    """A page raised, or lacks the control that is to be changed."""


def dial(server: Server, **more: Any) -> connect:
    """A connection from the server's own page, to be entered."""
    return connect(
        f"{server.address.replace('http', 'ws')}/_stcore/stream",
        origin=Origin(server.address),
        subprotocols=[Subprotocol("streamlit")],
        max_size=LARGEST_MESSAGE,
        proxy=None,
        **more,
    )


class Session:
    """One open page: it speaks to the server as Streamlit's web page does, and draws nothing."""

    def __init__(self, server: Server, connection: ClientConnection) -> None:
        """Take a connection to the server, over which nothing was said yet."""
        self.received = 0  # bytes of messages of the last run
        self.fragments = dict.fromkeys(ACTS, "")  # blank where an act runs the whole page
        self._server, self._connection = server, connection
        self._control, self._changes = Selectbox(), 0
        self._browser_id = self._page_hash = ""
        self._held = deque([set[str]()], CACHED_RUNS)  # large messages that a browser keeps

    async def run(self, act: str = "page") -> frozenset[str]:
        """Run the page, move the control on or open a card; return hashes of what was drawn.

        A page without cards runs whole. Raises PageFailed when it raised, and TimeoutError when it
        did not end.
        """
        message = BackMsg()
        request, context = message.rerun_script, message.rerun_script.context_info
        request.page_script_hash, request.fragment_id = self._page_hash, self.fragments[act]
        request.cached_message_hashes.extend(set[str]().union(*self._held))
        context.url, context.timezone, context.locale = f"{self._server.address}/", "UTC", "en-US"
        self._changes += act == "control"
        add, options = request.widget_states.widgets.add, self._control.options
        if self._changes:
            add(id=self._control.id, string_value=options[self._changes % len(options)])
        if act == "card" and self._browser_id:
            click = json.dumps([{"event": "card", "value": CARD}])
            # A browser also sends what the component holds, which is nothing yet.
            add(id=self._browser_id, json_value="{}")
            add(id=f"$$STREAMLIT_INTERNAL_KEY_{self._browser_id}__events", json_trigger_value=click)
        async with asyncio.timeout(RUN_SECONDS):
            await self._connection.send(message.SerializeToString())
            drawn, end = await self._read()
        if (end == ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY) != bool(request.fragment_id):
            raise PageFailed(f"page {self._server.name} | it ran another part than was asked for")
        return drawn

    async def _read(self) -> tuple[frozenset[str], int]:
        """What is drawn until the run ends; an early end means that the page asked for another."""
        drawn, self.received, end = set(), 0, ForwardMsg.FINISHED_EARLY_FOR_RERUN
        self._held.append(set())
        while end == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            content = await self._connection.recv(decode=False)
            self.received += len(content)
            message = ForwardMsg.FromString(content)
            kind, seen = message.WhichOneof("type"), message.ref_hash or message.hash
            if kind == "new_session":
                self._page_hash = message.new_session.page_script_hash
            elif kind == "script_finished":
                end = message.script_finished
            elif kind in ("ref_hash", "delta"):
                drawn.add(seen)
                self._see(message.delta)
                if kind == "ref_hash" or message.metadata.cacheable:
                    self._held[-1].add(seen)
        return frozenset(drawn), end

    def _see(self, delta: Delta) -> None:
        element = delta.new_element
        if element.WhichOneof("type") == "exception":
            fault = element.exception
            raise PageFailed(f"page {self._server.name} | {fault.type}: {fault.message}")
        if element.bidi_component.component_name == BROWSER:
            self._browser_id, self.fragments["card"] = element.bidi_component.id, delta.fragment_id
        # An id is "$$ID-<hash>-<key>", and a key may hold hyphens of its own.
        if element.selectbox.id.split("-", 2)[-1] == CONTROL:
            self._control, self.fragments["control"] = element.selectbox, delta.fragment_id

    async def try_control(self) -> None:
        """Go through the options, which also warms the server. Raises PageFailed if all are one."""
        drawn = {await self.run("control") for _ in self._control.options[:OPTIONS_TRIED]}
        if len(drawn) < 2:
            raise PageFailed(f"page {self._server.name} | no selectbox {CONTROL!r} changes it")
