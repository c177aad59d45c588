"""Commands on the data: check, format, codebook, verify, dependence, diff, show, export, site.

Owns arguments, messages and exit codes (0 in order, 1 something to mend, 2 cannot run), and is
the one place of the core that writes files. Decides nothing about the data itself; ``read`` and
``add`` are in ``curating.commands``, and are printed and written here.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from time import monotonic
from typing import TextIO
from urllib.parse import urlsplit

from tradedata.compare.dependence import find_dependences
from tradedata.curating import commands as curating
from tradedata.data.addresses import is_web_address
from tradedata.data.characters import FORBIDDEN, one_line
from tradedata.data.codebook import CODEBOOK_FILE, write_codebook
from tradedata.data.directory import VARIABLE, data_directory
from tradedata.data.files import read_file, read_files
from tradedata.data.formatting import FormattedFile, format_tables
from tradedata.data.issues import InvalidData, Issue
from tradedata.data.loading import load
from tradedata.data.schema import SCHEMA_FILE, Schema, parse_schema
from tradedata.data.tables import write_table
from tradedata.data.verifying import verify_claims
from tradedata.data.versions import CHANGES, difference, read_version, with_changes
from tradedata.data.vocabulary import ARTICLES
from tradedata.data.writing import replace_files
from tradedata.exports.dependences import dependence_report
from tradedata.exports.differences import difference_data, difference_words
from tradedata.exports.files import FORMATS, download_columns
from tradedata.exports.pages import as_json, as_text, shown
from tradedata.reports import REPORTS
from tradedata.reports.browser import Unavailable, find_browser
from tradedata.views.extracts import extract_of
from tradedata.views.pages import root_of
from tradedata.views.parameters import Asked, read_address
from tradedata.views.view import Views

KINDS = {**FORMATS, **REPORTS}
IN_ORDER, TO_MEND, CANNOT_RUN = 0, 1, 2
WITHOUT_ADDRESS = "Without --address the site has no pictures for other sites, and needs none."
BAR_AFTER_SECONDS = 1
BAR_WIDTH = 40


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and say with which code to exit."""
    parser = _parser()
    options, others = parser.parse_known_args(arguments)
    # An address that stands behind the options: argparse has looked for it in front of them alone.
    if len(others) == 1 and not others[0].startswith("-") and vars(options).get("address") == "":
        options.address = others.pop()
    if others:
        parser.error(f"unrecognized arguments: {' '.join(others)}")
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except InvalidData as error:
        _print_issues(error.issues)
        _say(f"The data files cannot be used: {_totals(error.issues)}")
        return TO_MEND
    except Unavailable as error:
        return _refused(str(error))
    except ModuleNotFoundError as error:
        package = str(error.name).partition(".")[0]
        print(f"{package} is not installed: pip install -r requirements.txt", file=sys.stderr)
        return CANNOT_RUN
    except BrokenPipeError:
        # Whoever reads has seen enough; Python would complain of it once more on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return IN_ORDER
    except OSError as error:
        place = error.filename2 or error.filename or "error"
        print(f"{place}: {error.strerror or error}", file=sys.stderr)
        return CANNOT_RUN


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tradedata",
        description="Commands on the data files.",
        epilog="Exit code: 0 all is in order, 1 something is to be mended, 2 cannot run.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(
        name: str, run: Callable[[argparse.Namespace], int], words: str
    ) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=words, description=words)
        command.add_argument(
            "--data",
            type=Path,
            default=data_directory(os.environ),
            metavar="DIR",
            help=f"the data files (default: ${VARIABLE}, or else data)",
        )
        command.set_defaults(command=run)
        return command

    add("check", _check, "Name every fault in the content of the data files.")
    tables = add("format", _format, "Put the CSV files into their one order and layout.")
    codebook = add("codebook", _codebook, "Write the data's README.md from datapackage.json.")
    for command in (tables, codebook):
        command.add_argument(
            "--check", action="store_true", help="write nothing: show what would change"
        )
    verify = add("verify", _verify, "Look the printed words of the articles' claims up in them.")
    verify.add_argument(
        "--articles", type=Path, required=True, metavar="DIR", help="their texts, as *.txt"
    )
    dependence = add(
        "dependence", _dependence, "Look for numbers that are only arithmetic on others."
    )
    show = add("show", _show, "Print what the page shows for an address.")
    show.add_argument(
        "address",
        nargs="?",
        default="",
        metavar="PARAMETERS",
        help="'view=articles&side=russian-government', 'claim=ID', 'compare=A,B' (default: none)",
    )
    diff = add("diff", _diff, "Tell what became of one version of the data in another.")
    for name in ("old", "new"):
        words = "a directory of data files, or a zip of them"
        diff.add_argument(name, type=Path, metavar=name.upper(), help=words)
    diff.add_argument("--write", action="store_true", help="add to NEW's changes.csv what changed")
    read = add("read", _read, "Propose rows from the numbers of an article.")
    curating.read_options(read)
    row = add("add", _add, "Add a row; in a terminal, what is not given is asked for.")
    curating.add_options(row)
    for command in (dependence, show, diff, read):
        command.add_argument("--json", action="store_true", help="as JSON")
    export = add("export", _export, "Write what the page shows for an address into a file.")
    export.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help=f"the file; the end of its name says which kind: {', '.join(KINDS)}",
    )
    export.add_argument(
        "address",
        nargs="?",
        default="",
        metavar="ADDRESS",
        help="as of show, or a whole link to the page; 'chart=lpg' for one chart (default: none)",
    )
    export.add_argument(
        "--page", default="", metavar="URL", help="the page's first address, for links back to it"
    )
    site = add("site", _site, "Write the whole as static files that any host serves.")
    site.add_argument("directory", type=Path, metavar="DIR", help="the site's; made if need be")
    site.add_argument(
        "--address",
        default="",
        metavar="URL",
        help="where it will be: for links and search engines",
    )
    return parser


