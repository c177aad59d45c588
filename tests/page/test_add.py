"""The page that asks for a number: what it draws of the form, and that it writes nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.sections import add
from tests.page.test_faults import markdown_labels
from tests.support.factories import ANOTHER, DATA
from tests.support.rendering import all_texts, plain, render
from tradedata.curating.form import LEFT
from tradedata.data.issues import InvalidData
from tradedata.views.pages import ADD

LPG = "lpg-tonnes-jawad-diplomat"
WHOLE, SHARE = "exports-2020-customs-vedomosti", "exports-share-2020-customs-vedomosti"
CHOSEN = {"source": "diplomat", "product": "lpg", "flow": "import", "reporter": "AF"}
CHOSEN |= {"partner": "RU", "claimant": "jawad"}
TYPED = {"as_printed": "over 275,000 tons", "claimed_on": "2025-03", "period": "2024"}
TYPED |= {"start": "2024-01-01", "end": "2024-12-31"}


def filled(page: AppTest) -> AppTest:
    for column, key in CHOSEN.items():
        page.selectbox(key=f"add-trade.{column}").set_value(key)
    for column, words in TYPED.items():
        page.text_input(key=f"add-trade.{column}").set_value(words)
    return page.run()


def said(page: AppTest) -> str:
    assert not page.exception
    return " ".join(all_texts(page))


@pytest.mark.whole
def test_add_names_all_faults_by_their_fields_once_it_is_asked_to_check() -> None:
    page = render(ADD.slug)
    assert "To mend" not in said(page)
    page.button(key="add-check").click().run()
    assert "6 cells to be mended: Source, As printed, Product" in said(page)
    assert said(page).count("To mend:") == 6
    assert "Take this page along" not in [plain(each.label) for each in page.expander]


@pytest.mark.whole
def test_add_shows_what_is_understood_what_is_there_and_in_the_end_the_row() -> None:
    page = filled(render(ADD.slug))
    assert "Understood as over 275,000 t." in said(page)
    assert "The same number: " in said(page)
    assert any(f'data-card="{LPG}"' in block.value for block in page.html)
    assert not page.get("download_button")
    page.button(key="add-check").click().run()
    assert "lpg-tonnes-2024-jawad-diplomat,AF,RU,import,lpg,quantity,,275000,t,over," in said(page)
    (button,) = page.get("download_button")
    assert button.key == "add-download"
    page.button(key="add-clear").click().run()
    assert page.text_input(key="add-trade.as_printed").value == ""
    assert page.selectbox(key="add-trade.source").value is None


def test_add_new_source_is_described_below_its_field() -> None:
    page = render(ADD.slug)
    page.selectbox(key="add-trade.source").set_value("+").run()
    assert page.text_input(key="add-sources.source").placeholder.startswith("lower-case letters")
    assert page.text_input(key="add-sources.accessed").placeholder == date.today().isoformat()
    offered = page.selectbox(key="add-sources.collection").options
    assert [each.partition(" (")[0] for each in offered] == ["Press", "Official statistics"]
    page.button(key="add-check").click().run()
    assert "Source: a key for it, Title, Seen" in said(page)


def test_add_warning_in_the_closed_panel_is_told_with_the_outcome_and_opens_it() -> None:
    page = filled(render(ADD.slug))
    page.text_input(key="add-trade.note").set_value("It was $5 million.")
    page.button(key="add-check").click().run()
    assert "Passed, with 1 thing to look at." in said(page)
    assert "All checks are passed." not in said(page)
    assert said(page).count("The note holds an amount") == 2
    (panel,) = (each for each in page.expander if plain(each.label) == LEFT)
    assert panel.proto.expanded


def test_correct_fills_the_form_with_the_row_and_tells_what_else_stands_against_it() -> None:
    page = render(correct=WHOLE)
    assert page.text_input(key="add-trade.as_printed").value == "$153 млн"
    assert page.selectbox(key="add-trade.product").value == "all-goods"
    page.button(key="add-check").click().run()
    assert "Nothing differs from the row as it is." in said(page)
    page.selectbox(key="add-trade.product").set_value("lpg").run()
    assert "Other cells or rows stand against it." in said(page)
    assert any(f'data-card="{SHARE}"' in block.value for block in page.html)
    assert page.query_params["correct"] in (WHOLE, [WHOLE])  # AppTest gives either


def test_add_answers_of_one_reader_are_no_other_s_and_no_file_changes(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRADE_DATA", str(data))
    filled(render(ADD.slug)).button(key="add-check").click().run()
    assert render(ADD.slug).text_input(key="add-trade.as_printed").value == ""
    assert {path.name: path.read_bytes() for path in data.iterdir()} == {
        path.name: path.read_bytes() for path in DATA.iterdir()
    }


def test_add_of_another_collection_offers_its_own_areas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRADE_DATA", str(ANOTHER))
    page = render(ADD.slug)
    assert not page.exception
    assert "Armenia (AM)" in page.selectbox(key="add-trade.reporter").options
    assert [*markdown_labels(page)]


def test_add_while_the_files_cannot_be_used_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise InvalidData(())

    monkeypatch.setattr(add, "_kept", fail)
    assert "The data files cannot be used now" in said(render(ADD.slug))
