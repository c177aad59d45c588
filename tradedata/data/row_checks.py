"""Checks of one row: what is wrong with its cells, set beside each other.

Owns the rules; those of a cell by itself are in ``cell_checks``. A rule is a function that yields
faults: to add one, write it and name it in ROW_RULES. A rule may look a key up in other rows, and
compares no rows of a table.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from tradedata.data.cell_checks import (
    NUMBER,
    Fault,
    bound_faults,
    cell_faults,
    compare_days,
    is_partial_date,
    is_real_day,
)
from tradedata.data.claims import physical_flow, split_keys
from tradedata.data.numerals.lexicon import LANGUAGES
from tradedata.data.numerals.reading import (
    PrintedNumber,
    fits,
    numbers_holding,
    other_languages_holding,
    printed_numbers,
    untold_direction,
)
from tradedata.data.periods import label_fits, span_words
from tradedata.data.quoting import OUR_LANGUAGE
from tradedata.data.relations import NAMES, is_printed_as, related
from tradedata.data.reserved import DEVICES, PREFIXES, RESERVED, is_reserved
from tradedata.data.schema import TableSchema
from tradedata.data.tables import Row
from tradedata.data.vocabulary import (
    AMOUNTS,
    ARITHMETIC,
    CURRENCIES,
    FLOWS,
    KINDS,
    MEASURES,
    PERIOD_BASES,
    QUALIFIERS,
)

QUOTED_WORDS = 8
QUOTED_CHARACTERS = 200
# Reading words is most of the work: when data are read again, what was read before is known. Each
# verdict is on one cell, whose length has its bound.
MOST_VERDICTS = 2_048
# A note is in our language, whatever its source. A bare number (a year, a code, the factor of a
# conversion) is no amount, nor is a count of days, nor a rank, which words such as 'largest' hold.
AMOUNT_UNITS = (*CURRENCIES, "t", "percent", "times")

_WORD_BREAK = re.compile(r"[\s–—]+")


RowsByKey = Mapping[str, Row]
RowRule = Callable[[Row, Mapping[str, RowsByKey]], Iterator[Fault]]


def row_faults(row: Row, schema: TableSchema, rows: Mapping[str, RowsByKey]) -> tuple[Fault, ...]:
    """The faults of a row, each once; `rows` has the rows of every table by their keys.

    A rule rests when a column that it reads is at fault already.
    """
    faults = [*cell_faults(row, schema), *_duplicate_faults(row, schema, rows[schema.name])]
    faults.extend(bound_faults(row, schema, {fault.column for fault in faults}))
    at_fault = {fault.column for fault in faults}
    for columns, rule in ROW_RULES.get(schema.name, ()):
        if at_fault.isdisjoint(columns):
            faults.extend(rule(row, rows))
    return tuple(dict.fromkeys(faults))


# The rules of a row: each names the columns it reads, and rests when one of them is at fault


def _duplicate_faults(row: Row, schema: TableSchema, rows: RowsByKey) -> Iterator[Fault]:
    key = row[schema.key]
    if key and rows[key].line != row.line:
        yield Fault(
            "duplicate-key", schema.key, f"a key other than the one of line {rows[key].line}"
        )


def _printed_words_hold_value(row: Row, rows: Mapping[str, RowsByKey]) -> Iterator[Fault]:
    source = rows["sources"].get(row["source"])
    if source is not None:
        yield from _words_hold_value(row, "as_printed", source["language"], source)


def _gloss_is_where_it_is_needed(row: Row, rows: Mapping[str, RowsByKey]) -> Iterator[Fault]:
    source = rows["sources"].get(row["source"])
    if source is None:
        return
    if source["language"] == OUR_LANGUAGE:
        if row["gloss"]:
            yield Fault("stray-gloss", "gloss", "blank, since the source is in English")
    elif not row["gloss"]:
        yield Fault("missing-gloss", "gloss", f"{row['as_printed']!r} in English")
    else:
        yield from _words_hold_value(row, "gloss", OUR_LANGUAGE, source)


class _Told(NamedTuple):
    """What the verdict on the words of a number rests on: cells of its row and of its source."""

    column: str
    language: str
    scale: str
    words: str
    value: str
    unit: str
    measure: str
    qualifier: str


def _words_hold_value(row: Row, column: str, language: str, source: Row) -> tuple[Fault, ...]:
    if len(row[column]) > QUOTED_CHARACTERS:
        return ()
    cells = (row[name] for name in (column, "value", "unit", "measure", "qualifier"))
    return _verdict(_Told(column, language, source["scale"], *cells))


@lru_cache(MOST_VERDICTS)
def _verdict(told: _Told) -> tuple[Fault, ...]:
    return tuple(_faults_of_words(told))


def _faults_of_words(told: _Told) -> Iterator[Fault]:
    """The words hold the number whole, with the hedge and the direction that the row gives it."""
    column, language, words, value = told.column, told.language, told.words, Decimal(told.value)
    scale = Decimal(told.scale) if NUMBER.fullmatch(told.scale) else None
    numbers = numbers_holding(words, language, value, told.unit, scale=scale)
    if not numbers and column == "as_printed":
        others = other_languages_holding(words, language, value, told.unit, scale=scale)
        if others:
            yield Fault("other-language", column, f"words in {language}, not {' or '.join(others)}")
            language = others[0]
            numbers = numbers_holding(words, language, value, told.unit, scale=scale)
    if not numbers:
        yield _why_words_do_not_hold(told, language)
    elif told.measure == "growth" and value > 0 and all(n.falls for n in numbers):
        yield Fault("opposite-sign", "value", f"-{told.value}, or words that tell no fall")
    elif (
        MEASURES[told.measure].has_base
        and value > 0
        and (word := untold_direction(words, language))
    ):
        code = "unread-word" if language in LANGUAGES else "unread-words"
        yield Fault(code, column, f"words without {word!r}")
    printed = dict.fromkeys(_hedge_of_value(number, value) for number in numbers)
    if numbers and told.qualifier in QUALIFIERS.keys() - printed.keys():
        yield Fault("hedge-differs", "qualifier", " or ".join(printed))


def _hedge_of_value(number: PrintedNumber, value: Decimal) -> str:
    """Its hedge; that of 1 / x where the words tell how many times less: 'more than halved'."""
    is_told_by_fall = number.value != value or not any(map(str.isdigit, number.text))
    if number.unit == "times" and value < 1 and is_told_by_fall:
        return QUALIFIERS[number.hedge].inverse or number.hedge
    return number.hedge


def _why_words_do_not_hold(told: _Told, language: str) -> Fault:
    numbers = [n for n in printed_numbers(told.words, language) if fits(n, told.unit)]
    if any(n.falls and n.value == Decimal(told.value) for n in numbers):
        return Fault("opposite-sign", "value", f"1/{told.value}, or words that tell no fall")
    for obstacle in (number.obstacle for number in numbers if number.obstacle):
        code = "printed-range" if obstacle.is_range else "unread-word"
        return Fault(code, told.column, f"words without {obstacle.text!r}")
    mismatch = "printed-mismatch" if told.column == "as_printed" else "gloss-mismatch"
    code = mismatch if language in LANGUAGES else "unread-words"
    return Fault(code, told.column, f"words for {told.value} {told.unit}")


def _nothing_is_told_before_it_is(row: Row, rows: Mapping[str, RowsByKey]) -> Iterator[Fault]:
    """A measured period has begun when somebody speaks of it; a statistic's is over when read."""
    source, dated = rows["sources"].get(row["source"]), rows["trade"].get(row["period_from"], row)
    if source is None:
        return
    yield from _late_faults(row["claimed_on"], "claimed_on", source["accessed"])
    if not KINDS[row["kind"]].is_expected:
        for day in (row["claimed_on"], source["published"], source["accessed"]):
            if compare_days(dated["start"], day) > 0:
                yield Fault("later-than-read", "start", f"{day} or earlier")
        if row["kind"] == "statistic":
            yield from _late_faults(dated["end"], "end", source["accessed"])


