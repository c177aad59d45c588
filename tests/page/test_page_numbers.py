"""Every number on the page is found again in the data, with its unit; and the search bites."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from typing import Any

import plotly.graph_objects as go
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from components.sections import coverage, headline, sources_method
from components.shell import chart_panel, screen
from tests.support.given_numbers import known_numbers, more_pages_of, voices_of, with_pairs
from tests.support.number_forms import SCALES, decimal, numbers_of
from tests.support.page_numbers import SECTION_PLACES, Known
from tests.support.page_texts import PageText, card_texts, page_texts, ticks
from tests.support.rendering import computed, everything_computed, render
from tradedata.charts.drawing import Drawing
from tradedata.charts.strokes import FinishedFigure
from tradedata.compare.comparison import (
    ABOUT_MARGIN,
    OVER_MARGIN,
    THRESHOLDS_IN_WORDS,
    UNDER_MARGIN,
    same_quantity,
)
from tradedata.compare.statements import statements
from tradedata.computed.catalogue import indicators_of
from tradedata.computed.corroboration import (
    LEAST_LENGTH,
    LEAST_SHARED,
    MOST_APART,
    NEARNESS_IN_WORDS,
)
from tradedata.computed.indicators import Indicator
from tradedata.computed.targets import target_growth, target_multiples
from tradedata.data.claims import Claim
from tradedata.data.loading import Dataset
from tradedata.data.numerals.digits import MIN_DIGITS
from tradedata.views import card, pairs, parameters, sections, table, view
from tradedata.views import products as product_charts
from tradedata.views.charts import Chart, LegendEntry, Mark
from tradedata.views.finding import finding
from tradedata.views.selection import Selection

FIRST = "trade-overchuk-diplomat"
SECOND = "lpg-value-jawad-diplomat"
PANELS = ("rows", "codebook", "sources", "events", "who-says-what", "long-view", "targets")
VIEWS = {
    "all": Selection(),
    "articles": Selection("articles"),
    "one side": Selection(sides=("russian-government",)),
}


def page_with_everything_open(dataset: Dataset, selection: Selection, **more: Any) -> AppTest:
    """The page of the selection with every panel open and two claims side by side."""
    keys = dataset.directory.products
    return render(
        view=selection.view,
        side=list(selection.sides),
        open=[*PANELS, *keys, *(f"product-{key}" for key in keys)],
        compare=f"{FIRST},{SECOND}",
        **more,
    )


def known_on_page(dataset: Dataset, selection: Selection) -> dict[str, Known]:
    """The numbers that the page of the selection may hold, without a card.

    By product for the texts of its chart, under '' for those of the page.
    """
    in_view = selection.apply(dataset.claims)
    prices = selection.benchmarks(dataset.benchmarks)
    listed = computed(dataset, selection)
    pair = (dataset.claim(FIRST), dataset.claim(SECOND))
    rejected = [claim for claim in dataset.claims if claim.is_rejected]
    headline = [dataset.claim(claim_id) for claim_id in finding(in_view, dataset.collection).claims]
    beside = [each for each in combinations(headline, 2) if same_quantity(*each)]
    needed = [
        indicator
        for baseline in headline
        for find in (target_multiples, target_growth)
        for indicator in find(in_view, baseline)
    ]
    known = known_numbers(
        dataset, in_view, listed, prices, chosen=needed, besides=(*pair, *rejected)
    )
    found = {"": with_pairs(known, [pair, *beside], dataset)}
    for key in dataset.directory.products:
        of_product = known_numbers(
            dataset,
            [claim for claim in in_view if claim.product.key == key],
            [item for item in listed if item.product.key == key],
            [price for price in prices if price.product.key == key],
            chosen=[item for item in needed if item.product.key == key],
        )
        found[key] = with_pairs(of_product, beside, dataset)
    return found | known_beside_official(dataset, selection, listed, beside)


def known_beside_official(
    dataset: Dataset,
    selection: Selection,
    listed: Iterable[Indicator],
    beside: list[tuple[Claim, Claim]],
) -> dict[str, Known]:
    """The numbers of the two charts that keep official series whichever speakers are chosen.

    The long view holds all of them, and what they come to. Of them, stated totals have beside
    them only the sums for their own days.
    """
    goods = dataset.collection.total.key
    stated = [claim for claim in selection.apply(dataset.claims) if claim.product.key == goods]
    with_official = selection.with_official(dataset.claims)
    official = [claim for claim in with_official if claim.product.key == goods]
    results = [
        item
        for item in indicators_of(with_official, dataset.collection)
        if item.product.key == goods
    ]
    checks = [
        item
        for item in results
        if item.kind in ("turnover", "turnover-distance")
        and any(c.flow == "turnover" and c.period.same_days(item.period) for c in stated)
    ]
    inputs = [claim for item in checks for claim in item.inputs]
    of_goods = [item for item in listed if item.product.key == goods]
    found = {
        "long-view": known_numbers(dataset, official, results),
        "who-says-what": known_numbers(dataset, stated, [*of_goods, *checks], besides=inputs),
    }
    return {key: with_pairs(known, beside, dataset) for key, known in found.items()}


def unaccounted(known: dict[str, Known], texts: Iterable[PageText]) -> list[str]:
    """The numbers of the texts that neither the page nor their own chart may hold."""
    first = next(key for key in known if key)  # all goods, to which the chart of targets belongs
    found = []
    for text in texts:
        own = known.get(text.chart, known[first]) if text.chart else known[""]
        found += own.unaccounted([text])
    return found


def known_on_card(dataset: Dataset, card: str) -> Known:
    """The numbers that a card may hold: those of all claims, and what rests on its own number."""
    everything = everything_computed(dataset)
    claims = [claim for claim in dataset.claims if claim.id == card]
    told = statements(dataset.claims)
    of_statement = [each.claims for each in told if card in (claim.id for claim in each.claims)]
    rows = {card, *(claim.id for each in of_statement for claim in each)}
    resting = [
        item
        for item in everything
        if card in (item.id, item.benchmark and item.benchmark.key)
        or not rows.isdisjoint(claim.id for claim in item.inputs)
    ]
    resting += implied_beside(resting, everything)
    known = known_numbers(dataset, dataset.claims, resting, dataset.benchmarks)
    known.counts["more pages"] = more_pages_of(card, resting, told)
    pairs = [
        (claim, other)
        for claim in claims
        for other in dataset.claims
        if other.id != claim.id and same_quantity(claim, other)
    ]
    for claim in claims:
        repeating = [other for other in dataset.claims if other.origin == claim.origin]
        same = [other for other in repeating if same_quantity(claim, other)]
        known.counts["voices"] = {voices_of(same)}
    return with_pairs(known, pairs, dataset)


def implied_beside(
    resting: Iterable[Indicator], everything: Iterable[Indicator]
) -> list[Indicator]:
    """The implied amounts that are set beside stated ones among what rests on a card's number."""
    near = [set(item.inputs) for item in resting if item.kind == "corroboration"]
    return [
        item
        for item in everything
        if item.kind == "base-value" and any(set(item.inputs) < inputs for inputs in near)
    ]


