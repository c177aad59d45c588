"""Owns the Streamlit servers under measurement: start, wait until ready, resident memory, stop.

It must not talk to the pages that they serve; sessions do that.
"""

from __future__ import annotations

import os
import site
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

READY_SECONDS_AT_MOST = 60
STOP_SECONDS_AT_MOST = 10
LOG_LINES_SHOWN = 15


class ServerFailed(RuntimeError):
    """A server did not start, or is gone."""


@dataclass(frozen=True)
class Server:
    """A running Streamlit server of one page."""

    name: str
    port: int
    process: subprocess.Popen[bytes]

    def resident_bytes(self) -> int | None:
        """Return the resident memory of the server and its children, None without /proc."""
        return resident_bytes(self.process.pid)


@contextmanager
def serve(name: str, page: Path, working_directory: Path | None) -> Iterator[Server]:
    """Run `streamlit run page` and stop it at the end, whatever happens.

    The server reads the configuration of `working_directory`; None gives it an empty one, which
    leaves Streamlit's defaults. Settings of the person who runs this stay out in both cases.

    Raises:
        ServerFailed: the server did not become ready.
    """
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        home = Path(scratch)
        empty = home / "empty"
        empty.mkdir()
        port = free_port()
        log_path = home / "server.log"
        with log_path.open("wb") as log:
            process = subprocess.Popen(
                command(page, port),
                cwd=working_directory or empty,
                env=environment(home),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        try:
            wait_until_ready(name, port, process, log_path)
            yield Server(name, port, process)
        finally:
            stop(process)


def command(page: Path, port: int) -> tuple[str, ...]:
    """Return the command line of a server: nothing but what running unattended needs."""
    return (
        *(sys.executable, "-m", "streamlit", "run", str(page)),
        *("--server.port", str(port)),
        *("--server.address", "127.0.0.1"),
        *("--server.headless", "true"),
        *("--browser.gatherUsageStats", "false"),
    )


def environment(home: Path) -> dict[str, str]:
    """Return the environment of a server, without anyone's own Streamlit settings."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("STREAMLIT_")}
    # A new home hides ~/.streamlit; packages installed for the user alone must still be found.
    return kept | {"HOME": str(home), "PYTHONUSERBASE": site.getuserbase()}


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def wait_until_ready(
    name: str, port: int, process: subprocess.Popen[bytes], log_path: Path
) -> None:
    """Return once the server says that it is healthy.

    Raises:
        ServerFailed: it ended, or was not healthy in time; the message ends with its log.
    """
    opener = build_opener(ProxyHandler({}))
    deadline = time.monotonic() + READY_SECONDS_AT_MOST
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with opener.open(f"http://127.0.0.1:{port}/_stcore/health", timeout=2) as response:
                if response.read() == b"ok":
                    return
        except (URLError, OSError):
            pass
        time.sleep(0.1)
    ended = "still starting" if process.poll() is None else f"ended with {process.returncode}"
    log = log_path.read_text(encoding="utf-8", errors="replace").splitlines()[-LOG_LINES_SHOWN:]
    raise ServerFailed("\n".join((f"server {name} | not ready: {ended}", *log)))


def stop(process: subprocess.Popen[bytes]) -> None:
    """End the process: politely first, and surely in the end."""
    process.terminate()
    try:
        process.wait(STOP_SECONDS_AT_MOST)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(STOP_SECONDS_AT_MOST)


def resident_bytes(process_id: int, proc: Path = Path("/proc")) -> int | None:
    """Return the resident memory of a process and all its descendants, None without /proc."""
    resident: dict[int, int] = {}
    parents: dict[int, int] = {}
    for status in proc.glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":", 1) for line in status.read_text().splitlines())
        except OSError:  # it ended while the list was read
            continue
        found = int(status.parent.name)
        parents[found] = int(fields["PPid"])
        resident[found] = int(fields.get("VmRSS", "0 kB").split()[0]) * 1024
    if process_id not in resident:
        return None
    family = {process_id}
    while grown := {child for child, parent in parents.items() if parent in family} - family:
        family |= grown
    return sum(resident[member] for member in family)
