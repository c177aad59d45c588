"""Dependences: the report on numbers that may be only arithmetic on others, as plain data.

Owns what the report says, and how likely chance alone would say it. Finds nothing itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from tradedata.compare.dependence import (
    ENOUGH_DIGITS,
    ENOUGH_NUMBERS,
    FAMILIES,
    LEAST_DIGITS,
    SEED,
    Dependences,
    Fit,
    Tally,
)
from tradedata.data.loading import Dataset
from tradedata.data.relations import related
from tradedata.exports.pages import Document
from tradedata.words.claims import formula_words, number_words, period_words
from tradedata.words.numbers import in_full


def dependence_report(found: Dependences, dataset: Dataset) -> Document:
    """What was looked for and found, with the share of it that chance gives."""
    tallies = {tally.family: tally for tally in found.tallies}
    return {
        "Numbers that may be only arithmetic on others": _method(found),
        "Data version": dataset.version,
        "Relations": [_tally(tally) for tally in found.tallies],
        "Not tried": [
            "A currency at a yearly rate: the data hold no rate, which would be a row with a source"
        ],
        "Convincing": [_fit(fit, tallies[fit.family], found.shuffles) for fit in found.convincing],
        "Fit, but may be chance": [
            _fit(fit, tallies[fit.family], found.shuffles) for fit in found.others
        ],
    }


def _method(found: Dependences) -> list[str]:
    return [
        f"{found.numbers} numbers, one a statement, of {LEAST_DIGITS} digits or more, in "
        f"{found.pairs} pairs of one quantity and two speakers; what an office reports for each of "
        "two areas counts as two speakers' numbers.",
        "A number fits if the relation, applied to the other as it is printed, gives it to its "
        "last printed digit.",
        f"A fit is convincing with {ENOUGH_DIGITS} digits or more, or where {ENOUGH_NUMBERS} "
        "numbers of one speaker fit the same relation to those of one other.",
        f"By chance: the mean of {found.shuffles:,} shuffles (seed {SEED}), in which the digits "
        "after the first of every number are dealt out anew among the numbers with as many; and "
        "how many shuffles have any convincing fit of a relation, or as many as were found.",
        "That a number fits does not show where it comes from: whoever keeps the data judges.",
    ]


def _tally(tally: Tally) -> Mapping[str, object]:
    return {
        "Relation": FAMILIES[tally.family],
        "Tried": tally.tried,
        "Fits": tally.fits,
        "Fits by chance": _mean(tally.fits_by_chance),
        "Convincing": tally.convincing,
        "Convincing by chance": _mean(tally.convincing_by_chance),
        "Shuffles with any convincing": tally.shuffles_with_any,
        "With as many": tally.shuffles_with_as_many,
    }


def _mean(mean: Fraction) -> str:
    return f"{float(mean):.3f}"


def _fit(fit: Fit, tally: Tally, shuffles: int) -> Mapping[str, object]:
    bases = fit.bases
    made = related(fit.relation, [base.value for base in bases])
    return {
        "Number": number_words(fit.number),
        "Stated by": fit.number.speaker,
        "Period": period_words(fit.number),
        "Id": fit.number.id,
        "Relation": fit.relation,
        "Of": _listed(
            f"{formula_words(base)} ({base.speaker}, {period_words(base)})" for base in bases
        ),
        "Ids": _listed(base.id for base in bases),
        "Gives": in_full(Decimal(made.numerator) / made.denominator, fit.number.unit),
        "Shuffles with any convincing": f"{tally.shuffles_with_any} of {shuffles:,}",
        "With as many": f"{tally.shuffles_with_as_many} of {shuffles:,}",
        "Recorded": "yes" if fit.is_recorded else "no",
    }


def _listed(words: Iterable[str]) -> str:
    return "; ".join(words)
