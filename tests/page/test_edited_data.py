"""The pages of edited data: faults that are told, numbers that are followed, hostile text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.support.factories import add_row, copy_data, edit_row, read_rows
from tests.support.marked import marked_ids
from tests.support.rendering import (
    all_texts,
    assert_shows_page,
    card_text,
    charts,
    computed,
    keyed_texts,
    markup_text,
    render,
    table_ids,
    table_texts,
)
from tradedata.computed.targets import target_multiples
from tradedata.data import watching
from tradedata.data.issues import CODES
from tradedata.data.loading import DATA_FILES, load
from tradedata.data.periods import MONTHS
from tradedata.views.pages import PAGES
from tradedata.views.selection import Selection
from tradedata.views.view import View, Views
from tradedata.words.claims import number_words

ARTICLES = Selection("articles")
TEA = {"product": "tea", "label": "Tea", "hs": "0902", "definition": "Leaves"}
OVERCHUK = "trade-overchuk-diplomat"
HOSTILE = "<b>x</b> <img src=x onerror=alert(1)> $a$ :red[y] *z* -- %{x} \u200fعربي"
ONE_OF_EACH = """rate <u>&amp;</u> `c` [l](javascript:1) -> ~s~ {{h}}"""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the data that the page shows, free to be changed as often as a test likes."""
    directory = copy_data(tmp_path)
    monkeypatch.setattr(watching, "PAUSE", timedelta(0))
    monkeypatch.setenv("TRADE_DATA", str(directory))
    return directory


def assert_shows_no_data(page: AppTest) -> None:
    assert not page.exception
    assert not page.header
    assert not charts(page)
    assert page.title


# Faults


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
    (data / "trade.csv").write_bytes(b"\xff\xfe\x00 no text")
    page = render()
    assert_shows_no_data(page)
    assert any("trade.csv" in text for text in all_texts(page))
    (data / "trade.csv").write_bytes(content)
    (look_again,) = page.button
    assert_shows_page(look_again.click().run())


def test_faulty_row_is_left_out_and_named_in_full(data: Path) -> None:
    claim = load(data).claim(OVERCHUK)
    edit_row(data / "trade.csv", claim.id, value="5 hundred")
    page = render("claims")
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
    page = render("claims")
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


def add_like_flour(data: Path, **cells: str) -> str:
    """Add a row that has these cells and all others of a shipped one; its id."""
    trade = data / "trade.csv"
    template = next(row for row in read_rows(trade) if row["id"] == "flour-value-2024-ipsc")
    add_row(trade, **{**template, "origin": cells["id"], **cells})
    return cells["id"]


@pytest.mark.whole
def test_new_year_in_the_data_is_charted_tabled_and_carded(data: Path) -> None:
    days = {"start": "2031-01-01", "end": "2031-12-31", "period": "2031", "kind": "forecast"}
    new = add_like_flour(data, id="new", value="99000000", as_printed="$99 million", **days)
    page = render("products", product="wheat-flour", claim=new, open="wheat-flour")
    assert not page.exception
    assert new in charts(page)["wheat-flour"].ids
    claims = render("claims")
    assert new in table_ids(claims)
    assert "$99 million" in card_text(page)
    assert any("$99 million" in text for text in table_texts(claims))
    table = keyed_texts(page, "table-wheat-flour")
    assert "$99 million" in table
    assert "2031" in table


@pytest.mark.whole
def test_new_product_in_the_data_is_a_new_panel(data: Path) -> None:
    add_row(data / "products.csv", **TEA)
    cells = {"product": "tea", "origin": "tea"}
    value = add_like_flour(data, id="tea-v", value="12000000", as_printed="$12 million", **cells)
    cells |= {"measure": "quantity", "unit": "t"}
    tonnes = add_like_flour(data, id="tea-t", value="4000", as_printed="4,000 tons", **cells)
    before = {"start": "2023-01-01", "end": "2023-12-31", "period": "2023", "origin": "before"}
    cells |= before
    old = add_like_flour(data, id="tea-b", value="3000", as_printed="3,000 tons", **cells)
    (price,) = (
        i for i in computed(load(data)) if i.kind == "unit-value" and i.product.key == "tea"
    )
    assert price.value == 3000
    page = render("products", product="tea", claim=price.id, open="tea")
    assert not page.exception
    assert charts(page)["tea"].ids == {old, tonnes}
    assert {value, price.id} <= marked_ids(page.main)
    assert price.words in card_text(page)
    claims = render("claims")
    assert table_ids(claims) >= {value, tonnes, price.id}
    assert "Tea" in claims.selectbox("product").options
    table = keyed_texts(page, "table-tea")
    assert "4,000 t" in table
    assert price.expression in table


def test_product_with_one_number_is_told_in_a_sentence(data: Path) -> None:
    add_row(data / "products.csv", **TEA)
    new = add_like_flour(data, id="tea-value", product="tea", based_on="", based_on_basis="")
    page = render("products", product="tea")
    assert "tea" not in charts(page)
    assert new in marked_ids(page.main)


