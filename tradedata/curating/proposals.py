"""Proposals: the numbers of an article that may be claims, each with the row that it would make.

Owns which numbers those are and what is guessed of a row from the words around them; ADR 25 tells
the rules. A guess is for a curator to accept, mend or drop. Reads no number itself: that is
``data.numerals``. Writes no row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from tradedata.curating.articles import HEADLINE, Article
from tradedata.curating.cues import (
    AREA,
    CHANGE,
    CLAIMANT,
    FLOW,
    PARTING,
    PRODUCT,
    Cue,
    Cues,
    Passage,
    Sentence,
)
from tradedata.curating.spans import UNKNOWN, base_of, period_before, period_of
from tradedata.data.claims import Source
from tradedata.data.loading import Dataset
from tradedata.data.numerals.reading import PrintedNumber
from tradedata.data.row_checks import QUOTED_WORDS
from tradedata.data.verifying import normalise
from tradedata.data.vocabulary import CURRENCIES, FLOWS, MEASURES, PERIOD_BASES

AMOUNTS = (*CURRENCIES, "t")
# The pace of a rate stands no more letters away: 'a year'.
PACE_REACH = 60
# A title of fewer words may stand in any article.
SHORTEST_TITLE = 4
# The word that leads from goods to the other area.
LEADS = {"import": "from", "export": "to"}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A number, the sentence that prints it, and the cells of its row, blank where nothing tells.

    ``marked``: where the printed words stand in the sentence. ``beside``: a word there that the
    number reader does not know. ``again``: where else in the article the same number stands.
    ``speaker_near`` and ``period_near``: what other sentences name, where its own names none; no
    cell holds them.
    """

    cells: Mapping[str, str]
    sentence: str
    marked: slice
    beside: str = ""
    speaker_near: str = ""
    period_near: str = ""
    again: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """A number of the trade that is not read whole, what stands in its way, and its sentence."""

    printed: str
    obstacle: str
    locator: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in an article; ``source``: the row of sources.csv that it is, if known.

    ``unnamed``: which of the collection's two areas it does not name; then it is not read further.
    """

    article: Article
    source: Source | None
    unnamed: tuple[str, ...]
    proposals: tuple[Proposal, ...]
    unread: tuple[Unread, ...]


def read_claims(article: Article, dataset: Dataset, source: str = "") -> Reading:
    """The claims that an article may print. ``source``: its key, else it is told by its title."""
    reader = _Reader(article, dataset, source)
    proposals: dict[tuple[str, ...], Proposal] = {}
    unread = []
    unnamed = reader.unnamed
    for spot in () if unnamed else reader.spots():
        found = reader.propose(spot)
        if isinstance(found, Unread):
            unread.append(found)
            continue
        key = (found.cells["measure"], found.cells["value"], found.cells["product"])
        if same := proposals.get(key):
            best, other = sorted((same, found), key=_how_well_stated)
            again = dict.fromkeys((*same.again, other.cells["locator"]))
            found = replace(best, again=tuple(again))
        proposals[key] = found
    return Reading(article, reader.source, unnamed, tuple(proposals.values()), tuple(unread))


@dataclass(frozen=True, slots=True)
class _Spot:
    """A number where it stands, in letters of its paragraph, and a speaker named before that."""

    number: PrintedNumber
    place: slice
    sentence: Sentence
    locator: str
    speaker: str

    def near(self, *kinds: str) -> Cue | None:
        """The nearest cue of some kinds in the sentence."""
        return self.sentence.nearest(self.place, *kinds)

    def nearest(self, *kinds: str) -> Cue | None:
        """The nearest cue of some kinds in the sentence, else in the paragraph up to its end."""
        earlier = slice(0, self.sentence.span.stop)
        return self.near(*kinds) or self.sentence.passage.nearest(self.place, earlier, *kinds)

    @property
    def is_whole(self) -> bool:
        """Whether it is read whole, or would be if its words stood alone: '$5m', 'double'.

        A word of trade before it is no part of it. 'Largest' beside 'one of' is another rank.
        """
        obstacle, text = self.number.obstacle, self.number.text
        if obstacle is None or obstacle.is_range:
            return obstacle is None
        cues = self.sentence.cues(FLOW, PRODUCT)
        before = (self.sentence.passage.text[cue.span].endswith(obstacle.text) for cue in cues)
        is_one = " " not in text or any(before)
        return not text[0].isalpha() or (is_one and self.number.unit != "rank")

    @property
    def is_of_trade(self) -> bool:
        """Whether words of trade, or the name of a product, stand with it.

        With an amount, or a change, in its paragraph up to the end of its sentence, with others in
        the sentence.
        Where a word for another matter (aid, transit) stands nearer, or right before that product
        ('a harvest of wheat'), it is of that.
        """
        nearest = self.near(PRODUCT, FLOW, "other")
        if nearest is None and (self.number.unit in AMOUNTS or self.near(CHANGE)):
            nearest = self.nearest(PRODUCT, FLOW)
        if nearest is None or nearest.kind == "other":
            return False
        return nearest.kind == FLOW or not self.sentence.passage.follows(nearest.span, "other")


class _Reader:
    """What is known of an article before one of its numbers is looked at."""

    def __init__(self, article: Article, dataset: Dataset, source: str) -> None:
        self.dataset = dataset
        self.language = article.language
        self.source = dataset.directory.sources.get(source) or _told(article, dataset)
        self.said = self.source.published if self.source else ""
        self.cues = Cues(dataset, article.language)
        self.areas = [area.key for area in dataset.collection.areas]
        self.passages = [
            (each.locator, Passage(each.text, self.language, self.cues))
            for each in article.paragraphs
        ]
        self.traded = {area.key for claim in dataset.claims for area in claim.areas}
        self.columns = dataset.schema.tables["trade"].header
        self.units = dataset.schema.tables["trade"].field("unit").labels
        self.families = {unit.partition("/")[0] for unit in self.units}

    @property
    def unnamed(self) -> tuple[str, ...]:
        """Which of the two areas is named nowhere, nor a part of it."""
        cues = (cue for _, passage in self.passages for cue in passage.cues)
        named = {cue.meaning for cue in cues if cue.kind == AREA}
        areas = self.dataset.collection.areas
        return tuple(area.label for area in areas if named.isdisjoint((area.key, *area.members)))

    def spots(self) -> Iterator[_Spot]:
        """The numbers that may be claims: in a unit of the data, and spoken of as trade."""
        speaker = ""
        for locator, passage in self.passages:
            for place, number, sentence in passage.numbers:
                spot = _Spot(number, place, sentence, locator, speaker)
                is_ours = number.unit in self.families and not self.is_of_others(spot)
                if is_ours and spot.is_of_trade:
                    yield spot
            named = [cue.meaning for cue in passage.cues if cue.kind == CLAIMANT]
            speaker = named[-1] if named else speaker

    def is_of_others(self, spot: _Spot) -> bool:
        """Whether it is of an area of which the data have no trade, and the two do not both stand.

        Such an area is the nearest one, in its paragraph before it where its sentence has none, or
        right beside the number or its word of trade; what goes through it is not its own. So the
        trade of one of the two with a third is left out.
        """
        passage, flow = spot.sentence.passage, spot.near(FLOW)
        earlier = passage.within(slice(0, spot.sentence.span.start), AREA)
        named = spot.sentence.cues(AREA) or earlier
        areas = [cue for cue in named if not passage.follows(cue.span, "via")]
        areas.sort(key=lambda cue: passage.distance(cue.span, spot.place))
        if {cue.meaning for cue in areas}.issuperset(self.areas):
            return False
        places = (spot.place, flow.span) if flow else (spot.place,)
        return any(
            cue.meaning not in self.traded
            and (cue is areas[0] or any(passage.distance(cue.span, at) < PARTING for at in places))
            for cue in areas
        )

    def propose(self, spot: _Spot) -> Proposal | Unread:
        """What a curator is shown of a number."""
        number, text, sentence = spot.number, spot.sentence.passage.text, spot.sentence.span
        words = text[sentence]
        beside = number.obstacle.text if number.obstacle else ""
        if not spot.is_whole:
            return Unread(text[spot.place], beside, spot.locator, words.strip())
        trimmed = sentence.start + len(words) - len(words.lstrip())
        marked = slice(spot.place.start - trimmed, spot.place.stop - trimmed)
        cells = self.cells(spot)
        whole = slice(0, len(text))
        speaker = _meaning(spot.sentence.passage.nearest(spot.place, whole, CLAIMANT))
        speaker = "" if cells["claimant"] else speaker or spot.speaker
        is_undated = cells["period_basis"] == UNKNOWN.basis
        earlier = period_before(spot.place, spot.sentence, self.said) if is_undated else UNKNOWN
        period = str(earlier.label or earlier.span)
        return Proposal(cells, words.strip(), marked, beside, speaker, period)

    def cells(self, spot: _Spot) -> dict[str, str]:
        """The cells of a row of trade.csv, blank where nothing tells."""
        number, text = spot.number, spot.sentence.passage.text
        flow = _meaning(spot.nearest(FLOW))
        product = self.product(spot, flow)
        measure, unit = self.measure(spot)
        period = period_of(spot.place, spot.sentence, self.said)
        base = base_of(spot.place, spot.sentence) if MEASURES[measure].has_base else None
        return {
            **dict.fromkeys(self.columns, ""),
            **self.reporting(spot, flow, product),
            "flow": flow,
            "product": product,
            "measure": measure,
            "of": self.of(spot) if MEASURES[measure].is_relative else "",
            "value": number.cell(measure),
            "unit": unit,
            "qualifier": number.hedge,
            "start": str(period.start or ""),
            "end": str(period.end or ""),
            "period": str(period.label or period.span),
            "period_basis": period.basis,
            "base_start": str(base.start) if base else "",
            "base_end": str(base.end) if base else "",
            "base_basis": base.basis if base else "",
            "kind": _meaning(spot.near("kind")) or "reported",
            "status": "normal",
            "claimant": _meaning(spot.near(CLAIMANT)),
            "as_printed": " ".join(text[spot.place].split()[:QUOTED_WORDS]),
            "source": self.source.key if self.source else "",
            "locator": spot.locator,
        }

    def measure(self, spot: _Spot) -> tuple[str, str]:
        """What kind of number it is, and in which unit of the data."""
        unit = str(spot.number.unit)
        if unit == "percent":
            is_growth = spot.near(CHANGE) and not spot.near("share")
            return ("growth" if is_growth else "share"), unit
        pace = spot.near("pace")
        if pace and spot.sentence.passage.distance(pace.span, spot.place) <= PACE_REACH:
            unit = unit + pace.meaning if unit + pace.meaning in self.units else unit
        return next(word for word, each in MEASURES.items() if unit in each.units), unit

    def of(self, spot: _Spot) -> str:
        """Whether a number that is of another is of a value or a quantity: of the nearest one."""
        passage = spot.sentence.passage
        near = [
            (passage.distance(place, spot.place), number.unit)
            for place, number, _ in passage.numbers
            if number.unit in AMOUNTS
        ]
        return "quantity" if near and min(near)[1] == "t" else "value"

    def product(self, spot: _Spot, flow: str) -> str:
        """The nearest product that is named; trade in both directions is of all goods."""
        named = spot.nearest(PRODUCT) if flow != "turnover" else None
        return _meaning(named) or self.dataset.collection.total.key

    def reporting(self, spot: _Spot, flow: str, product: str) -> dict[str, str]:
        """Whose trade it is, and with whom: what 'to' or 'from' leads to is the partner.

        Where the sentence names neither, and of what goes no one way, as most rows of this flow
        and product have it.
        """
        passage, cue = spot.sentence.passage, spot.near(FLOW)
        near = cue.span if cue else spot.place
        named = [each for each in spot.sentence.cues(AREA) if each.meaning in self.traded]
        named.sort(key=lambda each: passage.distance(each.span, near))
        led_to = [each for each in named if passage.follows(each.span, LEADS.get(flow, ""))]
        rows = Counter(
            claim.reporter.key
            for claim in self.dataset.claims
            if (claim.flow, claim.product.key) == (flow, product)
        )
        usual = [key for key, _ in rows.most_common(1)]
        ours = [each for each in named if each.meaning in self.areas]
        told = [self.other(each.meaning) if each in led_to else each.meaning for each in ours]
        (reporter, *_) = *(told + usual if flow in LEADS else usual + told), ""
        partners = [each.meaning for each in led_to if each.meaning != reporter]
        (partner, *_) = *partners, self.other(reporter)
        is_trade = flow in FLOWS and FLOWS[flow].is_trade and bool(reporter)
        return {"reporter": reporter, "partner": partner if is_trade else ""}

    def other(self, area: str) -> str:
        """The other of the collection's two areas."""
        return next(key for key in self.areas if key != area)


def _told(article: Article, dataset: Dataset) -> Source | None:
    lines = {normalise(paragraph.text) for paragraph in article.paragraphs}
    sources = dataset.directory.sources.values()
    titled = (each for each in sources if len(each.title.split()) >= SHORTEST_TITLE)
    return next((each for each in titled if normalise(each.title) in lines), None)


def _how_well_stated(proposal: Proposal) -> tuple[bool, int]:
    cells = proposal.cells
    return cells["locator"] == HEADLINE, PERIOD_BASES[cells["period_basis"]].place


def _meaning(cue: Cue | None) -> str:
    return cue.meaning if cue else ""