def _check(options: argparse.Namespace) -> int:
    dataset = load(_directory(options.data))
    _print_issues(dataset.issues)
    usable = _count(len(dataset.claims), "usable claim")
    _say(f"{usable} in data version {dataset.version}: {_totals(dataset.issues)}")
    return TO_MEND if _errors(dataset.issues) else IN_ORDER


def _format(options: argparse.Namespace) -> int:
    directory = _directory(options.data)
    schema = _schema(directory)
    contents, unusable = read_files(directory, (table.file for table in schema.tables.values()))
    files, unread = format_tables(contents, schema)
    issues = (*unusable, *unread)
    _print_issues(issues)
    changed = _settle(files, directory, only_check=options.check)
    return TO_MEND if issues or (changed and options.check) else IN_ORDER


def _codebook(options: argparse.Namespace) -> int:
    directory = _directory(options.data)
    path = directory / CODEBOOK_FILE
    content = path.read_bytes() if path.is_file() else b""
    codebook = FormattedFile(
        CODEBOOK_FILE, content, write_codebook(_schema(directory), download_columns())
    )
    changed = _settle([codebook], directory, only_check=options.check)
    return TO_MEND if changed and options.check else IN_ORDER


def _verify(options: argparse.Namespace) -> int:
    dataset = load(_directory(options.data))
    paths = sorted(_directory(options.articles).glob("*.txt"))
    texts = {path.name: read_file(path).decode(errors="replace") for path in paths}
    lookups = verify_claims(
        [claim for claim in dataset.claims if claim.source.collection == ARTICLES],
        [item for item in dataset.directory.sources.values() if item.collection == ARTICLES],
        texts,
    )
    _print_issues(dataset.issues)
    for lookup in lookups:
        _say(one_line(str(lookup)))
    found = sum(lookup.is_found for lookup in lookups)
    claims, files = _count(len(lookups), "claim"), _count(len(texts), "text")
    _say(f"{found} of {claims} found in {files}: {_totals(dataset.issues)} in the data")
    return TO_MEND if found < len(lookups) or _errors(dataset.issues) else IN_ORDER