@pytest.mark.whole
def test_number_changed_in_the_data_changes_everywhere(data: Path) -> None:
    """$560 million becomes $570 million: no place keeps the old number or what followed from it."""
    before = Views(load(data)).of(ARTICLES)
    edit_row(data / "trade.csv", OVERCHUK, value="570000000", as_printed="around $570 million")
    after = Views(load(data)).of(ARTICLES)
    words = number_words(after.claims_by_id[OVERCHUK])
    page = render(
        view="articles", claim=OVERCHUK, open=["who-says-what", "chart-targets", "targets"]
    )
    claims = render("claims", view="articles")
    who, targets = charts(page)["who-says-what"], charts(page)["targets"]
    assert (OVERCHUK, 570_000_000) in who.numbers
    assert (OVERCHUK, 570_000_000) in targets.numbers

    nearest, *later = multiples = multiples_of(after)
    assert later
    assert multiples != multiples_of(before)
    assert after.finding.words != before.finding.words
    places: dict[str, tuple[str, AbstractSet[str]]] = {
        "headline": (html_with(page, 'class="finding"'), {words, after.finding.words}),
        "title": (html_with(page, 'id="who-says-what"'), {words}),
        "targets title": (html_with(page, 'id="targets"'), {nearest}),
        "targets in words": (keyed_texts(page, "table-targets"), {words, *multiples}),
        "marks": (" ".join(who.texts), {words}),
        "chart table": (keyed_texts(page, "table-who-says-what"), {words}),
        "table": (" ".join(table_texts(claims)), {words, "around $570 million"}),
        "card": (card_text(page), {words, "around $570 million", "570,000,000"}),
        "choice of baseline": (" ".join(page.selectbox("baseline").options), {words}),
    }
    assert missing_from(places) == {}
    in_view = [*(text for text, _ in places.values()), *(c.alt for c in charts(page).values())]
    del in_view[list(places).index("card")]  # it tells of other pages that print the statement
    assert [text for text in in_view if "560 million" in text] == []


@pytest.mark.whole
def test_number_behind_a_title_changed_in_the_data_changes_what_follows(data: Path) -> None:
    """The spread, its formula and the title are reckoned, never typed."""
    before = Views(load(data)).whole
    totals = [
        i for i in before.indicators if i.kind == "spread" and {*i.inputs} <= {*before.totals}
    ]
    old = max((i for i in totals if i.period.is_dated), key=lambda i: i.period.sort_key())
    low = old.inputs[-1]
    value = low.value * 3 / 4
    words = f"{value} dollars"
    gloss = words if low.gloss else ""
    edit_row(data / "trade.csv", low.id, value=str(value), as_printed=words, gloss=gloss)
    after = Views(load(data)).whole
    assert after.dataset.issues == before.dataset.issues
    new = next(i for i in after.indicators if i.id == old.id)
    assert new.expression != old.expression
    page = render(claim=new.id, open="who-says-what")
    who = charts(page)["who-says-what"]
    words = number_words(after.claims_by_id[low.id])
    places: dict[str, tuple[str, AbstractSet[str]]] = {
        "title": (html_with(page, 'id="who-says-what"'), {words, new.words}),
        "chart in words": (
            keyed_texts(page, "table-who-says-what"),
            {words, new.words, new.expression},
        ),
        "table": (" ".join(table_texts(render("claims"))), {words, new.expression}),
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


def multiples_of(view: View) -> list[str]:
    """How many times the number the targets are, the nearest first."""
    found = target_multiples(view.claims, view.claims_by_id[OVERCHUK])
    return [i.words for i in sorted(found, key=lambda i: i.inputs[0].period.sort_key())]


# Hostile text


HOSTILE_CELLS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("trade.csv", OVERCHUK, {"note": HOSTILE, "locator": ONE_OF_EACH}),
    ("claimants.csv", "overchuk", {"label": HOSTILE, "organisation": ONE_OF_EACH}),
    ("sources.csv", "diplomat", {"title": HOSTILE, "publisher": ONE_OF_EACH, "author": HOSTILE}),
    ("products.csv", "lpg", {"label": HOSTILE, "definition": ONE_OF_EACH}),
    ("areas.csv", "RU", {"label": HOSTILE}),
)


@pytest.mark.whole
def test_hostile_text_in_cells_is_shown_as_it_stands(data: Path) -> None:
    hostile: list[str] = []
    for file, key, cells in HOSTILE_CELLS:
        signed = {name: f"{text} {key} {name}" for name, text in cells.items()}
        edit_row(data / file, key, **signed)
        hostile += signed.values()
    pages = [render(each.slug, claim=OVERCHUK, open=["who-says-what", "lpg"]) for each in PAGES]
    shown = [" ".join(text.split()) for page in pages for text in all_texts(page)]
    for text in hostile:
        assert any(" ".join(text.split()) in each for each in shown), text
    for page in pages:
        assert_shows_page(page)
        assert not page.markdown, "markdown would change the text"
    for element in (element for page in pages for element in page.html):
        assert not re.search(r"<(b|u|img|script)[ >]", element.value)
    for chart in (chart for page in pages for chart in charts(page).values()):
        for markup in chart.markup:
            assert not re.search(r"<(?!/?(b|i|br|span)\b)", markup)
            assert "<b>x" not in markup


def test_hostile_words_as_printed_are_shown_as_they_stand(data: Path) -> None:
    printed = "$560 million (<b>x</b>) :red[x] $a$ -- %{x}"
    edit_row(data / "trade.csv", OVERCHUK, as_printed=printed)
    page = render(view="articles", claim=OVERCHUK, open="who-says-what")
    assert printed in card_text(page)
    assert printed in keyed_texts(page, "table-who-says-what")
    assert printed in table_texts(render("claims", view="articles"))
