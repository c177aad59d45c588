"""The build: what it writes, keeps, mends and removes in a directory, and which it leaves alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest

from tests.support.factories import ANOTHER
from tradedata.data.loading import load
from tradedata.site import build as building
from tradedata.site.build import JOURNAL, MANIFEST, NOT_OURS, Built, build
from tradedata.site.frame import Frame
from tradedata.site.pages import Site
from tradedata.views.view import Views

VIEWS = Views(load(ANOTHER))
FIRST = {"index.html": b"first", "claim/a.html": b"a", "data/1/all.csv": b"1 on Monday"}


def write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def made(
    place: Path, files: Mapping[str, bytes], patch: pytest.MonkeyPatch, root: str = ""
) -> Built:
    """The build of a site that has these files."""
    patch.setattr(building, "_files", lambda *_: iter(files.items()))
    patch.setattr(Site, "asides", lambda *_: iter(()))
    patch.setattr(Frame, "shared_files", lambda *_: iter(()))
    return build(Site(VIEWS, root), place, write, list)


def held(place: Path) -> dict[str, bytes]:
    files = (path for path in place.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in files}


MANIFESTS = {
    "an app's": b'{"name": "App", "icons": []}',
    "a list": b"[]",
    "cut": b'{"dig',
    "deep": b"[" * 100_000,
    "not text": b"\xff",
    "another program's": b'{"made_by": "x", "digest": "", "address": "", "files": {}, "gone": {}}',
}


@pytest.mark.parametrize("manifest", MANIFESTS.values(), ids=MANIFESTS)
def test_build_leaves_a_directory_alone_whose_manifest_is_not_its_own(
    manifest: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / MANIFEST).write_bytes(manifest)
    with pytest.raises(OSError, match=NOT_OURS):
        made(tmp_path, FIRST, monkeypatch)
    assert [path.name for path in tmp_path.iterdir()] == [MANIFEST]


def test_build_leaves_a_directory_of_other_files_alone_but_not_one_of_a_host(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = tmp_path / "index.html"
    mine.write_text("mine")
    with pytest.raises(OSError, match=NOT_OURS):
        made(tmp_path, FIRST, monkeypatch)
    assert held(tmp_path) == {"index.html": b"mine"}
    mine.rename(tmp_path / "CNAME")
    made(tmp_path, FIRST, monkeypatch)
    assert held(tmp_path) == {**FIRST, "CNAME": b"mine"}


@pytest.mark.parametrize("name", ["../other", "/etc/other", "a/../../other", "c:\\other", ".."])
def test_build_removes_nothing_outside_its_directory(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, other = tmp_path / "site", tmp_path / "other"
    place.mkdir()
    other.write_text("other")
    made(place, FIRST, monkeypatch)
    manifest = json.loads((place / MANIFEST).read_bytes())
    manifest["files"][name] = "0"
    (place / MANIFEST).write_text(json.dumps(manifest))
    with pytest.raises(OSError, match=NOT_OURS):
        made(place, {}, monkeypatch)
    assert other.exists()
    assert held(place) == FIRST


def test_build_removes_what_it_made_and_not_what_took_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path, {**FIRST, "claim/b.html": b"b", "claim/c.html": b"c"}, monkeypatch)
    (tmp_path / "claim" / "b.html").write_bytes(b"mine")
    (tmp_path / "claim" / "c.html").unlink()
    (tmp_path / "claim" / "c.html").mkdir()
    assert made(tmp_path, {"index.html": b"first"}, monkeypatch).removed == 1
    assert held(tmp_path).keys() == {"index.html", "claim/b.html", "data/1/all.csv"}


def test_build_keeps_data_as_they_were_made_and_mends_what_is_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = {**FIRST, "data/1/all.csv": b"1 on Tuesday"}
    made(tmp_path, FIRST, monkeypatch)
    assert made(tmp_path, later, monkeypatch).written == 0
    assert held(tmp_path) == FIRST
    (tmp_path / "data/1/all.csv").write_bytes(b"broken")
    assert made(tmp_path, later, monkeypatch).written == 1
    assert held(tmp_path) == later
    made(tmp_path, FIRST, monkeypatch, "https://example.org/")
    assert held(tmp_path) == FIRST


def test_build_that_did_not_end_leaves_nothing_behind_in_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path, FIRST, monkeypatch)

    def files(*_: object) -> object:
        yield "claim/ghost.html", b"ghost"
        yield "data/1/all.csv", b"ghost"
        raise KeyboardInterrupt

    monkeypatch.setattr(building, "_files", files)
    with pytest.raises(KeyboardInterrupt):
        build(Site(VIEWS), tmp_path, write, list)
    with (tmp_path / JOURNAL).open("a") as journal:
        journal.write("0 ../other\n\ncut")
    made(tmp_path, FIRST, monkeypatch)
    assert held(tmp_path) == FIRST


def test_first_build_that_did_not_end_is_built_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ghost.html").write_bytes(b"ghost")
    digest = sha256(b"ghost").hexdigest()
    (tmp_path / JOURNAL).write_text(f"{digest} ghost.html\n")
    made(tmp_path, FIRST, monkeypatch)
    assert held(tmp_path) == FIRST


def test_page_of_a_number_that_is_gone_leads_to_the_data_that_had_it_last() -> None:
    asides = Site(VIEWS).asides({"claim/a.html": "1"}, {"1": ["all.csv"]})
    body = {page.path: page.body for page in asides}["claim/a.html"]
    assert "a was in the data until 1." in body
    assert 'href="../data/1/index.html"' in body
