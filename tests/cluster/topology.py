"""Topology: what deploy/ describes, as processes of this machine.

Owns starting, stopping and killing. The files are those of the containers: the image's tree, what
compose.yaml sets, nginx.conf with other addresses.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import monotonic, sleep

import yaml

from deploy.healthy import is_healthy
from tests.support.factories import PROJECT
from tools.serving import START_SECONDS, STOP_SECONDS, Server, free_port, serve

DEPLOY = PROJECT / "deploy"
RULES = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
# Each replica's number, which its readers' cookie holds, and its address among the containers.
ADDRESSES: Mapping[str, str] = dict(re.findall(r"^ +(\d) (\S+);$", RULES, re.MULTILINE))
_LISTEN = "listen 8080;"


class Replica:
    """One process of the page at one port, which can go and come back."""

    def __init__(self, tree: Path, port: int, settings: Mapping[str, str], logs: Path) -> None:
        self.port = port
        self._tree, self._settings, self._logs = tree, settings, logs
        self._running = ExitStack()
        self._server: Server | None = None
        self._starts = 0

    def start(self) -> None:
        """Return when it is healthy."""
        self._starts += 1
        log = self._logs / f"{self.port}-{self._starts}.txt"
        self._server = self._running.enter_context(
            serve(
                *("replica", self._tree / "server.py", None),
                log=log,
                asgi=True,
                port=self.port,
                settings=self._settings,
            )
        )

    def stop(self) -> None:
        """End it as an orchestrator does."""
        self._running.close()

    def kill(self) -> None:
        """End it without a word to anybody."""
        assert self._server
        os.kill(self._server.process_id, signal.SIGKILL)
        self.stop()


def copy_image(directory: Path) -> Path:
    """The tree of an image: what .dockerignore lets through."""
    for line in (PROJECT / ".dockerignore").read_text(encoding="utf-8").splitlines():
        if line.startswith("!"):
            source, target = PROJECT / line[1:], directory / line[1:]
            target.parent.mkdir(parents=True, exist_ok=True)
            copy = shutil.copytree if source.is_dir() else shutil.copyfile
            copy(source, target)
    return directory


def rules_for(port: int, replicas: Sequence[int]) -> str:
    """nginx.conf, listening at a port of this machine, for replicas at others."""
    rules = RULES.replace(_LISTEN, f"listen 127.0.0.1:{port};")
    for address, replica in zip(ADDRESSES.values(), replicas, strict=True):
        rules = rules.replace(address, f"127.0.0.1:{replica}")
    return rules


@contextmanager
def fronting(directory: Path, replicas: Sequence[int]) -> Iterator[int]:
    """Nginx in front of ports of this machine until the block ends; its own port."""
    port = free_port()
    rules = directory / "nginx.conf"
    rules.write_text(rules_for(port, replicas), encoding="utf-8")
    # Its workers would else be somebody who may not write to the test's directory.
    as_root = "user root;" if os.geteuid() == 0 else ""
    with (directory / "log.txt").open("wb") as log:
        process = subprocess.Popen(
            [
                *(_nginx(), "-e", "stderr", "-p", f"{directory}/", "-c", str(rules)),
                *("-g", f"daemon off; {as_root}"),
            ],
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_for(process, directory / "nginx.pid", directory / "log.txt")
            yield port
        finally:
            process.terminate()
            process.wait(STOP_SECONDS)


def _nginx() -> str:
    """Debian has it where only the superuser looks."""
    found = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    assert found, "These tests start nginx: `make test` installs it, or apt-get install nginx-light"
    return found


def _wait_for(process: subprocess.Popen[bytes], pid: Path, log: Path) -> None:
    end = monotonic() + START_SECONDS
    while not (pid.is_file() and pid.read_text()):
        has_failed = process.poll() is not None or monotonic() > end
        assert not has_failed, log.read_text(encoding="utf-8")
        sleep(0.05)


@contextmanager
def cluster(directory: Path, settings: Mapping[str, str]) -> Iterator[tuple[int, list[Replica]]]:
    """Nginx and its replicas: the port, and the replicas in order."""
    tree = copy_image(directory / "image")
    with ExitStack() as stack:
        replicas = [Replica(tree, free_port(), settings, directory) for _ in ADDRESSES]
        for each in replicas:
            stack.callback(each.stop)
            each.start()
        port = stack.enter_context(fronting(directory, [each.port for each in replicas]))
        assert is_healthy(str(port))
        yield port, replicas
    for log in directory.glob("*.txt"):
        assert "Traceback" not in log.read_text(encoding="utf-8"), log
