"""Statements, groups by period, what stands side by side, voices, and the laws they keep."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from typing import Any
from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.factories import (
    GOODS,
    PAPER,
    TRADER,
    make_claim,
    make_period,
    make_source,
    make_total,
    make_year,
    shipped_data,
)
from tests.support.samples import (
    EARLY_2025,
    LAST_YEAR,
    MIRROR,
    NO_PERIOD,
    NOW,
    SOLAR_1403,
    fitting,
    many_claims,
    undated_totals,
)
from tradedata import compare
from tradedata.compare.comparison import (
    compare_claims,
    repeats_one_statement,
    same_quantity,
    series_key,
    takes_over,
)
from tradedata.compare.statements import (
    Voices,
    any_differ,
    count_voices,
    group_by_period,
    own_claims,
    side_by_side,
    statements,
    told_together,
)
from tradedata.data.claims import Claim
from tradedata.data.periods import Period


def voices(claims: Iterable[Claim]) -> Voices:
    return count_voices(statements(claims))


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
        ({"qualifier": "almost"}, {"source": make_source("early", published="2024")}),
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
        {"value": 110, **MIRROR},
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
            (make_claim("b", based_on=("gone",)), make_claim("c", value=7, based_on=("gone",))),
            "1 page, 1 statement, 1 speaker",
        ),
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
    assert voices(claims).words == expected


@given(many_claims())
def test_told_together_law_the_rows_of_one_statement_are_one_voice(
    claims: tuple[Claim, ...],
) -> None:
    """To each other, and each of them to any third row."""
    assert_one_voice(told_together(claims))


def assert_one_voice(claims: Sequence[Claim]) -> None:
    found = statements(claim for claim in claims if not claim.is_set_aside)
    for each, other in combinations(found, 2):
        pairs = [
            compare_claims(a, b).verdict == "single" for a in each.claims for b in other.claims
        ]
        assert len(set(pairs)) == 1
        is_arithmetic = each.is_arithmetic or other.is_arithmetic
        if same_quantity(each.claim, other.claim) and not is_arithmetic:
            counted_once = count_voices((each, other)).statements == 1
            assert pairs[0] <= counted_once
            assert counted_once <= (pairs[0] or each.origin == other.origin)
    for a, b in (pair for each in found for pair in combinations(each.claims, 2)):
        assert compare_claims(a, b).verdict == "single"


def test_statements_what_a_row_out_of_view_joins_stays_one() -> None:
    rows = told_together(
        [
            make_claim("base", origin="agency"),
            make_claim("b", claimant=None, based_on=("base",)),
            make_claim("c", claimant=None, based_on=("base",)),
        ]
    )
    (statement,) = statements(rows[1:])
    assert [claim.id for claim in statement.claims] == ["b", "c"]


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
    mirror = make_claim("b", value=140, **MIRROR)
    (group,) = group_by_period((mirror, make_claim("a", value=100)))
    assert [statement.claim.id for statement in group.statements] == ["a", "b"]
    assert group.is_disputed
    assert group.spread is not None
    assert (group.spread.low.id, group.spread.high.id) == ("a", "b")
    assert group.spread.ratio == Decimal("1.4")
    assert group.spread.words == "about 1.4 times apart"
    assert [cause.code for cause in group.spread.causes] == ["mirror"]


def test_group_without_period_spreads_only_what_one_source_sets_side_by_side() -> None:
    million, billion = undated_totals()
    (group,) = group_by_period((million, billion))
    assert group.spread is not None
    assert group.spread.words == "about 1.8 times apart, no year given for either"
    (apart,) = group_by_period((million, replace(billion, source=make_source("elsewhere"))))
    assert (apart.is_disputed, apart.spread) == (False, None)


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


@given(many_claims())
def test_statements_law_rows_are_one_wherever_any_two_of_them_are(
    claims: tuple[Claim, ...],
) -> None:
    rows = [claim for claim in claims if not claim.is_rejected]
    joined = {row.id: {row.id} for row in rows}
    for a, b in combinations(rows, 2):
        if repeats_one_statement(a, b) or takes_over(a, b):
            both = joined[a.id] | joined[b.id]
            joined.update(dict.fromkeys(both, both))
    found = statements(claims)
    assert {frozenset(row.id for row in each.claims) for each in found} == {
        frozenset(ids) for ids in joined.values()
    }


@given(many_claims(), st.data())
@pytest.mark.whole
def test_groups_law_what_differs_and_the_spread_are_those_of_all_pairs(
    claims: tuple[Claim, ...], data: st.DataObject
) -> None:
    measures = (("quantity", "t"), ("quantity", "t/year"), ("ratio", "times"), ("rank", "rank"))
    claims = tuple(
        replace(claim, measure=measure, unit=unit, base=base if measure == "ratio" else None)
        for claim in claims
        for measure, unit in [data.draw(st.sampled_from(measures))]
        for base in [data.draw(st.sampled_from((None, make_year(2020), make_year(2021))))]
    )
    pairs = [compare_claims(a, b) for a, b in combinations(claims, 2)]
    assert any_differ(claims) == any(pair.verdict == "differ" for pair in pairs)
    for key in {series_key(claim) for claim in claims}:
        for group in group_by_period([claim for claim in claims if series_key(claim) == key]):
            members = [statement.claim for statement in group.statements]
            pairs = [compare_claims(a, b) for a, b in combinations(members, 2)]
            told = [pair.ratio for pair in pairs if pair.verdict in ("agree", "differ")]
            if group.period:
                widest = max(filter(None, told), default=None)
                assert (group.spread and group.spread.ratio) == widest


@pytest.mark.parametrize("period", [make_year(2024), NO_PERIOD], ids=["dated", "undated"])
@pytest.mark.parametrize("step", [0, 1000], ids=["agreeing", "differing"])
def test_groups_compare_few_pairs_however_many_claims_there_are(
    monkeypatch: pytest.MonkeyPatch, period: Period, step: int
) -> None:
    compared = Mock(side_effect=compare_claims)
    monkeypatch.setattr(compare.statements, "compare_claims", compared)
    claims = [make_claim(f"c{n}", value=10**6 + step * n, period=period) for n in range(200)]
    (group,) = group_by_period(claims)
    assert group.spread
    assert group.is_disputed == bool(step and period.start)
    assert compared.call_count <= 3 * len(claims)


@given(many_claims(one_series=True), st.randoms())
def test_groups_law_row_order_does_not_matter(claims: tuple[Claim, ...], random: Any) -> None:
    shuffled = list(claims)
    random.shuffle(shuffled)
    assert group_by_period(shuffled) == group_by_period(claims)
    assert statements(shuffled) == statements(claims)
    assert voices(shuffled) == voices(claims)
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
    assert voices((*claims, reprint)).statements <= voices(claims).statements


@given(many_claims(one_series=True))
def test_groups_law_a_rejected_row_changes_nothing(claims: tuple[Claim, ...]) -> None:
    sound = [claim for claim in claims if not claim.is_rejected]
    assert group_by_period(claims) == group_by_period(sound)
    assert statements(claims) == statements(sound)
    assert voices(claims) == voices(sound)
    assert side_by_side(claims) == side_by_side(sound)


@given(many_claims())
def test_count_voices_law_what_is_computed_from_a_row_is_no_second_voice(
    claims: tuple[Claim, ...],
) -> None:
    computed = make_claim("z-computed", value=999, origin="four", based_on=(claims[0].id,))
    before, after = voices(claims), voices((*claims, computed))
    if claims[0].is_rejected:
        assert after.statements >= before.statements
    else:
        assert after.statements == before.statements


def test_count_voices_arithmetic_on_a_superseded_row_is_no_second_statement() -> None:
    old = make_claim("old", origin="two", status="superseded")
    other = make_claim("other", origin="two", period=make_year(2020))
    fits = make_claim("fits", origin="four", **fitting("old", relation="x"))
    assert voices((old, other)).statements == voices((old, other, fits)).statements == 1


def test_side_by_side_arithmetic_on_one_of_two_numbers_is_not_beside_the_other() -> None:
    base = make_claim("base", product=GOODS)
    taken = make_claim("taken", based_on=("base",), period=NO_PERIOD, origin="one")
    other = make_claim("other", value=80, period=NO_PERIOD, origin="one")
    fits = replace(taken, id="a-fits", origin="two", **fitting("taken", relation="x"))
    assert side_by_side((base, taken, other)) == side_by_side((base, taken, other, fits)) == ()


@given(many_claims(), st.data())
def test_count_voices_law_what_is_but_arithmetic_makes_nothing_larger(
    claims: tuple[Claim, ...], data: st.DataObject
) -> None:
    like = data.draw(st.sampled_from(claims))
    fits = replace(
        like,
        id=data.draw(st.sampled_from(("a-fits", "z-fits"))),
        origin="four",
        value=like.value * data.draw(st.sampled_from((1, 2))),
        **fitting(data.draw(st.sampled_from(claims)).id, relation="x"),
    )
    before, after = voices(claims), voices((*claims, fits))
    assert after.statements <= max(before.statements, 1)
    assert after.speakers <= before.speakers
    assert spreads_of((*claims, fits)) <= spreads_of(claims)
    assert any_differ(own_claims(statements((*claims, fits)))) <= any_differ(
        own_claims(statements(claims))
    )


def spreads_of(claims: Iterable[Claim]) -> set[tuple[str, ...]]:
    """The pairs that are furthest apart, of each series, period and page."""
    by_series: dict[object, list[Claim]] = {}
    for claim in claims:
        by_series.setdefault(series_key(claim), []).append(claim)
    groups = [group for rows in by_series.values() for group in group_by_period(rows)]
    spreads = [group.spread for group in groups if group.spread]
    spreads += [pair.spread for pair in side_by_side(claims)]
    return {(spread.low.id, spread.high.id) for spread in spreads}


def test_statement_is_arithmetic_whichever_of_its_pages_says_so() -> None:
    page = make_claim("a", origin="o", source=make_source("page"))
    fits = make_claim("b", origin="o", **fitting("x"))
    assert [each.is_arithmetic for each in statements((page, fits))] == [True]
    assert voices((page, fits)).words == "2 pages, 1 statement"
    assert [each.is_arithmetic for each in statements((page,))] == [False]


def test_statement_with_what_it_takes_over_is_a_count_of_its_own() -> None:
    copied = make_claim("b", claimant=TRADER, **fitting("a", relation="x"))
    (both,) = statements((make_claim("a"), copied))
    assert (both.claim.id, both.is_arithmetic) == ("a", False)


@given(many_claims())
def test_spread_law_never_joins_unlike_claims_without_saying_so(claims: tuple[Claim, ...]) -> None:
    spreads = [group.spread for group in group_by_period(claims) if group.spread]
    for spread in spreads:
        low, high, said = spread.low, spread.high, {cause.code for cause in spread.causes}
        assert not {low.status, high.status} & {"rejected", "superseded"}
        assert low.origin != high.origin or low.reporter != high.reporter
        assert low.is_expected == high.is_expected
        assert same_quantity(low, high)
        assert low.period.same_days(high.period) or said & {"no-year", "running-level"}
        assert low.reporter == high.reporter or "mirror" in said
        assert spread.ratio == high.value / low.value


def test_statements_number_taken_over_from_another_row_joins_its_statement() -> None:
    """It joins whatever reprints stand between the two, and never speaks for them."""
    original = make_claim("m-original", origin="agency", source=make_source("agency"))
    reprint = make_claim("a-reprint", origin="agency", source=make_source("reprint"))
    article = make_claim("b-article", claimant=None, based_on=("m-original",))
    computed = make_claim("z-computed", value=104, based_on=("m-original",))

    found = statements([article, reprint, computed, original])

    assert [{claim.id for claim in item.claims} for item in found] == [
        {"a-reprint", "b-article", "m-original"},
        {"z-computed"},
    ]
    assert found[0].claim.id == "a-reprint"


@pytest.mark.whole
def test_told_together_law_holds_for_the_shipped_data() -> None:
    assert_one_voice(told_together(shipped_data().claims))