def _nothing_is_printed_before_it_is_said(
    row: Row, rows: Mapping[str, RowsByKey]
) -> Iterator[Fault]:
    source = rows["sources"].get(row["source"])
    if source and source["published"] and compare_days(row["claimed_on"], source["published"]) > 0:
        yield Fault("stated-after-print", "claimed_on", f"{source['published']} or earlier")


def _source_is_no_later_than_its_reading(row: Row, _: Mapping[str, RowsByKey]) -> Iterator[Fault]:
    yield from _late_faults(row["published"], "published", row["accessed"])


def _late_faults(day: str, column: str, accessed: str) -> Iterator[Fault]:
    if is_real_day(accessed) and compare_days(day, accessed) > 0:
        yield Fault("later-than-read", column, f"{accessed} or earlier")


def _quote_is_short(row: Row, _: Mapping[str, RowsByKey]) -> Iterator[Fault]:
    if sum(map(bool, _WORD_BREAK.split(row["as_printed"]))) > QUOTED_WORDS:
        yield Fault("long-quote", "as_printed", f"at most {QUOTED_WORDS} words")
    for column in ("as_printed", "gloss"):
        if len(row[column]) > QUOTED_CHARACTERS:
            yield Fault("long-quote", column, f"at most {QUOTED_CHARACTERS} characters")


