"""Build: the files of the site in a directory, those alone written that are not there as they are.

Owns the manifest, and what of an earlier build goes. The data of earlier versions stay, and the
pages of numbers that they had: their addresses have been cited.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from tradedata.site.frame import Frame
from tradedata.site.pages import Site
from tradedata.site.pictures import png
from tradedata.site.places import CARDS, DATA, LISTING

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
    last, digest = _manifest(directory), site.views.dataset.digest
    shown = site.views.dataset.version
    frame = Frame(site, sorted({*_versions(directory), shown}))
    after: dict[str, str] = {}
    built = Built()

    def keep(path: str, content: bytes) -> None:
        after[path] = sha256(content).hexdigest()
        target = directory / path
        if _is_data(path) and last["digest"] == digest and target.is_file():
            after[path] = last["files"].get(path, after[path])  # the day when it was made stays
        elif not (target.is_file() and target.read_bytes() == content):
            target.parent.mkdir(parents=True, exist_ok=True)
            replace(target, content)
            built.written += 1

    for path, content in _files(site, frame, directory, progress, browser):
        keep(path, content)
    gone = {
        path: last["gone"].get(path) or _version(last["files"])
        for path in last["files"].keys() - after.keys()
        if path.startswith(CARDS.partition("{")[0])
    }
    listings = {version: _listed(directory / DATA / version) for version in _versions(directory)}
    for page in site.asides(gone, listings):
        keep(page.path, frame.page(page))
    for path, content in frame.shared_files():
        keep(path, content)
    for path in last["files"].keys() - after.keys():
        if not path.startswith(DATA):
            (directory / path).unlink(missing_ok=True)
            built.removed += 1
    manifest = {"digest": digest, "files": after, "gone": gone}
    text = json.dumps(manifest, indent=1, sort_keys=True)
    replace(directory / MANIFEST, f"{text}\n".encode())
    built.files = len(after) + 1
    return built


def _files(
    site: Site,
    frame: Frame,
    directory: Path,
    progress: Callable[[range], Iterable[int]],
    browser: str,
) -> Iterator[tuple[str, bytes]]:
    makers = list(site.makers())
    for step in progress(range(len(makers))):
        for page in makers[step]():
            yield from page.files.items()
            if page.picture and browser:
                page.shared, picture = png(page.path, page.picture, directory, browser)
                yield page.shared, picture
            yield page.path, frame.page(page)


def _manifest(directory: Path) -> Mapping[str, Any]:
    """What the last build wrote: the files by path, those of numbers that had gone with the
    version that had them last, and the digest of the data; blank for none.
    """
    blank: dict[str, Any] = {"digest": "", "files": {}, "gone": {}}
    path = directory / MANIFEST
    return blank | json.loads(path.read_bytes()) if path.is_file() else blank


def _version(files: Iterable[str]) -> str:
    """The version of the data that a build wrote."""
    return next(path.split("/")[1] for path in files if _is_data(path))


def _is_data(path: str) -> bool:
    return path.startswith(DATA) and not path.endswith(LISTING)


def _versions(directory: Path) -> list[str]:
    """The versions whose data the site keeps."""
    return sorted(path.name for path in (directory / DATA).glob("*") if path.is_dir())


def _listed(version: Path) -> list[str]:
    files = (path.relative_to(version).as_posix() for path in version.rglob("*") if path.is_file())
    return sorted(path for path in files if path != LISTING)
