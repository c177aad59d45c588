"""Owns one browser-like session: it speaks Streamlit's websocket protocol as its web page does.

It must not know what is measured: it opens a page, runs it again, and changes one control.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Origin, Subprotocol

RUN_SECONDS_AT_MOST = 60
OPEN_SECONDS_AT_MOST = 20
MESSAGE_BYTES_AT_MOST = 64 * 1024 * 1024
CACHED_RUNS = 2  # Streamlit's global.maxCachedMessageAge


class PageFailed(RuntimeError):
    """The page raised, never finished, or lacks the control that is to be changed."""

    def __init__(self, page: str, fault: str) -> None:
        super().__init__(f"page {page} | {fault}")


@dataclass(frozen=True)
class Run:
    """What one run of the page, or of one of its fragments, sent."""

    scope: str
    drawn: frozenset[str]
    received_bytes: int


@dataclass(frozen=True)
class Control:
    """A choice on the page: its options as shown, and the fragment that it re-runs."""

    widget_id: str
    kind: str
    options: tuple[str, ...]
    default: int | None
    fragment_id: str
    query_key: str

    def state(self, option: int) -> WidgetState:
        """Return the message in which a browser reports that `option` is chosen."""
        state = WidgetState(id=self.widget_id)
        if self.kind == "button_group":
            state.string_array_value.data.append(self.options[option])
        else:
            state.string_value = self.options[option]
        return state

    def query(self, option: int) -> str:
        """Return the query string: it holds a bound control that is not at its default."""
        if not self.query_key or option == self.default:
            return ""
        return urlencode({self.query_key: self.options[option]})


def control_in(delta: Delta, key: str) -> Control | None:
    """Return the control that `delta` draws if the page's author gave it the key `key`."""
    element = delta.new_element
    kind = element.WhichOneof("type")
    if kind == "selectbox":
        drawn_id, options = element.selectbox.id, tuple(element.selectbox.options)
        default = element.selectbox.default if element.selectbox.HasField("default") else None
        query_key = element.selectbox.query_param_key
    elif kind == "radio":
        drawn_id, options = element.radio.id, tuple(element.radio.options)
        default = element.radio.default if element.radio.HasField("default") else None
        query_key = element.radio.query_param_key
    elif kind == "button_group":
        group = element.button_group
        drawn_id, options = group.id, tuple(option.content for option in group.options)
        default = group.default[0] if group.default else None
        query_key = group.query_param_key
    else:
        return None
    # An id is "$$ID-<hash>-<key>", and a key may hold hyphens of its own.
    if drawn_id.split("-", 2)[-1] != key:
        return None
    return Control(drawn_id, kind, options, default, delta.fragment_id, query_key)


class MessageCache:
    """Hashes of the large messages that a browser keeps, so that a server need not send them again.

    It follows the expiry of Streamlit's own web page: a message is dropped after two runs that
    could have drawn it and did not.
    """

    def __init__(self) -> None:
        self._runs = 0
        self._held: dict[str, tuple[int, str]] = {}

    def hashes(self) -> tuple[str, ...]:
        """Return the hashes to name in the next request."""
        return tuple(self._held)

    def keep(self, message: ForwardMsg) -> None:
        """Hold a cacheable message, or note that a held one was used again."""
        if message.WhichOneof("type") == "ref_hash":
            if message.ref_hash in self._held:
                self._held[message.ref_hash] = (self._runs, self._held[message.ref_hash][1])
        elif message.metadata.cacheable:
            self._held[message.hash] = (self._runs, message.delta.fragment_id)

    def finish_run(self, fragment_id: str) -> None:
        """Drop what is too old; `fragment_id` is empty after a run of the whole page."""
        self._runs += 1
        self._held = {
            hashed: (run, owner)
            for hashed, (run, owner) in self._held.items()
            if self._runs - run <= CACHED_RUNS or (fragment_id and owner != fragment_id)
        }