def _dependence(options: argparse.Namespace) -> int:
    dataset = load(_directory(options.data))
    document = dependence_report(find_dependences(dataset.claims, progress=_with_bar), dataset)
    _say(as_json(document) if options.json else as_text(document))
    return IN_ORDER


def _with_bar(steps: range) -> Iterator[int]:
    """The steps, with a bar for whoever sits before a terminal once they take long."""
    began, bar = monotonic(), ""
    for step in steps:
        if sys.stderr.isatty() and monotonic() - began >= BAR_AFTER_SECONDS:
            done = BAR_WIDTH * step // len(steps)
            bar = f"\r[{'#' * done:{BAR_WIDTH}}]"
            print(bar, end="", file=sys.stderr, flush=True)
        yield step
    if bar:
        print(f"\r{'':{len(bar)}}", end="\r", file=sys.stderr, flush=True)


def _show(options: argparse.Namespace) -> int:
    dataset = load(_directory(options.data))
    asked = read_address(options.address, Views(dataset))
    document = shown(asked)
    _say(as_json(document) if options.json else as_text(document))
    return IN_ORDER


def _export(options: argparse.Namespace) -> int:
    path: Path = options.file
    kind = path.suffix.lstrip(".").lower()
    dataset = load(_directory(options.data))
    asked = read_address(options.address, Views(dataset))
    faults = [str(notice.sentence) for notice in asked.notices]
    if kind not in KINDS:
        faults.append(f"{path}: no kind of file is called {kind!r} (allowed: {', '.join(KINDS)})")
    faults += _file_faults(path)
    link = _link(asked, options)
    if link is None:
        faults.append("A page's address begins with http:// or https:// and a host.")
    if faults:
        return _refused(*faults)
    taken = extract_of(asked, link or "")
    _replace(path, KINDS[kind].make(taken))
    _print_issues(dataset.issues, sys.stderr)
    _say(f"written: {path}: data version {dataset.version}, {_count(len(taken.claims), 'claim')}")
    return IN_ORDER


def _site(options: argparse.Namespace) -> int:
    from tradedata.site.build import build
    from tradedata.site.pages import Site

    dataset = load(_directory(options.data))
    directory, address = options.directory, options.address
    if address and (not is_web_address(address) or {*"?#"} & {*address}):
        return _refused(
            f"--address {address}: not the address of a site (http:// or https:// with a host and "
            "a path; no blank, ‘?’ or ‘#’)."
        )
    root = f"{address.rstrip('/')}/" if address else ""
    browser = find_browser(WITHOUT_ADDRESS) if root else ""
    directory.mkdir(parents=True, exist_ok=True)
    built = build(Site(Views(dataset), root), directory, _replace, _with_bar, browser)
    _print_issues(dataset.issues, sys.stderr)
    _say(
        f"written: {directory}: {_count(built.files, 'file')}, {built.written} of them new or "
        f"changed, {built.removed} removed"
    )
    return IN_ORDER


def _file_faults(path: Path) -> list[str]:
    """What keeps a file from being written there."""
    if not path.parent.is_dir():
        return [f"{path.parent}: no such directory"]
    return [f"{path}: not a regular file"] if os.path.lexists(path) and not path.is_file() else []


def _link(asked: Asked, options: argparse.Namespace) -> str | None:
    """The address on the page, blank where it is not known which that is, None for no address."""
    whole = options.address if "//" in options.address.partition("?")[0] else ""
    if not (page := options.page or whole):
        return ""
    if not is_web_address(page.partition("?")[0]):
        return None
    given = urlsplit(page)
    return f"{given.scheme}://{given.netloc}{root_of(given.path)}{asked.place}"


