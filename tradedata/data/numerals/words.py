"""The words, digits' separators and hedges of each language that printed numbers are read in.

Owns the tables of English, Russian, Persian and Dari, Arabic, Hindi, Bengali and Italian, as data
that a reader of one language can check. Must not read any text: lexicon lays them out, by name.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

# How the tables are written: words apart by spaces, the words of one phrase joined by '_'.
# Languages are ISO 639-1 codes; SHARED holds what means the same on any page. Every language
# also reads English words, because press pages mix them in.
SHARED = "shared"
LANGUAGES = ("en", "ru", "fa", "ar", "hi", "bn", "it")

MASCULINE = ("", "а", "у", "ом", "е", "ы", "ов", "ам", "ами", "ах")
FEMININE = ("", "а", "ы", "е", "у", "ой", "ам", "ами", "ах")


def inflect(stem: str, endings: Iterable[str]) -> str:
    """Give every form of a noun as one table entry."""
    return " ".join(stem + ending for ending in endings)


def counted(first: int, words: str, step: int = 1) -> dict[Decimal, str]:
    """Give table entries for numbers that follow each other: 'one two three/thrice'."""
    return {
        Decimal(first + step * place): forms.replace("/", " ")
        for place, forms in enumerate(words.split())
    }


NUMBERS: dict[str, dict[Decimal, str]] = {
    "en": {
        Decimal("0.5"): "half_a",
        **counted(
            0,
            "zero one two three four five six seven eight nine ten eleven twelve thirteen "
            "fourteen fifteen sixteen seventeen eighteen nineteen twenty",
        ),
        **counted(30, "thirty forty fifty sixty seventy eighty ninety a_hundred", step=10),
    },
    "ru": {
        Decimal("1.5"): "полтора полторы полутора",
        **counted(
            1,
            "один/одна/одно/одного/одной/одному/одним/одну/одном два/две/двух/двум/двумя "
            "три/трех/трем/тремя четыре/четырех/четырем/четырьмя пять/пяти/пятью "
            "шесть/шести/шестью семь/семи/семью восемь/восьми/восемью девять/девяти/девятью "
            "десять/десяти/десятью одиннадцать/одиннадцати двенадцать/двенадцати "
            "тринадцать/тринадцати четырнадцать/четырнадцати пятнадцать/пятнадцати "
            "шестнадцать/шестнадцати семнадцать/семнадцати восемнадцать/восемнадцати "
            "девятнадцать/девятнадцати двадцать/двадцати/двадцатью",
        ),
        **counted(
            30,
            "тридцать/тридцати/тридцатью сорок/сорока пятьдесят/пятидесяти "
            "шестьдесят/шестидесяти семьдесят/семидесяти восемьдесят/восьмидесяти "
            "девяносто/девяноста сто/ста",
            step=10,
        ),
        **counted(
            200,
            "двести/двухсот триста/трехсот четыреста/четырехсот пятьсот/пятисот "
            "шестьсот/шестисот семьсот/семисот восемьсот/восьмисот девятьсот/девятисот",
            step=100,
        ),
    },
    "fa": {
        **counted(1, "یک دو سه چهار پنج شش هفت هشت نه ده"),
        **counted(20, "بیست سی چهل پنجاه شصت هفتاد هشتاد نود صد/یکصد", step=10),
        Decimal(200): "دوصد دویست",
        Decimal(300): "سه_صد سیصد",
        Decimal(500): "پنج_صد پنجصد پانصد",
    },
    "ar": {
        **counted(
            1,
            "واحد/واحدة اثنان/اثنين/اثنتان/اثنتين ثلاثة/ثلاث أربعة/أربع خمسة/خمس ستة/ست "
            "سبعة/سبع ثمانية/ثماني/ثمان تسعة/تسع عشرة/عشر",
        ),
        Decimal(100): "مئة مائة",
        Decimal(200): "مئتا مئتي مائتا مائتي",
    },
    "hi": {
        Decimal("1.5"): "डेढ़",
        Decimal("2.5"): "ढाई",
        **counted(1, "एक दो तीन चार पांच/पाँच छह/छः सात आठ नौ दस"),
    },
    "bn": {
        Decimal("1.5"): "দেড়",
        Decimal("2.5"): "আড়াই",
        **counted(1, "এক দুই তিন চার পাঁচ ছয় সাত আট নয় দশ"),
    },
    "it": {
        **counted(2, "due tre quattro cinque sei sette otto nove dieci"),
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
    # 'bilione' and 'trilione' are left out: the two scales differ on them.
    "it": {
        3: "mila",
        6: "milione milioni mln",
        9: "miliardo miliardi mld",
    },
}

# One letter means a scale only where it touches the digits: '$560m', but not '5 m'.
TOUCHING_SCALES: dict[str, dict[int, str]] = {SHARED: {3: "k", 6: "m mm", 9: "b"}}

# Scale words that hold a number without one before them: an Arabic dual anywhere, any scale after
# an article ('a billion'), these singulars at the start of the words, after a hedge or after a word
# that leads up to a number. After any other word they may be a part of one ('четверть миллиарда').
DUALS: dict[str, str] = {"ar": "ألفي مليوني ملياري بليوني تريليوني"}
ARTICLES: dict[str, str] = {"en": "a an", "it": "un"}
SINGULARS: dict[str, str] = {
    "ru": " ".join(inflect(stem, MASCULINE[:5]) for stem in ("миллион", "миллиард", "триллион")),
    "ar": "مليون مليار تريليون",
}
LEADS: dict[str, str] = {
    "ru": "до в на к достиг достигла достигло достигли достигает достигают достигнет достигнут "
    "составил составила составило составили составляет составляют составит составят",
    "ar": "إلى بلغ بلغت يبلغ تبلغ وصل وصلت بقيمة",
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
    "it": {Decimal("0.5"): "e_mezzo e_mezza"},
}

# Signs and codes stand before a number as well as after it.
SIGNS: dict[str, str] = {
    "USD": "$ usd us_$",
    "EUR": "€ eur",
    "RUB": "₽ rub",
    "GEL": "₾ gel",
    "AMD": "֏ amd",
    "AFN": "؋ afn",
    "other": "£ ¥ ₹",
}
# 'other' is a unit that the words name and the data has not: yuan, barrels, years, thirds.
UNITS: dict[str, dict[str, str]] = {
    SHARED: {**SIGNS, "USD": f"{SIGNS['USD']} $_us", "percent": "% ٪", "times": "×"},
    "en": {
        "USD": "dollar dollars u_._s_._dollars",
        "EUR": "euro euros",
        "RUB": "ruble rubles rouble roubles rur",
        "GEL": "lari laris",
        "AMD": "dram drams",
        "AFN": "afghani afghanis",
        "t": "t ton tons tonne tonnes mt",
        "percent": "percent per_cent pct",
        "times": "times fold",
        "other": "yuan cny rupee rupees somoni kg kilogram kilograms kilo kilos pound pounds lb "
        "lbs barrel barrels litre litres liter liters gallon gallons cubic km kilometre kilometres "
        "kilometer kilometers mile miles year years month months week weeks day days hour hours "
        "people persons companies firms countries wagons trucks percentage point points half "
        "halves third thirds quarter quarters fifth fifths tenth tenths st nd rd th",
    },
    "ru": {
        "USD": f"{inflect('доллар', MASCULINE)} долл",
        "EUR": "евро",
        "RUB": f"{inflect('рубл', ['ь', 'я', 'ю', 'ем', 'е', 'и', 'ей', 'ям', 'ями', 'ях'])} руб",
        "GEL": "лари",
        "AMD": inflect("драм", MASCULINE),
        "AFN": "афгани",
        "t": f"{inflect('тонн', FEMININE)} т тн",
        "percent": f"{inflect('процент', MASCULINE)} проц",
        "times": "раз раза",
        "other": "юань юаня юаней кг "
        f"{inflect('килограмм', MASCULINE)} {inflect('литр', MASCULINE)} баррель барреля баррелей "
        "куб кубометров км километров г гг год года году годом годы годов лет месяц месяца "
        "месяцев день дня дней человек компаний стран вагонов процентный процентных процентного "
        "пункт пункта пунктов треть трети четверть четверти",
    },
    "fa": {
        "USD": "دالر دلار دالری دلاری",
        "EUR": "یورو",
        "RUB": "روبل",
        "GEL": "لاری",
        "AMD": "درام",
        "AFN": "افغانی",
        "t": "تن",
        "percent": "درصد فیصد فی_صد",
        "times": "برابر برابری چند",
        "other": "یوان روپیه کیلوگرم کیلو کیلومتر بشکه لیتر سال ماه روز نفر کشور",
    },
    "ar": {
        "USD": "دولار دولارا دولارات",
        "EUR": "يورو",
        "RUB": "روبل",
        "AFN": "أفغاني",
        "t": "طن طنا أطنان",
        "percent": "في_المئة في_المائة بالمئة بالمائة",
        "times": "ضعف ضعفا أضعاف مرة مرات",
        "other": "يوان كيلوغرام كيلومتر برميل لتر عام سنة سنوات شهر أشهر يوم شخص",
    },
    "hi": {
        "USD": "डॉलर डालर डॉलरों",
        "EUR": "यूरो",
        "RUB": "रूबल",
        "t": "टन",
        "percent": "प्रतिशत फीसदी फ़ीसदी",
        "times": "गुना गुणा",
        "other": "रुपये रुपए रुपया युआन किलोग्राम किलो बैरल लीटर साल वर्ष महीने दिन लोग",
    },
    "bn": {
        "USD": "ডলার ডলারে ডলারের",
        "EUR": "ইউরো",
        "RUB": "রুবল",
        "t": "টন টনের",
        "percent": "শতাংশ",
        "times": "গুণ গুন",
        "other": "টাকা টাকার ইউয়ান কেজি ব্যারেল লিটার বছর মাস দিন জন",
    },
    "it": {
        "USD": "dollaro dollari",
        "RUB": "rublo rubli",
        "t": "tonnellata tonnellate",
        "percent": "per_cento percento",
        "times": "volta volte",
        "other": "yuan chilogrammo chilogrammi chilo chili quintale quintali barile "
        "barili litro litri metro metri chilometro chilometri anno anni mese mesi settimana "
        "settimane giorno giorni persone paesi aziende vagoni punto punti",
    },
}
TOUCHING_UNITS: dict[str, dict[str, str]] = {SHARED: {"times": "x х"}}

# Words between a number and its unit that change neither.
UNIT_FILLERS: dict[str, str] = {
    SHARED: ".",
    "en": "metric us u_._s_. american russian georgian armenian",
    "ru": "американских метрических российских грузинских армянских",
    "fa": "متریک",
    "hi": "मीट्रिक मेट्रिक अमेरिकी",
    "bn": "মেট্রিক মার্কিন",
    "it": "di metriche statunitensi",
}

# What may stand before a number and give it its unit.
PREFIXES: dict[str, dict[str, str]] = {
    SHARED: SIGNS,
    "en": {"USD": "u_._s_._$", "rank": "rank ranks ranked number no no_. #"},
}

# Words that hold a multiple by themselves.
MULTIPLES: dict[str, dict[Decimal, str]] = {
    "en": counted(
        2,
        "double/doubled/doubles/doubling/twice/twofold "
        "triple/tripled/triples/tripling/thrice/threefold "
        "quadruple/quadrupled/quadrupling/fourfold "
        "fivefold sixfold sevenfold eightfold ninefold tenfold",
    ),
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
    "it": {
        Decimal(2): "doppio doppia raddoppio raddoppiare raddoppiato raddoppiata raddoppiati "
        "raddoppiate",
        Decimal(3): "triplo tripla triplicare triplicato triplicata triplicati triplicate",
    },
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
    "it": "più_grande",
}
# Words that make a rank of the ordinal before them, and of nothing else.
PLACES: dict[str, str] = {
    "en": "place position",
    "ru": "место месте места по_величине по_объему",
}
ORDINALS: dict[str, dict[Decimal, str]] = {
    "en": counted(1, "first second third fourth fifth sixth seventh eighth ninth tenth"),
    "ru": counted(
        1,
        "первый/первого/первому/первым/первое/первом/первая "
        "второй/второго/второму/вторым/второе/втором/вторая "
        "третий/третьего/третьему/третьим/третье/третьем/третья "
        "четвертый/четвертым/четвертое/четвертом/четвертая пятый/пятым/пятое/пятом/пятая",
    ),
    "fa": counted(2, "دومین سومین چهارمین پنجمین"),
    "ar": counted(2, "ثاني ثالث رابع خامس"),
    "hi": counted(2, "दूसरा/दूसरी/दूसरे तीसरा/तीसरी/तीसरे चौथा पांचवां"),
    "bn": counted(2, "দ্বিতীয় তৃতীয় চতুর্থ পঞ্চম"),
}
ORDINAL_ENDINGS: dict[str, str] = {
    "en": "st nd rd th",
    "ru": "й я е м го",
}

# Phrases that hold a number word and no number.
NOT_NUMBERS: dict[str, str] = {
    "en": (
        "one_of one_of_the one_of_the_largest one_of_the_biggest one_of_the_top of_the_largest "
        "among_the_largest among_the_biggest among_the_top among_largest half_a_dozen no_one "
        "the_top_of top_of double_digit double_digits triple_digit triple_digits"
    ),
    "ru": "один_из одна_из одно_из одного_из одной_из одним_из одну_из",
    "fa": "یکی_از نه_تنها",
    "ar": "أكبر_من",
    "it": "a_milioni a_miliardi",
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
        "превысив превысить превышает превышают превысит превысят "
        "перешагнул перешагнула перешагнуло перешагнули",
        "at-least": "не_менее не_менее_чем не_меньше не_меньше_чем как_минимум минимум "
        "по_меньшей_мере",
        "under": "менее меньше менее_чем меньше_чем ниже",
        "up-to": "не_более не_более_чем не_больше не_больше_чем максимум не_превысил не_превышает",
    },
    "fa": {
        "about": "حدود حدوداً در_حدود تقریبا تقریباً نزدیک",
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
    "it": {
        "about": "circa intorno approssimativamente",
        "almost": "quasi",
        "over": "oltre più_di supera superano superato superata superati superate superando",
        "at-least": "almeno non_meno_di",
        "under": "meno_di sotto",
        "up-to": "fino_a al_massimo non_più_di",
    },
}
# Hedges that follow the number and its unit.
HEDGES_AFTER: dict[str, dict[Hedge, str]] = {
    "en": {"at-least": "or_more", "up-to": "or_less at_most"},
    "ru": {"at-least": "и_более или_более и_больше"},
    "fa": {"over": "فراتر_رفت فراتر_رفته"},
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
    "it": "il lo la i gli le a alle ai di",
}

# A fall is printed as a positive percentage and is stored as a negative growth.
FALLS: dict[str, str] = {
    "en": (
        "fall falls fell fallen drop drops dropped decline declines declined decrease decreases "
        "decreased down reduction reduced shrank lower contracted plunged slumped slid lost minus "
        "less fewer smaller"
    ),
    "ru": (
        "упал упала упало упали снизился снизилась снизилось снизились сократился сократилась "
        "сократилось сократились снижение сокращение падение уменьшился уменьшилась уменьшились "
        "уменьшилось уменьшение спад минус меньше ниже"
    ),
    "fa": "کاهش افت کمتر",
    "ar": "انخفض انخفضت انخفاض تراجع تراجعت هبط أقل",
    "hi": "गिरावट कमी घटा घटी घटकर",
    "bn": "কমেছে হ্রাস",
    "it": "calo calato calata calati calate diminuzione diminuito diminuita diminuiti diminuite "
    "sceso scesa scesi scese",
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
    "it": {",": ("fraction", "fraction"), ".": ("join", None)},
}
