"""Catalogue: every indicator of a set of claims, none missing and none twice."""

from __future__ import annotations

from tests.factories import DATA, TRADER, make_claim, make_total, make_year
from tests.samples import SOLAR_1403
from tradedata.catalogue import all_indicators_of, compute, indicators_of
from tradedata.corroboration import corroborations
from tradedata.loading import load
from tradedata.spreads import spreads
from tradedata.target_indicators import target_growth, target_multiples

TOTAL = make_total("total", value=500_000_000)
OTHER = make_total("other", value=900_000_000, claimant=TRADER)
TARGET = make_total("target", value=3 * 10**9, kind="target", period=make_year(2030))
CLAIMS = (
    TOTAL,
    OTHER,
    TARGET,
    make_claim("tonnes", origin="one"),
    make_claim("dollars", value=48_000, measure="value", unit="USD", origin="one"),
)


def test_indicators_of_joins_what_is_computed_with_spreads_and_corroborations() -> None:
    assert indicators_of(iter(CLAIMS)) == (
        *compute(CLAIMS),
        *spreads(CLAIMS),
        *corroborations(CLAIMS),
    )
    assert [indicator.id for indicator in indicators_of(CLAIMS)] == [
        "unit-value.dollars.tonnes",
        "spread.other.total",
    ]


def test_indicators_of_includes_numbers_of_periods_that_only_overlap() -> None:
    solar = make_total("solar", value=600_000_000, claimant=TRADER, period=SOLAR_1403)
    ids = [indicator.id for indicator in indicators_of((TOTAL, solar))]
    assert ids == ["corroboration.solar.total"]


def test_all_indicators_of_adds_what_targets_need_from_every_claim() -> None:
    ids = [indicator.id for indicator in all_indicators_of(iter(CLAIMS))]
    assert ids == [
        *(indicator.id for indicator in indicators_of(CLAIMS)),
        "target-multiple.target.total",
        "target-growth.target.total",
        "target-multiple.target.other",
        "target-growth.target.other",
    ]
    needed = (*target_multiples(CLAIMS, TOTAL), *target_growth(CLAIMS, TOTAL))
    assert set(needed) <= set(all_indicators_of(CLAIMS))


def test_all_indicators_of_the_shipped_claims_have_ids_of_their_own() -> None:
    claims = load(DATA).claims
    ids = [indicator.id for indicator in all_indicators_of(claims)]
    assert len(set(ids)) == len(ids)
    assert not set(ids) & {claim.id for claim in claims}
    assert {indicator.id for indicator in indicators_of(claims)} <= set(ids)
