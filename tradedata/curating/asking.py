"""Asking: a draft completed by questions in a terminal.

Owns how they are put, and how an answer is understood.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from tradedata.curating.drafts import (
    TRADE,
    Cells,
    Kept,
    check,
    completed,
    did_you_mean,
    matching,
    nearest,
    own_issues,
)
from tradedata.curating.questions import ASKED, PRINTED, Question, question, questions_of_new
from tradedata.curating.telling import issue_words, words_read

Ask = Callable[[str], str]
Say = Callable[[str], None]
NEW, EXPLAIN = "+", "?"
# From so many choices on, they are not listed unless it is asked for.
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
    while faulty := own_issues(whole := completed(draft, kept), check(whole, kept).errors, kept):
        for _, issue in faulty:
            say(issue_words(issue, kept))
        for table, column in dict.fromkeys((table, issue.column or "") for table, issue in faulty):
            draft[table][column] = _answer(question(column, kept, table), "", ask, say)
    return draft


def is_confirmed(ask: Ask) -> bool:
    """Whether a row that was shown is to be written. Raises EOFError."""
    while (answer := ask("Write it? (y/n) ").strip().casefold()) not in ("y", "yes", "n", "no"):
        pass
    return answer.startswith("y")


def _answer(asked: Question, guess: str, ask: Ask, say: Say) -> str:
    """One cell: a number, the key, or any part of one name chooses what is known."""
    field, choices = asked.field, asked.choices
    keys = list(choices)
    say(f"\n{field.title}: {field.description}")
    if len(keys) <= MOST_LISTED:
        _list_choices(asked, keys, say)
    else:
        new = f", {NEW} and the key of a new row" if asked.can_be_new else ""
        say(f"  {len(keys)} are known: type a part of a name, {EXPLAIN} to list them{new}")
    while True:
        typed = ask(f"{field.name}{f' [{guess}]' if guess else ''}: ").strip() or guess
        if typed == EXPLAIN:
            say(f"  {field.description}{f' ({asked.form})' if asked.form else ''}")
            _list_choices(asked, keys, say)
            continue
        is_new = asked.can_be_new and typed.startswith(NEW)
        if not choices or not typed or typed in choices or is_new:
            return typed
        if typed.isdecimal() and 0 < int(typed) <= len(keys):
            return keys[int(typed) - 1]
        found = matching(typed, choices)
        if len(found) == 1:
            say(f"  {found[0]}")
            return found[0]
        if found:
            say(f"  {len(found)} are called so:")
            _list_choices(asked, found, say)
        else:
            say(f"  Nothing known is called so{did_you_mean(nearest(typed, choices))}")


def _list_choices(asked: Question, keys: Iterable[str], say: Say) -> None:
    """The choices with the number that each is chosen by."""
    places = {key: place for place, key in enumerate(asked.choices, start=1)}
    for key in keys:
        say(f"  {places[key]} {key}: {next(filter(None, asked.choices[key]), key)}")


def _new_row(table: str, key: str, kept: Kept, ask: Ask, say: Say) -> Cells:
    """The cells of a new row that every row of its table has."""
    schema = kept.tables[table].schema
    say(f"\nA new row of {schema.file}: {schema.description}")
    cells = {schema.key: key}
    for asked in questions_of_new(table, kept):
        guess = completed({table: cells}, kept)[table].get(asked.field.name, "")
        cells[asked.field.name] = _answer(asked, guess, ask, say)
    return cells
