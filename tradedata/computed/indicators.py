"""Indicators: the form of a number computed from claims, with its formula and lineage.

Owns that form and the steps that every derivation shares. Derives nothing itself (derivations,
targets, spreads and corroboration do), names no product and draws nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import TypeVar

from tradedata.compare.comparison import series_key
from tradedata.compare.precision import (
    DIRECTION_WORDS,
    SHORT_DIRECTION_WORDS,
    Direction,
    changed_digits,
    direction_of,
    divided,
    opposite,
    shown_digits,
    summed_digits,
)
from tradedata.data.claims import Benchmark, Claim, Product, Source
from tradedata.data.periods import Period
from tradedata.data.quoting import OUR_LANGUAGE, Quoted
from tradedata.words.claims import formula_words
from tradedata.words.numbers import amount, in_full, plain_number, round_to, short_amount
from tradedata.words.text import Number, Text, counted, joined, list_words, say

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")

YEAR_MONTHS = 12
MOST_CHARACTERS = 200  # of an id
UNPRINTED = "nobody printed it"


@dataclass(frozen=True, slots=True)
class Indicator:
    """A number computed from claims; ``value`` is unrounded, in ``unit``.

    ``inputs`` stand in the order of the formula. ``period`` is the result's. ``is_mark`` says
    whether an axis may show it. ``benchmark`` is the market price that the claims are set beside,
    if any; ``is_sum`` and ``is_change`` (a quotient less one, in percent) say by which rule it has
    its digits. ``operation`` is the formula in numbers, without its result. ``about`` goes before
    the name. ``remarks`` are what its derivation says of it, ``is_base_inferred`` whether a base
    that is no input is inferred.
    """

    kind: str
    inputs: tuple[Claim, ...]
    value: Decimal
    unit: str
    hedge: Direction
    name: str
    formula: str
    operation: str
    product: Product
    period: Period
    remarks: tuple[str, ...] = ()
    is_mark: bool = True
    benchmark: Benchmark | None = None
    is_sum: bool = False
    is_change: bool = False
    about: str = ""
    is_base_inferred: bool = False

    @property
    def id(self) -> str:
        """Its kind and what it rests on, in the order of the formula.

        A digest stands for names that are too many for an address and for the name of a file.
        """
        market = [row.key for row in self._market]
        names = ".".join((self.kind, *(claim.id for claim in self.inputs), *market))
        if len(names) <= MOST_CHARACTERS:
            return names
        return f"{self.kind}.{sha256(names.encode()).hexdigest()[:16]}"

    @property
    def digits(self) -> int:
        """A sum ends at its coarsest input's last place, a change at that of its quotient.

        All else has its weakest's digits.
        """
        if self.is_sum:
            return summed_digits(self.value, self.inputs)
        if self.is_change:
            return changed_digits(self.value, self.inputs)
        return shown_digits((*self.inputs, *self._market))

    @property
    def inferred(self) -> bool:
        """Whether a period or base that it rests on is inferred."""
        periods = (self.period, *(claim.period for claim in self.inputs))
        return self.is_base_inferred or any(period.basis == "inferred" for period in periods)

    @property
    def notes(self) -> tuple[str, ...]:
        """What is to know of it and of its inputs, each once."""
        return tuple(dict.fromkeys((*self.remarks, *_input_notes(self.hedge, self.inputs))))

    @property
    def label(self) -> Text:
        """What it is: 'Implied price of LPG'."""
        return say("{}: {}", self.about, self.name) if self.about else Text((self.name,))

    @property
    def note(self) -> Text:
        """What is to know of it, in sentences; blank where there is nothing."""
        return joined(" ", self.notes)

    @property
    def shown(self) -> Decimal:
        """The value as exact as its inputs make it, and no more."""
        return round_to(self.value, self.digits)

    @property
    def sentence(self) -> Text:
        """What it is, the number, and what is to know of it."""
        return joined(" ", (say("{}: {}.", self.label, self.words), *self.notes))

    @property
    def words(self) -> Number:
        """The rounded value with its hedge: 'at most about $480 a tonne', 'down about 42%'."""
        return self._hedged(DIRECTION_WORDS, amount)

    @property
    def short_words(self) -> Number:
        """The same in few characters, for marks: '≤ about $480 a tonne', 'about $40m'."""
        return self._hedged(SHORT_DIRECTION_WORDS, short_amount)

    @property
    def unrounded(self) -> Number:
        """The value without its unit, up to six significant digits: '46,710.5'."""
        return self._number(plain_number(self.value))

    @property
    def made_words(self) -> str:
        """How it came about, in the same words everywhere."""
        if self.kind != "turnover":
            return "computed here"
        official = "official " if self.is_official_sum else ""
        return f"{official}exports plus imports, added here"

    @property
    def is_official_sum(self) -> bool:
        """Whether it is exports plus imports as one office counts both."""
        return self.kind == "turnover" and all(c.kind == "statistic" for c in self.inputs)

    @property
    def digits_words(self) -> Text:
        """How exact it is shown, and by which rule."""
        rule = "as its weakest input has"
        if self.is_sum:
            rule = "down to the last place of its coarsest input"
        if self.is_change:
            rule = "down to the last place of the quotient, which has as many as its weakest input"
        return say("{}, {}", counted(self.digits, "significant digit"), rule)

    @property
    def expression(self) -> Text:
        """The formula in numbers: '$132,000,000 / 275,000 t = $480 a tonne'."""
        is_exact = Decimal(self.unrounded.replace(",", "")) == self.value
        result = self._number(in_full(self.value, self.unit))
        return say("{} {} {}", self.operation, "=" if is_exact else "≈", result)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Sources of the inputs, each once, in their order, and that of the benchmark."""
        rows: tuple[Claim | Benchmark, ...] = (*self.inputs, *self._market)
        return tuple({row.source.key: row.source for row in rows}.values())

    @property
    def _market(self) -> tuple[Benchmark, ...]:
        return (self.benchmark,) if self.benchmark else ()

    def _hedged(
        self, hedges: Mapping[Direction, str], written: Callable[[Decimal, str], str]
    ) -> Number:
        if not self.is_change:
            return self._number(f"{hedges[self.hedge]} {written(self.shown, self.unit)}")
        way, hedge = ("up", self.hedge) if self.value >= 0 else ("down", opposite(self.hedge))
        return self._number(f"{way} {hedges[hedge]} {written(abs(self.shown), self.unit)}")

    def _number(self, words: str) -> Number:
        return Number(words, self.value, self.id)


