"""Page numbers: every number in a text, with its unit, is set beside what the data holds.

Owns the grammar of the numbers that the page writes, and the sets of numbers of each kind that
some data give: amounts by unit, days, months, years, counts. Renders nothing.

Words of the data that stand in a text as they are (a title, a note, a printed number in quotation
marks) are taken out first: they are not the page's own.
"""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations

from tests.page_texts import PageText
from tradedata.claims import Benchmark, Claim
from tradedata.comparison import THRESHOLDS_IN_WORDS, series_key
from tradedata.coverage import year_of
from tradedata.exports.captions import TITLE_CHARACTERS
from tradedata.exports.editions import edition_of
from tradedata.indicators import Indicator
from tradedata.loading import Dataset
from tradedata.pairs import fields_of_pair
from tradedata.periods import MONTHS, YEAR_DAYS, Period
from tradedata.precision import MAX_DIGITS, MIN_DIGITS, shown_digits
from tradedata.reprints import told_once
from tradedata.schema import Schema
from tradedata.statements import statements
from tradedata.target_indicators import MEAN_YEAR_DAYS
from tradedata.wording import READING_DIGITS, round_to

Amounts = dict[str, set[str]]
Counts = dict[str, set[tuple[int, ...]]]

AROUND = 40
FULL_MONTHS = {
    name: number
    for number, name in enumerate(
        (
            *("January", "February", "March", "April", "May", "June", "July", "August"),
            *("September", "October", "November", "December"),
        ),
        start=1,
    )
}
MONTH_NUMBERS = {
    **FULL_MONTHS,
    **{name: number for number, name in enumerate(MONTHS, start=1)},
    **{name.lower(): number for number, name in enumerate(MONTHS, start=1)},
}
SCALES = {
    **{"": 1, "kt": 10**3, "Mt": 10**6, "m": 10**6, "bn": 10**9, "tn": 10**12},
    **{"million": 10**6, "billion": 10**9, "trillion": 10**12},
}
MEASURED = ("value", "quantity")
TRADED = ("import", "export", "turnover")
RATIOS = ("percent", "times", "pace")
SET_ASIDE = ("rejected", "superseded")


# The grammar