def cards_of_every_kind(dataset: Dataset) -> list[str]:
    """Claims in view, one that repeats a statement, one beside which an implied number is set.

    One rejected, one of statistics, one of a rank, a market price, and an indicator a kind.
    """
    repeating = next(each.repeats[0].id for each in statements(dataset.claims) if each.repeats)
    rejected = next(claim.id for claim in dataset.claims if claim.is_rejected)
    statistic = next(claim.id for claim in dataset.claims if claim.kind == "statistic")
    rank = next(claim.id for claim in dataset.claims if claim.measure == "rank")
    everything = everything_computed(dataset)
    kinds = {item.kind: item.id for item in everything}
    implied = {item.inputs for item in everything if item.kind == "base-value"}
    beside_implied = next(
        item.inputs[-1].id
        for item in everything
        if item.kind == "corroboration" and item.inputs[:-1] in implied
    )
    market = dataset.benchmarks[0].key
    claims = (FIRST, SECOND, repeating, beside_implied, rejected, statistic, rank)
    return [*claims, market, *kinds.values()]


@pytest.mark.parametrize("layout", ["wide", "narrow"])
@pytest.mark.parametrize("name", VIEWS)
def test_numbers_on_the_page_are_found_again_in_the_data(
    shipped: Dataset, monkeypatch: pytest.MonkeyPatch, name: str, layout: str
) -> None:
    """No number is typed into a title, tile, note, label, table, alternative or picture."""
    selection = VIEWS[name]
    monkeypatch.setattr(screen, "_is_narrow", lambda: layout == "narrow")
    page = page_with_everything_open(shipped, selection)
    assert not page.exception
    texts = page_texts(page)
    assert len(texts) > 1000
    assert unaccounted(known_on_page(shipped, selection), texts) == []


