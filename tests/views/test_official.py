from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.factories import (
    AFGHANISTAN,
    COLLECTION,
    GAS,
    RUSSIA,
    WORLD,
    make_claim,
    make_period,
    make_source,
    make_total,
    make_year,
)
from tests.support.samples import OFFICE, official
from tradedata.data.claims import Claim
from tradedata.data.vocabulary import STATUSES, Status
from tradedata.views.official import (
    OfficialLine,
    last_year,
    line_choices,
    official_claims,
    official_lines,
    silence_words,
    stated_beside,
)


def make_series(years: list[int], **overrides: Any) -> list[Claim]:
    return [official(year, **overrides) for year in years]


def only_line(claims: list[Claim], choice: str = "from-ru") -> OfficialLine:
    (line,) = official_lines(official_claims(claims, COLLECTION), choice)
    return line


@pytest.mark.parametrize(
    "overrides",
    [
        {"kind": "reported"},
        {"source": make_source("paper")},
        {"product": GAS},
        {"measure": "quantity", "unit": "t"},
        {"flow": "turnover"},
        {"partner": None},
        {"status": "rejected"},
        {"period": make_period()},
        {"period": make_period("2020-01-01")},
        {"period": make_period("2020-01-01", "2020-06-30")},
        {"period": make_period("2020-03-20", "2021-03-19")},
        {"period": make_period("2019-01-01", "2020-12-31")},
    ],
)
def test_official_claims_anything_but_a_calendar_year_of_statistics_left_out(
    overrides: dict[str, Any],
) -> None:
    assert official_claims([official(2020, **overrides)], COLLECTION) == ()


def test_official_claims_several_pairs_the_one_most_are_about() -> None:
    own = make_series([2019, 2020])

    assert official_claims([official(2020, partner=WORLD), *own], COLLECTION) == tuple(own)


CHOICES: dict[str, tuple[list[Claim], dict[str, str]]] = {
    "both-sides-and-flows": (
        [
            official(2020),
            official(2020, "import"),
            official(2020, "import", reporter=AFGHANISTAN, partner=RUSSIA),
        ],
        {
            "turnover": "Both directions",
            "from-ru": "Russia to Afghanistan",
            "from-af": "Afghanistan to Russia",
        },
    ),
    "one-direction": ([official(2020)], {"from-ru": "Russia to Afghanistan"}),
    "nothing": ([], {}),
}


@pytest.mark.parametrize(("claims", "choices"), CHOICES.values(), ids=CHOICES)
def test_line_choices_begin_with_the_turnover(claims: list[Claim], choices: dict[str, str]) -> None:
    assert list(line_choices(claims).items()) == list(choices.items())


def test_official_lines_doubtful_point_off_the_line_and_breaks_it() -> None:
    claims = [*make_series([2001, 2003]), official(2002, value=900, status="doubtful", note="n")]

    line = only_line(claims)

    assert [len(run) for run in line.segments] == [1, 1]
    assert [point.year for point in line.doubtful] == [2002]
    assert line.highest is not None
    assert line.highest.number.value == 100


def test_official_lines_year_given_twice_joins_nothing() -> None:
    twice = replace(official(2002, value=120), id="again")

    line = only_line([*make_series([2001, 2002, 2003]), twice])

    assert [len(run) for run in line.segments] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    "overrides",
    [
        {"source": make_source("bureau", collection="statistics")},
        {"valuation": "cif"},
        {"flow": "import", "reporter": AFGHANISTAN, "partner": RUSSIA},
    ],
    ids=["source", "definition", "reporter"],
)
def test_official_lines_other_source_definition_or_reporter_another_line(
    overrides: dict[str, Any],
) -> None:
    lines = official_lines(
        official_claims([*make_series([2001, 2002]), official(2003, **overrides)], COLLECTION),
        "from-ru",
    )

    assert [len(line.points) for line in lines] == [2, 1]


@given(st.sets(st.integers(1990, 2020), min_size=1))
def test_official_lines_any_years_only_neighbours_joined_and_none_lost(years: set[int]) -> None:
    line = only_line(make_series(sorted(years)))

    assert [point.year for run in line.segments for point in run] == sorted(years)
    for run in line.segments:
        assert all(b.year - a.year == 1 for a, b in pairwise(run))
    assert set(line.missing) == set(range(min(years), max(years))) - years


