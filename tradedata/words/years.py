"""Years: several calendar years in the fewest words. Knows no claim and no period."""

from __future__ import annotations

from collections.abc import Iterable

from tradedata.data.periods import runs_of_years
from tradedata.words.numbers import list_words


def years_words(years: Iterable[int]) -> str:
    """Years as runs in order: '1999, 2003-2005 and 2021'."""
    return list_words(
        [str(first) if first == last else f"{first}-{last}" for first, last in runs_of_years(years)]
    )
