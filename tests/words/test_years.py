"""Years in words: runs joined, each year once."""

from __future__ import annotations

import pytest

from tradedata.words.years import years_words


@pytest.mark.parametrize(
    ("years", "words"),
    [
        ([], ""),
        ([1993], "1993"),
        ([2008, 1993, 2000, 2001, 2001], "1993, 2000-2001 and 2008"),
        ([2021, 1999, 2004, 2003, 2005], "1999, 2003-2005 and 2021"),
    ],
)
def test_years_words_of_runs_join_them(years: list[int], words: str) -> None:
    assert years_words(years) == words
