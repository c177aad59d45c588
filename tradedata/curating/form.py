"""Form: the questions with the answers so far, and what they come to: a row and a patch with it.

Owns what a page has to draw, for a row that is to come as for one that is to be corrected. Writes
no file and keeps nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tradedata.curating.drafts import (
    TRADE,
    Cells,
    Judged,
    Kept,
    completed,
    judge,
    nearest_to,
    own_issues,
    redrafted,
)
from tradedata.curating.questions import (
    PARTS,
    PRINTED,
    Question,
    question,
    questions_left,
    questions_of_new,
)
from tradedata.curating.standing import Known
from tradedata.curating.telling import words_read
from tradedata.data.directory import SHIPPED
from tradedata.data.issues import Issue
from tradedata.words.text import Text, as_sentences, say

# What is chosen to describe a row that is not there yet.
NEW = "+"
LEFT = "More columns"
Place = tuple[str, str]
Answers = Mapping[Place, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """A question as it stands: what follows where nothing is answered, and what the checks say.

    ``faults`` are to be mended, ``remarks`` to be looked at. ``of_new`` are the questions for the
    new row that was chosen to be described.
    """

    question: Question
    guess: str
    faults: tuple[str, ...]
    remarks: tuple[str, ...]
    of_new: tuple[Entry, ...]

    @property
    def place(self) -> Place:
        """Table and column, under which it is answered."""
        return self.question.table, self.question.field.name

    @property
    def with_new(self) -> tuple[Entry, ...]:
        """It and those for its new row."""
        return self, *self.of_new


@dataclass(frozen=True, slots=True)
class Result:
    """What sound answers come to: each row as a line of CSV by its file, and the patch.

    The patch is blank where a correction changes nothing.
    """

    claim: str
    lines: Mapping[str, str]
    patch: str


@dataclass(frozen=True, slots=True)
class Other:
    """What the checks say of a cell that is not asked for, or of another row, by the row's key."""

    file: str
    row: str
    words: str


@dataclass(frozen=True, slots=True)
class Form:
    """The form: its parts by their headings, and what is told of the answers.

    ``read`` is how the printed words are understood, ``others`` what the checks say of cells that
    are not asked for and of other rows, ``result`` is None as long as something is to be mended.
    """

    parts: Mapping[str, tuple[Entry, ...]]
    read: str
    known: tuple[Known, ...]
    others: tuple[Other, ...]
    result: Result | None

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries, those for new rows too."""
        return tuple(
            each for part in self.parts.values() for entry in part for each in entry.with_new
        )

    @property
    def faulty(self) -> tuple[Entry, ...]:
        """The entries that are to be mended."""
        return tuple(each for each in self.entries if each.faults)

    @property
    def remarks(self) -> tuple[tuple[str, str], ...]:
        """What is to be looked at beside the answers, each with what it is of."""
        return tuple(
            (entry.question.title, words) for entry in self.entries for words in entry.remarks
        )


def answers_of(claim: str, kept: Kept) -> dict[Place, str]:
    """The answers that make the row of a claim. Raises KeyError."""
    cells = redrafted(claim, kept)
    return {(TRADE, column): cell for column, cell in cells.items()}


def every_question(kept: Kept) -> tuple[Question, ...]:
    """All that the form may ask: for a claim, and for each row that may be described with it."""
    own = [question(name, kept) for name in kept.tables[TRADE].schema.header]
    tables = dict.fromkeys(each.of for each in own if each.can_be_new)
    return *own, *(each for table in tables for each in _questions_of(table, kept))


def form_of(answers: Answers, kept: Kept, corrected: str = "") -> Form:
    """The form with these answers, blank ones left out, all checks run."""
    draft = _draft(answers, kept)
    if corrected:
        draft[TRADE]["id"] = corrected
    judged = judge(draft, kept, corrected)
    guessed = completed(draft, kept)
    own = own_issues(judged.draft, judged.checked.issues, kept)
    told = set[Issue]()

    def entry(asked: Question) -> Entry:
        place = (asked.table, asked.field.name)
        issues = [issue for table, issue in own if (table, issue.column) == place]
        told.update(issues)
        is_new = asked.can_be_new and answers.get(place) == NEW
        of_new = map(entry, _questions_of(asked.of, kept)) if is_new else ()
        return Entry(
            asked,
            "" if place in answers else guessed.get(asked.table, {}).get(asked.field.name, ""),
            tuple(_words(each, asked.choices) for each in issues if each.severity == "error"),
            tuple(_words(each, asked.choices) for each in issues if each.severity != "error"),
            tuple(of_new),
        )

    parts = {
        heading: tuple(entry(question(column, kept)) for column in columns)
        for heading, columns in PARTS.items()
    }
    parts[LEFT] = tuple(map(entry, questions_left(kept)))
    return Form(
        parts=parts,
        read=words_read(draft, kept) if draft[TRADE].get(PRINTED) else "",
        known=judged.known,
        others=tuple(
            Other(issue.file, issue.row or "", say("{}: {}", _title(issue, kept), _words(issue)))
            for issue in judged.checked.issues
            if issue not in told
        ),
        result=None if judged.checked.errors else _result(judged, kept),
    )


def _questions_of(table: str, kept: Kept) -> tuple[Question, ...]:
    return question(kept.tables[table].schema.key, kept, table), *questions_of_new(table, kept)


def _draft(answers: Answers, kept: Kept) -> dict[str, Cells]:
    """The draft that the answers make; those for a row count where one is to be described."""
    draft: dict[str, Cells] = {TRADE: {}}
    for (table, column), answer in answers.items():
        asked = question(column, kept, table)
        if table == TRADE and answer == NEW and asked.can_be_new:
            new = {each.field.name for each in _questions_of(asked.of, kept)}
            draft[asked.of] = {
                c: text for (t, c), text in answers.items() if t == asked.of and c in new
            }
            answer = draft[asked.of].get(kept.tables[asked.of].schema.key, "")
        if table == TRADE:
            draft[TRADE][column] = answer
    return draft


def _title(issue: Issue, kept: Kept) -> str:
    schema = kept.tables[issue.file.removesuffix(".csv")].schema
    return schema.field(issue.column or schema.key).title


def _words(issue: Issue, choices: Mapping[str, tuple[str, ...]] | None = None) -> Text:
    """'Not a date of the calendar (allowed: YYYY-MM-DD). Write it so, or leave it blank.'

    What is allowed is not said where it stands among the choices.
    """
    allowed = "" if choices else issue.allowed
    told = say(" (allowed: {})" if allowed else "{}", allowed)
    what = say("{}{}{}", issue.reason, told, nearest_to(issue, choices or {}))
    return say("{}.", as_sentences(what, issue.mend))


def _result(judged: Judged, kept: Kept) -> Result:
    files = kept.files(judged.checked.tables)
    patch = "".join(file.patch(SHIPPED.name) for file in files)
    return Result(judged.draft[TRADE]["id"], kept.lines(judged.draft), patch)
