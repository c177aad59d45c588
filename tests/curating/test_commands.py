"""The commands read and add: what they print and write, and that a fault changes nothing."""

from __future__ import annotations

import io
import json
import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from tests.support.factories import DATA, copy_data, read_rows, write_rows
from tradedata.cli import main

SOURCES = ("diplomat", "pravda-ru-2025-11", "amu-2025-lpg", "tolqun-2025-03", "rt-arabic-2024-08")
Run = Callable[..., tuple[int, str, str]]
ARTICLE = (
    "A spokesperson, Akhundzada Abdul Salam Jawad, said that Afghanistan imported over 275,000 "
    "tons of LPG from Russia last year. It paid some $200-300 million for it. It may be $132 "
    "million, said others, or $1 billion in trade. It was $132 million."
)
ROW = "source=diplomat claimant=jawad product=diesel flow=import reporter=AF partner=RU"
ROW += " 'as_printed=5,000 tons' start=2024-01-01 end=2024-12-31 period=2024"
NEW = "source=my-page claimant=somebody claimants.label=Some claimants.side=other"
NEW += " sources.title=Page sources.accessed=2026-11-26 sources.seen=excerpt sources.language=en"
NEW += " sources.collection=press sources.reuse=cite-only"


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped data with the claims of few sources, which point to no others."""
    data = copy_data(tmp_path_factory.mktemp("few"))
    rows = read_rows(data / "trade.csv")
    write_rows(data / "trade.csv", (row for row in rows if row["source"] in SOURCES))
    write_rows(data / "changes.csv", [])
    return data


@pytest.fixture
def data(tmp_path: Path, few: Path) -> Path:
    """A copy of them."""
    return copy_data(tmp_path, few)


@pytest.fixture
def kept(data: Path) -> Iterator[Path]:
    """The copy, which in the end is as it was."""
    before = contents(data)
    yield data
    assert contents(data) == before


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """An article of our own."""
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """A command's exit code, what it printed, and what went to the error stream."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ARTICLE.encode())))

    def run(*arguments: object) -> tuple[int, str, str]:
        code = main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def committed(data: Path) -> None:
    """The files of a folder as git's last commit of a repository around them."""
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    for command in (("init", "-q"), ("add", "data"), (*who, "commit", "-qm", "Data")):
        subprocess.run(["git", *command], cwd=data.parent, check=True)


def cells(*told: str) -> Iterable[str]:
    """Each cell once, as it is told last."""
    return {cell.partition("=")[0]: cell for cell in shlex.split(" ".join(told))}.values()


def contents(data: Path) -> dict[str, bytes]:
    """Every file of a folder with its content."""
    return {path.name: path.read_bytes() for path in data.iterdir()}


def test_read_prints_each_proposal_with_its_sentence_and_what_is_there_already(
    article: Path, run: Run
) -> None:
    code, printed, errors = run("read", article)
    assert (code, errors) == (0, "")
    for words in (
        "article.txt: language en, source none of sources.csv by its title",
        "1. over 275,000 t (paragraph 1)",
        "Afghanistan imported >>over 275,000 tons<< of LPG",
        "flow=import product=lpg measure=quantity value=275000 unit=t qualifier=over",
        "there already, the same statement: lpg-tonnes-jawad-diplomat (over 275,000 t)",
        "The sentence names no speaker; the nearest name is jawad's.",
        "The same number again: paragraph 1",
        "Not read whole, because of '$200-300 million': ",
    ):
        assert words in printed


