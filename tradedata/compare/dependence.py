"""Dependence: numbers that may be no counts of their own, since they fit arithmetic on others.

Owns the family of relations, the search for numbers that fit one, the rule by which a fit is
convincing, and how many fits chance gives. Records nothing: that is for whoever keeps the data.

A number fits if the relation, applied to others as they are printed, gives it to its last digit.
Chance is measured on the same numbers with the digits after their first dealt out anew among all
that carry as many: their sizes, roundness, speakers and periods stay, what ties them goes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, groupby, permutations
from random import Random

from tradedata.compare.comparison import series_key
from tradedata.compare.statements import statements
from tradedata.data.claims import Claim
from tradedata.data.numerals.digits import last_place, significant_digits
from tradedata.data.periods import Period
from tradedata.data.vocabulary import AMOUNTS, UNITS
from tradedata.words.text import counted, say

# Of numbers with fewer digits, as many fit by chance as are found.
LEAST_DIGITS = 3
# So many digits convince alone; with fewer, so many numbers of one speaker must fit one relation.
ENOUGH_DIGITS = 4
ENOUGH_NUMBERS = 2
SHUFFLES = 1000
SEED = 11

DEPENDENCE_IN_WORDS = say(
    "A number that a simple relation makes of another speaker's, to its last printed digit, may be "
    "no count of its own, though no source says so. Where it has {} or more, or {} of one speaker "
    "fit the same relation, it is marked as arithmetic: it is shown with what it equals, and makes "
    "no statement, speaker, spread or confirmation more. Numbers shuffled at random were searched "
    "alike: how often chance alone gives such a fit can be counted anew with the code that comes "
    "with these data.",
    counted(ENOUGH_DIGITS, "digit"),
    counted(ENOUGH_NUMBERS, "number"),
)

YEAR_MONTHS = 12
MEAN_MONTH = Decimal("30.4375")
# Six months of the solar calendar are longer than those of ours by about so many days.
MONTH_SLACK = 4
# What a good costs more at the importer's border: the factors that the IMF has reckoned with.
CIF_FACTORS = ("1.1", "1.06")
TONNES_IN_TON = ("0.90718474", "1.0160469088")

FAMILIES: Mapping[str, str] = {
    "copy": "the same number, or it rounded",
    "months": "scaled from its whole months to others",
    "days": "scaled from its days to those of the number",
    "cif": "times or divided by a CIF/FOB factor",
    "tons": "short or long tons read as tonnes, or the reverse",
    "sum": "a sum or difference of two numbers",
    "growth": "a stated growth or multiple applied to an earlier number",
}


@dataclass(frozen=True, slots=True)
class Fit:
    """A number that a relation gives of others; ``bases`` as x and y stand in the relation."""

    family: str
    relation: str
    number: Claim
    bases: tuple[Claim, ...]

    @property
    def is_recorded(self) -> bool:
        """Whether the data say already that one of the numbers is based on the others."""
        claims = (self.number, *self.bases)
        ids = {claim.id for claim in claims}
        return any(ids <= {claim.id, *claim.based_on} for claim in claims)

    @property
    def digits(self) -> int:
        """How many digits of the number are met."""
        return significant_digits(self.number.value)


@dataclass(frozen=True, slots=True)
class Tally:
    """One family: relations tried, fits, convincing ones, and both by chance.

    By chance: the mean of all shuffles, and how many of them give any convincing fit, or as many.
    """

    family: str
    tried: int
    fits: int
    convincing: int
    fits_by_chance: Fraction
    convincing_by_chance: Fraction
    shuffles_with_any: int
    shuffles_with_as_many: int


@dataclass(frozen=True, slots=True)
class Dependences:
    """What the search found among so many numbers, set beside each other in so many pairs.

    A fit and its reverse are one: the convincing one of the two, or that of more digits.
    """

    numbers: int
    pairs: int
    shuffles: int
    tallies: tuple[Tally, ...]
    convincing: tuple[Fit, ...]
    others: tuple[Fit, ...]


@dataclass(frozen=True, slots=True)
class _Trial:
    """``a`` times the one base, plus ``b`` times the other, is ``q`` times the number."""

    fit: Fit
    a: int
    b: int
    q: int
    places: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class _Level:
    """A statement's number among all in the search, who gave it, and when it was first known."""

    place: int
    claim: Claim
    said: str
    voice: tuple[str, str]


