"""Given numbers: those that some data give, kind by kind, counted anew by the tests.

Owns what may be said about some claims and what is computed from them: amounts by unit, days,
months, years, counts. Reads no text.
"""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations, permutations

from tests.support.number_forms import DATES
from tests.support.page_numbers import Amounts, Counts, Known, written
from tradedata.compare.comparison import THRESHOLDS_IN_WORDS, series_key
from tradedata.compare.precision import MAX_DIGITS, shown_digits
from tradedata.compare.statements import Statement, statements
from tradedata.computed.corroboration import NEARNESS_IN_WORDS
from tradedata.computed.derivations import REACH_DAYS
from tradedata.computed.indicators import Indicator
from tradedata.computed.targets import MEAN_YEAR_DAYS
from tradedata.data.claims import Benchmark, Claim
from tradedata.data.loading import Dataset
from tradedata.data.numerals.digits import MIN_DIGITS
from tradedata.data.periods import YEAR_DAYS, Period
from tradedata.data.schema import Schema
from tradedata.data.vocabulary import AMOUNTS
from tradedata.exports.captions import TITLE_CHARACTERS
from tradedata.exports.editions import edition_of
from tradedata.views.coverage import year_of
from tradedata.views.pairs import fields_of_pair
from tradedata.words.numbers import READING_DIGITS, round_to

ADDED_UNITS = ("USD", "t")


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
        known.amounts[item.unit].add(written(_six_digits(item.value), item.unit))
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
                amounts.setdefault("times", set()).add(written(value, "times"))
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
    amounts.setdefault(unit, set()).update(written(form, unit) for form in _forms(value))


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
    yield from (
        THRESHOLDS_IN_WORDS,
        NEARNESS_IN_WORDS,
        edition.version,
        edition.digest,
        edition.licence,
    )
    for name, columns in _EMBEDDED.items():
        for row in dataset.tables[name].rows:
            for column in columns:
                words = " ".join(row[column].split())
                # A year in the name of an event is the event's own: targets may be for 2030.
                own = words if name == "events" else DATES.sub("", words)
                if re.search(r"\d", own) and re.search(r"[^\W\d_]{2}", words):
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


def _counted_twice(told: Iterable[Claim]) -> Iterator[tuple[int, ...]]:
    """The days of what was traded within the days of a longer period of the same quantity."""
    dated = [claim for claim in told if claim.period.is_dated and not claim.is_expected]
    for inner, outer in permutations(dated, 2):
        is_longer = (outer.period.days or 0) > (inner.period.days or 0)
        is_one_quantity = series_key(inner) == series_key(outer) and inner.unit == outer.unit
        is_inside = inner.period.overlap(outer.period) == inner.period.days
        if inner.unit in ADDED_UNITS and is_one_quantity and is_longer and is_inside:
            yield (inner.period.days or 0,)


def _days_in_both(indicators: Iterable[Indicator]) -> Iterator[tuple[int, ...]]:
    """The days that two speakers' numbers have in common where they are set beside each other."""
    for item in indicators:
        if item.kind == "corroboration":
            yield from ((shared,) for shared, _ in _overlaps(_periods(item.inputs)) if shared)


def more_pages_of(
    card: str, resting: Iterable[Indicator], told: Iterable[Statement]
) -> set[tuple[int, ...]]:
    """How many pages more than its own print what one of the numbers on a card rests on.

    Numbers of a kind that rest on the same statements are one; the card's own row goes first.
    """
    place = {claim.id: number for number, each in enumerate(told) for claim in each.claims}
    same: dict[tuple[object, ...], list[Indicator]] = {}
    for item in resting:
        days = (item.period.start, item.period.end)
        rests_on = tuple(place.get(claim.id, claim.id) for claim in item.inputs)
        market = item.benchmark and item.benchmark.key
        same.setdefault((item.kind, rests_on, market, days, item.shown), []).append(item)
    found: set[tuple[int, ...]] = set()
    for members in same.values():
        pages = {claim.source.key for item in members for claim in item.inputs}
        own = [item for item in members if card in (claim.id for claim in item.inputs)]
        for item in own or members:
            found.add((len(pages - {claim.source.key for claim in item.inputs}),))
    return found


def _paces(periods: Iterable[Period]) -> Iterator[str]:
    """How many times longer than another one a period is."""
    days = {Decimal(period.days) for period in periods if period.days}
    for long in days:
        yield from (written(round_to(long / short, MAX_DIGITS), "pace") for short in days)


def voices_of(claims: Iterable[Claim]) -> tuple[int, ...]:
    """Pages, statements and speakers, and 1 where somebody is not named."""
    rows = [claim for claim in claims if not claim.is_rejected]
    speakers = {claim.claimant.key for claim in rows if claim.claimant}
    nobody = (1,) if speakers and any(claim.claimant is None for claim in rows) else ()
    counts = (len({claim.source.key for claim in rows}), _separate(rows))
    return (*counts, *((len(speakers),) if speakers else ()), *nobody)


def _totals(claims: Iterable[Claim]) -> Iterator[list[Claim]]:
    """What others than statistics offices stated of all goods, flow by flow.

    And all flows together between the areas of the flow that has most rows.
    """
    stated = [
        claim
        for claim in claims
        if claim.product.place == 0
        and claim.measure == "value"
        and not claim.is_expected
        and not claim.is_set_aside
        and claim.source.collection != "statistics"
    ]
    flows: dict[tuple[str, ...], list[Claim]] = {}
    for claim in stated:
        flows.setdefault(series_key(claim), []).append(claim)
    yield from flows.values()
    if flows:
        most = min(flows.values(), key=lambda rows: (-len(rows), min(claim.id for claim in rows)))
        yield [claim for claim in stated if _areas(claim) == _areas(most[0])]


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
        "sources": {(len(dataset.directory.sources),)},
        "claims of a source": {
            (count[key],) for count in (of_source, in_view) for key in dataset.directory.sources
        },
        "events": {(len(dataset.events),)},
        "event": {(n,) for n, _ in enumerate({event.date[:4] for event in dataset.events}, 1)},
        "event of a year": {
            (number, int(year))
            for number, year in enumerate(sorted({event.date[:4] for event in dataset.events}), 1)
        },
        "section": {(number,) for number in range(1, 7)},
        "digits": {(number,) for number in range(MIN_DIGITS, MAX_DIGITS + 1)},
        "days": {(period.days,) for period in periods if period.days},
        "days counted twice": set(_counted_twice(each.claim for each in told)),
        "days in both": set(_days_in_both(indicators)),
        "reach": {(REACH_DAYS,)},
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
    kept = [claim for claim in claims if not claim.is_set_aside]
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
        if claim.is_trade and claim.measure in AMOUNTS and not claim.is_set_aside
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