_MONTH = f"(?:{'|'.join(MONTHS)})"
_FULL_MONTH = f"(?:{'|'.join(FULL_MONTHS)})"
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
# A kind may come in several forms; earlier kinds win where several match at one place.
GRAMMAR: tuple[tuple[str, str], ...] = (
    ("day", rf"(\d{{1,2}}) ({_MONTH}) (\d{{4}})\b"),
    ("iso day", r"\b(\d{4})-(\d\d)(?:-(\d\d))?\b(?!-)"),
    ("ris day", r"\b(\d{4})/(\d\d)/(\d\d)?/?"),
    ("bibtex day", r"(?<=year = \{)(\d{4})\}, month = (\w{3})(?:, day = \{(\d+)\})?"),
    ("cited day", rf"\b(\d{{4}}), ({_FULL_MONTH})(?: (\d{{1,2}}))?(?=\))"),
    ("retrieved", rf"({_FULL_MONTH}) (\d{{1,2}}), (\d{{4}})\b"),
    ("months", rf"({_MONTH})(?: (\d{{4}}))?(?:-| to )({_MONTH}) (\d{{4}})\b"),
    ("month", rf"({_MONTH}) (\d{{4}})\b"),
    ("years", r"\b(\d{4})-(\d{4})\b(?!-)"),
    (
        "dollars",
        rf"\$({_NUMBER})(?: (trillion|billion|million)\b|(tn|bn|m)\b)?( a tonne| a year|/yr)?",
    ),
    ("in full", rf"({_NUMBER}) (USD/year|USD/t|USD|t/year|percent)(?!\w)"),
    ("tonnes", rf"({_NUMBER}) (kt|Mt|t)\b( a year|/yr)?"),
    ("percent", rf"({_NUMBER})%"),
    ("pace", rf"(?<=would hold about )({_NUMBER}) times"),
    ("times", rf"({_NUMBER}) times\b"),
    ("rank", rf"\brank ({_NUMBER})"),
    (
        "voices",
        r"(\d+) pages?, (\d+) statements?(?:, (\d+) speakers?)?(?: and (1) not attributed)?",
    ),
    ("overlap", r"(\d+) of (\d+) days\b"),
    ("rows", r"(\d+) of (\d+) rows\b"),
    ("fields", r"(\d+) of (\d+) differ\b"),
    ("days", r"(\d+) days\b"),
    ("shared days", r"(?<=shares )(\d+)\b|(?<=\d{4} )(\d+)(?=[.:,;]| and that of)"),
    ("digits", r"(\d+) significant digits\b|(\d+) digits at least\b"),
    ("folded", r"(\d+) more\b(?= notes$|$)"),
    ("more pages", r"(\d+) more pages?\b"),
    ("more", r"(\d+) more\b"),
    ("pages", r"(\d+) pages?\b"),
    ("cell", r"(?<=[■●≠] )(\d+)(?:-(\d+))?|(\d+)(?:-(\d+))? statements?\b"),
    ("legend", r"^(\d+)(?= separate statements)"),
    ("speakers", r"(\d+) speakers?\b"),
    ("sources", r"(\d+) sources\b"),
    ("years counted", r"(\d+) years\b"),
    ("left out", r"(\d+) (rejected or|of demand|of other|targets,)"),
    ("line", r"\bline (\d+)\b"),
    ("in brackets", r"\((\d+)\)$"),
    ("section", r"^(\d+)(?= [A-Z])"),
    ("formula", r"(?<=× )(\d+) / (?:months|days)|\b(1) / years, minus 1\b"),
    ("scale", r"(?<=× )(\d+) / (\d+)"),
    ("exponent", rf"\^ \((1) / ({_NUMBER})\) - (1)\b"),
    ("one and", r"(?<=\()(1)(?= \+ )"),
    ("unrounded", rf"Unrounded: ({_NUMBER}(?!\d))(?<![.,])"),
    ("year", r"\b((?:19|20)\d\d)\b(?![,.]\d)"),
    ("alone", rf"^{_NUMBER}$"),
)
_FORMS = {kind: re.compile(form) for kind, form in GRAMMAR}
_ANY = re.compile("|".join(f"(?:{form})" for _, form in GRAMMAR) + r"|\d[\d,.]*")
_ADDRESS = re.compile(r"https?://\S+|(?<!\S)/?\?\w+=\S+|(?<!\S)/#\S+|\S*%[0-9A-F]{2}\S*")
_DATES = re.compile("|".join(_FORMS[kind].pattern for kind in ("day", "months", "month", "year")))
_UNSEEN = re.compile(r"[\\\u2068\u2069]|\b(?:Y2|N1) - ")  # escapes, isolates, tags of RIS
_MARKED = "\N{OBJECT REPLACEMENT CHARACTER}"


@dataclass(frozen=True)
class Found:
    """A number of a text: its kind ('' where the page knows no such form), its parts."""

    kind: str
    words: str
    parts: tuple[str, ...]
    start: int


def numbers_of(text: str) -> Iterator[Found]:
    """Every number of the text in the longest form that the page writes."""
    for match in _ANY.finditer(text):
        for kind, form in _FORMS.items():
            if (own := form.match(text, match.start())) and own.end() == match.end():
                parts = tuple(part or "" for part in own.groups())
                yield Found(kind, own.group(), parts, match.start())
                break
        else:
            yield Found("", match.group(), (), match.start())


# What the data hold


