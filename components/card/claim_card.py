"""Claim card: everything about one number, in a dialog that the address opens.

A claim's card says what was printed, by whom, where, for when, what disputes it and what rests on
it; a computed number's card says its formula and its inputs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from components.card.facts import first_facts, other_facts, speaker
from components.card.links import Named, render_choice, render_named
from components.shell import address
from components.shell.text import definitions, distinct, element, link, show, source_markup
from components.shell.view import View
from tradedata.compare.comparison import Verdict, same_quantity
from tradedata.compare.history import borrowing_from, history_of, other_prints, resting_on
from tradedata.compare.statements import statements
from tradedata.computed.indicators import Indicator
from tradedata.computed.prices import price_words
from tradedata.computed.reprints import Told, told_of, told_once
from tradedata.data.claims import Benchmark, Claim, Source
from tradedata.exports.citations import Citation, cite_number
from tradedata.exports.editions import permalink
from tradedata.exports.reports import problem_report
from tradedata.views.lines import benchmark_sentence, source_list_words
from tradedata.views.pairs import beside, claim_name
from tradedata.words.claims import (
    measure_words,
    number_words,
    period_words,
    source_words,
    subject_words,
)
from tradedata.words.numbers import plain_number

_COMPARABLE: tuple[Verdict, ...] = ("differ", "agree", "single")


def render_open_card(view: View) -> None:
    """Open the card that the address asks for, if any; complain of one that does not exist."""
    card_id = address.open_card_id()
    if not card_id:
        return
    claims = {claim.id: claim for claim in view.dataset.claims}
    indicators = {indicator.id: indicator for indicator in view.everything}
    benchmarks = {benchmark.key for benchmark in view.dataset.benchmarks}
    if card_id in claims or card_id in indicators or card_id in benchmarks:
        _render_card(view, card_id)
    else:
        address.refuse_claim(card_id)


@st.dialog("A number and its source", width="large", on_dismiss=address.close_card)
def _render_card(view: View, card_id: str) -> None:
    if address.whole_run_needed():
        st.rerun(scope="app")
    for claim in view.dataset.claims:
        if claim.id == card_id:
            _render_claim(view, claim)
            return
    for indicator in view.everything:
        if indicator.id == card_id:
            _render_indicator(view, indicator)
            return
    for benchmark in view.dataset.benchmarks:
        if benchmark.key == card_id:
            _render_benchmark(view, benchmark)


def _render_claim(view: View, claim: Claim) -> None:
    dataset = view.dataset
    show(
        element("p", number_words(claim), class_="card-number"),
        element("p", f"{subject_words(claim)}, {measure_words(claim)}"),
        first_facts(claim, dataset),
        element("h3", "More about the row"),
        other_facts(claim, dataset),
    )
    others = _others(view, claim)
    _render_verdicts(claim, others)
    _render_chain(view, claim)
    history = history_of(claim, dataset.claims)
    sayings = [Named(saying.claim.id, saying.words) for saying in history]
    render_named("The same speaker on the same quantity", sayings)
    bases = [dataset.claim(key) for key in claim.based_on]
    subjects = [dataset.claim(claim.refers_to)] if claim.refers_to else []
    related = {
        "Rests on": bases,
        "What rests on it": resting_on(claim, dataset.claims),
        "Gives its period to": borrowing_from(claim, dataset.claims),
        "Speaks about": subjects,
        "Spoken about by": [c for c in dataset.claims if c.refers_to == claim.id],
    }
    for heading, claims in related.items():
        render_named(heading, [_named(each) for each in claims])
    results = told_of(claim.id, view.everything, statements(dataset.claims))
    render_named("Computed from it", [_result(each) for each in results])
    nearest = [*others, *(c for claims in related.values() for c in claims)]
    nearest += [saying.claim for saying in history]
    render_choice([*map(_named, nearest), *map(_result, results)])
    _render_compare_with(view, claim, nearest)
    citation = cite_number(claim, dataset, address.page_address())
    _render_end(view, citation, claim.id, _line(claim))


def _render_indicator(view: View, indicator: Indicator) -> None:
    show(
        element("p", indicator.words, class_="card-number"),
        element("p", indicator.label),
        definitions(
            [
                ("Computed as", element("span", indicator.formula)),
                ("In numbers", element("code", indicator.expression)),
                ("Unrounded", element("span", f"{plain_number(indicator.value)}")),
                ("Shown with", element("span", indicator.digits_words)),
                ("Period", element("span", indicator.period.describe())),
                ("Note", element("span", indicator.note, dir="auto") if indicator.note else ""),
            ]
        ),
    )
    inputs = [_named(claim) for claim in indicator.inputs]
    render_named("Its inputs", inputs)
    if price := indicator.benchmark:
        named = Named(price.key, benchmark_sentence(price))
        render_named("The market price beside them", [named])
    citation = cite_number(indicator, view.dataset, address.page_address())
    _render_end(view, citation, indicator.id, f"{indicator.label}: {indicator.words}")


def _render_benchmark(view: View, benchmark: Benchmark) -> None:
    source = benchmark.source
    words = source_markup(source)
    name = f"{benchmark.series}, mean of {benchmark.period.describe()}"
    show(
        element("p", price_words(benchmark), class_="card-number"),
        element("p", f"{name}: a market price, stated by nobody of the trade itself"),
        definitions(
            [
                ("As published", element("span", benchmark.native)),
                ("Period", element("span", benchmark.period.describe())),
                ("Printed in", f"{words} {link('Open', source.url)}" if source.url else words),
                ("Note", element("span", benchmark.note, dir="auto") if benchmark.note else ""),
                ("Row", element("code", f"benchmarks.csv, {benchmark.key}")),
            ]
        ),
    )
    resting = _told(view, (item for item in view.everything if item.benchmark == benchmark))
    results = [_result(each) for each in resting]
    render_named("Computed from it", results)
    render_choice(results)
    citation = cite_number(benchmark, view.dataset, address.page_address())
    _render_end(view, citation, benchmark.key, f"{name}: {price_words(benchmark)}")


def _render_verdicts(claim: Claim, others: Sequence[Claim]) -> None:
    found: dict[Verdict, list[Named]] = {}
    for statement in statements(others):
        same_page = (other for other in statement.claims if other.source == claim.source)
        each = beside(claim, next(same_page, statement.claim))
        if each.claim.origin != claim.origin or each.verdict != "single":
            named = Named(each.claim.id, each.name, each.outcome)
            found.setdefault(each.verdict, []).append(named)
    comparable = [named for key in _COMPARABLE for named in found.get(key, ())]
    render_named("What differs from it and what agrees", comparable)
    render_named("Whether these differ cannot be told", found.get("cannot-tell", ()))
    render_named("The same quantity, but not to be compared", found.get("not-comparable", ()), 2)


def _render_compare_with(view: View, claim: Claim, nearest: Sequence[Claim]) -> None:
    same_product = [c for c in view.dataset.claims if c.product == claim.product]
    names = distinct({c.id: claim_name(c) for c in (*nearest, *same_product) if c.id != claim.id})
    if not names:
        return
    key = f"compare-with-{address.openings()}-{claim.id}"
    st.selectbox(
        "Compare with…",
        options=list(names),
        index=None,
        format_func=lambda claim_id: names.get(claim_id, claim_id),
        key=key,
        placeholder="Choose a claim to set beside this one",
        on_change=_compare_with,
        args=(claim.id, key),
    )


def _render_end(view: View, citation: Citation, card_id: str, words: str) -> None:
    """How to cite the number, link to it and report a fault in it."""
    show(element("h3", "Cite it"))
    for tab, text in zip(
        st.tabs(["APA", "BibTeX", "RIS"]),
        (citation.apa, citation.bibtex, citation.ris),
        strict=True,
    ):
        tab.code(text, language=None, wrap_lines=True)
    show(element("h3", "Link to this card"))
    link_here = permalink(address.page_address(), card_id) or f"?claim={card_id}"
    st.code(link_here, language=None, wrap_lines=True)
    with st.expander("Report a problem with this number"):
        show(element("p", "Copy this text, fill it in and send it to those who host this page."))
        report = problem_report(card_id, words, link_here, view.dataset)
        st.code(report, language=None, wrap_lines=True)
    st.button("Close", key="close-card", on_click=_close)


def _compare_with(claim_id: str, key: str) -> None:
    if other_id := st.session_state[key]:
        address.show_comparison(claim_id, other_id)


def _close() -> None:
    address.close_card()
    address.ask_for_whole_run()


def _others(view: View, claim: Claim) -> list[Claim]:
    if claim.is_rejected:
        return []
    return [
        other
        for other in view.dataset.claims
        if other.id != claim.id and not other.is_rejected and same_quantity(claim, other)
    ]


def _render_chain(view: View, claim: Claim) -> None:
    prints = other_prints(claim, view.dataset.claims)
    show(
        element("h3", "Who printed it and who stated it"),
        element("p", f"Printed by {_print_words(view, claim.source)}", dir="auto"),
    )
    again = [Named(c.id, f"Printed as well by {_print_words(view, c.source)}") for c in prints]
    render_named("", again)
    lead = "Stated by" if claim.claimant else "Stated by:"
    show(element("p", f"{lead} {speaker(claim, view.dataset)}", dir="auto"))


def _print_words(view: View, source: Source) -> str:
    day = "" if source.published else ", no date"
    language = view.dataset.schema.label("sources", "language", source.language)
    return f"{source_words(source)}{day}, in {language}"


def _told(view: View, indicators: Iterable[Indicator]) -> tuple[Told, ...]:
    return told_once(indicators, statements(view.dataset.claims))


def _result(each: Told) -> Named:
    item = each.indicator
    rest = f"{item.expression} ({source_list_words(item)}). {item.note} {each.words}"
    return Named(item.id, f"{item.label}: {item.words}", " ".join(rest.split()))


def _named(claim: Claim) -> Named:
    return Named(claim.id, _line(claim))


def _line(claim: Claim) -> str:
    return (
        f"{number_words(claim)}, {claim.speaker}, {period_words(claim)}, "
        f"{source_words(claim.source)}"
    )
