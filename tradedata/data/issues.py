"""Issues: faults found in the data files, each with a permanent code and one wording.

Owns the register of codes and the single template. Finds no fault itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class IssueCode:
    """A kind of fault: what it means and how to mend it."""

    title: str
    mend: str
    severity: Severity = "error"
    is_consequence: bool = False


CODES: dict[str, IssueCode] = {
    "missing-directory": IssueCode(
        "No such directory",
        "Let TRADE_DATA, or the option --data, name the directory that holds the data files",
    ),
    "missing-file": IssueCode(
        "The file is missing", "Restore the file from the last version that worked"
    ),
    "unopened-file": IssueCode(
        "The file cannot be opened", "Put an ordinary file there that the program may read"
    ),
    "unreadable-file": IssueCode(
        "The file cannot be read as UTF-8 CSV",
        "Save it as CSV, UTF-8, comma-separated, and close every quotation mark",
    ),
    "unreadable-schema": IssueCode(
        "The schema cannot be read", "Restore datapackage.json from the last version that worked"
    ),
    "unknown-word": IssueCode(
        "A word of the schema's vocabulary is not in the code's",
        "Say in tradedata/data/vocabulary.py what the word means, or take it out of "
        "datapackage.json",
    ),
    "missing-word": IssueCode(
        "A word of the code's vocabulary is not in the schema's",
        "Put the word back into datapackage.json, or take it out of "
        "tradedata/data/vocabulary.py with what is built on it",
    ),
    "bad-schema": IssueCode(
        "The schema does not say what it must",
        "Mend datapackage.json there; the one shipped with the code shows how",
    ),
    "wrong-header": IssueCode(
        "The header is not the one in datapackage.json",
        "Restore the header line: the names, in this order, separated by commas",
    ),
    "no-row": IssueCode("The file has no row", "Write its first row below the header"),
    "no-sound-row": IssueCode(
        "No row of the file can be used",
        "Mend the rows named in the other issues of this file",
        is_consequence=True,
    ),
    "no-line-end": IssueCode(
        "The last line of the file has no end: more may be missing",
        "Compare the end of the file with what you wrote, and end its last line",
        severity="warning",
    ),
    "fewer-rows": IssueCode(
        "The file holds far fewer rows than before: it may not be whole",
        "Restore what is missing; rows removed on purpose are believed once the file has stayed "
        "as it is for a while",
    ),
    "changing-file": IssueCode(
        "The files change again and again, so that none of their states can be read",
        "Let whatever writes them come to an end",
    ),
    "slow-reading": IssueCode(
        "Reading the files takes longer than it should",
        "Look whether their disk answers; the page goes on by itself once it does",
    ),
    "unforeseen-fault": IssueCode(
        "The files could not be read, for a reason that was not foreseen",
        "Restore the files from the last version that worked, and report the fault with the line "
        "that the program logged",
    ),
    "wrong-length": IssueCode(
        "The row has too many or too few cells",
        'Give every column a cell; put text that holds a comma in "quotation marks"',
    ),
    "missing-value": IssueCode("A required cell is blank", "Fill the cell from the source"),
    "duplicate-key": IssueCode(
        "The key, or the name, stands on more than one row", "Give this row one of its own"
    ),
    "reserved-key": IssueCode(
        "The page, or Windows where a file is named by it, has the key for something else",
        "Give the row another key, here and in the rows that name it",
    ),
    "long-cell": IssueCode(
        "The cell is longer than any text of the data may be",
        "Keep what the column asks for; a quotation mark that is not closed may have joined lines",
    ),
    "forbidden-character": IssueCode(
        "The text holds a character that cannot be seen, or breaks or turns the text around it",
        "Write the cell again without the characters named",
    ),
    "bad-number": IssueCode(
        "Not a plain number", "Write digits only, with a point before decimals: 132000000"
    ),
    "bad-date": IssueCode(
        "Not a date of the calendar", "Write the date as YYYY-MM-DD, or leave it blank"
    ),
    "out-of-bounds": IssueCode(
        "The number or date lies outside what its column may hold",
        "Check it against the source; data/README.md gives the bounds, datapackage.json sets them",
    ),
    "not-in-vocabulary": IssueCode(
        "The word is not in the column's vocabulary", "Use one of the words allowed"
    ),
    "bad-form": IssueCode(
        "The text does not have the form of its column",
        "Write it in the form that the codebook gives",
    ),
    "bad-address": IssueCode(
        "Not an http or https address",
        "Give the page's own address, or leave the cell blank if it is not known",
    ),
    "unknown-key": IssueCode(
        "The key stands in no row of the table it points to",
        "Correct the key, or add the row it points to",
    ),
    "left-out-key": IssueCode(
        "The key points to a row that was itself left out",
        "Mend that row first",
        is_consequence=True,
    ),
    "unread-words": IssueCode(
        "The printed words are in a language whose numbers the check cannot read",
        "Compare them with the value by eye; a language's words for numbers belong in "
        "tradedata/data/numerals/words/",
        severity="warning",
    ),
    "other-language": IssueCode(
        "The printed words are read in another language than that of their source",
        "Compare them with the value by eye, and correct language of the source if it is wrong",
        severity="warning",
    ),
    "unread-word": IssueCode(
        "A word or sign beside the number is not known: it may be a part of it, or tell a fall",
        "Quote the number without it; if it leaves every number as it is, or is a number or a unit "
        "itself, add it to the language's list in tradedata/data/numerals/words/",
    ),
    "printed-range": IssueCode(
        "The printed words hold a range: two values, neither of which is the number",
        "Leave the row out, or quote words that give one value; a note may say that the source "
        "prints a range",
    ),
    "printed-mismatch": IssueCode(
        "The printed words do not hold the number",
        "Make value and unit say what the source prints, or quote the words that hold it",
    ),
    "hedge-differs": IssueCode(
        "The hedge is not the one that the printed words hold",
        "Make qualifier say what the source prints, 'under' 0.5 where that is 'more than halved', "
        "or quote the words that belong to the number",
        severity="warning",
    ),
    "missing-gloss": IssueCode(
        "The printed words are not in English, and no translation stands beside them",
        "Translate them in gloss: number, unit and hedge as they stand, and no more",
    ),
    "stray-gloss": IssueCode(
        "The printed words are in English and need no translation",
        "Leave gloss blank, or correct language of the source",
    ),
    "gloss-mismatch": IssueCode(
        "The translation does not hold the number",
        "Translate the printed words again, with the number and the unit that they hold",
    ),
    "opposite-sign": IssueCode(
        "The printed words tell a fall, and the number a rise",
        "Write a fall with a minus, or quote the words that belong to the number",
    ),
    "long-quote": IssueCode(
        "More words or letters are quoted than are allowed",
        "Keep only the words that hold the number",
    ),
    "end-before-start": IssueCode("The period ends before it starts", "Swap or correct the dates"),
    "label-differs": IssueCode(
        "The period's label names other days than its start and end",
        "Correct the label, or the dates",
        severity="warning",
    ),
    "base-not-before": IssueCode(
        "The period is compared against itself, or grows from a later one",
        "Correct the dates of the base, or leave them and base_basis blank",
    ),
    "later-than-read": IssueCode(
        "The date is later than the day on which the number was stated, printed or read",
        "Check both dates; a number for days to come is a forecast, target or plan",
    ),
    "stated-after-print": IssueCode(
        "The source was published before the day on which it has the number stated",
        "Check claimed_on of the row and published of its source",
        severity="warning",
    ),
    "half-open-period": IssueCode(
        "The period has an end without a start, or a start without an end",
        "Give both dates; only a plan may have a start alone",
    ),
    "partner-misfit": IssueCode(
        "The partner does not fit the flow",
        "Trade has another area for a partner, be it the world; demand and resources have none",
    ),
    "missing-of": IssueCode(
        "The row does not say what its number is of", "Put value or quantity in the column of"
    ),
    "stray-of": IssueCode(
        "Only a growth, multiple, share or rank is of something", "Leave the column of blank"
    ),
    "wrong-unit": IssueCode("The unit does not fit the measure", "Use one of the units allowed"),
    "stray-base": IssueCode(
        "The base period and its basis do not belong together",
        "Give start, end and basis of the base for a growth or multiple, or leave all blank",
    ),
    "target-without-year": IssueCode(
        "A target does not say for which year it is set", "Give the target's start and end"
    ),
    "period-without-date": IssueCode(
        "The period's dates and its basis contradict each other",
        "A stated, relative or inferred period has dates or names a claim that has them; "
        "an unstated or running one has no dates of its own",
    ),
    "status-without-note": IssueCode(
        "A status other than normal has no reason", "Give the reason in note"
    ),
    "missing-successor": IssueCode(
        "A superseded row does not name the row that replaces it",
        "Name it in refers_to; doubt without another number is the status doubtful",
    ),
    "refers-elsewhere": IssueCode(
        "The row that is referred to is of other areas, another flow, product or quantity",
        "Name in refers_to the row that the number is of, or that replaces it; or leave it blank",
    ),
    "number-in-note": IssueCode(
        "The note holds an amount, which stays behind when its row is corrected",
        "Say in words whose number is meant; the number itself stands in its row, "
        "which refers_to, based_on or period_from can point to",
        severity="warning",
    ),
    "origin-disagrees": IssueCode(
        "Rows of one origin name different claimants or dates",
        "One origin is one statement: correct the rows, or give this one an origin of its own",
    ),
    "origin-numbers-differ": IssueCode(
        "Pages of one origin print different numbers for one quantity and period",
        "Check both against their sources; a misprint is rejected, a reading in doubt doubtful, "
        "and another statement gets an origin of its own",
        severity="warning",
    ),
    "circular-basis": IssueCode(
        "The row rests on itself, directly or in a circle",
        "Remove the row itself from what it rests on",
    ),
    "same-origin-basis": IssueCode(
        "The column based_on names a claim of the same origin",
        "Rows of one origin repeat one statement; based_on is for another origin",
    ),
    "stray-basis": IssueCode(
        "What the row is based on, how that is known and the relation do not belong together",
        "Fill based_on and based_on_basis, and relation where it is arithmetic; or leave all blank",
    ),
    "bad-relation": IssueCode(
        "The relation cannot be read, or does not name each of the claims in based_on",
        "Write it with x for the first of them, y for the second and z for the third: x * 11/8",
    ),
    "relation-differs": IssueCode(
        "The relation does not give the number to its last printed digit",
        "Correct the number that was copied wrongly; if the relation holds no more, leave "
        "based_on, based_on_basis and relation blank",
    ),
    "change-differs": IssueCode(
        "The change does not lead to what its cell holds next",
        "Let old and new tell the cell before and after, the changes of a cell in their order; "
        "python -m tradedata diff OLD NEW --write records them",
    ),
    "two-numbers": IssueCode(
        "One claimant gives two numbers for one quantity and period in one source",
        "Check both against the source; if both are printed, say so in note",
        severity="warning",
    ),
}


@dataclass(frozen=True, slots=True)
class Issue:
    """One fault, located: file, line (1 is the header), column, offending text, remedy.

    ``path`` is the place in a JSON file, as ``$.collection.areas[0]``.
    """

    code: str
    file: str
    line: int | None = None
    column: str | None = None
    row: str | None = None
    value: str = ""
    allowed: str = ""
    path: str = ""

    @property
    def severity(self) -> Severity:
        """Either ``error`` (the row or file is not used) or ``warning`` (it is)."""
        return CODES[self.code].severity

    @property
    def reason(self) -> str:
        """What is wrong, in words."""
        return CODES[self.code].title

    @property
    def mend(self) -> str:
        """How to mend it."""
        return CODES[self.code].mend

    @property
    def place(self) -> str:
        """File and line, as ``trade.csv:12``, or file and path."""
        if self.path:
            return f"{self.file} {self.path}"
        return self.file if self.line is None else f"{self.file}:{self.line}"

    def __str__(self) -> str:
        where = ", ".join(
            part
            for part in (self.place, self.row or "", f"column {self.column}" if self.column else "")
            if part
        )
        parts = [f"{self.severity} {self.code}", where, self.reason]
        if self.value or self.column or self.path:
            parts.append(f"found {self.value!r}")
        if self.allowed:
            parts.append(f"allowed: {self.allowed}")
        parts.append(self.mend)
        return " | ".join(parts)


def causes_first(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """The issues in their order, those that only follow from others at the end."""
    return tuple(sorted(issues, key=lambda issue: CODES[issue.code].is_consequence))


class InvalidData(Exception):
    """The data files cannot be used at all; ``issues`` says why."""

    def __init__(self, issues: tuple[Issue, ...]) -> None:
        super().__init__("; ".join(str(issue) for issue in issues))
        self.issues = issues
