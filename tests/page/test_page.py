"""The page without a browser: what stands on it for which data and which address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from components.shell import screen
from tests.support.factories import add_row, copy_data, edit_row, read_rows
from tests.support.marked import picture_texts
from tests.support.rendering import (
    all_texts,
    block_texts,
    card_facts,
    card_text,
    charts,
    computed,
    everything_computed,
    markup_text,
    opened,
    render,
    table_texts,
)
from tests.support.samples import all_indicators_of
from tradedata.compare.comparison import same_quantity
from tradedata.compare.statements import statements
from tradedata.computed.indicators import Indicator, indicators_from
from tradedata.computed.reprints import indicators_about
from tradedata.computed.targets import target_multiples
from tradedata.data.claims import Claim
from tradedata.data.issues import CODES
from tradedata.data.loading import DATA_FILES, Dataset, load
from tradedata.data.periods import MONTHS, day_words, partial_date_words
from tradedata.views.finding import finding_of
from tradedata.views.lines import latest_first, source_list_words
from tradedata.views.long_view import SLUG as LONG_VIEW
from tradedata.views.official import official_claims
from tradedata.views.pairs import compared_with
from tradedata.views.products import charted_products
from tradedata.views.selection import Selection
from tradedata.words.claims import (
    measure_words,
    number_words,
    period_words,
    source_words,
    subject_words,
)
from tradedata.words.numbers import plain_number

SECTIONS = {"section-1", "section-3", "section-4", "section-5", "section-6"}
OVERCHUK = "trade-overchuk-diplomat"
HOSTILE = "<b>x</b> <img src=x onerror=alert(1)> $a$ :red[y] *z* -- %{x} \u200fعربي"
ONE_OF_EACH = """rate <u>&amp;</u> `c` [l](javascript:1) -> ~s~ {{h}}"""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the data that the page shows, free to be changed."""
    directory = copy_data(tmp_path)
    monkeypatch.setenv("TRADE_DATA", str(directory))
    return directory


def anchors(page: AppTest) -> list[str]:
    return [header.proto.anchor for header in page.header]


def table_ids(page: AppTest) -> set[str]:
    (table,) = page.dataframe
    return set(table.value["Id"])


def ids(numbers: Iterable[Claim] | Iterable[Indicator]) -> set[str]:
    return {number.id for number in numbers}


def keyed_texts(page: AppTest, key: str) -> str:
    return " ".join(block_texts(page.get_by_key(key)))


def assert_shows_page(page: AppTest) -> None:
    assert not page.exception
    assert set(anchors(page)) >= SECTIONS
    assert charts(page)


def assert_shows_no_data(page: AppTest) -> None:
    assert not page.exception
    assert not page.header
    assert not charts(page)
    assert page.title


# The shipped data


def test_page_of_shipped_data_shows_every_section_in_order() -> None:
    page = opened()
    assert_shows_page(page)
    assert anchors(page) == sorted(anchors(page))


def test_links_on_this_page_lead_to_every_section_in_order() -> None:
    page = opened()
    row = next(e.value for e in page.html if "<nav" in e.value)
    targets = re.findall(r'href="#([^"]+)"', row)
    headings = [h.proto.anchor for h in (*page.header, *page.subheader) if h.proto.anchor]
    assert sorted(targets) == sorted(headings)
    assert [name for name in targets if name.startswith("section-")] == anchors(page)
    titles = {h.proto.anchor: h.value for h in (*page.header, *page.subheader)}
    for anchor, words in re.findall(r'href="#([^"]+)">([^<]+)<', row):
        assert titles[anchor].startswith(words)


def test_page_of_shipped_data_has_a_chart_for_every_product_and_no_notice(
    shipped: Dataset,
) -> None:
    products = [product.key for product in charted_products(shipped.claims, shipped.collection)]
    page = render(open=[f"product-{key}" for key in products])
    assert [slug for slug in charts(page) if slug in shipped.directory.products] == products
    with pytest.raises(KeyError):
        page.get_by_key("address-notice")
    with pytest.raises(KeyError):
        page.get_by_key("stale")


def test_charts_of_shipped_data_have_words_and_only_marks_with_cards(shipped: Dataset) -> None:
    known = ids(shipped.claims) | ids(everything_computed(shipped))
    known |= {benchmark.key for benchmark in shipped.benchmarks}
    for slug, chart in charts(opened()).items():
        assert chart.alt, slug
        assert chart.ids, slug
        assert chart.ids <= known, slug
        for trace in chart.figure["data"]:
            is_mark = trace["type"] == "bar" or "markers" in trace.get("mode", "")
            assert not is_mark or len(trace["customdata"]) == len(trace["x"]), slug


