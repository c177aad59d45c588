"""Marks and axes: the look and the words of every sort of number, and what explains them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.support.factories import MINISTER, TRADER, make_claim, make_period, make_year
from tests.support.samples import EARLY_2025, fitting
from tradedata.computed.derivations import unit_values
from tradedata.data.claims import Claimant
from tradedata.data.loading import Dataset
from tradedata.data.vocabulary import AREA_COLOURS, KINDS, MARKET, MEASURES, NOT_ATTRIBUTED
from tradedata.views.axes import AXES, axes_words, axis_of
from tradedata.views.charts import MOST_ALT_WORDS, PART_YEAR, Chart, LegendEntry, RowPanel
from tradedata.views.marks import COMPUTED, NEUTRAL, claim_mark, claim_style, indicator_mark

COLOURS = (*AREA_COLOURS, MARKET.colour, NOT_ATTRIBUTED.colour, NEUTRAL)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """As https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio has it."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_black_on_white_is_the_known_one() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("background", ["#FFFFFF", "#0E1117"])
@pytest.mark.parametrize("colour", COLOURS)
def test_marks_colours_stand_out_on_light_and_dark(colour: str, background: str) -> None:
    assert contrast(colour, background) >= 3


def test_marks_every_colour_in_use_is_one_of_those(shipped: Dataset) -> None:
    assert {claim_style(claim).colour for claim in shipped.claims} == {*COLOURS} - {NEUTRAL}
    assert COMPUTED.colour == NEUTRAL


SHAPES = {
    "statistic": "square",
    "reported": "circle",
    "estimate": "circle-open",
    "forecast": "circle-open",
    "target": "line-ns-open",
    "plan": "triangle-right-open",
}


@pytest.mark.parametrize(("kind", "shape"), SHAPES.items())
def test_claim_style_shape_carries_the_kind(kind: str, shape: str) -> None:
    style = claim_style(make_claim(kind=kind))
    assert style.symbol == shape
    assert style.legend[0] == LegendEntry(KINDS[kind].glyph, KINDS[kind].label)


@pytest.mark.parametrize(("claimant", "sign"), [(MINISTER, "R"), (TRADER, "M"), (None, "N")])
def test_claim_style_colour_and_sign_are_those_of_the_speakers_group(
    claimant: Claimant | None, sign: str
) -> None:
    style = claim_style(make_claim(claimant=claimant))
    group = claimant.group if claimant else NOT_ATTRIBUTED
    assert (style.colour, style.sign, style.legend[1]) == (
        group.colour,
        sign,
        LegendEntry(sign, group.label, group.colour),
    )


def test_claim_style_of_a_group_without_a_sign_is_told_by_its_colour() -> None:
    claimant = replace(MINISTER, group=replace(MINISTER.group, sign=""))
    assert claim_style(make_claim(claimant=claimant)).legend[1].glyph == "■"


RINGS = {
    "dated": (make_year(2024), False),
    "start-alone": (make_period("2024-01-01"), False),
    "borrowed": (replace(make_year(2024), supplied_by="lender"), False),
    "unstated": (make_period(), True),
    "running": (make_period(label="now", basis="running"), True),
}


@pytest.mark.parametrize(("period", "ringed"), RINGS.values(), ids=RINGS)
def test_claim_style_ring_says_that_no_period_is_stated(period: Any, ringed: bool) -> None:
    style = claim_style(make_claim(period=period))
    assert style.ringed is ringed
    assert ("no period stated" in [entry.label for entry in style.legend]) is ringed


@pytest.mark.parametrize(
    ("period", "bar", "hatched"),
    [(EARLY_2025, True, True), (EARLY_2025, False, False), (make_year(2024), True, False)],
    ids=["part-year-bar", "part-year-mark", "whole-year-bar"],
)
def test_claim_mark_is_hatched_as_a_bar_of_a_part_of_a_year_only(
    period: Any, bar: bool, hatched: bool
) -> None:
    mark = claim_mark(make_claim(period=period), bar=bar)
    assert (mark.bar, mark.hatched) == (bar, hatched)
    chart = Chart("s", "T.", "S.", (RowPanel("p", "t", (mark,)),))
    assert (PART_YEAR in chart.legend) is hatched


def test_claim_mark_says_the_number_the_speaker_the_source_and_the_period() -> None:
    mark = claim_mark(make_claim(qualifier="over"))
    assert mark.hover == ("over 100 t", "A. Minister", "The Paper, 9 Apr 2025 · 2024")
    assert mark.label == "over 100 t, A. Minister, 2024"
    assert (mark.id, mark.value, mark.short) == ("claim-a", 100, "over 100 t")
    fits = claim_mark(make_claim(**fitting("x")))
    assert fits.detail.endswith("2024 · may be only arithmetic on others")


def test_indicator_mark_says_the_formula() -> None:
    claims = (
        make_claim("tonnes", origin="one"),
        make_claim("dollars", value=48_000, measure="value", unit="USD", origin="one"),
    )
    (price,) = unit_values(claims)
    mark = indicator_mark(price)
    assert mark.hover == (
        "about $480 a tonne",
        "Implied price of LPG",
        "computed: value / quantity · 2024",
    )
    assert mark.label == "about $480 a tonne, Implied price of LPG, computed"
    assert [claim.id for claim in mark.claims] == ["dollars", "tonnes"]


DAYS = {
    "year": (make_year(2024), range(2024, 2025)),
    "solar": (make_period("2024-03-20", "2025-03-20"), range(2024, 2026)),
    "start-alone": (make_period("2022-03-01"), range(2022, 2023)),
    "end-alone": (make_period(end="2022-03-01"), range(0)),
    "none": (make_period(), range(0)),
}


@pytest.mark.parametrize(("period", "years"), DAYS.values(), ids=DAYS)
def test_mark_years_are_all_that_it_covers_some_day_of(period: Any, years: range) -> None:
    mark = claim_mark(make_claim(period=period))
    assert mark.years == years
    assert bool(mark.end) <= bool(mark.start)


def test_chart_names_a_number_once_and_explains_only_what_is_drawn() -> None:
    one, named = claim_mark(make_claim("one")), claim_mark(make_claim("two", kind="statistic"))
    panel = RowPanel("p", "t", (one,))
    chart = Chart("s", "T.", "S.", (panel,), (named, one))
    assert [mark.id for mark in chart.marks] == ["one", "two"]
    assert [claim.id for claim in chart.claims] == ["one", "two"]
    assert chart.legend == one.style.legend
    assert chart.alt == (
        "Chart: T. 1 number in rows, on an axis from zero; the table below has each with its "
        "source."
    )


def test_chart_alt_of_a_long_title_is_cut_to_its_bound() -> None:
    panel = RowPanel("p", "t", (claim_mark(make_claim()),))
    alt = Chart("s", "Word " * 80, "S.", (panel,)).alt
    assert len(alt.split()) == MOST_ALT_WORDS
    assert alt.endswith(" Word … 1 number in rows, on an axis from zero; " + alt.split("; ")[1])


def test_axes_every_unit_of_a_level_has_one_axis() -> None:
    for measure in ("value", "quantity", "price"):
        for unit in MEASURES[measure].units:
            assert [axis for axis in AXES if unit in axis.units] == [axis_of(unit)]
    with pytest.raises(KeyError, match="rank"):
        axis_of("rank")


def test_axes_words_name_each_axis_once_in_its_place() -> None:
    assert axes_words(iter(["USD/t", "t", "t/year"])) == "tonnes and US dollars a tonne"
