"""The answer: what the trade was worth by official count, and all that is stated since.

One chart for a reader with ten seconds. Official turnover is a line by reporter until it ends; a
statement is a mark as long as its period, named with its speaker; what names no year stands beside
the axis, and a target at its year, above a break where it would flatten the rest.
The years from the last official one to the last stated one are widened: what readers dispute is
told there, and a phone has room for little else. A start year alone could not do that: it would
cut off the fall from which the dispute begins. Owns the marks and words of this one chart; official
decides what is official.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from tradedata.compare.statements import Statement
from tradedata.computed.indicators import Indicator
from tradedata.data.claims import Claim
from tradedata.data.collection import Collection
from tradedata.data.reserved import ANSWER
from tradedata.views.axes import axis_of, main_currency
from tradedata.views.charts import Chart, JoinedMarks, Mark, Shade, YearPanel
from tradedata.views.lines import OTHER_CURRENCY, claim_sentence, left_out_words
from tradedata.views.long_view import joined_marks, only_far_above, point_mark, stated_mark
from tradedata.views.marks import claim_mark
from tradedata.views.official import (
    TURNOVER,
    OfficialLine,
    in_other_currencies,
    is_doubtful,
    is_total_value,
    last_day,
    official_claims,
    official_lines,
    official_totals,
    official_words,
    silence_words,
    stated_beside,
)
from tradedata.views.targets import targets_of
from tradedata.words.claims import number_words, short_number_words
from tradedata.words.text import Text, capitalised, joined, list_words, say, sentence
from tradedata.words.years import year_words

ALL_YEARS = "all"
# A chart may start so many years before the last official one, the first unless it is asked for.
STARTS_BEFORE = (10, 1)


def starts_of(claims: Iterable[Claim], collection: Collection) -> dict[str, int]:
    """The first years that a reader can ask for, by their word: those that leave something out."""
    claims = tuple(claims)
    currency = _currency(claims, collection)
    official = [point.year for line in _lines(claims, collection, 0) for point in line.points]
    found = _stated(claims, collection, currency, 0)
    stated = [year for each in found for year in _years(each.claim)]
    starts = [max(official) - before for before in STARTS_BEFORE] if official else []
    kept = {str(year): year for year in starts if year > min((*official, *stated))}
    return {**kept, ALL_YEARS: 0}


def answer_chart(claims: Sequence[Claim], collection: Collection, start: int = 0) -> Chart | None:
    """The chart of the years from ``start`` on; None where there is nothing to draw.

    It is in the currency of the official totals, or of most where there are none. Totals in another
    are named below it.
    """
    currency = _currency(claims, collection)
    lines = _lines(claims, collection, start)
    stated = _stated(claims, collection, currency, start)
    beside = [statement.claim for statement in stated]
    targets = [
        target
        for target in targets_of(claims)
        if is_total_value(target, collection) and not target.is_goods and target.unit == currency
    ]
    areas = collection.areas
    marks = only_far_above(
        [
            *(point_mark(line, point, areas) for line in lines for point in line.points),
            *map(stated_mark, beside),
            *map(_target_mark, targets),
        ]
    )
    if not marks:
        return None
    by_id = {mark.id: mark for mark in marks}
    last = _last_official(claims, collection)
    latest = max((year for claim in beside for year in _years(claim)), default=0)
    silent = range(last, latest + 1) if 0 < last < latest else range(0)
    words = say("no official total found after {}", year_words(last))
    panel = YearPanel(
        title="",
        tick_unit=currency,
        marks=tuple(marks),
        lines=tuple(_joined(line, by_id, collection) for line in lines),
        shade=Shade(last, words) if silent else None,
        names_speakers=True,
        widened=silent,
    )
    others = [each.claim for each in in_other_currencies(claims, collection, currency)]
    other_words = left_out_words(OTHER_CURRENCY, others)
    inputs = [claim for line in lines for point in line.points for claim in point.claims]
    notes = (sentence(silence_words(claims)),) if silent else ()
    told = (
        *(line.words for line in lines),
        *notes,
        *map(claim_sentence, (*beside, *targets)),
        *other_words,
    )
    return Chart(
        slug=ANSWER,
        title=_title(_totals(claims, collection, currency), stated, targets),
        subtitle=_subtitle(collection, axis_of(currency).words, panel),
        panels=(panel,),
        named=tuple(map(claim_mark, (*others, *inputs))),
        notes=(*notes, *other_words),
        summary=told if lines else (),
    )


def _currency(claims: Sequence[Claim], collection: Collection) -> str:
    official = official_claims(claims, collection)
    return main_currency(official or [c for c in claims if is_total_value(c, collection)])


def _lines(claims: Iterable[Claim], collection: Collection, start: int) -> list[OfficialLine]:
    lines = official_lines(official_claims(claims, collection), TURNOVER)
    late = [
        replace(line, points=tuple(point for point in line.points if point.year >= start))
        for line in lines
    ]
    return [line for line in late if line.points]


def _stated(
    claims: Sequence[Claim], collection: Collection, currency: str, start: int
) -> list[Statement]:
    """What names no year speaks of the time when it was made: of none before the last official."""
    found = stated_beside(claims, collection, TURNOVER, currency)
    last = _last_official(claims, collection)
    return [
        each
        for each in found
        if (max(years) >= start if (years := _years(each.claim)) else not _is_old(each, last))
    ]


def _years(claim: Claim) -> range:
    return claim_mark(claim).years


def _joined(line: OfficialLine, marks: Mapping[str, Mark], collection: Collection) -> JoinedMarks:
    """With a short name that says that it is official, as much here is not."""
    joined_line = joined_marks(line, marks, collection.areas)
    return replace(joined_line, name=(f"official, {line.reporter.label}:", *joined_line.name[1:]))


def _target_mark(target: Claim) -> Mark:
    short = short_number_words(target)
    return replace(
        claim_mark(target),
        short=say("target {}", short),
        above=say("target {}: {}, {}", target.period.span, short, target.short_speaker),
    )


def _totals(
    claims: Iterable[Claim], collection: Collection, currency: str
) -> list[Claim | Indicator]:
    return [each for each in official_totals(claims, collection) if each.unit == currency]


def _last_official(claims: Sequence[Claim], collection: Collection) -> int:
    totals = _totals(claims, collection, _currency(claims, collection))
    return max((last_day(each).year for each in totals), default=0)


def _title(
    totals: Sequence[Claim | Indicator], stated: Sequence[Statement], targets: Sequence[Claim]
) -> Text:
    sound = [each for each in totals if not is_doubtful(each)]
    last = max(map(last_day, sound), default=date.min)
    official = [each for each in sound if last_day(each) == last]
    year = last.year if official else 0
    since = [statement.claim for statement in stated if _is_since(statement, year)]
    if official:
        low, high = (choose(official, key=lambda each: each.value) for choose in (min, max))
        range_ = _range(*(official_words(each) for each in (low, high)))
        known = say("Official trade was {} in {}", range_, low.period.span)
        if not since:
            return say("{}; nothing stated since is in view.", known)
        return say(
            "{}; since then {} has been stated, and no official total was found.",
            known,
            _stated_range(since),
        )
    none = "every official total in view is doubtful" if totals else "no official total is in view"
    if since:
        undated = "" if any(map(_years, since)) else ", for no year"
        words = say("{} has been stated{}", _stated_range(since), undated)
        return capitalised(say("{}; {}.", words, none))
    named = [say("{} for {}", number_words(target), target.period.span) for target in targets]
    if named:
        which = "targets are" if named[1:] else "a target is"
        return say("Only {} in view: {}.", which, list_words(named))
    return sentence(none)


def _is_since(statement: Statement, last: int) -> bool:
    """Whether it speaks of a later year, or names none and was made after that one."""
    years = _years(statement.claim)
    return years[-1] > last if years else not last or _made(statement) > str(last)


def _is_old(statement: Statement, last: int) -> bool:
    """Whether what names no year was made in the last official year, or before."""
    return "" < _made(statement) <= str(last)


def _made(statement: Statement) -> str:
    return (statement.said_on or statement.printed_on)[: len("YYYY")]


def _stated_range(claims: Sequence[Claim]) -> Text:
    """From the least to the most of those that are neither doubtful nor arithmetic, if any are."""
    sound = [c for c in claims if not (c.is_doubtful or c.is_arithmetic)] or claims
    low, high = (choose(sound, key=lambda c: (c.value, c.id)) for choose in (min, max))
    return _range(_with_part(low), _with_part(high))


def _with_part(claim: Claim) -> Text:
    part = say(" ({})", claim.period.span) if claim.period.is_part_year else ""
    return Text((number_words(claim), part))


def _range(low: str, high: str) -> Text:
    return Text((low,)) if low == high else say("{} to {}", low, high)


def _subtitle(collection: Collection, axis: str, panel: YearPanel) -> Text:
    one, other = (area.label for area in collection.areas)
    parts = [say("Trade between {} and {}, both directions, in {}.", one, other, axis)]
    if panel.widened:
        wide = year_words(panel.widened[0], panel.widened[-1])
        parts.append(say("{} have most of the room.", wide))
    return joined(" ", parts)
