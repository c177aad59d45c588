"""Commands: what ``read`` and ``add`` take, and what they answer.

Owns their options, and the order of the steps behind each. Prints nothing and writes no file: an
answer says what is to be printed and written.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path

from tradedata.curating.articles import Unreadable, read_article
from tradedata.curating.asking import Say, ask_for, is_confirmed
from tradedata.curating.drafts import (
    TRADE,
    Cells,
    Judged,
    Kept,
    did_you_mean,
    drafted,
    judge,
    nearest,
    read_kept,
    redrafted,
    suggestions,
    without,
)
from tradedata.curating.proposals import read_claims
from tradedata.curating.published import published_keys
from tradedata.curating.telling import (
    cell_words,
    given_words,
    issue_words,
    known_lines,
    reading_data,
    reading_lines,
    understood,
)
from tradedata.data.files import read_file
from tradedata.data.formatting import FormattedFile
from tradedata.data.loading import load
from tradedata.data.numerals.lexicon import LANGUAGES

PIPED = "-"
_STAYS = "A row that was published is not removed: CONTRIBUTING.md, 'Correct a number'."


class Unfit(Exception):
    """What is given to start from cannot be used; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Lines to print, then either the faults for which nothing is written, or files to write.

    ``then``: what is to be said once they are.
    """

    lines: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    files: tuple[FormattedFile, ...] = ()
    then: tuple[str, ...] = ()


def read_options(command: argparse.ArgumentParser) -> None:
    """The options of ``read``."""
    words = f"a text, web page or PDF; {PIPED} reads what is piped in"
    command.add_argument("file", metavar="FILE", help=words)
    command.add_argument("--source", default="", metavar="KEY", help="its row in sources.csv")
    words = "its language (default: the one that its words tell)"
    command.add_argument("--language", default="", metavar="CODE", choices=LANGUAGES, help=words)


def add_options(command: argparse.ArgumentParser) -> None:
    """The options of ``add``: its columns are those of the schema."""
    words = "a cell of trade.csv; of a row that comes with it: sources.title=TEXT"
    command.add_argument("cells", nargs="*", metavar="COLUMN=TEXT", help=words)
    way = command.add_mutually_exclusive_group()
    words = "the proposal N of what read --json printed, or pipes in; cells given go before its own"
    way.add_argument(
        "--from", dest="proposal", nargs=2, metavar=("FILE", "N"), default=(), help=words
    )
    words = "write the row although its source and speaker have the same number in another"
    command.add_argument("--again", action="store_true", help=words)
    words = "write nothing: show what would change"
    command.add_argument("--dry-run", action="store_true", help=words)
    words = "change a row that is there: the cells given take the place of its own"
    way.add_argument("--correct", type=_id, metavar="ID", help=words)
    words = "remove a row again that no commit holds yet"
    way.add_argument("--undo", type=_id, metavar="ID", help=words)


def _id(text: str) -> str:
    if not text:
        raise argparse.ArgumentTypeError("blank, where the id of a row is needed")
    return text


def read(options: argparse.Namespace) -> Answer:
    """The rows that an article may make. Raises OSError where there is no such file."""
    dataset = load(options.data)
    sources = {key: (each.title,) for key, each in dataset.directory.sources.items()}
    if options.source and options.source not in sources:
        meant = did_you_mean(nearest(options.source, sources))
        return Answer(faults=(f"--source {options.source}: not in sources.csv{meant}",))
    try:
        article = read_article(_content(options.file), options.file, options.language)
    except Unreadable as error:
        return Answer(faults=(str(error),))
    found = reading_data(read_claims(article, dataset, options.source), dataset, options.file)
    if options.json:
        return Answer((json.dumps(found, ensure_ascii=False, indent=2),))
    return Answer(tuple(reading_lines(found)))


def add(options: argparse.Namespace, say: Say) -> Answer:
    """The files with a row more, or less; in a terminal what is missing is asked for."""
    correct: str = options.correct or ""
    kept, is_asked = read_kept(options.data), bool(sys.stdin) and sys.stdin.isatty()
    if options.undo and options.cells:
        return Answer(faults=(f"--undo {options.undo} takes no cells: {' '.join(options.cells)}",))
    if options.undo:
        return _undo(options.undo, kept, options.data)
    try:
        proposed = _proposed(*options.proposal) if options.proposal else {}
        proposed = redrafted(correct, kept) if correct else proposed
    except Unfit as error:
        return Answer(faults=(str(error),))
    except KeyError:
        return Answer(faults=(_unknown("--correct", correct, kept),))
    draft, faults = drafted(options.cells, proposed, kept)
    if correct and draft[TRADE]["id"] != correct:
        faults.append(f"id={draft[TRADE]['id']}: the id of a row stays")
    try:
        if is_asked and not (correct or faults):
            draft = ask_for(draft, kept, input, say)
        judged = judge(draft, kept, correct)
        lines, found = _judged_lines(judged, kept)
        if faults or found:
            return Answer(tuple(lines), (*faults, *found))
        # The row is written last: whatever it points to is there before it.
        files = tuple(reversed(kept.files(judged.checked.tables)))
        if is_asked and files and not options.dry_run:
            while lines:
                say(lines.pop(0))
            if not is_confirmed(input):
                return Answer(faults=("",))
    except (EOFError, KeyboardInterrupt):
        return Answer(faults=("",))
    claim = judged.draft[TRADE]
    again = [row.claim.id for row in judged.known if row.is_printed_by(claim)]
    if again and not (is_asked or options.again or correct):
        fault = f"The same number of the same source and speaker is there already: {again[0]}."
        return Answer(tuple(lines), (f"{fault} If a row more is meant, add --again.",))
    then = _next(claim["id"])
    if correct:
        then = _corrected(correct, claim, kept) if files else ()
    return Answer(tuple(lines), files=files, then=then)


def _judged_lines(judged: Judged, kept: Kept) -> tuple[list[str], list[str]]:
    """What was understood of a draft, and the faults for which it is not taken."""
    words = understood(judged.draft[TRADE])
    lines = [f"Understood as {words}"] if words else []
    for name, cells in judged.draft.items():
        lines.append(f"{kept.tables[name].schema.file}: {cell_words(cells)}")
    issues = [issue_words(issue, kept) for issue in judged.checked.issues]
    if judged.checked.errors:
        return lines, [*issues, *suggestions(judged.checked, kept)]
    return [*lines, *known_lines(judged.known), *issues], []


def _undo(claim: str, kept: Kept, directory: Path) -> Answer:
    """The files without a row that no commit holds."""
    tables = kept.tables.items()
    published = {name: published_keys(table, directory) for name, table in tables}
    committed = published[TRADE]
    try:
        checked = without(claim, kept, {name: keys or () for name, keys in published.items()})
    except KeyError:
        return Answer(faults=(_unknown("--undo", claim, kept),))
    if committed is None:
        fault = f"--undo {claim}: git has no commit of trade.csv that tells whether it is published"
        return Answer(faults=(f"{fault}. {_STAYS}",))
    if claim in committed:
        return Answer(faults=(f"--undo {claim}: the last commit holds it. {_STAYS}",))
    if checked.errors:
        return Answer(faults=(*map(str, checked.errors), "Other rows need it."))
    return Answer(files=tuple(kept.files(checked.tables)))


def _unknown(option: str, claim: str, kept: Kept) -> str:
    ids = dict.fromkeys((row["id"] for row in kept.tables[TRADE].rows), ())
    return f"{option} {claim}: not in trade.csv{did_you_mean(nearest(claim, ids))}"


def _corrected(claim: str, cells: Cells, kept: Kept) -> tuple[str, ...]:
    """What is to be said once a row is changed: its changed cells as they were, and what is next"""
    before = kept.row(claim).cells.items()
    changed = {name: cell for name, cell in before if cell != cells.get(name, "")}
    return (
        f"To undo it: python -m tradedata add --correct {claim} {given_words(changed)}",
        "Next, as CONTRIBUTING.md tells under 'Correct a number': raise the version of the data, "
        "let python -m tradedata diff OLD data --write note the change, and say why.",
    )


def _next(claim: str) -> tuple[str, ...]:
    return (
        f"To undo it before it is committed: python -m tradedata add --undo {claim}",
        "Next, as CONTRIBUTING.md tells under 'Look at it, note it, send it': raise the version of "
        "the data, write the codebook anew, say in CHANGELOG.md what came. changes.csv is of "
        "changes: it takes no row that is new.",
    )


def _proposed(file: str, number: str) -> object:
    """The cells of a proposal in what ``read --json`` printed. Raises Unfit, OSError."""
    place = f"--from {file} {number}"
    content = _content(file)
    try:
        cells = {each["number"]: each["cells"] for each in json.loads(content)["proposals"]}
    except (ValueError, LookupError, TypeError, RecursionError):
        raise Unfit(f"{place}: not what `read --json` prints") from None
    if not (number.isdecimal() and int(number) in cells):
        numbers = f"from 1 to {len(cells)}" if cells else "at all"
        raise Unfit(f"{place}: no proposal of that number; there are proposals {numbers}")
    return cells[int(number)]


def _content(file: str) -> bytes:
    if file == PIPED:
        return sys.stdin.buffer.read() if sys.stdin else b""
    return read_file(Path(file))
