from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from tests.support.charts import assert_laws, drawn, marks, panel_of
from tests.support.factories import (
    AFGHANISTAN,
    COLLECTION,
    MINISTER,
    RUSSIA,
    make_period,
    make_source,
    make_total,
    make_year,
)
from tests.support.samples import NOW, OFFICE, fitting, official
from tradedata.data.claims import Area, Claim, Event
from tradedata.data.collection import Collection
from tradedata.data.vocabulary import AREA_COLOURS
from tradedata.views.charts import Chart, NumberedYear, Shade
from tradedata.views.long_view import long_view_chart

ISLAND = Area("XX", "Island", ())


make_official = partial(official, value=100e6)


def make_both(year: int, *, sold: float = 100e6, bought: float = 10e6, **o: Any) -> list[Claim]:
    return [
        make_official(year, value=sold, **o),
        make_official(year, "import", value=bought, **o),
    ]


def make_mirror(year: int, *, value: float = 120e6, **o: Any) -> Claim:
    """Afghanistan's imports from Russia."""
    sides = {"reporter": AFGHANISTAN, "partner": RUSSIA}
    return make_official(year, "import", value=value, **{**sides, **o})


def make_stated(id: str, year: int, *, value: float = 560e6, **o: Any) -> Claim:
    return make_total(id, value=value, **{"period": make_year(year), **o})


BASE = [*make_both(2018), *make_both(2019, sold=300e6), make_stated("said", 2023)]


def chart_of(
    claims: Sequence[Claim],
    choice: str,
    events: Sequence[Event] = (),
    about: Collection = COLLECTION,
) -> Chart:
    chart = long_view_chart(claims, about, choice, events)
    assert_laws(chart, {claim.id: claim for claim in claims})
    return chart


def line_runs(chart: Chart) -> list[list[int]]:
    """The years that lines join."""
    runs = [run for line in panel_of(chart).lines for run in line.runs]
    return [[year for mark in run for year in mark.years] for run in runs]


def test_long_view_title_names_the_largest_official_and_the_largest_stated() -> None:
    chart = chart_of(BASE, "turnover")

    assert chart.title == (
        "The largest official turnover is about $310 million, in 2019, as reported by Russia; "
        "the largest stated by others is $560 million (2023)."
    )
    assert "turnover.ru-export-2019.ru-import-2019" in {mark.id for mark in chart.marks}


def test_long_view_part_year_largest_says_so() -> None:
    half = make_stated("half", 2024, value=9e8, period=make_period("2024-01-01", "2024-06-30"))

    assert "Jan-Jun 2024, part of a year" in chart_of([*BASE, half], "turnover").title


def test_long_view_largest_stated_is_no_arithmetic() -> None:
    fits = make_stated("fits", 2024, value=9e8, **fitting("x"))

    assert chart_of([*BASE, fits], "turnover").title.endswith("others is $560 million (2023).")


def test_long_view_nothing_stated_no_word_of_others_and_no_shade() -> None:
    chart = chart_of(BASE[:-1], "turnover")

    assert "others" not in chart.title + chart.subtitle
    assert panel_of(chart).shade is None


def test_long_view_every_mark_in_table_with_inputs_and_words_short() -> None:
    chart = chart_of(BASE, "turnover")
    rests = {row["Rests on"] for row in chart.table}

    assert {claim.id for claim in BASE} <= rests
    assert "ru-export-2018;ru-import-2018" in rests
    assert len(chart.words) == 4
    assert chart.words[0].startswith(
        "Exports plus imports, as reported by Russia (The Office): 2 years"
    )
    assert chart.alt.endswith(
        "3 numbers over the years 2018 to 2023; the table below has each with its source."
    )


def test_long_view_doubtful_point_crossed_off_the_line_and_above_the_axis_named() -> None:
    wild = make_official(1993, value=5e9, status="doubtful", note="Too high.")
    chart = chart_of([*BASE, wild, make_official(1994)], "from-ru")

    assert "1993" not in str(line_runs(chart))
    mark = marks(chart)["ru-export-1993"]
    assert (mark.style.symbol, mark.above) == ("x-thin-open", "1993, Russia: $5bn, doubtful")
    assert "Above the axis, marked at its top: 1993, Russia: $5bn, doubtful" in chart.subtitle
    assert "up to $5 billion" in chart.words[0]
    assert "ru-export-1993" in {row["Rests on"] for row in chart.table}


def test_long_view_doubtful_among_the_others_is_crossed_in_its_place() -> None:
    low = make_official(2020, value=1e6, status="doubtful", note="n")
    chart = chart_of([*BASE, low], "from-ru")

    assert marks(chart)["ru-export-2020"].above == ""
    assert "Above the axis" not in chart.subtitle
    assert "doubtful, off the line" in [entry.label for entry in chart.legend]


def test_long_view_everything_doubtful_still_drawn() -> None:
    chart = chart_of(make_both(2000, status="doubtful", note="n"), "turnover")

    assert chart.title == "Every official turnover is doubtful."
    (mark,) = chart.drawn
    assert (mark.style.symbol, mark.above) == ("x-thin-open", "")


@pytest.mark.parametrize(
    ("overrides", "symbol"),
    [
        ({"kind": "estimate", "status": "estimated"}, "circle-open"),
        ({"status": "estimated"}, "circle-open"),
        ({"status": "doubtful"}, "x-thin-open"),
        ({"status": "preliminary"}, "circle"),
        ({"period": make_period("2023-01-01", "2023-06-30")}, "circle"),
    ],
)
def test_long_view_stated_mark_shape_by_kind_and_status(
    overrides: dict[str, Any], symbol: str
) -> None:
    chart = chart_of([*BASE[:-1], make_stated("said", 2023, **overrides)], "turnover")

    assert marks(chart)["said"].style.symbol == symbol


