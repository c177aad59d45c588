"""A number from the form of the page to the data: asked for, downloaded as a patch, applied."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_access import grave_faults
from tests.support.browsing import (
    PHONE,
    choose,
    expect_card,
    expect_parameters,
    keyed,
    settle,
)
from tests.support.factories import DATA, PROJECT
from tests.support.visitors import Visitor
from tools.serving import Server

pytestmark = pytest.mark.browser
JAWAD = "lpg-tonnes-jawad-diplomat"
# Cells in the order of the form: those with a list are chosen by the beginning of a name.
CHOSEN = {"product": "Diesel", "flow": "Imports", "reporter": "(AF)", "partner": "(RU)"}
CHOSEN["claimant"] = "Akhundzada"
TYPED = {"claimed_on": "2025-03", "start": "2024-01-01", "end": "2024-12-31", "period": "2024"}


def answer(page: Page, column: str, words: str) -> None:
    field = keyed(page, f"add-trade-{column}").get_by_role("textbox")
    field.fill(words)
    field.press("Tab")


def pick(page: Page, column: str, words: str) -> None:
    choose(page, keyed(page, f"add-trade-{column}"), words)


def downloaded_patch(page: Page, folder: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the patch").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def applied(patch: Path, folder: Path) -> str:
    """What the check says of the shipped data with the patch, applied by git."""
    shutil.copytree(DATA, folder / "data")
    subprocess.run(["git", "apply", str(patch)], cwd=folder, check=True)
    command = [sys.executable, "-m", "tradedata", "check", "--data", str(folder / "data")]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    return done.stdout


def test_number_goes_by_the_keyboard_from_the_form_to_a_patch_that_git_applies(
    server: Server, visit: Visitor, tmp_path: Path
) -> None:
    page = visit(f"{server.address}/add")
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_text("6 cells to be mended: Source, As printed, Product")).to_be_visible()
    assert grave_faults(page) == []
    pick(page, "source", "(diplomat)")
    answer(page, "as_printed", "over 5,000 tons")
    expect(page.get_by_text("Understood as over 5,000 t.")).to_be_visible()
    for column, words in CHOSEN.items():
        pick(page, column, words)
    for column, words in TYPED.items():
        answer(page, column, words)
    expect(page.get_by_text("All checks are passed.")).to_be_visible()
    assert grave_faults(page) == []
    patch = downloaded_patch(page, tmp_path)
    assert patch.name == "diesel-tonnes-2024-jawad-diplomat.patch"
    assert "no errors" in applied(patch, tmp_path)
    row = "diesel-tonnes-2024-jawad-diplomat,AF,RU,import,diesel,quantity,,5000,t,over,"
    assert row in (tmp_path / "data" / "trade.csv").read_text(encoding="utf-8")


def test_card_leads_to_its_row_which_the_patch_changes(
    server: Server, visit: Visitor, tmp_path: Path
) -> None:
    page = visit(f"{server.address}/?view=articles&claim={JAWAD}", viewport=PHONE)
    expect_card(page, "over 275,000").get_by_role("link", name="Correct this number").click()
    expect_parameters(page, view=["articles"], correct=[JAWAD])
    settle(page)
    answer(page, "locator", "paragraph 14")
    page.get_by_role("button", name="Check").click()
    settle(page)
    applied(downloaded_patch(page, tmp_path), tmp_path)
    before, after = (
        (folder / "trade.csv").read_text(encoding="utf-8").splitlines()
        for folder in (DATA, tmp_path / "data")
    )
    (changed,) = set(after) - set(before)
    assert (len(before), changed.split(",")[0]) == (len(after), JAWAD)
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") == 375


def test_answers_wait_while_another_page_is_looked_at(server: Server, visit: Visitor) -> None:
    page = visit(f"{server.address}/sources")
    page.get_by_role("link", name="Add or correct a number").click()
    answer(page, "as_printed", "5 tons")
    settle(page)
    page.get_by_role("link", name="Over time").click()
    expect(page.locator("h1")).to_contain_text("Over time")
    settle(page)
    page.go_back()
    field = keyed(page, "add-trade-as_printed").get_by_role("textbox")
    expect(field).to_have_value("5 tons")
    page.get_by_role("button", name="Begin again").click()
    expect(field).to_have_value("")
