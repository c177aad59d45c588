"""Charts: what a chart says and shows, as plain data that follows from the numbers alone.

Owns the shape of a chart's content: words, table, and marks in panels of rows or of years. Draws
nothing and knows no width.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tradedata.computed.indicators import Indicator
from tradedata.data.claims import Benchmark, Claim
from tradedata.views.lines import COMPUTED, MARKET_PRICE, Line, line_of, sentence_of

Number = Claim | Indicator | Benchmark

MOST_ALT_WORDS = 60


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """What a glyph, in a colour or in the ink colour, stands for, and the same in fewer words."""

    glyph: str
    label: str
    colour: str | None = None
    brief: str = ""


PART_YEAR = LegendEntry("▨", "part of a year")
PERIOD = LegendEntry("▬", "its period", brief="period")
ARITHMETIC = LegendEntry("*", "may be only arithmetic on others", brief="arithmetic")
BREAK = LegendEntry("∧∧", "break: not to scale above", brief="break")


@dataclass(frozen=True, slots=True)
class Style:
    """How a mark looks, and the legend entries that explain it; ``ringed``: no period stated.

    ``sign`` is a letter that says the same as the colour.
    """

    symbol: str
    colour: str
    ringed: bool
    legend: tuple[LegendEntry, ...]
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A number of a chart: its words, who says it, the details, its look and its days.

    ``label`` names it in a list and ``short`` beside it; one without ``short`` is small, and a
    point instead of a line along its days. ``bar`` draws it from zero, hatched if ``part_year``.
    ``above`` says, for one that would flatten the rest, what lies above the axis. ``footnote`` is
    a sign on its number that the legend explains.
    """

    number: Number
    words: str
    who: str
    detail: str
    label: str
    style: Style
    short: str
    bar: bool = False
    above: str = ""
    footnote: str = ""

    @property
    def id(self) -> str:
        """What opens its card."""
        return self.number.key if isinstance(self.number, Benchmark) else self.number.id

    @property
    def value(self) -> float:
        """Unrounded, in the number's unit."""
        return float(self.number.value)

    @property
    def start(self) -> date | None:
        """The first of its days; none where it has no place among years."""
        return self.number.period.start

    @property
    def end(self) -> date | None:
        """The last of its days; none where it is open or has no start."""
        return self.number.period.end if self.start else None

    @property
    def by(self) -> str:
        """Who says it, in few words."""
        match self.number:
            case Claim():
                return self.number.short_speaker
            case Indicator():
                return COMPUTED
            case _:
                return MARKET_PRICE

    @property
    def is_line(self) -> bool:
        """Whether it is drawn over years along its days."""
        return bool(self.short and self.start and self.end and not self.above)

    @property
    def hatched(self) -> bool:
        """Whether its bar is one of a part of a year."""
        return self.bar and self.number.period.is_part_year

    @property
    def years(self) -> range:
        """The calendar years of which it covers some part."""
        if not self.start:
            return range(0)
        return range(self.start.year, (self.end or self.start).year + 1)

    @property
    def hover(self) -> tuple[str, ...]:
        """What is said of it alone."""
        return (self.words, self.who, self.detail)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims it rests on."""
        match self.number:
            case Claim():
                return (self.number,)
            case Indicator():
                return self.number.inputs
            case _:
                return ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A text that names the rows below it."""

    text: str


@dataclass(frozen=True, slots=True)
class Bracket:
    """A spread between two values, with its size in words and the ``id`` that opens its card."""

    low: float
    high: float
    words: str
    id: str


Row = Mark | Heading | Bracket