def test_read_json_has_every_column_and_all_that_is_known(run: Run) -> None:
    code, printed, _ = run("read", "-", "--json", "--source", "diplomat", "--language", "en")
    found = json.loads(printed)
    package = json.loads((DATA / "datapackage.json").read_bytes())
    columns = [field["name"] for field in package["resources"][0]["schema"]["fields"]]
    first = found["proposals"][0]
    assert (code, found["file"], found["source"]) == (0, "-", "diplomat")
    assert sorted(first["cells"]) == sorted(columns)
    assert first["sentence"][slice(*first["marked"])] == first["cells"]["as_printed"]
    assert first["known"][0] == {
        "id": "lpg-tonnes-jawad-diplomat",
        "standing": "same-statement",
        "number": "over 275,000 t",
    }


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Russia and Afghanistan trade.", ["{}: No number found that could be a trade claim."]),
        (
            "Trade: $5 million.",
            [
                "{}: No number found that could be a trade claim.",
                "The text does not name Afghanistan or Russia.",
            ],
        ),
        (
            "Russia, Afghanistan: exports and $172 million pertains to trade.",
            ["   A word beside the number is not known: pertains"],
        ),
    ],
)
def test_read_says_what_was_not_found_or_not_known(
    text: str, lines: list[str], tmp_path: Path, run: Run
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    code, printed, _ = run("read", path)
    assert code == 0
    assert {line.format(path) for line in lines} <= set(printed.splitlines())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nowhere.txt",), "nowhere.txt: No such file or directory"),
        (("empty.txt",), "empty.txt: no text in it"),
        (
            ("-", "--source", "diplomt"),
            "--source diplomt: not in sources.csv; did you mean diplomat",
        ),
        (("-", "--data", "nowhere"), "nowhere: no such directory"),
    ],
)
def test_read_bad_input_is_located(
    arguments: tuple[str, ...],
    message: str,
    tmp_path: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "data").symlink_to(DATA)
    (tmp_path / "empty.txt").touch()
    monkeypatch.chdir(tmp_path)
    code, printed, errors = run("read", *arguments)
    assert (code, printed) == (2, "")
    assert errors.startswith(message)


def test_add_writes_the_row_and_undo_takes_it_back(data: Path, run: Run) -> None:
    committed(data)
    before = contents(data)
    code, printed, errors = run("add", "--data", data, *shlex.split(ROW))
    assert (code, errors) == (0, "")
    assert "Understood as 5,000 t" in printed
    assert "python -m tradedata add --undo diesel-tonnes-2024-jawad-diplomat" in printed
    changed = {name for name, content in contents(data).items() if content != before[name]}
    assert changed == {"trade.csv"}
    assert run("check", "--data", data)[0] == run("format", "--check", "--data", data)[0] == 0
    assert run("add", "--data", data, "--undo", "diesel-tonnes-2024-jawad-diplomat")[0] == 0
    assert contents(data) == before


def test_add_new_source_and_speaker_come_and_go_with_the_row(kept: Path, run: Run) -> None:
    committed(kept)
    code, printed, _ = run("add", "--data", kept, *cells(ROW, NEW))
    assert code == 0
    written = [line for line in printed.splitlines() if line.startswith("written")]
    assert written == ["written: claimants.csv", "written: sources.csv", "written: trade.csv"]
    assert run("check", "--data", kept)[0] == 0
    assert run("add", "--data", kept, "--undo", "diesel-tonnes-2024-somebody-my-page")[0] == 0


def test_add_again_after_one_that_was_broken_off_ends_it(data: Path, run: Run) -> None:
    before = (data / "trade.csv").read_bytes()
    add = ("add", "--data", data, *cells(ROW, NEW))
    assert run(*add)[0] == 0
    whole = contents(data)
    (data / "trade.csv").write_bytes(before)  # the other files had been written
    code, printed, _ = run(*add)
    assert code == 0
    assert [line for line in printed.splitlines() if line.startswith("written")] == [
        "written: trade.csv"
    ]
    assert contents(data) == whole
    (data / "trade.csv").write_bytes(before)
    assert "duplicate-key" in run(*add, "sources.title=Another page")[2]


def test_add_dry_run_shows_the_change_and_writes_nothing(kept: Path, run: Run) -> None:
    code, printed, _ = run("add", "--data", kept, "--dry-run", *shlex.split(ROW))
    assert code == 0
    assert "\n+diesel-tonnes-2024-jawad-diplomat,AF,RU,import,diesel,quantity,,5000,t" in printed


