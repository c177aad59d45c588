"""The commands: what they print, what they write, and with which code they exit."""

from __future__ import annotations

import io
import json
import os
import runpy
import shutil
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.data.tables import CLAIM, SOURCE
from tests.support.factories import (
    DATA,
    add_row,
    copy_data,
    edit_row,
    read_rows,
    shipped_data,
    write_rows,
)
from tradedata import cli
from tradedata.cli import main
from tradedata.exports.files import FORMATS
from tradedata.views.extracts import extract_of
from tradedata.views.parameters import read_address
from tradedata.views.view import Views

Printed = tuple[int, list[str], str]
Run = Callable[..., Printed]
COMMANDS = ("check", "format", "codebook", "verify")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the shipped data, free to be broken."""
    return copy_data(tmp_path)


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


def test_module_runs_as_a_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["tradedata", "check"])
    with pytest.raises(SystemExit) as stop:
        runpy.run_module("tradedata", run_name="__main__")
    assert stop.value.code == 0
    assert "usable claims" in capsys.readouterr().out


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


def test_dependence_prints_what_fits_and_how_often_chance_does(run: Run) -> None:
    code, lines, errors = run("dependence")
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


ADDRESSES = ("", "view=articles", "claim=trade-overchuk-diplomat", "products?chart=lpg")


def test_export_takes_its_address_behind_its_options(run: Run, tmp_path: Path) -> None:
    page, address = "https://example.org/", "view=articles"
    for name, arguments in {"a": [address, "--page", page], "b": ["--page", page, address]}.items():
        assert run("export", str(tmp_path / f"{name}.csv"), *arguments)[0] == 0
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    for strange in (["--nonsense"], [address, "another"]):
        with pytest.raises(SystemExit):
            run("export", str(tmp_path / "c.csv"), *strange)
    assert not (tmp_path / "c.csv").exists()


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("address", ADDRESSES)
def test_export_writes_what_the_address_shows(
    run: Run, tmp_path: Path, kind: str, address: str
) -> None:
    file = tmp_path / f"trade.{kind}"
    code, printed, errors = run("export", file, address)
    taken = extract_of(read_address(address, Views(shipped_data())))
    assert (code, errors) == (0, "")
    assert printed[0].startswith(f"written: {file}: data version {taken.view.dataset.version}, ")
    assert file.read_bytes() == FORMATS[kind].make(taken)


@pytest.mark.parametrize(
    ("arguments", "page"),
    [
        (("https://h.example/trade/claims?view=articles",), "https://h.example/trade/"),
        (("claims?view=articles", "--page", "https://h.example/trade"), "https://h.example/trade/"),
    ],
)
def test_export_links_to_the_page_that_it_is_told_of(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], page: str
) -> None:
    run("export", tmp_path / "a.json", *arguments)
    document = json.loads((tmp_path / "a.json").read_bytes())
    assert document["address"] == f"{page}claims?view=articles"
    assert document["claims"][0]["permalink"].startswith(f"{page}?claim=")


@pytest.mark.parametrize(
    ("name", "address", "words"),
    [
        ("a.xls", "", "a.xls: no kind of file is called 'xls' (allowed: csv, xlsx, json, zip"),
        ("trade", "", "trade: no kind of file is called ''"),
        ("a.csv", "side=nobody&from=x", "side=nobody (allowed: "),
        ("a.csv", "side=nobody&from=x", "from=x (allowed: "),
        ("a.csv", "claim=none", "claim=none (allowed: "),
        ("a.csv", "/nowhere?view=articles", "/nowhere (allowed: /, /history"),
        ("a.csv", f"q={'2024 ' * 41}", "(allowed: 200 characters)"),
        ("a.csv", "javascript://h/?view=articles", "begins with http:// or https://"),
        ("a.csv", "http://[::1/claims", "begins with http:// or https://"),
    ],
)
def test_export_names_all_that_it_cannot_do_and_writes_nothing(
    run: Run, tmp_path: Path, name: str, address: str, words: str
) -> None:
    file = tmp_path / name
    file.write_text("as before")
    code, printed, errors = run("export", file, address)
    assert (code, printed) == (2, [])
    assert words in errors
    assert errors.endswith("Nothing was written.\n")
    assert file.read_text() == "as before"


def test_export_into_a_directory_that_is_not_there_says_so(run: Run, tmp_path: Path) -> None:
    code, _, errors = run("export", tmp_path / "none" / "a.csv")
    assert code == 2
    assert errors == f"{tmp_path / 'none'}: no such directory\nNothing was written.\n"


def test_export_tells_which_rows_are_left_out(run: Run, tmp_path: Path, data: Path) -> None:
    edit_row(data / "trade.csv", "trade-overchuk-diplomat", value="much")
    code, _, errors = run("export", tmp_path / "a.csv", "--data", data)
    assert code == 0
    assert "trade-overchuk-diplomat" in errors


@pytest.fixture
def newer(data: Path) -> Path:
    """A later version of the shipped data, in which a claim has another number and period."""
    newer = copy_data(data.parent / "newer")
    package = (newer / "datapackage.json").read_text(encoding="utf-8")
    version = shipped_data().version
    (newer / "datapackage.json").write_text(package.replace(f'"{version}"', '"2099.1.0"'))
    edit_row(newer / "trade.csv", "target-2030-center-regnum", value="12", period="", note="Why.")
    return newer


def test_diff_tells_in_words_what_became_of_each_row(data: Path, newer: Path, run: Run) -> None:
    code, lines, errors = run("diff", data, newer)
    old = shipped_data()
    before = old.claim("target-2030-center-regnum")
    assert (code, errors) == (0, "")
    assert lines[0] == f"Data: version {old.version}, then version 2099.1.0"
    assert "# Claims (trade.csv)" in lines
    assert lines[-1] == (
        f"- {before.id}: value was ‘{before.value}’, is ‘12’; "
        f"period was ‘{before.own_period.label}’, is blank; note was ‘{before.note}’, is ‘Why.’"
    )
    code, lines, _ = run("diff", newer, newer)
    assert (code, lines[-1]) == (0, "Differs: nothing")


def test_diff_tells_new_rows_by_what_they_are(data: Path, newer: Path, run: Run) -> None:
    add_row(newer / "sources.csv", **SOURCE)
    add_row(newer / "trade.csv", **CLAIM)
    _, lines, _ = run("diff", data, newer)
    assert "- claim-a: 100, t, 2024, paper" in lines
    assert "- paper: A title" in lines


def test_diff_json_is_for_programs(data: Path, newer: Path, run: Run) -> None:
    _, lines, _ = run("diff", data, newer, "--json")
    told = json.loads("\n".join(lines))
    assert (told["old"], told["new"]) == (shipped_data().version, "2099.1.0")
    assert [cell["column"] for cell in told["tables"]["trade"]["changed"]] == [
        *("value", "period", "note"),
    ]


def test_diff_write_records_what_the_check_then_wants_explained(
    data: Path, newer: Path, run: Run
) -> None:
    code, lines, _ = run("diff", data, newer, "--write")
    assert (code, lines[-2:]) == (0, ["written: changes.csv", "1 file changed"])
    rows = read_rows(newer / "changes.csv")[-2:]
    assert [(row["version"], row["column"], row["new"]) for row in rows] == [
        ("2099.1.0", "value", "12"),
        ("2099.1.0", "period", ""),
    ]
    _, lines, _ = run("check", "--data", newer)
    assert sum("changes.csv" in line and "column why" in line for line in lines) == 2


def test_diff_write_needs_a_newer_version_in_a_directory(data: Path, newer: Path, run: Run) -> None:
    packed = Path(shutil.make_archive(str(newer), "zip", newer))
    for old, new in ((data, data), (data, packed)):
        code, _, errors = run("diff", old, new, "--write")
        assert code == 2
        assert errors.startswith(f"{new}: ")


def test_diff_of_what_cannot_be_read_names_the_place(data: Path, tmp_path: Path, run: Run) -> None:
    (broken := copy_data(tmp_path / "broken")).joinpath("areas.csv").write_text("a\n")
    code, lines, errors = run("diff", data, broken)
    assert (code, lines) == (2, [])
    assert errors.startswith(f"error wrong-header | {broken / 'areas.csv'}:1")
    assert run("diff", data, tmp_path / "nowhere")[0] == 2


@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir, lambda path: path.symlink_to(path)])
def test_export_replaces_nothing_but_regular_files(
    run: Run, tmp_path: Path, make: Callable[[Path], None]
) -> None:
    file = tmp_path / "a.csv"
    make(file)
    before = file.lstat().st_mode
    code, _, errors = run("export", file, "chart=lpg")
    assert (code, errors) == (2, f"{file}: not a regular file\nNothing was written.\n")
    assert file.lstat().st_mode == before


@pytest.mark.parametrize("page", ["javascript:alert(1)//", "ftp://h.example/", "//h.example/"])
def test_export_links_to_no_page_but_one_of_the_web(run: Run, tmp_path: Path, page: str) -> None:
    code, _, errors = run("export", tmp_path / "a.html", "chart=lpg", "--page", page)
    assert code == 2
    assert "begins with http:// or https://" in errors


def test_export_takes_the_address_of_an_embedded_chart(run: Run, tmp_path: Path) -> None:
    link = "https://h.example/trade/?chart=lpg&embed=true&utm_source=x"
    code, _, errors = run("export", tmp_path / "a.json", link)
    assert (code, errors) == (0, "")
    document = json.loads((tmp_path / "a.json").read_bytes())
    assert document["address"] == "https://h.example/trade/products?product=lpg&chart=lpg"


def test_export_without_what_a_file_needs_says_so_and_writes_nothing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    code, _, errors = run("export", tmp_path / "a.pdf", "chart=lpg")
    assert code == 2
    assert "install Chromium or Google Chrome" in errors
    assert errors.endswith("Nothing was written.\n")
    assert not (tmp_path / "a.pdf").exists()
