"""Recency: which of several numbers is the latest, by one rule wherever one is chosen.

The latest whole year goes before any part of a year, which would read as a small year. What was
stated for a later part is told beside it. Owns that rule alone.
"""

from __future__ import annotations

from tradedata.data.claims import Claim
from tradedata.data.periods import Period

LATEST_IN_WORDS = (
    "‘Latest’ is the latest whole year, of whatever calendar; a later part of a year stands beside "
    "it, or alone where no whole year is stated."
)


def latest_whole_first(claim: Claim) -> tuple[bool, bool, bool, int, int]:
    """Sorts claims: sound before doubtful, whole years before parts, later ends, longer ones."""
    period = claim.period
    end = period.end.toordinal() if period.end else 0
    whole = period.is_whole_year
    return claim.is_doubtful, not whole, not period.is_dated, -end, -(period.days or 0)


def is_later_part(period: Period, whole: Period) -> bool:
    """Whether it is a part of a year that ends after that whole year."""
    return bool(
        whole.is_whole_year
        and period.is_part_year
        and period.end
        and whole.end
        and period.end > whole.end
    )
