"""The long view: official series through the years, and what others stated beside them.

A line joins consecutive years only and leaves doubtful points aside; the years after the last
official number are shaded, and what was stated of them stays separate marks. Owns the marks and
words of this one chart: official decides which numbers belong to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tradedata.compare.statements import Statement, count_voices
from tradedata.computed.derivations import balances
from tradedata.computed.indicators import Indicator
from tradedata.computed.mirror import mirror_gaps
from tradedata.data.claims import Area, Claim, Event
from tradedata.data.collection import Collection
from tradedata.data.reserved import LONG_VIEW
from tradedata.data.vocabulary import AREA_COLOURS, STATUSES, Status
from tradedata.views.axes import axis_of
from tradedata.views.charts import (
    Chart,
    JoinedMarks,
    LegendEntry,
    Mark,
    NumberedYear,
    Shade,
    YearPanel,
)
from tradedata.views.lines import OTHER_CURRENCY, claim_sentence, left_out_words
from tradedata.views.marks import claim_mark, indicator_mark
from tradedata.views.official import (
    TURNOVER,
    OfficialLine,
    OfficialPoint,
    in_other_currencies,
    last_year,
    line_choices,
    official_claims,
    official_lines,
    silence_words,
    stated_beside,
)
from tradedata.words.claims import number_words, period_words
from tradedata.words.events import EventYear, event_words, event_years
from tradedata.words.text import Text, counted, joined, list_words, say, sentence
from tradedata.words.years import year_words, years_words

HEADROOM = 1.2
_LINES = tuple(zip(AREA_COLOURS, ("5px,3px", "solid"), ("╍", "━"), strict=True))
_CROSS = "x-thin-open"
_GLYPHS = {"square-open": "□", "diamond-open": "◇"}
_DOUBTFUL = LegendEntry("✕", "doubtful, off the line", brief="doubtful")
_ADDED = LegendEntry("◆", "official exports plus imports, added here", brief="official sum")


def long_view_chart(
    claims: Sequence[Claim], collection: Collection, choice: str, events: Sequence[Event] = ()
) -> Chart:
    """The chart of one choice of ``line_choices``; some of the claims are official ones.

    With events, the years in which they began are thin numbered lines. Totals in another currency
    than the official ones are named below it.
    """
    official, areas = official_claims(claims, collection), collection.areas
    currency = official[0].unit
    others = [each.claim for each in in_other_currencies(claims, collection, currency)]
    lines = official_lines(official, choice)
    stated = stated_beside(claims, collection, choice, currency)
    beside = [statement.claim for statement in stated]
    undated = [claim for claim in beside if not claim.period.is_dated]
    marks = only_far_above(
        [
            *(point_mark(line, point, areas) for line in lines for point in line.points),
            *(stated_mark(claim) for claim in beside if claim.period.is_dated),
        ]
    )
    by_id = {mark.id: mark for mark in marks}
    gaps = _gaps(lines)
    silence, last = silence_words(claims), last_year(claims)
    shade = Shade(last, silence) if any(mark.years[-1] > last for mark in marks) else None
    numbered = event_years(events_within(events, marks))
    panel = YearPanel(
        title="",
        tick_unit=currency,
        marks=tuple(marks),
        lines=tuple(joined_marks(line, by_id, areas) for line in lines),
        shade=shade,
        numbered=tuple(
            NumberedYear(year.number, year.year, tuple(map(event_words, year.events)))
            for year in numbered
        ),
    )
    inputs = [claim for line in lines for point in line.points for claim in point.claims]
    gap_words = _gap_words(lines, gaps)
    latest = _latest_balances(official, collection) if choice == TURNOVER else ()
    balance_words = _balance_words(latest, areas[0])
    undated_words = _undated_words(undated)
    other_words = left_out_words(OTHER_CURRENCY, others)
    return Chart(
        slug=LONG_VIEW,
        title=_title(lines, beside, line_choices(official)[choice], choice),
        subtitle=_subtitle(axis_of(currency).words, lines, marks, stated),
        panels=(panel,),
        named=(
            *map(claim_mark, (*undated, *others)),
            *map(indicator_mark, (*gaps, *latest)),
            *map(claim_mark, inputs),
        ),
        summary=(
            *(line.words for line in lines),
            *gap_words,
            *balance_words,
            sentence(silence),
            *map(claim_sentence, beside),
            *undated_words,
            *other_words,
        ),
        notes=(*undated_words, *other_words, *gap_words, *balance_words, *_event_notes(numbered)),
    )


def events_within(events: Iterable[Event], marks: Sequence[Mark]) -> tuple[Event, ...]:
    """Those that began from the first year with a mark to the one after the last."""
    first, last = (choose(y for mark in marks for y in mark.years) for choose in (min, max))
    return tuple(event for event in events if first <= int(event.date[:4]) <= last + 1)


def point_mark(line: OfficialLine, point: OfficialPoint, areas: Sequence[Area]) -> Mark:
    """A year of a line: small, in the colour of the line's reporter, its flag in its shape."""
    number = point.number
    mark = claim_mark(number) if isinstance(number, Claim) else indicator_mark(number)
    symbol = _flagged(mark.style.symbol, point.flag)
    if point.is_doubtful:
        legend = _DOUBTFUL
    elif point.flag:
        legend = LegendEntry(_GLYPHS[symbol], "estimated by the source", brief="estimate")
    elif isinstance(number, Indicator):
        legend = _ADDED
    else:  # The shape alone: a line's colour names its reporter, not the speaker.
        legend = replace(mark.style.legend[0], colour=None)
    flag = f", {point.flag}" if point.flag else ""
    reporter = line.reporter.label
    return replace(
        mark,
        who=say("{}, as reported by {}{}", line.what, reporter, flag),
        style=replace(
            mark.style, symbol=symbol, colour=_line_style(line.reporter, areas)[0], legend=(legend,)
        ),
        short="",
        above=say("{}, {}: {}{}", year_words(point.year), reporter, point.short_words, flag)
        if point.is_doubtful
        else "",
    )


