"""History: what else a speaker stated of a quantity, who printed it, and what rests on it.

Owns the order in which things were said, as far as dates tell it. Calls no number a correction:
only the data's own status does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from tradedata.compare.comparison import same_quantity
from tradedata.compare.statements import Statement
from tradedata.data.claims import Claim
from tradedata.data.numerals.digits import agree_as_printed
from tradedata.data.periods import partial_date_words
from tradedata.words.claims import number_words, period_words, source_words
from tradedata.words.text import Text, say

Order = Literal["earlier", "later", "same date", "order not known"]


@dataclass(frozen=True, slots=True)
class Saying:
    """Another statement of the same speaker; ``said_on`` is YYYY[-MM[-DD]] or blank.

    ``is_printed`` says that this is the day of the first print, since no other is known.
    """

    claim: Claim
    said_on: str
    is_printed: bool
    order: Order

    @property
    def words(self) -> Text:
        """'$323 million, 2024; stated later (2025), TASS, Jul 2025'."""
        printed = "printed " if self.is_printed else ""
        when = Text((printed, partial_date_words(self.said_on))) if self.said_on else ""
        match self.order:
            case "same date":
                order = say("stated with the same date ({})", when)
            case "order not known" if when:
                order = say("stated earlier or later ({})", when)
            case "order not known":
                order = say("when it was stated is not known")
            case _:
                order = say("stated {} ({})", self.order, when)
        return say(
            "{}, {}{}; {}, {}",
            number_words(self.claim),
            f"{self.claim.kind}, " if self.claim.is_expected else "",
            period_words(self.claim),
            order,
            source_words(self.claim.source),
        )


def history_of(claim: Claim, found: Sequence[Statement]) -> tuple[Saying, ...]:
    """The other statements of the claim's speaker on the same quantity, as they were said.

    The years and reporters of one statistical series are no history: of those only other numbers
    of the same reporter for the same days are given. A rejected claim has no history and is in
    none.
    """
    own = _statement_of(claim, found)
    if own is None or claim.claimant is None:
        return ()
    sayings = [
        _saying(statement, own)
        for statement in found
        if statement != own
        and statement.claim.claimant == claim.claimant
        and same_quantity(statement.claim, claim)
        and not _is_other_entry_of_series(statement.claim, claim)
    ]
    return tuple(sorted(sayings, key=lambda each: (each.said_on or "9999", each.claim.id)))


def other_prints(claim: Claim, found: Iterable[Statement]) -> tuple[Claim, ...]:
    """The claims by which other sources print this number of the same statement.

    One a source, oldest first. A number printed with fewer digits is the same number.
    """
    own = _statement_of(claim, found)
    if own is None:
        return ()
    by_source: dict[str, Claim] = {}
    for other in sorted(own.claims, key=lambda each: (each.source.published or "9999", each.id)):
        if other.source.key != claim.source.key and agree_as_printed(claim.value, other.value):
            by_source.setdefault(other.source.key, other)
    return tuple(by_source.values())


def resting_on(claim: Claim, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims that merely repeat this one or are computed from it; rejected ones left out."""
    return tuple(c for c in claims if claim.id in c.based_on and not c.is_rejected)


def borrowing_from(claim: Claim, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims that get their period from this one; rejected ones left out."""
    return tuple(c for c in claims if c.period.supplied_by == claim.id and not c.is_rejected)


def _statement_of(claim: Claim, found: Iterable[Statement]) -> Statement | None:
    return next((statement for statement in found if claim in statement.claims), None)


def _is_other_entry_of_series(a: Claim, b: Claim) -> bool:
    is_same_entry = a.period.same_days(b.period) and a.reporter == b.reporter
    return "statistic" in (a.kind, b.kind) and not is_same_entry


def _saying(statement: Statement, own: Statement) -> Saying:
    said_on, is_printed = _said_on(statement)
    return Saying(statement.claim, said_on, is_printed, _order(said_on, _said_on(own)[0]))


def _said_on(statement: Statement) -> tuple[str, bool]:
    if statement.said_on:
        return statement.said_on, False
    return statement.printed_on, bool(statement.printed_on)


def _order(date: str, own: str) -> Order:
    if not (date and own):
        return "order not known"
    if date == own:
        return "same date"
    shared = min(len(date), len(own))
    if date[:shared] == own[:shared]:
        return "order not known"
    return "later" if date > own else "earlier"