def test_charts_of_shipped_data_draw_each_number_at_its_value(shipped: Dataset) -> None:
    values = {claim.id: float(claim.value) for claim in shipped.claims}
    values |= {i.id: float(i.value) for i in everything_computed(shipped)}
    drawn = [mark for chart in charts(opened()).values() for mark in chart.numbers]
    assert [mark for mark in drawn if values.get(mark[0], mark[1]) != mark[1]] == []


def test_table_of_shipped_data_holds_every_claim_and_indicator(shipped: Dataset) -> None:
    everything = ids(shipped.claims) | ids(computed(shipped))
    assert table_ids(opened()) == everything


# The filters and the address


def selections(dataset: Dataset) -> list[Selection]:
    sides = sorted({claim.side for claim in dataset.claims})
    return [Selection("articles"), *(Selection(sides=(s,)) for s in sides), Selection("all", ())]


def test_filters_narrow_table_charts_and_tiles_alike(data: Path) -> None:
    edit_row(data / "sources.csv", "ipsc", collection="press")
    dataset = load(data)
    for selection in selections(dataset):
        page = render(view=selection.sources, side=list(selection.sides))
        claims = selection.apply(dataset.claims)
        assert not page.exception, selection
        prices = selection.benchmarks(dataset.benchmarks)
        assert table_ids(page) == ids(claims) | ids(computed(dataset, selection)), selection
        possible = ids(claims) | ids(all_indicators_of(claims, dataset.collection, prices))
        possible |= {price.key for price in prices}
        # The long view alone keeps the official series, whoever is chosen.
        possible |= official_ids(dataset, selection)
        for chart in charts(page).values():
            assert chart.ids <= possible, selection
        tiles = [str(b.key) for b in page.button if str(b.key).startswith("open-tile-")]
        assert {key.removeprefix("open-tile-") for key in tiles} <= possible, selection


def html_text(page: AppTest) -> str:
    return " ".join(block_texts(page.html))


def official_ids(dataset: Dataset, selection: Selection) -> set[str]:
    official = official_claims(selection.with_official(dataset.claims), dataset.collection)
    return ids(official) | ids(all_indicators_of(official, dataset.collection))


def test_long_view_keeps_official_series_and_says_so_where_speakers_are_chosen(
    shipped: Dataset,
) -> None:
    page = render(side=["russian-government"])
    chosen = Selection(sides=("russian-government",))
    assert chosen.official_words in html_text(page)
    long_view = charts(page)[LONG_VIEW]
    assert long_view.ids & official_ids(shipped, chosen)
    others = {c.id for c in shipped.claims if c.side not in ("russian-government", "international")}
    assert not long_view.ids & others
    assert chosen.official_words not in html_text(opened())


def test_search_and_product_narrow_the_table(shipped: Dataset) -> None:
    claim = next(claim for claim in shipped.claims if claim.product.place)
    page = render(q=claim.as_printed, product=claim.product.key)
    assert claim.id in table_ids(page)
    others = {c.id for c in shipped.claims if c.product != claim.product}
    assert not table_ids(page) & others


def test_search_without_result_says_so_and_shows_the_page() -> None:
    page = render(q="no such words anywhere")
    assert_shows_page(page)
    assert any("no such words anywhere" in text for text in all_texts(page))


def test_search_without_result_offers_the_way_back(shipped: Dataset) -> None:
    page = render(q="no such words anywhere", product="lpg")
    page = page.button("clear-table").click().run()
    assert table_ids(page) == ids(shipped.claims) | ids(computed(shipped))
    assert not {"q", "product"} & set(page.query_params)
    assert (page.text_input("q").value, page.selectbox("product").value) == ("", "")


def test_table_is_in_the_order_of_products_the_latest_period_first(shipped: Dataset) -> None:
    (table,) = opened().dataframe
    expected = [claim.id for claim in latest_first(shipped.claims)]
    assert list(table.value["Id"])[: len(expected)] == expected
    first = shipped.claim(expected[0])
    assert first.product.place == min(claim.product.place for claim in shipped.claims)
    assert first.period.end == max(
        claim.period.end
        for claim in shipped.claims
        if claim.product == first.product and claim.period.end and not claim.is_expected
    )