def test_long_view_undated_in_words_not_on_the_axis() -> None:
    now = make_stated("now", 2024, value=1e9, period=NOW)
    chart = chart_of([*BASE, now], "turnover")

    assert "now" not in drawn(chart)
    assert "‘now’, no set period" in chart.title
    assert chart.notes[0] == (
        "Not on the axis, since no year is given: "
        f"$1 billion, {MINISTER.label}, ‘now’, no set period."
    )
    assert chart.notes[0] in chart.words
    assert "now" in {row["Rests on"] for row in chart.table}


def test_long_view_years_after_the_statistics_shaded_with_publisher_and_year() -> None:
    chart = chart_of(BASE, "turnover")

    assert panel_of(chart).shade == Shade(2019, "no number found in The Office data after 2019")
    assert "No number found in The Office data after 2019." in chart.words


def test_long_view_estimated_point_on_the_line_and_open() -> None:
    claims = [make_official(2000, status="estimated", note="Flagged."), make_official(2001)]
    chart = chart_of(claims, "from-ru")

    assert line_runs(chart) == [[2000, 2001]]
    assert marks(chart)["ru-export-2000"].style.symbol == "square-open"
    assert "estimated by the source" in {entry.label for entry in chart.legend}


def test_long_view_direction_mirror_gap_in_words_and_table() -> None:
    claims = [
        make_official(2018, value=100e6),
        make_mirror(2018, value=50e6),
        make_official(2019, value=100e6),
        make_mirror(2019, value=125e6),
        make_official(2017, value=100e6),
        make_mirror(2017, value=110e6, based_on=("ru-export-2017",)),
        make_official(2016, value=100e6),
        make_mirror(2016, value=900e6, status="doubtful", note="n"),
    ]
    chart = chart_of(claims, "from-ru")

    assert chart.notes[0].startswith(
        "Mirror gap, 2018-2019: the importer’s number is about 0.500 times the exporter’s (2018) "
        "at the lowest and about 1.25 times (2019) at the highest."
    )
    assert "freight" in chart.notes[0]
    assert chart.notes[0].endswith(
        "Left out, as one side is doubtful: 2016. "
        "Left out, as one side is computed from the other: 2017."
    )
    assert "mirror-gap.af-import-2018.ru-export-2018" in {mark.id for mark in chart.marks}


@pytest.mark.parametrize("areas", [(ISLAND, RUSSIA), (RUSSIA, ISLAND)])
def test_long_view_of_another_collection_has_a_line_of_its_own_for_each_area(
    areas: tuple[Area, Area],
) -> None:
    claims = [
        claim
        for year in (2018, 2019, 2020)
        for claim in (
            make_official(year, reporter=ISLAND, partner=RUSSIA),
            make_official(year, "import", partner=ISLAND),
        )
    ]
    chart = chart_of(claims, "from-xx", about=replace(COLLECTION, areas=areas))

    assert chart.title.startswith(
        "The largest official number for goods from Island to Russia is $100 million"
    )
    lines = {entry.label: entry.colour for entry in chart.legend if entry.colour}
    labels = (f"as reported by {area.label}" for area in areas)
    assert lines == dict(zip(labels, AREA_COLOURS, strict=True))


def test_long_view_numbers_the_years_with_events_that_it_draws_and_names_the_same() -> None:
    dates = ("1979", "2019-05", "2024", "2025")
    events = [Event(f"e{date}", date, "", f"Talks {date}", OFFICE, "") for date in dates]
    chart = chart_of(BASE, "turnover", events)

    assert panel_of(chart).numbered == (
        NumberedYear(1, 2019, ("May 2019: Talks 2019-05",)),
        NumberedYear(2, 2024, ("2024: Talks 2024",)),
    )
    assert "page lists them" in chart.notes[-1]
    assert chart_of(BASE, "turnover", events[:1]).notes == (
        "Afghanistan’s exports were about 3.33% in 2019 as reported by Russia, in percent of its "
        "imports.",
    )


def test_long_view_names_what_is_stated_beside_its_mark_and_lines_at_their_peaks() -> None:
    chart = chart_of(BASE, "turnover")

    assert [mark.short for mark in chart.drawn] == ["", "", "$560m"]
    (line,) = panel_of(chart).lines
    assert line.name == ("reported by Russia:", "about $310m, 2019")
    assert line.peak == chart.drawn[1]


def test_long_view_counts_every_page_that_prints_a_statement() -> None:
    stated = make_total("stated", value=300e6)
    reprint = make_total("reprint", value=300e6, origin=stated.origin, source=make_source("page"))
    chart = chart_of([*make_both(2018), stated, reprint], "turnover")
    assert "what others stated (1 number from 2 pages, 1 statement, 1 speaker)" in chart.subtitle
    assert {"stated", "reprint"} & set(drawn(chart)) == {"reprint"}


def test_long_view_in_the_currency_of_most_official_years_names_the_rest() -> None:
    rubles = make_stated("rubles", 2023, value=5e9, unit="RUB")
    chart = chart_of([*BASE, rubles, make_official(2017, value=7e9, unit="RUB")], "from-ru")
    assert set(drawn(chart)) == {"ru-export-2018", "ru-export-2019"}
    (words,) = (note for note in chart.notes if note.startswith("In another currency"))
    assert "exports of Russia to Afghanistan: ₽7 billion (2017)" in words
    assert "both directions: ₽5 billion (2023)" in words
