"""Claim card: everything about one number, in a dialog that the address opens.

A claim's card says what was printed, by whom, where, for when, what disputes it and what rests on
it; a computed number's card says its formula and its inputs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from components import address
from components.text import bullets, definitions, distinct, element, link, show, wrap
from components.view import View
from tradedata.benchmarking import price_words
from tradedata.claims import Benchmark, Claim, Source
from tradedata.comparison import Verdict, compare, same_quantity
from tradedata.describing import (
    measure_words,
    number_words,
    period_words,
    source_words,
    speaker_words,
    subject_words,
)
from tradedata.exports.citations import Citation, cite_chart, cite_claim
from tradedata.exports.editions import permalink
from tradedata.history import borrowing_from, history_of, other_prints, resting_on
from tradedata.indicators import Indicator, indicators_from
from tradedata.listing import benchmark_sentence, indicator_sentence
from tradedata.pairs import claim_name
from tradedata.passages import passage_address
from tradedata.periods import day_words, partial_date_words
from tradedata.reprints import Told, told_once
from tradedata.statements import count_voices, statements
from tradedata.wording import plain_number

MOST_SHOWN = 8
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
        definitions(
            [
                (
                    "As printed",
                    element("q", claim.as_printed, lang=claim.source.language, dir="auto"),
                ),
                ("Number in full", element("span", _in_full(claim))),
                ("Period", element("span", period_words(claim))),
                ("Days", element("span", _days(claim)) if claim.own_period.start else ""),
                ("Period is", element("span", dataset.label("period_basis", _basis(claim)))),
                ("Stated by", element("span", _speaker(view, claim))),
                ("Stated on", element("span", partial_date_words(claim.claimed_on)))
                if claim.claimed_on
                else ("", ""),
                ("Printed in", _source(claim)),
                ("Place", element("span", claim.locator)),
                ("Read", element("span", _reading(view, claim))),
                ("Kind", element("span", dataset.label("kind", claim.kind))),
                ("Status", element("span", dataset.label("status", claim.status))),
                ("Valuation", element("span", dataset.label("valuation", claim.valuation)))
                if claim.valuation
                else ("", ""),
                ("Repeated", element("span", _repeats(view, claim))),
                ("Note", element("span", claim.note, dir="auto") if claim.note else ""),
                ("Row", element("code", f"trade.csv, line {claim.line}, {claim.id}")),
            ]
        ),
    )
    others = _others(view, claim)
    resting = _told(view, indicators_from(claim.id, view.everything))
    _show_verdicts(claim, others)
    _show_list("Who printed it and who stated it", _chain(view, claim))
    history = history_of(claim, dataset.claims)
    _show_list("The same speaker on the same quantity", [saying.words for saying in history])
    _show_list("Rests on", [_reference(view, key) for key in claim.based_on])
    dependent = resting_on(claim, dataset.claims)
    _show_list("What rests on it", [_line(c) for c in dependent])
    borrowers = borrowing_from(claim, dataset.claims)
    _show_list("Gives its period to", [_line(c) for c in borrowers])
    _show_list("Speaks about", [_reference(view, claim.refers_to)] if claim.refers_to else [])
    speaking = [c for c in dataset.claims if c.refers_to == claim.id]
    _show_list("Spoken about by", [_line(c) for c in speaking])
    _show_list("Computed from it", [_result(each) for each in resting])
    related = [c for c in dataset.claims if c.id in (*claim.based_on, claim.refers_to)]
    linked = [*related, *speaking, *dependent, *borrowers, *(saying.claim for saying in history)]
    _render_others([*others, *linked], resting)
    _render_compare_with(view, claim, [*others, *linked])
    _render_citation(cite_claim(claim, dataset, address.page_address()), claim.id)


def _render_indicator(view: View, indicator: Indicator) -> None:
    show(
        element("p", indicator.words, class_="card-number"),
        element("p", indicator.label),
        definitions(
            [
                ("Computed as", element("span", indicator.formula)),
                ("In numbers", element("code", indicator.expression)),
                ("Unrounded", element("span", f"{plain_number(indicator.value)}")),
                (
                    "Shown with",
                    element(
                        "span", f"{indicator.digits} significant digits, as its weakest input has"
                    ),
                ),
                ("Period", element("span", indicator.period.describe())),
                ("Note", element("span", indicator.note, dir="auto") if indicator.note else ""),
            ]
        ),
    )
    _show_list("Its inputs", [_line(claim) for claim in indicator.inputs])
    if indicator.benchmark:
        _show_list("The market price beside them", [benchmark_sentence(indicator.benchmark)])
    _render_others(indicator.inputs, ())
    citation = cite_chart(
        f"{indicator.label}: {indicator.words}",
        [*indicator.inputs, *([indicator.benchmark] if indicator.benchmark else [])],
        view.dataset,
        permalink(address.page_address(), indicator.id),
    )
    _render_citation(citation, indicator.id)


def _render_benchmark(view: View, benchmark: Benchmark) -> None:
    source = benchmark.source
    words = element("span", f"{source.title}. {source_words(source)}", lang=source.language)
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
    _show_list("Computed from it", [_result(each) for each in resting])
    _render_others([], resting)
    address_of_card = permalink(address.page_address(), benchmark.key)
    title = f"{name}: {price_words(benchmark)}"
    _render_citation(cite_chart(title, [benchmark], view.dataset, address_of_card), benchmark.key)


def _show_list(heading: str, items: Sequence[str], most: int = MOST_SHOWN) -> None:
    if not items:
        return
    lines = [element("span", item, dir="auto") for item in items]
    shown, more = lines[:most], lines[most:]
    show(
        element("h3", heading),
        bullets(shown) if shown else "",
        wrap("details", element("summary", f"{len(more)} more") + bullets(more)) if more else "",
    )


def _show_verdicts(claim: Claim, others: Sequence[Claim]) -> None:
    words: dict[Verdict, list[str]] = {}
    for statement in statements(others):
        same_page = (other for other in statement.claims if other.source == claim.source)
        other = next(same_page, statement.claim)
        found = compare(claim, other)
        if other.origin != claim.origin or found.verdict != "single":
            words.setdefault(found.verdict, []).append(found.words)
    comparable = [line for key in _COMPARABLE for line in words.get(key, ())]
    _show_list("What agrees with it and what differs", comparable)
    _show_list("Whether these differ cannot be told", words.get("cannot-tell", ()))
    _show_list("The same quantity, but not to be compared", words.get("not-comparable", ()), 2)


def _render_others(claims: Sequence[Claim], results: Sequence[Told]) -> None:
    lines = {claim.id: _line(claim) for claim in claims}
    computed = [each.indicator for each in results]
    lines |= {item.id: f"{item.words}, {item.label}" for item in computed}
    labels = distinct(lines)
    if not labels:
        return
    key = f"other-card-{address.openings()}-{address.open_card_id()}"
    st.selectbox(
        "Open the card of another number",
        options=list(labels),
        index=None,
        format_func=lambda card_id: labels.get(card_id, card_id),
        key=key,
        placeholder="Choose a number",
        on_change=_open_other,
        args=(key,),
    )


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


def _render_citation(citation: Citation, card_id: str) -> None:
    show(element("h3", "Cite it"))
    for tab, text in zip(
        st.tabs(["APA", "BibTeX", "RIS"]),
        (citation.apa, citation.bibtex, citation.ris),
        strict=True,
    ):
        tab.code(text, language=None, wrap_lines=True)
    show(element("h3", "Link to this card"))
    st.code(permalink(address.page_address(), card_id) or f"?claim={card_id}", language=None)
    st.button("Close", key="close-card", on_click=_close)


def _open_other(key: str) -> None:
    if card_id := st.session_state[key]:
        address.change_card(card_id)


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


def _in_full(claim: Claim) -> str:
    return f"{claim.value:,f} {claim.unit}"


def _days(claim: Claim) -> str:
    period = claim.own_period
    days = [day_words(day) for day in (period.start, period.end) if day]
    return " to ".join(days) if period.end else f"from {days[0]}"


def _basis(claim: Claim) -> str:
    return claim.own_period.basis


def _speaker(view: View, claim: Claim) -> str:
    if claim.claimant is None:
        return "Not attributed: the source names nobody"
    parts = [speaker_words(claim)]
    if claim.claimant.organisation and claim.claimant.organisation != claim.claimant.label:
        parts.append(claim.claimant.organisation)
    return f"{', '.join(parts)} ({view.dataset.side_label(claim.side)})"


def _source(claim: Claim) -> str:
    source = claim.source
    words = f"{source.title}. {source_words(source)}"
    if source.authors:
        words = f"{', '.join(source.authors)}: {words}"
    printed = element("span", words, lang=source.language, dir="auto")
    if source.url:
        printed += " " + link("Open the passage", passage_address(claim))
    else:
        printed += " " + element("span", "(address not known)")
    if source.archived:
        printed += " " + link("archived copy", source.archived)
    return printed


def _reading(view: View, claim: Claim) -> str:
    schema = view.dataset.schema
    seen = schema.label("sources", "seen", claim.source.seen)
    return f"{seen} of it, on {partial_date_words(claim.source.accessed)}"


def _repeats(view: View, claim: Claim) -> str:
    repeating = [
        c for c in view.dataset.claims if c.origin == claim.origin and same_quantity(c, claim)
    ]
    return count_voices(repeating).words or "rejected: counts as no statement"


def _chain(view: View, claim: Claim) -> list[str]:
    prints = other_prints(claim, view.dataset.claims)
    shown = [f"Printed by {_print_words(claim.source)}"]
    shown += [f"Printed as well by {_print_words(other.source)}" for other in prints]
    if claim.claimant is None:
        return [*shown, "Stated by: the source names nobody"]
    when = f", {partial_date_words(claim.claimed_on)}" if claim.claimed_on else ""
    return [*shown, f"Stated by {_speaker(view, claim)}{when}"]


def _print_words(source: Source) -> str:
    day = "" if source.published else ", no date"
    return f"{source_words(source)}{day}, in the language ‘{source.language}’"


def _told(view: View, indicators: Iterable[Indicator]) -> tuple[Told, ...]:
    return told_once(indicators, statements(view.dataset.claims))


def _result(each: Told) -> str:
    return f"{indicator_sentence(each.indicator)} {each.words}".strip()


def _line(claim: Claim) -> str:
    return (
        f"{number_words(claim)}, {claim.speaker}, {period_words(claim)}, "
        f"{source_words(claim.source)}"
    )


def _reference(view: View, claim_id: str) -> str:
    return _line(view.dataset.claim(claim_id))
