"""Whether a number can be quoted: what is known of it, in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.support.factories import (
    COLLECTION,
    MINISTER,
    TRADER,
    make_benchmark,
    make_claim,
    make_source,
    make_year,
    shipped_data,
)
from tests.support.samples import (
    EARLY_2024,
    EARLY_2025,
    LAST_YEAR,
    NO_PERIOD,
    NOW,
    OFFICE,
    all_indicators_of,
    fitting,
    million,
    official,
    shipped_views,
)
from tradedata.compare.comparison import same_quantity
from tradedata.computed.indicators import Indicator
from tradedata.data.claims import Benchmark, Claim
from tradedata.data.periods import Period
from tradedata.views.quotable import quotable_words
from tradedata.views.selection import Selection
from tradedata.views.view import View
from tradedata.words.claims import mention_words
from tradedata.words.text import Number

DATASET = shipped_data()
WHOLE = shipped_views().whole
RESULTS = all_indicators_of(DATASET.claims, DATASET.collection, DATASET.benchmarks)
MOST_WORDS = 50
OTHER = make_source("other")
CUSTOMS = replace(MINISTER, key="customs", label="The Customs")


def view_of(*claims: Claim) -> View:
    return View(replace(DATASET, claims=claims, collection=COLLECTION), Selection())


def total(value: int = 100, **fields: Any) -> Claim:
    return million("own", value, **fields)


def other(value: int, id: str = "other", **fields: Any) -> Claim:
    return million(id, value, **{"claimant": TRADER, **fields})


def lent(period: Period) -> Period:
    return replace(period, supplied_by="lender")


ANSWERS: dict[str, tuple[tuple[Claim, ...], str]] = {
    "alone": (
        (total(claimed_on="2024-05-15"),),
        "One speaker, 15 May 2024; for 2024; 1 page prints it; nothing confirms it; no official "
        "number found."),
    "reprinted": (
        (total(origin="o"), million("again", 100, origin="o", source=OTHER)),
        "One speaker; for 2024; 2 pages print it; nothing confirms it; no official number found."),
    "unnamed": (
        (total(claimant=replace(TRADER, label="Officials", in_sentence="officials", role="unnamed"),
               claimed_on="2024-05"),),
        "Officials, unnamed, May 2024; for 2024; 1 page prints it; nothing confirms it; no "
        "official number found."),
    "undated": (
        (total(period=NO_PERIOD),),
        "One speaker; no year given; 1 page prints it; nothing confirms it; no official number "
        "found."),
    "now": (
        (total(period=NOW),),
        "One speaker; ‘now’, no set period; 1 page prints it; nothing confirms it; no official "
        "number found."),
    "last-year": (
        (total(period=LAST_YEAR),),
        "One speaker; ‘last year’ read as 2024; 1 page prints it; nothing confirms it; no official "
        "number found."),
    "inferred-part-year": (
        (total(period=replace(EARLY_2025, basis="inferred")),),
        "One speaker; for Jan-Feb 2025, part of a year, inferred; 1 page prints it; nothing "
        "confirms it; no official number found."),
    "borrowed": (
        (total(own_period=NO_PERIOD, period=lent(make_year(2023))),),
        "One speaker; 2023 according to another source; 1 page prints it; nothing confirms it; no "
        "official number found."),
    "agreeing-and-differing": (
        (total(), other(100), other(130, "far"), other(120, "near"),
         other(105, "mine", claimant=MINISTER)),
        "One speaker; for 2024; 1 page prints it; differs from $120 million and $130 million "
        "(B. Trader); agrees with $100 million (B. Trader); no official number found."),
    "many-differing": (
        (total(), other(70), other(130, "far"), other(120, "near")),
        "One speaker; for 2024; 1 page prints it; differs from $120 million (B. Trader) and 2 "
        "more; nothing confirms it; no official number found."),
    "not-attributed": (
        (total(claimant=None), other(100)),
        "No speaker named; for 2024; 1 page prints it; agrees with $100 million (B. Trader); no "
        "official number found."),
    "what-rests-on-it-confirms-nothing": (
        (total(), other(100, based_on=("own",))),
        "One speaker; for 2024; 1 page prints it; nothing confirms it; no official number found."),
    "rests-on-others": (
        (total(based_on=("other", "more")), other(90), other(80, "more")),
        "One speaker; for 2024; 1 page prints it; rests on $90 million (B. Trader) and 1 more; "
        "nothing confirms it; no official number found."),
    "arithmetic": (
        (total(**fitting("base")), other(73, "base", period=EARLY_2025),
         other(130, "far"), million("second", 200, period=NOW, **fitting("more")),
         other(145, "more", period=NO_PERIOD), million("third", 100, period=NOW, **fitting("more")),
         other(200, "fourth", period=NOW, **fitting("base"))),
        "One speaker; for 2024; 1 page prints it; equals $73 million (B. Trader; Jan-Feb 2025) "
        "times 11/8, as does $200 million of the same speaker with $145 million: it may be no "
        "count of its own; differs from $130 million (B. Trader); nothing confirms it; no official "
        "number found."),
    "arithmetic-alone": (
        (total(**fitting("base", relation="x / 1.1")), other(110, "base", period=NO_PERIOD)),
        "One speaker; for 2024; 1 page prints it; equals $110 million (B. Trader) divided by 1.1: "
        "it may be no count of its own; nothing confirms it; no official number found."),
    "arithmetic-confirms-nothing": (
        (total(), other(100, **fitting("far")), other(300, "far", period=NO_PERIOD)),
        "One speaker; for 2024; 1 page prints it; nothing confirms it; no official number found."),
    "estimate": (
        (total(kind="estimate", status="doubtful", note="why"),),
        "Marked doubtful here; an estimate; one speaker; for 2024; 1 page prints it; "
        "nothing confirms it; no official number found."),
    "target": (
        (total(kind="target"), other(50)),
        "A target, not a result; one speaker; for 2024; 1 page prints it; most stated for it: "
        "$50 million (B. Trader, 2024), about 50% of it."),
    "target-ahead": (
        (total(kind="target"),),
        "A target, not a result; one speaker; for 2024; 1 page prints it; nothing stated yet for "
        "2024."),
    "plan": (
        (total(kind="plan", period=NO_PERIOD),),
        "A plan, not a result; one speaker; no year given; 1 page prints it."),
    "rejected": (
        (total(status="rejected", note="why"),),
        "Set aside here as rejected; one speaker; in no chart and no count."),
    "official-of-its-days": (
        (total(period=make_year(2020)), official(2020), official(2020, "import", value=50)),
        "One speaker; for 2020; 1 page prints it; nothing confirms it; official number: about "
        "$150."),
    "official-closest-in-time": (
        (total(period=NO_PERIOD, claimed_on="2021"), official(2019), official(2019, "import"),
         official(2020), official(2020, "import", value=50)),
        "One speaker, 2021; no year given; 1 page prints it; nothing confirms it; closest official "
        "number, for 2020: about $150; in size about $200 (2019)."),
    "official-of-a-year-beside-a-pace": (
        (total(unit="USD/year", period=NO_PERIOD), official(2020),
         official(2020, "import", value=50), million("half", 3, kind="statistic",
                                                     claimant=None, period=EARLY_2025)),
        "One speaker; no year given; 1 page prints it; nothing confirms it; closest official "
        "number, for 2020: about $150."),
    "official-pace-beside-a-year": (
        (total(), million("pace", 3, unit="USD/year", kind="statistic", claimant=MINISTER)),
        "One speaker; for 2024; 1 page prints it; nothing confirms it; official number: "
        "$3 million a year."),
    "part-of-it-is-more": (
        (total(), other(150, period=EARLY_2024, claimant=MINISTER),
         other(160, "another", period=EARLY_2024), other(9, "less", period=EARLY_2024)),
        "One speaker; for 2024; 1 page prints it; is less than $160 million for Jan-Feb 2024, a "
        "part of its days, and than 1 more; nothing confirms it; no official number found."),
    "whole-is-less": (
        (total(period=EARLY_2024), other(90)),
        "One speaker; for Jan-Feb 2024, part of a year; 1 page prints it; is more than $90 million "
        "for 2024, which holds its days; nothing confirms it; no official number found."),
    "official-near-in-size-but-long-ago": (
        (total(period=make_year(2021)), official(2009), official(2009, "import"),
         official(2020), official(2020, "import", value=50)),
        "One speaker; for 2021; 1 page prints it; nothing confirms it; closest official number, "
        "for 2020: about $150."),
    "official-of-the-year-around-it": (
        (total(period=EARLY_2025), official(2024), official(2024, "import"),
         official(2025), official(2025, "import", value=50)),
        "One speaker; for Jan-Feb 2025, part of a year; 1 page prints it; nothing confirms it; "
        "closest official number, for 2025 (a whole year): about $150."),
    "official-of-a-part-of-it": (
        (total(), official(2024, period=EARLY_2024), official(2024, "import", period=EARLY_2024)),
        "One speaker; for 2024; 1 page prints it; nothing confirms it; closest official number, "
        "for Jan-Feb 2024 (part of a year): about $200."),
    "growth": (
        (total(measure="growth", of="value", unit="percent"),),
        "One speaker; for 2024; 1 page prints it; nothing confirms it."),
}  # fmt: skip


@pytest.mark.parametrize(("claims", "words"), ANSWERS.values(), ids=ANSWERS)
def test_quotable_says_what_is_known_of_the_claim(claims: tuple[Claim, ...], words: str) -> None:
    assert quotable_words(claims[0], view_of(*claims)) == words


def test_quotable_statistic_is_set_beside_the_other_reporter_and_no_office() -> None:
    sold = official(2020, value=90, claimant=CUSTOMS)
    bought = make_claim(
        "bought", value=200, product=COLLECTION.total, measure="value", unit="USD",
        period=make_year(2020), kind="statistic", claimant=CUSTOMS, source=OFFICE,
    )  # fmt: skip
    assert quotable_words(sold, view_of(sold, bought)) == (
        "Official statistic, The Customs; for 2020; 1 page prints it; differs from $200 "
        "(as reported by Afghanistan); nothing confirms it."
    )
    stated = make_claim(
        "s", value=90, product=COLLECTION.total, measure="value", unit="USD", period=make_year(2021)
    )
    assert quotable_words(stated, view_of(sold, bought, stated)).endswith(
        "closest official numbers, for 2020, reported by Afghanistan: $200, by Russia: $90."
    )


@pytest.mark.parametrize(
    "make",
    [
        lambda: next(each for each in RESULTS if each.benchmark),
        lambda: next(each for each in RESULTS if each.inferred),
        lambda: next(e for e in RESULTS if any(c.status == "doubtful" for c in e.inputs)),
        lambda: next(e for e in RESULTS if any(c.is_arithmetic for c in e.inputs)),
    ],
    ids=["market", "inferred", "doubtful", "arithmetic"],
)
def test_quotable_computed_number_says_that_nobody_printed_it(make: Callable[[], Any]) -> None:
    item = make()
    words = quotable_words(item, WHOLE)
    claims, digits = ("claim", len(item.inputs)), ("significant digit", item.digits)
    some, few = (f"{n} {noun}{'s' * (n != 1)}" for noun, n in (claims, digits))
    assert words.startswith(f"Computed here; nobody printed it; from {some} (")
    assert words.endswith(f"; to be quoted with {few} at most.")
    assert mention_words(item.inputs[0]) in words
    assert ("set beside a market price" in words) == bool(item.benchmark)
    assert ("inferred" in words) == item.inferred
    assert ("only arithmetic" in words) == any(c.is_arithmetic for c in item.inputs)
    assert ("marked doubtful" in words) == any(c.status == "doubtful" for c in item.inputs)


def test_quotable_sum_of_official_numbers_says_so_and_whose_they_are() -> None:
    item = next(each for each in RESULTS if each.kind == "turnover")
    assert quotable_words(item, WHOLE).startswith(
        "Official exports plus imports, added here; nobody printed it; as reported by "
    )


def test_quotable_only_of_an_office_s_two_numbers_says_whose_report_they_are() -> None:
    for item in RESULTS:
        is_office = item.kind == "turnover" and {c.kind for c in item.inputs} == {"statistic"}
        assert ("as reported by" in quotable_words(item, WHOLE)) == is_office


def test_quotable_market_price_is_stated_by_nobody() -> None:
    assert quotable_words(make_benchmark(), WHOLE) == (
        "A market price, mean of 2024; published by The Market; stated by nobody of the trade "
        "itself."
    )


def test_quotable_law_official_numbers_are_those_of_its_days_where_there_are_any() -> None:
    offices = [c for c in DATASET.claims if c.kind == "statistic" and not c.is_set_aside]
    for claim in DATASET.claims:
        words = quotable_words(claim, WHOLE)
        told = [place for place, part in enumerate(words.parts) if "official number" in part]
        named = [
            part.id for part in words.parts[max(told, default=0) :] if isinstance(part, Number)
        ]
        if not named or not told:
            continue
        first = WHOLE.claims_by_id.get(named[0]) or WHOLE.results[named[0]]
        overlapping = [
            office
            for office in offices
            if same_quantity(office, claim)
            and office.unit == claim.unit
            and office.period.overlap(claim.period)
        ]
        assert first.period.overlap(claim.period) or not overlapping, words


def test_quotable_law_few_words_one_sentence_and_its_numbers_have_cards() -> None:
    cards = {*WHOLE.claims_by_id} | {item.id for item in RESULTS}
    numbers: tuple[Claim | Indicator | Benchmark, ...]
    numbers = (*DATASET.claims, *RESULTS, *DATASET.benchmarks)
    for number in numbers:
        words = quotable_words(number, WHOLE)
        is_arithmetic = isinstance(number, Claim) and number.is_arithmetic
        room = 30 * is_arithmetic + 5 * ("official numbers" in words)
        assert len(words.split()) <= MOST_WORDS + room, words
        assert words.endswith(".")
        assert "  " not in words
        assert {part.id for part in words.parts if isinstance(part, Number)} <= cards
