"""Changes: a speaker's number beside the same speaker's earlier one of a like period."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.factories import (
    GAS,
    TRADER,
    make_claim,
    make_period,
    make_source,
    make_total,
    make_year,
)
from tests.support.samples import NO_PERIOD, NOW, SOLAR_1403, many_claims, million, only
from tradedata.computed.changes import changes
from tradedata.data.claims import Claim
from tradedata.data.periods import Period

EARLIER = million("earlier", 560, qualifier="about", period=make_year(2023))
LATER = million("later", 323)
SPOKEN = million("now", 1000, qualifier="over", period=NOW, claimed_on="2024-05-15")


def relative(**fields: Any) -> Claim:
    given_ = {"value": 5, "measure": "ratio", "of": "value", "unit": "times", "refers_to": "now"}
    return make_total("stated", **{**given_, "period": NOW, **fields})


def test_changes_tell_a_fall_in_percent() -> None:
    change = only(changes([LATER, EARLIER]))
    assert change.id == "change.later.earlier"
    assert change.words == "down about 42%"
    assert change.short_words == "down about 42%"
    assert change.expression == "$323,000,000 / $560,000,000 - 1 ≈ -42.3214%"
    assert change.formula == "later / earlier - 1"
    assert change.digits_words.startswith("2 significant digits, down to the last place")
    assert not change.is_mark
    assert not change.inferred
    assert change.sentence == (
        "All goods: trade of Russia with Afghanistan, both directions, value: A. Minister, 2024 "
        "after 2023: down about 42%. $323 million (2024) after about $560 million (2023)."
    )


@pytest.mark.parametrize(
    ("later", "earlier", "words"),
    [
        ({"value": 366}, {"value": 174}, "up about 110%"),
        ({"value": 359}, {"value": 55}, "about 6.5 times"),
        ({"value": 300}, {"value": 100}, "about 3.0 times"),
        ({"value": 920}, {"value": 720}, "up about 30%"),
        ({"value": 50}, {"value": 100, "qualifier": "over"}, "down at least about 50%"),
        ({"value": 150, "qualifier": "over"}, {"value": 100}, "up at least about 50%"),
    ],
    ids=str,
)
def test_changes_have_the_digits_and_hedge_of_their_quotient(
    later: dict[str, Any], earlier: dict[str, Any], words: str
) -> None:
    claims = [make_claim("later", **later), make_claim("b", **earlier, period=make_year(2023))]
    assert only(changes(claims)).words == words


@pytest.mark.parametrize(("first", "second"), [(1800, 1803), (100, 100), (0, 100), (100, 0)])
def test_changes_that_digits_cannot_tell_are_not_given(first: int, second: int) -> None:
    claims = [make_claim("b", value=second, period=make_year(2023))]
    assert changes([make_claim("a", value=first, qualifier="about"), *claims]) == ()


def test_changes_take_what_names_no_days_for_when_it_was_stated_and_say_so() -> None:
    base = million("base", 170, qualifier="about", period=make_year(2022))
    too_early = million("too-early", 90, period=make_year(2021))
    stated = [relative(), replace(relative(base=make_year(2021)), id="of-another")]
    change = only(changes([base, SPOKEN, *stated]))
    assert change.words == "about 5.9 times"
    assert change.inferred
    assert change.name == "A. Minister, ‘now’, said 15 May 2024 after 2022"
    assert change.note == (
        "Over $1 billion (‘now’, said 15 May 2024) after about $170 million (2022). "
        "Over $1 billion names no days: it is taken for a year's, at the time when it was stated. "
        "The speaker’s own words for the change: 5 times."
    )
    assert [each.id for each in changes([too_early, base, SPOKEN])] == [
        "change.base.too-early",
        "change.now.base",
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"of": "quantity"},
        {"refers_to": "earlier"},
        {"base": make_year(2021)},
        {"claimant": TRADER},
        {"measure": "share", "unit": "percent"},
    ],
    ids=str,
)
def test_changes_do_not_repeat_what_is_said_of_something_else(fields: dict[str, Any]) -> None:
    base = replace(EARLIER, period=make_year(2022))
    assert "own words" not in only(changes([base, SPOKEN, relative(**fields)])).note


@pytest.mark.parametrize(
    "fields",
    [
        {"claimant": TRADER},
        {"claimant": None},
        {"kind": "statistic"},
        {"kind": "target"},
        {"status": "superseded"},
        {"product": GAS},
        {"flow": "export"},
        {"unit": "EUR"},
        {"period": make_year(2024)},
        {"period": SOLAR_1403},
        {"period": NO_PERIOD},
        {"period": NOW},
        {"period": replace(NOW, basis="unstated")},
        {"period": make_period("2023-01-01", "2023-11-30")},
        {"period": make_period("2023-01-01")},
        {"origin": "origin-later", "value": 323_000_000, "period": NO_PERIOD},
    ],
    ids=str,
)
def test_changes_of_unlike_numbers_are_not_given(fields: dict[str, Any]) -> None:
    other = make_total("other", **{"period": make_year(2023), **fields})
    assert changes([LATER, other]) == ()


def test_changes_of_reprints_stand_once() -> None:
    reprint = replace(LATER, id="reprint", source=make_source("other"))
    assert len(changes([LATER, reprint, EARLIER])) == 1


def test_changes_of_parts_of_a_year_need_the_same_part() -> None:
    spans = {2023: ("03-21", "11-21"), 2024: ("03-20", "11-20"), 2025: ("01-01", "11-30")}
    claims = [
        million(str(year), 100 * (year - 2020), period=make_period(f"{year}-{a}", f"{year}-{b}"))
        for year, (a, b) in spans.items()
    ]
    assert [each.id for each in changes(claims)] == ["change.2024.2023"]


@given(many_claims())
def test_changes_law_one_speaker_and_no_day_in_common(claims: tuple[Claim, ...]) -> None:
    found = changes(claims)
    assert found == changes(claims[::-1])
    for change in found:
        later, earlier = change.inputs
        assert later.claimant == earlier.claimant is not None
        assert not later.period.overlap(earlier.period)
        times = later.value / earlier.value
        assert change.value == (times if times >= 3 else (times - 1) * 100)


@given(st.dates(date(1990, 1, 1), date(2050, 1, 1)), st.integers(1, 365), st.integers(1, 5))
def test_period_law_the_same_part_of_another_year_is_like_it(
    start: date, days: int, years: int
) -> None:
    first = Period(start, start + timedelta(days))
    later = timedelta(365 * years + years // 4)
    second = Period(start + later, start + timedelta(days) + later)
    assert first.is_like_part_of_year(second)
    assert second.is_like_part_of_year(first)
    assert not first.is_like_part_of_year(first)
    assert not first.is_like_part_of_year(Period(None, None))
