"""Official: the yearly series that statistics offices publish, and where they break.

Owns which numbers are official, the lines they make by reporter and direction, and what each line
says in words. Fills no gap: a line joins consecutive years of one source and one definition.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tradedata.compare.statements import Statement, statements
from tradedata.computed.derivations import turnovers
from tradedata.computed.indicators import Indicator, grouped
from tradedata.data.claims import Area, Claim, Source
from tradedata.data.collection import Collection
from tradedata.data.vocabulary import CURRENCIES, STATISTICS, STATUSES
from tradedata.views.axes import main_currency
from tradedata.words.claims import number_words, short_number_words, source_words
from tradedata.words.text import Number, Text, counted, joined, say
from tradedata.words.years import year_words, years_words

TURNOVER = "turnover"


@dataclass(frozen=True, slots=True)
class OfficialPoint:
    """One year's number in a currency: a claim, or the indicator computed from claims."""

    year: int
    number: Claim | Indicator

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims it rests on: itself, or an indicator's inputs."""
        return (self.number,) if isinstance(self.number, Claim) else self.number.inputs

    @property
    def flag(self) -> str:
        """The status that says something against it, the graver of several; else a blank."""
        doubtful = [claim.status for claim in self.claims if claim.is_doubtful]
        rough = [claim.status for claim in self.claims if STATUSES[claim.status].is_rough]
        return next(iter((*doubtful, *rough)), "")

    @property
    def is_doubtful(self) -> bool:
        """Whether a claim that it rests on is: no line goes through it."""
        return is_doubtful(self.number)

    @property
    def words(self) -> Number:
        """'about $966 million'."""
        return official_words(self.number)

    @property
    def short_words(self) -> Number:
        """'about $966m'."""
        if isinstance(self.number, Claim):
            return short_number_words(self.number)
        return self.number.short_words


@dataclass(frozen=True, slots=True)
class OfficialLine:
    """The years that one source gives for one reporter and direction, oldest first."""

    what: str
    reporter: Area
    source: Source
    points: tuple[OfficialPoint, ...]

    @property
    def drawn(self) -> tuple[OfficialPoint, ...]:
        """The points a line may go through: the doubtful ones stay off it."""
        return tuple(point for point in self.points if not point.is_doubtful)

    @property
    def doubtful(self) -> tuple[OfficialPoint, ...]:
        """The points beside the line."""
        return tuple(point for point in self.points if point.is_doubtful)

    @property
    def highest(self) -> OfficialPoint | None:
        """The highest point that is not doubtful."""
        return max(self.drawn, key=lambda point: (point.number.value, point.year), default=None)

    @property
    def segments(self) -> tuple[tuple[OfficialPoint, ...], ...]:
        """The drawn points in runs of consecutive years; a year given twice stands alone."""
        counts = Counter(point.year for point in self.drawn)
        segments: list[list[OfficialPoint]] = []
        for point in self.drawn:
            last = segments[-1][-1] if segments else None
            follows = last is not None and point.year == last.year + 1
            if follows and last is not None and counts[point.year] == counts[last.year] == 1:
                segments[-1].append(point)
            else:
                segments.append([point])
        return tuple(tuple(segment) for segment in segments)

    @property
    def missing(self) -> tuple[int, ...]:
        """The years between the first and the last for which the source gives nothing."""
        years = {point.year for point in self.points}
        return tuple(year for year in range(min(years), max(years)) if year not in years)

    @property
    def words(self) -> Text:
        """The line in one sentence: first, last, highest, and what is missing or flagged."""
        parts: list[str] = [counted(len({point.year for point in self.points}), "year")]
        if self.highest:
            first, last = self.drawn[0], self.drawn[-1]
            parts += [
                say("{} {} in {}", name, point.words, year_words(point.year))
                for name, point in (("first", first), ("last", last), ("highest", self.highest))
            ]
        flagged = [point.year for point in self.points if point.flag and not point.is_doubtful]
        parts += [say("nothing for {}", years_words(self.missing))] if self.missing else []
        parts += [say("estimated for {}", years_words(flagged))] if flagged else []
        if self.doubtful:
            spans = years_words(point.year for point in self.doubtful)
            top = max(self.doubtful, key=lambda point: point.number.value)
            parts.append(say("doubtful and off the line: {} (up to {})", spans, top.words))
        return say(
            "{}, as reported by {} ({}): {}.",
            self.what,
            self.reporter.label,
            source_words(self.source),
            joined("; ", parts),
        )


def official_claims(claims: Iterable[Claim], collection: Collection) -> tuple[Claim, ...]:
    """Yearly totals of trade between the two areas from statistics.

    Whole calendar years, in the currency of most.
    """
    found = [claim for claim in claims if is_total_value(claim, collection) and _is_of_line(claim)]
    currency = main_currency(found)
    found = [claim for claim in found if claim.unit == currency]
    return tuple(sorted(found, key=lambda claim: (claim.period.sort_key(), claim.id)))


def official_totals(
    claims: Iterable[Claim], collection: Collection
) -> tuple[Claim | Indicator, ...]:
    """What offices count of the trade in both directions, whoever prints it, by the last day.

    Totals as they publish them; and exports plus imports where the same reporter has no total for
    the same days. What rests on another's count is none.
    """
    found = [c for c in claims if is_total_value(c, collection) and c.kind == "statistic"]
    printed = [
        statement.claim
        for statement in statements(c for c in found if c.flow == TURNOVER)
        if statement.claim.period.is_dated
    ]
    sums = [
        item
        for item in turnovers(claim for claim in found if not claim.based_on)
        if not any(
            claim.period.same_days(item.period) and claim.reporter == reporter_of(item)
            for claim in printed
        )
    ]
    return tuple(sorted([*printed, *sums], key=lambda each: (last_day(each), each.id)))