@dataclass
class Known:
    """The numbers that some texts may hold, by kind.

    ``cells`` are words of the data that may be a text of their own, ``phrases`` those that may
    stand inside another one. ``years`` are those of days; an axis or a list of gaps may name every
    year between the first and the last.
    """

    cells: frozenset[str]
    phrases: tuple[str, ...]
    amounts: Amounts = field(default_factory=dict)
    unrounded: set[Decimal] = field(default_factory=set)
    days: set[date] = field(default_factory=set)
    months: set[tuple[int, int]] = field(default_factory=set)
    month_spans: set[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=set)
    years: set[int] = field(default_factory=set)
    exponents: set[Decimal] = field(default_factory=set)
    counts: Counts = field(default_factory=dict)

    def unaccounted(self, texts: Iterable[PageText]) -> list[str]:
        """The numbers of the texts that are not known, each with the words around it."""
        return [
            f"{text.place}: …{words[max(0, each.start - AROUND) :][: 2 * AROUND]}…"
            for text in texts
            if not self._is_cell(text)
            for words in (self._own_words(text.text),)
            for each in numbers_of(words)
            if not self._knows(each, text)
        ]

    def _is_cell(self, text: PageText) -> bool:
        return text.text in self.cells

    def _own_words(self, text: str) -> str:
        """The text without words of the data, addresses and names of rows."""
        if not re.search(r"\d", text):
            return text
        text = _ADDRESS.sub(_MARKED, _UNSEEN.sub("", text))
        for phrase in self.phrases:
            if phrase in text:
                text = re.sub(rf"(?<!\w){re.escape(phrase)}(?!\w)", _MARKED, text)
        return re.sub(
            r"[‘“](.*?)[’”]",
            lambda quoted: _MARKED if quoted[1] in self.cells else quoted[0],
            text,
        )

    def _knows(self, found: Found, text: PageText) -> bool:
        if found.kind == "":
            return False
        judge = _JUDGES.get(found.kind)
        return judge(self, found, text) if judge else self._counts(found.kind, found.parts)

    def _counts(self, kind: str, parts: Iterable[str]) -> bool:
        return tuple(int(part) for part in parts if part) in self.counts.get(kind, set())

    def has_amount(self, number: str, unit: str, scale: str = "") -> bool:
        """Whether the data give the amount."""
        return _written(decimal(number) * SCALES[scale], unit) in self.amounts.get(unit, set())


def decimal(number: str) -> Decimal:
    """A number with separators."""
    return Decimal(number.replace(",", ""))


def _day(known: Known, year: str, month: str, day: str) -> bool:
    number = MONTH_NUMBERS[month] if month in MONTH_NUMBERS else int(month)
    if not day:
        return (int(year), number) in known.months
    return any(
        (each.year, each.month, each.day) == (int(year), number, int(day)) for each in known.days
    )


def _months(known: Known, found: Found) -> bool:
    first_month, first_year, last_month, last_year = found.parts
    first = (int(first_year or last_year), MONTH_NUMBERS[first_month])
    return (first, (int(last_year), MONTH_NUMBERS[last_month])) in known.month_spans


def _dollars(known: Known, found: Found) -> bool:
    number, word, letter, pace = found.parts
    unit = {" a tonne": "USD/t", "": "USD"}.get(pace, "USD/year")
    return known.has_amount(number, unit, word or letter)


def _tonnes(known: Known, found: Found) -> bool:
    number, scale, pace = found.parts
    return known.has_amount(number, "t/year" if pace else "t", scale.removesuffix("t") and scale)


def _years(known: Known, found: Found) -> bool:
    first, last = map(int, found.parts)
    return first < last and {first, last} <= known.years


def _exponent(known: Known, found: Found) -> bool:
    return any(abs(decimal(found.parts[1]) - each) < Decimal("0.0001") for each in known.exponents)


def _alone(known: Known, found: Found, text: PageText) -> bool:
    """A number that is a whole text: a year, a count in a table, the number of an event."""
    if text.place == "dd":
        return decimal(found.words) in known.unrounded
    if not found.words.isdecimal():
        return False
    kinds = {"td": "claims of a source", "chart text": "event"}
    return known._counts(kinds.get(text.place, ""), (found.words,))


