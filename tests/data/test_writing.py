"""Writing: all of the files or none, and what another program wrote meanwhile stays."""

from __future__ import annotations

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tradedata.data.writing import CHANGED, replace_files


def test_replace_files_writes_all_or_leaves_all_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    replace_files({one: b"1", two: b"2"})
    moved: list[str] = []
    rename = os.replace

    def fail(old: Path, new: Path) -> None:
        if moved:
            raise OSError("no room")
        moved.append(str(new))
        rename(old, new)

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="no room"):
        replace_files({one: b"new", two: b"new"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "one": b"1",
        "two": b"2",
    }


@pytest.mark.parametrize("locks", [True, False], ids=["locks", "no-locks"])
def test_replace_files_leaves_what_another_program_has_changed(
    tmp_path: Path, locks: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not locks:
        monkeypatch.setitem(sys.modules, "fcntl", None)
    one, two = tmp_path / "one", tmp_path / "two"
    replace_files({one: b"1"}, {one: b""})
    replace_files({one: b"2"}, {one: b"1"})
    with pytest.raises(OSError, match=CHANGED):
        replace_files({one: b"3", two: b"3"}, {one: b"1", two: b""})
    assert [path.name for path in tmp_path.iterdir()] == ["one"]
    assert one.read_bytes() == b"2"


def test_replace_files_of_several_at_once_lets_one_through(tmp_path: Path) -> None:
    path = tmp_path / "one"
    path.write_bytes(b"")

    def add(number: int) -> bool:
        try:
            replace_files({path: bytes([number])}, {path: b""})
        except OSError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        written = [number for number, done in enumerate(pool.map(add, range(8))) if done]
    assert [path.read_bytes()] == [bytes([number]) for number in written]
