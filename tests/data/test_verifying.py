"""Verifying: printed words are looked up in the text of their own source, or it is said why not."""

from __future__ import annotations

import pytest

from tests.support.factories import make_claim, make_source
from tradedata.data.verifying import (
    holds_words,
    normalise,
    tell_files,
    verify_claims,
    written_dates,
)

TITLED = make_source("titled", title="Trade: “a” paradigm shift?", author="", published="")
SIGNED = make_source("signed", title="[No title]", author="B. Bee; Cy Cee", published="2025")
DATED = make_source("dated", title="[Summary]", author="", published="2025-04-09")
TEXTS = {
    "1.txt": 'Home\nTrade: "A" Paradigm\u00a0Shift?\nOver 275,000 tons, $132 million.',
    "2.txt": "Something by Cy Cee.\nWorth $80 million—double the previous year’s amount.",
    "3.txt": "| Published April 9, 2025\nOver $3 trillion.",
}
FILES = {"titled": "1.txt", "signed": "2.txt", "dated": "3.txt"}


def test_tell_files_by_title_then_author_then_date() -> None:
    assert tell_files([DATED, SIGNED, TITLED], TEXTS) == (FILES, {})


def test_tell_files_text_of_one_source_is_of_no_other() -> None:
    texts = {**TEXTS, "1.txt": TEXTS["1.txt"] + " Cy Cee, April 9, 2025."}
    assert tell_files([TITLED, SIGNED, DATED], texts) == (FILES, {})


def test_tell_files_ambiguous_title_is_settled_by_the_author() -> None:
    titled = make_source("titled", title="Trade", author="Ann Author")
    texts = {"1.txt": "Trade, by Ann Author", "2.txt": "Trade, by nobody"}
    assert tell_files([titled], texts) == ({"titled": "1.txt"}, {})


def test_tell_files_two_texts_with_one_date_are_told_by_none() -> None:
    texts = {"3.txt": TEXTS["3.txt"], "4.txt": "On 9 April 2025."}
    files, reasons = tell_files([DATED], texts)
    assert files == {}
    assert reasons == {"dated": "its date does not tell it from others (3.txt, 4.txt)"}


def test_tell_files_two_sources_with_one_text_are_told_by_none() -> None:
    other = make_source("other", title="[Another]", author="", published="2025-04-09")
    files, reasons = tell_files([DATED, other], {"3.txt": TEXTS["3.txt"]})
    assert files == {}
    assert set(reasons) == {"dated", "other"}


def test_tell_files_source_in_no_text_says_so() -> None:
    files, reasons = tell_files([SIGNED], {"1.txt": TEXTS["1.txt"]})
    assert files == {}
    assert reasons == {"signed": "no text has its title, author or date"}


@pytest.mark.parametrize(
    ("source", "words", "is_found"),
    [
        (TITLED, "over 275,000 tons", True),
        (TITLED, "$80 million", False),
        (SIGNED, "double the previous year's amount", True),
        (SIGNED, "$8 million", False),
        (DATED, "$3  trillion", True),
    ],
    ids=["own text", "another's text", "curly apostrophe", "other number", "spaces"],
)
def test_verify_claims_looks_in_the_source_s_own_text(
    source: object, words: str, is_found: bool
) -> None:
    claim = make_claim(source=source, as_printed=words)
    (lookup,) = verify_claims([claim], [TITLED, SIGNED, DATED], TEXTS)
    assert lookup.is_found is is_found
    assert lookup.file == FILES[claim.source.key]
    outcome = "found" if is_found else "missing"
    assert str(lookup) == f"{outcome} claim-a: {words!r} in {lookup.file}"


def test_verify_claims_source_without_text_is_missing_with_the_reason() -> None:
    (lookup,) = verify_claims([make_claim(source=DATED)], [DATED], {})
    assert (lookup.is_found, lookup.file) == (False, None)
    assert str(lookup) == (
        "missing claim-a: '100 tons' in no text: no text has its title, author or date"
    )


@pytest.mark.parametrize(
    ("text", "words", "is_in"),
    [
        ("plans of 13 billion", "3 billion", False),
        ("plans of 1.3 billion", "3 billion", False),
        ("plans of 3 billions", "3 billion", False),
        ("rose 52 percent.", "52 percent", True),
        ("in 2,024", "2", False),
        ("of us$80 million", "$80 million", True),
        ("(3 billion)", "3 billion", True),
        ("up 52%", "52%", True),
        ("a.b", "axb", False),
        ("anything", "", True),
        ("exports exceeded, it is said, 176 tons", "exceeded [...] 176 tons", True),
        ("176 tons were exceeded", "exceeded [...] 176 tons", False),
        ("exceeded 1,176 tons", "exceeded [...] 176 tons", False),
        (f"exceeded{' and' * 99} 176 tons", "exceeded [...] 176 tons", False),
    ],
)
def test_holds_words_finds_whole_words_and_numbers(text: str, words: str, is_in: bool) -> None:
    assert holds_words(text, words) is is_in


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“a”  ‘b’", "\"a\" 'b'"),
        ("a—b–c‑d−e", "a-b-c-d-e"),
        ("1\u00a0000\u202f000", "1 000 000"),
        ("a\u00adb\u200bc", "abc"),
        ("STRASSE", "straße"),
        ("e\u0301", "é"),
        (" a\n b ", "a b"),
    ],
)
def test_normalise_gives_one_spelling(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(
    ("published", "written"),
    [("2025-04-09", ("9 April 2025", "April 9, 2025")), ("2025-04", ()), ("2025", ()), ("", ())],
)
def test_written_dates_only_of_a_whole_date(published: str, written: tuple[str, ...]) -> None:
    assert written_dates(published) == written
