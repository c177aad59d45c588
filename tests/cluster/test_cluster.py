"""Three replicas behind nginx, under load: what readers notice when one of them goes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from statistics import median
from time import monotonic

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.cluster.conftest import SECRET, Cluster
from tests.cluster.crowd import Crowd, reading
from tests.support.browsing import PATIENCE, keyed, menu_of, open_page, parameters, settle
from tests.support.factories import PROJECT
from tradedata.web.headers import EVERYWHERE, POLICY

pytestmark = pytest.mark.cluster
READERS = 12
VIEW = "?view=articles&side=russian-government"
CONNECTED = "[data-test-connection-state=CONNECTED]"
Note = Callable[[str, object], None]

# A dialog that nobody opened, and whether the document is still the one that was opened.
_WATCH = """() => {
  window.unasked = []
  new MutationObserver(() => {
    for (const each of document.querySelectorAll('[role=dialog]')) unasked.push(each.innerText)
  }).observe(document.body, { childList: true, subtree: true })
}"""


@contextmanager
def opened(chromium: Browser, running: Cluster) -> Iterator[Page]:
    """A view in a browser."""
    context = chromium.new_context(viewport={"width": 1280, "height": 1000})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    open_page(page, f"{running.front.address}/{VIEW}")
    page.evaluate(_WATCH)
    yield page
    context.close()


def replica_of(context: BrowserContext) -> str:
    """The replica that the browser's cookie names."""
    (replica,) = (c["value"] for c in context.cookies() if c["name"] == "replica")
    return replica


def has_left(page: Page, replica: str) -> bool:
    """Whether another replica answers the page by now."""
    return replica_of(page.context) != replica


def seen(page: Page) -> tuple[str, dict[str, list[str]]]:
    """What the page shows, and its address."""
    return page.locator("[data-testid=stMain]").inner_text(), parameters(page)


def wait_until(page: Page, condition: Callable[[], bool]) -> None:
    """Return when it holds, and the browser has a server again."""
    end = monotonic() + PATIENCE / 1000
    while not condition():
        assert monotonic() < end
        page.wait_for_timeout(50)
    page.wait_for_selector(CONNECTED)
    settle(page)


def sessions(running: Cluster) -> Counter[str]:
    """How many pages are open at each replica, by its own count."""
    found = Counter[str]()
    for number, replica in running.replicas.items():
        address = f"http://127.0.0.1:{replica.port}/_stcore/metrics"
        told = httpx.get(address, trust_env=False, timeout=PATIENCE).text
        found[number] = int(re.findall(r"^active_sessions (\d+)", told, re.MULTILINE)[0])
    return found


def homes(crowd: Crowd) -> dict[str, str]:
    """The replica of each reader."""
    return {reader.name: reader.replica for reader in crowd.readers}


def figures(crowd: Crowd) -> str:
    """What was done, and what came of it."""
    runs = sum(reader.runs for reader in crowd.readers)
    answers = sum(sum(reader.answers.values()) for reader in crowd.readers)
    words = f"{len(crowd.readers)} readers, {runs} runs, {answers} answers, "
    words += f"{len(crowd.faults)} faults, {len(crowd.moves)} pages lost"
    if back := sorted(move.seconds for move in crowd.moves):
        words += f" and back after {median(back):.1f} s, {back[-1]:.1f} s at most"
    return words


def test_readers_under_load_stay_with_their_replica(
    running: Cluster, record_property: Note
) -> None:
    with reading(running.front, READERS) as crowd:
        before = homes(crowd)
        crowd.go_on()
        assert sessions(running) == Counter(before.values())
        assert homes(crowd) == before
    assert len({*before.values()}) > 1
    assert (crowd.faults, crowd.moves) == ([], [])
    record_property("stay", figures(crowd))


