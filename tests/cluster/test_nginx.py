"""nginx.conf alone, in front of replicas that only say who they are: cookies, copies, headers."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import httpx
import pytest

from tests.cluster.topology import ADDRESSES, fronting
from tools.serving import free_port
from tradedata.web.headers import EVERYWHERE, NOTHING, POLICY

pytestmark = pytest.mark.cluster
OWN = {**EVERYWHERE, POLICY: NOTHING}
KEPT = {"/api/claims.csv": "public, max-age=300", "/static/a.js": "public, immutable"}


class Named(BaseHTTPRequestHandler):
    """Answers with the number of its replica, and counts."""

    def __init__(
        self, number: str, asked: list[str], upgrades: list[str | None], *rest: object
    ) -> None:
        self._number, self._asked, self._upgrades = number, asked, upgrades
        super().__init__(*rest)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer one request."""
        self._asked.append(self.path)
        self._upgrades.append(self.headers.get("Upgrade"))
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        if kept := KEPT.get(self.path):
            self.send_header("Cache-Control", kept)
        self.end_headers()
        self.wfile.write(self._number.encode() * 2000)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Replicas:
    """Three of them, each at its port."""

    def __init__(self) -> None:
        self.ports = {number: free_port() for number in ADDRESSES}
        self.asked: list[str] = []
        self.upgrades: list[str | None] = []
        self._running = {number: ExitStack() for number in ADDRESSES}

    def start(self, number: str) -> None:
        """Answer from now on."""
        place = ("127.0.0.1", self.ports[number])
        server = ThreadingHTTPServer(place, partial(Named, number, self.asked, self.upgrades))
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        self._running[number].callback(server.server_close)
        self._running[number].callback(server.shutdown)

    def stop(self, number: str) -> None:
        """Answer no more."""
        self._running[number].close()


@pytest.fixture
def replicas() -> Iterator[Replicas]:
    """Running ones."""
    made = Replicas()
    for number in made.ports:
        made.start(number)
    yield made
    for number in made.ports:
        made.stop(number)


@pytest.fixture
def reader(replicas: Replicas, tmp_path: Path) -> Iterator[httpx.Client]:
    """A browser that keeps its cookies, before nginx."""
    with (
        fronting(tmp_path, [*replicas.ports.values()]) as port,
        httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client,
    ):
        yield client


def test_reader_gets_a_cookie_once_and_stays_where_it_leads(reader: httpx.Client) -> None:
    first = reader.get("/")
    home = first.text[0]
    assert first.headers["Set-Cookie"] == f"replica={home}; Path=/; HttpOnly; SameSite=Lax"
    for number in range(20):
        again = reader.get("/claims", headers={"User-Agent": f"another {number}"})
        assert (again.text[0], "Set-Cookie" in again.headers) == (home, False)


def test_readers_without_a_cookie_are_spread_and_each_stays(reader: httpx.Client) -> None:
    homes = list[set[str]]()
    for number in range(60):
        alike = set[str]()
        for _ in range(2):
            alike.add(reader.get("/", headers={"User-Agent": f"{number}"}).text[0])
            reader.cookies.clear()
        homes.append(alike)
    assert all(len(each) == 1 for each in homes)
    assert {*ADDRESSES} == set().union(*homes)


def test_reader_of_a_lost_replica_moves_and_does_not_move_back(
    reader: httpx.Client, replicas: Replicas
) -> None:
    home = reader.get("/").text[0]
    replicas.stop(home)
    moved = reader.get("/")
    assert moved.status_code == httpx.codes.OK
    assert moved.text[0] != home
    assert reader.cookies["replica"] == moved.text[0]
    replicas.start(home)
    assert {reader.get("/").text[0] for _ in range(20)} == {moved.text[0]}