def find_dependences(
    claims: Iterable[Claim],
    shuffles: int = SHUFFLES,
    progress: Callable[[range], Iterable[int]] = iter,
) -> Dependences:
    """Every number that a relation gives of other speakers' numbers, whatever the rows' order.

    ``progress`` goes through the shuffles, of which there is at least one, and may show how far.
    """
    claims = [claim for claim in claims if not claim.is_set_aside]
    levels = _levels(claims)
    trials = _trials(levels, [claim for claim in claims if not claim.is_level])
    printed, units = _as_integers([level.claim.value for level in levels])
    convincing, others = map(_by_family, judged := _judged(_fits(trials, printed, units)))
    convincing_by_chance, others_by_chance = Counter[str](), Counter[str]()
    with_any, with_as_many = Counter[str](), Counter[str]()
    random = Random(SEED)
    for _ in progress(range(shuffles)):
        dealt = _dealt_anew(printed, units, random)
        by_chance = [_by_family(fits) for fits in _judged(_fits(trials, dealt, units))]
        convincing_by_chance.update(by_chance[0])
        others_by_chance.update(by_chance[1])
        with_any.update(by_chance[0].keys())
        with_as_many.update(each for each, n in by_chance[0].items() if n >= convincing[each])
    tried = Counter(trial.fit.family for trial in trials)
    return Dependences(
        numbers=len(levels),
        pairs=len({pair for trial in trials for pair in _pairs(trial)}),
        shuffles=shuffles,
        tallies=tuple(
            Tally(
                family,
                tried[family],
                convincing[family] + others[family],
                convincing[family],
                Fraction(convincing_by_chance[family] + others_by_chance[family], shuffles),
                Fraction(convincing_by_chance[family], shuffles),
                with_any[family],
                with_as_many[family],
            )
            for family in FAMILIES
        ),
        convincing=tuple(judged[0]),
        others=tuple(judged[1]),
    )


def _levels(claims: Iterable[Claim]) -> list[_Level]:
    """One number a statement: those that somebody counted, and printed with enough digits."""
    found = sorted(statements(claims), key=lambda statement: statement.claim.id)
    usable = [statement for statement in found if _is_usable(statement.claim)]
    return [
        _Level(place, each.claim, each.said_on or each.printed_on, _voice(each.claim))
        for place, each in enumerate(usable)
    ]


def _is_usable(claim: Claim) -> bool:
    return (
        claim.measure in AMOUNTS
        and not claim.is_expected
        and claim.value > 0
        and significant_digits(claim.value) >= LEAST_DIGITS
    )


def _voice(claim: Claim) -> tuple[str, str]:
    """An office that prints what two areas report speaks for each of them apart."""
    speaker = claim.claimant.key if claim.claimant else claim.source.key
    return speaker, claim.reporter.key if claim.kind == "statistic" else ""


def _trials(levels: Sequence[_Level], relatives: Sequence[Claim]) -> list[_Trial]:
    by_series = sorted(levels, key=lambda level: (series_key(level.claim), level.place))
    trials = [
        _trial(family, relation, number, (base,), factor)
        for _, members in groupby(by_series, lambda level: series_key(level.claim))
        for base, number in permutations(members, 2)
        if _may_follow(number, (base,))
        for family, relation, factor in _scalings(number, base)
    ]
    trials += _sums(levels)
    trials += _growths(levels, relatives)
    return trials


def _may_follow(number: _Level, bases: Iterable[_Level]) -> bool:
    """Whether others gave all the bases, none of which is known to be the later number."""
    for base in bases:
        both = min(len(base.said), len(number.said))
        if base.voice == number.voice or base.said[:both] > number.said[:both]:
            return False
    return True


