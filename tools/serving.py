"""Serving: runs a Streamlit page in a process of its own, with nobody's settings but the page's.

Owns starting, waiting until it is ready and stopping. Talks to no page.
"""

from __future__ import annotations

import os
import site
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

START_SECONDS, STOP_SECONDS = 180, 10
NO_SETTINGS: Mapping[str, str] = MappingProxyType({})


class ServerFailed(RuntimeError):
    """A server did not start."""


@dataclass(frozen=True)
class Server:
    """A running Streamlit server of one page; its address has no slash at the end."""

    name: str
    address: str
    process_id: int


@contextmanager
def serve(
    name: str,
    page: Path,
    directory: Path | None,
    *,
    log: Path | None = None,
    base_path: str = "",
    options: Sequence[str] = (),
    asgi: bool = False,
    port: int = 0,
    settings: Mapping[str, str] = NO_SETTINGS,
) -> Iterator[Server]:
    """Run a page until the block ends, with the configuration of a directory, or with none.

    Settings of the person who runs this stay out in both cases; ``settings`` are variables of the
    environment. ``asgi``: uvicorn runs its ``app``, which knows no base path and no options.
    ``port``: a free one where 0. Raises ServerFailed.
    """
    port = port or free_port()
    address = f"http://127.0.0.1:{port}/{base_path}".rstrip("/")
    own = {key: value for key, value in os.environ.items() if not key.startswith("STREAMLIT_")}
    with TemporaryDirectory() as home, (log or Path(home) / "log").open("w+b") as output:
        process = subprocess.Popen(
            _uvicorn(page, port) if asgi else _streamlit(page, port, base_path, options),
            cwd=directory or home,
            # A new home hides ~/.streamlit; packages installed for the user alone must be found.
            env={**own, "HOME": home, "PYTHONUSERBASE": site.getuserbase(), **settings},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            if not _becomes_healthy(process, address):
                output.seek(0)
                raise ServerFailed(f"server {name} | not ready:\n{output.read()[-2_000:].decode()}")
            yield Server(name, address, process.pid)
        finally:
            process.terminate()
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()


def free_port() -> int:
    """A port of this machine that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    return port


def _streamlit(page: Path, port: int, base_path: str, options: Sequence[str]) -> tuple[str, ...]:
    return (
        *(sys.executable, "-m", "streamlit", "run", str(page)),
        *("--server.port", str(port), "--server.address", "127.0.0.1"),
        *("--server.headless", "true", "--browser.gatherUsageStats", "false"),
        *("--server.baseUrlPath", base_path, *options),
    )


def _uvicorn(page: Path, port: int) -> tuple[str, ...]:
    return (
        *(sys.executable, "-m", "uvicorn", f"{page.stem}:app", "--app-dir", str(page.parent)),
        *("--host", "127.0.0.1", "--port", str(port)),
    )


def _becomes_healthy(process: subprocess.Popen[bytes], address: str) -> bool:
    opener, end = build_opener(ProxyHandler({})), time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < end:
        try:
            with opener.open(f"{address}/_stcore/health", timeout=2) as answer:
                return bool(answer.read() == b"ok")
        except (URLError, OSError):
            time.sleep(0.1)
    return False