def test_numbers_on_cards_of_every_kind_are_found_again_in_the_data(shipped: Dataset) -> None:
    for card_id in cards_of_every_kind(shipped):
        texts = card_texts(render(claim=card_id))
        assert texts, card_id
        assert known_on_card(shipped, card_id).unaccounted(texts) == [], card_id


def test_sections_are_numbered_in_their_order_and_so_are_the_links_to_them() -> None:
    """The number of a section is no data: it says which heading of the page that is."""
    texts = page_texts(render())
    headings, links = (
        [text.text for text in texts if text.place == place and text.text[0].isdigit()]
        for place in SECTION_PLACES
    )
    assert [heading.split()[0] for heading in headings] == [
        str(number) for number, _ in enumerate(headings, start=1)
    ]
    assert links == headings


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_ticks_of_axes_say_where_they_stand(
    shipped: Dataset, monkeypatch: pytest.MonkeyPatch, layout: str
) -> None:
    """Ticks are no data: their words are the numbers at which they are drawn.

    The year may stand at its beginning or in its middle.
    """
    monkeypatch.setattr(screen, "_is_narrow", lambda: layout == "narrow")
    drawn = ticks(page_with_everything_open(shipped, VIEWS["all"]))
    assert len(drawn) > 20
    wrong = [
        (place, words)
        for place, words in drawn
        if tick_value(words) not in (Decimal(str(place)), Decimal(str(place)) - Decimal("0.5"))
    ]
    assert wrong == []


def tick_value(words: str) -> Decimal:
    """The number that the words of a tick stand for."""
    (found,) = numbers_of(words)
    scale = next((part for part in found.parts[1:] if part and part in SCALES), "")
    return decimal(found.parts[0] if found.parts else found.words) * SCALES[scale]


def test_thresholds_in_words_are_those_that_are_reckoned_with() -> None:
    found = {each.words for each in numbers_of(THRESHOLDS_IN_WORDS)}
    margins = {f"{margin:.0%}" for margin in (ABOUT_MARGIN, OVER_MARGIN, UNDER_MARGIN)}
    assert found == {f"{MIN_DIGITS} digits at least", *margins}


def test_nearness_in_words_is_what_is_reckoned_with() -> None:
    limits = (LEAST_LENGTH, LEAST_SHARED, MOST_APART - 1)
    found = [each.words for each in numbers_of(NEARNESS_IN_WORDS)]
    assert [share_of(words) for words in found] == [Fraction(limit) for limit in limits]


def share_of(words: str) -> Fraction:
    """'10%' or '2/3', exactly."""
    return Fraction(words.removesuffix("%")) / (100 if words.endswith("%") else 1)


# That the search bites