def test_baseline_chosen_draws_what_the_targets_need_from_it(shipped: Dataset) -> None:
    baseline = shipped.claim(OVERCHUK)
    needed = {i.words for i in target_multiples(shipped.claims, baseline)}
    assert needed
    chart = charts(render(baseline=OVERCHUK))["targets"]
    assert all(words in " ".join(chart.texts) for words in needed)
    assert baseline.id in chart.ids


def test_open_in_address_opens_that_charts_table() -> None:
    slug = next(iter(charts(opened())))
    assert keyed_texts(opened(), f"table-{slug}") == ""
    assert keyed_texts(opened(open=slug), f"table-{slug}")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("view", "nothing"),
        ("side", "martians"),
        ("baseline", "no-such-claim"),
        ("product", "no-such-product"),
        ("claim", "no-such-claim"),
        ("claim", "<script>"),
        ("nonsense", "1"),
        ("open", "nonsense"),
        ("open", "product-nonsense"),
        ("view", "articles' OR 1=1"),
    ],
)
def test_parameter_without_meaning_gets_a_notice_and_the_page(name: str, value: str) -> None:
    page = render(**{name: value})
    assert_shows_page(page)
    assert name in keyed_texts(page, "address-notice")
    assert not page.get("dialog")


def test_notice_of_a_parameter_stays_until_dismissed() -> None:
    page = render(view="nothing", nonsense="1").run()
    assert "nothing" in keyed_texts(page, "address-notice")
    page.button("dismiss-address").click().run()
    with pytest.raises(KeyError):
        page.get_by_key("address-notice")
    assert_shows_page(page)


def test_list_with_one_bad_item_keeps_the_good_ones(shipped: Dataset) -> None:
    side = next(claim.side for claim in shipped.claims if claim.claimant)
    page = render(side=[side, "martians"])
    assert "martians" in keyed_texts(page, "address-notice")
    selection = Selection(sides=(side,))
    claims = selection.apply(shipped.claims)
    assert table_ids(page) == ids(claims) | ids(computed(shipped, selection))


def parameter(page: AppTest, name: str) -> list[str]:
    value = page.query_params.get(name, [])
    return [value] if isinstance(value, str) else list(value)


def test_open_keeps_its_good_panels_beside_a_bad_one() -> None:
    page = render(open=["nonsense", "rows"])
    assert "open=nonsense" in keyed_texts(page, "address-notice")
    assert parameter(page, "open") == ["rows"]
    page = page.button("dismiss-address").click().run()
    assert parameter(page, "open") == ["rows"]
    with pytest.raises(KeyError):
        page.get_by_key("address-notice")


def test_open_names_of_panels_that_the_filters_leave_out_get_no_notice(shipped: Dataset) -> None:
    """A link made before a filter was set must not be called nonsense after."""
    products = [f"product-{key}" for key in shipped.directory.products]
    panels = [str(box.key) for box in render(open=products).expander if box.key]
    names = sorted({key.partition("-")[2] for key in panels} - {""})
    assert {"who-says-what", "long-view", "events", "rows", "lpg"} <= set(names)
    page = render(open=[*names, *products], q="no such words", view="articles", side="market")
    with pytest.raises(KeyError):
        page.get_by_key("address-notice")
    assert parameter(page, "open") == list(dict.fromkeys([*names, *products]))


def test_trackers_in_the_address_get_no_notice() -> None:
    page = render(utm_source="newsletter", fbclid="x")
    with pytest.raises(KeyError):
        page.get_by_key("address-notice")


def test_options_of_every_list_differ_from_each_other(shipped: Dataset) -> None:
    """Streamlit tells a choice by its label: of two alike, the wrong one would open."""
    page = render(open=["rows"], claim=shipped.claims[0].id)
    for box in (*page.selectbox, *page.multiselect):
        assert len(set(box.options)) == len(box.options), box.label


# Cards