def is_doubtful(number: Claim | Indicator) -> bool:
    """Whether there is reason to doubt it, or a claim that it is computed from."""
    claims = (number,) if isinstance(number, Claim) else number.inputs
    return any(claim.is_doubtful for claim in claims)


def last_day(number: Claim | Indicator) -> date:
    """The last day of its period; the first of all days where that is not known."""
    return number.period.end or date.min


def reporter_of(number: Claim | Indicator) -> Area:
    """The area that reports it, or the claims that it is computed from."""
    return number.reporter if isinstance(number, Claim) else number.inputs[0].reporter


def official_words(number: Claim | Indicator) -> Number:
    """'about $966 million'."""
    return number_words(number) if isinstance(number, Claim) else number.words


def line_choices(official: Iterable[Claim]) -> dict[str, str]:
    """The lines a reader can ask for, by slug: both directions, then each direction."""
    official = tuple(official)
    ends = sorted(
        {_ends(claim) for claim in official}, key=lambda pair: tuple(area.key for area in pair)
    )
    both = {TURNOVER: "Both directions"} if turnovers(official) else {}
    return both | {
        _slug(exporter): f"{exporter.label} to {importer.label}"
        for exporter, importer in reversed(ends)
    }


def official_lines(official: Iterable[Claim], choice: str) -> tuple[OfficialLine, ...]:
    """The lines of a choice of ``line_choices``, the one with most years first."""
    official = tuple(official)
    numbers: Sequence[Claim | Indicator]
    if choice == TURNOVER:
        numbers = turnovers(official)
    else:
        numbers = [claim for claim in official if _slug(_ends(claim)[0]) == choice]
    points = [
        OfficialPoint(number.period.start.year, number)
        for number in sorted(numbers, key=lambda number: (number.period.sort_key(), number.id))
        if number.period.start
    ]
    lines = [
        OfficialLine(
            _what(members[0], choice),
            members[0].claims[0].reporter,
            members[0].claims[0].source,
            tuple(members),
        )
        for members in grouped((_line_key(point), point) for point in points).values()
    ]
    return tuple(sorted(lines, key=lambda line: (-len(line.points), line.reporter.key)))


def stated_beside(
    claims: Iterable[Claim], collection: Collection, choice: str, currency: str
) -> tuple[Statement, ...]:
    """What others stated of the same trade, one statement each; nothing that is only expected."""
    return statements(
        claim
        for claim in claims
        if is_total_value(claim, collection)
        and claim.unit == currency
        and claim.is_trade
        and claim.source.collection != STATISTICS
        and not claim.is_expected
        and (_slug(_ends(claim)[0]) if claim.is_goods else TURNOVER) == choice
    )


def in_other_currencies(
    claims: Iterable[Claim], collection: Collection, currency: str
) -> tuple[Statement, ...]:
    """The totals of the same trade, official or not, that no line and nothing beside it has."""
    return statements(
        claim
        for claim in claims
        if is_total_value(claim, collection) and not claim.is_expected and claim.unit != currency
    )


def last_year(claims: Iterable[Claim]) -> int:
    """The last year for which an office gives a number, whoever prints it.

    Raises ValueError when none does.
    """
    found = [c for c in claims if _is_series(c) or (c.kind == "statistic" and not c.is_set_aside)]
    return max(claim.period.end.year for claim in found if claim.period.end)


def silence_words(claims: Iterable[Claim]) -> Text:
    """'no number found in A or B data after 2020': A and B publish the claims' statistics."""
    claims = tuple(claims)
    names = " or ".join(sorted({claim.source.short_name for claim in claims if _is_series(claim)}))
    return say("no number found in {} data after {}", names, year_words(last_year(claims)))


def _is_series(claim: Claim) -> bool:
    return claim.source.collection == STATISTICS and not claim.is_set_aside


def is_total_value(claim: Claim, collection: Collection) -> bool:
    """Whether it is a value, in whatever currency, of all trade between the two areas."""
    return (
        claim.product == collection.total
        and claim.unit in CURRENCIES
        and collection.is_between(claim)
        and not claim.is_set_aside
    )


def _is_of_line(claim: Claim) -> bool:
    period = claim.period
    return (
        claim.kind == "statistic"
        and claim.source.collection == STATISTICS
        and claim.is_goods
        and period.start is not None
        and period.end is not None
        and (period.start.month, period.start.day) == (1, 1)
        and (period.end.month, period.end.day) == (12, 31)
        and period.start.year == period.end.year
    )


def _ends(claim: Claim) -> tuple[Area, Area]:
    """Exporter and importer of goods; the claim has a partner."""
    assert claim.partner is not None
    if claim.flow == "export":
        return claim.reporter, claim.partner
    return claim.partner, claim.reporter


def _slug(exporter: Area) -> str:
    return f"from-{exporter.key.lower()}"


def _line_key(point: OfficialPoint) -> tuple[str, ...]:
    first = point.claims[0]
    parts = [part for claim in point.claims for part in (claim.flow, claim.valuation)]
    return (first.reporter.key, first.source.key, *parts)


def _what(point: OfficialPoint, choice: str) -> str:
    first = point.claims[0]
    if choice == TURNOVER:
        return "Exports plus imports"
    valuation = f" ({first.valuation.upper()})" if first.valuation else ""
    return f"{first.flow.capitalize()}s{valuation}"