def _ends_after(start: str, end: str) -> RowRule:
    def ends_after(row: Row, _: Mapping[str, RowsByKey]) -> Iterator[Fault]:
        if compare_days(row[end], row[start]) < 0:
            yield Fault("end-before-start", end, f"{row[start]} or later")

    return ends_after


def _label_fits_days(row: Row, rows: Mapping[str, RowsByKey]) -> Iterator[Fault]:
    if row["start"] and row["start"] <= row["end"]:
        start, end = (date.fromisoformat(row[column]) for column in ("start", "end"))
        source = rows["sources"].get(row["source"])
        said = row["claimed_on"] or (source["published"] if source else "")
        said_in = int(said[:4]) if is_partial_date(said[:4]) else None
        if not label_fits(row["period"], start, end, said_in):
            yield Fault("label-differs", "period", span_words(start, end))


def _base_is_earlier(row: Row, rows: Mapping[str, RowsByKey]) -> Iterator[Fault]:
    """A multiple may look back from its base; neither is of a period against itself."""
    dated = rows["trade"].get(row["period_from"], row)
    if dated["start"] and row["base_start"]:
        is_later = row["measure"] == "growth" and row["base_start"] >= dated["start"]
        if is_later or all(row[f"base_{end}"] == dated[end] for end in ("start", "end")):
            yield Fault("base-not-before", "base_start", f"before {dated['start']}")


def _period_has_both_ends(row: Row, _: Mapping[str, RowsByKey]) -> Iterator[Fault]:
    if row["end"] and not row["start"]:
        yield Fault("half-open-period", "start", "the first day")
    if row["start"] and not row["end"] and row["kind"] != "plan":
        yield Fault("half-open-period", "end", "the last day")


def _period_fits_basis(row: Row, _: Mapping[str, RowsByKey]) -> Iterator[Fault]:
    if PERIOD_BASES[row["period_basis"]].is_dated:
        if not (row["start"] or row["end"] or row["period_from"]):
            yield Fault("period-without-date", "start", "a date, or a claim in period_from")
        return
    for column in ("start", "end"):
        if row[column]:
            yield Fault("period-without-date", column, f"blank for {row['period_basis']}")


def _lender_has_dates(row: Row, rows: Mapping[str, RowsByKey]) -> Iterator[Fault]:
    lender = rows["trade"].get(row["period_from"])
    if lender and not lender["start"]:
        yield Fault("period-without-date", "period_from", "a claim with dates of its own")


def _partner_fits_flow(row: Row, _: Mapping[str, RowsByKey]) -> Iterator[Fault]:
    is_trade = FLOWS[row["flow"]].is_trade
    if is_trade and row["partner"] in ("", row["reporter"]):
        yield Fault("partner-misfit", "partner", f"an area other than {row['reporter']}")
    if row["partner"] and not is_trade:
        yield Fault("partner-misfit", "partner", f"blank for {row['flow']}")


