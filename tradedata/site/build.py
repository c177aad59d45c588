"""Build: the files of the site in a directory, those alone written that are not there as they are.

Owns the manifest, and what of an earlier build goes. The data of earlier versions stay: their
addresses have been cited.
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
from tradedata.site.places import DATA

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
    before = _manifest(directory)
    is_same = (before.digest, before.address) == (site.views.dataset.digest, site.root)
    after: dict[str, str] = {}
    built = Built()
    journal = directory / JOURNAL
    for path, content in _files(site, directory, progress, browser):
        after[path] = sha256(content).hexdigest()
        target = directory / path
        there = sha256(target.read_bytes()).hexdigest() if target.is_file() else ""
        if is_same and there and path.startswith(DATA) and there == before.files.get(path):
            after[path] = there  # the day when it was made stays
        elif there != after[path]:
            target.parent.mkdir(parents=True, exist_ok=True)
            with journal.open("a", encoding="utf-8") as names:
                names.write(f"{after[path]} {path}\n")
            replace(target, content)
            built.written += 1
    for path, known in sorted(({**before.files, **before.begun}).items()):
        target = directory / path
        if path in after or path.startswith(DATA) or not target.is_file():
            continue
        if sha256(target.read_bytes()).hexdigest() in (known, before.files.get(path)):
            target.unlink()
            built.removed += 1
    manifest = {
        "made_by": MAKER,
        "digest": site.views.dataset.digest,
        "address": site.root,
        "files": dict(sorted(after.items())),
    }
    replace(directory / MANIFEST, f"{json.dumps(manifest, indent=1)}\n".encode())
    journal.unlink(missing_ok=True)
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


@dataclass(frozen=True)
class _Manifest:
    """What the last build made: of which data, for which address, each file with its hash.

    ``begun`` are the files of a build that did not come to its end.
    """

    digest: str = ""
    address: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
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
        files = {str(name): str(known) for name, known in given["files"].items()}
        found = _Manifest(str(given["digest"]), str(given["address"]), files, begun)
        is_ours = given["made_by"] == MAKER and all(map(_is_within, {**files, **begun}))
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
