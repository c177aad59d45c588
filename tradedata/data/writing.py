"""Writing: files at once, whole or not at all, and never over what another program wrote."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

CHANGED = "changed by another program since it was read; nothing was written: try again"


def replace_files(
    contents: Mapping[Path, bytes], known: Mapping[Path, bytes] | None = None
) -> None:
    """Write all of the files, or leave all as they were. Raises OSError.

    ``known``: what they held when they were read, blank where there was none; one that holds
    something else by now is not replaced, nor are the others.
    """
    # The page watches these files: it must never read one that is half written. A link stays one.
    targets = {Path(os.path.realpath(path)): content for path, content in contents.items()}
    staged = {path: path.with_name(f".{path.name}.{os.getpid()}.new") for path in targets}
    replaced: list[Path] = []
    with ExitStack() as stack:
        for folder in sorted({path.parent for path in targets}) if known else ():
            stack.enter_context(_alone(folder))
        before = {path: path.read_bytes() for path in targets if path.is_file()}
        for path, content in (known or {}).items():
            if before.get(Path(os.path.realpath(path)), b"") != content:
                raise OSError(None, CHANGED, str(path))
        try:
            for path, new in staged.items():
                new.write_bytes(targets[path])
                if path.exists():
                    shutil.copymode(path, new)
            for path, new in staged.items():
                os.replace(new, path)
                replaced.append(path)
        except OSError:
            for path in replaced:
                path.write_bytes(before[path])
            raise
        finally:
            for new in staged.values():
                new.unlink(missing_ok=True)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One of those who ask at a time, where the system keeps others waiting."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
