"""Parts on the page: a finding, and a sentence for each period in which each number has a card."""

from __future__ import annotations

from dataclasses import replace

from tests.computed.test_parts import FLOUR_PART, GAS_PART, TOTAL, part
from tests.support.charts import assert_every_number_is_reachable
from tests.support.factories import COLLECTION, TRADER, make_year
from tests.support.samples import fitting, million, shipped_views
from tradedata.computed.parts import parts_checks
from tradedata.data.claims import Claim
from tradedata.views.charts import Chart
from tradedata.views.parts import METHOD, parts_chart
from tradedata.words.text import Number, Text


def chart_of(*claims: Claim) -> Chart:
    return parts_chart(parts_checks(claims, COLLECTION))


def test_parts_chart_says_what_each_part_and_total_is_and_who_stated_it() -> None:
    chart = chart_of(TOTAL, million("other", 239, claimant=TRADER), GAS_PART, FLOUR_PART)
    assert chart.title == (
        "LPG $132 million and Flour almost $80 million alone came to about 66% to about 89% "
        "of what was stated for 2024."
    )
    assert chart.alone == (
        "2024: LPG $132 million (B. Trader, solar year 1403) and Flour almost $80 million "
        "(Minister), together about $212 million. That is about 66% of about $323 million "
        "(Minister) and about 89% of $239 million (B. Trader).",
    )
    assert chart.notes == (
        "2024: The number for LPG is for solar year 1403: 287 of its 366 days are in 2024. Whether "
        "freight and insurance are included is not stated for all of them.",
        METHOD,
    )
    assert not chart.drawn
    assert_every_number_is_reachable(chart)


def test_parts_chart_marks_what_rests_on_a_total_that_is_but_arithmetic() -> None:
    fits = million("other", 239, claimant=TRADER, **fitting("base"))
    chart = chart_of(TOTAL, fits, GAS_PART, FLOUR_PART)
    assert "came to about 66% to about 89%* of what was stated" in chart.title
    assert chart.alone[0].endswith("about 89% of $239 million* (B. Trader).")
    assert chart.notes[-1] == "* may be only arithmetic on others."


def test_parts_chart_names_totals_that_are_less_than_their_parts() -> None:
    exports = million("exports", 150, flow="export", period=make_year(2023))
    old = [replace(FLOUR_PART, id="old", period=make_year(2023), value=exports.value * 2)]
    chart = chart_of(TOTAL, exports, *old, FLOUR_PART)
    assert chart.title == (
        "Flour almost $80 million alone came to about 25% of what was stated for 2024; "
        "$150 million (A. Minister) for 2023 is less than its parts, almost $300 million."
    )
    assert chart.alone[1] == (
        "2023: Flour almost $300 million (Minister). That is about 200% of $150 million "
        "(Minister, exports of Russia: less than its parts)."
    )
    low = [million("low", 100, claimant=TRADER), million("lower", 90)]
    assert chart_of(*low, GAS_PART, part("flour", 80)).title.endswith(
        "is less than its parts, about $212 million, as is 1 more."
    )
    lowest = million("lowest", 80, claimant=None)
    assert ", as are 2 more." in chart_of(*low, lowest, GAS_PART, part("flour", 80)).title


def test_parts_chart_of_the_shipped_data_has_a_card_for_every_number() -> None:
    view = shipped_views().whole
    chart = parts_chart(view.parts_checks)
    assert_every_number_is_reachable(chart)
    told = [
        part
        for text in (chart.title, *chart.alone)
        if isinstance(text, Text)
        for part in text.parts
        if isinstance(part, Number)
    ]
    assert told
    assert {number.id for number in told} <= view.claims_by_id.keys() | view.results.keys()
    assert {number.id for number in told} <= {mark.id for mark in chart.marks}
