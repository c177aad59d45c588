"""A copy of the data to break, and a command to run on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.data.tables import CLAIM, SOURCE
from tests.support.factories import add_row, write_rows
from tradedata.cli import main

Printed = tuple[int, list[str], str]
Run = Callable[..., Printed]


@pytest.fixture
def articles(tmp_path: Path, data: Path) -> Path:
    """Texts of two sources of articles, the only ones left in the data; one claim each."""
    directory = tmp_path / "texts"
    directory.mkdir()
    for table in ("trade", "changes"):
        write_rows(data / f"{table}.csv", [])
    for name in ("one", "two"):
        cells = {"source": name, "title": f"Article {name}", "collection": "articles"}
        add_row(data / "sources.csv", **{**SOURCE, **cells})
        cells = {"id": f"claim-{name}", "source": name, "origin": f"origin-{name}"}
        add_row(data / "trade.csv", **{**CLAIM, **cells})
        (directory / f"{name}.txt").write_text(f"Article {name}\n\n100 tons", encoding="utf-8")
    return directory


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """A command's exit code, lines printed, and what went to the error stream."""

    def run(*arguments: object) -> Printed:
        code = main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return code, printed.out.splitlines(), printed.err

    return run
