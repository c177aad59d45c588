"""Questions: what is asked of a row that is to come, in which order, and what may be chosen.

Owns the questions for whoever asks them, in a terminal or on a page. What a row needs is what the
checks find missing: there is no second list of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from tradedata.curating.drafts import TRADE, Kept
from tradedata.data.cell_checks import cell_form
from tradedata.data.schema import Field

# Of a new row, beside what it must have.
ALSO_NEW = ("publisher", "author", "published", "url", "medium")
# In this order, and whether a check asks for them or not: the number is read in the printed words
# as soon as its source is known, and says much of the rest.
PRINTED = "as_printed"
PARTS: Mapping[str, tuple[str, ...]] = {
    "The printed words": ("source", PRINTED),
    "What the number is of": ("product", "flow", "reporter", "partner", "measure"),
    "Who stated it, and for when": (
        *("claimant", "claimed_on", "start", "end", "period", "period_basis", "kind", "locator"),
    ),
}
ASKED = tuple(chain.from_iterable(PARTS.values()))


@dataclass(frozen=True, slots=True)
class Question:
    """A cell to be filled, and what may be chosen for it, with the names that each goes by.

    ``of`` is the table whose keys are the choices, blank where they are words or where there are
    none. ``is_key``: it is what the row itself is called by.
    """

    table: str
    field: Field
    choices: Mapping[str, tuple[str, ...]]
    of: str = ""
    is_key: bool = False

    @property
    def title(self) -> str:
        """What is asked for: the column, or the key of a row that is described."""
        return f"{self.field.title}: a key for it" if self.is_key else self.field.title

    @property
    def form(self) -> str:
        """What a date or a key looks like: 'YYYY-MM-DD'; '' where it is neither."""
        code, allowed, _ = cell_form(self.field)
        return allowed if code == "bad-date" or self.is_key else ""

    @property
    def can_be_new(self) -> bool:
        """Whether a row that is not there yet may be described instead."""
        return self.of not in ("", TRADE)


def question(column: str, kept: Kept, table: str = TRADE) -> Question:
    """The question for a column."""
    schema = kept.tables[table].schema
    field, found = schema.field(column), kept.choices(column, table)
    choices = {each: names for each, names in found.items() if each not in field.closed}
    return Question(table, field, choices, schema.target(column), column == schema.key)


def questions_of_new(table: str, kept: Kept) -> tuple[Question, ...]:
    """Those for a new row: what every row of its table has, but for its key."""
    schema = kept.tables[table].schema
    return tuple(
        question(field.name, kept, table)
        for field in schema.fields
        if field.name != schema.key and (field.required or field.name in ALSO_NEW)
    )


def questions_left(kept: Kept) -> tuple[Question, ...]:
    """Those for the columns that are not asked for unless a check does; never that of the id."""
    schema = kept.tables[TRADE].schema
    return tuple(question(name, kept) for name in schema.header if name not in (*ASKED, schema.key))
