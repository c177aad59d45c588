"""Build: the files of the site in a directory, those alone written that are not there as they are.

Owns the manifest, and what of an earlier build goes. The data of earlier versions stay, and the
pages of numbers that they had: their addresses have been cited.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from tradedata.site.frame import Frame
from tradedata.site.pages import Site
from tradedata.site.pictures import png
from tradedata.site.places import CARDS, DATA, LISTING

MANIFEST, JOURNAL = "manifest.json", ".manifest.part"
MAKER = "python -m tradedata site"
NO_BUILD_MAKES = {".git", ".nojekyll", "CNAME"}  # of a host, beside the site
NOT_OURS = "holds what no build of a site has made: name an empty directory; nothing was written"
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

    ``browser`` draws the pictures that are shown beside an address. Raises OSError, before
    anything is written, where the directory holds what no build of a site has made.
    """
    last, dataset = _manifest(directory), site.views.dataset
    is_same = (last.digest, last.address) == (dataset.digest, site.root)
    frame = Frame(site, sorted({*_versions(directory), dataset.version}))
    after: dict[str, str] = {}
    built = Built()
    journal = directory / JOURNAL

    def keep(path: str, content: bytes) -> None:
        after[path] = sha256(content).hexdigest()
        target = directory / path
        there = _hash_of(target)
        if is_same and there and _is_data(path) and there == last.files.get(path):
            after[path] = there  # the day when it was made stays
        elif there != after[path]:
            target.parent.mkdir(parents=True, exist_ok=True)
            with journal.open("a", encoding="utf-8") as names:
                names.write(f"{after[path]} {path}\n")
            replace(target, content)
            built.written += 1

    for path, content in _files(site, frame, directory, progress, browser):
        keep(path, content)
    gone = {
        path: last.gone.get(path) or _version(last.files)
        for path in last.files.keys() - after.keys()
        if path.startswith(CARDS.partition("{")[0])
    }
    listings = {version: _listed(directory / DATA / version) for version in _versions(directory)}
    for page in site.asides(gone, listings):
        keep(page.path, frame.page(page))
    for path, content in frame.shared_files():
        keep(path, content)
    for path, known in {**last.files, **last.begun}.items():
        is_made = _hash_of(directory / path) in (known, last.files.get(path))
        if is_made and path not in after and not path.startswith(DATA):
            (directory / path).unlink()
            built.removed += 1
    manifest = {
        "made_by": MAKER,
        "digest": dataset.digest,
        "address": site.root,
        "files": after,
        "gone": gone,
    }
    text = json.dumps(manifest, indent=1, sort_keys=True)
    replace(directory / MANIFEST, f"{text}\n".encode())
    journal.unlink(missing_ok=True)
    built.files = len(after) + 1
    return built


def _hash_of(path: Path) -> str:
    """Blank where there is no file."""
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


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


@dataclass(frozen=True)
class _Manifest:
    """What the last build made: of which data, for which address, each file with its hash.

    ``gone`` are the pages of numbers that are no longer there, with the version that had them last,
    ``begun`` the files of a build that did not come to its end.
    """

    digest: str = ""
    address: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    gone: Mapping[str, str] = field(default_factory=dict)
    begun: Mapping[str, str] = field(default_factory=dict)


def _manifest(directory: Path) -> _Manifest:
    """That of the last build, blank where there was none. Raises OSError for what is not ours."""
    path = directory / MANIFEST
    begun = _begun(directory / JOURNAL)
    if not path.exists():
        if not begun and {each.name for each in directory.iterdir()} - NO_BUILD_MAKES:
            raise OSError(None, NOT_OURS, str(directory))
        return _Manifest(begun=begun)
    try:
        given = json.loads(path.read_bytes())
        files, gone = (dict[str, str](given[name]) for name in ("files", "gone"))
        found = _Manifest(str(given["digest"]), str(given["address"]), files, gone, begun)
        is_ours = given["made_by"] == MAKER and all(map(_is_within, files))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        is_ours = False
    if not is_ours:
        raise OSError(None, NOT_OURS, str(path))
    return found


def _begun(journal: Path) -> Mapping[str, str]:
    if not journal.is_file():
        return {}
    lines = journal.read_text(encoding="utf-8", errors="replace").splitlines()
    names = {name: known for known, _, name in (line.partition(" ") for line in lines) if name}
    return {name: known for name, known in names.items() if _is_within(name)}


def _is_within(name: str) -> bool:
    """Whether the name is of a file below the directory, on any system."""
    return not {"", ".", ".."} & set(name.split("/")) and not set("\\:") & set(name)


def _version(files: Iterable[str]) -> str:
    """The version of the data that a build wrote."""
    return next((path.split("/")[1] for path in files if _is_data(path)), "")


def _is_data(path: str) -> bool:
    return path.startswith(DATA) and not path.endswith(LISTING)


def _versions(directory: Path) -> list[str]:
    """The versions whose data the site keeps."""
    return sorted(path.name for path in (directory / DATA).glob("*") if path.is_dir())


def _listed(version: Path) -> list[str]:
    files = (path.relative_to(version).as_posix() for path in version.rglob("*") if path.is_file())
    return sorted(path for path in files if path != LISTING)
