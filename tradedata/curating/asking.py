"""Asking: a draft completed by questions in a terminal.

Owns how they are put, and how an answer is understood.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tradedata.curating.drafts import (
    TRADE,
    Cells,
    Kept,
    check,
    completed,
    did_you_mean,
    nearest,
    own_issues,
)
from tradedata.curating.questions import ASKED, PRINTED, Question, question, questions_of_new
from tradedata.curating.telling import words_read
from tradedata.data.issues import Issue

Ask = Callable[[str], str]
Say = Callable[[str], None]
NEW = "+"
# From so many choices on, they are not listed: the beginning of one is typed.
MOST_LISTED = 20


def ask_for(draft: Mapping[str, Cells], kept: Kept, ask: Ask, say: Say) -> dict[str, Cells]:
    """The draft with what was answered, until the checks have nothing against it.

    Raises EOFError, as ``ask`` does, when whoever is asked has had enough.
    """
    draft = {TRADE: {}, **{name: dict(cells) for name, cells in draft.items()}}
    for column in (column for column in ASKED if not draft[TRADE].get(column)):
        asked = question(column, kept)
        answer = _answer(asked, completed(draft, kept)[TRADE].get(column, ""), ask, say)
        if answer.startswith(NEW) and asked.can_be_new:
            answer = answer.removeprefix(NEW)
            draft[asked.of] = _new_row(asked.of, answer, kept, ask, say)
        draft[TRADE][column] = answer
        if column == PRINTED:
            say(f"  {words_read(draft, kept)}")
    while faulty := _fault_of(completed(draft, kept), kept):
        table, issue = faulty
        column = issue.column or ""
        say(str(issue))
        draft[table][column] = _answer(question(column, kept, table), "", ask, say)
    return draft


def _fault_of(draft: Mapping[str, Cells], kept: Kept) -> tuple[str, Issue] | None:
    return next(own_issues(draft, check(draft, kept).errors, kept), None)


def _answer(asked: Question, guess: str, ask: Ask, say: Say) -> str:
    """One cell: a number, the key, a name or the beginning of one chooses what is known."""
    field, choices = asked.field, asked.choices
    keys = list(choices)
    say(f"\n{field.title}: {field.description}")
    if len(keys) <= MOST_LISTED:
        for place, key in enumerate(keys, start=1):
            say(f"  {place} {key}: {choices[key][0]}")
    else:
        say(f"  {len(keys)} are known: type how one begins, or {NEW} and the key of a new row")
    while True:
        typed = ask(f"{field.name}{f' [{guess}]' if guess else ''}: ").strip() or guess
        if not choices or not typed or typed in choices or typed.startswith(NEW):
            return typed
        if typed.isdecimal() and 0 < int(typed) <= len(keys) <= MOST_LISTED:
            return keys[int(typed) - 1]
        start = typed.casefold()
        found = [key for key in keys if key.casefold() == start] or [
            key
            for key, names in choices.items()
            if any(name.casefold().startswith(start) for name in (key, *names))
        ]
        if len(found) == 1:
            say(f"  {found[0]}")
            return found[0]
        meant = found or nearest(typed, choices)
        say(f"  Nothing known is called so{did_you_mean(meant)}")


def _new_row(table: str, key: str, kept: Kept, ask: Ask, say: Say) -> Cells:
    """The cells of a new row that every row of its table has."""
    schema = kept.tables[table].schema
    say(f"\nA new row of {schema.file}: {schema.description}")
    cells = {schema.key: key}
    for asked in questions_of_new(table, kept):
        cells[asked.field.name] = _answer(asked, "", ask, say)
    return cells