def fields_on_card(dataset: Dataset, claim: Claim) -> dict[str, str]:
    """What the card must say for every field of the row that is not blank."""
    label = dataset.label
    own = claim.own_period
    pointed_to = {key: number_words(dataset.claim(key)) for key in claim.based_on}
    fields = {
        "id": claim.id,
        "reporter, partner, flow, product": subject_words(claim),
        "measure, of, base": measure_words(claim),
        "value, unit": f"{claim.value:,f} {claim.unit}",
        "qualifier": f"Hedge {hedge_words(claim)} Period",
        "start": day_words(own.start) if own.start else "",
        "end": day_words(own.end) if own.end else "",
        "period": own.describe(),
        "period_from": period_words(claim).removeprefix(own.describe()),
        "period_basis": basis_words(dataset, claim),
        "kind": label("kind", claim.kind),
        "status": label("status", claim.status),
        "valuation": label("valuation", claim.valuation) if claim.valuation else "",
        "claimant": claim.claimant.label if claim.claimant else "",
        "side": dataset.side_label(claim.side) if claim.claimant else "",
        "claimed_on": partial_date_words(claim.claimed_on) if claim.claimed_on else "",
        "as_printed": claim.as_printed,
        "source": claim.source.title,
        "publisher": source_words(claim.source),
        "locator": claim.locator,
        "origin": "rejected: counts as no statement" if claim.is_rejected else "Repeated",
        **{f"based_on {key}": words for key, words in pointed_to.items()},
        "refers_to": number_words(dataset.claim(claim.refers_to)) if claim.refers_to else "",
        "note": claim.note,
        "line": f"line {claim.line}",
    }
    return {name: " ".join(text.split()) for name, text in fields.items() if text}


def hedge_words(claim: Claim) -> str:
    return f"‘{claim.hedge}’" if claim.hedge else "none printed"


def basis_words(dataset: Dataset, claim: Claim) -> str:
    """The basis of the period, where the period's own words do not tell it."""
    own = claim.own_period
    if own.basis == "unstated":
        return "no period stated"
    if own.basis == "running" and own.label and not own.start:
        return "no closed period"
    return dataset.label("period_basis", own.basis)


def one_of_each_shape(dataset: Dataset) -> Iterator[Claim]:
    """Claims that together have every word of every vocabulary, and every column filled."""
    words = {field.name for field in dataset.schema.tables["trade"].fields if field.labels}
    seen: set[tuple[str, str]] = set()
    for row in dataset.tables["trade"].rows:
        shape = {(name, cell if name in words else "") for name, cell in row.cells.items() if cell}
        if shape - seen:
            seen |= shape
            yield dataset.claim(row["id"])


def test_card_of_claims_of_every_shape_holds_every_field_of_its_row(shipped: Dataset) -> None:
    for claim in one_of_each_shape(shipped):
        page = opened(claim=claim.id)
        assert not page.exception, claim.id
        card = card_facts(page)
        missing = {n: t for n, t in fields_on_card(shipped, claim).items() if t not in card}
        assert missing == {}, claim.id


def test_card_gives_first_what_is_needed_to_quote_the_number(shipped: Dataset) -> None:
    claim = next(c for c in shipped.claims if c.claimant and c.claimed_on and c.own_period.end)
    markup = next(e.value for e in opened(claim=claim.id).html if 'class="card-number"' in e.value)
    terms = re.findall(r"<dt>(.*?)</dt>", markup)
    assert terms[:5] == ["As printed", "Hedge", "Period", "Stated by", "Printed in"]
    assert len(terms) == len(set(terms))
    facts = dict(zip(terms, re.findall(r"<dd>(.*?)</dd>", markup), strict=True))
    day = partial_date_words(claim.claimed_on)
    assert markup_text(facts["Stated by"]).endswith(f" {day}")
    period = markup_text(facts["Period"])
    assert period.startswith(claim.own_period.describe())
    assert period.endswith(period_words(claim).removeprefix(claim.own_period.describe()))
    assert basis_words(shipped, claim) in period
    assert claim.own_period.end
    assert day_words(claim.own_period.end) in period
    assert "<dd></dd>" not in markup
    assert "<span></span>" not in markup


def test_card_keeps_the_days_read_from_a_row_apart_from_those_another_source_gives(
    shipped: Dataset,
) -> None:
    claim = next(c for c in shipped.claims if c.own_period.start and c.period.supplied_by)
    own = claim.own_period
    assert own.start
    assert own.end
    days = f"{day_words(own.start)} to {day_words(own.end)}"
    words = card_facts(opened(claim=claim.id))
    assert words.index(days) < words.index("according to another source")
    assert f"according to another source: {days}" not in words


def test_card_of_claim_names_what_disputes_it(shipped: Dataset) -> None:
    """Numbers that one source sets side by side name each other on their cards."""
    one, other = (
        claim
        for claim in Selection("articles").apply(shipped.claims)
        if claim.flow == "turnover" and claim.is_level and not claim.is_expected
    )
    assert number_words(other) in card_text(opened(claim=one.id))
    assert number_words(one) in card_text(opened(claim=other.id))


