"""The whole server in a process of its own, as uvicorn and as Streamlit run it, from outside."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

import server
from tests.server.conftest import VIEWS
from tests.support.factories import PROJECT, copy_data
from tests.support.rendering import charts, opened
from tests.support.threads import in_thread
from tools.serving import Server, serve
from tradedata.exports.pages import shown
from tradedata.views.pages import PAGES
from tradedata.views.parameters import Asked, read_address
from tradedata.web.operations import OPERATIONS

SERVER = PROJECT / "server.py"
EDITED = "2099.1.1"
PATIENCE = 180  # seconds; a busy machine is slow, which is no fault


@pytest.fixture(scope="module")
def by_uvicorn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Started elsewhere than in the repository, whose settings it finds all the same."""
    log = tmp_path_factory.mktemp("uvicorn") / "log.txt"
    with serve("uvicorn", SERVER, None, log=log, asgi=True) as server:
        yield server
    assert "Traceback" not in log.read_text(encoding="utf-8")


def get(address: str, **headers: str) -> bytes:
    """What a plain client gets."""
    with urlopen(Request(address, headers=headers), timeout=60) as answer:
        content: bytes = answer.read()
    return content


@pytest.mark.whole
def test_streamlit_serves_page_and_data_below_a_path(tmp_path: Path) -> None:
    log = tmp_path / "log.txt"
    with serve("streamlit", SERVER, PROJECT, log=log, base_path="trade") as server:
        assert b"<title>The answer" in get(f"{server.address}/")
        assert f'rel="canonical" href="{server.address}/claims"'.encode() in get(
            f"{server.address}/claims"
        )
        assert get(f"{server.address}/api/claims.csv?view=articles").startswith(b"\xef\xbb\xbfrow_")
    assert "Traceback" not in log.read_text(encoding="utf-8")


@pytest.mark.whole
def test_answer_follows_an_edit_of_the_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = copy_data(tmp_path)
    monkeypatch.setenv("TRADE_DATA", str(data))
    package = data / "datapackage.json"
    with serve("edited", SERVER, None, asgi=True) as server:
        before = json.loads(get(f"{server.address}/api/"))
        text = package.read_text(encoding="utf-8")
        package.write_text(text.replace(before["data_version"], EDITED), encoding="utf-8")
        until = time.monotonic() + PATIENCE
        while (version := json.loads(get(f"{server.address}/api/"))["data_version"]) != EDITED:
            assert time.monotonic() < until, version
            time.sleep(0.1)


@pytest.mark.whole
def test_pandas_in_another_process_reads_the_address_of_the_readme(by_uvicorn: Server) -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    (line,) = (line for line in readme.splitlines() if "pandas.read_csv(" in line)
    line = line.replace("http://localhost:8501", by_uvicorn.address)
    code = f"import pandas\n{line.strip()}\nprint(claims.shape[0], claims.value.sum())"
    own = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=own
    )
    rows, total = done.stdout.split()
    claims = read_address("view=articles", VIEWS).view.claims
    assert int(rows) == len(claims)
    assert float(total) == pytest.approx(float(sum(claim.value for claim in claims)))


@pytest.mark.whole
def test_twelve_numbers_are_the_same_on_the_page_and_at_every_address(by_uvicorn: Server) -> None:
    drawn = {key: value for chart in charts(opened()).values() for key, value in chart.numbers}
    stated = sorted(drawn.keys() & VIEWS.whole.claims_by_id.keys())
    computed = sorted(drawn.keys() & VIEWS.whole.results.keys())
    twelve = [*stated[:: len(stated) // 9][:9], *computed[:3]]
    assert len({*twelve}) == 12
    for key in twelve:
        document = json.loads(
            get(f"{by_uvicorn.address}/api/claims/{key}"), parse_float=Decimal, parse_int=Decimal
        )
        rows = {row["id"]: row for row in (*document["claims"], *document["indicators"])}
        told = [
            rows[key]["value"],
            _only(get(f"{by_uvicorn.address}/api/claims.csv?claim={key}"))["value"],
            *_lines_of(key),
        ]
        assert {*map(Decimal, told)} == {Decimal(told[0])}
        assert float(told[0]) == drawn[key]


def _lines_of(key: str) -> Iterator[Decimal]:
    """The value in every table of ``show`` that has the number."""
    for place in ("", "claims"):
        for content in shown(read_address(place, VIEWS)).values():
            yield from _values(content, key)


def _values(content: object, key: str) -> Iterator[Decimal]:
    match content:
        case dict():
            if content.get("Id") == key:
                yield content["Value"]
            for each in content.values():
                yield from _values(each, key)
        case list() | tuple():
            for each in content:
                yield from _values(each, key)


def _only(content: bytes) -> dict[str, str]:
    header, row = csv_rows(content)
    return dict(zip(header, row, strict=True))


def csv_rows(content: bytes) -> list[list[str]]:
    """The rows of a CSV, the header first."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.whole
def test_description_holds_for_a_client_that_tries_everything_in_it(
    by_uvicorn: Server, tmp_path: Path
) -> None:
    """All checks but one: what a parameter may be depends on others, and no schema says that."""
    done = subprocess.run(
        [
            *(str(Path(sys.executable).with_name("schemathesis")), "run"),
            *(f"{by_uvicorn.address}/api/openapi.json", "--exclude-checks"),
            *("positive_data_acceptance", "--max-examples", "8", "--seed", "1", "--no-color"),
            *("--warnings", "off"),
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert re.search(rf"Tested: +{len(OPERATIONS)}\n", done.stdout)


def test_server_makes_the_first_page_before_anybody_is_let_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = list[Asked]()
    monkeypatch.setattr(server, "shown", made.append)
    in_thread(asyncio.run, started())
    assert [(each.page, each.view.claims) for each in made] == [(PAGES[0], VIEWS.whole.claims)]


def test_server_that_cannot_make_the_first_page_starts_all_the_same(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(server, "shown", lambda _: 1 / 0)
    in_thread(asyncio.run, started())
    assert "could not be made beforehand" in caplog.text


async def started() -> None:
    """The server, from before its first reader until after its last."""
    async with server.warm(server.app):
        pass