def stated_mark(claim: Claim) -> Mark:
    """What was stated, with its flag in its shape."""
    mark = claim_mark(claim)
    symbol, legend = _flagged(mark.style.symbol, claim.status), mark.style.legend
    if symbol == _CROSS:
        legend = (_DOUBTFUL, *legend[1:])
    flag = "" if claim.status == "normal" else f", {claim.status}"
    return replace(
        mark,
        who=say("{}{}", claim.speaker, flag),
        style=replace(mark.style, symbol=symbol, legend=legend),
        above=say("{}, {}: {}{}", claim.period.span, claim.speaker, mark.words, flag)
        if claim.is_doubtful
        else "",
    )


def only_far_above(marks: Sequence[Mark]) -> list[Mark]:
    """Of the marks that have words for it, those alone that would flatten the rest keep them."""
    top = max((mark.value for mark in marks if not mark.above), default=None)
    return [
        replace(mark, above="") if top is None or mark.value <= top * HEADROOM else mark
        for mark in marks
    ]


def _flagged(symbol: str, flag: str) -> str:
    status = STATUSES.get(flag, Status())
    if status.is_doubtful:
        return _CROSS
    return f"{symbol}-open" if status.is_rough and not symbol.endswith("-open") else symbol


def _line_style(reporter: Area, areas: Sequence[Area]) -> tuple[str, str, str]:
    """Colour, dash and glyph: the colour is that of the reporter's own speakers."""
    return _LINES[areas.index(reporter)]


def joined_marks(
    line: OfficialLine, marks: Mapping[str, Mark], areas: Sequence[Area]
) -> JoinedMarks:
    """The line through the marks of its points, by id."""
    colour, dash, glyph = _line_style(line.reporter, areas)
    peak, name = line.highest, f"reported by {line.reporter.label}"
    return JoinedMarks(
        runs=tuple(tuple(marks[point.number.id] for point in run) for run in line.segments),
        colour=colour,
        dash=dash,
        name=(f"{name}:", say("{}, {}", peak.short_words, year_words(peak.year))) if peak else (),
        peak=marks[peak.number.id] if peak else None,
        legend=LegendEntry(glyph, f"as {name}", colour, f"by {line.reporter.label}"),
    )


