"""The numbers that claims print: what each language writes, what is never guessed, the laws."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from operator import itemgetter
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.support.factories import read_rows
from tradedata.data.numerals import reading
from tradedata.data.numerals.digits import agree_as_printed, significant_digits
from tradedata.data.numerals.grammar import Reader
from tradedata.data.numerals.lexicon import LANGUAGES, Hedge, Lexicon, lexicon
from tradedata.data.numerals.reading import (
    PrintedNumber,
    numbers_holding,
    other_languages_holding,
    printed_numbers,
)

TABLES = Path(__file__).parent
ID = itemgetter("words")

DIGITS = {"fa": "۰۱۲۳۴۵۶۷۸۹", "ar": "٠١٢٣٤٥٦٧٨٩", "hi": "०१२३४५६७८९", "bn": "০১২৩৪৫৬৭৮৯"}
SCALE_WORDS = [
    ("", 1),
    (" thousand", 10**3),
    (" lakh", 10**5),
    (" million", 10**6),
    (" crore", 10**7),
    (" billion", 10**9),
    (" trillion", 10**12),
    ("m", 10**6),
    ("bn", 10**9),
]


@pytest.mark.parametrize("row", read_rows(TABLES / "printed_numbers.csv"), ids=ID)
def test_printed_numbers_example_reads_one_number_or_none(row: Mapping[str, str]) -> None:
    """A row without a value holds no number, or one that cannot be told."""
    numbers = printed_numbers(row["words"], row["language"])
    read = [(n.value, n.unit or "", n.hedge) for n in numbers if n.obstacle is None]
    right = [(Decimal(row["value"]), row["unit"], row["hedge"])] if row["value"] else []
    assert read == right


def test_printed_numbers_span_holds_the_number_and_its_hedge() -> None:
    for row in read_rows(TABLES / "printed_numbers.csv"):
        for number in printed_numbers(row["words"], row["language"]):
            quoted = row["words"][slice(*number.span)]
            assert number.text in quoted
            assert (quoted == number.text) == (number.hedge == "none")


@pytest.mark.parametrize("row", read_rows(TABLES / "held_numbers.csv"), ids=ID)
def test_numbers_holding_example_answers(row: Mapping[str, str]) -> None:
    """What stands beside a number may be a part of it, or make something else of it."""
    scale = Decimal(row["scale"]) if row["scale"] else None
    words, value = (row["words"], row["language"]), Decimal(row["value"])
    found = numbers_holding(*words, value, row["unit"], scale=scale)
    assert ("yes" if found else "no") == row["held"]


@pytest.mark.parametrize(
    ("value", "digits"), [("1.50", 3), ("0", 1), ("0.05", 1), ("1E+6", 1), ("-52", 2)]
)
def test_significant_digits_value_counts(value: str, digits: int) -> None:
    assert significant_digits(Decimal(value)) == digits


def test_significant_digits_not_finite_raises() -> None:
    with pytest.raises(ValueError, match=r"Decimal\('NaN'\) is not a finite number"):
        significant_digits(Decimal("NaN"))


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("13932", "13900", True),
        ("13932", "13800", False),
        ("12.5", "13", True),
        ("560", "570", False),
        ("1000", "1200", False),
        ("1000", "1049", True),
        ("99.96", "100.0", True),
        ("99.5", "100.4", False),
        ("-19", "19", False),
        ("0", "0.04", True),
        ("9" * 40, "1", False),
    ],
)
def test_agree_as_printed_is_told_by_the_number_with_fewer_digits(
    one: str, other: str, agree: bool
) -> None:
    assert agree_as_printed(Decimal(one), Decimal(other)) is agree
    assert agree_as_printed(Decimal(other), Decimal(one)) is agree


@pytest.mark.parametrize(
    ("text", "digits"), [("1.50 million", 3), ("$132 million", 3), ("1.016 million tonnes", 4)]
)
def test_printed_numbers_scale_word_keeps_printed_digits(text: str, digits: int) -> None:
    assert [n.significant_digits for n in printed_numbers(text, "en")] == [digits]


def test_printed_numbers_several_come_in_order_with_their_words() -> None:
    numbers = printed_numbers("doubled to over $80 million, 71,000 tons, 52 percent", "en")
    assert [n.text for n in numbers] == ["doubled", "$80 million", "71,000 tons", "52 percent"]
    assert [n.hedge for n in numbers] == ["none", "over", "none", "none"]
    assert [n.scaled for n in numbers] == [False, True, False, False]


def test_printed_numbers_only_years_are_kept() -> None:
    assert [n.value for n in printed_numbers("2013 and 2014", "en")] == [2013, 2014]


def test_printed_numbers_minus_is_part_of_the_words() -> None:
    assert printed_numbers("growth (-5%)", "en")[0].text == "-5%"


def test_printed_numbers_hyphen_is_no_minus() -> None:
    assert [n.value for n in printed_numbers("$5-10 billion", "en")] == [5, 10**10]


def test_printed_numbers_direction_marks_are_unseen() -> None:
    marked = "\N{RIGHT-TO-LEFT MARK}۳۵۹\N{RIGHT-TO-LEFT MARK} میلیون دالر"
    assert numbers_holding(marked, "fa", Decimal(359000000), "USD")


@given(number=st.integers(min_value=1, max_value=10**40), scale=st.sampled_from(SCALE_WORDS))
def test_numbers_holding_english_number_with_scale_is_found(
    number: int, scale: tuple[str, int]
) -> None:
    word, factor = scale
    value = Decimal(number * factor)
    assert numbers_holding(f"over ${number:,}{word}", "en", value, "USD")
    assert not numbers_holding(f"over ${number:,}{word}", "en", value, "t")


@given(
    number=st.decimals(
        min_value=Decimal("0.01"), max_value=10**9, allow_nan=False, allow_infinity=False, places=2
    ),
    language=st.sampled_from(sorted(DIGITS)),
)
def test_printed_numbers_digits_of_another_script_give_the_same(
    number: Decimal, language: str
) -> None:
    latin = f"{number:,} %"
    other = latin.translate(str.maketrans("0123456789", DIGITS[language]))
    (read,) = printed_numbers(other, language)
    assert (read.value, read.unit) == (number, "percent")
    assert [n.value for n in printed_numbers(latin, language)] == [number]


@given(
    number=st.decimals(
        min_value=Decimal("0.1"), max_value=10**9, allow_nan=False, allow_infinity=False, places=1
    ),
    space=st.sampled_from(" \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"),
)
def test_numbers_holding_russian_separators_are_read(number: Decimal, space: str) -> None:
    russian = f"{number:,}".replace(",", space).replace(".", ",")
    assert numbers_holding(f"{russian} т", "ru", number, "t")


@given(
    digits=st.text("123456789", min_size=1, max_size=20),
    zeros=st.integers(min_value=0, max_value=20),
)
def test_significant_digits_trailing_zeros_do_not_count(digits: str, zeros: int) -> None:
    assert significant_digits(Decimal(digits + "0" * zeros)) == len(digits)


PIECES = [
    *" .,-/%$~½:",
    *"٣۴५7",
    *("000", "275,000", "million", "thousand", "t", "m", "x", "th", "USD", "top", "rank", "a"),
    *("hundred", "two", "fifty", "and", "half", "largest", "second", "place", "one of", "over"),
    *("два", "млрд", "место", "с половиной", "و", "نیم", "هزار", "یک", "ملياري", "साढ़े", "करोड़"),
    *("of", "metric", "2025", "double", "раза", "№", "\N{SUPERSCRIPT TWO}", "\N{MINUS SIGN}"),
]


@given(
    text=st.text() | st.lists(st.sampled_from(PIECES)).map(" ".join),
    language=st.text(),
    known=st.sampled_from(LANGUAGES),
)
@example(text="9" * 5000 + " million", language="en", known="en")
@example(text="9" * 5000 + " место", language="ru", known="ru")
@example(text="साढ़े " * 1200, language="", known="hi")
@example(text="\N{RIGHT-TO-LEFT MARK}", language="", known="ar")
@settings(deadline=None)  # the long examples are slow under coverage
def test_printed_numbers_any_text_never_raises(text: str, language: str, known: str) -> None:
    for code in (language, known):
        for number in printed_numbers(text, code):
            assert number.text in text
            assert number.significant_digits >= 1
            assert number.value.is_finite()


class CountingReader(Reader):
    """Fails when it looks up more than a text of its length can need."""

    looked_up = 0

    def phrase(self, meanings: Mapping[str, Any], start: int) -> tuple[Any, int] | None:
        self.looked_up += 1
        assert self.looked_up <= 100 * (len(self.tokens) + 1) ** 2
        return super().phrase(meanings, start)


def read_with(words: Lexicon, text: str) -> tuple[PrintedNumber, ...]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(reading, "lexicon", lambda _: words)
        patched.setattr(reading, "Reader", CountingReader)
        return printed_numbers(text, "en")


@pytest.mark.parametrize(
    ("text", "language", "value", "others"),
    [
        ("300 milyon ton", "en", "300000000", ("tr",)),
        ("131.000 tonnellate", "en", "131000", ("it",)),
        ("1,016 млн тонн", "en", "1016000", ("ru", "tg", "uk")),
        ("1,016 млн тонн", "en", "1016000000", ()),
        ("300 kegs", "en", "300", ()),
        ("300 tons", "ru", "301", ()),
    ],
)
def test_other_languages_holding_are_those_whose_words_say_so(
    text: str, language: str, value: str, others: tuple[str, ...]
) -> None:
    assert other_languages_holding(text, language, Decimal(value), "t") == others


def test_printed_numbers_word_without_a_scale_holds_no_number() -> None:
    words = replace(lexicon("ar"), single={"lone": True})
    assert read_with(words, "lone $lone lone t") == ()


DECIMALS = st.sampled_from([Decimal(number) for number in ("0", "0.5", "1", "7", "20", "100")])
MEANINGS: dict[Any, st.SearchStrategy[Any]] = {
    Decimal: DECIMALS,
    int: st.integers(0, 9),
    bool: st.just(True),
    str: st.sampled_from(("t", "USD", "rank", "other")),
    Hedge: st.just("about"),
}
SEPARATORS = st.just(("join", "fraction"))
WORDS = st.sampled_from(("", "a", "b", "c", "a b", "b a", "$", "c c"))
LEXICONS = st.builds(
    Lexicon,
    **{
        kind: st.dictionaries(WORDS, MEANINGS.get(get_args(table)[1], SEPARATORS), max_size=4)
        for kind, table in get_type_hints(Lexicon).items()
    },
)


@given(words=LEXICONS, text=st.text("abc $7ـ-", max_size=16))
@pytest.mark.whole
def test_printed_numbers_law_reading_ends_whatever_the_tables_hold(
    words: Lexicon, text: str
) -> None:
    assert all(number.text.strip() for number in read_with(words, text))