def _of_fits_measure(row: Row, _: Mapping[str, RowsByKey]) -> Iterator[Fault]:
    is_relative = MEASURES[row["measure"]].is_relative
    if is_relative and not row["of"]:
        yield Fault("missing-of", "of", ", ".join(AMOUNTS))
    if row["of"] and not is_relative:
        yield Fault("stray-of", "of", "blank")


def _unit_fits_measure(row: Row, _: Mapping[str, RowsByKey]) -> Iterator[Fault]:
    units = MEASURES[row["measure"]].units
    if row["unit"] not in units:
        yield Fault("wrong-unit", "unit", ", ".join(units))


def _base_is_whole(row: Row, _: Mapping[str, RowsByKey]) -> Iterator[Fault]:
    columns = ("base_start", "base_end", "base_basis")
    filled = [column for column in columns if row[column]]
    if filled and not MEASURES[row["measure"]].has_base:
        yield Fault("stray-base", filled[0], f"blank for {row['measure']}")
    elif filled and len(filled) < len(columns):
        blank = next(column for column in columns if column not in filled)
        yield Fault("stray-base", blank, f"filled, or {' and '.join(filled)} blank too")


def _target_has_year(row: Row, _: Mapping[str, RowsByKey]) -> Iterator[Fault]:
    dates = (row["start"], row["end"], row["period_from"])
    if row["kind"] == "target" and not any(dates):
        yield Fault("target-without-year", "start", "the first day of the target's year")


def _status_has_reason(row: Row, _: Mapping[str, RowsByKey]) -> Iterator[Fault]:
    if row["status"] != "normal" and not row["note"]:
        yield Fault("status-without-note", "note", f"the reason for {row['status']}")


def _superseded_names_its_successor(row: Row, _: Mapping[str, RowsByKey]) -> Iterator[Fault]:
    if row["status"] == "superseded" and not row["refers_to"]:
        yield Fault("missing-successor", "refers_to", "the row that replaces it")


def _refers_to_its_own_trade(row: Row, rows: Mapping[str, RowsByKey]) -> Iterator[Fault]:
    """What it is of, or replaces it: one flow, product and quantity. A misprint may be of any."""
    other = rows["trade"].get(row["refers_to"])
    is_replaced = row["status"] == "superseded"
    if other is None or row["status"] == "rejected":
        return
    if _quantity(row, is_replaced) != _quantity(other, is_replaced):
        what = row["measure"] if is_replaced else row["of"] or row["measure"]
        allowed = f"a {what} of {row['product']} between the same areas, not {row['refers_to']}"
        yield Fault("refers-elsewhere", "refers_to", allowed)


def _quantity(row: Row, with_measure: bool) -> tuple[str, ...]:
    flow = physical_flow(row["flow"], row["reporter"], row["partner"])
    measure = row["measure"] if with_measure else ""
    return (*flow, row["product"], row["of"] or row["measure"], measure)


def _note_holds_no_amount(row: Row, _: Mapping[str, RowsByKey]) -> Iterator[Fault]:
    if amounts := _amounts(row["note"]):
        yield Fault("number-in-note", "note", f"words without {amounts}")


@lru_cache(MOST_VERDICTS)
def _amounts(note: str) -> str:
    numbers = printed_numbers(note, OUR_LANGUAGE)
    return ", ".join(dict.fromkeys(repr(each.text) for each in numbers if _is_amount(each)))


def _is_amount(number: PrintedNumber) -> bool:
    has_sign = any(unicodedata.category(letter) == "Sc" for letter in number.text)
    return number.scaled or has_sign or number.unit in AMOUNT_UNITS


def _basis_is_of_another_origin(row: Row, rows: Mapping[str, RowsByKey]) -> Iterator[Fault]:
    for key in split_keys(row["based_on"]):
        basis = rows["trade"].get(key)
        if basis and key != row["id"] and basis["origin"] == row["origin"]:
            yield Fault("same-origin-basis", "based_on", f"not {key}, of origin {row['origin']}")


