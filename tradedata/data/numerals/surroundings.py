"""Surroundings: whether what stands beside a number leaves it whole, or may be a part of it.

Owns what is refused: a number beside a word that the language's list does not know to be harmless
('300 milyon', 'one point two'), two numbers that share a unit or make a range. Reads no number.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tradedata.data.numerals.amount_spoilers import AmountSpoilers
from tradedata.data.numerals.grammar import Found, Reader
from tradedata.data.numerals.rank_spoilers import LISTING, RankSpoilers
from tradedata.data.numerals.spoilers import Spoilers

# Signs that part a number from what stands beside it.
PARTING = frozenset(".,;:!?()[]{}\"'«»“”„‘’…،؛؟।#+")
# Signs behind which a word still makes something else of a number: '$5/day', '5 pct. points'.
SPOILED_PAST = frozenset("/.([")
ZERO = Decimal(0)


@dataclass(frozen=True)
class Obstacle:
    """What keeps a number from being read whole, as printed; a range is two numbers."""

    text: str
    is_range: bool = False


class Surroundings:
    """What stands around the numbers that a reader found."""

    def __init__(self, reader: Reader, numbers: list[Found]) -> None:
        """Look at the numbers in their order."""
        self.reader = reader
        self.numbers = numbers
        self.owned = {at for number in numbers for at in range(number.start, number.end)}
        self.words = reader.words
        kinds = (Spoilers, AmountSpoilers, RankSpoilers)
        self.spoilers = tuple(kind(reader, numbers) for kind in kinds)

    def obstacle(self, place: int) -> Obstacle | None:
        """Find what keeps the number of a place from being read whole."""
        number = self.numbers[place]
        for first in (place - 1, place):
            pair = self.numbers[max(first, 0) : first + 2]
            if len(pair) == 2 and (found := self.pair_obstacle(*pair, is_first=first == place)):
                return found
        for spoilers in self.spoilers:
            if spoiler := spoilers.spoiler(number):
                return Obstacle(self.reader.text[spoiler.start : spoiler.stop].strip())
        at = self.before(number)
        if at is None:
            at = self.after(number)
        return None if at is None else Obstacle(self.text(at, at + 1))

    def text(self, start: int, end: int) -> str:
        """Give tokens as printed."""
        tokens = self.reader.tokens
        return self.reader.text[tokens[start].start : tokens[end - 1].end]

    # Two numbers beside each other

    def pair_obstacle(self, one: Found, other: Found, *, is_first: bool) -> Obstacle | None:
        """Find what two numbers are to each other that leaves neither whole."""
        link = self.link(one, other)
        if link is None:
            return None
        if self.is_range(one, other, link):
            return Obstacle(self.text(one.start, other.end), is_range=True)
        rest = other if is_first else one
        is_shared = self.is_shared(one, other, link)
        return Obstacle(self.text(rest.start, rest.end)) if is_shared else None

    def link(self, one: Found, other: Found) -> set[str] | None:
        """Give the words and signs that link two numbers; None where others part them."""
        between = self.text(one.end - 1, other.start + 1)
        link = {"-"} if self.reader.has_dash(other.start) or ".." in between else set()
        hedge = self.reader.hedge(other)[1]
        at = one.end
        while at < other.start:
            end = self.reader.ends(self.words.pairing, at)
            if at in hedge:
                at = hedge.stop
            elif self.reader.tokens[at].key in LISTING:
                link.add(",")
                at += 1
            elif end is not None:
                link.add(self.reader.key(at, end))
                at = end
            else:
                return None
        return link

    def is_range(self, one: Found, other: Found, link: set[str]) -> bool:
        """Say whether two numbers are the ends of a range; a change names both of them whole."""
        if one.unit and other.unit and one.unit != other.unit:
            return False
        between = self.reader.starts(self.words.between, self.reader.hedge_start(one)) is not None
        if "-" in link or (between and not self.words.joiners.isdisjoint(link)):
            return True
        if link.isdisjoint(self.words.to):
            return False
        takes_scale = other.scaled and not one.scaled
        is_whole = one.closed or (one.unit is not None and not takes_scale)
        return not (is_whole and any(self.reader.directions))

    def is_shared(self, one: Found, other: Found, link: set[str]) -> bool:
        """Say whether two numbers may be one, or share a unit ('2 tons 300 kg')."""
        if not link.isdisjoint(self.words.to):
            return False
        is_spelled = self.reader.tokens[other.start].kind == "word"
        is_part = is_spelled and (not link or not link.isdisjoint(self.words.of))
        if one.unit is None or (one.unit == "times" and not link):
            return True
        if one.unit == "other" and is_part:
            return True
        if "," in link or not link.isdisjoint(self.words.of):
            return False
        goes_on = one.unit == other.unit and other.value < one.value
        return goes_on or other.unit in (None, "other")

    # The words beside one number

    def parts(self, at: int) -> bool:
        """Say whether a sign or a year parts a number from what stands on its other side."""
        tokens = self.reader.tokens
        token = tokens[at]
        beyond = next((each for each in tokens[at + 1 :] if each.key != "."), token)
        is_within = at > 0 and token.touches and beyond.touches
        is_within = is_within and tokens[at - 1].kind == beyond.kind == "number"
        if token.kind == "number":
            year = Found(at, at + 1, token.value or ZERO, ZERO)
            return self.reader.is_year(year) and not (
                self.reader.has_dash(at) or self.reader.has_dash(at + 1)
            )
        if token.key == "/":
            unit = self.reader.phrase(self.words.unit, at + 1)
            is_per_tonne = unit is not None and unit[0] == "t"
            return is_per_tonne or self.reader.ends(self.words.plain, at + 1) is not None
        return token.key in PARTING and not is_within

    def before(self, number: Found) -> int | None:
        """Find the token before a number that may be a part of it."""
        at = start = self.reader.hedge_start(number)
        if self.reader.continues_word(start):
            return at - 1
        while (linked := self.reader.starts(self.words.links, at)) is not None:
            at = linked
        if at == 0 or at - 1 in self.owned:
            return None
        token = self.reader.tokens[at - 1]
        if token.kind != "word":
            return None if self.parts(at - 1) else at - 1
        if self.reader.starts(self.words.before_amounts, at) is not None:
            return at - 1
        is_hedged = start < number.start
        if is_hedged or self.reader.starts(self.words.harmless, at) is not None:
            return None
        is_word = self.reader.tokens[number.start].kind == "word"
        is_spelled = is_word and number.unit != "rank"
        if number.unit is not None and not is_spelled:
            return None
        is_joined = self.reader.starts(self.words.joiners, start) is not None
        return at - 1 if at == start or is_joined or number.unit is None else None

    def after(self, number: Found) -> int | None:
        """Find the token after a number that may be a part of it."""
        hedge = self.reader.hedge(number)[1]
        start = at = hedge.stop if hedge.start == number.end and hedge else number.end
        past_sign = at + 1 if self.reader.key(at, at + 1) in SPOILED_PAST else at
        longest = self.reader.ends(self.words.phrases, past_sign)
        if longest is not None and self.reader.key(past_sign, longest) in self.words.spoilers:
            return past_sign
        while (linked := self.reader.ends(self.words.links, at)) is not None and not number.closed:
            at = linked
        if number.unit is None and self.reader.key(start, start + 1) == "[":
            return start
        if at == len(self.reader.tokens) or at in self.owned:
            return None
        if self.reader.tokens[at].kind != "word":
            return None if self.parts(at) else at
        if self.reader.ends(self.words.amounts, at) is not None:
            return at
        harmless = self.reader.ends(self.words.harmless, at)
        if number.closed or harmless is not None:
            return self.goes_on(harmless) if harmless and number.unit is None else None
        kinds = (self.words.joiners, self.words.of) if number.unit is None else ()
        takes_more = any(self.reader.starts(kind, at) is not None for kind in kinds)
        return at if at == start or takes_more else None

    def goes_on(self, at: int) -> int | None:
        """Find a part of a number, or a unit, that stands behind a harmless word."""
        is_part = self.reader.ends(self.words.amounts, at) is not None
        is_unit = self.reader.ends(self.words.unit, at) is not None
        is_harmless = self.reader.ends(self.words.harmless, at) is not None
        return at if is_part or (is_unit and not is_harmless) else None