def _diff(options: argparse.Namespace) -> int:
    try:
        old, new = read_version(options.old), read_version(options.new)
    except InvalidData as error:
        _print_issues(error.issues, sys.stderr)
        return CANNOT_RUN
    if options.write and (new.number == old.number or CHANGES not in new.tables):
        needed = f"another version than {old.number}, and a table of {CHANGES}, are needed"
        raise OSError(None, needed, str(_directory(options.new)))
    found = difference(old, new)
    _say(as_json(difference_data(found)) if options.json else as_text(difference_words(found)))
    if options.write:
        table = new.tables[CHANGES]
        path = _directory(options.new) / table.schema.file
        file = FormattedFile(path.name, read_file(path), write_table(with_changes(table, found)))
        _settle([file], options.new, only_check=False)
    return IN_ORDER


def _read(options: argparse.Namespace) -> int:
    _directory(options.data)
    return _answered(curating.read(options), options.data, only_check=True)


def _add(options: argparse.Namespace) -> int:
    _directory(options.data)
    return _answered(curating.add(options, _say), options.data, only_check=options.dry_run)


def _answered(answer: curating.Answer, directory: Path, *, only_check: bool) -> int:
    # Whoever reads may have gone before the last line: the files are written by then.
    if not only_check and not answer.faults:
        _write(answer.files, directory)
    for line in answer.lines:
        _say(FORBIDDEN.sub(" ", line))
    if answer.faults:
        return _refused(*map(one_line, answer.faults))
    if answer.files:
        _tell(answer.files, only_check=only_check)
    for line in () if only_check else answer.then:
        _say(line)
    return IN_ORDER


def _settle(files: Sequence[FormattedFile], directory: Path, *, only_check: bool) -> int:
    """Write, or only show, what differs; the number of files that do."""
    if not only_check:
        _write(files, directory)
    return _tell(files, only_check=only_check)


def _write(files: Iterable[FormattedFile], directory: Path) -> None:
    differing = {directory / file.file: file for file in files if not file.is_canonical}
    replace_files(
        {path: file.text.encode() for path, file in differing.items()},
        {path: file.content for path, file in differing.items()},
    )


def _tell(files: Iterable[FormattedFile], *, only_check: bool) -> int:
    differing = [file for file in files if not file.is_canonical]
    for file in differing:
        _say(file.diff.removesuffix("\n") if only_check else f"written: {file.file}")
    _say(f"{_count(len(differing), 'file')} {'to change' if only_check else 'changed'}")
    return len(differing)


def _replace(path: Path, content: bytes) -> None:
    replace_files({path: content})


def _schema(directory: Path) -> Schema:
    contents, unusable = read_files(directory, [SCHEMA_FILE])
    if unusable:
        raise InvalidData(tuple(unusable))
    return parse_schema(contents[SCHEMA_FILE])


def _directory(path: Path) -> Path:
    if not path.is_dir():
        raise NotADirectoryError(None, "no such directory", str(path))
    return path


def _print_issues(issues: Iterable[Issue], to: TextIO | None = None) -> None:
    for issue in issues:
        _say(one_line(str(issue)), to)


def _refused(*words: str) -> int:
    print(*words, "Nothing was written.", sep="\n", file=sys.stderr)
    return CANNOT_RUN


def _errors(issues: Iterable[Issue]) -> int:
    return sum(issue.severity == "error" for issue in issues)


def _totals(issues: Sequence[Issue]) -> str:
    errors = _errors(issues)
    return f"{_count(errors, 'error')}, {_count(len(issues) - errors, 'warning')}"


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def _say(text: str, to: TextIO | None = None) -> None:
    # A terminal that lacks a letter of the sources shows its code instead of stopping the command.
    encoding = (to or sys.stdout).encoding or "utf-8"
    print(text.encode(encoding, "backslashreplace").decode(encoding), file=to)
