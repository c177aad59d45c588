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
from tradedata.curating.asking import Say, ask_for
from tradedata.curating.drafts import (
    TRADE,
    Cells,
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
from tradedata.curating.telling import (
    cell_words,
    given_words,
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
    words = "the proposal N of what read --json printed; cells given go before its own"
    command.add_argument(
        "--from", dest="proposal", nargs=2, metavar=("FILE", "N"), default=(), help=words
    )
    words = "write nothing: show what would change"
    command.add_argument("--dry-run", action="store_true", help=words)
    words = "change a row that is there: the cells given take the place of its own"
    command.add_argument("--correct", default="", metavar="ID", help=words)
    words = "remove a row again that was not published yet"
    command.add_argument("--undo", metavar="ID", help=words)


def read(options: argparse.Namespace) -> Answer:
    """The rows that an article may make. Raises OSError where there is no such file."""
    dataset = load(options.data)
    sources = {key: (each.title,) for key, each in dataset.directory.sources.items()}
    if options.source and options.source not in sources:
        meant = did_you_mean(nearest(options.source, sources))
        return Answer(faults=(f"--source {options.source}: not in sources.csv{meant}",))
    is_piped = options.file == PIPED
    content = sys.stdin.buffer.read() if is_piped else read_file(Path(options.file))
    try:
        article = read_article(content, options.file, options.language)
    except Unreadable as error:
        return Answer(faults=(str(error),))
    found = reading_data(read_claims(article, dataset, options.source), dataset, options.file)
    if options.json:
        return Answer((json.dumps(found, ensure_ascii=False, indent=2),))
    return Answer(tuple(reading_lines(found)))


def add(options: argparse.Namespace, say: Say) -> Answer:
    """The files with a row more, or less; in a terminal what is missing is asked for."""
    kept = read_kept(options.data)
    if options.undo:
        return _undo(options.undo, kept)
    proposed, unfit = _proposed(*options.proposal) if options.proposal else ({}, [])
    if options.correct:
        try:
            proposed = redrafted(options.correct, kept)
        except KeyError:
            return Answer(faults=(_unknown("--correct", options.correct, kept),))
    draft, faults = drafted(options.cells, proposed, kept)
    if options.correct and draft[TRADE]["id"] != options.correct:
        faults.append(f"id={draft[TRADE]['id']}: the id of a row stays")
    if unfit or faults:
        return Answer(faults=(*unfit, *faults))
    if sys.stdin.isatty() and not options.correct:
        try:
            draft = ask_for(draft, kept, input, say)
        except (EOFError, KeyboardInterrupt):
            return Answer(faults=("",))
    judged = judge(draft, kept, options.correct)
    claim, checked = judged.draft[TRADE], judged.checked
    words = understood(claim)
    lines = [f"Understood as {words}"] if words else []
    for name, cells in judged.draft.items():
        lines.append(f"{kept.tables[name].schema.file}: {cell_words(cells)}")
    if checked.errors:
        found = (*map(str, checked.issues), *suggestions(checked, kept))
        return Answer(tuple(lines), found)
    lines += [*known_lines(judged.known), *map(str, checked.issues)]
    # The row is written last: whatever it points to is there before it.
    files = tuple(reversed(kept.files(checked.tables)))
    then = _next(claim["id"])
    if options.correct:
        then = _corrected(options.correct, claim, kept) if files else ()
    return Answer(tuple(lines), files=files, then=then)


def _undo(claim: str, kept: Kept) -> Answer:
    try:
        checked = without(claim, kept)
    except KeyError:
        return Answer(faults=(_unknown("--undo", claim, kept),))
    if checked.errors:
        return Answer(faults=(*map(str, checked.errors), "Other rows need it."))
    rule = "A row that was published is not removed: CONTRIBUTING.md, 'Correct a number'."
    return Answer(files=tuple(kept.files(checked.tables)), then=(rule,))


def _unknown(option: str, claim: str, kept: Kept) -> str:
    ids = dict.fromkeys((row["id"] for row in kept.tables[TRADE].rows), ())
    return f"{option} {claim}: not in trade.csv{did_you_mean(nearest(claim, ids))}"


def _corrected(claim: str, cells: Cells, kept: Kept) -> tuple[str, ...]:
    """What is to be said once a row is changed: its changed cells as they were, and what is next"""
    before = next(row.cells for row in kept.tables[TRADE].rows if row["id"] == claim)
    changed = {name: cell for name, cell in before.items() if cell != cells.get(name, "")}
    return (
        f"To undo it: python -m tradedata add --correct {claim} {given_words(changed)}",
        "Next, as CONTRIBUTING.md tells under 'Correct a number': raise the version of the data, "
        "let python -m tradedata diff OLD data --write note the change, and say why.",
    )


def _next(claim: str) -> tuple[str, ...]:
    return (
        f"To undo it before it is published: python -m tradedata add --undo {claim}",
        "Next, as CONTRIBUTING.md tells under 'Look at it, note it, send it': raise the version of "
        "the data, write the codebook anew, say in CHANGELOG.md what came. changes.csv is of "
        "changes: it takes no row that is new.",
    )


def _proposed(file: str, number: str) -> tuple[object, list[str]]:
    """The cells of a proposal in a file that ``read --json`` printed, or what is wrong with it."""
    try:
        proposals = json.loads(read_file(Path(file)))["proposals"]
        return {each["number"]: each for each in proposals}[int(number)]["cells"], []
    except (ValueError, LookupError, TypeError):
        fault = f"--from {file} {number}: no proposal of that number; `read --json` prints the file"
        return {}, [fault]