def test_add_takes_a_proposal_and_joins_the_statement_that_it_repeats(
    data: Path, article: Path, tmp_path: Path, run: Run
) -> None:
    _, printed, _ = run("read", article, "--source", "diplomat", "--json")
    (tmp_path / "read.json").write_text(printed, encoding="utf-8")
    take = ("add", "--data", data, "--dry-run", "--again", "--from", tmp_path / "read.json")
    code, printed, _ = run(*take, 1, "locator=paragraph 2")
    assert code == 0
    assert "'locator=paragraph 2'" in printed
    assert "origin=jawad-lpg" in printed
    assert "there already, the same statement: lpg-tonnes-jawad-diplomat" in printed
    assert "origin=own" in run(*take, 1, "origin=own")[1]
    assert "origin=jawad-lpg" not in run(*take, 1, "claimed_on=2025-02")[1]


@pytest.mark.parametrize(
    ("content", "number", "fault"),
    [
        ('{"proposals": [{"number": 1, "cells": {}}]}', "2", "there are proposals from 1 to 1"),
        ('{"proposals": [{"number": 1, "cells": {}}]}', "x", "there are proposals from 1 to 1"),
        ('{"proposals": []}', "1", "there are proposals at all"),
        ("{", "1", "not what `read --json` prints"),
        ("[]", "1", "not what `read --json` prints"),
    ],
)
def test_add_from_what_holds_no_such_proposal_says_which_is_at_fault(
    content: str, number: str, fault: str, data: Path, tmp_path: Path, run: Run
) -> None:
    (tmp_path / "read.json").write_text(content, encoding="utf-8")
    code, _, errors = run("add", "--data", data, "--from", tmp_path / "read.json", number)
    assert (code, errors.splitlines()[-1]) == (2, "Nothing was written.")
    assert f"read.json {number}: " in errors
    assert fault in errors


def test_add_from_what_is_piped_in_takes_the_proposal(
    data: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, printed, _ = run("read", "-", "--json", "--source", "diplomat")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(printed.encode())))
    code, printed, _ = run("add", "--data", data, "--dry-run", "--from", "-", 1, "source=ipsc")
    assert (code, "Understood as over 275,000 t" in printed) == (0, True)


@pytest.mark.parametrize(
    ("cells", "is_refused"),
    [
        ("", True),
        ("claimed_on=2025-02", True),
        ("source=ipsc", False),
        ("claimant=overchuk", False),
        ("--again", False),
    ],
)
def test_add_number_that_its_source_has_already_is_refused_unless_it_is_meant(
    cells: str, is_refused: bool, data: Path, run: Run
) -> None:
    before = contents(data)
    there = "source=diplomat claimant=jawad product=lpg flow=import reporter=AF partner=RU"
    there += " 'as_printed=over 275,000 tons' start=2024-01-01 end=2024-12-31 'period=last year'"
    given = dict(each.partition("=")[::2] for each in shlex.split(f"{there} {cells}"))
    told = [f"{name}={cell}" if cell else name for name, cell in given.items()]
    code, _, errors = run("add", "--data", data, *told)
    assert (code, contents(data) == before) == ((2, True) if is_refused else (0, False)), errors
    assert ("there already: lpg-tonnes-jawad-diplomat." in errors) == is_refused
    assert ("add --again" in errors) == is_refused


@pytest.mark.parametrize(
    ("cells", "faults"),
    [
        (
            "product=lgp flow=imports as_printed=5 source=diplomat",
            (
                "column reporter | A required cell is blank",
                "column flow | The word is not in the column's vocabulary",
                "column product | The key stands in no row",
                "product=lgp; did you mean lpg?",
                "flow=imports; did you mean import",
            ),
        ),
        ("source=zzzzzz", ("column source | The key stands in no row",)),
        (
            "noter=x sources.tilte=y zzz.x=1 word",
            (
                "noter: no such column (COLUMN=TEXT is needed); did you mean note",
                "sources.tilte: no such column (COLUMN=TEXT is needed); did you mean sources.title",
                "zzz.x: no such column (COLUMN=TEXT is needed)",
                "word: no such column (COLUMN=TEXT is needed)",
                "trade.csv, the new row, column reporter",
            ),
        ),
    ],
)
def test_add_names_all_faults_at_once_and_writes_nothing(
    cells: str, faults: tuple[str, ...], kept: Path, run: Run
) -> None:
    code, _, errors = run("add", "--data", kept, *cells.split())
    assert code == 2
    assert [fault for fault in faults if fault not in errors] == []
    assert errors.endswith("\nNothing was written.\n")


