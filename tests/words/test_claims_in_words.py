"""Describing: one wording for a claim, whatever shows it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.support.factories import (
    AFGHANISTAN,
    GOODS,
    MINISTER,
    PAPER,
    RUSSIA,
    make_claim,
    make_period,
    make_source,
    make_total,
    make_year,
)
from tradedata.data.claims import Claim
from tradedata.words.claims import (
    measure_words,
    number_words,
    period_words,
    short_number_words,
    source_words,
    speaker_words,
    subject_words,
)

GROWTH: dict[str, Any] = {"measure": "growth", "of": "quantity", "unit": "percent"}

NUMBERS: dict[str, tuple[Claim, str, str]] = {
    "level": (make_claim(value=275_000), "275,000 t", "275,000 t"),
    "hedged": (make_claim(value=275_000, qualifier="over"), "over 275,000 t", "over 275,000 t"),
    "dollars": (make_total(value=132_000_000), "$132 million", "$132m"),
    "growth": (make_claim(value=52, **GROWTH), "up 52%", "up 52%"),
    "hedged-growth": (
        make_claim(value=52, qualifier="over", **GROWTH), "up over 52%", "up over 52%"),
    "fall": (make_claim(value=-20, **GROWTH), "down 20%", "down 20%"),
    "hedged-fall": (
        make_claim(value=-20, qualifier="almost", **GROWTH), "down almost 20%", "down almost 20%"),
    "no-growth": (make_claim(value=0, **GROWTH), "up 0%", "up 0%"),
    "multiple": (
        make_claim(value=5, measure="ratio", of="value", unit="times", qualifier="about"),
        "about 5 times",
        "about 5 times",
    ),
    "share": (make_claim(value=7, measure="share", of="value", unit="percent"), "7%", "7%"),
    "rank": (make_claim(value=1, measure="rank", of="value", unit="rank"), "rank 1", "rank 1"),
}  # fmt: skip


@pytest.mark.parametrize(("claim", "words", "short"), NUMBERS.values(), ids=NUMBERS)
def test_number_words_carry_hedge_unit_and_direction(claim: Claim, words: str, short: str) -> None:
    assert number_words(claim) == words
    assert short_number_words(claim) == short


SUBJECTS = {
    ("import", True): "LPG: imports of Afghanistan from Russia",
    ("import", False): "LPG: imports of Afghanistan",
    ("export", True): "LPG: exports of Afghanistan to Russia",
    ("export", False): "LPG: exports of Afghanistan",
    ("turnover", True): "LPG: trade of Afghanistan with Russia, both directions",
    ("turnover", False): "LPG: trade of Afghanistan, both directions",
    ("demand", False): "LPG: demand in Afghanistan, from every supplier",
    ("resource", False): "LPG: in the ground in Afghanistan",
}


@pytest.mark.parametrize(("flow", "has_partner"), SUBJECTS, ids=str)
def test_subject_words_say_whose_trade_it_is(flow: str, has_partner: bool) -> None:
    claim = make_claim(flow=flow, partner=RUSSIA if has_partner else None)
    assert subject_words(claim) == SUBJECTS[flow, has_partner]


def test_subject_words_name_product_and_areas_of_the_claim() -> None:
    claim = make_claim(product=GOODS, flow="export", reporter=RUSSIA, partner=AFGHANISTAN)
    assert subject_words(claim) == "All goods: exports of Russia to Afghanistan"


MEASURES = {
    "level": (make_claim(), "quantity"),
    "price": (make_claim(measure="price", unit="USD/t"), "price"),
    "growth": (
        make_claim(base=make_year(2023), **GROWTH), "growth of quantity against 2023"),
    "inferred-base": (
        make_claim(base=make_period("2024-01-01", "2024-02-29", basis="inferred"), **GROWTH),
        "growth of quantity against Jan-Feb 2024 (inferred)",
    ),
    "no-base": (make_claim(**GROWTH), "growth of quantity"),
    "ratio": (make_claim(measure="ratio", of="value", unit="times"), "multiple of value"),
    "rank": (make_claim(measure="rank", of="value", unit="rank"), "rank of value"),
}  # fmt: skip


@pytest.mark.parametrize(("claim", "words"), MEASURES.values(), ids=MEASURES)
def test_measure_words_say_what_kind_of_number_it_is(claim: Claim, words: str) -> None:
    assert measure_words(claim) == words


def test_speaker_words_add_the_role_where_there_is_one() -> None:
    assert speaker_words(make_claim()) == "A. Minister, minister"
    assert speaker_words(make_claim(claimant=replace(MINISTER, role=""))) == "A. Minister"
    assert speaker_words(make_claim(claimant=None)) == "not attributed to anyone"


def test_source_words_date_the_page_where_it_is_dated() -> None:
    assert source_words(PAPER) == "The Paper, 9 Apr 2025"
    assert source_words(make_source("other", published="")) == "The Paper"
    assert source_words(make_source("other", publisher="", published="2025")) == "A title, 2025"


def test_period_words_name_what_is_borrowed_and_from_whom() -> None:
    own = make_period()
    borrower = make_claim(own_period=own, period=replace(make_year(2024), supplied_by="lender"))
    borrower = replace(borrower, own_period=own)
    assert period_words(borrower) == "no period stated; 2024 according to another source"
    assert period_words(make_claim()) == "2024"
    assert period_words(make_claim(period=own)) == "no period stated"
    meant = make_period("2024-01-01", "2024-12-31", "last year", "relative")
    alike = replace(borrower, own_period=meant)
    assert period_words(alike) == "‘last year’, read as 2024"
