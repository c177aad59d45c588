"""The answer: official trade until it ends, then all that is stated, in every selection."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest

from tests.support.charts import assert_laws, marks, panel_of
from tests.support.factories import (
    ANOTHER,
    COLLECTION,
    make_source,
    make_total,
    make_year,
)
from tests.support.samples import (
    HALF_2025,
    NO_PERIOD,
    NOW,
    fitting,
    million,
    official,
    shipped_views,
    target,
)
from tradedata.data.claims import Claim
from tradedata.data.loading import load
from tradedata.views.answer import answer_chart, starts_of
from tradedata.views.charts import BREAK, PERIOD, Chart, Shade
from tradedata.views.parameters import read_address
from tradedata.views.sections import answer
from tradedata.views.view import Views
from tradedata.words.text import Number, parts_of

VIEWS = {"shipped": shipped_views(), "another": Views(load(ANOTHER))}


def both(year: int, value: float = 100e6, **fields: Any) -> list[Claim]:
    return [official(year, value=value, **fields), official(year, "import", value=value, **fields)]


OFFICIAL = [*both(2008), *both(2019), *both(2020)]
SAID = million("said", 560, period=make_year(2023))
LOW = million("low", 55, period=make_year(2022))
SAME = million("same", 30, period=make_year(2020))
HALF = million("half", 40, period=HALF_2025)
LATER = million("later", 1000, qualifier="over", period=NOW, claimed_on="2024-05")
BEFORE = million("before", 900, period=NO_PERIOD, claimed_on="2019-05")
WHENEVER = million(
    "whenever", 900, period=NO_PERIOD, claimed_on="", source=make_source("page", published="")
)
OLD = million("old", 7, period=make_year(2018))
DOUBTED = million("doubted", 9000, status="doubtful", note="n", period=make_year(2023))


def chart_of(*claims: Claim, start: int = 0) -> Chart:
    chart = answer_chart(claims, COLLECTION, start)
    assert chart
    assert_laws(chart, {claim.id: claim for claim in claims})
    return chart


KNOWN = "Official trade was about $200 million in 2020"
FOUND = "has been stated, and no official total was found."
TITLES: dict[str, tuple[list[Claim], str]] = {
    "range": ([*OFFICIAL, SAID, LOW], f"{KNOWN}; since then $55 million to $560 million {FOUND}"),
    "official-total-that-the-press-prints": (
        [*OFFICIAL, SAID, million("office", 300, kind="statistic", period=make_year(2022))],
        f"Official trade was $300 million in 2022; since then $560 million {FOUND}",
    ),
    "of-the-last-year": ([*OFFICIAL, SAID, SAME], f"{KNOWN}; since then $560 million {FOUND}"),
    "arithmetic": (
        [*OFFICIAL, SAID, replace(LATER, **fitting("x"))],
        f"{KNOWN}; since then $560 million {FOUND}",
    ),
    "one": ([*OFFICIAL, SAID, OLD], f"{KNOWN}; since then $560 million {FOUND}"),
    "part": ([*OFFICIAL, HALF], f"{KNOWN}; since then $40 million (Jan-Jun 2025) {FOUND}"),
    "undated": ([*OFFICIAL, LATER, BEFORE], f"{KNOWN}; since then over $1 billion {FOUND}"),
    "doubted": ([*OFFICIAL, SAID, DOUBTED], f"{KNOWN}; since then $560 million {FOUND}"),
    "doubted-alone": ([*OFFICIAL, DOUBTED], f"{KNOWN}; since then $9 billion {FOUND}"),
    "official-alone": (OFFICIAL, f"{KNOWN}; nothing stated since is in view."),
    "nothing-since": ([*OFFICIAL, OLD, WHENEVER], f"{KNOWN}; nothing stated since is in view."),
    "stated-alone": (
        [SAID, LOW, WHENEVER],
        "$55 million to $900 million has been stated; no official total is in view.",
    ),
    "undated-alone": (
        [LATER],
        "Over $1 billion has been stated, for no year; no official total is in view.",
    ),
    "target-alone": ([target()], "Only a target is in view: $3 billion for 2025."),
    "targets-alone": (
        [target(), replace(target(), id="t2", origin="t2", period=make_year(2030))],
        "Only targets are in view: $3 billion for 2025 and $3 billion for 2030.",
    ),
    "all-doubtful": (
        both(2020, status="doubtful", note="n"),
        "Every official total in view is doubtful.",
    ),
    "stated-beside-doubtful": (
        [*both(2020, status="doubtful", note="n"), SAID],
        "$560 million has been stated; every official total in view is doubtful.",
    ),
}


@pytest.mark.parametrize(("claims", "title"), TITLES.values(), ids=TITLES)
def test_answer_title_says_what_is_in_view(claims: list[Claim], title: str) -> None:
    assert chart_of(*claims).title == title


def test_answer_title_keeps_the_ids_of_its_numbers() -> None:
    numbers = [
        part for part in parts_of(chart_of(*OFFICIAL, SAID, LOW).title) if isinstance(part, Number)
    ]
    assert [number.id for number in numbers] == [
        "turnover.ru-export-2020.ru-import-2020",
        "low",
        "said",
    ]


def test_answer_of_nothing_is_none() -> None:
    assert answer_chart([], COLLECTION) is None
    assert (
        answer_chart([make_total("growth", measure="growth", unit="percent")], COLLECTION) is None
    )


def test_answer_names_marks_with_their_speakers_and_widens_the_years_since() -> None:
    chart = chart_of(*OFFICIAL, SAID, LATER, target())
    drawn = marks(chart)
    assert (drawn["said"].short, drawn["said"].by) == ("$560m", "Minister")
    assert drawn["target"].above == "target 2025: $3bn, Minister"
    panel = panel_of(chart)
    assert panel.widened == range(2020, 2024)
    assert panel.shade == Shade(2020, "no official total found after 2020")
    assert [line.name for line in panel.lines] == [("official, Russia:", "about $200m, 2020")]
    assert chart.subtitle.endswith("2020-2023 have most of the room.")
    assert {BREAK, PERIOD} <= {*chart.legend}
    assert chart.notes == ("No number found in The Office data after 2020.",)
    assert len(chart.words) == 5


def test_answer_target_in_reach_of_the_rest_stands_among_them() -> None:
    near = target(value=600e6)
    mark = marks(chart_of(*OFFICIAL, SAID, near))["target"]
    assert (mark.above, mark.short) == ("", "target $600m")


def test_answer_without_anything_later_has_no_shade_and_widens_nothing() -> None:
    panel = panel_of(chart_of(*OFFICIAL, OLD))
    assert (panel.shade, panel.widened) == (None, range(0))


@pytest.mark.parametrize(
    ("start", "left"),
    [(0, {"old", "said", "later"}), (2018, {"old", "said", "later"}), (2019, {"said", "later"})],
)
def test_answer_from_a_year_on_leaves_out_what_ended_before(start: int, left: set[str]) -> None:
    drawn = marks(chart_of(*OFFICIAL, OLD, SAID, LATER, start=start))
    assert {card_id for card_id in drawn if not card_id.startswith("turnover")} == left
    assert ("turnover.ru-export-2008.ru-import-2008" in drawn) == (start == 0)


def test_answer_leaves_out_what_names_no_year_and_was_made_before_the_last_official_one() -> None:
    drawn = marks(chart_of(*OFFICIAL, LATER, BEFORE, WHENEVER))
    assert {"later", "whenever"} == {card_id for card_id in drawn if "." not in card_id}


STARTS = {
    "decade": ([*OFFICIAL, SAID], {"2010": 2010, "2019": 2019, "all": 0}),
    "short": ([*both(2019), *both(2020)], {"all": 0}),
    "before-by-what-is-stated": ([*both(2019), *both(2020), OLD], {"2019": 2019, "all": 0}),
    "nothing-official": ([SAID], {"all": 0}),
}


@pytest.mark.parametrize(("claims", "starts"), STARTS.values(), ids=STARTS)
def test_starts_of_are_years_that_leave_something_out(
    claims: list[Claim], starts: dict[str, int]
) -> None:
    assert starts_of(claims, COLLECTION) == starts


SELECTIONS = [
    *[("shipped", query) for query in ("", "since=2019", "since=all", "view=articles")],
    *[("shipped", f"side={side}") for side in ("russian-government", "afghan-business", "market")],
    ("another", ""),
]


@pytest.mark.parametrize(("data", "query"), SELECTIONS)
def test_answer_section_of_any_selection_is_a_chart_of_what_is_in_view(
    data: str, query: str
) -> None:
    asked = read_address(query, VIEWS[data])
    assert not asked.notices
    section = answer(asked)
    (panel,) = section.panels
    assert_laws(panel.chart, asked.view.whole.claims_by_id)
    assert section.controls == (() if query == "view=articles" else ("since",))


def test_answer_section_of_nothing_says_so() -> None:
    section = answer(read_address("view=articles&side=market", VIEWS["shipped"]))
    assert not section.panels
    assert section.nothing


def test_answer_of_the_shipped_data_tells_speakers_apart_by_few_words() -> None:
    (panel,) = answer(read_address("", VIEWS["shipped"])).panels
    named = [mark for mark in panel.chart.drawn if mark.short]
    assert max(len(mark.by) for mark in named) < 20
    for one, other in combinations(named, 2):
        assert (one.by == other.by) == (one.who.split(",")[0] == other.who.split(",")[0])