_JUDGES: dict[str, Callable[[Known, Found, PageText], bool]] = {
    "day": lambda known, f, _: _day(known, f.parts[2], f.parts[1], f.parts[0]),
    "iso day": lambda known, f, _: _day(known, *f.parts),
    "ris day": lambda known, f, _: _day(known, *f.parts),
    "bibtex day": lambda known, f, _: _day(known, *f.parts),
    "cited day": lambda known, f, _: _day(known, *f.parts),
    "retrieved": lambda known, f, _: _day(known, f.parts[2], f.parts[0], f.parts[1]),
    "months": lambda known, f, _: _months(known, f),
    "month": lambda known, f, _: _day(known, f.parts[1], f.parts[0], ""),
    "years": lambda known, f, _: _years(known, f),
    "year": lambda known, f, _: int(f.parts[0]) in known.years,
    "dollars": lambda known, f, _: _dollars(known, f),
    "in full": lambda known, f, _: known.has_amount(*f.parts),
    "tonnes": lambda known, f, _: _tonnes(known, f),
    "percent": lambda known, f, _: known.has_amount(f.parts[0], "percent"),
    "times": lambda known, f, _: known.has_amount(f.parts[0], "times"),
    "pace": lambda known, f, _: known.has_amount(f.parts[0], "pace"),
    "rank": lambda known, f, _: known.has_amount(f.parts[0], "rank"),
    "folded": lambda known, f, text: int(f.parts[0]) == text.items,
    "section": lambda known, f, text: text.place == "header" and known._counts("section", f.parts),
    "in brackets": lambda known, f, text: (
        text.place == "panel" and known._counts("events", f.parts)
    ),
    "unrounded": lambda known, f, _: decimal(f.parts[0]) in known.unrounded,
    "exponent": lambda known, f, _: _exponent(known, f),
    "one and": lambda known, f, _: True,
    "legend": lambda known, f, text: text.place == "li",
    "left out": lambda known, f, _: known._counts(f"{f.parts[1]} left out", f.parts[:1]),
    "alone": _alone,
}


# What the data give


def known_numbers(
    dataset: Dataset,
    claims: Iterable[Claim],
    indicators: Iterable[Indicator],
    benchmarks: Iterable[Benchmark] = (),
    *,
    chosen: Iterable[Indicator] = (),
    besides: Iterable[Claim] = (),
) -> Known:
    """The numbers that texts about these claims and what is computed from them may hold.

    ``chosen`` are computed from a reader's choice and stand in no list of everything; ``besides``
    are claims out of view that are named all the same.
    """
    claims, listed, benchmarks = tuple(claims), tuple(indicators), tuple(benchmarks)
    indicators = (*listed, *chosen)
    known = Known(
        cells=frozenset(_cells(dataset)), phrases=tuple(sorted(_phrases(dataset), key=_longest))
    )
    named = (*claims, *besides)
    for claim in named:
        _add(known.amounts, claim.unit, claim.value)
    for price in benchmarks:
        _add(known.amounts, price.unit, price.value)
    for item in indicators:
        _add(known.amounts, item.unit, item.shown)
        known.amounts[item.unit].add(_written(_six_digits(item.value), item.unit))
        known.unrounded |= {_six_digits(item.value)}
        known.amounts.setdefault("pace", set()).update(_paces(_periods(item.inputs)))
    known.days = set(_days_of(dataset, (*named, *benchmarks, *indicators)))
    known.months = {(day.year, day.month) for day in known.days} | set(_partial_months(dataset))
    known.month_spans = set(_month_spans((*named, *benchmarks, *indicators)))
    known.years = _years_of(dataset, known.days)
    known.exponents = set(_year_distances(claims))
    known.counts = _counts_of(dataset, claims, indicators, benchmarks)
    rows = len(claims) + len(listed)
    known.counts["rows"] = {(rows, rows)}
    return known


def with_pairs(known: Known, pairs: Iterable[tuple[Claim, Claim]], dataset: Dataset) -> Known:
    """What may be said besides where these pairs of claims are set side by side."""
    amounts = {unit: set(values) for unit, values in known.amounts.items()}
    counts = {kind: set(values) for kind, values in known.counts.items()}
    unrounded = set(known.unrounded)
    for first, second in pairs:
        low, high = sorted((first.value, second.value))
        if low > 0 and first.unit == second.unit:
            digits = shown_digits((first, second))
            ratio = high / low
            limit = 1 + Decimal(5).scaleb(-digits)
            for value in (round_to(ratio, digits), _six_digits(ratio), limit):
                amounts.setdefault("times", set()).add(_written(value, "times"))
            unrounded.add(_six_digits(ratio))
        fields = fields_of_pair(first, second, dataset)
        different = sum(each.first != each.second for each in fields)
        counts.setdefault("fields", set()).add((different, len(fields)))
        counts.setdefault("overlap", set()).update(_overlaps([first.period, second.period]))
        counts.setdefault("days", set()).update(
            (p.days,) for p in (first.period, second.period) if p.days
        )
    return replace(known, amounts=amounts, counts=counts, unrounded=unrounded)