def indicators_from(claim_id: str, indicators: Iterable[Indicator]) -> tuple[Indicator, ...]:
    """The indicators that rest on the claim."""
    return tuple(each for each in indicators if any(claim.id == claim_id for claim in each.inputs))


def quotient(
    kind: str,
    dividend: Claim,
    divisor: Claim,
    unit: str,
    *,
    name: str,
    formula: str,
    period: Period,
    remarks: Iterable[str] = (),
    is_mark: bool = True,
) -> Indicator:
    """The quotient of two claims, its hedge carried over; a percentage where unit is percent."""
    is_share = unit == "percent"
    return Indicator(
        kind,
        (dividend, divisor),
        dividend.value * (100 if is_share else 1) / divisor.value,
        unit,
        divided(direction_of(dividend), direction_of(divisor)),
        name=name,
        formula=formula,
        operation=say("{} / {}", formula_words(dividend), formula_words(divisor)),
        product=dividend.product,
        period=period,
        remarks=tuple(remarks),
        is_mark=is_mark,
    )


def usable(claims: Iterable[Claim]) -> list[Claim]:
    """The claims that may be inputs, in the order of their ids."""
    return sorted((claim for claim in claims if not claim.is_set_aside), key=lambda claim: claim.id)


def in_order(indicators: Iterable[Indicator]) -> tuple[Indicator, ...]:
    """By product, period and id."""
    return tuple(
        sorted(indicators, key=lambda each: (each.product.place, each.period.sort_key(), each.id))
    )


def grouped(keyed: Iterable[tuple[K, T]]) -> defaultdict[K, list[T]]:
    """The items of each key; none for a key that is not there."""
    groups: defaultdict[K, list[T]] = defaultdict(list)
    for key, item in keyed:
        groups[key].append(item)
    return groups


def counted_series(claim: Claim) -> Hashable:
    """What is counted, whoever reports it, in one unit."""
    return series_key(claim), claim.unit


def _input_notes(hedge: Direction, inputs: Sequence[Claim]) -> list[str]:
    notes: list[str] = []
    if hedge == "unclear":
        hedges = list(dict.fromkeys(f"‘{claim.hedge}’" for claim in inputs if claim.hedge))
        words = "The hedges {} together give no direction."
        if not hedges[1:]:
            words = "The hedge {} of several numbers gives no direction."
        notes.append(say(words, list_words(hedges)))
    notes.extend(
        say("An input is marked {}: {}", claim.status, _reason(claim))
        for claim in inputs
        if claim.is_doubtful
    )
    return notes


def _reason(claim: Claim) -> Quoted:
    """Its note without the status that this begins with."""
    return Quoted(claim.note.removeprefix(f"{claim.status.capitalize()}: "), OUR_LANGUAGE)


def companions(claim: Claim, others: Sequence[Claim]) -> Sequence[Claim]:
    """The others from the claim's own source; all of them only where there are none."""
    return [other for other in others if other.source == claim.source] or others


def valuation_notes(*claims: Claim) -> list[str]:
    """That values with and without freight and insurance are mixed, where they are."""
    found = [claim.valuation.upper() for claim in claims if claim.valuation]
    mixed = list(dict.fromkeys(found))
    return [f"{' and '.join(mixed)} values are mixed."] if len(mixed) > 1 else []
