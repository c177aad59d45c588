"""Numbers as the sources print them: reads the few printed words of a claim into exact numbers.

Owns the words, digits and separators of English, Russian, Persian and Dari, Arabic, Hindi and
Bengali. Must not look at claims, files or tables, and must not guess: words that it does not
know give no number. In a language without a table here, only plain digits and symbols count.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from functools import cache
from typing import Literal, TypeVar

__all__ = ["PrintedNumber", "hedge_of", "holds_value", "printed_numbers", "significant_digits"]

# How the tables are written: words apart by spaces, the words of one phrase joined by '_'.
# Languages are ISO 639-1 codes; SHARED holds what means the same on any page. Every language
# also reads English words, because press pages mix them in.
SHARED = "shared"
LANGUAGES = ("en", "ru", "fa", "ar", "hi", "bn")
LONGEST_PHRASE = 4
MOST_HEDGE_FILLERS = 3

MASCULINE = ("", "а", "у", "ом", "е", "ы", "ов", "ам", "ами", "ах")
FEMININE = ("", "а", "ы", "е", "у", "ой", "ам", "ами", "ах")


def inflect(stem: str, endings: Iterable[str]) -> str:
    """Give every form of a noun as one table entry."""
    return " ".join(stem + ending for ending in endings)


NUMBER_WORDS: dict[str, dict[Decimal, str]] = {
    "en": {
        Decimal(0): "zero",
        Decimal(1): "one",
        Decimal(2): "two",
        Decimal(3): "three",
        Decimal(4): "four",
        Decimal(5): "five",
        Decimal(6): "six",
        Decimal(7): "seven",
        Decimal(8): "eight",
        Decimal(9): "nine",
        Decimal(10): "ten",
        Decimal(11): "eleven",
        Decimal(12): "twelve",
        Decimal(13): "thirteen",
        Decimal(14): "fourteen",
        Decimal(15): "fifteen",
        Decimal(16): "sixteen",
        Decimal(17): "seventeen",
        Decimal(18): "eighteen",
        Decimal(19): "nineteen",
        Decimal(20): "twenty",
        Decimal(30): "thirty",
        Decimal(40): "forty",
        Decimal(50): "fifty",
        Decimal(60): "sixty",
        Decimal(70): "seventy",
        Decimal(80): "eighty",
        Decimal(90): "ninety",
        Decimal(100): "a_hundred",
    },
    "ru": {
        Decimal("1.5"): "полтора полторы полутора",
        Decimal(1): "один одна одно одного одной одному одним одну одном",
        Decimal(2): "два две двух двум двумя",
        Decimal(3): "три трех трем тремя",
        Decimal(4): "четыре четырех четырем четырьмя",
        Decimal(5): "пять пяти пятью",
        Decimal(6): "шесть шести шестью",
        Decimal(7): "семь семи семью",
        Decimal(8): "восемь восьми восемью",
        Decimal(9): "девять девяти девятью",
        Decimal(10): "десять десяти десятью",
        Decimal(11): "одиннадцать одиннадцати",
        Decimal(12): "двенадцать двенадцати",
        Decimal(13): "тринадцать тринадцати",
        Decimal(14): "четырнадцать четырнадцати",
        Decimal(15): "пятнадцать пятнадцати",
        Decimal(16): "шестнадцать шестнадцати",
        Decimal(17): "семнадцать семнадцати",
        Decimal(18): "восемнадцать восемнадцати",
        Decimal(19): "девятнадцать девятнадцати",
        Decimal(20): "двадцать двадцати двадцатью",
        Decimal(30): "тридцать тридцати тридцатью",
        Decimal(40): "сорок сорока",
        Decimal(50): "пятьдесят пятидесяти",
        Decimal(60): "шестьдесят шестидесяти",
        Decimal(70): "семьдесят семидесяти",
        Decimal(80): "восемьдесят восьмидесяти",
        Decimal(90): "девяносто девяноста",
        Decimal(100): "сто ста",
        Decimal(200): "двести двухсот",
        Decimal(300): "триста трехсот",
        Decimal(400): "четыреста четырехсот",
        Decimal(500): "пятьсот пятисот",
        Decimal(600): "шестьсот шестисот",
        Decimal(700): "семьсот семисот",
        Decimal(800): "восемьсот восьмисот",
        Decimal(900): "девятьсот девятисот",
    },
    "fa": {
        Decimal(1): "یک",
        Decimal(2): "دو",
        Decimal(3): "سه",
        Decimal(4): "چهار",
        Decimal(5): "پنج",
        Decimal(6): "شش",
        Decimal(7): "هفت",
        Decimal(8): "هشت",
        Decimal(9): "نه",
        Decimal(10): "ده",
        Decimal(20): "بیست",
        Decimal(30): "سی",
        Decimal(40): "چهل",
        Decimal(50): "پنجاه",
        Decimal(60): "شصت",
        Decimal(70): "هفتاد",
        Decimal(80): "هشتاد",
        Decimal(90): "نود",
        Decimal(100): "صد یکصد",
        Decimal(200): "دوصد دویست",
        Decimal(300): "سه_صد سیصد",
        Decimal(500): "پنج_صد پنجصد پانصد",
    },
    "ar": {
        Decimal(1): "واحد واحدة",
        Decimal(2): "اثنان اثنين اثنتان اثنتين",
        Decimal(3): "ثلاثة ثلاث",
        Decimal(4): "أربعة أربع",
        Decimal(5): "خمسة خمس",
        Decimal(6): "ستة ست",
        Decimal(7): "سبعة سبع",
        Decimal(8): "ثمانية ثماني ثمان",
        Decimal(9): "تسعة تسع",
        Decimal(10): "عشرة عشر",
        Decimal(100): "مئة مائة",
        Decimal(200): "مئتا مئتي مائتا مائتي",
    },
    "hi": {
        Decimal("1.5"): "डेढ़",
        Decimal("2.5"): "ढाई",
        Decimal(1): "एक",
        Decimal(2): "दो",
        Decimal(3): "तीन",
        Decimal(4): "चार",
        Decimal(5): "पांच पाँच",
        Decimal(6): "छह छः",
        Decimal(7): "सात",
        Decimal(8): "आठ",
        Decimal(9): "नौ",
        Decimal(10): "दस",
    },
    "bn": {
        Decimal("1.5"): "দেড়",
        Decimal("2.5"): "আড়াই",
        Decimal(1): "এক",
        Decimal(2): "দুই",
        Decimal(3): "তিন",
        Decimal(4): "চার",
        Decimal(5): "পাঁচ",
        Decimal(6): "ছয়",
        Decimal(7): "সাত",
        Decimal(8): "আট",
        Decimal(9): "নয়",
        Decimal(10): "দশ",
    },
}

# Powers of ten.
SCALES: dict[str, dict[int, str]] = {
    "en": {
        3: "thousand thousands",
        5: "lakh lakhs lac",
        6: "million millions mln mn",
        7: "crore crores",
        9: "billion billions bln bn",
        12: "trillion trillions trln trn tn",
    },
    "ru": {
        3: f"{inflect('тысяч', [*FEMININE, 'и', 'ей', 'ью'])} тыс",
        6: f"{inflect('миллион', MASCULINE)} млн",
        9: f"{inflect('миллиард', MASCULINE)} млрд",
        12: f"{inflect('триллион', MASCULINE)} трлн",
    },
    "fa": {
        3: "هزار",
        6: "میلیون ملیون",
        9: "میلیارد ملیارد بیلیون بلیون",
        12: "تریلیون ترلیون",
    },
    "ar": {
        3: "ألف ألفا آلاف ألفي",
        6: "مليون مليونا ملايين مليوني",
        9: "مليار مليارا مليارات ملياري بليون بلايين بليوني",
        12: "تريليون تريليونا تريليونات تريليوني",
    },
    "hi": {
        3: "हज़ार हजार",
        5: "लाख",
        6: "मिलियन",
        7: "करोड़",
        9: "अरब बिलियन",
        11: "खरब",
        12: "ट्रिलियन",
    },
    "bn": {
        3: "হাজার",
        5: "লাখ লক্ষ",
        6: "মিলিয়ন",
        7: "কোটি",
        9: "বিলিয়ন",
        12: "ট্রিলিয়ন",
    },
}

# One letter means a scale only where it touches the digits: '$560m', but not '5 m'.
TOUCHING_SCALES: dict[str, dict[int, str]] = {SHARED: {3: "k", 6: "m mm", 9: "b"}}

# Scale words that hold a number without one before them: an Arabic dual anywhere, any scale after
# an article ('a billion'), these singulars at the start of the words or after a hedge.
DUALS: dict[str, str] = {"ar": "ألفي مليوني ملياري بليوني تريليوني"}
ARTICLES: dict[str, str] = {"en": "a an"}
SINGULARS: dict[str, str] = {
    "ru": " ".join(inflect(stem, MASCULINE[:5]) for stem in ("миллион", "миллиард", "триллион")),
    "ar": "مليون مليار تريليون",
}
HUNDREDS: dict[str, str] = {"en": "hundred"}

# Words that join the parts of one number. Across scale words only those of the second table do:
# '3 billion and 2 million tons' may be two numbers.
PART_CONNECTORS: dict[str, str] = {"en": "and", "fa": "و", "ar": "و"}
SCALE_CONNECTORS: dict[str, str] = {"fa": "و", "ar": "و"}

FRACTIONS_BEFORE: dict[str, dict[Decimal, str]] = {
    "hi": {Decimal("0.5"): "साढ़े", Decimal("0.25"): "सवा", Decimal("-0.25"): "पौने"},
    "bn": {Decimal("0.5"): "সাড়ে", Decimal("0.25"): "সোয়া", Decimal("-0.25"): "পৌনে"},
}
FRACTIONS_AFTER: dict[str, dict[Decimal, str]] = {
    "en": {Decimal("0.5"): "and_a_half"},
    "ru": {Decimal("0.5"): "с_половиной"},
    "fa": {Decimal("0.5"): "و_نیم"},
    "ar": {Decimal("0.5"): "ونصف و_نصف"},
}

# 'other' is a unit that the words name and the data has not: rubles, barrels, years, thirds.
UNITS: dict[str, dict[str, str]] = {
    SHARED: {"USD": "$ usd us_$ $_us", "percent": "% ٪", "times": "×", "other": "€ £ ₽ ؋ ¥ ₹"},
    "en": {
        "USD": "dollar dollars u_._s_._dollars",
        "t": "t ton tons tonne tonnes mt",
        "percent": "percent per_cent pct",
        "times": "times fold",
        "other": "ruble rubles rouble roubles rub rur euro euros eur yuan cny afghani afghanis afn "
        "rupee rupees somoni kg kilogram kilograms kilo kilos pound pounds lb lbs barrel barrels "
        "litre litres liter liters gallon gallons cubic km kilometre kilometres kilometer "
        "kilometers mile miles year years month months week weeks day days hour hours people "
        "persons companies firms countries wagons trucks percentage point points half halves "
        "third thirds quarter quarters fifth fifths tenth tenths st nd rd th",
    },
    "ru": {
        "USD": f"{inflect('доллар', MASCULINE)} долл",
        "t": f"{inflect('тонн', FEMININE)} т тн",
        "percent": f"{inflect('процент', MASCULINE)} проц",
        "times": "раз раза",
        "other": "рубль рубля рублей рублям рублями руб евро юань юаня юаней афгани кг "
        f"{inflect('килограмм', MASCULINE)} {inflect('литр', MASCULINE)} баррель барреля баррелей "
        "куб кубометров км километров г гг год года году годом годы годов лет месяц месяца "
        "месяцев день дня дней человек компаний стран вагонов процентный процентных процентного "
        "пункт пункта пунктов треть трети четверть четверти",
    },
    "fa": {
        "USD": "دالر دلار دالری دلاری",
        "t": "تن",
        "percent": "درصد فیصد فی_صد",
        "times": "برابر برابری چند",
        "other": "روبل یورو افغانی یوان روپیه کیلوگرم کیلو کیلومتر بشکه لیتر سال ماه روز نفر کشور",
    },
    "ar": {
        "USD": "دولار دولارا دولارات",
        "t": "طن طنا أطنان",
        "percent": "في_المئة في_المائة بالمئة بالمائة",
        "times": "ضعف ضعفا أضعاف مرة مرات",
        "other": "روبل يورو يوان أفغاني كيلوغرام كيلومتر برميل لتر عام سنة سنوات شهر أشهر يوم شخص",
    },
    "hi": {
        "USD": "डॉलर डालर डॉलरों",
        "t": "टन",
        "percent": "प्रतिशत फीसदी फ़ीसदी",
        "times": "गुना गुणा",
        "other": "रुपये रुपए रुपया रूबल यूरो युआन किलोग्राम किलो बैरल लीटर साल वर्ष महीने दिन लोग",
    },
    "bn": {
        "USD": "ডলার ডলারে ডলারের",
        "t": "টন টনের",
        "percent": "শতাংশ",
        "times": "গুণ গুন",
        "other": "টাকা টাকার রুবল ইউরো ইউয়ান কেজি ব্যারেল লিটার বছর মাস দিন জন",
    },
}
TOUCHING_UNITS: dict[str, dict[str, str]] = {SHARED: {"times": "x х"}}

# Words between a number and its unit that change neither.
UNIT_FILLERS: dict[str, str] = {
    SHARED: ".",
    "en": "metric us u_._s_. american",
    "ru": "американских метрических",
    "fa": "متریک",
    "hi": "मीट्रिक मेट्रिक अमेरिकी",
    "bn": "মেট্রিক মার্কিন",
}

# What may stand before a number and give it its unit.
PREFIXES: dict[str, dict[str, str]] = {
    SHARED: {"USD": "$ usd us_$", "other": "€ £ ₽ ؋ ¥ ₹"},
    "en": {"USD": "u_._s_._$", "rank": "rank ranks ranked number no no_. #", "other": "eur rub"},
}

# Words that hold a multiple by themselves.
MULTIPLES: dict[str, dict[Decimal, str]] = {
    "en": {
        Decimal(2): "double doubled doubles doubling twice twofold",
        Decimal(3): "triple tripled triples tripling thrice threefold",
        Decimal(4): "quadruple quadrupled quadrupling fourfold",
        Decimal(5): "fivefold",
        Decimal(6): "sixfold",
        Decimal(7): "sevenfold",
        Decimal(8): "eightfold",
        Decimal(9): "ninefold",
        Decimal(10): "tenfold",
    },
    "ru": {
        Decimal("1.5"): "полуторакратный полуторакратно",
        Decimal(2): "вдвое удвоил удвоила удвоило удвоили удвоился удвоилась удвоилось удвоились "
        "двукратный двукратно двукратного двукратное",
        Decimal(3): "втрое утроил утроила утроило утроили утроился утроилась утроилось утроились "
        "трехкратный трехкратно трехкратного трехкратное",
        Decimal(4): "вчетверо четырехкратный четырехкратно",
        Decimal(5): "впятеро пятикратный пятикратно",
        Decimal(6): "вшестеро шестикратный шестикратно",
    },
    "fa": {Decimal(2): "دوبرابر دوچند"},
    "hi": {Decimal(2): "दोगुना दोगुनी दोगुने दुगुना", Decimal(3): "तिगुना तीनगुना"},
    "bn": {Decimal(2): "দ্বিগুণ", Decimal(3): "তিনগুণ"},
}

SUPERLATIVES: dict[str, str] = {
    "en": "largest biggest top",
    "ru": (
        "крупнейший крупнейшего крупнейшему крупнейшим крупнейшем крупнейшая крупнейшей "
        "крупнейшую крупнейшее самый_крупный самым_крупным"
    ),
    "fa": "بزرگترین بزرگ_ترین",
    "ar": "أكبر",
    "hi": "सबसे_बड़ा सबसे_बड़ी सबसे_बड़े",
    "bn": "সবচেয়ে_বড় সবচেয়ে_বড় বৃহত্তম",
}
# Words that make a rank of the ordinal before them, and of nothing else.
PLACES: dict[str, str] = {
    "en": "place position",
    "ru": "место месте места по_величине по_объему",
}
ORDINALS: dict[str, dict[int, str]] = {
    "en": {
        1: "first",
        2: "second",
        3: "third",
        4: "fourth",
        5: "fifth",
        6: "sixth",
        7: "seventh",
        8: "eighth",
        9: "ninth",
        10: "tenth",
    },
    "ru": {
        1: "первый первого первому первым первое первом первая",
        2: "второй второго второму вторым второе втором вторая",
        3: "третий третьего третьему третьим третье третьем третья",
        4: "четвертый четвертым четвертое четвертом четвертая",
        5: "пятый пятым пятое пятом пятая",
    },
    "fa": {2: "دومین", 3: "سومین", 4: "چهارمین", 5: "پنجمین"},
    "ar": {2: "ثاني", 3: "ثالث", 4: "رابع", 5: "خامس"},
    "hi": {2: "दूसरा दूसरी दूसरे", 3: "तीसरा तीसरी तीसरे", 4: "चौथा", 5: "पांचवां"},
    "bn": {2: "দ্বিতীয়", 3: "তৃতীয়", 4: "চতুর্থ", 5: "পঞ্চম"},
}
ORDINAL_ENDINGS: dict[str, str] = {
    "en": "st nd rd th",
    "ru": "й я е м го",
}

# Phrases that hold a number word and no number.
NOT_NUMBERS: dict[str, str] = {
    "en": (
        "one_of one_of_the one_of_the_largest one_of_the_biggest one_of_the_top of_the_largest "
        "among_the_largest among_the_biggest among_the_top among_largest half_a no_one the_top_of "
        "top_of double_digit double_digits triple_digit triple_digits"
    ),
    "ru": "один_из одна_из одно_из одного_из одной_из одним_из одну_из",
    "fa": "یکی_از نه_تنها",
    "ar": "أكبر_من",
}

Hedge = Literal["none", "about", "almost", "over", "at-least", "under", "up-to"]

# Hedges that stand before the number.
HEDGES: dict[str, dict[Hedge, str]] = {
    SHARED: {"about": "~ ≈", "over": ">", "at-least": "≥", "under": "<", "up-to": "≤"},
    "en": {
        "about": "about around approximately approx approx_. roughly some circa ca ca_.",
        "almost": "almost nearly close_to approaching",
        "over": "over more_than above exceed exceeds exceeded exceeding surpass surpasses "
        "surpassed surpassing top tops topped topping in_excess_of upwards_of greater_than "
        "higher_than",
        "at-least": "at_least no_less_than not_less_than no_fewer_than a_minimum_of",
        "under": "under less_than below fewer_than just_under",
        "up-to": "up_to as_high_as as_much_as as_many_as at_most no_more_than not_more_than "
        "a_maximum_of not_over not_exceed not_exceeding",
    },
    "ru": {
        "about": "около примерно приблизительно порядка ориентировочно",
        "almost": "почти практически близко_к",
        "over": "более больше свыше более_чем больше_чем превысил превысила превысило превысили "
        "превышает превышают превысит превысят перешагнул перешагнула перешагнуло перешагнули",
        "at-least": "не_менее не_менее_чем не_меньше не_меньше_чем как_минимум минимум "
        "по_меньшей_мере",
        "under": "менее меньше менее_чем меньше_чем ниже",
        "up-to": "не_более не_более_чем не_больше не_больше_чем максимум не_превысил не_превышает",
    },
    "fa": {
        "about": "حدود در_حدود تقریبا تقریباً نزدیک",
        "almost": "نزدیک_به قریب قریب_به",
        "over": "بیش_از بیشتر_از بالغ_بر بالاتر_از",
        "at-least": "حداقل دست_کم",
        "under": "کمتر_از زیر",
        "up-to": "حداکثر",
    },
    "ar": {
        "about": "نحو حوالي حوالى قرابة زهاء تقريبا",
        "almost": "ما_يقارب ما_يقرب_من يقارب",
        "over": "أكثر_من تجاوز تجاوزت يتجاوز تتجاوز تخطى تخطت يزيد_عن يزيد_على فوق",
        "at-least": "لا_يقل_عن على_الأقل ما_لا_يقل_عن",
        "under": "أقل_من دون",
        "up-to": "يصل_إلى لا_يزيد_عن بحد_أقصى",
    },
    "hi": {
        "about": "लगभग करीब क़रीब तकरीबन",
        "at-least": "कम_से_कम",
        "up-to": "अधिकतम",
    },
    "bn": {
        "about": "প্রায় আনুমানিক",
        "at-least": "অন্তত কমপক্ষে",
        "up-to": "সর্বোচ্চ",
    },
}
# Hedges that follow the number and its unit.
HEDGES_AFTER: dict[str, dict[Hedge, str]] = {
    "en": {"at-least": "or_more", "up-to": "or_less at_most"},
    "ru": {"at-least": "и_более или_более и_больше"},
    "hi": {
        "about": "के_करीब के_क़रीब के_लगभग",
        "over": "से_अधिक से_ज्यादा से_ज़्यादा से_ऊपर",
        "under": "से_कम",
        "up-to": "तक",
    },
    "bn": {"over": "বেশি অধিক এর_বেশি চেয়ে_বেশি", "under": "কম এর_কম চেয়ে_কম", "up-to": "পর্যন্ত"},
}
# Words that may stand between a hedge and its number.
HEDGE_FILLERS: dict[str, str] = {
    "en": "the a an to by at",
    "ru": "в на отметку планку порог сумму уровень",
    "fa": "به از",
}

# A fall is printed as a positive percentage and is stored as a negative growth.
FALLS: dict[str, str] = {
    "en": (
        "fall falls fell fallen drop drops dropped decline declines declined decrease decreases "
        "decreased down reduction reduced shrank lower"
    ),
    "ru": (
        "упал упала упало упали снизился снизилась снизилось снизились сократился сократилась "
        "сократилось сократились снижение сокращение падение уменьшился уменьшилась уменьшились "
        "уменьшилось уменьшение"
    ),
    "fa": "کاهش",
    "ar": "انخفض انخفضت انخفاض تراجع تراجعت هبط",
    "hi": "गिरावट कमी घटा घटी घटकर",
    "bn": "কমেছে হ্রাস",
}

# What one separator between digits means: in a number that has the shape of grouped thousands
# ('275,000'), and in one that has not ('100,6'). None: it cannot be told, so it is not read.
Reading = Literal["join", "fraction"] | None
COMMA_GROUPS: dict[str, tuple[Reading, Reading]] = {
    ",": ("join", None),
    ".": ("fraction", "fraction"),
}
EASTERN_COMMA: dict[str, tuple[Reading, Reading]] = {
    ",": ("join", "fraction"),
    ".": ("fraction", "fraction"),
}
SEPARATORS: dict[str, dict[str, tuple[Reading, Reading]]] = {
    SHARED: {"٫": ("fraction", "fraction"), "٬": ("join", None), " ": ("join", None)},
    "en": COMMA_GROUPS,
    "hi": COMMA_GROUPS,
    "bn": COMMA_GROUPS,
    "ar": EASTERN_COMMA,
    "fa": {**EASTERN_COMMA, "/": ("fraction", "fraction")},
    "ru": {",": ("fraction", "fraction"), ".": (None, "fraction")},
}

SEPARATOR_MARKS = (".", ",", "،", "٫", "٬", "/", ":")
GROUP_MARKS = (".", ",", "٬", " ")

ARABIC_LETTERS = str.maketrans("يىكأإآٱ", "ییکاااا", "ـًٌٍَُِّْٰ")

YEARS = range(1900, 2101)
# Pages in Persian print the years of the solar calendar.
SOLAR_YEARS = range(1300, 1451)

ONE = Decimal(1)
EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)
"""Arithmetic that never rounds, however many digits are printed."""

UNIT_FAMILIES: Mapping[str, str] = {
    "USD": "USD",
    "USD/year": "USD",
    "USD/t": "USD",
    "t": "t",
    "t/year": "t",
    "percent": "percent",
    "times": "times",
    "rank": "rank",
}
# Families that a number may belong to although no word says so.
QUANTITIES = ("USD", "t")

Value = TypeVar("Value")


@dataclass(frozen=True)
class PrintedNumber:
    """One number as printed: its value with the scale word applied, and what its words say.

    `unit` is USD, t, percent, times, rank, `other` (a unit that the data does not know, such as
    rubles or years) or None where the words name none. `scaled`: a scale word was printed.
    """

    value: Decimal
    unit: str | None
    text: str
    significant_digits: int
    hedge: Hedge
    scaled: bool = False


@dataclass(frozen=True)
class Token:
    """A word, a symbol or a run of digits; `value` is that of the digits, None if unreadable."""

    kind: Literal["number", "word", "symbol"]
    key: str
    start: int
    end: int
    touches: bool
    value: Decimal | None = None
    plain: bool = False


@dataclass(frozen=True)
class Found:
    """A number between two token positions; `shown` has the digits as printed."""

    start: int
    end: int
    value: Decimal
    shown: Decimal
    unit: str | None = None
    scaled: bool = False


@dataclass(frozen=True)
class Lexicon:
    """The tables that one language uses, laid out as phrase -> meaning."""

    numbers: Mapping[str, Decimal]
    fractions_before: Mapping[str, Decimal]
    fractions_after: Mapping[str, Decimal]
    hundreds: Mapping[str, bool]
    part_connectors: Mapping[str, bool]
    scale_connectors: Mapping[str, bool]
    scales: Mapping[str, int]
    touching_scales: Mapping[str, int]
    duals: Mapping[str, bool]
    singulars: Mapping[str, bool]
    articles: Mapping[str, bool]
    units: Mapping[str, str]
    touching_units: Mapping[str, str]
    unit_fillers: Mapping[str, bool]
    prefixes: Mapping[str, str]
    multiples: Mapping[str, Decimal]
    superlatives: Mapping[str, bool]
    places: Mapping[str, bool]
    ordinals: Mapping[str, int]
    ordinal_endings: Mapping[str, bool]
    not_numbers: Mapping[str, bool]
    hedges: Mapping[str, Hedge]
    hedges_after: Mapping[str, Hedge]
    hedge_fillers: Mapping[str, bool]
    falls: Mapping[str, bool]


def printed_numbers(text: str, language: str) -> tuple[PrintedNumber, ...]:
    """Read every number in the words, in order; a bare year counts only if nothing else does."""
    reader = Reader(text, language)
    found = reader.read()
    chosen = [number for number in found if not reader.is_year(number)] or found
    return tuple(
        PrintedNumber(
            value=number.value,
            unit=number.unit,
            text=text[reader.tokens[number.start].start : reader.tokens[number.end - 1].end],
            significant_digits=significant_digits(number.shown),
            hedge=reader.hedge(number),
            scaled=number.scaled,
        )
        for number in chosen
    )


def holds_value(
    text: str, language: str, value: Decimal, unit: str, *, scale: Decimal | None = None
) -> bool:
    """Say whether one of the printed numbers is `value` in `unit`.

    `scale` is what one printed unit of a table stands for: it multiplies a number that has
    neither a unit nor a scale word of its own. A printed fall of 19 percent also holds -19.
    """
    family = UNIT_FAMILIES.get(unit)
    if family is None or not value.is_finite():
        return False
    wanted = {value}
    if family == "percent" and value < 0 and says_fall(text, language):
        wanted.add(value.copy_negate())
    for number in printed_numbers(text, language):
        printed = number.value
        if number.unit is None and not number.scaled and scale is not None:
            printed = EXACT.multiply(printed, scale)
        fits = number.unit == family or (number.unit is None and family in QUANTITIES)
        if fits and printed in wanted:
            return True
    return False


def significant_digits(value: Decimal) -> int:
    """Count the digits that a number carries: 275000 has 3, 1.50 has 3, 0 has 1.

    Raises ValueError for what is not a finite number.
    """
    _, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        raise ValueError(f"{value!r} is not a finite number")
    printed = "".join(map(str, digits))
    return len(printed if exponent < 0 else printed.rstrip("0")) or 1


def hedge_of(text: str, language: str) -> Hedge:
    """Name the hedge of the first number that has one."""
    hedges = (number.hedge for number in printed_numbers(text, language))
    return next((hedge for hedge in hedges if hedge != "none"), "none")


def says_fall(text: str, language: str) -> bool:
    """Say whether a word of the text tells a fall."""
    falls = lexicon(language).falls
    return any(token.key in falls for token in tokenize(text, language))


def normalize(word: str) -> str:
    """Give one spelling to the same word: case, joiners, Arabic letters, Cyrillic yo."""
    composed = unicodedata.normalize("NFKC", word).casefold()
    visible = "".join(char for char in composed if unicodedata.category(char) != "Cf")
    return visible.translate(ARABIC_LETTERS).replace("ё", "е")


def table(entries: Mapping[str, Mapping[Value, str]], language: str) -> dict[str, Value]:
    """Lay out the entries that a language uses as phrase -> meaning."""
    parts = (SHARED, "en", language) if language in LANGUAGES else (SHARED,)
    return {
        " ".join(map(normalize, phrase.split("_"))): meaning
        for part in parts
        for meaning, phrases in entries.get(part, {}).items()
        for phrase in phrases.split()
    }


def word_set(entries: Mapping[str, str], language: str) -> dict[str, bool]:
    """Lay out the words that a language uses, each as phrase -> True."""
    return table({part: {True: words} for part, words in entries.items()}, language)


@cache
def known_lexicon(language: str) -> Lexicon:
    """Build the tables of a language once."""
    return Lexicon(
        numbers=table(NUMBER_WORDS, language),
        fractions_before=table(FRACTIONS_BEFORE, language),
        fractions_after=table(FRACTIONS_AFTER, language),
        hundreds=word_set(HUNDREDS, language),
        part_connectors=word_set(PART_CONNECTORS, language),
        scale_connectors=word_set(SCALE_CONNECTORS, language),
        scales=table(SCALES, language),
        touching_scales=table(TOUCHING_SCALES, language),
        duals=word_set(DUALS, language),
        singulars=word_set(SINGULARS, language),
        articles=word_set(ARTICLES, language),
        units=table(UNITS, language),
        touching_units=table(TOUCHING_UNITS, language),
        unit_fillers=word_set(UNIT_FILLERS, language),
        prefixes=table(PREFIXES, language),
        multiples=table(MULTIPLES, language),
        superlatives=word_set(SUPERLATIVES, language),
        places=word_set(PLACES, language),
        ordinals=table(ORDINALS, language),
        ordinal_endings=word_set(ORDINAL_ENDINGS, language),
        not_numbers=word_set(NOT_NUMBERS, language),
        hedges=table(HEDGES, language),
        hedges_after=table(HEDGES_AFTER, language),
        hedge_fillers=word_set(HEDGE_FILLERS, language),
        falls=word_set(FALLS, language),
    )


def lexicon(language: str) -> Lexicon:
    """Give the tables of a language; one without tables gets the shared symbols alone."""
    return known_lexicon(language if language in LANGUAGES else SHARED)


def tokenize(text: str, language: str) -> list[Token]:
    """Cut a text into numbers, words and symbols; spaces and dashes part them."""
    tokens: list[Token] = []
    position = 0
    touches = False
    while position < len(text):
        start, character = position, text[position]
        category = unicodedata.category(character)
        if category == "Nd":
            runs, marks, position = read_digits(text, start)
            value = None if is_damaged(text, start, position) else decode(runs, marks, language)
            if value is not None and has_minus(text, start):
                value, start, touches = value.copy_negate(), start - 1, False
            token = Token("number", "", start, position, touches, value, not marks)
        elif is_word_character(character) and category != "Cf":
            while position < len(text) and is_word_character(text[position]):
                position += 1
            key = normalize(text[start:position])
            token = Token("word", key, start, position, touches)
        else:
            position += 1
            if category == "Cf":
                # Direction marks stand beside numbers unseen: what they part still touches.
                continue
            if category[0] in "ZC" or category == "Pd" or character == "\N{MINUS SIGN}":
                touches = False
                continue
            token = Token("symbol", normalize(character), start, position, touches)
        tokens.append(token)
        touches = True
    return tokens


def is_word_character(character: str) -> bool:
    """Say whether a character may belong to a word: letters, vowel signs, joiners."""
    category = unicodedata.category(character)
    return category[0] in "LM" or category == "Cf"


def digits_end(text: str, position: int) -> int:
    """Find where the decimal digits that start at a position end."""
    while position < len(text) and unicodedata.category(text[position]) == "Nd":
        position += 1
    return position


def read_digits(text: str, start: int) -> tuple[list[str], list[str], int]:
    """Read runs of digits, given in ASCII, and the marks between them, and where they end."""
    runs: list[str] = []
    marks: list[str] = []
    while True:
        end = digits_end(text, start)
        runs.append("".join(str(unicodedata.decimal(digit)) for digit in text[start:end]))
        start = end + 1
        width = digits_end(text, start) - start
        mark = text[end:start]
        if width and mark in SEPARATOR_MARKS:
            marks.append("," if mark == "،" else mark)
        elif width == 3 and unicodedata.category(mark) == "Zs" and spaces_group(runs, marks):
            marks.append(" ")
        else:
            return runs, marks, end


def spaces_group(runs: list[str], marks: list[str]) -> bool:
    """Say whether a space followed by three digits may go on with a number."""
    return set(marks) <= {" "} and is_grouped([*runs, "000"])


def is_grouped(runs: list[str]) -> bool:
    """Say whether runs of digits have the shape of grouped thousands or lakhs."""
    first, *middle, last = runs
    return (
        len(first) <= 3
        and not first.startswith("0")
        and all(len(run) in (2, 3) for run in middle)
        and len(last) == 3
    )


def decode(runs: list[str], marks: list[str], language: str) -> Decimal | None:
    """Read digits and separators as the language writes them; None if that cannot be told."""
    if not marks:
        return Decimal(runs[0])
    *others, last = marks
    grouped = is_grouped(runs)
    rules = SEPARATORS[SHARED] | SEPARATORS.get(language, {})
    in_shape, otherwise = rules.get(last, (None, None))
    reading: Reading
    if not others:
        long_slash = last == "/" and len(runs[0]) > 3
        reading = None if long_slash else in_shape if grouped else otherwise
    elif set(others) == {last}:
        reading = "join" if grouped and last in GROUP_MARKS else None
    else:
        ends_in_fraction = in_shape == "fraction" or {*others, last} == {",", "."}
        groups_alike = len(set(others)) == 1 and others[0] in GROUP_MARKS
        sound = ends_in_fraction and groups_alike and is_grouped(runs[:-1])
        reading = "fraction" if sound else None
    if reading is None:
        return None
    if reading == "join":
        return Decimal("".join(runs))
    return Decimal(f"{''.join(runs[:-1])}.{runs[-1]}")


def is_damaged(text: str, start: int, end: int) -> bool:
    """Say whether digits are only part of a number: '1½', '10²', '.5'."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if any(mark and unicodedata.category(mark) == "No" for mark in (before, after)):
        return True
    return before in (".", ",", "٫") and not text[start - 2 : start - 1].isalpha()