def test_add_correct_changes_the_row_and_says_how_to_change_it_back(data: Path, run: Run) -> None:
    before = contents(data)
    row = "lpg-tonnes-jawad-diplomat"
    correct = ("add", "--data", data, "--correct", row)
    code, printed, errors = run(*correct, "locator=", "as_printed=over 285,000 tons")
    assert (code, errors) == (0, "")
    assert (
        f"\n{row},AF,RU,import,lpg,quantity,,285000,t,over," in contents(data)["trade.csv"].decode()
    )
    assert "CONTRIBUTING.md tells under 'Correct a number'" in printed
    (undo,) = (line for line in printed.splitlines() if line.startswith("To undo it: "))
    again = shlex.split(undo.partition("tradedata ")[2])
    assert run(again[0], "--data", data, *again[1:])[0] == 0
    assert contents(data) == before
    code, printed, _ = run(*correct)
    assert (code, "To undo" in printed) == (0, False)


@pytest.mark.parametrize(
    ("correct", "cells", "fault"),
    [
        ("trade-center-diplomt", (), "not in trade.csv; did you mean trade-center-diplomat"),
        ("trade-center-diplomat", ("id=x",), "id=x: the id of a row stays"),
        ("trade-center-diplomat", ("flow=x",), "column flow | The word is not in"),
    ],
)
def test_add_correct_refused_changes_nothing(
    correct: str, cells: tuple[str, ...], fault: str, kept: Path, run: Run
) -> None:
    code, _, errors = run("add", "--data", kept, "--correct", correct, *cells)
    assert (code, fault in errors) == (2, True)


def test_add_undo_of_what_is_not_there_or_is_needed_is_refused(data: Path, run: Run) -> None:
    committed(data)
    first, second = (f"{ROW} id={key} origin=one" for key in ("one", "two"))
    assert run("add", "--data", data, *shlex.split(first))[0] == 0
    told = second.replace("period=2024", "period_from=one").replace("start=2024-01-01 ", "")
    told = told.replace("end=2024-12-31 ", "")
    assert run("add", "--data", data, "--again", *shlex.split(told))[::2] == (0, "")
    before = contents(data)
    code, _, errors = run("add", "--data", data, "--undo", "trade-center-diplomt")
    assert code == 2
    assert "not in trade.csv; did you mean trade-center-diplomat" in errors
    code, _, errors = run("add", "--data", data, "--undo", "one")
    assert code == 2
    assert "Other rows need it.\nNothing was written.\n" in errors
    assert contents(data) == before


def test_add_undo_of_a_published_row_is_refused_and_nothing_written(kept: Path, run: Run) -> None:
    committed(kept)
    code, printed, errors = run("add", "--data", kept, "--undo", "raisins-tonnes-2024-pravda")
    assert (code, printed) == (2, "")
    assert "the last commit holds it. A row that was published is not removed" in errors


def test_add_undo_of_the_first_row_of_a_table_committed_without_rows(data: Path, run: Run) -> None:
    whole = (data / "trade.csv").read_bytes()
    (data / "trade.csv").write_bytes(whole.splitlines(keepends=True)[0])
    committed(data)
    (data / "trade.csv").write_bytes(whole)
    assert run("add", "--data", data, *shlex.split(ROW))[0] == 0
    assert run("add", "--data", data, "--undo", "diesel-tonnes-2024-jawad-diplomat")[0] == 0
    assert (data / "trade.csv").read_bytes() == whole


