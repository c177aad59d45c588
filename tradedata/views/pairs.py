"""Pairs: two claims field by field, the answer whether they can be compared, and by how much.

Owns the words for one pair of claims. The verdict is comparison's; no markup, no layout.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations, islice

from tradedata.compare.comparison import (
    NO_YEAR,
    Comparison,
    Verdict,
    apart_words,
    compare_claims,
)
from tradedata.computed.indicators import Indicator
from tradedata.computed.spreads import distance
from tradedata.data.claims import Claim
from tradedata.data.loading import Dataset
from tradedata.data.periods import When, partial_date_words
from tradedata.views.charts import ARITHMETIC
from tradedata.views.facts import Fact, printed_in, title_words
from tradedata.views.selection import side_words
from tradedata.words.claims import (
    measure_words,
    number_words,
    period_words,
    speaker_words,
    subject_words,
)
from tradedata.words.relations import arithmetic_words
from tradedata.words.text import Text, capitalised, count, joined, say, sentence

ANSWERS: dict[Verdict, str] = {
    "agree": "Yes, they can be compared, and they agree.",
    "differ": "Yes, they can be compared, and they differ.",
    "not-comparable": "No, they cannot be compared.",
    "cannot-tell": "It is not clear whether they can be compared: the sources do not say enough.",
    "single": "They count once, not twice.",
}
MOST_PAIRED = 20
_TELLING_FIRST: tuple[Verdict, ...] = ("differ", "cannot-tell", "not-comparable", "agree")
_NO_SENSE: dict[Verdict, str] = {
    "not-comparable": "it would compare what cannot be compared",
    "cannot-tell": "it might compare what cannot be compared",
    "single": "it would set a number beside itself",
}


@dataclass(frozen=True, slots=True)
class Aspect:
    """One thing that is known of both claims, in words; '' where a source says nothing."""

    name: str
    first: str
    second: str

    @property
    def is_same(self) -> bool:
        """Whether both say the same."""
        return self.first == self.second

    @property
    def mark(self) -> str:
        """'same' or 'differs', for readers who see no colour."""
        return "same" if self.is_same else "differs"


@dataclass(frozen=True, slots=True)
class ComparedClaim:
    """A claim compared with another: its name, the verdict, and that with its causes."""

    claim: Claim
    verdict: Verdict
    name: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims side by side: the answer, why, by how much, and all that is known of both.

    ``distance`` is larger / smaller with its formula; None where a ratio has no sense. ``fitting``
    says of each that is but arithmetic what it equals.
    """

    first: Claim
    second: Claim
    comparison: Comparison
    distance: Indicator | None
    aspects: tuple[Aspect, ...]
    fitting: tuple[Text, ...]

    @property
    def answer(self) -> str:
        """Whether they can be compared, in a sentence."""
        return ANSWERS[self.comparison.verdict]

    @property
    def causes(self) -> tuple[str, ...]:
        """What sets them apart, and what a reader must know."""
        words = (*self.fitting, *(cause.words for cause in self.comparison.causes))
        return words or ("Nothing but the numbers and who states them.",)

    @property
    def apart(self) -> str:
        """By how much, with the two in full, or why no ratio is given."""
        if self.distance is None:
            return no_distance_words(self.comparison)
        ratio = self.distance.value
        words = apart_words(ratio, self.first, self.second)
        return say("{}: {}.", capitalised(words), self.distance.operation)

    @property
    def printed(self) -> tuple[Fact, ...]:
        """Where each is printed."""
        return tuple(printed_in(claim, number_words(claim)) for claim in (self.first, self.second))

    @property
    def caption(self) -> str:
        """On how many of the aspects they differ."""
        different = sum(not aspect.is_same for aspect in self.aspects)
        return say("Field by field: {} of {} differ", count(different), count(len(self.aspects)))


def pair_of(first: Claim, second: Claim, dataset: Dataset) -> Pair:
    """The two claims side by side, aspects that differ first."""
    aspects = sorted(aspects_of_pair(first, second, dataset), key=lambda aspect: aspect.is_same)
    fitting = [_fitting_words(each, dataset) for each in (first, second) if each.is_arithmetic]
    found = compare_claims(first, second)
    return Pair(first, second, found, distance(first, second), tuple(aspects), tuple(fitting))


