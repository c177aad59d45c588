"""The long view: official series through the years, and what others stated beside them.

A line joins consecutive years only and leaves doubtful points aside; the years after the last
official figure are shaded, and what was stated of them stays separate marks. Owns the marks and
words of this one chart: official decides which numbers belong to it, years where they stand.
"""

from __future__ import annotations

from collections.abc import Sequence

from tradedata.charts.chart import Chart, FinishedFigure, LegendEntry
from tradedata.charts.entries import Entry, claim_entry, indicator_entry
from tradedata.charts.layouts import WIDE, Layout
from tradedata.charts.years import Dot, NumberedYear, Shade, YearLine, draw_years, is_above
from tradedata.compare.statements import Statement, count_voices
from tradedata.computed.indicators import Indicator
from tradedata.computed.mirror import mirror_gaps
from tradedata.data.claims import Area, Claim, Event
from tradedata.data.collection import Collection
from tradedata.data.periods import Period
from tradedata.data.vocabulary import AFGHAN, RUSSIAN
from tradedata.views.official import (
    TURNOVER,
    OfficialLine,
    OfficialPoint,
    last_year,
    line_choices,
    official_claims,
    official_lines,
    silence_words,
    stated_beside,
)
from tradedata.words.claims import number_words, period_words, short_number_words
from tradedata.words.events import EventYear, event_date_words, event_years
from tradedata.words.years import years_words

SLUG = "long-view"
YEAR_DAYS = 365.25
_LINES = ((AFGHAN.colour, "5px,3px", "╍"), (RUSSIAN.colour, "solid", "━"))
_CROSS = "x-thin-open"
_GLYPHS = {"square-open": "□", "diamond-open": "◇"}
_DOUBTFUL = LegendEntry("✕", "doubtful, off the line")
_PART_YEAR = LegendEntry("◉", "part of a year")


def long_view_chart(
    claims: Sequence[Claim],
    collection: Collection,
    choice: str,
    events: Sequence[Event] = (),
    layout: Layout = WIDE,
) -> Chart:
    """The chart of one choice of ``line_choices``; some of the claims are official ones.

    With events, the years in which they began are thin numbered lines.
    """
    official = official_claims(claims, collection)
    lines = official_lines(official, choice)
    stated = stated_beside(claims, collection, choice)
    beside = [statement.claim for statement in stated]
    dated = [claim for claim in beside if claim.period.is_dated]
    undated = [claim for claim in beside if not claim.period.is_dated]
    gaps = _gaps(lines)
    line_entries = [_point_entry(point) for line in lines for point in line.points]
    line_dots = [
        _point_dot(line, point, collection.areas) for line in lines for point in line.points
    ]
    dots = [*line_dots, *map(_claim_dot, dated)]
    silence, last = silence_words(claims), last_year(claims)
    years = event_years(events)
    drawing = draw_years(
        [_year_line(line, collection.areas) for line in lines],
        dots,
        Shade(last, silence) if any(dot.x > last + 0.5 for dot in dots) else None,
        [_numbered(year) for year in years],
        layout,
    )
    inputs = [claim for line in lines for point in line.points for claim in point.claims]
    numbers = [
        *line_entries,
        *map(claim_entry, beside),
        *map(indicator_entry, gaps),
        *map(claim_entry, inputs),
    ]
    entries = {entry.mark.id: entry for entry in numbers}.values()
    gap_words = _gap_words(lines, gaps)
    undated_words = _undated_words(undated)
    summary = (*(line.words for line in lines), *gap_words, _sentence(silence))
    return Chart(
        slug=SLUG,
        title=_title(lines, beside, line_choices(official)[choice], choice),
        subtitle=_subtitle(lines, dots, stated),
        figure=FinishedFigure(drawing.figure),
        height=drawing.height,
        words=(*summary, *(claim_entry(claim).sentence for claim in beside), *undated_words),
        table=tuple(entry.line for entry in entries),
        marks=tuple(entry.mark for entry in entries),
        legend=_legend(lines, line_dots, dated, collection.areas),
        claims=tuple({c.id: c for entry in entries for c in entry.claims}.values()),
        indicators=tuple(entry.indicator for entry in entries if entry.indicator),
        notes=(*undated_words, *gap_words, *_event_notes(years)),
        summary=(*summary, *undated_words),
        picture_notes=_event_key(years, drawing.numbers),
    )


