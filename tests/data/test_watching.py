"""Watching: what stays on screen while the files change, break, vanish and come back."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import tradedata.data.watching
from tests.support.factories import copy_data, edit_row
from tradedata.data.loading import DATA_FILES, Dataset, load
from tradedata.data.watching import Snapshot, Watched

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


class Clock:
    """Tells a later hour every time it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self) -> datetime:
        self.asked += 1
        return NOON + timedelta(hours=self.asked)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the shipped data, free to be broken."""
    return copy_data(tmp_path)


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """One entry for every time the files were read."""
    calls: list[Path] = []

    def counted(directory: Path) -> Dataset:
        calls.append(directory)
        return load(directory)

    monkeypatch.setattr(tradedata.data.watching, "load", counted)
    return calls


def break_file(directory: Path) -> None:
    (directory / "trade.csv").write_text("no,such,header\n", encoding="utf-8")


def codes(snapshot: Snapshot) -> list[str]:
    return [issue.code for issue in snapshot.problems]


def test_watched_life_of_a_directory(data: Path) -> None:
    clock = Clock()
    watched = Watched(data, clock)
    content = (data / "trade.csv").read_bytes()

    good = watched.refresh()
    assert good.dataset is not None
    assert (good.problems, good.stale_since) == ((), None)

    edit_row(data / "trade.csv", "flour-value-2024-ipsc", note="Edited.")
    edited = watched.refresh()
    assert edited.dataset is not None
    assert edited.dataset.claim("flour-value-2024-ipsc").note == "Edited."
    assert edited.key != good.key

    break_file(data)
    bad = watched.refresh()
    assert bad.dataset is edited.dataset
    assert codes(bad) == ["wrong-header"]
    assert bad.stale_since == NOON + timedelta(hours=1)
    assert bad.key != edited.key

    (data / "trade.csv").unlink()
    gone = watched.refresh()
    assert gone.dataset is edited.dataset
    assert codes(gone) == ["missing-file"]
    assert gone.stale_since == bad.stale_since
    assert gone.key not in (bad.key, edited.key)

    (data / "trade.csv").write_bytes(content)
    back = watched.refresh()
    assert (back.problems, back.stale_since) == ((), None)
    assert back.dataset == good.dataset
    assert back.key == good.key
    assert clock.asked == 1

    break_file(data)
    assert watched.refresh().stale_since == NOON + timedelta(hours=2)


def test_watched_cold_start_without_sound_data_has_no_dataset(data: Path) -> None:
    break_file(data)
    cold = Watched(data, Clock()).refresh()
    assert cold.dataset is None
    assert codes(cold) == ["wrong-header"]
    assert cold.stale_since == NOON + timedelta(hours=1)
    assert cold.key.startswith("none:")


def test_watched_missing_directory_names_every_file(tmp_path: Path) -> None:
    snapshot = Watched(tmp_path / "nowhere", Clock()).refresh()
    assert [issue.file for issue in snapshot.problems] == list(DATA_FILES)


def test_watched_faulty_row_is_no_problem_of_the_files(data: Path) -> None:
    edit_row(data / "trade.csv", "flour-value-2024-ipsc", value="many")
    snapshot = Watched(data, Clock()).refresh()
    assert snapshot.dataset is not None
    assert snapshot.dataset.issues
    assert (snapshot.problems, snapshot.stale_since) == ((), None)


def test_watched_unchanged_files_are_not_read_again(data: Path, loads: list[Path]) -> None:
    watched = Watched(data)
    first = watched.refresh()
    assert watched.refresh() is first
    assert loads == [data]


def test_watched_broken_files_are_not_read_again_either(data: Path, loads: list[Path]) -> None:
    break_file(data)
    watched = Watched(data)
    assert watched.refresh() is watched.refresh()
    assert loads == [data]


def touch(path: Path) -> None:
    stat = path.stat()
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns + 1))


def grow(path: Path) -> None:
    stat = path.stat()
    path.write_bytes(path.read_bytes() + b"\n")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def swap(path: Path) -> None:
    stat = path.stat()
    other = path.with_suffix(".new")
    other.write_bytes(path.read_bytes())
    os.utime(other, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    other.replace(path)


CHANGES: dict[str, tuple[str, Callable[[Path], None]]] = {
    **{name: (name, touch) for name in DATA_FILES},
    "size": ("trade.csv", grow),
    "inode": ("trade.csv", swap),
}


@pytest.mark.parametrize(("name", "change"), CHANGES.values(), ids=CHANGES)
def test_watched_change_of_any_file_is_noticed(
    data: Path, loads: list[Path], name: str, change: Callable[[Path], None]
) -> None:
    watched = Watched(data)
    watched.refresh()
    change(data / name)
    watched.refresh()
    assert len(loads) == 2


def test_watched_unexpected_error_is_raised_every_time_not_hidden(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(directory: Path) -> Dataset:
        raise RuntimeError(directory)

    watched = Watched(data)
    before = watched.refresh()
    edit_row(data / "trade.csv", "flour-value-2024-ipsc", note="Edited.")
    with monkeypatch.context() as patched:
        patched.setattr(tradedata.data.watching, "load", fail)
        for _ in range(2):
            with pytest.raises(RuntimeError):
                watched.refresh()
    assert watched.refresh().key != before.key


def test_watched_many_threads_read_once_and_see_one_snapshot(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    readers, readings = 8, []
    together = threading.Barrier(readers)
    finished = threading.Event()

    def slow(directory: Path) -> Dataset:
        readings.append(directory)
        finished.wait(0.1)
        return load(directory)

    monkeypatch.setattr(tradedata.data.watching, "load", slow)
    watched = Watched(data)

    def read(_: int) -> Snapshot:
        together.wait()
        return watched.refresh()

    with ThreadPoolExecutor(readers) as pool:
        snapshots = list(pool.map(read, range(readers)))
    assert len({id(snapshot) for snapshot in snapshots}) == 1
    assert snapshots[0].dataset is not None
    assert len(readings) == 1


def test_watched_default_clock_knows_its_time_zone(data: Path) -> None:
    break_file(data)
    since = Watched(data).refresh().stale_since
    assert since is not None
    assert abs(datetime.now(UTC) - since) < timedelta(minutes=1)
