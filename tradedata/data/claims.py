"""Claims: the rows of trade.csv as typed objects, joined to what their keys point to.

Owns the types and the joining of sound rows. Finds no fault: rows come here after the checks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar, cast

from tradedata.data.periods import Period
from tradedata.data.quoting import OUR_LANGUAGE, Quoted
from tradedata.data.tables import Row, Table
from tradedata.data.vocabulary import (
    ARITHMETIC,
    FLOWS,
    KINDS,
    MARKET,
    MEASURES,
    QUALIFIERS,
    STATUSES,
    UNATTRIBUTED,
    UNNAMED,
    SpeakerGroup,
)

Typed = TypeVar("Typed")


@dataclass(frozen=True, slots=True)
class Source:
    """A row of sources.csv: where numbers were printed."""

    key: str
    title: str
    publisher: str
    author: str
    published: str
    accessed: str
    seen: str
    url: str
    archived: str
    language: str
    medium: str
    collection: str
    reuse: str
    scale: Decimal | None
    note: str

    @property
    def short_name(self) -> str:
        """Publisher, or the title where none is known: never the key."""
        return self.publisher or self.quoted_title

    @property
    def quoted_title(self) -> Quoted:
        """The title in its language; one in square brackets is our own description."""
        is_ours = self.title.startswith("[") and self.title.endswith("]")
        return Quoted(self.title, OUR_LANGUAGE if is_ours else self.language)

    @property
    def authors(self) -> tuple[str, ...]:
        """Authors as printed, in order."""
        return split_keys(self.author)


@dataclass(frozen=True, slots=True)
class Claimant:
    """A row of claimants.csv: who stated numbers; ``in_sentence`` is blank where the label does."""

    key: str
    label: str
    role: str
    short: str
    organisation: str
    side: str
    group: SpeakerGroup
    aliases: tuple[str, ...] = ()
    in_sentence: str = ""

    @property
    def is_named(self) -> bool:
        """Whether it is one speaker, by name, not some whom the source only describes."""
        return self.role != UNNAMED


@dataclass(frozen=True, slots=True)
class Product:
    """A row of products.csv; ``place`` is its position in that file, from 0.

    ``in_sentence`` is blank where the label does. ``part_of`` are the keys of the products that
    count this one, or may, the nearest first.
    """

    key: str
    label: str
    hs: str
    definition: str
    place: int
    aliases: tuple[str, ...] = ()
    in_sentence: str = ""
    part_of: tuple[str, ...] = ()

    @property
    def noun(self) -> str:
        """The product within a sentence: 'flour'."""
        return self.in_sentence or self.label


@dataclass(frozen=True, slots=True)
class Area:
    """A row of areas.csv: a country, a region or a group."""

    key: str
    label: str
    members: tuple[str, ...]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """Source S prints that claimant C stated that quantity Q was V in period P.

    ``own_period`` is what this source says; ``period`` is the one to reckon with, borrowed from
    the claim in ``period_from`` where there is one. ``value`` is in ``unit``. ``statement`` are the
    ids of the rows that tell the same statement, and ``rests_on`` of those that it rests on in
    however many steps, as far as the whole of the data has been looked at for them.
    """

    id: str
    reporter: Area
    partner: Area | None
    flow: str
    product: Product
    measure: str
    of: str
    value: Decimal
    unit: str
    qualifier: str
    own_period: Period
    period: Period
    base: Period | None
    kind: str
    status: str
    valuation: str
    claimant: Claimant | None
    claimed_on: str
    as_printed: str
    gloss: Quoted
    source: Source
    locator: str
    origin: str
    based_on: tuple[str, ...]
    based_on_basis: str
    relation: str
    refers_to: str
    note: str
    line: int
    statement: frozenset[str] = field(default=frozenset(), compare=False, repr=False)
    rests_on: frozenset[str] = field(default=frozenset(), compare=False, repr=False)

    @property
    def quoted(self) -> Quoted:
        """The printed words in their language."""
        return Quoted(self.as_printed, self.source.language)

    @property
    def side(self) -> str:
        """The speaker's group, or 'unattributed'."""
        return self.claimant.side if self.claimant else UNATTRIBUTED

    @property
    def speaker(self) -> str:
        """The speaker's name for readers."""
        return self.claimant.label if self.claimant else "Not attributed"

    @property
    def short_speaker(self) -> str:
        """The same in few words, to stand beside a mark."""
        return (self.claimant and self.claimant.short) or self.speaker

    @property
    def mention(self) -> str:
        """The speaker as a sentence names it; '' where there is none."""
        return (self.claimant.in_sentence or self.claimant.label) if self.claimant else ""

    @property
    def areas(self) -> frozenset[Area]:
        """Reporter and partner, whichever is named first."""
        return frozenset(area for area in (self.reporter, self.partner) if area)

    @property
    def hedge(self) -> str:
        """The hedge in words; '' where there is none."""
        return QUALIFIERS[self.qualifier].words

    @property
    def is_set_aside(self) -> bool:
        """Whether it is rejected or superseded: in no chart, spread or headline."""
        return bool(STATUSES[self.status].set_aside)

    @property
    def is_doubtful(self) -> bool:
        """Whether there is reason to doubt the number."""
        return STATUSES[self.status].is_doubtful

    @property
    def is_rejected(self) -> bool:
        """Whether the row is kept only to show that it was seen."""
        return self.status == "rejected"

    @property
    def is_expected(self) -> bool:
        """Whether it speaks of what is to come: a target, plan or forecast."""
        return KINDS[self.kind].is_expected

    @property
    def is_rough(self) -> bool:
        """Whether it is an estimate or a forecast, or flagged as estimated."""
        return KINDS[self.kind].is_rough or STATUSES[self.status].is_rough

    @property
    def is_arithmetic(self) -> bool:
        """Whether it equals what a relation makes of others' numbers, though no source says so."""
        return self.based_on_basis == ARITHMETIC

    @property
    def is_trade(self) -> bool:
        """Whether it speaks of trade, in one direction or both, not of demand or resources."""
        return FLOWS[self.flow].is_trade

    @property
    def is_goods(self) -> bool:
        """Whether it speaks of goods that go one way."""
        return FLOWS[self.flow].is_goods

    @property
    def is_level(self) -> bool:
        """Whether it is a value, quantity or price, not a growth, multiple, share or rank."""
        return not MEASURES[self.measure].is_relative


