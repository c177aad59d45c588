"""Validators and encodings: what a reader or a cache that has an answer is spared."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.server.conftest import Served
from tests.support.factories import PROJECT, shipped_data
from tradedata.data.watching import Snapshot
from tradedata.exports.files import FORMATS
from tradedata.views.view import Views
from tradedata.web import operations, store


def test_answer_that_is_known_is_not_sent_again(client: TestClient) -> None:
    path = "/api/claims.csv?view=articles"
    tag = client.get(path).headers["etag"]
    for known in (tag, f'"other", {tag}', f"W/{tag}", "*"):
        response = client.get(path, headers={"If-None-Match": known})
        assert (response.status_code, response.content) == (304, b"")
        assert response.headers["etag"] == tag
        assert response.headers["cache-control"]
        assert response.headers["vary"] == "Accept-Encoding"
    assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.whole
def test_etag_tells_apart_whatever_changes_the_answer(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tag(found: TestClient, path: str = "/api/claims.csv", **headers: str) -> str:
        return str(
            found.get(path, headers={"Accept-Encoding": "identity", **headers}).headers["etag"]
        )

    client = served()
    other = Views(replace(shipped_data(), digest="another"))
    changed = served(newest=lambda: Snapshot(other.dataset), views_of=lambda _: other)
    tags = [
        tag(client),
        tag(client, "/api/claims.json"),
        tag(client, "/api/claims.csv?view=articles"),
        tag(client, **{"Accept-Encoding": "gzip"}),
        tag(client, Host="example.org"),
        tag(changed),
    ]
    monkeypatch.setattr(operations, "code_digest", lambda: "another")
    tags.append(tag(client))
    assert len({*tags}) == len(tags)


def test_etag_of_a_file_that_tells_the_day_changes_with_the_day(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tags(day: int) -> list[str]:
        class Clock(datetime):
            @classmethod
            def now(cls, tz: object = None) -> Clock:
                return cls(2026, 11, day, tzinfo=UTC)

        monkeypatch.setattr(operations, "datetime", Clock)
        paths = ("/api/claims.csv", "/api/datapackage.zip")
        return [client.head(path).headers["etag"] for path in paths]

    (csv_before, zip_before), (csv_after, zip_after) = tags(1), tags(2)
    assert csv_before == csv_after
    assert zip_before != zip_after


def test_code_digest_names_the_code(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    before = operations.code_digest.__wrapped__()
    (tmp_path / "a.py").write_text("pass")
    (tmp_path / "a.pyc").write_text("pass")
    monkeypatch.setattr(operations, "_PACKAGE", tmp_path)
    after = operations.code_digest.__wrapped__()
    (tmp_path / "a.pyc").write_text("other")
    assert before != after == operations.code_digest.__wrapped__()


def test_code_digest_holds_each_kind_of_file_that_the_code_has() -> None:
    files = (path for path in (PROJECT / "tradedata").rglob("[!.]*.*") if path.is_file())
    kinds = {path.suffix for path in files if not {".ruff_cache", "__pycache__"} & {*path.parts}}
    assert kinds - {".toml"} == set(operations.WRITTEN)


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("br, gzip", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("gzip;q=1, br;q=0.5", "gzip"),
        ("br;q=0, gzip;q=0.1", "gzip"),
        ("*", "br"),
        ("*;q=0", ""),
        ("identity", ""),
        ("identity;q=1, gzip;q=0.5", ""),
        ("", ""),
        ("gzip;q=nonsense", ""),
        ("deflate", ""),
    ],
)
def test_encoding_is_the_one_that_is_wanted_most(
    monkeypatch: pytest.MonkeyPatch, accepted: str, encoding: str
) -> None:
    monkeypatch.setattr(store, "encodings", lambda: {"br": bytes, "gzip": bytes})
    assert store.encoding_for(accepted) == encoding


@pytest.mark.parametrize("encoding", ["gzip", "br"])
def test_answer_is_compressed_as_is_asked(client: TestClient, encoding: str) -> None:
    library = pytest.importorskip({"gzip": "gzip", "br": "brotli"}[encoding])
    path = "/api/claims.csv?view=articles"
    plain = client.get(path, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    with client.stream("GET", path, headers={"Accept-Encoding": encoding}) as response:
        sent = b"".join(response.iter_raw())
    assert response.headers["content-encoding"] == encoding
    assert int(response.headers["content-length"]) == len(sent) < len(plain.content) / 4
    assert library.decompress(sent) == plain.content
    zipped = client.get("/api/datapackage.zip", headers={"Accept-Encoding": encoding})
    assert "content-encoding" not in zipped.headers
    assert "vary" not in zipped.headers


@pytest.mark.parametrize(
    ("library", "names"), [(None, ["gzip"]), (SimpleNamespace(compress=bytes), ["br", "gzip"])]
)
def test_encodings_are_those_that_are_installed(
    monkeypatch: pytest.MonkeyPatch, library: object, names: list[str]
) -> None:
    monkeypatch.setitem(sys.modules, "brotli", library)
    assert [*store.encodings.__wrapped__()] == names


def test_answer_and_its_compressed_form_are_made_once(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    csv_format, press = FORMATS["csv"], store.encodings()["gzip"]

    def note(what: str, done: bytes) -> bytes:
        made.append(what)
        return done

    monkeypatch.setitem(
        FORMATS,
        "csv",
        replace(csv_format, make=lambda extract: note("file", csv_format.make(extract))),
    )
    known = {"gzip": lambda plain: note("gzip", press(plain))}
    monkeypatch.setattr(store, "encodings", lambda: known)
    client = served()
    for accepted in ("gzip", "gzip", "identity", "gzip"):
        client.get("/api/claims.csv?view=articles", headers={"Accept-Encoding": accepted})
        client.get("/api/claims.csv?view=articles&utm_x=1", headers={"Accept-Encoding": accepted})
    assert made == ["file", "gzip"]
