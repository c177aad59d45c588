"""Checking: what `check`, `format` and `codebook` print and write, and all that commands share."""

from __future__ import annotations

import os
import runpy
import stat
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.support.factories import (
    DATA,
    add_row,
    edit_row,
    shipped_data,
)
from tradedata import cli
from tradedata.cli import main

COMMANDS = ("check", "format", "codebook", "verify")


def test_check_shipped_data_is_in_order(run: Run) -> None:
    code, lines, errors = run("check")
    dataset = shipped_data()
    assert (code, errors) == (0, "")
    assert lines == [
        f"{len(dataset.claims)} usable claims in data version {dataset.version}: "
        "no errors, no warnings"
    ]


def test_check_prints_every_issue_on_a_line_and_counts(data: Path, run: Run) -> None:
    add_row(data / "areas.csv", area="X\nY", label="")
    code, lines, _ = run("check", "--data", data)
    assert code == 1
    assert len(lines) == 3
    assert lines[0].startswith("error bad-form | areas.csv:")
    assert lines[1].startswith("error missing-value | areas.csv:")
    assert lines[2].endswith(": 2 errors, no warnings")


def test_check_warnings_alone_exit_in_order(data: Path, run: Run) -> None:
    edit_row(data / "trade.csv", "flour-value-2024-ipsc", note="Twice $40 million.")
    code, lines, _ = run("check", "--data", data)
    assert code == 0
    assert lines[0].startswith("warning number-in-note | trade.csv:")
    assert lines[1].endswith(": no errors, 1 warning")


def test_check_unusable_file_prints_its_issue(data: Path, run: Run) -> None:
    (data / "trade.csv").unlink()
    code, lines, _ = run("check", "--data", data)
    assert code == 1
    assert lines[0].startswith("error missing-file | trade.csv | ")
    assert lines[1] == "The data files cannot be used: 1 error, no warnings"


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_missing_directory_is_a_message(command: str, tmp_path: Path, run: Run) -> None:
    nowhere = tmp_path / "nowhere"
    articles = ("--articles", tmp_path) if command == "verify" else ()
    code, lines, errors = run(command, "--data", nowhere, *articles)
    assert (code, lines) == (2, [])
    assert errors == f"{nowhere}: no such directory\n"


@pytest.mark.parametrize("command", ["check", "format", "codebook"])
def test_commands_schema_that_is_missing_or_no_file_is_an_issue(
    command: str, tmp_path: Path, run: Run
) -> None:
    for fault in ("missing-file", "unopened-file"):
        code, lines, _ = run(command, "--data", tmp_path)
        assert code == 1
        assert lines[0].startswith(f"error {fault} | datapackage.json")
        assert len(list(tmp_path.iterdir())) == (fault == "unopened-file")
        os.mkfifo(tmp_path / "datapackage.json") if fault == "missing-file" else None


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_explain_themselves(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main([command, "--help"])
    assert stop.value.code == 0
    assert "--data DIR" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["mend"], ["verify"], ["check", "--fast"]])
