"""Asking: a draft completed by questions, with known keys and words to choose from.

Owns the questions and how an answer is understood. What a row needs is what the checks find
missing: there is no second list of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tradedata.curating.drafts import TRADE, Cells, Kept, check, completed, did_you_mean, nearest
from tradedata.curating.telling import understood
from tradedata.data.issues import Issue

Ask = Callable[[str], str]
Say = Callable[[str], None]
NEW = "+"
# From so many choices on, they are not listed: the beginning of one is typed.
MOST_LISTED = 20
# Of a new row, beside what it must have.
ALSO_NEW = ("publisher", "published", "url")
# In this order, and whether a check asks for them or not: the number is read in the printed words
# as soon as its source is known, and says much of the rest.
SOURCE, PRINTED = "source", "as_printed"
ASKED = (
    *(SOURCE, PRINTED, "product", "flow", "reporter", "partner", "measure"),
    *("claimant", "claimed_on", "start", "end", "period", "period_basis", "kind", "locator"),
)


def ask_for(draft: Mapping[str, Cells], kept: Kept, ask: Ask, say: Say) -> dict[str, Cells]:
    """The draft with what was answered, until the checks have nothing against it.

    Raises EOFError, as ``ask`` does, when whoever is asked has had enough.
    """
    draft = {TRADE: {}, **{name: dict(cells) for name, cells in draft.items()}}
    keys = {key.field: key.table for key in kept.tables[TRADE].schema.foreign_keys}
    for column in (column for column in ASKED if not draft[TRADE].get(column)):
        guess = completed(draft, kept)[TRADE].get(column, "")
        answer = _answer(TRADE, column, guess, kept, ask, say)
        if answer.startswith(NEW) and column in keys:
            answer = answer.removeprefix(NEW)
            draft[keys[column]] = _new_row(keys[column], answer, kept, ask, say)
        draft[TRADE][column] = answer
        if column == PRINTED:
            words = understood(completed(draft, kept)[TRADE])
            say(f"  understood as {words}" if words else "  No one whole number is read in it.")
    while faulty := _faults_of(completed(draft, kept), kept):
        table, issue = faulty[0]
        column = issue.column or ""
        say(str(issue))
        draft[table][column] = _answer(table, column, "", kept, ask, say)
    return draft


def _faults_of(draft: Mapping[str, Cells], kept: Kept) -> list[tuple[str, Issue]]:
    """The errors in the draft's own rows, which another answer may mend."""
    own = {
        (kept.tables[name].schema.file, row.get(kept.tables[name].schema.key, "")): name
        for name, row in draft.items()
    }
    errors = check(draft, kept).errors
    return [
        (own[issue.file, issue.row or ""], issue)
        for issue in errors
        if (issue.file, issue.row or "") in own
    ]


def _answer(table: str, column: str, guess: str, kept: Kept, ask: Ask, say: Say) -> str:
    """One cell: a number, the key, a name or the beginning of one chooses what is known."""
    field = kept.tables[table].schema.field(column)
    choices = kept.choices(column, table)
    keys = list(choices)
    say(f"\n{field.title}: {field.description}")
    if len(keys) <= MOST_LISTED:
        for place, key in enumerate(keys, start=1):
            say(f"  {place} {key}: {choices[key][0]}")
    else:
        say(f"  {len(keys)} are known: type how one begins, or {NEW} and the key of a new row")
    while True:
        typed = ask(f"{column}{f' [{guess}]' if guess else ''}: ").strip() or guess
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
    for field in schema.fields:
        if field.name != schema.key and (field.required or field.name in ALSO_NEW):
            cells[field.name] = _answer(table, field.name, "", kept, ask, say)
    return cells