def test_card_names_the_speaker_of_every_number_that_differs_from_its_own(
    shipped: Dataset,
) -> None:
    claim = shipped.claim(OVERCHUK)
    others = [c for c in shipped.claims if c.origin != claim.origin and not c.is_rejected]
    found = [compared_with(claim, other) for other in others if same_quantity(claim, other)]
    differing = [each for each in found if each.verdict == "differ"]
    assert differing
    card = card_text(opened(claim=claim.id))
    assert [each.name for each in differing if f"{each.name} {each.outcome}" not in card] == []


def test_number_named_on_a_card_opens_its_own_card(shipped: Dataset) -> None:
    page = render(claim=OVERCHUK)
    links = [b for b in page.button if str(b.key).startswith("card-link-")]
    known = ids(shipped.claims) | ids(everything_computed(shipped))
    named = {next(i for i in known if str(b.key).endswith(f"-{i}")): b for b in links}
    assert ids(shipped.claims) & set(named)
    assert ids(everything_computed(shipped)) & set(named)
    other = next(card for card in named if card in ids(shipped.claims))
    page = named[other].click().run()
    assert not page.exception
    assert page.query_params["claim"] in (other, [other])
    assert shipped.claim(other).as_printed in card_text(page)


def test_card_of_each_indicator_shows_formula_inputs_and_unrounded_value(
    shipped: Dataset,
) -> None:
    everything = everything_computed(shipped)
    of_each_kind = {indicator.kind: indicator for indicator in everything}
    assert of_each_kind
    for indicator in of_each_kind.values():
        card = card_text(opened(claim=indicator.id))
        parts = [
            indicator.words,
            indicator.formula,
            indicator.expression,
            plain_number(indicator.value),
            *(number_words(claim) for claim in indicator.inputs),
            *(source_words(claim.source) for claim in indicator.inputs),
        ]
        assert [part for part in parts if part not in card] == [], indicator.id


def test_card_tells_once_what_follows_from_reprints_of_the_same_statement(
    shipped: Dataset,
) -> None:
    """A page that reprints a target adds no second result, and its own result keeps its card."""
    everything = everything_computed(shipped)
    given = indicators_about(OVERCHUK, everything, statements(shipped.claims))
    assert len(given) < len(indicators_from(OVERCHUK, everything))
    page = opened(claim=OVERCHUK)
    card = card_text(page)
    results = {result_words(each.indicator) for each in given}
    assert [words for words in results if card.count(words) != 1] == []
    assert [words for each in given if (words := each.words) and words not in card] == []
    reprinted = [item for each in given for item in each.reprints]
    assert [item.id for item in reprinted if result_words(item) in card] == []
    assert reprinted[0].expression in card_text(opened(claim=reprinted[0].id))


def result_words(indicator: Indicator) -> str:
    return f"{indicator.expression} ({source_list_words(indicator)})"


def test_card_of_every_kind_offers_a_text_to_report_a_problem_with(shipped: Dataset) -> None:
    everything = everything_computed(shipped)
    for card in (OVERCHUK, everything[0].id, shipped.benchmarks[0].key):
        page = opened(claim=card)
        (panel,) = (box for box in page.expander if box.label.startswith("Report a problem"))
        (report,) = panel.code
        assert not panel.proto.expanded
        assert f"Claim: {card}" in report.value
        assert f"Data version: {shipped.version}" in report.value
        assert f"claim={card}" in report.value


def test_card_of_a_claim_out_of_view_opens_all_the_same(shipped: Dataset) -> None:
    claim = shipped.claim(OVERCHUK)
    side = next(c.side for c in shipped.claims if c.side != claim.side)
    page = render(claim=claim.id, side=[side])
    assert claim.as_printed in card_text(page)
    assert claim.id not in table_ids(page)


def test_card_of_a_rejected_claim_counts_no_statement(shipped: Dataset) -> None:
    claim = next(claim for claim in shipped.claims if claim.is_rejected)
    card = card_facts(opened(claim=claim.id))
    assert "rejected: counts as no statement" in card
    assert "0 pages" not in card


def test_page_without_claim_in_address_opens_no_card() -> None:
    assert card_text(opened()) == ""


def test_tile_button_opens_the_card_of_its_claim(shipped: Dataset) -> None:
    page = render()
    button = next(b for b in page.button if str(b.key).startswith("open-tile-"))
    page = button.click().run()
    claim = shipped.claim(str(button.key).removeprefix("open-tile-"))
    assert claim.as_printed in card_text(page)