def _title(lines: Sequence[OfficialLine], beside: Sequence[Claim], label: str, choice: str) -> Text:
    peaks = [(line.highest, line.reporter) for line in lines if line.highest]
    what = "turnover" if choice == TURNOVER else f"number for goods from {label}"
    if not peaks:
        return say("Every official {} is doubtful.", what)
    peak, reporter = max(peaks, key=lambda each: each[0].number.value)
    words = say(
        "The largest official {} is {}, in {}, as reported by {}",
        what,
        peak.words,
        year_words(peak.year),
        reporter.label,
    )
    sound = [claim for claim in beside if not claim.is_doubtful]
    if not sound:
        return say("{}.", words)
    largest = max(sound, key=lambda claim: (not claim.is_arithmetic, claim.value))
    stated = number_words(largest)
    return say("{}; the largest stated by others is {} ({}).", words, stated, _when(largest))


def _when(claim: Claim) -> Text:
    if not claim.period.is_dated:
        return Text((claim.period.describe(),))
    return say("{}{}", claim.period.span, ", part of a year" if claim.period.is_part_year else "")


def _subtitle(
    axis: str, lines: Sequence[OfficialLine], marks: Iterable[Mark], stated: Sequence[Statement]
) -> Text:
    what = dict.fromkeys(line.what[0].lower() + line.what[1:] for line in lines)
    parts = [
        say("In {}, calendar years: {}.", axis, joined(" against ", what)),
        say("A line breaks where a year is missing or doubtful."),
    ]
    above = [mark.above for mark in marks if mark.above]
    if above:
        parts.append(say("Above the axis, marked at its top: {}.", joined("; ", above)))
    if stated:
        counts = counted(len(stated), "number"), count_voices(stated).words
        parts.append(say("Large marks: what others stated ({} from {}).", *counts))
    return joined(" ", parts)


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
    sound = [gap for gap in gaps if not any(c.is_doubtful for c in gap.inputs)]
    if not sound:
        return ()
    low, high = (choose(sound, key=lambda gap: gap.value) for choose in (min, max))
    years = [gap.period.start.year for gap in sound if gap.period.start]
    words = say(
        "Mirror gap, {}: the importer’s number is {} the exporter’s ({}) at the lowest and {} ({}) "
        "at the highest.",
        years_words(years),
        low.words,
        low.period.span,
        high.words,
        high.period.span,
    )
    causes = dict.fromkeys(gap.note for gap in sound)
    doubtful = [g.period.start.year for g in gaps if g not in sound and g.period.start]
    derived = [p.year for line in lines for p in line.points if any(c.based_on for c in p.claims)]
    left_out = [
        say("Left out, {}: {}.", why, years_words(years))
        for why, years in (
            ("as one side is doubtful", doubtful),
            ("as one side is computed from the other", derived),
        )
        if years
    ]
    return (joined(" ", (words, *causes, *left_out)),)


def _undated_words(undated: Sequence[Claim]) -> tuple[str, ...]:
    if not undated:
        return ()
    named = [say("{}, {}, {}", number_words(c), c.speaker, period_words(c)) for c in undated]
    return (say("Not on the axis, since no year is given: {}.", joined("; ", named)),)


def _latest_balances(official: Iterable[Claim], collection: Collection) -> tuple[Indicator, ...]:
    """One side's exports in percent of its imports in the last year of each reporter."""
    sound = [claim for claim in official if not claim.is_doubtful]
    found = {each.inputs[0].reporter: each for each in balances(sound, collection.areas[0])}
    return tuple(found.values())


def _balance_words(latest: Iterable[Indicator], side: Area) -> tuple[Text, ...]:
    told = []
    for each in latest:
        reporter = each.inputs[0].reporter.label
        told.append(say("{} in {} as reported by {}", each.words, each.period.span, reporter))
    words = say("{}’s exports were {}", side.label, list_words(told))
    return (say("{}, in percent of its imports.", words),) if told else ()


def _event_notes(years: Sequence[EventYear]) -> tuple[str, ...]:
    if not years:
        return ()
    return ("Thin numbered lines are years with events; the page lists them with their sources.",)