def _basis_is_whole(row: Row, _: Mapping[str, RowsByKey]) -> Iterator[Fault]:
    """What rests on others says how that is known, and by which relation if by that alone."""
    needed = ["based_on", "based_on_basis"]
    if row["relation"] or row["based_on_basis"] == ARITHMETIC:
        needed.append("relation")
    filled = [column for column in needed if row[column]]
    blank = [column for column in needed if not row[column]]
    if filled and blank:
        yield Fault("stray-basis", blank[0], f"filled, or {' and '.join(filled)} blank too")


def _relation_holds(row: Row, rows: Mapping[str, RowsByKey]) -> Iterator[Fault]:
    keys = split_keys(row["based_on"])
    bases = [rows["trade"][key]["value"] for key in keys if key in rows["trade"]]
    if not row["relation"] or len(bases) < len(keys) or not all(map(NUMBER.fullmatch, bases)):
        return
    try:
        result = related(row["relation"], [Decimal(basis) for basis in bases])
    except ValueError:
        names = ", ".join(NAMES[: len(bases)])
        yield Fault("bad-relation", "relation", f"+ - * / of numbers and each of {names}")
        return
    if not is_printed_as(result, Decimal(row["value"])):
        made = f"{float(result):.12g}"
        yield Fault("relation-differs", "relation", f"one that makes {row['value']}, not {made}")


def _product_is_no_name_of_the_page(row: Row, _: Mapping[str, RowsByKey]) -> Iterator[Fault]:
    if is_reserved(row["product"]):
        names = ", ".join([*sorted(RESERVED), *(f"{prefix}…" for prefix in PREFIXES)])
        yield Fault("reserved-key", "product", f"none of {names}")


def _names_a_file(column: str) -> RowRule:
    def check(row: Row, _: Mapping[str, RowsByKey]) -> Iterator[Fault]:
        if row[column] in DEVICES:
            yield Fault("reserved-key", column, f"none of {', '.join(DEVICES)}")

    return check


ROW_RULES: Mapping[str, tuple[tuple[tuple[str, ...], RowRule], ...]] = {
    "trade": (
        (("id",), _names_a_file("id")),
        (("as_printed", "value", "unit", "measure"), _printed_words_hold_value),
        (("gloss", "as_printed", "value", "unit", "measure"), _gloss_is_where_it_is_needed),
        (("as_printed", "gloss"), _quote_is_short),
        (("start", "end", "claimed_on"), _label_fits_days),
        (("kind", "start", "end", "claimed_on"), _nothing_is_told_before_it_is),
        (("claimed_on",), _nothing_is_printed_before_it_is_said),
        (("measure", "start", "end", "base_start", "base_end"), _base_is_earlier),
        (("start", "end"), _ends_after("start", "end")),
        (("base_start", "base_end"), _ends_after("base_start", "base_end")),
        (("start", "end", "kind"), _period_has_both_ends),
        (("period_basis", "start", "end"), _period_fits_basis),
        (("period_from",), _lender_has_dates),
        (("flow", "reporter", "partner"), _partner_fits_flow),
        (("measure", "of"), _of_fits_measure),
        (("measure", "unit"), _unit_fits_measure),
        (("measure", "base_start", "base_end", "base_basis"), _base_is_whole),
        (("kind", "start", "end"), _target_has_year),
        (("status", "note"), _status_has_reason),
        (("status", "refers_to"), _superseded_names_its_successor),
        (("status", "flow", "reporter", "partner", "measure", "of"), _refers_to_its_own_trade),
        (("note",), _note_holds_no_amount),
        (("based_on", "origin"), _basis_is_of_another_origin),
        (("based_on", "based_on_basis", "relation"), _basis_is_whole),
        (("based_on", "relation", "value"), _relation_holds),
    ),
    "sources": (
        (("published", "accessed"), _source_is_no_later_than_its_reading),
        (("note",), _note_holds_no_amount),
    ),
    "products": (
        (("product",), _product_is_no_name_of_the_page),
        (("product",), _names_a_file("product")),
    ),
    "events": ((("date", "end"), _ends_after("date", "end")), (("note",), _note_holds_no_amount)),
    "benchmarks": (
        (("start", "end"), _ends_after("start", "end")),
        (("note",), _note_holds_no_amount),
    ),
}