def has_minus(text: str, start: int) -> bool:
    """Say whether a minus sign, not a hyphen, stands before the digits."""
    sign, before = text[start - 1 : start], text[start - 2 : start - 1]
    return sign in ("-", "\N{MINUS SIGN}") and before.strip() in ("", "(")


def scaled_by(value: Decimal, power: int) -> Decimal:
    """Multiply by a power of ten without rounding; a whole result is written out in full."""
    product = value.scaleb(power, EXACT)
    whole = product.to_integral_value(context=EXACT)
    return product if product != whole or power == 0 else EXACT.quantize(whole, ONE)


class Reader:
    """Combines the tokens of one text into numbers, left to right, longest phrase first."""

    def __init__(self, text: str, language: str) -> None:
        """Cut the text; nothing is read yet."""
        self.tokens = tokenize(text, language)
        self.language = language
        self.words = lexicon(language)

    def read(self) -> list[Found]:
        """Read every number of the text."""
        found: list[Found] = []
        position = 0
        while position < len(self.tokens):
            skipped = self.phrase(self.words.not_numbers, position)
            if skipped:
                position = skipped[1]
                continue
            number = self.rank(position) or self.multiple(position) or self.quantity(position)
            if number:
                found.append(number)
            position = number.end if number else position + 1
        return found

    def phrase(self, meanings: Mapping[str, Value], start: int) -> tuple[Value, int] | None:
        """Find the longest phrase at a position: its meaning and where it ends."""
        for length in range(LONGEST_PHRASE, 0, -1):
            key = self.key(start, start + length)
            if key in meanings:
                return meanings[key], start + length
        return None

    def key(self, start: int, end: int) -> str:
        """Join tokens to a phrase; empty outside the text."""
        if start < 0 or end > len(self.tokens):
            return ""
        return " ".join(token.key for token in self.tokens[start:end])

    def skip(self, meanings: Mapping[str, bool], start: int) -> int:
        """Step over one phrase of a word set if it is there."""
        match = self.phrase(meanings, start)
        return match[1] if match else start

    def touching(self, meanings: Mapping[str, Value], position: int) -> Value | None:
        """Look up a word that touches the digits before it."""
        if not self.touches_digits(position):
            return None
        return meanings.get(self.tokens[position].key)

    def touches_digits(self, position: int) -> bool:
        """Say whether a word touches the digits before it."""
        return (
            0 < position < len(self.tokens)
            and self.tokens[position].kind == "word"
            and self.tokens[position].touches
            and self.tokens[position - 1].kind == "number"
        )

    def is_number(self, position: int) -> bool:
        """Say whether digits or a number word stand at a position."""
        if not 0 <= position < len(self.tokens):
            return False
        token = self.tokens[position]
        return token.kind == "number" or token.key in self.words.numbers

    def quantity(self, start: int) -> Found | None:
        """Read a number with its scale words and its unit, before it or after it."""
        prefix = self.phrase(self.words.prefixes, start)
        unit, position = prefix or (None, start)
        if prefix is None and self.continues_word(start):
            return None
        number = self.magnitude(position, in_dollars=unit == "USD")
        if number is None:
            return None
        after, end = self.unit_after(number.end)
        if unit is None or unit == after:
            unit = after
        else:
            end = number.end
        return Found(start, end, number.value, number.shown, unit, number.scaled)

    def continues_word(self, position: int) -> bool:
        """Say whether digits only end a code such as G20."""
        token = self.tokens[position]
        before = self.tokens[position - 1] if position else token
        return token.touches and before.kind == "word" and before.key.isascii()

    def magnitude(self, start: int, *, in_dollars: bool) -> Found | None:
        """Read a number and its scale words, also in falling parts ('1 млн 200 тыс.')."""
        part = self.small(start) or self.alone(start)
        if part is None:
            return None
        shown, end = part
        power, end = self.scale(end, in_dollars=in_dollars)
        fraction = self.phrase(self.words.fractions_after, end)
        value = scaled_by(shown, power)
        if fraction and power:
            end = fraction[1]
            value = EXACT.add(value, scaled_by(fraction[0], power))
            shown = value
        scaled = power > 0
        while power >= 3:
            joined = self.skip(self.words.scale_connectors, end)
            part = self.small(joined)
            if part is None:
                break
            next_power, next_end = self.scale(part[1], in_dollars=False)
            addend = scaled_by(part[0], next_power)
            bare_digits = self.tokens[joined].kind == "number" and next_power == 0
            if bare_digits or addend < 0 or addend >= scaled_by(ONE, power):
                break
            shown = value = EXACT.add(value, addend)
            power, end = next_power, next_end
        return Found(start, end, value, shown, scaled=scaled)

    def small(self, start: int) -> tuple[Decimal, int] | None:
        """Read digits, or number words below a thousand."""
        before = self.phrase(self.words.fractions_before, start)
        first = before[1] if before else start
        number = self.digits(first) or self.spelled(first)
        if number is None:
            return None
        value, end = number
        after = self.phrase(self.words.fractions_after, end)
        for fraction in filter(None, (before, after)):
            value = EXACT.add(value, fraction[0])
        return value, after[1] if after else end

    def digits(self, position: int) -> tuple[Decimal, int] | None:
        """Read digits."""
        value = self.tokens[position].value if position < len(self.tokens) else None
        return None if value is None else (value, position + 1)

    def spelled(self, start: int) -> tuple[Decimal, int] | None:
        """Read number words in falling order: hundreds, tens, ones."""
        number = self.phrase(self.words.numbers, start)
        if number is None:
            return None
        value, end = number
        hundreds = self.phrase(self.words.hundreds, end)
        if hundreds and value < 10:
            value, end = value * 100, hundreds[1]
        while value:
            following = self.phrase(self.words.numbers, self.skip(self.words.part_connectors, end))
            room = 100 if value % 100 == 0 else 10 if value % 10 == 0 and value > 10 else 0
            if following is None or not 0 < following[0] < room:
                break
            value, end = value + following[0], following[1]
        return value, end

    def alone(self, start: int) -> tuple[Decimal, int] | None:
        """Read a scale word that holds a number by itself; the scale word is left to read."""
        if self.phrase(self.words.duals, start):
            return Decimal(2), start
        after_article = self.skip(self.words.articles, start)
        if after_article > start and self.phrase(self.words.scales, after_article):
            return ONE, after_article
        singular = self.phrase(self.words.singulars, start)
        if singular and (start == 0 or self.hedge_before(start)):
            return ONE, start
        return None

    def scale(self, start: int, *, in_dollars: bool) -> tuple[int, int]:
        """Read up to two scale words ('هزار میلیارد'): the power of ten and where they end."""
        letter = self.touching(self.words.touching_scales, start)
        if letter is not None:
            return letter, start + 1
        if in_dollars and self.touching({"t": True}, start):
            return 12, start + 1
        first = self.phrase(self.words.scales, start)
        if first is None:
            return 0, start
        second = self.phrase(self.words.scales, first[1])
        return (first[0] + second[0], second[1]) if second else first

    def unit_after(self, start: int) -> tuple[str | None, int]:
        """Read the unit that follows a number; a word stuck to the digits is another unit."""
        position = start
        unit = self.phrase(self.words.units, position)
        while unit is None and (passed := self.skip(self.words.unit_fillers, position)) > position:
            position = passed
            unit = self.phrase(self.words.units, position)
        if unit and not self.opens_next(unit[1]):
            return unit
        touching = self.touching(self.words.touching_units, start)
        if touching:
            return touching, start + 1
        if self.touches_digits(start) and self.tokens[start].key.isascii():
            return "other", start + 1
        return None, start

    def opens_next(self, position: int) -> bool:
        """Say whether the sign before a position belongs to the digits after it ('5 $10')."""
        if position >= len(self.tokens):
            return False
        sign, digits = self.tokens[position - 1], self.tokens[position]
        return sign.key in self.words.prefixes and digits.kind == "number" and digits.touches

    def multiple(self, start: int) -> Found | None:
        """Read a word that is a multiple by itself: double, втрое."""
        match = self.phrase(self.words.multiples, start)
        return Found(start, match[1], match[0], match[0], "times") if match else None

    def rank(self, start: int) -> Found | None:
        """Read a rank: largest, second-largest, 2nd place, ranked third."""
        prefix = self.phrase(self.words.prefixes, start)
        if prefix and prefix[0] == "rank":
            ordinal = self.phrase(self.words.ordinals, prefix[1])
            return self.ranked(start, *ordinal) if ordinal else None
        ordinal = self.ordinal(start)
        if ordinal:
            number, end = ordinal
            named = self.phrase(self.words.superlatives, end) or self.phrase(self.words.places, end)
            return self.ranked(start, number, named[1]) if named else None
        place = self.phrase(self.words.places, start + 1)
        token = self.tokens[start]
        if place and token.plain and token.value is not None:
            return self.ranked(start, int(token.value), place[1])
        superlative = self.phrase(self.words.superlatives, start)
        if superlative is None or self.is_number(start - 1):
            return None
        end = superlative[1]
        counts = end < len(self.tokens) and self.quantity(end) is not None
        return None if counts else self.ranked(start, 1, end)

    def ranked(self, start: int, number: int, end: int) -> Found:
        """Give a rank."""
        return Found(start, end, Decimal(number), Decimal(number), "rank")

    def ordinal(self, start: int) -> tuple[int, int] | None:
        """Read an ordinal: second, 2nd, 2-е."""
        token = self.tokens[start]
        if token.plain and token.value is not None:
            ending = self.skip(self.words.ordinal_endings, start + 1)
            return (int(token.value), ending) if ending > start + 1 else None
        return self.phrase(self.words.ordinals, start)

    def is_year(self, number: Found) -> bool:
        """Say whether a number is four digits that name a year."""
        token = self.tokens[number.start]
        if number.end - number.start > 1 or number.unit is not None or not token.plain:
            return False
        years = (YEARS, SOLAR_YEARS) if self.language == "fa" else (YEARS,)
        return any(number.value in span for span in years)

    def hedge(self, number: Found) -> Hedge:
        """Name the hedge that stands before a number, else after it."""
        before = self.hedge_before(number.start)
        if before is not None:
            return before
        after = self.phrase(self.words.hedges_after, number.end)
        return after[0] if after else "none"

    def hedge_before(self, end: int) -> Hedge | None:
        """Find the hedge that ends at a position, over words such as 'the' or 'отметку'."""
        for _ in range(MOST_HEDGE_FILLERS + 1):
            for length in range(LONGEST_PHRASE, 0, -1):
                key = self.key(end - length, end)
                if key in self.words.hedges:
                    return self.words.hedges[key]
            if self.key(end - 1, end) not in self.words.hedge_fillers:
                break
            end -= 1
        return None
