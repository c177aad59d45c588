"""Missing packages: a command that needs one says which, and how to have it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.support.factories import ANOTHER, PROJECT
from tradedata.data import package_checks
from tradedata.data.schema import parse_schema

SAID = "{} is not installed: pip install -r requirements.txt\n"
DATA = ("--data", str(ANOTHER))


@pytest.mark.parametrize(
    "command",
    [
        *(("check",), ("format",), ("codebook",), ("verify", "--articles", str(ANOTHER))),
        *(("dependence",), ("show",), ("read", str(PROJECT / "README.md")), ("add",)),
        *(("export", "{}/a.csv"), ("site", "{}")),
    ],
    ids=lambda command: command[0],
)
def test_command_without_what_reads_the_schema_names_it_in_a_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    for kept in (parse_schema, package_checks._validator):
        kept.cache_clear()
    monkeypatch.setitem(sys.modules, "jsonschema", None)
    arguments = [argument.format(tmp_path) for argument in command]
    assert run(*arguments, *DATA) == (2, [], SAID.format("jsonschema"))


@pytest.mark.parametrize(
    ("package", "command"),
    [
        ("xlsxwriter", ("export", "a.xlsx")),
        ("markupsafe", ("export", "a.html")),
        ("plotly", ("export", "a.html")),
        ("jinja2", ("export", "a.pdf")),
        ("plotly", ("site", "a")),
    ],
)
@pytest.mark.whole
def test_command_without_what_its_file_needs_names_it_in_a_line(
    tmp_path: Path, package: str, command: tuple[str, str]
) -> None:
    """In a process of its own: what is loaded already would not be missed."""
    name, file = command
    arguments = [name, str(tmp_path / file), *DATA]
    script = f"""import sys
sys.modules[{package!r}] = None
from tradedata.cli import main
sys.exit(main({arguments}))"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (2, "", SAID.format(package))
    assert not [*tmp_path.iterdir()]