def _trial(
    family: str,
    relation: str,
    number: _Level,
    bases: Sequence[_Level],
    factor: Fraction = Fraction(1),
    *,
    sign: int = 0,
    of: Sequence[Claim] = (),
) -> _Trial:
    fit = Fit(family, relation, number.claim, (*(base.claim for base in bases), *of))
    a, q = factor.numerator, factor.denominator
    return _Trial(fit, a, sign * q, q, (bases[0].place, bases[-1].place, number.place))


def _scalings(number: _Level, base: _Level) -> Iterator[tuple[str, str, Fraction]]:
    """Family, relation and factor of all that may make one number of another."""
    one, other = base.claim, number.claim
    overlap = one.period.overlap(other.period)
    if overlap == 0:
        return
    if overlap is None or one.period.same_days(other.period):
        if _is_rounded(number, base):
            yield "copy", "x", Fraction(1)
        if one.measure == "value" and one.is_goods:
            yield from _by_factors("cif", CIF_FACTORS)
        if UNITS[one.unit].family == "t":
            yield from _by_factors("tons", TONNES_IN_TON)
    if not one.period.same_days(other.period):
        yield from _by_time(one.period, other.period)


def _is_rounded(number: _Level, base: _Level) -> bool:
    """Whether it has fewer digits; of two with as many, one alone is called the copy."""
    mine, others = (significant_digits(level.claim.value) for level in (number, base))
    return (mine, base.said, base.place) < (others, number.said, number.place)


def _by_factors(family: str, factors: Iterable[str]) -> Iterator[tuple[str, str, Fraction]]:
    for factor in factors:
        yield family, f"x * {factor}", Fraction(factor)
        yield family, f"x / {factor}", 1 / Fraction(factor)


def _by_time(base: Period, number: Period) -> Iterator[tuple[str, str, Fraction]]:
    months = _whole_months(base)
    for other in range(1, YEAR_MONTHS + 1) if months else ():
        if other != months:
            yield "months", f"x * {other}/{months}", Fraction(other, months)
    if base.days and number.days and base.days != number.days:
        yield "days", f"x * {number.days}/{base.days}", Fraction(number.days, base.days)


def _whole_months(period: Period) -> int:
    """How many months of any calendar it lasts, a year at most; 0 if it cuts one."""
    months = round((period.days or 0) / MEAN_MONTH)
    slack = abs((period.days or 0) - months * MEAN_MONTH)
    return months if slack <= MONTH_SLACK and months <= YEAR_MONTHS else 0


def _sums(levels: Sequence[_Level]) -> Iterator[_Trial]:
    for whole, one, other in _added_up(levels):
        if _may_follow(whole, (one, other)):
            yield _trial("sum", "x + y", whole, (one, other), sign=1)
        for part, rest in ((one, other), (other, one)):
            if _may_follow(rest, (whole, part)):
                yield _trial("sum", "x - y", rest, (whole, part), sign=-1)


def _added_up(levels: Sequence[_Level]) -> Iterator[tuple[_Level, _Level, _Level]]:
    """Totals with their two parts: both directions of trade, or one span of days after another."""
    by_subject: dict[tuple[object, ...], list[_Level]] = {}
    for level in levels:
        claim = level.claim
        subject = (claim.areas, claim.product.key, claim.measure, UNITS[claim.unit].family)
        if claim.is_trade and claim.period.is_dated:
            by_subject.setdefault(subject, []).append(level)
    for members in by_subject.values():
        for pair in combinations(members, 2):
            one, other = sorted(pair, key=lambda level: level.claim.period.sort_key())
            for whole in members:
                if _add_up(whole.claim, one.claim, other.claim):
                    yield whole, one, other


def _add_up(whole: Claim, one: Claim, other: Claim) -> bool:
    if one.period.same_days(other.period):
        both_ways = one.is_goods and other.is_goods and series_key(one) != series_key(other)
        return both_ways and not whole.is_goods and whole.period.same_days(one.period)
    follow = one.period.end and other.period.start and (other.period.start - one.period.end).days
    ends = (one.period.start, other.period.end)
    is_whole = follow == 1 and ends == (whole.period.start, whole.period.end)
    return is_whole and len({series_key(claim) for claim in (whole, one, other)}) == 1


