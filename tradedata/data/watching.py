"""Watching: one object that always holds the newest sound data of a directory.

Owns when files are read again, when new data take the place of old, and what stays on screen until
then. Nobody waits for a reading longer than a bound, whatever becomes of it.
"""

from __future__ import annotations

import hashlib
import logging
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from tradedata.data.characters import visible
from tradedata.data.files import FileState, state_of
from tradedata.data.issues import InvalidData, Issue
from tradedata.data.loading import DATA_FILES, Dataset, load

# Changed files are read when two looks, this far apart, find them the same.
SETTLE = timedelta(milliseconds=200)
# From the end of one reading to the beginning of the next, while there are data to see.
PAUSE = timedelta(milliseconds=300)
# How long data that may not be whole must stay as they are until they are believed; how long the
# files may change, or a reading take, until readers are told; when what failed is tried again.
PATIENCE = timedelta(seconds=30)
# How long a reader waits who finds the files changed, and one who has nothing to see yet.
WAIT = timedelta(seconds=5)
FIRST_WAIT = timedelta(seconds=10)
# With less than this share of the rows that a table had, a file may be half-written.
LEAST_ROWS = Fraction(9, 10)

States = tuple[FileState, ...]
Problems = tuple[Issue, ...]
_log = logging.getLogger(__name__)


class Loss(NamedTuple):
    """How many rows of good data are neither in their file any more nor named as faulty."""

    file: str
    rows: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The data to show now.

    ``dataset`` is None only when no sound data has been seen yet. ``problems`` are the faults
    of the files as they are; while there are any, ``dataset`` is the last good one and
    ``stale_since`` says since when. ``losses`` last until as many rows are there again.
    """

    dataset: Dataset | None
    problems: tuple[Issue, ...] = ()
    stale_since: datetime | None = None
    losses: tuple[Loss, ...] = ()

    @property
    def key(self) -> str:
        """Changes whenever what the page shows must change, and names the content of both."""
        digest = self.dataset.digest if self.dataset else "none"
        told = "\n".join(map(str, (*self.problems, *self.losses)))
        return f"{digest}:{hashlib.sha256(told.encode()).hexdigest()[:12]}"


class Watched:
    """Watches all data files of a directory by time, size and inode. Safe between threads.

    One thread reads, and no lock is held meanwhile: others have the last good data at once.
    """

    def __init__(
        self,
        directory: Path,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._directory = directory
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._snapshot = Snapshot(None)
        self._told: States | None = None  # of the files that the snapshot tells of
        self._again_at: datetime | None = None  # when to read them again although they are the same
        self._held: States | None = None  # of the files that were held back
        self._changing_since: datetime | None = None
        self._next_at = datetime.min.replace(tzinfo=UTC)
        self._reading: threading.Event | None = None
        self._began = datetime.min.replace(tzinfo=UTC)

    def refresh(self) -> Snapshot:
        """The newest snapshot; files that have changed are read first, if that takes no time."""
        states, now = self._look(), self._clock()
        with self._lock:
            begins = self._reading is None and self._is_due(states, now)
            if begins:
                self._begin(states, now)
            reading, is_first = self._reading, self._told is None
        if reading and (begins or is_first):
            reading.wait((FIRST_WAIT if is_first else WAIT).total_seconds())
        with self._lock:
            is_slow = is_first or now - self._began >= PATIENCE
            if self._reading and self._reading is reading and is_slow:
                problem = Issue("slow-reading", self._directory.name)
                return self._stale((problem,), self._began)
            return self._snapshot

    def _look(self) -> States:
        return tuple(state_of(self._directory / name) for name in DATA_FILES)

    def _is_due(self, states: States, now: datetime) -> bool:
        if states == self._told:
            return self._again_at is not None and now >= self._again_at
        return self._snapshot.dataset is None or now >= self._next_at

    def _begin(self, states: States, now: datetime) -> None:
        done = threading.Event()
        threading.Thread(target=self._read, args=(states, done), daemon=True).start()
        self._reading, self._began = done, now

    def _read(self, states: States, done: threading.Event) -> None:
        try:
            found = self._find(states)
            with self._lock:
                self._take(found, states, self._clock())
        finally:
            with self._lock:
                self._reading, self._next_at = None, self._clock() + PAUSE
            done.set()

    def _find(self, states: States) -> Dataset | Problems | None:
        """The data, or why there are none; nothing if the files change meanwhile."""
        if self._told is not None:
            self._sleep(SETTLE.total_seconds())
        found = _loaded(self._directory) if self._look() == states else None
        return found if self._look() == states else None

    def _take(self, found: Dataset | Problems | None, states: States, now: datetime) -> None:
        if found is None:
            self._changing_since = self._changing_since or now
            if self._told is None or now - self._changing_since >= PATIENCE:
                problem = Issue("changing-file", self._directory.name)
                self._snapshot = self._stale((problem,), self._changing_since)
                self._again_at = now
            return
        problems = found if isinstance(found, tuple) else self._doubts(found, states)
        if isinstance(found, Dataset) and not problems:
            self._snapshot = Snapshot(found, losses=tuple(_losses(found, self._snapshot, now)))
        else:
            self._snapshot = self._stale(problems, now)
        self._told, self._changing_since = states, None
        self._again_at = now + PATIENCE if problems else None

    def _doubts(self, new: Dataset, states: States) -> Problems:
        """Why data that may not be whole are held back, until they have stayed as they are."""
        old = self._snapshot.dataset
        doubts = tuple(_signs_of_a_part(new, old)) if old and states != self._held else ()
        self._held = states if doubts else None
        return doubts

    def _stale(self, problems: Problems, since: datetime) -> Snapshot:
        last = self._snapshot
        return Snapshot(last.dataset, problems, last.stale_since or since, last.losses)


def _loaded(directory: Path) -> Dataset | Problems:
    try:
        return load(directory)
    except InvalidData as error:
        return error.issues
    except Exception as error:
        _log.exception("The data files in %s could not be read", directory)
        reason = visible(f"{type(error).__name__}: {error}")
        return (Issue("unforeseen-fault", directory.name, value=reason),)


def _signs_of_a_part(new: Dataset, old: Dataset) -> Iterator[Issue]:
    """What makes new data look like a part of what is still being written."""
    for name, table in new.tables.items():
        rows, before = _rows(new, name), _rows(old, name)
        if rows < before * LEAST_ROWS:
            yield Issue(
                "fewer-rows",
                table.schema.file,
                value=f"{rows} rows",
                allowed=f"about as many as the {before} of the last good data",
            )
    unended = {issue.file for issue in old.issues if issue.code == "no-line-end"}
    for issue in new.issues:
        if issue.code == "no-line-end" and issue.file not in unended:
            yield issue


def _losses(new: Dataset, last: Snapshot, now: datetime) -> Iterator[Loss]:
    """Every fall against the most rows that were seen, however small and in however many steps."""
    known = {loss.file: loss for loss in last.losses}
    for name, table in new.tables.items():
        loss = known.get(table.schema.file, Loss(table.schema.file, 0, now))
        rows = loss.rows + _rows(last.dataset or new, name) - _rows(new, name)
        if rows > 0:
            yield loss._replace(rows=rows)


def _rows(dataset: Dataset, name: str) -> int:
    """How many rows the file has, sound or not."""
    table = dataset.tables[name]
    left_out = {
        issue.line
        for issue in dataset.issues
        if issue.file == table.schema.file and issue.severity == "error"
    }
    return len(table.rows) + len(left_out)
