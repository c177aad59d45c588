"""The numbers that claims print: what each language writes, what is never guessed, the laws."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

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

# words, language, value, unit, hedge: one number and nothing else.
EXAMPLES = [
    ("over 275,000 tons", "en", "275000", "t", "over"),
    ("more than 275,000 tons", "en", "275000", "t", "over"),
    ("approximately $1 billion", "en", "1000000000", "USD", "about"),
    ("around $560 million", "en", "560000000", "USD", "about"),
    ("double the previous year's amount", "en", "2", "times", "none"),
    ("more than doubled", "en", "2", "times", "over"),
    ("zero percent", "en", "0", "percent", "none"),
    ("52 per cent", "en", "52", "percent", "none"),
    ("52% increase", "en", "52", "percent", "none"),
    ("largest importer", "en", "1", "rank", "none"),
    ("second-largest buyer", "en", "2", "rank", "none"),
    ("the 3rd largest", "en", "3", "rank", "none"),
    ("rank 1", "en", "1", "rank", "none"),
    ("No. 1", "en", "1", "rank", "none"),
    ("ranked second", "en", "2", "rank", "none"),
    ("number one", "en", "1", "rank", "none"),
    ("as high as $3 trillion", "en", "3000000000000", "USD", "up-to"),
    ("about five times higher", "en", "5", "times", "about"),
    ("five-fold", "en", "5", "times", "none"),
    ("fivefold", "en", "5", "times", "none"),
    ("5x", "en", "5", "times", "none"),
    ("140,000 metric tons", "en", "140000", "t", "none"),
    ("surpassed 176,000 tons", "en", "176000", "t", "over"),
    ("1.016 million tonnes", "en", "1016000", "t", "none"),
    ("U.S.$170 million", "en", "170000000", "USD", "none"),
    ("170 million US dollars", "en", "170000000", "USD", "none"),
    ("170 million U.S. dollars", "en", "170000000", "USD", "none"),
    ("170 million $", "en", "170000000", "USD", "none"),
    ("will exceed US$1 billion in 2024", "en", "1000000000", "USD", "over"),
    ("exceeded the $1 billion mark", "en", "1000000000", "USD", "over"),
    ("ten billion dollars a year", "en", "10000000000", "USD", "none"),
    ("over a billion dollars", "en", "1000000000", "USD", "over"),
    ("two hundred and seventy-five thousand tons", "en", "275000", "t", "none"),
    ("a hundred thousand tons", "en", "100000", "t", "none"),
    ("two thousand five hundred tons", "en", "2500", "t", "none"),
    ("one and a half million tons", "en", "1500000", "t", "none"),
    ("almost half a billion dollars", "en", "500000000", "USD", "almost"),
    ("half a percent", "en", "0.5", "percent", "none"),
    ("nearly $1 trillion", "en", "1000000000000", "USD", "almost"),
    ("some USD 1 trillion", "en", "1000000000000", "USD", "about"),
    ("at least $80 million", "en", "80000000", "USD", "at-least"),
    ("over to the a the 80 tons", "en", "80", "t", "none"),
    ("$80 million or more", "en", "80000000", "USD", "at-least"),
    ("less than $80 million", "en", "80000000", "USD", "under"),
    ("up to $80 million", "en", "80000000", "USD", "up-to"),
    ("no more than $80 million", "en", "80000000", "USD", "up-to"),
    ("~$80m", "en", "80000000", "USD", "about"),
    ("$1bn", "en", "1000000000", "USD", "none"),
    ("$3 tn", "en", "3000000000000", "USD", "none"),
    ("$3t", "en", "3000000000000", "USD", "none"),
    ("3 t", "en", "3", "t", "none"),
    ("$480 a tonne", "en", "480", "USD", "none"),
    ("USD170 million", "en", "170000000", "USD", "none"),
    ("8 crore dollars", "en", "80000000", "USD", "none"),
    ("3,00,000 tons", "en", "300000", "t", "none"),
    ("1.016.000 tons", "en", "1016000", "t", "none"),
    ("1.016,5 tons", "en", "1016.5", "t", "none"),
    ("1,016.5 tons", "en", "1016.5", "t", "none"),
    ("−5 percent", "en", "-5", "percent", "none"),
    ("953.4", "en", "953.4", None, "none"),
    ("5 million rubles", "en", "5000000", "RUB", "none"),
    ("more than 30 million euros", "en", "30000000", "EUR", "over"),
    ("€1.2 bn", "en", "1200000000", "EUR", "none"),
    ("€3t", "en", "3000000000000", "EUR", "none"),
    ("nearly 25 million Georgian lari", "en", "25000000", "GEL", "almost"),
    ("€5 million", "en", "5000000", "EUR", "none"),
    ("two thirds", "en", "2", "other", "none"),
    ("5G", "en", "5", "other", "none"),
    ("около 560 млн долларов", "ru", "560000000", "USD", "about"),
    ("превысил один миллиард долларов", "ru", "1000000000", "USD", "over"),
    ("превысил миллиард долларов", "ru", "1000000000", "USD", "over"),
    ("перешагнул отметку в 1 миллиард долларов", "ru", "1000000000", "USD", "over"),
    ("достиг миллиарда долларов", "ru", "1000000000", "USD", "none"),
    ("вырос до миллиарда долларов", "ru", "1000000000", "USD", "none"),
    ("оценивается в миллиард долларов", "ru", "1000000000", "USD", "none"),
    ("составил почти миллион тонн", "ru", "1000000", "t", "almost"),
    ("порядка 170 миллионов долларов", "ru", "170000000", "USD", "about"),
    ("превысив 920 тысяч тонн", "ru", "920000", "t", "over"),
    ("может превысить $3 млрд", "ru", "3000000000", "USD", "over"),
    ("превысили 176 тыс. тонн", "ru", "176000", "t", "over"),
    ("вырос более чем в 5 раз", "ru", "5", "times", "over"),
    ("в 4,9 раза больше", "ru", "4.9", "times", "none"),
    ("вырос вдвое", "ru", "2", "times", "none"),
    ("100,6 тыс. т", "ru", "100600", "t", "none"),
    ("1 016 000,5 т", "ru", "1016000.5", "t", "none"),
    ("1,5 млн", "ru", "1500000", None, "none"),
    ("0.125 т", "ru", "0.125", "t", "none"),
    ("4.9 раза", "ru", "4.9", "times", "none"),
    ("50млн тонн", "ru", "50000000", "t", "none"),
    ("1 млн 200 тыс. тонн", "ru", "1200000", "t", "none"),
    ("три миллиарда долларов", "ru", "3000000000", "USD", "none"),
    ("трёх млрд долларов", "ru", "3000000000", "USD", "none"),
    ("двести пятьдесят три тысячи тонн", "ru", "253000", "t", "none"),
    ("три с половиной миллиарда долларов", "ru", "3500000000", "USD", "none"),
    ("полтора миллиарда долларов", "ru", "1500000000", "USD", "none"),
    ("почти 19 процентов", "ru", "19", "percent", "almost"),
    ("не менее 5 трлн долларов США", "ru", "5000000000000", "USD", "at-least"),
    ("стал крупнейшим импортером", "ru", "1", "rank", "none"),
    ("второе место", "ru", "2", "rank", "none"),
    ("2-е место", "ru", "2", "rank", "none"),
    ("1 место", "ru", "1", "rank", "none"),
    ("второй по величине", "ru", "2", "rank", "none"),
    ("503 млн рублей", "ru", "503000000", "RUB", "none"),
    ("свыше 2 млрд армянских драмов", "ru", "2000000000", "AMD", "over"),
    ("حدود ۵۵ میلیون افغانی", "fa", "55000000", "AFN", "about"),
    ("حدود ۵۵ میلیون دالر", "fa", "55000000", "USD", "about"),
    ("حدوداً شش برابر", "fa", "6", "times", "about"),
    ("بیش از یک میلیارد دالر", "fa", "1000000000", "USD", "over"),
    ("۱ میلیارد و ۲۰۰ میلیون دالر", "fa", "1200000000", "USD", "none"),
    ("یک و نیم میلیارد دالر", "fa", "1500000000", "USD", "none"),
    ("یک میلیارد و نیم دالر", "fa", "1500000000", "USD", "none"),
    ("دو هزار میلیارد دالر", "fa", "2000000000000", "USD", "none"),
    ("سه تریلیون دالر", "fa", "3000000000000", "USD", "none"),
    ("بیست و پنج درصد", "fa", "25", "percent", "none"),
    ("۱۹ فیصد", "fa", "19", "percent", "none"),
    ("۴/۹ برابر", "fa", "4.9", "times", "none"),
    ("۴٫۹ برابر", "fa", "4.9", "times", "none"),
    ("۳۹۰ هزار و ۱۰۰ تن", "fa", "390100", "t", "none"),
    ("۱ میلیون و ۱۶ هزار و ۵۰۰ تن", "fa", "1016500", "t", "none"),
    ("از ۱۷۶ هزار تن فراتر رفت", "fa", "176000", "t", "over"),
    ("۲۷۵٬۰۰۰ تن", "fa", "275000", "t", "none"),
    ("۲۷۵،۰۰۰ تن", "fa", "275000", "t", "none"),
    ("بزرگ‌ترین واردکننده", "fa", "1", "rank", "none"),
    ("نحو 560 مليون دولار", "ar", "560000000", "USD", "about"),
    ("١٬٢٣٤٫٥ طن", "ar", "1234.5", "t", "none"),
    ("1,5 مليار دولار", "ar", "1500000000", "USD", "none"),
    ("275,000 طن", "ar", "275000", "t", "none"),
    ("ملياري دولار", "ar", "2000000000", "USD", "none"),
    ("أكثر من مليار دولار", "ar", "1000000000", "USD", "over"),
    ("بلغت مليار دولار", "ar", "1000000000", "USD", "none"),
    ("ارتفع إلى مليار دولار", "ar", "1000000000", "USD", "none"),
    ("مليار ونصف دولار", "ar", "1500000000", "USD", "none"),
    ("خمسة آلاف طن", "ar", "5000", "t", "none"),
    ("52 في المئة", "ar", "52", "percent", "none"),
    ("خمسة أضعاف", "ar", "5", "times", "none"),
    ("أكبر مستورد", "ar", "1", "rank", "none"),
    ("ثاني أكبر مستورد", "ar", "2", "rank", "none"),
    ("superato le 176mila tonnellate", "it", "176000", "t", "over"),
    ("oltre 10.500 tonnellate", "it", "10500", "t", "over"),
    ("un milione di tonnellate", "it", "1000000", "t", "none"),
    ("due milioni e mezzo di tonnellate", "it", "2500000", "t", "none"),
    ("quasi 80 milioni di dollari", "it", "80000000", "USD", "almost"),
    ("circa 1,5 miliardi di dollari", "it", "1500000000", "USD", "about"),
    ("più di 3 volte", "it", "3", "times", "over"),
    ("sono raddoppiate", "it", "2", "times", "none"),
    ("il più grande importatore", "it", "1", "rank", "none"),
    ("3 milioni di euro", "it", "3000000", "EUR", "none"),
    ("8 करोड़ डॉलर से अधिक", "hi", "80000000", "USD", "over"),
    ("लगभग 5 लाख टन", "hi", "500000", "t", "about"),
    ("साढ़े तीन करोड़ डॉलर", "hi", "35000000", "USD", "none"),
    ("52 प्रतिशत", "hi", "52", "percent", "none"),
    ("सबसे बड़ा आयातक", "hi", "1", "rank", "none"),
    ("৩৬৬ মিলিয়ন ডলারে", "bn", "366000000", "USD", "none"),
    ("৫ লাখ টন", "bn", "500000", "t", "none"),
    ("৮ কোটি ডলারের বেশি", "bn", "80000000", "USD", "over"),
    ("৫২ শতাংশ", "bn", "52", "percent", "none"),
    ("تجاوزت […] 176 ألف طن", "ar", "176000", "t", "over"),
    ("exceeded plans […] 5 tons", "en", "5", "t", "none"),
    ("$5", "nl", "5", "USD", "none"),
    ("131 000", "nl", "131000", None, "none"),
]

# Words that hold no number, or one that cannot be told.
NOTHING = [
    ("", "en"),
    ("millions of dollars", "en"),
    ("several million dollars", "en"),
    ("one of the largest importers", "en"),
    ("among the largest", "en"),
    ("double-digit growth", "en"),
    ("exceeded millions of dollars", "en"),
    ("No one", "en"),
    ("top of the list", "en"),
    ("second time", "en"),
    ("100,6 tons", "en"),
    ("2023/24", "en"),
    ("10:30", "en"),
    ("1.2.3", "en"),
    ("1½ million", "en"),
    (".5 million", "en"),
    ("G20", "en"),
    ("12/345.6", "en"),
    ("до миллиардов долларов", "ru"),
    ("131.000 т", "ru"),
    ("1.016 млн тонн", "ru"),
    ("131 000.5", "ru"),
    ("12,34.5", "en"),
    ("1,016,5 т", "ru"),
    ("один из крупнейших", "ru"),
    ("۱۴۰۳/۵", "fa"),
    ("أكبر من", "ar"),
    ("uno dei maggiori", "it"),
    ("fino a milioni di dollari", "it"),
    ("uno dei più grandi", "it"),
    ("4.9 volte", "it"),
    ("साढ़े", "hi"),
    ("100,6", "nl"),
    ("300,000 т", "ru"),
]

# words, language, value, unit, the scale of the table, whether the words hold the value
HELD = [
    ("$3 billion by 2025", "en", "3000000000", "USD", None, True),
    ("$3 billion by 2025", "en", "2025", "USD", None, False),
    ("$480 a tonne", "en", "480", "USD/t", None, True),
    ("700,000 tons", "en", "700000", "t/year", None, True),
    ("ten billion dollars a year", "en", "10000000000", "USD/year", None, True),
    ("1,5 млн", "ru", "1500000", "USD", None, True),
    ("503 млн рублей", "ru", "503000000", "USD", None, False),
    ("52", "en", "52", "percent", None, False),
    ("52 percentage points", "en", "52", "percent", None, False),
    ("5", "en", "5", "times", None, False),
    ("1", "en", "1", "rank", None, False),
    ("three largest importers", "en", "1", "rank", None, False),
    ("top five importers", "en", "1", "rank", None, False),
    ("doubled to $80 million", "en", "2", "times", None, True),
    ("doubled to $80 million", "en", "80000000", "USD", None, True),
    ("5 $10", "en", "10", "USD", None, False),
    ("5 $10", "en", "5", "percent", None, False),
    ("fell 19 percent", "en", "-19", "percent", None, True),
    ("13.5% less than in 2023", "en", "-13.5", "percent", None, True),
    ("less than 13.5%", "en", "-13.5", "percent", None, False),
    ("на 5% меньше", "ru", "-5", "percent", None, True),
    ("рост меньше 5%", "ru", "-5", "percent", None, False),
    ("5% أقل", "ar", "-5", "percent", None, True),
    ("un calo del 19 per cento", "it", "-19", "percent", None, True),
    ("rose 19 percent", "en", "-19", "percent", None, False),
    ("953.4", "en", "953400000", "USD", "1000000", True),
    ("953.4", "en", "953.4", "USD", "1000000", False),
    ("$132 million", "en", "132000000", "USD", "1000000", True),
    ("$132 million", "en", "132000000", "barrels", None, False),
    ("$132 million", "en", "NaN", "USD", None, False),
    ("1990 953.4", "en", "953.4", "t", None, True),
    ("سال ۱۴۰۳ ۵۵ میلیون دالر", "fa", "1403", "USD", None, False),
    ("200 million people and 5 tons", "en", "200000000", "t", None, False),
    ("$3 billion 503 tons", "en", "3000000000", "USD", None, True),
    ("€5 dollars", "en", "5", "USD", None, False),
    ("€5 million", "en", "5000000", "EUR", None, True),
    ("€5 million", "en", "5000000", "USD", None, False),
    ("$5 million", "en", "5000000", "EUR/year", None, False),
    ("5 USD", "en", "5", "USD", None, True),
    ("1,5 млн", "ru", "1500000", "USD", "1000000", True),
    ("503 млн 239 млн", "ru", "503000000", "USD", None, False),
    ("5 million -3 thousand", "en", "5000000", "t", None, False),
    ("71,000 300 tons", "en", "71000", "t", None, False),
    ("$5 USD", "en", "5", "USD", None, True),
    # What stands beside a number may be a part of it, or make something else of it.
    ("$100/t", "en", "100", "USD/t", None, True),
    ("$100/barrel", "en", "100", "USD", None, False),
    ("5 million tons/year", "en", "5000000", "t/year", None, True),
    ("5 million t/day", "en", "5000000", "t", None, False),
    ("$1.2bn/$1.3bn", "en", "1200000000", "USD", None, False),
    ("twice $1 billion", "en", "1000000000", "USD", None, False),
    ("5 plus 6 million tons", "en", "6000000", "t", None, False),
    ("a factor of 5", "en", "5", "t", None, False),
    ("one twenty tons", "en", "20", "t", None, False),
    ("Canada five million tons", "en", "5000000", "t", None, False),
    ("Canada over five million tons", "en", "5000000", "t", None, True),
    ("Canada and five million tons", "en", "5000000", "t", None, False),
    ("Canada 5 million tons", "en", "5000000", "t", None, True),
    ("5 million and a half-score tons", "en", "5000000", "t", None, False),
    ("131½ 5 tons", "en", "5", "t", None, False),
    ("1.016 и 5 тонн", "ru", "5", "t", None, False),
    ("сто с лишним миллионов тонн", "ru", "100", "t", None, False),
    ("5 в миллионов тонн", "ru", "5", "t", None, False),
    ("5 всего миллионов тонн", "ru", "5", "t", None, False),
    ("1 млн. 200 тонн", "ru", "200", "t", None, False),
    ("300 т. р.", "ru", "300", "t", None, False),
    ("дві третини мільйона тонн", "uk", "1000000", "t", None, False),
    ("دو نیم میلیون تن", "fa", "1000000", "t", None, False),
    ("2024 5 tons", "en", "5", "t", None, True),
    ("2024-5 tons", "en", "5", "t", None, False),
    ("rose from 5 million tons to 6 million tons", "en", "5000000", "t", None, True),
    ("one point twenty-five million tons", "en", "1250000", "t", None, True),
    ("tons: Armenia 1,290", "en", "1290", "t", None, True),
    ("50 million Pakistan rupees", "en", "50000000", "USD", None, False),
    ("50 million this year", "en", "50000000", "USD", None, True),
    ("Кабул занял второе место", "ru", "2", "rank", None, True),
    ("двадцать второе место", "ru", "2", "rank", None, False),
    ("one point tons", "en", "1", "t", None, False),
    ("300.000 tons", "en", "300", "t", None, False),
    ("$1,5...2 млрд", "ru", "1.5", "USD", None, False),
    ("5 May", "en", "5", "t", None, False),
    ("$300 each", "en", "300", "USD", None, False),
    ("300 tons per train", "en", "300", "t", None, False),
    ("$300 million each year", "en", "300000000", "USD", None, True),
    ("साढ़े तीन सौ टन", "hi", "350", "t", None, True),
    ("सवा सौ टन", "hi", "125", "t", None, True),
    ("one point half a ton", "en", "1", "t", None, False),
    ("nineteen point one hundred tons", "en", "100", "t", None, False),
    ("zero point zero five percent", "en", "0.05", "percent", None, True),
    # A change prints scale and unit once, if the two numbers tell what the words tell.
    ("reduced from 157 to 137 million US$", "en", "157000000", "USD", None, True),
    ("reduced from 157 to 137 million US$", "en", "137000000", "USD", None, True),
    ("rose from $157 to $165 million", "en", "157000000", "USD", None, True),
    ("снизился с 157 до 137 млн долларов", "ru", "157000000", "USD", None, True),
    ("rose from 157 to 137 million US$", "en", "157000000", "USD", None, False),
    ("rose from 137 or 157 million US$", "en", "137000000", "USD", None, False),
    ("from 157 to 137 million US$", "en", "157000000", "USD", None, False),
    ("fell from 5,000 to 1 thousand tons", "en", "5000000", "t", None, False),
    ("rose from 3 kg to 5 million tons", "en", "3000000", "t", None, False),
    ("rose from €3 to $5 million", "en", "3000000", "USD", None, False),
    ("rose from 3 to 5 tons", "en", "3", "t", None, False),
    # What is left out may hold a unit.
    ("5 […] 6 million tonnes", "en", "5", "t", None, False),
    ("176 […] thousand tonnes", "en", "176", "t", None, False),
]

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


def whole_numbers(text: str, language: str) -> list[PrintedNumber]:
    return [number for number in printed_numbers(text, language) if number.obstacle is None]


@pytest.mark.parametrize(("text", "language", "value", "unit", "hedge"), EXAMPLES)
def test_printed_numbers_example_reads_one_number(
    text: str, language: str, value: str, unit: str | None, hedge: str
) -> None:
    read = [(n.value, n.unit, n.hedge) for n in whole_numbers(text, language)]
    assert read == [(Decimal(value), unit, hedge)]


@pytest.mark.parametrize(("text", "language"), NOTHING)
def test_printed_numbers_unreadable_words_give_nothing(text: str, language: str) -> None:
    assert whole_numbers(text, language) == []


@pytest.mark.parametrize(("text", "language", "value", "unit", "scale", "expected"), HELD)
def test_numbers_holding_example_answers(
    text: str, language: str, value: str, unit: str, scale: str | None, expected: bool
) -> None:
    table_scale = None if scale is None else Decimal(scale)
    assert (
        bool(numbers_holding(text, language, Decimal(value), unit, scale=table_scale)) is expected
    )


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
def test_printed_numbers_law_reading_ends_whatever_the_tables_hold(
    words: Lexicon, text: str
) -> None:
    assert all(number.text.strip() for number in read_with(words, text))
