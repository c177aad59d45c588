from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

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
from tradedata.charts.axes import round_steps
from tradedata.charts.chart import Chart
from tradedata.charts.layouts import NARROW, WIDE, Layout
from tradedata.charts.long_view import long_view_chart
from tradedata.data.claims import Area, Claim, Event
from tradedata.data.vocabulary import AFGHAN, RUSSIAN

OFFICE = make_source("office", collection="statistics", publisher="The Office", published="")
ISLAND = Area("XX", "Island", ())


def make_official(year: int, flow: str = "export", *, value: float = 100e6, **o: Any) -> Claim:
    """Russia's trade with Afghanistan in a year, from statistics."""
    fields = {
        "flow": flow,
        "period": make_year(year),
        "kind": "statistic",
        "source": OFFICE,
        "valuation": "fob" if flow == "export" else "cif",
        "claimant": None,
    }
    reporter = o.get("reporter", RUSSIA).key.lower()
    return make_total(f"{reporter}-{flow}-{year}", value=value, **{**fields, **o})


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


def dots_of(chart: Chart) -> dict[str, tuple[float, float, str]]:
    """Every mark by its id: x, y and symbol."""
    return {
        key: (x, y, symbol)
        for trace in chart.figure.data
        if trace.customdata is not None
        for key, x, y, symbol in zip(
            trace.customdata, trace.x, trace.y, trace.marker.symbol, strict=True
        )
    }


def line_runs(chart: Chart) -> list[list[float]]:
    """The years that lines join."""
    runs: list[list[float]] = []
    for trace in chart.figure.data:
        if trace.mode == "lines":
            assert trace.connectgaps is False
            run: list[float] = []
            for x in trace.x:
                if x is None:
                    runs.append(run)
                    run = []
                else:
                    run.append(x)
    return runs


def notes_on(chart: Chart) -> str:
    return " ".join(note.text.replace("<br>", " ") for note in chart.figure.layout.annotations)


def test_long_view_title_names_the_largest_official_and_the_largest_stated() -> None:
    chart = long_view_chart(BASE, COLLECTION, "turnover")

    assert chart.title == (
        "The largest official turnover is about $310 million, in 2019, as reported by Russia; "
        "the largest stated by others is $560 million (2023)."
    )
    assert "turnover.ru-export-2019.ru-import-2019" in {mark.id for mark in chart.marks}


def test_long_view_input_row_changes_title_changes() -> None:
    changed = [*make_both(2018, sold=900e6), *BASE[2:]]

    assert "about $910 million, in 2018" in long_view_chart(changed, COLLECTION, "turnover").title


def test_long_view_undated_or_part_year_largest_says_so() -> None:
    now = make_stated("now", 2024, value=1e9, period=make_period(label="now", basis="running"))
    half = make_stated("half", 2024, value=9e8, period=make_period("2024-01-01", "2024-06-30"))

    assert "‘now’, no closed period" in long_view_chart([*BASE, now], COLLECTION, "turnover").title
    assert (
        "Jan-Jun 2024, part of a year"
        in long_view_chart([*BASE, half], COLLECTION, "turnover").title
    )


def test_long_view_nothing_stated_no_word_of_others_and_no_shade() -> None:
    chart = long_view_chart(BASE[:-1], COLLECTION, "turnover")

    assert "others" not in chart.title + chart.subtitle
    assert not chart.figure.layout.shapes


def test_long_view_every_mark_in_table_with_inputs_and_words_short() -> None:
    chart = long_view_chart(BASE, COLLECTION, "turnover")
    rests = {row["Rests on"] for row in chart.table}

    assert dots_of(chart).keys() <= {mark.id for mark in chart.marks}
    assert {claim.id for claim in BASE} <= rests
    assert "ru-export-2018;ru-import-2018" in rests
    assert len(chart.table) == len(chart.marks)
    assert len(chart.words) == 3
    assert "Exports plus imports, as reported by Russia (The Office): 2 years" in chart.alt
    assert BASE[-1].speaker not in chart.alt


def test_long_view_missing_year_no_line_through_it() -> None:
    claims = [claim for year in (2001, 2002, 2004) for claim in make_both(year)]

    assert line_runs(long_view_chart(claims, COLLECTION, "turnover")) == [[2001, 2002], [2004]]