@pytest.mark.parametrize("file", ["", "not a table\n"])
def test_add_undo_where_git_does_not_tell_is_refused(file: str, data: Path, run: Run) -> None:
    if file:
        whole = (data / "trade.csv").read_bytes()
        (data / "trade.csv").write_text(file)
        committed(data)
        (data / "trade.csv").write_bytes(whole)
    assert run("add", "--data", data, *shlex.split(ROW))[0] == 0
    before = contents(data)
    code, _, errors = run("add", "--data", data, "--undo", "diesel-tonnes-2024-jawad-diplomat")
    assert (code, "no commit of trade.csv that tells" in errors) == (2, True)
    assert contents(data) == before


def test_add_undo_leaves_a_source_that_was_published_before(
    data: Path, few: Path, run: Run
) -> None:
    assert run("add", "--data", data, *cells(ROW, NEW))[0] == 0
    sources, trade = (data / "sources.csv"), (data / "trade.csv")
    trade.write_bytes((few / "trade.csv").read_bytes())
    committed(data)
    before = sources.read_bytes()
    assert run("add", "--data", data, *cells(ROW, "source=my-page"))[0] == 0
    assert run("add", "--data", data, "--undo", "diesel-tonnes-2024-jawad-my-page")[0] == 0
    assert sources.read_bytes() == before


@pytest.mark.parametrize("step", ["write_bytes", "replace"])
def test_add_fault_while_writing_leaves_every_file_as_it_was(
    step: str, kept: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = iter(range(9))
    owner = Path if step == "write_bytes" else os
    sound = getattr(owner, step)

    def full(*arguments: object) -> object:
        if next(count) == 1:
            raise OSError(28, "No space left on device", "disk")
        return sound(*arguments)

    monkeypatch.setattr(owner, step, full)
    code, _, errors = run("add", "--data", kept, *cells(ROW, NEW))
    assert (code, errors) == (2, "disk: No space left on device\n")


@pytest.mark.parametrize(("last", "is_written"), [("y", True), ("no", False)])
def test_add_in_a_terminal_asks_for_what_is_missing_and_whether_to_write(
    last: str, is_written: bool, data: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(data)
    answers = iter(["", "", "", "", "paragraph 1", "what?", last])
    asked = list[str]()
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)

    def answer(words: str) -> str:
        asked.append(words)
        return next(answers)

    monkeypatch.setattr("builtins.input", answer)
    code, printed, _ = run("add", "--data", data, *shlex.split(ROW))
    assert (code, asked[-1]) == (0 if is_written else 2, "Write it? (y/n) ")
    assert printed.count("Understood as 5,000 t\n") == 1
    assert "'locator=paragraph 1'" in printed
    assert (contents(data) != before) == is_written


def test_add_in_a_terminal_ended_before_the_end_writes_nothing(
    kept: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def end(_: str) -> str:
        raise EOFError

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr("builtins.input", end)
    code, _, errors = run("add", "--data", kept)
    assert (code, errors) == (2, "\nNothing was written.\n")


WAYS = {
    "two": (["--correct", "a", "--undo", "b"], "not allowed with argument --correct"),
    "blank": (["--undo", ""], "blank, where the id of a row is needed"),
}


@pytest.mark.parametrize(("ways", "message"), WAYS.values(), ids=WAYS)
def test_add_refuses_ways_that_contradict_or_name_no_row(
    ways: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["add", *ways])
    assert stop.value.code == 2
    assert message in capsys.readouterr().err


def test_add_undo_takes_no_cells(run: Run, data: Path) -> None:
    code, _, errors = run("add", "--data", data, "--undo", "a", "note=b")
    assert (code, "takes no cells: note=b" in errors) == (2, True)


def test_commands_without_an_input_say_that_there_is_none(
    run: Run, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert "no text in it" in run("read", "--data", data, "-")[2]
    assert "not what `read --json` prints" in run("add", "--data", data, "--from", "-", "1")[2]


def test_add_from_a_file_too_deep_to_read_says_so(run: Run, data: Path, tmp_path: Path) -> None:
    (tmp_path / "deep.json").write_text("[" * 100_000)
    code, _, errors = run("add", "--data", data, "--from", tmp_path / "deep.json", "1")
    assert (code, "not what `read --json` prints" in errors) == (2, True)
