"""History: what else a speaker stated, who printed it and what rests on it."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.factories import TRADER, make_claim, make_source, make_year
from tests.support.samples import MIRROR, many_claims
from tradedata.compare.history import borrowing_from, history_of, other_prints, resting_on
from tradedata.compare.statements import statements
from tradedata.data.claims import Claim
from tradedata.words.claims import source_words

UNDATED_PAPER = make_source("undated", published="")
LATE_PAPER = make_source("late", published="2025-08")


def said(id: str, on: str, **fields: Any) -> Claim:
    return make_claim(id, claimed_on=on, **fields)


OWN = said("own", "2025-04-09")

ORDERS: dict[str, tuple[Claim, Claim, str]] = {
    "later": (OWN, said("other", "2025-07"), "stated later (Jul 2025)"),
    "earlier": (OWN, said("other", "2024"), "stated earlier (2024)"),
    "same-date": (OWN, said("other", "2025-04-09"), "stated with the same date (9 Apr 2025)"),
    "within-the-other": (OWN, said("other", "2025"), "stated earlier or later (2025)"),
    "printed": (OWN, said("other", "", source=LATE_PAPER), "stated later (printed Aug 2025)"),
    "not-known": (OWN, said("other", "", source=UNDATED_PAPER), "when it was stated is not known"),
    "own-not-known": (
        said("own", "", source=UNDATED_PAPER),
        said("other", "2025"),
        "stated earlier or later (2025)",
    ),
}


@pytest.mark.parametrize(("own", "other", "order"), ORDERS.values(), ids=ORDERS)
def test_saying_in_words_gives_order_without_a_verdict(
    own: Claim, other: Claim, order: str
) -> None:
    (saying,) = history_of(own, statements([own, other]))
    assert saying.words == f"100 t, 2024; {order}, {source_words(other.source)}"


def test_saying_in_words_of_a_target_names_it() -> None:
    target = said("other", "2024", kind="target", period=make_year(2030))
    (saying,) = history_of(OWN, statements([OWN, target]))
    assert saying.words.startswith("100 t, target, 2030; stated earlier (2024)")


NO_HISTORY: dict[str, tuple[Claim, Claim]] = {
    "other-speaker": (OWN, said("other", "2024", claimant=TRADER)),
    "nobody": (replace(OWN, claimant=None), said("other", "2024", claimant=None)),
    "other-quantity": (OWN, said("other", "2024", measure="value", unit="USD")),
    "reprint": (OWN, replace(OWN, id="other", source=make_source("second"))),
    "rejected-other": (OWN, said("other", "2024", status="rejected")),
    "rejected-own": (replace(OWN, status="rejected"), said("other", "2024")),
    "other-year-of-a-series": (
        replace(OWN, kind="statistic"),
        said("other", "2024", kind="statistic", period=make_year(2020)),
    ),
    "other-reporter-of-a-series": (
        replace(OWN, kind="statistic"),
        said("other", "2024", kind="statistic", **MIRROR),
    ),
}


@pytest.mark.parametrize(("own", "other"), NO_HISTORY.values(), ids=NO_HISTORY)
def test_history_leaves_out_what_is_not_the_same_speaker_on_the_same_quantity(
    own: Claim, other: Claim
) -> None:
    assert history_of(own, statements([own, other])) == ()


def test_history_of_revised_statistic_holds_the_other_number_for_the_same_days() -> None:
    own = said("own", "2023", kind="statistic")
    revised = said("other", "2024", kind="statistic", value=110)
    assert [saying.claim for saying in history_of(own, statements([own, revised]))] == [revised]


def test_history_stands_in_the_order_of_saying_the_undated_last() -> None:
    others = [said("c", "", source=UNDATED_PAPER), said("b", "2025-05"), said("a", "2025-06-01")]
    found = history_of(OWN, statements([OWN, *others]))
    assert [saying.claim.id for saying in found] == ["b", "a", "c"]


def test_history_names_a_statement_once_with_its_first_date() -> None:
    other = said("other", "", source=LATE_PAPER)
    reprint = replace(other, id="reprint", source=make_source("early", published="2025-05"))
    (saying,) = history_of(OWN, statements([OWN, other, reprint]))
    assert (saying.said_on, saying.is_printed) == ("2025-05", True)


def test_other_prints_are_one_a_source_oldest_first() -> None:
    pages = [
        replace(OWN, id=key, source=make_source(key, published=published))
        for key, published in (("late", "2025-09"), ("early", "2025-05"), ("undated", ""))
    ]
    twice = replace(pages[0], id="late-again")
    assert [c.id for c in other_prints(OWN, statements([OWN, *pages, twice]))] == [
        "early",
        "late",
        "undated",
    ]


def test_other_prints_of_rejected_claim_are_none() -> None:
    rejected = replace(OWN, status="rejected")
    assert other_prints(rejected, statements([rejected])) == ()


def test_what_rests_on_a_claim_leaves_out_the_rejected() -> None:
    computed = make_claim("computed", based_on=("own",))
    dated = make_claim("dated", period=replace(make_year(2024), supplied_by="own"))
    rejected = [replace(c, id=f"{c.id}-rejected", status="rejected") for c in (computed, dated)]
    claims = [OWN, computed, dated, *rejected]
    assert resting_on(OWN, claims) == (computed,)
    assert borrowing_from(OWN, claims) == (dated,)


@given(many_claims(), st.randoms(use_true_random=False))
def test_history_does_not_depend_on_the_order_of_rows_and_holds_no_rejected_row(
    claims: tuple[Claim, ...], chance: random.Random
) -> None:
    shuffled = chance.sample(claims, len(claims))
    for claim in claims:
        found = history_of(claim, statements(claims))
        assert found == history_of(claim, statements(shuffled))
        assert not any(saying.claim.is_rejected for saying in found)
        assert other_prints(claim, statements(claims)) == other_prints(claim, statements(shuffled))


@given(many_claims(), st.data())
def test_reprint_adds_nothing_to_a_history(claims: tuple[Claim, ...], data: st.DataObject) -> None:
    claim = data.draw(st.sampled_from(claims))
    printed = data.draw(st.sampled_from(claims))
    reprint = replace(printed, id="reprint", source=make_source("second"))
    assert len(history_of(claim, statements([*claims, reprint]))) == len(
        history_of(claim, statements(claims))
    )