def _longest(phrase: str) -> tuple[int, str]:
    return -len(phrase), phrase


def _forms(value: Decimal) -> set[Decimal]:
    """The value as the page may write it: as it is, for reading, and in a formula."""
    value = abs(value)
    forms = {value, _six_digits(value)}
    if value >= 10**6:
        forms.add(round_to(value, READING_DIGITS))
    elif value >= 1000:
        forms.add(value.quantize(Decimal(1), ROUND_HALF_UP))
    return forms


def _six_digits(value: Decimal) -> Decimal:
    value = abs(value)
    return round_to(value, max(6, value.adjusted() + 1)).normalize()


def _add(amounts: Amounts, unit: str, value: Decimal) -> None:
    amounts.setdefault(unit, set()).update(_written(form, unit) for form in _forms(value))


def _written(value: Decimal, unit: str) -> str:
    """The digits; of a ratio also how many there are: 2.30 is not 2.3."""
    return f"{value if unit in RATIOS else value.normalize():f}"


def _cells(dataset: Dataset) -> Iterator[str]:
    """Words that may be a text by themselves: any cell of a column of words, any description."""
    for table in dataset.tables.values():
        words = {each.name for each in table.schema.fields if each.type == "string"}
        for row in table.rows:
            yield from (
                " ".join(cell.split()) for name, cell in row.cells.items() if name in words and cell
            )
    yield from _descriptions(dataset.schema)


def _descriptions(schema: Schema) -> Iterator[str]:
    for table in schema.tables.values():
        yield f"{table.file}: {table.description}"
        yield from (" ".join(each.description.split()) for each in table.fields)


_EMBEDDED = {
    "trade": ("id", "period", "locator", "origin", "note"),
    "sources": ("source", "title", "publisher", "author", "note"),
    "claimants": ("label", "role", "organisation"),
    "products": ("label", "definition"),
    "areas": ("label",),
    "events": ("label", "note"),
    "benchmarks": ("benchmark", "series", "native", "note"),
}


def _phrases(dataset: Dataset) -> Iterator[str]:
    """Words of the data that the page puts into sentences of its own, where they hold a digit."""
    edition = edition_of(dataset)
    yield from (THRESHOLDS_IN_WORDS, edition.version, edition.digest, edition.licence)
    for name, columns in _EMBEDDED.items():
        for row in dataset.tables[name].rows:
            for column in columns:
                words = " ".join(row[column].split())
                if re.search(r"\d", _DATES.sub("", words)) and re.search(r"[^\W\d_]{2}", words):
                    yield from (words, f"{words[0].upper()}{words[1:]}")
                    if column == "title":
                        inner = words.removeprefix("[").removesuffix("]")
                        yield textwrap.shorten(inner, TITLE_CHARACTERS, placeholder="…")


def _periods(rows: Iterable[Claim | Benchmark | Indicator]) -> Iterator[Period]:
    for row in rows:
        yield row.period
        if isinstance(row, Claim):
            yield row.own_period
            if row.base:
                yield row.base
        if isinstance(row, Indicator):
            yield from _periods(row.inputs)


def _days_of(dataset: Dataset, rows: Iterable[Claim | Benchmark | Indicator]) -> Iterator[date]:
    for period in _periods(rows):
        yield from (day for day in (period.start, period.end) if day)
    for text in _partial_dates(dataset):
        if len(text) == len("YYYY-MM-DD"):
            yield date.fromisoformat(text)


def _partial_dates(dataset: Dataset) -> Iterator[str]:
    """When something was stated, published, read or happened; YYYY[-MM[-DD]]."""
    yield from (claim.claimed_on for claim in dataset.claims if claim.claimed_on)
    for source in dataset.directory.sources.values():
        yield from (day for day in (source.published, source.accessed) if day)
    for event in dataset.events:
        yield from (day for day in (event.date, event.end) if day)


