"""Showing: `show` prints what the page says, `dependence` what may be arithmetic."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.data.tables import CLAIM
from tests.support.factories import ANOTHER, add_row
from tradedata import cli


def test_show_prints_what_the_page_shows_for_an_address(run: Run) -> None:
    code, lines, _ = run("show", "view=articles&foo=bar")
    assert code == 0
    assert "Address: /?view=articles" in lines
    assert any(line.startswith("- foo (allowed: view, side, ") for line in lines)
    assert "# Who says what, year by year" in lines


def test_show_takes_a_whole_address_and_prints_json(run: Run) -> None:
    address = "http://localhost:8501/?claim=trade-overchuk-diplomat)"
    code, lines, _ = run("show", "--json", address)
    assert code == 0
    document = json.loads("\n".join(lines))
    assert document["Address"] == "/?claim=trade-overchuk-diplomat"
    assert document["Number"] == "about $560 million"


def test_dependence_prints_what_fits_and_how_often_chance_does(run: Run) -> None:
    code, lines, errors = run("dependence", "--data", ANOTHER)
    assert (code, errors) == (0, "")
    assert lines[0] == "# Numbers that may be only arithmetic on others"
    assert "the mean of 1,000 shuffles (seed 11)" in "\n".join(lines)
    assert f"| {' | '.join(('Relation', 'Tried', 'Fits', 'Fits by chance'))}" in "\n".join(lines)


def test_dependence_json_holds_every_convincing_fit_with_ids_and_relation(
    run: Run, articles: Path, data: Path
) -> None:
    claims = {
        "claim-x": ("174200", "2024-03-20", "2024-11-20"),
        "claim-n": ("239500", "2024-01-01", "2024-12-31"),
    }
    for place, (key, (value, start, end)) in enumerate(claims.items()):
        words = {"value": value, "as_printed": f"{value} tons", "source": ("one", "two")[place]}
        days = {"start": start, "end": end, "period": "", "origin": key}
        add_row(data / "trade.csv", **{**CLAIM, "id": key, **words, **days})
    code, lines, _ = run("dependence", "--json", "--data", data)
    report = json.loads("\n".join(lines))
    (fit,) = report["Convincing"]
    assert (code, fit["Id"], fit["Ids"]) == (0, "claim-n", "claim-x")
    assert (fit["Relation"], fit["Gives"], fit["Recorded"]) == ("x * 11/8", "239,525 t", "no")
    assert sum(row["Convincing"] for row in report["Relations"]) == 1


@pytest.mark.parametrize(("is_terminal", "is_shown"), [(True, True), (False, False)])
def test_dependence_bar_is_shown_on_a_terminal_where_it_takes_long(
    is_terminal: bool, is_shown: bool, run: Run, articles: Path, data: Path, monkeypatch: Any
) -> None:
    monkeypatch.setattr(cli, "BAR_AFTER_SECONDS", 0)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: is_terminal)
    code, _, errors = run("dependence", "--data", data)
    assert code == 0
    assert ("[####" in errors) is is_shown
    assert errors.endswith("\r") is is_shown
