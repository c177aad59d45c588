"""View: what one reader's filters leave of the data, and what follows from it, each made once.

Owns what is kept for the readers of one selection, and for how many selections. Everything is made
when it is first asked for, and no lock is held while it is; nothing here knows an address or a
page.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import replace
from typing import Any, Generic, TypeVar, cast, overload

from tradedata.compare.comparison import series_key
from tradedata.compare.statements import Statement, Voices, count_voices, statements, told_together
from tradedata.computed.catalogue import computed_of, each_once, needed_of
from tradedata.computed.indicators import Indicator
from tradedata.computed.parts import PartsCheck, parts_checks
from tradedata.computed.spreads import distance
from tradedata.computed.turnovers import TurnoverCheck, turnover_checks
from tradedata.data.claims import Benchmark, Claim
from tradedata.data.loading import Dataset
from tradedata.views.answer import starts_of
from tradedata.views.coverage import Coverage, coverage_of
from tradedata.views.finding import Finding, finding_of
from tradedata.views.official import line_choices, official_claims
from tradedata.views.selection import Selection
from tradedata.views.targets import targets_of
from tradedata.views.tiles import Tile, beside_no_total, tiles_of
from tradedata.views.who_says_what import stated_totals
from tradedata.words.text import sentence

# A view with its charts drawn for both widths takes about five megabytes.
MOST_VIEWS = 8
MOST_KEPT = 128

T = TypeVar("T")


class made_once(Generic[T]):
    """A property made when it is first read. Of two made at once the first one stays.

    Not functools.cached_property: that of Python 3.11 has all readers wait for one.
    """

    def __init__(self, make: Callable[[Any], T]) -> None:
        self.make = make
        self.__doc__ = make.__doc__

    @overload
    def __get__(self, owner: None, of: type) -> made_once[T]: ...
    @overload
    def __get__(self, owner: object, of: type) -> T: ...
    def __get__(self, owner: object | None, of: type) -> made_once[T] | T:
        if owner is None:
            return self
        return cast(T, vars(owner).setdefault(self.make.__name__, self.make(owner)))


class Kept:
    """What is made from an owner and arguments, the latest used of it.

    The key is the maker and the arguments themselves: nothing that a result depends on can be left
    out of it.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._results: OrderedDict[Hashable, object] = OrderedDict()

    def get(self, make: Callable[..., T], owner: object, *arguments: Hashable) -> T:
        """``make(owner, *arguments)``, made once; the owner is always the same."""
        key = (make, *arguments)
        try:
            self._results.move_to_end(key)
            result = self._results[key]
        except KeyError:
            result = self._results.setdefault(key, make(owner, *arguments))
            while len(self._results) > self._most:
                self._results.popitem(last=False)
        return cast(T, result)