@dataclass(frozen=True, slots=True)
class Event:
    """A row of events.csv; ``date`` and ``end`` are as exact as the source: YYYY[-MM[-DD]]."""

    key: str
    date: str
    end: str
    label: str
    source: Source
    note: str


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A row of benchmarks.csv: a market price in ``unit``, a mean over the period's days."""

    key: str
    series: str
    product: Product
    period: Period
    value: Decimal
    unit: str
    native: str
    source: Source
    note: str


@dataclass(frozen=True, slots=True)
class Change:
    """A row of changes.csv: a cell of a claim's row that a version of the data changed."""

    claim: str
    version: str
    column: str
    old: str
    new: str
    why: Quoted


@dataclass(frozen=True, slots=True)
class Directory:
    """What the keys of claims point to, each table by key, in file order."""

    sources: Mapping[str, Source]
    claimants: Mapping[str, Claimant]
    products: Mapping[str, Product]
    areas: Mapping[str, Area]


def build_directory(groups: Mapping[str, SpeakerGroup], tables: Mapping[str, Table]) -> Directory:
    """Type the rows of the four small tables; ``groups`` are those of the two areas' sides."""
    parents = {row["product"]: row["part_of"] for row in tables["products"].rows}
    return Directory(
        sources={row["source"]: _source(row) for row in tables["sources"].rows},
        claimants={
            row["claimant"]: _typed(
                Claimant,
                row,
                key=row["claimant"],
                aliases=split_keys(row["aliases"]),
                group=groups.get(row["side"], MARKET),
            )
            for row in tables["claimants"].rows
        },
        products={
            row["product"]: _typed(
                Product,
                row,
                key=row["product"],
                aliases=split_keys(row["aliases"]),
                place=place,
                part_of=tuple(_above(row["product"], parents)),
                definition=_ours(row["definition"]),
            )
            for place, row in enumerate(tables["products"].rows)
        },
        areas={
            row["area"]: _typed(
                Area,
                row,
                key=row["area"],
                members=split_keys(row["members"]),
                aliases=split_keys(row["aliases"]),
            )
            for row in tables["areas"].rows
        },
    )


