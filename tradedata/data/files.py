"""Files: the bytes of a data file, and how it stands on the disk.

Owns which files are opened at all: a pipe, a device or a directory in a file's place is named and
never waited for. Parses nothing.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable
from pathlib import Path

from tradedata.data.issues import Issue

FileState = tuple[int, int, int, int] | None

MOST_BYTES = 64 * 1024 * 1024
# Opening a pipe for reading waits for a writer otherwise. Not every system has the flag.
_WITHOUT_WAITING = getattr(os, "O_NONBLOCK", 0)


def read_file(path: Path) -> bytes:
    """The content of a regular file. Raises OSError for anything else, and never waits."""
    _refuse_unfit(path.stat(), path)
    with open(path, "rb", opener=_open) as file:
        _refuse_unfit(os.fstat(file.fileno()), path)
        return file.read(MOST_BYTES) or b""


def read_files(directory: Path, names: Iterable[str]) -> tuple[dict[str, bytes], list[Issue]]:
    """The content of every file that can be read, and the issues of the others."""
    contents: dict[str, bytes] = {}
    unusable: list[Issue] = []
    for name in names:
        try:
            contents[name] = read_file(directory / name)
        except FileNotFoundError:
            unusable.append(Issue("missing-file", name))
        except OSError as error:
            unusable.append(Issue("unopened-file", name, value=error.strerror or str(error)))
    return contents, unusable


def state_of(path: Path) -> FileState:
    """What changes whenever the file does; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino


def _open(path: str, flags: int) -> int:
    return os.open(path, flags | _WITHOUT_WAITING)


def _refuse_unfit(found: os.stat_result, path: Path) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, "Not a regular file", path)
    if found.st_size > MOST_BYTES:
        raise OSError(errno.EFBIG, "Larger than any file of the data may be", path)