def test_killed_replica_loses_only_its_own_and_they_come_back_with_their_view(
    running: Cluster, chromium: Browser, record_property: Note
) -> None:
    with reading(running.front, READERS) as crowd, opened(chromium, running) as page:
        before, view, lost = homes(crowd), seen(page), replica_of(page.context)
        running.replicas[lost].kill()
        killed = monotonic()
        wait_until(page, partial(has_left, page, lost))
        record_property("a browser's page is back after", f"{monotonic() - killed:.1f} s")
        wait_until(page, lambda: seen(page) == view)
        its_own = [reader for reader in crowd.readers if before[reader.name] == lost]
        crowd.wait(lambda: all(reader.moves for reader in its_own))
        running.replicas[lost].start()
        moved = homes(crowd)
        crowd.go_on()
        assert homes(crowd) == moved, "whoever came to another replica stays there"
        assert page.evaluate("() => window.unasked") == []
        menu_of(page, "answer")
        with page.expect_download() as waiting:  # a file of the session's, at its new replica
            keyed(page, "csv-answer").locator("button").press("Enter")
        assert waiting.value.path().read_bytes()
    assert [len(reader.moves) for reader in crowd.readers] == [
        int(before[reader.name] == lost) for reader in crowd.readers
    ]
    # An answer that was on its way may be cut off; nobody is answered with a fault.
    assert [fault for fault in crowd.faults if "Error" not in fault] == []
    record_property("one killed", figures(crowd))


def test_rolling_restart_shows_nobody_an_error(
    running: Cluster, chromium: Browser, record_property: Note
) -> None:
    with reading(running.front, READERS) as crowd, opened(chromium, running) as page:
        view = seen(page)
        for number, replica in running.replicas.items():
            replica.stop()
            crowd.go_on()
            replica.start()
            wait_until(page, partial(has_left, page, number))
        crowd.go_on()
        wait_until(page, lambda: seen(page) == view)
        assert page.evaluate("() => window.unasked") == []
    assert crowd.faults == []
    assert len(crowd.moves) >= READERS
    record_property("rolling restart", figures(crowd))


# Those of the way from one to the next, and that nginx may compress what it passes on.
OF_THE_WAY = {"connection", "date", "server", "transfer-encoding"}
COMPRESSED = ("vary", "Accept-Encoding")


def sent(answer: httpx.Response) -> list[tuple[str, str]]:
    """The headers that a replica answers for, a random token left out."""
    headers = [(name, value.partition("=2|")[0]) for name, value in answer.headers.multi_items()]
    return sorted(h for h in headers if h[0] not in OF_THE_WAY and h != COMPRESSED)


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/?embed=true", "/claims", "/_stcore/health", "/favicon.png", "/media/none.csv"),
        *("/api/", "/api/docs", "/api/claims.csv", "/api/claims.csv?view=nothing", "/api/nothing"),
    ],
)
def test_nginx_neither_adds_nor_doubles_a_header_of_a_replica(running: Cluster, path: str) -> None:
    """Asked twice, since a copy that nginx keeps must be the same too."""
    direct = f"http://127.0.0.1:{running.replicas['1'].port}"
    headers = {"Host": "trade.example", "Accept-Encoding": "identity", "Cookie": "replica=1"}
    answers = [
        httpx.get(f"{address}{path}", headers=headers, trust_env=False, timeout=PATIENCE)
        for address in (direct, running.front.address, running.front.address)
    ]
    own, *passed = map(sent, answers)
    assert {*map(str.lower, (*EVERYWHERE, POLICY))} <= dict(own).keys()
    assert passed == [own, own]
    assert len({(answer.status_code, answer.content) for answer in answers}) == 1


# Signs a cookie, or reads one, with the secret that a replica takes from its environment.
_COOKIE = """
import sys
import server
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette import starlette_app_utils as cookies
work, text = getattr(cookies, sys.argv[1]), sys.argv[2]
print((work(get_cookie_secret(), "name", text) or b"").decode())
"""


def in_replica(secret: str, work: str, text: str) -> str:
    """What one makes of a text with Streamlit's own function."""
    done = subprocess.run(
        [sys.executable, "-c", _COOKIE, work, text],
        cwd=PROJECT,
        env={**os.environ, SECRET: secret},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_cookie_signed_by_one_replica_is_read_by_another_with_the_same_secret() -> None:
    secret = "a secret of theirs, and a long one"
    cookie = in_replica(secret, "create_signed_value", "value")
    assert in_replica(secret, "decode_signed_value", cookie) == "value"
    assert in_replica("another, and just as long a one", "decode_signed_value", cookie) == ""