def _point_entry(point: OfficialPoint) -> Entry:
    number = point.number
    return claim_entry(number) if isinstance(number, Claim) else indicator_entry(number)


def _point_dot(line: OfficialLine, point: OfficialPoint, areas: Sequence[Area]) -> Dot:
    row = _point_entry(point).row
    flag = "" if point.flag == "normal" else f", {point.flag}"
    return Dot(
        id=row.id,
        x=float(point.year),
        y=row.value,
        symbol=_flagged(row.style.symbol, point.flag),
        colour=_line_style(line.reporter, areas)[0],
        size=8,
        hover=(row.number, f"{line.what}, as reported by {line.reporter.label}{flag}", row.detail),
        short=f"{point.year}, {line.reporter.label}: {point.short_words}{flag}",
        counts=point.flag != "doubtful",
    )


def _claim_dot(claim: Claim) -> Dot:
    row = claim_entry(claim).row
    symbol = _flagged(row.style.symbol, claim.status)
    part_year = "-dot" if claim.period.is_part_year and symbol != _CROSS else ""
    flag = "" if claim.status == "normal" else f", {claim.status}"
    return Dot(
        id=claim.id,
        x=_place(claim.period),
        y=row.value,
        symbol=symbol + part_year,
        colour=row.style.colour,
        size=12,
        hover=(row.number, f"{row.label}{flag}", row.detail),
        short=f"{claim.period.span}, {row.label}: {row.number}{flag}",
        label=short_number_words(claim),
        counts=claim.status != "doubtful",
    )


def _flagged(symbol: str, flag: str) -> str:
    if flag == "doubtful":
        return _CROSS
    return f"{symbol}-open" if flag == "estimated" and not symbol.endswith("-open") else symbol


def _place(period: Period) -> float:
    """The middle of a dated period, a calendar year standing at its own number."""
    assert period.start is not None
    assert period.end is not None
    first = period.start.year + (period.start.timetuple().tm_yday - 1) / YEAR_DAYS
    last = period.end.year + period.end.timetuple().tm_yday / YEAR_DAYS
    return round((first + last) / 2 - 0.5, 2)


def _line_style(reporter: Area, areas: Sequence[Area]) -> tuple[str, str, str]:
    """Colour, dash and glyph: the colour is that of the reporter's own speakers."""
    return _LINES[areas.index(reporter)]


def _year_line(line: OfficialLine, areas: Sequence[Area]) -> YearLine:
    colour, dash, _ = _line_style(line.reporter, areas)
    peak = line.highest
    return YearLine(
        runs=tuple(tuple((float(p.year), float(p.value)) for p in run) for run in line.segments),
        colour=colour,
        dash=dash,
        peak=(float(peak.year), float(peak.value)) if peak else None,
        label=(f"reported by {line.reporter.label}:", f"{peak.short_words}, {peak.year}")
        if peak
        else (),
    )


def _numbered(year: EventYear) -> NumberedYear:
    words = tuple(f"{event_date_words(event)}: {event.label}" for event in year.events)
    return NumberedYear(year.number, year.year, words)


def _title(lines: Sequence[OfficialLine], beside: Sequence[Claim], label: str, choice: str) -> str:
    peaks = [(line.highest, line.reporter) for line in lines if line.highest]
    what = "turnover" if choice == TURNOVER else f"figure for goods from {label}"
    if not peaks:
        return f"Every official {what} is doubtful."
    peak, reporter = max(peaks, key=lambda each: each[0].value)
    words = (
        f"The largest official {what} is {peak.words}, in {peak.year}, "
        f"as reported by {reporter.label}"
    )
    sound = [claim for claim in beside if claim.status != "doubtful"]
    if not sound:
        return f"{words}."
    largest = max(sound, key=lambda claim: claim.value)
    return f"{words}; the largest stated by others is {number_words(largest)} ({_when(largest)})."


def _when(claim: Claim) -> str:
    if not claim.period.is_dated:
        return claim.period.describe()
    return f"{claim.period.span}{', part of a year' if claim.period.is_part_year else ''}"


