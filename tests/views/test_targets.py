"""The targets' chart: an axis for each, beside what can be compared, and what it needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from tests.support.charts import assert_laws, bars, drawn, headings, panels_of, texts
from tests.support.factories import (
    GAS,
    TRADER,
    make_claim,
    make_period,
    make_source,
    make_total,
    make_year,
)
from tests.support.samples import HALF_2025, fitting
from tradedata.compare.statements import statements
from tradedata.data.claims import Claim
from tradedata.views.charts import Chart
from tradedata.views.targets import targets_chart, targets_of


def by_year(year: int) -> dict[str, Any]:
    period = replace(make_year(year), label=f"by {year}")
    return {"kind": "target", "period": period}


NEAR = make_total("near", value=3 * 10**9, origin="near", **by_year(2025))
FAR = make_total("far", value=10 * 10**9, origin="far", **by_year(2030))
LOW = make_total("low", value=500_000_000, period=make_year(2023))
HIGH = make_total("high", value=10**9, period=make_period(), claimant=TRADER)


def chart_of(claims: Sequence[Claim], baselines: Sequence[Claim] = ()) -> Chart:
    given = [*claims, *baselines]
    chart = targets_chart(given, statements(given), baselines)
    assert_laws(chart, {claim.id: claim for claim in (*claims, *baselines)})
    return chart


TARGETS: dict[str, tuple[Sequence[Claim], list[str]]] = {
    "none": ((LOW,), []),
    "earliest-first": ((FAR, NEAR), ["near", "far"]),
    "one-a-statement": ((NEAR, replace(NEAR, id="reprint", source=make_source("page"))), ["near"]),
    "rejected": ((replace(NEAR, status="rejected"), FAR), ["far"]),
    "doubtful": ((replace(NEAR, status="doubtful"),), ["near"]),
    "plan": ((replace(NEAR, kind="plan"),), []),
    "no-level": ((replace(NEAR, measure="growth", of="value", unit="percent"),), []),
}


@pytest.mark.parametrize(("claims", "ids"), TARGETS.values(), ids=TARGETS)
def test_targets_of_are_levels_in_the_order_of_their_years(
    claims: Sequence[Claim], ids: list[str]
) -> None:
    assert [claim.id for claim in targets_of(claims)] == ids


def test_targets_chart_shows_baselines_beside_each_target_and_what_it_takes() -> None:
    chart = chart_of((NEAR, FAR), (LOW, HIGH))
    assert [[mark.id for mark in panel.marks] for panel in chart.panels] == [
        ["near", "low", "high"],
        ["far", "low", "high"],
    ]
    words = " ".join(texts(chart))
    assert "the target is about 6.0 times this" in words
    assert "growth of about 140% a year needed" in words
    assert "the target is about 10 times this" in words
    assert set(bars(chart)) == {"low", "high"}
    assert chart.notes == ("$1 billion: No yearly growth: the baseline names no year.",)


def test_targets_chart_without_a_baseline_names_the_nearest_target() -> None:
    chart = chart_of((FAR, NEAR))
    assert chart.title == "The nearest target is $3 billion by 2025."
    assert chart.subtitle == (
        "In current US dollars. All goods: trade of Russia with Afghanistan, both directions. "
        "Each target has an axis of its own."
    )
    assert list(drawn(chart)) == ["near", "far"]


TITLES: dict[str, tuple[Sequence[Claim], str]] = {
    "one": ((LOW,), "is about 6.0 times what A. Minister stated."),
    "two": (
        (LOW, HIGH),
        "is about 6.0 times what A. Minister stated and about 3.0 times what B. Trader stated.",
    ),
    "three": (
        (LOW, HIGH, make_total("mid", value=750_000_000)),
        "is between about 3.0 times and about 6.0 times the totals beside it.",
    ),
}


@pytest.mark.parametrize(("baselines", "end"), TITLES.values(), ids=TITLES)
def test_targets_chart_title_says_what_the_nearest_target_is_of_the_baselines(
    baselines: Sequence[Claim], end: str
) -> None:
    title = chart_of((NEAR, FAR), baselines).title
    assert title == f"The nearest target, $3 billion by 2025, {end}"


def test_targets_chart_target_without_a_label_is_named_by_its_days() -> None:
    period = replace(make_year(2025), label="")
    chart = chart_of((replace(NEAR, period=period, own_period=period),))
    assert chart.title == "The nearest target is $3 billion 2025."
    assert "Target 2025: $3 billion" in texts(chart)


def test_targets_chart_baseline_of_another_series_is_not_set_beside() -> None:
    gas = make_claim(
        "gas-target", value=1_000_000, origin="gas", **{**by_year(2030), "product": GAS}
    )
    chart = chart_of((NEAR, gas), (LOW,))
    assert len(drawn(chart)["low"]) == 1
    assert panels_of(chart) == {"near": 0, "low": 0, "gas-target": 1}
    assert [panel.tick_unit for panel in chart.panels] == ["USD", "t"]
    assert chart.subtitle.startswith("In tonnes and current US dollars. ")


REACHED = make_total("reached", value=600_000_000, period=make_year(2025), claimant=TRADER)


def test_targets_chart_shows_what_was_stated_for_the_target_s_own_year() -> None:
    chart = chart_of((NEAR, FAR, REACHED))
    assert len(drawn(chart)["reached"]) == 1
    assert panels_of(chart)["reached"] == panels_of(chart)["near"]
    assert any("about 20% of the target" in text for text in texts(chart))
    assert chart.title == (
        "Target $3 billion by 2025: the most stated for that year is $600 million (2025), "
        "about 20% of it."
    )


def test_targets_chart_title_marks_a_doubtful_number_that_stands_alone() -> None:
    chart = chart_of((NEAR, replace(REACHED, status="doubtful")))
    assert "is $600 million (2025, doubtful)," in chart.title


def test_targets_chart_sets_the_target_first_then_its_own_year_then_the_rest() -> None:
    chart = chart_of((NEAR, REACHED), (LOW,))
    assert list(drawn(chart)) == ["near", "reached", "low"]
    assert headings(chart) == [
        "Target by 2025: $3 billion",
        "Stated for 2025 or a part of it",
        "Stated for another period or none",
    ]


def test_targets_chart_title_names_the_most_that_was_stated_and_the_one_baseline_chosen() -> None:
    part = make_total("part", value=10**9, period=HALF_2025)
    outcome = (
        "Target $3 billion by 2025: the most stated for that year is $1 billion "
        "(Jan-Jun 2025, part of a year), about 33% of it."
    )
    assert chart_of((NEAR, FAR, REACHED, part)).title == outcome
    assert chart_of((NEAR, REACHED, part), (HIGH,)).title == (
        f"{outcome} The nearest target, $3 billion by 2025, is about 3.0 times what B. Trader "
        "stated."
    )
    fits = make_total("fits", value=2 * 10**9, period=HALF_2025, **fitting("x"))
    left_out = outcome.replace("that year", "that year, arithmetic on others apart,")
    assert chart_of((NEAR, FAR, REACHED, part, fits)).title == left_out


def test_targets_chart_outcome_chosen_as_baseline_is_drawn_once_and_says_both() -> None:
    chart = chart_of((NEAR,), (REACHED,))
    assert len(drawn(chart)["reached"]) == 1
    (row,) = (text for text in texts(chart) if "B. Trader" in text)
    assert "the target is about 5.0 times this · about 20% of the target" in row


def test_targets_chart_part_of_the_year_is_hatched_and_said_to_be_one() -> None:
    chart = chart_of((NEAR, replace(REACHED, period=HALF_2025, own_period=HALF_2025)))
    assert bars(chart)["reached"].hatched
    assert chart.notes == ("$600 million: Covers Jan-Jun 2025, a part of the target's 2025.",)


def test_targets_chart_tells_growth_for_years_that_nothing_is_stated_of_yet() -> None:
    growth = [
        mark.id for mark in chart_of((NEAR, FAR, REACHED), (LOW,)).marks if "growth" in mark.id
    ]
    assert growth == ["target-growth.far.low"]


def test_targets_chart_what_is_printed_twice_is_drawn_and_measured_once() -> None:
    page = make_source("page")
    reprints = [replace(claim, id=f"{claim.id}-again", source=page) for claim in (NEAR, REACHED)]
    chart = chart_of((NEAR, REACHED, *reprints), (LOW,))
    assert set(drawn(chart)) == {"near", "reached", "low"}
    multiples = [mark.id for mark in chart.marks if "multiple" in mark.id]
    assert multiples == ["target-multiple.near.low"]


def test_targets_chart_leaves_out_a_baseline_in_another_currency() -> None:
    chart = chart_of((NEAR,), (replace(LOW, unit="EUR"),))
    assert list(drawn(chart)) == ["near"]
