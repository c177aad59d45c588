"""Vocabulary: what the code must know of each word of the vocabularies in datapackage.json.

Owns those words with their meaning, once, and the comparison with the schema. A word without a
meaning here would stop the page, so it is an issue. Labels for readers stand in the schema, and a
vocabulary of which nothing but labels is used (languages, terms) stands there alone. Draws
nothing: shapes and colours are plain words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from tradedata.data.issues import Issue
from tradedata.data.schema import SCHEMA_FILE, Schema


@dataclass(frozen=True, slots=True)
class Flow:
    """A direction of trade, or what is no trade.

    ``noun`` names it alone; ``subject``, ``partner`` and ``tail`` make 'imports of A from B', and
    ``goods`` what is said of one product in a sentence.
    """

    noun: str
    subject: str
    partner: str = ""
    tail: str = ""
    goods: str = "{area}'s {noun} of {product}"
    is_trade: bool = False
    is_goods: bool = False


FLOWS: Mapping[str, Flow] = {
    "import": Flow("imports", "imports of {}", " from {}", is_trade=True, is_goods=True),
    "export": Flow("exports", "exports of {}", " to {}", is_trade=True, is_goods=True),
    "turnover": Flow(
        "trade",
        "trade of {}",
        " with {}",
        ", both directions",
        goods="{area}'s {noun} in {product}",
        is_trade=True,
    ),
    "demand": Flow(
        "demand",
        "demand in {}",
        tail=", from every supplier",
        goods="{noun} for {product} in {area}",
    ),
    "resource": Flow("resources", "in the ground in {}", goods="{product} in the ground in {area}"),
}


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency: what goes before a number in it, and its name; its units follow from it."""

    sign: str
    name: str


# By ISO 4217, the first before others where as much is stated in both. Words: numerals/words/.
CURRENCIES: Mapping[str, Currency] = {
    "USD": Currency("$", "US dollars"),
    "EUR": Currency("€", "euros"),
    "RUB": Currency("₽", "Russian rubles"),
    "GEL": Currency("GEL\N{NO-BREAK SPACE}", "Georgian lari"),
    "AMD": Currency("AMD\N{NO-BREAK SPACE}", "Armenian drams"),
    "AFN": Currency("AFN\N{NO-BREAK SPACE}", "afghanis"),
}


@dataclass(frozen=True, slots=True)
class Measure:
    """A kind of number, with the units that fit it.

    ``is_relative``: of another number; ``has_base``: against another period; ``is_amount``: parts
    of it add up; ``has_ratio``: one such number may be so many times another.
    """

    word: str
    units: tuple[str, ...]
    is_relative: bool = False
    has_base: bool = False
    is_amount: bool = False
    has_ratio: bool = True