@pytest.mark.parametrize("value", ["4", "1 2", "127.0.0.1:22", "x" * 4000])
def test_cookie_that_names_no_replica_is_replaced(reader: httpx.Client, value: str) -> None:
    answer = reader.get("/", headers={"Cookie": f"replica={value}"})
    assert answer.text[0] in ADDRESSES
    assert answer.headers["Set-Cookie"].startswith(f"replica={answer.text[0]};")


@pytest.mark.parametrize(
    ("path", "wanted", "handed_on"),
    [
        ("/_stcore/stream", "websocket", "websocket"),
        ("/_stcore/stream", "h2c", None),
        ("/", "websocket", None),
        ("/api/claims.csv", "h2c", None),
    ],
)
def test_upgrade_is_handed_on_for_the_page_s_own_websocket_alone(
    reader: httpx.Client, replicas: Replicas, path: str, wanted: str, handed_on: str | None
) -> None:
    reader.get(path, headers={"Upgrade": wanted, "Connection": "Upgrade"})
    assert replicas.upgrades == [handed_on]


def test_cookie_behind_https_reaches_a_frame_in_another_site(reader: httpx.Client) -> None:
    answer = reader.get("/", headers={"X-Forwarded-Proto": "https"})
    assert answer.headers["Set-Cookie"].endswith("; SameSite=None; Secure; Partitioned")


@pytest.mark.parametrize("path", KEPT)
def test_answer_that_others_may_keep_has_no_cookie(reader: httpx.Client, path: str) -> None:
    assert "Set-Cookie" not in reader.get(path).headers


def test_fault_of_an_address_moves_nobody(reader: httpx.Client) -> None:
    home = reader.get("/").text[0]
    agents = [f"{number}" for number in range(30)]
    answers = [reader.get(f"/api/{each}", headers={"User-Agent": each}) for each in agents]
    assert len({answer.text[0] for answer in answers}) > 1
    assert not any("Set-Cookie" in answer.headers for answer in answers)
    assert reader.get("/").text[0] == home


def test_data_by_address_are_asked_for_once(reader: httpx.Client, replicas: Replicas) -> None:
    (path, *_) = KEPT
    answers = [reader.get(path, headers={"User-Agent": f"{number}"}) for number in range(9)]
    assert len({answer.content for answer in answers}) == 1
    assert replicas.asked == [path]
    assert reader.get(path, headers={"Host": "another.example"}).status_code == httpx.codes.OK
    assert replicas.asked == [path, path], "an answer may name the host that it was asked of"


def test_text_is_compressed_for_whoever_takes_it(reader: httpx.Client) -> None:
    answers = [reader.get("/", headers={"Accept-Encoding": kind}) for kind in ("gzip", "identity")]
    assert [answer.headers.get("Content-Encoding") for answer in answers] == ["gzip", None]


def own_headers(answer: httpx.Response) -> dict[str, list[str]]:
    """Those of the table, each with all its values."""
    return {name: answer.headers.get_list(name) for name in OWN}


@pytest.mark.parametrize(
    ("path", "status"),
    [("/", 502), ("/api/", 502), (f"/{'x' * 20_000}", 414), ("/%00", 400)],
    ids=["page", "data", "long", "malformed"],
)
def test_answer_of_nginx_itself_has_the_headers_of_the_server(
    tmp_path: Path, path: str, status: int
) -> None:
    with (
        fronting(tmp_path, [free_port() for _ in ADDRESSES]) as port,
        httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client,
    ):
        answer = client.get(path)
    assert answer.status_code == status
    assert own_headers(answer) == {name: [value] for name, value in OWN.items()}


def test_request_that_is_none_gets_the_headers_of_the_server_too(reader: httpx.Client) -> None:
    assert reader.base_url.port
    with socket.create_connection(("127.0.0.1", reader.base_url.port)) as connection:
        connection.sendall(b"nonsense\r\n\r\n")
        answer = b"".join(iter(partial(connection.recv, 4096), b"")).decode()
    assert answer.startswith("HTTP/1.1 400 ")
    for name, value in OWN.items():
        assert answer.count(f"\r\n{name}: {value}\r\n") == 1