def build_claims(rows: Iterable[Row], directory: Directory) -> tuple[Claim, ...]:
    """Type the rows of trade.csv, in file order, and let each borrow the period it points to."""
    claims = {row["id"]: _claim(row, directory) for row in rows}
    lenders = {row["id"]: row["period_from"] for row in rows}
    return tuple(
        replace(claim, period=_borrowed(claim, claims.get(lenders[claim.id])))
        for claim in claims.values()
    )


def build_events(rows: Iterable[Row], directory: Directory) -> tuple[Event, ...]:
    """Type the rows of events.csv, in file order."""
    return tuple(
        _typed(
            Event,
            row,
            key=row["event"],
            label=_ours(row["label"]),
            source=directory.sources[row["source"]],
            note=_ours(row["note"]),
        )
        for row in rows
    )


def build_benchmarks(rows: Iterable[Row], directory: Directory) -> tuple[Benchmark, ...]:
    """Type the rows of benchmarks.csv, in file order."""
    return tuple(
        Benchmark(
            row["benchmark"],
            _ours(row["series"]),
            directory.products[row["product"]],
            _period(row["start"], row["end"], "", "stated"),
            Decimal(row["value"]),
            row["unit"],
            _ours(row["native"]),
            directory.sources[row["source"]],
            _ours(row["note"]),
        )
        for row in rows
    )


def build_changes(rows: Iterable[Row]) -> tuple[Change, ...]:
    """Type the rows of changes.csv, in file order."""
    return tuple(_typed(Change, row, why=_ours(row["why"])) for row in rows)


def split_keys(cell: str) -> tuple[str, ...]:
    """The keys or names of a cell that may hold several, separated by ';'."""
    return tuple(filter(None, map(str.strip, cell.split(";"))))


def physical_flow(flow: str, reporter: str, partner: str) -> tuple[str, ...]:
    """What goes where, by the keys of the areas: an import is the partner's export."""
    if flow == "import":
        return ("goods", partner, reporter)
    if flow == "export":
        return ("goods", reporter, partner)
    if flow == "turnover":
        return (flow, *sorted((reporter, partner)))
    return (flow, reporter, partner)


def _above(key: str, parents: Mapping[str, str]) -> Iterator[str]:
    while key := parents.get(key, ""):
        yield key


def _ours(words: str) -> Quoted:
    return Quoted(words, OUR_LANGUAGE)


def _borrowed(claim: Claim, lender: Claim | None) -> Period:
    if lender is None:
        return claim.own_period
    return replace(lender.own_period, supplied_by=lender.id)


def _claim(row: Row, directory: Directory) -> Claim:
    own_period = _period(row["start"], row["end"], row["period"], row["period_basis"])
    base = _period(row["base_start"], row["base_end"], "", row["base_basis"])
    return _typed(
        Claim,
        row,
        reporter=directory.areas[row["reporter"]],
        partner=directory.areas.get(row["partner"]),
        product=directory.products[row["product"]],
        value=Decimal(row["value"]),
        own_period=own_period,
        period=own_period,
        base=base if base.is_dated else None,
        claimant=directory.claimants.get(row["claimant"]),
        gloss=_ours(row["gloss"]),
        source=directory.sources[row["source"]],
        locator=_ours(row["locator"]),
        based_on=split_keys(row["based_on"]),
        note=_ours(row["note"]),
        line=row.line,
        statement=frozenset(),
        rests_on=frozenset(),
    )


def _source(row: Row) -> Source:
    return _typed(
        Source,
        row,
        key=row["source"],
        publisher=_ours(row["publisher"]),
        scale=Decimal(row["scale"]) if row["scale"] else None,
        note=_ours(row["note"]),
    )


def _typed(kind: Callable[..., Typed], row: Row, **known: object) -> Typed:
    """What a row becomes: each field that is not known otherwise is the cell of its name."""
    names = [field.name for field in fields(cast(Any, kind)) if field.name not in known]
    return kind(**{name: row[name] for name in names}, **known)


def _period(start: str, end: str, label: str, basis: str) -> Period:
    return Period(
        date.fromisoformat(start) if start else None,
        date.fromisoformat(end) if end else None,
        label,
        basis,
    )
