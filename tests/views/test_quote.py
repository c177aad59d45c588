"""A sentence that quotes a number: its speaker, hedge, period and source."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from tests.support.factories import (
    AFGHANISTAN,
    ANOTHER,
    COLLECTION,
    GAS,
    MINISTER,
    RUSSIA,
    TRADER,
    WORLD,
    make_benchmark,
    make_claim,
    make_source,
    make_total,
    make_year,
    shipped_data,
)
from tests.support.samples import (
    LAST_YEAR,
    MIRROR,
    NO_PERIOD,
    NOW,
    SOLAR_1403,
    all_indicators_of,
    growth,
    only,
    ratio,
)
from tradedata.computed.changes import changes
from tradedata.computed.indicators import Indicator
from tradedata.computed.parts import part_sums
from tradedata.data.claims import Area, Claim
from tradedata.data.loading import Dataset, load
from tradedata.data.periods import Period
from tradedata.data.vocabulary import FLOWS
from tradedata.views.quote import COMPUTED, UNATTRIBUTED, quote_words
from tradedata.words.claims import number_words

DATASET = shipped_data()
WITH_REGIONS = replace(
    COLLECTION, areas=(AFGHANISTAN, replace(RUSSIA, members=("RU-TA", "RU-ALT")))
)
CENTER = replace(MINISTER, label="Center", in_sentence="the Center", role="")
FLOUR = replace(GAS, key="flour", label="Flour", in_sentence="flour")


def lent(period: Period) -> Period:
    return replace(period, supplied_by="lender")


def relative(measure: str, unit: str, **fields: Any) -> Claim:
    return make_claim(value=1, measure=measure, of="value", unit=unit, claimant=CENTER, **fields)


SENTENCES: dict[str, tuple[Claim, str]] = {
    "total": (
        make_total(qualifier="over", claimed_on="2024-05-15"),
        "On 15 May 2024 A. Minister, minister, said that Russia's trade with Afghanistan for 2024 "
        "came to over $560 million (The Paper, 9 Apr 2025)."),
    "month": (
        make_claim(claimed_on="2024-05", claimant=CENTER),
        "In May 2024 the Center said that Afghanistan's imports of LPG from Russia for 2024 came "
        "to 100 t (The Paper, 9 Apr 2025)."),
    "world": (
        make_claim(product=FLOUR, flow="export", partner=WORLD, claimant=CENTER),
        "The Center said that Afghanistan's exports of flour to the world for 2024 came to 100 t "
        "(The Paper, 9 Apr 2025)."),
    "trade-in-a-product": (
        make_claim(flow="turnover", claimant=CENTER),
        "The Center said that Afghanistan's trade in LPG with Russia for 2024 came to 100 t "
        "(The Paper, 9 Apr 2025)."),
    "demand": (
        make_claim(flow="demand", partner=None, period=NO_PERIOD, claimant=CENTER),
        "The Center said that demand for LPG in Afghanistan stood at 100 t; no year was given "
        "(The Paper, 9 Apr 2025)."),
    "resource": (
        make_claim(flow="resource", partner=None, claimant=CENTER),
        "The Center said that LPG in the ground in Afghanistan for 2024 came to 100 t "
        "(The Paper, 9 Apr 2025)."),
    "statistic": (
        make_claim(kind="statistic", claimant=CENTER, status="preliminary"),
        "The Center reported that Afghanistan's imports of LPG from Russia for 2024 came to 100 t; "
        "it is preliminary (The Paper, 9 Apr 2025)."),
    "estimate": (
        make_claim(kind="estimate", claimant=CENTER, period=NOW),
        "The Center estimated that Afghanistan's imports of LPG from Russia came to 100 t (printed "
        "as ‘now’, no set period) (The Paper, 9 Apr 2025)."),
    "target": (
        make_total(kind="target", claimant=CENTER),
        "The Center named a target of $560 million for Russia's trade with Afghanistan, for 2024 "
        "(The Paper, 9 Apr 2025)."),
    "plan": (
        make_claim(kind="plan", claimant=CENTER, period=NO_PERIOD),
        "The Center named a plan of 100 t for Afghanistan's imports of LPG from Russia; no year "
        "was given (The Paper, 9 Apr 2025)."),
    "forecast": (
        make_total(kind="forecast", claimant=TRADER),
        "B. Trader, trader, forecast $560 million for Russia's trade with Afghanistan, for 2024 "
        "(The Paper, 9 Apr 2025)."),
    "not-attributed": (
        make_total(claimant=None, source=make_source("x", published="")),
        "It was stated without attribution that Russia's trade with Afghanistan for 2024 came to "
        "$560 million (The Paper)."),
    "target-not-attributed": (
        make_total(kind="target", claimant=None),
        "A target of $560 million for Russia's trade with Afghanistan, for 2024, was named without "
        "attribution (The Paper, 9 Apr 2025)."),
    "plan-not-attributed": (
        make_claim(kind="plan", claimant=None, period=NO_PERIOD),
        "A plan of 100 t for Afghanistan's imports of LPG from Russia was named without "
        "attribution; no year was given (The Paper, 9 Apr 2025)."),
    "price": (
        make_claim(measure="price", unit="USD/t", claimant=CENTER),
        "The Center said that the price of Afghanistan's imports of LPG from Russia for 2024 came "
        "to $100 a tonne (The Paper, 9 Apr 2025)."),
    "growth": (
        growth(claimant=CENTER),
        "The Center said that the quantity of Afghanistan's imports of LPG from Russia for 2024 "
        "was up 52% against 2023 (The Paper, 9 Apr 2025)."),
    "growth-without-base": (
        growth(claimant=CENTER, base=None),
        "The Center said that the quantity of Afghanistan's imports of LPG from Russia for 2024 "
        "was up 52% against an earlier time, not named (The Paper, 9 Apr 2025)."),
    "multiple": (
        ratio(claimant=CENTER),
        "The Center said that the quantity of Afghanistan's imports of LPG from Russia for 2024 "
        "was 5 times that of 2023 (The Paper, 9 Apr 2025)."),
    "multiple-without-base": (
        ratio(claimant=CENTER, base=None),
        "The Center said that the quantity of Afghanistan's imports of LPG from Russia for 2024 "
        "was 5 times that of an earlier time, not named (The Paper, 9 Apr 2025)."),
    "share": (
        relative("share", "percent"),
        "The Center said that the value of Afghanistan's imports of LPG from Russia for 2024 was "
        "1% of Afghanistan's imports of LPG from the world (The Paper, 9 Apr 2025)."),
    "share-of-the-wider-area": (
        relative("share", "percent", reporter=Area("RU-TA", "Tatarstan", ()), flow="turnover",
                 partner=AFGHANISTAN),
        "The Center said that the value of Tatarstan's trade in LPG with Afghanistan for 2024 was "
        "1% of Russia's trade in LPG with Afghanistan (The Paper, 9 Apr 2025)."),
    "share-of-nothing-larger-known": (
        relative("share", "percent", partner=WORLD),
        "The Center said that the value of Afghanistan's imports of LPG from the world for 2024 "
        "was 1% of a larger total (The Paper, 9 Apr 2025)."),
    "rank": (
        relative("rank", "rank"),
        "The Center said that Russia's place by value in Afghanistan's imports of LPG for 2024 was "
        "rank 1 (The Paper, 9 Apr 2025)."),
    "last-year": (
        make_claim(claimant=CENTER, period=LAST_YEAR),
        "The Center said that Afghanistan's imports of LPG from Russia for 2024 (printed as ‘last "
        "year’) came to 100 t (The Paper, 9 Apr 2025)."),
    "inferred": (
        make_claim(claimant=CENTER, period=make_year(2024, "inferred")),
        "The Center said that Afghanistan's imports of LPG from Russia for 2024 (inferred) came to "
        "100 t (The Paper, 9 Apr 2025)."),
    "inferred-from-words": (
        make_claim(claimant=CENTER, period=replace(LAST_YEAR, basis="inferred")),
        "The Center said that Afghanistan's imports of LPG from Russia for 2024 (inferred from "
        "‘last year’) came to 100 t (The Paper, 9 Apr 2025)."),
    "solar-year": (
        make_claim(claimant=CENTER, period=SOLAR_1403),
        "The Center said that Afghanistan's imports of LPG from Russia for solar year 1403 "
        "(20 Mar 2024 to 20 Mar 2025) came to 100 t (The Paper, 9 Apr 2025)."),
    "borrowed": (
        make_claim(claimant=CENTER, own_period=NO_PERIOD, period=lent(make_year(2023))),
        "The Center said that Afghanistan's imports of LPG from Russia stood at 100 t; no year was "
        "given; another source gives 2023 (The Paper, 9 Apr 2025)."),
    "borrowed-and-alike": (
        make_claim(claimant=CENTER, own_period=LAST_YEAR, period=lent(make_year(2024))),
        "The Center said that Afghanistan's imports of LPG from Russia for 2024 (printed as ‘last "
        "year’) came to 100 t (The Paper, 9 Apr 2025)."),
    "rejected": (
        make_claim(claimant=CENTER, status="rejected", partner=RUSSIA, reporter=AFGHANISTAN),
        "The Center said that Afghanistan's imports of LPG from Russia for 2024 came to 100 t; it "
        "is set aside here as rejected (The Paper, 9 Apr 2025)."),
}  # fmt: skip


@pytest.mark.parametrize(("claim", "words"), SENTENCES.values(), ids=SENTENCES)
def test_quote_example_is_a_sentence_with_its_attribution(claim: Claim, words: str) -> None:
    assert quote_words(claim, WITH_REGIONS) == words


def test_quote_of_parts_gives_each_its_trade_and_days_and_the_total_its_own() -> None:
    fields = {"measure": "value", "unit": "USD"}
    flour = make_claim("flour", value=80, product=replace(FLOUR, place=9), **MIRROR, **fields)
    lpg = make_claim("lpg", value=132, claimant=TRADER, period=SOLAR_1403, **fields)
    share, added = part_sums([flour, lpg, make_total("total")], COLLECTION)
    named = (
        "LPG (imports of Afghanistan from Russia, solar year 1403) and flour (exports of Russia to "
        "Afghanistan, 2024)"
    )
    assert quote_words(added, COLLECTION).startswith(f"{named}, added up, came to about $212, ")
    assert quote_words(share, COLLECTION).startswith(
        "Of Russia's trade with Afghanistan for 2024, the products that have a number came to "
        f"about 0.000038%: {named} in percent of the total that A. Minister stated for 2024, "
    )


def test_quote_of_a_market_price_names_series_and_mean() -> None:
    assert quote_words(make_benchmark(), COLLECTION) == (
        "The market price ‘Propane at a hub’ was $406 a tonne, mean of 2024 (The Market, "
        "9 Apr 2025)."
    )


VERB = re.compile(r" (said|reported|estimated|forecast|named|stated|came|went|is|are|would) ")


def is_one_sentence(words: str) -> bool:
    return words.endswith(").") and "  " not in words and not words[:1].islower()


@pytest.mark.parametrize("dataset", [DATASET, load(ANOTHER)], ids=["shipped", "another"])
def test_quote_law_every_card_s_sentence_has_verb_areas_period_hedge_and_speakers(
    dataset: Dataset,
) -> None:
    results = all_indicators_of(dataset.claims, dataset.collection, dataset.benchmarks)
    numbers: tuple[Claim | Indicator, ...] = (*dataset.claims, *results)
    for number in numbers:
        words = quote_words(number, dataset.collection)
        assert is_one_sentence(words), words
        assert VERB.search(words), words
        inputs: tuple[Claim, ...]
        if isinstance(number, Claim):
            inputs = (number,)
        else:
            inputs = number.inputs
            assert number.words in words.parts
            assert number.kind in ("corroboration", "parts") or number.period.span in words
            whole = inputs[-1]
            of_whole = f"Of {whole.reporter.label}'s {FLOWS[whole.flow].noun} "
            assert number.kind != "parts-share" or words.startswith(of_whole)
        for claim in inputs:
            assert number_words(claim) in words.parts
            assert (claim.mention or UNATTRIBUTED).lower() in words.lower()
            assert claim.source.short_name in words
            areas = [area.label for area in claim.areas if area != dataset.collection.world]
            assert all(area in words for area in areas), words
        assert set(COMPUTED) >= {item.kind for item in results}


@pytest.mark.parametrize(
    ("earlier", "words"),
    [
        (560, "went up about 30% by two statements"),
        (100, "came to about 7.0 times as much by two statements"),
    ],
)
def test_quote_of_a_change_tells_a_fact_with_its_speaker_and_days(earlier: int, words: str) -> None:
    before = make_total("before", value=earlier, period=make_year(2023))
    change = only(changes([make_total("after", value=700), before]))
    assert quote_words(change, COLLECTION).startswith(
        f"Russia's trade with Afghanistan {words}: A. Minister, 2024 after 2023, "
    )


def test_quote_law_shares_say_of_what_ranks_in_what_and_multiples_of_when() -> None:
    for claim in DATASET.claims:
        words = quote_words(claim, DATASET.collection)
        told = {"share": " (value|quantity) of .* was .*% of [A-Z]", "rank": "'s place by .* in ",
                "ratio": " that of ", "growth": " against "}  # fmt: skip
        assert re.search(told.get(claim.measure, ""), words), words


def test_speakers_named_in_a_sentence_keep_the_words_of_their_name() -> None:
    for speaker in DATASET.directory.claimants.values():
        named, full = (set(words.lower().replace(",", "").split()) for words in (
            speaker.in_sentence or speaker.label, speaker.label))  # fmt: skip
        assert full - {"a"} <= named
