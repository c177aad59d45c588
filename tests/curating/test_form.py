"""The form: questions, what is said of the answers, and the row and patch that they make."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.support.factories import DATA, copy_data
from tradedata.curating.drafts import TRADE, Kept, read_kept
from tradedata.curating.form import (
    LEFT,
    NEW,
    Form,
    Place,
    answers_of,
    every_question,
    form_of,
)
from tradedata.curating.questions import PARTS
from tradedata.data.loading import load

DIESEL = {"source": "diplomat", "as_printed": "5,000 tons", "product": "diesel", "flow": "import"}
DIESEL |= {"reporter": "AF", "partner": "RU", "claimant": "jawad", "claimed_on": "2025-03"}
DIESEL |= {"start": "2024-01-01", "end": "2024-12-31", "period": "2024"}
PAGE = {"source": "my-page", "title": "Page", "accessed": "2026-11-26", "seen": "excerpt"}
PAGE |= {"language": "en", "collection": "press", "reuse": "cite-only"}
LPG = "lpg-tonnes-jawad-diplomat"


@pytest.fixture(scope="module")
def kept() -> Kept:
    """The shipped data as they are kept."""
    return read_kept(DATA)


def answers(table: str = TRADE, /, **cells: str) -> dict[Place, str]:
    return {(table, column): cell for column, cell in cells.items()}


def faults(form: Form) -> dict[Place, tuple[str, ...]]:
    return {entry.place: entry.faults for entry in form.faulty}


def test_form_without_answers_names_what_is_needed_and_nothing_that_follows(kept: Kept) -> None:
    form = form_of({}, kept)
    needed = ("source", "as_printed", "product", "flow", "reporter", "measure")
    assert [column for _, column in faults(form)] == [*needed]
    assert {len(each) for each in faults(form).values()} == {1}
    assert (form.read, form.known, form.others, form.result) == ("", (), (), None)


def test_form_asks_for_every_column_once_but_for_the_id(kept: Kept) -> None:
    form = form_of({}, kept)
    asked = [entry.place[1] for entries in form.parts.values() for entry in entries]
    assert sorted(asked) == sorted(set(kept.tables[TRADE].schema.header) - {"id"})
    assert [*form.parts] == [*PARTS, LEFT]
    tables = {each.table for each in every_question(kept)}
    assert tables == {"trade", "areas", "products", "claimants", "sources"}


def test_form_guesses_what_follows_and_leaves_what_is_answered(kept: Kept) -> None:
    entries = [entry for part in form_of(answers(**DIESEL), kept).parts.values() for entry in part]
    guesses = {entry.place[1]: entry.guess for entry in entries}
    assert guesses["value"] == "5000"
    assert (guesses["measure"], guesses["period_basis"]) == ("quantity", "stated")
    assert (guesses["as_printed"], guesses["note"]) == ("", "")


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("over 5,000 tons", "Understood as over 5,000 t."),
        ("5-6 tons", "Not read, because of ‘5-6 tons’. The printed words hold a range"),
        ("5 blubs tons", "Not read, because of ‘blubs’. A word or sign beside the number"),
        ("5 tons and $6", "More than one number is read: ‘5 tons’ and ‘$6’."),
        ("5 people", "A number is read, ‘5 people’, but no unit of the data"),
        ("hello", "No number is read"),
    ],
)
def test_form_says_how_the_printed_words_are_understood(
    printed: str, read: str, kept: Kept
) -> None:
    form = form_of(answers(**{**DIESEL, "as_printed": printed}), kept)
    assert form.read.startswith(read)
    assert (form.result is None) == ("Understood" not in read)


def test_form_names_all_faults_at_once_each_by_its_cell(kept: Kept) -> None:
    wrong = {"start": "2024", "period_from": "lpg-tonnes-jawad-diplomt", "origin": "Some one"}
    found = faults(form_of(answers(**{**DIESEL, **wrong}), kept))
    assert [column for _, column in found] == ["start", "period_from", "origin"]
    words = " ".join(map(" ".join, found.values()))
    assert "Not a date of the calendar (allowed: YYYY-MM-DD)." in words
    assert f"did you mean {LPG}" in words
    assert "lower-case letters and digits" in words


def test_form_warning_stands_by_its_cell_and_refuses_nothing(kept: Kept) -> None:
    form = form_of(answers(**{**DIESEL, "period": "2023"}), kept)
    remarks = {e.place[1]: e.remarks for part in form.parts.values() for e in part if e.remarks}
    assert [*remarks] == ["period"]
    assert [title for title, _ in form.remarks] == ["Period"]
    assert form.result


def test_form_fault_of_other_rows_is_told_apart(kept: Kept) -> None:
    whole, share = "exports-2020-customs-vedomosti", "exports-share-2020-customs-vedomosti"
    form = form_of(answers_of(whole, kept) | answers(product="lpg"), kept, whole)
    assert (form.result, form.faulty) == (None, ())
    assert (form.others[0].file, form.others[0].row) == ("trade.csv", share)
    assert form.others[0].words.startswith("Refers to: The row that is referred to is of other")


def test_form_shows_rows_that_are_there_before_all_is_answered(kept: Kept) -> None:
    some = {**DIESEL, "product": "lpg", "as_printed": "over 275,000 tons"}
    del some["flow"]
    assert LPG in {row.claim.id for row in form_of(answers(**some), kept).known}


def test_form_new_source_is_asked_for_and_comes_with_the_row(kept: Kept) -> None:
    given = answers(**{**DIESEL, "source": NEW})
    (source, *_), *_ = form_of(given, kept).parts.values()
    asked = {entry.place[1]: entry for entry in source.of_new}
    assert [*asked][:2] == ["source", "title"]
    assert (asked["source"].question.title, source.question.title) == (
        "Source: a key for it",
        "Source",
    )
    assert asked["accessed"].question.form == "YYYY-MM-DD"
    assert ("sources", "title") in faults(form_of(given, kept))
    result = form_of(given | answers("sources", **PAGE), kept).result
    assert result
    assert [*result.lines] == ["sources.csv", "trade.csv"]
    assert result.lines["sources.csv"].startswith("my-page,Page,")


def test_form_answers_for_a_new_source_count_for_nothing_where_one_is_chosen(kept: Kept) -> None:
    result = form_of(answers(**DIESEL) | answers("sources", **PAGE), kept).result
    assert result
    assert [*result.lines] == ["trade.csv"]


@pytest.mark.parametrize("place", range(0, 400, 57))
def test_form_with_the_answers_of_a_row_makes_the_row(place: int, kept: Kept) -> None:
    row = kept.tables[TRADE].rows[place]
    result = form_of(answers_of(row["id"], kept), kept, row["id"]).result
    assert result
    assert (result.claim, result.patch) == (row["id"], "")


def test_form_of_a_row_reads_its_number_anew_and_leaves_its_id(kept: Kept) -> None:
    told = answers_of(LPG, kept) | answers(as_printed="over 285,000 tons", id="another")
    result = form_of(told, kept, LPG).result
    assert result
    assert result.lines["trade.csv"].startswith(f"{LPG},AF,RU,import,lpg,quantity,,285000,t,over,")
    with pytest.raises(KeyError):
        answers_of("nowhere", kept)


def test_form_patch_is_applied_by_git_and_gives_sound_data(kept: Kept, tmp_path: Path) -> None:
    data = copy_data(tmp_path)
    form = form_of(answers(**{**DIESEL, "source": NEW}) | answers("sources", **PAGE), kept)
    assert form.result
    subprocess.run(
        ["git", "apply", "-"], cwd=tmp_path, input=form.result.patch.encode(), check=True
    )
    dataset = load(data)
    assert dataset.claim("diesel-tonnes-2024-jawad-my-page").source.title == "Page"
    assert dataset.issues == kept.dataset.issues