MEASURES: Mapping[str, Measure] = {
    "value": Measure("value", (*CURRENCIES, *(f"{c}/year" for c in CURRENCIES)), is_amount=True),
    "quantity": Measure("quantity", ("t", "t/year"), is_amount=True),
    "price": Measure("price", tuple(f"{c}/t" for c in CURRENCIES)),
    "growth": Measure("growth", ("percent",), is_relative=True, has_base=True, has_ratio=False),
    "ratio": Measure("multiple", ("times",), is_relative=True, has_base=True),
    "share": Measure("share", ("percent",), is_relative=True),
    "rank": Measure("rank", ("rank",), is_relative=True, has_ratio=False),
}
AMOUNTS = tuple(word for word, measure in MEASURES.items() if measure.is_amount)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: how a number in it is written, and the words it is read from (``family``).

    ``is_scaled``: a reader gets it with million or billion. ``yearly`` is the unit of its pace.
    """

    form: str
    family: str
    is_scaled: bool = False
    yearly: str = ""


UNITS: Mapping[str, Unit] = {
    **{c: Unit(each.sign + "{}", c, True, f"{c}/year") for c, each in CURRENCIES.items()},
    **{f"{c}/year": Unit(each.sign + "{} a year", c, True) for c, each in CURRENCIES.items()},
    **{f"{c}/t": Unit(each.sign + "{} a tonne", c) for c, each in CURRENCIES.items()},
    "t": Unit("{} t", "t", is_scaled=True, yearly="t/year"),
    "t/year": Unit("{} t a year", "t", is_scaled=True),
    "percent": Unit("{}%", "percent"),
    "times": Unit("{} times", "times"),
    "rank": Unit("rank {}", "rank"),
}


@dataclass(frozen=True, slots=True)
class Qualifier:
    """A hedge: its words, which way the true number lies, and whether it may be the printed one.

    ``inverse`` is the hedge of 1 / x where this is that of x, if it is another.
    """

    words: str
    direction: Literal["none", "about", "over", "under"]
    inverse: str = ""
    may_equal: bool = False


QUALIFIERS: Mapping[str, Qualifier] = {
    "none": Qualifier("", "none"),
    "about": Qualifier("about", "about"),
    "almost": Qualifier("almost", "under", "over"),
    "over": Qualifier("over", "over", "under"),
    "at-least": Qualifier("at least", "over", "up-to", may_equal=True),
    "under": Qualifier("under", "under", "over"),
    "up-to": Qualifier("up to", "under", "at-least", may_equal=True),
}


@dataclass(frozen=True, slots=True)
class PeriodBasis:
    """How a period is known; the lower the ``place``, the better. ``is_dated``: it has days."""

    place: int
    is_dated: bool = False


PERIOD_BASES: Mapping[str, PeriodBasis] = {
    "stated": PeriodBasis(0, is_dated=True),
    "inferred": PeriodBasis(1, is_dated=True),
    "relative": PeriodBasis(2, is_dated=True),
    "running": PeriodBasis(3),
    "unstated": PeriodBasis(4),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """Who compiled a number, and how: the mark's shape, in Plotly's word and as a sign of text.

    ``verb``: what its speaker did, before the number if ``is_expected``, which says that it speaks
    of what is to come, else before 'that'. ``is_rough``: 'about', whatever its hedge.
    """

    label: str
    verb: str
    symbol: str
    glyph: str
    is_expected: bool = False
    is_rough: bool = False


KINDS: Mapping[str, Kind] = {
    "statistic": Kind("official statistic", "reported", "square", "■"),
    "reported": Kind("reported number", "said", "circle", "●"),
    "estimate": Kind("estimate", "estimated", "circle-open", "○", is_rough=True),
    "forecast": Kind("forecast", "forecast", "circle-open", "○", is_expected=True, is_rough=True),
    "target": Kind("target", "named a target of", "line-ns-open", "|", is_expected=True),
    "plan": Kind("plan", "named a plan of", "triangle-right-open", "▷", is_expected=True),
}


@dataclass(frozen=True, slots=True)
class Status:
    """The standing of a row, in ``words`` unless it is the usual one.

    ``set_aside`` says why it is in no chart and no headline, if so.
    ``is_doubtful``: there is reason to doubt the number, and no line or title rests on it.
    """

    words: str = ""
    set_aside: str = ""
    is_rough: bool = False
    is_doubtful: bool = False


STATUSES: Mapping[str, Status] = {
    "normal": Status(),
    "preliminary": Status("preliminary"),
    "estimated": Status("flagged as an estimate by its source", is_rough=True),
    "doubtful": Status("marked doubtful here", is_doubtful=True),
    "rejected": Status("set aside here as rejected", "one was seen and set aside as rejected"),
    "superseded": Status(
        "replaced by a later correction", "one was replaced by a later correction"
    ),
}


@dataclass(frozen=True, slots=True)
class SpeakerGroup:
    """Speakers that share a colour and a letter, for colour alone does not reach everybody.

    The colour passes 3:1 on the light and the dark background.
    """

    label: str
    colour: str
    sign: str


@dataclass(frozen=True, slots=True)
class Medium:
    """What a source is published in, as each format of references calls it."""

    csl: str
    ris: str
    bibtex: str


MEDIA: Mapping[str, Medium] = {
    "newspaper": Medium("article-newspaper", "NEWS", "article"),
    "magazine": Medium("article-magazine", "MGZN", "article"),
    "website": Medium("webpage", "ELEC", "online"),
    "report": Medium("report", "RPRT", "techreport"),
    "dataset": Medium("dataset", "DATA", "misc"),
}

# The columns of a claim whose changes are kept: what it says, not how we keep it.
RECORDED = (
    *("reporter", "partner", "flow", "product", "measure", "of", "value", "unit", "qualifier"),
    *("start", "end", "period", "period_basis", "period_from", "kind", "status", "valuation"),
    *("claimant", "claimed_on", "as_printed"),
)

# Collections of sources: those that the data began with, and what statistics offices publish.
ARTICLES, STATISTICS = "articles", "statistics"

# What ties a number to those that it is based on: its source, or nothing but that the numbers fit.
STATED, ARITHMETIC = "stated", "arithmetic"

UNATTRIBUTED = "unattributed"
UNNAMED = "unnamed"  # the role of speakers whom a source describes and does not name
AREA_COLOURS = ("#009E73", "#D55E00")  # of the speakers of a collection's two areas
MARKET = SpeakerGroup("market and international", "#0072B2", "M")
NOT_ATTRIBUTED = SpeakerGroup("not attributed", "#CC79A7", "N")

# What the schema must hold word for word, and where it may do with some of the words.
_WHOLE: dict[tuple[str, str], Collection[str]] = {
    ("trade", "flow"): FLOWS,
    ("trade", "measure"): MEASURES,
    ("trade", "of"): AMOUNTS,
    ("trade", "qualifier"): QUALIFIERS,
    ("trade", "period_basis"): PERIOD_BASES,
    ("trade", "kind"): KINDS,
    ("trade", "status"): STATUSES,
    ("trade", "based_on_basis"): (STATED, ARITHMETIC),
    ("sources", "medium"): MEDIA,
}
_PART: dict[tuple[str, str], Collection[str]] = {
    ("trade", "unit"): UNITS,
    ("trade", "base_basis"): PERIOD_BASES,
    ("benchmarks", "unit"): UNITS,
    ("changes", "column"): RECORDED,
}


def vocabulary_issues(schema: Schema) -> Iterator[Issue]:
    """The words that stand in the schema or here, but not in both."""
    for (name, column), known in (_WHOLE | _PART).items():
        words = schema.tables[name].field(column).labels
        for word in words:
            if word not in known:
                yield _issue("unknown-word", name, column, word, known)
        for word in known if (name, column) in _WHOLE else ():
            if word not in words:
                yield _issue("missing-word", name, column, word, words)


def _issue(code: str, table: str, column: str, word: str, allowed: Collection[str]) -> Issue:
    return Issue(
        code, SCHEMA_FILE, row=table, column=column, value=word, allowed=", ".join(allowed)
    )
