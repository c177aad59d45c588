"""Verifying: which rows the texts of the articles bear out."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.support.factories import edit_row
from tradedata.cli import main


def test_verify_all_found_exits_in_order(data: Path, articles: Path, run: Run) -> None:
    code, lines, _ = run("verify", "--data", data, "--articles", articles)
    assert code == 0
    assert lines == [
        "found claim-one: '100 tons' in one.txt",
        "found claim-two: '100 tons' in two.txt",
        "2 of 2 claims found in 2 texts: no errors, no warnings in the data",
    ]


def test_verify_missing_words_exit_to_mend(data: Path, articles: Path, run: Run) -> None:
    (articles / "two.txt").write_text("Article two\n\n1,100 tons", encoding="utf-8")
    code, lines, _ = run("verify", "--data", data, "--articles", articles)
    assert code == 1
    assert lines[1:] == [
        "missing claim-two: '100 tons' in two.txt",
        "1 of 2 claims found in 2 texts: no errors, no warnings in the data",
    ]


def test_verify_looks_only_at_articles(data: Path, articles: Path, run: Run) -> None:
    edit_row(data / "sources.csv", "two", collection="press")
    code, lines, _ = run("verify", "--data", data, "--articles", articles)
    assert code == 0
    assert lines[-1].startswith("1 of 1 claim found in 2 texts")


def test_verify_claim_left_out_by_a_fault_exits_to_mend(
    data: Path, articles: Path, run: Run
) -> None:
    edit_row(data / "trade.csv", "claim-two", unit="kg")
    code, lines, _ = run("verify", "--data", data, "--articles", articles)
    assert code == 1
    assert lines[0].startswith("error not-in-vocabulary | trade.csv:3")
    assert lines[-1] == "1 of 1 claim found in 2 texts: 1 error, no warnings in the data"


def test_verify_terminal_without_the_letters_shows_their_codes(
    data: Path, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit_row(data / "trade.csv", "claim-one", as_printed="“100 tons”")
    terminal = io.TextIOWrapper(io.BytesIO(), encoding="ascii", write_through=True)
    monkeypatch.setattr(sys, "stdout", terminal)
    assert main(["verify", "--data", str(data), "--articles", str(articles)]) == 1
    printed = terminal.buffer.getvalue()
    assert printed.startswith(b"missing claim-one: '\\u201c100 tons\\u201d' in one.txt\n")


def test_verify_without_texts_says_so(data: Path, articles: Path, tmp_path: Path, run: Run) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    code, lines, _ = run("verify", "--data", data, "--articles", empty)
    assert code == 1
    assert "in no text" in lines[0]
    missing = tmp_path / "nowhere"
    assert run("verify", "--data", data, "--articles", missing)[0] == 2