def test_main_wrong_arguments_exit_with_usage(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    assert "usage: python -m tradedata" in capsys.readouterr().err


def test_format_puts_files_in_order_and_is_idempotent(data: Path, run: Run) -> None:
    path = data / "trade.csv"
    tidy = path.read_bytes()
    header, *rows = tidy.splitlines(keepends=True)
    untidy = header + b"".join(reversed(rows))
    path.write_bytes(b"\xef\xbb\xbf" + untidy.replace(b"\n", b"\r\n"))
    assert run("format", "--data", data) == (0, ["written: trade.csv", "1 file changed"], "")
    assert path.read_bytes() == tidy
    assert run("format", "--data", data) == (0, ["no files changed"], "")
    assert run("format", "--check", "--data", data) == (0, ["no files to change"], "")
    assert sorted(data.iterdir()) == sorted(data / path.name for path in DATA.iterdir())


def test_format_check_prints_the_diff_and_writes_nothing(data: Path, run: Run) -> None:
    path = data / "areas.csv"
    content = path.read_bytes() + b"AA, Another Area ,,\n"
    path.write_bytes(content)
    code, lines, _ = run("format", "--check", "--data", data)
    assert code == 1
    assert "-AA, Another Area ,," in lines
    assert "+AA,Another Area,," in lines
    assert lines[-1] == "1 file to change"
    assert path.read_bytes() == content


def test_format_file_it_cannot_read_is_left_alone(data: Path, run: Run) -> None:
    broken, untidy = data / "areas.csv", data / "claimants.csv"
    broken.write_bytes(broken.read_bytes() + b"too,short\n")
    content = broken.read_bytes()
    untidy.write_bytes(untidy.read_bytes().replace(b"\n", b"\r\n"))
    for file in ("products.csv", "sources.csv"):
        (data / file).unlink()
    os.mkfifo(data / "products.csv")
    code, lines, _ = run("format", "--data", data)
    assert code == 1
    assert [line.split(" | ")[0] for line in lines[:3]] == [
        "error missing-file",
        "error unopened-file",
        "error wrong-length",
    ]
    assert lines[3:] == ["written: claimants.csv", "1 file changed"]
    assert broken.read_bytes() == content


def test_format_file_it_cannot_write_is_a_message(
    data: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, _: bytes) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    (data / "areas.csv").write_bytes((data / "areas.csv").read_bytes() + b"\n")
    monkeypatch.setattr(Path, "write_bytes", refuse)
    code, _, errors = run("format", "--data", data)
    assert code == 2
    assert errors.endswith("Permission denied\n")


def test_codebook_file_it_cannot_replace_is_a_message_and_leaves_nothing_behind(
    data: Path, run: Run
) -> None:
    codebook = data / "README.md"
    codebook.unlink()
    codebook.mkdir()
    files = sorted(data.iterdir())
    code, lines, errors = run("codebook", "--data", data)
    assert (code, lines) == (2, [])
    assert errors.startswith(f"{codebook}: ")
    assert sorted(data.iterdir()) == files


def test_format_keeps_the_mode_of_a_file_and_writes_through_a_link(
    data: Path, tmp_path: Path, run: Run
) -> None:
    canonical = (data / "areas.csv").read_bytes()
    (data / "areas.csv").unlink()
    kept = tmp_path / "kept.csv"
    kept.write_bytes(canonical.replace(b"\n", b"\r\n"))
    kept.chmod(0o640)
    (data / "areas.csv").symlink_to(kept)
    assert run("format", "--data", data)[0] == 0
    assert (data / "areas.csv").is_symlink()
    assert kept.read_bytes() == canonical
    assert stat.S_IMODE(kept.stat().st_mode) == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "kept.csv"]


def test_codebook_writes_and_then_agrees(data: Path, run: Run) -> None:
    codebook = data / "README.md"
    codebook.unlink()
    code, lines, _ = run("codebook", "--check", "--data", data)
    assert (code, lines[-1]) == (1, "1 file to change")
    assert not codebook.exists()
    assert run("codebook", "--data", data) == (0, ["written: README.md", "1 file changed"], "")
    assert codebook.read_bytes() == (DATA / "README.md").read_bytes()
    assert run("codebook", "--check", "--data", data)[0] == 0


def test_module_runs_as_a_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["tradedata", "check"])
    with pytest.raises(SystemExit) as stop:
        runpy.run_module("tradedata", run_name="__main__")
    assert stop.value.code == 0
    assert "usable claims" in capsys.readouterr().out


def test_reader_who_has_seen_enough_ends_the_command_in_order(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_: object) -> int:
        raise BrokenPipeError

    silenced: list[int] = []
    monkeypatch.setattr(cli, "_check", stop)
    monkeypatch.setattr(os, "dup2", lambda _, to: silenced.append(to))
    assert cli.main(["check"]) == 0
    assert silenced == [sys.stdout.fileno()]
    assert capfd.readouterr().err == ""
