"""Every number on the page is marked with its value and its row, and both are found again.

A number stands in a ``data`` element that the one formatting function fills. Outside such elements
digits stand in words that the data hold, in days of the rows beside them, and in texts to copy,
where they are those of the rows that the text names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from components.shell import browser
from tests.support.marked import Known, blocks, numbers_in
from tests.support.rendering import (
    charts,
    everything_computed,
    picture_texts,
    plain,
    plain_texts,
    render,
    table_rows,
    taken_away,
)
from tests.support.samples import first_of
from tradedata.compare.statements import statements
from tradedata.data.claims import Claim
from tradedata.data.loading import Dataset
from tradedata.data.periods import When
from tradedata.data.quoting import Quoted
from tradedata.data.reserved import ANSWER, LONG_VIEW, PANELS
from tradedata.markup import cards as card_markup
from tradedata.markup import charts as chart_markup
from tradedata.markup import coverage, sources
from tradedata.markup import text as markup_text
from tradedata.views import card as cards
from tradedata.views import charts as contents
from tradedata.views import pairs, sections, tiles, view
from tradedata.views import targets as target_charts
from tradedata.views.charts import Chart
from tradedata.views.pages import PAGES
from tradedata.words.claims import number_words
from tradedata.words.text import Count, Number, counted, say

FIRST = "trade-overchuk-diplomat"
SECOND = "lpg-value-jawad-diplomat"
LAYOUTS: dict[str, tuple[str, dict[str, str | list[str]]]] = {
    "articles": ("wide", {"view": "articles"}),
    "all": ("wide", {}),
    "all, on a phone": ("narrow", {}),
    "one side": ("wide", {"side": ["russian-government"]}),
}


@pytest.fixture(scope="module")
def known(shipped: Dataset) -> Known:
    return Known(shipped, everything_computed(shipped))


def everything_open(dataset: Dataset, **parameters: str | list[str]) -> Iterator[AppTest]:
    """Every page and every product with every panel open, two claims side by side."""
    keys = dataset.directory.products
    charts = ["targets", *keys, *(f"{key}-others" for key in keys)]
    panels = [*PANELS, *charts, *(f"chart-{name}" for name in charts)]
    for page in PAGES:
        pair = {"compare": f"{FIRST},{SECOND}"} if page.slug == "claims" else {}
        yield taken_away(page.slug, open=panels, **pair, **parameters)
    for product in [*keys][1:]:
        yield render("products", open=panels, product=product, **parameters)


def faults_of_cards(known: Known, cards: Iterable[str]) -> list[str]:
    found = []
    for card in cards:
        (dialog,) = render(claim=card).get("dialog")
        title = plain(dialog.proto.dialog.title)
        if title not in known.forms(card):
            found.append(f"‘{title}’ is not how {card} is written")
        found += [fault for text in blocks([dialog]) for fault in known.faults(text, card=card)]
    return found


@pytest.mark.parametrize("name", first_of(LAYOUTS))
def test_numbers_on_the_page_are_those_of_their_rows_and_results(
    shipped: Dataset, known: Known, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    layout, parameters = LAYOUTS[name]
    monkeypatch.setattr(browser, "_is_narrow", lambda: layout == "narrow")
    pages = list(everything_open(shipped, **parameters))
    assert not any(page.exception for page in pages)
    texts = [text for page in pages for text in blocks(page.main.children.values())]
    assert sum(len(text.numbers) for text in texts) > 400
    titles = {title for text in texts for title in text.titles}
    assert [fault for text in texts for fault in known.faults(text, titles)] == []
    said = known.written().union(*(numbers_in(text.words) for text in texts))
    said.add(str(len(shipped.events)))
    said |= {str(len(chart.ids)) for page in pages for chart in charts(page).values()}
    others = [text for page in pages for text in (*plain_texts(page), *picture_texts(page))]
    assert [text for text in others if not numbers_in(text) <= said] == []
    assert [
        (row[0], row[-1][0][0])
        for page in pages
        for row in table_rows(page)
        if row[-1][0][0] not in known.forms(row[0])
    ] == []
    assert [
        (card, text)
        for page in pages
        for chart in charts(page).values()
        for card, text in chart.hovers
        if not any(form in text for form in known.forms(card))
    ] == []
    misplaced = [
        (chart.slug, card, value)
        for page in pages
        for chart in charts(page).values()
        for card, value in chart.numbers
        if not known.is_value(card, value)
    ]
    assert misplaced == []


def cards_of_every_kind(dataset: Dataset) -> list[str]:
    """Claims in view, a reprint, one rejected, one of statistics, a rank, and of computed numbers.

    Of these one a kind, and a market price.
    """
    claims = dataset.claims
    kinds = {item.kind: item.id for item in everything_computed(dataset)}
    return [
        FIRST,
        SECOND,
        next(each.repeats[0].id for each in statements(claims) if each.repeats),
        next(claim.id for claim in claims if claim.is_rejected),
        next(claim.id for claim in claims if claim.kind == "statistic"),
        next(claim.id for claim in claims if claim.measure == "rank"),
        dataset.benchmarks[0].key,
        *kinds.values(),
    ]


@pytest.mark.whole
def test_numbers_on_cards_of_every_kind_are_those_of_their_rows_and_results(
    shipped: Dataset, known: Known
) -> None:
    assert faults_of_cards(known, cards_of_every_kind(shipped)) == []


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
@pytest.mark.whole
def test_ticks_of_axes_say_where_they_stand(monkeypatch: pytest.MonkeyPatch, narrow: bool) -> None:
    """Ticks are no data: their words are the numbers at which they are drawn, a year its middle.

    The years of the answer are not all alike, nor on a phone those of the long view: their own
    tests tell where they stand.
    """
    uneven = {(ANSWER, "xaxis"), (LONG_VIEW, "xaxis")} if narrow else {(ANSWER, "xaxis")}
    monkeypatch.setattr(browser, "_is_narrow", lambda: narrow)
    drawn = [
        (Decimal(str(place)), words)
        for slug in ("", "history", "products")
        for chart in charts(render(slug)).values()
        for name, axis in chart.figure["layout"].items()
        if isinstance(axis, dict) and (chart.slug, name) not in uneven
        for place, words in zip(axis.get("tickvals", ()), axis.get("ticktext", ()), strict=True)
    ]
    assert len(drawn) > 20
    middle = Decimal("0.5")
    assert [tick for tick in drawn if tick_value(tick[1]) not in (tick[0], tick[0] - middle)] == []


def tick_value(words: str) -> Decimal:
    """The number that the words of a tick stand for."""
    (number,) = numbers_in(words)
    scales = {"m": 10**6, "bn": 10**9}
    scale = next(
        (size for sign, size in scales.items() if f"{number}{sign}" in words.replace(" ", "")), 1
    )
    return Decimal(number.replace(",", "")) * scale


# That the walk bites


def wrong(claim: Claim) -> Number:
    """The words of a number beside the value of another."""
    return Number(number_words(claim), claim.value + 1, claim.id)


def typed(words: str) -> Callable[..., Callable[..., Any]]:
    """Wraps what words something, so that it says more, in a string that keeps no parts."""
    return lambda wording: lambda *given, **named: f"{wording(*given, **named)} {words}"


def with_wrong_texts(make: Callable[..., Chart]) -> Callable[..., Chart]:
    def made(*given: Any, **named: Any) -> Chart:
        chart = make(*given, **named)
        stray = Number("$360.5 million", Decimal(360_500_000), "no-such-claim")
        return replace(
            chart,
            title=f"{chart.title} They are 2.36 times apart.",
            notes=(say("Both are {}.", stray), *chart.notes),
        )

    return made


def with_wrong_number(line_of: Callable[..., Any]) -> Callable[..., Any]:
    return lambda claim: {**line_of(claim), "Number": Number("778 t", claim.value, FIRST)}


def with_wrong_words(find: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *given: replace(find(*given), words=say("It is {}.", "$363.5 million"))


def miscounted(number: int, noun: str) -> Count:
    return Count(f"{number + 1} {noun}s", number)


def one_too_many(number: int, noun: str) -> Count:
    return counted(number + 1, noun)


def with_more_words(make: Callable[..., str]) -> Callable[..., str]:
    return lambda words, of: make(f"779 t {words}", of)


def misdated(marked: Callable[[str], str]) -> Callable[[str], str]:
    def late(part: str) -> str:
        match part:
            case When():
                return marked(When(part.replace("2024", "2025")))
            case Quoted():
                return marked(Quoted(part.replace("2024", "2025"), part.language))
            case _:
                return marked(part)

    return late


def misworded(claim: Claim) -> Number:
    return Number("777 t", claim.value, claim.id)


INJECTIONS: tuple[tuple[Any, str, Callable[..., Any]], ...] = (
    (view, "finding_of", with_wrong_words),
    (tiles, "number_words", lambda _: misworded),
    (sections, "who_says_what_chart", with_wrong_texts),
    (contents, "line_of", with_wrong_number),
    (coverage, "row_words", typed("777 statements")),
    (pairs, "apart_words", typed("and 2.38 times")),
    (sources, "counted", lambda _: lambda *_: "121 sources"),
    (target_charts, "_year", typed("or 2031")),
    (cards, "exact_words", lambda _: wrong),
    (cards, "counted", lambda _: miscounted),
    (card_markup, "card_link", with_more_words),
    (card_markup, "copyable", with_more_words),
    (chart_markup, "counted", lambda _: one_too_many),
    (markup_text, "_marked", misdated),
)
INJECTED = {
    "finding": "without a mark: It is $363.5 million.",
    "tile": "‘777 t’ is not how ",
    "chart title": "They are 2.36 times apart.",
    "note": "nothing has the id no-such-claim",
    "table": "‘778 t’ is not how ",
    "coverage": "777 statements",
    "comparison": "2.38 times",
    "caption": "without a mark: 121 sources",
    "targets": "or 2031",
    "count": "’ does not count ",
    "link": "without a mark: 779 t",
    "text to copy": "not of what it names",
    "heading of a list": " heads a list of ",
    "quotation": "not in the data: ",
    "day": "‘17 May 2025’ is not of ",
    "card": f"560000001 is not the value of {FIRST}",
}


@pytest.fixture(scope="module")
def found(known: Known) -> list[str]:
    """What the walk finds where the page is wrong in every place; nothing built before stays."""
    st.cache_resource.clear()
    with pytest.MonkeyPatch.context() as patch:
        for module, name, change in INJECTIONS:
            patch.setattr(module, name, change(getattr(module, name)))
        pair = f"{FIRST},{SECOND}"
        pages = [
            render(open=["who-says-what", "chart-targets"]),
            render("claims", compare=pair, claim=FIRST),
            render("sources", open=["sources"]),
        ]
    st.cache_resource.clear()
    assert not any(page.exception for page in pages)
    return [
        fault for page in pages for text in blocks([page._tree]) for fault in known.faults(text)
    ]


@pytest.mark.parametrize("place", INJECTED)
def test_wrong_number_in_any_place_is_found(found: list[str], place: str) -> None:
    assert any(INJECTED[place] in fault for fault in found)


def test_value_or_plain_number_that_the_data_do_not_give_is_not_known(known: Known) -> None:
    assert known.is_value(FIRST, 560_000_000)
    assert not known.is_value(FIRST, 560_000_001)
    assert {"560", "1.8", "275,000"} <= known.written()
    assert not {"360.5", "2.36", "275,001"} & known.written()