# Faults


@pytest.mark.parametrize("name", ["datapackage.json", "trade.csv"])
def test_cold_start_with_an_unusable_file_names_it(data: Path, name: str) -> None:
    (data / name).write_bytes(b"\xff\xfe\x00 no text")
    page = render()
    assert_shows_no_data(page)
    assert any(name in text for text in all_texts(page))


def test_cold_start_without_any_file_names_all(data: Path) -> None:
    for name in DATA_FILES:
        (data / name).unlink()
    page = render(claim=OVERCHUK, view="nothing")
    assert_shows_no_data(page)
    words = " ".join(all_texts(page))
    assert [name for name in DATA_FILES if name not in words] == []


@pytest.mark.parametrize("place", ["nowhere", "a-file"])
def test_cold_start_where_trade_data_names_no_directory_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    (tmp_path / "a-file").touch()
    monkeypatch.setenv("TRADE_DATA", str(tmp_path / place))
    page = render()
    assert_shows_no_data(page)
    words = " ".join(all_texts(page))
    code = CODES["missing-directory"]
    assert [part for part in (place, code.title, code.mend) if part not in words] == []
    assert "trade.csv" not in words


def test_cold_start_recovers_when_the_file_is_mended(data: Path) -> None:
    content = (data / "trade.csv").read_bytes()
    (data / "trade.csv").write_bytes(b"")
    page = render()
    assert_shows_no_data(page)
    (data / "trade.csv").write_bytes(content)
    assert_shows_page(page.run())


def test_faulty_row_is_left_out_and_named_in_full(data: Path) -> None:
    claim = load(data).claim(OVERCHUK)
    edit_row(data / "trade.csv", claim.id, value="5 hundred")
    page = render()
    assert_shows_page(page)
    assert claim.id not in table_ids(page)
    faults = keyed_texts(page, "faults")
    code = CODES["bad-number"]
    told = [f"trade.csv:{claim.line}", claim.id, "value", "5 hundred", code.title, code.mend]
    assert [words for words in told if words not in faults] == []


def run_until(page: AppTest, *, is_stale: bool) -> None:
    """Run the page until it has taken note of the files: a busy machine reads them slowly."""
    for _ in range(20):
        page.run()
        try:
            page.get_by_key("stale")
        except KeyError:
            if not is_stale:
                return
        else:
            if is_stale:
                return
    raise AssertionError(f"the page never became {'stale' if is_stale else 'fresh'}")


def test_faulty_file_keeps_the_last_good_data_and_says_since_when(data: Path) -> None:
    page = render()
    before = table_ids(page)
    good = (data / "trade.csv").read_bytes()
    (data / "trade.csv").write_bytes(b"not,a,header\n")
    run_until(page, is_stale=True)
    assert_shows_page(page)
    assert table_ids(page) == before
    stale = keyed_texts(page, "stale")
    assert "trade.csv" in stale
    assert CODES["wrong-header"].title in stale
    assert re.search(rf"\d\d ({'|'.join(MONTHS)}) \d{{4}}, \d\d:\d\d UTC", stale)
    page.run()
    assert keyed_texts(page, "stale") == stale
    (data / "trade.csv").write_bytes(good)
    run_until(page, is_stale=False)


# Data drives the page


def places_of(page: AppTest, card: str, slug: str) -> dict[str, bool]:
    return {
        "chart": card in charts(page)[slug].ids,
        "table": card in table_ids(page),
        "card": card_text(page) != "",
    }


def test_new_year_in_the_data_is_charted_tabled_and_carded(data: Path) -> None:
    trade = data / "trade.csv"
    template = next(row for row in read_rows(trade) if row["id"] == "flour-value-2024-ipsc")
    new = {
        **template,
        "id": "flour-value-2031-new",
        "value": "99000000",
        "as_printed": "$99 million",
        "origin": "flour-2031",
        "start": "2031-01-01",
        "end": "2031-12-31",
        "period": "2031",
    }
    add_row(trade, **new)
    page = render(claim=new["id"], open=template["product"])
    assert not page.exception
    assert set(places_of(page, new["id"], template["product"]).values()) == {True}
    assert "$99 million" in card_text(page)
    assert any("$99 million" in text for text in table_texts(page))
    table = keyed_texts(page, f"table-{template['product']}")
    assert "$99 million" in table
    assert "2031" in table