@dataclass(frozen=True, slots=True)
class RowPanel:
    """Rows that share one axis; ``tick_unit`` is the unit its ticks are written in.

    The axis has room for the values ``beside`` its own too: those of other sheets of one panel.
    """

    title: str
    tick_unit: str
    rows: tuple[Row, ...]
    beside: tuple[float, ...] = ()

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The numbers among its rows."""
        return tuple(row for row in self.rows if isinstance(row, Mark))


@dataclass(frozen=True, slots=True)
class JoinedMarks:
    """Runs of marks joined by a line, its name, and the mark where that name stands."""

    runs: tuple[tuple[Mark, ...], ...]
    colour: str
    dash: str
    name: tuple[str, ...]
    peak: Mark | None
    legend: LegendEntry


@dataclass(frozen=True, slots=True)
class Shade:
    """The years after ``after``, with what is said of them."""

    after: int
    text: str


@dataclass(frozen=True, slots=True)
class NumberedYear:
    """A year that a numbered line stands for, with what happened in it."""

    number: int
    year: int
    hover: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class YearPanel:
    """Marks over the years on one axis; ``gaps`` are runs of years without any of them.

    ``about`` says of what its numbers are. ``lead`` is a title that speaks of it alone, for a
    picture without its chart's other panels. Where it ``names_speakers``, a label says by whom or
    is a number that leads to a row. ``widened`` is for a chart that speaks for the whole page: the
    years, if any, that get most of the room. It is taller, and all its marks have labels, on a
    phone as well.
    """

    title: str
    tick_unit: str
    marks: tuple[Mark, ...]
    gaps: tuple[tuple[int, int], ...] = ()
    lines: tuple[JoinedMarks, ...] = ()
    shade: Shade | None = None
    numbered: tuple[NumberedYear, ...] = ()
    about: str = ""
    lead: str = ""
    names_speakers: bool = False
    widened: range | None = None


@dataclass(frozen=True)
class Chart:
    """What a chart says. All texts are plain; whoever shows them escapes them.

    Its ``panels`` are all of one kind; ``named`` are numbers that are not drawn. ``alone`` are
    sentences, each on a number that would be alone in its panel. ``summary`` is told in place of a
    sentence for every number.
    """

    slug: str
    title: str
    subtitle: str
    panels: tuple[RowPanel | YearPanel, ...]
    named: tuple[Mark, ...] = ()
    alone: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    summary: tuple[str, ...] = ()

    def __hash__(self) -> int:
        """Quick, for what is kept of a chart is kept under it."""
        return hash((self.slug, self.title))

    @property
    def drawn(self) -> tuple[Mark, ...]:
        """The marks in its panels, in their order."""
        return tuple(mark for panel in self.panels for mark in panel.marks)

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """A mark for every number, those drawn first."""
        return tuple({mark.id: mark for mark in (*self.drawn, *self.named)}.values())

    @property
    def words(self) -> tuple[str, ...]:
        """What it says, for readers who do not see it."""
        return self.summary or tuple(sentence_of(mark.number) for mark in self.marks)

    @property
    def table(self) -> tuple[Line, ...]:
        """A line for every mark, with the same columns in each."""
        return tuple(line_of(mark.number) for mark in self.marks)

    @property
    def legend(self) -> tuple[LegendEntry, ...]:
        """What explains all that is drawn, each once."""
        return tuple(dict.fromkeys(_legend(self.panels)))

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All that it rests on, those behind its computed numbers included."""
        return tuple({claim.id: claim for mark in self.marks for claim in mark.claims}.values())

    @property
    def benchmarks(self) -> tuple[Benchmark, ...]:
        """The market prices among its numbers."""
        return tuple(m.number for m in self.marks if isinstance(m.number, Benchmark))

    @property
    def numbers(self) -> tuple[Number, ...]:
        """Every number of its table: claims, what is computed from them, market prices."""
        computed = (m.number for m in self.marks if isinstance(m.number, Indicator))
        return (*self.claims, *computed, *self.benchmarks)

    @property
    def sourced(self) -> tuple[Claim | Benchmark, ...]:
        """All that the chart rests on and that has a source."""
        return (*self.claims, *self.benchmarks)

    @cached_property
    def alt(self) -> str:
        """A text alternative of up to MOST_ALT_WORDS: what it says, of how many numbers, and where.

        The table has each; a longer title is cut.
        """
        count = len({mark.id for mark in self.drawn})
        years = [year for mark in self.drawn for year in (*mark.years[:1], *mark.years[-1:])]
        where = f"over the years {min(years)} to {max(years)}" if years else "with no period stated"
        if self.panels and isinstance(self.panels[0], RowPanel):
            where = "in rows, on an axis from zero"
        numbers = f"{count} number{'' if count == 1 else 's'}"
        rest = f"{numbers} {where}; the table below has each with its source."
        room = MOST_ALT_WORDS - len(rest.split()) - 2
        words = self.title.split()
        title = self.title if len(words) <= room else " ".join((*words[:room], "…"))
        return f"Chart: {title} {rest}"


def _legend(panels: Iterable[RowPanel | YearPanel]) -> Iterable[LegendEntry]:
    for panel in panels:
        if isinstance(panel, YearPanel):
            yield from (line.legend for line in panel.lines)
            yield from [PERIOD] if any(mark.is_line for mark in panel.marks) else []
            yield from [BREAK] if any(mark.above for mark in panel.marks) else []
        for mark in panel.marks:
            yield from mark.style.legend
            if mark.hatched:
                yield PART_YEAR
