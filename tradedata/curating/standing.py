"""Standing: what the data have already of a number that is proposed for them.

Owns which rows are named beside a proposal and as what. Whether two rows are one statement, one
number or differ is a matter of ``compare``: no rule of that kind stands here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from tradedata.compare.comparison import compare_claims, repeats_one_statement, series_key
from tradedata.data.claims import Claim, build_claims
from tradedata.data.loading import Dataset
from tradedata.data.numerals.digits import agree_as_printed
from tradedata.data.tables import Row
from tradedata.data.vocabulary import UNITS

Standing = Literal["same-statement", "same-number", "contradiction"]
ORDER: tuple[Standing, ...] = ("same-statement", "same-number", "contradiction")
WORDS: Mapping[Standing, str] = {
    "same-statement": "there already, the same statement",
    "same-number": "the same number",
    "contradiction": "contradicts",
}


@dataclass(frozen=True, slots=True)
class Known:
    """A row of the data, and what it is to a proposal."""

    standing: Standing
    claim: Claim

    def is_printed_by(self, cells: Mapping[str, str]) -> bool:
        """Whether the source of these cells prints it there, of their speaker, already."""
        claim, claimant = self.claim, self.claim.claimant
        is_one = self.standing == "same-statement" or (
            self.standing == "same-number" and claim.as_printed == cells["as_printed"]
        )
        voice = (claim.source.key, claimant.key if claimant else "")
        return is_one and voice == (cells["source"], cells.get("claimant", ""))


def known(cells: Mapping[str, str], dataset: Dataset) -> tuple[Known, ...]:
    """The rows that a curator should see before adding one with these cells, the nearest first."""
    found = [
        Known(standing, claim)
        for claim in dataset.claims
        if not claim.is_rejected and (standing := _standing(cells, claim, dataset))
    ]
    return tuple(sorted(found, key=lambda each: _order(each, cells["source"])))


def _order(found: Known, source: str) -> tuple[int, bool, str]:
    return ORDER.index(found.standing), found.claim.source.key != source, found.claim.id


def _standing(cells: Mapping[str, str], claim: Claim, dataset: Dataset) -> Standing | None:
    mine = _claim(cells, dataset)
    is_same = agree_as_printed(Decimal(cells["value"]), claim.value)
    if mine is None or series_key(mine) != series_key(claim):
        is_alike = UNITS[cells["unit"]].family == UNITS[claim.unit].family
        return (
            "same-number"
            if is_same and is_alike and claim.product.key == cells["product"]
            else None
        )
    is_one_voice = mine.source.key == claim.source.key or (
        mine.claimant is not None and mine.claimant == claim.claimant
    )
    if is_one_voice and repeats_one_statement(replace(mine, origin=claim.origin), claim):
        return "same-statement" if is_same else "contradiction"
    if is_same:
        return "same-number"
    return "contradiction" if compare_claims(mine, claim).verdict == "differ" else None


def _claim(cells: Mapping[str, str], dataset: Dataset) -> Claim | None:
    """The claim that the cells would make; None where they do not say yet what it is of."""
    directory = dataset.directory
    is_told = cells["reporter"] in directory.areas and cells["product"] in directory.products
    if not (is_told and cells["flow"]):
        return None
    unknown = replace(next(iter(directory.sources.values())), key="", published="")
    sources = {
        **directory.sources,
        cells["source"]: directory.sources.get(cells["source"], unknown),
    }
    (claim,) = build_claims([Row(0, cells)], replace(directory, sources=sources))
    return claim