def _growths(levels: Sequence[_Level], relatives: Sequence[Claim]) -> Iterator[_Trial]:
    by_subject: dict[tuple[object, ...], list[_Level]] = {}
    for level in levels:
        claim = level.claim
        by_subject.setdefault((*series_key(claim)[:-3], claim.measure), []).append(level)
    for of in sorted(relatives, key=lambda claim: claim.id):
        members = by_subject.get((*series_key(of)[:-3], of.of), [])
        for base, number in permutations(members, 2):
            if (
                of.base
                and base.claim.period.same_days(of.base)
                and number.claim.period.same_days(of.period)
                and _may_follow(number, (base,))
            ):
                times = Fraction(of.value)
                is_growth = of.measure == "growth"
                factor = 1 + times / 100 if is_growth else times
                relation = "x*(1+y/100)" if is_growth else "x * y"
                yield _trial("growth", relation, number, (base,), factor, of=(of,))


def _as_integers(values: Sequence[Decimal]) -> tuple[list[int], list[int]]:
    """The numbers, and the last digit that each carries, in the smallest unit of all."""
    lasts = [last_place(value) for value in values]
    least = min(lasts, default=0)
    return [int(value.scaleb(-least)) for value in values], [10 ** (last - least) for last in lasts]


def _fits(trials: Iterable[_Trial], values: Sequence[int], units: Sequence[int]) -> list[Fit]:
    found = []
    for trial in trials:
        a, b, q = trial.a, trial.b, trial.q
        x, y, number = trial.places
        if 2 * abs(a * values[x] + b * values[y] - q * values[number]) <= q * units[number]:
            found.append(trial.fit)
    return found


def _dealt_anew(values: Sequence[int], units: Sequence[int], random: Random) -> list[int]:
    """The numbers with the digits after their first dealt out among those that carry as many."""
    printed = [str(value // unit) for value, unit in zip(values, units, strict=True)]
    by_length: dict[int, list[str]] = {}
    for digits in printed:
        by_length.setdefault(len(digits), []).append(digits[1:])
    for rests in by_length.values():
        random.shuffle(rests)
    return [
        int(digits[0] + by_length[len(digits)].pop()) * unit
        for digits, unit in zip(printed, units, strict=True)
    ]


def _judged(fits: Iterable[Fit]) -> tuple[list[Fit], list[Fit]]:
    """The convincing fits and the others: so many digits, or as many numbers of one speaker."""
    together: dict[tuple[object, ...], list[Fit]] = {}
    for fit in fits:
        speakers = (_voice(fit.number), *map(_voice, fit.bases))
        together.setdefault((fit.relation, *speakers), []).append(fit)
    judged: dict[tuple[object, ...], tuple[bool, Fit]] = {}
    for group in together.values():
        for fit in group:
            is_convincing = fit.digits >= ENOUGH_DIGITS or _are_several(group)
            both_ways = (fit.family, frozenset(claim.id for claim in (fit.number, *fit.bases)))
            other = judged.setdefault(both_ways, (is_convincing, fit))
            judged[both_ways] = max(other, (is_convincing, fit), key=_telling)
    ordered = sorted(judged.values(), key=_reading_order)
    return [fit for told, fit in ordered if told], [fit for told, fit in ordered if not told]


def _telling(judged: tuple[bool, Fit]) -> tuple[bool, bool, int, str]:
    is_convincing, fit = judged
    is_said = bool(fit.number.based_on) and fit.is_recorded
    return is_convincing, is_said, fit.digits, fit.number.id


def _reading_order(judged: tuple[bool, Fit]) -> tuple[int, str, str]:
    _, fit = judged
    return [*FAMILIES].index(fit.family), fit.relation, fit.number.id


def _by_family(fits: Iterable[Fit]) -> Counter[str]:
    return Counter(fit.family for fit in fits)


def _are_several(fits: Sequence[Fit]) -> bool:
    numbers = {fit.number.value for fit in fits}
    bases = {tuple(base.value for base in fit.bases) for fit in fits}
    return min(len(numbers), len(bases)) >= ENOUGH_NUMBERS


def _pairs(trial: _Trial) -> set[tuple[int, int]]:
    x, y, number = trial.places
    return {(x, number), (y, number)}