def _partial_months(dataset: Dataset) -> Iterator[tuple[int, int]]:
    for text in _partial_dates(dataset):
        year, month, *_ = [*text.split("-"), ""]
        if month:
            yield int(year), int(month)


def _month_spans(
    rows: Iterable[Claim | Benchmark | Indicator],
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    for period in _periods(rows):
        if period.start and period.end and period.months:
            yield (period.start.year, period.start.month), (period.end.year, period.end.month)


def _years_of(dataset: Dataset, days: Iterable[date]) -> set[int]:
    named = {int(text[:4]) for text in _partial_dates(dataset)}
    spoken_of = {day.year for day in days}
    of_claims = [
        day.year
        for claim in dataset.claims
        for day in (claim.period.start, claim.period.end)
        if day and not claim.is_expected
    ]
    gaps = set(range(min(of_claims), max(of_claims) + 1))  # 'nothing found for 1999'
    return named | spoken_of | gaps


def _year_distances(claims: Iterable[Claim]) -> Iterator[Decimal]:
    """Years from the end of a claim's period to that of a target's."""
    claims = tuple(claims)
    targets = {c.period.end for c in claims if c.kind == "target" and c.period.end}
    for end in {claim.period.end for claim in claims if claim.period.end}:
        for last in targets:
            yield Decimal((last.year - end.year) * 12 + last.month - end.month) / 12
            yield Decimal((last - end).days) / MEAN_YEAR_DAYS


def _overlaps(periods: Iterable[Period]) -> set[tuple[int, ...]]:
    dated = {(p.start, p.end): p for p in periods if p.is_dated}.values()
    return {
        (first.overlap(second) or 0, max(first.days or 0, second.days or 0))
        for first, second in combinations(dated, 2)
    }


def _paces(periods: Iterable[Period]) -> Iterator[str]:
    """How many times longer than another one a period is."""
    days = {Decimal(period.days) for period in periods if period.days}
    for long in days:
        yield from (_written(round_to(long / short, MAX_DIGITS), "pace") for short in days)


def voices_of(claims: Iterable[Claim]) -> tuple[int, ...]:
    """Pages, statements and speakers, and 1 where somebody is not named."""
    rows = [claim for claim in claims if not claim.is_rejected]
    speakers = {claim.claimant.key for claim in rows if claim.claimant}
    nobody = (1,) if speakers and any(claim.claimant is None for claim in rows) else ()
    counts = (len({claim.source.key for claim in rows}), _separate(rows))
    return (*counts, *((len(speakers),) if speakers else ()), *nobody)


def _totals(claims: Iterable[Claim]) -> Iterator[list[Claim]]:
    """What others than statistics offices stated of all goods; of each flow of it."""
    stated = [
        claim
        for claim in claims
        if claim.product.place == 0
        and claim.measure == "value"
        and not claim.is_expected
        and claim.status not in SET_ASIDE
        and claim.source.collection != "statistics"
    ]
    yield stated
    flows: dict[tuple[str, ...], list[Claim]] = {}
    for claim in stated:
        flows.setdefault(series_key(claim), []).append(claim)
    for rows in flows.values():
        yield rows
        yield [each.claim for each in statements(rows)]


def _separate(rows: Iterable[Claim]) -> int:
    """How many statements the rows make: origins, less those that rest on another of them."""
    found = statements(rows)
    origins = {claim.id: each.claim.origin for each in found for claim in each.claims}
    separate = {
        each.claim.origin
        for each in found
        if {origins.get(basis, each.claim.origin) for c in each.claims for basis in c.based_on}
        <= {each.claim.origin}
    }
    return max(len(separate), min(1, len(found)))


def _counts_of(
    dataset: Dataset,
    claims: tuple[Claim, ...],
    indicators: tuple[Indicator, ...],
    benchmarks: tuple[Benchmark, ...],
) -> Counts:
    told = statements(claims)
    of_source = Counter(claim.source.key for claim in dataset.claims)
    in_view = Counter(claim.source.key for claim in claims)
    periods = [
        *(claim.period for claim in claims),
        *(item.period for item in indicators),
        *(price.period for price in benchmarks),
        *(claim.period for item in indicators for claim in item.inputs),
    ]
    computed = [item for item in indicators if len(item.inputs) > 1]
    return {
        "voices": {voices_of(claims), *map(voices_of, _totals(claims))} - {(0, 0)},
        "pages": {(each.pages,) for each in told},
        "more pages": {(each.more_pages,) for each in told_once(indicators, told)},
        "sources": {(len(dataset.directory.sources),)},
        "claims of a source": {
            (count[key],) for count in (of_source, in_view) for key in dataset.directory.sources
        },
        "events": {(len(dataset.events),)},
        "event": {(n,) for n, _ in enumerate({event.date[:4] for event in dataset.events}, 1)},
        "section": {(number,) for number in range(1, 7)},
        "digits": {(number,) for number in range(MIN_DIGITS, MAX_DIGITS + 1)},
        "days": {(period.days,) for period in periods if period.days},
        "scale": set(_scales(periods)),
        "formula": {(1,), (12,), (YEAR_DAYS[0],)},
        "overlap": {pair for item in computed for pair in _overlaps(_periods(item.inputs))},
        "shared days": {
            (item.period.overlap(price.period) or 0,)
            for item in indicators
            if item.benchmark
            for price in benchmarks
        },
        "cell": set(_cell_counts(claims)),
        **{f"{why} left out": {(number,)} for why, number in _left_out(claims).items()},
        "line": {(claim.line,) for claim in claims},
        "years counted": set(_years_counted(claims)),
    }


def _scales(periods: Iterable[Period]) -> Iterator[tuple[int, ...]]:
    for period in periods:
        if period.days and period.is_part_year:
            yield (12, period.months) if period.months else (YEAR_DAYS[0], period.days)


def _cell_counts(claims: Iterable[Claim]) -> Iterator[tuple[int, ...]]:
    """Statements of a product, measure and year, and from the fewest to the most of years."""
    cells: dict[tuple[object, ...], list[Claim]] = {}
    for each in statements(_between(_traded(claims))):
        if not each.claim.is_expected:
            cell = (each.claim.product.key, each.claim.measure, year_of(each.claim.period))
            cells.setdefault(cell, []).extend(each.claims)
    counts = {_separate(rows) for rows in cells.values()}
    yield from ((count,) for count in counts)
    yield from combinations(sorted(counts), 2)


def _left_out(claims: Iterable[Claim]) -> dict[str, int]:
    """How many claims have no cell in the matrix of coverage, by the first word of the reason."""
    claims = tuple(claims)
    kept = [claim for claim in claims if claim.status not in SET_ASIDE]
    traded = _traded(claims)
    between = _between(traded)
    return {
        "rejected or": len(claims) - len(kept),
        "of demand": len(kept) - len(traded),
        "of other": len(traded) - len(between),
        "targets,": sum(claim.is_expected for claim in between),
    }


def _traded(claims: Iterable[Claim]) -> list[Claim]:
    return [
        claim
        for claim in claims
        if claim.flow in TRADED and claim.measure in MEASURED and claim.status not in SET_ASIDE
    ]


def _between(traded: Iterable[Claim]) -> list[Claim]:
    """The claims between the two areas that most statements are about."""
    traded = tuple(traded)
    pairs = Counter(_areas(each.claim) for each in statements(traded))
    most = max(sorted(pairs, key=sorted), key=lambda pair: pairs[pair], default=frozenset())
    return [claim for claim in traded if _areas(claim) == most]


def _areas(claim: Claim) -> frozenset[str]:
    return frozenset(area.label for area in (claim.reporter, claim.partner) if area)


def _years_counted(claims: Iterable[Claim]) -> Iterator[tuple[int, ...]]:
    """For how many years an area reports."""
    years: dict[str, set[int]] = {}
    for claim in claims:
        if claim.kind == "statistic" and claim.period.start and claim.period.is_whole_year:
            years.setdefault(claim.reporter.key, set()).add(claim.period.start.year)
    yield from ((len(found),) for found in years.values())