def test_long_view_doubtful_point_crossed_off_the_line_and_above_the_axis_named() -> None:
    wild = make_official(1993, value=5e9, status="doubtful", note="Too high.")
    chart = long_view_chart([*BASE, wild, make_official(1994)], COLLECTION, "from-ru")

    assert "1993" not in str(line_runs(chart))
    assert dots_of(chart)["ru-export-1993"][2] == "x-thin-open"
    assert chart.figure.layout.yaxis.range[1] < 1e9
    assert dots_of(chart)["ru-export-1993"][1] < chart.figure.layout.yaxis.range[1]
    assert "↑ 1993, Russia: $5bn, doubtful" in notes_on(chart)
    assert "Above the axis, marked at its top: 1993, Russia: $5bn, doubtful" in chart.subtitle
    assert "up to $5 billion" in chart.alt
    assert "ru-export-1993" in {row["Rests on"] for row in chart.table}


def test_long_view_doubtful_on_the_right_named_towards_the_left() -> None:
    wild = make_official(2020, value=5e9, status="doubtful", note="Too high.")
    chart = long_view_chart([*BASE, wild], COLLECTION, "from-ru")

    (note,) = [n for n in chart.figure.layout.annotations if n.text.startswith("↑")]
    assert note.xanchor == "right"


def test_long_view_everything_doubtful_still_drawn() -> None:
    chart = long_view_chart(make_both(2000, status="doubtful", note="n"), COLLECTION, "turnover")

    assert chart.title == "Every official turnover is doubtful."
    assert [symbol for _, _, symbol in dots_of(chart).values()] == ["x-thin-open"]


def test_long_view_rejected_row_nowhere() -> None:
    rejected = make_stated("wrong", 2023, value=7e9, status="rejected", note="Misprint.")
    chart = long_view_chart([*BASE, rejected], COLLECTION, "turnover")

    assert "wrong" not in {mark.id for mark in chart.marks}
    assert "$7" not in " ".join((chart.title, chart.alt, *chart.words, *chart.notes))


@pytest.mark.parametrize(
    ("overrides", "symbol"),
    [
        ({}, "circle"),
        ({"kind": "statistic"}, "square"),
        ({"kind": "estimate"}, "circle-open"),
        ({"kind": "estimate", "status": "estimated"}, "circle-open"),
        ({"status": "estimated"}, "circle-open"),
        ({"status": "doubtful"}, "x-thin-open"),
        ({"status": "preliminary"}, "circle"),
        ({"period": make_period("2023-01-01", "2023-06-30")}, "circle-dot"),
    ],
)
def test_long_view_stated_mark_shape_by_kind_and_status(
    overrides: dict[str, Any], symbol: str
) -> None:
    chart = long_view_chart(
        [*BASE[:-1], make_stated("said", 2023, **overrides)], COLLECTION, "turnover"
    )

    assert dots_of(chart)["said"][2] == symbol


@pytest.mark.parametrize(
    ("start", "end", "x"),
    [
        ("2023-01-01", "2023-12-31", 2023.0),
        ("2024-01-01", "2024-12-31", 2024.0),
        ("2024-03-20", "2025-03-20", 2024.22),
        ("2025-01-01", "2025-06-30", 2024.75),
    ],
)
def test_long_view_stated_mark_stands_in_the_middle_of_its_days(
    start: str, end: str, x: float
) -> None:
    claim = make_stated("said", 2023, period=make_period(start, end))

    assert dots_of(long_view_chart([*BASE[:-1], claim], COLLECTION, "turnover"))["said"][
        0
    ] == pytest.approx(x, abs=0.01)


def test_long_view_undated_in_words_not_on_the_axis() -> None:
    now = make_stated("now", 2024, value=1e9, period=make_period(label="now", basis="running"))
    chart = long_view_chart([*BASE, now], COLLECTION, "turnover")

    assert "now" not in dots_of(chart)
    assert chart.notes[0] == (
        "Not on the axis, since no year is given: "
        f"$1 billion, {MINISTER.label}, ‘now’, no closed period."
    )
    assert "$1 billion" in chart.alt
    assert "now" in {row["Rests on"] for row in chart.table}


def test_long_view_reprint_adds_no_mark() -> None:
    one = make_stated("one", 2023, origin="o")
    two = make_stated("two", 2023, origin="o")

    assert (
        dots_of(long_view_chart([*BASE[:-1], one, two], COLLECTION, "turnover")).keys()
        == dots_of(long_view_chart([*BASE[:-1], one], COLLECTION, "turnover")).keys()
    )


def test_long_view_years_after_the_statistics_shaded_with_publisher_and_year() -> None:
    chart = long_view_chart(BASE, COLLECTION, "turnover")
    (shade,) = chart.figure.layout.shapes

    assert shade.x0 == 2019.5
    assert "no figure found in The Office data after 2019" in notes_on(chart)
    assert "No figure found in The Office data after 2019." in chart.words


