"""Pairs: two claims field by field, the answer, and how far apart they are."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.factories import (
    TRADER,
    make_claim,
    make_period,
    make_source,
    make_total,
    make_year,
    shipped_data,
)
from tests.support.samples import (
    HALF_2025,
    NOW,
    fitting,
    many_claims,
    shipped_views,
    undated_totals,
)
from tradedata.compare.comparison import Verdict, compare_claims
from tradedata.computed.spreads import distance
from tradedata.data.claims import Claim
from tradedata.data.quoting import Quoted
from tradedata.views.pairs import (
    ANSWERS,
    MOST_PAIRED,
    aspects_of_pair,
    claim_name,
    compared_with,
    in_reading_order,
    no_distance_words,
    pair_of,
    suggested_pair,
)

LOW = make_total("low", value=560_000_000, qualifier="about")
HIGH = make_total("high", value=1_000_000_000, qualifier="over", claimant=TRADER)
NEAR = replace(LOW, id="near", value=Decimal(550_000_000), origin="near", kind="estimate")
OTHER_YEAR = make_total("other-year", period=make_year(2020))


def test_answers_exist_for_every_verdict() -> None:
    assert set(ANSWERS) == set(get_args(Verdict))


def test_pair_says_how_far_apart_it_is_or_why_no_ratio_is_given() -> None:
    apart = pair_of(LOW, HIGH, shipped_data()).apart
    assert apart == "About 1.8 times apart: $1,000,000,000 / $560,000,000."
    why = no_distance_words(compare_claims(LOW, OTHER_YEAR))
    assert pair_of(LOW, OTHER_YEAR, shipped_data()).apart == why


def test_pair_says_what_a_number_that_is_but_arithmetic_equals() -> None:
    base = make_total("base", value=174_000_000, period=HALF_2025)
    fits = make_total("fits", value=239_250_000, claimant=TRADER, **fitting("base"))
    data = replace(shipped_data(), claims=(LOW, base, fits))
    assert (
        "$239.3 million equals $174 million (A. Minister; Jan-Jun 2025) times 11/8: it may be "
        "no count of its own" in pair_of(LOW, fits, data).causes
    )
    assert pair_of(fits, LOW, data).causes == pair_of(LOW, fits, data).causes
    assert "may be only arithmetic on others" in compared_with(LOW, fits).name


def test_aspects_of_pair_mark_in_words_what_differs() -> None:
    second = replace(LOW, id="second", value=Decimal(323_000_000), note="Said later.")
    pair = pair_of(LOW, second, shipped_data())
    fields = {field.name: field for field in pair.aspects}
    assert pair.caption == f"Field by field: 2 of {len(fields)} differ"
    assert {name for name, field in fields.items() if field.mark == "differs"} == {"Number", "Note"}
    assert (fields["Number"].first, fields["Number"].second) == (
        "about $560 million",
        "about $323 million",
    )
    assert (fields["Note"].first, fields["Note"].second) == ("", "Said later.")
    assert fields["Period"].mark == "same"
    assert "Valuation" not in fields


def test_aspects_of_dated_and_undated_claims_keep_both_columns() -> None:
    undated = make_total("undated", period=make_period(), valuation="fob", claimed_on="2025-04")
    fields = {field.name: field for field in aspects_of_pair(undated, LOW, shipped_data())}
    assert (fields["Period"].first, fields["Period"].second) == ("no period stated", "2024")
    assert fields["Valuation"].first != ""
    assert (fields["Stated on"].first, fields["Stated on"].second) == ("Apr 2025", "")


def test_aspects_of_pair_a_translation_is_no_difference_of_its_own() -> None:
    russian = make_source("russian", language="ru")
    translated = replace(
        LOW, source=russian, as_printed="560 млн", gloss=Quoted("560 million", "en")
    )
    found = aspects_of_pair(translated, HIGH, shipped_data())
    printed = {field.name: field for field in found}["As printed"]
    assert printed.first == "560 млн (our translation: 560 million)"
    assert "Our translation" not in [field.name for field in found]


def test_distance_of_comparable_claims_names_formula_and_inputs() -> None:
    found = distance(LOW, HIGH)
    assert found is not None
    assert found.value == Decimal(1_000_000_000) / Decimal(560_000_000)
    assert found.label == "Distance between two numbers"
    assert [claim.id for claim in found.inputs] == ["high", "low"]


NO_DISTANCE: dict[str, tuple[Claim, Claim, str]] = {
    "not-comparable": (
        LOW,
        OTHER_YEAR,
        "No ratio is given: it would compare what cannot be compared.",
    ),
    "cannot-tell": (
        LOW,
        replace(HIGH, period=make_period()),
        "No ratio is given: it might compare what cannot be compared.",
    ),
    "one-statement": (
        LOW,
        replace(LOW, id="again"),
        "No ratio is given: it would set a number beside itself.",
    ),
    "growth": (
        make_claim("a", measure="growth", of="value", unit="percent", base=make_year(2023)),
        make_claim("b", measure="growth", of="value", unit="percent", base=make_year(2023)),
        "No ratio is given: it has no sense for numbers of this kind.",
    ),
}


@pytest.mark.parametrize(("first", "second", "words"), NO_DISTANCE.values(), ids=NO_DISTANCE)
def test_distance_without_sense_is_none_and_says_why(
    first: Claim, second: Claim, words: str
) -> None:
    assert distance(first, second) is None
    assert no_distance_words(compare_claims(first, second)) == words


BESIDE: dict[str, tuple[Claim, str, str]] = {
    "differs": (HIGH, "over $1 billion, B. Trader, 2024 (The Paper)", "About 1.8 times apart."),
    "agrees": (
        NEAR,
        "about $550 million, A. Minister, 2024 (The Paper)",
        "Agrees. Estimate against reported number; hedges overlap: ‘about’ and ‘about’.",
    ),
    "one-statement": (
        replace(LOW, id="again", claimant=None),
        "about $560 million, Not attributed, 2024 (The Paper)",
        "Counts once with it. Same statement.",
    ),
    "no-year": (
        replace(HIGH, id="undated", period=make_period()),
        "over $1 billion, B. Trader, no year given (The Paper)",
        "No year given for one of them.",
    ),
    "running": (
        replace(HIGH, id="running", period=NOW),
        "over $1 billion, B. Trader, ‘now’ (The Paper)",
        "Stated for ‘now’, not for a set period.",
    ),
    "other-year-without-a-ratio": (
        OTHER_YEAR,
        "$560 million, A. Minister, 2020 (The Paper)",
        "Other period: no day in common.",
    ),
    "expected": (
        make_total("goal", value=3_000_000_000, kind="target"),
        "$3 billion, target, A. Minister, 2024 (The Paper)",
        "Target against stated number.",
    ),
}


@pytest.mark.parametrize(("other", "name", "outcome"), BESIDE.values(), ids=BESIDE)
def test_compared_with_names_the_other_claim_before_the_verdict_and_its_causes(
    other: Claim, name: str, outcome: str
) -> None:
    found = compared_with(LOW, other)
    assert (found.name, found.outcome) == (name, outcome)
    assert found.claim == other


def test_compared_with_says_how_far_apart_two_undated_numbers_of_one_source_are() -> None:
    assert compared_with(*undated_totals()).outcome == (
        "As printed about 1.8 times apart. No year given for either."
    )


def test_compared_with_numbers_without_a_ratio_or_a_basis_says_what_is_known() -> None:
    nothing = replace(LOW, id="nothing", value=Decimal(0), origin="nothing", qualifier="none")
    assert compared_with(LOW, nothing).outcome == "Differs."
    growth = make_claim("a", measure="growth", of="value", unit="percent")
    other = replace(growth, id="b", origin="b", value=Decimal(900))
    assert compared_with(growth, other).outcome.startswith("No base named")


@given(many_claims())
def test_compared_with_law_the_verdict_and_its_causes_are_the_same_both_ways(
    claims: tuple[Claim, ...],
) -> None:
    first, second = claims[0], claims[-1]
    one, other = compared_with(first, second), compared_with(second, first)
    assert (one.verdict, one.outcome) == (other.verdict, other.outcome)
    assert one.verdict == compare_claims(first, second).verdict
    causes = [cause.words.casefold() for cause in compare_claims(first, second).causes]
    assert [words for words in causes if words not in one.outcome.casefold()] == []


SUGGESTIONS: dict[str, tuple[tuple[Claim, ...], tuple[str, str] | None]] = {
    "differing-first": ((OTHER_YEAR, LOW, HIGH), ("low", "high")),
    "agreeing-before-one-voice": ((LOW, replace(LOW, id="again"), NEAR), ("low", "near")),
    "of-the-first-alone": ((*[OTHER_YEAR] * MOST_PAIRED, LOW, HIGH), None),
    "one-voice": ((LOW, replace(LOW, id="again")), None),
    "only-two": ((OTHER_YEAR, LOW), ("other-year", "low")),
    "one": ((LOW,), None),
    "none": ((), None),
}


@pytest.mark.parametrize(("claims", "pair"), SUGGESTIONS.values(), ids=SUGGESTIONS)
def test_suggested_pair_is_the_one_that_tells_most(
    claims: tuple[Claim, ...], pair: tuple[str, str] | None
) -> None:
    found = suggested_pair(claims)
    assert (found and tuple(claim.id for claim in found)) == pair


NAMES: dict[str, tuple[Claim, str]] = {
    "dated": (make_claim(), "LPG: 100 t, 2024, A. Minister, The Paper"),
    "running": (make_claim(period=NOW), "LPG: 100 t, now, A. Minister, The Paper"),
    "undated": (
        make_claim(period=make_period(), claimant=None),
        "LPG: 100 t, no year given, Not attributed, The Paper",
    ),
    "rejected": (
        make_claim(status="rejected"),
        "LPG: 100 t, 2024, A. Minister, The Paper (rejected)",
    ),
}


@pytest.mark.parametrize(("claim", "name"), NAMES.values(), ids=NAMES)
def test_claim_name_tells_it_from_others(claim: Claim, name: str) -> None:
    assert claim_name(claim) == name


def test_claims_in_reading_order_stand_by_product_and_period() -> None:
    gas, old_gas = make_claim("gas"), make_claim("old", period=make_year(2020))
    assert in_reading_order([gas, LOW, old_gas]) == (LOW, old_gas, gas)


@given(st.permutations([LOW, HIGH, OTHER_YEAR]))
def test_distance_and_aspects_do_not_depend_on_which_is_first(claims: list[Claim]) -> None:
    dataset = shipped_data()
    first, second, _ = claims
    assert distance(first, second) == distance(second, first)
    marks = [field.mark for field in aspects_of_pair(first, second, dataset)]
    assert marks == [field.mark for field in aspects_of_pair(second, first, dataset)]


def test_distance_of_any_pair_has_a_card_whether_it_is_listed_or_not() -> None:
    whole = shipped_views().whole
    pairs = combinations([whole.dataset.claim(key) for key in whole.finding.claims], 2)
    found = [each for pair in pairs if (each := distance(*pair))]
    assert any(each.id not in whole.results for each in found)
    for each in found:
        assert whole.result(each.id) == each
