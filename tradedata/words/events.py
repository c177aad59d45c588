"""Events in words: the events as years with numbers, so that a chart and a list can share them.

Owns the order, the numbering and the words of dates. Draws nothing and judges no event.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tradedata.data.claims import Event
from tradedata.data.periods import partial_date_words
from tradedata.words.text import Text, say


@dataclass(frozen=True, slots=True)
class EventYear:
    """What happened, or began, in a year; ``number`` counts the years from 1."""

    number: int
    year: int
    events: tuple[Event, ...]


def event_years(events: Iterable[Event]) -> tuple[EventYear, ...]:
    """The events by the year in which they began, oldest first."""
    years: dict[int, list[Event]] = {}
    for event in sorted(events, key=lambda event: (event.date, event.key)):
        years.setdefault(int(event.date[:4]), []).append(event)
    return tuple(
        EventYear(number, year, tuple(found))
        for number, (year, found) in enumerate(years.items(), start=1)
    )


def event_words(event: Event) -> Text:
    """'15 Aug 2021: what happened'."""
    return say("{}: {}", event_date_words(event), event.label)


def event_date_words(event: Event) -> Text:
    """'15 Aug 2021', 'Mar 2024', '1979 to 1989'."""
    began = partial_date_words(event.date)
    return say("{} to {}", began, partial_date_words(event.end)) if event.end else Text((began,))
