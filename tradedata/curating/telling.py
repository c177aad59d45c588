"""Telling: what was read of an article, as plain data for programs and as lines for a curator.

Owns the shape of both. The cells of a proposal are written as ``add`` takes them.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import islice
from typing import Any

from tradedata.curating.drafts import TRADE, Cells, Kept, completed, numbers_printed
from tradedata.curating.proposals import Reading
from tradedata.curating.standing import WORDS, Known, known
from tradedata.data.cell_checks import NUMBER
from tradedata.data.issues import CODES, Issue
from tradedata.data.loading import Dataset
from tradedata.data.vocabulary import QUALIFIERS, UNITS
from tradedata.words.claims import number_words
from tradedata.words.numbers import amount, hedged
from tradedata.words.text import Number, Text, list_words, say

# Rows beside one proposal, to be looked at before it is added; JSON has all of them.
MOST_SHOWN = 4


def reading_data(reading: Reading, dataset: Dataset, name: str) -> dict[str, Any]:
    """All that was found, for programs; the proposals are counted from 1."""
    return {
        "file": name,
        "language": reading.article.language,
        "source": reading.source.key if reading.source else None,
        "areas_not_named": list(reading.unnamed),
        "data_version": dataset.version,
        "proposals": [
            {
                "number": place,
                "cells": dict(each.cells),
                "understood": understood(each.cells) or "",
                "sentence": each.sentence,
                "marked": [each.marked.start, each.marked.stop],
                "word_not_known": each.beside,
                "speaker_near": each.speaker_near,
                "period_near": each.period_near,
                "again": list(each.again),
                "known": [
                    {
                        "id": row.claim.id,
                        "standing": row.standing,
                        "number": number_words(row.claim),
                    }
                    for row in known(each.cells, dataset)
                ],
            }
            for place, each in enumerate(reading.proposals, start=1)
        ],
        "not_read_whole": [
            {
                "printed": each.printed,
                "beside": each.obstacle,
                "locator": each.locator,
                "sentence": each.sentence,
            }
            for each in reading.unread
        ],
    }


def reading_lines(found: Mapping[str, Any]) -> Iterator[str]:
    """The same for a curator, the printed words of each proposal between '>>' and '<<'."""
    if not (found["proposals"] or found["not_read_whole"]):
        yield f"{found['file']}: No number found that could be a trade claim."
        if found["areas_not_named"]:
            yield f"The text does not name {' or '.join(found['areas_not_named'])}."
        return
    source = found["source"] or "none of sources.csv by its title"
    yield f"{found['file']}: language {found['language']}, source {source}"
    for each in found["proposals"]:
        cells, (start, stop), sentence = each["cells"], each["marked"], each["sentence"]
        yield ""
        yield f"{each['number']}. {each['understood']} ({cells['locator']})"
        yield f"   {sentence[:start]}>>{sentence[start:stop]}<<{sentence[stop:]}"
        yield f"   {cell_words(cells)}"
        if near := each["speaker_near"]:
            yield f"   The sentence names no speaker; the nearest name is {near}'s."
        if near := each["period_near"]:
            yield f"   The sentence names no period; one before it is {near}."
        if each["word_not_known"]:
            yield f"   A word beside the number is not known: {each['word_not_known']}"
        if each["again"]:
            yield f"   The same number again: {', '.join(each['again'][:MOST_SHOWN])}"
        for row in each["known"][:MOST_SHOWN]:
            yield f"   {WORDS[row['standing']]}: {row['id']} ({row['number']})"
    for each in found["not_read_whole"]:
        yield ""
        beside, printed = each["beside"], each["printed"]
        yield f"Not read whole, because of '{beside}': {printed} ({each['locator']})"
        yield f"   {each['sentence']}"


def known_lines(rows: Iterable[Known]) -> Iterator[str]:
    """The rows that should be looked at before one is added."""
    for row in islice(rows, MOST_SHOWN):
        yield f"{WORDS[row.standing]}: {row.claim.id} ({number_words(row.claim)})"


def issue_words(issue: Issue, kept: Kept) -> str:
    """An issue as ``check`` prints it, but that a row to come stands on no line of its file."""
    is_new = (issue.line or 0) > len(kept.contents.get(issue.file, b"").splitlines())
    return str(replace(issue, line=None, row="the new row") if is_new else issue)


def understood(cells: Mapping[str, str]) -> Number | None:
    """A number as it was understood: 'over 275,000 t'; None where there is none yet."""
    value, unit, hedge = (cells.get(name, "") for name in ("value", "unit", "qualifier"))
    if not NUMBER.fullmatch(value) or unit not in UNITS or hedge not in QUALIFIERS:
        return None
    return Number(hedged(hedge, amount(Decimal(value), unit)), Decimal(value), "")


def words_read(draft: Mapping[str, Cells], kept: Kept) -> Text:
    """How the number in the printed words is understood, or why none is."""
    if words := understood(completed(draft, kept)[TRADE]):
        return say("Understood as {}.", words)
    numbers = numbers_printed(draft, kept)
    for obstacle in (number.obstacle for number in numbers if number.obstacle):
        code = "printed-range" if obstacle.is_range else "unread-word"
        return say("Not read, because of ‘{}’. {}.", obstacle.text, CODES[code].title)
    texts = [say("‘{}’", number.text) for number in numbers]
    if len(texts) > 1:
        more = "More than one number is read: {}. Quote the words that hold one."
        return say(more, list_words(texts))
    if texts:
        return say("A number is read, {}, but no unit of the data: choose its unit.", *texts)
    return say("No number is read in these words.")


def cell_words(cells: Mapping[str, str]) -> str:
    """The filled cells, as ``add`` takes them."""
    return given_words({name: cell for name, cell in cells.items() if cell})


def given_words(cells: Mapping[str, str]) -> str:
    """Cells as ``add`` takes them, a blank one to be blanked."""
    return " ".join(shlex.quote(f"{name}={cell}") for name, cell in cells.items())
