"""Fixtures of the cluster's tests: nginx with three replicas, and the figures at the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.cluster.topology import COMPOSE, Replica, cluster
from tools.serving import Server

SECRET = "STREAMLIT_SERVER_COOKIE_SECRET"


@dataclass(frozen=True)
class Cluster:
    """The page behind nginx, and its replicas by number."""

    front: Server
    replicas: dict[str, Replica]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """All of it, with the variables that compose.yaml gives to each replica."""
    settings = dict.fromkeys(COMPOSE["x-page"]["environment"], "")
    settings[SECRET] = "0123456789abcdef0123456789abcdef"
    with cluster(tmp_path_factory.mktemp("cluster"), settings) as (port, replicas):
        yield Cluster(
            Server("front", f"http://127.0.0.1:{port}", process_id=0),
            {str(number): each for number, each in enumerate(replicas, start=1)},
        )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The figures that tests recorded."""
    for report in terminalreporter.getreports("passed"):
        for name, value in getattr(report, "user_properties", ()):
            if report.when == "call":
                terminalreporter.write_line(f"{name}: {value}")