class Session:
    """One open page. Use it as `async with Session(page, port, key) as session`."""

    def __init__(self, page: str, port: int, control_key: str) -> None:
        self._page = page
        self._port = port
        self._control_key = control_key
        self._connection: ClientConnection | None = None
        self._cache = MessageCache()
        self._page_script_hash = ""
        self._option = 0
        self._changed = False
        self.control: Control | None = None

    async def __aenter__(self) -> Self:
        host = f"127.0.0.1:{self._port}"
        try:
            self._connection = await connect(
                f"ws://{host}/_stcore/stream",
                origin=Origin(f"http://{host}"),
                subprotocols=[Subprotocol("streamlit")],
                open_timeout=OPEN_SECONDS_AT_MOST,
                max_size=MESSAGE_BYTES_AT_MOST,
                proxy=None,
            )
        except (OSError, WebSocketException) as fault:
            raise PageFailed(self._page, f"it cannot be opened: {fault}") from fault
        try:
            await self.rerun_page()
            if self.control is None:
                raise PageFailed(self._page, f"no choice has the key {self._control_key!r}")
            if len(self.control.options) < 2:
                raise PageFailed(self._page, f"{self._control_key!r} has fewer than 2 options")
            self._option = self.control.default or 0
        except BaseException:
            await self._connection.close()
            raise
        return self

    async def __aexit__(
        self,
        exception_type: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._connection is not None:
            await self._connection.close()

    async def rerun_page(self) -> Run:
        """Run the whole page once more with the control as it stands.

        Raises:
            PageFailed: the page raised, or did not finish in time.
        """
        return await self._run("")

    async def change_control(self) -> Run:
        """Move the control to its next option, which re-runs its fragment, or else the page.

        Raises:
            PageFailed: the page raised, did not finish in time, or ran something else.
        """
        if self.control is None:
            raise PageFailed(self._page, "the session is not open")
        self._option = (self._option + 1) % len(self.control.options)
        self._changed = True
        run = await self._run(self.control.fragment_id)
        expected = "fragment" if self.control.fragment_id else "page"
        if run.scope != expected:
            raise PageFailed(self._page, f"a change ran the {run.scope}, expected the {expected}")
        return run

    def _request(self, fragment_id: str) -> BackMsg:
        request = BackMsg()
        client = request.rerun_script
        client.page_script_hash = self._page_script_hash
        client.fragment_id = fragment_id
        client.cached_message_hashes.extend(self._cache.hashes())
        client.context_info.url = f"http://127.0.0.1:{self._port}/"
        client.context_info.timezone = "UTC"
        client.context_info.locale = "en-US"
        client.context_info.color_scheme = "light"
        if self.control is not None and self._changed:
            client.query_string = self.control.query(self._option)
            client.widget_states.widgets.append(self.control.state(self._option))
        return request

    async def _run(self, fragment_id: str) -> Run:
        if self._connection is None:
            raise PageFailed(self._page, "the session is not open")
        try:
            async with asyncio.timeout(RUN_SECONDS_AT_MOST):
                await self._connection.send(self._request(fragment_id).SerializeToString())
                return await self._read_run(self._connection, fragment_id)
        except TimeoutError:
            raise PageFailed(
                self._page, f"a run did not finish in {RUN_SECONDS_AT_MOST} s"
            ) from None
        except WebSocketException as fault:
            raise PageFailed(self._page, f"the connection was lost: {fault}") from fault

    async def _read_run(self, connection: ClientConnection, fragment_id: str) -> Run:
        drawn: set[str] = set()
        received_bytes = 0
        while True:
            frame = await connection.recv(decode=False)
            received_bytes += len(frame)
            message = ForwardMsg.FromString(frame)
            kind = message.WhichOneof("type")
            self._cache.keep(message)
            if kind == "new_session":
                self._page_script_hash = message.new_session.page_script_hash
            elif kind == "ref_hash":
                drawn.add(message.ref_hash)
            elif kind == "delta":
                drawn.add(message.hash)
                self._read_delta(message.delta)
            elif kind == "script_finished":
                if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                    raise PageFailed(self._page, "it does not compile")
                # Finished early means that the page asked for another run, which follows.
                if message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    break
        self._cache.finish_run(fragment_id)
        in_fragment = message.script_finished == ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY
        return Run("fragment" if in_fragment else "page", frozenset(drawn), received_bytes)

    def _read_delta(self, delta: Delta) -> None:
        if delta.new_element.WhichOneof("type") == "exception":
            fault = delta.new_element.exception
            raise PageFailed(self._page, f"it raised {fault.type}: {fault.message}")
        self.control = control_in(delta, self._control_key) or self.control