def _subtitle(
    lines: Sequence[OfficialLine], dots: Sequence[Dot], stated: Sequence[Statement]
) -> str:
    what = dict.fromkeys(line.what[0].lower() + line.what[1:] for line in lines)
    parts = [
        f"In current US dollars, calendar years: {' against '.join(what)}",
        "A line breaks where a year is missing or doubtful",
    ]
    above = [dot.short for dot in dots if is_above(dot, dots)]
    if above:
        parts.append(f"Above the axis, marked at its top: {'; '.join(above)}")
    if stated:
        voices = count_voices(claim for statement in stated for claim in statement.claims)
        parts.append(f"Large marks: what others stated ({voices.words})")
    return ". ".join(parts) + "."


def _legend(
    lines: Sequence[OfficialLine],
    line_dots: Sequence[Dot],
    dated: Sequence[Claim],
    areas: Sequence[Area],
) -> tuple[LegendEntry, ...]:
    legend = []
    for line in lines:
        colour, _, glyph = _line_style(line.reporter, areas)
        legend.append(LegendEntry(glyph, f"as reported by {line.reporter.label}", colour))
    legend += [item for line in lines for p in line.points for item in _shape_legend(p)]
    if any(dot.symbol == _CROSS for dot in line_dots):
        legend.append(_DOUBTFUL)
    for claim in dated:
        legend += claim_entry(claim).legend
        legend += [_PART_YEAR] if claim.period.is_part_year else []
    return tuple(dict.fromkeys(legend))


def _shape_legend(point: OfficialPoint) -> list[LegendEntry]:
    """The shape alone: a line's colour names its reporter, not the speaker."""
    if point.flag == "doubtful":
        return []
    style = _point_entry(point).row.style
    if point.flag == "estimated":
        glyph = _GLYPHS[_flagged(style.symbol, point.flag)]
        return [LegendEntry(glyph, "estimated by the source")]
    return [LegendEntry(style.legend[0].glyph, style.legend[0].label)]


def _gaps(lines: Sequence[OfficialLine]) -> tuple[Indicator, ...]:
    """How far the two sides are apart where the lines are the two sides of one flow."""
    claims = {
        point.number.id: point.number
        for line in lines
        for point in line.points
        if isinstance(point.number, Claim)
    }
    return mirror_gaps(claims.values())


def _gap_words(lines: Sequence[OfficialLine], gaps: Sequence[Indicator]) -> tuple[str, ...]:
    sound = [gap for gap in gaps if all(c.status != "doubtful" for c in gap.inputs)]
    if not sound:
        return ()
    low, high = (choose(sound, key=lambda gap: gap.value) for choose in (min, max))
    years = [gap.period.start.year for gap in sound if gap.period.start]
    words = (
        f"Mirror gap, {years_words(years)}: the importer’s figure is {low.words} the exporter’s "
        f"({low.period.span}) at the lowest and {high.words} ({high.period.span}) at the highest."
    )
    causes = dict.fromkeys(gap.note for gap in sound)
    doubtful = [g.period.start.year for g in gaps if g not in sound and g.period.start]
    derived = [p.year for line in lines for p in line.points if any(c.based_on for c in p.claims)]
    left_out = [
        f"Left out, {why}: {years_words(years)}."
        for why, years in (
            ("as one side is doubtful", doubtful),
            ("as one side is computed from the other", derived),
        )
        if years
    ]
    return (" ".join((words, *causes, *left_out)),)


def _undated_words(undated: Sequence[Claim]) -> tuple[str, ...]:
    if not undated:
        return ()
    named = [f"{number_words(c)}, {c.speaker}, {period_words(c)}" for c in undated]
    return (f"Not on the axis, since no year is given: {'; '.join(named)}.",)


def _event_notes(years: Sequence[EventYear]) -> tuple[str, ...]:
    if not years:
        return ()
    return ("Thin numbered lines are years with events; the page lists them with their sources.",)


def _event_key(years: Sequence[EventYear], drawn: frozenset[int]) -> tuple[str, ...]:
    """What the numbered lines stand for, year by year."""
    parts = [
        f"{year.number} ({year.year}): {', '.join(event.label for event in year.events)}"
        for year in years
        if year.number in drawn
    ]
    return (f"Events: {'; '.join(parts)}.",) if parts else ()


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."
