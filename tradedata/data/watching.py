"""Watching: one object that always holds the newest sound data of a directory.

Owns when files are read again and what stays on screen when they cannot be used.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tradedata.data.issues import InvalidData, Issue
from tradedata.data.loading import DATA_FILES, Dataset, load

FileState = tuple[int, int, int] | None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The data to show now.

    ``dataset`` is None only when no sound data has been seen yet. ``problems`` are the faults
    of the files as they are; while there are any, ``dataset`` is the last good one and
    ``stale_since`` says since when.
    """

    dataset: Dataset | None
    problems: tuple[Issue, ...] = ()
    stale_since: datetime | None = None

    @property
    def key(self) -> str:
        """Changes whenever what the page shows must change."""
        digest = self.dataset.digest if self.dataset else "none"
        return f"{digest}:{hash(self.problems)}"


class Watched:
    """Watches all data files of a directory by time, size and inode. Safe between threads."""

    def __init__(
        self, directory: Path, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._directory = directory
        self._clock = clock
        self._lock = threading.Lock()
        self._states: tuple[FileState, ...] | None = None
        self._snapshot = Snapshot(None)

    def refresh(self) -> Snapshot:
        """The newest snapshot, read again only if a file has changed since the last call."""
        with self._lock:
            states = tuple(_state(self._directory / name) for name in DATA_FILES)
            if states != self._states:
                self._snapshot = self._read()
                self._states = states  # last: an unexpected error must come again, not stay hidden
            return self._snapshot

    def _read(self) -> Snapshot:
        try:
            return Snapshot(load(self._directory))
        except InvalidData as error:
            since = self._snapshot.stale_since or self._clock()
            return Snapshot(self._snapshot.dataset, error.issues, since)


def _state(path: Path) -> FileState:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size, stat.st_ino