def test_official_lines_turnover_sum_that_names_its_inputs() -> None:
    claims = [official(2014, value=855), official(2014, "import", value=111)]

    line = only_line(claims, "turnover")

    (point,) = line.points
    assert point.number.value == Decimal(966)
    assert {claim.id for claim in point.claims} == {"ru-export-2014", "ru-import-2014"}
    assert point.words == "about $966"
    assert point.short_words == "about $966"


@pytest.mark.parametrize(
    ("statuses", "flag"),
    [
        (("normal", "normal"), ""),
        (("estimated", "normal"), "estimated"),
        (("estimated", "doubtful"), "doubtful"),
    ],
)
def test_official_point_flag_the_graver_of_its_inputs(statuses: tuple[str, str], flag: str) -> None:
    flows = ("export", "import")
    claims = [
        official(2000, flow, status=status) for flow, status in zip(flows, statuses, strict=True)
    ]

    assert only_line(claims, "turnover").points[0].flag == flag


def test_official_point_any_status_that_is_a_doubt_takes_it_off_the_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(cast(dict[str, Status], STATUSES), "wrong", Status(is_doubtful=True))
    line = only_line([official(2001, status="wrong", note="n")])
    assert ([point.flag for point in line.doubtful], line.drawn) == (["wrong"], ())


LINE_WORDS: dict[str, tuple[list[Claim], str]] = {
    "with-gaps-and-flags": (
        [
            official(2001, value=5, status="estimated", note="n"),
            official(2003, value=70),
            official(2004, value=6),
            official(2005, value=900, status="doubtful", note="n"),
        ],
        "Exports (FOB), as reported by Russia (The Office): 4 years; first $5 in 2001; "
        "last $6 in 2004; highest $70 in 2003; nothing for 2002; estimated for 2001; "
        "doubtful and off the line: 2005 (up to $900).",
    ),
    "whole": (
        make_series([2001, 2002]),
        "Exports (FOB), as reported by Russia (The Office): 2 years; first $100 in 2001; "
        "last $100 in 2002; highest $100 in 2002.",
    ),
    "only-doubtful": (
        [official(2001, valuation="", status="doubtful", note="n")],
        "Exports, as reported by Russia (The Office): 1 year; "
        "doubtful and off the line: 2001 (up to $100).",
    ),
}


@pytest.mark.parametrize(("claims", "words"), LINE_WORDS.values(), ids=LINE_WORDS)
def test_official_line_words_say_no_more_than_the_numbers(claims: list[Claim], words: str) -> None:
    line = only_line(claims)
    assert line.words == words
    assert (line.highest is None) == all(claim.status == "doubtful" for claim in claims)


def make_stated(id: str, **overrides: Any) -> Claim:
    return make_total(id, value=560, **overrides)


@pytest.mark.parametrize(
    "overrides",
    [
        {"status": "rejected"},
        {"kind": "target"},
        {"kind": "forecast"},
        {"product": GAS},
        {"measure": "quantity", "unit": "t"},
        {"partner": WORLD},
        {"partner": None},
        {"flow": "demand"},
        {"flow": "export"},
        {"source": OFFICE},
    ],
)
def test_stated_beside_not_the_same_trade_left_out(overrides: dict[str, Any]) -> None:
    assert stated_beside([make_stated("one", **overrides)], COLLECTION, "turnover", "USD") == ()


@pytest.mark.parametrize(
    ("overrides", "choice"),
    [
        ({"flow": "export"}, "from-ru"),
        ({"flow": "import", "reporter": AFGHANISTAN, "partner": RUSSIA}, "from-ru"),
        ({"flow": "import"}, "from-af"),
    ],
)
def test_stated_beside_direction_both_sides_of_the_flow(
    overrides: dict[str, Any], choice: str
) -> None:
    claim = make_stated("one", **overrides)

    assert [s.claim for s in stated_beside([claim], COLLECTION, choice, "USD")] == [claim]
    assert stated_beside([claim], COLLECTION, "turnover", "USD") == ()


def test_silence_words_publishers_and_last_year_from_the_data() -> None:
    gas = make_claim(
        "gas",
        source=make_source("bureau", collection="statistics", publisher="The Bureau"),
        period=make_year(2021),
    )
    stated = make_stated("later", period=make_year(2024))
    claims = [
        *make_series([2019]),
        gas,
        stated,
        make_claim("undated", source=OFFICE, period=make_period()),
        official(2022, status="rejected", note="n"),
    ]

    assert last_year(claims) == 2021
    printed = make_total("printed", kind="statistic", period=make_year(2023))
    assert last_year([*claims, printed]) == 2023
    assert silence_words(claims) == "no number found in The Bureau or The Office data after 2021"
