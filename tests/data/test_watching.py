"""Watching: what stays on screen while the files change, break, vanish and come back."""

from __future__ import annotations

import hashlib
import logging
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.support.factories import copy_data, edit_row
from tradedata.data import watching
from tradedata.data.issues import Issue
from tradedata.data.loading import DATA_FILES, Dataset, load
from tradedata.data.watching import PATIENCE, PAUSE, SETTLE, Loss, Snapshot, Watched

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
ROW = "flour-value-2024-ipsc"
MOMENT = timedelta(milliseconds=1)
BOUND = 60  # seconds after which a thread that should have answered has not


class Clock:
    """Stands still until it is told to go on; whoever sleeps lets it go on."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def go(self, time: timedelta) -> None:
        self.now += time

    def sleep(self, seconds: float) -> None:
        self.go(timedelta(seconds=seconds))


class Watch:
    """A watched copy of the first rows of the shipped data, by a clock that the test moves."""

    def __init__(self, directory: Path) -> None:
        self.directory, self.clock = directory, Clock()
        self.watched = Watched(directory, self.clock, self.sleep)
        self.meanwhile: Callable[[], object] = lambda: None
        cut(self.trade, 81)

    def sleep(self, seconds: float) -> None:
        self.clock.sleep(seconds)
        self.meanwhile()

    def look(self, after: timedelta = PAUSE) -> Snapshot:
        self.clock.go(after)
        return self.watched.refresh()

    @property
    def trade(self) -> Path:
        return self.directory / "trade.csv"

    def edit(self, note: str = "Edited.") -> None:
        edit_row(self.trade, ROW, note=note)


@pytest.fixture
def watch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Watch:
    monkeypatch.setattr(watching, "WAIT", timedelta(seconds=BOUND))
    return Watch(copy_data(tmp_path))


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """One entry for every time the files were read."""
    calls: list[Path] = []

    def counted(directory: Path) -> Dataset:
        calls.append(directory)
        return load(directory)

    monkeypatch.setattr(watching, "load", counted)
    return calls


def codes(snapshot: Snapshot) -> list[str]:
    return [issue.code for issue in snapshot.problems]


def note(snapshot: Snapshot) -> str:
    assert snapshot.dataset is not None
    return snapshot.dataset.claim(ROW).note


def break_file(directory: Path) -> None:
    (directory / "trade.csv").write_text("no,such,header\n", encoding="utf-8")


def cut(path: Path, lines: int) -> None:
    whole = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(whole[:lines]))


def test_watched_life_of_a_directory(watch: Watch) -> None:
    content = watch.trade.read_bytes()
    good = watch.look()
    assert good.dataset is not None
    assert (good.problems, good.stale_since) == ((), None)

    watch.edit()
    edited = watch.look()
    assert note(edited) == "Edited."
    assert edited.key != good.key

    break_file(watch.directory)
    bad = watch.look()
    assert bad.dataset is edited.dataset
    assert codes(bad) == ["wrong-header"]
    assert bad.stale_since == watch.clock.now
    assert bad.key != edited.key

    watch.trade.unlink()
    gone = watch.look()
    assert gone.dataset is edited.dataset
    assert codes(gone) == ["missing-file"]
    assert gone.stale_since == bad.stale_since
    assert gone.key not in (bad.key, edited.key)

    watch.trade.write_bytes(content)
    back = watch.look()
    assert (back.problems, back.stale_since) == ((), None)
    assert back.dataset == good.dataset
    assert back.key == good.key

    break_file(watch.directory)
    assert watch.look().stale_since == watch.clock.now


def test_watched_cold_start_without_sound_data_has_no_dataset(watch: Watch) -> None:
    break_file(watch.directory)
    cold = watch.look()
    assert cold.dataset is None
    assert codes(cold) == ["wrong-header"]
    assert cold.stale_since == watch.clock.now
    assert cold.key.startswith("none:")
    break_file(watch.directory)
    assert watch.look(timedelta(0)) is not cold


def test_watched_missing_directory_is_named_by_a_clock_that_knows_its_time_zone(
    tmp_path: Path,
) -> None:
    snapshot = Watched(tmp_path / "nowhere").refresh()
    assert codes(snapshot) == ["missing-directory"]
    assert snapshot.stale_since is not None
    assert abs(datetime.now(UTC) - snapshot.stale_since) < timedelta(minutes=1)


def test_watched_faulty_row_is_no_problem_of_the_files(watch: Watch) -> None:
    edit_row(watch.trade, ROW, value="many")
    snapshot = watch.look()
    assert snapshot.dataset is not None
    assert ROW in {issue.row for issue in snapshot.dataset.issues}
    assert (snapshot.problems, snapshot.stale_since) == ((), None)


def test_watched_unchanged_files_are_not_read_again(watch: Watch, loads: list[Path]) -> None:
    first = watch.look()
    assert watch.look(PATIENCE) is first
    assert loads == [watch.directory]


def test_watched_broken_files_are_read_again_only_after_a_while(
    watch: Watch, loads: list[Path]
) -> None:
    break_file(watch.directory)
    assert watch.look() is watch.look(PATIENCE - MOMENT)
    assert len(loads) == 1
    watch.look(MOMENT)
    assert len(loads) == 2


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
    "access": ("trade.csv", lambda path: path.chmod(0o600)),
}


@pytest.mark.parametrize(("name", "change"), CHANGES.values(), ids=CHANGES)
def test_watched_change_of_any_file_is_noticed(
    watch: Watch, loads: list[Path], name: str, change: Callable[[Path], None]
) -> None:
    watch.look()
    change(watch.directory / name)
    watch.look()
    assert len(loads) == 2


# A file that is still being written


def test_watched_file_cut_at_the_end_of_a_row_is_held_back_until_it_is_whole(watch: Watch) -> None:
    whole = watch.trade.read_bytes()
    good = watch.look()
    cut(watch.trade, 31)
    part = watch.look()
    assert part.dataset is good.dataset
    allowed = "about as many as the 80 of the last good data"
    assert part.problems == (Issue("fewer-rows", "trade.csv", value="30 rows", allowed=allowed),)
    watch.trade.write_bytes(whole)
    back = watch.look()
    assert back.key == good.key
    assert back.problems == ()


def test_watched_fewer_rows_are_believed_once_they_stay(watch: Watch) -> None:
    watch.look()
    cut(watch.trade, 31)
    held = watch.look()
    cut(watch.trade, 21)
    assert codes(watch.look(PATIENCE)) == ["fewer-rows"]
    assert codes(watch.look(PATIENCE - MOMENT)) == ["fewer-rows"]
    believed = watch.look(MOMENT)
    assert believed.dataset is not None
    assert len(believed.dataset.claims) <= 20
    assert (believed.problems, believed.stale_since) == ((), None)
    assert believed.key != held.key
    assert believed.losses == (Loss("trade.csv", 60, watch.clock.now),)


def test_watched_fall_of_any_size_is_told_from_its_beginning_until_all_rows_are_back(
    watch: Watch,
) -> None:
    whole = watch.trade.read_bytes()
    looks = [watch.look()]
    for lines in (80, 73):
        cut(watch.trade, lines)
        looks.append(watch.look())
    told = [(Loss("trade.csv", rows, NOON + 2 * PAUSE + SETTLE),) for rows in (1, 8)]
    assert [look.losses for look in looks[1:]] == told
    assert len({look.key for look in looks}) == 3
    break_file(watch.directory)
    assert watch.look().losses == looks[-1].losses
    watch.trade.write_bytes(whole)
    edit_row(watch.trade, ROW, value="many")  # left out with its issue, so it is told already
    assert watch.look().losses == ()


def test_watched_file_without_the_end_of_its_last_line_is_held_back(watch: Watch) -> None:
    watch.look()
    watch.trade.write_bytes(watch.trade.read_bytes().removesuffix(b"\n"))
    assert codes(watch.look()) == ["no-line-end"]
    believed = watch.look(PATIENCE)
    assert believed.problems == ()
    watch.trade.write_bytes(watch.trade.read_bytes().removesuffix(b"x"))
    touch(watch.trade)
    assert watch.look().problems == ()


def test_watched_cold_start_takes_what_there_is(watch: Watch) -> None:
    cut(watch.trade, 31)
    assert watch.look().problems == ()


def test_watched_file_that_changes_between_two_looks_is_not_read(
    watch: Watch, loads: list[Path]
) -> None:
    good = watch.look()
    watch.edit("Half.")
    watch.meanwhile = lambda: watch.edit("Whole.")
    assert watch.look() is good
    assert loads == [watch.directory]
    watch.meanwhile = lambda: None
    assert watch.look(PAUSE - MOMENT) is good
    assert note(watch.look(MOMENT)) == "Whole."


def test_watched_file_that_changes_while_it_is_read_is_not_shown(
    watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = watch.look()
    watch.edit("Half.")

    def overtaken(directory: Path) -> Dataset:
        dataset = load(directory)
        watch.edit("Whole.")
        return dataset

    with monkeypatch.context() as patched:
        patched.setattr(watching, "load", overtaken)
        assert watch.look() is good
    assert note(watch.look()) == "Whole."


def test_watched_files_rewritten_without_end_keep_the_last_good_data_and_say_so(
    watch: Watch, loads: list[Path]
) -> None:
    """Every 50 ms: each reader has an answer at once, and the files are looked at now and then."""
    good = watch.look()
    looks: list[datetime] = []

    def rewrite() -> None:
        looks.append(watch.clock.now)
        touch(watch.trade)

    watch.meanwhile = rewrite
    for _ in range(40):
        touch(watch.trade)
        assert watch.look(timedelta(milliseconds=50)) is good
    assert loads == [watch.directory]
    assert min(later - look for look, later in pairwise(looks)) >= PAUSE

    touch(watch.trade)
    restless = watch.look(PATIENCE)
    assert restless.dataset is good.dataset
    assert codes(restless) == ["changing-file"]
    assert restless.stale_since is not None
    assert restless.stale_since <= NOON + PAUSE * 2 + SETTLE + timedelta(milliseconds=100)
    watch.meanwhile = lambda: None
    assert watch.look().problems == ()


def test_watched_cold_start_while_files_change_says_so(
    watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    def overtaken(directory: Path) -> Dataset:
        touch(watch.trade)
        return load(directory)

    with monkeypatch.context() as patched:
        patched.setattr(watching, "load", overtaken)
        cold = watch.look()
    assert (cold.dataset, codes(cold)) == (None, ["changing-file"])
    assert watch.look().problems == ()


# Files that are none


def put_endless(path: Path) -> None:
    path.touch()
    os.truncate(path, 2**40)


UNREADABLE: dict[str, Callable[[Path], object]] = {
    "pipe": os.mkfifo,
    "directory": Path.mkdir,
    "device": lambda path: path.symlink_to("/dev/zero"),
    "endless": put_endless,
}


@pytest.mark.parametrize("put", UNREADABLE.values(), ids=UNREADABLE)
def test_watched_what_is_no_file_is_named_and_waited_for_by_nobody(
    watch: Watch, put: Callable[[Path], object]
) -> None:
    good = watch.look()
    watch.trade.unlink()
    put(watch.trade)
    with ThreadPoolExecutor(1) as pool:
        snapshot = pool.submit(watch.look).result(BOUND)
    assert snapshot.dataset is good.dataset
    assert codes(snapshot) == ["unopened-file"]


# Faults that nobody foresaw


def fail(directory: Path) -> Any:
    raise RuntimeError("out of \u202eorder")


def test_watched_unforeseen_fault_keeps_the_last_good_data_and_is_logged(
    watch: Watch, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    good = watch.look()
    watch.edit()
    with monkeypatch.context() as patched, caplog.at_level(logging.ERROR):
        patched.setattr(watching, "load", fail)
        bad = watch.look()
    assert bad.dataset is good.dataset
    (problem,) = bad.problems
    assert problem.code == "unforeseen-fault"
    assert problem.value == "RuntimeError: out of [U+202E]order"
    assert problem.place == watch.directory.name
    assert "Traceback" not in str(problem)
    assert caplog.records[-1].exc_info is not None
    assert note(watch.look(PATIENCE)) == "Edited."


def test_watched_unforeseen_fault_at_a_cold_start_is_a_problem_too(
    watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "load", fail)
    cold = watch.look()
    assert (cold.dataset, codes(cold)) == (None, ["unforeseen-fault"])


# Many readers


class Gate:
    """A loader that waits to be let through."""

    def __init__(self) -> None:
        self.opened, self.reached, self.readings = threading.Event(), threading.Event(), 0

    def __call__(self, directory: Path) -> Dataset:
        self.readings += 1
        self.reached.set()
        assert self.opened.wait(BOUND)
        return load(directory)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    gate = Gate()
    monkeypatch.setattr(watching, "load", gate)
    return gate


def test_watched_reading_that_hangs_keeps_nobody_from_the_last_good_data(
    watch: Watch, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate.opened.set()
    good = watch.look()
    gate.opened.clear()
    monkeypatch.setattr(watching, "WAIT", timedelta(milliseconds=10))
    watch.edit()
    assert watch.look() is good  # who finds the change waits no longer than WAIT
    with ThreadPoolExecutor(8) as pool:
        answers = [pool.submit(watch.watched.refresh) for _ in range(64)]
        assert [answer.result(BOUND) for answer in answers] == [good] * 64
    assert gate.readings == 2

    slow = watch.look(PATIENCE)
    assert (slow.dataset, codes(slow)) == (good.dataset, ["slow-reading"])
    assert slow.stale_since is not None
    assert slow.stale_since < watch.clock.now

    reading = watch.watched._reading
    gate.opened.set()
    assert reading is not None
    assert reading.wait(BOUND)
    assert note(watch.look()) == "Edited."
    assert gate.readings == 2


def test_watched_cold_start_waits_for_the_first_reading_with_a_bound(
    watch: Watch, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "FIRST_WAIT", timedelta(milliseconds=10))
    for _ in range(2):
        cold = watch.look()
        assert (cold.dataset, codes(cold)) == (None, ["slow-reading"])
    monkeypatch.undo()
    gate.opened.set()
    assert watch.look().problems == ()
    assert gate.readings == 1


def test_watched_many_threads_read_once_and_see_one_snapshot(watch: Watch, gate: Gate) -> None:
    readers = 8
    together = threading.Barrier(readers)

    def read(_: int) -> Snapshot:
        together.wait(BOUND)
        return watch.watched.refresh()

    with ThreadPoolExecutor(readers) as pool:
        answers = [pool.submit(read, number) for number in range(readers)]
        assert gate.reached.wait(BOUND)
        gate.opened.set()
        snapshots = [answer.result(BOUND) for answer in answers]
    assert len({id(snapshot) for snapshot in snapshots}) == 1
    assert snapshots[0].dataset is not None
    assert gate.readings == 1


def test_snapshot_key_names_the_content_in_every_process() -> None:
    problems = (Issue("missing-file", "trade.csv"),)
    named = hashlib.sha256(str(problems[0]).encode()).hexdigest()[:12]
    assert Snapshot(None, problems).key == f"none:{named}"
    assert Snapshot(None, problems, NOON).key == Snapshot(None, problems).key
    assert Snapshot(None).key != Snapshot(None, problems).key
