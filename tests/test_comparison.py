"""Comparison: verdicts with their causes, statements, groups, voices, and the laws they keep."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import (
    AFGHANISTAN,
    GAS,
    GOODS,
    MINISTER,
    PAPER,
    RUSSIA,
    TRADER,
    WORLD,
    make_claim,
    make_period,
    make_source,
    make_total,
    make_year,
)
from tradedata.claims import Area, Claim
from tradedata.comparison import (
    ABOUT_MARGIN,
    OVER_MARGIN,
    THRESHOLDS_IN_WORDS,
    UNDER_MARGIN,
    Group,
    apart_words,
    compare,
    count_voices,
    group_by_period,
    same_quantity,
    series_key,
    side_by_side,
    statements,
)

TATARSTAN = Area("RU-TA", "Tatarstan", ())
UNION = Area("EAEU", "Eurasian Economic Union", ("RU",))
SOLAR_1403 = make_period("2024-03-20", "2025-03-20", "solar year 1403")
EARLY_2025 = make_period("2025-01-01", "2025-02-28", "Jan-Feb 2025")
NO_PERIOD = make_period()
NOW = make_period(label="now", basis="running")
LAST_YEAR = replace(make_year(2024), label="last year", basis="relative")


def codes(a: Claim, b: Claim) -> list[str]:
    return [cause.code for cause in compare(a, b).causes]


def words(a: Claim, b: Claim) -> list[str]:
    return [cause.words for cause in compare(a, b).causes]


def flour(id: str, qualifier: str) -> Claim:
    return make_claim(
        id, value=80_000_000, measure="value", unit="USD", qualifier=qualifier, origin=id
    )


EXAMPLES: list[tuple[str, Claim, Claim, str, list[str]]] = [
    ("same-days", make_claim("a"), make_claim("b", value=200), "differ", []),
    ("ranges-only-touch", make_claim("a", value=100), make_claim("b", value=110), "differ", []),
    ("rounding", make_claim("a", value=132), make_claim("b", value="132.4"), "agree", []),
    ("two-digits", make_claim("a", value=300), make_claim("b", value=320), "differ", []),
    ("one-statement", make_claim("a"), make_claim("b", origin="origin-a"), "single",
     ["same-statement"]),
    ("one-statement-rounded", make_claim("a", value=275480), make_claim(
        "b", value=275000, origin="origin-a", period=NO_PERIOD), "single", ["same-statement"]),
    ("one-origin-two-years", make_claim("a"), make_claim(
        "b", origin="origin-a", period=make_year(2023)), "not-comparable", ["other-period"]),
    ("one-origin-two-reporters", make_claim("a"), make_claim(
        "b", value=110, origin="origin-a", reporter=RUSSIA, partner=AFGHANISTAN, flow="export"),
     "differ", ["mirror"]),
    ("based-on", make_claim("a"), make_claim(
        "b", value=110, reporter=RUSSIA, partner=AFGHANISTAN, flow="export", based_on=("a",)),
     "single", ["based-on", "mirror"]),
    ("rejected", make_claim("a"), make_claim("b", status="rejected"), "not-comparable",
     ["rejected"]),
    ("superseded", make_claim("a"), make_claim("b", status="superseded"), "not-comparable",
     ["superseded"]),
    ("product", make_claim("a"), make_claim("b", product=GOODS), "not-comparable",
     ["other-product"]),
    ("measure", make_claim("a"), make_claim("b", measure="value", unit="USD"), "not-comparable",
     ["other-measure"]),
    ("of", make_claim("a", measure="share", of="value", unit="percent"), make_claim(
        "b", measure="share", of="quantity", unit="percent"), "not-comparable",
     ["other-measure"]),
    ("price-unit", make_claim("a", measure="price", unit="USD"), make_claim(
        "b", measure="price", unit="USD/t"), "not-comparable", ["other-unit"]),
    ("yearly-rate-whole-year", make_claim("a"), make_claim("b", unit="t/year"), "agree", []),
    ("yearly-rate-part-year", make_claim("a", period=EARLY_2025), make_claim(
        "b", unit="t/year", period=EARLY_2025), "not-comparable", ["other-unit"]),
    ("yearly-rate-no-period", make_claim("a", unit="t/year"), make_claim(
        "b", period=NO_PERIOD), "not-comparable", ["other-unit", "no-year"]),
    ("areas", make_claim("a"), make_claim("b", partner=WORLD), "not-comparable",
     ["other-areas"]),
    ("coverage", make_claim("a", partner=UNION), make_claim("b"), "not-comparable",
     ["other-coverage"]),
    ("coverage-reversed", make_claim("a"), make_claim("b", partner=UNION), "not-comparable",
     ["other-coverage"]),
    ("region-not-listed", make_claim("a", partner=TATARSTAN), make_claim("b"),
     "not-comparable", ["other-areas"]),
    ("flow", make_claim("a"), make_claim("b", flow="turnover"), "not-comparable",
     ["other-flow"]),
    ("opposite-direction", make_claim("a"), make_claim("b", flow="export"), "not-comparable",
     ["other-flow"]),
    ("demand", make_claim("a"), make_claim("b", flow="demand", partner=None), "not-comparable",
     ["other-areas", "other-flow"]),
    ("mirror", make_claim("a"), make_claim(
        "b", reporter=RUSSIA, partner=AFGHANISTAN, flow="export"), "agree", ["mirror"]),
    ("turnover-either-reporter", make_total("a"), make_total(
        "b", reporter=AFGHANISTAN, partner=RUSSIA), "agree", ["mirror"]),
    ("target", make_total("a", kind="target"), make_total("b"), "not-comparable", ["expected"]),
    ("target-and-plan", make_total("a", kind="target"), make_total("b", kind="plan"), "agree",
     ["compiled"]),
    ("part-year", make_claim("a", period=EARLY_2025), make_claim("b", period=make_year(2024)),
     "not-comparable", ["other-period", "part-year"]),
    ("solar-year", make_claim("a", period=SOLAR_1403), make_claim("b"), "not-comparable",
     ["other-period", "calendar"]),
    ("several-years", make_claim("a", period=make_period("2023-01-01", "2024-12-31")),
     make_claim("b"), "not-comparable", ["other-period"]),
    ("no-period", make_claim("a", period=NO_PERIOD), make_claim("b"), "cannot-tell",
     ["no-year"]),
    ("running", make_claim("a", period=NOW), make_claim("b"), "cannot-tell", ["running-level"]),
    ("no-end", make_claim("a", period=replace(make_year(2024), end=None)), make_claim("b"),
     "cannot-tell", ["no-end"]),
    ("valuation", make_claim("a", valuation="fob"), make_claim("b", valuation="cif"), "agree",
     ["valuation"]),
    ("kind", make_claim("a", kind="statistic"), make_claim("b", kind="estimate"), "agree",
     ["compiled"]),
    ("flagged", make_claim("a", status="doubtful"), make_claim("b"), "agree", ["flagged"]),
    ("inferred", make_claim("a", period=make_year(2024, "inferred")), make_claim("b"), "agree",
     ["period-inferred"]),
    ("relative", make_claim("a", period=LAST_YEAR), make_claim("b"), "agree",
     ["period-relative"]),
    ("borrowed", make_claim("a", period=replace(make_year(2024), supplied_by="x")),
     make_claim("b"), "agree", ["period-borrowed"]),
    ("growth-base", make_claim("a", measure="growth", of="value", base=make_year(2023)),
     make_claim("b", measure="growth", of="value", base=make_year(2021)), "not-comparable",
     ["other-base"]),
    ("growth-no-base", make_claim("a", measure="growth", of="value", base=make_year(2023)),
     make_claim("b", measure="growth", of="value"), "cannot-tell", ["no-base"]),
    ("growth-same-base", make_claim("a", measure="growth", of="value", base=make_year(2023)),
     make_claim("b", measure="growth", of="value", base=make_year(2023)), "agree", []),
    ("opposite-hedges", flour("a", "almost"), flour("b", "over"), "agree", ["hedges-overlap"]),
    ("under-and-none", flour("a", "almost"), flour("b", "none"), "agree", []),
    ("about-reaches", make_claim("a", value=100, qualifier="about"), make_claim(
        "b", value=108), "agree", ["hedges-overlap"]),
    ("about-falls-short", make_claim("a", value=100, qualifier="about"), make_claim(
        "b", value=120), "differ", []),
    ("estimate-reaches", make_claim("a", value=1000, kind="estimate"), make_claim(
        "b", value=1055, kind="estimate"), "agree", ["hedges-overlap"]),
    ("over-reaches", make_claim("a", value=1000, qualifier="over"), make_claim(
        "b", value=1130), "agree", ["hedges-overlap"]),
    ("over-is-no-less", make_claim("a", value=1000, qualifier="over"), make_claim(
        "b", value=930), "differ", []),
    ("under-is-no-more", make_claim("a", value=1000, qualifier="under"), make_claim(
        "b", value=1130), "differ", []),
    ("fell-by-over", make_claim("a", value=-20, qualifier="over"), make_claim(
        "b", value=-22), "agree", ["hedges-overlap"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("a", "b", "verdict", "causes"),
    [example[1:] for example in EXAMPLES],
    ids=[example[0] for example in EXAMPLES],
)
def test_compare_example_gives_verdict_and_causes(
    a: Claim, b: Claim, verdict: str, causes: list[str]
) -> None:
    assert (compare(a, b).verdict, codes(a, b)) == (verdict, causes)


CAUSE_WORDS: list[tuple[Claim, Claim, list[str]]] = [
    (make_claim("a", period=EARLY_2025), make_claim("b", period=make_year(2025)),
     ["other period: 59 of 365 days overlap", "part-year: Jan-Feb 2025 is shorter than a year"]),
    (make_claim("a", period=EARLY_2025),
     make_claim("b", period=make_period("2024-01-01", "2024-02-29")),
     ["other period: no day in common",
      "part-year: Jan-Feb 2024 and Jan-Feb 2025 are shorter than a year"]),
    (make_claim("a", period=SOLAR_1403), make_claim("b"),
     ["other period: 287 of 366 days overlap", "calendar: solar year against calendar year"]),
    (make_claim("a", period=make_period("2023-07-01", "2024-06-30")), make_claim("b"),
     ["other period: 182 of 366 days overlap",
      "calendar: year from 1 Jul 2023 against calendar year"]),
    (make_claim("a", period=NO_PERIOD), make_claim("b", period=NO_PERIOD),
     ["no year given for either"]),
    (make_claim("a", period=NO_PERIOD), make_claim("b"), ["no year given for one of them"]),
    (make_claim("a", period=NOW), make_claim("b"), ["running level: ‘now’"]),
    (make_claim("a", period=replace(NOW, label="")), make_claim("b"), ["running level"]),
    (make_claim("a"), make_claim("b", flow="export"),
     ["other flow: from Russia against from Afghanistan"]),
    (make_claim("a", partner=UNION), make_claim("b"),
     ["other coverage: Russia is part of Eurasian Economic Union"]),
    (make_total("a", kind="target"), make_total("b"), ["target against stated figure"]),
    (make_claim("a", kind="statistic"), make_claim("b", kind="reported"),
     ["reported figure against statistic"]),
    (flour("a", "over"), flour("b", "almost"), ["hedges overlap: ‘almost’ and ‘over’"]),
    (make_claim("a", value=1000, kind="estimate"), make_claim("b", value=1055, kind="estimate"),
     ["hedges overlap: an estimate"]),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b", "expected"), CAUSE_WORDS)
def test_compare_causes_are_worded_for_readers(a: Claim, b: Claim, expected: list[str]) -> None:
    assert words(a, b) == expected


def undated_totals() -> tuple[Claim, Claim]:
    """Two totals that one article sets side by side without a year."""
    return (
        make_total("million", qualifier="about", kind="estimate", period=NO_PERIOD),
        make_total(
            "billion",
            value=1_000_000_000,
            qualifier="about",
            kind="estimate",
            period=NO_PERIOD,
            claimant=TRADER,
        ),
    )


SENTENCES: list[tuple[Claim, Claim, str]] = [
    (*undated_totals(),
     "Whether about $1 billion and about $560 million differ cannot be told: no year given for "
     "either; as printed they are about 1.8 times apart."),
    (make_claim("a", measure="rank", unit="rank", of="value", period=NO_PERIOD), make_claim(
        "b", measure="rank", unit="rank", of="value", period=NO_PERIOD),
     "Whether rank 100 and rank 100 differ cannot be told: no year given for either."),
    (make_claim("a", value=239), make_claim("b", value=323, kind="statistic"),
     "239 t (2024) and 323 t (2024) differ, about 1.35 times apart "
     "(reported figure against statistic)."),
    (make_claim("a", value=-1), make_claim("b"), "-1 t (2024) and 100 t (2024) differ."),
    (make_claim("a"), make_claim("b"), "100 t (2024) and 100 t (2024) agree."),
    (flour("a", "almost"), flour("b", "over"),
     "Almost $80 million (2024) and over $80 million (2024) agree "
     "(hedges overlap: ‘almost’ and ‘over’)."),
    (make_claim("a"), make_claim("b", period=make_year(2023)),
     "100 t (2024) and 100 t (2023) cannot be compared: other period: no day in common."),
    (make_claim("a"), make_claim("b", origin="origin-a"),
     "100 t (2024) and 100 t (2024) are not two voices: same statement."),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b", "sentence"), SENTENCES)
def test_compare_verdict_is_one_sentence(a: Claim, b: Claim, sentence: str) -> None:
    assert compare(a, b).words == sentence


def test_compare_side_by_side_totals_cannot_tell_with_unrounded_ratio() -> None:
    found = compare(*undated_totals())
    assert found.verdict == "cannot-tell"
    assert found.ratio == Decimal(1_000_000_000) / Decimal(560_000_000)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (560, 1000, "about 1.8 times apart"),
        (239, 323, "about 1.35 times apart"),
        (100, 200, "about 2.0 times apart"),
        (100, 102, "less than 1.05 times apart"),
        (1001, 1002, "about 1.001 times apart"),
        (100, 100, "the same number"),
    ],
)
def test_apart_words_show_no_more_digits_than_the_weaker_claim(
    low: int, high: int, expected: str
) -> None:
    a, b = make_claim("a", value=low), make_claim("b", value=high)
    assert apart_words(Decimal(high) / low, a, b) == expected


def test_compare_not_comparable_pair_has_no_ratio() -> None:
    assert compare(make_claim("a"), make_claim("b", period=make_year(2023))).ratio is None


@pytest.mark.parametrize("margin", [ABOUT_MARGIN, OVER_MARGIN, UNDER_MARGIN])
def test_thresholds_in_words_state_every_margin(margin: Decimal) -> None:
    assert f"{margin:.0%}" in THRESHOLDS_IN_WORDS


def test_same_quantity_of_mirror_flows_and_either_reporter_of_turnover() -> None:
    mirror = make_claim("b", reporter=RUSSIA, partner=AFGHANISTAN, flow="export")
    assert same_quantity(make_claim("a"), mirror)
    assert series_key(make_total("a")) == series_key(
        make_total("b", reporter=AFGHANISTAN, partner=RUSSIA)
    )
    assert not same_quantity(make_claim("a"), make_claim("b", flow="export"))


def test_statements_of_one_origin_are_one_at_the_best_stated_period() -> None:
    rows = (
        make_claim("a", origin="o", period=NO_PERIOD),
        make_claim("b", origin="o", period=LAST_YEAR),
        make_claim("c", origin="o", period=SOLAR_1403, source=make_source("other")),
        make_claim("d", origin="o", period=replace(SOLAR_1403, supplied_by="c")),
    )
    (statement,) = statements(rows)
    assert statement.claim.id == "c"
    assert [claim.id for claim in statement.repeats] == ["d", "b", "a"]
    assert statement.pages == 2


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"period": make_year(2023)}, {"period": make_year(2024, "inferred")}),
        ({"period": make_year(2023, "inferred")}, {"period": replace(LAST_YEAR, basis="relative")}),
        ({"period": LAST_YEAR}, {"period": NOW}),
        ({"period": NOW}, {"period": NO_PERIOD}),
        ({"period": make_year(2024)}, {"period": replace(make_year(2024), supplied_by="x")}),
        ({"status": "normal"}, {"status": "superseded"}),
        ({"kind": "statistic"}, {"kind": "reported"}),
        ({"source": make_source("early", published="2024")}, {"source": PAPER}),
        ({"source": PAPER}, {"source": make_source("undated", published="")}),
        ({}, {}),
    ],
)
def test_statements_representative_follows_the_order_of_preference(
    first: dict[str, Any], second: dict[str, Any]
) -> None:
    # The preferred row has the later id in every case but the last, which ids alone decide.
    names = ("b", "a") if first != second else ("a", "b")
    rows = [
        make_claim(name, origin="o", **fields)
        for name, fields in zip(names, (first, second), strict=True)
    ]
    (statement,) = statements(rows)
    assert statement.claim.id == names[0]


@pytest.mark.parametrize(
    "other",
    [
        {"period": make_year(2025)},
        {"value": 170, "period": NO_PERIOD},
        {"kind": "target"},
        {"value": 110, "reporter": RUSSIA, "partner": AFGHANISTAN, "flow": "export"},
        {"value": 110, "valuation": "cif"},
        {"measure": "value", "unit": "USD"},
        {"origin": "another"},
    ],
)
def test_statements_another_number_of_the_origin_stays_apart(other: dict[str, Any]) -> None:
    rows = (make_claim("a", origin="o"), make_claim("b", **{"origin": "o", **other}))
    assert len(statements(rows)) == 2


def test_statements_row_joins_through_any_row_of_the_statement() -> None:
    rows = (
        make_claim("a", origin="o", period=SOLAR_1403),
        make_claim("b", origin="o", period=LAST_YEAR),
        make_claim("c", origin="o", period=LAST_YEAR, value=120),
    )
    assert len(statements(rows)) == 1
    assert len(statements((rows[0], rows[2]))) == 2


def test_statements_one_flow_told_from_either_side_is_one() -> None:
    told = make_claim("b", origin="o", reporter=RUSSIA, partner=AFGHANISTAN, flow="export")
    assert len(statements((make_claim("a", origin="o"), told))) == 1


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ((), "0 pages, 0 statements"),
        ((make_claim("a", claimant=None),), "1 page, 1 statement, not attributed"),
        (
            tuple(make_claim(key, origin="o", source=make_source(key)) for key in "abcd"),
            "4 pages, 1 statement, 1 speaker",
        ),
        (
            (make_claim("a"), make_claim("b", claimant=TRADER), make_claim("c", claimant=None)),
            "1 page, 3 statements, 2 speakers and 1 not attributed",
        ),
        (
            (make_claim("a"), make_claim("b", claimant=TRADER, based_on=("a",))),
            "1 page, 1 statement, 2 speakers",
        ),
        ((make_claim("b", based_on=("elsewhere",)),), "1 page, 1 statement, 1 speaker"),
        (
            (make_claim("a", based_on=("b",)), make_claim("b", based_on=("a",))),
            "1 page, 1 statement, 1 speaker",
        ),
        (
            (
                make_claim("a", origin="o"),
                make_claim("b", origin="o", measure="value", unit="USD", based_on=("a",)),
            ),
            "1 page, 1 statement, 1 speaker",
        ),
        ((make_claim("a"), make_claim("b", status="rejected")), "1 page, 1 statement, 1 speaker"),
    ],
)
def test_count_voices_counts_pages_statements_and_speakers(
    claims: tuple[Claim, ...], expected: str
) -> None:
    assert count_voices(claims).words == expected


def test_group_by_period_orders_by_date_with_part_years_apart_and_undated_last() -> None:
    claims = (
        make_claim("undated", period=NO_PERIOD),
        make_claim("early", period=EARLY_2025),
        make_claim("solar", period=SOLAR_1403),
        make_claim("target", kind="target", period=make_year(2025)),
        make_claim("year", period=make_year(2025)),
        make_claim("old", period=make_year(2023)),
        make_claim("plan", kind="plan", period=make_period("2022-09-28", basis="stated")),
        make_claim("gone", period=make_year(2019), status="superseded"),
    )
    assert [group.heading for group in group_by_period(claims)] == [
        "from 28 Sep 2022, expected",
        "2023",
        "solar year 1403 (20 Mar 2024 to 20 Mar 2025)",
        "Jan-Feb 2025 (part of a year)",
        "2025",
        "2025, expected",
        "no year given",
    ]


def test_group_of_two_reporters_spreads_with_the_mirror_cause() -> None:
    mirror = make_claim("b", value=140, reporter=RUSSIA, partner=AFGHANISTAN, flow="export")
    (group,) = group_by_period((mirror, make_claim("a", value=100)))
    assert [statement.claim.id for statement in group.statements] == ["a", "b"]
    assert group.verdict == "differ"
    assert group.spread is not None
    assert (group.spread.low.id, group.spread.high.id) == ("a", "b")
    assert (group.spread.ratio, group.spread.digits) == (Decimal("1.4"), 2)
    assert group.spread.words == "about 1.4 times apart"
    assert [cause.code for cause in group.spread.causes] == ["mirror"]
    assert [cause.code for cause in group.causes] == ["mirror"]


GROUP_VERDICTS: list[tuple[tuple[Claim, ...], str]] = [
    ((make_claim("a"),), "single"),
    ((make_claim("a"), make_claim("b", origin="origin-a")), "single"),
    ((make_claim("a"), make_claim("b", value=110, based_on=("a",))), "single"),
    ((make_claim("a"), make_claim("b")), "agree"),
    ((make_claim("a"), make_claim("b"), make_claim("c", value=200)), "differ"),
    ((make_claim("a", period=NO_PERIOD), make_claim("b", period=NOW)), "cannot-tell"),
    (
        (make_claim("a", period=EARLY_2025), make_claim("b", unit="t/year", period=EARLY_2025)),
        "not-comparable",
    ),
]


@pytest.mark.parametrize(("claims", "verdict"), GROUP_VERDICTS)
def test_group_verdict_is_over_all_pairs(claims: tuple[Claim, ...], verdict: str) -> None:
    (group,) = group_by_period(claims)
    assert group.verdict == verdict


def test_group_without_period_spreads_only_what_one_source_sets_side_by_side() -> None:
    million, billion = undated_totals()
    (group,) = group_by_period((million, billion))
    assert group.spread is not None
    assert group.spread.words == "about 1.8 times apart, no year given for either"
    (apart,) = group_by_period((million, replace(billion, source=make_source("elsewhere"))))
    assert (apart.verdict, apart.spread) == ("cannot-tell", None)


def test_group_without_period_of_three_says_any() -> None:
    third = make_total("third", value=2_000_000_000, period=NO_PERIOD)
    (group,) = group_by_period((*undated_totals(), third))
    assert group.spread is not None
    assert group.spread.words == "about 3.6 times apart, no year given for any"


def test_side_by_side_keeps_a_pair_whose_year_another_page_supplies() -> None:
    million, billion = undated_totals()
    borrowed = replace(million, period=replace(make_year(2023), supplied_by="elsewhere"))
    (found,) = side_by_side((borrowed, billion))
    assert [claim.id for claim in found.claims] == ["million", "billion"]
    assert [cause.code for cause in found.spread.causes] == ["no-year", "period-borrowed"]
    assert found.source == PAPER


def test_side_by_side_leaves_out_numbers_with_two_different_periods() -> None:
    million, billion = undated_totals()
    dated = [
        replace(claim, period=replace(make_year(year), supplied_by="elsewhere"))
        for claim, year in ((million, 2023), (billion, 2024))
    ]
    assert side_by_side(dated) == ()


def test_side_by_side_names_the_latest_source_first() -> None:
    early = make_source("early", published="2024-05-17")
    earlier = [replace(claim, id=f"early-{claim.id}", source=early) for claim in undated_totals()]
    found = side_by_side((*earlier, *undated_totals()))
    assert [each.source.key for each in found] == ["paper", "early"]


def test_side_by_side_leaves_out_one_statement_and_superseded_rows() -> None:
    million, billion = undated_totals()
    assert side_by_side((million, replace(million, id="again", value=Decimal(1)))) == ()
    assert side_by_side((million, replace(billion, status="superseded"))) == ()


PERIODS = (make_year(2023), make_year(2024), SOLAR_1403, EARLY_2025, LAST_YEAR, NOW, NO_PERIOD)
SIDES = (
    {"reporter": AFGHANISTAN, "partner": RUSSIA, "flow": "import"},
    {"reporter": RUSSIA, "partner": AFGHANISTAN, "flow": "export"},
    {"reporter": RUSSIA, "partner": AFGHANISTAN, "flow": "turnover"},
)


@st.composite
def many_claims(draw: Callable[..., Any], one_series: bool = False) -> tuple[Claim, ...]:
    """A handful of claims that differ in all that a verdict may rest on."""
    count = draw(st.integers(1, 6))
    sides = SIDES[:2] if one_series else SIDES
    return tuple(
        make_claim(
            f"claim-{number}",
            value=draw(st.sampled_from((0, 80, 100, 110, 275))),
            qualifier=draw(st.sampled_from(("none", "about", "almost", "over"))),
            kind=draw(st.sampled_from(("reported", "statistic", "estimate", "target"))),
            status=draw(st.sampled_from(("normal", "doubtful", "rejected", "superseded"))),
            period=draw(st.sampled_from(PERIODS)),
            product=draw(st.sampled_from((GAS,) if one_series else (GAS, GOODS))),
            origin=draw(st.sampled_from(("one", "two", "three"))),
            source=draw(st.sampled_from((PAPER, make_source("other", published="")))),
            claimant=draw(st.sampled_from((MINISTER, TRADER, None))),
            based_on=draw(st.sampled_from(((), ("claim-0",)))) if number else (),
            **draw(st.sampled_from(sides)),
        )
        for number in range(count)
    )


@given(many_claims())
def test_compare_law_symmetric(claims: tuple[Claim, ...]) -> None:
    for a, b in combinations(claims, 2):
        assert compare(a, b) == compare(b, a)


@given(many_claims(one_series=True), st.randoms())
def test_groups_law_row_order_does_not_matter(claims: tuple[Claim, ...], random: Any) -> None:
    shuffled = list(claims)
    random.shuffle(shuffled)
    assert group_by_period(shuffled) == group_by_period(claims)
    assert statements(shuffled) == statements(claims)
    assert count_voices(shuffled) == count_voices(claims)
    assert side_by_side(shuffled) == side_by_side(claims)


@given(many_claims(), st.data())
def test_statements_law_a_reprint_never_raises_their_number(
    claims: tuple[Claim, ...], data: st.DataObject
) -> None:
    original = data.draw(st.sampled_from(claims))
    reprint = replace(
        original,
        id=data.draw(st.sampled_from(("a-reprint", "z-reprint"))),
        source=make_source("reprint"),
        qualifier=data.draw(st.sampled_from(("none", "over"))),
        period=data.draw(st.sampled_from((original.period, NO_PERIOD))),
        based_on=data.draw(st.sampled_from((original.based_on, ()))),
    )
    assert len(statements((*claims, reprint))) <= len(statements(claims))
    assert count_voices((*claims, reprint)).statements <= count_voices(claims).statements


@given(many_claims(one_series=True))
def test_groups_law_a_rejected_row_changes_nothing(claims: tuple[Claim, ...]) -> None:
    sound = [claim for claim in claims if not claim.is_rejected]
    assert group_by_period(claims) == group_by_period(sound)
    assert statements(claims) == statements(sound)
    assert count_voices(claims) == count_voices(sound)
    assert side_by_side(claims) == side_by_side(sound)


@given(many_claims())
def test_count_voices_law_what_is_computed_from_a_row_is_no_second_voice(
    claims: tuple[Claim, ...],
) -> None:
    computed = make_claim("z-computed", value=999, origin="four", based_on=(claims[0].id,))
    before, after = count_voices(claims), count_voices((*claims, computed))
    if claims[0].is_rejected:
        assert after.statements >= before.statements
    else:
        assert after.statements == before.statements


def spreads_of(groups: tuple[Group, ...]) -> list[Any]:
    return [group.spread for group in groups if group.spread]


@given(many_claims())
def test_spread_law_never_joins_unlike_claims_without_saying_so(claims: tuple[Claim, ...]) -> None:
    for spread in spreads_of(group_by_period(claims)):
        low, high, said = spread.low, spread.high, {cause.code for cause in spread.causes}
        assert not {low.status, high.status} & {"rejected", "superseded"}
        assert low.origin != high.origin or low.reporter != high.reporter
        assert low.is_expected == high.is_expected
        assert same_quantity(low, high)
        assert low.period.same_days(high.period) or said & {"no-year", "running-level"}
        assert low.reporter == high.reporter or "mirror" in said
        assert spread.ratio == high.value / low.value