FOREIGN = [
    "2.3 times",
    "$360.5 million in 2021",
    "$503 billion",
    "503 million",
    "275,001 t",
    "275 Mt",
    "$275,000",
    "13%",
    "0.17%",
    "in 1979-2099",
    "2099",
    "3 Feb 2024",
    "Feb 2031",
    "Jan-Oct 2022",
    "58 of 366 days overlap",
    "777 pages",
    "84 pages, 137 statements, 23 speakers and 1 not attributed",
    "777 statements",
    "777 sources",
    "777 rows",
    "777",
    "line 99999",
    "rank 7",
    "up 41.5%",
    "12345",
    "1 January",
    "‘$777 million’",
    "5 significant digits",
    "7 Products",
    "adding the two counts its 60 days twice",
    "they share days, the 257 days of 2024",
    "They share the 366 days of 2024",
    "a year with a day within 366 days of it",
    "500 kt/yr",
    "≤ about $481 a tonne",
    "about 3.8 times between stated and computed",
    "8 more pages print the same numbers",
    "8 more notes",
    "at least 91% of the days of the longer",
    "at least 3/4 of the days of the longer",
    "stated in May 2031",
]
OWN = [
    "over $503 million",
    "about 275,000 t of LPG in 2024",
    "17%",
    "about 1.35 times apart",
    "1 Jan 2024",
    "solar year 1403",
    "(calendar year, 366 days)",
    "printed as ‘over 275,000 tons’",
    "at https://example.org/777?x=777",
    "adding the two counts its 59 days twice",
    "they share days, the 256 days of 2024",
    "a year with a day within 365 days of it",
    "275 kt",
    "700 kt/yr",
    "≤ about $480 a tonne",
    NEARNESS_IN_WORDS,
]


@pytest.fixture(scope="module")
def known(shipped: Dataset) -> dict[str, Known]:
    return known_on_page(shipped, VIEWS["all"])


@pytest.mark.parametrize("words", FOREIGN)
def test_number_that_the_data_do_not_give_is_found(known: dict[str, Known], words: str) -> None:
    note = PageText("p note", f"As said, {words}, and no more.", chart="all-goods")
    assert unaccounted(known, [note])


@pytest.mark.parametrize("words", OWN)
def test_number_that_the_data_give_is_accounted_for(known: dict[str, Known], words: str) -> None:
    note = PageText("p note", f"As said, {words}, and no more.")
    assert unaccounted(known, [note]) == []


def said_besides(words: str) -> Callable[..., Callable[..., str]]:
    """Wraps what words something, so that it says more."""
    return lambda wording: lambda *given, **named: f"{wording(*given, **named)} {words}"


def with_foreign_texts(make: Callable[..., Chart]) -> Callable[..., Chart]:
    """Wraps what makes a chart, so that each of its texts says more."""

    def made(*given: Any, **named: Any) -> Chart:
        chart = make(*given, **named)
        return replace(
            chart,
            title=f"{chart.title} They are 2.36 times apart.",
            subtitle=f"{chart.subtitle} In 2099.",
            words=(*chart.words, "Up 41.5%."),
            table=({**chart.table[0], "What": "778 t"}, *chart.table[1:]),
            marks=(replace(chart.marks[0], label="779 t"), *chart.marks[1:]),
            legend=(*chart.legend, LegendEntry("■", "Feb 2031")),
            notes=(*chart.notes, "Both are $360.5 million in 2021."),
        )

    return made


def with_foreign_marks(make: Callable[..., Drawing]) -> Callable[..., Drawing]:
    """Wraps what draws a chart, so that its figure says more."""

    def made(*given: Any) -> Drawing:
        drawing = make(*given)
        figure = go.Figure(drawing.figure).add_annotation(text="$361.5 million", x=1, y=1)
        trace = next(trace for trace in figure.data if trace.hovertext)
        trace.hovertext = (f"{trace.hovertext[0]} 2.37 times", *trace.hovertext[1:])
        return replace(drawing, figure=FinishedFigure(figure))

    return made


def mislabelled(mark: Mark) -> Mark:
    return replace(mark, short="276 kt", detail=f"{mark.detail} 277,000 t")


def relabelled(disclosure: Callable[..., Any]) -> Callable[..., Any]:
    return lambda asked, name, label, *kind: disclosure(asked, name, f"{label} 781 pages", *kind)


