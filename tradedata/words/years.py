"""Years: several calendar years in the fewest words. Knows no claim and no period."""

from __future__ import annotations

from collections.abc import Iterable

from tradedata.data.periods import When, runs_of_years
from tradedata.words.text import Text, list_words


def year_words(first: int, last: int | None = None) -> When:
    """'2024', '1992-1998'."""
    return When(first if last is None or last == first else f"{first}-{last}")


def years_words(years: Iterable[int]) -> Text:
    """Years as runs in order: '1999, 2003-2005 and 2021'."""
    return list_words([year_words(*run) for run in runs_of_years(years)])