def compared_with(claim: Claim, other: Claim) -> ComparedClaim:
    """How the other claim stands to this one; the verdict and causes are those of their comparison.

    Name: '$359 million, A. Name, 2023 (The Paper)'. Outcome: 'About 1.6 times apart. Mirror: …',
    for the rest why that is not clear or not to be compared, as the verdict says.
    """
    found = compare_claims(claim, other)
    apart = apart_words(found.ratio, claim, other) if found.ratio else ""
    match found.verdict:
        case "differ":
            verdict: str = apart or "differs"
        case "agree":
            verdict = "agrees"
        case "single":
            verdict = "counts once with it"
        case "cannot-tell":
            verdict = say("as printed {}", apart) if apart else ""
        case _:
            verdict = ""
    causes = joined("; ", (cause.words for cause in found.causes))
    sentences = joined(" ", [sentence(words) for words in (verdict, causes) if words])
    return ComparedClaim(other, found.verdict, _name_compared(other), sentences)


def aspects_of_pair(first: Claim, second: Claim, dataset: Dataset) -> tuple[Aspect, ...]:
    """What is known of the two claims; what neither source says is left out."""
    columns = [_known(claim, dataset) for claim in (first, second)]
    aspects = (Aspect(name, columns[0][name], columns[1][name]) for name in columns[0])
    return tuple(aspect for aspect in aspects if aspect.first or aspect.second)


def no_distance_words(comparison: Comparison) -> str:
    """Why no ratio is given."""
    sense = "it has no sense for numbers of this kind"
    return f"No ratio is given: {_NO_SENSE.get(comparison.verdict, sense)}."


def suggested_pair(claims: Iterable[Claim]) -> tuple[Claim, Claim] | None:
    """The two of the first MOST_PAIRED claims that tell most side by side.

    None where all are one voice.
    """
    verdicts = {
        pair: compare_claims(*pair).verdict for pair in combinations(islice(claims, MOST_PAIRED), 2)
    }
    several = [pair for pair, verdict in verdicts.items() if verdict in _TELLING_FIRST]
    return min(several, key=lambda pair: _TELLING_FIRST.index(verdicts[pair]), default=None)


def claim_name(claim: Claim) -> Text:
    """A claim in one line to choose from: 'LPG: over 275,000 t, solar year 1403, A. Name, TASS'."""
    parts = [
        say("{}: {}", claim.product.label, number_words(claim)),
        claim.own_period.span or When(claim.own_period.label) or NO_YEAR,
        claim.speaker,
        claim.source.short_name,
    ]
    return Text((joined(", ", parts), " (rejected)" if claim.is_rejected else ""))


def in_reading_order(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Claims by product, then by period, to be found in a long list."""
    return tuple(
        sorted(claims, key=lambda claim: (claim.product.place, claim.period.sort_key(), claim.id))
    )


def _name_compared(claim: Claim) -> Text:
    period = claim.period
    running = When(f"‘{period.label}’") if period.basis == "running" and period.label else ""
    kind = [claim.kind] if claim.is_expected else []
    kind += [ARITHMETIC.label] if claim.is_arithmetic else []
    parts = [number_words(claim), *kind, claim.speaker, period.span or running or NO_YEAR]
    return say("{} ({})", joined(", ", parts), claim.source.short_name)


def _fitting_words(claim: Claim, dataset: Dataset) -> Text:
    equals = arithmetic_words(claim, map(dataset.claim, claim.based_on))
    return say("{} equals {}: it may be no count of its own", number_words(claim), equals)


def _printed_words(claim: Claim) -> str:
    """The words printed; of another language with our translation, which is no field of its own."""
    gloss = say(" (our translation: {})", claim.gloss) if claim.gloss else ""
    return Text((claim.quoted, gloss)) if gloss else claim.quoted


def _known(claim: Claim, dataset: Dataset) -> dict[str, str]:
    label = dataset.label
    source = claim.source
    return {
        "Number": number_words(claim),
        "As printed": _printed_words(claim),
        "What": subject_words(claim),
        "Measure": measure_words(claim),
        "Reported by": claim.reporter.label,
        "Period": period_words(claim),
        "Kind": label("kind", claim.kind),
        "Status": label("status", claim.status),
        "Valuation": label("valuation", claim.valuation) if claim.valuation else "",
        "Stated by": speaker_words(claim),
        "Group": side_words(claim.side, dataset),
        "Stated on": partial_date_words(claim.claimed_on) if claim.claimed_on else "",
        "Printed in": title_words(source),
        "Place": claim.locator,
        "Note": claim.note,
    }
