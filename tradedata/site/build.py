"""Build: the files of the site in a directory, those alone written that are not there as they are.

Owns the manifest, and what of an earlier build goes. The data of earlier versions stay: their
addresses have been cited.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from tradedata.site.frame import Frame
from tradedata.site.pages import Site
from tradedata.site.pictures import png
from tradedata.site.places import DATA

MANIFEST = "manifest.json"
Replace = Callable[[Path, bytes], None]


@dataclass
class Built:
    """How many files the site has, how many of them were written, and how many went."""

    files: int = 0
    written: int = 0
    removed: int = 0


def build(
    site: Site,
    directory: Path,
    replace: Replace,
    progress: Callable[[range], Iterable[int]],
    browser: str = "",
) -> Built:
    """Write the site into the directory, each file by ``replace``.

    ``browser`` draws the pictures that are shown beside an address. Raises OSError.
    """
    before, digest = _manifest(directory)
    is_same = digest == site.views.dataset.digest
    after: dict[str, str] = {}
    built = Built()
    for path, content in _files(site, directory, progress, browser):
        after[path] = sha256(content).hexdigest()
        target = directory / path
        if path.startswith(DATA) and is_same and target.is_file():
            after[path] = before.get(path, after[path])  # the day when it was made stays
        elif not (target.is_file() and target.read_bytes() == content):
            target.parent.mkdir(parents=True, exist_ok=True)
            replace(target, content)
            built.written += 1
    for path in before.keys() - after.keys():
        if not path.startswith(DATA):
            (directory / path).unlink(missing_ok=True)
            built.removed += 1
    manifest = {"digest": site.views.dataset.digest, "files": dict(sorted(after.items()))}
    replace(directory / MANIFEST, f"{json.dumps(manifest, indent=1)}\n".encode())
    built.files = len(after) + 1
    return built


def _files(
    site: Site, directory: Path, progress: Callable[[range], Iterable[int]], browser: str
) -> Iterator[tuple[str, bytes]]:
    frame = Frame(site)
    makers = list(site.makers())
    for step in progress(range(len(makers))):
        for page in makers[step]():
            yield from page.files.items()
            if page.picture and browser:
                page.shared, picture = png(page.path, page.picture, directory, browser)
                yield page.shared, picture
            yield page.path, frame.page(page)
    yield from frame.shared_files()


def _manifest(directory: Path) -> tuple[Mapping[str, str], str]:
    """The files of the last build with what they held, and of which data it was; blank for none."""
    try:
        manifest = json.loads((directory / MANIFEST).read_bytes())
    except FileNotFoundError:
        return {}, ""
    return manifest["files"], manifest["digest"]
