"""Periods: days counted with both ends, and words that claim no more than is known."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.factories import make_period, make_year
from tradedata.data.periods import (
    Period,
    day_words,
    label_fits,
    partial_date_period,
    partial_date_words,
    runs_of_years,
    span_words,
)

DAYS = st.dates(date(1990, 1, 1), date(2035, 12, 31))
PERIODS = st.builds(lambda one, other: Period(min(one, other), max(one, other)), DAYS, DAYS)
UNSTATED = make_period()
PLAN = make_period("2025-06-01")

SPANS = [
    ("2024-01-01", "2024-12-31", "2024"),
    ("2011-01-01", "2014-12-31", "2011-2014"),
    ("2025-01-01", "2025-02-28", "Jan-Feb 2025"),
    ("2024-02-01", "2024-02-29", "Feb 2024"),
    ("2024-02-01", "2024-02-28", "1 Feb 2024 to 28 Feb 2024"),
    ("2024-11-01", "2025-02-28", "Nov 2024 to Feb 2025"),
    ("2024-03-20", "2025-03-20", "20 Mar 2024 to 20 Mar 2025"),
]


@pytest.mark.parametrize(("start", "end", "words"), SPANS)
def test_span_words_takes_the_fewest_words(start: str, end: str, words: str) -> None:
    assert span_words(date.fromisoformat(start), date.fromisoformat(end)) == words
    assert make_period(start, end).span == words


@pytest.mark.parametrize(
    ("start", "end", "days", "months", "is_whole_year", "is_part_year"),
    [
        ("2024-01-01", "2024-12-31", 366, 12, True, False),
        ("2023-01-01", "2023-12-31", 365, 12, True, False),
        ("2024-03-20", "2025-03-19", 365, None, True, False),
        ("2025-01-01", "2025-02-28", 59, 2, False, True),
        ("2024-01-01", "2024-01-01", 1, None, False, True),
        ("2011-01-01", "2014-12-31", 1461, 48, False, False),
        ("2024-01-02", "2024-01-31", 30, None, False, True),
    ],
)
def test_period_lengths_count_both_ends(
    start: str, end: str, days: int, months: int | None, is_whole_year: bool, is_part_year: bool
) -> None:
    period = make_period(start, end)
    assert (period.days, period.months) == (days, months)
    assert (period.is_whole_year, period.is_part_year) == (is_whole_year, is_part_year)
    assert period.is_dated


@pytest.mark.parametrize(
    "period",
    [UNSTATED, PLAN, make_period(end="2024-12-31")],
    ids=["unstated", "start alone", "end alone"],
)
def test_period_without_both_ends_has_no_length(period: Period) -> None:
    assert (period.days, period.overlap(make_year(2025))) == (None, None)
    assert (period.months, period.solar_months) == (None, None)
    assert not any((period.is_dated, period.is_whole_year, period.is_part_year))
    assert not period.same_days(period)


@pytest.mark.parametrize(
    ("other", "days"),
    [
        (make_year(2024), 366),
        (make_period("2024-12-31", "2025-01-01"), 1),
        (make_period("2024-03-20", "2025-03-20"), 287),
        (make_year(2025), 0),
        (make_year(2020), 0),
    ],
    ids=["same", "last day", "solar year", "next year", "years before"],
)
def test_period_overlap_counts_common_days(other: Period, days: int) -> None:
    assert make_year(2024).overlap(other) == days


OTHER_DAYS = (
    *("2024", "in 2024", "the full calendar year of 2024", "by 2030", "season 2021/22", "Q1 2023"),
    *("2022 – 2024", "H2 2023", "first half of 2023", "January to June 2023", "Jan–Nov 2023"),
    *("2023/24", "five months of 2023", "past 8 months", "1402", "year 1402"),
)
SAME_DAYS = (
    *("January and March 2023", "31 Feb 2023", "5 2023", "12 months of 2023", "and 2023"),
    *("-", "of", "2023", "in 2023", "Q1–Q4 2023", "Nov-Jan 2023", "a-b 2023", "by 2023"),
)


@pytest.mark.parametrize("label", [*OTHER_DAYS, *SAME_DAYS])
def test_label_fits_no_other_days_than_it_names(label: str) -> None:
    assert label_fits(label, date(2023, 1, 1), date(2023, 12, 31)) is (label in SAME_DAYS)


@pytest.mark.parametrize(
    ("label", "start", "end"),
    [
        ("Jan 2024 to Feb 2024", "2024-01-01", "2024-02-29"),
        ("Nov 2024 – Feb 2025", "2024-11-01", "2025-02-28"),
        ("20 Mar 2024 to 20 Mar 2025", "2024-03-20", "2025-03-20"),
        ("1 Jan-25 Dec 2022", "2022-01-01", "2022-12-25"),
        ("9 April 2025", "2025-04-09", "2025-04-09"),
        ("Sept 2024", "2024-09-01", "2024-09-30"),
        ("January and February 2024", "2024-01-01", "2024-02-29"),
        ("first six months of 2024", "2024-01-01", "2024-06-30"),
        ("the first eleven months of 2023", "2023-01-01", "2023-11-30"),
        ("2022 to 2024", "2022-01-01", "2024-12-31"),
        ("first eight months of solar 1403", "2024-03-20", "2024-11-20"),
        ("solar year 1403", "2024-03-20", "2025-03-20"),
        ("1404", "2025-03-21", "2026-03-20"),
        ("solar 1404", "2025-03-21", "2026-03-20"),
        ("first 8 months of solar 1403", "2024-03-20", "2024-11-20"),
        ("first half of solar year 1404", "2025-03-21", "2025-09-22"),
        ("fourth quarter of solar 1399", "2020-12-21", "2021-03-20"),
        ("solar year 1358", "1979-03-21", "1980-03-20"),
    ],
)
def test_label_fits_the_days_that_it_names_and_no_others(label: str, start: str, end: str) -> None:
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    assert label_fits(label, first, last)
    assert not label_fits(label, first + timedelta(1), last)
    assert not label_fits(label, first, last - timedelta(1))


@pytest.mark.parametrize(
    ("label", "said_in", "fits"),
    [
        ("last year", 2025, True),
        ("last year", 2024, False),
        ("This year", 2024, True),
        ("this year", 2025, False),
        ("last year", None, True),
        ("last season", 2020, True),
    ],
)
def test_label_fits_last_year_is_seen_from_when_it_was_said(
    label: str, said_in: int | None, fits: bool
) -> None:
    assert label_fits(label, date(2024, 1, 1), date(2024, 12, 31), said_in) is fits


def test_label_fits_last_year_is_a_whole_one() -> None:
    assert not label_fits("last year", date(2024, 1, 1), date(2024, 6, 30), 2025)
    assert label_fits("last year", date(2024, 3, 20), date(2025, 3, 20), 2025)
    assert label_fits("this year", date(2024, 1, 1), date(2024, 6, 30), 2024)


@given(PERIODS)
def test_label_fits_law_the_words_of_a_span_name_its_days_alone(period: Period) -> None:
    start, end = period.start, period.end
    assert start
    assert end
    words = span_words(start, end)
    assert label_fits(words, start, end)
    assert not label_fits(words, start - timedelta(1), end)
    assert not label_fits(words, start, end + timedelta(1))


@given(PERIODS, PERIODS)
def test_period_overlap_is_mutual_and_at_most_the_shorter(one: Period, other: Period) -> None:
    common = one.overlap(other)
    assert common == other.overlap(one)
    assert common is not None
    assert one.days is not None
    assert other.days is not None
    assert 0 <= common <= min(one.days, other.days)
    assert (common == one.days == other.days) == one.same_days(other)


def test_period_same_days_looks_at_days_alone() -> None:
    assert make_year(2024).same_days(make_year(2024, "inferred"))
    assert not make_year(2024).same_days(make_year(2023))


def test_period_sort_key_puts_oldest_first_and_undated_last() -> None:
    half = make_period("2025-01-01", "2025-06-30")
    ordered = [make_year(2024), half, make_year(2025), PLAN, UNSTATED]
    assert sorted(reversed(ordered), key=Period.sort_key) == ordered


DESCRIBED: dict[str, tuple[Period, str]] = {
    "unstated": (UNSTATED, "no period stated"),
    "running": (make_period(label="now", basis="running"), "‘now’, no set period"),
    "running without label": (make_period(basis="running"), "no period stated"),
    "relative": (
        make_period("2024-01-01", "2024-12-31", "last year", "relative"),
        "‘last year’, read as 2024",
    ),
    "year": (make_year(2024), "2024"),
    "inferred": (make_year(2024, "inferred"), "2024 (inferred)"),
    "inferred with other words": (
        make_period("2024-01-01", "2024-12-31", "this year", "inferred"),
        "‘this year’, inferred: 2024",
    ),
    "other calendar": (
        make_period("2024-03-20", "2025-03-20", "solar year 1403"),
        "solar year 1403",
    ),
    "no label": (make_period("2025-01-01", "2025-02-28"), "Jan-Feb 2025"),
    "start alone": (PLAN, "from 1 Jun 2025"),
}


@pytest.mark.parametrize(("period", "words"), DESCRIBED.values(), ids=DESCRIBED)
def test_period_describe_says_how_it_is_known(period: Period, words: str) -> None:
    assert period.describe() == words


@pytest.mark.parametrize(
    ("text", "words"),
    [("2025", "2025"), ("2025-04", "Apr 2025"), ("2025-04-09", "9 Apr 2025"), ("", "")],
)
def test_partial_date_words_is_as_exact_as_the_date(text: str, words: str) -> None:
    assert len(text) < 10 or day_words(date.fromisoformat(text)) == words
    assert partial_date_words(text) == words


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-04-09", "2025-04-09", "2025-04-09"),
    ],
)
def test_partial_date_period_holds_every_day_it_may_be(text: str, start: str, end: str) -> None:
    period = partial_date_period(text)
    assert (period.start, period.end) == (date.fromisoformat(start), date.fromisoformat(end))
    assert not partial_date_period("").is_dated


@given(st.lists(st.integers(1990, 2035)))
def test_runs_of_years_hold_every_year_once_and_have_gaps_between(years: list[int]) -> None:
    runs = runs_of_years(years)
    assert [year for a, b in runs for year in range(a, b + 1)] == sorted(set(years))
    assert all(later[0] - earlier[1] > 1 for earlier, later in pairwise(runs))