def test_new_product_in_the_data_is_a_new_panel(data: Path) -> None:
    trade = data / "trade.csv"
    add_row(data / "products.csv", product="tea", label="Tea", hs="0902", definition="Leaves")
    template = next(row for row in read_rows(trade) if row["id"] == "flour-value-2024-ipsc")
    value = {
        **template,
        "id": "tea-value-2024",
        "product": "tea",
        "value": "12000000",
        "as_printed": "$12 million",
        "origin": "tea-2024",
    }
    tonnes = {
        **value,
        "id": "tea-tonnes-2024",
        "measure": "quantity",
        "unit": "t",
        "value": "4000",
        "as_printed": "4,000 tons",
    }
    add_row(trade, **value)
    add_row(trade, **tonnes)
    (price,) = (i for i in computed(load(data)) if i.kind == "unit-value" and "tea" in i.id)
    assert price.value == 3000
    page = render(claim=price.id, open="tea")
    assert not page.exception
    assert list(charts(page))[-1] == "tea"
    assert charts(page)["tea"].ids >= {value["id"], tonnes["id"], price.id}
    assert table_ids(page) >= {value["id"], tonnes["id"], price.id}
    assert price.words in card_text(page)
    assert "Tea" in page.selectbox("product").options
    table = keyed_texts(page, "table-tea")
    assert "4,000 t" in table
    assert price.expression in table


def test_number_changed_in_the_data_changes_everywhere(data: Path) -> None:
    """$560 million becomes $570 million: no place keeps the old number or what followed from it."""
    before = load(data)
    edit_row(data / "trade.csv", OVERCHUK, value="570000000", as_printed="around $570 million")
    after = load(data)
    words = number_words(after.claim(OVERCHUK))
    page = render(view="articles", claim=OVERCHUK, open=["who-says-what", "targets"])
    who, targets = charts(page)["who-says-what"], charts(page)["targets"]
    assert (OVERCHUK, 570_000_000) in who.numbers
    assert (OVERCHUK, 570_000_000) in targets.numbers

    multiples = {i.words for i in articles_multiples(after)}
    assert multiples != {i.words for i in articles_multiples(before)}
    assert (
        finding_of(articles(after), after.collection).words
        != finding_of(articles(before), before.collection).words
    )
    places: dict[str, tuple[str, AbstractSet[str]]] = {
        "headline": (
            html_with(page, 'class="finding"'),
            {words, finding_of(articles(after), after.collection).words},
        ),
        "title": (html_with(page, 'id="who-says-what"'), {words}),
        "targets title": (html_with(page, 'id="targets"'), multiples_near(after)),
        "targets in words": (keyed_texts(page, "table-targets"), {words, *multiples}),
        "marks": (" ".join(who.texts), {words}),
        "chart table": (keyed_texts(page, "table-who-says-what"), {words}),
        "table": (" ".join(table_texts(page)), {words, "around $570 million"}),
        "card": (card_text(page), {words, "around $570 million", "570,000,000"}),
        "choice of baseline": (" ".join(page.selectbox("baseline").options), {words}),
    }
    assert missing_from(places) == {}
    in_view = [*(text for text, _ in places.values()), *(c.alt for c in charts(page).values())]
    del in_view[list(places).index("card")]  # it tells of other pages that print the statement
    assert [text for text in in_view if "560 million" in text] == []


def test_number_behind_the_headline_changed_in_the_data_changes_what_follows(data: Path) -> None:
    """The spread, its formula, the title and the headline are reckoned, never typed."""
    before = load(data)
    headline = finding_of(before.claims, before.collection)
    old = next(
        i
        for i in computed(before)
        if i.kind == "spread" and {c.id for c in i.inputs} <= set(headline.claims)
    )
    low = old.inputs[-1]
    value = low.value * 3 / 4
    edit_row(data / "trade.csv", low.id, value=str(value), as_printed=f"{value} dollars")
    after = load(data)
    assert after.issues == before.issues
    new = next(i for i in computed(after) if i.id == old.id)
    assert new.expression != old.expression
    page = render(claim=new.id, open="who-says-what")
    who = charts(page)["who-says-what"]
    words = number_words(after.claim(low.id))
    places: dict[str, tuple[str, AbstractSet[str]]] = {
        "headline": (
            html_with(page, 'class="finding"'),
            {finding_of(after.claims, after.collection).words},
        ),
        "chart in words": (
            keyed_texts(page, "table-who-says-what"),
            {words, new.words, new.expression},
        ),
        "table": (" ".join(table_texts(page)), {words, new.expression}),
        "card": (card_text(page), {words, new.words, new.expression}),
    }
    assert missing_from(places) == {}
    assert (low.id, float(value)) in who.numbers
    assert [text for text in all_texts(page) if old.expression in text] == []