INJECTED: dict[str, str] = {
    "chart title": "2.36 times",
    "chart subtitle": "2099",
    "chart words": "41.5%",
    "chart annotation": "$361.5 million",
    "chart hover": "2.37 times",
    "chart table": "778 t",
    "chart legend": "Feb 2031",
    "chart note": "$360.5 million",
    "option of a chart": "779 t",
    "label of a product's chart": "276 kt",
    "hover of a product's chart": "277,000 t",
    "tile": "$362.5 million",
    "finding": "$363.5 million",
    "option of the targets": "13.5%",
    "table of claims": "780 t",
    "comparison": "2.38 times",
    "coverage sentence": "777 statements",
    "coverage cell": "778 statements",
    "expander": "781 pages",
    "method": "14.5%",
    "citation": "3 Feb 2031",
}
INJECTIONS: tuple[tuple[Any, str, Callable[..., Any]], ...] = (
    (sections, "who_says_what_chart", with_foreign_texts),
    (chart_panel, "draw", with_foreign_marks),
    (product_charts, "_level_mark", lambda mark: lambda level: mislabelled(mark(level))),
    (headline, "short_number_words", said_besides("$362.5 million")),
    (view, "finding", lambda find: lambda *a: replace(find(*a), words="It is $363.5 million.")),
    (parameters, "period_words", said_besides("13.5%")),
    (table, "narrow_line", lambda line: lambda c: {**line(c), "What": "780 t"}),
    (pairs, "no_distance_words", said_besides("2.38 times")),
    (coverage, "row_words", said_besides("777 statements")),
    (coverage, "cell_words", said_besides("778 statements")),
    (sources_method, "disclosure", relabelled),
    (sources_method, "METHOD", lambda rules: (*rules, "Within 14.5%.")),
    (sources_method, "cite_dataset", lambda c: lambda *a: replace(c(*a), apa="On 3 Feb 2031")),
)
INJECTED_IN_CARD: dict[str, tuple[str, str, Callable[..., Any]]] = {
    "number": ("777.5 t", "number_words", said_besides("777.5 t")),
    "measure": ("2.36 times", "measure_words", said_besides("2.36 times")),
    "chain": ("Feb 2031", "source_words", said_besides("Feb 2031")),
    "result": ("13.5%", "source_list_words", said_besides("13.5%")),
}


@contextmanager
def injected(injections: Iterable[tuple[Any, str, Callable[..., Any]]]) -> Iterator[None]:
    """The page says more; nothing that was built before stands in for it, and nothing stays."""
    st.cache_resource.clear()
    with pytest.MonkeyPatch.context() as patch:
        for module, name, change in injections:
            patch.setattr(module, name, change(getattr(module, name)))
        yield
    st.cache_resource.clear()


@pytest.fixture(scope="module")
def found_on_page(known: dict[str, Known]) -> list[str]:
    """What the search finds on a page with a foreign number in a text of every kind."""
    with injected(INJECTIONS):
        page = render(open=["who-says-what"], compare=f"{FIRST},{SECOND}")
    assert not page.exception
    return unaccounted(known, page_texts(page))


@pytest.fixture(scope="module")
def found_on_card(shipped: Dataset) -> list[str]:
    """The same for a card."""
    with injected((card, name, change) for _, name, change in INJECTED_IN_CARD.values()):
        page = render(claim=FIRST)
    assert not page.exception
    return known_on_card(shipped, FIRST).unaccounted(card_texts(page))


@pytest.mark.parametrize("place", INJECTED)
def test_foreign_number_in_any_text_of_the_page_is_found(
    found_on_page: list[str], place: str
) -> None:
    assert any(INJECTED[place] in found for found in found_on_page)


@pytest.mark.parametrize("place", INJECTED_IN_CARD)
def test_foreign_number_in_any_text_of_a_card_is_found(
    found_on_card: list[str], place: str
) -> None:
    assert any(INJECTED_IN_CARD[place][0] in found for found in found_on_card)