class View:
    """The data as one selection leaves it; ``whole`` is the view of everything.

    Cards tell what follows from all the data, whatever the selection, and take it from there; so
    does every view which of its rows are one statement.
    """

    def __init__(self, dataset: Dataset, selection: Selection, whole: View | None = None) -> None:
        if whole is None:
            dataset = replace(dataset, claims=told_together(dataset.claims))
        self.dataset = dataset
        self.selection = selection
        self.whole = whole or self
        self.claims: tuple[Claim, ...] = selection.apply(dataset.claims)
        self.benchmarks: tuple[Benchmark, ...] = selection.benchmarks(dataset.benchmarks)
        self._kept = Kept(MOST_KEPT)

    def keep(self, make: Callable[..., T], *arguments: Hashable) -> T:
        """What ``make(view, *arguments)`` gives, made once for all readers; never change it."""
        return self._kept.get(make, self, *arguments)

    @made_once
    def with_official(self) -> tuple[Claim, ...]:
        """The claims, and the official statistics whoever is chosen."""
        return self.selection.with_official(self.dataset.claims)

    @made_once
    def statements(self) -> tuple[Statement, ...]:
        """The claims as separate statements."""
        return statements(self.claims)

    @made_once
    def voices(self) -> Voices:
        """How many pages, statements and speakers are in view."""
        return count_voices(self.statements)

    @made_once
    def indicators(self) -> tuple[Indicator, ...]:
        """What is computed from the claims, each number once."""
        return each_once(self.computed, self.statements)

    @made_once
    def computed(self) -> tuple[Indicator, ...]:
        """The same from every row in view, reprints too: what has a card, so follows from all."""
        found = computed_of(self.claims, self.dataset.collection, self.benchmarks)
        if self is self.whole:
            return found
        return tuple(each for each in found if each.id in self.whole.results)

    @made_once
    def claims_by_id(self) -> Mapping[str, Claim]:
        """The claims in view by their ids."""
        return {claim.id: claim for claim in self.claims}

    @made_once
    def results(self) -> Mapping[str, Indicator | Benchmark]:
        """What is computed from every row in view, and the market prices, by their ids."""
        prices = {price.key: price for price in self.benchmarks}
        return {each.id: each for each in self.computed} | prices

    def needed_for(self, claims: Iterable[Claim]) -> tuple[Indicator, ...]:
        """What targets in the series of the claims need; the rest that is computed has no place."""
        return self.keep(_needed, frozenset(map(series_key, claims)))

    def result(self, card_id: str) -> Indicator | Benchmark | None:
        """The computed number or market price in view that has the card; nothing new is kept."""
        if card_id in self.results:
            return self.results[card_id]
        named = (self.claims_by_id.get(key) for key in card_id.split(".", maxsplit=3)[1:])
        pair = tuple(filter(None, named))
        apart = distance(*pair) if len(pair) == 2 else None
        found = (*needed_of(pair), *filter(None, [apart]))
        return next((item for item in found if item.id == card_id), None)

    @made_once
    def totals(self) -> tuple[Claim, ...]:
        """The totals of trade that were stated."""
        return stated_totals(self.claims, self.dataset.collection)

    @made_once
    def targets(self) -> tuple[Claim, ...]:
        """The targets that were stated, each once."""
        return targets_of(self.claims)

    @made_once
    def turnover_checks(self) -> tuple[TurnoverCheck, ...]:
        """Stated totals beside official sums, whoever publishes those."""
        return turnover_checks(self.with_official)

    @made_once
    def parts_checks(self) -> tuple[PartsCheck, ...]:
        """What is stated of products beside the totals for the same days, where it has cards."""
        return tuple(
            check
            for check in parts_checks(self.claims, self.dataset.collection)
            if all(each.id in self.whole.results for each in check.shares)
        )

    @made_once
    def finding(self) -> Finding:
        """The sentence that the claims come to."""
        found = finding_of(self.claims, self.dataset.collection, self.whole.claims_by_id)
        if found.claims:
            return found
        words = beside_no_total(self.with_official, self.dataset.collection)
        return Finding(sentence(words), ())

    @made_once
    def tiles(self) -> tuple[Tile, ...]:
        """The numbers most asked for."""
        return tiles_of(self.claims, self.dataset.collection)

    @made_once
    def line_choices(self) -> Mapping[str, str]:
        """The official lines that can be asked for, by slug."""
        return line_choices(official_claims(self.with_official, self.dataset.collection))

    @made_once
    def starts(self) -> Mapping[str, int]:
        """The years from which the answer can be told, by their word."""
        return starts_of(self.with_official, self.dataset.collection)

    @made_once
    def coverage(self) -> Coverage:
        """For which years there is a number, and for which none."""
        return coverage_of(self.claims, self.dataset.collection)


class Views:
    """The views of one dataset that readers look at, the latest used of them."""

    def __init__(self, dataset: Dataset) -> None:
        self.whole = View(dataset, Selection())
        self.dataset = self.whole.dataset
        self._kept = Kept(MOST_VIEWS)

    def of(self, selection: Selection) -> View:
        """The view of a selection."""
        if selection == self.whole.selection:
            return self.whole
        return self._kept.get(_view, self, selection)


def _needed(view: View, series: frozenset[Hashable]) -> tuple[Indicator, ...]:
    return needed_of(claim for claim in view.claims if series_key(claim) in series)


def _view(views: Views, selection: Selection) -> View:
    return View(views.dataset, selection, views.whole)