def missing_from(places: Mapping[str, tuple[str, AbstractSet[str]]]) -> dict[str, set[str]]:
    """What each place lacks of what it must hold."""
    lacking = {
        place: {part for part in expected if part.casefold() not in text.casefold()}
        for place, (text, expected) in places.items()
    }
    return {place: parts for place, parts in lacking.items() if parts}


def html_with(page: AppTest, mark: str) -> str:
    (block,) = (e.value for e in page.html if mark in e.value)
    return markup_text(block)


def articles(dataset: Dataset) -> tuple[Claim, ...]:
    return Selection("articles").apply(dataset.claims)


def articles_multiples(dataset: Dataset) -> list[Indicator]:
    claims = articles(dataset)
    return list(target_multiples(claims, dataset.claim(OVERCHUK)))


def multiples_near(dataset: Dataset) -> set[str]:
    nearest = min(articles_multiples(dataset), key=lambda i: i.inputs[0].period.sort_key())
    return {nearest.words}


# Hostile text


HOSTILE_CELLS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("trade.csv", OVERCHUK, {"note": HOSTILE, "locator": ONE_OF_EACH}),
    ("claimants.csv", "overchuk", {"label": HOSTILE, "organisation": ONE_OF_EACH}),
    ("sources.csv", "diplomat", {"title": HOSTILE, "publisher": ONE_OF_EACH, "author": HOSTILE}),
    ("products.csv", "lpg", {"label": HOSTILE, "definition": ONE_OF_EACH}),
    ("areas.csv", "RU", {"label": HOSTILE}),
)


def test_hostile_text_in_cells_is_shown_as_it_stands(data: Path) -> None:
    hostile: list[str] = []
    for file, key, cells in HOSTILE_CELLS:
        signed = {name: f"{text} {key} {name}" for name, text in cells.items()}
        edit_row(data / file, key, **signed)
        hostile += signed.values()
    page = render(claim=OVERCHUK, open=["who-says-what", "lpg"])
    assert_shows_page(page)
    shown = [" ".join(text.split()) for text in all_texts(page)]
    for text in hostile:
        assert any(" ".join(text.split()) in each for each in shown), text
    for element in page.html:
        assert not re.search(r"<(b|u|img|script)[ >]", element.value)
    for chart in charts(page).values():
        for markup in chart.markup:
            assert not re.search(r"<(?!/?(b|i|br|span)\b)", markup)
            assert "<b>x" not in markup
    assert not page.markdown, "markdown would change the text"


def test_hostile_words_as_printed_are_shown_as_they_stand(data: Path) -> None:
    printed = "<b>$560 million</b> :red[x] $a$ -- %{x}"
    edit_row(data / "trade.csv", OVERCHUK, as_printed=printed)
    page = render(view="articles", claim=OVERCHUK, open="who-says-what")
    assert printed in card_text(page)
    assert printed in keyed_texts(page, "table-who-says-what")
    assert printed in table_texts(page)


def test_product_with_few_numbers_has_its_panel_closed_until_it_is_asked_for(data: Path) -> None:
    add_row(data / "products.csv", product="tea", label="Tea", hs="0902", definition="Leaves")
    template = next(
        row for row in read_rows(data / "trade.csv") if row["id"] == "flour-value-2024-ipsc"
    )
    tea = {**template, "id": "tea-value-2024", "product": "tea", "origin": "tea", "based_on": ""}
    add_row(data / "trade.csv", **tea)

    assert "tea" not in charts(render())
    assert charts(render(open="product-tea"))["tea"].ids == {"tea-value-2024"}


def test_chart_names_the_events_that_it_draws_whoever_came_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A phone first, then a desk: what was built for one is not kept for the other."""
    st.cache_resource.clear()
    for is_narrow in (True, False):
        monkeypatch.setattr(screen, "_is_narrow", lambda is_narrow=is_narrow: is_narrow)
        page = render()
        notes = charts(page)[LONG_VIEW].figure["layout"]["annotations"]
        drawn = [
            f"{note['text']} ({note['x'] - 0.5:.0f}): " for note in notes if "hovertext" in note
        ]
        (names,) = (text for text in picture_texts(page) if " Events: " in text)
        assert re.findall(r"\d+ \(\d{4}\): ", names) == drawn
