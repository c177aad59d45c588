"""Drafts and questions: what follows from a row's cells, what is asked, what keeps it out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.support.factories import DATA, shipped_data
from tradedata.curating.asking import ask_for
from tradedata.curating.drafts import (
    TRADE,
    Kept,
    check,
    completed,
    every_cell,
    matching,
    read_kept,
    without,
)
from tradedata.curating.standing import known
from tradedata.data.issues import InvalidData

TONNES = {"source": "diplomat", "as_printed": "over 275,000 tons", "product": "lpg"}
TRADED = {**TONNES, "reporter": "AF", "partner": "RU", "flow": "import"}
TOTAL = {"source": "diplomat", "product": "all-goods", "as_printed": "$5 million"}


@pytest.fixture(scope="module")
def kept() -> Kept:
    """The shipped data as they are kept."""
    return read_kept(DATA)


def test_read_kept_row_of_the_wrong_length_raises(data: Path) -> None:
    (data / "areas.csv").write_bytes((data / "areas.csv").read_bytes() + b"ZZ\n")
    with pytest.raises(InvalidData, match="wrong-length"):
        read_kept(data)


@pytest.mark.parametrize(
    ("cells", "read"),
    [
        (TONNES, "275000 t quantity over unstated"),
        ({**TONNES, "as_printed": "$480", "unit": "USD/t"}, "480 USD/t price none unstated"),
        ({**TONNES, "as_printed": "5 percent"}, "5 percent - none unstated"),
        ({**TONNES, "as_printed": "5 people"}, "5 - - none unstated"),
        (
            {**TONNES, "as_printed": "fell 5 percent", "measure": "growth"},
            "-5 percent growth none ",
        ),
        ({**TONNES, "as_printed": "5 tons and $6"}, "- - - none unstated"),
        ({**TONNES, "value": "7", "start": "2024-01-01"}, "7 t quantity over stated"),
        ({"source": "rg-2024-05", "as_printed": "около 5 тонн"}, "5 t quantity about unstated"),
        ({"source": "nowhere", "as_printed": "5 tons"}, "5 t quantity none unstated"),
    ],
)
def test_completed_reads_the_printed_words(cells: dict[str, str], read: str, kept: Kept) -> None:
    found = completed({TRADE: cells}, kept)[TRADE]
    columns = ("value", "unit", "measure", "qualifier", "period_basis")
    assert " ".join(found.get(name) or "-" for name in columns).startswith(read)


@pytest.mark.parametrize(
    ("cells", "formed"),
    [
        (
            {**TONNES, "claimant": "jawad", "start": "2024-01-01"},
            "lpg-tonnes-2024-jawad-diplomat",
        ),
        ({**TONNES, "product": "wheat-flour", "as_printed": "$5"}, "flour-value-diplomat"),
        ({**TONNES, "product": "tea"}, "tea-tonnes-diplomat"),
        ({**TOTAL, "flow": "turnover", "claimant": "center"}, "trade-center-diplomat-2"),
        ({**TOTAL, "flow": "export"}, "exports-diplomat"),
        (TOTAL, "all-goods-diplomat"),
    ],
)
def test_completed_forms_an_id_that_is_not_taken(
    cells: dict[str, str], formed: str, kept: Kept
) -> None:
    found = completed({TRADE: cells}, kept)[TRADE]
    assert (found["id"], found["origin"]) == (formed, formed)
    assert completed({TRADE: {**cells, "id": "a", "origin": "b"}}, kept)[TRADE]["origin"] == "b"


def test_check_shipped_row_drafted_anew_has_nothing_but_its_key_at_fault(kept: Kept) -> None:
    for row in kept.tables[TRADE].rows[::100]:
        errors = check({TRADE: dict(row.cells)}, kept).errors
        assert {issue.code for issue in errors} == {"duplicate-key"}


@pytest.mark.parametrize(
    ("cells", "standing"),
    [
        ({"claimant": "jawad"}, "same-statement"),
        ({"claimant": "", "source": "tolqun-2025-03"}, "same-statement"),
        ({}, "same-number"),
        ({"reporter": "", "flow": ""}, "same-number"),
        ({"claimant": "jawad", "value": "300000"}, "contradiction"),
        ({"value": "400000"}, "contradiction"),
        ({"product": "wheat"}, None),
        ({"start": "1999-01-01", "end": "1999-12-31", "value": "1"}, None),
    ],
)
def test_known_says_what_a_row_of_the_data_is_to_the_cells(
    cells: dict[str, str], standing: str | None, kept: Kept
) -> None:
    draft = {**TRADED, "source": "", "value": "275000", "unit": "t", "measure": "quantity"}
    draft |= {"qualifier": "over", "kind": "reported", "status": "normal", "period": "last year"}
    draft |= {"start": "2024-03-20", "end": "2025-03-20", "period_basis": "stated", **cells}
    rows = {row.claim.id: row.standing for row in known(every_cell(draft, kept), shipped_data())}
    assert rows.get("lpg-tonnes-1403-jawad-tolqun") == standing


def test_without_row_that_others_need_brings_errors(kept: Kept) -> None:
    checked = without("trade-center-diplomat", kept, dict.fromkeys(kept.tables, ()))
    assert {issue.code for issue in checked.errors} >= {"unknown-key"}


def answering(*answers: str) -> tuple[Callable[[str], str], list[str]]:
    """Who gives these answers, then has had enough; and the questions that were asked."""
    left, asked = iter(answers), list[str]()

    def ask(question: str) -> str:
        asked.append(question)
        for answer in left:
            return answer
        raise EOFError

    return ask, asked


def test_ask_for_chooses_by_number_part_of_a_name_and_default(kept: Kept) -> None:
    ask, asked = answering(
        *(
            "diplo",
            "diplomat",
            "over 275,000 tons",
            "liquefied",
            "1",
            "Afghanistan",
            "ru",
            "",
            "jawad",
        ),
        *("2025-03", "2024-01-01", "2024-12-31", "last year", "relative", "", "paragraph 13"),
    )
    said: list[str] = []
    draft = ask_for({}, kept, ask, said.append)[TRADE]
    assert [question.split(":")[0].split(" ")[0] for question in asked][:4] == [
        *("source", "source", "as_printed", "product"),
    ]
    assert "measure [quantity]: " in asked
    assert "  Understood as over 275,000 t." in said
    assert (draft["source"], draft["product"], draft["flow"]) == ("diplomat", "lpg", "import")
    assert (draft["reporter"], draft["partner"], draft["measure"]) == ("AF", "RU", "quantity")
    assert not check(completed({TRADE: draft}, kept), kept).errors


def test_ask_for_asks_again_what_is_not_known_and_what_the_checks_refuse(kept: Kept) -> None:
    ask, asked = answering("lgp", "99", "lpg", "5 hundredweight", "quantity", "5", "t", "5 tons")
    said: list[str] = []
    given = {**TRADED, "product": "", "as_printed": "some", "measure": "", "claimed_on": "2025"}
    given |= {"claimant": "jawad", "start": "2024-01-01", "end": "2024-12-31", "period": "2024"}
    given |= {"period_basis": "stated", "kind": "reported", "locator": "paragraph 1"}
    draft = ask_for({TRADE: given}, kept, ask, said.append)[TRADE]
    assert "  Nothing known is called so; did you mean lpg?" in said
    assert any(line.startswith("error printed-mismatch") for line in said)
    assert (draft["product"], draft["as_printed"]) == ("lpg", "5 tons")
    assert [question.split(" ")[0] for question in asked].count("product:") == 3


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("commerce", {"commerce-ministry-kabul", "acci"}),
        ("Ministry of Industry", {"commerce-ministry-kabul"}),
        ("وزارت صنعت و تجارت", {"commerce-ministry-kabul"}),
        ("CHAMBER", {"acci"}),
        ("jawad", {"jawad"}),
        ("Min", {"commerce-ministry-kabul", "mines-ministry-kabul"}),
    ],
)
def test_matching_finds_any_part_of_any_name(words: str, keys: set[str], kept: Kept) -> None:
    found = set(matching(words, kept.choices("claimant")))
    assert found == keys if len(keys) == 1 else found >= keys


def test_ask_for_question_mark_lists_the_choices_and_several_matches(kept: Kept) -> None:
    given = {**TRADED, "claimed_on": "2025", "measure": "quantity", "kind": "reported"}
    given |= {"start": "2024-01-01", "end": "2024-12-31", "period": "2024"}
    given |= {"period_basis": "stated"}
    ask, _ = answering("?", "ministry", "kanda", "?", "paragraph 1")
    said: list[str] = []
    draft = ask_for({TRADE: given}, kept, ask, said.append)[TRADE]
    assert draft["claimant"] == "kanda-fruit"
    choices = [*kept.choices("claimant")]
    for key, times in (("jawad", 1), ("commerce-ministry-kabul", 2)):
        listed = f"  {choices.index(key) + 1} {key}: "
        assert sum(line.startswith(listed) for line in said) == times
    assert "  Where in the source: paragraph, page, table or sheet." in said


def test_ask_for_new_source_asks_for_its_row(kept: Kept) -> None:
    new = ("A title", "", "", "", "", "excerpt", "", "ru", "", "press", "cite-only")
    rest = ("diesel", "2", "RU", "AF", "", "", "", "", "", "now", "running", "", "")
    ask, _ = answering("+my-page", *new, "5 тыс. тонн", *rest, "5 thousand tonnes")
    draft = ask_for({}, kept, ask, lambda _: None)
    assert draft["sources"]["source"] == draft[TRADE]["source"] == "my-page"
    assert draft["sources"]["accessed"] == date.today().isoformat()
    assert (draft["sources"]["language"], draft[TRADE]["gloss"]) == ("ru", "5 thousand tonnes")


def test_ask_for_fault_of_another_row_is_left_to_the_report(kept: Kept) -> None:
    ask, _ = answering()
    given = {**TRADED, "measure": "quantity", "claimant": "jawad", "claimed_on": "2025-03"}
    given |= {"start": "2024-01-01", "end": "2024-12-31", "period": "last year", "origin": "x"}
    given |= {"period_basis": "relative", "kind": "reported", "locator": "paragraph 13"}
    assert ask_for({TRADE: given}, kept, ask, lambda _: None)[TRADE] == given


def test_ask_for_who_has_had_enough_ends_it(kept: Kept) -> None:
    ask, _ = answering("diplomat")
    with pytest.raises(EOFError):
        ask_for({}, kept, ask, lambda _: None)


def test_choices_are_words_with_labels_or_keys_with_names(kept: Kept) -> None:
    def first(choices: dict[str, tuple[str, ...]]) -> Iterator[str]:
        yield from next(iter(choices.items()))[1]

    assert next(first(kept.choices("flow"))) == "imports"
    assert next(first(kept.choices("product"))) == "All goods"
    assert kept.choices("note") == {}
