"""Comparison: verdicts with their causes, and the laws they keep."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given

from tests.support.factories import (
    AFGHANISTAN,
    GOODS,
    RUSSIA,
    WORLD,
    make_claim,
    make_period,
    make_source,
    make_total,
    make_year,
)
from tests.support.samples import (
    EARLY_2025,
    LAST_YEAR,
    MIRROR,
    NO_PERIOD,
    NOW,
    SOLAR_1403,
    fitting,
    flour,
    many_claims,
    undated_totals,
)
from tradedata.compare.comparison import (
    THRESHOLDS_IN_WORDS,
    apart_words,
    calendar_words,
    comparable_key,
    compare_claims,
)
from tradedata.data.claims import Area, Claim
from tradedata.data.periods import Period

TATARSTAN = Area("RU-TA", "Tatarstan", ())
UNION = Area("EAEU", "Eurasian Economic Union", ("RU",))


def codes(a: Claim, b: Claim) -> list[str]:
    return [cause.code for cause in compare_claims(a, b).causes]


def words(a: Claim, b: Claim) -> list[str]:
    return [cause.words for cause in compare_claims(a, b).causes]


EXAMPLES: list[tuple[str, Claim, Claim, str, list[str]]] = [
    ("ranges-only-touch", make_claim("a", value=100), make_claim("b", value=110), "differ", []),
    ("rounding", make_claim("a", value=132), make_claim("b", value="132.4"), "agree", []),
    ("two-digits", make_claim("a", value=300), make_claim("b", value=320), "differ", []),
    ("one-statement-rounded", make_claim("a", value=275480), make_claim(
        "b", value=275000, origin="origin-a", period=NO_PERIOD), "single", ["same-statement"]),
    ("one-origin-two-years", make_claim("a"), make_claim(
        "b", origin="origin-a", period=make_year(2023)), "not-comparable", ["other-period"]),
    ("one-origin-two-reporters", make_claim("a"), make_claim(
        "b", value=110, origin="origin-a", **MIRROR),
     "differ", ["mirror"]),
    ("based-on", make_claim("a"), make_claim(
        "b", value=110, **MIRROR, based_on=("a",)),
     "single", ["based-on", "mirror"]),
    ("arithmetic", make_claim("a"), make_claim("b", value=138, **fitting("a")),
     "single", ["arithmetic"]),
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
    ("demand", make_claim("a"), make_claim("b", flow="demand", partner=None), "not-comparable",
     ["other-areas", "other-flow"]),
    ("mirror", make_claim("a"), make_claim(
        "b", **MIRROR), "agree", ["mirror"]),
    ("turnover-either-reporter", make_total("a"), make_total(
        "b", reporter=AFGHANISTAN, partner=RUSSIA), "agree", ["mirror"]),
    ("target", make_total("a", kind="target"), make_total("b"), "not-comparable", ["expected"]),
    ("target-and-plan", make_total("a", kind="target"), make_total("b", kind="plan"), "agree",
     ["compiled"]),
    ("part-year", make_claim("a", period=EARLY_2025), make_claim("b", period=make_year(2024)),
     "not-comparable", ["other-period", "part-year"]),
    ("solar-year", make_claim("a", period=SOLAR_1403), make_claim("b"), "not-comparable",
     ["other-period", "calendar"]),
    ("running", make_claim("a", period=NOW), make_claim("b"), "cannot-tell", ["running-level"]),
    ("no-end", make_claim("a", period=replace(make_year(2024), end=None)), make_claim("b"),
     "cannot-tell", ["no-end"]),
    ("valuation", make_claim("a", valuation="fob"), make_claim("b", valuation="cif"), "agree",
     ["valuation"]),
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
    ("over-and-under-overlap", make_claim("a", value=480, qualifier="over"), make_claim(
        "b", value=500, qualifier="almost"), "agree", ["hedges-overlap"]),
    ("over-and-almost-of-one-number", flour("a", "over"), flour("b", "almost"), "differ",
     ["hedges-exclude"]),
    ("over-and-up-to-of-one-number", flour("a", "over"), flour("b", "up-to"), "differ",
     ["hedges-exclude"]),
    ("at-least-and-up-to-of-one-number", flour("a", "at-least"), flour("b", "up-to"), "agree",
     ["hedges-overlap"]),
    ("at-least-more-than-up-to", make_claim("a", value=1001, qualifier="at-least"), make_claim(
        "b", value=1000, qualifier="up-to"), "differ", ["hedges-exclude"]),
    ("fell-by-over-and-almost", make_claim("a", value=-20, qualifier="over"), make_claim(
        "b", value=-20, qualifier="almost"), "differ", ["hedges-exclude"]),
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
    assert (compare_claims(a, b).verdict, codes(a, b)) == (verdict, causes)


ONE, OTHER = undated_totals()
LENT = replace(make_year(2023), supplied_by="elsewhere")
CAUSE_WORDS: list[tuple[Claim, Claim, list[str]]] = [
    (make_claim("a", period=EARLY_2025), make_claim("b", period=make_year(2025)),
     ["other period: 59 of 365 days overlap", "part-year: Jan-Feb 2025 is shorter than a year"]),
    (make_claim("a", period=EARLY_2025),
     make_claim("b", period=make_period("2024-01-01", "2024-02-29")),
     ["other period: no day in common",
      "part-year: Jan-Feb 2024 and Jan-Feb 2025 are shorter than a year"]),
    (make_claim("a", period=EARLY_2025, value=130, qualifier="over"),
     make_claim("b", period=make_year(2025)),
     ["other period: 59 of 365 days overlap",
      "over 130 t is more than 100 t, though Jan-Feb 2025 lies wholly inside 2025",
      "part-year: Jan-Feb 2025 is shorter than a year"]),
    (make_claim("a", period=replace(LAST_YEAR, label="2024")), make_claim("b"), []),
    (make_claim("a", period=SOLAR_1403), make_claim("b"),
     ["other period: 287 of 366 days overlap", "calendar: solar year against calendar year"]),
    (make_claim("a", period=make_period("2023-07-01", "2024-06-30")), make_claim("b"),
     ["other period: 182 of 366 days overlap",
      "calendar: year from 1 Jul 2023 against calendar year"]),
    (make_claim("a", period=NO_PERIOD), make_claim("b"), ["no year given for one of them"]),
    (ONE, replace(OTHER, period=LENT),
     ["no year given for either by the source that prints both",
      "2023 according to another source"]),
    (ONE, replace(OTHER, period=LENT, source=make_source("elsewhere")),
     ["no year given for one of them", "2023 according to another source"]),
    (ONE, replace(OTHER, own_period=NOW, period=NOW),
     ["no year given for one of them", "stated for ‘now’, not for a set period"]),
    (make_claim("a", period=replace(NOW, label="")), make_claim("b"), ["stated for no set period"]),
    (make_claim("a", period=LAST_YEAR), make_claim("b"), ["period read from ‘last year’"]),
    (make_claim("a"), make_claim("b", flow="export"),
     ["other flow: from Russia against from Afghanistan"]),
    (make_claim("a", partner=UNION), make_claim("b"),
     ["other coverage: Russia is part of Eurasian Economic Union"]),
    (make_total("a", kind="target"), make_total("b"), ["target against stated number"]),
    (make_claim("a", value=1000, kind="estimate"), make_claim("b", value=1055, kind="estimate"),
     ["hedges overlap: an estimate"]),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b", "expected"), CAUSE_WORDS)
def test_compare_causes_are_worded_for_readers(a: Claim, b: Claim, expected: list[str]) -> None:
    assert words(a, b) == expected


@pytest.mark.parametrize(
    ("other", "has_ratio"),
    [
        (OTHER, True),
        (replace(OTHER, period=LENT), True),
        (replace(OTHER, own_period=NOW, period=NOW), True),
        (replace(OTHER, source=make_source("elsewhere")), False),
        (replace(OTHER, own_period=make_year(2023), period=make_year(2023)), False),
    ],
    ids=["no-period", "period-lent", "running", "other-source", "dated"],
)
def test_compare_cannot_tell_has_a_ratio_only_where_one_source_gives_no_year_for_either(
    other: Claim, has_ratio: bool
) -> None:
    found = compare_claims(ONE, other)
    assert found.verdict == "cannot-tell"
    assert found.ratio == (OTHER.value / ONE.value if has_ratio else None)


def test_compare_of_two_numbers_of_one_page_with_periods_from_others_is_by_those_periods() -> None:
    both = [replace(claim, period=LENT) for claim in (ONE, OTHER)]
    assert compare_claims(*both).verdict == "differ"
    assert "no-year" not in codes(*both)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (100, 200, "about 2.0 times apart"),
        (100, 102, "less than 1.05 times apart"),
        (1001, 1002, "less than 1.005 times apart"),
        (100, 100, "the same number"),
    ],
)
def test_apart_words_show_no_more_digits_than_the_weaker_claim(
    low: int, high: int, expected: str
) -> None:
    a, b = make_claim("a", value=low), make_claim("b", value=high)
    assert apart_words(Decimal(high) / low, a, b) == expected


def test_apart_words_hedges_that_exclude_each_other_are_never_the_same_number() -> None:
    words = apart_words(Decimal(1), flour("a", "over"), flour("b", "almost"))
    assert words == "one number with opposite hedges"


@pytest.mark.parametrize(
    "threshold",
    ["(2 digits at least)", "5% either way for ‘", "10% upwards for ‘", "10% downwards for ‘"],
)
def test_thresholds_in_words_state_every_threshold(threshold: str) -> None:
    assert threshold in THRESHOLDS_IN_WORDS


@pytest.mark.parametrize(
    ("qualifier", "met", "apart"),
    [
        ("about", "129629.5", "129629.7"),
        ("over", "135802.4", "135802.6"),
        ("under", "111111.1", "111110.9"),
    ],
)
def test_compare_ranges_end_at_the_margins_that_are_printed(
    qualifier: str, met: str, apart: str
) -> None:
    hedged = make_claim("a", value="123456.7", qualifier=qualifier)
    found = [compare_claims(hedged, make_claim("b", value=each)).verdict for each in (met, apart)]
    assert found == ["agree", "differ"]


@pytest.mark.parametrize(
    ("start", "words"),
    [
        ("03-18", "year from 18 Mar 2024"),
        ("03-19", "solar year"),
        ("03-22", "solar year"),
        ("03-23", "year from 23 Mar 2024"),
    ],
)
def test_calendar_words_a_solar_year_begins_around_the_equinox(start: str, words: str) -> None:
    first = date.fromisoformat(f"2024-{start}")
    assert calendar_words(Period(first, first + timedelta(364), "", "stated")) == words


@given(many_claims())
def test_compare_law_symmetric_and_no_ratio_of_the_incomparable(claims: tuple[Claim, ...]) -> None:
    for a, b in combinations(claims, 2):
        found = compare_claims(a, b)
        assert found == compare_claims(b, a)
        if found.verdict in ("not-comparable", "single"):
            assert found.ratio is None


def test_comparable_key_of_a_growth_is_none_without_a_base() -> None:
    growth = make_claim("a", measure="growth", of="value", base=make_year(2023))
    assert comparable_key(growth)
    assert comparable_key(replace(growth, base=None)) is None