def test_long_view_estimated_point_on_the_line_and_open() -> None:
    claims = [make_official(2000, status="estimated", note="Flagged."), make_official(2001)]
    chart = long_view_chart(claims, COLLECTION, "from-ru")

    assert line_runs(chart) == [[2000, 2001]]
    assert dots_of(chart)["ru-export-2000"][2] == "square-open"
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
    chart = long_view_chart(claims, COLLECTION, "from-ru")

    assert chart.notes[0].startswith(
        "Mirror gap, 2018-2019: the importer’s figure is about 0.500 times the exporter’s (2018) "
        "at the lowest and about 1.25 times (2019) at the highest."
    )
    assert "freight" in chart.notes[0]
    assert chart.notes[0].endswith(
        "Left out, as one side is doubtful: 2016. "
        "Left out, as one side is computed from the other: 2017."
    )
    assert "mirror-gap.af-import-2018.ru-export-2018" in {mark.id for mark in chart.marks}


def test_long_view_mirror_gap_of_doubtful_rows_not_in_words() -> None:
    claims = [make_official(2018, status="doubtful", note="n"), make_mirror(2018)]

    assert "Mirror" not in long_view_chart(claims, COLLECTION, "from-ru").alt


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
    chart = long_view_chart(claims, replace(COLLECTION, areas=areas), "from-xx")

    assert chart.title.startswith(
        "The largest official figure for goods from Island to Russia is $100 million"
    )
    lines = {entry.label: entry.colour for entry in chart.legend if entry.colour}
    first, second = (f"as reported by {area.label}" for area in areas)
    assert lines == {first: AFGHAN.colour, second: RUSSIAN.colour}


def test_long_view_events_numbered_lines_within_the_axis_only() -> None:
    events = [
        Event("old", "1979", "1989", "Long ago", OFFICE, ""),
        Event("new", "2019-05", "", "Talks <b>held</b>", OFFICE, ""),
    ]
    chart = long_view_chart(BASE, COLLECTION, "turnover", events)
    numbers = [note for note in chart.figure.layout.annotations if note.hovertext]

    assert [(note.text, note.x) for note in numbers] == [("2", 2019)]
    assert numbers[0].hovertext == "May 2019: Talks &lt;b&gt;held&lt;/b&gt;"
    assert "page lists them" in chart.notes[-1]
    assert chart.height > long_view_chart(BASE, COLLECTION, "turnover").height


def test_long_view_data_order_makes_no_difference() -> None:
    claims = [*BASE, make_mirror(2018), make_mirror(2019)]
    one, other = (long_view_chart(rows, COLLECTION, "from-ru") for rows in (claims, claims[::-1]))

    assert (one.title, one.words, one.table) == (other.title, other.words, other.table)


@pytest.mark.parametrize(
    ("top", "steps"),
    [
        (1159e6, [0, 200e6, 400e6, 600e6, 800e6, 1000e6]),
        (300e6, [0, 50e6, 100e6, 150e6, 200e6, 250e6, 300e6]),
        (7, [0, 2, 4, 6]),
        (0, [0]),
    ],
)
def test_round_steps_even_and_within(top: float, steps: list[float]) -> None:
    assert [float(step) for step in round_steps(top)] == steps


@pytest.mark.parametrize(("layout", "labels"), [(WIDE, ["$300m"]), (NARROW, [])])
def test_long_view_stated_marks_are_labelled_where_there_is_room(
    layout: Layout, labels: list[str]
) -> None:
    claims = [*make_both(2018), *make_both(2019), make_total("stated", value=300e6)]
    chart = long_view_chart(claims, COLLECTION, "turnover", layout=layout)
    assert [a.text for a in chart.figure.layout.annotations if a.text.startswith("$")] == labels


def test_long_view_picture_says_what_its_numbered_lines_stand_for() -> None:
    claims = [*make_both(2018), *make_both(2019)]
    shown = Event("shown", "2019-05", "", "A meeting", OFFICE, "")
    outside = Event("outside", "1979", "", "Too early", OFFICE, "")
    chart = long_view_chart(claims, COLLECTION, "turnover", (shown, outside))
    assert chart.picture_notes == ("Events: 2 (2019): A meeting.",)
    assert long_view_chart(claims, COLLECTION, "turnover").picture_notes == ()


def test_long_view_counts_every_page_that_prints_a_statement() -> None:
    stated = make_total("stated", value=300e6)
    reprint = make_total("reprint", value=300e6, origin=stated.origin, source=make_source("page"))
    chart = long_view_chart([*make_both(2018), stated, reprint], COLLECTION, "turnover")
    assert "what others stated (2 pages, 1 statement, 1 speaker)" in chart.subtitle
